"""I: figures that say whose they are. Does an indicator measured by another one agree with that one's row?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.domain.likeness import same
from compiler.domain.record import Kind, Record, State
from compiler.domain.reference import read_references
from compiler.domain.regex import regex
from compiler.domain.thread import reference_of
from compiler.rules.case import Answered, Case
from compiler.rules.indicator_tables import figures_of
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.tiers import most
from compiler.rules.wording import quote

_FIGURES = ("value", "target")
_ASIDE = regex(r"\(([^()]*)\)")


def other_figures(case: Case) -> Iterator[Point]:
    """Indicators whose figure is said to be another's, where that one's row has another figure or target, or none."""
    for row in _with_asides(case):
        cells = _figures(case, row)
        sources = [*_sources(case, row, cells)]
        # A row made up of several others' figures is like none of them.
        for source, said in sources if len(sources) == 1 else ():
            for cell in cells:
                yield from _apart(case, cell, said, source)


def _with_asides(case: Case) -> Iterator[Record]:
    """The indicators of the plans beside whose figures something stands in brackets."""
    for book in case.sound_plans:
        for rows in case.rows_of(book):
            down = [rows.down(each) for each in rows.columns if each.type in _FIGURES]
            asides = [record for each in down for n, record in enumerate(each.records) if "(" in each.raws[n]]
            held = {id(record) for record in asides if record.kind is Kind.INDICATOR}
            yield from (record for record in rows.records if id(record) in held)


def _figures(case: Case, row: Record) -> list[Answered]:
    """The cells of a plan's row that give a figure or a target."""
    cells = (case.planned(row, key) for key in row.entries)
    return [cell for cell in cells if cell is not None and cell.column.type in _FIGURES and cell.entry.given]


def _sources(case: Case, row: Record, cells: list[Answered]) -> Iterator[tuple[Record, Answered]]:
    """The rows that a row's figures name in brackets, those of its own plan first, with the cell that names them."""
    for cell in cells:
        for aside in _ASIDE.findall(cell.entry.raw):
            for reference in read_references(aside, case.profile.schemes).distinct:
                rows = case.thread.listed(reference)
                near = [each for each in rows if each.workbook == row.workbook] or [*rows]
                if near and reference != reference_of(row) and same(str(reference), aside):
                    yield near[0], cell


def _apart(case: Case, cell: Answered, said: Answered, source: Record) -> Iterator[Point]:
    entry = source.entry(cell.column.key)
    here, there = figures_of(cell.entry), figures_of(entry)
    blank = entry.state is State.BLANK
    if here and (blank or (there and [v.amount for v in here] != [v.amount for v in there])):
        name, theirs = reference_of(source), "nothing" if blank else quote(entry.raw)
        whose = "" if cell is said else f", though its figure is that of {name} ({quote(said.entry.raw)})"
        yield point_at(
            cell,
            f"{subject_of(cell.record)} has {quote(cell.entry.raw)} under '{case.heading(cell.column)}'{whose}; "
            f"{name} itself has {theirs} ({entry.origin}).",
            "Two indicators that are one figure have the same outturn and the same target.",
            others=(entry.origin,) if cell is said else (entry.origin, said.entry.origin),
            most=most(case, source, cell.column.key),
        )


BORROWED_FIGURE_RULES = (
    Rule(
        "I711",
        "A figure of another indicator, and not its target",
        "Where one indicator is measured by another, one of two targets is missed when the other is met.",
        Severity.NOTE,
        Scope.INDICATORS,
        other_figures,
        of_plans=True,
    ),
)
