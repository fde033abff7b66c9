"""From the rows of a text source to the rows of a workbook: named by tier, marked, doubtful cells noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.profile.model import Profile, Sheet
from compiler.returns.form import FormRow, Words
from compiler.returns.identity import row_identity
from workbooks.sources import Source, SourceFault, SourceRow

NOT_CELLS = {"at", "doubt", "why", "note", "objective_text"}
"""Keys of a source's row that are no cells: where it was printed, what is doubtful, and why it stands as it does."""

_MAIN = {
    Kind.OBJECTIVE: ("number",),
    Kind.ACTION: ("action",),
    Kind.INDICATOR: ("definition",),
    Kind.RISK: ("risk",),
    Kind.RESOURCE: ("table", "line", "measure"),
    Kind.MILESTONE: ("milestone",),
    Kind.OUTCOME: ("number",),
    Kind.ROUTE: ("number",),
}


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of a plan: the tier's key, its reference, its number within that plan's table, and its cells.

    The reference is the printed one; of a milestone its action and place ('3.4.2/1'), of an objective its number.
    """

    plan: str
    reference: str
    number: int
    row: FormRow


def planned_rows(profile: Profile, source: Source, role: Role) -> dict[str, list[PlannedRow]]:
    """The rows of one plan by sheet; raises SourceFault for a key that is no column of the sheet in that role.

    In the role of a plan, words printed under a column that only returns have are taken if they are marked as doubtful.
    """
    tables = dict(source.tables)
    if not tables["objectives"]:
        tables |= _with_objectives(tables["actions"])
    return {
        sheet.key: _sheet_rows(profile, source, sheet, tables[sheet.key], role)
        for sheet in profile.sheets
        if sheet.key in tables and sheet.key != "narrative"
    }


def total_rows(profile: Profile, source: Source) -> list[FormRow]:
    """The figures that a return gives as totals only; each row names its plan."""
    sheets = [sheet for sheet in profile.sheets if sheet.key == "totals"]
    return [
        each.row
        for sheet in sheets
        for each in _sheet_rows(profile, source, sheet, source.tables["totals"], Role.RETURN)
    ]


def _with_objectives(actions: Sequence[SourceRow]) -> dict[str, list[SourceRow]]:
    """Objectives from the words printed beside the actions, numbered in the order in which they first appear."""
    objectives: dict[str, SourceRow] = {}
    numbered: list[SourceRow] = []
    for row in actions:
        words = str(row.get("objective_text", ""))
        if words and words not in objectives:
            objectives[words] = {"at": row["at"], "number": str(len(objectives) + 1), "divisional": words}
        numbered.append(row | ({"objective": objectives[words]["number"]} if words else {}))
    return {"objectives": list(objectives.values()), "actions": numbered}


def _sheet_rows(
    profile: Profile, source: Source, sheet: Sheet, rows: Sequence[SourceRow], role: Role
) -> list[PlannedRow]:
    cells = {column.key for column in sheet.columns if column.part != "identity"}
    asked = {column.key for column in sheet.columns if column.part == "return"} if role is Role.PLAN else set()
    names = {tier.key: tier.name for tier in profile.tiers}
    alike: Counter[tuple[str, ...]] = Counter()
    planned: list[PlannedRow] = []
    for number, row in enumerate(rows, 1):
        place = f"{source.path}, {sheet.key} {number}"
        known = (cells - asked) | (cells & set(_doubtful(row)))
        unknown = sorted(set(row) - NOT_CELLS - known)
        if unknown:
            raise SourceFault(f"{place}: '{unknown[0]}' is no column of the sheet {sheet.name}")
        plan = str(row.get("plan", source.text("plan")))
        if plan not in names:
            raise SourceFault(f"{place}: '{plan}' is no tier of plans; there are {', '.join(names)}")
        key = (
            plan,
            str(row.get("reference", "")),
            " ".join(str(row.get(main, "")) for main in _MAIN.get(sheet.kind, ())),
        )
        alike[key] += 1
        mark = row_identity(sheet.kind, plan, source.text("division"), key[1], key[2], alike[key])
        filled = {name: words for name, words in row.items() if name in known and words != ""} | {"plan": names[plan]}
        called = key[1] or _step(row, rows[:number]) or str(row.get("number", ""))
        planned.append(PlannedRow(plan, called, number, _form_row(sheet, filled, mark, row)))
    return planned


def _step(row: SourceRow, so_far: Sequence[SourceRow]) -> str:
    """What an answer calls a milestone: its action and its place among that action's, '3.4.2/1'; '' for other rows."""
    action = str(row.get("of_action", ""))
    return f"{action}/{sum(each.get('of_action') == action for each in so_far)}" if action else ""


def _form_row(sheet: Sheet, cells: Mapping[str, Words], mark: str, row: SourceRow) -> FormRow:
    keys = {column.key for column in sheet.columns}
    marked = mark if "identity" in keys else ""
    kept = {key: words for key, words in cells.items() if key in keys}
    return FormRow(kept, marked, str(row.get("at", "")), _doubtful(row))


def _doubtful(row: SourceRow) -> tuple[str, ...]:
    """The keys of the cells of a row that cannot be read with certainty."""
    return tuple(str(row.get("doubt", "")).split())


def prose_rows(profile: Profile, source: Source) -> list[FormRow]:
    """The plan's prose, a row for each heading."""
    plan = next((tier.name for tier in profile.tiers if tier.key == source.text("plan")), "")
    keys = {column.key for sheet in profile.sheets if sheet.key == "prose" for column in sheet.columns}
    rows = (
        {"plan": plan, "block": row["block"], "text": row["text"], "at": row.get("at", "")}
        for row in source.tables["narrative"]
    )
    return [FormRow({key: row[key] for key in row if key in keys}, source=str(row["at"])) for row in rows]


def legend(source: Source) -> tuple[tuple[str, str], ...]:
    """The initials that the plan explains, with the names."""
    return tuple((str(row["initials"]), str(row["name"])) for row in source.tables["legend"])
