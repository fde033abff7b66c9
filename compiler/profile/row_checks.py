"""What is asked of each row of a return, defined once: the check's rules and the workbook's own formulas follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from compiler.domain.condition import All, Begins, Condition, Due, Ends, Judged, Reporting, Says, Some, Unlisted, Unsaid
from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass
from compiler.domain.period import Period, Year
from compiler.domain.rating import Rating
from compiler.domain.record import State
from compiler.domain.text import fold
from compiler.domain.verdict import Outcome
from compiler.profile.choices import choices
from compiler.profile.model import Column, Profile, Sheet

LISTED = ("rating", "risk", "choice")
"""The types of columns whose cells are chosen from a list."""

ACCOUNTS = ("reason", "remedy", "revised")
"""The columns in which a row says why it is late and what is being done."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked of rows: the code of its rule, its title, and what it weighs."""

    code: str
    title: str
    severity: Severity


NOT_GIVEN = Asked("R301", "An answer that every row needs is missing", Severity.ERROR)
NO_PROGRESS = Asked("R302", "Progress is not told", Severity.ERROR)
NO_REASON = Asked("R303", "A reason or a remedy is missing", Severity.ERROR)
NO_COMPLETION = Asked("R304", "The date of completion is missing", Severity.ERROR)
AGAINST_FIGURES = Asked("R306", "A rating that its figures contradict", Severity.WARNING)
ODD_COMPLETION = Asked("R308", "A date of completion that cannot be", Severity.WARNING)
NO_ACCOUNT = Asked("R309", "Late, and nothing is said of it", Severity.WARNING)
DATE_PASSED = Asked("R310", "A new date that has passed", Severity.WARNING)
OUTSIDE_LIST = Asked("C206", "A word that is not in its list", Severity.ERROR)
PLACEHOLDER = Asked("C215", "A placeholder", Severity.WARNING)

_LATER = ("determined", "confirmed", "agreed", "decided", "announced", "advised", "completed", "added", "inserted")
PLACEHOLDERS = frozenset(
    {f"to be {done}" for done in _LATER}
    | {
        "tba",
        "tbc",
        "tbd",
        "t.b.a",
        "t.b.c",
        "t.b.d",
        "?",
        "??",
        "???",
        "...",
        "xx",
        "xxx",
        "xxxx",
        "xx%",
        "xxx%",
        "£xx",
    }
)
"""What, folded, only keeps the place of something that is still to come."""


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A thing asked at one column of a sheet: it is amiss where `when` holds. `most` is the most that it may weigh."""

    asked: Asked
    when: Condition
    most: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class _Place:
    profile: Profile
    sheet: Sheet
    column: Column
    year: Year
    period: Period | None

    def rated(self, wanted: Callable[[Rating], bool]) -> Says | None:
        """That the row's rating is one of those wanted; None where there are none, or the row has no rating."""
        column, scheme = self.sheet.column("rating"), self.profile.ratings
        if column is None or column.type != "rating" or scheme is None:
            return None
        words = frozenset(word for state in scheme.states if wanted(state) for word in _words_of(self.profile, state))
        return Says("rating", words) if words else None


def asked_in_return(sheet: Sheet, column: Column) -> bool:
    """Whether a return answers for what stands in a column, and does not only repeat the plan."""
    return column.part == "return" or (column.part == "plan" and "plan" not in sheet.roles)


def row_checks(
    profile: Profile, sheet: Sheet, column: Column, year: Year, period: Period | None
) -> tuple[RowCheck, ...]:
    """Everything that is asked of the cells of one column, for one period of a year."""
    place = _Place(profile, sheet, column, year, period)
    return (*_blanks(place), *_lists(place), *_placeholders(place), *_dates(place), *_accounts(place), *_figures(place))


def unsaid(profile: Profile, column: Column) -> Unsaid:
    """That a cell is blank, or holds a word for nothing where that is not an answer."""
    allowed = {fold(word) for word in column.empty}
    refused = {
        word
        for word, state in profile.empty.items()
        if state in (State.NOT_APPLICABLE, State.NONE) and not {word, fold(state.value)} & allowed
    }
    return Unsaid(column.key, frozenset(refused - listed_words(profile, column)))


def listed_words(profile: Profile, column: Column) -> frozenset[str]:
    """Every word, folded, that is read as one of a column's list; none for a column without a list."""
    if column.type == "rating" and profile.ratings:
        return frozenset(word for state in profile.ratings.states for word in _words_of(profile, state))
    if column.type == "risk" and profile.risks:
        names = [(score.text, "".join(level.name for level in score.levels)) for score in profile.risks.scores()]
        return frozenset(fold(word).replace(" ", "") for words in names for word in words)
    return frozenset(map(fold, choices(profile, column)[1])) if column.type == "choice" else frozenset()


def _words_of(profile: Profile, state: Rating) -> Iterator[str]:
    """The folded words that are read as a state: its name and aliases, less those of the states before it."""
    for word in (state.name, *state.aliases):
        if profile.ratings and profile.ratings.read(word) == state:
            yield fold(word)


def _blanks(place: _Place) -> Iterator[RowCheck]:
    blank = unsaid(place.profile, place.column)
    needs: dict[str, tuple[Asked, Callable[[Rating], bool]]] = {
        "rated": (NO_PROGRESS, lambda rating: rating.in_scheme),
        "exception": (NO_REASON, lambda rating: rating.exception),
        "done": (NO_COMPLETION, lambda rating: rating.done),
    }
    if place.column.need == "return":
        yield RowCheck(NOT_GIVEN, All((Reporting(), blank)))
    elif place.column.need in needs:
        asked, wanted = needs[place.column.need]
        rated = place.rated(wanted)
        if rated:
            yield RowCheck(asked, All((rated, blank)))


def _lists(place: _Place) -> Iterator[RowCheck]:
    words = listed_words(place.profile, place.column)
    if place.column.type in LISTED and words:
        yield RowCheck(OUTSIDE_LIST, Unlisted(place.column.key, words | frozenset(place.profile.empty)))


def _placeholders(place: _Place) -> Iterator[RowCheck]:
    if place.column.type == "text" and place.column.part == "return":
        yield RowCheck(PLACEHOLDER, Says(place.column.key, PLACEHOLDERS))


def _dates(place: _Place) -> Iterator[RowCheck]:
    key, period = place.column.key, place.period
    if place.column.type not in ("when", "date"):
        return
    if key == "completed":
        early = Ends(key, place.year.first_day)
        yield RowCheck(ODD_COMPLETION, Some((Begins(key, period.last_day), early) if period else (early,)))
    unfinished = place.rated(lambda rating: not rating.done)
    if key == "revised" and period and unfinished:
        yield RowCheck(DATE_PASSED, All((unfinished, Ends(key, period.last_day))))


def _accounts(place: _Place) -> Iterator[RowCheck]:
    """Work that was due, whose rating says neither that it may be completed nor that it is late, and nothing more."""
    scheme, given = place.profile.ratings, [key for key in ACCOUNTS if place.sheet.column(key)]
    if place.column.key != "rating" or scheme is None or place.period is None or not given:
        return
    best = scheme.inside[-1] if scheme.inside else None
    between = place.rated(lambda each: each.in_scheme and not (each.done or each.exception) and each != best)
    if between:
        silent = tuple(Unsaid(key, frozenset(place.profile.empty)) for key in (*given, "completed"))
        yield RowCheck(NO_ACCOUNT, All((between, Due("due", place.period.last_day), *silent)))


def _figures(place: _Place) -> Iterator[RowCheck]:
    """The best rating beside a figure that misses its target, and the worst beside one that meets it."""
    scheme = place.profile.ratings
    compared = place.sheet.column("figure") and place.sheet.column("target")
    if place.column.key != "rating" or not scheme or not scheme.inside or not compared:
        return
    best, worst = scheme.inside[-1], scheme.inside[0]
    contradictions: Iterable[tuple[Callable[[Rating], bool], Outcome, Severity]] = (
        (lambda rating: rating.in_scheme and rating.done, Outcome.MISSED, Severity.ERROR),
        (lambda rating: rating == best and not rating.done, Outcome.MISSED, Severity.NOTE),
        (lambda rating: rating == worst, Outcome.MET, Severity.ERROR),
    )
    for wanted, outcome, most in contradictions:
        rated = place.rated(wanted)
        if rated:
            yield RowCheck(AGAINST_FIGURES, All((rated, Judged(outcome))), most)
