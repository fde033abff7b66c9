"""Conflicts between returns: found, given a suggestion, and settled as was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from compiler.consolidate.view import ToSettle
from compiler.domain.conflict import Claim, Conflict, Settled, conflicts_between, in_force
from compiler.domain.frozen import replace
from compiler.domain.period import say_date
from compiler.domain.record import Entry, Record
from compiler.domain.returned import Return
from compiler.domain.text import fold
from compiler.domain.when import read_when
from compiler.profile.department import Department
from compiler.profile.model import Profile
from compiler.profile.topics import topics_of


def to_settle(
    department: Department,
    profile: Profile,
    plans: Sequence[Return],
    returns: Sequence[Return],
    settled: Sequence[Settled],
) -> tuple[ToSettle, ...]:
    """Every conflict between the returns, with a suggestion, and the settlement where one is in force."""
    books = department.in_order(returns)
    found = conflicts_between(books, department.in_order(plans), topics_of(profile))
    signed = {book.division: book.signed for book in books}
    return tuple(
        ToSettle(conflict, *_suggestion(department, profile, signed, conflict), in_force(conflict, settled))
        for conflict in found
    )


def settle(returns: Sequence[Return], conflicts: Sequence[ToSettle]) -> tuple[Return, ...]:
    """The returns as they count: in every cell of a settled conflict stands the value that was decided.

    It keeps the words and the place of the cell that was right, or of the decision where that is a value of its own.
    """
    given = {
        (id(claim.record), each.conflict.column): _counting(each.conflict, each.settled)
        for each in conflicts
        if each.settled
        for claim in each.conflict.claims
    }
    if not given:
        return tuple(returns)
    rows = {row for row, _ in given}
    return tuple(
        replace(
            book, records=tuple(_settled(record, given) if id(record) in rows else record for record in book.records)
        )
        for book in returns
    )


def _settled(record: Record, given: Mapping[tuple[int, str], Entry]) -> Record:
    entries = {key: given.get((id(record), key), entry) for key, entry in record.entries.items()}
    return record.with_entries(entries)


def _counting(conflict: Conflict, settled: Settled) -> Entry:
    """The cell that counts: the one of a return that says just so, else the decision itself."""
    same = (claim.entry for claim in conflict.claims if fold(claim.said) == fold(settled.settlement.counts))
    entry = next(same, settled.entry)
    return replace(entry, notes=(*entry.notes, settled.settlement.words))


Signed = Mapping[str, Mapping[str, str]]


def _suggestion(department: Department, profile: Profile, signed: Signed, conflict: Conflict) -> tuple[str, str]:
    """What is suggested to count, and why: whose plan it is, else who holds it, else who wrote last."""
    ways = (
        _by_plan(department, profile, conflict),
        _by_holder(department, conflict),
        _by_date(department, signed, conflict),
    )
    return next((way for way in ways if way), ("", "Nothing in the returns says which is right: ask both."))


def _by_plan(department: Department, profile: Profile, conflict: Conflict) -> tuple[str, str] | None:
    own = [claim for claim in conflict.claims if _returned_by(profile, claim) == "own"]
    if len(own) != 1:
        return None
    tier = profile.tier(own[0].record.plan)
    return own[0].said, f"{_name(department, own[0])} carries it out, under its own {tier.name if tier else 'plan'}."


def _returned_by(profile: Profile, claim: Claim) -> str:
    tier = profile.tier(claim.record.plan)
    return tier.returned_by if tier else ""


def _by_holder(department: Department, conflict: Conflict) -> tuple[str, str] | None:
    held = [claim for claim in conflict.claims if fold(claim.record.text("held")).startswith("held")]
    if len(held) != 1:
        return None
    return held[0].said, f"{_name(department, held[0])} holds it; the others contribute to it."


def _by_date(department: Department, signed: Signed, conflict: Conflict) -> tuple[str, str] | None:
    dates = sorted(_prepared(signed, conflict.claims), key=lambda each: each[0])
    if len(dates) < len(conflict.claims) or dates[-1][0] == dates[-2][0]:
        return None
    day, last = dates[-1][0], dates[-1][1]
    return last.said, f"{_name(department, last)} prepared its return last, on {say_date(day)}."


def _prepared(signed: Signed, claims: Sequence[Claim]) -> Iterator[tuple[dt.date, Claim]]:
    for claim in claims:
        day = read_when(signed.get(claim.record.division, {}).get("prepared_on", ""))
        if day.start is not None and day.start == day.end:
            yield day.start, claim


def _name(department: Department, claim: Claim) -> str:
    division = department.division(claim.record.division)
    return division.name if division else claim.record.division
