"""The rating that counts for a row, and what became of it since the period before."""

from __future__ import annotations

from compiler.consolidate.direction import Direction, travel
from compiler.consolidate.view import NO_RETURN, NOT_RATED, Movement
from compiler.domain.rating import RatedBy, Rating, Way
from compiler.domain.record import Record, State
from compiler.domain.value_model import Segments, Value
from compiler.domain.verdict import Outcome
from compiler.profile.bands import rating_by_limits
from compiler.profile.model import Profile
from compiler.profile.verdicts import verdict_of


def claimed_rating(returned: Record | None) -> Rating | None:
    """The rating that the officer gave, None where there is none or it cannot be read."""
    return returned.read("rating", Rating) if returned else None


def rating_that_counts(
    profile: Profile, returned: Record | None, claimed: Rating | None, computed: Rating | None
) -> Rating:
    """The rating by the profile's `rating.by`; a missing return and a blank are states of their own.

    Where figures decide but cannot (no target, "Monitor"), the officer's rating stands. Where both must agree and do
    not, the worse counts.
    """
    if returned is None:
        return NO_RETURN
    if claimed is None and returned.entry("rating").state is State.NOT_PUBLISHED:
        claimed = _declared(profile, "not_published")
    by = profile.ratings.by if profile.ratings else RatedBy.OFFICER
    if by is RatedBy.OFFICER or computed is None:
        return claimed or NOT_RATED
    if by is RatedBy.FIGURES or claimed is None or not claimed.in_scheme:
        return computed
    return min(claimed, computed, key=lambda rating: rating.rank)


def _declared(profile: Profile, key: str) -> Rating | None:
    try:
        return profile.rating(key)
    except KeyError:
        return None


_WAYS: dict[Direction, Way] = {Direction.BETTER: "better", Direction.SAME: "same", Direction.WORSE: "worse"}


def computed_rating(
    profile: Profile, planned: Record | None, returned: Record | None, then: Record | None = None
) -> Rating | None:
    """What the row's limits give for the figure, else its target, polarity and the profile's tolerance.

    Where the profile gives that rating only to figures that went some way, the row of the period before (`then`)
    decides with it. None where a person must judge.
    """
    level = _by_level(profile, planned, returned)
    if level is None or not level.only_if:
        return level
    way = travel(profile, planned, returned, then).direction
    if way is None:
        return None
    return level if _WAYS[way] in level.only_if else profile.rating(level.otherwise)


def _by_level(profile: Profile, planned: Record | None, returned: Record | None) -> Rating | None:
    """The rating that the figure has by itself, whichever way it went."""
    figure = returned.read("figure", Value) if returned is not None else None
    if profile.ratings is None or returned is None or (figure is None and returned.read("figure", Segments) is None):
        return None
    by_limits = rating_by_limits(profile, planned or returned, figure)
    verdict = verdict_of(profile, returned, planned or returned)
    if by_limits is not None or verdict is None:
        return by_limits
    if verdict.outcome is Outcome.WITHIN_TOLERANCE:
        return _declared(profile, profile.tolerance.rating or "amber")
    inside = profile.ratings.inside
    return {Outcome.MET: inside[-1], Outcome.MISSED: inside[0]}.get(verdict.outcome)


def movement(now: Rating | None, before: Rating | None, known_before: bool) -> Movement:
    """What became of a rating: completed counts as new even if the rating before was outside the scheme."""
    if now is None or now.rank == 0:
        return Movement.UNKNOWN
    if not known_before:
        return Movement.NEW
    if now.done:
        return Movement.SAME if before is not None and before.done else Movement.NEWLY_DONE
    if before is None or before.rank == 0:
        return Movement.UNKNOWN
    if now.rank == before.rank:
        return Movement.SAME
    return Movement.IMPROVED if now.rank > before.rank else Movement.WORSENED
