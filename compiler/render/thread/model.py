"""What `compile thread` found: the rows asked for, what is above and below each, and the same in other plans."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.frozen import dataclass
from compiler.domain.period import Year
from compiler.domain.record import Kind, Record
from compiler.domain.text import fold
from compiler.domain.thread import Thread
from compiler.domain.thread.walk import Step, Walker
from compiler.profile.crosswalk import Crossing, Crosswalk
from compiler.profile.department import Department
from compiler.profile.model import Profile
from compiler.render.thread.names import reference


@dataclass(frozen=True, slots=True)
class Planned:
    """The plans of a department in a year, as one thread. `missing` says in sentences what is not there."""

    department: Department
    profile: Profile
    year: Year
    thread: Thread
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bridge:
    """A crosswalk between these plans and another department's; `back` where it lies with the other."""

    crosswalk: Crosswalk
    other: Planned
    back: bool = False

    def lines(self, name: str) -> tuple[tuple[Crossing, str], ...]:
        """The lines about a row of these plans, each with the name of the other's row ('' where there is none)."""
        if self.back:
            return tuple((line, line.here) for line in self.crosswalk.back(name))
        return tuple((line, line.there) for line in self.crosswalk.across(name))

    @property
    def names(self) -> tuple[str, ...]:
        """The rows of these plans that the crosswalk names, in its order, each once."""
        named = (line.there if self.back else line.here for line in self.crosswalk.rows)
        return tuple(dict.fromkeys(name for name in named if name))

    def theirs(self, name: str) -> Record | None:
        """The other's row of a name."""
        return named_row(self.other, self.crosswalk.kind, name)


@dataclass(frozen=True, slots=True)
class Crossed:
    """A line of a crosswalk from a row: the other's row with what is above and below it; None where it stands alone."""

    of: Record
    line: Crossing
    other: Planned
    name: str = ""
    row: Record | None = None
    up: tuple[Step, ...] = ()
    down: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One row that was asked for, with what is above it, below it, and in other departments' plans."""

    row: Record
    up: tuple[Step, ...]
    down: tuple[Step, ...]
    across: tuple[Crossed, ...] = ()


def named_row(planned: Planned, kind: Kind, name: str) -> Record | None:
    """The first row of a kind that a crosswalk's name means."""
    rows = planned.thread.of(kind) if name else ()
    return next((row for row in rows if fold(reference(row)) == fold(name)), None)


def follow(planned: Planned, row: Record, bridges: tuple[Bridge, ...] = ()) -> Found:
    """A row with the whole thread through it."""
    up, down = Walker(planned.thread).up(row), Walker(planned.thread).down(row)
    chain = {id(each): each for each in (row, *rows_of(up))}.values()
    across = tuple(each for one in chain for bridge in bridges for each in _crossed(one, bridge))
    return Found(row, up, down, across)


def rows_of(steps: tuple[Step, ...]) -> Iterator[Record]:
    """Every row of a walk."""
    for step in steps:
        yield step.row
        yield from rows_of(step.steps)


def _crossed(row: Record, bridge: Bridge) -> Iterator[Crossed]:
    if row.kind is not bridge.crosswalk.kind:
        return
    for line, name in bridge.lines(reference(row)):
        theirs = bridge.theirs(name)
        walker = Walker(bridge.other.thread)
        up, down = (walker.up(theirs), walker.down(theirs)) if theirs is not None else ((), ())
        yield Crossed(row, line, bridge.other, name, theirs, up, down)
