"""R: the dates that a return gives. Can work have been completed then, and is lateness accounted for?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.domain.period import say_date
from compiler.domain.rating import Rating
from compiler.domain.record import Record
from compiler.domain.returned import Role
from compiler.domain.when import When
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_ACCOUNTS = ("reason", "remedy", "revised")


def _returned(case: Case, key: str) -> Iterator[Answered]:
    return (cell for cell in case.under(key) if cell.book.role is Role.RETURN)


def _rating(record: Record) -> Rating | None:
    return record.read("rating", Rating)


def _days(cell: Answered) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that a cell names."""
    when, day = cell.entry.read(When), cell.entry.read(dt.date)
    return (when.start, when.end) if when is not None else (day, day)


def odd_completion(case: Case) -> Iterator[Point]:
    """Days of completion after the period that is reported, or before the plan began."""
    last = case.period.last_day if case.period else None
    for cell in _returned(case, "completed"):
        begins, ends = _days(cell)
        if begins is None or ends is None:
            continue
        if last is not None and begins > last:
            told = f"after the last day of the period, {say_date(last)}"
            allowed = "The report says what was completed by then."
        elif ends < case.year.first_day:
            told = f"before the plan began on {say_date(case.year.first_day)}"
            allowed = "What was completed before is not work of this plan."
        else:
            continue
        yield point_at(
            cell,
            f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' is {told}.",
            allowed,
            "Correct the date, or the rating if it was not completed then.",
        )


def late_without_account(case: Case) -> Iterator[Point]:
    """Work whose date has come, that is neither completed nor rated as late, and of which nothing more is said."""
    last = case.period.last_day if case.period else None
    for cell in _returned(case, "rating") if last else ():
        planned = case.approved(cell.record)
        due = planned.read("due", When)
        if due is None or due.end is None or last is None or due.end > last or not _in_between(case, cell.record):
            continue
        asked = [key for key in _ACCOUNTS if key in cell.record.entries]
        if asked and not any(cell.record.text(key) for key in (*asked, "completed")):
            rating = _rating(cell.record)
            meaning = f" ({rating.meaning})" if rating and rating.meaning else ""
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}'{meaning}, but it was due by "
                f"{quote(due.raw)} and is not completed.",
                "The members are told why work is late, and by when it will be done.",
                "Say why it is late and by when it will be completed, or correct the rating.",
                others=(planned.entry("due").origin,),
            )


def _in_between(case: Case, record: Record) -> bool:
    """Whether a rating says neither that the work may be completed, as the best one can, nor that it is late."""
    rating, scheme = _rating(record), case.profile.ratings
    best = scheme.inside[-1] if scheme and scheme.inside else None
    return rating is not None and rating.in_scheme and not (rating.done or rating.exception) and rating != best


def new_date_passed(case: Case) -> Iterator[Point]:
    """New dates for late work that have passed already."""
    last = case.period.last_day if case.period else None
    for cell in _returned(case, "revised"):
        rating, (_, ends) = _rating(cell.record), _days(cell)
        if last is not None and ends is not None and ends < last and rating is not None and not rating.done:
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' had passed by {say_date(last)}.",
                "A new date lies ahead of the period that is reported.",
                "Enter the date by which it will be completed now.",
            )


PROGRESS_RULES = (
    Rule(
        "R308",
        "A date of completion that cannot be",
        "Work cannot be reported as completed on a day that had not come, or before the plan began.",
        Severity.WARNING,
        Scope.ROW,
        odd_completion,
    ),
    Rule(
        "R309",
        "Late, and nothing is said of it",
        "Work whose date has passed is late, whatever its colour. The members ask why, and by when it will be done.",
        Severity.WARNING,
        Scope.ROW,
        late_without_account,
    ),
    Rule(
        "R310",
        "A new date that has passed",
        "A new date that has gone by promises nothing. It is often last period's, left in.",
        Severity.WARNING,
        Scope.ROW,
        new_date_passed,
    ),
)
