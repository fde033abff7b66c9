"""Rules that look at one division alone find the same whether they are asked of one division or of all at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compiler.domain.returned import Role
from compiler.pipeline import case_for, read_returns
from compiler.project.find import Project, choose_period, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.workers_copies import hands
from compiler.rules import registry
from compiler.rules.case import Case
from compiler.rules.registry import check, check_alone
from tests.benchmarks.departments import make_department
from tests.rules.sheets import case_of, decisions_in, narrowed, shown, small_profile
from tests.rules.test_examples import CODES, parts

ROOT = Path(__file__).parents[2]
DEPARTMENTS = ("hartlepool", "darlington", "stockton-strategy", "stockton-services", "stockton-partnership")
ALL = 10_000


def _case(project: Project) -> Case:
    period = choose_period(project, "", "")
    inputs = inputs_of(project, period, Wish())
    earlier = inputs.compared
    return case_for(
        inputs,
        read_returns(inputs, inputs.plans, Role.PLAN, period.year),
        read_returns(inputs, inputs.returns, Role.RETURN, period.year, period),
        read_returns(inputs, inputs.before, Role.RETURN, earlier.year, earlier) if earlier else (),
    )


def _agree(case: Case) -> None:
    one_by_one, at_once = check_alone(case, 1), check_alone(case, ALL)
    assert sorted(map(repr, one_by_one)) == sorted(map(repr, at_once))
    assert check(case, one_by_one) == check(case, at_once) == check(case)


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_what_is_let_go_before_the_rules_on_words_is_not_missed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    project = open_project(ROOT, name)
    found = check(_case(project))
    monkeypatch.setattr(registry, "MANY", 0)
    assert check(_case(project)) == found


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_division_by_division_finds_the_same_in_a_real_department(name: str) -> None:
    _agree(_case(open_project(ROOT, name)))


def test_division_by_division_finds_the_same_in_a_generated_department(tmp_path: Path) -> None:
    make_department(tmp_path, 20, "base", rows=40)
    case = _case(open_project(tmp_path))
    assert len({book.division for book in case.returns}) == 20
    _agree(case)


@pytest.mark.parametrize("code", CODES)
def test_division_by_division_finds_the_same_in_each_rules_example(code: str) -> None:
    _, fails, _, passes = parts(code)
    profile = narrowed(shown(passes), small_profile())
    case = case_of(shown(fails), profile, decisions_in(fails))
    _agree(case)
    _agree(replace(case, of_returns=True))


OF_ONE = """
**Safeguarding.xlsx**, plan, sheet Actions

|   | A      | B                     | C        |
|---|--------|-----------------------|----------|
| 3 | Ref    | Action                | Due      |
| 4 | SG A01 | Visit every placement | 31/02/09 |

**Safeguarding.xlsx**, return, sheet Actions

|   | A      | B                     | C        | D      | E            | F            | G            |
|---|--------|-----------------------|----------|--------|--------------|--------------|--------------|
| 3 | Ref    | Action                | Due      | Rating | Progress     | Why (if red) | Completed on |
| 4 | SG A01 | Visit every placement | Jul 2008 | Green  | Nine visited |              | 12 May 2008  |
"""


def test_cells_of_plans_that_are_spoken_of_are_looked_at_a_few_divisions_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of_two = OF_ONE + OF_ONE.replace("Safeguarding", "Planning").replace("SG", "PL")
    case = replace(case_of(shown(of_two), small_profile()), of_returns=True)
    at_once = check(case)
    found = [(each.division, each.code, str(each.origin)) for each in at_once if each.code in ("C201", "H956")]
    assert found == [
        ("planning", "H956", "Planning.xlsx, Actions, C4"),
        ("planning", "C201", "Planning.xlsx, Actions, C4"),
        ("safeguarding", "H956", "Safeguarding.xlsx, Actions, C4"),
        ("safeguarding", "C201", "Safeguarding.xlsx, Actions, C4"),
    ]
    monkeypatch.setattr(registry, "MANY", 0)
    monkeypatch.setattr(registry, "_AT_ONCE", 1)
    assert check(case) == at_once
    assert check(case, hands=hands(2)) == at_once
