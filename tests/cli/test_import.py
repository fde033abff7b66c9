"""From an empty folder to a report: new, import, issue, fill in, check, quarter, each by its command."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from compiler.cli import take_over
from compiler.cli.app import app

LIST = """\
Ref,Action,Due,Lead,Team,Notes
R1,Repair all damp homes,30/09/2026,Head of Repairs,Repairs,ask Bob
L1,Let empty homes within 28 days,Dec 2026,Head of Lettings,Lettings,
L2,,Dec 2026,Head of Lettings,Lettings,
"""

SHOWN = """\
actions.csv, sheet List, headings in row 1: Actions, Divisional Plan 2026/27

 Heading   Taken as               Because              Example
 ───────────────────────────────────────────────────────────────────────────
 Ref       Ref                    its heading          R1
 Action    Action                 its heading          Repair all damp homes
 Due       Date to be completed   its heading          30/09/2026
 Lead      Responsible officer    its heading          Head of Repairs
 Team      Division               it names divisions   Repairs
 Notes     (left out)                                  ask Bob

Rows in 3 = new 2 + there already 0 + not taken 1.
  Not taken: row 4: nothing stands under “Action”.
"""

TOLD = """\
Repairs: 1 new, 0 there already
Lettings: 1 new, 0 there already
Wrote workbooks/housing/2026-27/plan/Repairs.xlsx
Wrote workbooks/housing/2026-27/plan/Lettings.xlsx
Wrote workbooks/housing/imports/actions.csv.toml
How the headings were taken stands in workbooks/housing/imports/actions.csv.toml: change it there and import again.
Next: compile check --plan --year 2026-27 --quarter Q1
"""


def run(*words: str, code: int = 0, typed: str = "") -> str:
    """What a command prints, spaces at the ends of its lines taken off."""
    done = CliRunner().invoke(app, list(words), input=typed)
    assert done.exit_code == code, done.output
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new department's folder, with a list beside it, as the folder that commands are run in."""
    options = ["--council", "Anytown", "--department", "Housing Department", "--year", "2026-27"]
    run("new", str(tmp_path / "ours"), *options, "--division", "Repairs", "--division", "Lettings", "--quiet")
    (tmp_path / "ours" / "actions.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "ours")
    return tmp_path / "ours"


def test_without_a_yes_nothing_is_written(home: Path) -> None:
    before = sorted(home.rglob("*"))

    assert run("import", "actions.csv", code=1) == SHOWN
    assert run("import", "actions.csv", "--dry-run") == f"{SHOWN}Nothing was written (--dry-run).\n"
    assert sorted(home.rglob("*")) == before


def test_a_yes_on_a_terminal_takes_it_over(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(take_over, "_someone_is_there", lambda: True)

    assert run("import", "actions.csv", typed="n\n", code=1).startswith(f"{SHOWN}Take it over so? [y/N]:")
    assert not (home / "workbooks" / "housing" / "imports").exists()
    assert run("import", "actions.csv", typed="y\n") == f"{SHOWN}Take it over so? [y/N]: y\n{TOLD}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "gone.csv"], "There is no file 'gone.csv'.\n"),
        (["import", "actions.csv", "--tier", "team"], "There is no tier called 'team'. There are: departmental, "),
        (["import", "actions.csv", "--what", "risk"], "There are no 'risk' to take over. Did you mean 'risks'?"),
        (["import", "actions.csv", "--sheet", "Two"], "No row of 'actions.csv' looks like headings of"),
        (["import", "actions.csv", "--year", "soon"], "'soon' is not a year. Write it as 2008-09.\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_over_is_told_with_the_way_out(home: Path, words: list[str], said: str) -> None:
    done = CliRunner().invoke(app, words)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(said)


def test_from_an_empty_folder_to_a_report(home: Path) -> None:
    assert run("import", "actions.csv", "--yes") == SHOWN + TOLD
    checked = run("check", "--plan", "--year", "2026-27", "--quarter", "Q1")
    assert checked.endswith("2 warnings in 2 workbooks.\nNext: compile explain R305\n")  # no indicator is named
    run("issue", "--year", "2026-27", "--quarter", "Q1")
    issued = home / "output" / "housing" / "2026-27" / "Q1" / "returns"
    back = home / "workbooks" / "housing" / "2026-27" / "Q1"
    assert sorted(path.name for path in issued.glob("*.xlsx")) == ["Lettings.xlsx", "Repairs.xlsx"]
    for name, rating in (("Repairs", "Green"), ("Lettings", "Amber")):
        shutil.copy(issued / f"{name}.xlsx", back)
        fill_in(back / f"{name}.xlsx", rating)

    summary = run("quarter", "--year", "2026-27", "--quarter", "Q1")

    assert " Lettings   received      1        0          0   Amber 1\n" in summary
    assert " Repairs    received     12        0          0   Green 1\n" in summary  # with the narrative's 11 blocks
    assert "Rows in 13 = rows taken up 13 + rows refused 0.\n" in summary


def fill_in(path: Path, rating: str) -> None:
    """Type a rating, and a sentence, as a team would."""
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    heading, places = next(
        (row[0].row or 0, {str(cell.value): cell.column or 0 for cell in row})
        for row in sheet.iter_rows()
        if any(cell.value == "Rating" for cell in row)
    )
    row = heading + 1
    sheet.cell(row, places["Rating"]).value = rating
    progress = next(place for words, place in places.items() if words.startswith("Progress this"))
    sheet.cell(row, progress).value = "The work began as planned."
    cover = book["Cover"]
    for label in cover["A"]:
        if label.value in ("Prepared by", "Checked by"):
            cover.cell(label.row, 2).value = "Head of Service"
        if label.value in ("Prepared on", "Checked on"):
            cover.cell(label.row, 2).value = "10/07/2026"
    book.save(path)
