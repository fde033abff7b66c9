"""T and R: when an indicator is green, amber or red. Has every figure one colour, and is it the one that is claimed?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.rating import Rating
from compiler.domain.record import State
from compiler.domain.tuples import NamedTuple
from compiler.domain.value_model import Value, say_value
from compiler.domain.verdict import Polarity
from compiler.profile.bands import Band, bands_of, rating_by_limits
from compiler.profile.polarity import polarity_of
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.units import figures_of
from compiler.rules.wording import quote

_FIGURES = ("outturn", "target", "figure")
_GIVEN = (State.VALUE, State.UNREADABLE)


class _Cell(NamedTuple):
    """A colour's limits and the cell that its workbook answers for."""

    band: Band
    cell: Answered


def _rows(case: Case) -> Iterator[list[_Cell]]:
    """For each row with limits those that can be read, from low to high."""
    cells = [cell for down in case.every_down if down.column.band for cell in down.in_state(*_GIVEN)]
    for same in grouped(cells, lambda cell: f"{id(cell.record)}").values():
        by_key = {cell.column.key: cell for cell in same}
        bands = bands_of(case.profile, same[0].record)
        yield [_Cell(band, by_key[band.column.key]) for band in bands if band.column.key in by_key]


def uneven(case: Case) -> Iterator[Point]:
    """Figures that have no colour, or two."""
    for row in _rows(case):
        for lower, upper in pairwise(row):
            both = _in_both(lower.band, upper.band)
            between = _in_neither(lower, upper) if _neighbours(lower.band, upper.band, case) else None
            if both is not None:
                names = f"{lower.band.rating.name} and {upper.band.rating.name}"
                yield _told(case, lower, upper, f"overlap: {_said(lower.band, both)} is both {names}")
            elif between is not None:
                yield _told(case, lower, upper, f"leave a gap: {_said(lower.band, between)} has no colour")


def _neighbours(lower: Band, upper: Band, case: Case) -> bool:
    """Whether no colour that the format has limits for lies between the two, blank or in words."""
    scheme = case.profile.ratings
    sheet = next(sheet for sheet in case.profile.sheets if lower.column in sheet.columns)
    asked = {column.band for column in sheet.columns}
    worse, better = sorted((lower.rating.rank, upper.rating.rank))
    return scheme is not None and not any(r.key in asked and worse < r.rank < better for r in scheme.inside)


def _in_both(lower: Band, upper: Band) -> Decimal | None:
    """An amount that lies in both, a printed one where it can be; None if there is none."""
    bounds = [each for each in (upper.low, lower.high, upper.high, lower.low) if each.is_finite()]
    shared = next((each for each in bounds if each in lower and each in upper), None)
    if shared is not None:
        return shared
    low, high = max(lower.low, upper.low), min(lower.high, upper.high)
    return (low + high) / 2 if low < high and low.is_finite() and high.is_finite() else None


def _in_neither(lower: _Cell, upper: _Cell) -> Decimal | None:
    """The first amount, of as many decimals as the row has, that lies between the two; None if there is none."""
    below, above = lower.band, upper.band
    own = [value for key in _FIGURES for value in figures_of(lower.cell.record.entry(key).value)]
    decimals = max(value.decimals for value in (*own, *below.bounds, *above.bounds))
    step = Decimal(1).scaleb(-decimals) * below.unit.multiple
    first = below.high + step if below.high_in else below.high
    lies_between = first < above.low or (first == above.low and not above.low_in)
    return first if first.is_finite() and lies_between else None


def _said(band: Band, amount: Decimal) -> str:
    number = (amount / band.unit.multiple).normalize()
    places = max(0, -int(number.as_tuple().exponent))
    return say_value(Value(round(number, places), band.unit, places, ""), as_printed=True)


def _under(case: Case, band: Band) -> str:
    return f"{quote(band.entry.raw)} under '{case.heading(band.column)}'"


def _told(case: Case, lower: _Cell, upper: _Cell, what: str) -> Point:
    first, second = sorted((lower, upper), key=lambda each: each.band.entry.origin.column)
    other = first.band.entry.origin
    return point_at(
        second.cell,
        f"{_under(case, second.band)} and {_under(case, first.band)} ({other.cell}) {what}.",
        "Every figure has one colour.",
        "Let one end where the next begins.",
        others=(other,),
    )


def wrong_end(case: Case) -> Iterator[Point]:
    """Rows whose best colour is at the worse end of the figures."""
    for row in filter(None, _rows(case)):
        best, worst = (each(row, key=lambda one: one.band.rating.rank) for each in (max, min))
        polarity = polarity_of(case.profile, best.cell.record)
        below = polarity is Polarity.HIGHER and best.band.high <= worst.band.low
        above = polarity is Polarity.LOWER and best.band.low >= worst.band.high
        if best is not worst and (below or above):
            other = worst.band.entry.origin
            yield point_at(
                best.cell,
                f"{_under(case, best.band)} is {'below' if below else 'above'} {_under(case, worst.band)} "
                f"({other.cell}), though {polarity} for {subject_of(best.cell.record) or 'this indicator'}.",
                f"{best.band.rating.name} stands at the better end.",
                "Correct the limits, or which way is better.",
                others=(other,),
            )


def against_limits(case: Case) -> Iterator[Point]:
    """Ratings of returns that are not those of their figures by the approved limits."""
    banded = any(column.band for sheet in case.profile.sheets for column in sheet.columns)
    rated = (down for down in case.down_under("rating") if banded and not down.of_plan)
    for down, number, claimed in ((each, *read) for each in rated for read in each.read(Rating)):
        record = down.records[number]
        approved, figure = case.approved(record), record.read("figure", Value)
        found = rating_by_limits(case.profile, approved, figure) if claimed.in_scheme else None
        if found is not None and claimed.key not in (found.key, found.otherwise):
            cell = down.cell(number)
            limits = next(band for band in bands_of(case.profile, approved) if band.rating.key == found.key)
            origin = cell.record.entry("figure").origin
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}', but the figure in {origin.cell} "
                f"({cell.record.text('figure')}) is {found.name} by the limits: {_under(case, limits)}.",
                "The approved limits say which colour a figure has.",
                "Correct the rating or the figure, or say in the commentary why the rating stands.",
                others=(origin, limits.entry.origin),
                most=Severity.ERROR if claimed.rank > found.rank else Severity.NOTE,
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
    Rule(
        "R320",
        "A rating that its limits contradict",
        "Limits are approved so that a colour means the same in every division. A kinder colour hides that.",
        Severity.WARNING,
        Scope.ROW,
        against_limits,
    ),
)
