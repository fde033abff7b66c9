"""Where only returns are asked for, what is left out is never about a return."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from compiler.domain.finding import Audience, Finding
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return, Role
from compiler.pipeline import case_for, read_returns
from compiler.project.find import open_project
from compiler.project.quarter import Wish, inputs_of
from compiler.rules.case import Case
from compiler.rules.registry import check, every_rule
from tests.rules.sheets import case_of, decisions_in, narrowed, shown, small_profile
from tests.rules.test_examples import CODES, parts
from tests.rules.test_workbooks import ROOT

OF_PLANS = frozenset(rule.code for rule in every_rule() if rule.of_plans)


@cache
def case(year: int, quarter: int) -> Case:
    """The sample's plans and returns of a quarter, with those of the quarter before."""
    period = Period(Year(year), quarter)
    inputs = inputs_of(open_project(ROOT, "hartlepool"), period, Wish())
    earlier = period.previous()
    return case_for(
        inputs,
        read_returns(inputs, inputs.plans, Role.PLAN, period.year),
        read_returns(inputs, inputs.returns, Role.RETURN, period.year, period),
        read_returns(inputs, inputs.before, Role.RETURN, earlier.year, earlier),
    )


def not_of_plans(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.audience is not Audience.PLAN]


def assert_nothing_is_missed(whole: Case) -> None:
    found = check(whole)
    assert {each.code for each in not_of_plans(found)}.isdisjoint(OF_PLANS)
    assert not_of_plans(check(replace(whole, of_returns=True))) == not_of_plans(found)


@pytest.mark.parametrize("code", CODES)
def test_no_example_says_less_of_a_return(code: str) -> None:
    _, fails, _, passes = parts(code)
    profile = narrowed(shown(passes), small_profile())
    assert_nothing_is_missed(case_of(shown(fails), profile, decisions_in(fails)))


@pytest.mark.parametrize(("year", "quarter"), [(2007, 4), (2008, 1), (2008, 2)])
def test_no_return_of_the_sample_is_told_less(year: int, quarter: int) -> None:
    assert_nothing_is_missed(case(year, quarter))


def slip(words: str, random: Random) -> str:
    """Words with a letter left out, two turned, another kind of letters, or a plural: what a hand may do to them."""
    at = random.randrange(len(words))
    word = random.choice(words.split())
    other = random.choice([word.upper(), word.lower(), word.capitalize(), f"{word}s", word.removesuffix("s"), ""])
    return random.choice(
        [
            words[:at] + words[at + 1 :],
            words[:at] + words[at : at + 2][::-1] + words[at + 2 :],
            words.replace(word, other),
        ]
    )


def slipped(book: Return, seed: int) -> Return:
    """A return in which forty cells of text have slips, or the words of another cell of plan or return."""
    random, records = Random(seed), list(book.records)
    texts = [entry.raw for record in records for entry in record.entries.values() if entry.value == entry.raw != ""]
    for place in random.sample(range(len(records)), min(40, len(records))):
        row = records[place]
        own = [key for key, entry in row.entries.items() if entry.value == entry.raw != "" and key != "identity"]
        if own:
            key = random.choice(own)
            words = slip(random.choice([row.entries[key].raw, random.choice(texts)]), random)
            records[place] = row.with_entries({**row.entries, key: replace(row.entries[key], raw=words, value=words)})
    return replace(book, records=tuple(records))


@pytest.mark.parametrize("seed", range(8))
def test_no_return_with_slips_is_told_less(seed: int) -> None:
    whole = case(2008, 1 + seed % 2)
    changed = replace(whole, returns=tuple(slipped(book, seed) for book in whole.returns))
    assert {each.code for each in check(changed)} & {"W906", "W907", "W908"}
    assert_nothing_is_missed(changed)


def test_rules_of_plans_are_left_out() -> None:
    left = {each.code for each in check(replace(case(2008, 2), of_returns=True))}
    assert {each.code for each in check(case(2008, 2))} & OF_PLANS
    assert left.isdisjoint(OF_PLANS)
