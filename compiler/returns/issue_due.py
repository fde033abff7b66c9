"""Whether the figure of an indicator is due in a period, as far as the plan and the return before tell."""

from __future__ import annotations

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.period import Period
from compiler.domain.rating import Rating
from compiler.domain.record import Record
from compiler.domain.text import fold
from compiler.profile.beside import short_name
from compiler.profile.model import Profile

_TIMES_A_YEAR = {
    "annually": 1, "annual": 1, "yearly": 1, "once a year": 1, "half-yearly": 2, "six-monthly": 2, "twice a year": 2,
    "termly": 3, "quarterly": 4, "every quarter": 4, "monthly": 12, "every month": 12,
}  # fmt: skip
_ANNUAL = ("annual", "yearly", "once a year")


@dataclass(frozen=True, slots=True)
class Due:
    """Whether a figure is due (None where nobody says), with the words for the team, and the rating to offer if not."""

    due: bool | None
    words: str
    rating: str = ""


def due_in(profile: Profile, period: Period, planned: Record, told_then: tuple[Period, Record] | None) -> Due:
    """What the plan says of how often the figure is reported; else what an earlier return (its period and its row)
    shows of it."""
    told = planned.text("frequency")
    times = _TIMES_A_YEAR.get(fold(told), 0)
    quarters = [planned.text(f"q{number}") for number in range(1, 5)] if period.parts == 4 else []
    annual = next((words for words in quarters if any(word in fold(words) for word in _ANNUAL)), "")
    if times or annual:
        return _by_times(profile, period, times or 1, term("‘{told}’ in the plan", told=told or annual))
    if quarters and quarters[period.number - 1]:
        return Due(True, term("Yes: with a target for it"))
    if told_then is None:
        return Due(None, term("The plan does not say"))
    then, before = told_then
    rating = before.read("rating", Rating)
    if rating is not None and rating.not_due == "year":
        return _by_times(profile, period, 1, term("‘{told}’ in {period}", told=rating.name, period=short_name(then)))
    if before.entry("figure").given:
        return Due(True, term("Yes, as for {period}", period=short_name(then)))
    return Due(None, term("The plan does not say"))


def _by_times(profile: Profile, period: Period, times: int, why: str) -> Due:
    """A figure that is reported so many times a year is due at the end of each such part of the year."""
    step = max(1, period.parts // times)
    later = next((n for n in range(period.number, period.parts + 1) if n % step == 0), period.parts)
    if later == period.number:
        return Due(True, term("Yes ({why})", why=why))
    due = Period(period.year, later, period.parts)
    return Due(
        False,
        term("No, but in {period} ({why})", period=short_name(due), why=why),
        _not_due(profile, later == period.parts and times == 1),
    )


def _not_due(profile: Profile, at_year_end: bool) -> str:
    """The council's word for a figure that is not due: for one of the whole year, or for one of another period."""
    states = profile.ratings.states if profile.ratings else ()
    wanted = ("year", "period") if at_year_end else ("period",)
    return next((state.name for way in wanted for state in states if state.not_due == way), "")
