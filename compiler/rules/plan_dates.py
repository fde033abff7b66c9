"""R: the due dates of a plan. Do they lie within the time that the plan is for?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from compiler.domain.finding import Severity
from compiler.domain.period import Year, say_date
from compiler.domain.when import When
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote

_LONG_AFTER = 3


def _due(case: Case, amiss: Callable[[When], bool]) -> Iterator[tuple[Answered, When]]:
    """The due dates of plans with which something is amiss."""
    for down in (down for down in case.down_under("due") if down.of_plan):
        for number, when in down.read(When):
            if amiss(when):
                yield down.cell(number), when


def due_before(case: Case) -> Iterator[Point]:
    """Work that was due before the plan began."""
    begins = case.year.first_day
    for cell, _ in _due(case, lambda when: bool(when.deadlines) and when.deadlines[-1] < begins):
        yield point_at(
            cell,
            f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' was over before the plan began on "
            f"{say_date(begins)}.",
            "What a plan sets out is due in its year or later.",
        )


def due_long_after(case: Case) -> Iterator[Point]:
    """Work that is due after the plan's last year, or where the format does not say how many it has, years after it."""
    if case.profile.calendar.plan_years:
        yield from _due_after(case)
        return
    ends = case.year.last_day

    def years_after(when: When) -> int:
        return when.end.year - ends.year if when.end is not None else 0

    for cell, when in _due(case, lambda when: years_after(when) > _LONG_AFTER):
        yield point_at(
            cell,
            f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' is {years_after(when)} years "
            f"after the plan's year, which ends on {say_date(ends)}.",
            "A date so far off may be a slip, or want milestones on the way.",
            for_plan="If it is meant, no change; if not, list it for amendment of the plan.",
        )


def _due_after(case: Case) -> Iterator[Point]:
    last = case.year.begins + case.profile.calendar.plan_years - 1
    ends = Year(last, case.year.start_month).last_day

    def later(when: When) -> list[When]:
        return [part for part in when.parts or (when,) if _runs_past(part, ends)]

    for cell, when in _due(case, lambda when: bool(later(when))):
        parts = later(when)
        yield point_at(
            cell,
            f"{listed(quote(part.raw) for part in parts)} under '{case.heading(cell.column)}' "
            f"{'is' if len(parts) == 1 else 'are'} after the plan's last day, {say_date(ends)}.",
            "What a plan sets out is due in its years.",
            for_plan="If it is meant, no change; if not, list it for amendment of the plan.",
        )


def _runs_past(when: When, ends: date) -> bool:
    """Whether all of the time that a date names lies after the last day."""
    begins = when.start if when.start is not None else when.end
    return begins is not None and begins > ends


PLAN_DATE_RULES = (
    Rule(
        "R311",
        "Due before the plan began",
        "Work that was due before the plan's first day is late from the start, and cannot be delivered as approved.",
        Severity.WARNING,
        Scope.ROW,
        due_before,
    ),
    Rule(
        "R312",
        "Due long after the plan's year",
        "A date after all the years of a plan, or years after its year, is further off than such plans look.",
        Severity.NOTE,
        Scope.ROW,
        due_long_after,
    ),
)
