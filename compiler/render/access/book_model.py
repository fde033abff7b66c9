"""A workbook as those who read it by ear or enlarged have it: sheets, tables and where they lie, what is hidden."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.domain.frozen import dataclass, field
from compiler.render.access.barrier import Place
from compiler.render.access.paper import Paper

At = tuple[int, int]
"""Row and column of a cell, from 1."""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells from a first to a last row and column, both included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def __contains__(self, at: object) -> bool:
        if not isinstance(at, tuple):
            return False
        row, column = int(at[0]), int(at[1])
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell with words: how they are set, and whether they are a text, not a number or a date."""

    text: str
    is_text: bool = True
    size: float = 11
    bold: bool = False
    wrapped: bool = False
    raised: str = ""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table that is marked as one: its name, area, headings, and how many rows at its end are totals."""

    name: str
    area: Area
    has_headings: bool
    headings: tuple[str, ...]
    totals: int = 0

    @property
    def data(self) -> range:
        """The rows of its data."""
        return range(self.area.top + self.has_headings, self.area.bottom + 1 - self.totals)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its cells with words, tables, merged areas, hidden rows and columns, widths and heights.

    `covered` are the cells of merged areas; `blocks` are areas that look like tables and are not marked as one. Widths
    are in characters, heights in points; those not named are the usual ones. `frozen` counts the rows and columns that
    stand still; `printed` are the words of the header and footer on paper.
    """

    name: str
    hidden: bool = False
    drawn_only: bool = False
    cells: Mapping[At, CellText] = field(default_factory=dict)
    tables: tuple[SheetTable, ...] = ()
    blocks: tuple[Area, ...] = ()
    merged: tuple[Area, ...] = ()
    covered: frozenset[At] = frozenset()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    usual_width: float = 8.43
    usual_height: float = 15
    frozen: At = (0, 0)
    active: str = "A1"
    holds_drawings: bool = False
    printed: tuple[str, ...] = ()

    def place(self, row: int = 0, column: int = 0) -> Place:
        """A place on this sheet."""
        return Place(sheet=self.name, row=row, column=column)

    def words(self, row: int, column: int) -> str:
        """The words of a cell, '' for none."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    def filled(self, area: Area) -> frozenset[int]:
        """The rows of an area that hold any words."""
        return frozenset(at[0] for at in self.cells if at in area)

    def width(self, column: int) -> float:
        """How many characters wide a column is."""
        return self.widths.get(column, self.usual_width)

    def height(self, row: int) -> float:
        """How many points high a row is."""
        return self.heights.get(row, self.usual_height)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: what it shares with other papers, and its sheets; `active` is the sheet that it opens on, from 0."""

    paper: Paper
    sheets: tuple[Sheet, ...]
    active: int = 0

    @property
    def shown(self) -> tuple[Sheet, ...]:
        """The sheets with cells that a reader sees."""
        return tuple(sheet for sheet in self.sheets if not sheet.hidden and not sheet.drawn_only)
