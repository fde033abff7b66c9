"""X: across workbooks. Do the returns that report on one row say the same of it, and does a settlement still hold?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.conflict import Claim, Conflict, in_force, last_on
from compiler.domain.finding import Audience, Severity
from compiler.domain.frozen import replace
from compiler.domain.period import say_date
from compiler.domain.rating import Rating
from compiler.domain.text import ended
from compiler.rules.case import Case
from compiler.rules.pointing import subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote

_REMEDY = "Ask those who returned it, and settle it in the 'Conflicts' sheet of the master workbook."
_AGAIN = "Settle it again in the 'Conflicts' sheet of the master workbook."


def two_ratings(case: Case) -> Iterator[Point]:
    """One row, rated differently by two returns."""
    for conflict in _open_or_settled(case):
        if _of_rating(conflict):
            told = listed(f"{_rating(claim)} by {_whose(case, claim)}" for claim in conflict.claims)
            noun = case.profile.word(conflict.kind.value)
            yield _told(case, conflict, f"{_subject(conflict)} is rated {told}.", f"One {noun} has one rating.")


def two_values(case: Case) -> Iterator[Point]:
    """One row, for which two returns give another figure, date, score or officer, or other words."""
    for conflict in _open_or_settled(case):
        if not _of_rating(conflict):
            told = listed(f"{quote(claim.said)} by {_whose(case, claim)}" for claim in conflict.claims)
            found = f"'{_heading(case, conflict)}' of {_subject(conflict)} is given as {told}."
            noun = case.profile.word(conflict.kind.value)
            yield _told(case, conflict, found, f"All who report on one {noun} say the same of it.")


def _open_or_settled(case: Case) -> Iterator[Conflict]:
    """The conflicts on which no decision was made, or on which one counts; of the others `lapsed` tells."""
    for conflict in case.conflicts:
        if last_on(conflict, case.settled) is in_force(conflict, case.settled):
            yield conflict


def _told(case: Case, conflict: Conflict, found: str, allowed: str) -> Point:
    """The conflict at its first cell; a note once it is settled."""
    settled = in_force(conflict, case.settled)
    point = _at(conflict, found, allowed, settled.settlement.words if settled else _REMEDY)
    if settled:
        return replace(point, most=Severity.NOTE)
    return point if conflict.asked else replace(point, most=Severity.WARNING)


def _at(conflict: Conflict, found: str, allowed: str, remedy: str) -> Point:
    first = conflict.claims[0]
    return Point(
        first.entry.origin,
        found,
        allowed,
        remedy,
        value=first.entry.raw,
        subject=subject_of(first.record),
        division=first.record.division,
        audience=Audience.OFFICER,
        others=tuple(claim.entry.origin for claim in conflict.claims[1:]),
    )


def lapsed(case: Case) -> Iterator[Point]:
    """Conflicts whose settlement speaks of other cells than there are now, or has a value that cannot stand there."""
    for conflict in case.conflicts:
        last = last_on(conflict, case.settled)
        if last is None or last is in_force(conflict, case.settled):
            continue
        settlement, subject = last.settlement, _subject(conflict)
        decided = f"decided by {settlement.by} on {say_date(settlement.on)}"
        if last.readable:
            then, now = (
                listed(map(quote, settlement.said)),
                listed(f"{quote(claim.said)} by {_whose(case, claim)}" for claim in conflict.claims),
            )
            found = (
                f"{quote(settlement.counts)} for {subject} was {decided}, when {then} were returned; now it is {now}."
            )
        else:
            why = last.entry.problem or "it says nothing"
            heading = _heading(case, conflict)
            found = ended(f"{quote(settlement.counts)} for {subject}, {decided}, cannot stand under '{heading}': {why}")
        point = _at(conflict, found, "A decision counts only for what it was made on.", _AGAIN)
        yield replace(point, others=(*point.others, settlement.origin))


def _of_rating(conflict: Conflict) -> bool:
    return isinstance(conflict.claims[0].entry.value, Rating)


def _rating(claim: Claim) -> str:
    return claim.entry.value.name if isinstance(claim.entry.value, Rating) else claim.said


def _subject(conflict: Conflict) -> str:
    return quote(conflict.reference)


def _heading(case: Case, conflict: Conflict) -> str:
    sheet = case.profile.sheet(conflict.kind)
    column = sheet.column(conflict.column) if sheet else None
    return case.heading(column) if column else conflict.column


def _whose(case: Case, claim: Claim) -> str:
    record = claim.record
    division, tier = case.department.division(record.division), case.profile.tier(record.plan)
    name = division.name if division else record.division
    return f"{name}{f' in the {tier.name}' if tier else ''} ({claim.entry.origin})"


CONFLICT_RULES = (
    Rule(
        "X504",
        "Two ratings for one action",
        "A row that stands in two plans is reported by two teams. The report can give it one colour only.",
        Severity.ERROR,
        Scope.ACROSS,
        two_ratings,
    ),
    Rule(
        "X508",
        "Two returns say different things of one row",
        "With two figures, dates or names for one thing, the members cannot know which to go by.",
        Severity.ERROR,
        Scope.ACROSS,
        two_values,
    ),
    Rule(
        "X509",
        "A settlement that no longer fits",
        "A decision that was made on other cells would be passed off as one on these.",
        Severity.ERROR,
        Scope.ACROSS,
        lapsed,
    ),
)
