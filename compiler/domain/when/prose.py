"""Dates named in running text."""

from __future__ import annotations

from compiler.domain.frozen import replace
from compiler.domain.when.join import join
from compiler.domain.when.known import Calendar
from compiler.domain.when.model import DateInText, When, WhenKind
from compiler.domain.when.phrases import Element, scan
from compiler.domain.when.tokens import MONTH_NUMBERS, Words, read_words
from compiler.domain.when.vocabulary import GOES_ON

_ORDINALS = frozenset({"st", "nd", "rd", "th"})


def find_dates(text: str, *, dayfirst: bool = True, start_month: int = 4) -> tuple[DateInText, ...]:
    """The dates that a text names, in order: those with a year, days with 'th', and quarters.

    A month or season without a year is left alone ('may', 'march'), and so is a lone number unless a word such as
    'by' or 'in' stands before it. Nothing is assumed from the context, and no date runs
    over a tab, which stands between two cells.
    """
    found: list[DateInText] = []
    at = 0
    calendar = Calendar(dayfirst, None, start_month, years=False)
    for cell in text.split("\t"):
        words = read_words(cell)
        elements = [element for element in scan(words, calendar, dates_only=True) if _named(words, element)]
        found += (_placed(words, element, at) for element in join(words, elements, calendar))
        at += len(cell) + 1
    return tuple(found)


def _named(words: Words, element: Element) -> bool:
    """Whether an element of running text surely is a date."""
    if not element.base.readable:
        certain = element.base.kind is WhenKind.IMPOSSIBLE or bool(element.base.suggestion)
        return certain or words.tokens[element.first].text in MONTH_NUMBERS
    if element.base.kind is WhenKind.QUARTER:
        return True
    if element.base.start is not None:
        return True
    ordinal = any(token.text in _ORDINALS for token in words.tokens[element.first : element.after])
    return element.base.kind is WhenKind.DAY and ordinal


def _placed(words: Words, element: Element, offset: int) -> DateInText:
    first, last = words.tokens[element.first], words.tokens[element.after - 1]
    if last.text == ".":
        last = words.tokens[element.after - 2]
    when = replace(element.when, raw=words.raw[first.start : last.stop])
    if when.readable and _two_figures(words, element):
        when = When(WhenKind.UNREADABLE, when.raw, problem="the last two figures may be a year or a number")
    return DateInText(offset + first.start, offset + last.stop, when)


def _two_figures(words: Words, element: Element) -> bool:
    """Whether the date ends with two figures after a month that may count what follows: 'in May 20 children'."""
    last, before = words.tokens[element.after - 1], words.tokens[element.after - 2] if element.after > 1 else None
    if not (last.is_number and len(last.text) == 2 and before and before.text in MONTH_NUMBERS):
        return False
    following = words.tokens[element.after] if element.after < len(words.tokens) else None
    if following is None or not set(words.raw[last.stop : following.start]) <= {" ", "\xa0"}:
        return False
    return following.is_word and following.text not in GOES_ON
