"""From text sources to workbooks: what is written, and what is refused and where."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from workbooks.transcribe import main

DEPARTMENT = """
council = "Anytown Council"
name = "Children & Families"
profile = "base"
[[divisions]]
key = "strategy"
name = "Strategy"
tier = "divisional"
lead = true
file = "Strategy.xlsx"
[[divisions]]
key = "care"
name = "Care"
tier = "divisional"
file = "Care.xlsx"
[notices]
"2008-09/Q1" = "Illustrative figures"
[deadlines."2008-09/Q1"]
due = 2008-07-18
"""
DEPARTMENTAL = """
plan = "departmental"
division = "strategy"
title = "Departmental Plan"
headings = ["Outturn 2006/07", "Target 2008/09"]
[[objectives]]
at = "1:2"
number = "1"
departmental = "Be safe"
[[actions]]
at = "1:3"
objective = "1"
reference = "D A1"
action = "Improve w hich it is"
due = "Mar 2-09"
doubt = "due"
[[indicators]]
at = "1:8"
reference = "D P1"
definition = "Share of plans"
target = "9%"
[[risks]]
at = "1:9"
reference = "R1"
risk = "Not enough people"
controls = ["Plan ahead", "Ask again"]
[[narrative]]
at = "1:1"
block = "Introduction"
text = "It is short."
"""
CARE = """
plan = "divisional"
division = "care"
title = "Care Plan"
[[actions]]
at = "2:3"
objective_text = "Look after people"
reference = "C A1"
action = "Visit"
[[actions]]
at = "2:4"
objective_text = "Look after people"
reference = "C A1"
action = "Call"
"""
REPAIRS = "file\tat\tkey\tbefore\tafter\twhy\n"
SPACED = "departmental\t1:3\taction\tw hich\twhich\tletters spaced\n"
ANSWERS = """
division = "care"
prepared_by = "Care Manager"
prepared_on = 2008-07-15
[defaults.actions]
rating = "Green"
[[actions]]
reference = "C A1"
row = 2
rating = "Red"
reason = "=SUM(A1)"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sources = tmp_path / "anytown" / "sources" / "2008-09"
    (sources / "Q1").mkdir(parents=True)
    (tmp_path / "anytown" / "department.toml").write_text(DEPARTMENT)
    (sources / "departmental.toml").write_text(DEPARTMENTAL)
    (sources / "care.toml").write_text(CARE)
    (sources / "repairs.tsv").write_text(REPAIRS + SPACED)
    (sources / "Q1" / "care.toml").write_text(ANSWERS)
    return tmp_path


def table(folder: Path, workbook: str, sheet: str) -> list[list[object]]:
    """The cells of a sheet's table, without its last column (the row's mark)."""
    cells = load_workbook(folder / "anytown" / "2008-09" / workbook)[sheet]
    area = next(iter(cells.tables.values())).ref
    return [[cell.value for cell in row[:-1]] for row in cells[area]]


def faults(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["--folder", str(folder), *arguments]) == 1
    return capsys.readouterr().err.replace(str(folder / "anytown"), "anytown")


def test_which_workbooks_are_written(folder: Path) -> None:
    assert main(["--folder", str(folder)]) == 0
    written = sorted(str(path.relative_to(folder / "anytown")) for path in folder.glob("**/*.xlsx"))
    assert written == ["2008-09/Q1/Care.xlsx", "2008-09/plan/Care.xlsx", "2008-09/plan/Departmental.xlsx"]


def test_a_plan_as_printed_and_repaired(folder: Path) -> None:
    main(["--folder", str(folder)])
    plan = "plan/Departmental.xlsx"
    assert table(folder, plan, "Actions")[1] == [
        "D A1", "Departmental Plan", "1", "Improve which it is", "Mar 2-09", None, None, None,
    ]  # fmt: skip
    assert table(folder, plan, "Indicators")[0][6:] == ["Outturn 2006/07", "Target 2008/09"]
    assert table(folder, plan, "Risks")[1][5] == "• Plan ahead\n• Ask again"
    prose = load_workbook(folder / "anytown" / "2008-09" / plan)["Plan text"]
    assert [cell.value for cell in prose[4]] == ["Departmental Plan", "Introduction", "It is short."]
    identity = load_workbook(folder / "anytown" / "2008-09" / plan)["Identity"]
    lines = {(row[0], row[2], row[3]) for row in identity.iter_rows(min_row=12, values_only=True)}
    assert lines == {
        ("Objectives", "1:2", None),
        ("Actions", "1:3", "due"),
        ("Indicators", "1:8", None),
        ("Risks", "1:9", None),
        ("Plan text", "1:1", None),
    }


def test_objectives_are_made_from_the_words_beside_the_actions(folder: Path) -> None:
    main(["--folder", str(folder)])
    assert table(folder, "plan/Care.xlsx", "Objectives")[1:] == [
        ["1", "Divisional Plan", None, None, None, "Look after people", None, None]
    ]
    assert [row[2] for row in table(folder, "plan/Care.xlsx", "Actions")[1:]] == ["1", "1"]


def test_a_return_has_the_plan_beside_the_answers(folder: Path) -> None:
    main(["--folder", str(folder)])
    rows = table(folder, "Q1/Care.xlsx", "Actions")
    assert [[row[0], row[3], *row[8:12]] for row in rows] == [
        ["Ref", "Action", "Rating", "Progress this quarter", "Why (if red)", "What is being done (if red)"],
        ["C A1", "Visit", "Green", None, None, None],
        ["C A1", "Call", "Red", None, "=SUM(A1)", None],
    ]
    book = load_workbook(folder / "anytown" / "2008-09" / "Q1" / "Care.xlsx")
    cover = {row[0]: row[1] for row in book["Cover"].iter_rows(values_only=True)}
    assert (cover["Prepared by"], cover["Prepared on"]) == ("Care Manager", dt.datetime(2008, 7, 15))
    assert all(
        "Illustrative figures" in [cell.value for cell in sheet[2]] for sheet in book if sheet.sheet_state == "visible"
    )


def test_totals_and_narrative_stand_for_themselves(folder: Path) -> None:
    answers = folder / "anytown" / "sources" / "2008-09" / "Q1" / "care.toml"
    total = '[[totals]]\nplan = "divisional"\nwhat = "Visits"\nfigure = "12"\n'
    answers.write_text(ANSWERS + total + '[[narrative]]\nblock = "update"\ntext = "All is well."\n')
    main(["--folder", str(folder)])
    book = load_workbook(folder / "anytown" / "2008-09" / "Q1" / "Care.xlsx")
    assert [cell.value for cell in book["Published totals"][7]] == ["Divisional Plan", "Visits", None, "12"]
    narrative = {row[0]: row[1] for row in book["Narrative"].iter_rows(min_row=7, values_only=True)}
    assert {block: words for block, words in narrative.items() if words} == {"Performance update": "All is well."}


def test_answers_to_rows_that_the_plan_has_not_got_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = folder / "anytown" / "sources" / "2008-09" / "Q1" / "care.toml"
    answers.write_text(ANSWERS + '[[risks]]\nreference = "R1"\ncurrent = "H"\n')
    assert faults(folder, capsys) == (
        "anytown/sources/2008-09/Q1/care.toml: there are answers under 'risks', but the plan has no such rows\n"
    )


def test_a_row_has_one_mark_in_plan_and_return(folder: Path) -> None:
    main(["--folder", str(folder)])
    marks = []
    for name in ("plan/Care.xlsx", "Q1/Care.xlsx"):
        cells = load_workbook(folder / "anytown" / "2008-09" / name)["Actions"]
        marks.append([row[-1].value for row in cells[next(iter(cells.tables.values())).ref]][1:])
    assert marks[0] == marks[1]
    assert len(set(marks[0])) == 2


def test_check_passes_on_what_was_written_and_tells_what_differs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--folder", str(folder)]) == 0
    assert main(["--folder", str(folder), "--check"]) == 0
    year = folder / "anytown" / "2008-09"
    (year / "plan" / "Care.xlsx").write_bytes(b"something else")
    (year / "Q1" / "Care.xlsx").unlink()
    (year / "Q1" / "Copy of Care.xlsx").write_bytes(b"")
    assert faults(folder, capsys, "--check").splitlines() == [
        "anytown/2008-09/Q1/Copy of Care.xlsx: comes from no text source",
        "anytown/2008-09/Q1/Care.xlsx: is missing",
        "anytown/2008-09/plan/Care.xlsx: differs from its text source",
    ]
    assert (year / "plan" / "Care.xlsx").read_bytes() == b"something else"


def test_the_committed_workbooks_come_from_their_sources() -> None:
    assert main(["--check"]) == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("departmental\t1:3\taction\twhom\twho\t", "'whom' stands 0 times under 'action' at 1:3, not once"),
        ("departmental\t1:3\taction\ti\tj\t", "'i' stands 3 times under 'action' at 1:3, not once"),
        ("departmental\t1:4\taction\tw hich\twhich\t", "no row of 'departmental' stands at 1:4"),
        ("other\t1:3\taction\tw hich\twhich\t", "there is no text source called 'other'"),
        ("departmental\t1:3\taction\t\tWrite\t", "'action' at 1:3 is not one empty cell, so nothing can be put there"),
        ("departmental\t1:3\taction", "has 3 cells instead of 6"),
    ],
)
def test_a_repair_applies_exactly_once(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str, message: str
) -> None:
    (folder / "anytown" / "sources" / "2008-09" / "repairs.tsv").write_text(REPAIRS + line + "\n")
    assert faults(folder, capsys) == f"anytown/sources/2008-09/repairs.tsv, line 2: {message}\n"


def test_an_empty_cell_can_be_filled_by_a_repair(folder: Path) -> None:
    filled = "departmental\t1:3\tofficer\t\tA Smith\tdisplaced\n"
    (folder / "anytown" / "sources" / "2008-09" / "repairs.tsv").write_text(REPAIRS + filled)
    main(["--folder", str(folder)])
    assert table(folder, "plan/Departmental.xlsx", "Actions")[1][5] == "A Smith"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ('reference = "C A9"', "reference 'C A9' is 0 rows of the plan, not one; say 'plan' and 'row' too"),
        ('reference = "C A1"', "reference 'C A1' is 2 rows of the plan, not one; say 'plan' and 'row' too"),
        ('rating = "Red"', "says neither 'reference' nor 'row'"),
        ("row = 2", "the row row 2 is answered twice"),
        (
            'row = 1\nprogres = "Done"',
            "'progres' is not asked for; asked for are completed, progress, rating, reason, remedy, revised",
        ),
    ],
)
def test_an_answer_is_for_one_row_and_one_column(
    folder: Path, capsys: pytest.CaptureFixture[str], answer: str, message: str
) -> None:
    path = folder / "anytown" / "sources" / "2008-09" / "Q1" / "care.toml"
    path.write_text(ANSWERS + f"[[actions]]\n{answer}\n")
    assert faults(folder, capsys) == f"anytown/sources/2008-09/Q1/care.toml, actions 2: {message}\n"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('[[actions]]\nat = "2:5"\nactoin = "x"', "care.toml, actions 3: 'actoin' is no column of the sheet Actions"),
        ('[[actions]]\nat = "2:5"\nrating = "Red"', "care.toml, actions 3: 'rating' is no column of the sheet Actions"),
        ("[[actions]]\naction = true", "care.toml, actions 3, action: a cell cannot hold True"),
        ("[[deeds]]\nat = 1", "care.toml: unknown key 'deeds'; known are"),
        ("at =", "care.toml: Invalid value"),
    ],
)
def test_a_source_with_a_mistake_is_refused_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str], wrong: str, message: str
) -> None:
    (folder / "anytown" / "sources" / "2008-09" / "care.toml").write_text(CARE + wrong + "\n")
    assert faults(folder, capsys).startswith(f"anytown/sources/2008-09/{message}")
    assert not list(folder.glob("**/*.xlsx"))


def test_every_return_of_the_sample_is_in_its_ledger_so_that_no_run_adds_to_it() -> None:
    years = sorted(path for path in (Path(__file__).parents[2] / "workbooks/hartlepool").glob("20*") if path.is_dir())
    unknown = [
        f"{year.name}/{path.parent.name}/{path.name}"
        for year in years
        for path in sorted(year.glob("Q*/*.xlsx"))
        if sha256(path.read_bytes()).hexdigest() not in (year / "ledger.toml").read_text(encoding="utf-8")
    ]
    assert (len(years), unknown) == (2, [])
