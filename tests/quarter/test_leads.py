"""In a working copy the figures of tables lead to their rows in the master workbook beside it; a final one has none."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from compiler.consolidate.view import NO_RETURN, NOT_RATED
from compiler.render.master.standing import standing_in_master
from compiler.render.word.leads import take_out, without_leads
from compiler.render.word.opc import OpenPackage
from compiler.report.blocks import Figure, Report, Table, say
from tests.quarter.conftest import Quarter, copy_department
from tests.quarter.running import run, told


@cache
def _cells(master: bytes) -> dict[str, dict[str, object]]:
    book = openpyxl.load_workbook(io.BytesIO(master))
    return {
        sheet.title: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}
        for sheet in book.worksheets
    }


def leads(report: Report) -> list[tuple[str, Figure]]:
    """Every figure of a table that leads somewhere, with the heading of its row."""
    return [
        (say(row[0]), each)
        for block in report.blocks
        if isinstance(block, Table)
        for row in block.rows
        for words in row
        for each in words
        if isinstance(each, Figure) and each.lead
    ]


def test_every_figure_of_cells_that_the_master_has_leads_to_the_first_of_them(newest: Quarter) -> None:
    standing = standing_in_master(newest.view)
    found = leads(newest.report)
    assert len(found) > 400
    for _, figure in found:
        assert figure.lead is not None
        cells = {standing[origin] for origin in figure.origins if origin in standing}
        sheet, cell = figure.lead.place.rsplit("!", 1)
        assert (sheet.strip("'"), cell) in {(each.sheet, each.cell) for each in cells}
        assert figure.lead.said.startswith(f"{len(cells)} cell{'' if len(cells) == 1 else 's'} in master.xlsx, ")


def test_the_counts_of_ratings_lead_to_cells_with_that_rating(newest: Quarter) -> None:
    master = _cells(newest.master)
    standing = standing_in_master(newest.view)
    names = [rating.name for rating in (*newest.view.profile.ratings.states, NO_RETURN, NOT_RATED)]  # type: ignore[union-attr]
    checked = 0
    for heading, figure in leads(newest.report):
        rating = next((name for name in names if re.search(rf"\b{re.escape(name)}$", heading)), "")
        if rating and figure.how == "count":
            for origin in figure.origins:
                cell = standing[origin]
                assert str(master[cell.sheet][cell.cell]).endswith(rating), (heading, figure)
                checked += 1
    assert checked > 300


def test_what_is_printed_as_returned_leads_to_the_same_words(newest: Quarter) -> None:
    master = _cells(newest.master)
    checked = 0
    for _, figure in leads(newest.report):
        if figure.how == "as approved" and figure.lead is not None:
            sheet, cell = figure.lead.place.rsplit("!", 1)
            value = master[sheet.strip("'")][cell]
            if isinstance(value, str):
                assert " ".join(value.split()) == " ".join(figure.text.split())
                checked += 1
    assert checked > 100


# --- in Word ----------------------------------------------------------------------------------------------------------


def words(element: Any) -> str:
    """The words within an element."""
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def linked(word: bytes) -> list[str]:
    """The words of a Word file that lead to a file outside it."""
    document = docx.Document(io.BytesIO(word))
    outside = {each.rId for each in document.part.rels.values() if each.is_external}
    links = document.element.body.iter(qn("w:hyperlink"))
    return [words(each) for each in links if each.get(qn("r:id")) in outside]


def test_the_links_of_a_working_copy_look_like_its_figures_and_go_to_the_file_beside_it(newest: Quarter) -> None:
    document = docx.Document(io.BytesIO(newest.word))
    outside = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert outside == ["master.xlsx"]
    links = [each for each in document.element.body.iter(qn("w:hyperlink")) if each.get(qn("r:id"))]
    assert len(links) == len(leads(newest.report))
    assert [each for link in links for each in link.iter(qn("w:rPr"))] == []


def test_without_its_links_a_report_says_the_same(newest: Quarter) -> None:
    bare = without_leads(newest.word)
    assert linked(newest.word) != [] == linked(bare)
    assert told(bare) == told(newest.word)
    assert without_leads(bare) == bare


def test_a_final_report_leads_nowhere_even_over_a_working_copy_that_was_edited(tmp_path: Path) -> None:
    folder = copy_department(tmp_path)
    quarter = ("--year", "2007-08", "--quarter", "Q4")
    run("quarter", folder, *quarter)
    place = folder / "output" / "hartlepool" / "2007-08" / "Q4" / "report.docx"
    assert linked(place.read_bytes()) != []
    edited = docx.Document(str(place))
    cell = next(each for each in edited.element.body.iter(qn("w:tc")) if words(each) == "47.4%")
    added = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>as in March</w:t></w:r></w:p>")
    cell.append(added)
    edited.save(str(place))
    assert "edited" in run("quarter", folder, *quarter).said
    assert run("quarter", folder, *quarter, "--final").code == 0
    assert linked(place.read_bytes()) == []
    assert "as in March" in told(place.read_bytes())


# --- as LibreOffice writes them ---------------------------------------------------------------------------------------

FIELD = """
<w:p {0}><w:r><w:t>See </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText> HYPERLINK "../master.xlsx" \\l "'Actions'!O4" \\n 4 cells in master.xlsx</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:rStyle w:val="InternetLink"/></w:rPr><w:t>4</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
"""


def test_the_field_that_libreoffice_makes_of_a_link_is_taken_out_and_no_other(newest: Quarter) -> None:
    paragraph = parse_xml(FIELD.format(nsdecls("w")).replace("\n<", "<"))
    take_out(paragraph, OpenPackage(newest.word), "word/document.xml", {"InternetLink": "internet link"})
    assert [each.tag.split("}")[1] for run in paragraph for each in run] == [
        "t", "t", "fldChar", "instrText", "fldChar",
    ]  # fmt: skip
    assert words(paragraph) == "See 4"
