"""Elements that belong together: spans from one date to another, months that share a year, ongoing with its limits."""

from __future__ import annotations

from datetime import date

from compiler.domain.frozen import replace
from compiler.domain.period import Year
from compiler.domain.when.known import Calendar, impossible, whole_month
from compiler.domain.when.model import Precision, When, WhenKind
from compiler.domain.when.phrases import Element, Role, Turn
from compiler.domain.when.say import say_when
from compiler.domain.when.tokens import MONTH_NUMBERS, Words
from compiler.domain.when.years import academic_year

_LIST_MARKS = {",", "and", "&", "/"}


def join(words: Words, elements: list[Element], calendar: Calendar) -> list[Element]:
    """The elements with those put together that say one thing."""
    shared = _share_years(words, elements)
    joined: list[Element] = []
    for element in shared:
        pair = _pair(words, joined[-1], element) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(element)
    return _measured(joined, calendar)


def _between(words: Words, first: Element, second: Element) -> list[str]:
    return [token.text for token in words.tokens[first.after : second.first]]


def _share_years(words: Words, elements: list[Element]) -> list[Element]:
    """Give the months of a list the year that stands at its end: 'July, September and December 2008'."""
    shared = list(elements)
    for n in range(len(shared) - 2, -1, -1):
        one, other = shared[n], shared[n + 1]
        marks = _between(words, one, other)
        lone = one.dateless and one.base.kind is WhenKind.MONTH and not one.turns
        if not (
            lone and other.base.kind is WhenKind.MONTH and other.base.start and marks and set(marks) <= _LIST_MARKS
        ):
            continue
        month = MONTH_NUMBERS[words.tokens[one.first].text]
        if month < other.base.start.month:
            base = whole_month(other.base.start.year, month)
            shared[n] = replace(one, base=base, when=base)
    return shared


def _pair(words: Words, one: Element, other: Element) -> Element | None:
    """Two neighbours as one, where they say one thing."""
    between = _between(words, one, other)
    if one.role is Role.DATE and other.role is Role.DATE:
        return _span(one, other, between, words)
    if one.role is Role.ONGOING and other.role is Role.DATE and between in ([], [","], ["("]) and other.turns:
        return _ongoing(one, other)
    if other.role is Role.ONGOING and one.role is Role.DATE and Turn.FROM in one.turns and between in ([], [","]):
        return _ongoing(one, other, dated=one)
    if one.role is Role.RECURRING and other.role is Role.DATE and not between:
        return _limited(one, other)
    return None


def _span(one: Element, other: Element, between: list[str], words: Words) -> Element | None:
    to = not between and other.turns == (Turn.UNTIL,)
    dash = between == ["-"] and not other.turns
    both = between == ["and"] and one.first > 0 and words.tokens[one.first - 1].text == "between"
    if not (to or dash or both) or not set(one.turns) <= {Turn.FROM, Turn.BY, Turn.IN} or not one.base.readable:
        return None
    if both:
        one = replace(one, first=one.first - 1)
    if not other.base.readable:
        return _merged(one, other, _wrong_end(one, other))
    if one.base.start is None or other.base.end is None or one.base.end is None:
        problem = "one end of the span has no year"
        return _merged(one, other, When(WhenKind.UNREADABLE, "", problem=problem))
    if other.base.end < one.base.end:
        return _merged(one, other, impossible("the span ends before it begins"))
    notes = one.base.notes + other.base.notes
    span = When(WhenKind.SPAN, "", one.base.start, other.base.end, other.base.precision, notes=notes)
    return _merged(one, other, span)


def _wrong_end(one: Element, other: Element) -> When:
    """A span whose end cannot be: what may have been meant is the whole span."""
    meant = other.base.suggestion
    return replace(other.base, suggestion=f"{say_when(one.base)} to {meant}" if meant else "")


def _merged(one: Element, other: Element, when: When, role: Role = Role.DATE) -> Element:
    if when.start and when.end and when.end < when.start:
        when, role = impossible("it ends before it begins"), Role.DATE
    return Element(role, when, one.first, other.after, when)


def _ongoing(one: Element, other: Element, dated: Element | None = None) -> Element | None:
    """Ongoing from, until or within a date."""
    date_of = dated or other
    base, turned = date_of.base, date_of.when
    if not base.readable or base.start is None:
        return None
    within = not {Turn.FROM, Turn.AFTER, Turn.UNTIL, Turn.BEFORE, Turn.START_BY} & set(date_of.turns)
    if base.kind is WhenKind.SPAN:
        within = True
    start, end = (base.start, base.end) if within else (turned.start or one.when.start, turned.end)
    when = When(WhenKind.ONGOING, "", start, end, base.precision, notes=one.when.notes + other.when.notes)
    return _merged(one, other, when, Role.ONGOING)


def _limited(one: Element, other: Element) -> Element | None:
    """A cycle from, until or within a date: 'Quarterly from April 2009', 'Termly 08/09'."""
    base, turned = other.base, other.when
    whole = base.precision in (Precision.FINANCIAL_YEAR, Precision.ACADEMIC_YEAR, Precision.YEAR)
    if not base.readable or base.start is None or not (other.turns or whole):
        return None
    notes = one.when.notes + base.notes
    start, end, precision = turned.start or one.when.start, turned.end, base.precision
    if one.when.cycle == "termly" and base.kind is WhenKind.FINANCIAL_YEAR and not other.turns:
        year = academic_year(base.start.year)
        start, end, precision = year.start, year.end, year.precision
        notes = (*one.when.notes, "terms are counted in the school year, September to August")
    when = replace(one.when, start=start, end=end, precision=precision, notes=notes)
    return _merged(one, other, when, Role.RECURRING)


def _measured(elements: list[Element], calendar: Calendar) -> list[Element]:
    """Use 'three year' beside a span of years to tell whether financial or calendar years are meant."""
    lengths = [element.years for element in elements if element.role is Role.DURATION]
    spans = [n for n, element in enumerate(elements) if _of_years(element.when)]
    if len(lengths) != 1 or len(spans) != 1:
        return elements
    span = elements[spans[0]]
    when = _of_length(span.when, lengths[0], calendar.year.start_month if calendar.year else calendar.start_month)
    measured = [element for element in elements if element.role is not Role.DURATION]
    measured[measured.index(span)] = replace(span, when=when, base=when)
    return measured


def _of_years(when: When) -> bool:
    return when.kind is WhenKind.SPAN and when.precision in (Precision.YEAR, Precision.FINANCIAL_YEAR)


def _of_length(when: When, length: int, start_month: int) -> When:
    if when.start is None or when.end is None:
        return when
    years = when.end.year - when.start.year
    financial = when.precision is Precision.FINANCIAL_YEAR
    if length == (years if financial else years + 1):
        return when
    if length != years:
        return replace(when, notes=(*when.notes, f"{years} years lie between these years, not {length}"))
    start = date(when.start.year, start_month, 1)
    end = Year(when.end.year - 1, start_month).last_day
    note = f"{length} years are taken as financial years"
    return replace(when, start=start, end=end, precision=Precision.FINANCIAL_YEAR, notes=(*when.notes, note))
