"""Names of boards, programmes, plans and divisions: told when written two ways, left alone when only alike."""

from __future__ import annotations

import pytest

from tests.rules.sheets import findings_of
from tests.rules.test_slips import actions, returned
from tests.rules.test_workbooks import findings


def test_what_the_plans_name_two_ways() -> None:
    told = [f for f in findings(2008, 1) if f.code in ("W907", "W908")]
    assert {f.found.split(" stands")[0]: (f.code, f.found.split("), and ")[1]) for f in told} == {
        "'Neighbourhood Renewal Areas pupils'": (
            "W907",
            "'Neighbourhood Renewal Area pupils' in 4 cells, as in plan/Departmental.xlsx, Indicators, D117.",
        ),
        "'Special Education Needs'": (
            "W907",
            "'Special Educational Needs' in 5 cells, as in plan/Departmental.xlsx, Indicators, D67.",
        ),
        "'Local Safeguarding Children's Board'": (
            "W907",
            "'Local Safeguarding Children Board' in 5 cells, as in plan/Departmental.xlsx, Actions, D12.",
        ),
        "'Children's and Young Peoples Plan'": (
            "W907",
            "'Children and Young People's Plan' in 15 cells, as in plan/Departmental.xlsx, Plan text, C6.",
        ),
        "'Impact Needs Requirements Assessments'": (
            "W907",
            "'Impact Needs Requirement Assessments' in 1 cell, as in plan/Departmental.xlsx, Actions, D49.",
        ),
        "'CAMHs'": (
            "W908",
            "'CAMHS' in 3 cells, as in plan/Planning and Service Integration.xlsx, Indicators, D41.",
        ),
        "'OfSTED'": ("W908", "'Ofsted' in 2 cells, as in plan/Departmental.xlsx, Risks, D16."),
        "'ACORN'": ("W908", "'Acorn' in 1 cell, as in plan/Planning and Service Integration.xlsx, Plan text, C6."),
    }


def test_divisions_that_the_plans_call_otherwise() -> None:
    assert [f.found for f in findings(2008, 1) if f.code == "W910"] == [
        "'Planning & Integration' stands for the division 'Planning & Service Integration' in 3 cells (C20, C21 and "
        "C22).",
        "'Specialist and Safeguarding Services' stands for the division 'Safeguarding & Specialist Services' in 1 cell "
        "(C12).",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("Agree one Service Level Agreement", "Agree two Service Level Agreements"),
        ("The Children's Services Department Plan", "The Children's Services Departmental Plan"),
        ("Found Sandhaven's Youth Assembly", "Fund the Sandhaven Youth Assembly"),
        ("Neighbourhood Renewal Area and town", "Neighbourhood Renewal Areas and town"),
        ("Report Every Child Matters outcomes", "Tell the 'Every Child Matters' outcomes"),
        ("The Children Centre is open", "The Children's Centres is open"),
        ("Write to the Youth Service", "Youth services for all"),
        ("Report under Appendix 2", "APPENDIX 2 TO THE PLAN"),
        ("NOTE THIS", "Note this"),
    ],
)
def test_names_that_are_only_alike_are_left_alone(words: tuple[str, ...]) -> None:
    assert [f.found for f in findings_of(actions(*words))] == []


def test_a_return_is_held_against_what_the_plans_say_with_one_voice() -> None:
    plan = actions("Report to the Local Safeguarding Children Board", "Prepare for Ofsted")
    told = findings_of(
        plan + "\n" + returned("The Local Safeguarding Children's Board met", "The OfSTED visit is over")
    )
    assert [(f.code, f.audience.value, f.origin.cell, f.remedy) for f in told] == [
        ("W907", "team", "D4", "Write 'Local Safeguarding Children Board'."),
        ("W908", "team", "D5", "Write 'Ofsted'."),
    ]


def test_where_the_plans_differ_among_themselves_no_team_is_told() -> None:
    plan = actions(
        "Report to the Local Safeguarding Children Board", "Tell the Local Safeguarding Children's Board", "Open a home"
    )
    told = findings_of(plan + "\n" + returned("Done", "Done", "The Local Safeguarding Childrens Board agreed"))
    assert [(f.code, f.audience.value) for f in told] == [("W907", "plan")]
