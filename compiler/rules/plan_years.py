"""T: the years of a plan. Is a plan named with the same years wherever the plans speak of it?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.period import Year, read_year
from compiler.domain.record import Kind
from compiler.domain.regex import regex
from compiler.domain.tuples import NamedTuple
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_YEAR = r"[0-9]{4} ?[/-] ?(?:[0-9]{4}|[0-9]{2})"
_SPAN = rf"(?P<first>{_YEAR}) ?(?:-|–|—|to) ?(?P<last>{_YEAR})(?![0-9])"


class _Named(NamedTuple):
    """One place where a plan is named with its years."""

    cell: Answered
    tier: str
    span: str
    years: tuple[Year, Year]


def _named(case: Case) -> Iterator[_Named]:
    tiers = [
        (tier.key, regex(rf"\b{re.escape(tier.name)}\b[^.;]{{0,30}}?(?P<span>{_SPAN})", re.I))
        for tier in case.profile.tiers
    ]
    told = (down for down in case.down("text") if down.of_plan and down.sheet.kind is Kind.NARRATIVE)
    for down in told:
        for cell in down.cells:
            for key, pattern in tiers:
                for found in pattern.finditer(cell.entry.raw):
                    start = case.year.start_month
                    first, last = read_year(found["first"], start), read_year(found["last"], start)
                    if first is not None and last is not None:
                        yield _Named(cell, key, found["span"], (first, last))


def _right(named: list[_Named]) -> tuple[Year, Year] | None:
    """The years by which a plan calls itself; where it does not, those that most of the others give it."""
    own = {each.years for each in named if each.cell.record.plan == each.tier}
    if own:
        return own.pop() if len(own) == 1 else None
    ranked = Counter(each.years for each in named).most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None


def two_spans(case: Case) -> Iterator[Point]:
    """Places that give a plan of several years other years than it gives itself, or than most give it."""
    for named in grouped(_named(case), lambda each: each.tier).values():
        right = _right(named)
        wrong = [each for each in named if right is not None and each.years != right]
        like = next(
            (each for each in sorted(named, key=lambda n: n.cell.record.plan != n.tier) if each.years == right), None
        )
        for each in wrong:
            if like is not None:
                yield _told(case, each, like)


def _told(case: Case, named: _Named, like: _Named) -> Point:
    tier = case.profile.tier(named.tier)
    origin = like.cell.entry.origin
    itself = "it gives itself" if like.cell.record.plan == like.tier else "most others give it"
    return point_at(
        named.cell,
        f"The {tier.name if tier else 'plan'} is given the years {quote(named.span)}; {itself} {quote(like.span)} "
        f"({origin}).",
        "A plan covers the same years wherever it is named.",
        others=(origin,),
    )


PLAN_YEAR_RULES = (
    Rule(
        "T417",
        "A plan of other years than its own",
        "A plan that is named with other years sends the reader to a document that does not exist.",
        Severity.WARNING,
        Scope.TABLE,
        two_spans,
        of_plans=True,
    ),
)
