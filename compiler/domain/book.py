"""A workbook as it was read: its sheets and cells, each with its true address, nothing yet made of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum

from compiler.domain.frozen import dataclass, field
from compiler.domain.numberformat import GENERAL, shown_date, shown_number
from compiler.domain.origin import column_letters
from compiler.domain.tuples import NamedTuple


class CellKind(Enum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    BLANK = "blank"
    UNCALCULATED = "uncalculated"
    """A formula whose result is not in the file: nobody has yet opened and saved it in a spreadsheet program."""


class Cell(NamedTuple):
    """One cell: its place, its own words and what kind of thing they are.

    `row` and `column` count from 1. `raw` is what is stored: text to the letter (escapes decoded), a number's shortest
    decimal text to 15 significant digits, a date's day number or ISO text, TRUE or FALSE, an error such as '#REF!'.
    `number` is the number of a NUMBER, and the day number of a DATE. `date` is a date, or a datetime where the cell has
    a time of day; it is None for a time alone and for a day that never was (29 February 1900). `format` is Excel's
    number format code. `formula` says that the value was computed in the workbook.
    """

    # A named tuple, not a frozen dataclass: thousands are made, and it takes a third of the time.
    row: int
    column: int
    raw: str = ""
    kind: CellKind = CellKind.BLANK
    number: Decimal | None = None
    date: datetime.date | None = None
    format: str = GENERAL
    formula: bool = False

    @property
    def address(self) -> str:
        """The address as a person says it: 'F12'."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def blank(self) -> bool:
        """Whether a person sees nothing in it: no value, or an empty text."""
        return self.kind is CellKind.BLANK or (self.kind is CellKind.TEXT and not self.raw.strip())

    @property
    def shown(self) -> str:
        """The words as a person sees them: '45.7%', '1,234', '31/03/2009', 'Dec-07'; `raw` if the format is unknown."""
        if self.number is not None and self.kind is CellKind.NUMBER:
            return shown_number(self.number, self.format, self.raw)
        if self.kind is CellKind.DATE:
            return shown_date(self.date, self.number, self.format, self.raw)
        return self.raw


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four edges counted in, from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: tuple[int, int]) -> bool:
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    @property
    def places(self) -> Iterator[tuple[int, int]]:
        """Row and column of each of its cells, row by row."""
        return ((row, col) for row in range(self.top, self.bottom + 1) for col in range(self.left, self.right + 1))

    def __str__(self) -> str:
        first, last = f"{column_letters(self.left)}{self.top}", f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table: its name, where it stands (headings and totals counted in) and its column names in order."""

    name: str
    area: Area
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0


_SMALL = 100
"""Merged ranges of up to this many cells are looked up cell by cell, larger ones (few) by their edges."""


def merged_size(area: Area) -> int:
    """The bytes of memory, at most, that a sheet takes for a merged range."""
    return 300 + (area.size * 200 if area.size <= _SMALL else 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells by row and column, and what a person sees of them.

    `state` is 'visible', 'hidden' or 'veryHidden'. `rows` maps a row's number to its cells by column number, both in
    order; cells without a value are not in it. `hidden_rows` are those hidden rows that hold a value. `read` is False
    for a sheet whose cells were not asked for.
    """

    name: str
    state: str = "visible"
    rows: Mapping[int, Mapping[int, Cell]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    tables: tuple[Table, ...] = ()
    filtered: bool = False
    read: bool = True
    _covered: Mapping[tuple[int, int], Cell] = field(init=False, repr=False, compare=False)
    _wide: tuple[tuple[Area, Cell], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare the look-up of merged cells, for the merges that have something to show."""
        held = [(area, cell) for area in self.merged if (cell := self.rows.get(area.top, {}).get(area.left))]
        small = {place: cell for area, cell in held if area.size <= _SMALL for place in area.places}
        object.__setattr__(self, "_covered", small)
        object.__setattr__(self, "_wide", tuple((area, cell) for area, cell in held if area.size > _SMALL))

    def at(self, row: int, column: int) -> Cell:
        """What a person sees there: the cell, the value of the merged range over it, or a blank cell."""
        cell = self.rows.get(row, {}).get(column) or self._covered.get((row, column))
        if cell is None:
            cell = next((shown for area, shown in self._wide if (row, column) in area), None)
        return cell or Cell(row, column)

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell that holds something, row by row."""
        return (cell for row in self.rows.values() for cell in row.values())

    @property
    def hidden(self) -> bool:
        """Whether a person does not see the sheet."""
        return self.state != "visible"

    def is_hidden(self, cell: Cell) -> bool:
        """Whether the cell stands in a hidden row, a hidden column or a hidden sheet."""
        return self.hidden or cell.row in self.hidden_rows or cell.column in self.hidden_columns


def sheet_of(name: str, cells: Iterable[Cell], *, state: str = "visible", merged: tuple[Area, ...] = ()) -> Sheet:
    """A sheet of the given cells, in any order."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, {})[cell.column] = cell
    return Sheet(name, state, rows, merged=merged)


class NoteKind(Enum):
    """What the reader noticed about a cell."""

    STRAY = "stray"
    """A value far from everything else on its sheet."""
    COVERED = "covered"
    """A value under a merged range, where nobody sees it; `detail` is the value. It is not among the cells."""
    DOUBLED = "doubled"
    """Two values for one address; the last one counts, as `detail` gives the first."""
    OVERLONG = "overlong"
    """Text over Excel's 32,767 characters; `detail` is its length."""
    BROKEN = "broken"
    """Text with half a character (a lone surrogate), replaced by U+FFFD."""


class Note(NamedTuple):
    """Something that the reader noticed, at a cell."""

    kind: NoteKind
    sheet: str
    row: int
    column: int
    detail: str = ""

    @property
    def address(self) -> str:
        """The address as a person says it: 'F12'."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as it was read.

    `name` is the file's name without its folder, `sha256` the hash of its bytes in hexadecimal. `properties` are the
    custom document properties, `defined_names` the defined names with what they refer to (a name of one sheet alone as
    'Sheet!Name').
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    defined_names: Mapping[str, str] = field(default_factory=dict)
    date1904: bool = False
    has_macros: bool = False
    has_external_links: bool = False
    notes: tuple[Note, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name; capitals do not count, as in Excel."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)


@dataclass(frozen=True, slots=True)
class NotABook:
    """A file that is not a workbook that can be read: its name, in one sentence what it is, in another what to do."""

    name: str
    reason: str
    remedy: str = "Save it in Excel as an Excel Workbook (.xlsx) and send it again."
