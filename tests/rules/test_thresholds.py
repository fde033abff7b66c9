"""Limits of green, amber and red: every figure has one colour, and green is at the better end."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.sheets import findings_of
from tests.rules.test_plan_rows import plan

HEADINGS = ["Ref", "Definition", "Better is", "Outturn 2007/08", "Red when", "Amber when", "Green when"]


def told(better: str, red: str, amber: str, green: str, outturn: str = "") -> list[tuple[str, str, str]]:
    found = findings_of(plan("Indicators", HEADINGS, ["NI 59", "In time", better, outturn, red, amber, green]))
    return [(f.code, f.origin.cell, f.found) for f in found if f.code in ("T418", "T419")]


@pytest.mark.parametrize(
    ("better", "red", "amber", "green"),
    [
        ("Higher", "below 80%", "80% to 89.9%", "90% or more"),
        ("Higher", "below 80%", "80% to 89%", "90% or more"),
        ("Higher", "<80%", "80% - 90%", ">90%"),
        ("Lower", "more than 6%", "5.6% to 6%", "5.5% or less"),
        ("Lower", "10 or more", "4 to 9", "3 or fewer"),
        ("Lower", "3 or more", "1 to 2", "0"),
        ("Higher", "below 75%", "", "90% or more"),
        ("Higher", "below 75%", "Monitor", "90% or more"),
        ("Higher", "below 75%", "80 days", "90% or more"),
        ("", "below 5%", "5% to 5.9%", "6% or more"),
        ("Neither", "below 5%", "5% to 5.9%", "6% or more"),
        ("Higher", "", "", "90% or more"),
    ],
)
def test_limits_that_meet_or_cannot_be_judged_are_left_alone(better: str, red: str, amber: str, green: str) -> None:
    assert told(better, red, amber, green) == []


@pytest.mark.parametrize(
    ("limits", "outturn", "cell", "what"),
    [
        (("below 75%", "80% to 89.9%", "90% or more"), "", "F4", "leave a gap: 75% has no colour"),
        (("below 80%", "80% to 89%", "90% or more"), "84.2%", "G4", "leave a gap: 89.1% has no colour"),
        (("below 80%", "80% to 89.5%", "90% or more"), "", "G4", "leave a gap: 89.6% has no colour"),
        (("below 80%", "over 80%", ""), "", "F4", "leave a gap: 80% has no colour"),
        (("below 80%", "80% to 90%", "90% or more"), "", "G4", "overlap: 90% is both Amber and Green"),
        (("below 85%", "80% to 89.9%", "90% or more"), "", "F4", "overlap: 80% is both Red and Amber"),
        (("below 75%", "", "70% or more"), "", "G4", "overlap: 70% is both Red and Green"),
    ],
)
def test_a_gap_or_an_overlap_is_told_at_the_second_cell_with_a_figure_in_it(
    limits: tuple[str, str, str], outturn: str, cell: str, what: str
) -> None:
    found = told("Higher", *limits, outturn)
    assert [(code, at) for code, at, _ in found] == [("T418", cell)]
    assert found[0][2].endswith(f"{what}.")
    assert sum(f"'{limit}'" in found[0][2] for limit in limits if limit) == 2


def test_where_lower_is_better_the_order_is_the_other_and_the_message_the_same() -> None:
    assert told("Lower", "more than 7%", "5.6% to 6%", "5.5% or less") == [
        (
            "T418",
            "F4",
            "'5.6% to 6%' under 'Amber when' and 'more than 7%' under 'Red when' (E4) leave a gap: 6.1% has no colour.",
        )
    ]


@pytest.mark.parametrize(
    ("better", "limits", "what"),
    [
        ("Higher", ("90% or more", "80% to 89.9%", "below 80%"), "is below"),
        ("Lower", ("below 5%", "5% to 5.9%", "6% or more"), "is above"),
    ],
)
def test_green_at_the_worse_end_is_told_at_green(better: str, limits: tuple[str, str, str], what: str) -> None:
    red, _, green = limits
    assert told(better, *limits) == [
        (
            "T419",
            "G4",
            f"'{green}' under 'Green when' {what} '{red}' under 'Red when' (E4), though {better.lower()} is better "
            "for NI 59.",
        )
    ]


tenths = st.integers(10, 900).map(lambda n: Decimal(n) / 10)


@given(st.lists(tenths, min_size=2, max_size=2, unique=True).map(sorted), st.integers(2, 9), st.booleans())
def test_a_planted_gap_or_overlap_is_found_and_limits_that_meet_are_clean(
    cuts: list[Decimal], width: int, gap: bool
) -> None:
    low, high = cuts
    amber = f"{low}% to {high}%"
    meets = f"{high + Decimal('0.1')}% or more"
    moved = high + Decimal(width) / 10 if gap else high - (Decimal(width) / 100).quantize(Decimal("0.1"))
    assert told("Higher", f"below {low}%", amber, meets) == []
    assert [(code, at) for code, at, _ in told("Higher", f"below {low}%", amber, f"{moved}% or more")] == [
        ("T418", "G4")
    ]


@pytest.mark.parametrize(
    ("figure", "rating", "told"),
    [
        ("86%", "Amber", []),
        ("86%", "Green", [("R320", "warning")]),
        ("86%", "Red", [("R320", "note")]),
        ("92%", "Green", []),
        ("92%", "Not due", []),
        ("", "Green", []),
        ("86 visits", "Green", []),
    ],
)
def test_a_claim_is_held_against_the_approved_limits_and_not_against_the_target_too(
    figure: str, rating: str, told: list[tuple[str, str]]
) -> None:
    text = f"""**Safeguarding.xlsx**, return, sheet Indicators

|   | A     | B          | C         | D              | E         | F            | G           | H        | I        |
|---|-------|------------|-----------|----------------|-----------|--------------|-------------|----------|----------|
| 3 | Ref   | Definition | Better is | Target 2008/09 | Red when  | Amber when   | Green when  | Figure   | Rating   |
| 4 | NI 59 | In time    | Higher    | 95%            | below 80% | 80% to 89.9% | 90% or more | {figure} | {rating} |
"""
    assert [(f.code, f.severity.value) for f in findings_of(text)] == told
