"""The changes of the plan that the returns of a period propose, and since when they do."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.frozen import replace
from compiler.domain.meaning import same_meaning
from compiler.domain.proposal import Proposal
from compiler.rules.amendments import Change, proposals
from compiler.rules.case import Case


def proposed_changes(case: Case) -> Iterator[Proposal]:
    """The changes of approved cells that await the members' decision, in the order of the returns."""
    changes = tuple(proposals(case))
    earlier = _proposed_before(case) if changes else ()
    for change in changes:
        again = any(_same(change, other) for other in earlier)
        since = case.period.previous() if again and case.period else None
        heading = case.heading(change.column)
        yield Proposal(change.pair.before, change.pair.now, heading, change.approved, change.returned, since)


def _proposed_before(case: Case) -> tuple[Change, ...]:
    """What the returns of the period before proposed to change in the same plan."""
    earlier = case.period.previous() if case.period else None
    if earlier is None or earlier.year != case.year or not case.sound_before:
        return ()
    return tuple(proposals(replace(case, period=earlier, returns=case.sound_before, before=())))


def _same(one: Change, other: Change) -> bool:
    """Whether two returns propose the same for the same cell."""
    return one.approved.origin == other.approved.origin and same_meaning(one.returned, other.returned)
