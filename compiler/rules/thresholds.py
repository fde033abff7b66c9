"""T: when an indicator is green, amber or red. Has every figure one colour, and is green at the better end?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from compiler.domain.agreement import grouped
from compiler.domain.figures import Unit
from compiler.domain.finding import Severity
from compiler.domain.rating import Rating
from compiler.domain.target_model import Comparison, Target, TargetKind
from compiler.domain.value_model import Value, say_value
from compiler.domain.verdict import Polarity
from compiler.profile.polarity import polarity_of
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.units import figures_of
from compiler.rules.wording import quote

_FIGURES = ("outturn", "target", "figure")
_ENDLESS = Decimal("Infinity")
_OPEN = (Comparison.OVER, Comparison.UNDER)
_UPWARDS = (Comparison.AT_LEAST, Comparison.OVER)


@dataclass(frozen=True, slots=True)
class _Band:
    """The figures that have one colour: from low to high, each end with or without the figure itself."""

    cell: Answered
    rating: Rating
    low: Decimal
    high: Decimal
    low_in: bool
    high_in: bool
    bounds: tuple[Value, ...]

    def __contains__(self, number: Decimal) -> bool:
        above = number > self.low or (number == self.low and self.low_in)
        return above and (number < self.high or (number == self.high and self.high_in))

    @property
    def unit(self) -> Unit:
        """The unit of its bounds."""
        return self.bounds[0].unit


def _read(cell: Answered, rating: Rating) -> _Band | None:
    """What a cell such as '80% to 89.9%' or 'below 75%' says; None where it says anything else."""
    target = cell.entry.read(Target)
    if target is None or target.unread or not target.values:
        return None
    first, last = target.values[0], target.values[-1]
    if target.kind is TargetKind.RANGE:
        return _Band(cell, rating, first.number, last.number, True, True, target.values)
    if target.kind not in (TargetKind.LEVEL, TargetKind.COUNT):
        return None
    if target.comparison is Comparison.AS_IS:
        alone = say_value(first, as_printed=True).replace(" ", "") == cell.entry.raw.replace(" ", "")
        return _Band(cell, rating, first.number, first.number, True, True, target.values) if alone else None
    closed = target.comparison not in _OPEN
    if target.comparison in _UPWARDS:
        return _Band(cell, rating, first.number, _ENDLESS, closed, False, target.values)
    return _Band(cell, rating, -_ENDLESS, first.number, False, closed, target.values)


def _rows(case: Case) -> Iterator[tuple[list[_Band], int]]:
    """For each row the bands that can be read, from low to high, and the decimals of its finest figure."""
    scheme = case.profile.ratings
    inside = {rating.key: rating for rating in scheme.inside} if scheme else {}
    cells = [cell for cell in case.cells if cell.column.band in inside and cell.entry.given]
    for same in grouped(cells, lambda cell: f"{id(cell.record)}").values():
        bands = [band for cell in same if (band := _read(cell, inside[cell.column.band]))]
        if len({(band.unit.kind, band.unit.per) for band in bands}) == 1:
            yield sorted(bands, key=lambda band: (band.low, band.high)), _decimals(same[0], bands)


def _decimals(cell: Answered, bands: list[_Band]) -> int:
    own = [value for key in _FIGURES for value in figures_of(cell.record.entry(key).value)]
    return max(value.decimals for value in (*own, *(each for band in bands for each in band.bounds)))


def uneven(case: Case) -> Iterator[Point]:
    """Figures that have no colour, or two."""
    for bands, decimals in _rows(case):
        step = Decimal(1).scaleb(-decimals)
        for lower, upper in pairwise(bands):
            both = _in_both(lower, upper)
            between = _in_neither(lower, upper, step) if _neighbours(lower, upper, case) else None
            if both is not None:
                names = f"{lower.rating.name} and {upper.rating.name}"
                yield _told(case, lower, upper, f"overlap: {_said(lower, both)} is both {names}")
            elif between is not None:
                yield _told(case, lower, upper, f"leave a gap: {_said(lower, between)} has no colour")


def _neighbours(lower: _Band, upper: _Band, case: Case) -> bool:
    """Whether no colour that the sheet has limits for lies between the two, blank or in words."""
    scheme = case.profile.ratings
    worse, better = sorted((lower.rating.rank, upper.rating.rank))
    asked = {column.band for column in lower.cell.sheet.columns}
    return scheme is not None and not any(r.key in asked and worse < r.rank < better for r in scheme.inside)


def _in_both(lower: _Band, upper: _Band) -> Decimal | None:
    """A figure that lies in both, printed where it can be; None if there is none."""
    bounds = [each for each in (upper.low, lower.high, upper.high, lower.low) if each.is_finite()]
    shared = next((each for each in bounds if each in lower and each in upper), None)
    if shared is not None:
        return shared
    low, high = max(lower.low, upper.low), min(lower.high, upper.high)
    return (low + high) / 2 if low < high and low.is_finite() and high.is_finite() else None


def _in_neither(lower: _Band, upper: _Band, step: Decimal) -> Decimal | None:
    """The first figure of as many decimals as the row has that lies between the two; None if there is none."""
    first = lower.high if not lower.high_in else lower.high + step
    lies_between = first < upper.low or (first == upper.low and not upper.low_in)
    return first if first.is_finite() and lies_between else None


def _said(band: _Band, number: Decimal) -> str:
    places = max(0, -int(number.normalize().as_tuple().exponent))
    return say_value(Value(round(number, places), band.unit, places, ""), as_printed=True)


def _under(case: Case, band: _Band) -> str:
    return f"{quote(band.cell.entry.raw)} under '{case.heading(band.cell.column)}'"


def _told(case: Case, lower: _Band, upper: _Band, what: str) -> Point:
    first, second = sorted((lower, upper), key=lambda band: band.cell.entry.origin.column)
    other = first.cell.entry.origin
    return point_at(
        second.cell,
        f"{_under(case, second)} and {_under(case, first)} ({other.cell}) {what}.",
        "Every figure has one colour.",
        "Let one end where the next begins.",
        others=(other,),
    )


def wrong_end(case: Case) -> Iterator[Point]:
    """Rows whose best colour is at the worse end of the figures."""
    for bands, _ in _rows(case):
        best, worst = max(bands, key=lambda b: b.rating.rank), min(bands, key=lambda b: b.rating.rank)
        record = best.cell.record
        polarity = polarity_of(case.profile, record)
        reversed_up = polarity is Polarity.HIGHER and best.high <= worst.low
        reversed_down = polarity is Polarity.LOWER and best.low >= worst.high
        if best.rating is not worst.rating and (reversed_up or reversed_down):
            other = worst.cell.entry.origin
            yield point_at(
                best.cell,
                f"{_under(case, best)} is {'below' if reversed_up else 'above'} {_under(case, worst)} ({other.cell}), "
                f"though {polarity} for {subject_of(record) or 'this indicator'}.",
                f"{best.rating.name} stands at the better end.",
                "Correct the limits, or which way is better.",
                others=(other,),
            )


THRESHOLD_RULES = (
    Rule(
        "T418",
        "Limits with a gap or an overlap",
        "A figure that falls between two colours, or under both, has the colour that somebody likes best.",
        Severity.WARNING,
        Scope.TABLE,
        uneven,
    ),
    Rule(
        "T419",
        "Limits that run the wrong way",
        "Limits copied from an indicator of the other kind turn its colours round: the worst figures are green.",
        Severity.WARNING,
        Scope.TABLE,
        wrong_end,
    ),
)
