"""The rows of a list in the plan that they belong to: after those that it has, each once, with new objectives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.domain.frozen import dataclass
from compiler.domain.period import Year
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return, Role
from compiler.domain.text import fold
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile, Sheet, Tier
from compiler.returns.form import Form, FormRow
from compiler.returns.issue_form import plan_cells
from compiler.returns.list_rows import TakenRow, objectives_of
from compiler.returns.marks import Marks


@dataclass(frozen=True, slots=True)
class Planned:
    """One plan with the rows that a list brings to it: its file, its form, and how many rows were there already.

    `empty` says that the plan had no rows at all.
    """

    file: str
    form: Form
    new: int
    there: int
    empty: bool


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose plan rows go to: the council's format, the department and its division, the year and the tier."""

    profile: Profile
    department: Department
    division: Division
    year: Year
    tier: Tier


def plan_of(whose: Whose, file: str, plans: Sequence[Return]) -> Return | None:
    """The plan of a division and tier: the one with rows of that tier, else the empty one of that name."""
    own = [plan for plan in plans if plan.division == whose.division.key]
    held = [plan for plan in own if any(record.plan == whose.tier.key for record in plan.records)]
    empty = [plan for plan in own if not plan.records and fold(_name(plan)) == fold(file)]
    return next(iter([*held, *empty]), None)


def _name(plan: Return) -> str:
    return plan.workbook.rpartition("/")[2]


def with_rows(whose: Whose, file: str, plan: Return | None, what: str, rows: Sequence[TakenRow]) -> Planned:
    """The plan with the rows of a list after its own; `what` is the key of the sheet that they go to.

    A row that the plan has under the same mark is not added again. Objectives that only the new rows name come along.
    """
    profile, tier = whose.profile, whose.tier
    own = _own_rows(profile, plan)
    there = {row.identity for each in own.values() for row in each if row.identity}
    new = tuple(row for row in rows if row.row.identity not in there)
    new, objectives = objectives_of(new, _objectives(profile, plan), profile, tier)
    added = {what: [row.row for row in new], "objectives": [row.row for row in objectives]}
    form = Form(
        profile=profile,
        department=whose.department,
        division=whose.division,
        role=Role.PLAN,
        year=whose.year,
        title=f"{tier.name} {whose.year.label}: {whose.division.name}",
        tiers=(tier.key,),
        rows={sheet.key: (*own.get(sheet.key, ()), *added.get(sheet.key, ())) for sheet in profile.sheets},
        legend=tuple(plan.legend.items()) if plan else (),
        open=True,
    )
    return Planned(_name(plan) if plan else file, form, len(new), len(rows) - len(new), not own)


def _own_rows(profile: Profile, plan: Return | None) -> dict[str, list[FormRow]]:
    """The rows that a plan has, as they stand, under their own marks."""
    rows: dict[str, list[FormRow]] = {}
    marks = Marks()
    for record in plan.records if plan else ():
        sheet = _sheet_of(profile, record)
        if sheet is not None:
            doubtful = tuple(key for mark, key in sorted(plan.doubtful) if mark == record.identity) if plan else ()
            mark = marks.of(record) if sheet.column("identity") else ""
            rows.setdefault(sheet.key, []).append(FormRow(plan_cells(sheet, record), mark, "", doubtful))
    return rows


def _sheet_of(profile: Profile, record: Record) -> Sheet | None:
    name = fold(record.origin.sheet)
    plans = (sheet for sheet in profile.sheets if "plan" in sheet.roles)
    return next((sheet for sheet in plans if name in map(fold, (sheet.name, *sheet.aliases))), None)


def _objectives(profile: Profile, plan: Return | None) -> Iterator[tuple[str, str]]:
    """The numbers of a plan's objectives, each with the words of each level."""
    columns = [level.column for level in profile.levels]
    for record in plan.records if plan else ():
        if record.kind is Kind.OBJECTIVE:
            yield from ((record.text("number"), record.text(column)) for column in columns if record.text(column))
