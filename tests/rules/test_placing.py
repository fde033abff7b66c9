"""Figures under another heading, targets hidden in a definition, levels below nought, references beside figures."""

from __future__ import annotations

import pytest

from compiler.domain.finding import Severity
from tests.rules.sheets import findings_of
from tests.rules.test_plan_rows import plan, told
from tests.rules.test_workbooks import findings

HEADINGS = ["Ref", "Definition", "Outturn 2007/08", "Target 2008/09"]


def row(definition: str, outturn: str, target: str) -> list[tuple[str, str]]:
    return told(plan("Indicators", HEADINGS, ["NI 1", definition, outturn, target]))


@pytest.mark.parametrize(
    ("outturn", "target", "expected"),
    [
        ("8.9 (milestone figure)", "", [("R318", "C4")]),
        ("8.9% target", "", [("R318", "C4")]),
        ("8.9% (target for 2008/09)", "9%", [("R318", "C4")]),
        ("8.9% (above target)", "9%", []),
        ("8.9% (exceeds target)", "9%", []),
        ("8.9% (target met)", "8%", []),
        ("8.9 young people on roll", "12 young people on roll", []),
        ("", "8.9% (actual)", [("R318", "D4")]),
        ("8%", "8.9% (outturn 2007/08)", [("R318", "D4")]),
        ("8%", "8.9% (milestone)", []),
    ],
)
def test_a_figure_is_in_the_wrong_column_only_by_its_own_words(
    outturn: str, target: str, expected: list[tuple[str, str]]
) -> None:
    assert row("Leavers not in work", outturn, target) == expected


def test_a_figure_of_a_return_may_call_itself_a_target_too() -> None:
    text = """**Safeguarding.xlsx**, return, sheet Indicators

|   | A    | B          | C              | D            | E      |
|---|------|------------|----------------|--------------|--------|
| 3 | Ref  | Definition | Target 2008/09 | Figure       | Rating |
| 4 | NI 1 | Leavers    | 9%             | 9% (target)  | Amber  |
"""
    found = [f for f in findings_of(text) if f.code == "R318"]
    assert [(f.severity, f.origin.cell, f.found, f.allowed, f.remedy) for f in found] == [
        (
            Severity.WARNING,
            "D4",
            "'9% (target)' under 'Figure' calls itself 'target'.",
            "Such a figure stands under 'Target 2008/09'.",
            "Put the figure under its own heading, and here what is asked for.",
        )
    ]


@pytest.mark.parametrize(
    ("definition", "target", "code"),
    [
        ("Increase the percentage with a place to 96%", "", ["R319"]),
        ("Increase the percentage with a place to 96% (LAA 3)", "", ["R319"]),
        ("Reduce absence from 6% to 5.5% by 2010", "", ["R319"]),
        ("Raise the share of visits in time to at least 90%.", "", ["R319"]),
        ("Increase the percentage with a place to 96%", "96%", []),
        ("Increase the percentage with a place to 96%", "Monitor", []),
        ("Increase the share of those within 5% to 10% of the limit", "", []),
        ("Percentage with a place up to 96% of the time", "", []),
        ("Increase attendance to the level of the best", "", []),
        ("Reduce the number of children aged 10 to 17", "", []),
    ],
)
def test_a_target_is_in_the_definition_only_where_its_words_say_a_share(
    definition: str, target: str, code: list[str]
) -> None:
    assert [each for each, _ in row(definition, "80%", target) if each != "R316"] == code


def test_a_target_told_elsewhere_is_not_told_as_blank_again() -> None:
    rows = (["NI 1", "Increase visits in time to 96%", "80%", ""], ["NI 2", "Assessments in time", "80%", ""])
    found = findings_of(plan("Indicators", HEADINGS, *rows))
    assert [(f.code, f.found) for f in found if f.code == "R316"] == [
        ("R316", "1 of the 2 indicators has an outturn and no target: NI 2.")
    ]


@pytest.mark.parametrize(
    ("definition", "figure", "code"),
    [
        ("Under 18 conception rate", "-8.5%", ["C218"]),
        ("Number of visits", "-3", ["C218"]),
        ("Percentage of visits in time", "-3%", ["C218"]),
        ("Change in the under 18 conception rate", "-8.5%", []),
        ("Reduce the rate of absence", "-1%", []),
        ("Net number of foster carers", "-1", []),
        ("Emotional health", "-1", []),
        ("Under 18 conception rate", "8.5%", []),
    ],
)
def test_a_level_is_not_below_nought_and_a_difference_may_be(definition: str, figure: str, code: list[str]) -> None:
    assert [each for each, _ in row(definition, "3%", figure) if each == "C218"] == code


@pytest.mark.parametrize(("target", "code"), [("-8.5%", []), ("38.5%", ["C218"])])
def test_a_team_that_is_set_a_change_may_report_one(target: str, code: list[str]) -> None:
    text = f"""**Safeguarding.xlsx**, return, sheet Indicators

|   | A    | B                    | C              | D      | E      |
|---|------|----------------------|----------------|--------|--------|
| 3 | Ref  | Definition           | Target 2008/09 | Figure | Rating |
| 4 | NI 1 | Teenage births: rate | {target}       | -2%    | Amber  |
"""
    assert [f.code for f in findings_of(text) if f.code == "C218"] == code


def test_a_reference_beside_a_figure_has_its_form_too() -> None:
    found = findings_of(plan("Indicators", HEADINGS, ["NI 1", "Poverty", "27.9% (NI116)", "25%"]))
    assert [(f.code, f.origin.cell, f.found, f.allowed) for f in found] == [
        ("C212", "C4", "'NI116' under 'Outturn 2007/08' is in another form.", "Read as meant: NI 116.")
    ]


def prose(own: str, other: str) -> str:
    own_plan = plan("Plan text", ["Plan", "Heading", "Text"], ["Departmental Plan", "Introduction", own])
    return f"{own_plan}\n\n" + plan(
        "Plan text", ["Plan", "Heading", "Text"], ["Divisional Plan", "Aims", other]
    ).replace("Safeguarding", "Planning")


@pytest.mark.parametrize(
    ("own", "other", "cells"),
    [
        ("This Departmental Plan for 2008/09 to 2010/11", "the departmental plan (2008/09-2009/10)", ["C4"]),
        ("This Departmental Plan for 2008/09 to 2010/11", "the departmental plan 2008-09 – 2010-11", []),
        ("This Departmental Plan for 2008/09 to 2010/11", "the divisional plan 2008/09-2009/10", []),
        ("This Departmental Plan for 2008/09", "the departmental plan 2008/09-2009/10", []),
        ("This plan. It runs on", "the departmental plan 2008/09-2009/10", []),
    ],
)
def test_a_plan_has_the_years_that_it_gives_itself(own: str, other: str, cells: list[str]) -> None:
    found = [f for f in findings_of(prose(own, other)) if f.code == "T417"]
    assert [f.origin.cell for f in found] == cells
    assert all(f.origin.workbook == "Planning.xlsx" for f in found)


def test_the_plans_of_the_sample_department() -> None:
    codes = ("R318", "R319", "C218", "T417")
    told = [
        (f.severity.value, f.code, str(f.origin), f.value if f.code != "T417" else "")
        for f in findings(2008, 1)
        if f.code in codes
    ]
    milestone = "8.9 (milestone figure)"
    assert told == [
        ("warning", "C218", "plan/Departmental.xlsx, Indicators, G76", "-8.50%"),
        ("warning", "R318", "plan/Departmental.xlsx, Indicators, F81", milestone),
        ("warning", "R319", "plan/Departmental.xlsx, Indicators, G100", ""),
        ("warning", "R318", "plan/Performance and Achievement.xlsx, Indicators, F41", milestone),
        ("warning", "T417", "plan/Performance and Achievement.xlsx, Plan text, C4", ""),
        ("warning", "R318", "plan/Planning and Service Integration.xlsx, Indicators, F14", milestone),
        ("warning", "R319", "plan/Planning and Service Integration.xlsx, Indicators, G22", ""),
        ("warning", "T417", "plan/Planning and Service Integration.xlsx, Plan text, C4", ""),
    ]
