"""A second `compile quarter` with nothing changed says the same, and touches nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compiler.project import quarter
from tests.cli.test_quarter import change
from tests.quarter.running import run
from tests.quarter.town import OUTPUT, RETURNS, make_town


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A department's folder in which the quarter was compiled once."""
    make_town(tmp_path)
    assert run("quarter", tmp_path).code == 0
    return tmp_path


def outputs(folder: Path) -> dict[str, tuple[int, bytes]]:
    """The files that lie in the output, each with the moment when it was written."""
    files = (path for path in sorted((folder / OUTPUT).iterdir()) if path.is_file())
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The runs that compile from now on."""
    compiled: list[object] = []
    whole = quarter.run_quarter

    def compiling(*given: Any) -> quarter.Run:
        compiled.append(given)
        return whole(*given)

    monkeypatch.setattr(quarter, "run_quarter", compiling)
    return compiled


def not_compiled(*_: object) -> None:
    raise AssertionError("the quarter was compiled again")


@pytest.mark.parametrize("options", [(), ("--format", "json"), ("--quiet",), ("--strict",)])
def test_it_says_what_a_whole_run_would_say_and_touches_nothing(
    town: Path, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("quarter", town, *options)
    before = outputs(town)
    with monkeypatch.context() as patched:
        patched.setattr(quarter, "run_quarter", not_compiled)
        told = run("quarter", town, *options)
    assert outputs(town) == before
    shutil.rmtree(town / ".compile")
    whole = run("quarter", town, *options)
    assert (told.code, told.out, told.err) == (whole.code, whole.out, whole.err)
    assert {name: data for name, (_, data) in outputs(town).items()} == {
        name: data for name, (_, data) in before.items()
    }


CHANGES: dict[str, Callable[[Path], object]] = {
    "an answer": lambda town: change(town / RETURNS / "Care.xlsx", "Half are reviewed.", "All are reviewed."),
    "a return is gone": lambda town: (town / RETURNS / "Care.xlsx").unlink(),
    "an approved cell": lambda town: change(
        town / "workbooks/town/2008-09/plan/Care.xlsx", "Train ten foster carers", "Train two foster carers"
    ),
    "the department": lambda town: append(town / "workbooks/town/department.toml", "\n# said later"),
    "the profile": lambda town: append(town / "templates/town/profile.toml", "\n# said later"),
    "a decision": lambda town: append(town / "workbooks/town/decisions.toml", "# decided later"),
    "the findings": lambda town: append(town / OUTPUT / "findings.txt", "by hand"),
    "the report is gone": lambda town: (town / OUTPUT / "report.docx").unlink(),
    "the master workbook": lambda town: append(town / OUTPUT / "master.xlsx", "by hand"),
}


def append(path: Path, words: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(words)


@pytest.mark.parametrize("changed", CHANGES)
def test_whatever_is_changed_it_compiles_again(town: Path, changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = counted(monkeypatch)
    run("quarter", town)
    assert not compiled
    CHANGES[changed](town)
    run("quarter", town)
    assert len(compiled) == 1


@pytest.mark.parametrize("options", [("--dry-run",), ("--fresh",), ("--as-at", "01/07/2008"), ("--annex",)])
def test_another_wish_is_carried_out(town: Path, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = counted(monkeypatch)
    run("quarter", town, *options)
    assert len(compiled) == 1


def test_words_kept_by_somebody_else_are_not_said(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = (town / ".compile").glob("quarter-*.json")
    kept.write_text(kept.read_text().replace("Amber 1", "Green 9"))
    assert "Green 9" not in run("quarter", town).out
