"""The rows of a table as the text of their cells, written straight into the sheet's part.

XlsxWriter keeps every cell of a sheet as an object until the end, and leaves tables out where it is asked not to. Here
it writes everything but the rows: a book of 100,000 rows takes a fifth of its time and a ninth of its memory
(`tests/benchmarks`). The rows lie in memory while they are few, then in a file without a name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from compiler.domain.origin import column_letters
from compiler.render.master.cell import Cell, Formula, Link, Number, safe_text

_IN_MEMORY = 4 * 1024 * 1024
_PIECE = 1024 * 1024
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_MARKED = re.compile(r"(_x[0-9a-fA-F]{4}_)")
_TEXT, _KEEPING = "<is><t>", '<is><t xml:space="preserve">'
_DAY_ZERO = dt.date(1899, 12, 31)
_LEAP_THAT_NEVER_WAS = 59  # Excel counts a 29 February 1900
_END, _AREA = b"</sheetData>", re.compile(rb'<dimension ref="[^"]*"/>')


class Lines:
    """The rows of one sheet's table, taken up one by one in order."""

    def __init__(self, first: int) -> None:
        self.next = first
        self._letters: list[str] = []
        self._held: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115

    @property
    def area(self) -> str:
        """The cells from the first of the sheet to the last of the table."""
        return f"A1:{self._letters[-1] if self._letters else 'A'}{self.next - 1}"

    def add(self, cells: Sequence[Cell], formats: Sequence[int], height: float = 0, level: int = 0) -> None:
        """Take up a row, with the number of the format of each cell.

        `height` is in points, 0 for that of a single line; `level` is how deep the row stands in a tree.
        """
        while len(self._letters) < len(cells):
            self._letters.append(column_letters(len(self._letters) + 1))
        row, columns = self.next, zip(self._letters, formats, cells, strict=False)
        told = "".join([f'<c r="{letters}{row}" s="{number}"{_content(cell)}' for letters, number, cell in columns])
        tall = f' ht="{int(height * 4 / 3 + 0.5) * 0.75:.16g}" customHeight="1"' if height else ""
        deep = f' outlineLevel="{level}"' if level else ""
        self._held.write(f'<row r="{row}"{tall}{deep}>{told}</row>'.encode())
        self.next += 1

    def pieces(self) -> Iterator[bytes]:
        """All rows as they stand in the sheet's part, piece by piece."""
        self._held.seek(0)
        while piece := self._held.read(_PIECE):
            yield piece


def _content(cell: Cell) -> str:
    """What stands in a cell, behind its place and format."""
    if type(cell) is str:
        return f' t="inlineStr">{_words(cell)}</t></is></c>' if cell else "/>"
    if isinstance(cell, Number):
        return f"><v>{cell.number:.16G}</v></c>"
    if isinstance(cell, Formula):
        return _formula(cell)
    if isinstance(cell, dt.date):
        return f"><v>{_day(cell)}</v></c>"
    words = cell.text if isinstance(cell, Link) else str(cell)
    return f' t="inlineStr">{_words(words)}</t></is></c>' if words else "/>"


def _words(words: str) -> str:
    """Words as they stand in a cell. Plain ones, as most are, need no more than a look: 0.2 instead of 1.5 µs."""
    if words.isascii() and words.isprintable() and len(words) < 1000 and "_x" not in words and "<" not in words:
        if words[0] == " " or words[-1] == " ":
            return _KEEPING + words.translate(_ESCAPES)
        return _TEXT + (words.replace("&", "&amp;").replace(">", "&gt;") if "&" in words or ">" in words else words)
    safe = _MARKED.sub(r"_x005F\1", safe_text(words)).translate(_ESCAPES)
    return (_KEEPING if safe != safe.strip() else _TEXT) + safe


def _formula(cell: Formula) -> str:
    kind = ' t="str"' if isinstance(cell.value, str) and cell.value else ""
    words = cell.formula.removeprefix("=").translate(_ESCAPES)
    return f"{kind}><f>{words}</f><v>{str(cell.value).translate(_ESCAPES)}</v></c>"


@lru_cache(maxsize=4096)
def _day(day: dt.date) -> int:
    """A day as Excel counts it."""
    number = (day - _DAY_ZERO).days
    return number + (number > _LEAP_THAT_NEVER_WAS)


def with_lines(book: bytes, sheets: Mapping[int, Lines]) -> bytes:
    """A workbook with the rows of its sheets, by their numbers counted from 1, put where they belong."""
    made, parts = BytesIO(), {f"xl/worksheets/sheet{number}.xml": lines for number, lines in sheets.items()}
    with ZipFile(BytesIO(book)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            lines = parts.get(info.filename)
            if lines is None:
                new.writestr(info, old.read(info))
                continue
            before, _, after = old.read(info).partition(_END)
            with new.open(info, "w") as part:
                part.write(_AREA.sub(f'<dimension ref="{lines.area}"/>'.encode(), before, count=1))
                for piece in lines.pieces():
                    part.write(piece)
                part.write(_END + after)
    return made.getvalue()
