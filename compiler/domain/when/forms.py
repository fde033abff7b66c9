"""The forms in which dates are written, each with what reads it; the first that fits is taken."""

from __future__ import annotations

import re
from collections.abc import Callable

from compiler.domain.regex import regex
from compiler.domain.when.days import (
    WEEKDAYS,
    day_span,
    iso_day,
    lone_month,
    month_range,
    named_day,
    named_month,
    numbered_month,
    numeric_day,
    ordinal_day,
)
from compiler.domain.when.known import Calendar, half_said
from compiler.domain.when.model import When
from compiler.domain.when.tokens import MONTH_NUMBERS
from compiler.domain.when.years import (
    ORDINALS,
    dashless,
    labelled_quarter,
    lone_season,
    lone_year,
    named_academic_year,
    named_quarter,
    named_season,
    spelt_years,
    two_years,
)

Build = Callable[[re.Match[str], Calendar], When | None]
Form = tuple[frozenset[str], re.Pattern[str], Build]
"""The words that it may begin with, its pattern, and what reads what the pattern finds."""


_NAMES = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))


_MONTH = rf"(?P<month>{_NAMES}) (?:\. )?"


_DAY = r"(?P<day>\d{1,2}) (?:(?:st|nd|rd|th) )?"


_DATED = rf"(?:(?:st|nd|rd|th) )?(?:of )?(?:{_NAMES}) |[-/.] \d"


_TAIL = rf"(?![-/] \d+ (?!{_DATED}))"


_YEAR = rf"(?:[,'] |\. (?=\d\d))*(?P<year>\d{{4}} |\d{{2}} )(?!\d+ (?!{_DATED})){_TAIL}"


_MIDNIGHT = r"(?:(?:t )?00? : 00 (?:: 00 )?(?:\. 0+ )?(?:z )?)?"


_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(f'{name}|{name[:3]}' for name in WEEKDAYS)}) (?:[.,] )*)?"


_A_AND_B = r"(?P<a>\d\d?) (?P<m>[-/.]) (?P<b>\d\d?)"


_PAIR = r"(?P<first>\d{5}|\d{4}|\d{2}) (?P<mark>[-/]) (?P<second>\d{4}|\d{2}|\d(?= (?![-/.] \d)))"


_SEASON = r"(?P<season>spring|summer|autumn|winter) "


_FIGURE, _NAME = "0", "month"


def _form(begins: str, pattern: str, build: Build) -> Form:
    return frozenset(begins.split()), regex(pattern), build


_OF = r"(?:of )?(?:the )?"


_NTH = "|".join(ORDINALS)


_QUARTER = rf"(?:(?:quarter|qtr|q) (?:\. )?(?P<number>\d) |(?P<ordinal>{_NTH}) (?:quarter|qtr) )"


_SCHOOL = r"(?:academic|school) year "


_FINANCIAL = r"(?:(?:financial|fiscal) year|fy|year) "


_AFTER = r"(?:(?:financial|fiscal) year )?"


_TERM = r"(?P<term>term )"


_SECOND = r"(?:[-/] (?P<second>\d{4}|\d{2}) )?"


_DAYS = " ".join((*WEEKDAYS, *(name[:3] for name in WEEKDAYS), "the", _FIGURE))


_QUARTERS = " ".join(("quarter", "qtr", "q", *(name for name in ORDINALS if name.isalpha()), _FIGURE))


_YEARS = f"financial fiscal fy year {_FIGURE}"


_SEASONS = "spring summer autumn winter"


FORMS: tuple[Form, ...] = (
    _form(_FIGURE, rf"(?P<year>\d{{4}}) (?P<m>[-/.]) (?P<b>\d{{1,2}}) (?P=m) (?P<c>\d{{1,2}}) {_MIDNIGHT}", iso_day),
    _form(_FIGURE, rf"{_A_AND_B} (?P=m) (?P<year>\d{{4}}|\d{{2}}) {_MIDNIGHT}{_TAIL}", numeric_day),
    _form(_FIGURE, rf"(?P<begin>\d{{1,2}}) (?:(?:st|nd|rd|th) )?(?:-|to) {_DAY}{_OF}{_MONTH}{_YEAR}", day_span),
    _form(_DAYS, rf"{_WEEKDAY}(?:the )?{_DAY}(?:[-/] )?{_OF}{_MONTH}(?:[-/] )?{_YEAR}", named_day),
    _form(_NAME, rf"{_MONTH}{_DAY}(?:, )?(?P<year>\d{{4}} ){_TAIL}", named_day),
    _form(_NAME, rf"(?P<begin>{_NAMES}) (?:\. )?(?:-|to|/|until) {_MONTH}(?:[-/] )?{_YEAR}", month_range),
    _form("between", rf"between (?P<begin>{_NAMES}) (?:\. )?and {_MONTH}{_YEAR}", month_range),
    _form(_NAME, rf"{_MONTH}{_OF}(?:[-/] )?{_YEAR}", named_month),
    _form(_FIGURE, rf"(?P<year>\d{{4}}) {_MONTH}(?!(?:[-/.,'] )*\d)", named_month),
    _form(_NAME, rf"{_MONTH}(?:[-/.,'] )*\d+ (?:st|nd|rd|th) (?!\d)", ordinal_day),
    _form(_NAME, rf"{_MONTH}(?:(?:[-/.,'] )*\d+ )+", half_said),
    _form(f"the {_FIGURE}", rf"(?:the )?{_DAY}{_OF}{_MONTH}(?!(?:[-/.,'] )*\d)", named_day),
    _form(_FIGURE, r"(?P<month>\d{1,2}) / (?P<year>\d{4}) (?![-/] \d)", numbered_month),
    _form("quarter q", r"(?:quarter|q) (?P<number>\d) \( [a-z]+ (?:\d{4} )?to [a-z]+ \d{4} \) ", labelled_quarter),
    _form(_QUARTERS, rf"{_QUARTER}(?:[,-] )?{_OF}(?:{_FINANCIAL})?{_PAIR} ", named_quarter),
    _form(_FIGURE, rf"{_PAIR} {_QUARTER}", named_quarter),
    _form(_QUARTERS, rf"{_QUARTER}(?:of )?(?:19|20)\d\d (?![-/] \d)", half_said),
    _form(_QUARTERS, rf"{_QUARTER}(?!\d)", named_quarter),
    _form("the year", r"(?:the )?year (?:- )?end (?:of )?\d{4} (?![-/] \d)", half_said),
    _form("academic school", rf"{_SCHOOL}{_PAIR} ", named_academic_year),
    _form(_FIGURE, rf"{_PAIR} {_SCHOOL}", named_academic_year),
    _form(_YEARS, rf"(?:{_FINANCIAL})?{_PAIR} (?!(?:st|nd|rd|th) )(?![/.] \d){_AFTER}", two_years),
    _form(_SEASONS, rf"{_SEASON}(?:{_TERM})?{_OF}(?:[-,'] )*(?P<year>\d{{4}} |\d{{2}} ){_SECOND}", named_season),
    _form(_FIGURE, rf"(?P<year>\d{{4}}) {_SEASON}(?:{_TERM})?", named_season),
    _form(_SEASONS, rf"{_SEASON}(?:{_TERM})?(?!\d)", lone_season),
    _form(_FIGURE, r"(?P<first>\d{4}) (?P<second>\d{4}) (?![-/] \d)", dashless),
    _form("between", r"between (?P<first>\d{4}) and (?P<second>\d{4}) ", spelt_years),
    _form(_FIGURE, r"(?P<first>\d{4}) (?:to|until) (?P<second>\d{4}|\d{2}) (?![-/] \d)", spelt_years),
    _form(_FIGURE, r"(?P<year>\d{4}) (?![-/] \d)", lone_year),
    _form(_NAME, _MONTH, lone_month),
)  # fmt: skip


def read_form(text: str, at: int, calendar: Calendar) -> tuple[When, int] | None:
    """The calendar expression that begins at a place in folded words, and where it ends; None if none does."""
    first = _beginning(text[at : text.find(" ", at)])
    for begins, pattern, build in FORMS:
        found = pattern.match(text, at) if first in begins else None
        if found and found.end() > at and (read := build(found, calendar)):
            return read, found.end()
    return None


def _beginning(word: str) -> str:
    """What a form can begin with: a figure, the name of a month, or else a word of its own.

    Of thirty patterns most are never tried, and so never compiled.
    """
    return _FIGURE if word.isdecimal() else _NAME if word in MONTH_NUMBERS else word
