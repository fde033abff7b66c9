"""`compile check`: every finding at its cell, as text, one a line or JSON; 1 when errors stand."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.quarter.running import run
from tests.quarter.town import make_town

ROOT = Path(__file__).parents[2]
HARTLEPOOL = ROOT / "workbooks/hartlepool"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A department whose Care return has three mistakes, and whose plan has one."""
    returns = make_town(tmp_path)
    _change(returns / "Care.xlsx", "The course is planned.", None)
    _change(returns / "Care.xlsx", "02/06/2008", "31/06/2008")
    _change(returns / "Care.xlsx", "Amber", "Ambr", at_most=1)
    for schools in (returns / "Schools.xlsx", tmp_path / "workbooks/town/2008-09/plan/Schools.xlsx"):
        _change(schools, "Mar 2009", "soonish")
    return tmp_path


def _change(path: Path, old: str, new: str | None, at_most: int = 9) -> None:
    book = load_workbook(path)
    for cell in [cell for row in book["Actions"].iter_rows() for cell in row if cell.value == old][:at_most]:
        cell.value = new
    book.save(path)


def test_text_is_for_people(town: Path) -> None:
    done = run("check", town)
    assert (done.code, done.err) == (1, "")
    assert done.out == TEXT


TEXT = """\
Care.xlsx: 3 errors

  Actions

    Error C206 · I5 (CA 1)
        A5 │ Ref    │ CA 1
        D5 │ Action │ Review every placement
      → I5 │ Rating │ Ambr
      'Ambr' under 'Rating' is not in the list.
      Allowed are Red, Amber, Green or Not due this quarter.
      → Did you mean 'Amber'? Choose one from the list in the cell.

    Error R302 · J6 (CA 2)
        A6 │ Ref                   │ CA 2
        D6 │ Action                │ Train ten foster carers
      → J6 │ Progress this quarter │ (blank)
      'Progress this quarter' is blank though the action is rated Amber.
      An action with a rating needs it.
      → Say in a sentence or two what was done.

    Error C201 · N7 (CA 3)
        A7 │ Ref          │ CA 3
        D7 │ Action       │ Write the visiting guide
      → N7 │ Completed on │ 31/06/2008
      '31/06/2008' under 'Completed on' cannot be read as a date: June 2008 has no day 31.
      Allowed is a day, a month, a quarter or a year.
      → Did you mean '30 June 2008'? Enter the day or the month, with its year. For example:
        30/06/2008 or June 2008.

3 errors in 1 workbook.
Next: compile explain C206
"""


def test_concise_is_one_line_each(town: Path) -> None:
    done = run("check", town, "--format", "concise")
    assert done.code == 1
    assert [line.split(": ")[:3] for line in done.out.splitlines()] == [
        ["Care.xlsx, Actions, I5 (CA 1)", "error C206", CONCISE],
        [
            "Care.xlsx, Actions, J6 (CA 2)",
            "error R302",
            "'Progress this quarter' is blank though the action is rated Amber. An action with a rating needs it. "
            "Say in a sentence or two what was done.",
        ],
        [
            "Care.xlsx, Actions, N7 (CA 3)",
            "error C201",
            "'31/06/2008' under 'Completed on' cannot be read as a date",
        ],
    ]


CONCISE = (
    "'Ambr' under 'Rating' is not in the list. Allowed are Red, Amber, Green or Not due this quarter. "
    "Did you mean 'Amber'? Choose one from the list in the cell."
)


def test_json_is_for_programs(town: Path) -> None:
    done = run("check", town, "--format", "json")
    said = [(each["code"], each["severity"], each["cell"], each["value"]) for each in json.loads(done.out)]
    assert (done.code, said) == (
        1,
        [("C206", "error", "I5", "Ambr"), ("R302", "error", "J6", ""), ("C201", "error", "N7", "31/06/2008")],
    )


def test_the_plan_s_faults_are_told_only_when_asked_for(town: Path) -> None:
    done = run("check", town, "--plan", "--format", "json")
    assert done.code == 0
    assert [(each["workbook"], each["severity"], each["value"]) for each in json.loads(done.out)] == [
        ("plan/Schools.xlsx", "warning", "soonish")
    ]
    assert "soonish" not in run("check", town).out
    assert run("check", town, "--plan", "--strict").code == 1


def test_a_plan_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    make_town(tmp_path)
    (tmp_path / "workbooks/town/2008-09/plan/Schools.xlsx").write_bytes(b"")
    done = run("check", tmp_path, "--plan")
    assert done.code == 1
    assert "Schools.xlsx is empty." in done.out


def test_only_the_files_named_are_told_of(town: Path) -> None:
    returns = town / "workbooks/town/2008-09/Q1"
    assert run("check", town, str(returns / "Schools.xlsx")).code == 0
    assert run("check", town, str(returns / "Care.xlsx"), "--format", "concise").code == 1
    outside = town / "received.xlsx"
    outside.write_bytes((returns / "Care.xlsx").read_bytes())
    said = json.loads(run("check", town, str(outside), "--format", "json").out)
    assert {each["workbook"] for each in said} == {"received.xlsx"}
    assert len(said) == 3


def test_nothing_to_put_right_ends_with_the_next_command(tmp_path: Path) -> None:
    make_town(tmp_path)
    assert run("check", tmp_path).said == "Nothing to put right.\nNext: compile quarter --year 2008-09 --quarter Q1\n"
    assert run("check", tmp_path, "--quiet").said == ""
    assert run("check", tmp_path, "--format", "concise").said == ""
    assert json.loads(run("check", tmp_path, "--format", "json").out) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xml"], "There is no format 'xml'. There are: text, concise, json, sarif, github, junit.\n"),
        (["nothing.xlsx"], "There is no file 'nothing.xlsx'.\n"),
        (["--year", "2031-32"], "There are no returns for 2031-32. There are returns for: Q1 2008-09.\n"),
    ],
)
def test_wrong_use_ends_with_the_way_out(arguments: list[str], said: str, tmp_path: Path) -> None:
    make_town(tmp_path)
    done = run("check", tmp_path, *arguments)
    assert (done.code, done.out, done.err) == (2, "", said)


# --- on the real plans and returns: each finding at its cell ---


def found(*arguments: str) -> list[dict[str, Any]]:
    done = run("check", ROOT, "--format", "json", *arguments)
    findings: list[dict[str, Any]] = json.loads(done.out)
    assert done.code == any(each["severity"] == "error" for each in findings)
    return findings


QUARTERS = [("2008-09", "Q1"), ("2008-09", "Q2")]


@pytest.mark.parametrize(("year", "quarter"), QUARTERS)
@pytest.mark.parametrize("plan", [False, True], ids=["returns", "plans"])
def test_each_finding_s_cell_is_there_and_holds_the_value(year: str, quarter: str, plan: bool) -> None:
    findings = found("--year", year, "--quarter", quarter, *(["--plan"] if plan else []))
    assert len(findings) > 5
    for each in findings:
        sheet = _opened(_path(year, quarter, each["workbook"]))[each["sheet"]] if each["sheet"] else None
        if sheet is not None and each["cell"][:1].isupper():
            assert _holds(sheet[each["cell"]].value, each["value"]), each
        for other in each["others"]:
            book = _opened(_path(year, quarter, other["workbook"]))
            assert not other["sheet"] or 0 < other["row"] <= book[other["sheet"]].max_row


@lru_cache(maxsize=32)
def _opened(path: Path) -> Any:
    return load_workbook(path)


def _path(year: str, quarter: str, workbook: str) -> Path:
    folder = HARTLEPOOL / year
    return folder / workbook if "/" in workbook else folder / quarter / workbook


def _holds(value: object, said: str) -> bool:
    words = f"{value:%d/%m/%Y}" if isinstance(value, dt.datetime) else str("" if value is None else value)
    return " ".join(words.split()) == " ".join(said.split())


def test_the_published_quarter_has_nothing_to_put_right() -> None:
    assert found("--year", "2007-08", "--quarter", "Q4") == []


@pytest.mark.parametrize(("year", "quarter"), QUARTERS)
def test_each_format_tells_of_the_same_findings(year: str, quarter: str) -> None:
    chosen = ("--year", year, "--quarter", quarter)
    findings = found(*chosen)
    lines = run("check", ROOT, "--format", "concise", *chosen).out.splitlines()
    text = run("check", ROOT, *chosen).out
    assert [(each["code"], each["workbook"]) for each in findings] == [
        (line.split(": ")[1].split()[-1], line.split(",")[0].split(":")[0]) for line in lines
    ]
    assert all(each["code"] in text and each["workbook"] in text for each in findings)
