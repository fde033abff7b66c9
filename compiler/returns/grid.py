"""The rows of a sheet as columns: the cells of a row are made when they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from compiler.domain.book import Cell, CellKind
from compiler.domain.numberformat import GENERAL
from compiler.domain.tuples import NamedTuple

Held: TypeAlias = str | Cell
"""What a place of a column holds: '' for nothing, the words of a text cell, or a cell of whatever kind."""

_TEXT = CellKind.TEXT
_new = tuple.__new__


class Down(NamedTuple):
    """A column: what each of its places holds, the style of each as the sheet has it, and whether all are words."""

    held: list[Held]
    styles: Sequence[str]
    words: bool


class Grid(Mapping[int, Mapping[int, Cell]]):
    """Rows by their numbers, each with its cells by column, as a sheet has them; held as columns.

    A return's sheets hold 2,300 cells, of which reading it makes 300: the others are read a column at a time.
    """

    __slots__ = ("_columns", "_format", "_made", "_numbers", "_place")

    def __init__(self, numbers: list[int], columns: Sequence[Down], format: Callable[[str], str]) -> None:
        self._numbers, self._columns, self._format = numbers, columns, format
        self._place = {number: place for place, number in enumerate(numbers)}
        self._made: dict[int, dict[int, Cell]] = {}

    def __getitem__(self, row: int) -> Mapping[int, Cell]:
        cells = self._made.get(row)
        if cells is None:
            place = self._place[row]
            cells = self._made[row] = {
                number: self._cell(row, number, held, column.styles[place])
                for number, column in enumerate(self._columns, 1)
                if (held := column.held[place])
            }
        return cells

    def __contains__(self, row: object) -> bool:
        return row in self._place

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __repr__(self) -> str:
        return repr(dict(self))

    def below(self, row: int) -> list[int]:
        """The numbers of the rows below one."""
        return self._numbers[bisect_right(self._numbers, row) :]

    def down(self, column: int, row: int) -> tuple[list[Held], bool]:
        """What a column holds in each of the rows below one, and whether all of it is words."""
        if column > len(self._columns):
            return [""] * len(self.below(row)), True
        found = self._columns[column - 1]
        return found.held[bisect_right(self._numbers, row) :], found.words

    def first(self) -> list[Held]:
        """What the first column holds in each of the rows."""
        return self._columns[0].held if self._columns else []

    def raws(self, row: int) -> Iterator[tuple[int, str]]:
        """The columns in which a row holds more than spaces, and what is stored there; no cell is made for it."""
        place = self._place.get(row)
        for number, column in enumerate(self._columns if place is not None else (), 1):
            held = column.held[place or 0]
            if isinstance(held, str):
                if held and not held.isspace():
                    yield number, held
            elif not held.blank:
                yield number, held.raw

    def holding(self, column: int) -> list[int]:
        """The numbers of the rows that hold something in a column."""
        held = self._columns[column - 1].held if column <= len(self._columns) else []
        return [number for number, each in zip(self._numbers, held, strict=False) if each]

    @property
    def columns(self) -> list[int]:
        """The numbers of the columns that hold something."""
        return [number for number, column in enumerate(self._columns, 1) if any(column.held)]

    @property
    def cells(self) -> int:
        """How many cells hold something."""
        return sum(len(column.held) - column.held.count("") for column in self._columns)

    @property
    def characters(self) -> int:
        """How long the words of all cells are together."""
        plain = sum(len("".join(cast("list[str]", column.held))) for column in self._columns if column.words)
        others = (held for column in self._columns if not column.words for held in column.held)
        return plain + sum(len(held if isinstance(held, str) else held.raw) for held in others)

    def _cell(self, row: int, column: int, held: Held, style: str) -> Cell:
        if isinstance(held, str):
            return _new(Cell, (row, column, held, _TEXT, None, None, self._format(style), False))
        return held


def rows_below(rows: Mapping[int, Mapping[int, Cell]], row: int) -> list[int]:
    """The numbers of the rows below one, in their order."""
    return rows.below(row) if isinstance(rows, Grid) else [number for number in rows if number > row]


def beginnings(rows: Mapping[int, Mapping[int, Cell]]) -> Iterator[tuple[int, Held]]:
    """The number of each row, and what its first column holds."""
    return zip(rows, rows.first() if isinstance(rows, Grid) else held_by(map(_first, rows.values())), strict=True)


def _first(cells: Mapping[int, Cell]) -> Cell | None:
    return cells.get(1)


def rows_holding(rows: Mapping[int, Mapping[int, Cell]], column: int) -> list[int]:
    """The numbers of the rows that hold something in a column."""
    return rows.holding(column) if isinstance(rows, Grid) else [row for row, cells in rows.items() if column in cells]


def raws_in(rows: Mapping[int, Mapping[int, Cell]], row: int) -> Iterable[tuple[int, str]]:
    """The columns in which a row holds more than spaces, and what is stored there."""
    if isinstance(rows, Grid):
        return rows.raws(row)
    return ((number, cell.raw) for number, cell in rows.get(row, {}).items() if not cell.blank)


def column_below(rows: Mapping[int, Mapping[int, Cell]], column: int, row: int) -> tuple[list[Held], bool]:
    """What a column holds in each of the rows below one, and whether all of it is words."""
    if isinstance(rows, Grid):
        return rows.down(column, row)
    return held_by(rows[number].get(column) for number in rows_below(rows, row)), False


def held_by(cells: Iterable[Cell | None]) -> list[Held]:
    """What cells hold, as a column has it; None is a cell that is not there."""
    return ["" if cell is None else cell[2] if cell[3] is _TEXT else cell for cell in cells]


def text_cell(words: str) -> Cell:
    """A cell of words, which say the same wherever they stand."""
    return _new(Cell, (0, 0, words, _TEXT, None, None, GENERAL, False))
