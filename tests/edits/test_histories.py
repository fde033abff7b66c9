"""Histories of a report that was edited and made again: nothing typed is lost, nothing that is ours goes stale."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.edits.histories import histories
from tests.office import office, saved_again
from tests.quarter.running import run

ROOT = Path(__file__).parents[2]


def test_histories_lose_nothing(tmp_path: Path) -> None:
    lived = histories(4, tmp_path, rounds=2)
    assert [fault for each in lived for fault in each.faults] == []
    assert any("/" in each.done and len(each.done) > 4 for each in lived)


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_a_report_that_libreoffice_saved_twice_loses_nothing(tmp_path: Path) -> None:
    lived = histories(2, tmp_path, rounds=2, first=40, saved=1.0)
    assert [fault for each in lived for fault in each.faults] == []
    assert [each.done.count("saved in LibreOffice") for each in lived] == [2, 2]


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_a_report_that_was_only_saved_by_libreoffice_has_no_edits(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "workbooks", tmp_path / "workbooks")
    quarter = ("--year", "2008-09", "--quarter", "Q2")
    run("quarter", tmp_path, *quarter)
    place = tmp_path / "output/hartlepool/2008-09/Q2/report.docx"
    (saved,) = saved_again([place], tmp_path / "office")
    shutil.copy(saved, place)
    assert json.loads(run("quarter", tmp_path, *quarter, "--format", "json").out)["edits"] == {
        "kept": [],
        "let_go": [],
        "taken_out": [],
    }
