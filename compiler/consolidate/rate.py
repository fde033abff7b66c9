"""The rating that counts for a row, and what became of it since the period before."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from compiler.consolidate.view import NO_RETURN, NOT_RATED, Movement
from compiler.domain.rating import RatedBy, Rating
from compiler.domain.record import Record, State
from compiler.domain.target_model import Target
from compiler.domain.value_model import Value
from compiler.domain.verdict import NO_TOLERANCE, Outcome, judge
from compiler.domain.verdict import Tolerance as Allowance
from compiler.profile.model import Profile, Tolerance
from compiler.profile.polarity import polarity_of


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


def computed_rating(profile: Profile, planned: Record | None, returned: Record | None) -> Rating | None:
    """What figure, target and polarity give within the profile's tolerance; None where a person must judge."""
    if profile.ratings is None or returned is None:
        return None
    target = (planned or returned).read("target", Target)
    figure = returned.read("figure", Value)
    polarity = polarity_of(profile, planned or returned)
    if target is None or figure is None:
        return None
    inside = profile.ratings.inside
    outcome = judge(target, figure, polarity, _allowance(profile.tolerance)).outcome
    if outcome is Outcome.MET:
        return inside[-1]
    if outcome is Outcome.MISSED:
        return inside[0]
    return _declared(profile, profile.tolerance.rating or "amber") if outcome is Outcome.WITHIN_TOLERANCE else None


def _allowance(setting: Tolerance) -> Allowance:
    try:
        return Allowance(Decimal(setting.amount), setting.of)
    except (InvalidOperation, ValueError):
        return NO_TOLERANCE


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
