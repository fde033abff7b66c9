"""Whether a figure meets its target: by arithmetic where that is possible, and in words where it is not."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from compiler.domain.figures import UnitKind
from compiler.domain.frozen import dataclass
from compiler.domain.target_model import JUDGEABLE, Comparison, Movement, Target, TargetKind
from compiler.domain.text import fold
from compiler.domain.value_model import Ambiguous, Reading, Segments, Unread, Value, places_of, plain_number, say_value


class Polarity(StrEnum):
    """Which way an indicator is better."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NONE = "no polarity"


class Outcome(StrEnum):
    """What arithmetic says of a figure and its target."""

    MET = "met"
    WITHIN_TOLERANCE = "within tolerance"
    MISSED = "missed"
    CANNOT = "cannot be judged"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a figure may miss and still count as near: in the target's own points, or in per cent of the target."""

    amount: Decimal
    of: str = "points"

    def __post_init__(self) -> None:
        if self.of not in ("points", "percent") or self.amount < 0:
            raise ValueError(f"a tolerance is a positive amount of points or percent, not {self.amount} {self.of}")

    def allowed(self, target: Decimal) -> Decimal:
        """How far from this target a figure may be."""
        return self.amount if self.of == "points" else abs(target) * self.amount / 100


NO_TOLERANCE = Tolerance(Decimal(0))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, the reason in words, and by how much the figure is better (+) or worse (-) than the target."""

    outcome: Outcome
    reason: str
    margin: Decimal | None = None


def judge(
    target: Target,
    value: Reading | None,
    polarity: Polarity,
    tolerance: Tolerance | None = None,
    *,
    baseline: Value | None = None,
) -> Verdict:
    """Say whether a figure meets its target.

    polarity decides where the target prints no comparison; baseline is the starting figure of a change, when the
    target itself does not print one. Never raises; what cannot be judged says why.
    """
    tolerance = tolerance or NO_TOLERANCE
    if target.kind not in JUDGEABLE or target.unread:
        return _cannot(_why_not(target))
    if value is None or isinstance(value, Unread):
        return _cannot("there is no figure")
    if isinstance(value, Ambiguous):
        return _cannot(f"the figure is not certain: {value.reason}")
    if target.kind is TargetKind.SEGMENTS:
        return _judge_segments(target, value, polarity, tolerance)
    if isinstance(value, Segments):
        return _cannot("the figure has several segments and the target has one")
    if not target.values:
        return _cannot(f'the target is a {target.kind} in words: "{target.raw.strip()}"')
    if target.kind is TargetKind.CHANGE:
        return _judge_change(target, value, tolerance, target.baseline or baseline)
    if target.kind is TargetKind.RANGE:
        return _judge_range(target, value, tolerance)
    return _judge_level(target.values[0], target.comparison, value, polarity, tolerance)


def _cannot(reason: str) -> Verdict:
    return Verdict(Outcome.CANNOT, reason)


def _why_not(target: Target) -> str:
    if target.unread:
        return f"the target cannot be read: {target.unread}"
    said = {
        TargetKind.BLANK: "no target is set",
        TargetKind.NOT_APPLICABLE: f'the target says "{target.raw.strip()}"',
        TargetKind.UNDETERMINED: "the target is still to be determined",
        TargetKind.PLACEHOLDER: "the target holds a placeholder instead of a figure",
        TargetKind.CUT_OFF: "the target is cut off",
        TargetKind.UNREADABLE: "the target cannot be read",
    }
    return said.get(target.kind) or f'the target is "{" ".join(target.raw.split())}"'


# --- the arithmetic ---------------------------------------------------------------------------------------------------


def _judge_level(aim: Value, comparison: Comparison, value: Value, polarity: Polarity, tolerance: Tolerance) -> Verdict:
    differ = _units_differ(aim, value)
    if differ:
        return _cannot(differ)
    wanted, contradiction = _wanted(comparison, polarity)
    if wanted is Polarity.NONE:
        return _cannot(contradiction)
    words = f"{say_value(value, as_printed=True)} against {_said(comparison, aim)}: {wanted}"
    better = value.amount - aim.amount if wanted is Polarity.HIGHER else aim.amount - value.amount
    strict = comparison in (Comparison.OVER, Comparison.UNDER)
    return _by_margin(better, strict, tolerance.allowed(aim.amount), words)


def _by_margin(better: Decimal, strict: bool, allowed: Decimal, words: str) -> Verdict:
    if better > 0 or (better == 0 and not strict):
        return Verdict(Outcome.MET, words, better)
    if allowed and -better <= allowed:
        return Verdict(Outcome.WITHIN_TOLERANCE, f"{words}, within the tolerance", better)
    return Verdict(Outcome.MISSED, words, better)


def _wanted(comparison: Comparison, polarity: Polarity) -> tuple[Polarity, str]:
    """Which way is better: as the target prints it, else as the indicator has it; they may not contradict."""
    if comparison is Comparison.AS_IS:
        return polarity, "no polarity is set for the indicator"
    printed = Polarity.HIGHER if comparison in (Comparison.AT_LEAST, Comparison.OVER) else Polarity.LOWER
    if polarity in (Polarity.NONE, printed):
        return printed, ""
    return Polarity.NONE, f'the target says "{comparison}", but {polarity}'


def _said(comparison: Comparison, aim: Value) -> str:
    return f"{comparison} {say_value(aim, as_printed=True)}".strip()


def _judge_range(target: Target, value: Value, tolerance: Tolerance) -> Verdict:
    low, high = target.values
    differ = _units_differ(high, value)
    if differ:
        return _cannot(differ)
    near = low if value.amount < low.amount else high
    inside = min(value.amount - low.amount, high.amount - value.amount)
    said = [say_value(each, as_printed=True) for each in (value, low, high)]
    words = f"{said[0]} against {said[1]} to {said[2]}"
    return _by_margin(inside, False, tolerance.allowed(near.amount), words)


def _judge_change(target: Target, value: Value, tolerance: Tolerance, baseline: Value | None) -> Verdict:
    if baseline is None:
        return _cannot("the target is a change and its baseline is not known")
    amount = target.values[0]
    share_of = amount.unit.kind is UnitKind.PERCENT
    if share_of and baseline.unit.kind is UnitKind.PERCENT:
        return _cannot(f"{say_value(amount, as_printed=True)} may be a share of the baseline or percentage points")
    step = abs(baseline.amount) * amount.number / 100 if share_of else amount.amount
    down = target.movement is Movement.DOWN
    number = plain_number((baseline.amount - step if down else baseline.amount + step) / baseline.unit.multiple)
    aim = Value(number, baseline.unit, places_of(number), target.raw)
    comparison = Comparison.AT_MOST if down else Comparison.AT_LEAST
    return _judge_level(aim, comparison, value, Polarity.NONE, tolerance)


def _judge_segments(target: Target, value: Value | Segments, polarity: Polarity, tolerance: Tolerance) -> Verdict:
    """Every segment has to be met; the worst of them is the verdict, and one that cannot be judged leaves it open."""
    figures = {fold(one.label): one for one in (value.values if isinstance(value, Segments) else (value,))}
    judged: list[Verdict] = []
    for part in target.segments:
        figure = figures.pop(fold(part.label), None)
        if figure is None:
            return _cannot(f'there is no figure for "{part.label}"')
        judged.append(judge(part, figure, polarity, tolerance))
    if figures:
        return _cannot("the figure has a segment that the target has not")
    order = (Outcome.CANNOT, Outcome.MISSED, Outcome.WITHIN_TOLERANCE, Outcome.MET)
    worst = next(outcome for outcome in order if any(one.outcome is outcome for one in judged))
    return Verdict(worst, "; ".join(one.reason for one in judged))


def _units_differ(aim: Value, value: Value) -> str:
    """'' when two figures may be compared: the same unit, or a bare number where things are counted."""
    one, other = aim.unit, value.unit
    counted = {UnitKind.TEXT, UnitKind.NUMBER}
    if one.kind is other.kind is UnitKind.TEXT:
        same = fold(one.words).startswith(fold(other.words)) or fold(other.words).startswith(fold(one.words))
    else:
        same = (one.kind is other.kind and one.per == other.per) or {one.kind, other.kind} <= counted
    if same:
        return ""
    return f"the units differ: {say_value(value, as_printed=True)} against {say_value(aim, as_printed=True)}"
