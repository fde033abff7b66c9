"""The PDF beside a report: what it says of itself, the same bytes every time, and what cannot be done is said."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from compiler.render.office import find_soffice
from compiler.render.outline import read_outline
from compiler.render.pdf import Pdf, ReadBack, pdfs_of, read_back
from compiler.render.word import render_word
from compiler.report.blocks import Chart, say
from compiler.report.build import build_report
from tests.render.sample_report import sample
from tests.render.test_paginate import _program
from tests.report.small import small_view

TEMPLATE = (Path(__file__).parents[2] / "templates/base/report.docx").read_bytes()
PLAIN = b"%PDF-1.6\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[]>> endobj\ntrailer <<>>"
LIBREOFFICE = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")


def word() -> bytes:
    return render_word(sample(20), TEMPLATE)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """Reports as PDFs, all made by one process."""
    charted = render_word(build_report(small_view()), TEMPLATE)
    found, fault = pdfs_of({"report": word(), "it's another": word(), "charts": charted})
    assert fault == ""
    assert {name: pdf.lacks for name, pdf in found.items()} == {"report": "", "it's another": "", "charts": ""}
    assert found["report"] == found["it's another"], "the same report gives the same bytes"
    return {name: pdf.data for name, pdf in found.items()}


@LIBREOFFICE
def test_tags_title_and_language_are_read_back(made: dict[str, bytes]) -> None:
    read = read_back(made["report"])
    assert (read.title, read.language, read.says_ua, read.shows_title, read.undescribed) == (
        sample(20).title,
        "en-GB",
        True,
        True,
        0,
    )
    headings = [block for block in sample(20).blocks if type(block).__name__ == "Heading"]
    assert read.tags["H1"] == 1
    assert sum(read.tags.get(f"H{level}", 0) for level in range(1, 5)) == len(headings)
    assert {"Table", "TR", "TH", "TD", "Link"} <= set(read.tags)


@LIBREOFFICE
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed here")
def test_another_program_reads_the_same(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(made["charts"])
    told = subprocess.run(
        ["pdfinfo", "-isodates", tmp_path / "report.pdf"], capture_output=True, text=True, check=True, timeout=60
    )
    said = dict(re.findall(r"^([^:]+):\s+(.*)$", told.stdout, re.MULTILINE))
    assert (said["Tagged"], said["Title"], said["CreationDate"]) == (
        "yes",
        build_report(small_view()).title,
        "2000-01-01T00:00:00Z",
    )
    assert int(said["Pages"]) == read_outline(made["charts"]).pages
    assert told.stderr == ""
    meta = subprocess.run(["pdfinfo", "-meta", tmp_path / "report.pdf"], capture_output=True, text=True, check=True)
    assert "<pdfuaid:part>1</pdfuaid:part>" in meta.stdout
    assert "&amp;apos;" not in meta.stdout


@LIBREOFFICE
def test_every_chart_is_described_in_the_pdf_as_in_the_word_file(made: dict[str, bytes]) -> None:
    told = re.findall(rb"/S/Figure\b.*?/Alt<FEFF([0-9A-F]+)>", made["charts"], re.DOTALL)
    charts = [block for block in build_report(small_view()).blocks if isinstance(block, Chart)]
    assert len(told) == len(charts) > 0
    said = [bytes.fromhex(each.decode()).decode("utf-16-be") for each in told]
    assert all(say(chart.description) in words for chart, words in zip(charts, said, strict=True))


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        (None, "LibreOffice was not found"),
        ("sleep 9", "LibreOffice took longer than 0.3 seconds"),
        ("exit 1", "LibreOffice could not lay the report out"),
    ],
)
def test_what_hinders_libreoffice_is_said(tmp_path: Path, script: str | None, fault: str) -> None:
    program = _program(tmp_path, script) if script else str(tmp_path / "nothing")
    assert pdfs_of({"report": word()}, program, seconds=0.3) == ({}, fault)


def test_what_the_pdf_lacks_is_said(tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(PLAIN)
    program = _program(tmp_path, f"cp '{tmp_path}/plain.pdf' \"$7/report.pdf\"")
    found, fault = pdfs_of({"report": word()}, program)
    assert fault == ""
    assert found == {
        "report": Pdf(
            PLAIN,
            "the PDF lacks tags, its title, its language and the mark of PDF/UA, which its readers need; make it from "
            "the Word file with another program",
        )
    }


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6", b"no PDF", PLAIN])
def test_a_file_that_says_nothing_of_itself_is_read_as_such(data: bytes) -> None:
    assert read_back(data) == ReadBack({})
