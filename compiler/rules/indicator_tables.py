"""I: indicators across plans. Do two tables say the same of one indicator?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from compiler.domain.agreement import grouped
from compiler.domain.figures import Unit, UnitKind
from compiler.domain.finding import Severity
from compiler.domain.likeness import ALIKE, apart, letters_of, likeness, same
from compiler.domain.record import Entry, Kind, Record
from compiler.domain.reference import Reference
from compiler.domain.target_model import Target
from compiler.domain.text import fold
from compiler.domain.thread import reference_of
from compiler.domain.value_model import Segments, Value
from compiler.rules.case import Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.tiers import every_plan_is_there, most
from compiler.rules.wording import LONGEST, listed, quote, sentence

_FIGURES = ("value", "target")


def tables(case: Case) -> Iterator[tuple[Reference, tuple[Record, ...]]]:
    """The rows of each indicator that stands in the tables of several plans, the uppermost plan's first."""
    for rows in case.thread.every_listed(several=True):
        reference = reference_of(rows[0]) if len({row.workbook for row in rows}) > 1 else None
        if reference is not None:
            yield reference, rows


def held_by_several(case: Case) -> Iterator[Point]:
    """Indicators that stand in the tables of several divisions' own plans, as held and not only contributed to."""
    own = {division.key: division.tier for division in case.department.divisions}
    # The first word of that list is the one for what a division holds itself.
    contributes = {fold(word) for word in case.profile.lists.get("held", ())[1:]}
    for reference, rows in tables(case):
        theirs = [r for r in rows if own.get(r.division) == r.plan and fold(r.text("held")) not in contributes]
        each = [same_division[0] for same_division in grouped(theirs, lambda row: row.division).values()]
        cell = case.planned(each[0], "reference") if each else None
        if cell is not None and len(each) > 1 and len({row.plan for row in each}) == 1:
            others = tuple(row.entry("reference").origin for row in each[1:])
            names = (d.name for row in each for d in case.department.divisions if d.key == row.division)
            yield point_at(
                cell,
                f"{reference} stands in the tables of {listed(names)} ({listed(map(str, others))}).",
                "An indicator is held by one division; others contribute to it.",
                for_plan="Settle which division holds it, and mark it as contributed to by the others.",
                others=others,
            )


def held_by_none(case: Case) -> Iterator[Point]:
    """Indicators of an upper plan that stand in no table of the plans below, where most do."""
    nobodys = case.thread.in_no_table_below if _tables_are_whole(case) else ()
    for left in grouped(nobodys, lambda row: row.plan).values():
        cell = case.planned(left[0], "reference")
        if cell is not None:
            upper = [row for rows in case.thread.every_listed() for row in rows if row.plan == left[0].plan]
            others = tuple(row.entry("reference").origin for row in left[1:])
            yield point_at(
                cell,
                f"{listed(str(reference_of(row)) for row in left)} {'stands' if len(left) == 1 else 'stand'} in no "
                f"table of the plans below; {len(upper) - len(left)} of the {len(upper)} indicators here do.",
                "What an upper plan is measured by is held by a division, which returns it.",
                for_plan="Say which division holds it, or list it for amendment of the plan.",
                others=others,
            )


def _tables_are_whole(case: Case) -> bool:
    return case.plans_whole and every_plan_is_there(case)


def other_definition(case: Case) -> Iterator[Point]:
    """Indicators that two tables define in other words; each wording is told of once."""
    for reference, (first, *rest) in tables(case):
        worded = [row for row in rest if row.text("definition") and first.text("definition")]
        changed = [row for row in worded if not same(row.text("definition"), first.text("definition"))]
        for rows in grouped(changed, lambda row: letters_of(row.text("definition"))).values():
            yield from _defined(case, reference, first, rows)


def _defined(case: Case, reference: Reference, first: Record, rows: Sequence[Record]) -> Iterator[Point]:
    cell = case.planned(rows[0], "definition")
    if cell is None:
        return
    words, wanted = cell.entry.raw, first.text("definition")
    here, there = apart(words, wanted)
    origin, also = first.entry("definition").origin, [row.entry("definition").origin for row in rows[1:]]
    alike = likeness(words, wanted) >= ALIKE
    yield point_at(
        cell,
        sentence(
            f"{reference} is here {quote(here, LONGEST)} and there {quote(there, LONGEST)} ({origin}).",
            f"As here, it stands in {listed(map(str, also))}." if also else "",
        ),
        "An indicator has one definition; under two its figures are not the same thing.",
        others=(origin, *also),
        most=Severity.NOTE if alike else most(case, first, "definition"),
    )


def figures_of(entry: Entry) -> tuple[Value, ...]:
    """The figures of a cell, each with its label, in the labels' order; none where it says anything else."""
    value = entry.value
    if isinstance(value, Target):
        parts = value.segments or ((value,) if not value.unread else ())
        found = [(fold(part.label or one.label), one) for part in parts for one in part.values]
    else:
        ones = value.values if isinstance(value, Segments) else (value,) if isinstance(value, Value) else ()
        found = [(fold(one.label), one) for one in ones]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _numbers(values: Sequence[Value]) -> list[Decimal]:
    return [value.amount for value in values]


def _unit(unit: Unit) -> tuple[object, ...]:
    return (unit.kind, unit.per)


def figure_differs(first: Sequence[Value], second: Sequence[Value]) -> bool:
    """Whether two cells give other numbers."""
    return _numbers(first) != _numbers(second)


def unit_differs(first: Sequence[Value], second: Sequence[Value]) -> bool:
    """Whether two cells give the same numbers in other units; a bare number is of no other unit."""
    bare = any(value.unit.kind is UnitKind.NUMBER for value in (*first, *second))
    return (
        not bare
        and not figure_differs(first, second)
        and [_unit(v.unit) for v in first] != [_unit(v.unit) for v in second]
    )


def differing(differs: Callable[[Sequence[Value], Sequence[Value]], bool], allowed: str, case: Case) -> Iterator[Point]:
    """Indicators of which two tables give other figures in one column."""
    sheet = case.profile.sheet(Kind.INDICATOR)
    columns = [column for column in sheet.columns if column.type in _FIGURES and column.part == "plan"] if sheet else []
    for reference, (first, *rest) in tables(case):
        for row, column in ((row, column) for row in rest for column in columns):
            cell, other = case.planned(row, column.key), first.entry(column.key)
            if cell is None or cell.entry.raw == other.raw:
                continue
            here, there = figures_of(cell.entry), figures_of(other)
            if here and there and differs(here, there):
                yield point_at(
                    cell,
                    f"{reference} has under '{case.heading(column)}' {quote(cell.entry.raw)} here and "
                    f"{quote(other.raw)} there ({other.origin}).",
                    allowed,
                    others=(other.origin,),
                    most=most(case, first, column.key),
                )


INDICATOR_TABLE_RULES = (
    Rule(
        "I703",
        "An indicator that several divisions hold",
        "Where two divisions hold an indicator, two return it, and neither need answer for it.",
        Severity.NOTE,
        Scope.INDICATORS,
        held_by_several,
        of_plans=True,
    ),
    Rule(
        "I710",
        "An indicator that no division holds",
        "What stands in no division's table is asked of nobody, and is missing when the upper plan is reported on.",
        Severity.NOTE,
        Scope.INDICATORS,
        held_by_none,
        needs=("plan", "held"),
        of_plans=True,
    ),
    Rule(
        "I704",
        "Two tables, two figures",
        "Of one indicator's outturn or target in one year only one figure can be the right one.",
        Severity.WARNING,
        Scope.INDICATORS,
        partial(differing, figure_differs, "An indicator has the same outturn and target in every plan."),
        of_plans=True,
    ),
    Rule(
        "I705",
        "Two tables, two units",
        "12 days and 12% look alike in a list and are not the same.",
        Severity.WARNING,
        Scope.INDICATORS,
        partial(differing, unit_differs, "An indicator's figures have the same unit in every plan."),
        of_plans=True,
    ),
    Rule(
        "I706",
        "Two tables, two definitions",
        "Figures of one indicator can only be compared while it counts the same thing.",
        Severity.WARNING,
        Scope.INDICATORS,
        other_definition,
        of_plans=True,
    ),
)
