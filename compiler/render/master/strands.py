"""The golden thread of the department as a tree: outcomes, objectives, actions, and what these cite; gaps in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from compiler.consolidate.view import DepartmentView, Row
from compiler.domain.frozen import dataclass
from compiler.domain.likeness import letters_of
from compiler.domain.record import Kind, Record
from compiler.domain.thread import Thread
from compiler.domain.thread.gaps import Gap, gaps
from compiler.domain.thread.walk import Tie, Walker, once_each
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
    keys = {kind: ("reference", "objective", *(key for key, _ in columns.get(kind, ()))) for kind in Kind}
    rows = {id(record): (record, row) for row in view.rows for record in (_as_one(keys[row.kind], row),)}
    steps = (step for row in view.rows for step in row.steps)
    records = (*view.objectives, *view.outcomes, *(record for record, _ in rows.values()), *steps)
    return thread_of(view.profile, records), rows


def strands(view: DepartmentView) -> tuple[Strand, ...]:
    """The whole tree: from the objectives of the uppermost plans down, then all that nothing leads to."""
    thread, rows = thread_of_view(view)
    broken: dict[int, list[Gap]] = {}
    for gap in gaps(thread):
        broken.setdefault(id(gap.row), []).append(gap)
    return tuple(_Tree(view.profile, thread, rows, broken).drawn())


def _as_one(keys: Iterable[str], row: Row) -> Record:
    """A row as approved, with what only its return gives in these columns, which the thread runs through."""
    if row.planned is None or row.returned is None:
        return row.record
    planned, returned = row.planned, row.returned
    added = {key: returned.entry(key) for key in keys if returned.gives(key) and not planned.gives(key)}
    return row.planned.with_entries({**row.planned.entries, **added}) if added else row.planned


class _Tree:
    """Draws one thread; each row is drawn with what is below it once, and named wherever else it belongs."""

    def __init__(self, profile: Profile, thread: Thread, rows: Rows, broken: Mapping[int, Sequence[Gap]]) -> None:
        self.profile, self.thread, self.walker = profile, thread, Walker(thread)
        self._rows, self._broken = rows, broken
        self._lines: list[Strand] = []

    def drawn(self) -> Sequence[Strand]:
        """Every line in order."""
        objectives = self.thread.objectives
        uppermost = min(map(self.thread.rank, objectives), default=0)
        self._group([row for row in objectives if self.thread.rank(row) == uppermost])
        for kind in _LAST:
            left = [row for row in self.thread.of(kind) if id(row) not in self.walker.seen]
            if kind is Kind.OBJECTIVE:
                self._group(left)
                continue
            for row in left:
                if id(row) not in self.walker.seen:
                    self._root(row, 0)
        return self._lines

    def _group(self, objectives: Iterable[Record], above: int = 0) -> None:
        """Draw objectives under the words of the levels above their own, each wording of one place once."""
        groups: dict[str, tuple[LevelWords | None, list[Record]]] = {}
        for row in objectives:
            path = self._path(row)
            level = path[above] if above < len(path) else None
            key = f"{level.name}\x1f{letters_of(level.words)}" if level else f"\x1f{id(row)}"
            groups.setdefault(key, (level, []))[1].append(row)
        for level, rows in groups.values():
            if level is None:
                for row in rows:
                    self._root(row, above)
                continue
            self._lines.append(Strand(above, level=level))
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

    def _root(self, row: Record, depth: int) -> None:
        """Draw a row that nothing leads to, and all that is below it."""
        self.walker.seen.add(id(row))
        self._row(row, depth, None)

    def _row(self, row: Record, depth: int, tie: Tie | None) -> None:
        """Draw a row that was not drawn before, what it serves, and all that is below it."""
        self._draw(row, depth, tie)
        if self.walker.ends(row):
            return
        self._served(row, depth + 1)
        seen, below = self.walker.seen, self.walker.below
        for each, how, *_ in once_each(below(row)):
            if id(each) not in seen:
                seen.add(id(each))
                self._row(each, depth + 1, how)
                continue
            again = not self.walker.ends(each) and any(True for _ in below(each))
            self._draw(each, depth + 1, how, again)
            if not again:
                self._served(each, depth + 2)

    def _served(self, row: Record, depth: int) -> None:
        """Draw the outcomes in rows of their own that an objective names."""
        for citation in self.thread.citations.of(row) if row.kind is Kind.OBJECTIVE else ():
            if citation.of is Kind.OUTCOME:
                self.walker.seen.update(map(id, citation.rows))
                for each in citation.rows:
                    self._draw(each, depth, Tie.SERVES)

    def _draw(self, record: Record, depth: int, tie: Tie | None, again: bool = False) -> None:
        """One line, with the record's row of the view and, but for one named again, its gaps."""
        found = self._rows.get(id(record))
        told = () if again else tuple(self._broken.get(id(record), ()))
        self._lines.append(Strand(depth, None, record, tie, again, found[1] if found else None, told))
