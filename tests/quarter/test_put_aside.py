"""A quarter of which but one sheet at a time is held in memory comes out the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.domain import aside
from compiler.project import workers_hired
from tests.quarter.conftest import copy_department
from tests.quarter.running import run


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "output").rglob("*.*")) if path.is_file()}


def test_all_that_is_written_is_the_same_to_the_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("--year", "2008-09", "--quarter", "Q2", "--quiet")
    held, apart = (copy_department(tmp_path / name) for name in ("held", "apart"))
    assert run("quarter", held, *asked).code == 0
    taken_back, column = [], aside.Aside.column

    def counted(self: aside.Aside, place: int) -> object:
        taken_back.append(place)
        return column(self, place)

    monkeypatch.setattr(workers_hired, "MANY", 0)
    monkeypatch.setattr(aside, "_SHEETS", 1)
    monkeypatch.setattr(aside.Aside, "column", counted)
    assert run("quarter", apart, *asked).code == 0
    assert len(taken_back) > 1_000
    assert outputs(apart) == outputs(held)
