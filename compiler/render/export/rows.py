"""The rows of a department's period as tables: one for each kind of row that its format has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from compiler.consolidate.view import DepartmentView, Row
from compiler.domain.frozen import dataclass, field
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.text import fold
from compiler.profile.heading import heading_words
from compiler.profile.model import Column
from compiler.render.export.table import Drawn, Table
from compiler.render.export.typed import add_column

NAMES: Mapping[Kind, str] = {
    Kind.OBJECTIVE: "objectives",
    Kind.OUTCOME: "outcomes",
    Kind.ROUTE: "routes",
    Kind.ACTION: "actions",
    Kind.MILESTONE: "milestones",
    Kind.INDICATOR: "indicators",
    Kind.RISK: "risks",
    Kind.RESOURCE: "resources",
    Kind.TOTAL: "totals",
    Kind.NARRATIVE: "narrative",
}
"""The tables of rows by the kind of row; one that a format has no rows of is left out."""
_RATED = (Kind.ACTION, Kind.INDICATOR)
_PRINTED = ("plan", "return")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: as approved, as returned, and the row of the view where it is one."""

    kind: Kind
    key: str
    planned: Record | None
    returned: Record | None
    row: Row | None = None

    @property
    def record(self) -> Record:
        """The row as approved, or as returned where no plan holds it."""
        record = self.planned or self.returned
        assert record is not None, "a line stands on at least one record"
        return record

    def entry(self, column: Column) -> Entry:
        """The cell that counts: of what is approved the plan's, of what is asked the return's; where that gives
        nothing, the other's that does."""
        records = (self.returned, self.planned) if column.part == "return" else (self.planned, self.returned)
        held = [each.entry(column.key) for each in records if each is not None]
        there = [entry for entry in held if entry.state is not State.ABSENT]
        given = (entry for entry in there if entry.state is not State.BLANK)
        return next(given, there[0] if there else Entry("", State.ABSENT, None, Origin("")))


class Keys:
    """A key for each row that stays the same from period to period: its kind, plan, division and mark."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def of(self, record: Record) -> str:
        """The next row's key; rows without a mark have their reference or number, and doubled ones a number behind."""
        mark = record.identity or next(
            (fold(text) for name in ("reference", "number", "block", "what", "line") if (text := record.text(name))), ""
        )
        key = "/".join((record.kind.value, record.plan, record.division, mark or f"row {record.origin.row}"))
        number = self._taken[key] = self._taken.get(key, 0) + 1
        return key if number == 1 else f"{key}#{number}"


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a view by their kind, and the key of each record that one stands on, by the record's id."""

    of: Mapping[Kind, Sequence[Line]] = field(default_factory=dict)
    keys: Mapping[int, str] = field(default_factory=dict)


def lines_of(view: DepartmentView) -> Lines:
    """The lines of every kind of row, in the order of the plans."""
    keys, found = Keys(), dict[Kind, list[Line]]()
    named: dict[int, str] = {}
    for kind, planned, returned, row in _pairs(view):
        stands_on = planned or returned
        if stands_on is not None:
            line = Line(kind, keys.of(stands_on), planned, returned, row)
            found.setdefault(kind, []).append(line)
            named.update((id(each), line.key) for each in (planned, returned) if each is not None)
    return Lines(found, named)


_Pair = tuple[Kind, Record | None, Record | None, Row | None]


def _pairs(view: DepartmentView) -> Iterator[_Pair]:
    """Every row as approved and as returned."""
    plans = {source.workbook for source in view.sources if source.role == "plan"}
    answers = {_number(each): each for each in view.objective_answers}
    for row in view.rows:
        yield row.kind, row.planned, row.returned, row
    steps = (step for row in view.rows for step in row.steps)
    others = (*view.objectives, *view.outcomes, *steps, *view.resources, *view.totals, *view.narrative.values())
    for each in others:
        approved = each.origin.workbook in plans
        answer = answers.get(_number(each)) if each.kind is Kind.OBJECTIVE else None
        yield each.kind, each if approved else None, answer if approved else each, None


def _number(record: Record) -> tuple[str, str, str]:
    return record.plan, record.division, fold(record.text("number"))


def row_tables(view: DepartmentView, lines: Lines) -> tuple[Table, ...]:
    """A table for each kind of row that there is."""
    return tuple(_table(view, kind, name, lines.of[kind]) for kind, name in NAMES.items() if lines.of.get(kind))


def _table(view: DepartmentView, kind: Kind, name: str, held: Sequence[Line]) -> Table:
    drawn: Drawn[Line] = Drawn()
    add_whose(drawn, view, lambda line: line.record)
    _add_places(drawn)
    for column in _columns(view, kind):
        heading = heading_words(column.heading, view.period.year, view.period)
        add_column(drawn, column, heading, _entry_of(column))
    if any(line.row for line in held):
        _add_judged(drawn, view, kind)
    title = f"One row for each {view.profile.word(kind.value)}, as approved and as returned for {view.period.label}"
    return drawn.table(name, title, held, key="row")


def _entry_of(column: Column) -> Callable[[Line], Entry]:
    return lambda line: line.entry(column)


def _columns(view: DepartmentView, kind: Kind) -> Iterable[Column]:
    """The columns of the sheets of a kind, each once, without the row's mark and what only repeats another period."""
    found: dict[str, Column] = {}
    for sheet in view.profile.sheets:
        if sheet.kind is kind:
            found.update({each.key: each for each in sheet.columns if each.part in _PRINTED and each.key not in found})
    return found.values()


def add_whose(drawn: Drawn[Line], view: DepartmentView, record: Callable[[Line], Record]) -> None:
    """Which row it is, of which period and plan, and who answers for it."""
    tiers = {tier.key: tier.name for tier in view.profile.tiers}
    divisions = {division.key: division.name for division in view.department.divisions}
    drawn.add("row", "string", "Row", lambda line: line.key, "The row's key; the same in every period and table.")
    drawn.add("report_year", "string", "Year of the report", lambda line: view.period.year.name)
    drawn.add("report_period", "string", "Period of the report", lambda line: view.period.name)
    drawn.add("tier", "string", "Tier of the plan", lambda line: record(line).plan, "Its key in the profile.")
    drawn.add("tier_name", "string", "Name of the tier", lambda line: tiers.get(record(line).plan, ""))
    drawn.add("division", "string", "Division", lambda line: record(line).division, "Its key in the department.")
    drawn.add("division_name", "string", "Name of the division", lambda line: divisions.get(record(line).division, ""))


def _add_places(drawn: Drawn[Line]) -> None:
    """Where the row stands in the plan and in the return."""
    for name, of in (("plan", lambda line: line.planned), ("return", lambda line: line.returned)):
        _add_place(drawn, name, of)


def _add_place(drawn: Drawn[Line], name: str, of: Callable[[Line], Record | None]) -> None:
    def place(line: Line) -> Origin | None:
        record = of(line)
        return record.origin if record is not None else None

    drawn.add(f"{name}_workbook", "string", f"Workbook of the {name}", lambda line: _part(place(line), "workbook"))
    drawn.add(f"{name}_sheet", "string", f"Sheet in the {name}", lambda line: _part(place(line), "sheet"))
    drawn.add(f"{name}_row", "integer", "Row of that sheet, from 1", lambda line: _part(place(line), "row"))


def _part(origin: Origin | None, name: str) -> str | int | None:
    part: str | int | None = getattr(origin, name) if origin is not None else None
    return part


def _add_judged(drawn: Drawn[Line], view: DepartmentView, kind: Kind) -> None:
    """What was made of a row: its outcome, and where the format rates, the ratings and their movement."""
    drawn.add("outcome_name", "string", "Outcome it belongs to", lambda line: line.row.outcome if line.row else None)
    if view.profile.ratings is None or kind not in _RATED:
        return
    for name, title, about in _JUDGED:
        drawn.add(name, "string", title, _rating_of(name), about)
    drawn.add("movement", "string", "Movement since the period before", _movement)
    if kind is Kind.INDICATOR:
        drawn.add("direction_since", "string", "Direction since the period before", _direction_of("since"))
        drawn.add("direction_since_year", "string", "Direction since a year ago", _direction_of("since_year"))


def _movement(line: Line) -> str | None:
    return line.row.movement.value if line.row else None


_JUDGED = (
    ("rating_counts", "Rating that counts", "The key of the rating that the report counts."),
    ("rating_claimed", "Rating that the officer gave", "Its key; blank where none was given."),
    ("rating_computed", "Rating that the figures give", "Its key; blank where arithmetic cannot judge."),
    ("rating_before", "Rating of the period before", "Its key; blank where the returns of that time have none."),
)
_ATTRIBUTES = {"rating_counts": "rating", "rating_claimed": "claimed", "rating_computed": "computed"}


def _rating_of(name: str) -> Callable[[Line], str | None]:
    def found(line: Line) -> str | None:
        rating = getattr(line.row, _ATTRIBUTES.get(name, name)) if line.row else None
        return rating.key if rating is not None else None

    return found


def _direction_of(name: str) -> Callable[[Line], str | None]:
    def found(line: Line) -> str | None:
        travel = getattr(line.row, name) if line.row else None
        return travel.direction.value if travel is not None and travel.direction is not None else None

    return found
