"""People, posts, short forms and sums of money: what the plan spells two ways, and what is left alone."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.rules.words import one_letter_apart
from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings


def test_what_the_plan_spells_two_ways() -> None:
    told = [f for f in findings(2008, 1) if f.code[0] == "W"]
    assert Counter((f.code, f.severity.value) for f in told) == {
        ("W901", "warning"): 1,
        ("W902", "warning"): 1,
        ("W902", "note"): 1,
        ("W903", "note"): 1,
        ("W904", "warning"): 1,
        ("W905", "warning"): 1,
        ("W906", "note"): 4,
        ("W907", "note"): 5,
        ("W908", "note"): 3,
        ("W910", "note"): 2,
    }
    assert {f.code: f.found for f in told if f.code in ("W901", "W904", "W905")} == {
        "W901": "'Steve Hayley' stands in 2 places (plan/Departmental.xlsx, Indicators, E86; plan/Departmental.xlsx, "
        "Risks, I6), and 'Steve Haley' in 6 places (plan/Departmental.xlsx, Actions, F41 and F47; plan/Resources and "
        "Support Services.xlsx, Actions, F6, F12, F13 and F14): the names differ by one letter.",
        "W904": "'CAHMS' stands in 1 cell of this workbook (F4).",
        "W905": "'£10,598 million' is given as the net budget, but 'Summary by Division' gives '10.946' (£m) for "
        "'Safeguarding & Specialist' (plan/Departmental.xlsx, Resources, E28), also if its comma is to be a point.",
    }


def test_initials_that_fit_one_person_of_another_plan_name_him() -> None:
    told = [f.remedy for f in findings(2008, 1) if f.code == "W902"]
    assert told == [
        "List the key for amendment of the plan.",
        "Peter Davies, named in other plans, has these initials. List the key for amendment of the plan.",
    ]


def owned(*officers: str) -> str:
    rows = "".join(f"| {row} | SG A{row:02} | Work no. {row} | {who} |\n" for row, who in enumerate(officers, 4))
    head = "|   | A | B | C |\n|---|---|---|---|\n| 3 | Ref | Action | Officer |\n"
    return f"**Safeguarding.xlsx**, plan, sheet Actions\n\n{head}{rows}"


@pytest.mark.parametrize(
    "officers",
    [
        ("Anne Smith", "Mark Smith", "Mike Smith", "Rachel Smith"),
        ("John Robinson", "Sally Robinson"),
        ("Ann Lee", "Ann Leo"),
        ("Sue Johnson", "Sue Johnstone"),
        ("Steve Haley", "Steve Hayley", "Steve Haley, Steve Hayley"),
        ("Steve Haley", "Steve Hayley", "Steve Hawley"),
        ("Head of Fostering", "Head of Adoption"),
        ("Assistant Director", "Assistant Director (Schools)"),
    ],
)
def test_people_and_posts_who_are_only_alike_are_left_alone(officers: tuple[str, ...]) -> None:
    told = [f.code for f in findings_of(owned(*officers))]
    assert told == []


@pytest.mark.parametrize(
    ("officers", "told"),
    [
        (("Andrew Dunn", "Andrew Dunn/ Helen Ellison", "Andy Dunn/"), [("note", "C6", "Andy Dunn")]),
        (
            ("Robert Mills", "Robert Mills", "Rob Mills", "Robber Mills"),
            [("note", "C6", "Rob Mills"), ("note", "C7", "Robber Mills")],
        ),
        (("Jenni Cooke", "Jenni Cooke", "Safety Board/Jenni Cook"), [("warning", "C6", "Safety Board/Jenni Cook")]),
        (("Robert Mills", "Robert Mills, Rob Mills"), []),
        (("Robert Mills", "Rob Mills", "Robin Mills"), []),
    ],
)
def test_short_forms_and_names_beside_bodies_are_told(
    officers: tuple[str, ...], told: list[tuple[str, str, str]]
) -> None:
    found = findings_of(owned(*officers))
    assert [(f.severity.value, f.origin.cell, f.value.rstrip("/")) for f in found if f.code == "W901"] == told


def test_a_first_name_spelt_two_ways_is_told_too() -> None:
    (finding,) = findings_of(owned("Sheila O'Connor", "Shiela O'Connor", "Sheila O’Connor"))
    assert (finding.code, finding.origin.cell, [o.cell for o in finding.others]) == ("W901", "C5", ["C4", "C6"])


def test_of_very_many_places_the_first_few_are_told_and_all_are_among_the_others() -> None:
    (finding,) = findings_of(owned("Steve Haley", *["Steve Hayley"] * 13))
    assert finding.found == (
        "'Steve Haley' stands in 1 place (Safeguarding.xlsx, Actions, C4), and 'Steve Hayley' in 13 places "
        "(Safeguarding.xlsx, Actions, C5, C6 and C7, and 10 more): the names differ by one letter."
    )
    assert [origin.cell for origin in finding.others] == [f"C{row}" for row in range(5, 18)]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_letter_apart_is_one_edit(one: str, other: str) -> None:
    cut = {one[:n] + one[n + 1 :] for n in range(len(one))}
    put = {one[:n] + letter + one[n:] for n in range(len(one) + 1) for letter in "abc"}
    changed = {one[:n] + letter + one[n + 1 :] for n in range(len(one)) for letter in "abc"}
    turned = {one[:n] + one[n + 1] + one[n] + one[n + 2 :] for n in range(len(one) - 1)}
    assert one_letter_apart(one, other) == (other != one and other in cut | put | changed | turned)
