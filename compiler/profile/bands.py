"""The limits of an indicator's colours, as its row gives them, and the colour that a figure has by them."""

from __future__ import annotations

from decimal import Decimal

from compiler.domain.figures import Unit
from compiler.domain.frozen import dataclass
from compiler.domain.rating import Rating
from compiler.domain.record import Entry, Kind, Record
from compiler.domain.target_model import Comparison, Target, TargetKind
from compiler.domain.value_model import Value, say_value
from compiler.profile.model import Column, Profile

_ENDLESS = Decimal("Infinity")
_OPEN = (Comparison.OVER, Comparison.UNDER)
_UPWARDS = (Comparison.AT_LEAST, Comparison.OVER)


@dataclass(frozen=True, slots=True)
class Band:
    """The figures that have one colour: from low to high in units, each end with or without the figure itself."""

    column: Column
    entry: Entry
    rating: Rating
    bounds: tuple[Value, ...]
    low: Decimal
    high: Decimal
    low_in: bool
    high_in: bool

    def __contains__(self, amount: Decimal) -> bool:
        above = amount > self.low or (amount == self.low and self.low_in)
        return above and (amount < self.high or (amount == self.high and self.high_in))

    @property
    def unit(self) -> Unit:
        """The unit of its bounds."""
        return self.bounds[0].unit


def bands_of(profile: Profile, record: Record) -> tuple[Band, ...]:
    """The limits that a row gives under the columns with a `band`, from low to high; none where their units differ.

    Limits that are blank, or that say anything but a figure or a range, are left out.
    """
    sheet = profile.sheet(Kind.INDICATOR)
    banded = [column for column in sheet.columns if column.band] if sheet else []
    if not banded:
        return ()
    inside = {rating.key: rating for rating in profile.ratings.inside} if profile.ratings else {}
    columns = [column for column in banded if column.band in inside]
    read = (_read(column, record.entry(column.key), inside[column.band]) for column in columns)
    bands = sorted((band for band in read if band is not None), key=lambda band: (band.low, band.high))
    return tuple(bands) if len({(band.unit.kind, band.unit.per) for band in bands}) == 1 else ()


def rating_by_limits(profile: Profile, record: Record, figure: Value | None) -> Rating | None:
    """The rating that a figure has by the limits of a row; None where it has none or two, or another unit."""
    if figure is None:
        return None
    unit = (figure.unit.kind, figure.unit.per)
    found = [
        band.rating
        for band in bands_of(profile, record)
        if figure.amount in band and unit == (band.unit.kind, band.unit.per)
    ]
    return found[0] if len(found) == 1 else None


def _read(column: Column, entry: Entry, rating: Rating) -> Band | None:
    """What a cell such as '80% to 89.9%' or 'below 75%' says; None where it says anything else."""
    target = entry.read(Target)
    if target is None or target.unread or not target.values:
        return None
    first, last = target.values[0].amount, target.values[-1].amount
    if target.kind is TargetKind.RANGE:
        return Band(column, entry, rating, target.values, first, last, True, True)
    if target.kind not in (TargetKind.LEVEL, TargetKind.COUNT):
        return None
    if target.comparison is Comparison.AS_IS:
        return Band(column, entry, rating, target.values, first, first, True, True) if _alone(target) else None
    closed = target.comparison not in _OPEN
    if target.comparison in _UPWARDS:
        return Band(column, entry, rating, target.values, first, _ENDLESS, closed, False)
    return Band(column, entry, rating, target.values, -_ENDLESS, first, False, closed)


def _alone(target: Target) -> bool:
    """Whether nothing but the figure is there: 'up to 75%' says more than its figure."""
    return say_value(target.values[0], as_printed=True).replace(" ", "") == target.raw.replace(" ", "")
