"""One sheet of an OpenDocument spreadsheet: where its rows and cells stand, however often each is repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from compiler.domain.book import Area, Cell, Note, NoteKind, Sheet, merged_size
from compiler.returns.address import LAST_COLUMN, LAST_ROW
from compiler.returns.container import Allowance, Limits
from compiler.returns.ods_cell import TABLE, cell_of
from compiler.returns.ods_styles import Styles
from compiler.returns.sniff import SAVE_AGAIN, Refused
from compiler.returns.stray import strays
from compiler.returns.text import LONGEST_TEXT

_MOST_NOTES = 100
_ROWS, _COLUMNS = f"{TABLE}number-rows-repeated", f"{TABLE}number-columns-repeated"
_HIDDEN = ("collapse", "filter")


class OdsSheet:
    """Gathers the cells of one sheet: a row is begun, its cells are added from left to right, and it is ended."""

    def __init__(self, name: str, state: str, styles: Styles, limits: Limits, allowance: Allowance) -> None:
        self.name, self.state, self.styles, self.limits, self.allowance = name, state, styles, limits, allowance
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[Area] = []
        self.notes: list[Note] = []
        self.filtered = False
        self._noted: Counter[NoteKind] = Counter()
        self._defaults: list[tuple[int, str]] = []
        self._row = self._column = self._columns = 0
        self._times, self._row_hidden, self._row_style = 1, False, ""
        self._cells: dict[int, Cell] = {}

    def add_columns(self, attributes: Mapping[str, str]) -> None:
        """Columns that stand side by side and are alike: hidden or not, and the style of cells that have none."""
        if self._columns == LAST_COLUMN:
            return
        first = self._columns + 1
        self._columns = min(self._columns + self._repeated(attributes, _COLUMNS), LAST_COLUMN)
        self._defaults.append((self._columns, attributes.get(f"{TABLE}default-cell-style-name", "")))
        if attributes.get(f"{TABLE}visibility") in _HIDDEN:
            self.hidden_columns.update(range(first, self._columns + 1))

    def start_row(self, attributes: Mapping[str, str]) -> None:
        """Begin a row, or so many rows that are alike."""
        self._row += 1
        self._column, self._cells = 0, {}
        self._times = self._repeated(attributes, _ROWS)
        self._row_hidden = attributes.get(f"{TABLE}visibility") in _HIDDEN
        self.filtered = self.filtered or attributes.get(f"{TABLE}visibility") == "filter"
        self._row_style = attributes.get(f"{TABLE}default-cell-style-name", "")

    def add_cell(self, attributes: Mapping[str, str], text: str, covered: bool) -> None:
        """The next cell of the row, or so many cells that are alike; a covered one lies under a merged range."""
        column, times = self._column + 1, self._repeated(attributes, _COLUMNS)
        self._column += times
        self._merge(column, attributes)
        name = attributes.get(f"{TABLE}style-name") or self._row_style or self._default(column)
        cell = cell_of(self._row, column, attributes, text, self.styles.of(name))
        if cell is None:
            return
        if self._column > LAST_COLUMN or self._row > LAST_ROW:
            raise self._damaged("has a cell beyond the last row or column")
        if covered:
            self._note(NoteKind.COVERED, cell, cell.raw)
            return
        if len(cell.raw) > LONGEST_TEXT:
            self._note(NoteKind.OVERLONG, cell, str(len(cell.raw)))
        self.allowance.count(times * self._times, times * self._times * len(cell.raw))
        for place in range(column, column + times):
            self._cells[place] = cell._replace(column=place)

    def end_row(self) -> None:
        """Put the row's cells, if it has any, with the others, as often as the row is repeated."""
        last = self._row + self._times - 1
        if self._cells:
            if last > LAST_ROW:
                raise self._damaged("has a cell beyond the last row or column")
            self.rows[self._row] = self._cells
            for row in range(self._row + 1, last + 1):
                self.rows[row] = {column: cell._replace(row=row) for column, cell in self._cells.items()}
            if self._row_hidden:
                self.hidden_rows.update(range(self._row, last + 1))
        self._row = last

    def sheet(self) -> Sheet:
        """The sheet that was read, its tables not yet known."""
        self.allowance.check()
        for row, column in strays(self.rows):
            self._note(NoteKind.STRAY, self.rows[row][column], self.rows[row][column].raw)
        hidden_rows, hidden_columns = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        merged = tuple(self.merged)
        return Sheet(self.name, self.state, self.rows, hidden_rows, hidden_columns, merged, filtered=self.filtered)

    def _merge(self, column: int, attributes: Mapping[str, str]) -> None:
        wide = self._repeated(attributes, f"{TABLE}number-columns-spanned")
        high = self._repeated(attributes, f"{TABLE}number-rows-spanned")
        if wide > 1 or high > 1:
            bottom, right = min(self._row + high - 1, LAST_ROW), min(column + wide - 1, LAST_COLUMN)
            self.merged.append(Area(self._row, column, bottom, right))
            self.allowance.keep(merged_size(self.merged[-1]))
            if len(self.merged) > self.limits.merged:
                raise Refused(f"its sheet '{self.name}' holds over {self.limits.merged:,} merged ranges")

    def _default(self, column: int) -> str:
        """The style of a column's cells that have none of their own."""
        return next((style for last, style in self._defaults if column <= last), "")

    def _repeated(self, attributes: Mapping[str, str], name: str) -> int:
        text = attributes.get(name, "1")
        if not (text.isascii() and text.isdecimal() and len(text) < 9):
            raise self._damaged(f"repeats a row or column '{text[:20]}' times")
        return max(int(text), 1)

    def _note(self, kind: NoteKind, cell: Cell, detail: str) -> None:
        self._noted[kind] += 1
        if self._noted[kind] <= _MOST_NOTES:
            self.notes.append(Note(kind, self.name, cell.row, cell.column, detail))

    def _damaged(self, what: str) -> Refused:
        return Refused(f"it is damaged: its sheet '{self.name}' {what}", SAVE_AGAIN)
