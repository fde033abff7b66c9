"""A day as a person gives it on the command line."""

from __future__ import annotations

import datetime as dt

from compiler.domain.when import read_when
from compiler.project.find import WrongUse


def read_day(words: str) -> dt.date | None:
    """A day as given on the command line; None for none, WrongUse for words that are no day."""
    if not words.strip():
        return None
    when = read_when(words)
    if when.start is None or when.start != when.end:
        raise WrongUse(f"'{words}' is not a day. Write it as 30/06/2008.")
    return when.start
