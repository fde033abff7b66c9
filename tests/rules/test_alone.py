"""Rules that look at one division alone find the same whether they are asked of one division or of all at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compiler.domain.returned import Role
from compiler.pipeline import case_for, read_returns
from compiler.project.find import Project, choose_period, open_project
from compiler.project.inputs import Wish, inputs_of
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
