"""The rows of a table as the text of their cells, written straight into the sheet's part.

XlsxWriter keeps every cell of a sheet as an object until the end, and leaves tables out where it is asked not to. Here
it writes everything but the rows: 100,000 of them take 0.2 of its time and an eighth of its memory (`python -m
tests.benchmarks master`). The rows lie in memory while they are few, then in a file without a name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count, repeat
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from compiler.domain.origin import column_letters
from compiler.domain.regex import regex
from compiler.domain.text import clean
from compiler.render.master.cell import Cell, Formula, Link, Number, safe_text

_IN_MEMORY = 128 * 1024
_PIECE = 128 * 1024
_LEVEL = 4  # half the time of the usual 6 for an eighth more
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_MARKED = regex(r"(_x[0-9a-fA-F]{4}_)")
_MOST_LINKS, _LONGEST_LINK = 65_000, 2_000
_MOST_FILES = 1_024  # that links led to last, and lead to by the same relationship
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
        self._rows, self._leads, self._relations = _Held(), _Held(), _Held()
        self._links, self._leading = 0, _Leading(self._relations.write)

    @property
    def area(self) -> str:
        """The cells from the first of the sheet to the last of the table."""
        return f"A1:{self._letters[-1]}{self.next - 1}"

    def add(self, pieces: Sequence[Sequence[str]], begins: Iterable[str]) -> None:
        """Take up rows, given column by column as the pieces between which a row's number stands, and how each begins.

        `Column` makes the pieces of its cells, `begin_of` the beginnings of rows.
        """
        numbers = map(str, count(self.next))
        rows = map(str.join, numbers, zip(repeat('<row r="'), begins, *pieces, strict=False))
        self._rows.write("".join(rows).encode())
        self.next += len(pieces[0])

    def link(self, links: Iterable[tuple[int, int, Link]]) -> list[bool]:
        """Lead from cells to where their words lead, each given with how many rows are taken up before its own and its
        column counted from 0: whether they lead there.

        They do not where a sheet cannot hold another link, or no link is so long.
        """
        able, leads = [], []
        for ahead, column, link in links:
            able.append(self._links < _MOST_LINKS and len(link.target) - len("external:") <= _LONGEST_LINK)
            if able[-1]:
                self._links += 1
                place = f"{self._letters[column]}{self.next + ahead}"
                leads.append(f'<hyperlink ref="{place}"{self._leading.lead(link)}"/>')
        self._leads.write("".join(leads).encode())
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


class _Leading:
    """Where the links of a sheet lead. All that lead into one file share the relationship that names it: with one for
    each of 47,000 links these took 10 of 59 MB."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write, self._named = write, 0
        self._files: dict[str, str] = {}
        self._sheets: dict[str, str] = {}

    def lead(self, link: Link) -> str:
        """Where a link leads, as its cell says it behind its place."""
        if link.target.startswith("internal:"):
            where = link.target.removeprefix("internal:")
            return f' location="{_attribute(where)}" display="{_attribute(link.text)}'
        sheet, mark, cell = link.target.rpartition("!")
        place = sheet + mark
        if not ("#" in sheet and cell.isascii() and cell.isalnum()):
            place, cell = link.target, ""
        begin = self._sheets.get(place)
        if begin is None:
            if len(self._sheets) >= _MOST_FILES:
                self._sheets.clear()
            begin = self._sheets[place] = self._begun(place)
        return begin + cell

    def _begun(self, target: str) -> str:
        file, place = _outside(target)
        name = self._name(file)
        return f' r:id="{name}" location="{place}' if place else f' r:id="{name}'

    def _name(self, file: str) -> str:
        """The relationship that leads to a file."""
        if file not in self._files:
            if len(self._files) >= _MOST_FILES:
                self._files.clear()
            self._named += 1
            name = self._files[file] = f"rIdLine{self._named}"
            relation = f'<Relationship Id="{name}" Type="{_LINK}" Target="{file}" TargetMode="External"/>'
            self._write(relation.encode())
        return self._files[file]


def begin_of(height: float, level: int) -> str:
    """How a row begins, behind its number: its height in points, 0 for that of a single line, and how deep it stands in
    a tree."""
    tall = f' ht="{int(height * 4 / 3 + 0.5) * 0.75:.16g}" customHeight="1"' if height else ""
    deep = f' outlineLevel="{level}"' if level else ""
    return f'"{tall}{deep}><c r="A'


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
    words, value = cell.formula.removeprefix("="), str(cell.value)
    if "&" in words or "<" in words or ">" in words:
        words = words.translate(_ESCAPES)
    return f"{kind}><f>{words}</f><v>{value.translate(_ESCAPES) if kind else value}</v></c>"


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


def with_lines(book: IO[bytes], sheets: Mapping[int, Lines], into: IO[bytes]) -> None:
    """Write a workbook with the rows of its sheets, by their numbers counted from 1, put where they belong."""
    parts = {f"sheet{number}.xml": lines for number, lines in sheets.items()}
    with ZipFile(book) as old, ZipFile(into, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as new:
        for info in old.infolist():
            folder, _, name = info.filename.rpartition("/")
            lines = parts.get(name.removesuffix(".rels")) if folder.startswith("xl/worksheets") else None
            text = old.read(info)
            with new.open(info.filename, "w") as part:
                for piece in _spliced(text, info.filename, lines) if lines else (text,):
                    part.write(piece)


def _spliced(text: bytes, part: str, lines: Lines) -> Iterator[bytes]:
    """A part of the workbook with what belongs into it, piece by piece."""
    text = _AREA.sub(f'<dimension ref="{lines.area}"/>'.encode(), text, count=1)
    for end, held in lines.put_into(part):
        before, found, text = text.partition(end)
        yield before
        yield from held.pieces()
        text = found + text
    yield text
