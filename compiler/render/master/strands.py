"""The golden thread of the department as a tree: outcomes, objectives, actions, and what these cite; gaps in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from compiler.consolidate.view import DepartmentView, Row
from compiler.domain.frozen import dataclass, replace
from compiler.domain.likeness import letters_of
from compiler.domain.record import Kind, Record
from compiler.domain.thread import Thread
from compiler.domain.thread.citing import Columns
from compiler.domain.thread.gaps import Gap, gaps
from compiler.domain.thread.walk import Step, Tie, Walker
from compiler.profile.model import Profile
from compiler.profile.thread import citing_columns, thread_of
from compiler.render.thread.names import LevelWords, levels_of

_LAST = (Kind.OBJECTIVE, Kind.ACTION, Kind.OUTCOME, Kind.MILESTONE, Kind.INDICATOR, Kind.RISK)
"""The rows that nothing leads to, in the order in which they stand at the end."""


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


Rows = Mapping[int, tuple[Record, Row]]
"""The rows of a view by the id of the record that stands for each in its thread, with that record."""


def thread_of_view(view: DepartmentView) -> tuple[Thread, Rows]:
    """The golden thread of all rows of a period, as approved, or as returned where no plan holds them."""
    columns = citing_columns(view.profile)
    rows = {id(record): (record, row) for row in view.rows for record in (_as_one(columns, row),)}
    steps = (step for row in view.rows for step in row.steps)
    records = (*view.objectives, *view.outcomes, *(record for record, _ in rows.values()), *steps)
    return thread_of(view.profile, records), rows


def strands(view: DepartmentView) -> tuple[Strand, ...]:
    """The whole tree: from the objectives of the uppermost plans down, then all that nothing leads to."""
    thread, rows = thread_of_view(view)
    broken: dict[int, list[Gap]] = {}
    for gap in gaps(thread):
        broken.setdefault(id(gap.row), []).append(gap)

    def whole(strand: Strand) -> Strand:
        if strand.record is None:
            return strand
        found = rows.get(id(strand.record))
        told = () if strand.again else tuple(broken.get(id(strand.record), ()))
        row = found[1] if found else None
        return Strand(strand.depth, None, strand.record, strand.tie, strand.again, row, told) if row or told else strand

    return tuple(whole(strand) for strand in _Tree(view.profile, thread).lines())


def _as_one(columns: Columns, row: Row) -> Record:
    """A row as approved, with what only its return gives in the columns that the thread runs through."""
    if row.planned is None or row.returned is None:
        return row.record
    planned, returned = row.planned, row.returned
    keys = ("reference", "objective", *(key for key, _ in columns.get(row.kind, ())))
    added = {key: returned.entry(key) for key in keys if returned.gives(key) and not planned.gives(key)}
    return replace(row.planned, entries={**row.planned.entries, **added}) if added else row.planned


class _Tree:
    """Draws one thread; each row is drawn with what is below it once, and named wherever else it belongs."""

    def __init__(self, profile: Profile, thread: Thread) -> None:
        self.profile, self.thread, self.walker = profile, thread, Walker(thread)

    def lines(self) -> Iterator[Strand]:
        """Every line in order."""
        objectives = self.thread.objectives
        uppermost = min(map(self.thread.rank, objectives), default=0)
        yield from self._grouped([row for row in objectives if self.thread.rank(row) == uppermost])
        for kind in _LAST:
            left = [row for row in self.thread.of(kind) if id(row) not in self.walker.seen]
            if kind is Kind.OBJECTIVE:
                yield from self._grouped(left)
                continue
            for row in left:
                if id(row) not in self.walker.seen:
                    yield from self._row(row, 0)

    def _grouped(self, objectives: Iterable[Record], above: int = 0) -> Iterator[Strand]:
        """Objectives under the words of the levels above their own, each wording of one place drawn once."""
        groups: dict[str, tuple[LevelWords | None, list[Record]]] = {}
        for row in objectives:
            path = self._path(row)
            level = path[above] if above < len(path) else None
            key = f"{level.name}\x1f{letters_of(level.words)}" if level else f"\x1f{id(row)}"
            groups.setdefault(key, (level, []))[1].append(row)
        for level, rows in groups.values():
            if level is None:
                yield from (strand for row in rows for strand in self._row(row, above))
                continue
            yield Strand(above, level=level)
            yield from self._grouped(rows, above + 1)

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

    def _row(self, row: Record, depth: int) -> Iterator[Strand]:
        yield Strand(depth, record=row)
        yield from self._served(row, depth + 1)
        yield from self._steps(self.walker.down(row), depth + 1)

    def _served(self, row: Record, depth: int) -> Iterator[Strand]:
        """The outcomes in rows of their own that an objective names."""
        for citation in self.thread.citations.by_row.get(id(row), ()):
            if row.kind is Kind.OBJECTIVE and citation.of is Kind.OUTCOME:
                self.walker.seen.update(map(id, citation.rows))
                yield from (Strand(depth, record=each, tie=Tie.SERVES) for each in citation.rows)

    def _steps(self, steps: Iterable[Step], depth: int) -> Iterator[Strand]:
        for step in steps:
            yield Strand(depth, record=step.row, tie=step.tie, again=step.again)
            if not step.again:
                yield from self._served(step.row, depth + 1)
            yield from self._steps(step.steps, depth + 1)
