"""Whatever the bytes, the answer is a book or a sentence, never a traceback."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.domain.book import Book, NotABook
from compiler.returns.container import Limits
from compiler.returns.reader import read_book
from tests.returns.packages import links, parts_of, sheet, workbook, zipped

SHEET = sheet(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>39903.5</v></c><c><v>1.5</v></c></row>'
    '<row r="3" hidden="1"><c r="B3" t="inlineStr"><is><r><t>a_x000D_</t></r></is></c><c r="C3"><f>A1</f></c></row>',
    before='<cols><col min="2" max="3" hidden="1"/></cols>',
    after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells><tableParts><tablePart/></tableParts>',
)
PARTS = parts_of(SHEET, texts=("words", "<r><t>rich</t></r>"), inside='<workbookPr date1904="0"/>') | {
    "xl/worksheets/_rels/sheet1.xml.rels": links({"r1": ("table", "../tables/table1.xml")}),
    "xl/tables/table1.xml": '<table name="T" ref="A1:B2"><tableColumns><tableColumn name="x"/></tableColumns></table>',
}
WHOLE = zipped(PARTS)
PIECES = [
    *("<", ">", "/>", '"', "&", "&#0;", "&lt;", "]]>", "<!--", "<![CDATA[", "\0", "é", "_xD800_", "-", "9" * 30),
    *('r="', 's="99"', 't="s"', 't="d"', 't="q"', "<c>", "</c>", "<v>", "</v>", "<row>", "<is>", "</is>", "<t>"),
    *('ref="A1:XFD1048576"', "1E999", "-5", "NaN", "", "worksheets/sheet1.xml", "xmlns=''", '<?xml version="1.0"?>'),
]
bounded = settings(max_examples=250, deadline=None, derandomize=True)
LIMITS = Limits(seconds=5, unpacked=1 << 20)


def holds(data: bytes) -> None:
    """Read the bytes, and look at all that a reader of the answer would look at."""
    answer = read_book(data, "Return.xlsx", limits=LIMITS)
    if isinstance(answer, NotABook):
        assert answer.reason.startswith("Return.xlsx ")
        return
    assert isinstance(answer, Book)
    for page in answer.sheets:
        for cell in page.cells:
            assert page.at(cell.row, cell.column) == cell
            (cell.address + cell.raw + cell.shown).encode()
            assert page.is_hidden(cell) in (True, False)
        page.at(2, 2)


@bounded
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    holds(data)
    holds(b"PK\3\4" + data)
    holds(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data)


@bounded
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_workbook_with_changed_bytes(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    holds(bytes(data))


@bounded
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)))
def test_a_workbook_with_a_piece_cut_out(one: int, other: int) -> None:
    holds(WHOLE[: min(one, other)] + WHOLE[max(one, other) :])


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.data())
def test_a_workbook_with_changed_parts(data: Any) -> None:
    name = data.draw(st.sampled_from(sorted(PARTS)))
    text = str(PARTS[name])
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[start + length :]
    holds(zipped(PARTS | {name: text}))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    attributes=st.dictionaries(
        st.sampled_from(["r", "s", "t", "x"]), st.sampled_from(["A1", "s", "n", "0", "-1", "d", ""])
    ),
    stored=st.sampled_from(
        ["0", "1e400", "-0.0", "99999999999", "2009-13-45", "2958466", "0.9999999999", " ", "_xDFFF_"]
    ),
)
def test_any_type_style_and_value_of_a_cell(attributes: dict[str, str], stored: str) -> None:
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    rows = f'<row r="1"><c {written}><v>{stored}</v></c></row>'
    holds(workbook(sheet(rows), texts=("words",)))
    holds(workbook(sheet(rows), texts=("words",), inside='<workbookPr date1904="1"/>'))


def test_the_workbook_that_is_changed_is_sound() -> None:
    answer = read_book(WHOLE)
    assert isinstance(answer, Book)
    assert [cell.address for cell in answer.sheets[0].cells] == ["A1", "C1", "B3", "C3"]
