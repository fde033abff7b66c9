"""The golden thread walked: from a row up to the outcomes that it is for, and down to all that carries it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.thread.links import Link, Thread, by_row


class Tie(Enum):
    """What ties two rows, said from below upwards; the value is its name for programs."""

    __hash__ = object.__hash__  # each is there once; by its name, as enumerations have it, a look-up takes 0.3 µs more

    UNDER = "stands under"
    CARRIES_OUT = "carries out"
    SERVES = "serves"
    CITED_BY = "is cited by"
    NAMED_BY = "is named by"
    STEP = "is a milestone of"


@dataclass(frozen=True, slots=True)
class Step:
    """One row that the thread leads to, what ties it to the row before, and the cell that says so: `key` of `by`.

    `steps` are the rows that it leads on to in the same direction; a row that was reached before has `again` and none.
    """

    row: Record
    tie: Tie
    by: Record
    key: str
    steps: tuple[Step, ...] = ()
    again: bool = False

    @property
    def origin(self) -> Origin:
        """The cell that ties the row to the one before it."""
        return self.by.where(self.key)


Next = tuple[Record, Tie, Record, str]
"""A row that follows another, what ties the two, and the row and column of the cell that says so."""
_UNDER = frozenset({Kind.ACTION, Kind.INDICATOR})
_LEAVES = frozenset({Kind.INDICATOR, Kind.RISK, Kind.MILESTONE})
"""The rows that nothing stands below."""
_UP: Mapping[tuple[Kind, Kind], Tie] = {
    (Kind.OBJECTIVE, Kind.OUTCOME): Tie.SERVES,
    (Kind.ACTION, Kind.OUTCOME): Tie.SERVES,
    (Kind.INDICATOR, Kind.OUTCOME): Tie.SERVES,
    (Kind.MILESTONE, Kind.ACTION): Tie.STEP,
    (Kind.RISK, Kind.ACTION): Tie.NAMED_BY,
}
"""What a row's citation of another kind ties it to, where that stands above it."""
_DOWN: Mapping[tuple[Kind, Kind], Tie] = {
    (citing, of): Tie.CITED_BY
    for citing in (Kind.OUTCOME, Kind.OBJECTIVE, Kind.ACTION)
    for of in (Kind.INDICATOR, Kind.RISK)
}
"""What a row's citation of another kind ties to it, where that stands below it."""


class Walker:
    """Walks one thread. What was walked down once is not walked down again by the same walker."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.seen: set[int] = set()

    def up(self, row: Record) -> tuple[Step, ...]:
        """The rows above one, each with those above it."""
        return _steps(row, self.above, {id(row)})

    def down(self, row: Record) -> tuple[Step, ...]:
        """The rows below one, each with those below it."""
        self.seen.add(id(row))
        return _steps(row, self.below, self.seen)

    def ends(self, row: Record) -> bool:
        """Whether nothing can stand below a row."""
        return row.kind in _LEAVES

    def above(self, row: Record) -> Iterator[Next]:
        """The rows right above one, and what ties it to each."""
        cites = self.thread.citations
        objective = self.thread.objective_of(row) if row.text("objective") else None
        if objective is not None and row.kind in _UNDER:
            yield objective, Tie.UNDER, row, "objective"
        for link in self.thread.links_of(row):
            yield link.right, Tie.CARRIES_OUT, row, link.key
        for citation in cites.of(row):
            tie = _UP.get((row.kind, citation.of))
            yield from ((each, tie, row, citation.key) for each in citation.rows if tie)
        for citation in cites.to(row):
            if _DOWN.get((citation.row.kind, row.kind)) is Tie.CITED_BY:
                yield citation.row, Tie.CITED_BY, citation.row, citation.key

    def below(self, row: Record) -> Iterator[Next]:
        """The rows right below one, and what ties each to it."""
        if self.ends(row):
            return
        cites = self.thread.citations
        if row.kind is Kind.OBJECTIVE:
            for each in (*self.thread.actions_under(row), *self.thread.hanging_on(row)):
                yield each, Tie.UNDER, each, "objective"
        citing = cites.to(row)
        for citation in citing:
            tie = _UP.get((citation.row.kind, row.kind))
            if tie and tie is not Tie.NAMED_BY:
                yield citation.row, tie, citation.row, citation.key
        for link in self._carrying_out(row):
            yield link.child, Tie.CARRIES_OUT, link.child, link.key
        for citation in cites.of(row):
            tie = _DOWN.get((row.kind, citation.of))
            yield from ((each, tie, row, citation.key) for each in citation.rows if tie)
        for citation in citing:
            if _UP.get((citation.row.kind, row.kind)) is Tie.NAMED_BY:
                yield citation.row, Tie.NAMED_BY, citation.row, citation.key

    def _carrying_out(self, row: Record) -> Iterator[Link]:
        """What carries out an action: the objectives that name it, and the actions of no such objective that do."""
        links = self._right.get(id(row))
        if links is None:
            return
        headings = {id(link.child) for link in links if link.child.kind is Kind.OBJECTIVE}
        yield from (link for link in links if id(link.child) in headings)
        for link in links:
            if link.child.kind is Kind.ACTION and id(self.thread.objective_of(link.child)) not in headings:
                yield link

    @cached_property
    def _right(self) -> Mapping[int, tuple[Link, ...]]:
        """The links that lead to each row, by its id."""
        return by_row(self.thread.links, lambda link: link.right)


def once_each(following: Iterable[Next]) -> Iterable[Next]:
    """The rows that follow another, each once, by the first tie that leads to it."""
    found: dict[int, Next] = {}
    for each in following:
        found.setdefault(id(each[0]), each)
    return found.values()


def _steps(row: Record, following: Callable[[Record], Iterable[Next]], seen: set[int]) -> tuple[Step, ...]:
    """What follows a row, each with what follows it; what was seen is named, but not followed once more."""
    return tuple(_step(each, following, seen) for each in once_each(following(row)))


def _step(found: Next, following: Callable[[Record], Iterable[Next]], seen: set[int]) -> Step:
    row = found[0]
    if id(row) in seen:
        return Step(*found, again=any(True for _ in following(row)))
    seen.add(id(row))
    return Step(*found, _steps(row, following, seen))
