"""What we write ourselves keeps nobody out, but for what is listed here with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from compiler.cli.app import app
from compiler.domain.finding import Severity
from compiler.render.access import Barrier, look_over, rule_of
from tests.quarter.conftest import copy_department
from tests.quarter.running import run

_FORMS = ("returns", "feedback", "plan", "sheet")
_BOOKS = ("master", "difference", *_FORMS)
_PAPERS = ("report", "papers", "documents")
TEMPLATES = Path(__file__).parents[2] / "templates"
KNOWN: dict[str, tuple[tuple[str, ...], str]] = {
    "A105": (
        _BOOKS,
        "a sheet is read on the screen, as large as its reader sets it, and printed as wide as its paper, which "
        "shrinks letters of any size: in 10 or 11 points more columns are in sight at once",
    ),
    "A115": (
        ("master", "difference", "feedback", "returns", "sheet"),
        "a blank answer stays blank, and a form's empty cells are there to be filled in",
    ),
    "A202": (("templates",), "a template has the places of the headings, and none yet"),
    "A211": (("templates",), "what pages say at their head is said on the face of the report, which is not there yet"),
    "A242": (
        ("report", "papers"),
        "a reference is plain words, which are right because all is numbered at once",
    ),
    "A304": (_FORMS, "a form keeps one identity sheet, named in the README"),
    "A307": (("master",), "a long list of places in the Findings"),
    "A309": (("feedback",), "the sheet that the team had open stays open"),
    "A321": (
        ("master", "returns", "sheet"),
        "the Contents and the Summary hold a few short tables, each under its own title; a form's completed rows stand "
        "under a line of their own",
    ),
    "A323": (
        ("master", *_FORMS),
        "a table of Excel's may not have two columns of one name, as the Summary's shares have, nor lists of unlike "
        "length, nor the formulas over several cells that count by themselves; all have a heading row",
    ),
    "A325": (("returns",), "the two halves of 'Ready to send', each with a title and a heading row of its own"),
    "A328": (
        ("master", "returns", "sheet"),
        "the total of Sources stays below when the table is sorted; so do a form's completed rows",
    ),
}
"""By rule: in which of our outputs it still points something out, and why that stands."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[str, Path], ...]:
    """Every kind of file that the commands write of the real department, by what it is."""
    folder = copy_department(tmp_path_factory.mktemp("access"))
    quarter = ("--year", "2008-09", "--quarter", "Q2")
    run("quarter", folder, *quarter, "--annex")
    run("report", folder, *quarter, "--all")
    run("plan", folder, "--year", "2008-09")
    run_template("palette", folder)
    run("check", folder, "--year", "2008-09", "--quarter", "Q2", "--feedback")
    run("issue", folder, "--year", "2008-09", "--quarter", "Q3")
    run("diff", folder, "Q1", "Q2", "--workbook", str(folder / "difference.xlsx"))
    run("roll-forward", folder, "--year", "2009-10")
    new = folder / "new"
    arguments = ("--council", "Anytown", "--department", "Housing", "--division", "Repairs", "--year", "2026-27")
    run_new(new, *arguments)
    output = folder / "output" / "hartlepool" / "2008-09"
    named = [
        ("report", [output / "Q2" / "report.docx"]),
        ("papers", sorted(each for each in (output / "Q2").glob("*.docx") if each.name != "report.docx")),
        ("documents", sorted((output / "plan" / "documents").glob("*.docx"))),
        ("palette", [folder / "output" / "hartlepool" / "palette.docx"]),
        ("templates", sorted(TEMPLATES.glob("*/report.docx"))),
        ("master", [output / "Q2" / "master.xlsx"]),
        ("feedback", sorted((output / "Q2" / "feedback").glob("*.xlsx"))),
        ("returns", sorted((output / "Q3" / "returns").glob("*.xlsx"))),
        ("difference", [folder / "difference.xlsx"]),
        ("sheet", [folder / "workbooks" / "hartlepool" / "2009-10" / "Roll forward.xlsx"]),
        ("guides", sorted((new / "guides").glob("*.docx"))),
        ("plan", sorted((new / "workbooks").rglob("*.xlsx"))),
    ]
    return tuple((kind, path) for kind, paths in named for path in paths)


def run_template(command: str, folder: Path) -> None:
    """`compile template palette`, a command within another."""
    assert CliRunner().invoke(app, ["template", command, "--folder", str(folder)]).exit_code == 0


def run_new(folder: Path, *arguments: str) -> None:
    """`compile new`, which takes the folder as an argument, not as an option."""
    assert CliRunner().invoke(app, ["new", str(folder), *arguments]).exit_code == 0


@pytest.fixture(scope="module")
def barriers(written: tuple[tuple[str, Path], ...]) -> tuple[tuple[str, Barrier], ...]:
    """What keeps readers out of them, each with the kind of file that it is in."""
    return tuple((kind, each) for kind, path in written for each in look_over(path.name, path.read_bytes()))


def test_every_kind_of_file_was_written(written: tuple[tuple[str, Path], ...]) -> None:
    kinds = [kind for kind, _ in written]
    counted = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    assert counted.pop("templates") > 1
    assert counted == {
        "report": 1, "papers": 6, "documents": 7, "palette": 1, "master": 1, "feedback": 4, "returns": 5,
        "difference": 1, "sheet": 1, "guides": 6, "plan": 2,
    }  # fmt: skip


def test_what_we_write_has_no_finding_but_those_that_are_known(barriers: tuple[tuple[str, Barrier], ...]) -> None:
    unknown = [
        f"{kind}: {each.code} {each.finding.origin} {each.finding.subject}: {each.point.found}"
        for kind, each in barriers
        if kind not in KNOWN.get(each.code, ((), ""))[0]
    ]
    assert unknown == []


def test_the_report_has_no_error_and_a_workbook_none_but_of_its_tables(
    barriers: tuple[tuple[str, Barrier], ...],
) -> None:
    errors = {(kind, each.code) for kind, each in barriers if each.severity is Severity.ERROR}
    assert {code for kind, code in errors if kind in (*_PAPERS, "palette", "guides")} == set()
    assert {code for kind, code in errors if kind != "templates"} <= {"A323", "A325"}


def test_what_is_known_is_of_rules_that_there_are() -> None:
    assert [code for code in KNOWN if rule_of(code) is None] == []


def test_what_is_known_is_still_so(barriers: tuple[tuple[str, Barrier], ...]) -> None:
    found = {(each.code, kind) for kind, each in barriers}
    assert [(code, kind) for code, (kinds, _) in KNOWN.items() for kind in kinds if (code, kind) not in found] == []
