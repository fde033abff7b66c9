"""Where the rows of plans and returns stand in the master workbook, and the way there from the figures of a report."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeGuard

from compiler.consolidate.view import DepartmentView
from compiler.domain.cells import Layout
from compiler.domain.frozen import replace
from compiler.domain.origin import Origin, column_letters
from compiler.domain.record import Record
from compiler.domain.regex import regex
from compiler.domain.whereabouts import grouped_by, runs
from compiler.render.master.fields import fields_of
from compiler.render.master.layout import place_of
from compiler.render.master.places import Places
from compiler.render.master.rows import names_of
from compiler.report.blocks import Block, Figure, Inline, Lead, Matrix, Part, Report, Table, Words
from compiler.report.long_rows import LongRows

_SHORT = 24  # longer words are read as words, and lead nowhere
_NUMBER = regex("[0-9]")
_SAID = 240  # what a tip holds
_RUNS = _SAID // len("A1, ") + 1  # more of them than a tip holds
_Columns = Mapping[str, int]
_Cell = tuple[str, int, int]
"""A cell of the master workbook: its sheet, row and column."""
_Order = tuple[int, int, int]
"""Which of several rows at one place counts, the last one: its kind, its number there, of which time it is."""


class _Way:
    """Where records of one kind and time stand: the sheet of the master workbook, and the columns of their cells."""

    __slots__ = ("columns", "kind", "sheet", "time")

    def __init__(self, sheet: str, columns: _Columns, kind: int, time: int) -> None:
        self.sheet, self.columns, self.kind, self.time = sheet, columns, kind, time

    def order(self, number: int) -> _Order:
        """Which of several counts."""
        return self.kind, number, self.time

    def place(self, number: int, key: str | None) -> _Cell:
        """Where a cell stands by the number of its row and its own column; the row where no column is given."""
        usual = self.columns.get("reference", 1)
        return *place_of(self.sheet, number), usual if key is None else self.columns.get(key, usual)


class _Lines:
    """The rows of one sheet of a workbook that go one way, each with its number in the master workbook."""

    __slots__ = ("_asked", "_numbers", "_rows", "layout", "way")

    def __init__(self, layout: Layout, way: _Way) -> None:
        self.layout, self.way = layout, way
        self._asked: tuple[int, str | None] = 0, None  # mostly one column is asked again and again
        self._rows, self._numbers = array("i"), array("i")

    def add(self, row: int, number: int) -> None:
        """A row of the sheet; mostly they come in its order."""
        at = len(self._rows) if not self._rows or self._rows[-1] <= row else bisect_right(self._rows, row)
        self._rows.insert(at, row)
        self._numbers.insert(at, number)

    def number(self, row: int) -> int | None:
        """The number of a row; the last one, should there be several."""
        at = bisect_right(self._rows, row) - 1
        return self._numbers[at] if at >= 0 and self._rows[at] == row else None

    def key(self, column: int) -> str | None:
        """The key under which a cell stands; the last one, should there be several."""
        if column != self._asked[0]:
            layout = self.layout
            keys = [key for key, at in zip(layout.place, layout.columns, strict=True) if at == column]
            self._asked = column, keys[-1] if keys else None
        return self._asked[1]


class Standing:
    """For the cells and rows of plans and returns the cells of the master workbook in which they stand.

    Of a row two numbers are noted, not its cells, of which a report asks for few: for 13,000 rows a dictionary of all
    their cells took 1.4 s and 32 MB, one of their lines 12 MB.
    """

    def __init__(self, held: Iterable[tuple[Record, int, _Way]]) -> None:
        self._lines: dict[tuple[str, str], list[_Lines]] = {}
        self._apart: dict[Origin, tuple[_Order, _Cell]] = {}
        for record, number, way in held:
            layout = record.layout
            if layout is None:
                self._set_apart(record, number, way)
            else:
                self._lines_of(record, layout, way).add(record.row, number)

    def _lines_of(self, record: Record, layout: Layout, way: _Way) -> _Lines:
        there = self._lines.setdefault((record.workbook, record.sheet), [])
        for lines in reversed(there):
            if lines.way is way and lines.layout is layout:
                return lines
        there.append(_Lines(layout, way))
        return there[-1]

    def _set_apart(self, record: Record, number: int, way: _Way) -> None:
        """A row whose cells may stand anywhere."""
        cells = {record.origin: None} | {each.origin: key for key, each in record.entries.items() if each.origin.column}
        for origin, key in cells.items():
            found = way.order(number), way.place(number, key)
            self._apart[origin] = max(found, self._apart.get(origin, found))

    def place(self, origin: Origin) -> _Cell | None:
        """Where a cell or row stands; None where the master workbook does not have it."""
        found = self._apart.get(origin) if self._apart else None
        for lines in self._lines.get((origin.workbook, origin.sheet), ()):
            number = lines.number(origin.row)
            key = lines.key(origin.column) if number is not None and origin.column else None
            if number is not None and (key is not None or not origin.column):
                order = lines.way.order(number)
                if found is None or order > found[0]:
                    found = order, lines.way.place(number, key)
        return found[1] if found else None

    def __contains__(self, origin: Origin) -> bool:
        return self.place(origin) is not None

    def __getitem__(self, origin: Origin) -> Origin:
        found = self.place(origin)
        if found is None:
            raise KeyError(origin)
        return Origin("", *found)


def standing_in_master(view: DepartmentView) -> Standing:
    """Where the master workbook of the view has what plans and returns say, with the way back from every cell of it.

    A row stands there once, whether it was approved, returned or both; of the period before it has the rating and the
    figure.
    """
    return Standing(_held(view))


def _held(view: DepartmentView) -> Iterator[tuple[Record, int, _Way]]:
    places = Places(view)
    _, names = names_of(places)
    for at, (kind, name) in enumerate(names.items()):
        sheet, rows = view.profile.sheet(kind), tuple(view.of(kind))
        if sheet is None or not rows:
            continue
        known = _known({field.key: number for number, field in enumerate(fields_of(places, sheet, rows), 1)})
        ways = [_Way(name, columns, at, time) for time, columns in enumerate(known)]
        for number, row in enumerate(rows):
            for record, way in zip((row.year_ago, row.before, row.planned, row.returned), ways, strict=True):
                if record is not None:
                    yield record, number, way


def _known(now: _Columns) -> tuple[_Columns, ...]:
    """In which columns cells stand: of a row of the year before, of the period before, of the plan, of the return."""
    usual = now.get("reference", 1)
    earlier = {"rating": now.get("=before", usual), "figure": now.get("=figure before", usual)}
    year_ago = {"figure": now.get("=figure year ago", usual)}
    return {"reference": usual, **year_ago}, {"reference": usual, **earlier}, now, now


# --- the way there ----------------------------------------------------------------------------------------------------


def led_to_master(report: Report, view: DepartmentView, master: str) -> Report:
    """The report of a working copy, in whose tables each figure leads to its rows in the master workbook beside it.

    `master` is the workbook's file name. A figure of many rows leads to the first of them and says which they are; one
    that stands in none of them, such as an objective's words, leads nowhere.
    """
    return Leading(view, master).of(report)


def _block_led(block: Block, led: Callable[[Words], Words], leading: Leading) -> Block:
    if isinstance(block, Table) and isinstance(block.rows, LongRows):
        return replace(block, rows=block.rows.leading(leading))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(led(cell) for cell in row) for row in block.rows))
    if isinstance(block, Matrix):
        return replace(block, cells=tuple(tuple(led(cell) for cell in row) for row in block.cells))
    return block


class Leading:
    """Leads figures to their cells in the master workbook. Figures of the same cells, such as a number and its share,
    are led at once, and a cell that counts in many figures is looked for once."""

    def __init__(self, view: DepartmentView, master: str) -> None:
        self._view, self._master = view, master
        self._known: Standing | None = None
        self.let_go()

    def let_go(self) -> None:
        """Let go of where all rows stand, which is worked out again when it is asked for."""
        self._known = None
        self._leads: dict[int, tuple[Sequence[Origin], Lead | None]] = {}

    @property
    def _standing(self) -> Standing:
        if self._known is None:
            self._known = standing_in_master(self._view)
        return self._known

    def of(self, report: Report) -> Report:
        """The report with its figures led; long tables' figures are led when they are written."""
        known: dict[int, Words] = {}  # by the identity of a cell's words, which the same table in several parts shares

        def led(words: Words) -> Words:
            if id(words) not in known:
                known[id(words)] = tuple(map(self.led, words))
            return known[id(words)]

        def part(held: Part) -> Part:
            return replace(held, blocks=tuple(_block_led(block, led, self) for block in held.blocks))

        return replace(report, parts=tuple(map(part, report.parts)), offered=tuple(map(part, report.offered)))

    def led(self, inline: Inline) -> Inline:
        """A figure with where it leads; anything else, and what leads nowhere, as it is."""
        if not _may_lead(inline):
            return inline
        origins = inline.origins
        if id(origins) not in self._leads:
            self._leads[id(origins)] = origins, self._lead(origins)
        lead = self._leads[id(origins)][1]
        return replace(inline, lead=lead) if lead else inline

    def anew(self, words: Words) -> Words:
        """The words of a cell with its figures led, which is made only to be written: nothing is kept of it."""
        return tuple(map(self._led_anew, words)) if any(map(_may_lead, words)) else words

    def _led_anew(self, inline: Inline) -> Inline:
        if not _may_lead(inline):
            return inline
        found = map(self._standing.place, inline.origins)
        cells = tuple(dict.fromkeys(cell for cell in found if cell is not None))
        return replace(inline, lead=self._lead_to(cells)) if cells else inline

    def may_lead(self, text: str) -> bool:
        """Whether a figure with these words leads anywhere, wherever it comes from."""
        return len(text) <= _SHORT and _NUMBER.search(text) is not None

    def lead_of(self, text: str, where: Origin) -> Lead | None:
        """Where a figure of this one cell leads; None for nowhere."""
        cell = self._standing.place(where) if self.may_lead(text) else None
        return None if cell is None else self._lead_to((cell,))

    def _lead_to(self, cells: Sequence[_Cell]) -> Lead:
        return Lead(self._master, _place(cells[0]), _said(cells, self._master))

    def _lead(self, origins: Iterable[Origin]) -> Lead | None:
        place = self._standing.place
        cells = tuple(dict.fromkeys(cell for origin in origins if (cell := place(origin)) is not None))
        return self._lead_to(cells) if cells else None


def _may_lead(inline: Inline) -> TypeGuard[Figure]:
    """Whether it is a figure that is short and has a number in it."""
    return isinstance(inline, Figure) and len(inline.text) <= _SHORT and _NUMBER.search(inline.text) is not None


def _place(cell: _Cell) -> str:
    """A cell as a link names it: 'Actions'!I14."""
    sheet, row, column = cell
    name = sheet.replace("'", "''")
    return f"'{name}'!{column_letters(column)}{row}"


def _said(cells: Sequence[_Cell], master: str) -> str:
    """What is said of where a figure leads: '9 cells in master.xlsx, Actions: I14 to I16, I19'."""
    if len(cells) == 1 and len(master) < _SAID // 2:  # as of each figure of an appendix: 0.7 instead of 4 µs
        sheet, row, column = cells[0]
        return f"1 cell in {master}, {sheet}: {column_letters(column)}{row}"
    number = "1 cell" if len(cells) == 1 else f"{len(cells):,} cells"
    held = grouped_by(cells, lambda cell: cell[0])
    places = [f"{sheet}: {_runs((column, row) for _, row, column in group)}" for sheet, group in held.items()]
    said = f"{number} in {master}, {'; '.join(places)}"
    return said if len(said) <= _SAID else f"{said[: _SAID - 1].rpartition(',')[0]} and so on"


def _runs(cells: Iterable[tuple[int, int]]) -> str:
    return ", ".join(islice(runs(cells), _RUNS))
