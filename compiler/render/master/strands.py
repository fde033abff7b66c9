"""The golden thread of the department as a tree: outcomes, objectives, actions, and what these cite; gaps in words.

Of a line the numbers of its row, its depth and its tie are held, seven bytes; it is made when it is asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import overload

from compiler.consolidate.view import DepartmentView, Row
from compiler.domain.frozen import dataclass
from compiler.domain.likeness import letters_of
from compiler.domain.record import Kind, Record
from compiler.domain.thread import Thread
from compiler.domain.thread.gaps import Gap, each_gap
from compiler.domain.thread.walk import Tie, Walker, once_each
from compiler.profile.model import Profile
from compiler.profile.thread import citing_columns, thread_of
from compiler.render.thread.names import LevelWords, levels_of

_LAST = (Kind.OBJECTIVE, Kind.ACTION, Kind.OUTCOME, Kind.MILESTONE, Kind.INDICATOR, Kind.RISK)
"""The rows that nothing leads to, in the order in which they stand at the end."""
_TIES = (None, *Tie)
_NO_LEVEL = -1
_DEEPEST = 255


@dataclass(frozen=True, slots=True)
class Strand:
    """One line of the tree, `depth` steps from its root: an outcome's `level`, or a `record` of the plans.

    `tie` is what leads to the record from the line above it, None at a root. `row` is the record's row of the view,
    None for objectives and outcomes. One that stood on an earlier line with all below it has `again`.
    """

    depth: int
    level: LevelWords | None = None
    record: Record | None = None
    tie: Tie | None = None
    again: bool = False
    row: Row | None = None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsOf:
    """The records of a thread, of which those from the number `first` on stand for the rows of a view, in its order."""

    records: Sequence[Record]
    rows: Sequence[Row]
    first: int

    def at(self, number: int) -> Row | None:
        """The row of the view that the record of a number stands for; None for an objective, outcome or milestone."""
        place = number - self.first
        return self.rows[place] if 0 <= place < len(self.rows) else None

    @property
    def pairs(self) -> Iterator[tuple[Record, Row]]:
        """The rows of the view, each with the record that stands for it."""
        return zip(self.records[self.first :], self.rows, strict=False)


def thread_of_view(view: DepartmentView) -> tuple[Thread, RowsOf]:
    """The golden thread of all rows of a period, as approved, or as returned where no plan holds them."""
    columns = citing_columns(view.profile)
    keys = {kind: ("reference", "objective", *(key for key, _ in columns.get(kind, ()))) for kind in Kind}
    records = (_as_one(keys[row.kind], row) for row in view.rows)
    steps = (step for row in view.rows for step in row.steps)
    thread = thread_of(view.profile, chain(view.objectives, view.outcomes, records, steps))
    return thread, RowsOf(thread.records, view.rows, len(view.objectives) + len(view.outcomes))


def _as_one(keys: Iterable[str], row: Row) -> Record:
    """A row as approved, with what only its return gives in these columns, which the thread runs through."""
    if row.planned is None or row.returned is None:
        return row.record
    planned, returned = row.planned, row.returned
    added = {key: returned.entry(key) for key in keys if not planned.gives(key) and returned.gives(key)}
    return row.planned.with_entries({**row.planned.entries, **added}) if added else row.planned


def strands(view: DepartmentView) -> Strands:
    """The whole tree: from the objectives of the uppermost plans down, then all that nothing leads to."""
    thread, rows = thread_of_view(view)
    broken: dict[int, tuple[Gap, ...]] = {}
    for gap in each_gap(thread):
        number = thread.citations.number(gap.row)
        broken[number] = (*broken.get(number, ()), gap)
    return Strands(view.profile, rows, broken, _Tree(view.profile, thread).drawn())


class _Lines:
    """The lines of a tree as numbers: of each how deep it stands, the record, the number of its level among those that
    the record has words of (_NO_LEVEL where the line is the record's own), and its tie, with whether it is named again.
    """

    __slots__ = ("depths", "levels", "records", "ties")

    def __init__(self) -> None:
        self.depths, self.records = array("B"), array("i")
        self.levels, self.ties = array("b"), array("B")

    def add(self, depth: int, record: int, level: int = _NO_LEVEL, tie: Tie | None = None, again: bool = False) -> None:
        """Put a line after the others."""
        self.depths.append(min(depth, _DEEPEST))
        self.records.append(record)
        self.levels.append(level)
        self.ties.append(2 * _TIES.index(tie) + again)

    def some(self, at: slice) -> _Lines:
        """Some of the lines."""
        made = _Lines()
        made.depths, made.records = self.depths[at], self.records[at]
        made.levels, made.ties = self.levels[at], self.ties[at]
        return made


class Strands(Sequence[Strand]):
    """The lines of a tree, each made when it is asked for; `broken` are the gaps of rows by their number."""

    def __init__(self, profile: Profile, held: RowsOf, broken: Mapping[int, tuple[Gap, ...]], lines: _Lines) -> None:
        self._profile, self._held, self._broken, self._lines = profile, held, broken, lines

    @property
    def depths(self) -> Sequence[int]:
        """How deep each line stands."""
        return self._lines.depths

    @property
    def ties(self) -> set[Tie | None]:
        """What leads to any line."""
        return {_TIES[each // 2] for each in set(self._lines.ties)}

    @property
    def records(self) -> Iterator[Record]:
        """The record of each line, be it of the record or of a level that it has words of."""
        return map(self._held.records.__getitem__, self._lines.records)

    @property
    def rows(self) -> Iterator[Row]:
        """The rows of the view that lines are of."""
        own = (number for number, level in zip(self._lines.records, self._lines.levels, strict=True) if level < 0)
        return (row for number in own if (row := self._held.at(number)) is not None)

    @property
    def gaps(self) -> Iterator[Gap]:
        """The gaps in the order of the lines; those of a line that is named again were told before."""
        lines = self._lines
        for number, level, tie in zip(lines.records, lines.levels, lines.ties, strict=True):
            if number in self._broken and level < 0 and not tie % 2:
                yield from self._broken[number]

    def __len__(self) -> int:
        return len(self._lines.depths)

    def __iter__(self) -> Iterator[Strand]:
        return map(self._made, range(len(self)))

    @overload
    def __getitem__(self, at: int) -> Strand: ...

    @overload
    def __getitem__(self, at: slice) -> Strands: ...

    def __getitem__(self, at: int | slice) -> Strand | Strands:
        if isinstance(at, slice):
            return Strands(self._profile, self._held, self._broken, self._lines.some(at))
        return self._made(range(len(self))[at])

    def _made(self, at: int) -> Strand:
        lines = self._lines
        depth, number, level, tie = lines.depths[at], lines.records[at], lines.levels[at], lines.ties[at]
        record, again = self._held.records[number], bool(tie % 2)
        if level >= 0:
            return Strand(depth, levels_of(self._profile, record)[level])
        told = () if again else self._broken.get(number, ())
        return Strand(depth, None, record, _TIES[tie // 2], again, self._held.at(number), told)


class _Tree:
    """Draws one thread; each row is drawn with what is below it once, and named wherever else it belongs."""

    def __init__(self, profile: Profile, thread: Thread) -> None:
        self.profile, self.thread, self.walker = profile, thread, Walker(thread)
        self._number = thread.citations.number
        self._seen = bytearray(len(thread.records))
        self._lines = _Lines()

    def drawn(self) -> _Lines:
        """Every line in order."""
        objectives = self.thread.objectives
        uppermost = min(map(self.thread.rank, objectives), default=0)
        self._group([row for row in objectives if self.thread.rank(row) == uppermost])
        for kind in _LAST:
            left = [row for row in self.thread.of(kind) if not self._seen[self._number(row)]]
            if kind is Kind.OBJECTIVE:
                self._group(left)
                continue
            for row in left:
                if not self._seen[number := self._number(row)]:
                    self._root(row, number, 0)
        return self._lines

    def _group(self, objectives: Iterable[Record], above: int = 0) -> None:
        """Draw objectives under the words of the levels above their own, each wording of one place once."""
        groups: dict[int, list[Record]] = {}
        for row in objectives:
            path = self._path(row)
            key = f"{path[above].name}\x1f{letters_of(path[above].words)}" if above < len(path) else f"\x1f{id(row)}"
            groups.setdefault(hash(key), []).append(row)
        for rows in groups.values():
            number = self._number(rows[0])
            if above >= len(self._path(rows[0])):
                self._root(rows[0], number, above)
                continue
            self._lines.add(above, number, above)
            self._group(rows, above + 1)

    def _path(self, objective: Record) -> tuple[LevelWords, ...]:
        """The outcomes that an objective stands under; its only words too, where other objectives of its tier have
        words of a level further in."""
        levels = levels_of(self.profile, objective)
        if len(levels) == 1 and levels[0].name != self._innermost.get(objective.plan):
            return levels
        return levels[:-1]

    @cached_property
    def _innermost(self) -> Mapping[str, str]:
        """The innermost level that the objectives of each tier have words of."""
        order = [level.name for level in self.profile.levels]
        found: dict[str, int] = {}
        for row in self.thread.objectives:
            deepest = max((order.index(level.name) for level in levels_of(self.profile, row)), default=-1)
            found[row.plan] = max(deepest, found.get(row.plan, -1))
        return {plan: order[at] for plan, at in found.items() if at >= 0}

    def _root(self, row: Record, number: int, depth: int) -> None:
        """Draw a row that nothing leads to, and all that is below it."""
        self._seen[number] = 1
        self._row(row, number, depth, None)

    def _row(self, row: Record, number: int, depth: int, tie: Tie | None) -> None:
        """Draw a row that was not drawn before, what it serves, and all that is below it."""
        self._lines.add(depth, number, tie=tie)
        if self.walker.ends(row):
            return
        self._served(row, depth + 1)
        below = self.walker.below
        for each, how, *_ in once_each(below(row)):
            at = self._number(each)
            if not self._seen[at]:
                self._seen[at] = 1
                self._row(each, at, depth + 1, how)
                continue
            again = not self.walker.ends(each) and any(True for _ in below(each))
            self._lines.add(depth + 1, at, tie=how, again=again)
            if not again:
                self._served(each, depth + 2)

    def _served(self, row: Record, depth: int) -> None:
        """Draw the outcomes in rows of their own that an objective names."""
        for citation in self.thread.citations.of(row) if row.kind is Kind.OBJECTIVE else ():
            for each in citation.rows if citation.of is Kind.OUTCOME else ():
                number = self._number(each)
                self._seen[number] = 1
                self._lines.add(depth, number, tie=Tie.SERVES)
