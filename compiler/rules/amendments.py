"""H: over time. Does a return change what the members approved?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.domain.agreement import grouped
from compiler.domain.finding import Audience, Severity
from compiler.domain.meaning import same_meaning
from compiler.domain.record import Entry, State
from compiler.domain.returned import Return
from compiler.profile.model import Column
from compiler.rules.case import Case
from compiler.rules.match import Pair, paired
from compiler.rules.pointing import subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, quote

_IN_FORCE = "What the members approved stays in force until they decide otherwise."
_DECIDE = "Put it to the members for decision, or have the approved words put back."
_MANY = 5


class Change(NamedTuple):
    """An approved cell that a return has otherwise."""

    pair: Pair
    column: Column
    approved: Entry
    returned: Entry


def proposed(case: Case) -> Iterator[Point]:
    """Cells of returns in which something else stands than the members approved."""
    for book in case.sound_returns:
        planned = [row for plan in case.sound_plans for row in plan.records if row.division == book.division]
        pairs = paired(planned, book.records)
        changes = [change for pair in pairs for change in _changes(case, book, pair)]
        for same in grouped(changes, lambda change: f"{change.pair.now.origin.sheet}/{change.column.key}").values():
            rows = sum(pair.now.origin.sheet == same[0].pair.now.origin.sheet for pair in pairs)
            if len(same) > max(_MANY, rows / 2):
                yield _whole_column(case, book, same)
            else:
                yield from (_proposed(case, book, change) for change in same)


def _changes(case: Case, book: Return, pair: Pair) -> Iterator[Change]:
    sheet = case.sheet(book, pair.now.origin.sheet)
    for column in sheet.columns if sheet and "plan" in sheet.roles else ():
        approved, returned = pair.before.entries.get(column.key), pair.now.entries.get(column.key)
        if column.part != "plan" or column.key == "plan" or not approved or not returned:
            continue
        if not same_meaning(approved, returned):
            yield Change(pair, column, approved, returned)


def _proposed(case: Case, book: Return, change: Change) -> Point:
    heading, place = case.heading(change.column), change.approved.origin
    blank, said = change.returned.state is State.BLANK, quote(change.approved.raw)
    approved = f"the approved plan has {said}" if change.approved.raw else "the approved plan has nothing there"
    found = f"'{heading}' is blank" if blank else f"{quote(change.returned.raw)} stands under '{heading}'"
    return Point(
        change.returned.origin,
        f"{found}; {approved} ({place}).",
        _IN_FORCE,
        "Ask whether it was deleted on purpose." if blank else _DECIDE,
        value=change.returned.raw,
        subject=subject_of(change.pair.before),
        division=book.division,
        audience=Audience.OFFICER,
        others=(place,),
        most=Severity.NOTE if blank else Severity.WARNING,
    )


def _whole_column(case: Case, book: Return, same: list[Change]) -> Point:
    first = same[0]
    return Point(
        first.returned.origin,
        f"'{case.heading(first.column)}' differs from the approved plan in {counted(len(same), 'row')}, first "
        f"{quote(first.returned.raw)} for {quote(first.approved.raw)} ({first.approved.origin}).",
        _IN_FORCE,
        "So many changes are seldom meant: ask whether the column was sorted or filled by itself.",
        value=first.returned.raw,
        subject=subject_of(first.pair.before),
        division=book.division,
        audience=Audience.OFFICER,
        others=(*(change.returned.origin for change in same[1:]), first.approved.origin),
    )


AMENDMENT_RULES = (
    Rule(
        "H956",
        "A proposed amendment",
        "What a plan says changes by decision of the members alone. A return that says otherwise can only propose it.",
        Severity.WARNING,
        Scope.TIME,
        proposed,
    ),
)
