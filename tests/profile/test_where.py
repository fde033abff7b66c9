"""Columns that are meant for the rows that say something in another column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compiler.domain.record import Kind
from compiler.profile.load import load_profile
from compiler.profile.model import Column, Profile, Sheet
from tests.rules.sheets import findings_of, narrowed, shown, small_profile

TEMPLATES = Path(__file__).parents[2] / "templates"


def asked_of_boards(text: str) -> Profile:
    """The format of a text, with progress asked for only where the officer is the Board."""
    profile = narrowed(shown(text), small_profile())

    def told(column: Column) -> Column:
        asked = column.key == "progress"
        return replace(column, need="return", where={"officer": ("The Board",)}) if asked else column

    def with_board(sheet: Sheet) -> Sheet:
        of_actions = sheet.kind is Kind.ACTION
        return replace(sheet, columns=tuple(map(told, sheet.columns))) if of_actions else sheet

    return replace(profile, sheets=tuple(map(with_board, profile.sheets)))


def test_only_rows_that_a_column_is_meant_for_have_to_give_it() -> None:
    text = """**Safeguarding.xlsx**, return, sheet Actions

|   | A         | B             | C         | D        |
|---|-----------|---------------|-----------|----------|
| 3 | Ref       | Action        | Officer   | Progress |
| 4 | CSD A001  | Open a hub    | the board |          |
| 5 | CSD A002  | Train workers | J Smith   |          |
| 6 | CSD A003  | Find carers   | The Board | Begun.   |
"""
    found = findings_of(text, asked_of_boards(text))
    assert [(each.code, each.origin.cell) for each in found] == [("R301", "D4")]


def test_what_is_typed_where_it_is_not_meant_is_still_read() -> None:
    text = """**Safeguarding.xlsx**, return, sheet Actions

|   | A         | B             | C         | D        |
|---|-----------|---------------|-----------|----------|
| 3 | Ref       | Action        | Officer   | Progress |
| 4 | CSD A002  | Train workers | J Smith   | TBC      |
"""
    found = findings_of(text, asked_of_boards(text))
    assert [(each.code, each.origin.cell) for each in found] == [("C215", "D4")]


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        (
            '{ strem = ["Red"] }',
            "sheet.actions.column.officer.where.strem: 'strem' is no other column of the sheet; did you mean 'stream'?",
        ),
        (
            '{ officer = ["Red"] }',
            "sheet.actions.column.officer.where.officer: 'officer' is no other column of the sheet; "
            "there are reference, stream",
        ),
        (
            '{ stream = ["Projets"] }',
            "sheet.actions.column.officer.where.stream: 'Projets' is not in its list; did you mean 'Projects'?",
        ),
    ],
)
def test_what_a_sheet_has_not_is_told_with_the_nearest(tmp_path: Path, where: str, problem: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    text = f"""extends = "base"
order = ["actions"]
[list]
stream = ["Projects", "Improvement"]
[sheet.actions]
columns = ["reference", "stream", "officer"]
[sheet.actions.column]
stream = {{ heading = "Stream", type = "choice", list = "stream" }}
officer = {{ heading = "Officer", where = {where} }}
"""
    (folder / "profile.toml").write_text(text, encoding="utf-8")
    found = load_profile("mine", (tmp_path, TEMPLATES)).problems
    assert [f"{each.path}: {each.message}" for each in found] == [problem]
