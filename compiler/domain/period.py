"""Financial years and the periods reported in them, and how dates are printed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache, total_ordering

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.regex import regex

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)  # fmt: skip
QUARTERS, MONTHLY = 4, 12
EARLIEST, LATEST = 1970, 2069
"""The years that a plan can sensibly name; two digits mean a year in this range."""

_PAIR = regex(r"(\d{4}|\d{2})\s*[-/‐-―−⁄]\s*(\d{4}|\d{2}|\d)")
_ALONE = regex(r"\d{4}")
_LAST = regex(r" (\d{4})$")
_NUMBERED = regex(r"(?:(q|qtr|quarter|m|month)\.?\s*)?0*(\d{1,2})", re.IGNORECASE)
_BRACKETED = regex(r"\s*\([^()]*\)$")


def say_date(day: date) -> str:
    """A date as it is printed: '4 June 2017'."""
    return f"{day.day} {_month(day)} {day.year}"


def say_month(day: date) -> str:
    """The month of a date as it is printed: 'June 2017'."""
    return f"{_month(day)} {day.year}"


def _month(day: date) -> str:
    return term(MONTHS[day.month - 1])


def say_months(first: date, last: date) -> str:
    """A range of months as it is printed: 'January to March 2008', 'December 2007 to February 2008'."""
    if (first.year, first.month) == (last.year, last.month):
        return say_month(first)
    begins = _month(first) if first.year == last.year else say_month(first)
    return term("{first} to {last}", first=begins, last=say_month(last))


@lru_cache(maxsize=256)
def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    first = date(year, month, 1)
    return first.replace(day=31) if month == 12 else first.replace(month=month + 1) - timedelta(days=1)


def full_year(digits: str) -> int:
    """The year that two or four digits mean: '08' is 2008, '98' is 1998, '2008' is 2008."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number <= LATEST - 2000 else 1900)


@total_ordering
@dataclass(frozen=True, slots=True)
class Year:
    """A financial year, by the calendar year in which it begins: 2008 is 2008/09, April 2008 to March 2009.

    `start_month` is the month in which the council's year begins (1 to 12); where that is January the year is
    called '2008'. Years are in order of their first days.
    """

    begins: int
    start_month: int = 4

    def __post_init__(self) -> None:
        if not 1 <= self.start_month <= 12 or not 1 <= self.begins < date.max.year:
            raise ValueError(f"not a year: {self.begins}, month {self.start_month}")

    def _called(self, mark: str) -> str:
        return str(self.begins) if self.start_month == 1 else f"{self.begins:04}{mark}{(self.begins + 1) % 100:02}"

    @property
    def name(self) -> str:
        """The year in folder names and settings: '2008-09'."""
        return self._called("-")

    @property
    def label(self) -> str:
        """The year in print: '2008/09'."""
        return self._called("/")

    @property
    def first_day(self) -> date:
        """The day on which the year begins."""
        return date(self.begins, self.start_month, 1)

    @property
    def last_day(self) -> date:
        """The day on which the year ends."""
        return date(self.begins + 1, self.start_month, 1) - timedelta(days=1)

    @property
    def next(self) -> Year:
        """The year after."""
        return Year(self.begins + 1, self.start_month)

    @property
    def previous(self) -> Year:
        """The year before."""
        return Year(self.begins - 1, self.start_month)

    def periods(self, parts: int = QUARTERS) -> tuple[Period, ...]:
        """The quarters (4 parts) or months (12 parts) of the year, in order."""
        return tuple(Period(self, number, parts) for number in range(1, parts + 1))

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __lt__(self, other: Year) -> bool:
        return (self.first_day, self.start_month) < (other.first_day, other.start_month)

    def __str__(self) -> str:
        return self.label


def _quarter(number: int) -> str:
    return term("Quarter {number}", number=number)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A part of a financial year that is reported: a quarter (`parts` is 4) or a month (12), counted from 1."""

    year: Year
    number: int
    parts: int = QUARTERS

    def __post_init__(self) -> None:
        if self.parts not in (QUARTERS, MONTHLY) or not 1 <= self.number <= self.parts:
            raise ValueError(f"not a period: {self.number} of {self.parts}")

    @property
    def name(self) -> str:
        """The period in folder names and settings: 'Q4', 'M01'."""
        return f"Q{self.number}" if self.parts == QUARTERS else f"M{self.number:02}"

    @property
    def label(self) -> str:
        """The period at its first use in print: 'Quarter 4 (January to March 2008)', 'April 2008'."""
        months = say_months(self.first_day, self.last_day)
        return f"{_quarter(self.number)} ({months})" if self.parts == QUARTERS else months

    @property
    def short(self) -> str:
        """The period in later uses in print: 'Quarter 4 2007/08', 'April 2008'."""
        return f"{_quarter(self.number)} {self.year.label}" if self.parts == QUARTERS else self.label

    def _month(self, number: int) -> tuple[int, int]:
        """Calendar year and month of the year's n-th month, counted from 0."""
        years, month = divmod(self.year.start_month - 1 + number, 12)
        return self.year.begins + years, month + 1

    @property
    def first_day(self) -> date:
        """The day on which the period begins."""
        return date(*self._month((self.number - 1) * (12 // self.parts)), 1)

    @property
    def last_day(self) -> date:
        """The day on which the period ends, as at which lateness is judged."""
        return last_of_month(*self._month(self.number * (12 // self.parts) - 1))

    def previous(self) -> Period:
        """The period before; the first one's is the last of the year before."""
        if self.number > 1:
            return Period(self.year, self.number - 1, self.parts)
        return Period(self.year.previous, self.parts, self.parts)

    def next(self) -> Period:
        """The period after; the last one's is the first of the year after."""
        if self.number < self.parts:
            return Period(self.year, self.number + 1, self.parts)
        return Period(self.year.next, 1, self.parts)

    def same_last_year(self) -> Period:
        """The same quarter or month of the year before."""
        return Period(self.year.previous, self.number, self.parts)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __lt__(self, other: Period) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[date, date, Year, int]:
        return self.first_day, self.last_day, self.year, self.number

    def __str__(self) -> str:
        return self.short


def year_of(day: date, start_month: int = 4) -> Year:
    """The financial year in which a day falls."""
    return Year(day.year if day.month >= start_month else day.year - 1, start_month)


def period_of(day: date, parts: int = QUARTERS, start_month: int = 4) -> Period:
    """The quarter (or month, with 12 parts) in which a day falls."""
    year = year_of(day, start_month)
    months = (day.month - start_month) % 12
    return Period(year, months // (12 // parts) + 1, parts)


def read_year(text: str, start_month: int = 4) -> Year | None:
    """The financial year that the words name: '2008-09', '2008/09', '2008/2009', '2007/8' or '08/09'.

    None where they name no year, or two years that do not follow each other. One year alone ('2008') is a financial
    year only where the council's year is the calendar year.
    """
    words = text.strip()
    if start_month == 1 and _ALONE.fullmatch(words):
        return Year(int(words), 1) if int(words) else None
    found = _PAIR.fullmatch(words)
    return join_years(found[1], found[2], start_month) if found else None


def join_years(first: str, second: str, start_month: int = 4) -> Year | None:
    """The financial year from the digits on both sides of its stroke; None where they are not one after the other."""
    begins = full_year(first)
    follows = (begins + 1) % 10 ** len(second) == int(second)
    uneven = len(first) == 2 and len(second) != 2
    if uneven or not follows or not 1 <= begins < date.max.year:
        return None
    return Year(begins, start_month)


def read_period(text: str, year: Year | None = None, parts: int = QUARTERS, start_month: int = 4) -> Period | None:
    """The period that the words name: 'Q4', 'Quarter 4', '4', 'M01', 'April 2008', 'Quarter 4 2007/08', 'Q4 2007-08'.

    A year among the words counts before `year`. None where the words name no period of that kind, or no year is
    known, or the months in brackets are not the period's own.
    """
    words = " ".join(text.split())
    named = year
    for found in _PAIR.finditer(words):
        named = join_years(found[1], found[2], year.start_month if year else start_month)
        words = (words[: found.start()] + words[found.end() :]).strip(" ,-/–")
        break
    starts = year.start_month if year else start_month
    if starts == 1 and parts == QUARTERS and (last := _LAST.search(words)):
        named, words = read_year(last[1], 1), words[: last.start()]
    if parts == MONTHLY and (month := _read_month(words, year, start_month)):
        return month
    bracketed = _BRACKETED.search(words)
    number = _number(_BRACKETED.sub("", words), parts)
    if number is None:
        return None
    if bracketed:
        return _confirmed(number, parts, bracketed[0], named, start_month)
    return Period(named, number, parts) if named else None


def _number(words: str, parts: int) -> int | None:
    """The number of the period; None where it is of another kind (a month among quarters) or out of range."""
    found = _NUMBERED.fullmatch(words)
    if not found:
        return None
    letter = (found[1] or "").lower()[:1]
    number = int(found[2])
    fits = letter in ("", "q" if parts == QUARTERS else "m") and 1 <= number <= parts
    return number if fits else None


def _confirmed(number: int, parts: int, bracket: str, year: Year | None, start_month: int) -> Period | None:
    """The period whose label has this bracket; the year is taken from the months in it."""
    found = re.search(r"\d{4}", bracket)
    if not found:
        return None
    begins = int(found[0])
    starts = year.start_month if year else start_month
    for candidate in (Year(begins, starts), Year(begins, starts).previous):
        period = Period(candidate, number, parts)
        if fold_spaces(period.label).endswith(fold_spaces(bracket)):
            return period
    return None


def _read_month(words: str, year: Year | None, start_month: int) -> Period | None:
    """A month by its name, with its calendar year or in the financial year given."""
    name, _, digits = words.partition(" ")
    numbers = [n for n, month in enumerate(MONTHS, 1) if name.casefold() in (month.casefold(), month[:3].casefold())]
    if not numbers:
        return None
    if digits.isascii() and digits.isdigit() and len(digits) in (2, 4) and full_year(digits) > 1:
        return period_of(date(full_year(digits), numbers[0], 1), MONTHLY, year.start_month if year else start_month)
    if digits or year is None:
        return None
    return next(period for period in year.periods(MONTHLY) if period.first_day.month == numbers[0])


def fold_spaces(words: str) -> str:
    """Words in small letters with single spaces, for comparing."""
    return " ".join(words.casefold().split())
