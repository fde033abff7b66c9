"""`compile decide`: what awaits decision, how it is recorded, and what later runs make of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.test_status import said
from tests.quarter.conflict import PLANS, make_conflict, put
from tests.quarter.running import run, squeezed
from tests.quarter.town import OUTPUT, make_town

BY = ("--by", "Cabinet Member", "--meeting", "Portfolio meeting", "--on", "20/06/2008")
AMENDED = """\
[[amendments]]
year = "2008-09"
division = "care"
plan = "divisional"
reference = "CA 1"
column = "due"
was = "Dec 2008"
to = "Mar 2009"
decision = "approved"
by = "Cabinet Member"
meeting = "Portfolio meeting"
on = 2008-06-20
"""


def proposing(folder: Path) -> Path:
    """The town, in which the return of Care has another date for CA 1 than the approved plan."""
    returns = make_town(folder)
    put(returns / "Care.xlsx", "Actions", "CA 1", {"Date to be completed": "Mar 2009"})
    return returns


def decisions(folder: Path) -> str:
    path = folder / "workbooks/town/decisions.toml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def due(folder: Path) -> str:
    """The date of CA 1 in the master workbook's sheet of actions."""
    run("quarter", folder)
    sheet = load_workbook(folder / OUTPUT / "master.xlsx")["Actions"]
    headings, *lines = sheet.iter_rows(min_row=3, values_only=True)
    place = {name: headings.index(name) for name in ("Ref", "Date to be completed")}
    return next(str(row[place["Date to be completed"]]) for row in lines if row[place["Ref"]] == "CA 1")


def test_what_awaits_decision_is_listed(tmp_path: Path) -> None:
    proposing(tmp_path)
    done = run("decide", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert said(done.out) == [
        "Town Department, Quarter 1 (April to June 2008): awaiting decision",
        "No. Division Row Column Approved Proposed Where",
        "1 Care Services CA 1 Date to be completed Dec 2008 Mar 2009 Care.xlsx, Actions, E5",
        "No approval is recorded of: Care.xlsx, Departmental.xlsx, Schools.xlsx.",
        'Next: compile decide --year 2008-09 --quarter Q1 1 --approve --by "WHO DECIDED" --meeting "WHICH MEETING" '
        "--on DD/MM/YYYY (or --refuse)",
    ]


def test_an_open_conflict_is_listed_too(tmp_path: Path) -> None:
    make_conflict(tmp_path)
    assert said(run("decide", tmp_path).out)[1:4] == [
        "No return proposes a change of an approved plan that was not decided on.",
        "No approval is recorded of: Care.xlsx, Departmental.xlsx, Schools.xlsx.",
        "1 conflict between returns to settle, in the 'Conflicts' sheet of the master workbook.",
    ]


def test_an_approved_value_is_in_force_from_its_day_and_says_where_it_comes_from(tmp_path: Path) -> None:
    proposing(tmp_path)
    assert due(tmp_path) == "Dec 2008"
    assert "H956" in run("check", tmp_path).out
    done = run("decide", tmp_path, "1", "--approve", *BY)
    assert said(done.out) == [
        "CA 1, Date to be completed: 'Mar 2009' for 'Dec 2008' approved.",
        "Kept in workbooks/town/decisions.toml.",
        "Next: compile decide --year 2008-09 --quarter Q1",
    ]
    assert decisions(tmp_path) == AMENDED
    assert due(tmp_path) == "Mar 2009"
    assert "H956" not in run("check", tmp_path).out


def test_an_approved_value_does_not_count_before_its_day(tmp_path: Path) -> None:
    proposing(tmp_path)
    run("decide", tmp_path, "1", "--approve", *BY, "--effective", "01/07/2008")
    assert decisions(tmp_path) == f"{AMENDED}effective = 2008-07-01\n"
    assert due(tmp_path) == "Dec 2008"
    checked = squeezed(run("check", tmp_path).out)
    assert "Note H956" in checked
    assert "It was approved by Cabinet Member on 20 June 2008 (Portfolio meeting)." in checked
    assert "It counts from 1 July 2008; until then the approved words do." in checked


def test_a_refused_change_is_told_as_refused(tmp_path: Path) -> None:
    proposing(tmp_path)
    run("decide", tmp_path, "1", "--refuse", *BY)
    assert decisions(tmp_path) == AMENDED.replace('"approved"', '"refused"')
    assert due(tmp_path) == "Dec 2008"
    checked = squeezed(run("check", tmp_path).out)
    assert "Warning H956" in checked
    assert "It was refused by Cabinet Member on 20 June 2008 (Portfolio meeting)." in checked
    assert "→ Have the approved words put back." in checked
    assert "No return proposes a change" in run("decide", tmp_path).out


def test_a_cell_that_no_return_proposes_to_change(tmp_path: Path) -> None:
    make_town(tmp_path)
    where = ("--division", "Care", "--reference", "CA 1", "--column", "Date to be completed", "--to", "Mar 2009")
    assert run("decide", tmp_path, *where, "--approve", *BY).code == 0
    assert decisions(tmp_path) == AMENDED
    assert due(tmp_path) == "Mar 2009"
    assert "No return proposes a change" in run("decide", tmp_path).out  # the return only repeats what was approved
    second = run("decide", tmp_path, *where[:-1], "Jun 2009", "--approve", *BY)
    assert second.code == 0
    assert due(tmp_path) == "Jun 2009"
    assert "H95" not in run("check", tmp_path).out


def test_a_decision_that_the_plan_does_not_bear_out_is_a_finding(tmp_path: Path) -> None:
    make_town(tmp_path)
    (tmp_path / "workbooks/town/decisions.toml").write_text(AMENDED.replace("Dec 2008", "Nov 2008"), encoding="utf-8")
    assert due(tmp_path) == "Dec 2008"
    told = squeezed(run("check", tmp_path).out)
    assert "The amendment of 'CA 1' from 'Nov 2008' to 'Mar 2009' cannot be made." in told
    assert "The plan has 'Dec 2008' (plan/Care.xlsx, Actions, E4), neither 'Nov 2008' nor 'Mar 2009'." in told


def test_a_plan_is_approved_as_its_file_is_and_a_later_change_is_told(tmp_path: Path) -> None:
    make_town(tmp_path)
    assert said(run("decide", tmp_path, "--plan", "Care", "--approve", *BY).out)[0] == (
        "Care.xlsx: approved by Cabinet Member on 20 June 2008, as the file is now."
    )
    assert "No approval is recorded of: Departmental.xlsx, Schools.xlsx." in run("decide", tmp_path).out
    assert "H958" not in run("check", tmp_path, "--plan").out
    put(tmp_path / PLANS / "Care.xlsx", "Actions", "CA 3", {"Date to be completed": "Jul 2008"})
    checked = squeezed(run("check", tmp_path, "--plan").out)
    assert "This is not the file that Cabinet Member approved on 20 June 2008 (Portfolio meeting)." in checked


def test_an_approval_of_a_plan_that_is_not_there_is_told(tmp_path: Path) -> None:
    make_town(tmp_path)
    run("decide", tmp_path, "--plan", "Care", "--approve", *BY)
    path = tmp_path / "workbooks/town/decisions.toml"
    path.write_text(decisions(tmp_path).replace("Care.xlsx", "Carers.xlsx"), encoding="utf-8")
    assert (
        "The approval of 'Carers.xlsx' is recorded, but 2008/09 has no plan of that file name."
        in squeezed(run("check", tmp_path).out)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("1", *BY), "Say what was decided: --approve or --refuse."),
        (("1", "--approve"), 'Say who decided it and when: --by "Cabinet Member for Children" --on 18/11/2008.'),
        (("9", "--approve", *BY), "There is no proposal 9. compile decide --year 2008-09 --quarter Q1 lists 1."),
        (("--approve", *BY), "Say what was decided on: the numbers that compile decide lists, or --plan FILE."),
        (
            ("--plan", "Carr", *BY),
            "There is no plan called 'carr'. There are: Care.xlsx, Departmental.xlsx, Schools.xlsx.",
        ),
        (
            ("--division", "Care", "--reference", "CA 9", "--column", "Due", "--to", "x", "--approve", *BY),
            "No rows of that division's plans are called 'CA 9'.",
        ),
        (
            ("--division", "Care", "--reference", "CA 1", "--column", "Due dat", "--to", "x", "--approve", *BY),
            "There is no column called 'Due dat'.",
        ),
        (
            ("--division", "Care", "--reference", "CA 1", "--column", "Due", "--to", "31/02/2009", "--approve", *BY),
            "'31/02/2009' cannot be recorded. '31/02/2009' cannot stand there:",
        ),
    ],
)
def test_what_cannot_be_recorded_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    proposing(tmp_path)
    done = run("decide", tmp_path, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(told), done.err
    assert decisions(tmp_path) == ""
