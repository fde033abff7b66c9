"""One sheet's XML: its cells with their true addresses, and what of it a person does not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from compiler.domain.book import Area, Cell, Note, NoteKind, Sheet, Table, merged_size
from compiler.domain.origin import column_letters
from compiler.returns.address import LAST_COLUMN, LAST_ROW, area_of, column_of, place_of
from compiler.returns.blank_rows import without_blank_rows
from compiler.returns.container import Allowance, Limits
from compiler.returns.markup import bounded, feed, new_parser
from compiler.returns.sniff import SAVE_AGAIN, Refused
from compiler.returns.stray import strays
from compiler.returns.text import LONGEST_TEXT, is_broken, mend
from compiler.returns.value import MAKERS, PLAIN, Shared, inline_text, uncalculated

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_ROOTS = ("worksheet", "chartsheet", "dialogsheet", "macrosheet")
_MOST_NOTES = 100
"""As many notes of one kind as a sheet needs; a thousand more would say nothing new."""


class SheetParser:
    """Follows a sheet's XML from tag to tag and gathers its cells.

    The handlers run for every tag of every cell: they keep their state in attributes, and do next to nothing for a cell
    without a value, so that a million formatted blank rows are read quickly.
    """

    def __init__(self, name: str, part: str, shared: Shared, limits: Limits, allowance: Allowance) -> None:
        self.name, self.part, self.shared, self.limits, self.allowance = name, part, shared, limits, allowance
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[Area] = []
        self.notes: list[Note] = []
        self.filtered = False
        self.tables = 0
        self._noted: Counter[NoteKind] = Counter()
        self._kept = self._characters = self._depth = self._hidden_widths = 0
        self._row, self._row_text, self._row_hidden = 0, "", False
        self._cells: dict[int, Cell] = {}
        self._cell: dict[str, str] = {}
        self._c = ""
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {}
        self._in_cell = self._in_value = self._formula = self._phonetic = False
        self._value: str | None = None
        self._text: list[str] = []
        self._inline: list[str] = []

    def parse(self, pieces: Iterable[bytes]) -> None:
        """Read the sheet from the bytes of its part; raises `Refused` where it is damaged or beyond the limits."""
        self._parser = new_parser(namespaces=False)
        self._parser.StartElementHandler = self._on_root
        try:
            feed(self._parser, self._bounded(pieces), self.part)
        finally:  # it holds this, and through it all cells, in a circle
            del self._parser
            self._starts = {}

    def sheet(self, state: str, tables: Sequence[tuple[Table, bool]] = ()) -> Sheet:
        """The sheet that was read, with its tables, each with whether rows of it are filtered out."""
        self._end_row()
        self._put_in_order()
        self._uncover()
        taken = self.taken
        for row, column in strays(taken):
            self._note(NoteKind.STRAY, row, column, taken[row][column].raw)
        return Sheet(
            self.name,
            state,
            taken,
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            tuple(self.merged),
            tuple(table for table, _ in tables),
            self.filtered or any(narrowed for _, narrowed in tables),
        )

    @property
    def taken(self) -> Mapping[int, Mapping[int, Cell]]:
        """The rows that were read, in whatever form they are."""
        return self.rows

    def _bounded(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces, with a look at the limits before each."""
        for piece in bounded(without_blank_rows(pieces), self._text, self.part, self.limits.text):
            yield piece
            if not self._in_cell:
                self._text.clear()
            self.allowance.count(self._kept, self._characters)
            self._kept = self._characters = 0

    # Tags -------------------------------------------------------------------------------------------------------------

    def _on_root(self, name: str, attributes: dict[str, str]) -> None:
        """Learn from the first tag which prefix, if any, the file writes before its tags."""
        prefix, colon, tag = name.rpartition(":")
        if tag not in _ROOTS or attributes.get(f"xmlns{colon}{prefix}") not in NAMESPACES:
            raise self._damaged("is not written as a sheet")
        start = prefix + colon
        self._c, self._v, self._f, self._t, self._is = (start + tag for tag in ("c", "v", "f", "t", "is"))
        self._row_tag, self._phonetic_tag = f"{start}row", f"{start}rPh"
        self._starts = {
            self._row_tag: self._start_row,
            f"{start}col": self._start_columns,
            f"{start}mergeCell": self._start_merge,
            f"{start}filterColumn": self._start_filter,
            f"{start}tablePart": self._start_table,
        }
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end
        self._parser.CharacterDataHandler = self._text.append

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        if self._in_cell:
            self._text.clear()
            if name != self._v or self._in_value:
                self._startwithin(name)
            else:
                self._in_value = True
        elif name == self._c:
            self._in_cell = True
            if "r" not in attributes:
                self._give_address(attributes)
            self._cell = attributes
        else:
            self._deeper()
            start = self._starts.get(name)
            if start:
                start(attributes)

    def _startwithin(self, name: str) -> None:
        """A tag within a cell, other than its value's."""
        if name == self._f:
            self._formula = True
        elif name == self._is:
            self._inline.clear()
        elif name == self._phonetic_tag:
            self._phonetic = True
        elif name in (self._c, self._v):
            raise self._damaged(f"has a cell within a cell in row {self._row}")
        self._deeper()

    def _on_end(self, name: str) -> None:
        if not self._in_cell:
            self._depth -= 1
            if name == self._row_tag:
                self._end_row()
        elif name == self._v:
            self._value = "".join(self._text)
            self._in_value = False
        elif name == self._c:
            self._in_cell = False
            if self._value is not None or self._formula:
                self._end_cell()
        else:
            self._depth -= 1
            self._endwithin(name)

    def _endwithin(self, name: str) -> None:
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
        self._end_row()
        text = attributes.get("r") or str(self._row + 1)
        self._row = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
        self._row_text = text
        if not 0 < self._row <= LAST_ROW:
            raise self._damaged(f"has a row numbered '{text[:20]}'")
        self._row_hidden = attributes.get("hidden") in ("1", "true")
        self._cell = {}
        self._text.clear()

    def _end_row(self) -> None:
        """Put the row's cells, if it has any, with the others; rows may come twice, and in any order."""
        if self._cells:
            for column in self._cells.keys() & self.rows.get(self._row, {}).keys():
                self._note(NoteKind.DOUBLED, self._row, column, self.rows[self._row][column].raw)
            self.rows.setdefault(self._row, {}).update(self._cells)
            if self._row_hidden:
                self.hidden_rows.add(self._row)
            self._kept += len(self._cells)
            self._cells = {}

    def _give_address(self, attributes: dict[str, str]) -> None:
        """A cell that does not say where it is stands next to the one before it."""
        column = self._place(self._cell["r"])[1] if self._cell else 0
        attributes["r"] = f"{column_letters(column + 1)}{self._row}"

    def _place(self, address: str) -> tuple[int, int]:
        """Row and column of an address."""
        place = place_of(address)
        if place is None:
            raise self._damaged(f"has a cell with the address '{address[:20]}'")
        return place

    def _end_cell(self) -> None:
        """Keep a cell that has a value or a formula."""
        attributes, stored = self._cell, self._value
        address = attributes["r"]
        letters = address.removesuffix(self._row_text)
        column = column_of(letters)
        if not column or len(letters) == len(address):
            return self._end_elsewhere(attributes)
        style = self.shared.styles.get(attributes.get("s", "0"), PLAIN)
        make = MAKERS.get(attributes.get("t", "n"), inline_text) if stored is not None else uncalculated
        stored = stored or ""
        cell = make(self._row, column, stored, style, self._formula, self.shared)
        self._value, self._formula = None, False
        if cell is None:
            return None
        self._characters += len(cell.raw)
        if self.shared.odd or "_x" in stored or len(stored) > LONGEST_TEXT:
            cell = self._looked_over(cell)
        if column in self._cells:
            self._note(NoteKind.DOUBLED, self._row, column, self._cells[column].raw)
        self._cells[column] = cell
        return None

    def _end_elsewhere(self, attributes: dict[str, str]) -> None:
        """Keep a cell whose address names another row than the one that it is written in."""
        row, column = self._place(attributes["r"])
        written, hidden = self._row, self._row_hidden
        self._end_row()
        self._row, self._row_text, self._row_hidden = row, str(row), row in self.hidden_rows
        self._cell = {**attributes, "r": f"{column_letters(column)}{row}"}
        self._end_cell()
        self._end_row()
        self._row, self._row_text, self._row_hidden = written, str(written), hidden

    def _looked_over(self, cell: Cell) -> Cell:
        """The text cell, noted where it is longer than Excel allows, mended where it holds half a character."""
        if len(cell.raw) > LONGEST_TEXT:
            self._note(NoteKind.OVERLONG, cell.row, cell.column, str(len(cell.raw)))
        if is_broken(cell.raw):
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
        columns = range(int(first), min(int(last), LAST_COLUMN) + 1)
        self._hidden_widths += len(columns)
        if self._hidden_widths > 2 * LAST_COLUMN:
            raise self._damaged("hides the same columns over and over")
        self.hidden_columns.update(columns)

    def _start_merge(self, attributes: dict[str, str]) -> None:
        area = area_of(attributes.get("ref", ""))
        if area is None:
            raise self._damaged(f"merges cells without saying which ({attributes.get('ref', '')[:20]})")
        self.merged.append(area)
        self.allowance.keep(merged_size(area))
        if len(self.merged) > self.limits.merged:
            raise Refused(f"its sheet '{self.name}' holds over {self.limits.merged:,} merged ranges")

    def _start_filter(self, _attributes: dict[str, str]) -> None:
        self.filtered = True

    def _start_table(self, _attributes: dict[str, str]) -> None:
        self.tables += 1

    def _put_in_order(self) -> None:
        """Rows and cells in the order of their addresses, whatever order they were written in."""
        for row, cells in self.rows.items():
            if list(cells) != (columns := sorted(cells)):
                self.rows[row] = {column: cells[column] for column in columns}
        if list(self.rows) != (numbers := sorted(self.rows)):
            self.rows = {number: self.rows[number] for number in numbers}

    def _uncover(self) -> None:
        """Take out the values under merged ranges, which nobody sees, and note them."""
        for area in self.merged:
            self.allowance.check()
            for row in within(self.rows, area.top, area.bottom):
                for column in within(self.rows[row], area.left, area.right):
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


def within(numbered: Mapping[int, object], first: int, last: int) -> list[int]:
    """The numbers from first to last that are there, found the shorter way."""
    if last - first < len(numbered):
        return [number for number in range(first, last + 1) if number in numbered]
    return [number for number in numbered if first <= number <= last]
