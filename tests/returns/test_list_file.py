"""Lists in text files: every coding and mark between values that a spreadsheet writes, and what is no list."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.book import Book, NotABook
from compiler.returns.list_file import read_list, text_list
from tests.returns.spreadsheets import cell, row, spreadsheet, table

ROWS = [["Task", "Who", "By"], ["Mend the roof; then the door", "A. Jones", "Dec 2026"], ["Café, “new”", "", "Q3"]]


def shown(book: Book | NotABook) -> list[list[str]]:
    assert isinstance(book, Book), book
    sheet = book.sheets[0]
    return [[sheet.at(row, column).shown for column in (1, 2, 3)] for row in sheet.rows]


def written(rows: list[list[str]], mark: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark).writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_coding_and_mark(coding: str, mark: str) -> None:
    assert shown(text_list(written(ROWS, mark).encode(coding), "list.csv")) == ROWS


def test_addresses_count_blank_lines_and_blank_cells() -> None:
    book = text_list(b"A list\n\nTask,Who\n,Jones\n", "list.csv")

    assert isinstance(book, Book)
    assert {cell.address: cell.raw for cell in book.sheets[0].cells} == {
        "A1": "A list", "A3": "Task", "B3": "Who", "B4": "Jones",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x01\x02\x00", "list.csv is no text file of values."),
        (b'"' + b"x" * 200_000, "list.csv cannot be read as values: field larger than field limit (131072)."),
    ],
)
def test_what_is_no_list_is_told_in_a_sentence(data: bytes, words: str) -> None:
    book = text_list(data, "list.csv")

    assert isinstance(book, NotABook)
    assert book.reason == words


def test_a_workbook_is_read_as_one(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(ROWS[1])  # type: ignore[union-attr]
    workbook.save(tmp_path / "list.xlsx")

    assert shown(read_list(tmp_path / "list.xlsx")) == [ROWS[1]]
    assert isinstance(read_list(tmp_path / "none.csv"), NotABook)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(st.lists(st.lists(words.filter(str.strip), min_size=3, max_size=3), min_size=3, max_size=8))
def test_every_word_that_is_written_is_read(rows: list[list[str]]) -> None:
    plain = [[value.translate({ord(mark): "-" for mark in ",;|\t"}) for value in row] for row in rows]

    assert shown(text_list(written(plain, ",").encode("utf-8-sig"), "list.csv")) == plain


@given(st.binary(max_size=300))
def test_nothing_is_raised(data: bytes) -> None:
    assert isinstance(text_list(data, "list.csv"), Book | NotABook)


def test_a_spreadsheet_of_opendocument_is_read_as_a_workbook_is(tmp_path: Path) -> None:
    rows = "".join(row(*(cell(words) for words in line)) for line in ROWS)
    (tmp_path / "list.ods").write_bytes(spreadsheet(table(rows, "Plan")))
    assert shown(read_list(tmp_path / "list.ods")) == ROWS
