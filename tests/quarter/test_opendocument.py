"""A quarter whose returns all came back from LibreOffice as OpenDocument says what it says of the Excel workbooks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests import office
from tests.quarter.running import run

ROOT = Path(__file__).parents[2]
RETURNS = Path("workbooks/hartlepool/2008-09/Q2")


@pytest.mark.skipif(office.office() is None, reason="LibreOffice is not installed")
def test_the_findings_of_returns_saved_as_opendocument_are_those_of_the_workbooks(tmp_path: Path) -> None:
    town = tmp_path / "town"
    shutil.copytree(ROOT / "workbooks" / "hartlepool", town / "workbooks" / "hartlepool")
    asked = ("--year", "2008-09", "--quarter", "Q2", "--format", "json")
    before = run("check", town, *asked)
    workbooks = sorted((town / RETURNS).glob("*.xlsx"))
    for path in office.saved_again(workbooks, tmp_path / "office", ".ods"):
        shutil.copy(path, town / RETURNS)
    for path in workbooks:
        path.unlink()
    after = run("check", town, *asked)
    assert (after.code, after.err) == (before.code, before.err) == (1, "")
    assert len(json.loads(before.out)) > 9
    assert after.out.replace(".ods", ".xlsx") == before.out
