"""The budget of a plan: a table for each table of the Resources sheet, its measures side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from compiler.domain.language import term
from compiler.domain.record import Entry, Kind, Record
from compiler.report.blocks import Figure, Table, TableColumn, Words, say
from compiler.report.facts import cell_words
from compiler.report.plan_cells import amendments, marked
from compiler.report.plan_paper import Paper
from compiler.report.sentences import words


class _Line:
    """One line of a budget table: its row for each measure."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: dict[str, Record] = {}


def budget(paper: Paper) -> tuple[Table, ...]:
    """The plan's budget tables, in the order of the sheet."""
    tables = groupby(paper.of(Kind.RESOURCE), key=lambda row: row.text("table"))
    return tuple(made for name, rows in tables for made in _tables(paper, name or term("Budget"), list(rows)))


def _tables(paper: Paper, name: str, rows: Sequence[Record]) -> Iterator[Table]:
    """One table with a column for each measure; where no line has two measures, they are parts: a table for each."""
    lines, measures = _lines(rows), list(dict.fromkeys(row.text("measure") for row in rows))
    if len(measures) > 1 and all(len(line.rows) == 1 for line in lines):
        for measure in measures:
            yield _table(paper, f"{name}: {measure}", [line for line in lines if measure in line.rows], {measure: ""})
        return
    yield _table(paper, name, lines, {measure: measure for measure in measures})


def _lines(rows: Sequence[Record]) -> list[_Line]:
    """The rows of each line together; a line that says a measure again is another line."""
    lines: list[_Line] = []
    for row in rows:
        if not lines or lines[-1].name != row.text("line") or row.text("measure") in lines[-1].rows:
            lines.append(_Line(row.text("line")))
        lines[-1].rows[row.text("measure")] = row
    return lines


def _table(paper: Paper, caption: str, lines: Sequence[_Line], measures: dict[str, str]) -> Table:
    units = {measure: _unit(lines, measure) for measure in measures}
    headings = [_heading(heading, units[measure]) for measure, heading in measures.items()]
    sheet = paper.profile.sheet(Kind.RESOURCE)
    rows = [row for line in lines for row in line.rows.values()]
    return Table(
        caption=caption,
        columns=(TableColumn(term("Line"), 3.0), *(TableColumn(heading, 1.2, "right") for heading in headings)),
        rows=tuple((_name(line), *(_amount(paper, line, each, units[each]) for each in measures)) for line in lines),
        note=amendments(paper, sheet, rows) if sheet else (),
        description=say(paper.say("plan.budget_described", title=caption, columns=" and ".join(headings))),
        key="plan-resources",
    )


def _heading(measure: str, unit: str) -> str:
    return f"{measure or term('Amount')} ({unit})" if unit else measure or term("Amount")


def _unit(lines: Sequence[_Line], measure: str) -> str:
    """The unit of a measure, where all its amounts have the same."""
    units = {line.rows[measure].text("unit") for line in lines if measure in line.rows}
    return units.pop() if len(units) == 1 else ""


def _name(line: _Line) -> Words:
    entry = next(iter(line.rows.values())).entry("line")
    return (cell_words(entry, term("not named"), "as approved"),)


def _amount(paper: Paper, line: _Line, measure: str, unit: str) -> Words:
    row = line.rows.get(measure)
    if row is None:
        return (term("not given"),)
    entry: Entry = row.entry("amount")
    said = (cell_words(entry, term("not given"), "as approved"),)
    own = row.entry("unit")
    behind = (" ", Figure(own.raw, (own.origin,), "as approved", own.raw)) if own.given and own.raw != unit else ()
    return marked(paper, entry, words(said, behind))
