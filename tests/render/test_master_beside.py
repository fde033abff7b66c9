"""The sheets of the master workbook beside those of rows: objectives, milestones, the risk matrix, the thread."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from compiler.domain.returned import Role
from compiler.profile.model import Profile
from compiler.render.master import render_master
from tests.report.making import PROFILE, book, profile, view

USING = profile("darlington")
PLAN: dict[str, Any] = {
    "objectives": """
        number | priority           | departmental | corporate           | theme
        1      | Keep children safe | 2            | Capacity to improve | All
        2      | Narrow the gap     | 7            | Capacity to improve | Safer
    """,
    "outcomes": """
        number | outcome
        2      | Stay safe
    """,
    "actions": """
        reference | objective | action           | due
        1.1       | 1         | Audit each stage | June 2008
        2.1       | 2         | Target schools   | June 2008
    """,
    "milestones": """
        of_action | milestone | due
        1.1       | Begin     | May 2008
        1.1       | End       |
    """,
    "risks": """
        reference | risk      | priority
        1         | Key staff | C3
        2         | Carers    | B3
        3         | Schools   | D2
    """,
}
ANSWERS: dict[str, Any] = {
    "objectives": """
        number | efficiency_now
        1      | £2k cashable
    """,
    "actions": """
        reference | objective | action           | progress
        1.1       | 1         | Audit each stage | Audited.
        2.1       | 2         | Target schools   | Begun.
    """,
    "milestones": """
        of_action | milestone | completed
        1.1       | Begin     | 30/05/2008
        1.1       | End       |
    """,
    "risks": """
        reference | risk      | current
        1         | Key staff | C3
        2         | Carers    | C3
        3         | Schools   | CC
    """,
}


def sheets(using: Profile) -> dict[str, list[list[Any]]]:
    """What stands in every sheet, below its title."""
    plan = book("lead", Role.PLAN, plan="departmental", using=using, **PLAN)
    answers = book("lead", plan="departmental", using=using, **ANSWERS)
    held = load_workbook(BytesIO(render_master(view([plan], [answers], using=using))))
    return {
        sheet.title: [
            [cell for cell in row if cell is not None] for row in sheet.iter_rows(min_row=2, values_only=True)
        ]
        for sheet in held
    }


def test_the_matrix_names_the_risks_and_says_that_nobody_has_drawn_the_line() -> None:
    note, *table = sheets(USING)["Risk matrix"]
    assert table[:7] == [
        ["Likelihood / Impact", "IV Negligible (4)", "III Marginal (3)", "II Critical (2)", "I Catastrophic (1)"],
        ["Very High (A)", "–", "–", "–", "–"],
        ["High (B)", "–", "–", "–", "–"],
        ["Significant (C)", "–", "1, 2", "–", "–"],
        ["Low (D)", "–", "–", "–", "–"],
        ["Very Low (E)", "–", "–", "–", "–"],
        ["Almost Impossible (F)", "–", "–", "–", "–"],
    ]
    assert note[-1] == "The papers do not say where the line of the risk appetite runs. 1 of 3 has no score."


def test_scores_above_the_appetite_are_marked_where_it_is_known() -> None:
    assert USING.risks is not None
    known = replace(USING, risks=replace(USING.risks, appetite=("C3", "A1")))
    matrix = sheets(known)["Risk matrix"]
    assert ["Significant (C)", "–", "▲ 1, 2", "–", "–"] in matrix
    assert ["Very High (A)", "–", "–", "–", "▲ –"] in matrix


def test_objectives_stand_with_what_their_return_says_of_them() -> None:
    _, first, second, *_ = sheets(USING)["Priorities"][1:]
    assert "£2k cashable" in first
    assert "£2k cashable" not in second


def test_milestones_stand_under_their_actions() -> None:
    heads, *rows = sheets(USING)["Milestones"][1:]
    assert heads[2:5] == ["Ref of the action", "Milestones", "Date for completion"]
    assert [row[2:4] for row in rows if row[:1] == ["Departmental Plan"]] == [["1.1", "Begin"], ["1.1", "End"]]


THREAD = """
0 0 | All | Sustainable Community Strategy theme
1 1 | Capacity to improve | Corporate Objective
2 2 | Keep children safe | Priority | 1
3 3 | Stay safe | serves | Departmental Objective | 2
3 3 | Audit each stage | Action | 1.1
4 4 | Begin | Milestone
4 4 | End | Milestone
0 0 | Safer | Sustainable Community Strategy theme
1 1 | Capacity to improve | Corporate Objective
2 2 | Narrow the gap | Priority | 2 | 7 cited, but in none of the plans
3 3 | Target schools | Action | 2.1
0 0 | Key staff | Risk | 1 | cited by nothing
0 0 | Carers | Risk | 2 | cited by nothing
0 0 | Schools | Risk | 3 | cited by nothing
"""


def test_the_thread_is_a_tree_with_its_gaps_in_words_and_no_column_of_ratings() -> None:
    plan = book("lead", Role.PLAN, plan="departmental", using=USING, **PLAN)
    answers = book("lead", plan="departmental", using=USING, **ANSWERS)
    held = load_workbook(BytesIO(render_master(view([plan], [answers], using=USING))))
    sheet = held["Golden thread"]
    heads, *rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert "Rating" not in heads
    told = [
        " | ".join(cell for cell in (row[0], row[1], row[2], row[3], row[heads.index("Gap")]) if cell) for row in rows
    ]
    levels = [sheet.row_dimensions[number].outlineLevel for number in range(4, 4 + len(rows))]
    indents = [int(sheet.cell(number, 1).alignment.indent) for number in range(4, 4 + len(rows))]
    drawn = [f"{level} {indent} | {line}" for level, indent, line in zip(levels, indents, told, strict=True)]
    assert "\n".join(drawn) == THREAD.strip()
    outline = sheet.sheet_properties.outlinePr
    assert outline is not None
    assert outline.summaryBelow is False


def test_a_format_that_asks_nothing_of_these_has_no_such_sheets() -> None:
    plan = book("lead", Role.PLAN, plan="departmental", objectives="number | departmental\n1 | Stay Safe")
    rows = book("lead", plan="departmental", actions="reference | action | rating\nA1 | Act | Red")
    held = load_workbook(BytesIO(render_master(view([plan], [rows], using=PROFILE))))
    assert not {"Risk matrix", "Objectives", "Milestones"} & set(held.sheetnames)
