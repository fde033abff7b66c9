"""Faults planted in clean workbooks are caught at their cell; clean workbooks stay clean however they are laid out."""

from __future__ import annotations

from functools import cache

import pytest

from compiler.domain.finding import Audience
from compiler.rules.registry import every_rule
from tests.mutation.__main__ import HEADS, KEPT
from tests.mutation.checking import Clean
from tests.mutation.department import clean_papers
from tests.mutation.faults import FAULTS
from tests.mutation.measuring import Tally, clean_findings
from tests.mutation.planting import Fault

DEPARTMENTS = (1, 2)
OF_PLANS = frozenset(rule.code for rule in every_rule() if rule.of_plans)


@cache
def clean(number: int) -> Clean:
    return Clean(clean_papers(number), str(number))


def test_each_rule_has_a_fault_that_is_planted_and_each_fault_its_rule() -> None:
    """A rule that stands here without a fault wants a planter in tests/mutation/faults."""
    assert {rule.code for rule in every_rule()} ^ {fault.code for fault in FAULTS} == set()


@pytest.mark.parametrize("number", DEPARTMENTS)
@pytest.mark.parametrize("layout", ["as it comes", "moved", "moved again"])
def test_a_clean_department_stays_clean_with_columns_moved_and_rows_between(number: int, layout: str) -> None:
    assert clean_findings(number, layout) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.code}-{fault.plant.__name__}" for fault in FAULTS])
def test_a_planted_fault_is_caught_at_its_cell_and_nothing_else_is_said_that_does_not_follow(fault: Fault) -> None:
    tally = Tally(fault.code)
    seed = f"{fault.code}/test"
    planted = clean(DEPARTMENTS[FAULTS.index(fault) % 2]).planted(fault.plant, seed)
    tally.count(fault, seed, planted)
    assert {each.code for each in planted.findings if each.audience is not Audience.PLAN}.isdisjoint(OF_PLANS)
    assert tally == Tally(fault.code, planted=1, caught=1, placed=1)


def test_what_is_planted_is_what_is_found_in_the_words_of_the_finding() -> None:
    [fault] = [fault for fault in FAULTS if fault.code == "G605"]
    result = clean(1).planted(fault.plant, "shown")
    assert [(finding.code, finding.origin) for finding in result.findings] == [("G605", result.origin)]


def test_the_same_seed_plants_the_same_fault() -> None:
    assert clean(1).planted(FAULTS[0].plant, "twice") == clean(1).planted(FAULTS[0].plant, "twice")


def test_the_figures_that_are_kept_are_of_every_rule_that_is_planted_and_all_are_caught() -> None:
    """If a rule is new: python -m tests.mutation --runs 25 --rule CODE."""
    heads, *lines = [line.split("\t") for line in KEPT.read_text(encoding="utf-8").splitlines()]
    assert tuple(heads) == HEADS
    assert [line[0] for line in lines] == sorted({fault.code for fault in FAULTS})
    assert [line[:4] for line in lines if len(set(line[1:4])) > 1] == []
