"""The table of families is true: of modules, codes and gates, and of what a case has to have for a family's rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from compiler.rules import families
from compiler.rules.case import Case
from compiler.rules.families import FAMILIES, GATES, Family
from compiler.rules.registry import every_rule, rule_of
from compiler.rules.rule import Rule
from tests.rules.sheets import case_of, decisions_in, narrowed, shown, small_profile
from tests.rules.test_examples import CODES, parts
from tests.rules.test_of_returns import case

ROOM = Path(families.__file__).parent


def test_every_rule_of_the_room_stands_in_one_family() -> None:
    held = {
        f"{path.stem}.{name}": tuple(rule.code for rule in rules)
        for path in ROOM.glob("*.py")
        for name, rules in vars(import_module(f"compiler.rules.{path.stem}")).items()
        if isinstance(rules, tuple) and rules and all(isinstance(rule, Rule) for rule in rules)
    }
    assert {family.place: family.codes for family in FAMILIES} == held
    assert Counter(code for family in FAMILIES for code in family.codes).most_common(1)[0][1] == 1


def test_whole_files_are_refused_by_one_family_alone() -> None:
    assert {rule.code for rule in every_rule() if rule.gate} <= set(GATES.codes)
    assert GATES.looks_at is families._everywhere


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.place)
def test_a_family_is_left_out_for_returns_where_it_speaks_of_plans_alone(family: Family) -> None:
    assert (family.looks_at is families._plans) == all(rule.of_plans for rule in family.rules)


def test_a_rule_is_found_by_its_code() -> None:
    assert [rule_of(code.lower()) for code in CODES] == list(every_rule())
    assert rule_of("F999") is None


def idle(case: Case) -> Iterable[Family]:
    return (family for family in FAMILIES if not family.looks_at(case))


def assert_idle_families_find_nothing(case: Case) -> None:
    asked = [rule for family in idle(case) for rule in family.rules if not (case.of_returns and rule.of_plans)]
    assert [(rule.code, point) for rule in asked for point in rule.points(case)] == []


@pytest.mark.parametrize("code", CODES)
def test_what_a_family_says_that_it_looks_at_is_true_of_each_example(code: str) -> None:
    _, fails, _, passes = parts(code)
    profile = narrowed(shown(passes), small_profile())
    for text in (fails, passes):
        whole = case_of(shown(text), profile, decisions_in(text))
        for each in (whole, replace(whole, of_returns=True)):
            assert_idle_families_find_nothing(each)


@pytest.mark.parametrize(("year", "quarter"), [(2007, 4), (2008, 1), (2008, 2)])
def test_what_a_family_says_that_it_looks_at_is_true_of_the_sample(year: int, quarter: int) -> None:
    whole = case(year, quarter)
    first = whole.returns[:1]
    for each in (whole, replace(whole, of_returns=True), replace(whole, of_returns=True, returns=first, before=())):
        assert_idle_families_find_nothing(each)
    of_first = {family.place for family in idle(replace(whole, of_returns=True, returns=first, before=()))}
    assert of_first >= {"plan_dates.PLAN_DATE_RULES", "conflicts.CONFLICT_RULES", "over_time.OVER_TIME_RULES"}
