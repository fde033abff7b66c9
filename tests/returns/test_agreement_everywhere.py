"""openpyxl and this reader find the same in every sound workbook that there is: the department's, those that the
program issues, writes and sends back, those that LibreOffice saved, and the odd ones of the tests."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from compiler.domain.book import Book
from compiler.returns.reader import read_book
from tests.fuzz.subjects import subjects
from tests.hazards.front_door import hand_in, run
from tests.hazards.returned import ACTIONS, care, cell, put, typed, zipped
from tests.hazards.test_reading import strict
from tests.office import office, saved_again
from tests.returns.test_agreement import agree

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
EVERY = sorted(WORKBOOKS.rglob("*.xlsx"))
LEAST = 100
"""So many cells has the smallest of them: a reader that found none would agree with another that found none."""


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.relative_to(WORKBOOKS).as_posix())
def test_on_the_plans_and_returns_of_every_department(path: Path) -> None:
    assert len(list(agree(path.read_bytes()))) > LEAST


def test_on_what_the_program_issues_writes_and_sends_back(tmp_path: Path) -> None:
    hand_in(tmp_path, {"Care.xlsx": zipped(typed(typed(care(), "I5", "Red"), "I6", "Ambr"))})
    assert run("check", "--feedback", folder=tmp_path).code == 1
    assert run("quarter", folder=tmp_path).code == 0
    every = sorted(tmp_path.rglob("*.xlsx"))
    assert {path.name for path in every} >= {"master.xlsx", "Care.xlsx", "Strategy.xlsx", "Departmental.xlsx"}
    assert len(every) == 8
    assert all(len(list(agree(path.read_bytes()))) > LEAST for path in every)


def test_on_the_small_returns_of_every_profile() -> None:
    small = [each for each in subjects() if not each.is_ods]
    assert len(small) > 15
    assert all(len(list(agree(each.data))) > 20 for each in small)


ODD = {
    "an extent that is stale": put(care(), ACTIONS, '<dimension ref="A1:O7"/>', '<dimension ref="A1"/>'),
    "errors": cell(cell(care(), "J5", 't="e"|<v>#REF!</v>'), "I6", 't="e"|<f>A1</f><v>#N/A</v>'),
    "a formula never calculated": cell(care(), "J5", "|<f>A1&amp;B2</f>"),
    "words that programs take for nothing": typed(typed(care(), "J5", "NA"), "J6", "None"),
    "hidden rows": put(care(), ACTIONS, '<row r="6"', '<row hidden="1" r="6"'),
    "a day of the 1904 system": cell(
        put(
            put(care(), "xl/styles.xml", "</cellXfs>", '<xf numFmtId="14"/></cellXfs>'),
            "xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ',
        ), "N7", 's="13"|<v>38139</v>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_on_odd_workbooks(name: str) -> None:
    assert len(list(agree(zipped(ODD[name])))) > LEAST


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Returns of four councils, opened, calculated and saved again by LibreOffice."""
    if office() is None:
        pytest.skip("LibreOffice is not installed")
    folder, chosen = tmp_path_factory.mktemp("office"), list[Path]()
    for number, path in enumerate([each for each in EVERY if each.parent.name == "Q1"][::3]):
        chosen.append(folder / f"{number}.xlsx")
        chosen[-1].write_bytes(path.read_bytes())
    return saved_again(chosen, folder)


def test_on_returns_that_libreoffice_saved(saved: list[Path]) -> None:
    assert len(saved) >= 3
    assert all(len(list(agree(path.read_bytes()))) > LEAST for path in saved)


# Where the two disagree, and why --------------------------------------------------------------------------------------


def test_openpyxl_finds_no_sheet_in_strict_open_xml() -> None:
    data = zipped(strict())
    ours = read_book(data)
    assert isinstance(ours, Book)
    assert len(ours.sheets) == 7
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets == []


def test_openpyxl_drops_the_first_of_two_values_without_a_word() -> None:
    """A file with two values for I5: both readers take the last; this one tells of the first."""
    twice = put(care(), ACTIONS, '</row><row r="6"', '<c r="I5"><v>7</v></c></row><row r="6"')
    ours = read_book(zipped(twice))
    assert isinstance(ours, Book)
    page = ours.sheet("Actions")
    assert page is not None
    assert page.at(5, 9).raw == "7"
    assert openpyxl.load_workbook(io.BytesIO(zipped(twice)))["Actions"]["I5"].value == 7
    assert [note.detail for note in ours.notes] == ["Amber"]


def test_openpyxl_blanks_what_lies_under_merged_cells_without_a_word() -> None:
    merged = put(care(), ACTIONS, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="J5:J6"/></mergeCells>')
    ours = read_book(zipped(merged))
    assert isinstance(ours, Book)
    assert len(list(agree(zipped(merged)))) > LEAST
    assert [note.detail for note in ours.notes] == ["The course is planned."]
