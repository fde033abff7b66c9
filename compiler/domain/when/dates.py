"""The calendar expressions of a due date: days, months, quarters, years, seasons and terms as they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from compiler.domain.period import (
    EARLIEST,
    LATEST,
    MONTHS,
    Period,
    Year,
    full_year,
    join_years,
    last_of_month,
    read_period,
    say_date,
)
from compiler.domain.when.model import Precision, When, WhenKind
from compiler.domain.when.tokens import MONTH_NUMBERS
from compiler.domain.when.vocabulary import LEADING, RELATIVE

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
TERMS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 8)}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1 st": 1, "2 nd": 2, "3 rd": 3, "4 th": 4}


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


Form = tuple[re.Pattern[str], Callable[[re.Match[str], Calendar], When | None]]

_NAMES = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAMES}) (?:\. )?"
_DAY = r"(?P<day>\d{1,2}) (?:(?:st|nd|rd|th) )?"
_DATED = rf"(?:(?:st|nd|rd|th) )?(?:of )?(?:{_NAMES}) |[-/.] \d"
_TAIL = rf"(?![-/] \d+ (?!{_DATED}))"
_YEAR = rf"(?:[,'] |\. (?=\d\d))*(?P<year>\d{{4}} |\d{{2}} )(?!\d+ (?!{_DATED})){_TAIL}"
_MIDNIGHT = r"(?:(?:t )?00? : 00 (?:: 00 )?(?:\. 0+ )?(?:z )?)?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(f'{name}|{name[:3]}' for name in _WEEKDAYS)}) (?:[.,] )*)?"
_PAIR = r"(?P<first>\d{5}|\d{4}|\d{2}) (?P<mark>[-/]) (?P<second>\d{4}|\d{2}|\d(?= (?![-/.] \d)))"
_SEASON = r"(?P<season>spring|summer|autumn|winter) "


def _doubtful(problem: str, suggestion: str = "") -> When:
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


def _strange_year(digits: str, say: Callable[[str], str]) -> When:
    likely = likely_year(digits)
    return impossible(f"the year {digits} cannot be right", say(likely) if likely else "")


def whole_month(year: int, month: int) -> When:
    """A month, due on its last day."""
    return When(WhenKind.MONTH, "", date(year, month, 1), last_of_month(year, month), Precision.MONTH)


def whole_year(year: Year) -> When:
    """A financial year, due on its last day."""
    return When(WhenKind.FINANCIAL_YEAR, "", year.first_day, year.last_day, Precision.FINANCIAL_YEAR)


def _day(year: int, month: int, day: int) -> When:
    named = date(year, month, day)
    return When(WhenKind.DAY, "", named, named, Precision.DAY)


def _checked_day(digits: str, month: int, day: int) -> When:
    """A day of the calendar, or what is wrong with it."""
    if not sensible_year(digits):
        return _strange_year(digits, lambda year: f"{day} {MONTHS[month - 1]} {year}")
    year = full_year(digits)
    last = last_of_month(year, month)
    if day < 1 or day > last.day:
        return impossible(f"{MONTHS[month - 1]} {year} has no day {day}", say_date(last) if day > 0 else "")
    return _day(year, month, day)


def _numeric(found: re.Match[str], calendar: Calendar) -> When | None:
    """A day in figures: 31/03/2009."""
    first, second, digits = int(found["a"]), int(found["b"]), found["year"].strip()
    day, month = (first, second) if calendar.dayfirst else (second, first)
    if month > 12 or month < 1:
        swapped = _checked_day(digits, day, month) if 1 <= day <= 12 else None
        meant = say_date(swapped.end) if swapped and swapped.end else ""
        return impossible(f"there is no month {month}", meant)
    read = _checked_day(digits, month, day)
    if read.end and day <= 12 and day != month:
        which = "day" if calendar.dayfirst else "month"
        read = replace(read, notes=(f"the {which} is read first: {say_date(read.end)}",))
    return read


def _iso(found: re.Match[str], calendar: Calendar) -> When | None:
    """A day with the year first: 2009-03-31."""
    month, day = int(found["b"]), int(found["c"])
    if not 1 <= month <= 12:
        return impossible(f"there is no month {month}")
    return _checked_day(found["year"], month, day)


def _named_day(found: re.Match[str], calendar: Calendar) -> When | None:
    """A day with its month in words: 29th March 2006."""
    month, day = MONTH_NUMBERS[found["month"]], int(found["day"])
    digits = (found.groupdict().get("year") or "").strip()
    if not digits:
        return _day_without_year(month, day, calendar)
    read = _checked_day(digits, month, day)
    weekday = found.groupdict().get("weekday")
    if read.end and weekday and not _WEEKDAYS[read.end.weekday()].startswith(weekday):
        return impossible(f"{say_date(read.end)} is a {_WEEKDAYS[read.end.weekday()].capitalize()}")
    return read


def _day_without_year(month: int, day: int, calendar: Calendar) -> When | None:
    if not 1 <= day <= 31:
        return None
    if calendar.year is None:
        if day > last_of_month(2000, month).day:
            return impossible(f"{MONTHS[month - 1]} has no day {day}")
        return When(WhenKind.DAY, "", precision=Precision.DAY, notes=("no year is given",))
    year = year_of_month(month, calendar.year)
    read = _checked_day(str(year), month, day)
    return replace(read, notes=_assumed(calendar.year)) if read.end else read


def year_of_month(month: int, year: Year) -> int:
    """The calendar year of a month within a financial year."""
    return year.begins if month >= year.start_month else year.begins + 1


def _assumed(year: Year) -> tuple[str, ...]:
    return (f"no year is given, so {year.label} is assumed",)


def _day_span(found: re.Match[str], calendar: Calendar) -> When | None:
    """Days of one month: 14 to 19 March 2009."""
    last = _named_day(found, calendar)
    if last is None or last.end is None:
        return last
    begin = int(found["begin"])
    if not 1 <= begin < last.end.day:
        return _doubtful("the first day does not come before the last")
    return When(WhenKind.SPAN, "", last.end.replace(day=begin), last.end, Precision.DAY)


def _named_month(found: re.Match[str], calendar: Calendar) -> When | None:
    """A month with its year: Sept 2008, Dec 07."""
    month, digits = MONTH_NUMBERS[found["month"]], found["year"].strip()
    if not sensible_year(digits):
        return _strange_year(digits, lambda year: f"{MONTHS[month - 1]} {year}")
    return whole_month(full_year(digits), month)


def _month_range(found: re.Match[str], calendar: Calendar) -> When | None:
    """Months that share a year: Oct-Dec 08."""
    last = _named_month(found, calendar)
    if last is None or last.end is None:
        return last
    begin = MONTH_NUMBERS[found["begin"]]
    year = last.end.year if begin <= last.end.month else last.end.year - 1
    return When(WhenKind.SPAN, "", date(year, begin, 1), last.end, Precision.MONTH)


def _numbered_month(found: re.Match[str], calendar: Calendar) -> When | None:
    """A month in figures with its year in full: 03/2009."""
    month = int(found["month"])
    if not 1 <= month <= 12:
        return impossible(f"there is no month {month}")
    if not sensible_year(found["year"]):
        return _strange_year(found["year"], lambda year: f"{MONTHS[month - 1]} {year}")
    return whole_month(int(found["year"]), month)


def _lone_month(found: re.Match[str], calendar: Calendar) -> When | None:
    """A month whose year has to be known from elsewhere."""
    month = MONTH_NUMBERS[found["month"]]
    if calendar.year is None:
        return When(WhenKind.MONTH, "", precision=Precision.MONTH, notes=("no year is given",))
    return replace(whole_month(year_of_month(month, calendar.year), month), notes=_assumed(calendar.year))


def _starts(calendar: Calendar) -> int:
    return calendar.year.start_month if calendar.year else calendar.start_month


def _pair(found: re.Match[str], calendar: Calendar) -> When | None:
    """Two years: a financial year (2008/09) or a span of years (2007 – 2010)."""
    first, second, mark = found["first"], found["second"], found["mark"]
    if len(first) == 2 and mark == "-" and (not calendar.years or _after_a_name(found)):
        return None
    if not sensible_year(first):
        return _strange_pair(first, second, mark)
    year = join_years(first, second, _starts(calendar))
    if year:
        assumed = len(first) == 2 or (mark == "-" and len(second) == 4)
        return replace(whole_year(year), notes=(f"read as the financial year {year.label}",) if assumed else ())
    return _years(first, second, mark, calendar)


def _after_a_name(found: re.Match[str]) -> bool:
    """Whether a word stands before the figures that they may belong to: 'NI 50-51'."""
    return _word_before(found) not in LEADING | {""}


def _word_before(found: re.Match[str]) -> str:
    begins = found.string.rfind(" ", 0, max(found.start() - 1, 0)) + 1
    return found.string[begins : found.start()].strip()


def _strange_pair(first: str, second: str, mark: str) -> When:
    likely = {year for n in range(len(first)) if join_years(year := first[:n] + first[n + 1 :], second)}
    likely = {year for year in likely if sensible_year(year)}
    meant = f"{likely.pop()}{mark}{second}" if len(likely) == 1 else ""
    return impossible(f"the year {first} cannot be right", meant)


def _years(first: str, second: str, mark: str, calendar: Calendar) -> When | None:
    """A span of years from the digits of the first and of the last."""
    begins = full_year(first)
    if len(first) == 4 and len(second) == 2 and mark == "-" and int(second) < begins % 100 and 1 <= int(second) <= 12:
        month = whole_month(begins, int(second))
        return replace(month, notes=(f"read as a year and a month, {MONTHS[int(second) - 1]} {begins}",))
    ends = begins - begins % 100 + int(second) if len(second) == 2 else int(second)
    if len(first) != 4 or len(second) == 1 or not begins < ends <= LATEST or ends - begins > 30:
        return _doubtful("the two numbers can be read in more than one way")
    if mark == "/":
        last = Year(ends - 1, _starts(calendar))
        note = (f"read as the financial years up to {last.label}",)
        start = Year(begins, _starts(calendar)).first_day
        return When(WhenKind.SPAN, "", start, last.last_day, Precision.FINANCIAL_YEAR, notes=note)
    notes = (f"read as the years {begins} to {ends}",) if mark == "-" and len(second) == 2 and int(second) <= 12 else ()
    return When(WhenKind.SPAN, "", date(begins, 1, 1), date(ends, 12, 31), Precision.YEAR, notes=notes)


def _spelt_years(found: re.Match[str], calendar: Calendar) -> When | None:
    """A span of years with a word between them: 2008 to 2011."""
    if not sensible_year(found["first"]):
        return _lone_year_of(found["first"])
    return _years(found["first"], found["second"], "to", calendar)


def _dashless(found: re.Match[str], calendar: Calendar) -> When | None:
    """Two years with nothing between them, as when a dash was lost."""
    first, second = found["first"], found["second"]
    if not (sensible_year(first) and sensible_year(second) and first < second):
        return None
    return _doubtful("two years stand side by side", f"{first} to {second}")


def _academic(found: re.Match[str], calendar: Calendar) -> When | None:
    """A school year: academic year 2006/07, from September to August."""
    year = join_years(found["first"], found["second"], 9)
    if year is None or not sensible_year(found["first"]):
        return _doubtful("the two years of an academic year have to follow each other")
    return academic_year(year.begins)


def academic_year(begins: int) -> When:
    """The school year that begins in September of a year."""
    year = Year(begins, 9)
    return When(WhenKind.ACADEMIC_YEAR, "", year.first_day, year.last_day, Precision.ACADEMIC_YEAR)


def _lone_year(found: re.Match[str], calendar: Calendar) -> When | None:
    """A calendar year by itself: 2010."""
    return _lone_year_of(found["year"]) if calendar.years else None


def _lone_year_of(digits: str) -> When | None:
    if not sensible_year(digits):
        return _strange_year(digits, str) if 1900 <= int(digits) <= 2999 else None
    year = int(digits)
    return When(WhenKind.YEAR, "", date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _months(kind: WhenKind, precision: Precision, year: int, first: int, last: int) -> When:
    ends = last_of_month(year if last >= first else year + 1, last)
    return When(kind, "", date(year, first, 1), ends, precision)


def _season(found: re.Match[str], calendar: Calendar) -> When | None:
    """A season or a school term, with its year."""
    name, term = found["season"], found.groupdict().get("term")
    first, last = (TERMS if term else SEASONS).get(name, (0, 0))
    if not first:
        return _doubtful(f"there is no {name} term")
    digits, second = found["year"].strip(), found.groupdict().get("second")
    if not sensible_year(digits):
        return _strange_year(digits, lambda year: f"{name} {year}")
    year = full_year(digits)
    if second:
        pair = join_years(digits, second, 9)
        if pair is None or (not term and name != "winter"):
            return _doubtful(f"it is not clear which year’s {name} is meant")
        year = pair.begins + (1 if term and name != "autumn" else 0)
    if term:
        return _months(WhenKind.TERM, Precision.TERM, year, first, last)
    return _months(WhenKind.SEASON, Precision.SEASON, year, first, last)


def _lone_season(found: re.Match[str], calendar: Calendar) -> When | None:
    """A season or term whose year is not given."""
    kind, precision = (
        (WhenKind.TERM, Precision.TERM) if found.groupdict().get("term") else (WhenKind.SEASON, Precision.SEASON)
    )
    return When(kind, "", precision=precision, notes=("no year is given",))


def _quarter(found: re.Match[str], calendar: Calendar) -> When | None:
    """A quarter of the financial year, with the year where it is given: Q3 2008/09."""
    groups = found.groupdict()
    number = ORDINALS.get(groups.get("ordinal") or "") or int(groups.get("number") or 0)
    if _word_before(found) in RELATIVE:
        return None
    if not 1 <= number <= 4:
        return impossible(f"there is no quarter {number}")
    year, notes = calendar.year, (_assumed(calendar.year) if calendar.year else ())
    if groups.get("first"):
        year, notes = join_years(groups["first"], groups["second"], _starts(calendar)), ()
        if year is None or not sensible_year(groups["first"]):
            return _doubtful("the two years of a financial year have to follow each other")
    if year is None:
        return When(WhenKind.QUARTER, "", precision=Precision.QUARTER, notes=("no year is given",))
    return replace(_whole_quarter(Period(year, number)), notes=notes)


def _whole_quarter(period: Period) -> When:
    return When(WhenKind.QUARTER, "", period.first_day, period.last_day, Precision.QUARTER)


def _labelled_quarter(found: re.Match[str], calendar: Calendar) -> When | None:
    """A quarter with its months in brackets, as reports print it."""
    words = re.sub(r" (?=\))|(?<=\() ", "", found[0].strip())
    period = read_period(words, start_month=_starts(calendar))
    return _whole_quarter(period) if period else impossible("those are not the months of that quarter")


def _half_said(found: re.Match[str], calendar: Calendar) -> When | None:
    return _doubtful("the figures can be read in more than one way")


def _ordinal_day(found: re.Match[str], calendar: Calendar) -> When | None:
    """A day written after its month, without a year: May 20th."""
    numbers = re.findall(r"\d+", found[0])
    if len(numbers) != 1:
        return _half_said(found, calendar)
    return _day_without_year(MONTH_NUMBERS[found["month"]], int(numbers[0]), calendar)


def _form(pattern: str, build: Callable[[re.Match[str], Calendar], When | None]) -> Form:
    return re.compile(pattern), build


_OF = r"(?:of )?(?:the )?"
_NTH = "|".join(ORDINALS)
_QUARTER = rf"(?:(?:quarter|qtr|q) (?:\. )?(?P<number>\d) |(?P<ordinal>{_NTH}) (?:quarter|qtr) )"
_SCHOOL = r"(?:academic|school) year "
_FINANCIAL = r"(?:(?:financial|fiscal) year|fy|year) "
_TERM = r"(?P<term>term )"
_SECOND = r"(?:[-/] (?P<second>\d{4}|\d{2}) )?"

FORMS: tuple[Form, ...] = (
    _form(rf"(?P<year>\d{{4}}) (?P<m>[-/.]) (?P<b>\d{{1,2}}) (?P=m) (?P<c>\d{{1,2}}) {_MIDNIGHT}", _iso),
    _form(rf"(?P<a>\d\d?) (?P<m>[-/.]) (?P<b>\d\d?) (?P=m) (?P<year>\d{{4}}|\d{{2}}) {_MIDNIGHT}{_TAIL}", _numeric),
    _form(rf"(?P<begin>\d{{1,2}}) (?:(?:st|nd|rd|th) )?(?:-|to) {_DAY}{_OF}{_MONTH}{_YEAR}", _day_span),
    _form(rf"{_WEEKDAY}(?:the )?{_DAY}(?:[-/] )?{_OF}{_MONTH}(?:[-/] )?{_YEAR}", _named_day),
    _form(rf"{_MONTH}{_DAY}(?:, )?(?P<year>\d{{4}} ){_TAIL}", _named_day),
    _form(rf"(?P<begin>{_NAMES}) (?:\. )?(?:-|to|/|until) {_MONTH}(?:[-/] )?{_YEAR}", _month_range),
    _form(rf"between (?P<begin>{_NAMES}) (?:\. )?and {_MONTH}{_YEAR}", _month_range),
    _form(rf"{_MONTH}{_OF}(?:[-/] )?{_YEAR}", _named_month),
    _form(rf"(?P<year>\d{{4}}) {_MONTH}(?!(?:[-/.,'] )*\d)", _named_month),
    _form(rf"{_MONTH}(?:[-/.,'] )*\d+ (?:st|nd|rd|th) (?!\d)", _ordinal_day),
    _form(rf"{_MONTH}(?:(?:[-/.,'] )*\d+ )+", _half_said),
    _form(rf"(?:the )?{_DAY}{_OF}{_MONTH}(?!(?:[-/.,'] )*\d)", _named_day),
    _form(r"(?P<month>\d{1,2}) / (?P<year>\d{4}) (?![-/] \d)", _numbered_month),
    _form(r"(?:quarter|q) (?P<number>\d) \( [a-z]+ (?:\d{4} )?to [a-z]+ \d{4} \) ", _labelled_quarter),
    _form(rf"{_QUARTER}(?:[,-] )?{_OF}(?:{_FINANCIAL})?{_PAIR} ", _quarter),
    _form(rf"{_PAIR} {_QUARTER}", _quarter),
    _form(rf"{_QUARTER}(?:of )?(?:19|20)\d\d (?![-/] \d)", _half_said),
    _form(rf"{_QUARTER}(?!\d)", _quarter),
    _form(r"(?:the )?year (?:- )?end (?:of )?\d{4} (?![-/] \d)", _half_said),
    _form(rf"{_SCHOOL}{_PAIR} ", _academic),
    _form(rf"{_PAIR} {_SCHOOL}", _academic),
    _form(rf"(?:{_FINANCIAL})?{_PAIR} (?!(?:st|nd|rd|th) )(?![/.] \d)(?:(?:financial|fiscal) year )?", _pair),
    _form(rf"{_SEASON}(?:{_TERM})?{_OF}(?:[-,'] )*(?P<year>\d{{4}} |\d{{2}} ){_SECOND}", _season),
    _form(rf"(?P<year>\d{{4}}) {_SEASON}(?:{_TERM})?", _season),
    _form(rf"{_SEASON}(?:{_TERM})?(?!\d)", _lone_season),
    _form(r"(?P<first>\d{4}) (?P<second>\d{4}) (?![-/] \d)", _dashless),
    _form(r"between (?P<first>\d{4}) and (?P<second>\d{4}) ", _spelt_years),
    _form(r"(?P<first>\d{4}) (?:to|until) (?P<second>\d{4}|\d{2}) (?![-/] \d)", _spelt_years),
    _form(r"(?P<year>\d{4}) (?![-/] \d)", _lone_year),
    _form(_MONTH, _lone_month),
)  # fmt: skip


def read_form(text: str, at: int, calendar: Calendar) -> tuple[When, int] | None:
    """The calendar expression that begins at a place in folded words, and where it ends; None if none does."""
    for pattern, build in FORMS:
        found = pattern.match(text, at)
        if found and found.end() > at and (read := build(found, calendar)):
            return read, found.end()
    return None


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
