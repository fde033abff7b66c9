"""Days and months as they are written."""

from __future__ import annotations

import re
from datetime import date

from compiler.domain.frozen import replace
from compiler.domain.period import (
    MONTHS,
    full_year,
    last_of_month,
    say_date,
)
from compiler.domain.when.known import (
    Calendar,
    doubtful,
    half_said,
    impossible,
    sensible_year,
    strange_year,
    whole_month,
    year_assumed,
    year_of_month,
)
from compiler.domain.when.model import Precision, When, WhenKind
from compiler.domain.when.tokens import MONTH_NUMBERS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _one_day(year: int, month: int, day: int) -> When:
    named = date(year, month, day)
    return When(WhenKind.DAY, "", named, named, Precision.DAY)


def checked_day(digits: str, month: int, day: int) -> When:
    """A day of the calendar, or what is wrong with it."""
    if not sensible_year(digits):
        return strange_year(digits, lambda year: f"{day} {MONTHS[month - 1]} {year}")
    year = full_year(digits)
    last = last_of_month(year, month)
    if day < 1 or day > last.day:
        return impossible(f"{MONTHS[month - 1]} {year} has no day {day}", say_date(last) if day > 0 else "")
    return _one_day(year, month, day)


def numeric_day(found: re.Match[str], calendar: Calendar) -> When | None:
    """A day in figures: 31/03/2009."""
    first, second, digits = int(found["a"]), int(found["b"]), found["year"].strip()
    day, month = (first, second) if calendar.dayfirst else (second, first)
    if month > 12 or month < 1:
        swapped = checked_day(digits, day, month) if 1 <= day <= 12 else None
        meant = say_date(swapped.end) if swapped and swapped.end else ""
        return impossible(f"there is no month {month}", meant)
    read = checked_day(digits, month, day)
    if read.end and day <= 12 and day != month:
        which = "day" if calendar.dayfirst else "month"
        read = replace(read, notes=(f"the {which} is read first: {say_date(read.end)}",))
    return read


def iso_day(found: re.Match[str], calendar: Calendar) -> When | None:
    """A day with the year first: 2009-03-31."""
    month, day = int(found["b"]), int(found["c"])
    if not 1 <= month <= 12:
        return impossible(f"there is no month {month}")
    return checked_day(found["year"], month, day)


def named_day(found: re.Match[str], calendar: Calendar) -> When | None:
    """A day with its month in words: 29th March 2006."""
    month, day = MONTH_NUMBERS[found["month"]], int(found["day"])
    digits = (found.groupdict().get("year") or "").strip()
    if not digits:
        return _day_without_year(month, day, calendar)
    read = checked_day(digits, month, day)
    weekday = found.groupdict().get("weekday")
    if read.end and weekday and not WEEKDAYS[read.end.weekday()].startswith(weekday):
        return impossible(f"{say_date(read.end)} is a {WEEKDAYS[read.end.weekday()].capitalize()}")
    return read


def _day_without_year(month: int, day: int, calendar: Calendar) -> When | None:
    if not 1 <= day <= 31:
        return None
    if calendar.year is None:
        if day > last_of_month(2000, month).day:
            return impossible(f"{MONTHS[month - 1]} has no day {day}")
        return When(WhenKind.DAY, "", precision=Precision.DAY, notes=("no year is given",))
    year = year_of_month(month, calendar.year)
    read = checked_day(str(year), month, day)
    return replace(read, notes=year_assumed(calendar.year)) if read.end else read


def day_span(found: re.Match[str], calendar: Calendar) -> When | None:
    """Days of one month: 14 to 19 March 2009."""
    last = named_day(found, calendar)
    if last is None or last.end is None:
        return last
    begin = int(found["begin"])
    if not 1 <= begin < last.end.day:
        return doubtful("the first day does not come before the last")
    return When(WhenKind.SPAN, "", last.end.replace(day=begin), last.end, Precision.DAY)


def ordinal_day(found: re.Match[str], calendar: Calendar) -> When | None:
    """A day written after its month, without a year: May 20th."""
    numbers = re.findall(r"\d+", found[0])
    if len(numbers) != 1:
        return half_said(found, calendar)
    return _day_without_year(MONTH_NUMBERS[found["month"]], int(numbers[0]), calendar)


def named_month(found: re.Match[str], calendar: Calendar) -> When | None:
    """A month with its year: Sept 2008, Dec 07."""
    month, digits = MONTH_NUMBERS[found["month"]], found["year"].strip()
    if not sensible_year(digits):
        return strange_year(digits, lambda year: f"{MONTHS[month - 1]} {year}")
    return whole_month(full_year(digits), month)


def month_range(found: re.Match[str], calendar: Calendar) -> When | None:
    """Months that share a year: Oct-Dec 08."""
    last = named_month(found, calendar)
    if last is None or last.end is None:
        return last
    begin = MONTH_NUMBERS[found["begin"]]
    year = last.end.year if begin <= last.end.month else last.end.year - 1
    return When(WhenKind.SPAN, "", date(year, begin, 1), last.end, Precision.MONTH)


def numbered_month(found: re.Match[str], calendar: Calendar) -> When | None:
    """A month in figures with its year in full: 03/2009."""
    month = int(found["month"])
    if not 1 <= month <= 12:
        return impossible(f"there is no month {month}")
    if not sensible_year(found["year"]):
        return strange_year(found["year"], lambda year: f"{MONTHS[month - 1]} {year}")
    return whole_month(int(found["year"]), month)


def lone_month(found: re.Match[str], calendar: Calendar) -> When | None:
    """A month whose year has to be known from elsewhere."""
    month = MONTH_NUMBERS[found["month"]]
    if calendar.year is None:
        return When(WhenKind.MONTH, "", precision=Precision.MONTH, notes=("no year is given",))
    return replace(whole_month(year_of_month(month, calendar.year), month), notes=year_assumed(calendar.year))
