"""What the members decide: amendments of a plan and approvals of plans, what awaits them and how it is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from compiler.domain.conflict import in_force
from compiler.domain.decision import Amendment, Decisions
from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period
from compiler.domain.record import Record
from compiler.domain.returned import Return, Role
from compiler.domain.text import fold, nearest
from compiler.ledger.amend import rows_meant
from compiler.ledger.lines import Value
from compiler.ledger.named import column_named
from compiler.pipeline import Inputs, case_for, misfits_of, read_returns
from compiler.profile.model import Column
from compiler.project.added import Table
from compiler.project.decide import add_decisions
from compiler.project.find import Project, WrongUse, division_named
from compiler.project.quarter import Wish, inputs_of
from compiler.rules.amendments import Change, proposals

PLAN_FOLDER = "plan/"


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What awaits decision in a period: the changes that returns propose, the plans without an approval, and how many
    conflicts between returns are not settled."""

    inputs: Inputs
    plans: tuple[Return, ...]
    changes: tuple[Change, ...]
    unapproved: tuple[Return, ...]
    conflicts: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision: approved or refused, by whom, at which meeting, when, and from which day it counts."""

    approved: bool
    by: str
    on: dt.date
    meeting: str = ""
    effective: dt.date | None = None


def awaiting(project: Project, period: Period) -> Awaiting:
    """Read a period's plans and returns, and list what was not decided yet."""
    inputs = inputs_of(project, period, Wish())
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    case = case_for(inputs, plans, returns, ())
    approved = {each.plan for each in project.decisions.approvals if each.year == period.year.name}
    return Awaiting(
        inputs,
        plans,
        tuple(proposals(case)),
        tuple(book for book in plans if book.readable and plan_name(book) not in approved),
        sum(in_force(conflict, case.settled) is None for conflict in case.conflicts),
    )


def plan_name(book: Return) -> str:
    """The name of a plan's file."""
    return book.workbook.removeprefix(PLAN_FOLDER)


def decide_changes(
    project: Project, found: Awaiting, changes: Sequence[Change], verdict: Verdict, *, write: bool
) -> Project:
    """The project in which the members decided on changes that returns propose; recorded whole or not at all."""
    tables = [
        _table(found, change.pair.before, change.column, change.approved.raw, change.returned.raw, verdict)
        for change in changes
    ]
    return _add_amendments(project, found, tables, write)


def decide_cell(
    project: Project,
    found: Awaiting,
    division: str,
    reference: str,
    column: str,
    to: str,
    verdict: Verdict,
    *,
    write: bool,
) -> Project:
    """The project in which the members decided on a change that no return proposes, of the row of that reference."""
    key = division_named(project.department, division).key
    named = column_named(project.profile, column)
    if named is None:
        headings = [each.heading for sheet in project.profile.sheets for each in sheet.columns if each.part == "plan"]
        close = nearest(column, headings)
        raise WrongUse(f"There is no column called '{column}'." + (f" Did you mean '{close}'?" if close else ""))
    if named.part != "plan":
        raise WrongUse(f"'{named.heading}' is asked for in every return; the members decide on columns of the plan.")
    wanted = Amendment(found.inputs.period.year.name, key, named.key, "", to, "approved", "", verdict.on, "", reference)
    rows = rows_meant(found.plans, wanted)
    if len(rows) != 1:
        close = nearest(reference, {row.text("reference") for plan in found.plans for row in plan.records})
        hint = f" Did you mean '{close}'?" if close and not rows else ""
        raise WrongUse(f"{len(rows) or 'No'} rows of that division's plans are called '{reference}'.{hint}")
    table = _table(found, rows[0], named, rows[0].entry(named.key).raw, to, verdict)
    return _add_amendments(project, found, [table], write)


def _table(found: Awaiting, row: Record, column: Column, was: str, to: str, verdict: Verdict) -> Table:
    reference = row.text("reference")
    alone = len([1 for plan in found.plans for each in plan.records if _same_name(each, row)]) == 1
    table: dict[str, Value] = {"year": found.inputs.period.year.name, "division": row.division, "plan": row.plan}
    table |= {"reference": reference} if reference else {}
    table |= {} if reference and alone else {"mark": row.identity}
    table |= {"column": column.key, "was": was, "to": to}
    table |= {"decision": "approved" if verdict.approved else "refused", "by": verdict.by}
    table |= {"meeting": verdict.meeting} if verdict.meeting else {}
    table |= {"on": verdict.on}
    return table | ({"effective": verdict.effective} if verdict.effective else {})


def _same_name(one: Record, other: Record) -> bool:
    return (one.kind, one.plan, one.division) == (other.kind, other.plan, other.division) and fold(
        one.text("reference")
    ) == fold(other.text("reference"))


def _add_amendments(project: Project, found: Awaiting, tables: Sequence[Table], write: bool) -> Project:
    """Add them, unless one would not fit the plans: WrongUse says which and why, and nothing is recorded."""
    decided = add_decisions(project, "amendments", tables, write=False).decisions
    new = decided.amendments[len(project.decisions.amendments) :]
    inputs = replace(found.inputs, decisions=Decisions(amendments=decided.amendments))
    wrong = [each for each in misfits_of(inputs, found.plans) if each.amendment in new]
    if wrong:
        raise WrongUse("\n".join(f"'{each.amendment.to}' cannot be recorded. {each.why}" for each in wrong))
    return add_decisions(project, "amendments", tables, write=write)


def approve_plans(
    project: Project, found: Awaiting, names: Sequence[str], verdict: Verdict, *, write: bool
) -> list[str]:
    """Record that plans were approved as their files are now, 'all' for every one; gives back the files' names."""
    books = {fold(plan_name(book).rsplit(".", 1)[0]): book for book in found.plans if book.readable}
    asked = [fold(name.rsplit(".xls", 1)[0]) for name in names]
    chosen = list(books) if asked == ["all"] else asked
    for name in chosen:
        if name not in books:
            there = ", ".join(plan_name(book) for book in books.values()) or "none"
            raise WrongUse(f"There is no plan called '{name}'. There are: {there}.")
    tables: list[Table] = [_approval(found, books[name], verdict) for name in chosen]
    add_decisions(project, "approvals", tables, write=write)
    return [plan_name(books[name]) for name in chosen]


def _approval(found: Awaiting, book: Return, verdict: Verdict) -> Table:
    table: dict[str, Value] = {"year": found.inputs.period.year.name, "plan": plan_name(book), "sha256": book.sha256}
    table |= {"by": verdict.by}
    table |= {"meeting": verdict.meeting} if verdict.meeting else {}
    return table | {"on": verdict.on}
