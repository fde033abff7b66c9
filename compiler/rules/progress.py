"""R: the dates that a return gives. Can work have been completed then, and is lateness accounted for?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.condition import days_of
from compiler.domain.period import say_date
from compiler.domain.rating import Rating
from compiler.profile.row_checks import ACCOUNTS, DATE_PASSED, NO_ACCOUNT, ODD_COMPLETION
from compiler.rules.case import Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote


def odd_completion(case: Case) -> Iterator[Point]:
    """Days of completion after the period that is reported, or before the plan began."""
    for cell in case.amiss(ODD_COMPLETION):
        begins, _ = days_of(cell.entry)
        told = f"before the plan began on {say_date(case.year.first_day)}"
        allowed = "What was completed before is not work of this plan."
        if case.period and begins and begins > case.period.last_day:
            told = f"after the last day of the period, {say_date(case.period.last_day)}"
            allowed = "The report says what was completed by then."
        yield point_at(
            cell,
            f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' is {told}.",
            allowed,
            "Correct the date, or the rating if it was not completed then."
            if case.profile.ratings is not None
            else "Correct the date, or take it out if it was not completed then.",
        )


def late_without_account(case: Case) -> Iterator[Point]:
    """Work whose date has come, that is neither completed nor rated as late, and of which nothing more is said."""
    for cell in case.amiss(NO_ACCOUNT):
        due, rating = case.approved(cell.record).entry("due"), cell.record.read("rating", Rating)
        if any(key in cell.record.entries for key in ACCOUNTS):
            meaning = f" ({rating.meaning})" if rating and rating.meaning else ""
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}'{meaning}, but it was due by "
                f"{quote(due.raw)} and is not completed.",
                "The members are told why work is late, and by when it will be done.",
                "Say why it is late and by when it will be completed, or correct the rating.",
                others=(due.origin,),
            )


def new_date_passed(case: Case) -> Iterator[Point]:
    """New dates for late work that have passed already."""
    for cell in case.amiss(DATE_PASSED):
        passed = f" had passed by {say_date(case.period.last_day)}" if case.period else ""
        yield point_at(
            cell,
            f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}'{passed}.",
            "A new date lies ahead of the period that is reported.",
            "Enter the date by which it will be completed now.",
        )


PROGRESS_RULES = (
    Rule(
        ODD_COMPLETION.code,
        ODD_COMPLETION.title,
        "Work cannot be reported as completed on a day that had not come, or before the plan began.",
        ODD_COMPLETION.severity,
        Scope.ROW,
        odd_completion,
    ),
    Rule(
        NO_ACCOUNT.code,
        NO_ACCOUNT.title,
        "Work whose date has passed is late, whatever its colour. The members ask why, and by when it will be done.",
        NO_ACCOUNT.severity,
        Scope.ROW,
        late_without_account,
    ),
    Rule(
        DATE_PASSED.code,
        DATE_PASSED.title,
        "A new date that has gone by promises nothing. It is often last period's, left in.",
        DATE_PASSED.severity,
        Scope.ROW,
        new_date_passed,
    ),
)
