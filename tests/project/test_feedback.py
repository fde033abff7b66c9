"""`compile check --feedback`: a file for each team that has something to put right; nothing is saved over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from compiler.domain.book import Book
from compiler.returns.reader import read_book
from tests.quarter.running import run
from tests.quarter.town import OUTPUT, RETURNS, make_town
from tests.returns.reworked import Reworked, as_ods

FEEDBACK = f"{OUTPUT}/feedback"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A department whose Care return has two mistakes, and whose Schools sent something else."""
    returns = make_town(tmp_path)
    change(returns / "Care.xlsx", {"I5": "Ambr", "J6": None})
    (returns / "Schools.xlsx").write_bytes(b"%PDF-1.4 a scan")
    return tmp_path


def change(path: Path, cells: dict[str, str | None]) -> None:
    book = load_workbook(path)
    for place, words in cells.items():
        book["Actions"][place].value = words
    book.save(path)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / FEEDBACK).glob("[!.]*"))


TOLD = """\
Feedback for the teams, in output/town/2008-09/Q1/feedback:
  Care.xlsx
  Schools.xlsx findings.txt
Send each team its file. What it sends back is its return: put it into workbooks/town/2008-09/Q1/ in place of the first.
"""


def test_each_team_gets_its_own_and_the_returns_stay_as_they_are(town: Path) -> None:
    before = {path.name: path.read_bytes() for path in (town / RETURNS).iterdir()}
    done = run("check", town, "--feedback")
    assert (done.code, done.err) == (1, "")
    assert f"\n{TOLD}Next: compile status --year 2008-09 --quarter Q1\n" in done.out
    assert files(town) == ["Care.xlsx", "Schools.xlsx findings.txt"]
    assert {path.name: path.read_bytes() for path in (town / RETURNS).iterdir()} == before
    book = load_workbook(town / FEEDBACK / "Care.xlsx")
    listed = [[cell.value for cell in row[:4]] for row in book.worksheets[0].iter_rows(min_row=7)]
    assert listed == [["☐", "Error", "Actions, I5", "CA 1"], ["☐", "Error", "Actions, J6", "CA 2"]]
    assert str(book.worksheets[0]["A2"].value).startswith("Care Services · Quarter 1 2008/09, checked on ")
    words = (town / FEEDBACK / "Schools.xlsx findings.txt").read_text(encoding="utf-8")
    assert words.startswith("This file cannot be used\n\n  Schools.xlsx (F101)\n")


def test_the_feedback_corrected_is_the_return_and_then_it_is_gone(town: Path) -> None:
    run("check", town, "--feedback")
    sent = town / FEEDBACK / "Care.xlsx"
    (town / RETURNS / "Care.xlsx").write_bytes(sent.read_bytes())
    (town / RETURNS / "Schools.xlsx").unlink()
    findings = json.loads(run("check", town, "--format", "json").out)
    assert [(each["code"], each["cell"]) for each in findings] == [("C206", "I5"), ("R302", "J6")]
    change(town / RETURNS / "Care.xlsx", {"I5": "Amber", "J6": "The course has begun."})
    done = run("check", town, "--feedback")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Nothing to put right.\nNo team has anything to put right.\n")
    assert files(town) == ["Schools.xlsx findings.txt"]


def test_a_feedback_that_somebody_works_in_is_left_alone(town: Path) -> None:
    run("check", town, "--feedback")
    change(town / FEEDBACK / "Care.xlsx", {"I5": "Amber"})
    edited = (town / FEEDBACK / "Care.xlsx").read_bytes()
    done = run("check", town, "--feedback", str(town / FEEDBACK / "Care.xlsx"))
    assert "'Care.xlsx' has been changed by hand and was left as it is: the new one is 'Care (2).xlsx'." in done.out
    assert (town / FEEDBACK / "Care.xlsx").read_bytes() == edited
    assert [row[2].value for row in load_workbook(town / FEEDBACK / "Care (2).xlsx").worksheets[0].iter_rows(7)] == [
        "Actions, J6"
    ]


def test_a_format_for_programs_stays_whole(town: Path) -> None:
    done = run("check", town, "--feedback", "--format", "json")
    assert len(json.loads(done.out)) == 3
    assert done.err == TOLD


def test_what_was_waived_is_not_sent(town: Path) -> None:
    waivers = "".join(
        f'[[waivers]]\ncode = "{code}"\nreason = "Agreed."\nby = "Director"\nuntil = 2031-03-31\n'
        for code in ("C206", "R302")
    )
    (town / "workbooks/town/decisions.toml").write_text(waivers, encoding="utf-8")
    run("check", town, "--feedback")
    assert files(town) == ["Schools.xlsx findings.txt"]


def test_wrong_use_is_told(town: Path) -> None:
    done = run("check", town, "--feedback", "--plan")
    assert (done.code, done.err) == (
        2,
        "Feedback goes to the teams, on their returns. Leave out --plan or --feedback.\n",
    )
    (town / "other").mkdir()
    (town / "other/Care.xlsx").write_bytes(b"")
    named = [str(town / RETURNS / "Care.xlsx"), str(town / "other/Care.xlsx")]
    done = run("check", town, "--feedback", *named)
    assert (done.code, done.err) == (2, "Two of the files are called 'Care.xlsx'. Check them one at a time.\n")


def test_a_return_sent_as_opendocument_is_checked_and_its_findings_are_listed_beside_it(town: Path) -> None:
    book = read_book(town / RETURNS / "Care.xlsx")
    assert isinstance(book, Book)
    pages = {sheet.name: list(sheet.cells) for sheet in book.sheets}
    states = {sheet.name: sheet.state for sheet in book.sheets}
    (town / RETURNS / "Care.ods").write_bytes(as_ods(Reworked(pages, states, {}, {name: set() for name in pages})))
    (town / RETURNS / "Care.xlsx").unlink()
    done = run("check", town, "--feedback")
    assert (done.code, done.err) == (1, "")
    assert files(town) == ["Care.ods findings.txt", "Schools.xlsx findings.txt"]
    words = (town / FEEDBACK / "Care.ods findings.txt").read_text(encoding="utf-8")
    assert words.splitlines()[:5] == [
        "This return came as an OpenDocument spreadsheet (.ods), which is read like any other. A list and comments can",
        "only be put into an Excel workbook, so what is to be put right is listed here: correct the .ods file and",
        "send it again.",
        "",
        "Care.ods: 2 errors",
    ]
    assert [line for line in words.splitlines() if line.startswith("  Error ")] == [
        "  Error C206 · Actions, I5 (CA 1)",
        "  Error R302 · Actions, J6 (CA 2)",
    ]
