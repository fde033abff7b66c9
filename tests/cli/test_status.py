"""`compile status`: who has returned and how late, what holds up the report, whom to chase; and `compile accept`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.quarter.conflict import put
from tests.quarter.running import run
from tests.quarter.town import OUTPUT, make_town

LEDGER = "workbooks/town/2008-09/ledger.toml"
AT = ("--as-at", "01/08/2008")


def said(out: str) -> list[str]:
    """What a command printed, line by line, runs of space as one and ruled lines left out."""
    lines = [" ".join(line.split()) for line in out.splitlines()]
    return [line for line in lines if line.strip("─ ")]


def town(folder: Path) -> Path:
    """The town with a deadline; School Services has not returned, and in the return of Care a reason is missing."""
    returns = make_town(folder)
    settings = folder / "workbooks/town/department.toml"
    due = "meeting = 2008-08-05\ndue = 2008-07-18\n"
    settings.write_text(settings.read_text(encoding="utf-8").replace("meeting = 2008-08-05\n", due), encoding="utf-8")
    (returns / "Schools.xlsx").unlink()
    put(returns / "Care.xlsx", "Actions", "CA 2", {"Rating": "Red"})
    sign(returns / "Care.xlsx", "Prepared by", "Care Officer")
    sign(returns / "Strategy.xlsx", "Prepared on", "16/07/2008")
    return returns


def sign(path: Path, label: str, words: str) -> None:
    """Fill in a line of the cover."""
    book = load_workbook(path)
    for row in book["Cover"].iter_rows():
        if row[0].value == label:
            row[1].value = words
    book.save(path)


def received(folder: Path, division: str, file: str, day: str) -> None:
    """Enter in the ledger that a return came on a day, in whatever version."""
    entry = (
        f'[[received]]\nperiod = "Q1"\ndivision = "{division}"\nfile = "{file}"\nsha256 = "{"0" * 64}"\non = {day}\n'
    )
    path = folder / LEDGER
    path.write_text((path.read_text(encoding="utf-8") if path.is_file() else "") + entry, encoding="utf-8")


def test_who_has_returned_and_what_to_do_next(tmp_path: Path) -> None:
    town(tmp_path)
    received(tmp_path, "strategy", "Strategy.xlsx", "2008-07-17")
    received(tmp_path, "care", "Care.xlsx", "2008-07-21")
    done = run("status", tmp_path, *AT)
    assert (done.code, done.err) == (0, "")
    assert said(done.out) == [
        "Town Department, Quarter 1 (April to June 2008), as at 1 August 2008",
        "Returns due 18 July 2008, meeting 5 August 2008.",
        "Division Return On Late Errors Warnings Accepted",
        "Strategy & Support returned 17 July 2008 in time 0 0 no",
        "Care Services returned 21 July 2008 3 days 2 0 no",
        "School Services missing – 14 days – – no",
        "In the way of a final report: Two errors stand in the returns. The return of School Services is missing.",
        "Next: compile status --year 2008-09 --quarter Q1 --chase",
    ]


def test_a_return_is_received_on_the_day_on_which_it_was_first_seen(tmp_path: Path) -> None:
    town(tmp_path)
    run("status", tmp_path, *AT)
    assert not (tmp_path / LEDGER).exists()  # a day that is only asked about is not one on which anything came
    run("status", tmp_path)
    first = (tmp_path / LEDGER).read_text(encoding="utf-8")
    assert [line for line in first.splitlines() if line.startswith(("division", "on", "seen"))] == [
        'division = "strategy"',
        "on = 2008-07-16",
        f"seen = {dt.date.today()}",
        'division = "care"',
        f"on = {dt.date.today()}",
    ]
    run("status", tmp_path)
    assert (tmp_path / LEDGER).read_text(encoding="utf-8") == first


def test_a_first_run_after_the_deadline_takes_the_covers_word_for_the_day(tmp_path: Path) -> None:
    town(tmp_path)
    run("status", tmp_path)
    line = "Strategy & Support returned 16 July 2008 (by its cover) in time 0 0 no"
    assert line in said(run("status", tmp_path, *AT).out)
    ledger = tmp_path / LEDGER
    text = ledger.read_text(encoding="utf-8").replace("on = 2008-07-16\n", "on = 2008-07-21\n", 1)
    ledger.write_text(text.replace(f"seen = {dt.date.today()}\n", "", 1), encoding="utf-8")
    assert "Strategy & Support returned 21 July 2008 3 days 0 0 no" in said(run("status", tmp_path, *AT).out)


def test_the_same_for_programs(tmp_path: Path) -> None:
    town(tmp_path)
    received(tmp_path, "care", "Care.xlsx", "2008-08-01")
    told = json.loads(run("status", tmp_path, "--as-at", "20/08/2008", "--format", "json").out)
    assert told == {
        "department": "Town Department",
        "year": "2008-09",
        "period": "Q1",
        "as_at": "2008-08-20",
        "due": "2008-07-18",
        "meeting": "2008-08-05",
        "divisions": [
            division("strategy", "Strategy & Support", "returned", "Strategy.xlsx", "2008-07-16", 0, 0, False),
            division("care", "Care Services", "returned", "Care.xlsx", "2008-08-01", 14, 2, True),
            division("schools", "School Services", "missing", None, None, 33, 0, True),
        ],
        "blocks": "Two errors stand in the returns. The return of School Services is missing.",
        "questions_open": 0,
        "questions_without_answer": 0,
        "drafts": [],
    }


def division(
    key: str, name: str, state: str, file: str | None, on: str | None, late: int, errors: int, chase: bool
) -> dict[str, object]:
    return {
        "division": key,
        "name": name,
        "state": state,
        "file": file,
        "returned_on": on,
        "returned_on_by": None if on is None else "cover" if key == "strategy" else "ledger",
        "days_late": late,
        "errors": errors,
        "warnings": 0,
        "accepted_on": None,
        "changed_since_accepted": False,
        "why": "",
        "to_chase": chase,
    }


@pytest.mark.parametrize(("label", "words"), [("Nothing to report", "Yes"), ("Nothing to report", "nil return")])
def test_a_nil_return_is_told_apart_from_a_missing_one(label: str, words: str, tmp_path: Path) -> None:
    returns = town(tmp_path)
    book = load_workbook(returns / "Strategy.xlsx")
    book["Cover"].append([label, words])
    book.save(returns / "Strategy.xlsx")
    lines = said(run("status", tmp_path, *AT).out)
    assert "Strategy & Support nil return 16 July 2008 (by its cover) in time 0 1 no" in lines
    assert "Strategy & Support: nil return, its cover says so." in lines


def test_before_the_deadline_nobody_is_late_or_chased(tmp_path: Path) -> None:
    town(tmp_path)
    lines = said(run("status", tmp_path, "--as-at", "18/07/2008", "--chase").out)
    assert "School Services missing – not yet due – – no" in lines
    assert sorted(path.name for path in (tmp_path / OUTPUT / "chasing").glob("[!.]*")) == ["care.txt"]


MISSING = """\
DRAFT. This has not been sent: read it, change what you like, and send it yourself.

To: Head of School Services, School Services
Subject: Return for Quarter 1 2008/09 to be sent

Dear Head of School Services,

The return of School Services for Quarter 1 (April to June 2008) has not
reached me. It was due on 18 July 2008, 14 days ago.

Please send me the workbook, 'Schools.xlsx', by return. If you have nothing
to report, send it all the same and choose 'Yes' beside 'Nothing to report'
on its cover. If something prevents you, tell me today what it is and when I
may expect the return, so that I can say so in the report.

The report goes to the meeting of 5 August 2008. Without your return its
rows are shown as 'No return'.

Yours sincerely,

Performance Officer
Town Department
Anytown Council
"""
FAULTY = """\
DRAFT. This has not been sent: read it, change what you like, and send it yourself.

To: Care Officer, Care Services
Subject: Return for Quarter 1 2008/09 to be put right: 2 points

Dear Care Officer,

2 points have to be put right before the return of Care Services for Quarter
1 (April to June 2008) can go into the report:

1. Actions, K6 (CA 2): 'Why (if red)' is blank though the action is rated
   Red (will not be achieved by its date). Fill it in, or correct the
   rating.

2. Actions, L6 (CA 2): 'What is being done (if red)' is blank though the
   action is rated Red (will not be achieved by its date). Fill it in, or
   correct the rating.

Please put this right in the workbook, or in the copy with the list 'What to
put right' if you have one, and send it again by return, under the same file
name. Thank you for what you have sent.

The report goes to the meeting of 5 August 2008. The report stays a draft
until then.

Yours sincerely,

Performance Officer
Town Department
Anytown Council
"""


def test_a_draft_is_written_for_each_late_or_faulty_division(tmp_path: Path) -> None:
    returns = town(tmp_path)
    lines = said(run("status", tmp_path, *AT, "--chase").out)
    drafts = tmp_path / OUTPUT / "chasing"
    assert lines[-4:] == [
        f"Wrote {drafts / 'care.txt'}",
        f"Wrote {drafts / 'schools.txt'}",
        "None of these was sent: read each, change what you like, and send it yourself.",
        "Next: compile check --year 2008-09 --quarter Q1 --feedback",
    ]
    assert (drafts / "schools.txt").read_text(encoding="utf-8") == MISSING
    assert (drafts / "care.txt").read_text(encoding="utf-8") == FAULTY
    (drafts / "schools.txt").write_text("My own words.", encoding="utf-8")
    put(returns / "Care.xlsx", "Actions", "CA 2", {"Rating": "Amber"})
    run("status", tmp_path, *AT, "--chase")
    assert sorted(path.name for path in drafts.glob("[!.]*")) == ["schools (2).txt", "schools.txt"]
    assert (drafts / "schools.txt").read_text(encoding="utf-8") == "My own words."


def test_the_deadlines(tmp_path: Path) -> None:
    town(tmp_path)
    assert said(run("status", tmp_path, "--due", "--as-at", "17/07/2008").out) == [
        "Town Department, as at 17 July 2008",
        "Period Returns due Returned Meeting",
        "Quarter 1 2008/09 18 July 2008 in 1 day 2 of 3 5 August 2008",
        "Next: compile status --year 2008-09 --quarter Q1",
    ]
    assert json.loads(run("status", tmp_path, "--due", "--as-at", "20/07/2008", "--format", "json").out) == [
        {
            "year": "2008-09",
            "period": "Q1",
            "due": "2008-07-18",
            "days_to_go": -2,
            "meeting": "2008-08-05",
            "returned": 2,
            "expected": 3,
        }
    ]


def test_an_accepted_return_is_kept_and_a_later_change_is_told_cell_by_cell(tmp_path: Path) -> None:
    returns = town(tmp_path)
    done = run("accept", tmp_path, "Strategy", "--by", "Performance Officer", "--on", "21/07/2008")
    assert said(done.out) == [
        "Strategy & Support: accepted by Performance Officer on 21 July 2008.",
        "Next: compile status --year 2008-09 --quarter Q1",
    ]
    assert (returns / "accepted" / "Strategy.xlsx").read_bytes() == (returns / "Strategy.xlsx").read_bytes()
    assert "Strategy & Support: accepted already, by Performance Officer on 21 July 2008." in said(
        run("accept", tmp_path, "Strategy", "--by", "Director").out
    )
    put(returns / "Strategy.xlsx", "Actions", "ST 2", {"Progress this quarter": "Three of five are open."})
    checked = " ".join(run("check", tmp_path).out.split())
    assert (
        "This return was accepted by Performance Officer on 21 July 2008 and has been changed since. 1 difference: "
        "Actions, J6 (ST 2, Progress this quarter): 'Two of five are open.' became 'Three of five are open.'."
        in checked
    )
    assert "21 July 2008, CHANGED since" in run("status", tmp_path, *AT).out
    again = run("accept", tmp_path, "Strategy", "--by", "Director", "--on", "22/07/2008")
    assert said(again.out)[0] == "Strategy & Support: accepted by Director on 22 July 2008 again, as it is now."
    assert "X510" not in run("check", tmp_path).out


@pytest.mark.parametrize(
    ("arguments", "said_"),
    [
        (("Strategy",), 'Say who accepts them, by post: --by "Performance Officer".\n'),
        (("Schools", "--by", "X"), "The return of School Services cannot be accepted: there is no return.\n"),
        (("Housing", "--by", "X"), "There is no division called 'Housing'."),
    ],
)
def test_what_cannot_be_accepted_is_said(arguments: tuple[str, ...], said_: str, tmp_path: Path) -> None:
    town(tmp_path)
    done = run("accept", tmp_path, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(said_)
    assert not (tmp_path / "workbooks/town/2008-09/Q1/accepted").exists()


def test_without_a_name_every_return_without_errors_is_accepted(tmp_path: Path) -> None:
    town(tmp_path)
    assert said(run("accept", tmp_path, "--by", "Officer", "--on", "21/07/2008").out)[0] == (
        "Strategy & Support: accepted by Officer on 21 July 2008."
    )
    assert said(run("accept", tmp_path, "--by", "Officer", "--on", "21/07/2008").out)[0] == (
        "Errors stand in the returns of Care Services. Name a division to accept its return all the same."
    )


def test_a_mistake_in_the_ledger_is_told_at_its_line(tmp_path: Path) -> None:
    town(tmp_path)
    received(tmp_path, "housing", "Housing.xlsx", "2008-07-17")
    done = run("quarter", tmp_path)
    assert (done.code, done.err) == (
        2,
        "The ledger has mistakes:\n"
        "  2008-09/ledger.toml, line 3: received[1].division: there is no division 'housing'; "
        "there are care, schools, strategy\n",
    )


def test_a_final_report_is_entered_as_published(tmp_path: Path) -> None:
    make_town(tmp_path)
    assert run("quarter", tmp_path, "--final").code == 0
    ledger = (tmp_path / LEDGER).read_text(encoding="utf-8")
    files = [line for line in ledger.split("[[published]]", 1)[1].splitlines() if line.startswith("file")]
    assert files == ['file = "report.docx"', 'file = "master.xlsx"', 'file = "findings.txt"']
    run("quarter", tmp_path, "--final")
    assert (tmp_path / LEDGER).read_text(encoding="utf-8") == ledger
