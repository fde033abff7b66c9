"""Spreadsheets saved as OpenDocument: every cell with its address, type and format, within the same bounds."""

from __future__ import annotations

import io
import time
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.domain.book import Area, Book, Cell, CellKind, NotABook, Note, NoteKind, Table
from compiler.returns.container import Limits
from compiler.returns.reader import is_opendocument, read_book
from tests.returns.packages import sheet, workbook, zipped
from tests.returns.spreadsheets import MIME, cell, document, ods_parts, row, spreadsheet, table, valued
from tests.returns.test_fuzz import PIECES, holds

TEXT, NUMBER, DATE = CellKind.TEXT, CellKind.NUMBER, CellKind.DATE


def book_of(data: bytes) -> Book:
    book = read_book(data, "Return.ods")
    assert isinstance(book, Book), book
    return book


def refusal(data: bytes, limits: Limits | None = None) -> str:
    refused = read_book(data, "Return.ods", limits=limits)
    assert isinstance(refused, NotABook)
    return refused.reason


def cells(rows: str, styles: str = "") -> list[tuple[str, str, str, str]]:
    """Address, kind, stored words and what a person sees, of each cell of one sheet."""
    found = book_of(spreadsheet(table(rows), styles=styles)).sheets[0].cells
    return [(each.address, each.kind.value, each.raw, each.shown) for each in found]


def cell_style(name: str, data: str) -> str:
    return f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="{data}"/>'


def digits(decimals: int = 0, more: str = "") -> str:
    return f'<number:number number:decimal-places="{decimals}" number:min-integer-digits="1" {more}/>'


STYLES = (
    f'<number:percentage-style style:name="N1">{digits(1)}<number:text>%</number:text></number:percentage-style>'
    '<number:date-style style:name="N2"><number:month number:textual="true"/><number:text>-</number:text><number:year/>'
    "</number:date-style>"
    f'<number:number-style style:name="N3">{digits(2, "number:grouping=" + chr(34) + "true" + chr(34))}'
    "<number:text> days</number:text></number:number-style>"
    f'<number:currency-style style:name="N4P0"><number:currency-symbol>£</number:currency-symbol>{digits()}'
    "</number:currency-style>"
    f'<number:currency-style style:name="N4"><number:text>-</number:text><number:currency-symbol>£'
    f'</number:currency-symbol>{digits()}<style:map style:condition="value()&gt;=0" style:apply-style-name="N4P0"/>'
    "</number:currency-style>"
    '<number:time-style style:name="N5"><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/></number:time-style>'
    + "".join(cell_style(f"c{number}", f"N{number}") for number in range(1, 6))
    + '<style:style style:name="child" style:family="table-cell" style:parent-style-name="c1"/>'
)


def test_values_of_every_type_and_how_they_are_shown() -> None:
    rows = "".join(
        row(each)
        for each in (
            valued("float", "45.700000000000003"),
            valued("percentage", "0.457", "c1"),
            valued("percentage", "0.457", "child"),
            valued("percentage", "0.4575"),
            valued("percentage", "0.5"),
            valued("date", "2007-12-01", "c2"),
            valued("date", "2009-03-31"),
            valued("date", "2009-13-45"),
            valued("float", "1234.5", "c3"),
            valued("currency", "1200", "c4"),
            valued("currency", "-5", "c4"),
            valued("time", "PT09H30M00S", "c5"),
            valued("time", "PT36H00M00S", "c1"),
            valued("time", "half past nine"),
            valued("boolean", "true"),
            valued("float", "words"),
            cell("001"),
            cell("NA"),
            cell("=1+1"),
        )
    )
    assert cells(rows, STYLES) == [
        ("A1", "number", "45.7", "45.7"),
        ("A2", "number", "0.457", "45.7%"),
        ("A3", "number", "0.457", "45.7%"),
        ("A4", "number", "0.4575", "45.75%"),
        ("A5", "number", "0.5", "50%"),
        ("A6", "date", "2007-12-01", "Dec-07"),
        ("A7", "date", "2009-03-31", "31/03/2009"),
        ("A8", "text", "2009-13-45", "2009-13-45"),
        ("A9", "number", "1234.5", "1,234.50 days"),
        ("A10", "number", "1200", "£1200"),
        ("A11", "number", "-5", "-£5"),
        ("A12", "date", "0.395833333333333", "09:30"),
        ("A13", "number", "1.5", "150.0%"),
        ("A14", "text", "half past nine", "half past nine"),
        ("A15", "boolean", "TRUE", "TRUE"),
        ("A16", "text", "words", "words"),
        ("A17", "text", "001", "001"),
        ("A18", "text", "NA", "NA"),
        ("A19", "text", "=1+1", "=1+1"),
    ]


def test_a_number_keeps_its_value_and_excels_format() -> None:
    found = book_of(spreadsheet(table(row(valued("percentage", "0.457", "c1"))), styles=STYLES)).sheets[0].at(1, 1)
    assert found == Cell(1, 1, "0.457", NUMBER, Decimal("0.457"), None, "0.0%")


def test_formulas_have_the_value_that_was_saved_with_them() -> None:
    formula = 'table:formula="of:=[.B1]"'
    rows = row(
        cell("", f'{formula} office:value-type="float" office:value="12"'),
        cell("t1", f'{formula} office:value-type="string" office:string-value="t1"'),
        cell("", f'{formula} office:value-type="string" office:string-value=""'),
        cell("", formula),
        cell("#DIV/0!", f'{formula} office:value-type="string" office:string-value="" calcext:value-type="error"'),
        cell("Err:508", f'{formula} office:value-type="string"'),
        cell("TRUE", f'{formula} office:value-type="float" office:value="1"'),
        cell("#REF!"),
    )
    assert [
        (each.raw, each.kind.value, each.formula) for each in book_of(spreadsheet(table(rows))).sheets[0].cells
    ] == [
        ("12", "number", True),
        ("t1", "text", True),
        ("", "text", True),
        ("", "uncalculated", True),
        ("#DIV/0!", "error", True),
        ("Err:508", "error", True),
        ("TRUE", "boolean", True),
        ("#REF!", "text", False),
    ]


def test_the_words_of_a_cell_are_its_paragraphs_without_remarks_and_drawings() -> None:
    words = (
        '<table:table-cell office:value-type="string"><office:annotation><dc:creator>Me</dc:creator>'
        '<text:p>a secret</text:p></office:annotation><text:p>  one<text:s text:c="2"/><text:span>t<text:a '
        'xlink:href="http://x">wo</text:a></text:span>\n three</text:p><text:p/><text:p>four<text:line-break/>five'
        "<text:tab/>six</text:p><draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame>"
        "</table:table-cell>"
    )
    assert [each[2] for each in cells(row(words))] == ["one  two three\n\nfour\nfive\tsix"]


def test_repeated_cells_and_rows_each_have_their_address() -> None:
    rows = (
        row(cell(), more='table:number-rows-repeated="3"')
        + row(cell("", 'table:number-columns-repeated="2"'), cell("x", 'table:number-columns-repeated="2"'))
        + f"<table:table-header-rows>{row(cell('y'), more='table:number-rows-repeated=' + chr(34) + '2' + chr(34))}"
        "</table:table-header-rows>"
        + row(cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048000"')
    )
    assert [each[0] + each[2] for each in cells(rows)] == ["C4x", "D4x", "A5y", "A6y"]


def test_a_million_blank_rows_cost_nothing() -> None:
    blank = row(cell("", 'table:number-columns-repeated="16384" table:style-name="c1"'))
    started = time.process_time()
    rows = row(cell("x")) + blank.replace("<table:table-row ", '<table:table-row table:number-rows-repeated="1048570" ')
    assert [each[0] for each in cells(rows + row(cell("y")), STYLES)] == ["A1", "A1048572"]
    assert time.process_time() - started < 1


def test_hidden_rows_columns_and_sheets_and_filters() -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="3"/>'
    )
    rows = row(cell("a")) + row(cell("b"), more='table:visibility="collapse"')
    gone = (
        '<style:style style:name="t2" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    filtered = row(cell("a")) + row(cell("b"), more='table:visibility="filter"')
    book = book_of(spreadsheet(table(columns + rows), table(filtered, "S2", "t2"), styles=gone))
    assert [(each.name, each.state, each.hidden_rows, each.hidden_columns, each.filtered) for each in book.sheets] == [
        ("S1", "visible", frozenset({2}), frozenset({3}), False),
        ("S2", "hidden", frozenset({2}), frozenset(), True),
    ]


def test_a_merged_range_shows_its_first_value_and_notes_what_lies_under_it() -> None:
    under = '<table:covered-table-cell office:value-type="string"><text:p>under</text:p></table:covered-table-cell>'
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    rows = row(cell("over", spanned), under, cell("c")) + row(
        '<table:covered-table-cell table:number-columns-repeated="2"/>', cell("d")
    )
    book = book_of(spreadsheet(table(rows)))
    page = book.sheets[0]
    assert page.merged == (Area(1, 1, 2, 2),)
    assert [(each.address, each.raw) for each in page.cells] == [("A1", "over"), ("C1", "c"), ("C2", "d")]
    assert page.at(2, 2).raw == "over"
    assert book.notes == (Note(NoteKind.COVERED, "S1", 1, 2, "under"),)


def test_a_cell_without_a_style_has_that_of_its_row_or_column() -> None:
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="c1"/>'
    rows = row(valued("float", "0.5"), valued("float", "0.5")) + row(
        valued("float", "0.5"), more='table:default-cell-style-name="c3"'
    )
    assert [each[3] for each in cells(columns + rows, STYLES)] == ["0.5", "50.0%", "0.50 days"]


def test_tables_properties_names_macros_and_links() -> None:
    ranges = (
        '<table:named-expressions><table:named-range table:name="Ratings" '
        'table:cell-range-address="$Lists.$A$1:.$A$3"/></table:named-expressions>'
        '<table:database-ranges><table:database-range table:name="tblActions" '
        "table:target-range-address=\"'Our Bob''s'.B2:'Our Bob''s'.C9\"><table:filter/></table:database-range>"
        '<table:database-range table:name="odd" table:target-range-address="#REF!"/></table:database-ranges>'
    )
    rows = row() + row(cell(), cell("Ref"), cell("Action"))
    kept = table('<table:table-source xlink:href="../Other.ods"/>' + row(cell("12")), "'file:///Other.ods'#Sheet1")
    parts = ods_parts(table(rows, "Our Bob's"), kept, after=ranges)
    said = "".join(
        f'<meta:user-defined meta:name="{name}">{words}</meta:user-defined>'
        for name, words in (("division", "Safeguarding"), ("version", "3"))
    )
    parts["meta.xml"] = document("document-meta", f"<office:meta><dc:title>T</dc:title>{said}</office:meta>")
    parts["Basic/Standard/Module1.xml"] = "<x/>"
    book = book_of(zipped(parts))
    assert [each.name for each in book.sheets] == ["Our Bob's"]
    assert book.sheets[0].tables == (Table("tblActions", Area(2, 2, 9, 3), ("Ref", "Action"), 1),)
    assert book.sheets[0].filtered
    assert book.properties == {"division": "Safeguarding", "version": "3"}
    assert book.defined_names == {"Ratings": "$Lists.$A$1:.$A$3"}
    assert (book.has_macros, book.has_external_links) == (True, True)


def test_only_the_sheets_asked_for_are_read() -> None:
    data = spreadsheet(table(row(cell("a"))), table(row(cell("b")), "S2"), table(row(cell("c")), "S3"))
    book = read_book(data, "Return.ods", sheets={"S2"})
    assert isinstance(book, Book)
    assert [(each.name, each.read, [c.raw for c in each.cells]) for each in book.sheets] == [
        ("S1", False, []),
        ("S2", True, ["b"]),
        ("S3", False, []),
    ]


def test_what_was_tracked_as_a_change_is_no_cell() -> None:
    change = f"<table:tracked-changes><table:deletion>{cell('gone')}</table:deletion></table:tracked-changes>"
    book = book_of(spreadsheet(table(row(cell("kept"))), before=change))
    assert [each.raw for each in book.sheets[0].cells] == ["kept"]


def test_a_value_far_from_all_others_is_noted() -> None:
    far = row(cell(), more='table:number-rows-repeated="1048574"') + row(
        cell("", 'table:number-columns-repeated="16383"'), cell("x")
    )
    book = book_of(spreadsheet(table(row(cell("a")) + far)))
    assert book.notes == (Note(NoteKind.STRAY, "S1", 1048576, 16384, "x"),)


def test_text_longer_than_excel_allows_is_noted() -> None:
    book = book_of(spreadsheet(table(row(cell("x" * 33_000)))))
    assert book.notes == (Note(NoteKind.OVERLONG, "S1", 1, 1, "33000"),)


LOCKED = (
    '<manifest:manifest xmlns:manifest="urn:m"><manifest:file-entry manifest:full-path="content.xml">'
    "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            zipped({"mimetype": MIME, "META-INF/manifest.xml": LOCKED, "content.xml": b"\x93\x01 not xml"}),
            "is protected by a password and cannot be opened without it.",
        ),
        (
            zipped({"mimetype": MIME, "encrypted-package": b"\x93\x01"}),
            "is protected by a password and cannot be opened without it.",
        ),
        (zipped({"mimetype": MIME}), "cannot be read: it is damaged: the list of its sheets is missing."),
        (spreadsheet(), "cannot be read: it is damaged: it lists no sheets."),
        (spreadsheet(table(""), table("", "s1")), "cannot be read: it has two sheets called 's1'."),
        (
            spreadsheet(table(row(more='table:number-rows-repeated="1048576"') + row(cell("x")))),
            "cannot be read: it is damaged: its sheet 'S1' has a cell beyond the last row or column.",
        ),
        (
            spreadsheet(table(row(cell("x", 'table:number-columns-repeated="99999"')))),
            "cannot be read: it is damaged: its sheet 'S1' has a cell beyond the last row or column.",
        ),
        (
            spreadsheet(table(row(cell("x"), more='table:number-rows-repeated="many"'))),
            "cannot be read: it is damaged: its sheet 'S1' repeats a row or column 'many' times.",
        ),
        (
            zipped({"mimetype": MIME, "content.xml": "<office", "META-INF/manifest.xml": "<manifest/>"}),
            "cannot be read: it is damaged: content.xml is broken at line 1.",
        ),
        (
            spreadsheet(table(row(cell("x" + "<text:span>" * 80 + "</text:span>" * 80)))),
            "cannot be read: it is damaged: content.xml nests elements over 64 deep.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(data: bytes, reason: str) -> None:
    assert refusal(data) == f"Return.ods {reason}"


@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"])
def test_document_types_and_entities_are_refused_in_every_part(part: str) -> None:
    parts = ods_parts(table(row(cell("x"))))
    parts[part] = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + str(parts.get(part, "<x/>"))
    assert "it declares a document type or entities" in refusal(zipped(parts))


FEW = spreadsheet(table(row(cell("x", 'table:number-columns-repeated="9"'), more='table:number-rows-repeated="9"')))


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(cells=80), "it holds over 80 cells with values"),
        (Limits(characters=80), "its cells hold over 80 characters"),
        (Limits(seconds=0), "it takes over 0 seconds to read"),
        (Limits(parts=1), "it holds 3 parts, and the limit is 1"),
        (Limits(unpacked=100), "it would unpack to"),
        (Limits(file=100), "large, and the limit is"),
    ],
)
def test_beyond_a_limit_the_file_is_refused(limits: Limits, reason: str) -> None:
    assert reason in refusal(FEW, limits)


def test_a_small_file_that_repeats_a_value_without_end_is_refused_at_once() -> None:
    started = time.process_time()
    wide = cell("x", 'table:number-columns-repeated="16384"')
    data = spreadsheet(table(row(wide, more='table:number-rows-repeated="1048576"')))
    assert "holds over 50,000 cells with values" in refusal(data)
    assert time.process_time() - started < 1


def test_spaces_without_end_are_refused() -> None:
    spaces = '<text:s text:c="99999999"/>' * 20_000
    assert "holds a text of over 100,000 characters" in refusal(spreadsheet(table(row(cell(spaces)))))


def test_opendocument_is_told_from_excel() -> None:
    assert is_opendocument(FEW)
    assert not is_opendocument(workbook(sheet("")))
    assert not is_opendocument(b"words")


PARTS = ods_parts(
    table(
        '<table:table-column table:number-columns-repeated="3" table:visibility="collapse"/>'
        + row(valued("percentage", "0.457", "c1"), cell("a<text:s/>b"), valued("date", "2009-03-31", "c2"))
        + row(cell("x", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
        + row(cell("y"), more='table:number-rows-repeated="3" table:visibility="filter"')
    ),
    styles=STYLES,
    after='<table:database-ranges><table:database-range table:name="T" table:target-range-address="S1.A1:S1.C3"/>'
    "</table:database-ranges>",
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.data())
def test_whatever_is_changed_the_answer_is_a_book_or_a_sentence(data: Any) -> None:
    text = str(PARTS["content.xml"])
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[start + length :]
    holds(zipped(PARTS | {"content.xml": text}))


def test_the_spreadsheet_that_is_changed_is_sound() -> None:
    data = zipped(PARTS)
    assert len(list(book_of(data).sheets[0].cells)) == 7
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
