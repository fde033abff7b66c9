"""Page numbers in the contents: what LibreOffice says is written in, and what cannot be done is said."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from compiler.render.outline import Bookmark, Outline, read_outline
from compiler.render.paginate import Paginated, find_soffice, paginate
from compiler.render.word import render_word
from compiler.report.blocks import Block, Figure, Lead, Table, whole
from tests.render.docx_lint import lint
from tests.render.sample_report import sample
from tests.validators import validate_docx

_TEMPLATE = Path(__file__).parent.parent.parent / "templates/base/report.docx"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _contents(word: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(word)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    links = root.iter(f"{_W}hyperlink")
    return [" ".join(each.text or "" for each in link.iter(f"{_W}t")) for link in links]


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
def test_the_pages_of_the_headings_are_written_into_the_contents(tmp_path: Path) -> None:
    word = render_word(sample(20), _TEMPLATE.read_bytes())
    found = paginate(word)
    assert found.message == ""
    assert _contents(found.docx) == [
        "Summary 2", "1. Purpose of report 2", "2. Summary of contents 2", "3. Relevance to portfolio member 2",
        "4. Type of decision 2", "5. Decision-making route 2", "6. Decision required 2", "Report 3",
        "1. Progress on actions 3", "2. Exceptions 3", "3. Contact officer 4", "Appendix A: Actions 5",
        f"Appendix B: Glossary {found.pages}",
    ]  # fmt: skip
    assert lint(found.docx) == []
    with zipfile.ZipFile(BytesIO(found.docx)) as archive:
        foot = re.sub(r"<[^>]+>", "", archive.read("word/footer_default.xml").decode())
    assert foot.endswith(f"Page  PAGE 1 of  NUMPAGES {found.pages}")
    (tmp_path / "report.docx").write_bytes(found.docx)
    assert validate_docx(tmp_path / "report.docx") == []


def _led(block: Block) -> Block:
    """A table with its figures as links to a workbook that lies beside the report."""
    if not isinstance(block, Table):
        return block
    lead = Lead("master.xlsx", "'Actions'!O9", "Actions, O9")
    rows = (
        tuple(tuple(replace(each, lead=lead) if isinstance(each, Figure) else each for each in words) for words in row)
        for row in block.rows
    )
    return replace(block, rows=tuple(rows))


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
def test_a_figure_that_leads_to_its_rows_is_no_entry_of_the_contents() -> None:
    report = replace(sample(1), parts=whole(*(_led(block) for block in sample(1).blocks)))
    found = paginate(render_word(report, _TEMPLATE.read_bytes()))
    led = [each for each in _contents(found.docx) if not re.search(r" [0-9]+$", each)]
    assert found.message == ""
    assert "52.6%" in led  # with no page number behind it


def _program(folder: Path, script: str) -> str:
    """A stand-in for LibreOffice's program."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


_EMPTY_PDF = "%%PDF-1.6\\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\\n2 0 obj <</Type/Pages/Kids[]>> endobj"


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (None, "LibreOffice was not found, so the contents have no page numbers."),
        ("sleep 9", "LibreOffice took longer than 0.3 seconds, so the contents have no page numbers."),
        ("exit 1", "LibreOffice could not lay the report out, so the contents have no page numbers."),
        (
            f"printf '{_EMPTY_PDF}' > \"$7/report.pdf\"",
            "LibreOffice's pages do not match the report's headings; no numbers were written.",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_the_report_stays_as_it_was(
    tmp_path: Path, script: str | None, message: str
) -> None:
    word = render_word(sample(1), _TEMPLATE.read_bytes())
    program = _program(tmp_path, script) if script else str(tmp_path / "nothing")
    assert paginate(word, program, seconds=0.3) == Paginated(word, message=message)


_PAGES = b"""1 0 obj <</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>> endobj
3 0 obj <</Type/Page>> endobj
4 0 obj <</Type/Page>> endobj
"""
_MARKS = {
    5: b"<</First 6 0 R/Last 8 0 R>>",
    6: b"<</Title<FEFF0041>/Dest[3 0 R/XYZ 0 0 0]/First 7 0 R/Next 8 0 R>>",
    7: b"<</Title<FEFF00412013>/Dest[4 0 R/XYZ 0 0 0]>>",
    8: b"<</Title<FEFF0042>/Dest[4 0 R/XYZ 0 0 0]/Prev 6 0 R>>",
}
_EXPECTED = Outline(2, (Bookmark("A", 1), Bookmark("A–", 2), Bookmark("B", 2)))


def test_bookmarks_are_read_in_order_from_plain_and_from_packed_objects() -> None:
    plain = b"".join(b"%d 0 obj %s endobj\n" % (number, body) for number, body in _MARKS.items())
    places, packed = [], b""
    for number, body in _MARKS.items():
        places.append(b"%d %d" % (number, len(packed)))
        packed += body + b" "
    head = b" ".join(places) + b" "
    stream = zlib.compress(head + packed)
    pack = b"9 0 obj <</Type/ObjStm/N 4/First %d/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(head),
        len(stream),
        stream,
    )
    assert read_outline(b"%PDF-1.7\n" + _PAGES + plain) == _EXPECTED
    assert read_outline(b"%PDF-1.7\n" + _PAGES + pack) == _EXPECTED


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"1 0 obj <</Type/Catalog/Pages 1 0 R/Outlines 1 0 R/First 1 0 R>> endobj"]
)
def test_what_is_no_such_pdf_has_no_outline(data: bytes) -> None:
    assert read_outline(data).bookmarks == ()
