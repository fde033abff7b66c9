"""A strategy with two streams of work, without ratings and risks: its plan, a quarter, and a paper for each board."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.quarter.running import run, squeezed, told

ROOT = Path(__file__).parents[2]
KEY = "stockton-strategy"
OUTPUT = Path("output") / KEY / "2016-17" / "Q1"
WHO = ("--department", KEY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strategy's workbooks in a folder of their own, with the quarter and the papers written."""
    place = tmp_path_factory.mktemp("streams")
    shutil.copytree(ROOT / "workbooks" / KEY, place / "workbooks" / KEY, ignore=shutil.ignore_patterns("sources"))
    assert run("quarter", place).code == 0
    assert run("report", place, "--all").code == 0
    return place


def found(folder: Path, *arguments: str) -> list[tuple[str, str, str]]:
    """What the check says: each finding's code, severity and cell."""
    findings = json.loads(run("check", folder, "--format", "json", *arguments).out)
    return sorted((each["code"], each["severity"], each["cell"]) for each in findings)


def paper(folder: Path, name: str) -> str:
    return told((folder / OUTPUT / name).read_bytes())


def test_the_check_of_the_plan_says_what_is_wrong_in_print_and_nothing_else(folder: Path) -> None:
    assert found(folder, "--plan") == [
        ("C201", "warning", "H40"),  # Sep 2106
        ("G618", "note", "C10"),  # Looked after children, elsewhere Children in care
        ("G618", "note", "C6"),  # Universal and open access services, by three names
        ("G618", "note", "D4"),  # Leadership, governance and delivery, elsewhere Governance and leadership
        ("G618", "note", "D5"),  # Voice of the child, elsewhere with customer insight
        ("G618", "note", "D6"),
        ("G618", "note", "D8"),  # Early help and secondary prevention, elsewhere Early help
        ("R313", "warning", "F9"),  # a target of 95% after a projection of 99%
        ("R314", "note", "F5"),  # a target that is the projection
        ("W908", "note", "F62"),  # PEPS, elsewhere PEPs
        ("W908", "note", "I30"),  # Ad EHPP, elsewhere AD EHPP
        ("W908", "note", "J7"),  # LEAN, elsewhere Lean
        ("W912", "note", "E25"),  # has conclude
        ("W912", "note", "E79"),  # two years olds
        ("W912", "note", "J62"),  # in relations to
    ]


def test_the_check_of_the_return_asks_projects_for_their_lead_and_no_others(folder: Path) -> None:
    assert found(folder) == [
        ("C201", "error", "N45"),
        ("C206", "error", "M34"),
        ("C211", "warning", "G11"),
        ("R301", "error", "K18"),
        ("R301", "error", "L34"),
    ]


def test_the_report_counts_answers_by_focus_area_and_has_no_ratings_and_risks(folder: Path) -> None:
    words = squeezed(paper(folder, "report.docx"))
    assert "Of the 86 actions in the Strategy for Change and Improvement, 85 are answered and one is not." in words
    assert "Of the 86 actions, 61 have no date that arithmetic can judge" in words
    assert (
        "In stages, not all with a day | 1 | BI 1.1 Cannot be read as a date | 1 | BI 5.7 No date | 34 | CT 1.3"
        in words
    )
    assert "By a person | In relation to others | 1 | KPI 3 By a person | To be watched | 5 | KPI 4" in words
    assert "2 Voice of the child and customer insight" in words
    assert [word for word in ("Red", "Amber", "Green", "not rated", "risk register") if word in words] == []


@pytest.mark.parametrize(
    ("name", "covers", "has", "lacks"),
    [
        (
            "childrens-board.docx",
            "18 of the 86 actions",
            ("CT 1.1", "PID of the project: Agreed."),
            ("BI ", "KA ", "KPI "),
        ),
        ("management-team.docx", "50 of the 86 actions", ("BI 7.9", "KPI 11"), ("CT ", "KA ")),
        ("select-committee.docx", "11", ("KPI 1", "KPI 11"), ("BI ", "CT ")),
    ],
)
def test_each_board_is_told_of_its_own_stream(
    folder: Path, name: str, covers: str, has: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    words = squeezed(paper(folder, name))
    assert covers in words
    assert [each for each in has if each not in words] == []
    assert [each for each in lacks if each in words] == []


def test_the_issued_return_asks_for_no_lead_of_a_business_improvement_action(folder: Path) -> None:
    assert run("issue", folder, "--quarter", "Q2").code == 0
    (made,) = (folder / "output" / KEY / "2016-17" / "Q2" / "returns").glob("*.xlsx")
    sheet = load_workbook(made)["Actions"]
    rows = list(sheet.iter_rows())
    lead = next([cell.value for cell in row].index("Lead of the project") for row in rows if row[0].value == "Ref")
    streams = ((str(row[0].value)[:2], row[lead].fill.fgColor.rgb) for row in rows)
    fills = {stream: fill for stream, fill in streams if stream in ("BI", "CT")}
    assert len(fills) == 2
    assert fills["BI"] != fills["CT"]


def test_the_master_workbook_leads_each_action_to_its_focus_area_and_has_no_sheet_that_the_format_lacks(
    folder: Path,
) -> None:
    book = load_workbook(folder / OUTPUT / "master.xlsx")
    assert book.sheetnames == ["Contents", "Actions", "Indicators", "Golden thread", "Findings", "Sources"]
    _, (_, note), _, *lines = [
        [cell for cell in row if cell] for row in book["Golden thread"].iter_rows(values_only=True)
    ]
    plan = "plan/Childrens Services.xlsx"
    assert note == "No gaps."
    assert lines[:2] == [
        ["Governance and leadership", "Focus area", "1", plan, "Focus areas, B4"],
        ["Clear strategy and priorities", "Action", "BI 1.1", plan, "Actions, E4"],
    ]
    assert [sum(line[1] == kind for line in lines) for kind in ("Focus area", "Action", "Indicator")] == [7, 86, 11]
