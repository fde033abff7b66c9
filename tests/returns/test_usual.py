"""Parts in the usual shape: the quick way and the plain one give the same book, or the same refusal."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator
from random import Random
from unittest.mock import patch

import openpyxl
import pytest

from compiler.domain.book import Book, NotABook
from compiler.returns.reader import read_book
from compiler.returns.usual_sheet import line_pattern
from tests.fuzz import mutate_cells, mutate_xml
from tests.fuzz.subjects import Subject, subjects
from tests.returns.packages import parts_of, sheet, workbook, zipped

TEXTS = "xl/sharedStrings.xml"


@pytest.fixture(autouse=True, params=["row by row", "2 columns", "16 columns"])
def way(request: pytest.FixtureRequest) -> Iterator[str]:
    """How rows in the usual shape are taken: one by one, or as columns, of which a sheet may have more or fewer."""
    many, _, what = request.param.partition(" ")
    line = line_pattern(int(many)) if what == "columns" else None
    with patch("compiler.returns.usual_sheet._line_of", return_value=line):
        yield request.param


def plainly(data: bytes) -> Book | NotABook:
    """The book as it is read from tag to tag."""
    with (
        patch("compiler.returns.sheet_part.usual_rows", return_value=None),
        patch("compiler.returns.texts.usual_texts", return_value=None),
    ):
        return read_book(data, "Return.xlsx")


def quickly(data: bytes) -> Book | NotABook:
    """The book as it is read where its rows and texts in the usual shape are never followed from tag to tag."""
    with (
        patch("compiler.returns.sheet.SheetParser._start_row", side_effect=AssertionError),
        patch("compiler.returns.texts.TextsParser.parse", side_effect=AssertionError),
    ):
        return read_book(data, "Return.xlsx")


def of_excel() -> list[Subject]:
    """The sound returns that are Excel's."""
    return [each for each in subjects() if not each.is_ods]


def mutant(subject: Subject, number: int) -> bytes:
    """A return of which the rows or the texts that they share were changed."""
    random = Random(number)
    mutate = mutate_cells.mutated if number % 3 == 0 else mutate_xml.mutated
    return mutate(subject.parts, random, TEXTS if number % 3 == 1 else subject.sheet).data


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_changed_parts_are_read_alike_or_refused_alike(first: int) -> None:
    found = of_excel()
    for number in range(first, first + 50):
        data = mutant(found[number % len(found)], number)
        assert read_book(data, "Return.xlsx") == plainly(data), number


def test_sound_returns_are_read_the_quick_way_and_alike() -> None:
    for subject in of_excel():
        for data in (subject.data, saved_by_openpyxl(subject.data)):
            assert quickly(data) == plainly(data)


def saved_by_openpyxl(data: bytes) -> bytes:
    """The workbook as another writer has it: texts in the cells, tags that hold nothing, letters by their numbers."""
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(saved)
    return saved.getvalue()


ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>39903</v></c></row>'
LINES = "\n" * 20_000
SHEETS = {
    "as usual": sheet(ROW),
    "rows without cells": sheet(
        f'{ROW}<row r="2"/><row r="3" s="1"></row><row r="4"><c r="A4" s="1"/></row><row r="9"/>'
    ),
    "hidden rows": sheet(ROW.replace('r="1"', 'r="1" spans="1:2" hidden="1"', 1)),
    "a formula": sheet('<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>a&amp;lt;&lt;b</v></c></row>'),
    "a text of its own": sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&#38;lt; &#163;5 &#10;</t></is></c></row>'),
    "an odd reference": sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&#1;</t></is></c></row>'),
    "a reference of its own": sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'),
    "cells within cells": sheet('<row r="1"><c r="A1"><v>5<c r="B1"/></v></c></row>'),
    "a value behind an empty tag": sheet('<row r="1"><c r="A1"/><v>5</v></c></row>'),
    "a cell that is not ended": sheet('<row r="1"><c r="A1"><c r="B1"><v>5</v></c></row>'),
    "rows within rows": sheet('<row r="1"><row r="2"><c r="A2"><v>5</v></c></row></row>'),
    "an attribute twice": sheet('<row r="1" r="2"><c r="A1"><v>5</v></c></row>'),
    "another attribute twice": sheet('<row r="1" ht="1" ht="2"><c r="A1"><v>5</v></c></row>'),
    "cells that stand twice": sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    "rows that stand twice": sheet(f"{ROW}{ROW}"),
    "rows out of order": sheet('<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'),
    "cells out of order": sheet('<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>'),
    "a cell of another row": sheet('<row r="1"><c r="A2"><v>2</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>'),
    "a row that is too far down": sheet('<row r="1048577"><c r="A1048577"><v>2</v></c></row>'),
    "a column that is too far": sheet('<row r="1"><c r="A1"><v>2</v></c><c r="XFE1"><v>2</v></c></row>'),
    "a text that is not there": sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
    "a text that is blank": sheet('<row r="1"><c r="A1" t="s"><v>1</v></c></row>'),
    "a text before the first": sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'),
    "an escape": sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_</t></is></c></row>'),
    "half a character": sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>_xD800_</t></is></c></row>'),
    "a control character": sheet('<row r="1"><c r="A1" t="str"><v>a\x07</v></c></row>'),
    "a line end of Windows": sheet('<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>'),
    "what may not stand in a text": sheet('<row r="1"><c r="A1" t="str"><v>a]]>b</v></c></row>'),
    "a text that is too long": sheet(f'<row r="1"><c r="A1" t="str"><v>{"a" * 32_768}</v></c></row>'),
    "a remark between": sheet(f"{ROW}<!-- <c> -->"),
    "spaces between": sheet(f"\n  {ROW}\n"),
    "rows in a remark": sheet(ROW, before=f"<!-- <sheetData>{ROW}</sheetData> -->"),
    "rows in a text before": sheet("", before=f"<x><![CDATA[<sheetData>{ROW}</sheetData>]]></x>"),
    "rows in a text within": sheet(f"<![CDATA[{ROW}]]>"),
    "rows in another tag": sheet("", before=f"<x><sheetData>{ROW}</sheetData></x>"),
    "rows before": sheet(ROW, before='<row r="7"><c><v>1</v></c></row>'),
    "a cell before": sheet(ROW, before='<c r="A7"><v>1</v></c>'),
    "a cell behind": sheet(ROW, after='<c r="A7"><v>1</v></c>'),
    "much text before": sheet(ROW, before=f"<x>{'a ' * 90_000}</x>"),
    "much text behind": sheet(ROW, after=f"<x>{'a ' * 90_000}</x>"),
    "many lines": sheet("".join(f'<row r="{n}"><c r="A{n}" t="str"><v>{LINES}</v></c></row>' for n in range(1, 10))),
    "rows behind": sheet(ROW, after="<row><c><v>1</v></c></row>"),
    "rows twice": sheet(ROW, after='<sheetData><row r="5"><c r="A5"><v>1</v></c></row></sheetData>'),
    "a fault behind": sheet('<row r="1"><c r="A1" t="str"><v>a\nb</v></c></row>', after="<x>"),
    "a merge over cells": sheet(ROW, after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'),
    "hidden columns": sheet(ROW, before='<cols><col min="2" max="3" hidden="1"/></cols>'),
    "a document type": f"<!DOCTYPE x>{sheet(ROW)}",
    "another encoding": f'<?xml version="1.0" encoding="iso-8859-1"?>{sheet(ROW)}',
    "an encoding of its own": f'<?xml version="1.0" encoding="cp1252"?>{sheet(ROW)}',
    "a prefix": sheet(ROW).replace("<", "<m:").replace("<m:/", "</m:").replace("xmlns", "xmlns:m"),
    "a prefix for the rest": sheet(ROW).replace("worksheet", "m:worksheet").replace("xmlns", "xmlns:m"),
    "another namespace": sheet(ROW, namespace="urn:x"),
}
USUAL = {"as usual", "rows without cells", "hidden rows", "a formula", "a text of its own", "a merge over cells"}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_alike_or_refused_alike(name: str) -> None:
    data = workbook(SHEETS[name], texts=("words", ""))
    assert read_book(data, "Return.xlsx") == plainly(data)
    if name in USUAL | {"hidden columns", "a fault behind"}:
        assert quickly(data) == plainly(data)


TEXTS_WRITTEN = {
    "as usual": "<si><t>a &lt; b</t></si><si><t xml:space='preserve'> c</t></si>".replace("'", '"'),
    "a blank one": "<si><t/></si><si><t>b</t></si>",
    "runs": "<si><r><t>a</t></r><r><t>b</t></r></si><si><t>c</t></si>",
    "pronounced": "<si><t>a</t><rPh sb='0' eb='1'><t>x</t></rPh></si>",
    "an escape": "<si><t>a_x000D_b _xD800_</t></si>",
    "a fault": "<si><t>a</si></t>",
    "a text within": "<si><t>a<![CDATA[b]]></t></si>",
    "a tag within": "<si><t>a<b/></t></si>",
    "spaces between": "<si><t>a</t></si> <si><t>b</t></si>",
    "too long": f"<si><t>{'a' * 40_000}</t></si>",
}


@pytest.mark.parametrize("name", TEXTS_WRITTEN)
def test_shared_texts_are_read_alike_or_refused_alike(name: str) -> None:
    made = parts_of(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), texts=("",))
    data = zipped(made | {TEXTS: str(made[TEXTS]).replace("<si><t></t></si>", TEXTS_WRITTEN[name])})
    assert read_book(data, "Return.xlsx") == plainly(data)


def left_behind(subject: Subject) -> int:
    """How many objects that hold each other in a circle are left of a workbook that was read."""
    read_book(subject.data, subject.name)
    gc.collect()
    gc.disable()
    try:
        read_book(subject.data, subject.name)
        return gc.collect()
    finally:
        gc.enable()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_workbook_that_is_let_go_leaves_nothing_behind(number: int) -> None:
    subject = subjects()[number]
    assert left_behind(subject) == 0
    with patch("compiler.returns.sheet_part.usual_rows", return_value=None):
        assert left_behind(subject) == 0
