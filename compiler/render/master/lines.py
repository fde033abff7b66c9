"""The rows of a table as the text of their cells, written straight into the sheet's part.

XlsxWriter keeps every cell of a sheet as an object until the end, and leaves tables out where it is asked not to. Here
it writes everything but the rows: 100,000 of them take 0.4 of its time and a sixth of its memory (`python -m
tests.benchmarks master`). The rows lie in memory while they are few, then in a file without a name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from compiler.domain.origin import column_letters
from compiler.domain.regex import regex
from compiler.domain.text import clean
from compiler.render.master.cell import Cell, Formula, Link, Number, safe_text

_IN_MEMORY = 512 * 1024
_PIECE = 1024 * 1024
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_MARKED = regex(r"(_x[0-9a-fA-F]{4}_)")
_MOST_LINKS, _LONGEST_LINK = 65_000, 2_000
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_TEXT, _KEEPING = "<is><t>", '<is><t xml:space="preserve">'
_DAY_ZERO = dt.date(1899, 12, 31)
_LEAP_THAT_NEVER_WAS = 59  # Excel counts a 29 February 1900
_AREA = regex(rb'<dimension ref="[^"]*"/>')


class Lines:
    """The rows of one sheet's table, taken up one by one in order."""

    def __init__(self, first: int, columns: int) -> None:
        self.next = first
        self._letters = [column_letters(number) for number in range(1, columns + 1)]
        self._links = 0
        self._rows, self._leads, self._relations = _Held(), _Held(), _Held()

    @property
    def area(self) -> str:
        """The cells from the first of the sheet to the last of the table."""
        return f"A1:{self._letters[-1]}{self.next - 1}"

    def add(self, rows: Iterable[tuple[Iterable[str], float, int]]) -> None:
        """Take up rows, each as the pieces between which its number stands, its height and its level.

        `Column` makes the pieces of its cells. The height is in points, 0 for that of a single line; the level is how
        deep the row stands in a tree.
        """
        told = []
        for number, (pieces, height, level) in enumerate(rows, self.next):
            tall = f' ht="{int(height * 4 / 3 + 0.5) * 0.75:.16g}" customHeight="1"' if height else ""
            deep = f' outlineLevel="{level}"' if level else ""
            told.append(str(number).join(('<row r="', f'"{tall}{deep}><c r="A', *pieces)))
        self._rows.write("".join(told).encode())
        self.next += len(told)

    def link(self, links: Iterable[tuple[int, int, Link]]) -> list[bool]:
        """Lead from cells to where their words lead, each given with how many rows are taken up before its own and its
        column counted from 0: whether they lead there.

        They do not where a sheet cannot hold another link, or no link is so long.
        """
        able, leads, relations = [], [], []
        for ahead, column, link in links:
            able.append(self._links < _MOST_LINKS and len(link.target) - len("external:") <= _LONGEST_LINK)
            if able[-1]:
                self._links += 1
                place = f"{self._letters[column]}{self.next + ahead}"
                lead, relation = _lead(link, f"rIdLine{self._links}")
                leads.append(f'<hyperlink ref="{place}" {lead}/>')
                relations.append(relation)
        self._leads.write("".join(leads).encode())
        self._relations.write("".join(relations).encode())
        return able

    def put_into(self, part: str) -> tuple[tuple[bytes, _Held], ...]:
        """What goes into the sheet's part or into that of its relationships, and before which words there."""
        if part.endswith(".rels"):
            return ((b"</Relationships>", self._relations),)
        return (b"</sheetData>", self._rows), (b"</hyperlinks>", self._leads)


class _Held:
    """Text that grows: in memory while there is little of it, then in a file without a name."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self.write = self._file.write

    def pieces(self) -> Iterator[bytes]:
        """All of it, piece by piece."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece


def _lead(link: Link, name: str) -> tuple[str, str]:
    """Where a link leads, as its cell says it and as a relationship of that name does; '' for one within the book."""
    if link.target.startswith("internal:"):
        where = link.target.removeprefix("internal:")
        return f'location="{_attribute(where)}" display="{_attribute(link.text)}"', ""
    sheet, mark, cell = link.target.rpartition("!")
    of_sheet = "#" in sheet and cell.isascii() and cell.isalnum()
    file, place = _outside(sheet + mark if of_sheet else link.target)
    place += cell if of_sheet else ""
    told = f'r:id="{name}" location="{place}"' if place else f'r:id="{name}"'
    return told, f'<Relationship Id="{name}" Type="{_LINK}" Target="{file}" TargetMode="External"/>'


@lru_cache(maxsize=1024)
def _outside(target: str) -> tuple[str, str]:
    """The file that a link leads to and the place in it, as attributes hold them."""
    file, _, place = target.removeprefix("external:").partition("#")
    return _attribute(_file(file)), _attribute(place)


def content(cell: Cell) -> str:
    """What stands in a cell, behind its place and format."""
    if isinstance(cell, Number):
        return f"><v>{cell.number:.16G}</v></c>"
    if isinstance(cell, Formula):
        return _formula(cell)
    if isinstance(cell, dt.date):
        return f"><v>{_day(cell)}</v></c>"
    return words_content(cell.text if isinstance(cell, Link) else str(cell))


def words_content(words: str) -> str:
    """Words as they stand in a cell, behind its place and format; a blank one ends with these."""
    return f' t="inlineStr">{_words(words)}</t></is></c>' if words else "/>"


def _words(words: str) -> str:
    """Words with what begins them. Plain ones, as most are, need no more than a look: 0.5 instead of 4 µs."""
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


def _file(path: str) -> str:
    """A neighbouring file as a relationship names it."""
    from xlsxwriter.url import Url  # type: ignore[import-untyped]

    return str(Url(f"external:{path}")._target())


def _attribute(words: str) -> str:
    return clean(words).translate(_ESCAPES).replace('"', "&quot;").replace("\n", " ")


def with_lines(book: bytes, sheets: Mapping[int, Lines]) -> bytes:
    """A workbook with the rows of its sheets, by their numbers counted from 1, put where they belong."""
    made, parts = BytesIO(), {f"sheet{number}.xml": lines for number, lines in sheets.items()}
    with ZipFile(BytesIO(book)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            folder, _, name = info.filename.rpartition("/")
            lines = parts.get(name.removesuffix(".rels")) if folder.startswith("xl/worksheets") else None
            text = old.read(info)
            with new.open(info, "w") as part:
                for piece in _spliced(text, info.filename, lines) if lines else (text,):
                    part.write(piece)
    return made.getvalue()


def _spliced(text: bytes, part: str, lines: Lines) -> Iterator[bytes]:
    """A part of the workbook with what belongs into it, piece by piece."""
    text = _AREA.sub(f'<dimension ref="{lines.area}"/>'.encode(), text, count=1)
    for end, held in lines.put_into(part):
        before, found, text = text.partition(end)
        yield before
        yield from held.pieces()
        text = found + text
    yield text
