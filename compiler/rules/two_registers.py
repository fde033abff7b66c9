"""K: a risk that stands in the registers of two plans. Do the two agree?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.domain.finding import Severity
from compiler.domain.likeness import apart, same
from compiler.domain.record import Kind, Record
from compiler.domain.risk import RiskScore
from compiler.domain.thread import reference_of
from compiler.rules.case import Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.same_reference import different_officer
from compiler.rules.tiers import most
from compiler.rules.wording import LONGEST, quote


def disagreeing(case: Case) -> Iterator[Point]:
    """Risks that two registers score, word or give to an officer differently; each row below is held to the upper."""
    key = {initials: name for book in case.sound_plans for initials, name in book.legend.items()}
    for same_risk in case.thread.citations.alike(Kind.RISK, several=True):
        first, *rest = sorted(same_risk, key=case.thread.rank)
        for row in rest:
            if (row.workbook, row.plan) != (first.workbook, first.plan):
                yield from _apart(case, row, first, key)


def _apart(case: Case, row: Record, first: Record, key: Mapping[str, str]) -> Iterator[Point]:
    for column in row.entries:
        said = _differs(column, row, first, key)
        cell = case.planned(row, column)
        if said and cell is not None:
            here, there = said
            origin = first.entry(column).origin
            yield point_at(
                cell,
                f"{reference_of(row)} has {quote(here, LONGEST)} under '{case.heading(cell.column)}' here and "
                f"{quote(there, LONGEST)} there ({origin}).",
                "A risk has one score, one wording and one officer in every register.",
                others=(origin,),
                most=most(case, first, column),
            )


def _differs(column: str, row: Record, first: Record, key: Mapping[str, str]) -> tuple[str, str] | None:
    """What two registers have under one column, where it is not the same; None for a blank or for other columns."""
    here, there = row.text(column), first.text(column)
    if not (here and there):
        return None
    scores = row.read(column, RiskScore), first.read(column, RiskScore)
    if all(scores):
        return (here, there) if scores[0] != scores[1] else None
    if column == "risk" and not same(here, there):
        return apart(here, there)
    if column == "officer" and different_officer(row, first, key):
        return here, there
    return None


TWO_REGISTER_RULES = (
    Rule(
        "K810",
        "One risk in two registers that do not agree",
        "A risk that is high in one register and medium in the other is managed by whichever was read.",
        Severity.NOTE,
        Scope.RISKS,
        disagreeing,
        of_plans=True,
    ),
)
