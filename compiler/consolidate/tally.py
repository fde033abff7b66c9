"""Counting rows by rating, so that the parts always add up to the whole."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.consolidate.view import NO_RETURN, NOT_RATED, Row, Tally
from compiler.domain.rating import Rating, RatingScheme


def tally(rows: Iterable[Row], scheme: RatingScheme) -> Tally:
    """How many rows have which rating: the whole scheme with its zeros, then states outside it that occur."""
    held: dict[str, list[Row]] = {}
    for row in rows:
        held.setdefault((row.rating or NOT_RATED).key, []).append(row)
    states: tuple[Rating, ...] = (*scheme.inside, *scheme.outside, NO_RETURN, NOT_RATED)
    shown = (state for state in states if state.in_scheme or state.key in held)
    return Tally(tuple((state, tuple(held.get(state.key, ()))) for state in shown))
