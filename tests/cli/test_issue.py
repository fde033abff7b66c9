"""`compile issue` and `compile roll-forward` as an officer sees them, on a department in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.test_quarter import said
from tests.quarter.running import run
from tests.quarter.town import QUARTER, RETURNS, STRATEGY, issue, make_town

ISSUED = "output/town/2008-09/Q2/returns"
BACK = "workbooks/town/2008-09/Q2"
SHEET = "workbooks/town/2009-10/Roll forward.xlsx"
DRAFTS = "output/town/2009-10/plan"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A department with its plans and the returns of Quarter 1."""
    make_town(tmp_path)
    return tmp_path


def rows(path: Path, sheet: str, *headings: str) -> list[tuple[object, ...]]:
    """The cells under some headings, from the heading row to the last row that has any."""
    cells = [list(row) for row in load_workbook(path)[sheet].iter_rows(values_only=True)]
    heading = next(number for number, row in enumerate(cells) if headings[0] in row)
    places = [cells[heading].index(name) for name in headings]
    lines = [tuple(row[place] for place in places) for row in cells[heading + 1 :]]
    return [line for line in lines if any(line)]


def write(path: Path, sheet: str, key: str, **words: str) -> None:
    """Type words under headings (spaces as _) into the row whose first cell is `key`."""
    book = load_workbook(path)
    cells = list(book[sheet].iter_rows())
    heading = next(row for row in cells if {"Rating", "Decision"} & {cell.value for cell in row})
    row = next(row for row in cells if row[0].value == key)
    for name, said_there in words.items():
        place = [cell.value for cell in heading].index(name.replace("_", " "))
        row[place].value = said_there
    book.save(path)


def test_each_division_gets_its_return_for_the_next_quarter(town: Path) -> None:
    done = run("issue", town)
    assert (done.code, done.err) == (0, "")
    assert said(done.out) == [
        "Town Department, Quarter 2 (July to September 2008): returns to fill in",
        "Division Actions Indicators Risks Not due Completed earlier Beside File",
        "Strategy & Support 1 2 1 0 1 Q1 2008/09 Strategy.xlsx",
        "Care Services 2 0 0 0 1 Q1 2008/09 Care.xlsx",
        "School Services 1 0 0 0 0 Q1 2008/09 Schools.xlsx",
        f"Written to {ISSUED}/",
        f"Send each team its file. Put what comes back into {BACK}/ under the same name.",
        "Next: compile status --year 2008-09 --quarter Q2",
    ]
    columns = ("Ref", "Action", "Rating in Q1 2008/09", "Progress in Q1 2008/09", "Rating", "Progress this quarter")
    assert rows(town / ISSUED / "Care.xlsx", "Actions", *columns) == [
        ("CA 1", "Review every placement", "Amber", "Half are reviewed.", None, None),
        ("CA 2", "Train ten foster carers", "Amber", "The course is planned.", None, None),
        ("Completed earlier. Nothing to fill in here; correct a row only if it is wrong.", *[None] * 5),
        ("CA 3", "Write the visiting guide", "Green", "The guide is in use.", "Green", "Completed on 02/06/2008."),
    ]
    narrative = rows(town / ISSUED / "Strategy.xlsx", "Narrative", "Block", "What to write", "Words for the report")
    assert narrative[:2] == [
        ("Purpose of report", "What the report is for", None),
        ("Summary of contents", "What the report covers", None),
    ]


def test_what_a_team_typed_into_its_form_is_its_return(town: Path) -> None:
    run("issue", town, "--quiet")
    (town / BACK).mkdir()
    form = town / ISSUED / "Care.xlsx"
    for key in ("CA 1", "CA 2"):
        write(form, "Actions", key, Rating="Amber", Progress_this_quarter=f"Going on with {key}.")
    (town / BACK / "Care.xlsx").write_bytes(form.read_bytes())
    done = run("check", town, "--quarter", "Q2", "--format", "concise")
    assert (done.code, done.out) == (0, "")


def test_a_form_that_was_filled_in_is_left_and_the_same_form_is_written_over(town: Path) -> None:
    run("issue", town, "--quiet")
    filled = town / ISSUED / "Care.xlsx"
    write(filled, "Actions", "CA 1", Rating="Red")
    before = filled.read_bytes()
    done = run("issue", town, "--division", "care", "--division", "schools")
    assert done.err == ("'Care.xlsx' has been changed by hand and was left as it is: the new one is 'Care (2).xlsx'.\n")
    assert filled.read_bytes() == before
    assert sorted(path.name for path in (town / ISSUED).glob("*.xlsx")) == [
        "Care (2).xlsx", "Care.xlsx", "Schools.xlsx", "Strategy.xlsx",
    ]  # fmt: skip


def test_returns_that_came_back_are_never_touched(town: Path) -> None:
    before = {path.name: path.read_bytes() for path in (town / RETURNS).iterdir()}
    done = run("issue", town, "--quarter", "Q1")
    assert "Returned already, and left as it is: Strategy & Support, Care Services, School Services." in done.out
    assert {path.name: path.read_bytes() for path in (town / RETURNS).iterdir()} == before


AMENDED = """
[[amendments]]
year = "2008-09"
division = "care"
reference = "CA 1"
column = "due"
was = "Dec 2008"
to = "Feb 2009"
decision = "approved"
by = "Portfolio Holder"
on = 2008-08-05
"""


def test_what_the_members_approved_since_stands_in_the_form(town: Path) -> None:
    (town / "workbooks/town/decisions.toml").write_text(AMENDED, encoding="utf-8")
    for quarter in ("Q1", "Q2"):
        run("issue", town, "--quarter", quarter, "--quiet")
    dates = ("Ref", "Date to be completed")
    assert rows(town / "output/town/2008-09/Q1/returns/Care.xlsx", "Actions", *dates)[0] == ("CA 1", "Dec 2008")
    assert rows(town / ISSUED / "Care.xlsx", "Actions", *dates)[0] == ("CA 1", "Feb 2009")


def test_feedback_on_an_issued_and_locked_form_is_its_return(town: Path) -> None:
    run("issue", town, "--quiet", "--protect")
    (town / BACK).mkdir()
    write(town / ISSUED / "Care.xlsx", "Actions", "CA 1", Rating="Ambr")
    (town / BACK / "Care.xlsx").write_bytes((town / ISSUED / "Care.xlsx").read_bytes())
    run("check", town, "--quarter", "Q2", "--feedback")
    told = town / "output/town/2008-09/Q2/feedback/Care.xlsx"
    write(told, "Actions", "CA 1", Rating="Amber", Progress_this_quarter="On the way.")
    write(told, "Actions", "CA 2", Rating="Amber", Progress_this_quarter="Also on the way.")
    (town / BACK / "Care.xlsx").write_bytes(told.read_bytes())
    done = run("check", town, "--quarter", "Q2", "--format", "concise")
    assert (done.code, done.out) == (0, "")


def test_a_dry_run_writes_nothing(town: Path) -> None:
    done = run("issue", town, "--dry-run")
    assert f"Would write to {ISSUED}/" in done.out
    assert not (town / "output").exists()


def test_a_return_that_cannot_be_used_is_not_shown_and_said_so(town: Path) -> None:
    (town / RETURNS / "Copy of Care.xlsx").write_bytes((town / RETURNS / "Care.xlsx").read_bytes())
    done = run("issue", town, "--division", "Care")
    assert "Care Services 3 0 0 0 0 – Care.xlsx" in said(done.out)
    assert done.err.startswith("Quarter 1 2008/09: ")
    assert "What it says is not shown." in done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            ["--year", "2007-08"],
            "There is no approved plan for 2007-08: a return is made from it. Put its workbooks into "
            "workbooks/town/2007-08/plan/, or let compile roll-forward draft them from the year before.",
        ),
        (["--year", "20"], "'20' is not a year. Write it as 2008-09."),
        (["--quarter", "Q7"], "'Q7' is not a quarter. Write it as Q1."),
        (["--division", "Roads"], "There is no division called 'Roads'."),
    ],
)
def test_wrong_use_says_what_to_do(town: Path, options: list[str], words: str) -> None:
    done = run("issue", town, *options)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(words)


def test_words_that_no_workbook_can_hold_are_told_by_their_place(town: Path) -> None:
    plan = town / "workbooks/town/2008-09/plan/Schools.xlsx"
    part = "xl/sharedStrings.xml"
    plan.write_bytes(with_part(plan.read_bytes(), part, "Visit each school", "x" * 32_768))
    done = run("issue", town, "--division", "schools")
    assert done.code == 2
    assert done.err.startswith("A workbook for School Services cannot be made: Actions, D5: text of 32768 characters")


def with_part(data: bytes, name: str, old: str, new: str) -> bytes:
    """A workbook with other words in one of its parts."""
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for part in source.namelist():
            text = source.read(part)
            made.writestr(part, text.replace(old.encode(), new.encode()) if part == name else text)
    return target.getvalue()


def test_a_new_quarter_is_opened_with_its_folder_and_what_is_overdue(town: Path) -> None:
    for quarter in ("Q2", "Q3"):
        (town / f"workbooks/town/2008-09/{quarter}").mkdir()
    late = issue(STRATEGY, period=QUARTER.next().next())
    (town / "workbooks/town/2008-09/Q3/Strategy.xlsx").write_bytes(late)
    done = run("roll-forward", town)
    assert done.code == 0
    assert said(done.out)[:3] == [
        "Due by 31 December 2008 and not completed (2); each goes on until the members decide otherwise:",
        "Care Services: CA 1, CA 3",
        "Town Department, Quarter 4 (January to March 2009): returns to fill in",
    ]
    assert (town / "workbooks/town/2008-09/Q4").is_dir()


def test_a_new_year_is_decided_row_by_row_and_then_drafted(town: Path) -> None:
    (town / "workbooks/town/2008-09/Q4").mkdir()
    at_the_end = issue(STRATEGY, period=QUARTER.next().next().next())
    (town / "workbooks/town/2008-09/Q4/Strategy.xlsx").write_bytes(at_the_end)
    first = run("roll-forward", town)
    assert (first.code, first.err) == (0, "")
    assert said(first.out) == [
        "Town Department: from 2008/09 to 2009/10",
        "Division Unfinished actions Completed Indicators Risks Newest return",
        "Strategy & Support 1 1 2 1 Quarter 4 2008/09",
        "Care Services 2 1 0 0 Quarter 1 2008/09",
        "School Services 1 0 0 0 Quarter 1 2008/09",
        f"Wrote {SHEET}",
        "Next: fill in its Decision columns, then compile roll-forward --year 2009-10",
    ]
    undecided = run("roll-forward", town, "--year", "2009-10")
    assert (undecided.code, undecided.err) == (
        1,
        "Roll forward.xlsx, Actions, I5, I6, I7, I8: There is no decision yet: choose one from the list.\n"
        "Roll forward.xlsx, Indicators, I5, I6: There is no decision yet: choose one from the list.\n"
        "Roll forward.xlsx, Risks, G5: There is no decision yet: choose one from the list.\n",
    )
    assert not (town / DRAFTS).exists()
    sheet = town / SHEET
    write(sheet, "Actions", "ST 2", Decision="Carry over", New_date="Mar 2010")
    write(sheet, "Actions", "CA 1", Decision="Merge", Merge_into="CA 2", Reason="One piece of work")
    write(sheet, "Actions", "CA 2", Decision="Carry over", New_date="Mar 2010", New_reference="CA 12")
    write(sheet, "Actions", "SC 1", Decision="Close", Reason="The visits have become routine.")
    write(sheet, "Indicators", "NI 1", Decision="Redefine", New_reference="NI 101")
    write(sheet, "Indicators", "NI 2", Decision="Discontinue", Reason="No longer collected")
    write(sheet, "Risks", "RK 1", Decision="Keep")
    before = sheet.read_bytes()
    drafted = run("roll-forward", town, "--year", "2009-10")
    assert (drafted.code, drafted.err) == (0, "")
    assert said(drafted.out)[5:] == [
        "Decided: Carry over 2, Close 3, Merge 1, Keep 1, Discontinue 1, Redefine 1.",
        "Outturns filled in from the year's last returns: 1 of 1. Targets are empty.",
        f"Wrote {DRAFTS}/Care.xlsx",
        f"Wrote {DRAFTS}/Departmental.xlsx",
        f"Wrote {DRAFTS}/Schools.xlsx",
        "Next: enter the targets; when the members have approved the plans, put them into workbooks/town/2009-10/plan/",
        "Then: compile issue --year 2009-10 --quarter Q1",
    ]
    assert sheet.read_bytes() == before
    lead, care = town / DRAFTS / "Departmental.xlsx", town / DRAFTS / "Care.xlsx"
    assert rows(care, "Actions", "Ref", "Action", "Date to be completed") == [
        ("CA 12", "Train ten foster carers", "Mar 2010")
    ]
    assert rows(lead, "Indicators", "Ref", "Outturn 2008/09", "Target 2009/10") == [("NI 101", "84%", None)]
    source = [row[2] for row in load_workbook(lead)["Identity"].iter_rows(min_row=2, values_only=True)]
    assert "plan/Departmental.xlsx, Indicators, row 4; outturn: Q4 2008/09, Strategy.xlsx, Indicators, I5" in source


def test_history_follows_a_new_reference_into_the_new_year(town: Path) -> None:
    test_a_new_year_is_decided_row_by_row_and_then_drafted(town)
    plans = town / "workbooks/town/2009-10/plan"
    plans.mkdir()
    for draft in (town / DRAFTS).glob("*.xlsx"):
        (plans / draft.name).write_bytes(draft.read_bytes())
    done = run("issue", town, "--year", "2009-10", "--quarter", "Q1")
    assert done.code == 0
    form = town / "output/town/2009-10/Q1/returns/Strategy.xlsx"
    columns = ("Ref", "Figure in Q4 2008/09", "Figure in Q1 2008/09", "Figure this quarter")
    assert rows(form, "Indicators", *columns) == [("NI 101", "84%", "84%", None)]
