"""How a profile says that its plans are written out, and what a mistake in it says."""

from __future__ import annotations

from pathlib import Path

from compiler.profile.plan_document import CoveringPart, PlanSection
from tests.profile.test_load import BASE, loaded

SAID = """
[plan]
title = "{owner}, {year}"
order = ["actions"]
[plan.orders]
divisional = ["words", "actions"]
[plan.section.words]
texts = ["*"]
[plan.section.actions]
heading = "Action plan"
tables = "actions"
[plan.covering]
summary = ["purpose"]
body = ["*"]
[plan.covering.part.purpose]
heading = "Purpose"
prompt = "what it is for"
"""


def test_sections_stand_in_the_order_of_their_tier(tmp_path: Path) -> None:
    profile = loaded(tmp_path, BASE + SAID).profile
    assert profile is not None
    words, actions = PlanSection("words", texts=("*",)), PlanSection("actions", "Action plan", tables="actions")
    assert profile.plan.title == "{owner}, {year}"
    assert profile.plan.sections("divisional") == (words, actions)
    assert profile.plan.sections("operational") == (actions,)
    covering = profile.plan.covering
    assert covering is not None
    assert covering.summary == (CoveringPart("purpose", "Purpose", prompt="what it is for"),)
    assert [part.key for part in covering.body] == ["*"]


def test_a_mistake_is_named_with_its_line_and_the_nearest_right_name(tmp_path: Path) -> None:
    wrong = (
        SAID.replace('tables = "actions"', 'tables = "action"')
        .replace('order = ["actions"]', 'order = ["action"]')
        .replace("divisional =", "division =")
        .replace('summary = ["purpose"]', 'summary = "purpose"')
    )
    assert [str(problem) for problem in loaded(tmp_path, BASE + wrong).problems] == [
        "mine/profile.toml, line 28: plan.covering.summary: should be a list in square brackets, "
        "but 'purpose' stands there",
        "mine/profile.toml, line 26: plan.section.actions.tables: 'action' is not one of the choices; did you mean "
        "'actions'? allowed are none, resources, actions, indicators, risks, objectives, outcomes, routes, sheets, "
        "scenarios",
        "mine/profile.toml, line 19: plan.order: 'action' is not known; did you mean 'actions'?",
        "mine/profile.toml, line 21: plan.orders.division: 'division' is not known; did you mean 'divisional'?",
    ]


def test_columns_that_a_section_has_not_are_named_with_the_nearest(tmp_path: Path) -> None:
    wrong = SAID.replace('tables = "actions"', 'tables = "actions"\ncolumns = ["deu"]\napart = "streem"').replace(
        'texts = ["*"]', 'texts = ["*"]\napart = "due"'
    )
    assert [(each.path, each.message) for each in loaded(tmp_path, BASE + wrong).problems] == [
        ("plan.section.actions.columns", "'deu' is no column of what is tabled here; did you mean 'due'?"),
        (
            "plan.section.actions.apart",
            "'streem' is no column of the actions tabled here; there are reference, due",
        ),
        ("plan.section.words.apart", "'due' is no column of the actions tabled here; there are none"),
    ]
