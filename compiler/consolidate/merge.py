"""All plans and returns of a period as one department view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from compiler.consolidate.direction import travel
from compiler.consolidate.rate import claimed_rating, computed_rating, movement, rating_that_counts
from compiler.consolidate.restated import restated
from compiler.consolidate.settle import settle, to_settle
from compiler.consolidate.view import Belongs, DepartmentView, Judged, More, Row, Source
from compiler.domain.conflict import Settled
from compiler.domain.finding import Finding
from compiler.domain.frozen import replace
from compiler.domain.milestones import milestones_of
from compiler.domain.period import Period
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return
from compiler.domain.text import fold
from compiler.profile.department import Department
from compiler.profile.model import Profile

_ROWS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


def consolidate(
    department: Department,
    profile: Profile,
    period: Period,
    plans: Sequence[Return],
    returns: Sequence[Return],
    before: Sequence[Return],
    sources: Sequence[Source],
    findings: Sequence[Finding],
    compared: Period | None = None,
    notice: str = "",
    without: Mapping[str, str] | None = None,
    settled: Sequence[Settled] = (),
    settled_before: Sequence[Settled] = (),
    year_ago: Sequence[Return] = (),
    settled_year_ago: Sequence[Settled] = (),
    reported_on: dt.date | None = None,
) -> DepartmentView:
    """Merge the plans of the year, the returns of the period, of the one before and of the same one a year ago.

    `settled` are the settlements of the period's conflicts, `settled_before` and `settled_year_ago` of those of earlier
    ones; where one is in force, the value decided counts. `reported_on` is the day of the report of the period before,
    after which a settlement corrects it.

    The result does not depend on the order of the files: rows stand in the department's order of divisions, then as
    in the plan. Every row of a plan is there, returned or not; a returned row that no plan holds is added after.
    """
    plans = department.in_order(plans)
    came, earlier = before, to_settle(department, profile, (), before, settled_before) if settled_before else ()
    before = department.in_order(settle(before, earlier))
    ago = to_settle(department, profile, (), year_ago, settled_year_ago) if settled_year_ago else ()
    year_ago = department.in_order(settle(year_ago, ago))
    conflicts = to_settle(department, profile, plans, returns, settled)
    returns = department.in_order(settle(returns, conflicts))
    objectives = _unique(_all(plans, Kind.OBJECTIVE), _all(returns, Kind.OBJECTIVE))
    belonging = _Belonging(profile, objectives)
    steps = _steps((*returns, *plans))
    judge = _Judge(profile, {book.division for book in before})
    told = [
        Row(*trio, belonging.of(_record(trio)), judge.of(kind, trio), _more(_steps_of(steps, trio)))
        for kind in _ROWS
        for trio in _matched(kind, plans, returns, before)
    ]
    rows = _with_directions(profile, [row for row in told if row.planned or row.returned], bool(before), year_ago)
    back = {book.division for book in returns}
    return DepartmentView(
        department=department,
        profile=profile,
        period=period,
        rows=tuple(rows),
        objectives=tuple(objectives),
        narrative={fold(record.text("block")): record for record in _all(returns, Kind.NARRATIVE)},
        totals=tuple(_all(returns, Kind.TOTAL)),
        resources=tuple(_all(plans, Kind.RESOURCE)),
        sources=tuple(sources),
        findings=tuple(findings),
        conflicts=conflicts,
        compared=compared if before else None,
        gone=tuple(row for row in told if not row.planned and not row.returned and row.division in back),
        notice=notice,
        without=without,
        year_ago=period.same_last_year() if year_ago else None,
        restated=restated(rows, came, earlier, reported_on),
        objective_answers=tuple(_all(returns, Kind.OBJECTIVE)),
        outcomes=tuple(_all(plans, Kind.OUTCOME)),
    )


def _with_directions(profile: Profile, rows: Sequence[Row], compared: bool, year_ago: Sequence[Return]) -> list[Row]:
    """The rows, each indicator with the directions of its figure since the periods of which returns are held."""
    then = _Index(_all(year_ago, Kind.INDICATOR))

    def directed(row: Row) -> Row:
        last_year = then.take(row.planned or row.record)
        since = travel(profile, row.planned, row.returned, row.before) if compared else None
        since_year = travel(profile, row.planned, row.returned, last_year, year_ago=True) if year_ago else None
        return replace(row, more=replace(row.more, year_ago=last_year, since=since, since_year=since_year))

    return [directed(row) if row.kind is Kind.INDICATOR and (compared or year_ago) else row for row in rows]


def _all(books: Iterable[Return], kind: Kind) -> list[Record]:
    return [record for book in books for record in book.of(kind)]


def _words(record: Record) -> str:
    return fold(record.text("action") or record.text("definition") or record.text("risk"))


_KNOWN_BY: tuple[Callable[[Record], str], ...] = (
    lambda record: record.identity,
    lambda record: record.text("reference"),
    _words,
)
"""What a row can be recognised by, surest first: its own mark, its reference, its words."""

_Key = tuple[str, str, str]


class _Index:
    """Rows of one kind by what they can be recognised by; a key that two rows share recognises neither.

    Most rows are recognised by their mark: what the others would be recognised by is worked out when one is not.
    """

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        self._held: dict[Callable[[Record], str], dict[_Key, Record | None]] = {}
        self._taken: set[int] = set()

    def take(self, record: Record) -> Record | None:
        """The row that is the same as this one, each only once."""
        for name in _KNOWN_BY if self._records else ():
            key = _key(record, name(record))
            found = self._by(name).get(key) if key[-1] else None
            if found is not None and id(found) not in self._taken:
                self._taken.add(id(found))
                return found
        return None

    def _by(self, name: Callable[[Record], str]) -> dict[_Key, Record | None]:
        if name not in self._held:
            held = self._held[name] = {}
            for record in self._records:
                key = _key(record, name(record))
                if key[-1]:
                    held[key] = None if key in held else record
        return self._held[name]

    def taken(self, record: Record) -> bool:
        """Whether a row has been matched."""
        return id(record) in self._taken


def _key(record: Record, name: str) -> _Key:
    return record.plan, record.division, name


Trio = tuple[Record | None, Record | None, Record | None]


def _matched(
    kind: Kind, plans: Sequence[Return], returns: Sequence[Return], before: Sequence[Return]
) -> Iterable[Trio]:
    """Rows of plan, return and last return that are one row: in the order of the plan, then those that no plan holds,
    then those that only the last return held."""
    returned, last = _all(returns, kind), _all(before, kind)
    now, then = _Index(returned), _Index(last)
    for planned in _all(plans, kind):
        yield planned, now.take(planned), then.take(planned)
    for record in returned:
        if not now.taken(record):
            yield None, record, then.take(record)
    yield from ((None, None, record) for record in last if not then.taken(record))


def _record(trio: Trio) -> Record:
    planned, returned, last = trio
    record = planned or returned or last
    assert record is not None, "a row stands on at least one record"
    return record


class _Judge:
    """Rates rows; of those that are rated alike each has the same."""

    def __init__(self, profile: Profile, compared: Collection[str]) -> None:
        self._profile, self._compared = profile, compared
        self._held: dict[tuple[int, ...], Judged] = {}

    def of(self, kind: Kind, trio: Trio) -> Judged:
        """How a row is rated; `compared` are the divisions of which returns of the period before are held."""
        profile, (planned, returned, last) = self._profile, trio
        claimed, computed = claimed_rating(returned), computed_rating(profile, planned, returned, last)
        rated = profile.ratings is not None and kind is not Kind.RISK
        rating = rating_that_counts(profile, returned, claimed, computed) if rated else None
        then = (
            rating_that_counts(profile, last, claimed_rating(last), computed_rating(profile, planned, last))
            if last
            else None
        )
        moved = movement(rating, then, last is not None or _record(trio).division not in self._compared)
        said = rating, claimed, computed, then if rated else None, moved
        alike = tuple(map(id, said))  # what is said lasts as long as what holds it here; to compare it takes longer
        if alike not in self._held:
            self._held[alike] = Judged(*said)
        return self._held[alike]


_NO_MORE = More()


def _more(steps: tuple[Record, ...]) -> More:
    return More(steps) if steps else _NO_MORE


def _steps(books: Iterable[Return]) -> dict[int, tuple[Record, ...]]:
    """The milestones of each action, by the id of its record."""
    found: dict[int, tuple[Record, ...]] = {}
    for book in books:
        by_action = milestones_of(book)
        for action in book.of(Kind.ACTION) if by_action else ():
            steps = by_action.get(action.identity or action.text("reference"), ())
            found |= {id(action): steps} if steps else {}
    return found


def _steps_of(steps: Mapping[int, tuple[Record, ...]], trio: Trio) -> tuple[Record, ...]:
    """The milestones of a row as returned; as approved where it was not returned."""
    planned, returned, _ = trio
    return steps.get(id(returned or planned), ())


def _outcome(profile: Profile, objective: Record) -> str:
    """The short name of the outcome: its first line before a bracket, at the level that the report lists by."""
    first = profile.report.by or ("departmental",)
    columns = [level.column for key in first for level in profile.levels if level.key == key]
    columns += [level.column for level in profile.levels if level.key not in first]
    words = next((objective.text(column) for column in columns if objective.text(column)), "")
    return words.split("\n")[0].split("(")[0].strip().rstrip(".:")


def _unique(planned: list[Record], returned: list[Record]) -> list[Record]:
    """The objectives of the plans, and those of returns whose plan is not there."""
    held = {key for record in planned for key in _objective_keys(record)}
    return planned + [record for record in returned if not any(key in held for key in _objective_keys(record))]


def _objective_keys(record: Record) -> tuple[tuple[str, str, str], ...]:
    return ((record.plan, record.division, record.text("number")),)


class _Belonging:
    """To which objective a row belongs, and to which outcome by it; each outcome is named once."""

    def __init__(self, profile: Profile, objectives: Iterable[Record]) -> None:
        self._held: dict[tuple[str, str, str], Belongs] = {}
        for record in objectives:
            for key in _objective_keys(record):
                if key not in self._held:
                    self._held[key] = Belongs(record, _outcome(profile, record))

    def of(self, row: Record) -> Belongs:
        """The objective of a row and the short name of its outcome; nothing where there is none."""
        return self._held.get((row.plan, row.division, row.text("objective")), _ALONE)


_ALONE = Belongs()
