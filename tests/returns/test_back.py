"""Returns come back as people leave them: rows known by their mark, columns by meaning, cells at their address."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from compiler.domain.book import Book
from compiler.domain.period import Period
from compiler.domain.record import Record, State
from compiler.domain.returned import FaultKind, Return, Role
from compiler.profile.model import Profile
from compiler.returns.form import Form, Words
from compiler.returns.issue import issue_workbook
from compiler.returns.issue_form import Before
from compiler.returns.parse import sheets_to_read
from compiler.returns.reader import read_book
from compiler.returns.rows import NAMING
from tests.returns import cycle
from tests.returns.reworked import Reworked, as_ods, as_xlsx, reworked

QUARTER_1 = Period(cycle.YEAR, 1)
ANSWERS: dict[str, Words] = {"rating": "Red", "progress": "Half done.", "reason": "Two left.", "remedy": "Hiring."}


@cache
def returned_form(name: str = "base") -> tuple[Form, bytes]:
    """A return filled in by its team, with last quarter's answers beside and one action completed then."""
    format = cycle.profile(name)
    plan = cycle.read(issue_workbook(cycle.planned(format)), format, Role.PLAN)
    marks = [record.identity for record in plan.records if record.entry("action").given]
    then = {marks[0]: {"rating": "Green", "completed": "30/06/2008"}, marks[1]: {"rating": "Amber"}}
    first = cycle.answered(cycle.issued(format, plan, period=QUARTER_1), then)
    before = cycle.read(issue_workbook(first), format, Role.RETURN, QUARTER_1)
    form = cycle.issued(format, plan, Before(before))
    now: dict[str, Mapping[str, Words]] = {mark: {**ANSWERS, "completed": dt.date(2008, 9, 30)} for mark in marks[1:]}
    return form, issue_workbook(cycle.answered(form, now))


def place_of(record: Record) -> str:
    """What a row is known by: its mark, else what it says that it is about."""
    named = (record.text(key) for key in NAMING if record.entry(key).given)
    return f"{record.kind.value} {record.identity or ' '.join(named)}"


def said(back: Return) -> dict[str, dict[str, str]]:
    """What each row says, by its mark, whatever the order."""
    return {place_of(record): cycle.said(record) for record in back.records}


def cells(back: Return) -> dict[str, dict[str, str]]:
    """Where each cell that says something stands, by the row's mark."""
    return {
        place_of(record): {
            key: f"{entry.origin.sheet}!{entry.origin.cell}"
            for key, entry in record.entries.items()
            if entry.state is not State.BLANK
        }
        for record in back.records
    }


def read(data: bytes, format: Profile, name: str = "Strategy.xlsx") -> Return:
    return cycle.read(data, format, Role.RETURN, name=name)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(name=st.sampled_from(cycle.NAMES), seed=st.integers(0, 10**6), ods=st.booleans())
def test_however_rows_and_columns_are_moved_the_same_rows_are_read_at_their_true_cells(
    name: str, seed: int, ods: bool
) -> None:
    form, data = returned_form(name)
    book = read_book(data, "Strategy.xlsx")
    assert isinstance(book, Book)
    new = reworked(book, Random(seed))
    before = read(data, form.profile)
    after = read(as_ods(new), form.profile, "Strategy.ods") if ods else read(as_xlsx(new), form.profile)
    assert said(after) == said(before)
    assert cells(after) == moved(cells(before), new)
    assert {(place_of(record), record.origin.row) for record in after.records if record.hidden} == {
        (place_of(record), record.origin.row)
        for record in after.records
        if record.origin.row in new.hidden[record.origin.sheet]
    }
    assert {fault.kind for fault in after.faults} <= {FaultKind.HIDDEN_ROWS}
    assert (after.identity.year, after.identity.period, after.division) == ("2008-09", "Q2", "strategy")


def moved(before: dict[str, dict[str, str]], new: Reworked) -> dict[str, dict[str, str]]:
    """The addresses, each as its row and column went."""
    return {row: {key: _moved(address, new) for key, address in found.items()} for row, found in before.items()}


def _moved(address: str, new: Reworked) -> str:
    sheet, _, cell = address.partition("!")
    letters, row = coordinate_from_string(cell)
    row, column = new.places[sheet, row, column_index_from_string(letters)]
    return f"{sheet}!{get_column_letter(column)}{row}"


# What people do ------------------------------------------------------------------------------------------------------


def changed(change: Callable[[Workbook], None]) -> Return:
    """The base format's return after a person has done something to it in a spreadsheet program."""
    form, data = returned_form()
    book = load_workbook(io.BytesIO(data))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return read(saved.getvalue(), form.profile)


def headings(page: Any) -> dict[str, Any]:
    return {cell.value: cell for cell in page[4] if cell.value}


def told(back: Return) -> list[str]:
    return [
        f"{fault.kind.value}: {fault.origin.sheet} {fault.origin.cell}: {fault.found}"
        f"{f' ({fault.expected})' if fault.expected else ''}"
        for fault in back.faults
    ]


BEFORE = said(read(returned_form()[1], returned_form()[0].profile))


def test_headings_renamed_misspelt_and_added() -> None:
    def change(book: Workbook) -> None:
        page = book["Actions"]
        found = headings(page)
        found["Rating"].value = "RAG"
        found["Progress this quarter"].value = "▼ PROGRESS THIS QUATER *"
        found["Why (if red)"].value = "Reason"
        page.cell(4, page.max_column + 2).value = "Ask Monday"
        page.cell(6, page.max_column).value = "yes"

    back = changed(change)
    assert said(back) == BEFORE
    assert told(back) == [
        "misspelt column: Actions K4: ▼ PROGRESS THIS QUATER * (Progress this quarter)",
        "unknown column: Actions R4: Ask Monday",
    ]


def test_a_sheet_renamed_is_known_by_its_table_and_added_sheets_are_passed_over() -> None:
    def change(book: Workbook) -> None:
        book["Actions"].title = "What we did"
        book.create_sheet("Notes", 0)["A1"] = "ours"
        book.create_sheet("Sheet1")["C9"] = 12

    back = changed(change)
    assert said(back) == BEFORE
    assert told(back) == ["renamed sheet: What we did : What we did (Actions)"]
    assert back.renamed == {"What we did": "Actions"}


def test_only_the_sheets_that_are_needed_are_read_also_under_another_name() -> None:
    form, data = returned_form()
    book = load_workbook(io.BytesIO(data))
    book["Actions"].title = "What we did"
    book.create_sheet("Notes")["A1"] = "ours"
    saved = io.BytesIO()
    book.save(saved)
    read = read_book(saved.getvalue(), sheets=sheets_to_read(form.profile))
    assert isinstance(read, Book)
    assert [sheet.name for sheet in read.sheets if not sheet.read] == ["Ready to send", "Lists", "Notes"]


def test_words_pasted_over_the_lists_are_read_where_one_reading_exists() -> None:
    pasted = ["green ", "Gr\u0435en", "AMBER.", "Ambr", "Red, or so"]

    def change(book: Workbook) -> None:
        page = book["Actions"]
        place = headings(page)["Rating"].column
        for row, words in enumerate(pasted, 5):
            page.cell(row, place).value = words
            page.cell(row, 1).value = f"ST A9{row}"

    back = changed(change)
    rows = sorted((r for r in back.records if r.kind.value == "action"), key=lambda each: each.origin.row)[:5]
    entries = [record.entry("rating") for record in rows]
    assert [(entry.raw, getattr(entry.value, "name", None), entry.problem) for entry in entries] == [
        ("green", "Green", ""),
        ("Gr\u0435en", "Green", ""),
        ("AMBER.", "Amber", ""),
        ("Ambr", None, "this is not in the list; did you mean 'Amber'?"),
        ("Red, or so", None, "this is not in the list"),
    ]


def test_a_merged_answer_counts_for_every_row_that_it_covers() -> None:
    def change(book: Workbook) -> None:
        page = book["Actions"]
        place = headings(page)["Progress this quarter"].column_letter
        page[f"{place}5"].value = "Done for both."
        page.merge_cells(f"{place}5:{place}6")

    back = changed(change)
    rows = [record for record in back.records if record.kind.value == "action"][:2]
    assert [(record.text("progress"), record.entry("progress").origin.cell) for record in rows] == [
        ("Done for both.", "K5"),
        ("Done for both.", "K6"),
    ]


def test_totals_footnotes_and_a_filter_left_on() -> None:
    def change(book: Workbook) -> None:
        page = book["Actions"]
        page["A40"], page["L40"] = "TOTAL", 3
        page["D42"] = "* as at the end of September"
        page.row_dimensions[5].hidden = page.row_dimensions[6].hidden = True

    back = changed(change)
    assert said(back) == BEFORE
    assert told(back) == [
        "stray row: Actions row 40: TOTAL",
        "stray row: Actions row 42: * as at the end of September",
        "hidden rows: Actions : 2",
    ]


def test_a_table_that_no_longer_stands_where_it_says_is_found_by_its_headings() -> None:
    def change(book: Workbook) -> None:
        book["Actions"].insert_rows(1, 3)  # which leaves the table's own address behind

    back = changed(change)
    assert said(back) == BEFORE
    assert told(back) == []


# Other programs' ways of saving --------------------------------------------------------------------------------------


def resaved(change: Callable[[str, str], str | None]) -> bytes:
    """The return with each part of XML changed, or left out where that gives None."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(returned_form()[1])) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            written = change(item.filename, old.read(item).decode("utf-8"))
            if written is not None:
                new.writestr(item.filename, written)
    return target.getvalue()


def as_google_sheets(part: str, text: str) -> str | None:
    """As Google Sheets exports: no document properties, tables, dimensions or names of styles; every cell styled."""
    if part.startswith(("docProps/", "xl/tables/", "xl/theme/")) or part.startswith("xl/worksheets/_rels/"):
        return None
    text = re.sub(r"<Relationship [^>]*/(?:custom|core|extended)-properties\"[^>]*/>", "", text)
    text = re.sub(r"<dimension [^>]*/>|<(tableParts|cellStyles|dxfs)\b[^>]*[^/]>.*?</\1>", "", text, flags=re.DOTALL)
    return re.sub(r' spans="[^"]*"', "", text)


def as_excel_online(part: str, text: str) -> str | None:
    """As Excel for the web saves: attributes of newer versions everywhere, texts in runs, unique ids of revisions."""
    if part == "xl/sharedStrings.xml":
        return re.sub(
            r"<si><t[^>]*>(.)(.*?)</t></si>",
            r'<si><r><t xml:space="preserve">\1</t></r><r><rPr><b/></rPr><t xml:space="preserve">\2</t></r>'
            r'<rPh sb="0" eb="1"><t>sound</t></rPh><phoneticPr fontId="1"/></si>',
            text,
            flags=re.DOTALL,
        )
    if part.startswith("xl/worksheets/sheet"):
        revised = (
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
            'xmlns:x14ac="urn:x14ac" xmlns:xr="urn:xr" xr:uid="{00000000-0001-0000-0000-000000000000}"'
        )
        text = text.replace("<worksheet", f"<worksheet{revised}", 1)
        return re.sub(r"<row ", '<row x14ac:dyDescent="0.25" ', text)
    return text


def with_inline_texts(part: str, text: str) -> str | None:
    """As programs save that keep no list of shared texts: each cell has its own."""
    with zipfile.ZipFile(io.BytesIO(returned_form()[1])) as archive:
        shared = re.findall(r"<si>(.*?)</si>", archive.read("xl/sharedStrings.xml").decode("utf-8"), re.DOTALL)
    if part == "xl/sharedStrings.xml":
        return None
    text = re.sub(r'<Relationship [^>]*/sharedStrings"[^>]*/>', "", text)
    return re.sub(
        r'<c ([^>]*)t="s"([^>]*)><v>(\d+)</v></c>',
        lambda found: f'<c {found[1]}t="inlineStr"{found[2]}><is>{shared[int(found[3])]}</is></c>',
        text,
    )


def with_a_stale_dimension(part: str, text: str) -> str | None:
    """As some programs leave it: the sheet's size as it was before the rows were added."""
    return re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', text)


def with_prefixes(part: str, text: str) -> str | None:
    """As programs save that write a prefix before every tag of a sheet."""
    if not part.startswith("xl/worksheets/sheet"):
        return text
    space = '="http://schemas.openxmlformats.org/spreadsheetml'
    text = text.replace(f"xmlns{space}", f"xmlns:x{space}")
    return re.sub(r"<(/?)(\w)", r"<\1x:\2", text)


WAYS = [as_google_sheets, as_excel_online, with_inline_texts, with_a_stale_dimension, with_prefixes]


@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
def test_saved_in_the_manner_of_other_programs(way: Callable[[str, str], str | None]) -> None:
    form, data = returned_form()
    saved = resaved(way)
    assert saved != data
    back, before = read(saved, form.profile), read(data, form.profile)
    assert said(back) == said(before)
    assert cells(back) == cells(before)
    assert told(back) == []
    assert (back.identity.year, back.identity.period, back.division) == ("2008-09", "Q2", "strategy")


def test_a_workbook_with_macros_is_a_return_and_they_are_told() -> None:
    form, data = returned_form()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            content = old.read(item).decode("utf-8")
            if item.filename == "[Content_Types].xml":
                content = content.replace(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            if item.filename == "xl/_rels/workbook.xml.rels":
                link = '<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
                content = content.replace("</Relationships>", f'{link}Target="vbaProject.bin"/></Relationships>')
            new.writestr(item.filename, content)
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    back = read(target.getvalue(), form.profile, "Strategy.xlsm")
    assert said(back) == BEFORE
    assert told(back) == ["macros:  : "]
