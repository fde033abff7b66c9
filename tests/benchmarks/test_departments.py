"""The departments that are measured are real ones: the program reads them, finds what is wrong, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.domain.finding import Severity
from compiler.domain.returned import Role
from compiler.pipeline import check_returns, read_returns
from compiler.project.find import open_project
from compiler.project.inputs import Wish, inputs_of
from tests.benchmarks.departments import QUARTER, make_department, workbook

PROFILES = (
    "base", "hartlepool", "darlington", "stockton-services", "stockton-partnership", "stockton-strategy",
)  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_the_same_numbers_give_the_same_bytes_and_others_give_others(role: Role) -> None:
    assert workbook(3, "base", 140, role) == workbook(3, "base", 140, role)
    assert workbook(3, "base", 140, role)[1] != workbook(4, "base", 140, role)[1]


@pytest.mark.parametrize("name", PROFILES)
def test_a_department_of_any_profile_is_read_without_loss_and_has_mistakes(tmp_path: Path, name: str) -> None:
    make_department(tmp_path, 2, name, rows=100)
    project = open_project(tmp_path)
    inputs = inputs_of(project, QUARTER, Wish())
    plans = read_returns(inputs, inputs.plans, Role.PLAN, QUARTER.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, QUARTER.year, QUARTER)
    assert [len(book.records) for book in plans] == [100, 100]
    assert sorted(len(book.records) - 100 for book in returns) == [0, len(project.profile.blocks)]
    assert not any(
        (book.rows_refused or {}).get(sheet) for book in (*plans, *returns) for sheet in book.rows_read or {}
    )
    found = check_returns(inputs, plans, returns, ())
    assert any(finding.severity is not Severity.NOTE for finding in found)
    assert len(found) < 200
