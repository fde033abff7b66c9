"""Which returns say different things of one row, and when a settlement is about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from compiler.domain.conflict import Conflict, Settled, conflicts_between, in_force, last_on
from compiler.domain.decision import Settlement
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, State
from compiler.domain.returned import Role
from compiler.profile.topics import topics_of
from tests.consolidate.rows import base_profile, returned

LEAD, SAFE = "Departmental Plan", "Divisional Plan"


def found(lead: dict[str, str], safe: dict[str, str], *plans: tuple[str, dict[str, str]]) -> list[str]:
    """The conflicts between two returns, as 'reference column: one | other'."""
    approved = [returned(division, sheets, Role.PLAN) for division, sheets in plans]
    conflicts = conflicts_between([returned("lead", lead), returned("safe", safe)], approved, topics_of(base_profile()))
    return [drawn(conflict) for conflict in conflicts]


def drawn(conflict: Conflict) -> str:
    return f"{conflict.reference} {conflict.column}: {' | '.join(claim.said for claim in conflict.claims)}"


def indicator(plan: str, figure: str, period: str, rating: str = "Amber") -> dict[str, str]:
    head = "| Ref | Plan | Definition | Figure this quarter | Period of the figure | Rating |"
    return {"Indicators": f"{head}\n| NI 1 | {plan} | Children in care | {figure} | {period} | {rating} |"}


def action(plan: str, words: str, due: str, officer: str, rating: str = "Amber") -> dict[str, str]:
    head = "| Ref | Plan | Action | Date to be completed | Responsible officer | Rating |"
    return {"Actions": f"{head}\n| CS A02 | {plan} | {words} | {due} | {officer} | {rating} |"}


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            ("8.4%", "April to June 2008", "Amber"),
            ("9.1%", "April to June 2008", "Amber"),
            ["NI 1 figure: 8.4% | 9.1%"],
        ),
        (("8.4%", "April to June 2008", "Amber"), ("9.1%", "Q4 2007/08", "Amber"), []),
        (("8.4%", "", "Amber"), ("8%", "", "Amber"), []),
        (("8.4%", "", "Amber"), ("9%", "", "Amber"), ["NI 1 figure: 8.4% | 9%"]),
        (("80", "", "Amber"), ("80%", "", "Amber"), ["NI 1 figure: 80 | 80%"]),
        (("about 80", "", "Amber"), ("80 young people", "", "Amber"), []),
        (("8O%", "", "Amber"), ("80%", "", "Amber"), []),
        (("", "", "Amber"), ("80%", "", "Amber"), []),
        (("80%", "", "Amber"), ("80%", "", "Red"), ["NI 1 rating: Amber | Red"]),
        (("80%", "", "amber"), ("80%", "", "Amber"), []),
        (("80%", "", "Ambr"), ("80%", "", "Red"), []),
        (("80%", "", "Awaiting figure"), ("80%", "", "Red"), []),
    ],
)
def test_figures_of_one_period_and_ratings_of_the_scheme_must_agree(
    one: tuple[str, str, str], other: tuple[str, str, str], said: list[str]
) -> None:
    assert found(indicator(LEAD, *one), indicator(SAFE, *other)) == said


WORDS = "Find more foster care places for children"


@pytest.mark.parametrize(
    ("lead", "safe", "said"),
    [
        ((WORDS, "Mar 2009", "Ann Hill"), (WORDS, "March 2009", "A. Hill"), []),
        ((WORDS, "Mar 2009", "Ann Hill"), (WORDS, "1/3/2009", "Hill"), []),
        ((WORDS, "Mar 2009", "Ann Hill"), (WORDS, "Mar 2009", "Ben Hill"), ["CS A02 officer: Ann Hill | Ben Hill"]),
        ((WORDS, "Mar 2009", "Ann Hill"), (WORDS, "Jun 2009", "Ann Hill"), ["CS A02 due: Mar 2009 | Jun 2009"]),
        (
            (WORDS, "", ""),
            (WORDS.replace("Find", "Seek"), "", ""),
            [f"CS A02 action: {WORDS} | {WORDS.replace('Find', 'Seek')}"],
        ),
        ((WORDS, "Mar 2009", ""), ("Renew the transport contracts", "Jun 2009", ""), []),
    ],
)
def test_rows_that_no_plan_holds_must_agree_in_words_dates_and_officers(
    lead: tuple[str, str, str], safe: tuple[str, str, str], said: list[str]
) -> None:
    assert found(action(LEAD, *lead), action(SAFE, *safe)) == said


def test_returns_that_only_repeat_what_two_plans_say_are_in_no_conflict() -> None:
    one, other = action(LEAD, WORDS, "Mar 2009", "Ann Hill"), action(SAFE, WORDS, "Jun 2009", "Ann Hill")
    assert found(one, other, ("lead", one), ("safe", other)) == []
    departed = action(SAFE, WORDS, "Sep 2009", "Ann Hill")
    assert found(one, departed, ("lead", one), ("safe", other)) == ["CS A02 due: Mar 2009 | Sep 2009"]


def settlement(**other: object) -> Settlement:
    made = Settlement(
        "2008-09",
        "Q1",
        "action",
        "cs a02",
        "rating",
        ("divisional/safe", "departmental/lead"),
        ("RED", "Amber"),
        "Red",
        "Board",
        dt.date(2008, 7, 20),
    )
    return replace(made, **other)  # type: ignore[arg-type]


def read(each: Settlement, state: State = State.VALUE) -> Settled:
    return Settled(each, Entry(each.counts, state, None, Origin("decisions.toml", "", 1)))


def test_the_last_settlement_counts_while_the_cells_say_what_they_said() -> None:
    one, other = action(LEAD, WORDS, "", "", "Amber"), action(SAFE, WORDS, "", "", "Red")
    (conflict,) = conflicts_between([returned("lead", one), returned("safe", other)], [], topics_of(base_profile()))
    first, last = read(settlement()), read(settlement(counts="Amber", by="Director"))
    assert in_force(conflict, [first]) is first
    assert in_force(conflict, [first, last]) is last
    other_cells = read(settlement(said=("Green", "Amber")))
    assert (last_on(conflict, [first, other_cells]), in_force(conflict, [first, other_cells])) == (other_cells, None)
    unreadable = read(settlement(counts="Purple"), State.UNREADABLE)
    assert in_force(conflict, [unreadable]) is None


@pytest.mark.parametrize(
    "other", [{"reference": "CS A03"}, {"column": "due"}, {"kind": "risk"}, {"between": ("divisional/safe", "x/y")}]
)
def test_a_settlement_of_something_else_is_not_about_it(other: dict[str, object]) -> None:
    one, two = action(LEAD, WORDS, "", "", "Amber"), action(SAFE, WORDS, "", "", "Red")
    (conflict,) = conflicts_between([returned("lead", one), returned("safe", two)], [], topics_of(base_profile()))
    assert last_on(conflict, [read(settlement(**other))]) is None
