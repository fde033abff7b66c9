"""The sample department's plans issued and read again: every row as approved, under its mark, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.domain.period import Period, Year
from compiler.domain.record import Kind, Record, State
from compiler.domain.returned import Return, Role
from compiler.pipeline import Upload, read_returns
from compiler.profile.department import Department, Division
from compiler.project.find import Project, open_project
from compiler.project.issue import file_names, issue_returns, plans_of
from compiler.project.quarter import Wish, inputs_of
from compiler.returns.issue_form import planned_for

ROOT = Path(__file__).parents[2]
QUARTER_3 = Period(Year(2008), 3)
KINDS = (Kind.OBJECTIVE, Kind.ACTION, Kind.INDICATOR, Kind.RISK)


@pytest.fixture(scope="module")
def project() -> Project:
    return open_project(ROOT, "hartlepool")


@pytest.fixture(scope="module")
def plans(project: Project) -> tuple[Return, ...]:
    return plans_of(project, inputs_of(project, QUARTER_3, Wish()))


def cells(record: Record) -> dict[str, tuple[str, State, object]]:
    """What each cell says that says anything."""
    return {
        key: (entry.raw, entry.state, entry.value)
        for key, entry in record.entries.items()
        if entry.state is not State.BLANK
    }


def test_every_row_of_the_plans_comes_back_as_it_was_approved(project: Project, plans: tuple[Return, ...]) -> None:
    issue = issue_returns(project, QUARTER_3, (), Wish(dry_run=True), False, lambda step: None)
    inputs = inputs_of(project, QUARTER_3, Wish())
    uploads = [Upload(one.name, one.data) for one in issue.issued]
    back = {book.division: book for book in read_returns(inputs, uploads, Role.RETURN, QUARTER_3.year, QUARTER_3)}
    assert len(back) == 5
    approved_rows = 0
    for division in project.department.expected("2008-09"):
        assert back[division.key].faults == ()
        approved = rows(planned_for(project.profile, division, plans))
        returned = rows(back[division.key].records)
        assert sorted(returned) == sorted(approved)
        for key, record in approved.items():
            told = cells(returned[key])
            assert {name: told.get(name) for name in cells(record)} == cells(record)
        approved_rows += len(approved)
    assert approved_rows == sum(record.kind in KINDS for plan in plans for record in plan.records)


def rows(records: tuple[Record, ...]) -> dict[tuple[str, str, str], Record]:
    """The rows by kind, tier and mark."""
    return {(each.kind.value, each.plan, each.identity): each for each in records if each.kind in KINDS}


def test_the_lead_answers_for_the_plan_above_and_the_others_for_their_own(
    project: Project, plans: tuple[Return, ...]
) -> None:
    def tiers(division: Division) -> dict[str, int]:
        own = planned_for(project.profile, division, plans)
        return {
            plan: sum(each.plan == plan and each.kind is Kind.ACTION for each in own)
            for plan in dict.fromkeys(each.plan for each in own)
        }

    assert {each.key: tiers(each) for each in project.department.expected("2008-09")} == {
        "policy-development": {"departmental": 47, "operational": 23},
        "performance-achievement": {"divisional": 13},
        "safeguarding-specialist": {"divisional": 22},
        "planning-integration": {"divisional": 55},
        "resources-support": {"divisional": 20},
    }


def test_a_division_without_a_files_name_is_written_under_its_own_and_each_under_another() -> None:
    divisions = (
        Division("a", "Housing/Repairs: all", "divisional"),
        Division("b", "B", "divisional", file="Care.xlsx"),
        Division("c", "Housing/Repairs? All", "divisional"),
    )
    names = {"a": "Housing-Repairs all.xlsx", "b": "Care.xlsx", "c": "Housing-Repairs All 2.xlsx"}
    assert file_names(Department("d", "Council", "Department", "base", divisions)) == names
