"""Years, spans of years, quarters, seasons and terms as they are written."""

from __future__ import annotations

import re
from datetime import date

from compiler.domain.frozen import replace
from compiler.domain.period import (
    LATEST,
    MONTHS,
    Period,
    Year,
    full_year,
    join_years,
    last_of_month,
    read_period,
)
from compiler.domain.when.known import (
    Calendar,
    doubtful,
    impossible,
    sensible_year,
    start_of_year,
    strange_year,
    whole_month,
    word_before,
    year_assumed,
)
from compiler.domain.when.model import Precision, When, WhenKind
from compiler.domain.when.vocabulary import LEADING, RELATIVE

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


TERMS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 8)}


ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1 st": 1, "2 nd": 2, "3 rd": 3, "4 th": 4}


def whole_year(year: Year) -> When:
    """A financial year, due on its last day."""
    return When(WhenKind.FINANCIAL_YEAR, "", year.first_day, year.last_day, Precision.FINANCIAL_YEAR)


def two_years(found: re.Match[str], calendar: Calendar) -> When | None:
    """Two years: a financial year (2008/09) or a span of years (2007 – 2010)."""
    first, second, mark = found["first"], found["second"], found["mark"]
    if len(first) == 2 and mark == "-" and (not calendar.years or _after_a_name(found)):
        return None
    if not sensible_year(first):
        return _strange_pair(first, second, mark)
    year = join_years(first, second, start_of_year(calendar))
    if year:
        assumed = len(first) == 2 or (mark == "-" and len(second) == 4)
        return replace(whole_year(year), notes=(f"read as the financial year {year.label}",) if assumed else ())
    return _years_between(first, second, mark, calendar)


def _after_a_name(found: re.Match[str]) -> bool:
    """Whether a word stands before the figures that they may belong to: 'NI 50-51'."""
    return word_before(found) not in LEADING | {""}


def _strange_pair(first: str, second: str, mark: str) -> When:
    likely = {year for n in range(len(first)) if join_years(year := first[:n] + first[n + 1 :], second)}
    likely = {year for year in likely if sensible_year(year)}
    meant = f"{likely.pop()}{mark}{second}" if len(likely) == 1 else ""
    return impossible(f"the year {first} cannot be right", meant)


def _years_between(first: str, second: str, mark: str, calendar: Calendar) -> When | None:
    """A span of years from the digits of the first and of the last."""
    begins = full_year(first)
    if len(first) == 4 and len(second) == 2 and mark == "-" and int(second) < begins % 100 and 1 <= int(second) <= 12:
        month = whole_month(begins, int(second))
        return replace(month, notes=(f"read as a year and a month, {MONTHS[int(second) - 1]} {begins}",))
    ends = begins - begins % 100 + int(second) if len(second) == 2 else int(second)
    if len(first) == len(second) == 4 and ends < begins:
        return impossible("the span ends before it begins")
    if len(first) != 4 or len(second) == 1 or not begins < ends <= LATEST or ends - begins > 30:
        return doubtful("the two numbers can be read in more than one way")
    if mark == "/":
        last = Year(ends - 1, start_of_year(calendar))
        note = (f"read as the financial years up to {last.label}",)
        start = Year(begins, start_of_year(calendar)).first_day
        return When(WhenKind.SPAN, "", start, last.last_day, Precision.FINANCIAL_YEAR, notes=note)
    notes = (f"read as the years {begins} to {ends}",) if mark == "-" and len(second) == 2 and int(second) <= 12 else ()
    return When(WhenKind.SPAN, "", date(begins, 1, 1), date(ends, 12, 31), Precision.YEAR, notes=notes)


def spelt_years(found: re.Match[str], calendar: Calendar) -> When | None:
    """A span of years with a word between them: 2008 to 2011."""
    if not sensible_year(found["first"]):
        return _lone_year_of(found["first"])
    return _years_between(found["first"], found["second"], "to", calendar)


def dashless(found: re.Match[str], calendar: Calendar) -> When | None:
    """Two years with nothing between them, as when a dash was lost."""
    first, second = found["first"], found["second"]
    if not (sensible_year(first) and sensible_year(second) and first < second):
        return None
    return doubtful("two years stand side by side", f"{first} to {second}")


def named_academic_year(found: re.Match[str], calendar: Calendar) -> When | None:
    """A school year: academic year 2006/07, from September to August."""
    year = join_years(found["first"], found["second"], 9)
    if year is None or not sensible_year(found["first"]):
        return doubtful("the two years of an academic year have to follow each other")
    return academic_year(year.begins)


def academic_year(begins: int) -> When:
    """The school year that begins in September of a year."""
    year = Year(begins, 9)
    return When(WhenKind.ACADEMIC_YEAR, "", year.first_day, year.last_day, Precision.ACADEMIC_YEAR)


def lone_year(found: re.Match[str], calendar: Calendar) -> When | None:
    """A calendar year by itself: 2010."""
    return _lone_year_of(found["year"]) if calendar.years else None


def _lone_year_of(digits: str) -> When | None:
    if not sensible_year(digits):
        return strange_year(digits, str) if 1900 <= int(digits) <= 2999 else None
    year = int(digits)
    return When(WhenKind.YEAR, "", date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _some_months(kind: WhenKind, precision: Precision, year: int, first: int, last: int) -> When:
    ends = last_of_month(year if last >= first else year + 1, last)
    return When(kind, "", date(year, first, 1), ends, precision)


def named_season(found: re.Match[str], calendar: Calendar) -> When | None:
    """A season or a school term, with its year."""
    name, term = found["season"], found.groupdict().get("term")
    first, last = (TERMS if term else SEASONS).get(name, (0, 0))
    if not first:
        return doubtful(f"there is no {name} term")
    digits, second = found["year"].strip(), found.groupdict().get("second")
    if not sensible_year(digits):
        return strange_year(digits, lambda year: f"{name} {year}")
    year = full_year(digits)
    if second:
        pair = join_years(digits, second, 9)
        if pair is None or (not term and name != "winter"):
            return doubtful(f"it is not clear which year’s {name} is meant")
        year = pair.begins + (1 if term and name != "autumn" else 0)
    if term:
        return _some_months(WhenKind.TERM, Precision.TERM, year, first, last)
    return _some_months(WhenKind.SEASON, Precision.SEASON, year, first, last)


def lone_season(found: re.Match[str], calendar: Calendar) -> When | None:
    """A season or term whose year is not given."""
    kind, precision = (
        (WhenKind.TERM, Precision.TERM) if found.groupdict().get("term") else (WhenKind.SEASON, Precision.SEASON)
    )
    return When(kind, "", precision=precision, notes=("no year is given",))


def named_quarter(found: re.Match[str], calendar: Calendar) -> When | None:
    """A quarter of the financial year, with the year where it is given: Q3 2008/09."""
    groups = found.groupdict()
    number = ORDINALS.get(groups.get("ordinal") or "") or int(groups.get("number") or 0)
    if word_before(found) in RELATIVE:
        return None
    if not 1 <= number <= 4:
        return impossible(f"there is no quarter {number}")
    year, notes = calendar.year, (year_assumed(calendar.year) if calendar.year else ())
    if groups.get("first"):
        year, notes = join_years(groups["first"], groups["second"], start_of_year(calendar)), ()
        if year is None or not sensible_year(groups["first"]):
            return doubtful("the two years of a financial year have to follow each other")
    if year is None:
        return When(WhenKind.QUARTER, "", precision=Precision.QUARTER, notes=("no year is given",))
    return replace(_whole_quarter(Period(year, number)), notes=notes)


def _whole_quarter(period: Period) -> When:
    return When(WhenKind.QUARTER, "", period.first_day, period.last_day, Precision.QUARTER)


def labelled_quarter(found: re.Match[str], calendar: Calendar) -> When | None:
    """A quarter with its months in brackets, as reports print it."""
    words = re.sub(r" (?=\))|(?<=\() ", "", found[0].strip())
    period = read_period(words, start_month=start_of_year(calendar))
    return _whole_quarter(period) if period else impossible("those are not the months of that quarter")
