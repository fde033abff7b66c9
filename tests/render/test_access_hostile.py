"""Files that are broken, not what they seem or meant to do harm are told in a sentence, and soon."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from compiler.render.access import MOST_BYTES, look_over
from tests.render.access.papers import changed, document, workbook
from tests.render.access.planting import said

DOCUMENT, WORKBOOK = document().saved(), workbook()
_WORD, _SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            after.writestr(info.filename, content if info.filename == part else before.read(info))
    return out.getvalue()


def without(data: bytes, part: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            if info.filename != part:
                after.writestr(info.filename, before.read(info))
    return out.getvalue()


LAUGHS = b'<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="x">&b;</w:document>'
FETCHES = b'<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd"><w:document xmlns:w="x"/>'
DEEP = b"<a>" * 240 + b"</a>" * 240
BROKEN = {
    "nothing": (b"", "The file is empty."),
    "zeros": (bytes(100), "The file is filled with 100 zero bytes and holds nothing: a copy that failed."),
    "a PDF": (b"%PDF-1.7 x", "The file is a PDF document."),
    "a picture": (b"\x89PNG\r\n", "The file is a picture."),
    "words": (b"Dear all,", "The file is a text file of values (.csv), not a workbook."),
    "a web page": (
        b"<!DOCTYPE html><html></html>",
        "The file is a web page, perhaps a sign-in page, not a workbook.",
    ),
    "a locked file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0\0",
        "The file is protected by a password and cannot be opened without it.",
    ),
    "an old document": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0\0",
        "The file is a Word document in the format of Word 97 to 2003 (.doc).",
    ),
    "half a file": (DOCUMENT[: len(DOCUMENT) // 2], "The file is cut short: its end is missing."),
    "another archive": (
        packed(**{"readme.txt": b"hello"}),
        "The file is neither a Word document (.docx) nor an Excel workbook (.xlsx).",
    ),
    "broken XML": (
        with_part(DOCUMENT, _WORD, b"<w:document"),
        "The file cannot be read: it is damaged: word/document.xml is broken at line 1.",
    ),
    "entities": (
        with_part(DOCUMENT, _WORD, LAUGHS),
        "The file cannot be read: its part word/document.xml declares a document type or entities, which no office "
        "program writes.",
    ),
    "something to fetch": (
        with_part(WORKBOOK, "xl/workbook.xml", FETCHES),
        "The file cannot be read: its part xl/workbook.xml declares a document type or entities, which no office "
        "program writes.",
    ),
    "nests without end": (
        with_part(DOCUMENT, _WORD, DEEP),
        "The file cannot be read: it is damaged: word/document.xml nests elements over 200 deep.",
    ),
    "a bomb": (
        with_part(WORKBOOK, _SHEET, b"<worksheet>" + b" " * (60 << 20) + b"</worksheet>"),
        "The file cannot be read: its part xl/worksheets/sheet1.xml is over 48 MB large, more than can be looked at.",
    ),
    "a sheet that is not there": (
        without(WORKBOOK, _SHEET),
        "The file cannot be read: it is damaged: the sheet 'Actions' is missing.",
    ),
    "too large": (b"PK" + bytes(MOST_BYTES), "The file is larger than 64 MB, the most that is looked at."),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_looked_at_is_one_sentence(name: str) -> None:
    data, words = BROKEN[name]
    began = time.process_time()
    assert said(look_over("Housing.docx", data)) == f"A101 · the whole file: {words}"
    assert time.process_time() - began < 5


def test_a_million_empty_rows_and_wide_areas_take_no_time() -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(10, 60_000))
    wide = '<mergeCells count="2"><mergeCell ref="A8:XFD1048576"/><mergeCell ref="B7:Z1000000"/></mergeCells>'
    data = changed(WORKBOOK, _SHEET, "</sheetData>", f"{rows}</sheetData>{wide}")
    began = time.process_time()
    told = said(look_over("Housing.xlsx", data))
    assert time.process_time() - began < 5
    assert told == ""


def test_a_table_that_claims_a_whole_sheet_takes_no_time() -> None:
    data = changed(WORKBOOK, "xl/tables/table1.xml", 'ref="A4:C6"', 'ref="A4:XFD1048576"')
    began = time.process_time()
    assert said(look_over("Housing.xlsx", data)).startswith("A115 · Actions, D5: This cell is empty.")
    assert time.process_time() - began < 5


PARTS = [
    (data, name)
    for data, names in (
        (
            DOCUMENT,
            (_WORD, "word/styles.xml", "word/settings.xml", "word/_rels/document.xml.rels", "docProps/core.xml"),
        ),
        (
            WORKBOOK,
            (_SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/tables/table1.xml", "xl/_rels/workbook.xml.rels"),
        ),
    )
    for name in names
]
_VALUES = [
    "",
    "0",
    "-1",
    "99999999999",
    "NaN",
    "inf",
    "true",
    "A1:ZZZ9",
    "²",
    "7" * 5000,
    "A99999999999999999999",
    "rId1",
    "FFFFFF",
    "none",
    "é\u202e",
]


@given(
    where=st.sampled_from(PARTS),
    changes=st.lists(
        st.tuples(
            st.integers(0, 400), st.sampled_from(["drop", "double", "value", "words", "unmark"]), st.integers(0, 99)
        ),
        min_size=1,
        max_size=4,
    ),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_changed_in_a_part_something_is_told_and_nothing_raised(
    where: tuple[bytes, str], changes: list[tuple[int, str, int]]
) -> None:
    data, part = where
    root = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(part))
    for at, kind, choice in changes:
        each = list(root.iter("*"))[at % len(list(root.iter("*")))]
        parent = each.getparent()
        if kind == "drop" and parent is not None:
            parent.remove(each)
        elif kind == "double" and parent is not None:
            parent.append(etree.fromstring(etree.tostring(each)))
        elif kind == "value" and each.attrib:
            each.attrib[list(each.attrib)[choice % len(each.attrib)]] = _VALUES[choice % len(_VALUES)]
        elif kind == "unmark":
            each.attrib.clear()
        else:
            each.text = _VALUES[choice % len(_VALUES)]
    for barrier in look_over("Housing", with_part(data, part, etree.tostring(root))):
        assert barrier.finding.message
