"""A plan of priority sheets, without ratings and with a risk matrix: its check, its plan document and a quarter."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.quarter.running import run, squeezed, told

ROOT = Path(__file__).parents[2]
KEY = "darlington"
OUTPUT = Path("output") / KEY / "2009-10"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The department's workbooks in a folder of their own, with the plan and the quarter written."""
    place = tmp_path_factory.mktemp("sheets")
    shutil.copytree(ROOT / "workbooks" / KEY, place / "workbooks" / KEY, ignore=shutil.ignore_patterns("sources"))
    assert run("quarter", place).code == 0
    assert run("plan", place).code == 0
    return place


def found(folder: Path, *arguments: str) -> list[tuple[str, str, str]]:
    """What the check says: each finding's code, severity and subject."""
    findings = json.loads(run("check", folder, "--format", "json", *arguments).out)
    return sorted((each["code"], each["severity"], f"{each['subject']}: {each['heading']}") for each in findings)


def test_the_check_of_the_plan_says_what_is_wrong_in_print_and_nothing_else(folder: Path) -> None:
    assert found(folder, "--plan") == [
        ("C206", "warning", "No. 10: Link to Service Plan Objective"),
        ("C206", "warning", "No. 11: Link to Sustainable Community Strategy Theme"),
        ("C206", "warning", "No. 1: Corporate Objectives"),
        ("C206", "warning", "No. 2: Link to Change Driver"),
        ("C206", "warning", "No. 3.6: Link to Corporate Objective"),
        ("C212", "note", "1.1: PIs"),
        ("C212", "note", "No. 1: PIs"),
        ("C221", "note", "11.1: Date for completion"),
        ("C221", "note", "3.4.7: Date for completion"),
        ("G614", "warning", "11.2: Actions needed to deliver improvement"),
        ("G614", "warning", "3.3.3: Actions needed to deliver improvement"),
        ("G616", "warning", "No. 1: Link to Corporate Objective"),
        ("G616", "warning", "No. 5: Link to Corporate Objective"),
        ("G616", "warning", "No. 8: Link to Corporate Objective"),
        ("G616", "warning", "No. 9: Link to Corporate Objective"),
        ("G617", "note", "No. 5: Corporate Objectives"),
        ("G617", "note", "No. 6: Corporate Objectives"),
        ("I712", "note", "No. 1: PIs"),
        ("I712", "note", "No. 2: PIs"),
        ("I712", "note", "No. 3: PIs"),
        ("I712", "note", "No. 4: PIs"),
        ("I712", "note", "No. 5: PIs"),
        ("I712", "note", "No. 6: PIs"),
        ("I713", "note", "11.1: PIs"),
        ("I713", "note", "6.1: PIs"),
        ("I713", "note", "9.1: PIs"),
        ("K804", "warning", "5: Risk Number"),
        ("K804", "warning", "6: Risk Number"),
        ("K804", "warning", "7: Risk Number"),
        ("R305", "warning", "10.4: Date for completion"),
        ("R305", "warning", "3.5.12: Lead Officer"),
        ("R305", "warning", "No. 10: Link to Corporate Objective"),
        ("R305", "warning", "No. 11: Expected efficiency gains (both cashable & non-cashable)"),
        ("R305", "warning", "No. 11: Link to Risk (if applicable)"),
        ("R305", "warning", "No. 11: Link to Service Plan Objective"),
        ("R305", "warning", "No. 11: Service improvement description"),
        ("R305", "warning", "No. 3.7: Expected outcome"),
        ("R305", "warning", "No. 5: Service improvement description"),
        ("R305", "warning", "No. 7: Service improvement description"),
        ("R311", "warning", "10.3: Date for completion"),
        ("R311", "warning", "10.5: Date for completion"),
        ("R311", "warning", "3.2.4: Date for completion"),
        ("R311", "warning", "3.6.1: Date for completion"),
        ("R311", "warning", "8.2: Date for completion"),
        ("R321", "note", "milestone of 3.3.4: Milestones"),
        ("R321", "note", "milestone of 3.3.5: Milestones"),
        ("R321", "note", "milestone of 3.3.6: Milestones"),
        ("R321", "note", "milestone of 3.5.11: Milestones"),
        ("R321", "note", "milestone of 3.5.12: Milestones"),
        ("R321", "warning", "3.6.3: Resources (finance & staff)"),
        ("R321", "warning", "4.5: Resources (finance & staff)"),
        ("T410", "warning", "NI 115: PI"),
        ("T422", "note", "1.1: Targets"),
        ("T422", "note", "1: Target"),
        ("W901", "note", "3.3.7: Lead Officer"),
        ("W901", "note", "3.4.6: Lead Officer"),
        ("W901", "note", "3.6.7: Lead Officer"),
        ("W901", "warning", "1.1: Lead Officer"),
        ("W901", "warning", "3.6.8: Lead Officer"),
        ("W907", "note", "Change drivers: local priorities: Text"),
        ("W908", "note", "9: Consequence"),
        ("W909", "note", "No. 3.5: Expected efficiency gains (both cashable & non-cashable)"),
        ("W909", "note", "No. 8: Expected outcome"),
        ("X501", "warning", "1.2: PIs"),
        ("X501", "warning", "3.6.1: PIs"),
    ]


def test_the_check_of_the_return_finds_what_the_team_left_out_or_mistyped(folder: Path) -> None:
    assert found(folder) == [
        ("C206", "error", "7: Score now"),
        ("C215", "warning", "9.5: Progress this quarter"),
        ("R301", "error", "8.5: Progress this quarter"),
        ("R308", "warning", "10.3: Completed on"),
    ]


def test_the_report_tells_of_every_priority_and_of_the_risks_and_has_no_ratings(folder: Path) -> None:
    words = squeezed(told((folder / OUTPUT / "Q1" / "report.docx").read_bytes()))
    for said in (
        "Of the 87 actions in the Departmental Plan, 86 are answered and one is not.",
        "Of the 107 milestones,",
        "3.4 Improvement of schools to good and outstanding Ofsted categories",
        "Completed on 24/04/2009 (date in the plan: April 2009).",
        "New date: Oct 2009 (date in the plan: Complete July 2009 Review annually).",
        "Efficiency gains made so far: £12k cashable: two leases were given up.",
        "Resources: what has changed: One post of team lead is vacant.",
        "Of the 69 PIs in the Departmental Plan, nine have a figure and 60 have none.",
        "The papers do not say where the line of the risk appetite runs.",
    ):
        assert said in words
    assert [word for word in ("Amber", "Not rated", "Rating", "Exceptions") if word in words] == []


def test_the_plan_has_its_sheets_and_names_the_risks_in_the_matrix(folder: Path) -> None:
    words = squeezed(told((folder / OUTPUT / "plan" / "documents" / "Departmental Plan.docx").read_bytes()))
    for said in (
        "Priority 3.7: Improving services for disabled children and their families",
        "Link to Corporate Objective | left blank",
        "Additional information: not in the plan",
        "Expected efficiency gains (both cashable & non-cashable): £40k cashable.",
        "Significant (C) | – | 1, 4 and 7 | 5 and 8 | –",
        "The papers do not say where the line of the risk appetite runs.",
        "Risk 9: Bedding down of interoperability in ICT systems",
    ):
        assert said in words


def test_the_master_workbook_has_the_sheets_of_this_format(folder: Path) -> None:
    book = load_workbook(folder / OUTPUT / "Q1" / "master.xlsx")
    assert book.sheetnames == [
        *("Contents", "Actions", "Indicators", "Risks", "Priorities", "Milestones", "Risk matrix", "Golden thread"),
        *("Findings", "Sources"),
    ]
    rows = [[cell.value for cell in row] for row in book["Risk matrix"].iter_rows(min_row=4)]
    assert ["Significant (C)", "–", "1, 2, 4", "5, 9", "–"] in rows


def test_the_next_return_asks_for_no_rating_and_keeps_the_completed_actions_apart(folder: Path) -> None:
    assert run("issue", folder, "--quarter", "Q2").code == 0
    (made,) = (folder / OUTPUT / "Q2" / "returns").glob("*.xlsx")
    heads = {cell.value for row in load_workbook(made)["Actions"].iter_rows() for cell in row}
    assert "Progress this quarter" in heads
    assert not {"Rating", "Why (if red)"} & heads
