"""`compile page` as an officer sees it: what it says, what it writes, drafts and final pages, and its exit codes."""

from __future__ import annotations

import json
import re
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from tests.quarter.running import Outcome, run
from tests.quarter.town import OUTPUT, make_town

PAGE = f"{OUTPUT}/page.html"
FINAL = "compile page --year 2008-09 --quarter Q1 --final"


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    return make_town(tmp_path)


def said(folder: Path, rest: str, name: str = "page.html") -> str:
    """What the command prints, with the size that the page has."""
    path = folder / OUTPUT / name
    return (
        f"Town Department, Quarter 1 (April to June 2008)\nWrote {path} ({path.stat().st_size / 1024:,.0f} kB)\n{rest}"
    )


def test_it_says_where_the_page_is_and_how_it_is_published(returns: Path, tmp_path: Path) -> None:
    done = run("page", tmp_path)
    assert done == Outcome(0, said(tmp_path, f"Next: open it in a browser; to publish it, run {FINAL}\n"), "")
    assert written(tmp_path) == [".written.json", "page.html"]
    first = (tmp_path / PAGE).read_bytes()
    assert run("page", tmp_path, "--quiet") == Outcome(0, "", "")
    assert (tmp_path / PAGE).read_bytes() == first


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / OUTPUT).glob("*") if path.is_file())


def test_a_draft_says_why_and_names_what_is_missing(returns: Path, tmp_path: Path) -> None:
    (returns / "Care.xlsx").unlink()
    rest = (
        "The page is a DRAFT. The return of Care Services is missing.\n"
        f"Next: open it in a browser; to publish it, complete what is missing, and run {FINAL}\n"
    )
    assert run("page", tmp_path) == Outcome(0, said(tmp_path, rest), "")
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert "<title>DRAFT: " in page
    assert "<p><strong>DRAFT. </strong>The return of Care Services is missing.</p>" in page
    assert "<strong>Partial figures. </strong>No return was received from Care Services." in page


def test_a_final_page_is_refused_while_anything_stands_in_its_way(returns: Path, tmp_path: Path) -> None:
    (returns / "Care.xlsx").unlink()
    assert run("page", tmp_path, "--final") == Outcome(
        1,
        "",
        "No final page was written. The return of Care Services is missing.\n"
        "Next: put these right and run it again, or leave out --final for a draft.\n",
    )
    assert written(tmp_path) == []


def test_a_final_page_gives_the_reason_leads_nowhere_and_is_entered_in_the_ledger(
    returns: Path, tmp_path: Path
) -> None:
    (returns / "Care.xlsx").unlink()
    done = run("page", tmp_path, "--final", "--without", "Care Services", "--reason", "its office was flooded")
    rest = "Next: read it once more in a browser, then send it or put it on a site as it is\n"
    assert done == Outcome(0, said(tmp_path, rest), "")
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert "DRAFT" not in page
    assert "No return was received from Care Services (reason: its office was flooded)" in page
    assert [href for href in re.findall(r'href="([^"]*)', page) if not href.startswith("#")] == []
    assert str(tmp_path) not in page
    assert re.findall(r"[\w-]+/[\w/-]*\w+\.xlsx", page) == []
    assert "Strategy.xlsx of the plan" in page or "Departmental.xlsx of the plan" in page
    ledger = tomllib.loads((tmp_path / "workbooks/town/2008-09/ledger.toml").read_text(encoding="utf-8"))
    assert [(each["period"], each["file"], each["sha256"]) for each in ledger["published"]] == [
        ("Q1", "page.html", sha256((tmp_path / PAGE).read_bytes()).hexdigest())
    ]


def test_a_page_changed_by_hand_is_left_alone(returns: Path, tmp_path: Path) -> None:
    run("page", tmp_path)
    (tmp_path / PAGE).write_text("mine", encoding="utf-8")
    done = run("page", tmp_path)
    rest = f"Next: open it in a browser; to publish it, run {FINAL}\n"
    assert done == Outcome(
        0,
        said(tmp_path, rest, "page (2).html"),
        "'page.html' has been changed by hand and was left as it is: the new one is 'page (2).html'.\n",
    )
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == "mine"


def test_a_page_is_no_run_of_the_report(returns: Path, tmp_path: Path) -> None:
    """The report's first run after a page has nothing to compare with, and a page between two runs changes neither."""
    run("page", tmp_path)
    assert "Changed in the report" not in run("quarter", tmp_path).out
    run("page", tmp_path)
    again = run("quarter", tmp_path)
    assert "Nothing in the report has changed since the last run." in again.out
    assert again.err == ""


def test_a_dry_run_writes_nothing_and_programs_are_told_so(returns: Path, tmp_path: Path) -> None:
    done = run("page", tmp_path, "--dry-run", "--format", "json")
    told = {"department": "Town Department", "year": "2008-09", "period": "Q1", "written": None, "draft": ""}
    assert (done.code, json.loads(done.out), done.err) == (0, told, "")
    assert written(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--format", "html"], "There is no format 'html'. There are: text, json.\n"),
        (["--without", "Care"], "Give each --without its --reason"),
        (["--as-at", "soon"], "'soon' is not a day. Write it as 30/06/2008.\n"),
        (["--quarter", "Q3"], "Q3"),
    ],
)
def test_wrong_use_is_a_sentence(returns: Path, tmp_path: Path, arguments: list[str], why: str) -> None:
    done = run("page", tmp_path, *arguments)
    assert (done.code, done.out) == (2, "")
    assert why in done.err
