"""Due dates in print."""

from __future__ import annotations

from datetime import date

from compiler.domain.period import period_of, say_date, say_month, say_months, year_of
from compiler.domain.when.model import Precision, When, WhenKind


def say_when(when: When, start_month: int = 4) -> str:
    """What a due date was read as, in the house style; it reads back to the same dates.

    An unreadable, impossible, staged or several one is said in its own words, as typed.
    """
    if when.kind in _PLAIN:
        return _PLAIN[when.kind]
    if when.kind is WhenKind.ONGOING:
        return f"ongoing {_limits(when)}".strip()
    if when.kind is WhenKind.FROM and when.start:
        return f"from {_say_start(when.start, when.precision)}"
    if when.kind is WhenKind.START_BY and when.start:
        return f"start by {_say_whole(when.start, when.start, when.precision, start_month)}"
    if when.kind is WhenKind.SPAN and when.start and when.end:
        return _span(when.start, when.end, when.precision, start_month)
    if when.kind is WhenKind.RECURRING:
        return f"{_ADVERBS.get(when.cycle, when.cycle)} {_limits(when)}".strip()
    if when.kind in _WHOLE and when.start and when.end:
        return _say_whole(when.start, when.end, when.precision, start_month)
    return " ".join(when.raw.split())


_PLAIN = {WhenKind.BLANK: "", WhenKind.NOT_APPLICABLE: "N/A", WhenKind.NONE: "none"}
_WHOLE = frozenset(
    (
        WhenKind.DAY,
        WhenKind.MONTH,
        WhenKind.QUARTER,
        WhenKind.FINANCIAL_YEAR,
        WhenKind.ACADEMIC_YEAR,
        WhenKind.YEAR,
        WhenKind.SEASON,
        WhenKind.TERM,
    )
)


_ADVERBS = {"annual": "annually"}


def _limits(when: When) -> str:
    """From when and until when something goes on, as far as that is said."""
    if when.start and when.end:
        return f"from {say_date(when.start)} to {say_date(when.end)}"
    if when.start:
        return f"from {_say_start(when.start, when.precision)}"
    return f"until {say_date(when.end)}" if when.end else ""


def _span(start: date, end: date, precision: Precision, start_month: int) -> str:
    if precision is Precision.MONTH:
        return say_months(start, end)
    first, last = year_of(start, start_month), year_of(end, start_month)
    if precision is Precision.FINANCIAL_YEAR and first.first_day == start and last.last_day == end and first != last:
        return f"{first.label} to {last.label}"
    return f"{say_date(start)} to {say_date(end)}"


def _say_start(start: date, precision: Precision) -> str:
    """The beginning of something open: its day, unless a whole month begins with it."""
    return say_month(start) if precision is Precision.MONTH and start.day == 1 else say_date(start)


def _say_whole(start: date, end: date, precision: Precision, start_month: int) -> str:
    """A day, month, quarter, year, season or term by its name."""
    named = {
        Precision.MONTH: say_month(end),
        Precision.QUARTER: period_of(end, 4, start_month).label,
        Precision.FINANCIAL_YEAR: year_of(end, start_month).label,
        Precision.ACADEMIC_YEAR: f"academic year {year_of(end, 9).label}",
        Precision.YEAR: str(end.year),
        Precision.TERM: f"{_TERMS[end.month]} term {end.year}" if end.month in _TERMS else "",
        Precision.SEASON: f"{_SEASONS[start.month]} {start.year}" if start.month in _SEASONS else "",
    }
    return named.get(precision) or say_date(end)


_TERMS = {12: "autumn", 3: "spring", 8: "summer"}
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
