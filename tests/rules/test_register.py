"""The risk register of the approved plan, held against what its headings and divisions cite."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from compiler.domain.finding import Audience, Severity
from compiler.domain.risk import RiskLevel, RiskScheme
from compiler.profile.model import Profile
from tests.rules.sheets import findings_of, narrowed, shown, small_profile
from tests.rules.test_workbooks import findings

RISKS = "plan/Departmental.xlsx, Risks, "


def test_the_plans_register_and_its_headings_name_different_actions() -> None:
    told = [f for f in findings(2008, 1) if f.code[0] == "K"]
    assert Counter(f.code for f in told) == {"K801": 3, "K802": 2, "K803": 11, "K805": 1, "K808": 9, "K809": 8}
    assert {f.audience for f in told} == {Audience.PLAN}
    links = [(f.severity.value, f.code, str(f.origin), f.subject) for f in told if f.code in ("K801", "K802", "K805")]
    assert links == [
        ("warning", "K802", "plan/Departmental.xlsx, Objectives, H12", "No. 2.4"),
        ("note", "K802", "plan/Departmental.xlsx, Objectives, H14", "No. 2.6"),
        ("note", "K805", f"{RISKS}H4", "CPS6-2.1"),
        ("warning", "K801", f"{RISKS}C8", "FIN6-1.10"),
        ("note", "K801", f"{RISKS}C10", "ICT6-1.3"),
        ("warning", "K801", f"{RISKS}C19", "POL6-3.4"),
    ]


def test_the_building_risk_names_the_benchmarking_action() -> None:
    (finding,) = [f for f in findings(2008, 1) if f.code == "K801" and f.subject == "FIN6-1.10"]
    assert finding.found == (
        "The register names CSD A012 for FIN6-1.10 ('Failure to secure government funding for BSF'), but neither its "
        "heading nor a row that carries it out cites that risk: the heading over CSD A012 cites CPS6-2.1, POL6-4.5, "
        "POL6-4.4, PER6-1.1 and FIN6-1.6. It is cited by the heading of objective 2.5 of the Departmental Plan and "
        "RSS A004."
    )
    assert [str(other) for other in finding.others] == [
        "plan/Departmental.xlsx, Objectives, H12",
        "plan/Departmental.xlsx, Objectives, H13",
        "plan/Resources and Support Services.xlsx, Actions, H7",
    ]
    assert finding.remedy == "Probably CSD A017 is meant. List it for amendment of the plan."


def test_a_heading_that_was_cut_off_may_have_cited_the_risk() -> None:
    """'FIN6-1.' and 'PER6-' stand at the cut edge of the scan: of FIN6-1.1 and PER6-1.1 nothing is claimed."""
    assert {"FIN6-1.1", "PER6-1.1", "PER6-4.2"} & {f.subject for f in findings(2008, 1) if f.code == "K801"} == set()


@pytest.mark.parametrize("quarter", [1, 2])
def test_every_review_of_the_illustrative_quarters_is_in_time(quarter: int) -> None:
    assert [f for f in findings(2008, quarter) if f.code == "K806"] == []


def returned(method: str, last: str, following: str) -> str:
    return f"""
**Safeguarding.xlsx**, return, sheet Risks

|   | A   | B                 | C        | D         | E           | F           |
|---|-----|-------------------|----------|-----------|-------------|-------------|
| 3 | Ref | Risk              | Method of review | Score now | Last review | Next review |
| 4 | R1  | Too few carers    | {method} | M         | {last}      | {following} |
"""


@pytest.mark.parametrize(
    ("method", "last", "following", "codes"),
    [
        ("Quarterly", "27 May 2008", "Aug 2008", []),
        ("Quarterly", "27 May 2008", "30 Jun 2008", []),
        ("Quarterly", "27 May 2008", "29 Jun 2008", ["K806"]),
        ("Quarterly", "27 May 2008", "May 2008", []),
        ("Quarterly", "Mar 2008", "", ["K805"]),
        ("Quarterly", "Feb 2008", "", ["K806", "K805"]),
        ("When needed", "Feb 2007", "", ["K805"]),
        ("Annual", "Feb 2008", "Soon", ["C201"]),
        ("Monthly or quarterly", "Feb 2008", "Feb 2009", []),
    ],
)
def test_a_review_is_overdue_by_its_day_or_by_its_method(
    method: str, last: str, following: str, codes: list[str]
) -> None:
    assert [f.code for f in findings_of(returned(method, last, following))] == codes


def test_a_missing_next_review_is_one_story_for_all_rows() -> None:
    text = returned("Annual", "Feb 2008", "") + "| 5 | R2  | Too few homes | Annual | L | Feb 2008 | |\n"
    (finding,) = findings_of(text)
    assert (finding.code, finding.severity, finding.origin.cell) == ("K805", Severity.WARNING, "F4")
    assert [other.cell for other in finding.others] == ["F5"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("One risk is high.", []),
        ("1 risk is now rated High, and two are low.", []),
        ("There are no high risks.", []),
        ("Three risks are high", ["K807"]),
        ("The work goes on; no risks are medium.", []),
        ("Most risks are high. Seven risks were high last year.", []),
        ("Two of the risks are high because of vacancies.", []),
        ("Two of the key risks are high.", ["K807"]),
    ],
)
def test_only_a_plain_count_is_held_against_the_register(words: str, codes: list[str]) -> None:
    text = returned("Quarterly", "Jun 2008", "Sep 2008").replace("| M         |", "| H         |")
    text += f"""
**Safeguarding.xlsx**, return, sheet Narrative

|   | A                  | B                    |
|---|--------------------|----------------------|
| 3 | Block              | Words for the report |
| 4 | Performance update | {words}              |
"""
    assert [f.code for f in findings_of(text)] == codes


MATRIX = RiskScheme(
    levels=tuple(
        RiskLevel(key, name, rank) for rank, (key, name) in enumerate([("D", "Low"), ("C", "Medium"), ("B", "High")])
    ),
    impact=tuple(RiskLevel(key, name, rank) for rank, (key, name) in enumerate([("3", "Marginal"), ("2", "Critical")])),
    appetite=("B2",),
)


def planned(words: str) -> str:
    return f"""
**Safeguarding.xlsx**, plan, sheet Risks

|   | A   | B                              | C        |
|---|-----|--------------------------------|----------|
| 3 | Ref | Risk                           | Priority |
| 4 | R6  | Services while managing change | B2       |
| 5 | R7  | Major capital schemes          | C3       |
| 6 | R9  | Systems that do not fit        | B2       |

**Safeguarding.xlsx**, plan, sheet Plan text

|   | A       | B       |
|---|---------|---------|
| 3 | Heading | Text    |
| 4 | Risks   | {words} |
"""


def owned() -> Profile:
    """The small format with an officer for each risk."""
    profile = small_profile()
    (officer,) = (
        column
        for sheet in profile.sheets
        for column in sheet.columns
        if sheet.key == "actions" and column.key == "officer"
    )
    return replace(
        profile,
        sheets=tuple(
            replace(sheet, columns=(*sheet.columns, officer)) if sheet.key == "risks" else sheet
            for sheet in profile.sheets
        ),
    )


@pytest.mark.parametrize(
    ("here", "there", "cells"),
    [
        (("Too few carers", "H", "Ann Lee"), ("too few carers.", "High", "Ann Lee"), []),
        (("Too few carers", "M", "Ann Lee"), ("Too few carers", "H", "Ann Lee"), ["D4"]),
        (("Too many carers", "M", "Jo Day"), ("Too few carers", "H", "Ann Lee"), ["C4", "D4", "E4"]),
        (("Too few carers", "", ""), ("Too few carers", "H", "Ann Lee"), []),
    ],
)
def test_a_risk_in_two_registers_has_one_score_wording_and_officer(
    here: tuple[str, ...], there: tuple[str, ...], cells: list[str]
) -> None:
    heads = "\n\n| | A | B | C | D | E |\n|---|---|---|---|---|---|\n| 3 | Ref | Plan | Risk | Priority | Officer |\n"
    text = f"**Safeguarding.xlsx**, plan, sheet Risks{heads}| 4 | R1 | Departmental Plan | {' | '.join(there)} |\n\n"
    text += f"**Planning.xlsx**, plan, sheet Risks{heads}| 4 | R1 | Divisional Plan | {' | '.join(here)} |\n"
    found = findings_of(text, narrowed(shown(text), owned()))
    assert [f.code for f in found] == ["K810"] * len(cells)
    assert [f.origin.cell for f in found] == cells
    assert {str(f.others[0]) for f in found} == {f"Safeguarding.xlsx, Risks, {cell}" for cell in cells}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Two risks are above the appetite line.", ""),
        ("One risk is above the risk appetite.", "'One risk is above the risk appetite'"),
        (
            "The shaded part signifies the area above the 'risk appetite level'. The Children's Services Department "
            "has identified one risk in this region that requires specific management.",
            "'The Children's Services Department has identified one risk in this region that requires specific "
            "management'",
        ),
        ("The department has identified one risk in this region.", ""),  # which region, nobody has said
        ("The auditor has identified one risk above the appetite line.", ""),
        ("One risk was above the appetite line last year.", ""),
    ],
)
def test_a_plan_s_words_are_held_against_its_own_register(words: str, told: str) -> None:
    text = planned(words)
    profile = replace(narrowed(shown(text), small_profile()), risks=MATRIX)
    found = [f for f in findings_of(text, profile) if f.code == "K807"]
    says = "says the narrative; the plans' registers score 2 risks above the appetite line."
    assert [f.found for f in found] == ([f"{told}, {says}"] if told else [])
    assert {(f.audience, f.origin.cell) for f in found} <= {(Audience.PLAN, "B4")}
