"""The rules on the workbooks of this repository: what was published is clean, and what the plan gets wrong is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.pipeline import check_returns, read_returns
from compiler.project.find import open_project
from compiler.project.quarter import Wish, inputs_of

ROOT = Path(__file__).parents[2]


@cache
def findings(begins: int, quarter: int) -> tuple[Finding, ...]:
    project = open_project(ROOT, "hartlepool")
    period = Period(Year(begins), quarter)
    inputs = inputs_of(project, period, Wish())
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    assert returns
    return check_returns(inputs, plans, returns, ())


@pytest.mark.parametrize("quarter", [3, 4])
def test_the_published_quarters_are_clean(quarter: int) -> None:
    assert findings(2007, quarter) == ()


def test_the_plan_is_told_of_what_it_gets_wrong_and_of_its_doubtful_scans() -> None:
    told = [(f.severity.value, f.code, str(f.origin)) for f in findings(2008, 1) if f.audience is Audience.PLAN]
    assert [each for each in told if each[1] in ("T405", "T410")] == [
        ("warning", "T410", "plan/Planning and Service Integration.xlsx, Actions, A39"),
        ("warning", "T405", "plan/Planning and Service Integration.xlsx, Indicators, F3"),
        ("warning", "T405", "plan/Planning and Service Integration.xlsx, Indicators, G3"),
    ]
    doubtful = [each for each in told if each[1] in ("X502", "C201")]
    assert doubtful == [
        ("note", "X502", "plan/Departmental.xlsx, Objectives, H9"),
        ("note", "X502", "plan/Departmental.xlsx, Objectives, H13"),
        ("note", "X502", "plan/Departmental.xlsx, Objectives, H14"),
        ("note", "C201", "plan/Resources and Support Services.xlsx, Actions, E9"),
    ]


def test_nothing_of_the_plan_is_told_to_a_team() -> None:
    asked = {"Rating", "Figure", "Progress", "Why", "What is being done", "By when", "Completed on", "Score now"}
    told = [f for quarter in (1, 2) for f in findings(2008, quarter) if f.audience is Audience.TEAM]
    assert told
    assert [f for f in told if not any(f"'{name}" in f.found for name in asked)] == []


def test_two_teams_that_rate_one_action_differently_are_told_to_the_officer() -> None:
    told = [f for f in findings(2008, 2) if f.audience is Audience.OFFICER]
    assert {(f.code, f.severity, len(f.others)) for f in told} == {("X504", Severity.ERROR, 1)}
