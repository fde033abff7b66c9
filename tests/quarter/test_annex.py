"""The annex of sources switched on: for a run, by the profile, and in a report that was edited by hand."""

from __future__ import annotations

import random
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from compiler.project.find import open_project
from compiler.project.word import with_annex
from compiler.render.audit import audit, read_document
from compiler.report.slots import default_order
from tests.quarter.conftest import copy_department
from tests.quarter.running import run, told
from tests.render.digits import Made, digits, made, missed, unzipped

QUARTER = ("--year", "2007-08", "--quarter", "Q4")
TITLE = "sources of the figures"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_department(tmp_path)


def report(folder: Path) -> Path:
    return folder / "output" / "hartlepool" / "2007-08" / "Q4" / "report.docx"


def text(folder: Path) -> str:
    return told(report(folder).read_bytes())


def test_the_annex_is_there_when_it_is_asked_for_and_what_reads_the_report_knows_it(folder: Path) -> None:
    run("quarter", folder, *QUARTER)
    assert TITLE not in text(folder)
    run("quarter", folder, *QUARTER, "--annex")
    assert text(folder).count(f"Appendix D: {TITLE}") == 2
    assert "Amber: Number 9, % 47.4% | counted, one cell for each, share of 19 | " in text(folder)
    first = report(folder).read_bytes()
    run("quarter", folder, *QUARTER, "--annex")
    assert report(folder).read_bytes() == first
    said = run("audit", folder, str(report(folder)))
    assert (said.code, "each is what the returns give" in said.out) == (0, True)
    asked = run("trace", folder, "Sources of Table 2, Amber: Number 9, % 47.4%, Workbook, sheet and cells", *QUARTER)
    assert "the cells that the figures come from" in asked.out


def test_the_annex_comes_into_a_report_that_was_edited_and_the_edits_stay(folder: Path) -> None:
    run("quarter", folder, *QUARTER)
    edited = docx.Document(str(report(folder)))
    words = {each.text: each for each in edited.element.body.iter(qn("w:t"))}
    words["47.4%"].text = "47.4% or so"
    words["Department for Children, Schools and Families"].text = "The department for children"
    edited.save(str(report(folder)))
    run("quarter", folder, *QUARTER, "--annex")
    assert "47.4% or so" in text(folder)
    assert TITLE in text(folder)
    assert "DCSF | The department for children" in text(folder)
    run("quarter", folder, *QUARTER)
    kept = ("47.4% or so", "DCSF | The department for children", TITLE)
    assert [each for each in kept if each not in text(folder)] == []


def test_a_paper_for_another_body_may_have_one_too(folder: Path) -> None:
    run("report", folder, *QUARTER, "--audience", "scrutiny", "--annex")
    paper = report(folder).with_name("scrutiny.docx")
    assert told(paper.read_bytes()).count(TITLE) == 2
    said = run("audit", folder, str(paper))
    assert (said.code, "each is what the returns give" in said.out) == (0, True)


def test_the_profile_can_ask_for_it() -> None:
    project = open_project(Path(__file__).parents[2])
    assert "appendix-sources" not in default_order(project.profile)
    assert default_order(with_annex(project, True).profile)[-2:] == ("appendix-sources", "glossary")


def test_a_digit_changed_in_the_annex_is_found(folder: Path) -> None:
    run("quarter", folder, *QUARTER, "--annex")
    word = report(folder).read_bytes()
    published = made("2007-08", "Q4")
    annexed = Made(word, unzipped(word), read_document(word, "report.docx"), published.view)
    assert audit(annexed.wrote, annexed.wrote, annexed.view).remarks == ()
    begins = annexed.parts["word/document.xml"].rindex(TITLE)
    places = [place for place in digits(annexed) if place[0] == "word/document.xml" and place[1] > begins]
    assert len(places) > 500
    assert list(missed(annexed, random.Random(20080520).sample(places, 40), 3)) == []
