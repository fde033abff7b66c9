"""`compile diff`: two versions of a return, or two quarters, in words, as JSON and as a workbook."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.quarter.running import run
from tests.quarter.town import make_town

ROOT = Path(__file__).parents[2]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, str, str]:
    """A department, the Care return as it was, and as it is: a rating changed, a row gone, one added, one moved."""
    returns = make_town(tmp_path)
    before, now = tmp_path / "Care before.xlsx", returns / "Care.xlsx"
    shutil.copy(now, before)
    book = load_workbook(now)
    sheet = book["Actions"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=8)]
    assert [row[0] for row in rows][:3] == ["CA 1", "CA 2", "CA 3"]
    rows[0][8] = "Red"
    rows[1][8] = "AMBER"
    made = [rows[1], rows[0], ["CA 9", *rows[2][1:3], "Open a second home", *rows[2][4:-1], None]]
    for number, row in enumerate(made, 5):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    book.save(now)
    return tmp_path, str(before), str(now)


def test_two_versions_of_a_return_are_told_by_row_and_column(versions: tuple[Path, str, str]) -> None:
    folder, before, now = versions
    done = run("diff", folder, before, now)
    assert (done.code, done.err) == (0, "")
    assert done.out == TEXT.replace("BEFORE", f'"{before}"').replace("NOW", now)


TEXT = """\
Care before.xlsx → Care.xlsx

Care Services (Care before.xlsx → Care.xlsx)

  Actions

    CA 2 · Train ten foster carers
      Rating, I6 → I5: 'Amber' → 'AMBER' (the same, written otherwise)

    CA 1 · Review every placement
      Rating, I5 → I6: 'Amber' → 'Red' (worse)

    CA 9 · Open a second home: added (row 7)

    CA 3 · Write the visiting guide: gone (row 7)

  In another place: CA 2.

Rows: 1 changed, 1 added, 1 gone, 1 written otherwise, 1 the same.
Ratings changed: 1 (1 worse).
Rows that stand elsewhere: 1.
Next: compile diff BEFORE NOW --workbook difference.xlsx
"""


def test_the_same_as_json_and_as_a_workbook(versions: tuple[Path, str, str]) -> None:
    folder, before, now = versions
    told = json.loads(run("diff", folder, before, now, "--format", "json").out)
    (care,) = told["divisions"]
    assert (care["before"], care["now"], care["same"], care["columns"]) == ("Care before.xlsx", "Care.xlsx", 1, [])
    assert care["rows"][1:] == [
        {
            "row": "CA 1",
            "kind": "action",
            "state": "changed",
            "moved": False,
            "before": {"sheet": "Actions", "row": 5},
            "now": {"sheet": "Actions", "row": 6},
            "cells": [
                {
                    "column": "Rating",
                    "before": {"cell": "I5", "value": "Amber"},
                    "now": {"cell": "I6", "value": "Red"},
                    "became": "worse",
                    "same_meaning": False,
                }
            ],
        },
        {
            "row": "CA 9",
            "kind": "action",
            "state": "added",
            "moved": False,
            "before": None,
            "now": {"sheet": "Actions", "row": 7},
            "cells": [],
        },
        {
            "row": "CA 3",
            "kind": "action",
            "state": "gone",
            "moved": False,
            "before": {"sheet": "Actions", "row": 7},
            "now": None,
            "cells": [],
        },
    ]
    place = folder / "difference.xlsx"
    assert run("diff", folder, before, now, "--workbook", str(place)).out.endswith(f"Wrote {place}\n")
    book = load_workbook(place)
    assert book.sheetnames == ["Contents", "Ratings and figures", "All changes"]
    lines = [[cell.value or "" for cell in row] for row in book["All changes"].iter_rows(min_row=3)]
    care, rated = ["Care Services", "Actions"], "Rating"
    worse = [*care, "CA 1", "Review every placement", rated, "Amber", "Red", "worse", "I5", "I6"]
    louder = [*care, "CA 2", "Train ten foster carers", rated, "Amber", "AMBER", "the same, written otherwise"]
    assert lines == [
        [
            "Division",
            "Sheet",
            "Row",
            "Words",
            "Column",
            "Before",
            "Now",
            "What became of it",
            "Cell before",
            "Cell now",
        ],
        [*louder, "I6", "I5"],
        worse,
        [*care, "CA 9", "Open a second home", "", "", "", "the row is added", "", "row 7"],
        [*care, "CA 3", "Write the visiting guide", "", "", "", "the row is gone", "row 7", ""],
    ]
    assert [[cell.value for cell in row] for row in book["Ratings and figures"].iter_rows(min_row=4)] == [
        [*louder, "I6", "I5"],
        worse,
    ]
    assert [[cell.value for cell in row] for row in book["Contents"].iter_rows(min_row=4)] == [
        ["Care Services", "Care before.xlsx", "Care.xlsx", 1, 1, 1, 1, 1]
    ]
    first = place.read_bytes()
    run("diff", folder, before, now, "--workbook", str(place))
    assert place.read_bytes() == first


def test_a_workbook_that_is_another_one_is_left_alone(versions: tuple[Path, str, str]) -> None:
    folder, before, now = versions
    kept = Path(now).read_bytes()
    done = run("diff", folder, before, now, "--workbook", now)
    assert Path(now).read_bytes() == kept
    assert (Path(now).parent / "Care (2).xlsx").is_file()
    assert "was left as it was" in done.out or "left as it is" in done.out


def test_a_return_does_not_differ_from_itself(tmp_path: Path) -> None:
    care = str(make_town(tmp_path) / "Care.xlsx")
    assert run("diff", tmp_path, care, care).out == (
        "Care.xlsx → Care.xlsx\n\nCare Services (Care.xlsx → Care.xlsx): no difference\n\nRows: 4 the same.\n"
    )


def test_two_quarters_leave_the_words_out_unless_all_is_asked_for() -> None:
    short = run("diff", ROOT, "Q1", "2008-09/Q2").out
    full = run("diff", ROOT, "2008-09/Q1", "2008-09/Q2", "--all").out
    assert short.splitlines()[:2] == full.splitlines()[:2]
    assert short.splitlines()[0] == "Quarter 1 2008/09 → Quarter 2 2008/09"
    assert short.splitlines()[1].startswith("Illustrative figures, not the council's")
    assert "Progress this quarter, " not in short
    assert "Progress this quarter, " in full
    assert "Resources & Support Services has a return only in Quarter 1 2008/09" in short
    assert [line for line in short.splitlines() if line.startswith(("Rows:", "Ratings ", "Figures "))] == [
        line for line in full.splitlines() if line.startswith(("Rows:", "Ratings ", "Figures "))
    ]


def test_a_workbook_is_held_against_its_own_division_of_a_quarter(tmp_path: Path) -> None:
    care = make_town(tmp_path) / "Care.xlsx"
    assert run("diff", tmp_path, "Q1", str(care)).out == (
        "Quarter 1 2008/09 → Care.xlsx\n\nCare Services (2008-09/Q1/Care.xlsx → Care.xlsx): no difference\n\n"
        "Rows: 4 the same.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["Q1", "nothing.xlsx"],
            "'nothing.xlsx' is neither a workbook nor a quarter. Name two workbooks, or two quarters such as Q1 and "
            "Q2, or 2007-08/Q4 and 2008-09/Q1.\n",
        ),
        (["Q1", "Q3"], "There are no returns for Q3 2008-09.\n"),
        (["Q1", "Q1", "--format", "xml"], "There is no format 'xml'. There are: text, json.\n"),
        (
            ["Q1", "Q1", "--workbook", "a.docx"],
            "The difference is written as an Excel workbook: name it with .xlsx, not 'a.docx'.\n",
        ),
    ],
)
def test_wrong_use_ends_with_the_way_out(arguments: list[str], said: str, tmp_path: Path) -> None:
    make_town(tmp_path)
    done = run("diff", tmp_path, *arguments)
    assert (done.code, done.out, done.err) == (2, "", said)


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    make_town(tmp_path)
    broken = tmp_path / "Care.xlsx"
    broken.write_bytes(b"")
    done = run("diff", tmp_path, str(broken), "Q1")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Care.xlsx is empty.")


def test_a_plan_is_compared_as_a_plan(tmp_path: Path) -> None:
    make_town(tmp_path)
    plan, other = tmp_path / "workbooks/town/2008-09/plan/Care.xlsx", tmp_path / "Care proposed.xlsx"
    book = load_workbook(plan)
    book["Actions"]["E5"] = "Dec 2010"
    book.save(other)
    assert run("diff", tmp_path, str(plan), str(other)).out.splitlines()[4:10] == [
        "  Actions",
        "",
        "    CA 2 · Train ten foster carers",
        "      Date to be completed, E5: 'Mar 2009' → 'Dec 2010'",
        "",
        "Rows: 1 changed, 3 the same.",
    ]
