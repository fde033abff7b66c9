"""The figures between which a target is met or missed, for programs that can compare numbers and nothing else."""

from __future__ import annotations

from decimal import Decimal

from compiler.domain.figures import UnitKind
from compiler.domain.frozen import dataclass
from compiler.domain.target_model import Target, TargetKind
from compiler.domain.value_model import Value
from compiler.domain.verdict import Outcome, Polarity, Tolerance, judge

STEP = Decimal("0.0000001")
"""As close as two figures can be: a limit that is itself shut out is moved inwards by so much."""

_SIMPLE = frozenset(
    {
        TargetKind.LEVEL,
        TargetKind.RANGE,
        TargetKind.RATIO,
        TargetKind.RATING,
        TargetKind.COUNT,
        TargetKind.STANDARD,
    }
)
_PLAIN = frozenset({UnitKind.NUMBER, UnitKind.TEXT})


@dataclass(frozen=True, slots=True)
class Limits:
    """A target as four figures in its own unit: it is met from `low` to `high`, missed below `floor` and above `roof`.

    None means that there is no such limit. `percent` says that the figures are per cent, else they are plain numbers.
    """

    low: Decimal | None
    high: Decimal | None
    floor: Decimal | None
    roof: Decimal | None
    percent: bool


def limits_of(target: Target, polarity: Polarity, tolerance: Tolerance) -> Limits | None:
    """The limits of a target; None where `judge` needs more than a comparison, or a number does not show its unit.

    Changes, targets in several parts, and money, rates, days and points are left out.
    """
    if target.kind not in _SIMPLE or not target.values or target.unread:
        return None
    first, last = target.values[0], target.values[-1]
    percent = last.unit.kind is UnitKind.PERCENT
    if not (percent or last.unit.kind in _PLAIN) or last.unit.multiple != 1 or first.unit != last.unit:
        return None

    def says(number: Decimal, outcome: Outcome) -> bool:
        return judge(target, Value(number, last.unit, 0, ""), polarity, tolerance).outcome is outcome

    up, down = says(last.number + 1, Outcome.MET), says(first.number - 1, Outcome.MET)
    if (up and down) or not (up or down or says(first.number, Outcome.MET)):
        return None
    floor, roof = first.number - tolerance.allowed(first.number), last.number + tolerance.allowed(last.number)
    return Limits(
        low=None if down else first.number + STEP * (not says(first.number, Outcome.MET)),
        high=None if up else last.number - STEP * (not says(last.number, Outcome.MET)),
        floor=None if down else floor + STEP * says(floor, Outcome.MISSED),
        roof=None if up else roof - STEP * says(roof, Outcome.MISSED),
        percent=percent,
    )
