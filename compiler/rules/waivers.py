"""X: decisions. Does what was once let stand still stand?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.finding import Audience, Severity
from compiler.domain.period import say_date
from compiler.rules.case import Case
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote


def run_out(case: Case) -> Iterator[Point]:
    """Waivers whose last day is past."""
    for waiver in case.decisions.waivers:
        if not waiver.stands(case.as_at):
            about = f" of {quote(waiver.reference)}" if waiver.reference else ""
            yield Point(
                waiver.origin,
                f"The waiver of {waiver.code}{about} ran out on {say_date(waiver.until)} "
                f"(decided by {waiver.by}: {waiver.reason.rstrip('.')}).",
                "A waiver lets a finding stand for a time, not for ever.",
                "Take it out, or have it decided again until a later day.",
                value=waiver.code,
                subject=waiver.reference,
                audience=Audience.OFFICER,
            )


WAIVER_RULES = (
    Rule(
        "X507",
        "A waiver that has run out",
        "What was excused for a quarter would be excused for years if nobody were asked again.",
        Severity.WARNING,
        Scope.ACROSS,
        run_out,
    ),
)
