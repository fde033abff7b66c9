"""What is known beside the words of a due date, and what makes a year sensible."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from compiler.domain.frozen import dataclass
from compiler.domain.period import (
    EARLIEST,
    LATEST,
    Year,
    full_year,
    last_of_month,
)
from compiler.domain.when.model import Precision, When, WhenKind


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known beside the words: which of day and month is written first, and the financial year of the plan.

    Where the plan's year is known, a month or quarter without a year is taken to be in it. `years` is False where a
    lone number of four digits is no year (in prose, unless a word such as 'by' stands before it).
    """

    dayfirst: bool = True
    year: Year | None = None
    start_month: int = 4
    years: bool = True


def doubtful(problem: str, suggestion: str = "") -> When:
    """A date that can be read in more than one way, and so is not."""
    return When(WhenKind.UNREADABLE, "", problem=problem, suggestion=suggestion)


def impossible(problem: str, suggestion: str = "") -> When:
    """A date that cannot be, with what may have been meant."""
    return When(WhenKind.IMPOSSIBLE, "", problem=problem, suggestion=suggestion)


def sensible_year(digits: str) -> bool:
    """Whether a plan can name that year."""
    return len(digits) in (2, 4) and EARLIEST <= full_year(digits) <= LATEST


def likely_year(digits: str) -> str:
    """The one year that mistyped digits may stand for, two neighbours changed over or one too many; '' if unclear."""
    swapped = {digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :] for n in range(len(digits) - 1)}
    shortened = {digits[:n] + digits[n + 1 :] for n in range(len(digits))}
    found = {year for year in swapped | shortened if len(year) == 4 and sensible_year(year)}
    return found.pop() if len(found) == 1 else ""


def strange_year(digits: str, say: Callable[[str], str]) -> When:
    """A year that no plan names; `say` puts the likely year into what may have been meant."""
    likely = likely_year(digits)
    return impossible(f"the year {digits} cannot be right", say(likely) if likely else "")


def start_of_year(calendar: Calendar) -> int:
    """The month in which financial years begin."""
    return calendar.year.start_month if calendar.year else calendar.start_month


def year_assumed(year: Year) -> tuple[str, ...]:
    """The note that the year was taken from the plan."""
    return (f"no year is given, so {year.label} is assumed",)


def year_of_month(month: int, year: Year) -> int:
    """The calendar year of a month within a financial year."""
    return year.begins if month >= year.start_month else year.begins + 1


def whole_month(year: int, month: int) -> When:
    """A month, due on its last day."""
    return When(WhenKind.MONTH, "", date(year, month, 1), last_of_month(year, month), Precision.MONTH)


def word_before(found: re.Match[str]) -> str:
    """The word or mark right before an expression; '' at the beginning."""
    begins = found.string.rfind(" ", 0, max(found.start() - 1, 0)) + 1
    return found.string[begins : found.start()].strip()


def half_said(found: re.Match[str], calendar: Calendar) -> When | None:
    """Figures that are not enough to tell a day from a year: 'Mar 2-08'."""
    return doubtful("the figures can be read in more than one way")
