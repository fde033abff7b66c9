"""What arithmetic says of a row's figure, by the tolerance and the polarity that its profile sets."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from compiler.domain.record import Record
from compiler.domain.target_model import Target
from compiler.domain.value_model import Segments, Value
from compiler.domain.verdict import NO_TOLERANCE, Tolerance, Verdict, judge
from compiler.profile.bands import bands_of
from compiler.profile.model import Profile
from compiler.profile.polarity import polarity_of


def verdict_of(profile: Profile, record: Record, approved: Record) -> Verdict | None:
    """What the figure of a returned row is against the target of the approved one; None where one of them is not.

    None also where the approved row has limits of its own for the ratings: they decide, and not its target.
    """
    target = approved.read("target", Target)
    figure = record.read("figure", Value) or record.read("figure", Segments)
    if target is None or figure is None or bands_of(profile, approved):
        return None
    return judge(target, figure, polarity_of(profile, approved), tolerance_of(profile))


def tolerance_of(profile: Profile) -> Tolerance:
    """How far a figure may miss its target in this profile; not at all where it does not say so in figures."""
    return _tolerance(profile.tolerance.amount, profile.tolerance.of)


@lru_cache(maxsize=16)
def _tolerance(amount: str, of: str) -> Tolerance:
    try:
        return Tolerance(Decimal(amount), of)
    except (InvalidOperation, ValueError):
        return NO_TOLERANCE
