"""The columns that a new return shows beside what it asks for: earlier answers, whether a figure is due, what to write.

They are made from the columns that are asked for, so that every format has them, and are never part of a record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from compiler.domain.language import term
from compiler.domain.period import Period
from compiler.domain.record import Kind
from compiler.domain.regex import regex
from compiler.profile.heading import heading_words
from compiler.profile.model import Beside, Column, Sheet

DUE, ASKED = "due_now", "what_to_write"
"""Keys of the columns that say whether a figure is due, and what a block of the narrative is to tell."""

_MONTHLY = 12
_WIDEST = 30
_NOW = regex(r"\s+(?:this (?:quarter|month|period)|now)$", re.IGNORECASE)


def earlier(period: Period, which: Beside) -> Period:
    """The period whose answers are shown: the one before, or the same one last year."""
    return period.previous() if which == "before" else period.same_last_year()


def short_name(period: Period) -> str:
    """A period in a few letters: 'Q1 2008/09', or 'June 2008' for a month."""
    return period.label if period.parts == _MONTHLY else f"{period.name} {period.year.label}"


def beside_key(column: str, which: Beside) -> str:
    """The key of the column that shows an earlier answer: 'rating' and 'before' give 'rating_before'."""
    return f"{column}_{which}"


def beside_columns(sheet: Sheet, period: Period, known: Collection[Beside]) -> tuple[Column, ...]:
    """The columns that a sheet shows beside what it asks for in a period; `known` says which earlier answers there are.

    The headings of earlier answers name their period: 'Figure this quarter' is shown as 'Figure in Q1 2008/09'.
    """
    return (*_said(sheet, period), *_earlier(sheet, period, known))


def _said(sheet: Sheet, period: Period) -> Iterator[Column]:
    due = "Due this month?" if period.parts == _MONTHLY else "Due this quarter?"
    if sheet.kind is Kind.INDICATOR and sheet.column("rating"):
        yield Column(DUE, term(due), part="beside", width=20)
    if sheet.kind is Kind.NARRATIVE and sheet.column("block"):
        yield Column(ASKED, term("What to write"), part="beside", width=34)


def _without_now(heading: str) -> str:
    """A heading without the words for the present period at its end."""
    words = _NOW.sub("", heading)
    for now in (term("this quarter"), term("this month")):
        words = words.removesuffix(f" {now}")
    return words


def _earlier(sheet: Sheet, period: Period, known: Collection[Beside]) -> Iterator[Column]:
    ways: tuple[Beside, ...] = ("before", "year_ago")
    for which in (each for each in ways if each in known):
        then = earlier(period, which)
        for column in sheet.columns:
            if which in column.beside and column.part == "return":
                words = _without_now(heading_words(column.heading, then.year, then))
                heading = term("{heading} in {period}", heading=words, period=short_name(then))
                width = min(column.width, _WIDEST)
                yield Column(
                    beside_key(column.key, which),
                    heading,
                    part="beside",
                    width=width,
                    tiers=column.tiers,
                    where=column.where,
                )
