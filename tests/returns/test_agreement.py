"""openpyxl is the independent second reader: cell by cell it finds what this reader finds, whoever wrote them."""

from __future__ import annotations

import datetime
import io
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped,unused-ignore]
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell as OtherCell
from openpyxl.utils import range_boundaries

from compiler.domain.book import Area, Book, Cell, CellKind, Sheet
from compiler.domain.origin import column_letters
from compiler.returns.reader import read_book

NUMBER_FORMATS = ["General", "0", "0.00", "0%", "0.0%", "#,##0", '"£"#,##0.00', "0.00E+00", "@"]
DATE_FORMATS = ["dd/mm/yyyy", "mm-dd-yy", "d mmm yy", "mmm-yy", "yyyy-mm-dd hh:mm:ss"]
FOLLOWS_THE_MACHINE = {"mm-dd-yy": "dd/mm/yyyy", "m/d/yy h:mm": "dd/mm/yyyy h:mm"}
"""Formats without words of their own: openpyxl gives the American ones, this reader the British."""
BUILT_IN = {"mm-dd-yy": 14}
"""How XlsxWriter is told that a date follows the machine; its words alone would be a format of their own."""


@dataclass
class Page:
    """What a test puts on a sheet: values and formats by row and column from 1."""

    values: dict[tuple[int, int], tuple[Any, str]]
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)


def by_openpyxl(pages: dict[str, Page]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, page in pages.items():
        sheet = book.create_sheet(name)
        for (row, column), (value, code) in page.values.items():
            sheet.cell(row, column, value).number_format = code
        for row in page.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[column_letters(column)].hidden = True
        for area in page.merged:
            sheet.merge_cells(str(area))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_xlsxwriter(pages: dict[str, Page], **options: bool) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, options) as book:
        for name, page in pages.items():
            sheet = book.add_worksheet(name)
            for (row, column), (value, code) in sorted(page.values.items()):
                put(sheet, row - 1, column - 1, value, book.add_format({"num_format": BUILT_IN.get(code, code)}))
            for row in page.hidden_rows:
                sheet.set_row(row - 1, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
            for area in page.merged if not options.get("constant_memory") else ():
                value, code = page.values.get((area.top, area.left), ("", "General"))
                corner = (area.top - 1, area.left - 1)
                sheet.merge_range(*corner, area.bottom - 1, area.right - 1, "", book.add_format())
                put(sheet, *corner, value, book.add_format({"num_format": BUILT_IN.get(code, code)}))
    return target.getvalue()


def put(sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, str) and value.startswith("="):
        sheet.write_formula(row, column, value, form, 12.5)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, form)
    else:
        sheet.write_number(row, column, value, form)


def by_xlsxwriter_in_constant_memory(pages: dict[str, Page]) -> bytes:
    return by_xlsxwriter(pages, constant_memory=True)


WRITERS: list[Callable[[dict[str, Page]], bytes]] = [by_openpyxl, by_xlsxwriter, by_xlsxwriter_in_constant_memory]


def kind_of(other: OtherCell) -> CellKind:
    """What openpyxl's cell is in our terms."""
    value = other.value
    if other.data_type == "e":
        return CellKind.ERROR
    if isinstance(value, bool):
        return CellKind.BOOLEAN
    if isinstance(value, datetime.date | datetime.time):
        return CellKind.DATE
    return CellKind.TEXT if isinstance(value, str) else CellKind.NUMBER


def same(cell: Cell, value: Any) -> bool:
    """Whether a cell of ours holds openpyxl's value."""
    if cell.kind is CellKind.NUMBER:
        if isinstance(value, datetime.timedelta):
            value = value / datetime.timedelta(days=1)
        return float(cell.raw) == pytest.approx(value, rel=1e-14, abs=1e-300)
    if cell.kind is CellKind.DATE:
        date = cell.date
        moment = (
            date if isinstance(date, datetime.datetime) else date and datetime.datetime(date.year, date.month, date.day)
        )
        return bool(moment == value)
    if cell.kind is CellKind.BOOLEAN:
        return cell.raw == str(value).upper()
    return bool(cell.raw == value)


def agree(data: bytes) -> Iterator[Cell]:
    """Hold every sheet against openpyxl's reading of it; yields the cells that were held."""
    ours = read_book(data, "Return.xlsx")
    assert isinstance(ours, Book), ours
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    assert [(sheet.name, sheet.state) for sheet in ours.sheets] == [(s.title, s.sheet_state) for s in values.worksheets]
    for sheet in ours.sheets:
        yield from agree_on_cells(sheet, values[sheet.name], formulas[sheet.name])
        agree_on_what_is_hidden(sheet, values[sheet.name])


def agree_on_cells(sheet: Sheet, values: Any, formulas: Any) -> Iterator[Cell]:
    theirs = {
        (cell.row, cell.column): cell for row in values.iter_rows() for cell in row if cell.value not in (None, "")
    }
    calculated = {(cell.row, cell.column): cell for cell in sheet.cells if cell.kind is not CellKind.UNCALCULATED}
    assert calculated.keys() == theirs.keys()
    for place, other in theirs.items():
        cell = calculated[place]
        assert cell.address == other.coordinate
        assert cell.kind is kind_of(other), (cell, other.value)
        assert same(cell, other.value), (cell, other.value)
        assert cell.format == FOLLOWS_THE_MACHINE.get(other.number_format, other.number_format)
    with_formula = {(cell.row, cell.column) for row in formulas.iter_rows() for cell in row if cell.data_type == "f"}
    assert {(cell.row, cell.column) for cell in sheet.cells if cell.formula} == with_formula
    yield from calculated.values()


def agree_on_what_is_hidden(sheet: Sheet, other: Any) -> None:
    hidden = {row for row, dimension in other.row_dimensions.items() if dimension.hidden}
    assert sheet.hidden_rows == hidden & sheet.rows.keys()
    columns: set[int] = set()
    for dimension in other.column_dimensions.values():
        if dimension.hidden:
            columns.update(range(dimension.min, dimension.max + 1))
    assert sheet.hidden_columns == columns
    edges = {range_boundaries(str(merged)) for merged in other.merged_cells.ranges}
    assert {(area.left, area.top, area.right, area.bottom) for area in sheet.merged} == edges


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1
)
plain = texts.filter(lambda text: not text.startswith(("=", "#")) and "_x" not in text)
numbers = st.integers(-(10**14), 10**14) | st.floats(-1e15, 1e15, allow_subnormal=False)
days = st.datetimes(datetime.datetime(1900, 3, 1), datetime.datetime(2200, 1, 1)).map(
    lambda day: day.replace(microsecond=0)
)
entries = (
    st.tuples(plain | st.booleans(), st.just("General"))
    | st.tuples(numbers, st.sampled_from(NUMBER_FORMATS))
    | st.tuples(days, st.sampled_from(DATE_FORMATS))
)
pages = st.builds(
    Page,
    values=st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), entries, min_size=1, max_size=25),
    hidden_rows=st.sets(st.integers(1, 40), max_size=5),
    hidden_columns=st.sets(st.integers(1, 30), max_size=4),
)


@pytest.mark.parametrize("write", WRITERS)
@settings(max_examples=25, deadline=None, derandomize=True)
@given(page=pages, other=pages)
def test_both_readers_find_the_same(write: Callable[[dict[str, Page]], bytes], page: Page, other: Page) -> None:
    held = list(agree(write({"Actions": page, "Indicators & risks": other})))
    assert len(held) == len(page.values) + len(other.values)


def a_return() -> dict[str, Page]:
    """Two sheets as a return has them: blank rows inside, hidden ones, merges, formulas, errors, numbers as text."""
    dice = random.Random(2009)
    values: dict[tuple[int, int], tuple[Any, str]] = {}
    for row in (row for row in range(3, 120) if row % 11):
        values[row, 1] = (f"CSD A{row:03d}", "General")
        values[row, 2] = (
            dice.choice(["NA", "None", "001", "4O", "45%", "31/02/2009", "Мay", " x ", "a\nb"]),
            "General",
        )
        values[row, 4] = (dice.randrange(10**6) / 1000, dice.choice(["General", "0.0%", "0.00", "#,##0"]))
        values[row, 5] = (datetime.datetime(2008, 4, 1) + datetime.timedelta(days=row), dice.choice(DATE_FORMATS))
        values[row, 6] = (dice.random() < 0.5, "General")
        values[row, 7] = (f"=D{row}*2", "0.00")
        values[row, 8] = ("=1/0" if row % 3 else "=NA()", "General")
    merged = [Area(1, 1, 1, 8), Area(12, 10, 14, 11)]
    values[1, 1] = ("Actions of the year", "General")
    values[12, 10] = ("seen over six cells", "General")
    return {"Actions": Page(values, {5, 6, 119}, {3, 9}, merged), "Lists": Page({(1, 1): ("Red", "General")})}


@pytest.mark.parametrize("write", WRITERS[:2])
def test_both_readers_find_the_same_in_a_return(write: Callable[[dict[str, Page]], bytes]) -> None:
    assert len(list(agree(write(a_return())))) > 500


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The return, opened, calculated and saved by LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder: Path = tmp_path_factory.mktemp("office")
    (folder / "Return.xlsx").write_bytes(by_openpyxl(a_return()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "Return.xlsx")], check=True, capture_output=True, timeout=120)
    return (folder / "out" / "Return.xlsx").read_bytes()


def test_both_readers_find_the_same_in_what_libreoffice_saved(saved_by_libreoffice: bytes) -> None:
    held = list(agree(saved_by_libreoffice))
    assert len(held) > 700
    kinds = {cell.kind for cell in held}
    assert kinds == {CellKind.TEXT, CellKind.NUMBER, CellKind.DATE, CellKind.BOOLEAN, CellKind.ERROR}
    assert {cell.raw for cell in held if cell.kind is CellKind.ERROR} == {"#DIV/0!", "#N/A"}


def test_a_workbook_of_openpyxl_has_no_results_until_it_is_calculated() -> None:
    book = read_book(by_openpyxl({"S": Page({(7, 3): ("=1+1", "General")})}))
    assert isinstance(book, Book)
    assert [(cell.address, cell.kind) for cell in book.sheets[0].cells] == [("C7", CellKind.UNCALCULATED)]
