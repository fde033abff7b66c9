"""Figures and their units: what the definition, the row and the other tables prove, and what they leave open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings


def indicator(definition: str, outturn: str, target: str = "Monitor") -> str:
    return f"""**Safeguarding.xlsx**, plan, sheet Indicators

|   | A     | B            | C               | D              |
|---|-------|--------------|-----------------|----------------|
| 3 | Ref   | Definition   | Outturn 2007/08 | Target 2008/09 |
| 4 | NI 59 | {definition} | {outturn}       | {target}       |
"""


def codes(definition: str, outturn: str, target: str = "Monitor") -> list[str]:
    return [f.code for f in findings_of(indicator(definition, outturn, target))]


@pytest.mark.parametrize(
    ("definition", "outturn", "told"),
    [
        ("Percentage of reviews in time", "805%", ["C209"]),
        ("Percentage of reviews in time", "100%", []),
        ("Percentage increase in visits", "120%", []),
        ("Index of visits", "120%", []),
        ("Budget spent", "103%", []),
        ("Children with a plan per 10,000 population under 18", "42.4%", ["C210"]),
        ("Children with a plan per 10,000 population under 18", "42.4", []),
        ("Visits per 100 homes", "42%", []),
        ("Number of schools", "17%", ["C210"]),
        ("The number of schools as a percentage of all", "17%", []),
        ("Stability of placements: number of moves", "15%", []),
        ("Percentage of reviews in time", "72 young people", ["C210"]),
        ("Percentage of reviews in time", "80.7", ["C211"]),
        ("Number of schools", "17", []),
        ("Progress in Maths", "80.7", []),
        ("Percentage in care as a ratio to % of all", "0.84", []),
    ],
)
def test_a_unit_is_told_only_where_the_definition_proves_it(definition: str, outturn: str, told: list[str]) -> None:
    assert [code for code in codes(definition, outturn) if code[0] == "C"] == told


def test_a_bare_figure_is_told_where_the_rest_of_its_row_is_in_per_cent() -> None:
    assert codes("Progress in Maths", "80.7", "93.4%") == ["C211"]


@pytest.mark.parametrize(
    ("target", "told"),
    [("93", ["C211"]), ("max 23", ["C211"]), ("max 23 per year", []), ("maintain at 0", []), ("93 (of all)", ["C211"])],
)
def test_a_target_in_words_says_itself_what_it_counts(target: str, told: list[str]) -> None:
    shares = "".join(f"| {n} | NI {n} | Share {n} | | {n}% |\n" for n in range(5, 13))
    text = indicator("Progress in Maths", "", target) + shares
    assert [(f.code, f.origin.cell) for f in findings_of(text) if f.code == "C211"] == [(code, "D4") for code in told]


@given(st.decimals(0, 100, places=1))
def test_no_share_up_to_the_whole_is_impossible(number: object) -> None:
    assert "C209" not in codes("Percentage of reviews in time", f"{number}%")


def test_the_plan_is_told_of_its_figures() -> None:
    told = [f for f in findings(2008, 1) if f.code in ("C209", "C210", "C211")]
    assert sorted((f.code, f.subject, f.value) for f in told) == [
        ("C209", "CSD P033", "English 805% Maths 7.4%"),
        ("C210", "CSD P012", "17%"),
        ("C210", "CSD P035", "42.4%"),
        ("C210", "CSD P035", "42.4%"),
        ("C211", "NI 117", "8.9 (milestone figure)"),
        ("C211", "NI 117", "8.9 (milestone figure)"),
        ("C211", "NI 117", "8.9 (milestone figure)"),
        ("C211", "NI 94", "80.7"),
    ]
    dropped = next(f for f in told if f.code == "C209")
    assert dropped.found == (
        "'English 805%' under 'Target 2008/09' is over 100%; "
        "plan/Departmental.xlsx, Indicators, G119 says English 8.5%."
    )
