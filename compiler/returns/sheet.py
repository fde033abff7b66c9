"""One sheet's XML: its cells with their true addresses, and what of it a person does not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from compiler.domain.book import Area, Cell, CellKind, Note, NoteKind, Sheet
from compiler.returns.address import LAST_COLUMN, LAST_ROW, area_of, column_of, place_of
from compiler.returns.container import Clock, Limits
from compiler.returns.markup import feed, new_parser
from compiler.returns.sniff import SAVE_AGAIN, Refused
from compiler.returns.stray import strays
from compiler.returns.text import is_broken, mend
from compiler.returns.value import Shared, cell_of

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
_LONGEST_TEXT = 32_767
_MOST_NOTES = 100
"""As many notes of one kind as a sheet needs; a thousand more would say nothing new."""


class SheetParser:
    """Follows a sheet's XML from tag to tag and gathers its cells.

    The handlers run for every tag of every cell: they keep their state in attributes, and do next to nothing for a cell
    without a value, so that a million formatted blank rows are read quickly.
    """

    def __init__(self, name: str, part: str, shared: Shared, limits: Limits, clock: Clock) -> None:
        self.name, self.part, self.shared, self.limits, self.clock = name, part, shared, limits, clock
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[Area] = []
        self.notes: list[Note] = []
        self.filtered = False
        self._kept = self._characters = self._depth = 0
        self._row, self._row_text, self._row_hidden = 0, "", False
        self._cells: dict[int, Cell] = {}
        self._column, self._ref = 0, ""
        self._in_cell = self._formula = self._phonetic = False
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._inline: list[str] = []
        self._noted: Counter[NoteKind] = Counter()
        self._text: list[str] = []

    def parse(self, pieces: Iterable[bytes]) -> None:
        """Read the sheet from the bytes of its part; raises `Refused` where it is damaged or beyond the limits."""
        self._parser = new_parser()
        self._parser.StartElementHandler = self._on_root
        feed(self._parser, self._bounded(pieces), self.part)

    def sheet(self, state: str) -> Sheet:
        """The sheet that was read, its tables not yet known."""
        self._put_in_order()
        self._uncover()
        for row, column in strays(self.rows):
            self._note(NoteKind.STRAY, row, column, self.rows[row][column].raw)
        return Sheet(
            self.name,
            state,
            self.rows,
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            tuple(self.merged),
            filtered=self.filtered,
        )

    def _bounded(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces, with a look at the limits before each."""
        for piece in pieces:
            yield piece
            if self._kept > self.limits.cells:
                raise Refused(f"its sheet '{self.name}' holds over {self.limits.cells:,} cells with values")
            if self._characters > self.limits.characters:
                raise Refused(f"its sheet '{self.name}' holds over {self.limits.characters:,} characters")

    # Tags -------------------------------------------------------------------------------------------------------------

    def _on_root(self, name: str, _attributes: dict[str, str]) -> None:
        """Learn from the first tag which namespace the file is written in."""
        space, _, tag = name.rpartition("}")
        if tag not in ("worksheet", "chartsheet", "dialogsheet", "macrosheet"):
            raise self._damaged("is not a sheet")
        space = f"{space}}}" if f"{space}}}" in NAMESPACES else NAMESPACES[0]
        self._c, self._v, self._f, self._t, self._is = (space + tag for tag in ("c", "v", "f", "t", "is"))
        self._row_tag, self._phonetic_tag = f"{space}row", f"{space}rPh"
        self._starts = {
            self._row_tag: self._start_row,
            f"{space}col": self._start_columns,
            f"{space}mergeCell": self._start_merge,
            f"{space}filterColumn": self._start_filter,
        }
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end
        self._parser.CharacterDataHandler = self._text.append

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        if self._in_cell:
            self._start_within(name)
        elif name == self._c:
            self._in_cell = True
            self._cell = attributes
            if "r" in attributes:
                self._ref, self._column = attributes["r"], 0
            else:
                self._ref, self._column = "", self._current_column() + 1
        else:
            self._deeper()
            start = self._starts.get(name)
            if start:
                start(attributes)

    def _start_within(self, name: str) -> None:
        """A tag within a cell; the text collected so far was of another tag."""
        self._text.clear()
        if name == self._f:
            self._formula = True
        elif name == self._is:
            self._inline.clear()
        elif name == self._phonetic_tag:
            self._phonetic = True
        elif name == self._c:
            raise self._damaged(f"has a cell within a cell in row {self._row}")
        self._deeper()

    def _on_end(self, name: str) -> None:
        if name == self._c:
            self._in_cell = False
            if self._value is not None or self._formula:
                self._end_cell()
            return
        if self._in_cell:
            if name == self._v:
                self._value = "".join(self._text)
            else:
                self._end_within(name)
        elif name == self._row_tag:
            self._end_row()
        self._depth -= 1

    def _end_within(self, name: str) -> None:
        if name == self._t and not self._phonetic:
            self._inline.extend(self._text)
        elif name == self._is:
            self._value = "".join(self._inline)
        elif name == self._phonetic_tag:
            self._phonetic = False

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > self.limits.depth:
            raise self._damaged(f"nests elements over {self.limits.depth} deep")

    # Rows and cells ---------------------------------------------------------------------------------------------------

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r")
        if text is None:
            self._row += 1
            self._row_text = str(self._row)
        else:
            self._row_text = text
            self._row = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
        if not 0 < self._row <= LAST_ROW:
            raise self._damaged(f"has a row numbered {(text or str(self._row))[:20]!r}")
        self._row_hidden = attributes.get("hidden") in ("1", "true")
        self._ref, self._column = "", 0
        self._text.clear()

    def _end_row(self) -> None:
        if self._row_hidden and self._row in self.rows:
            self.hidden_rows.add(self._row)

    def _current_column(self) -> int:
        """The column of the last cell, worked out only when it is asked for."""
        return self._column or (self._place(self._ref)[1] if self._ref else 0)

    def _place(self, ref: str) -> tuple[int, int]:
        """Row and column of a cell's address; the row is the one that the cell is in, as nearly always."""
        letters = ref.removesuffix(self._row_text)
        column = column_of(letters)
        place = (self._row, column) if column else place_of(ref)
        if place is None:
            raise self._damaged(f"has a cell with the address {ref[:20]!r}")
        return place

    def _end_cell(self) -> None:
        """Keep a cell that has a value or a formula."""
        row, column = self._place(self._ref) if self._ref else (self._row, self._column)
        if not 0 < column <= LAST_COLUMN or not row:
            raise self._damaged(f"has a cell outside every row and column, after row {self._row}")
        cell = cell_of(row, column, self._cell, self._value, self._formula, self.shared)
        self._value, self._formula = None, False
        if cell is None:
            return
        if cell.kind is CellKind.TEXT:
            cell = self._looked_over(cell)
        cells = self.rows.get(row)
        if cells is None:
            cells = self.rows[row] = {}
        elif column in cells:
            self._note(NoteKind.DOUBLED, row, column, cells[column].raw)
        cells[column] = cell
        self._kept += 1
        self._characters += len(cell.raw)

    def _looked_over(self, cell: Cell) -> Cell:
        """The text cell, noted where it is longer than Excel allows, mended where it holds half a character."""
        if len(cell.raw) > _LONGEST_TEXT:
            self._note(NoteKind.OVERLONG, cell.row, cell.column, str(len(cell.raw)))
        if self.shared.broken and is_broken(cell.raw):
            self._note(NoteKind.BROKEN, cell.row, cell.column)
            return cell._replace(raw=mend(cell.raw))
        return cell

    # What a person does not see ---------------------------------------------------------------------------------------

    def _start_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") not in ("1", "true"):
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if not (first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6):
            raise self._damaged("hides columns without saying which")
        self.hidden_columns.update(range(int(first), min(int(last), LAST_COLUMN) + 1))

    def _start_merge(self, attributes: dict[str, str]) -> None:
        area = area_of(attributes.get("ref", ""))
        if area is None:
            raise self._damaged(f"merges cells without saying which ({attributes.get('ref', '')[:20]})")
        self.merged.append(area)
        if len(self.merged) > self.limits.merged:
            raise Refused(f"its sheet '{self.name}' holds over {self.limits.merged:,} merged ranges")

    def _start_filter(self, _attributes: dict[str, str]) -> None:
        self.filtered = True

    def _put_in_order(self) -> None:
        """Rows and cells in the order of their addresses, whatever order they were written in."""
        for cells in (cells for cells in self.rows.values() if len(cells) > 1):
            if any(a > b for a, b in zip(cells, list(cells)[1:], strict=False)):
                ordered = sorted(cells.items())
                cells.clear()
                cells.update(ordered)
        if any(a > b for a, b in zip(self.rows, list(self.rows)[1:], strict=False)):
            self.rows = dict(sorted(self.rows.items()))

    def _uncover(self) -> None:
        """Take out the values under merged ranges, which nobody sees, and note them."""
        for area in self.merged:
            self.clock.check()
            for row in _within(self.rows, area.top, area.bottom):
                for column in _within(self.rows[row], area.left, area.right):
                    if (row, column) != (area.top, area.left):
                        self._note(NoteKind.COVERED, row, column, self.rows[row].pop(column).raw)
                if not self.rows[row]:
                    del self.rows[row]
                    self.hidden_rows.discard(row)

    def _note(self, kind: NoteKind, row: int, column: int, detail: str = "") -> None:
        self._noted[kind] += 1
        if self._noted[kind] <= _MOST_NOTES:
            self.notes.append(Note(kind, self.name, row, column, detail))

    def _damaged(self, what: str) -> Refused:
        return Refused(f"it is damaged: its sheet '{self.name}' {what}", SAVE_AGAIN)


def _within(numbered: Mapping[int, object], first: int, last: int) -> list[int]:
    """The numbers from first to last that are there, found the shorter way."""
    if last - first < len(numbered):
        return [number for number in range(first, last + 1) if number in numbered]
    return [number for number in numbered if first <= number <= last]
