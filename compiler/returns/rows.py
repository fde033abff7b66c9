"""The rows of one sheet as records: which rows are the table's, which are not, and where each cell stands."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.domain.book import Cell, CellKind
from compiler.domain.book import Sheet as BookSheet
from compiler.domain.cells import Block, Content, Marks, layout_of
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Fault, FaultKind
from compiler.domain.text import Openings, fold
from compiler.profile.department import Division
from compiler.profile.model import Column, Profile, Sheet
from compiler.returns.entries import Reading, read_down
from compiler.returns.grid import Held, column_below, held_by, rows_below
from compiler.returns.identity import BAND_WORDS


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What one sheet gave: its rows, what is odd about it, and how many rows were not taken up.

    `there` is False for a sheet that the workbook has not got.
    """

    name: str
    there: bool
    records: tuple[Record, ...] = ()
    faults: tuple[Fault, ...] = ()
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the rows of a sheet lie: under which row, and each column with its number and how its cells are read."""

    workbook: str
    sheet: BookSheet
    spec: Sheet
    heading_row: int
    columns: tuple[tuple[Column, int, Reading], ...]
    profile: Profile
    division: Division | None


def read_rows(plot: Plot) -> ReadSheet:
    """The records under the headings; a row that is none of the table's is refused, a blank one passed over."""
    judge = _Judge(plot)
    kept: list[int] = []
    refused: list[Fault] = []
    rows, down = _contents(plot)
    for number, is_sure in enumerate(judge.sure(down)):
        if is_sure:
            kept.append(number)
            continue
        contents = [column[number] for column in down]
        filled = len(contents) - contents.count("")
        if not filled or (filled == 1 and _is_band(_first(contents))):
            continue
        if judge.is_row(contents, filled):
            kept.append(number)
        else:
            refused.append(Fault(FaultKind.STRAY_ROW, _where(plot, rows[number]), found=_first(contents)))
    taken = [rows[number] for number in kept]
    records = judge.records(taken, down if len(kept) == len(rows) else _of(kept, down))
    hidden = len(plot.sheet.hidden_rows.intersection(taken))
    faults = [*refused, *([Fault(FaultKind.HIDDEN_ROWS, _where(plot, 0), found=str(hidden))] if hidden else [])]
    return ReadSheet(plot.spec.name, True, records, tuple(faults), len(refused))


def _of(kept: Sequence[int], down: Sequence[Sequence[Content]]) -> Sequence[Sequence[Content]]:
    """What some of the rows say in each column."""
    return [[column[number] for number in kept] for column in down]


def _words(content: Content) -> str:
    """The words of a cell as typed."""
    return content if isinstance(content, str) else content[0]


def _first(contents: Sequence[Content]) -> str:
    """The first words of a row."""
    return next((words for words in map(_words, contents) if words), "")


def _where(plot: Plot, row: int) -> Origin:
    return Origin(plot.workbook, plot.sheet.name, row)


def _contents(plot: Plot) -> tuple[Sequence[int], Sequence[Sequence[Content]]]:
    """The rows under the headings, and what the cells of each column say; a column is read as a whole."""
    sheet, head = plot.sheet, plot.heading_row
    rows = rows_below(sheet.rows, head)
    down = [
        read_down(*_held(sheet, place, head, rows), column, reading) for column, place, reading in plot.columns if rows
    ]
    return rows, down


def _held(sheet: BookSheet, place: int, head: int, rows: Sequence[int]) -> tuple[list[Held], bool]:
    """What a column holds under the headings, and whether all of it is words; a merged value stands in all its rows."""
    if any(area.bottom > head for area in sheet.merged):
        return held_by(_seen(sheet.at(row, place)) for row in rows), False
    return column_below(sheet.rows, place, head)


def _is_band(words: str) -> bool:
    """Whether words are those over the rows that were completed earlier, in ours or the format's own."""
    return fold(words) in (fold(BAND_WORDS), fold(term(BAND_WORDS)))


NAMING = (
    *("identity", "reference", "action", "definition", "risk", "number"),
    *("block", "what", "line", "measure", "milestone"),
)
"""The keys of the columns in which a row says what it is about."""

TOTALS = frozenset({"total", "totals"})
"""What a row says in one of them when it is none of the table's, but sums it up."""


def _seen(cell: Cell) -> Cell | None:
    return None if cell.kind is CellKind.BLANK else cell


_OPENINGS = Openings(TOTALS)


class _Judge:
    """Tells which rows of a sheet are the table's, and makes records of these."""

    def __init__(self, plot: Plot) -> None:
        keys = [column.key for column, _, _ in plot.columns]
        self._plot, self._alone = plot, len(keys) == 1 or plot.spec.kind is Kind.NARRATIVE
        self._layout = layout_of(tuple(keys), tuple(place for _, place, _ in plot.columns))
        self._named = [self._layout.place[key] for key in NAMING if key in self._layout.place]
        sums = plot.spec.kind is not Kind.RESOURCE
        self._summed = [self._layout.place[key] for key in NAMING if sums and key in keys and key != "identity"]
        self._identity, self._plan = self._layout.place.get("identity"), self._layout.place.get("plan")
        self._own = plot.division.tier if plot.division else ""
        self._division = plot.division.key if plot.division else ""
        self._tiers = {fold(tier.name): tier.key for tier in reversed(plot.profile.tiers)}

    def sure(self, down: Sequence[Sequence[Content]]) -> list[bool]:
        """Of each row whether it is one of the table's without a doubt: it says what it is about in two columns, and
        nothing in it begins as a total does. The others, few of them, are looked at one by one."""
        if len(self._named) < 2 or not down:
            return [False] * max(map(len, down), default=0)
        one, other = (down[place] for place in self._named[:2])
        found = [bool(this and that) for this, that in zip(one, other, strict=True)]
        for place in self._summed:
            starts = [(each if isinstance(each, str) else each[0])[:2] for each in down[place]]
            if any(_OPENINGS[start] for start in set(starts) if start):
                found = [
                    is_sure and not (start and _OPENINGS[start]) for is_sure, start in zip(found, starts, strict=True)
                ]
        return found

    def is_row(self, contents: Sequence[Content], filled: int) -> bool:
        """Whether a row is one of the table's: it says what it is about. A footnote or a total below does not."""
        # A block of the narrative may wait for its words.
        if (filled == 1 and not self._alone) or not any(map(contents.__getitem__, self._named)):
            return False
        for place in self._summed:
            content = contents[place]
            words = content if isinstance(content, str) else content[0]
            if words and _OPENINGS[words[:2]] and fold(words) in TOTALS:
                return False
        return True

    def records(self, rows: Sequence[int], down: Sequence[Sequence[Content]]) -> tuple[Record, ...]:
        """Rows as records: the tier of each is the one it names, else that of the division's own plan."""
        if not rows:
            return ()
        plot, sheet = self._plot, self._plot.sheet
        hidden = frozenset(sheet.hidden_rows).intersection(rows)
        numbers = range(len(rows))
        marks = None if self._identity is None else Marks(list(map(_words, down[self._identity])))
        block = Block(plot.workbook, sheet.name, self._layout, tuple(rows), tuple(map(tuple, down)), hidden, marks)
        tiers = [self._own] * len(rows) if self._plan is None else list(map(self._tier, down[self._plan]))
        kind, division = plot.spec.kind, self._division
        return tuple([Record.of_sheet(kind, tiers[n], division, block, n) for n in numbers])

    def _tier(self, content: Content) -> str:
        named = content if isinstance(content, str) else str(content[2] or content[0])
        return self._tiers.get(fold(named), self._own)
