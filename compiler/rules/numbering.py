"""T: the order of a plan. Do its numbers run on, has each objective its actions, and is no section missing?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from compiler.domain.finding import Severity
from compiler.domain.lookup import Runs
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.regex import regex
from compiler.domain.returned import Return
from compiler.domain.text import fold
from compiler.domain.thread import reference_of
from compiler.rules.case import Answered, Case
from compiler.rules.columnwise import Down
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import a, listed, quote, sentence

_SHORTEST_RUN = 5
_MOST_MISSING = 0.1
_MOST_LOST = 3
"""Of more numbers left out in one place, a whole block was left free."""
_SECTION = regex(r"\s*section\s+(?P<number>[0-9]{1,2})\b", re.IGNORECASE)


def _own(case: Case) -> Iterator[tuple[Down, int, Reference]]:
    """The cells in which the rows of plans have their own references: the column, the cell's number there, and it."""
    for down in case.down_under("reference"):
        for number, read in down.read(ReferenceList) if down.of_plan and down.column.type == "reference" else ():
            if read.only is not None:
                yield down, number, read.only


def gap(case: Case) -> Iterator[Point]:
    """Numbers that are left out of a run that is otherwise whole over all plans."""
    for scheme, first in _firsts(case).items() if case.plans_whole else ():
        # A row of a plan that was not handed in is in its division's return.
        held, run = case.numbered[scheme], range(first.least, first.most + 1)
        if len(first) < _SHORTEST_RUN or len(run) - held.among(run) > _MOST_MISSING * len(run):
            continue
        gaps = [(number, first.after(number)) for number in run if number not in held and number - 1 in first]
        cells = _cells(case, scheme, {number for begins, ends in gaps for number in (begins - 1, ends)})
        for begins, ends in gaps:
            names = [case.profile.schemes[scheme].form((number,)) for number in range(begins, ends)]
            yield _left_out(cells[begins - 1], cells[ends], names)


def _firsts(case: Case) -> Mapping[str, Runs]:
    """The numbers of the rows of plans by the family of their references; of families of one number alone."""
    found: dict[str, Runs] = {}
    several: set[str] = set()
    for _, _, reference in _own(case):
        found.setdefault(reference.scheme, Runs()).add(reference.number[0])
        if len(reference.number) > 1:
            several.add(reference.scheme)
    return {scheme: numbers for scheme, numbers in found.items() if scheme not in several}


def _cells(case: Case, scheme: str, wanted: Collection[int]) -> Mapping[int, Answered]:
    """The first cell of each of some numbers of a family."""
    found: dict[int, Answered] = {}
    for down, number, reference in _own(case) if wanted else ():
        first = reference.number[0]
        if reference.scheme == scheme and first in wanted and first not in found:
            found[first] = down.cell(number)
    return found


def _left_out(before: Answered, cell: Answered, names: list[str]) -> Point:
    between = _between(before, cell)
    place = f", and {quote(between)} stands in between" if between else ""
    return point_at(
        cell,
        f"{reference_of(cell.record)} comes after {before.entry.raw}: no row of any plan is {listed(names, 'or')}"
        f"{place}.",
        "References run on without a gap.",
        for_plan="If the row was withdrawn, no change; if it was left out or misnumbered, list it for amendment.",
        others=(before.entry.origin,),
    )


def _between(before: Answered, after: Answered) -> str:
    """The reference of the one row between two rows of a sheet, which may have been meant for the gap."""
    if before.book is not after.book or after.record.origin.row - before.record.origin.row != 2:
        return ""
    row = after.record.origin.row - 1
    rows = (record for record in after.book.of(after.record.kind) if record.origin.row == row)
    return next((record.text("reference") for record in rows), "")


def objective_without_actions(case: Case) -> Iterator[Point]:
    """Objectives that no action of their plan names."""
    if not case.plans_whole:
        return
    named = {_tier(book, record): set[str]() for book in case.sound_plans for record in book.of(Kind.ACTION)}
    for book in case.sound_plans:
        for record in book.of(Kind.ACTION):
            named[_tier(book, record)].add(fold(record.text("objective")))
    numbered = (d for d in case.down_under("number") if d.of_plan and d.sheet.kind is Kind.OBJECTIVE)
    for cell in (cell for down in numbered for cell in down.cells):
        record = cell.record
        actions = named.get(_tier(cell.book, record), set[str]())
        # An action that names an objective which is not there may be meant for this one: that is told already.
        astray = actions - case.numbers.get((record.plan, record.division), frozenset())
        missed = cell.entry.given and fold(cell.entry.raw) not in actions
        if actions and not astray and missed and not case.thread.held_by_others(record):
            yield _without_actions(case, cell, _lost_at(case, cell))


def _without_actions(case: Case, cell: Answered, lost: list[str]) -> Point:
    """The point; a note only where the row that is missed may have been lost with its number."""
    record, action, objective = cell.record, case.profile.word("action"), case.profile.word("objective")
    words = record.text("divisional") or record.text("departmental") or record.text("corporate")
    perhaps = f"{listed(lost, 'or')}, which would stand there, is in no plan: the row may have been lost."
    return point_at(
        cell,
        sentence(
            f"No {action} of this plan belongs to {objective} {cell.entry.raw}{f' ({quote(words)})' if words else ''}.",
            perhaps if lost else "",
        ),
        f"{a(objective)[:1].upper()}{a(objective)[1:]} is delivered by the {action}s under it.",
        for_plan=f"Look for the lost {action} in another copy of the plan; if there is none, list it for amendment."
        if lost
        else "List it for amendment of the plan: with its actions, or without the objective.",
        most=Severity.NOTE if lost else Severity.ERROR,
    )


def _lost_at(case: Case, cell: Answered) -> list[str]:
    """The references that no row has and that would stand where the actions of an objective are missed: between the
    actions of the objectives before it and of those after it."""
    objectives = [o for o in cell.book.of(Kind.OBJECTIVE) if o.plan == cell.record.plan]
    order = {fold(each.text("number")): place for place, each in enumerate(objectives)}
    here = order[fold(cell.entry.raw)]
    placed = [
        (order[number], only)
        for row in cell.book.of(Kind.ACTION)
        if row.plan == cell.record.plan and (number := fold(row.text("objective"))) in order
        if (read := row.read("reference", ReferenceList)) is not None and (only := read.only) is not None
    ]
    lost = []
    for scheme in dict.fromkeys(only.scheme for _, only in placed):
        before = [r.number[0] for place, r in placed if place < here and r.scheme == scheme]
        after = [r.number[0] for place, r in placed if place > here and r.scheme == scheme]
        if before and after and case.profile.schemes[scheme].parts == 1:
            held = case.numbered[scheme]
            gap = [number for number in range(before[-1] + 1, after[0]) if number not in held]
            lost += [case.profile.schemes[scheme].form((number,)) for number in gap]
    return lost if len(lost) <= _MOST_LOST else []


def _tier(book: Return, record: Record) -> tuple[str, str]:
    return record.division or book.division, record.plan


def missing_section(case: Case) -> Iterator[Point]:
    """Sections that the numbers of a plan leave out, or that all other plans of its tier have."""
    plans = _sections(case)
    for (workbook, tier), (cell, numbers) in plans.items():
        others = [held for (name, other), (_, held) in plans.items() if other == tier and name != workbook]
        skipped = [number for number in range(1, max(numbers)) if number not in numbers]
        common = set.intersection(*others) - numbers - set(skipped) if len(others) > 1 else set()
        if skipped:
            yield _section(cell, skipped, f"it goes as far as Section {max(numbers)}", Severity.ERROR)
        elif common:
            yield _section(cell, sorted(common), f"the other {len(others)} plans of its tier have it", Severity.NOTE)


def _sections(case: Case) -> Mapping[tuple[str, str], tuple[Answered, set[int]]]:
    """The numbers of the sections of each plan, with the cell of the last."""
    found: dict[tuple[str, str], tuple[Answered, set[int]]] = {}
    planned = (down for down in case.down_under("section") if down.of_plan)
    for cell in (c for down in planned for c in down.at(down.saying(frozenset(filter(_SECTION.match, down.said))))):
        match = _SECTION.match(cell.entry.raw)
        if match:
            key = (cell.book.workbook, cell.record.plan)
            _, numbers = found.get(key, (cell, set[int]()))
            found[key] = cell, numbers | {int(match["number"])}
    return found


def _section(cell: Answered, numbers: list[int], why: str, most: Severity) -> Point:
    return point_at(
        cell,
        f"This plan has no Section {listed(map(str, numbers))}, but {why}.",
        "Plans of one tier have the same sections.",
        for_plan="If the plan has nothing for it, say so under its heading; if it was left out, list it for amendment.",
        most=most,
    )


NUMBERING_RULES = (
    Rule(
        "T412",
        "A gap in the numbering",
        "A number that is left out leaves the reader looking for a row. It may have been lost, or numbered as another.",
        Severity.NOTE,
        Scope.TABLE,
        gap,
        of_plans=True,
    ),
    Rule(
        "T413",
        "An objective without actions",
        "An objective that no action belongs to is a promise that nobody has been asked to keep.",
        Severity.WARNING,
        Scope.TABLE,
        objective_without_actions,
        of_plans=True,
    ),
    Rule(
        "T414",
        "A section is missing",
        "A section that is left out looks like one that was lost on the way to the printer.",
        Severity.WARNING,
        Scope.TABLE,
        missing_section,
        of_plans=True,
    ),
)
