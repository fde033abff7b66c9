"""Whether an action was returned as completed."""

from __future__ import annotations

import datetime as dt

from compiler.domain.rating import Rating
from compiler.domain.record import Kind, Record, State
from compiler.domain.when import When
from compiler.profile.model import Profile


def is_completed(profile: Profile, answer: Record | None, day: dt.date) -> bool:
    """Whether the answer to an action says that it was completed by a day: by a rating that says so or, where the
    council has no such rating, by the day of completion. One whose day is missing or cannot be read is not."""
    if answer is None or answer.kind is not Kind.ACTION:
        return False
    if answer.entry("completed").state not in (State.VALUE, State.ABSENT):
        return False
    rating, states = answer.read("rating", Rating), profile.ratings.states if profile.ratings else ()
    if any(state.done for state in states):
        return rating is not None and rating.done
    when = answer.read("completed", When)
    completed = answer.read("completed", dt.date) or (when.end if when else None)
    return completed is not None and completed <= day and not (rating is not None and rating.exception)
