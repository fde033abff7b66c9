"""A year of a new department, walked as its people do.

Plans are taken over; three quarters are returned well, badly, late, nil and not at all; conflicts are settled, returns
accepted and changed, amendments decided; and the new year begins.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from typer.testing import CliRunner

from compiler.cli.app import app
from tests.quarter.conflict import put
from tests.quarter.running import run, squeezed, tables
from tests.report.golden import assert_as_kept

ACTIONS = """\
Ref,Action,Deadline,Owner,Division
REP 1,Replace 200 kitchens,31/03/2009,Head of Repairs,Repairs
REP 2,Adopt the repairs policy,30/09/2008,Policy Officer,Repairs
LET 1,Cut re-let time to 21 days,31/12/2008,Lettings Manager,Lettings
LET 2,Publish the lettings policy,30/06/2008,Lettings Manager,Lettings
EST 1,Hold four walkabouts,31/03/2009,Estates Officer,Estates
ADV 1,Open the advice shop,31/12/2008,Advice Manager,Advice
"""
SHARED = "Ref,Action,Deadline,Owner\nLET 1,Cut re-let time to 21 days,31/12/2008,Lettings Manager\n"
INDICATORS = """\
Ref,Indicator,2007/08 outturn,2008/09 target,Division
BV 1,Repairs done in time,91%,95%,Repairs
BV 2,Average re-let time in days,28,21,Lettings
"""
AMBER = {"Rating": "Amber", "Progress this quarter": "It is under way."}
ON = {"Rating": "Amber", "Progress this quarter": "It goes on as planned."}
STEP = {
    "Action Ref": "REP 1",
    "Milestone": "The first 100 kitchens",
    "Date to be completed": "Sep 2008",
    "Rating": "Green",
    "Progress this quarter": "60 are in.",
}
DUE = {"Q1": "18/07/2008", "Q2": "17/10/2008", "Q3": "16/01/2009", "Q4": "17/04/2009"}
RED = {
    "Why (if red)": "Two posts are vacant.",
    "What is being done (if red)": "Agency staff start.",
    "By when": "Mar 2009",
}


@dataclass(frozen=True)
class Office:
    """The performance officer's folder, what the teams do with their workbooks, and all that the commands said."""

    folder: Path
    transcript: list[str] = field(default_factory=list)

    def does(self, command: str, *arguments: str) -> None:
        """Run a command and keep what it said, runs of space as one and ruled lines left out."""
        done = run(command, self.folder, *arguments)
        asked = " ".join(f'"{each}"' if " " in each else each for each in (command, *arguments))
        said = [line for line in map(squeezed, done.said.splitlines()) if line.strip("─ ")]
        ended = [] if done.code == 0 else [f"(ends with {done.code})"]
        text = "\n".join([f"$ compile {asked}", *said, *ended])
        self.transcript.append(text.replace(str(self.folder), "."))

    def home(self, quarter: str) -> Path:
        return self.folder / "workbooks/housing/2008-09" / quarter

    def output(self, quarter: str) -> Path:
        return self.folder / "output/housing/2008-09" / quarter

    def report(self, quarter: str) -> bytes:
        return (self.output(quarter) / "report.docx").read_bytes()

    def returns(
        self, division: str, quarter: str, day: str, answers: Mapping[str, Mapping[str, Any]], **cover: str
    ) -> None:
        """A team fills in the workbook that it was issued, signs it and sends it back."""
        sent = self.output(quarter) / "returns" / f"{division}.xlsx"
        back = self.home(quarter) / sent.name
        back.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(sent, back)
        self.corrects(back, answers)
        post = f"{division} Manager"
        signed = {"Prepared by": post, "Prepared on": day, "Checked by": "Head of Service", "Checked on": day}
        for label, words in (signed | {key.replace("_", " "): words for key, words in cover.items()}).items():
            sign(back, label, words)

    def corrects(self, path: Path, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Fill in rows: 'Actions/REP 1' is that row of that sheet."""
        for place, cells in answers.items():
            sheet, row = place.split("/")
            put(path, sheet, row, cells)


def sign(path: Path, label: str, words: str) -> None:
    book = load_workbook(path)
    cell = next(row[1] for row in book["Cover"].iter_rows() if row[0].value == label)
    cell.value = words
    book.save(path)


def write_narrative(path: Path) -> None:
    """The officer's words, where the report has a place for them."""
    book = load_workbook(path)
    for row in book["Narrative"].iter_rows(min_row=6):
        if row[0].value:
            row[2].value = f"Words on {str(row[0].value).lower()}."
    book.save(path)


def add_milestone(path: Path, **cells: str) -> None:
    """A step of an action, in the first empty row of its sheet."""
    book = load_workbook(path)
    page = book["Milestones"]
    head = next(row for row in page.iter_rows() if row[0].value == "Action Ref")
    at = next(number for number in range((head[0].row or 0) + 1, page.max_row + 2) if not page.cell(number, 1).value)
    for cell in head:
        if str(cell.value) in cells:
            page.cell(at, cell.column or 0).value = cells[str(cell.value)]
    book.save(path)


def founded(folder: Path) -> Office:
    """A department of four divisions, with its deadlines and the days of two meetings."""
    divisions = [each for name in ("Repairs", "Lettings", "Estates", "Advice") for each in ("--division", name)]
    due = [each for name, day in DUE.items() for each in ("--due", f"{name}={day}")]
    named = ["--council", "Anytown Borough Council", "--department", "Housing Department", "--year", "2008-09"]
    done = CliRunner().invoke(app, ["new", str(folder), *named, *divisions, *due])
    assert done.exit_code == 0, done.output
    settings = folder / "workbooks/housing/department.toml"
    words = settings.read_text(encoding="utf-8").replace("due = 2008-07-18", "due = 2008-07-18\nmeeting = 2008-08-12")
    settings.write_text(words.replace("due = 2008-10-17", "due = 2008-10-17\nmeeting = 2008-11-11"), encoding="utf-8")
    return Office(folder)


def take_over(office: Office) -> None:
    """The lists that there are become the plans, and the members' approval is recorded."""
    lists = {"actions": (ACTIONS, ()), "shared": (SHARED, ("--division", "Repairs", "--tier", "departmental"))}
    for name, (text, more) in lists.items():
        (office.folder / f"{name}.csv").write_text(text, encoding="utf-8")
        office.does("import", str(office.folder / f"{name}.csv"), "--what", "actions", "--yes", *more)
    (office.folder / "indicators.csv").write_text(INDICATORS, encoding="utf-8")
    office.does("import", str(office.folder / "indicators.csv"), "--what", "indicators", "--yes")
    office.does("check", "--plan", "--format", "concise")
    office.does("decide", "--plan", "all", "--by", "Full Council", "--meeting", "Budget meeting", "--on", "28/02/2008")
    office.does("decide")


def first_quarter(office: Office) -> None:
    """One return is good, one faulty and corrected, one late and nil, one missing; a conflict is settled, a return
    changed after it was accepted, an amendment decided."""
    home, output = office.home("Q1"), office.output("Q1")
    office.does("issue")
    figure = {"Figure this quarter": "96%", "Rating": "Green", "Commentary": "Above target."}
    answers = {"Actions/LET 1": AMBER, "Actions/REP 1": AMBER, "Actions/REP 2": AMBER, "Indicators/BV 1": figure}
    office.returns("Repairs", "Q1", "15/07/2008", answers)
    add_milestone(home / "Repairs.xlsx", **STEP)
    late = {"Rating": "Purple", "Progress this quarter": "tbc", "Date to be completed": "31/10/2008"}
    figure = {"Figure this quarter": "25", "Rating": "Amber", "Commentary": "Better."}
    red = {"Rating": "Red", "Progress this quarter": "No change."}
    office.returns(
        "Lettings", "Q1", "16/07/2008", {"Actions/LET 1": red, "Actions/LET 2": late, "Indicators/BV 2": figure}
    )
    office.returns("Estates", "Q1", "22/07/2008", {}, Nothing_to_report="Yes")
    office.does("status", "--as-at", "25/07/2008", "--chase")
    office.does("check", "--feedback", "--format", "concise")
    shutil.copy(output / "feedback/Lettings.xlsx", home / "Lettings.xlsx")
    told_now = {
        "Rating": "Amber",
        "Progress this quarter": "The draft is out.",
        "Why (if red)": "Consultation is slow.",
    }
    office.corrects(home / "Lettings.xlsx", {"Actions/LET 1": RED, "Actions/LET 2": told_now})
    office.does("quarter")
    settled = {"Decision": "The second", "Decided by": "Management Team", "Decided on": "28/07/2008"}
    put(output / "master.xlsx", "Conflicts", "LET 1", settled)
    write_narrative(home / "Repairs.xlsx")
    office.does("quarter")
    office.does("accept", "--by", "Performance Officer", "--on", "29/07/2008")
    put(home / "Lettings.xlsx", "Actions", "LET 2", {"Progress this quarter": "The draft is out for comment."})
    office.does("status", "--as-at", "30/07/2008", "--chase")
    office.does("check", "--format", "concise")
    office.does("accept", "Lettings", "--by", "Performance Officer", "--on", "30/07/2008")
    office.does("decide")
    office.does(
        "decide", "1", "--approve", "--by", "Portfolio Holder", "--meeting", "Portfolio meeting", "--on", "30/06/2008"
    )
    office.does("quarter", "--final")
    office.does("quarter", "--final", "--without", "Advice", "--reason", "its manager left")


def second_quarter(office: Office) -> None:
    """Everybody returns in time; an action is completed, a milestone reached."""
    office.does("issue")
    done = {"Rating": "Green", "Progress this quarter": "It was adopted.", "Completed on": "20/09/2008"}
    figure = {"Figure this quarter": "90%", "Rating": "Red", "Commentary": "A van broke down; another is hired."}
    step = {"Rating": "Green", "Progress this quarter": "120 are in.", "Completed on": "12/09/2008"}
    answers = {"Actions/LET 1": ON, "Actions/REP 1": ON, "Actions/REP 2": done, "Indicators/BV 1": figure}
    office.returns("Repairs", "Q2", "10/10/2008", {**answers, "Milestones/REP 1": step})
    write_narrative(office.home("Q2") / "Repairs.xlsx")
    figure = {"Figure this quarter": "24", "Rating": "Amber", "Commentary": "Better again."}
    office.returns(
        "Lettings", "Q2", "17/10/2008", {"Actions/LET 1": ON, "Actions/LET 2": ON, "Indicators/BV 2": figure}
    )
    office.returns("Estates", "Q2", "16/10/2008", {"Actions/EST 1": AMBER})
    office.returns("Advice", "Q2", "14/10/2008", {"Actions/ADV 1": {**AMBER, **RED, "Rating": "Red"}})
    office.does("status", "--as-at", "18/10/2008", "--chase")
    office.does("check", "--format", "concise")
    office.does("accept", "--by", "Performance Officer", "--on", "20/10/2008")
    office.does("quarter", "--final")


def third_quarter(office: Office) -> None:
    """A return is one day late, and work that was due says nothing of it."""
    office.does("roll-forward")
    good = {"Rating": "Green", "Progress this quarter": "At 21 days."}
    figure = {"Figure this quarter": "96%", "Rating": "Green", "Commentary": "Back where it was."}
    office.returns(
        "Repairs", "Q3", "10/01/2009", {"Actions/LET 1": good, "Actions/REP 1": AMBER, "Indicators/BV 1": figure}
    )
    figure = {"Figure this quarter": "21", "Rating": "Green", "Commentary": "The target is met."}
    answers = {"Actions/LET 1": good, "Actions/LET 2": {**good, "Progress this quarter": "Published."}}
    office.returns("Lettings", "Q3", "17/01/2009", {**answers, "Indicators/BV 2": figure})
    office.returns("Estates", "Q3", "10/01/2009", {"Actions/EST 1": ON})
    office.returns("Advice", "Q3", "10/01/2009", {"Actions/ADV 1": AMBER})
    office.does("status", "--as-at", "18/01/2009")
    office.does("check", "--format", "concise")
    office.does("quarter")


def new_year(office: Office) -> None:
    """Each row is decided on, the drafts get their targets and become the plans, and the first returns go out."""
    office.does("roll-forward", "--year", "2009-10")
    office.does("roll-forward", "--year", "2009-10")
    sheet = office.folder / "workbooks/housing/2009-10/Roll forward.xlsx"
    for reference in ("ADV 1", "EST 1", "REP 1"):
        put(sheet, "Actions", reference, {"Decision": "Carry over", "New date": "Mar 2010"})
    close(sheet, "LET 1", "LET 2")
    for reference in ("BV 1", "BV 2"):
        put(sheet, "Indicators", reference, {"Decision": "Keep"})
    office.does("roll-forward", "--year", "2009-10")
    shutil.copytree(
        office.folder / "output/housing/2009-10/plan",
        office.folder / "workbooks/housing/2009-10/plan",
        ignore=shutil.ignore_patterns(".*"),
    )
    office.does("issue", "--year", "2009-10", "--quarter", "Q1")


def close(sheet: Path, *references: str) -> None:
    """Decide that actions end, in whichever plans they stand."""
    book = load_workbook(sheet)
    head = next(row for row in book["Actions"].iter_rows() if row[0].value == "Ref")
    column = {str(cell.value): cell.column or 0 for cell in head}
    for row in book["Actions"].iter_rows(min_row=(head[0].row or 0) + 1):
        if row[0].value in references:
            row[column["Decision"] - 1].value = "Close"
            row[column["Reason"] - 1].value = "Done."
    book.save(sheet)


def test_a_year(tmp_path: Path) -> None:
    office = founded(tmp_path / "Housing")
    take_over(office)
    first_quarter(office)
    second_quarter(office)
    third_quarter(office)
    new_year(office)
    assert_as_kept("\n\n".join(office.transcript) + "\n", "../quarter/cycle_of_a_year.txt")
    assert sorted(path.name for path in (office.output("Q1") / "chasing").glob("[!.]*")) == ["advice.txt"]
    assert rows(office.report("Q1"), "Estates actions") == [
        ("EST 1", "Hold four walkabouts", "31/03/2009", "Estates Officer", "? Not rated", "not given"),
    ]
    assert rows(office.report("Q2"), "Repairs actions") == [
        (
            "REP 1",
            "Replace 200 kitchens",
            "31/03/2009",
            "Head of Repairs",
            "● Amber",
            "● Amber",
            ON["Progress this quarter"],
        ),
        ("milestone", "The first 100 kitchens", "Sep 2008", "not given", "–", "▲ Green", "120 are in."),
        ("REP 2", "Adopt the repairs policy", "30/09/2008", "Policy Officer", "● Amber", "▲ Green", "It was adopted."),
    ]
    form = load_workbook(office.output("Q3") / "returns/Repairs.xlsx")
    steps = [tuple(cell.value for cell in row[:3]) for row in form["Milestones"].iter_rows()]
    assert ("REP 1", None, "The first 100 kitchens") in steps


def rows(word: bytes, name: str) -> list[tuple[str, ...]]:
    """The one table of a report whose caption says so."""
    (found,) = (table for caption, table in tables(word).items() if name in caption)
    return found
