"""A plan that has lost a column is told of the column, and no plan or return of what could not be read for it."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from compiler.rules.registry import every_rule
from tests.mutation.checking import Clean
from tests.mutation.department import clean_papers, generated_profile
from tests.mutation.draft import Papers, Place

COLUMNS = [
    (sheet.key, column.key)
    for sheet in generated_profile().sheets
    if "plan" in sheet.roles and sheet.key in ("objectives", "actions", "indicators", "risks")
    for column in sheet.columns
    if column.part == "plan"
]
NO_ROWS_WITHOUT = {("objectives", "number")}
"""Columns without which rows are taken for footnotes, which T407 names."""


@cache
def clean() -> Clean:
    return Clean(clean_papers(3), "3")


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
@pytest.mark.parametrize("upper", [True, False])
def test_a_lost_column_of_a_plan_is_one_story(sheet: str, column: str, upper: bool) -> None:
    def lose(papers: Papers, random: Random) -> Place:
        draft = papers.top if upper else papers.below[0]
        draft.headings[sheet, column] = ""
        return Place(draft, sheet, heading=True)

    found = clean().planted(lose, f"{sheet}.{column}").findings
    more = {"T407"} if (sheet, column) in NO_ROWS_WITHOUT else set()
    assert {finding.code for finding in found} == {"T403"} | more


def test_the_columns_that_rules_need_are_columns_of_the_format() -> None:
    assert {key for rule in every_rule() for key in rule.needs} <= {key for _, key in COLUMNS}
