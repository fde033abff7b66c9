"""Rows that were taken as columns are the same rows, and a return read of them is the same return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from unittest.mock import patch

import pytest

from compiler.domain.book import Book, Cell
from compiler.domain.frozen import replace
from compiler.domain.returned import Return
from compiler.returns.grid import Grid, beginnings, column_below, rows_below, rows_holding
from compiler.returns.known import Known
from compiler.returns.parse import parse_book
from compiler.returns.reader import read_book
from compiler.returns.usual_sheet import line_pattern
from tests.fuzz.subjects import Subject, subjects
from tests.returns.packages import sheet, workbook

ROWS = (
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="2"><v>0.5</v></c></row>'
    '<row r="3"><c r="B3" s="2"/></row>'
    '<row r="5" hidden="1"><c r="B5" t="s"><v>0</v></c><c r="C5" t="str"><f>A2</f><v>Care</v></c></row>'
)


def read(data: bytes, wide: int) -> Book:
    """A book whose sheets are taken as so many columns, or row by row."""
    line = line_pattern(wide) if wide else None
    with patch("compiler.returns.usual_sheet._line_of", return_value=line):
        book = read_book(data, "Return.xlsx")
    assert isinstance(book, Book)
    return book


def rows_of(wide: int) -> Mapping[int, Mapping[int, Cell]]:
    return read(workbook(sheet(ROWS), texts=("Care",)), wide).sheets[0].rows


def test_rows_as_columns_are_the_rows() -> None:
    plain, grid = rows_of(0), rows_of(4)
    assert isinstance(plain, dict)
    assert isinstance(grid, Grid)
    assert grid == plain == grid
    assert (repr(grid), len(grid)) == (repr(plain), 2)
    assert {row: {number: cell.shown for number, cell in cells.items()} for row, cells in grid.items()} == {
        2: {1: "Care", 2: "50.00%"},
        5: {2: "Care", 3: "Care"},
    }
    assert (3 in grid, 4 in grid, grid.get(3), grid.cells, grid.characters) == (False, False, None, 4, 15)


@pytest.mark.parametrize("column", [1, 2, 3, 4, 99])
def test_columns_hold_the_same_however_the_rows_are_held(column: int) -> None:
    plain, grid = rows_of(0), rows_of(4)
    for row in range(7):
        assert rows_below(grid, row) == rows_below(plain, row)
        one, other = column_below(grid, column, row)[0], column_below(plain, column, row)[0]
        assert [said(each) for each in one] == [said(each) for each in other]
    assert rows_holding(grid, column) == rows_holding(plain, column)
    assert [(row, said(first)) for row, first in beginnings(grid)] == [(2, "Care"), (5, "")]
    assert [(row, said(first)) for row, first in beginnings(plain)] == [(2, "Care"), (5, "")]


def said(held: str | Cell) -> str:
    return held if isinstance(held, str) else held.raw


def test_what_stands_under_a_merged_range_is_taken_out_of_columns_too() -> None:
    merged = sheet(ROWS, after='<mergeCells><mergeCell ref="A2:B2"/></mergeCells>')
    title = sheet(ROWS, after='<mergeCells><mergeCell ref="C5:D5"/></mergeCells>')
    for part, held in ((merged, dict), (title, Grid)):
        data = workbook(part, texts=("Care",))
        assert read(data, 4) == read(data, 0)
        assert isinstance(read(data, 4).sheets[0].rows, held)


def parsed(subject: Subject, wide: int) -> Return:
    return parse_book(read(subject.data, wide), replace(subject.town.expected, known=Known()))


@pytest.mark.parametrize("subject", [each for each in subjects() if not each.is_ods], ids=lambda each: each.name)
def test_a_return_is_the_same_return_whichever_way_its_rows_are_taken(subject: Subject) -> None:
    assert parsed(subject, 4) == parsed(subject, 0) == parsed(subject, 20)
    assert any(isinstance(each.rows, Grid) for each in read(subject.data, 20).sheets)


def test_sheets_are_taken_as_columns_once_there_are_several_of_a_width() -> None:
    data = workbook(sheet(ROWS, before='<dimension ref="A2:C5"/>'), texts=("Care",))
    with patch("compiler.returns.usual_sheet._asked", Counter()):
        books = [read_book(data, "Return.xlsx") for _ in range(8)]
    assert all(book == books[0] for book in books)
    assert [type(book.sheets[0].rows) for book in books if isinstance(book, Book)] == [dict] * 2 + [Grid] * 6
