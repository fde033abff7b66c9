"""The widths of tables' columns: short cells on one line, no word broken, alike in all tables of one kind."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from compiler.render.word import render_word
from compiler.render.word.columns import Needs, columns_for, needs_of, together
from compiler.render.word.measure import MARGINS
from compiler.report.blocks import Block, Figure, Report, Table, TableColumn, Words, whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BASE = (Path(__file__).parents[3] / "templates/base/report.docx").read_bytes()
SENTENCE = "Work with schools and other agencies to address childhood obesity through healthy schools"
HEADS = (TableColumn("Ref", 1), TableColumn("Action", 4), TableColumn("Date", 1), TableColumn("Progress", 4))


def rows(*codes: str) -> tuple[tuple[Words, ...], ...]:
    return tuple(((code,), (SENTENCE,), ("Sept 2008",), (SENTENCE * 2,)) for code in codes)


def tables(*blocks: Block) -> list[etree._Element]:
    report = Report("Title", "Subject", "Department", "Council", "Quarter 4", whole(*blocks))
    with ZipFile(BytesIO(render_word(report, BASE))) as archive:
        return list(etree.fromstring(archive.read("word/document.xml")).iter(f"{_W}tbl"))


def widths(table: etree._Element) -> list[int]:
    """The widths of its columns in points."""
    return [int(each.get(f"{_W}w") or 0) // 20 for each in table.iter(f"{_W}gridCol")]


def lines(table: etree._Element) -> list[list[str]]:
    """The cells of each row below the headings, with '/' for the end of a line."""
    return [
        ["".join("/" if part.tag == f"{_W}br" else part.text or "" for part in cell.iter(f"{_W}t", f"{_W}br"))
         for cell in row.iter(f"{_W}tc")]
        for row in list(table.iter(f"{_W}tr"))[1:]
    ]  # fmt: skip


def test_codes_and_dates_stand_on_one_line_and_sentences_share_the_rest() -> None:
    (table,) = tables(Table("Table 1", HEADS, rows("CSD A012", "HC A03")))
    # "CSD A012" takes 56 points and "Sept 2008" 54 at 12 points, and a cell keeps 11 points free.
    assert widths(table) == [67, 139, 65, 197]


def test_tables_with_the_same_headings_have_the_same_columns() -> None:
    first, second = tables(Table("Table 1", HEADS, rows("CSD A012")), Table("Table 2", HEADS, rows("1")))
    assert widths(first) == widths(second)
    (alone,) = tables(Table("Table 2", HEADS, rows("1")))
    assert widths(alone)[0] < widths(second)[0]


def test_a_share_stands_below_its_number_in_all_columns_where_one_has_no_room_for_both() -> None:
    def cell(number: str, share: str) -> Words:
        return (Figure(number, ()), " (", Figure(share, ()), ")")

    counted = (cell("13", "59.1%"), cell("0", "0%")) * 4
    heads = (TableColumn("Division", 2), *(TableColumn(f"State {number}", 1, "right") for number in range(8)))
    (many,) = tables(Table("Table 1", heads, ((("Care Services",), *counted),)))
    assert lines(many) == [["Care Services", *["13/(59.1%)", "0/(0%)"] * 4]]
    (few,) = tables(Table("Table 1", heads[:4], ((("Care Services",), *counted[:3]),)))
    assert lines(few) == [["Care Services", "13 (59.1%)", "0 (0%)", "13 (59.1%)"]]


@given(
    st.lists(
        st.tuples(st.floats(0, 10), st.floats(10, 900), st.floats(1, 20), st.floats(0, 1)), min_size=1, max_size=9
    ),
    st.integers(6000, 15000),
)
def test_columns_take_the_whole_width_and_no_word_is_broken_where_there_is_room(
    columns: list[tuple[float, float, float, float]], room: int
) -> None:
    least = tuple(least for _, least, _, _ in columns)
    longest = tuple(low * times for _, low, times, _ in columns)
    much = tuple(5 * (each * part) ** 2 for each, (_, _, _, part) in zip(longest, columns, strict=True))
    found = columns_for(Needs(least, longest, least, much, 5), [share for share, _, _, _ in columns], room)
    assert sum(found.widths) == room
    if not found.tight:
        floors = [min(round(each) + MARGINS, room // 3) for each in least]
        assert all(width >= floor - 1 for width, floor in zip(found.widths, floors, strict=True))


def test_what_several_tables_need_is_the_most_of_each_and_all_that_stands_in_them() -> None:
    one, other = (needs_of(Table("", HEADS[:1], (((said,),),)), 12) for said in ("ab", "abcd ab"))
    both = together((one, other))
    assert (both.least, both.whole, both.rows) == (other.least, other.whole, 2)
    assert both.much == (one.whole[0] ** 2 + other.whole[0] ** 2,)
