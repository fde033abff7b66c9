"""The tables beside those of rows: findings, ratings over time, the golden thread, its gaps, and the files read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from compiler.consolidate.view import DepartmentView, Row, Source
from compiler.domain.finding import Finding
from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record
from compiler.domain.thread.gaps import Gap, gaps
from compiler.domain.thread.walk import Tie, Walker
from compiler.domain.value_model import Value as Figure
from compiler.render.export.rows import NAMES, Lines, lines_of
from compiler.render.export.table import Drawn, T, Table
from compiler.render.export.typed import address
from compiler.render.master.strands import thread_of_view
from compiler.render.thread.names import reference, said
from compiler.render.thread.names import words as words_of
from compiler.rules.registry import is_gate

_OVER_TIME = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


def _add_place(drawn: Drawn[T], origin: Callable[[T], Origin]) -> None:
    drawn.add("workbook", "string", "Workbook", lambda each: origin(each).workbook)
    drawn.add("sheet", "string", "Sheet", lambda each: origin(each).sheet)
    drawn.add("cell", "string", "Cell", lambda each: origin(each).cell, "Such as F12; 'row 4' for a whole row.")


def findings_table(view: DepartmentView) -> Table:
    """Every finding on the plans and returns of the period."""
    drawn: Drawn[Finding] = Drawn()
    drawn.add("code", "string", "Rule", lambda each: each.code, "compile explain CODE says what it is about.")
    drawn.add("severity", "string", "Weight", lambda each: each.severity.value, "error, warning or note.")
    drawn.add("audience", "string", "Who can put it right", lambda each: each.audience.value)
    drawn.add("gate", "boolean", "Whether it keeps the whole file out", lambda each: is_gate(each.code))
    drawn.add("division", "string", "Division", lambda each: each.division, "Its key in the department.")
    _add_place(drawn, lambda each: each.origin)
    drawn.add("subject", "string", "The row, as a person knows it", lambda each: each.subject)
    drawn.add("value", "string", "What stands there", lambda each: each.value)
    drawn.add("found", "string", "What was found", lambda each: each.found)
    drawn.add("allowed", "string", "What is allowed", lambda each: each.allowed)
    drawn.add("remedy", "string", "What to do", lambda each: each.remedy)
    drawn.add("others", "string", "Further cells of the same story", _others, "Apart by '; '.")
    drawn.add("follows_from", "string", "Rule that it follows from", lambda each: each.cause.code if each.cause else "")
    return drawn.table("findings", f"Findings of {view.period.label}", view.findings)


def _others(finding: Finding) -> str:
    return "; ".join(address(other) or str(other) for other in finding.others)


def sources_table(view: DepartmentView) -> Table:
    """Every file that was read, or looked for."""
    drawn: Drawn[Source] = Drawn()
    drawn.add("workbook", "string", "File", lambda each: each.workbook)
    drawn.add("role", "string", "What it is", lambda each: each.role, "plan, return, previous or year ago.")
    drawn.add("division", "string", "Division", lambda each: each.division.key if each.division else "")
    drawn.add("state", "string", "What became of it", lambda each: each.state)
    drawn.add("rows_read", "integer", "Rows taken up", lambda each: each.rows_read)
    drawn.add("rows_refused", "integer", "Rows not taken up", lambda each: each.rows_refused)
    drawn.add("reason", "string", "Why it could not be used", lambda each: each.reason)
    drawn.add("sha256", "string", "Its content's SHA-256", lambda each: each.sha256)
    return drawn.table("sources", "The files that the tables come from", view.sources)


_WHERE = "The workbooks that are named lie in the folder of this year and period."


@dataclass(frozen=True, slots=True)
class _Then:
    """A row as it was returned in a period."""

    view: DepartmentView
    key: str
    row: Row

    def cell(self, name: str) -> Entry:
        """A cell as returned then."""
        return (self.row.returned or self.row.record).entry(name)


def history_table(views: Sequence[DepartmentView]) -> Table:
    """Every row that was returned in each of the periods, oldest first: its rating, figure and score at that time."""
    drawn: Drawn[_Then] = Drawn()
    drawn.add("report_year", "string", "Year", lambda each: each.view.period.year.name, _WHERE)
    drawn.add("report_period", "string", "Period", lambda each: each.view.period.name, _WHERE)
    drawn.add("last_day", "date", "The period's last day", lambda each: each.view.period.last_day)
    drawn.add("row", "string", "Row", lambda each: each.key, "The row's key; the same in every period and table.")
    drawn.add("kind", "string", "What the row is", lambda each: NAMES[each.row.kind])
    drawn.add("tier", "string", "Tier of the plan", lambda each: each.row.plan)
    drawn.add("division", "string", "Division", lambda each: each.row.division)
    drawn.add("reference", "string", "Reference", lambda each: each.row.text("reference"), "As typed.")
    if any(view.profile.ratings is not None for view in views):
        drawn.add("rating", "string", "Rating that counts", _counts)
        drawn.add("rating_claimed", "string", "Rating that the officer gave", _claimed)
        drawn.add("rating_cell", "string", "Cell of the rating", lambda each: address(each.cell("rating").origin))
    if any(view.profile.sheet(Kind.INDICATOR) for view in views):
        drawn.add("figure", "string", "Figure", _as_typed, "As typed.")
        drawn.add("figure_number", "number", "Figure: its number, where it is one", lambda each: _figure(each)[0])
        drawn.add("figure_unit", "string", "Figure: its unit as printed", lambda each: _figure(each)[1])
        drawn.add("figure_cell", "string", "Cell of the figure", lambda each: address(each.cell("figure").origin))
    if any(view.profile.risks is not None for view in views):
        drawn.add("score", "string", "Risk score", _score, "As typed.")
        drawn.add("score_cell", "string", "Cell of the score", lambda each: address(each.cell("current").origin))
    then = [each for view in views for each in _returned(view)]
    return drawn.table("history", "Ratings, figures and scores of every period that has returns", then)


def _counts(then: _Then) -> str | None:
    return then.row.rating.key if then.row.rating else None


def _claimed(then: _Then) -> str | None:
    return then.row.claimed.key if then.row.claimed else None


def _as_typed(then: _Then) -> str:
    return then.cell("figure").raw


def _score(then: _Then) -> str:
    return then.cell("current").raw


def _figure(then: _Then) -> tuple[Decimal | None, str | None]:
    figure = then.cell("figure").read(Figure)
    return (figure.number, figure.unit.words) if figure is not None else (None, None)


def _returned(view: DepartmentView) -> Iterator[_Then]:
    lines = lines_of(view)
    for kind in _OVER_TIME:
        for line in lines.of.get(kind, ()):
            if line.row is not None and line.row.returned is not None:
                yield _Then(view, line.key, line.row)


_Link = tuple[str, Tie, str, Origin]


def thread_tables(view: DepartmentView, lines: Lines) -> tuple[Table, ...]:
    """The golden thread as pairs of rows, and every gap of it; neither where there is none."""
    thread, rows = thread_of_view(view)
    keys = {**lines.keys, **{id(record): lines.keys[id(_stands_on(row))] for record, row in rows.pairs}}
    links = list(_links(thread.records, Walker(thread), keys))
    found = gaps(thread)
    tables = []
    if links:
        drawn: Drawn[_Link] = Drawn()
        drawn.add("row", "string", "The lower row", lambda each: each[0], "Its key in the table of its kind.")
        drawn.add("tie", "string", "What ties it to the upper row", lambda each: each[1].value, _TIES)
        drawn.add("to_row", "string", "The upper row", lambda each: each[2], "Its key in the table of its kind.")
        _add_place(drawn, lambda each: each[3])
        tables.append(
            drawn.table("links", "The golden thread: which row is tied to which, and the cell that says so", links)
        )
    if found:
        tables.append(_gaps(view, found, keys))
    return tuple(tables)


_TIES = "One of: " + ", ".join(tie.value for tie in Tie) + "."


def _stands_on(row: Row) -> Record | None:
    return row.planned or row.returned


def _links(records: Iterable[Record], walker: Walker, keys: Mapping[int, str]) -> Iterator[_Link]:
    for record in records:
        for above, tie, by, key in walker.above(record):
            yield keys[id(record)], tie, keys[id(above)], by.where(key)


def _gaps(view: DepartmentView, found: Sequence[Gap], keys: Mapping[int, str]) -> Table:
    profile = view.profile
    drawn: Drawn[Gap] = Drawn()
    drawn.add("gap", "string", "How the thread is broken", lambda each: each.how.value)
    drawn.add("row", "string", "Row", lambda each: keys[id(each.row)], "Its key in the table of its kind.")
    drawn.add("reference", "string", "The row's reference", lambda each: reference(each.row), "As typed.")
    drawn.add("words", "string", "The row's words", lambda each: words_of(profile, each.row))
    drawn.add("said", "string", "What is wrong, in words", lambda each: said(profile, each))
    _add_place(drawn, lambda each: each.origin)
    return drawn.table("gaps", "Where the golden thread is broken", found)
