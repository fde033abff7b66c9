"""Rows of long tables that are made when they are asked for: the same as if they were held, however they are taken."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.domain.language import ENGLISH, Language, term
from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.render.master.standing import led_to_master
from compiler.render.word import render_word
from compiler.render.word.columns import needs_of
from compiler.report.appendices import appendix
from compiler.report.blocks import Block, Figure, Lead, Rated, Report, Table, TableColumn, Words, say, whole
from compiler.report.build import build_report
from compiler.report.changes import Facts, report_facts
from compiler.report.long_rows import AT_ONCE, Down, LongRows, brief, texts_of
from compiler.report.slots import KINDS
from compiler.report.telling import Telling
from tests.report.small import small_view

BASE = (Path(__file__).parents[2] / "templates/base/report.docx").read_bytes()
RED, GREEN = (
    Rating(name.lower(), name, name, fill=fill, mark="▼") for name, fill in (("Red", "C00000"), ("Green", ""))
)
COLUMNS = (TableColumn("Ref", 1), TableColumn("Action", 4), TableColumn("Rating", 1), TableColumn("Share", 1, "right"))
WORDS = ("Review – the plan", "<b> & 'é'", "two\nlines\tand a tab", "  ", "", "long " * 60, "–")


class Beside:
    """Leads every figure with a 7 in it."""

    def may_lead(self, text: str) -> bool:
        return "7" in text

    def lead_of(self, text: str, where: Origin) -> Lead | None:
        return Lead("master.xlsx", f"'A & B'!A{where.row}", f"row {where.row} <here>") if where.row % 3 else None

    def anew(self, words: Words) -> Words:
        return tuple(
            self._led(each) if isinstance(each, Figure) and self.may_lead(each.text) else each for each in words
        )

    def _led(self, figure: Figure) -> Figure:
        return replace(figure, lead=self.lead_of(figure.text, figure.origins[0]))


def where(number: int) -> Origin:
    return Origin("a.xlsx", "Actions", number + 1, 1)


def figure(number: int) -> Words:
    return (Figure(f"DA {number}", (where(number),), "as approved", f"DA {number}"),)


def rated(number: int) -> Words:
    return (Rated(RED if number % 2 else GREEN, (where(number),)) if number % 5 else term("not rated"),)


def long_rows(numbers: range, said: tuple[str, ...], language: Language = ENGLISH) -> LongRows:
    columns: tuple[Down[int], ...] = (
        Down(figure, lambda number: f"DA {number}", where),
        Down(lambda number: (said[number % len(said)],)),
        Down(rated, rated=True),
        Down(lambda number: ("of ", *figure(number))),
    )
    return LongRows(numbers, columns, language)


def table(rows: LongRows, held: bool = False) -> Table:
    return Table("Table 1", COLUMNS, tuple(rows) if held else rows, key="table")


def document(*tables: Table) -> str:
    report = Report("Title", "Subject", "Department", "Council", "Quarter 4", whole(*tables))
    with ZipFile(BytesIO(render_word(report, BASE))) as archive:
        return archive.read("word/document.xml").decode() + archive.read("word/_rels/document.xml.rels").decode()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3 * AT_ONCE + 5), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.booleans())
def test_a_table_is_written_as_if_its_rows_were_held(many: int, said: list[str], leads: bool) -> None:
    rows = long_rows(range(many), tuple(said))
    rows = rows.leading(Beside()) if leads else rows
    made, held = table(rows), table(rows, held=True)
    assert document(made) == document(held)
    assert made == held
    assert needs_of(made, 10) == needs_of(held, 10)
    assert tuple(Facts(report_of(made))) == report_facts(report_of(held))


def report_of(*tables: Table) -> Report:
    return Report("Title", "Subject", "Department", "Council", "Quarter 4", whole(*tables))


def test_links_are_written_and_their_workbook_named() -> None:
    rows = long_rows(range(2 * AT_ONCE + 100), WORDS)
    assert "hyperlink" not in document(table(rows))
    led = document(table(rows.leading(Beside())))
    assert led.count("<w:hyperlink ") == sum("7" in f"DA {at}" and (at + 1) % 3 > 0 for at in range(len(rows))) * 2
    assert 'w:anchor="\'A &amp; B\'!A8" w:tooltip="row 8 &lt;here&gt;"' in led
    assert led.count('Target="master.xlsx"') == 1


def test_rows_are_the_same_one_by_one_in_stretches_and_by_columns() -> None:
    rows = long_rows(range(2 * AT_ONCE + 3), WORDS)
    held = tuple(rows)
    assert [rows[at] for at in range(len(rows))] == list(held)
    assert (rows[-1], tuple(rows[5:9]), hash(rows), repr(rows)) == (held[-1], held[5:9], hash(held), repr(held))
    for at in range(len(COLUMNS)):
        assert texts_of(table(rows), at) == [say(row[at]) for row in held]
        taken = [cell for first in range(0, len(rows), AT_ONCE) for cell in brief(table(rows), at, first)]
        assert [cell if isinstance(cell, str) else say(cell) for cell in taken] == [say(row[at]) for row in held]
    turned = rows.with_columns((2, 0))
    assert tuple(turned) == tuple((row[2], row[0]) for row in held)


def test_rows_speak_the_language_of_their_report_whenever_they_are_made() -> None:
    welsh = Language({"not rated": "heb sgôr"})
    rows = long_rows(range(6), ("a",), welsh)
    assert (rows[0][2], rows.texts(2)[5], brief(table(rows), 2, 0)[0]) == (("heb sgôr",), "heb sgôr", ("heb sgôr",))


def test_the_appendices_of_a_report_say_the_same_as_text_and_in_figures_and_lead_to_the_same_cells() -> None:
    view = small_view()
    telling = Telling(view)
    tables = [block for kind in KINDS for block in appendix(kind)(telling) if isinstance(block, Table)]
    assert {type(each.rows) for each in tables} == {LongRows}
    for each in tables:
        for at in range(len(each.columns)):
            assert texts_of(each, at) == [say(row[at]) for row in each.rows]
    report = build_report(view)
    held = replace(
        report,
        parts=tuple(replace(part, blocks=tuple(map(as_held, part.blocks))) for part in report.parts),
        offered=tuple(replace(part, blocks=tuple(map(as_held, part.blocks))) for part in report.offered),
    )
    led, led_held = (led_to_master(each, view, "master.xlsx") for each in (report, held))
    assert led.blocks == led_held.blocks
    assert any(each.lead for each in led.figures())
    assert render_word(led, BASE) == render_word(led_held, BASE)


def as_held(block: Block) -> Block:
    return replace(block, rows=tuple(block.rows)) if isinstance(block, Table) else block
