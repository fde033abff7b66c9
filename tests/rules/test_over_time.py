"""Over time: a return against the one before it, and against what the members approved."""

from __future__ import annotations

import pytest

from compiler.domain.finding import Audience, Severity
from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings


@pytest.mark.parametrize(("begins", "quarter"), [(2007, 3), (2007, 4), (2008, 1), (2008, 2)])
def test_the_quarters_of_this_repository_agree_with_each_other_and_with_their_plan(begins: int, quarter: int) -> None:
    assert [f for f in findings(begins, quarter) if f.code[0] == "H"] == []


def indicators(then: str, now: str) -> str:
    head = "|   | A | B | C | D | E | F | G |\n|---|---|---|---|---|---|---|---|\n"
    head += "| 3 | Ref | Definition | Figure | Period of the figure | Provisional or final | Rating | Correction |\n"
    row = "| 4 | NI 59 | Assessments in time | {} |\n"
    return (
        f"**Safeguarding.xlsx**, last return, sheet Indicators\n\n{head}{row.format(then)}\n"
        f"**Safeguarding.xlsx**, return of Quarter 2, sheet Indicators\n\n{head}{row.format(now)}"
    )


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("45.7% | Q1 | Final | Amber | ", "45.7% | Q1. | Final | Amber | ", []),
        ("45.7% | Q1 | Final | Amber | ", "46% | q1 | Final | Amber | ", []),
        ("45.7% | Q1 | Final | Amber | ", "46.7% | Q2 | Final | Amber | ", []),
        ("45.7% | Q1 | Final | Amber | ", "46.7% | q1 | Final | Amber | ", [("H951", Severity.WARNING, "C4")]),
        ("45.7% | Q1 | Provisional | Amber | ", "46.7% | q1 | Final | Amber | ", [("H951", Severity.NOTE, "C4")]),
        ("45.7% | Q1 | Final | Amber | ", "46.7% | q1 | Final | Amber | 46.7%", []),
        ("45.7% | Q1 | Final | Amber | ", "46.7% | Q2 | Final | Amber | 45.7%", [("H952", Severity.NOTE, "G4")]),
        (" | | | Not due | ", "46.7% | Q2 | Final | Amber | 45.7%", [("H952", Severity.WARNING, "G4")]),
        ("soon | Q1 | Final | Amber | ", "46.7% | Q2 | Final | Amber | 45.7%", []),
    ],
)
def test_a_figure_stands_until_it_is_corrected_by_name(
    then: str, now: str, told: list[tuple[str, Severity, str]]
) -> None:
    found = findings_of(indicators(then, now))
    assert [(f.code, f.severity, f.origin.cell) for f in found if f.code[0] == "H"] == told
    assert {f.audience for f in found} <= {Audience.TEAM}


def actions(caption: str, *rows: str) -> str:
    head = "|   | A | B | C | D | E |\n|---|---|---|---|---|---|\n| 3 | Ref | Action | Due | Rating | Progress |\n"
    lines = "".join(f"| {row} | {words} |\n" for row, words in enumerate(rows, 4))
    return f"**Safeguarding.xlsx**, {caption}, sheet Actions\n\n{head}{lines}\n"


ONE, TWO = "SG A01 | Recruit foster carers | Mar 2009 | {}", "SG A02 | Visit every placement | Ongoing | {}"


def codes(text: str) -> list[tuple[str, str]]:
    return [(f.code, f.subject) for f in findings_of(text) if f.code[0] in "HX"]


def test_a_completed_action_is_not_open_again() -> None:
    last = actions("last return", ONE.format("Green | Done"))
    assert codes(last + actions("return of Quarter 2", ONE.format("Amber | Two to go"))) == [("H953", "SG A01")]
    assert codes(last + actions("return of Quarter 2", ONE.format("Green | All done"))) == []
    assert codes(last + actions("return of Quarter 2", ONE.format("Not due | "))) == []


def test_a_new_year_has_new_rows() -> None:
    last = actions("last return", ONE.format("Green | Done"))
    assert codes(last + actions("return", TWO.format("Amber | Nine visited"))) == []
    assert codes(last + actions("return", ONE.format("Amber | Begun anew"))) == []


def test_what_the_plan_tells_of_missing_and_new_rows_is_told_once() -> None:
    last = actions("last return", ONE.format("Amber | Ten"), TWO.format("Amber | Nine"))
    now = actions("return of Quarter 2", TWO.format("Amber | Eleven"))
    assert codes(last + now) == [("H954", "SG A01")]
    plan = actions("plan", ONE.format(" | "), TWO.format(" | "))
    assert codes(last + now + plan) == [("X505", "SG A01")]


def test_a_reference_given_to_other_work_is_another_row() -> None:
    last = actions("last return", ONE.format("Green | Done"))
    now = actions("return of Quarter 2", "SG A01 | Publish a guide for schools | Mar 2009 | Amber | Begun")
    assert codes(last + now) == [("H954", "SG A01"), ("H955", "SG A01")]


def amended(approved: str, returned: str) -> str:
    row = "SG A01 | Recruit foster carers | {} | {}"
    return actions("plan", row.format(approved, " | ")) + actions("return", row.format(returned, "Amber | Ten"))


@pytest.mark.parametrize(
    ("approved", "returned", "weights"),
    [
        ("Mar 2009", "Mar 2009", []),
        ("Mar 2009", "March 2009", []),
        ("Mar 2009", "01/03/2009", []),
        ("Mar 2009", "31/03/2009", [Severity.WARNING]),
        ("Mar 2009", "Jun 2009", [Severity.WARNING]),
        ("Mar 2009", "", [Severity.NOTE]),
        ("Ongoing", "ongoing.", []),
    ],
)
def test_what_was_approved_stays_in_force(approved: str, returned: str, weights: list[Severity]) -> None:
    found = [f for f in findings_of(amended(approved, returned)) if f.code == "H956"]
    assert [f.severity for f in found] == weights
    assert {f.audience for f in found} <= {Audience.OFFICER}


def test_a_column_that_was_sorted_by_itself_is_one_story() -> None:
    rows = [f"SG A{n:02} | Work of kind {'abcdefgh'[n] * 9} | {n + 1} Mar 2009 | {{}}" for n in range(8)]
    turned = [row.replace(f"{n + 1} Mar", f"{8 - n} Mar") for n, row in enumerate(rows)]
    plan = actions("plan", *(row.format(" | ") for row in rows))
    (finding,) = [
        f
        for f in findings_of(plan + actions("return", *(row.format("Amber | Begun") for row in turned)))
        if f.code == "H956"
    ]
    assert (finding.origin.cell, len(finding.others)) == ("C4", 8)
    assert finding.found.startswith("'Due' differs from the approved plan in 8 rows")
