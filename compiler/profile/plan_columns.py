"""The columns that sections of a plan name: each has to be one of the sheet whose rows the section tables."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.domain.record import Kind
from compiler.profile.build import Problems, check_named
from compiler.profile.model import Sheet
from compiler.profile.plan_document import PlanDocument, PlanSection

_TABLED = {
    "actions": Kind.ACTION,
    "indicators": Kind.INDICATOR,
    "risks": Kind.RISK,
    "objectives": Kind.OBJECTIVE,
    "outcomes": Kind.OUTCOME,
    "routes": Kind.ROUTE,
}


def check_plan_columns(plan: PlanDocument, sheets: Sequence[Sheet], problems: Problems) -> None:
    """Note the columns that a section chooses, picks rows or tables them apart by, and that its sheet has not."""
    sections = {section.key: section for order in plan.orders.values() for section in order}
    for section in sections.values():
        known = _columns(section, sheets)
        path = f"plan.section.{section.key}"
        for key in section.columns:
            check_named(key, known, f"{path}.columns", "column of what is tabled here", problems)
        for key in section.where:
            check_named(key, known, f"{path}.where", "column of what is tabled here", problems)
        if section.apart:
            of_actions = known if section.tables == "actions" else []
            check_named(section.apart, of_actions, f"{path}.apart", "column of the actions tabled here", problems)


def _columns(section: PlanSection, sheets: Sequence[Sheet]) -> list[str]:
    """The columns of the first sheet with rows of the kind that a section tables."""
    of_kind = [sheet for sheet in sheets if sheet.kind is _TABLED.get(section.tables)]
    return [column.key for column in of_kind[0].columns] if of_kind else []
