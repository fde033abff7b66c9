from __future__ import annotations

import datetime
import time
from decimal import Decimal

import pytest

from compiler.domain.book import Area, Book, Cell, CellKind, NotABook, Note, NoteKind, Sheet, Table
from compiler.returns.container import Limits
from compiler.returns.reader import read_book
from tests.returns.packages import LINKS, MAIN, STRICT, STRICT_LINKS, links, parts_of, sheet, workbook, zipped

TEXT, NUMBER, DATE, ERROR = CellKind.TEXT, CellKind.NUMBER, CellKind.DATE, CellKind.ERROR
DAY, PERCENT, MONTH, TIME = "dd/mm/yyyy", "0.00%", "mmm-yy;@", "h:mm"


def book_of(data: bytes) -> Book:
    book = read_book(data, "Return.xlsx")
    assert isinstance(book, Book), book
    return book


def only_sheet(rows: str, *, before: str = "", after: str = "", texts: tuple[str, ...] = (), inside: str = "") -> Sheet:
    return book_of(workbook(sheet(rows, before=before, after=after), texts=texts, inside=inside)).sheets[0]


def cells(rows: str, **options: str) -> list[Cell]:
    return list(only_sheet(rows, **options).cells)  # type: ignore[arg-type]


def refusal(data: bytes) -> str:
    refused = read_book(data, "Return.xlsx")
    assert isinstance(refused, NotABook)
    assert refused.remedy.endswith(".")
    return refused.reason


def test_kinds_of_cells() -> None:
    rows = """
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>in the cell</t></is></c>
      <c r="C1" t="str"><f>A1</f><v>of a formula</v></c><c r="D1"><v>42</v></c><c r="E1" s="2"><v>0.457</v></c>
      <c r="F1" s="1"><v>39903</v></c><c r="G1" t="b"><v>1</v></c><c r="H1" t="e"><v>#N/A</v></c>
      <c r="I1" t="e"><f>B9</f><v>#REF!</v></c><c r="J1" s="1"/><c r="K1"><f>1+1</f></c><c r="L1"><f>1+1</f><v></v></c>
      <c r="M1" t="d"><v>2009-03-31</v></c></row>"""
    book = book_of(workbook(sheet(rows), texts=("shared",)))
    assert list(book.sheets[0].cells) == [
        Cell(1, 1, "shared", TEXT),
        Cell(1, 2, "in the cell", TEXT),
        Cell(1, 3, "of a formula", TEXT, formula=True),
        Cell(1, 4, "42", NUMBER, Decimal(42)),
        Cell(1, 5, "0.457", NUMBER, Decimal("0.457"), format=PERCENT),
        Cell(1, 6, "39903", DATE, Decimal(39903), datetime.date(2009, 3, 31), DAY),
        Cell(1, 7, "TRUE", CellKind.BOOLEAN),
        Cell(1, 8, "#N/A", ERROR),
        Cell(1, 9, "#REF!", ERROR, formula=True),
        Cell(1, 11, "", CellKind.UNCALCULATED, formula=True),
        Cell(1, 12, "", CellKind.UNCALCULATED, formula=True),
        Cell(1, 13, "2009-03-31", DATE, date=datetime.date(2009, 3, 31)),
    ]
    assert [cell.shown for cell in book.sheets[0].cells][4:6] == ["45.70%", "31/03/2009"]


def test_a_formula_may_give_empty_text() -> None:
    [cell] = cells('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>')
    assert cell == Cell(1, 1, "", TEXT, formula=True)
    assert cell.blank


def test_shared_and_array_formulas_are_formulas() -> None:
    rows = """<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>2</v></c></row>
    <row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>
    <row r="3"><c r="A3"><f t="array" ref="A3">SUM(B:B)</f><v>6</v></c></row>"""
    assert [(cell.address, cell.raw, cell.formula) for cell in cells(rows)] == [
        ("A1", "2", True),
        ("A2", "4", True),
        ("A3", "6", True),
    ]


def test_cells_and_rows_without_addresses_follow_each_other() -> None:
    rows = """<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="5"><c r="D5"/><c><v>5</v></c></row>
    <row><c><v>6</v></c><c r="Z6"><v>7</v></c><c><v>8</v></c></row>"""
    assert [(cell.address, cell.raw) for cell in cells(rows)] == [
        ("A1", "1"),
        ("C1", "3"),
        ("E5", "5"),
        ("A6", "6"),
        ("Z6", "7"),
        ("AA6", "8"),
    ]


def test_rows_and_cells_out_of_order_are_put_in_order() -> None:
    rows = """<row r="3"><c r="B3"><v>4</v></c><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>
    <row r="2"><c r="A7"><v>7</v></c><c r="B2"><v>2</v></c></row>"""
    assert [(cell.address, cell.raw) for cell in cells(rows)] == [
        ("A1", "1"),
        ("B2", "2"),
        ("A3", "3"),
        ("B3", "4"),
        ("A7", "7"),
    ]


def test_a_stale_dimension_is_ignored() -> None:
    before = '<dimension ref="A1:B1"/>'
    assert [cell.address for cell in cells('<row r="90"><c r="D90"><v>1</v></c></row>', before=before)] == ["D90"]


def test_one_value_in_the_last_cell_is_read_and_noted() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    book = book_of(workbook(sheet(rows)))
    assert [cell.address for cell in book.sheets[0].cells] == ["A1", "XFD1048576"]
    assert book.notes == (Note(NoteKind.STRAY, "S1", 1048576, 16384, "2"),)
    assert book.notes[0].address == "XFD1048576"


def test_gaps_of_a_dozen_rows_are_no_strays() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in (1, 14, 27, 300))
    assert book_of(workbook(sheet(rows))).notes == ()


def test_a_million_formatted_blank_rows_are_read_quickly_and_kept_nowhere() -> None:
    blank = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(2, 1_000_001))
    data = workbook(sheet(f'<row r="1"><c r="A1"><v>1</v></c></row>{blank}'))
    start = time.process_time()
    book = book_of(data)
    assert [cell.address for cell in book.sheets[0].cells] == ["A1"]
    assert time.process_time() - start < 4


def test_text_is_kept_to_the_letter() -> None:
    texts = (
        "line one_x000D_\nline two",
        "<r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>",
        "<t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh>",
        "a literal _x005F_x000D_",
        "_xD83D__xDE00_",
        "<t xml:space='preserve'>  NA  </t>",
        "001",
        "=1+1",
    )
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{row - 1}</v></c></row>' for row in range(1, 9))
    assert [cell.raw for cell in cells(rows, texts=texts)] == [  # type: ignore[arg-type]
        "line one\r\nline two",
        "rich text",
        "東京",
        "a literal _x000D_",
        "😀",
        "  NA  ",
        "001",
        "=1+1",
    ]


def test_rich_text_in_the_cell_is_joined() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>one </t></r><r><t>two</t></r><rPh><t>x</t></rPh></is></c></row>'
    )
    assert [cell.raw for cell in cells(rows)] == ["one two"]


@pytest.mark.parametrize("stored", ["half _xD800_ a character", "at the end _xDBFF_", "_xDC00_"])
def test_half_a_character_is_replaced_and_noted(stored: str) -> None:
    inline = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    book = book_of(workbook(sheet(inline), texts=(stored,)))
    assert "\ufffd" in book.sheets[0].at(1, 1).raw
    book.sheets[0].at(1, 1).raw.encode()
    assert book.notes == (Note(NoteKind.BROKEN, "S1", 1, 1),)


def test_half_a_character_in_the_cell_itself() -> None:
    book = book_of(workbook(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>x_xD800_</t></is></c></row>')))
    assert book.sheets[0].at(1, 1).raw == "x\ufffd"
    assert [note.kind for note in book.notes] == [NoteKind.BROKEN]


@pytest.mark.parametrize("kind", ["s", "inlineStr"])
def test_text_longer_than_excel_allows_is_read_whole_and_noted(kind: str) -> None:
    long = "x" * 40_000
    value = "<v>0</v>" if kind == "s" else f"<is><t>{long}</t></is>"
    book = book_of(workbook(sheet(f'<row r="1"><c r="A1" t="{kind}">{value}</c></row>'), texts=(long,)))
    assert book.sheets[0].at(1, 1).raw == long
    assert book.notes == (Note(NoteKind.OVERLONG, "S1", 1, 1, "40000"),)


def test_a_value_under_a_merge_is_not_seen_and_is_noted() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>'
    book = book_of(workbook(sheet(rows, after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')))
    page = book.sheets[0]
    assert [cell.raw for cell in page.cells] == ["1"]
    assert page.at(2, 2) == page.at(1, 2) == page.at(1, 1) == Cell(1, 1, "1", NUMBER, Decimal(1))
    assert page.at(3, 1) == Cell(3, 1)
    assert page.merged == (Area(1, 1, 2, 2),)
    assert [(note.kind, note.address, note.detail) for note in book.notes] == [
        (NoteKind.COVERED, "B1", "2"),
        (NoteKind.COVERED, "B2", "3"),
    ]


def test_a_merge_over_whole_columns_shows_its_value_everywhere() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    page = only_sheet(rows, after='<mergeCells><mergeCell ref="A1:C1048576"/></mergeCells>')
    assert page.at(900_000, 3).raw == "1"
    assert page.at(900_000, 4).kind is CellKind.BLANK


def test_a_hyperlink_on_an_empty_cell_is_no_text() -> None:
    after = f'<hyperlinks><hyperlink ref="A1" r:id="r1" display="http://x" xmlns:r="{LINKS}"/></hyperlinks>'
    assert cells('<row r="1"><c r="A1"/></row>', after=after) == []


def test_hidden_rows_and_columns_and_filters() -> None:
    rows = """<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row>
    <row r="2" hidden="1"><c r="A2"><v>3</v></c></row><row r="3" hidden="1"/>"""
    before = '<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" width="9"/></cols>'
    after = '<autoFilter ref="A1:C3"><filterColumn colId="0"><filters/></filterColumn></autoFilter>'
    page = only_sheet(rows, before=before, after=after)
    assert (set(page.hidden_rows), set(page.hidden_columns), page.filtered) == ({2}, {2, 3}, True)
    assert [page.is_hidden(cell) for cell in page.cells] == [False, True, True]


def test_states_of_sheets_are_known_though_not_read() -> None:
    parts = parts_of(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), sheet(""), sheet(""))
    listed = str(parts["xl/workbook.xml"])
    listed = listed.replace('name="S2"', 'name="S2" state="hidden"').replace(
        'name="S3"', 'name="S3" state="veryHidden"'
    )
    book = read_book(zipped(parts | {"xl/workbook.xml": listed}), "Return.xlsx", sheets={"S2"})
    assert isinstance(book, Book)
    assert [(page.name, page.state, page.read, list(page.cells)) for page in book.sheets] == [
        ("S1", "visible", False, []),
        ("S2", "hidden", True, []),
        ("S3", "veryHidden", False, []),
    ]
    assert book.sheet("s1") is book.sheets[0]
    assert book.sheet("S4") is None


def test_a_damaged_sheet_that_nobody_asked_for_does_no_harm() -> None:
    data = workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), "<worksheet")
    assert isinstance(read_book(data, sheets={"S1"}), Book)
    assert isinstance(read_book(data, sheets={"S2"}), NotABook)


@pytest.mark.parametrize(
    ("stored", "raw"),
    [
        ("0.45700000000000002", "0.457"),
        ("0.30000000000000004", "0.3"),
        ("1E-3", "0.001"),
        ("-1.50", "-1.5"),
        ("007", "7"),
        ("-0", "0"),
        ("1e20", "100000000000000000000"),
        ("1.5E+300", "1.5E+300"),
        ("123456789.12345679", "123456789.123457"),
        (" 12 ", "12"),
    ],
)
def test_numbers_in_their_shortest_form(stored: str, raw: str) -> None:
    assert [
        (cell.kind, cell.raw, cell.number) for cell in cells(f'<row r="1"><c r="A1"><v>{stored}</v></c></row>')
    ] == [(NUMBER, raw, Decimal(raw))]


@pytest.mark.parametrize("stored", ["4O", "nan", "inf", "1_000", "٤٢", "1" * 50, "0x10"])
def test_what_is_no_number_though_the_file_says_so_is_kept_as_words(stored: str) -> None:
    assert cells(f'<row r="1"><c r="A1"><v>{stored}</v></c></row>') == [Cell(1, 1, stored, TEXT)]


@pytest.mark.parametrize(
    ("serial", "style", "date", "shown"),
    [
        ("39903", 1, datetime.date(2009, 3, 31), "31/03/2009"),
        ("39903.5", 1, datetime.datetime(2009, 3, 31, 12), "31/03/2009"),
        ("39417", 3, datetime.date(2007, 12, 1), "Dec-07"),
        ("1", 1, datetime.date(1900, 1, 1), "01/01/1900"),
        ("59", 1, datetime.date(1900, 2, 28), "28/02/1900"),
        ("60", 1, None, "29/02/1900"),
        ("61", 1, datetime.date(1900, 3, 1), "01/03/1900"),
        ("0.75", 4, None, "18:00"),
        ("-1", 1, None, "-1"),
        ("99999999", 1, None, "99999999"),
    ],
)
def test_dates_of_the_1900_system(serial: str, style: int, date: datetime.date | None, shown: str) -> None:
    [cell] = cells(f'<row r="1"><c r="A1" s="{style}"><v>{serial}</v></c></row>')
    assert (cell.kind, cell.raw, cell.date, cell.shown) == (DATE, serial, date, shown)


def test_dates_of_the_1904_system() -> None:
    data = workbook(
        sheet('<row r="1"><c r="A1" s="1"><v>38441</v></c><c r="B1" s="1"><v>0</v></c></row>'),
        inside='<workbookPr date1904="1"/>',
    )
    book = book_of(data)
    assert book.date1904
    assert [cell.date for cell in book.sheets[0].cells] == [datetime.date(2009, 3, 31), datetime.date(1904, 1, 1)]


def test_a_value_given_twice_is_noted_and_the_last_one_counts() -> None:
    rows = """<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>
    <row r="2"><c r="A2"><v>4</v></c></row>"""
    book = book_of(workbook(sheet(rows)))
    assert [cell.raw for cell in book.sheets[0].cells] == ["2", "4"]
    assert [(note.kind, note.address, note.detail) for note in book.notes] == [
        (NoteKind.DOUBLED, "A1", "1"),
        (NoteKind.DOUBLED, "A2", "3"),
    ]


def test_strict_open_xml_is_read() -> None:
    parts = parts_of(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), texts=("words",))
    strict = {name: str(part).replace(MAIN, STRICT).replace(LINKS, STRICT_LINKS) for name, part in parts.items()}
    assert [cell.raw for cell in book_of(zipped(strict)).sheets[0].cells] == ["words"]


def test_tags_with_a_prefix_are_read() -> None:
    part = f"""<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>
    </x:sheetData></x:worksheet>"""
    assert [cell.raw for cell in book_of(workbook(part)).sheets[0].cells] == ["7"]


def test_space_between_tags_is_not_text() -> None:
    rows = '<row r="1">\n <c r="A1" t="str">\n  <f>B1</f>\n  <v>words</v>\n </c>\n</row>'
    assert [cell.raw for cell in cells(rows)] == ["words"]


def test_extensions_of_a_sheet_are_no_cells() -> None:
    after = '<extLst><ext><x14:cf xmlns:x14="urn:x"><x14:c><x14:v>9</x14:v></x14:c></x14:cf></ext></extLst>'
    assert [cell.raw for cell in cells('<row r="1"><c r="A1"><v>1</v></c></row>', after=after)] == ["1"]


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", r"worksheets\sheet1.xml"),
        ("xl/Worksheets/Sheet1.XML", "worksheets/sheet1.xml"),
        (r"xl\worksheets\sheet1.xml", "worksheets/sheet1.xml"),
        ("strange/ünïcode page.xml", "../strange/%C3%BCn%C3%AFcode%20page.xml"),
        ("data", "/data"),
    ],
)
def test_odd_names_of_parts(part: str, target: str) -> None:
    parts = parts_of(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    parts[part] = parts.pop("xl/worksheets/sheet1.xml")
    parts["xl/_rels/workbook.xml.rels"] = links({"r1": ("worksheet", target)})
    assert [cell.raw for cell in book_of(zipped(parts)).sheets[0].cells] == ["1"]


def test_a_listed_sheet_that_is_missing_is_named() -> None:
    parts = parts_of(sheet(""), sheet(""))
    del parts["xl/worksheets/sheet2.xml"]
    assert refusal(zipped(parts)) == (
        "Return.xlsx cannot be read: its sheet 'S2' is listed, but is missing from the file."
    )


def test_two_sheets_of_one_part_or_one_name_are_refused() -> None:
    parts = parts_of(sheet(""), sheet(""))
    related = {"r1": ("worksheet", "worksheets/sheet1.xml"), "r2": ("worksheet", "worksheets/SHEET1.xml")}
    assert "'S1' and 'S2' are one and the same" in refusal(
        zipped(parts | {"xl/_rels/workbook.xml.rels": links(related)})
    )
    named = str(parts["xl/workbook.xml"]).replace('name="S2"', 'name="s1"')
    assert "two sheets called 's1'" in refusal(zipped(parts | {"xl/workbook.xml": named}))


def test_macros_and_external_links_are_flagged_and_cached_values_used() -> None:
    parts = parts_of(sheet('<row r="1"><c r="A1"><f>[1]Other!A1</f><v>12</v></c></row>'))
    parts["xl/_rels/workbook.xml.rels"] = links(
        {
            "r1": ("worksheet", "worksheets/sheet1.xml"),
            "r2": ("vbaProject", "vbaProject.bin"),
            "r3": ("externalLink", "externalLinks/externalLink1.xml"),
        }
    )
    book = book_of(zipped(parts | {"xl/vbaProject.bin": b"\xd0\xcf", "xl/externalLinks/externalLink1.xml": "<x/>"}))
    assert (book.has_macros, book.has_external_links) == (True, True)
    assert list(book.sheets[0].cells) == [Cell(1, 1, "12", NUMBER, Decimal(12), formula=True)]


def test_tables_properties_and_defined_names() -> None:
    inside = "<workbookPr/>"
    parts = parts_of(sheet('<row r="2"><c r="B2" t="s"><v>0</v></c></row>'), texts=("Ref",), inside=inside)
    names = '<definedNames><definedName name="Ratings">Lists!$A$1:$A$3</definedName>'
    names += '<definedName name="Area" localSheetId="0">S1!$A$1</definedName></definedNames></workbook>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</workbook>", names)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = links({"r1": ("table", "../tables/table1.xml")})
    parts["xl/tables/table1.xml"] = (
        f'<table xmlns="{MAIN}" displayName="Actions" ref="B2:C9" totalsRowCount="1"><tableColumns>'
        '<tableColumn name="Ref"/><tableColumn name="Action_x000A_taken"/></tableColumns></table>'
    )
    parts["_rels/.rels"] = links(
        {"r1": ("officeDocument", "xl/workbook.xml"), "r2": ("custom-properties", "docProps/custom.xml")}
    )
    parts["docProps/custom.xml"] = (
        '<Properties xmlns="urn:p" xmlns:vt="urn:v"><property name="division"><vt:lpwstr>Safeguarding</vt:lpwstr>'
        '</property><property name="version"><vt:i4>3</vt:i4></property></Properties>'
    )
    book = book_of(zipped(parts))
    assert book.sheets[0].tables == (Table("Actions", Area(2, 2, 9, 3), ("Ref", "Action\ntaken"), 1, 1),)
    assert book.properties == {"division": "Safeguarding", "version": "3"}
    assert book.defined_names == {"Ratings": "Lists!$A$1:$A$3", "S1!Area": "S1!$A$1"}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ('<row r="0"/>', "has a row numbered '0'"),
        ('<row r="1048577"/>', "has a row numbered '1048577'"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "has a cell with the address 'XFE1'"),
        ('<row r="1"><c r="12"><v>1</v></c></row>', "has a cell with the address '12'"),
        ('<row r="1"><c r="A1"><c r="A1"/></c></row>', "has a cell within a cell in row 1"),
        ("<row><a>" + "<b>" * 80 + "</b>" * 80 + "</a></row>", "nests elements over 64 deep"),
    ],
)
def test_a_damaged_sheet_is_refused(rows: str, reason: str) -> None:
    assert refusal(workbook(sheet(rows))) == f"Return.xlsx cannot be read: it is damaged: its sheet 'S1' {reason}."


@pytest.mark.parametrize("stored", ["1", "-1", "x", ""])
def test_a_text_number_that_is_not_there_is_refused(stored: str) -> None:
    rows = f'<row r="3"><c r="A3" t="s"><v>{stored}</v></c></row>'
    assert f"a cell in row 3 points at text number '{stored}'" in refusal(workbook(sheet(rows), texts=("one",)))


def test_broken_xml_is_refused_with_its_part() -> None:
    assert refusal(workbook("<worksheet")) == (
        "Return.xlsx cannot be read: it is damaged: xl/worksheets/sheet1.xml is broken at line 1."
    )


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_document_types_and_entities_are_refused_in_every_part(part: str) -> None:
    parts = parts_of(sheet(""))
    parts[part] = DOCTYPE + str(parts[part])
    assert "it declares a document type or entities" in refusal(zipped(parts))


def test_a_text_beyond_the_limit_is_refused_before_it_is_gathered() -> None:
    rows = f'<row r="1"><c r="A1" t="str"><v>{"x" * 300_000}</v></c></row>'
    refused = read_book(workbook(sheet(rows)), limits=Limits(text=100_000))
    assert isinstance(refused, NotABook)
    assert "holds a text of over 100,000 characters" in refused.reason


def test_a_tag_without_end_is_refused() -> None:
    rows = f'<row r="{"1" * 3_000_000}"/>'
    assert "holds a tag or a remark of over a million characters" in refusal(workbook(sheet(rows)))


def test_columns_hidden_over_and_over_are_refused() -> None:
    before = "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 3 + "</cols>"
    assert "hides the same columns over and over" in refusal(workbook(sheet("", before=before)))


def test_an_encoding_that_workbooks_do_not_have_is_refused() -> None:
    parts = parts_of(sheet(""))
    parts["xl/workbook.xml"] = '<?xml version="1.0" encoding="utf-7"?>' + str(parts["xl/workbook.xml"])
    assert "in an encoding that workbooks do not have (utf-7)" in refusal(zipped(parts))


ONE_CELL = workbook(sheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>words</v></c></row>'))


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(cells=1), "it holds over 1 cells with values"),
        (Limits(characters=3), "its cells hold over 3 characters"),
        (Limits(kept=1000), "it holds more than 0 MB of names, texts and formats"),
        (Limits(seconds=0), "it takes over 0 seconds to read"),
        (Limits(parts=3), "it holds 7 parts, and the limit is 3"),
        (Limits(unpacked=100), "it would unpack to"),
        (Limits(file=100), "large, and the limit is"),
    ],
)
def test_beyond_a_limit_the_file_is_refused(limits: Limits, reason: str) -> None:
    refused = read_book(ONE_CELL, "Return.xlsx", limits=limits)
    assert isinstance(refused, NotABook)
    assert reason in refused.reason
