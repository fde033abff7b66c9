"""The headings of a standard workbook, with its year and period written out."""

from __future__ import annotations

from compiler.domain.period import Period, Year
from compiler.domain.regex import regex

_PLACE = regex(r"\{[a-z_]+\}")


def heading_words(heading: str, year: Year, period: Period | None = None) -> str:
    """A profile's heading with {year}, {last_year} and {period} written out: 'Target {year}' gives 'Target 2008/09'."""
    if "{" not in heading:
        return heading.strip()
    words = {"{year}": year.label, "{last_year}": year.previous.label, "{period}": period.short if period else ""}
    for name, written in words.items():
        heading = heading.replace(name, written)
    return heading.strip()


def heading_name(heading: str) -> str:
    """What a column is called whatever the year: 'Target {year}' is 'Target'."""
    return " ".join(_PLACE.sub(" ", heading).split())
