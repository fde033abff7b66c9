"""The rows of a table as they are written into a sheet's part: every cell is read back as it was given."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

import pytest
import xlsxwriter  # type: ignore[import-untyped,unused-ignore]
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from compiler.domain.book import Book
from compiler.render.master import lines
from compiler.render.master.cell import Cell, Formula, Link, Number, safe_text
from compiler.render.master.layout import Heading, TablePage
from compiler.render.master.page import Colours, Running, finished, write_table
from compiler.render.master.shared import SharedWords
from compiler.render.master.tall import lines_of
from compiler.returns.issue_page import Styles
from compiler.returns.reader import read_book
from tests.render.xlsx_lint import lint


def written(*rows: tuple[Cell, ...], levels: tuple[int, ...] = ()) -> bytes:
    """A workbook with one table of these rows; the first row of the table is the fourth of the sheet."""
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.add_worksheet("Contents")
    headings = tuple(Heading(f"Column {number}", 20) for number in range(len(rows[0])))
    page = TablePage("Rows", "tblRows", "Rows", headings, rows, levels=levels)
    made = BytesIO()
    finished(book, held, [write_table(book, Styles(book), page, Colours(), Running("Town"))], made)
    return made.getvalue()


def sheet(data: bytes) -> Worksheet:
    return load_workbook(BytesIO(data))["Rows"]


ODD = (
    "=1+1", "+44 20", "@home", "  two before, one behind ", "a & b < c > d \"e\" 'f'", "two\nlines", "_x0041_",
    "_x000D_",
    "<r>rich</r>", "http://example.org", "]]>", "Prifysgol â ŵ ŷ", "😀", "\u00a0", "1,234", "TRUE", "x" * 33_000,
)  # fmt: skip


@pytest.mark.parametrize("words", ODD, ids=lambda words: repr(words[:20]))
def test_words_are_words_whatever_they_look_like(words: str) -> None:
    data = written((words, "beside"))
    book = read_book(data, "master.xlsx")
    assert isinstance(book, Book)
    cell = book.sheets[1].at(4, 1)
    assert (cell.raw, cell.formula, cell.number) == (safe_text(words), False, None)
    assert lint(data) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_words_are_read_back(words: list[str]) -> None:
    book = read_book(written(tuple(words)), "master.xlsx")
    assert isinstance(book, Book)
    read = [book.sheets[1].at(4, column).raw for column in range(1, len(words) + 1)]
    assert [each.strip() for each in read] == [safe_text(each).strip() for each in words]


def test_numbers_days_formulas_and_links_are_what_they_are() -> None:
    day = dt.date(1900, 3, 1)
    cells: tuple[Cell, ...] = (
        Number(0.457, "0.0%"),
        day,
        dt.date(2009, 3, 31),
        Formula("=1+1", 2),
        Formula('="a"&"b"', "ab"),
        Link("out", "external:../Q1/Care & Co.xlsx#'Risks & more'!A5"),
        Link("in", "internal:'Contents'!A1"),
        Link("nowhere"),
        "",
    )
    data = written(cells)
    row = next(sheet(data).iter_rows(min_row=4))
    assert [cell.value for cell in row] == [
        0.457,
        dt.datetime(1900, 3, 1),
        dt.datetime(2009, 3, 31),
        "=1+1",
        '="a"&"b"',
        "out",
        "in",
        "nowhere",
        None,
    ]
    leads = {cell.value: cell.hyperlink for cell in row if cell.hyperlink}
    assert (leads["out"].location, leads["out"].target) == ("'Risks & more'!A5", "..\\Q1\\Care%20&%20Co.xlsx")
    assert leads["in"].location == "'Contents'!A1"
    assert lint(data) == []


def test_links_into_one_file_share_its_relationship_and_lead_each_to_its_own_cell() -> None:
    targets = [f"external:../Q1/Care.xlsx#'Risks'!A{row}" for row in (5, 6)] + ["external:../Q1/Works.xlsx"]
    data = written(*((Link("there", target),) for target in targets))
    with ZipFile(BytesIO(data)) as book:
        relations = book.read("xl/worksheets/_rels/sheet2.xml.rels").decode()
    assert (relations.count("Care.xlsx"), relations.count("Works.xlsx")) == (1, 1)
    leads = [sheet(data).cell(row, 1).hyperlink for row in (4, 5, 6)]
    assert [(lead.target, lead.location) for lead in leads if lead] == [
        ("..\\Q1\\Care.xlsx", "'Risks'!A5"),
        ("..\\Q1\\Care.xlsx", "'Risks'!A6"),
        ("..\\Q1\\Works.xlsx", None),
    ]
    assert lint(data) == []


@pytest.mark.parametrize("files", [1, 2])
def test_links_lead_to_their_files_however_few_are_remembered(files: int) -> None:
    names = "Care", "Works", "Care", "Roads", "Care"
    targets = [f"external:{name}.xlsx#'Risks'!A5" for name in names]
    with patch.object(lines, "_MOST_FILES", files):
        data = written(*((Link("there", target),) for target in targets))
    leads = [sheet(data).cell(row, 1).hyperlink for row in range(4, 9)]
    assert [lead.target for lead in leads if lead] == [
        "Care.xlsx",
        "Works.xlsx",
        "Care.xlsx",
        "Roads.xlsx",
        "Care.xlsx",
    ]
    assert lint(data) == []


@pytest.mark.parametrize("most", [0, 8, 20_000])
@pytest.mark.parametrize("words", [*ODD, "plain", "", "again and again " * 20], ids=lambda words: repr(words[:20]))
def test_words_that_many_cells_say_are_the_same_words_wherever_they_stand(words: str, most: int) -> None:
    rows = [(words, Link(words, "external:Care.xlsx"), "other"), (words, Link(words), f"other {most}")] * 4
    with patch.object(SharedWords, "most", most):
        data = written(*rows)
    book = read_book(data, "master.xlsx")
    assert isinstance(book, Book)
    read = [[book.sheets[1].at(row, column).raw for column in (1, 2, 3)] for row in range(4, 12)]
    assert read == [[safe_text(words), safe_text(words), third] for _, _, third in rows]
    assert lint(data) == []


def test_rows_are_as_tall_as_their_words_and_as_deep_as_their_level() -> None:
    there = sheet(written(("one",), ("word " * 30,), ("two\nlines",), levels=(0, 1, 9))).row_dimensions
    assert [(there[row].height, there[row].outlineLevel) for row in (4, 5, 6)] == [(None, 0), (105.75, 1), (27.75, 7)]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab c-\n\u00a0x"), max_size=200), st.integers(3, 40))
def test_lines_are_counted_as_they_would_be_wrapped(words: str, width: int) -> None:
    import textwrap

    room = max(1, int(width * 1.22))
    expected = sum(len(textwrap.wrap(line, room)) or 1 for line in words.split("\n"))
    assert lines_of(words, float(width)) == (1 if len(words) <= room and "\n" not in words else expected)
