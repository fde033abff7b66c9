"""Indicators across the plans of 2008/09: their tables, the actions that cite them, their owners."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.figures import PERCENT, Unit, UnitKind
from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.value_model import Value
from compiler.rules.indicator_tables import figure_differs, unit_differs
from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings

DEP = "plan/Departmental.xlsx"


def told(code: str) -> list[Finding]:
    return [finding for finding in findings(2008, 1) if finding.code == code]


def begins(code: str) -> list[str]:
    """What each finding is about: the words before the first 'is', 'are' or 'stands'."""
    return [finding.found.split(" is ")[0].split(" are ")[0].split(" stands ")[0] for finding in told(code)]


def test_how_many_of_each_are_told_of_the_plan() -> None:
    counts = Counter(f.code for f in findings(2008, 1) if f.code.startswith("I"))
    assert dict(sorted(counts.items())) == {
        "I701": 7,
        "I703": 10,
        "I704": 3,
        "I706": 17,
        "I707": 2,
        "I708": 6,
        "I709": 15,
        "I710": 1,
        "I711": 1,
    }


def test_everything_of_the_indicators_is_the_plans_and_at_most_a_warning() -> None:
    for quarter in (1, 2):
        of_tables = [f for f in findings(2008, quarter) if f.code.startswith("I")]
        assert {f.audience for f in of_tables} == {Audience.PLAN}
        assert {f.severity for f in of_tables} == {Severity.WARNING, Severity.NOTE}


def test_two_tables_two_figures_and_a_doubtful_scan_is_a_note() -> None:
    assert [(str(f.origin), f.severity.value, f.value) for f in told("I704")] == [
        ("plan/Performance and Achievement.xlsx, Indicators, G40", "warning", "0.75%"),
        ("plan/Performance and Achievement.xlsx, Indicators, F53", "warning", "English 5.99% Maths 21.73%"),
        ("plan/Performance and Achievement.xlsx, Indicators, G55", "note", "English 805% Maths 7.4%"),
    ]
    assert told("I704")[0].found == (
        f"NI 114 has under 'Target 2008/09' '0.75%' here and '0.7%' there ({DEP}, Indicators, G78)."
    )


def test_two_tables_two_definitions() -> None:
    """Only where most of the words are others is it more than a note; a wording that stands twice is told of once."""
    assert begins("I706") == [
        *("NI 88", "NI 91", "NI 109", "CSD P008", "CSD P013", "PSA 10", "PSA 15", "NI 58"),
        "NI 198",
        *("NI 59", "NI 60", "NI 61", "NI 62", "NI 65", "NI 67", "NI 68", "CSD P035"),
    ]
    assert [begins("I706")[n] for n, f in enumerate(told("I706")) if f.severity is Severity.WARNING] == ["NI 88"]
    (twice,) = (f for f in told("I706") if len(f.others) > 1)
    assert twice.found == (
        "NI 58 is here '… behavioural health of looked after children' and there '… behavioural health of children in "
        f"care' ({DEP}, Indicators, D22). As here, it stands in plan/Safeguarding and Specialist Services.xlsx, "
        "Indicators, D6."
    )


def test_held_by_several_divisions() -> None:
    """What a division only contributes to, or the Departmental Plan lists as well, is held by one."""
    assert sorted(begins("I703")) == [
        *("CSD P008", "CSD P034", "NI 109", "NI 110", "NI 116", "NI 117", "NI 54", "NI 72", "NI 88", "NI 92"),
    ]


def test_cited_but_not_in_the_plans_own_table() -> None:
    """A plan without a table of its own, as the Operational Plan, leaves nothing out of it."""
    assert begins("I701") == [
        "PSA 12, NI 52, NI 55, NI 56, NI 57, NI 115 and CSD P012",
        "PSA 11",
        "PSA 9, NI 79, NI 80, NI 85, NI 90, CSD P007, CSD P016 and CSD P017",
        "CSD P006",
        "PSA 10",
        "PSA 11 and NI 102",
        "NI 112 and NI 113",
    ]


def test_owners_who_carry_out_nothing_that_is_measured() -> None:
    """Partners, who are officers of no action, and several names in one cell make no finding."""
    assert [f.found.split(":")[0] for f in told("I707")] == [
        "Assistant Director (PA) answers for NI 69, but for no action that cites it",
        "Ken Dinsdale answers for CSD P023, CSD P024, CSD P025, CSD P026, CSD P027 and CSD P028, but for no action "
        "that cites them",
    ]


def test_what_the_plan_above_is_measured_by_and_nothing_below() -> None:
    assert [f.found.split(" cited ")[0] for f in told("I708")] == [
        "CSD P021 of HC A06 is",
        "NI 64 and NI 147 of CS A15 are",
        "CSD P010 and CSD P011 of CS A16 are",
        "PSA 14 of SC A07 is",
        "PSA 9, CSD P008 and CSD P029 of JE A07 are",
        "PSA 9 of CSD A004 is",
    ]


def test_what_a_plan_above_without_indicators_is_carried_out_with() -> None:
    """Where the actions of its plan cite indicators, one that cites none is told of beside what carries it out."""
    (blank,) = (f for f in told("I709") if "it cites none" in f.found)
    assert (str(blank.origin), blank.found) == (
        "plan/Planning and Service Integration.xlsx, Actions, G54",
        "PSA 15 is cited by PSI A051 and PSI A052, but not by CSD A020, which they carry out (it cites none, "
        f"{DEP}, Actions, G49).",
    )


def test_indicators_that_no_division_holds() -> None:
    """Those that a division marks as contributed to stand in its table, and are asked of it."""
    (finding,) = told("I710")
    assert finding.found == (
        "NI 79, NI 80, NI 85, NI 90, NI 113, NI 147, CSD P006, CSD P007, CSD P010, CSD P011, CSD P012 and CSD P029 "
        "stand in no table of the plans below; 108 of the 120 indicators here do."
    )
    assert [str(finding.origin), *map(str, finding.others)] == [
        f"{DEP}, Indicators, A{row}" for row in (43, 44, 49, 54, 77, 84, 92, 93, 96, 97, 98, 115)
    ]


def test_an_indicator_measured_by_another_one() -> None:
    (finding,) = told("I711")
    assert (str(finding.origin), finding.found) == (
        f"{DEP}, Indicators, G4",
        "PSA 9 has '23.25%' under 'Target 2008/09', though its figure is that of NI 116 ('27.90% (NI116)'); NI 116 "
        f"itself has nothing ({DEP}, Indicators, G80).",
    )


@pytest.mark.parametrize(
    ("said", "theirs", "cells"),
    [
        ("27.9% (NI 116)", "27.90%", []),
        ("28% (NI 116)", "27.9%", ["C4"]),
        ("28% (NI 116)", "", ["C4"]),
        ("28% (of which NI 116)", "27.9%", []),
        ("28% (NI 117)", "27.9%", []),
        ("28% (LPI 9)", "27.9%", []),
    ],
)
def test_only_a_figure_that_is_said_to_be_anothers_is_held_against_it(said: str, theirs: str, cells: list[str]) -> None:
    text = f"""
**Safeguarding.xlsx**, plan, sheet Indicators

|   | A      | B                           | C               | D              |
|---|--------|-----------------------------|-----------------|----------------|
| 3 | Ref    | Definition                  | Outturn 2007/08 | Target 2008/09 |
| 4 | LPI 9  | Children in poverty, halved | {said}          | 23%            |
| 5 | NI 116 | Children in poverty         | {theirs}        | 23%            |
"""
    assert [f.origin.cell for f in findings_of(text) if f.code == "I711"] == cells


def cited(*pieces: str) -> str:
    rows = "".join(f"| {n} | SG A{n:02} | Step {n} | {piece} |\n" for n, piece in enumerate(pieces, 4))
    return f"""
**Safeguarding.xlsx**, plan, sheet Actions

|   | A   | B      | C   |
|---|-----|--------|-----|
| 3 | Ref | Action | PIs |
{rows}
**Safeguarding.xlsx**, plan, sheet Indicators

|   | A      | B                   |
|---|--------|---------------------|
| 3 | Ref    | Definition          |
| 4 | NI 59  | Assessments in time |
| 5 | NI 60  | Core assessments    |
| 6 | LPI 3  | Foster carers       |
"""


@pytest.mark.parametrize(
    ("pieces", "uncited"),
    [
        (["NI 59, NI 60", "LPI 3"], []),
        (["NI 59, NI 60"], ["LPI 3"]),
        (["NI 59, NI 6O x", "NI 59"], ["LPI 3"]),  # it may be NI 60 that cannot be read
        (["NI 59, NI 61", "NI 59"], ["LPI 3"]),  # it may be NI 60 that was meant by NI 61
        (["NI 59, 45%", "NI 59"], []),  # a piece that says nothing of its family may be any of them
        (["", ""], []),  # a plan whose actions cite nothing
    ],
)
def test_what_no_action_cites_but_for_the_families_of_a_citation_in_doubt(
    pieces: list[str], uncited: list[str]
) -> None:
    assert [f.subject for f in findings_of(cited(*pieces)) if f.code == "I702"] == uncited


numbers = st.decimals(0, 200, places=1)
units = st.sampled_from([PERCENT, Unit(UnitKind.NUMBER), Unit(UnitKind.DAYS, "days")])


@given(numbers, numbers, units, units)
def test_a_figure_or_a_unit_differs_and_never_both_are_told(
    one: Decimal, two: Decimal, unit: Unit, other: Unit
) -> None:
    first, second = [Value(one, unit, 1, str(one))], [Value(two, other, 1, str(two))]
    assert not (figure_differs(first, second) and unit_differs(first, second))
    assert figure_differs(first, second) == (one != two)
    assert unit_differs(first, first) is False
