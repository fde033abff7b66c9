"""`compile quarter` as an officer sees it: what it says, what changed, what to do next, and its exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from compiler.project.find import choose_period, open_project
from tests.quarter.running import run
from tests.quarter.town import OUTPUT, make_town

ROOT = Path(__file__).parents[2]
NARRATIVE = "Words on background."


def said(out: str) -> list[str]:
    """What a command printed, line by line, runs of space as one and ruled lines left out."""
    lines = [" ".join(line.split()) for line in out.splitlines()]
    return [line for line in lines if line.strip("─ ")]


def change(path: Path, old: str, new: str | None) -> None:
    """Put other words in the cells of a workbook that hold these."""
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == old]
    assert cells
    for cell in cells:
        cell.value = new
    book.save(path)


def test_a_first_run_says_what_was_received_and_what_to_do_next(tmp_path: Path) -> None:
    make_town(tmp_path)
    done = run("quarter", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert said(done.out) == [
        "Town Department, Quarter 1 (April to June 2008)",
        "Division Return Rows Errors Warnings Ratings",
        "Care Services received 4 0 0 Amber 2, Green 1",
        "School Services received 2 0 0 Amber 1",
        "Strategy & Support received 18 0 0 Amber 1, Green 1",
        "Rows in 24 = rows taken up 24 + rows refused 0.",
        f"Wrote {tmp_path / OUTPUT / 'report.docx'}",
        f"Wrote {tmp_path / OUTPUT / 'master.xlsx'}",
        "Next: compile quarter --year 2008-09 --quarter Q1 --final",
    ]


def test_a_run_with_errors_says_where_they_are_counted(tmp_path: Path) -> None:
    returns = make_town(tmp_path)
    change(returns / "Care.xlsx", "Half are reviewed.", None)
    (returns / "Schools.xlsx").unlink()
    assert said(run("quarter", tmp_path).out) == [
        "Town Department, Quarter 1 (April to June 2008)",
        "Division Return Rows Errors Warnings Ratings",
        "Care Services received 4 1 0 Amber 2, Green 1",
        "Strategy & Support received 18 0 0 Amber 1, Green 1",
        "School Services missing – 0 0",
        "Rows in 22 = rows taken up 22 + rows refused 0.",
        f"Wrote {tmp_path / OUTPUT / 'report.docx'}",
        f"Wrote {tmp_path / OUTPUT / 'master.xlsx'}",
        "The report is a DRAFT. One error stands in the returns. The return of School Services is missing.",
        "Next: compile check --year 2008-09 --quarter Q1",
    ]


def test_a_later_run_says_which_sentences_and_figures_changed(tmp_path: Path) -> None:
    returns = make_town(tmp_path)
    run("quarter", tmp_path)
    assert "Nothing in the report has changed since the last run." in run("quarter", tmp_path).out
    change(returns / "Strategy.xlsx", NARRATIVE, "Other words on background.")
    change(returns / "Schools.xlsx", "Amber", "Awaiting figure")
    lines = said(run("quarter", tmp_path).out)
    start = next(number for number, line in enumerate(lines) if line.startswith("Changed in the report"))
    assert lines[start] == "Changed in the report since the last run (8):"
    assert "Section “background”: “Other words on background.” (was “Words on background.”)" in lines[start:]
    assert "Next: compile quarter --year 2008-09 --quarter Q1 --final" in lines


def test_what_the_officer_still_has_to_write_is_the_next_thing_to_do(tmp_path: Path) -> None:
    change(make_town(tmp_path) / "Strategy.xlsx", NARRATIVE, None)
    lines = said(run("quarter", tmp_path).out)
    assert lines[-3:] == [
        "The report is a DRAFT. One part is still to be written.",
        "Write these parts in the sheet Narrative of the return of Strategy & Support.",
        "Next: compile quarter --year 2008-09 --quarter Q1",
    ]


def test_after_the_final_report_it_is_for_the_meeting(tmp_path: Path) -> None:
    make_town(tmp_path)
    assert said(run("quarter", tmp_path, "--final").out)[-2:] == [
        "Read the report once more, then send it to the meeting.",
        "Next: compile issue --year 2008-09 --quarter Q2",
    ]


def test_quiet_says_nothing_and_strict_ends_with_1_if_errors_stand(tmp_path: Path) -> None:
    returns = make_town(tmp_path)
    assert (run("quarter", tmp_path, "--quiet", "--strict").said, run("quarter", tmp_path, "--strict").code) == ("", 0)
    change(returns / "Care.xlsx", "Half are reviewed.", None)
    assert (run("quarter", tmp_path, "--quiet").code, run("quarter", tmp_path, "--quiet", "--strict").code) == (0, 1)


def test_the_newest_quarter_of_the_default_department_is_taken() -> None:
    lines = said(run("quarter", ROOT, "--dry-run").out)
    newest = choose_period(open_project(ROOT), "", "")
    assert lines[:2] == [
        f"Children's Services Department, {newest.label}",
        "Illustrative figures, not the council's",
    ]


@pytest.mark.parametrize(("year", "quarter"), [("2007-08", "Q4"), ("2008-09", "Q1"), ("2008-09", "Q2")])
def test_rows_in_are_the_rows_that_openpyxl_counts(year: str, quarter: str) -> None:
    project = open_project(ROOT)
    counted = sum(_rows(file.path) for file in project.returns(choose_period(project, year, quarter)))
    out = run("quarter", ROOT, "--dry-run", "--year", year, "--quarter", quarter).out
    assert f"Rows in {counted} = rows taken up {counted} + rows refused 0." in out


def _rows(path: Path) -> int:
    """The filled rows of every table of a return, other than those of its lists and its identity."""
    book: Any = load_workbook(path, data_only=True)
    areas = [
        sheet[area] for sheet in book if sheet.title not in ("Lists", "Identity") for _, area in sheet.tables.items()
    ]
    return sum(any(cell.value is not None for cell in row) for area in areas for row in area[1:])


def test_a_plain_terminal_is_written_to_in_utf_8(tmp_path: Path) -> None:
    (make_town(tmp_path) / "Care.xlsx").unlink()
    known = {"PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-c", "from compiler.cli import main; main()", "quarter", "--folder", str(tmp_path)],
        env={**os.environ, **known},
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Care Services missing – 0 0" in said(done.stdout.decode("utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_stops_reading_is_no_fault(tmp_path: Path) -> None:
    make_town(tmp_path)
    script = "from compiler.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", script, "check", "--format", "json", "--folder", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.wait(timeout=60)
    process.stderr.close()
    assert not (tmp_path / "output").exists()
