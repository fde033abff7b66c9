"""Facts on actions, indicators and risks: how many there are, how they are rated, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from compiler.consolidate.direction import Direction
from compiler.consolidate.view import NO_RETURN, NOT_RATED, Movement, Row
from compiler.domain.rating import Rating
from compiler.domain.record import Kind
from compiler.domain.risk import RiskScore
from compiler.profile.model import Profile
from compiler.report.blocks import ToWrite, Words
from compiler.report.cells_of import CellsOf
from compiler.report.facts import cells, is_exception, rating_cells, tabled, with_rating
from compiler.report.known import Chosen, Known, counted, shared
from compiler.report.risks import score_name
from compiler.report.sentences import capital, plural
from compiler.report.standing import exceptional, overdue, score_before, score_of, score_where, worsened
from compiler.report.telling import Telling

_RATED = (Kind.ACTION, Kind.INDICATOR)


def facts_of_rows(profile: Profile) -> Iterator[Known]:
    """The facts that a format has on its rows; those of the plan that counts alone, as in the main tables."""
    for kind in _RATED:
        if profile.sheet(kind) is not None:
            yield from _of_kind(profile, kind)
    if profile.sheet(Kind.INDICATOR) is not None:
        yield from _directions(plural(profile.word("indicator"), 2))
    if profile.ratings is not None:
        what = "How many actions and indicators are told of by themselves: by their rating, worse, or overdue."
        yield counted("number-of-exceptions", "Number of exceptions", what, _exceptions)
    if profile.sheet(Kind.RISK) is not None and profile.risks is not None:
        yield from _of_risks(profile)


def _counted_rows(kind: Kind) -> Chosen:
    return lambda telling: telling.rows(kind, *telling.counted)


def _exceptions(telling: Telling) -> list[Row]:
    rows = [row for kind in _RATED for row in telling.rows(kind, *telling.counted)]
    return [row for row in rows if exceptional(telling.view, row)]


def _where(kind: Kind, test: Callable[[Telling, Row], bool]) -> Chosen:
    return lambda telling: [row for row in telling.rows(kind, *telling.counted) if test(telling, row)]


# --- actions and indicators -------------------------------------------------------------------------------------------


def _of_kind(profile: Profile, kind: Kind) -> Iterator[Known]:
    nouns, key = plural(profile.word(kind.value), 2), f"{kind.value}s"
    named, rows = capital(nouns), _counted_rows(kind)
    yield counted(f"number-of-{key}", f"Number of {nouns}", f"How many {nouns} the plan that counts holds.", rows)
    if profile.ratings is None:
        return
    offered = (state for state in profile.ratings.states if not state.offered or kind.value in state.offered)
    for state in (*offered, NO_RETURN, NOT_RATED):
        chosen, said = _with_rating(kind, state), _rated(named, state)
        yield counted(f"{key}-{_key(state)}", said, f"How many of the {nouns} are {state.name}.", chosen)
        what = f"What share of the {nouns} is {state.name}."
        yield shared(f"{key}-{_key(state)}-share", f"{said}, share", what, chosen, rows)
    yield from _done(profile, kind, nouns)
    yield from _moved(kind, nouns)


def _key(state: Rating) -> str:
    return state.key.replace("_", "-")


def _rated(nouns: str, state: Rating) -> str:
    """The title of a number of rows with a rating: 'Actions rated Red', 'Indicators: Reported annually'."""
    return f"{nouns} rated {state.name}" if state.in_scheme else f"{nouns}: {state.name}"


def _with_rating(kind: Kind, state: Rating) -> Chosen:
    return lambda telling: with_rating(telling.rows(kind, *telling.counted), state)


def _is_done(telling: Telling, row: Row) -> bool:
    return row.rating is not None and row.rating.done


def _done(profile: Profile, kind: Kind, nouns: str) -> Iterator[Known]:
    """What is completed or met, and when that asks for a reason; nothing where no rating of the format says so."""
    assert profile.ratings is not None
    key, named = f"{kind.value}s", capital(nouns)
    did, on = ("on-target", "on target") if kind is Kind.INDICATOR else ("completed", "completed")
    if any(state.done for state in profile.ratings.states):
        chosen = _where(kind, _is_done)
        yield counted(f"{key}-{did}", f"{named} {on}", f"How many of the {nouns} are {on}.", chosen)
        what = f"What share of the {nouns} is {on}."
        yield shared(f"{key}-{did}-share", f"{named} {on}, share", what, chosen, _counted_rows(kind))
        title, what = f"{named} newly {on}", f"How many of the {nouns} are {on} that were not in the period before."
        yield _compared(kind, f"{key}-newly-{did}", title, what, _newly_done)
    if any(state.exception for state in profile.ratings.states):
        title, what = f"{named} that ask for a reason", f"How many of the {nouns} have a rating that asks for a reason."
        yield counted(f"{key}-exceptions", title, what, _where(kind, lambda telling, row: is_exception(row.rating)))


def _newly_done(telling: Telling, row: Row) -> bool:
    return row.movement is Movement.NEWLY_DONE or (row.movement is Movement.NEW and _is_done(telling, row))


def _moved(kind: Kind, nouns: str) -> Iterator[Known]:
    key, named = f"{kind.value}s", capital(nouns)
    what = f"How many of the {nouns} have a worse rating than in the period before."
    yield _compared(kind, f"{key}-worsened", f"{named} worsened", what, lambda telling, row: worsened(row))
    what = f"How many of the {nouns} have a better rating than in the period before, but for those newly completed."
    title = f"{named} improved"
    yield _compared(kind, f"{key}-improved", title, what, lambda telling, row: row.movement is Movement.IMPROVED)
    if kind is Kind.ACTION:
        what = f"How many of the {nouns} were due by the period's last day and are not completed."
        yield counted(f"{key}-overdue", f"{named} overdue", what, _where(kind, _overdue))


def _overdue(telling: Telling, row: Row) -> bool:
    return overdue(telling.view, row)


def _compared(kind: Kind, key: str, title: str, what: str, test: Callable[[Telling, Row], bool]) -> Known:
    """A number that only a comparison gives; a gap to be written where no earlier period is held."""
    chosen = _where(kind, test)

    def tell(telling: Telling) -> Words:
        known = (tabled(rating_cells(chosen(telling))),)
        return known if telling.earlier else (_unknown(title),)

    return Known(key, title, what, tell)


def _unknown(title: str, why: str = "no returns of an earlier period are held") -> ToWrite:
    return ToWrite(f"{title[:1].lower()}{title[1:]}; {why}")


# --- directions of figures --------------------------------------------------------------------------------------------


def _directions(nouns: str) -> Iterator[Known]:
    """How many figures are better or worse than in the period before, and than a year ago."""
    for year_ago, than in ((False, "in the period before"), (True, "a year ago")):
        for way in (Direction.BETTER, Direction.WORSE):
            key = f"indicators-{way.value}{'-than-a-year-ago' if year_ago else ''}"
            title = f"{capital(nouns)} with a {way.value} figure than {than}"
            what = f"How many {nouns} of the plan that counts have a figure that is {way.value} than {than}."
            yield _going(key, title, what, way, year_ago)


def _going(key: str, title: str, what: str, way: Direction, year_ago: bool) -> Known:
    """The number of indicators whose figure goes one way; a gap to be written where there is nothing to compare."""

    def tell(telling: Telling) -> Words:
        rows = telling.rows(Kind.INDICATOR, *telling.counted)
        ways = [(row, row.since_year if year_ago else row.since) for row in rows]
        going = [row for row, each in ways if each is not None and each.direction is way]
        any_told = any(each is not None and each.direction is not None for _, each in ways)
        return (tabled(cells(going, "figure")) if any_told else _unknown(title, "no two figures can be compared"),)

    return Known(key, title, what, tell)


# --- risks ------------------------------------------------------------------------------------------------------------


def _of_risks(profile: Profile) -> Iterator[Known]:
    assert profile.risks is not None
    nouns = plural(profile.word("risk"), 2)
    named = capital(nouns)
    yield _scored("number-of-risks", f"Number of {nouns}", f"How many {nouns} the plans hold.", lambda score: True)
    for score in () if profile.risks.impact else reversed(profile.risks.scores()):
        title = f"{named} scored {score_name(score)}"
        yield _scored(f"risks-{score.text.lower()}", title, f"How many {nouns} have that score now.", _is_score(score))
    appetite = profile.risks.appetite
    if appetite is not None:
        what = f"How many {nouns} have a score above the line of the risk appetite."
        title = f"{named} above the risk appetite"
        yield _scored("risks-above-appetite", title, what, lambda score: score is not None and score.text in appetite)
    what = "now than in the period before, or than approved where it has none."
    yield _rescored("risks-risen", f"{named} with a higher score", f"How many {nouns} have a higher score {what}", 1)
    yield _rescored("risks-fallen", f"{named} with a lower score", f"How many {nouns} have a lower score {what}", -1)


def _is_score(score: RiskScore) -> Callable[[RiskScore | None], bool]:
    return lambda found: found is not None and found.text == score.text


def _risks(telling: Telling) -> Sequence[Row]:
    return telling.every(Kind.RISK)


def _scored(key: str, title: str, what: str, test: Callable[[RiskScore | None], bool]) -> Known:
    """The number of risks whose score passes the test, counted at their scores."""

    def tell(telling: Telling) -> Words:
        return (tabled(CellsOf([row for row in _risks(telling) if test(score_of(row))], score_where)),)

    return Known(key, title, what, tell)


def _rescored(key: str, title: str, what: str, way: int) -> Known:
    """The number of risks whose score rose (way 1) or fell (way -1)."""

    def tell(telling: Telling) -> Words:
        rows = [row for row in _risks(telling) if row.returned is not None]
        return (tabled(CellsOf([row for row in rows if _course(row) == way], score_where)),)

    return Known(key, title, what, tell)


def _course(row: Row) -> int:
    now, then = score_of(row), score_before(row)
    return 0 if now is None or then is None else (now.rank > then.rank) - (now.rank < then.rank)
