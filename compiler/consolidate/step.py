"""What became of a rating, a score or a figure between two workbooks."""

from __future__ import annotations

from decimal import Decimal

from compiler.consolidate.direction import comparable
from compiler.consolidate.rate import movement
from compiler.consolidate.view import Movement
from compiler.domain.frozen import dataclass, replace
from compiler.domain.rating import Rating
from compiler.domain.record import Entry, Record
from compiler.domain.risk import RiskScore
from compiler.domain.target_model import Target
from compiler.domain.value_model import Value, places_of, plain_number
from compiler.domain.verdict import Outcome, Polarity, judge
from compiler.profile.model import Profile
from compiler.profile.polarity import polarity_of


@dataclass(frozen=True, slots=True)
class Step:
    """How far a figure went: `by` is now less before, in its unit, `better` whether that is the right way.

    `better` is None where nothing says which way is better, `met` where arithmetic cannot say if the target is met.
    """

    by: Value
    better: bool | None = None
    met: bool | None = None


def rating_movement(before: Entry, now: Entry) -> Movement | None:
    """Whether a rating or a risk's score is better or worse than before; None where that cannot be told."""
    first, second = before.read(RiskScore), now.read(RiskScore)
    if first is not None and second is not None and first.rank != second.rank:
        return Movement.IMPROVED if second.rank < first.rank else Movement.WORSENED
    told = movement(now.read(Rating), before.read(Rating), known_before=True)
    return None if told in (Movement.UNKNOWN, Movement.SAME) else told


def step(profile: Profile, record: Record, before: Entry, now: Entry) -> Step | None:
    """How far a figure of an indicator went; None where the two cannot be set side by side."""
    polarity = polarity_of(profile, record)
    first, second = before.read(Value), now.read(Value)
    if first is None or second is None or not comparable(first, second):
        return None
    number = plain_number((second.amount - first.amount) / second.unit.multiple)
    places = max(first.decimals, second.decimals, min(places_of(number), 3))
    by = replace(second, number=number, decimals=places, label="", words="", notes=())
    return Step(by, _better(number, polarity), _met(record, second, polarity))


def _better(number: Decimal, polarity: Polarity) -> bool | None:
    if polarity is Polarity.NONE or not number:
        return None
    return (number > 0) is (polarity is Polarity.HIGHER)


def _met(record: Record, figure: Value, polarity: Polarity) -> bool | None:
    target = record.read("target", Target)
    outcome = judge(target, figure, polarity).outcome if target else Outcome.CANNOT
    return None if outcome is Outcome.CANNOT else outcome is Outcome.MET
