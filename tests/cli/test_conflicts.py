"""A conflict between two returns, settled in the master workbook: kept, honoured, told, and never applied to others."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.office import office, saved_again
from tests.quarter.conflict import enter, make_conflict, put
from tests.quarter.running import run, squeezed, told
from tests.quarter.town import OUTPUT

SETTLED = """\
[[settlements]]
year = "2008-09"
period = "Q1"
kind = "action"
reference = "ST 2"
column = "rating"
between = ["departmental/strategy", "divisional/care"]
said = ["Amber", "Red"]
counts = "Red"
by = "Management Team"
on = 2008-10-20
"""


def line(folder: Path) -> dict[str, Any]:
    """The one line of the master's Conflicts sheet, by its headings."""
    sheet = load_workbook(folder / OUTPUT / "master.xlsx")["Conflicts"]
    headings, *lines = sheet.iter_rows(min_row=3, values_only=True)
    (only,) = lines
    return {str(heading): words or "" for heading, words in zip(headings, only, strict=True)}


def decisions(folder: Path) -> str:
    path = folder / "workbooks/town/decisions.toml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def ratings(folder: Path) -> list[tuple[Any, ...]]:
    """Division and rating of the rows of ST 2 in the master's sheet of actions."""
    sheet = load_workbook(folder / OUTPUT / "master.xlsx")["Actions"]
    headings, *lines = sheet.iter_rows(min_row=3, values_only=True)
    places = [headings.index(name) for name in ("Ref", "Division", "Rating")]
    return [tuple(row[place] for place in places) for row in lines if row[places[0]] == "ST 2"]


def test_the_sheet_shows_both_sides_a_suggestion_and_where_to_decide(tmp_path: Path) -> None:
    make_conflict(tmp_path)
    assert run("quarter", tmp_path).code == 0
    assert line(tmp_path) == {
        "Reference": "ST 2",
        "What": "Action",
        "Words": "Open the homework clubs",
        "Column": "Rating",
        "Owner 1": "Strategy & Support, Departmental Plan (Team Manager)",
        "Value 1": "Amber",
        "Workbook 1": "Strategy.xlsx",
        "Cell 1": "Actions, I6",
        "Owner 2": "Care Services, Divisional Plan (Team Manager)",
        "Value 2": "Red",
        "Workbook 2": "Care.xlsx",
        "Cell 2": "Actions, I6",
        "Suggested": "Red",
        "Why": "Care Services carries it out, under its own Divisional Plan.",
        "Decision": "",
        "Decided by": "",
        "Decided on": "",
        "Mark (leave as it is)": "action | ST 2 | rating | departmental/strategy | divisional/care",
    }
    sheet = load_workbook(tmp_path / OUTPUT / "master.xlsx")["Conflicts"]
    lists = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"}
    assert lists == {"O4": '"The first,The second"'}


def test_a_decision_is_kept_honoured_and_told(tmp_path: Path) -> None:
    make_conflict(tmp_path)
    assert run("quarter", tmp_path, "--final").code == 1
    run("quarter", tmp_path)
    assert ratings(tmp_path) == [("ST 2", "Strategy & Support", "● Amber"), ("ST 2", "Care Services", "▼ Red")]
    enter(tmp_path, "The second")
    done = run("quarter", tmp_path)
    assert (done.code, done.err) == (0, "The decision on ST 2 was kept in decisions.toml.\n")
    assert decisions(tmp_path) == SETTLED
    assert sorted(path.name for path in (tmp_path / OUTPUT).glob("[!.]*")) == [
        "findings.txt",
        "master.xlsx",
        "report.docx",
    ]
    assert ratings(tmp_path) == [("ST 2", "Strategy & Support", "▼ Red"), ("ST 2", "Care Services", "▼ Red")]
    kept = line(tmp_path)
    assert [kept[name] for name in ("Value 1", "Value 2", "Decision", "Decided by", "Decided on")] == [
        "Amber",
        "Red",
        "The second",
        "Management Team",
        dt.datetime(2008, 10, 20),
    ]
    report = told((tmp_path / OUTPUT / "report.docx").read_bytes())
    assert (
        "Settled. ST 2 was returned as “Amber” by Strategy & Support and “Red” by Care Services; “Red” counts, as "
        "Management Team decided on 20 October 2008." in report
    )
    checked = squeezed(run("check", tmp_path).out)
    assert "Note X504 · I6 (ST 2)" in checked
    assert "→ Settled as 'Red' by Management Team on 20 October 2008." in checked


def test_a_settled_conflict_does_not_hold_up_the_final_report_and_is_told_in_it(tmp_path: Path) -> None:
    returns = make_conflict(tmp_path)
    run("quarter", tmp_path)
    put(returns / "Strategy.xlsx", "Actions", "ST 2", {"Progress this quarter": "Two of five are open, three wait."})
    enter(tmp_path, "The first")
    assert run("quarter", tmp_path, "--final").code == 0
    assert "“Amber” counts, as Management Team decided" in told((tmp_path / OUTPUT / "report.docx").read_bytes())


def test_the_same_decision_is_kept_once_and_another_one_after_it(tmp_path: Path) -> None:
    make_conflict(tmp_path)
    run("quarter", tmp_path)
    own = "# Ours, by hand.\n\n[[waivers]]  # a comment\ncode = 'R303'\nreason = 'x'\nby = 'y'\nuntil = 2008-12-31\n"
    (tmp_path / "workbooks/town/decisions.toml").write_text(own, encoding="utf-8")
    enter(tmp_path, "The second")
    run("quarter", tmp_path)
    assert run("quarter", tmp_path).err == ""
    assert decisions(tmp_path) == f"{own}\n{SETTLED}"
    enter(tmp_path, "Green", "Director", dt.date(2008, 11, 3))
    run("quarter", tmp_path)
    later = SETTLED.replace('"Red"\nby', '"Green"\nby').replace("Management Team", "Director").replace("10-20", "11-03")
    assert decisions(tmp_path) == f"{own}\n{SETTLED}\n{later}"
    assert ratings(tmp_path) == [("ST 2", "Strategy & Support", "▲ Green"), ("ST 2", "Care Services", "▲ Green")]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("The first", "", ""), "say who decided on ST 2, under 'Decided by'."),
        (("", "Management Team", ""), "say what counts for ST 2, under 'Decision'."),
        (("Purple", "Management Team", ""), "'Purple' cannot stand under 'Rating': this is not in the list."),
        (("The first", "Management Team", "soon"), "'soon' is not a day; write it as 20/10/2008."),
    ],
)
def test_a_decision_that_is_not_whole_stays_in_the_sheet(
    cells: tuple[str, str, str], said: str, tmp_path: Path
) -> None:
    make_conflict(tmp_path)
    run("quarter", tmp_path)
    enter(tmp_path, *cells)
    for _ in range(2):
        assert run("quarter", tmp_path).err == f"master.xlsx, Conflicts, O4: {said} It stays in the sheet until then.\n"
        found = line(tmp_path)
        assert tuple(found[name] for name in ("Decision", "Decided by", "Decided on")) == cells
    assert decisions(tmp_path) == ""


def test_a_decision_on_cells_that_have_changed_is_not_applied(tmp_path: Path) -> None:
    returns = make_conflict(tmp_path)
    run("quarter", tmp_path)
    enter(tmp_path, "The second")
    put(returns / "Strategy.xlsx", "Actions", "ST 2", {"Rating": "Green", "Completed on": "30/06/2008"})
    assert run("quarter", tmp_path).code == 0
    assert decisions(tmp_path) == SETTLED
    assert ratings(tmp_path) == [("ST 2", "Strategy & Support", "▲ Green"), ("ST 2", "Care Services", "▼ Red")]
    assert (line(tmp_path)["Value 1"], line(tmp_path)["Decision"]) == ("Green", "")
    assert "Error X509" in run("check", tmp_path).out
    put(returns / "Strategy.xlsx", "Actions", "ST 2", {"Rating": "Amber", "Completed on": None})
    run("quarter", tmp_path)
    assert (line(tmp_path)["Value 1"], line(tmp_path)["Decision"]) == ("Amber", "The second")


def test_an_edit_elsewhere_keeps_the_workbook_and_its_decision_is_kept_all_the_same(tmp_path: Path) -> None:
    make_conflict(tmp_path)
    run("quarter", tmp_path)
    enter(tmp_path, "The second")
    put(tmp_path / OUTPUT / "master.xlsx", "Conflicts", "ST 2", {"Words": "Changed by hand"})
    master = (tmp_path / OUTPUT / "master.xlsx").read_bytes()
    done = run("quarter", tmp_path)
    assert "'master.xlsx' has been changed by hand and was left as it is: the new one is 'master (2).xlsx'." in done.err
    assert (tmp_path / OUTPUT / "master.xlsx").read_bytes() == master
    assert decisions(tmp_path) == SETTLED
    run("quarter", tmp_path)
    assert decisions(tmp_path) == SETTLED


def test_a_decision_that_was_taken_out_of_the_file_does_not_come_back(tmp_path: Path) -> None:
    make_conflict(tmp_path)
    run("quarter", tmp_path)
    enter(tmp_path, "The second")
    run("quarter", tmp_path)
    (tmp_path / "workbooks/town/decisions.toml").unlink()
    assert run("quarter", tmp_path).err == ""
    assert decisions(tmp_path) == ""
    assert line(tmp_path)["Decision"] == ""


def test_a_dry_run_honours_a_decision_and_writes_nothing(tmp_path: Path) -> None:
    make_conflict(tmp_path)
    run("quarter", tmp_path)
    enter(tmp_path, "The second")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert "The report is a DRAFT" not in run("quarter", tmp_path, "--dry-run").out
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_by_libreoffice_is_still_ours(tmp_path: Path) -> None:
    make_conflict(tmp_path / "town")
    run("quarter", tmp_path / "town")
    enter(tmp_path / "town", "The second", on=dt.date(2008, 10, 20))
    (saved,) = saved_again([tmp_path / "town" / OUTPUT / "master.xlsx"], tmp_path / "office")
    shutil.copy(saved, tmp_path / "town" / OUTPUT / "master.xlsx")
    assert run("quarter", tmp_path / "town").err == "The decision on ST 2 was kept in decisions.toml.\n"
    assert decisions(tmp_path / "town") == SETTLED
