"""Direction of travel: which way an indicator's figure went since an earlier period, or why that is not shown."""

from __future__ import annotations

from enum import Enum

from compiler.domain.figures import UnitKind
from compiler.domain.frozen import dataclass
from compiler.domain.meaning import one_period
from compiler.domain.record import Entry, Record
from compiler.domain.text import fold
from compiler.domain.value_model import Value
from compiler.domain.verdict import Polarity
from compiler.domain.when import read_when
from compiler.profile.model import Profile
from compiler.profile.polarity import polarity_of

_ROUGHLY = 0.2
"""Two periods are of one length if they differ by no more than this share: quarters have 90 to 92 days."""


class Direction(Enum):
    """Which way a figure went, judged by which way is better."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "no change"


class Withheld(Enum):
    """Why no direction is shown, as half a sentence."""

    NOT_RETURNED = "the returns of that time do not have the row"
    NO_FIGURE = "no figure was returned"
    NO_FIGURE_THEN = "no figure was returned at that time"
    NOT_ONE = "the cell holds more than one figure"
    DEFINITION = "the definition has changed"
    CUMULATIVE = "the figure is counted up over the year"
    ANNUAL = "the figure is reported once a year"
    SAME_PERIOD = "the figure is for the same period as before"
    LENGTH = "the figures cover periods of different lengths"
    UNIT = "the figures are in different units"
    POLARITY = "nothing says which way is better"


@dataclass(frozen=True, slots=True)
class Travel:
    """The way of a figure since an earlier period: the direction, or why it is `withheld`.

    `then` is the cell that the figure is compared with; it is the correction where one was returned. None where there
    is no such cell.
    """

    direction: Direction | None
    withheld: Withheld | None = None
    then: Entry | None = None


def travel(
    profile: Profile, planned: Record | None, returned: Record | None, then: Record | None, *, year_ago: bool = False
) -> Travel:
    """The direction of an indicator's figure since the period before, or since the same period a year ago.

    `then` is its row in the returns of that time. A correction of last quarter's figure counts in its place.
    """
    if returned is None or returned.read("figure", Value) is None:
        several = returned is not None and returned.entry("figure").given
        return Travel(None, Withheld.NOT_ONE if several else Withheld.NO_FIGURE)
    if then is None:
        return Travel(None, Withheld.NOT_RETURNED)
    entry = figure_that_counts(returned, then, year_ago)
    why = _withheld(planned or returned, returned, then, entry, year_ago)
    now, before = returned.read("figure", Value), entry.read(Value)
    if why is not None or now is None or before is None:
        return Travel(None, why, entry)
    if now.amount == before.amount:
        return Travel(Direction.SAME, None, entry)
    polarity = polarity_of(profile, planned or returned)
    if polarity is Polarity.NONE:
        return Travel(None, Withheld.POLARITY, entry)
    rose = now.amount > before.amount
    return Travel(Direction.BETTER if rose is (polarity is Polarity.HIGHER) else Direction.WORSE, None, entry)


def figure_that_counts(returned: Record, then: Record, year_ago: bool = False) -> Entry:
    """The earlier figure as it counts now: the correction of last quarter's figure where one was returned."""
    entry, correction = then.entry("figure"), returned.entry("correction")
    corrected = not year_ago and correction.read(Value) is not None and entry.read(Value) is not None
    return correction if corrected else entry


def _withheld(approved: Record, now: Record, then: Record, entry: Entry, year_ago: bool) -> Withheld | None:
    """Why two figures cannot be set side by side; None where they can."""
    figure, earlier = now.read("figure", Value), entry.read(Value)
    if earlier is None or figure is None:
        return Withheld.NOT_ONE if entry.given else Withheld.NO_FIGURE_THEN
    if _redefined(approved, now, then):
        return Withheld.DEFINITION
    if not comparable(figure, earlier):
        return Withheld.UNIT
    if not year_ago and _cumulative(approved):
        return Withheld.CUMULATIVE
    if not year_ago and fold(approved.text("frequency")).startswith(("annual", "yearly")):
        return Withheld.ANNUAL
    return _by_periods(now.text("period"), then.text("period"))


def _redefined(approved: Record, now: Record, then: Record) -> bool:
    """Whether the indicator was defined in other words: letters and figures count, spelling of spaces does not."""
    was = _letters(then.text("definition"))
    said = {_letters(record.text("definition")) for record in (approved, now)} - {""}
    return bool(was) and bool(said) and was not in said


def _letters(words: str) -> str:
    return "".join(letter for letter in fold(words) if letter.isalnum() or letter in "%<>")


def _cumulative(approved: Record) -> bool:
    """Whether the figure is counted up from the year's first day, so that it grows from quarter to quarter."""
    if approved.text("counting"):
        return fold(approved.text("counting")).startswith("cumulative")
    said = fold(f"{approved.text('definition')} {approved.text('target')}")
    return any(words in said for words in ("cumulative", "year to date"))


def _by_periods(now: str, then: str) -> Withheld | None:
    """What the periods that two figures are for have against a comparison; None also where they are not given."""
    if not now or not then:
        return None
    if one_period(now, then):
        return Withheld.SAME_PERIOD
    lengths = [days for words in (now, then) if (days := _days(words))]
    if len(lengths) == 2 and abs(lengths[0] - lengths[1]) > _ROUGHLY * max(lengths):
        return Withheld.LENGTH
    return None


def _days(words: str) -> int:
    """How many days a period in words has; 0 where that cannot be read."""
    read = read_when(words)
    return (read.end - read.start).days + 1 if read.start and read.end else 0


def comparable(one: Value, other: Value) -> bool:
    """Whether two figures are of one unit, so that one can be taken from the other."""
    if one.unit.kind is other.unit.kind is UnitKind.TEXT:
        return one.unit.words == other.unit.words
    return (one.unit.kind, one.unit.per) == (other.unit.kind, other.unit.per)
