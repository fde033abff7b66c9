"""T: the table, once more. Does each row stand in it once, under a reference of its own?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.returned import Return
from compiler.domain.text import fold
from compiler.rules.case import Answered, Case, whose
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote

_NAMED = (Kind.OBJECTIVE, Kind.ACTION, Kind.INDICATOR, Kind.RISK)
Row = tuple[Record, Reference]


def _rows(book: Return, like: Container[tuple[Kind, str]] | None = None) -> list[Row]:
    """The rows with one reference of their own: of some kinds and tiers all, else those that share it with another."""
    asked = (r for r in book.records if r.kind in _NAMED and (like is None or (r.kind, r.plan) in like))
    held = [(record, read.only) for record in asked if (read := record.read("reference", ReferenceList)) is not None]
    rows = [(record, only) for record, only in held if only is not None]
    if like is not None:
        return rows
    often = Counter(only.text for _, only in rows)
    return [row for row in rows if often[row[1].text] > 1]


def _name(row: Row) -> str:
    record, reference = row
    return "\x1f".join((record.kind.value, record.plan, fold(record.text("held")), str(reference)))


def doubled_reference(case: Case) -> Iterator[Point]:
    """Rows of a plan that have one reference."""
    asked = {id(record) for down in case.down_under("reference") if down.of_plan for record in down.records}
    for book in case.sound_plans:
        for same in (rows for rows in grouped(_rows(book), _name).values() if len(rows) > 1):
            last = same[-1][0]
            cell = case.planned(last, "reference") if id(last) in asked else None
            if cell is not None:
                yield _doubled(cell, tuple(record.entry("reference").origin for record, _ in same[:-1]))


def _doubled(cell: Answered, others: tuple[Origin, ...]) -> Point:
    return point_at(
        cell,
        f"{quote(cell.entry.raw)} is the reference of {listed(origin.cell for origin in others)} too.",
        "Each row of a plan has a reference of its own.",
        for_plan="List one of them for amendment of the plan.",
        others=others,
    )


def row_twice(case: Case) -> Iterator[Point]:
    """Rows that stand in a return more often than in the plan."""
    for book in case.sound_returns:
        marked = grouped((r for r in book.records if r.kind in _NAMED), lambda record: record.identity)
        told = [same for same in marked.values() if len(same) > 1]
        seen = {id(record) for same in told for record in same}
        several = {name: rows for name, rows in grouped(_rows(book), _name).items() if len(rows) > 1}
        planned = _planned(case, several)
        for name, rows in several.items():
            same = [record for record, _ in rows]
            if 0 < planned[name] < len(same) and not any(id(record) in seen for record in same):
                told.append(same)
        for same in told:
            yield _twice(book, same)


def _planned(case: Case, several: Mapping[str, list[Row]]) -> Counter[str]:
    """How often rows stand in the plans that stand several times in a return."""
    like = {(record.kind, record.plan) for rows in several.values() for record, _ in rows}
    return Counter(_name(row) for plan in case.sound_plans if like for row in _rows(plan, like))


def _twice(book: Return, same: list[Record]) -> Point:
    *others, last = same
    return Point(
        last.origin,
        f"This row stands in {listed(origin.cell for origin in (record.origin for record in others))} too.",
        "Each row of the plan is returned once.",
        "Keep the row that is right and delete the other.",
        value=last.text("reference"),
        subject=subject_of(last),
        division=book.division,
        audience=whose(book),
        others=tuple(record.origin for record in others),
    )


DOUBLE_RULES = (
    Rule(
        "T410",
        "Two rows of a plan have one reference",
        "Where a reference is cited, nobody can say which of the two rows is meant.",
        Severity.WARNING,
        Scope.TABLE,
        doubled_reference,
        of_plans=True,
    ),
    Rule(
        "T411",
        "A row is returned twice",
        "A row that was copied would be counted twice, perhaps with two ratings.",
        Severity.ERROR,
        Scope.TABLE,
        row_twice,
    ),
)
