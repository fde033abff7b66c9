"""C, R: what is written the wrong way round: dates of a cell out of their order, aims that would make things worse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.domain.regex import regex
from compiler.domain.returned import Role
from compiler.domain.when import When
from compiler.rules.case import Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.slips import written
from compiler.rules.wording import quote

_TWO = 2
_UNITS = ("hours", "days", "weeks", "months")
_RUN_TOGETHER = regex(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}(?=\d{4}\b)")
_SHARE = r"(?:the )?(?:percentage|proportion|share|number|%)(?: of)?\b"
_DONE = r"(?:wait\w*|complet\w*|paid|answered|seen|decided|assessed|processed|handled|dealt with)"
_SPAN = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:working )?(?:hours|days|weeks|months)"
_QUICK = rf"(?:of |in |within |in less than |in under )*(?:within|under|less than|in) {_SPAN}"
_SLOW = rf"(?:of |for |after |in )*(?:over|more than|longer than|above|beyond) {_SPAN}"
_WORSE = (
    regex(rf"\b(?:reduc|decreas|lower)\w* {_SHARE}[^.;:]*?\b{_DONE} {_QUICK}", re.IGNORECASE),
    regex(rf"\b(?:increas|rais)\w* {_SHARE}[^.;:]*?\b{_DONE} {_SLOW}", re.IGNORECASE),
)
"""Fewer that are done in time, and more that are late: 'reduce the percentage … with a wait of under 11 weeks'."""


def out_of_order(case: Case) -> Iterator[Point]:
    """Due dates of a plan of which a later one stands before an earlier, or that run a month and its year together."""
    due = [down for down in case.down_under("due") if down.of_plan]
    said = frozenset[str]().union(*(down.said for down in due))
    together = frozenset(raw for raw in said if _RUN_TOGETHER.search(raw))
    for down in due:
        for number, when in down.read(When):
            turned = _turned(when)
            if not turned and down.raws[number] not in together:
                continue
            cell = down.cell(number)
            told = (
                f"{quote(turned[0].raw)} stands before {quote(turned[1].raw)}"
                if turned
                else "month and year run together"
            )
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}': {told}.",
                "Dates of a cell stand in their order, each with a space before its year.",
                for_plan="Look up what each is for, and list it for amendment of the plan.",
            )


def _turned(when: When) -> tuple[When, When] | None:
    """The two dates of a cell of which the later stands first; of more, each may belong to a milestone of its own."""
    if len(when.parts) != _TWO or any(part.end is None or part.unread for part in when.parts):
        return None
    first, second = when.parts
    return (first, second) if first.deadlines > second.deadlines else None


def worse(case: Case) -> Iterator[Point]:
    """Aims of a plan to have fewer done in time, or more done late."""
    timed = case.texts("text").holding(*_UNITS)
    worst = {raw: found for raw in timed if any(unit in raw for unit in _UNITS) and (found := _worse(raw))}
    for cell in written(case.saying(worst, "text")):
        if cell.book.role is Role.PLAN:
            yield point_at(
                cell,
                f"{quote(worst[cell.entry.raw], 120)}: that would make things worse.",
                "An aim is to have more done in time, or less done late.",
                for_plan="Ask which is meant, and list it for amendment of the plan.",
            )


def _worse(raw: str) -> str:
    """The words of a text that would have fewer done in time, or more done late; '' where there are none."""
    text = " ".join(raw.split())
    return next((found[0] for form in _WORSE if (found := form.search(text))), "")


TURNED_RULES = (
    Rule(
        "C221",
        "Dates of a cell out of their order",
        "Which date is for what can be told by their order alone, and a date that runs together is not found.",
        Severity.NOTE,
        Scope.CELL,
        out_of_order,
        of_plans=True,
    ),
    Rule(
        "R322",
        "An aim that would make things worse",
        "An aim with one word turned asks for the contrary of what was meant, and is met by doing worse.",
        Severity.WARNING,
        Scope.ROW,
        worse,
        of_plans=True,
    ),
)
