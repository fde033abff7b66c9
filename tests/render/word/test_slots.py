"""Slots: what the officer has placed stands there, all else of hers stays, and nothing is printed as code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from compiler.profile.load import load_profile
from compiler.render.access import look_over
from compiler.render.word import render_word
from compiler.render.word.opc import OpenPackage
from compiler.render.word.slots import open_slots, places_in, slots_in
from compiler.report.numbering import OwnHeading
from compiler.report.slots import default_order, slots_of
from tests.render.docx_lint import lint
from tests.render.word.shaping import (
    REPORT,
    SLOTS,
    TEMPLATE,
    TITLES,
    Desk,
    control,
    headings,
    pages,
    paragraph,
    parts_of,
    sample_table,
    shaped,
    tables,
    told,
    w,
    xml,
)
from tests.report.making import TEMPLATES
from tests.validators import missing, validate_docx

MOVED = "Progress"


def made(template: bytes, **more: bytes) -> bytes:
    """The small department's report in a template."""
    return render_word(REPORT, template, slots=SLOTS, **more)  # type: ignore[arg-type]


def texts(docx: bytes) -> list[str]:
    """The words of each paragraph of the body, tables too."""
    root = etree.fromstring(parts_of(docx)["word/document.xml"])
    found = ("".join(each.text or "" for each in one.iter(w("t"))) for one in root.iter(w("p")))
    return [words for words in found if words.strip()]


# --- the templates that come with the program -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["base", "hartlepool"])
def test_a_template_of_ours_has_every_part_in_its_usual_order(name: str) -> None:
    profile = load_profile(name, (TEMPLATES,)).profile
    assert profile is not None
    slots = slots_of(profile)
    known = {slot.key for slot in slots}
    template = (TEMPLATES / name / "report.docx").read_bytes()
    assert places_in(template, slots) == tuple(key for key in default_order(profile) if key in known)
    facts = [each.key for each in slots_in(template, slots) if each.inline]
    assert facts == ["council", "department"]


def test_the_template_of_ours_prints_what_a_plain_one_does() -> None:
    desk = Desk()
    for each in list(desk.body.iter(w("sdt"))):
        holder = each.getparent()
        assert holder is not None
        holder.remove(each)
    assert texts(made(TEMPLATE)) == texts(made(desk.saved()))


def test_what_is_made_is_sound_and_nothing_of_a_prompt_is_in_it(tmp_path: Path) -> None:
    word = made(TEMPLATE)
    assert lint(word) == []
    assert b"SlotPrompt" not in parts_of(word)["word/document.xml"]
    assert [each.code for each in look_over("report.docx", word) if each.code == "A207"] == []
    (tmp_path / "report.docx").write_bytes(word)
    assert missing() or validate_docx(tmp_path / "report.docx") == []


def test_a_report_filled_again_is_the_same_to_the_byte() -> None:
    word = made(TEMPLATE)
    assert made(word, samples=TEMPLATE) == word


# --- where the slots stand --------------------------------------------------------------------------------------------


def test_a_slot_that_is_moved_takes_its_part_along_with_all_numbers() -> None:
    moved = shaped(lambda desk: desk.slot("Progress").addprevious(desk.slot("Risks")))
    found = [each for each in headings(made(moved)) if each[0].isdigit()]
    assert found[6:12] == [
        "1 Purpose of report",
        "2 Background",
        "3 Exceptions",
        "4 Risks",
        "5 Summary, performance and progress on actions and indicators in the Departmental Plan",
        "5.1 Departmental Plan actions",
    ]
    captions = [each for each in tables(made(moved)) if each.startswith("Table")]
    assert [each.split(":")[0] for each in captions] == [f"Table {number}" for number in range(1, len(captions) + 1)]
    assert captions[1].startswith("Table 2: Risks by score")


def test_a_slot_that_is_deleted_takes_its_part_along_and_what_pointed_to_it() -> None:
    def without(desk: Desk) -> None:
        for title in ("Appendix of actions", "Appendix of chart figures"):
            desk.body.remove(desk.slot(title))

    word = made(shaped(without))
    appendices = [each for each in headings(word) if each.startswith("Appendix")]
    assert appendices == ["Appendix A: indicators", "Appendix B: risks"]
    assert not any("Appendix C" in line for line in told(word))


def test_a_slot_that_is_copied_stands_twice_and_every_number_is_one_thing_s_own(tmp_path: Path) -> None:
    title = TITLES["actions-by-outcome"]

    def twice(desk: Desk) -> None:
        slot = desk.slot("Risks")
        for _ in range(2):
            slot.addprevious(xml(control(title, "<w:p/>")))
        slot.addprevious(desk.copy("Background"))

    word = made(shaped(twice))
    assert lint(word) == []
    root = etree.fromstring(parts_of(word)["word/document.xml"])
    charts = [each for each in told(word) if re.match(r"Chart \d+: .*actions by outcome", each)]
    assert [each.split(":")[0] for each in charts] == ["Chart 1", "Chart 4", "Chart 5"]
    ids = [each.get(w("val")) for each in root.iter(w("id")) if each.getparent().tag == w("sdtPr")]  # type: ignore[union-attr]
    assert len(ids) == len(set(ids))
    assert headings(word).count("Background") == 0
    assert [each for each in headings(word) if each.endswith(" Background")] == ["2 Background", "6 Background"]
    (tmp_path / "report.docx").write_bytes(word)
    assert missing() or validate_docx(tmp_path / "report.docx") == []


def test_own_words_stay_and_an_own_heading_with_a_number_counts() -> None:
    def with_section(desk: Desk) -> None:
        desk.slot("Risks").addprevious(paragraph("6 Local matters", "Heading2"))
        desk.slot("Risks").addprevious(paragraph("The new school opens in May."))

    template = shaped(with_section)
    assert OwnHeading(2, True) in places_in(template, SLOTS)
    word = made(template)
    lines = told(word)
    at = lines.index("The new school opens in May.")
    assert (lines[at - 1], lines[at + 1]) == ("6 Local matters", "7 Risks")
    listed = [each for each in texts(word) if each in ("6Local matters", "7Risks")]
    assert listed == ["6Local matters", "7Risks", "7Risks"]
    assert lint(word) == []


def test_pictures_links_and_tables_of_the_officer_s_own_stay() -> None:
    def with_table(desk: Desk) -> None:
        table = sample_table(("Own", 3000), ("Table", 3000))
        link = '<w:hyperlink r:id="rIdOwn"><w:r><w:t>the site</w:t></w:r></w:hyperlink>'
        for each in (xml(table), xml(f"<w:p>{link}</w:p>")):
            desk.slot("Background").addnext(each)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        relation = f'<Relationship Id="rIdOwn" Type="{kind}" Target="https://example.org/a" TargetMode="External"/>'
        desk.replace("word/_rels/document.xml.rels", "</Relationships>", f"{relation}</Relationships>")

    word = made(shaped(with_table))
    assert b'Target="https://example.org/a"' in parts_of(word)["word/_rels/document.xml.rels"]
    assert ("Own", "Table") in [each[0] for each in tables(word).values()]
    assert "the site" in told(word)


def test_a_part_follows_the_pages_of_its_section() -> None:
    """A table is as wide as the page on which the officer puts it."""
    table = "List of Departmental Plan actions"
    upright = shaped(lambda desk: desk.slot("Risks").addprevious(xml(control(table, "<w:p/>"))))
    widths = {}
    for name, template in (("turned", TEMPLATE), ("upright", upright)):
        root = etree.fromstring(parts_of(made(template))["word/document.xml"])
        grids = [
            [int(each.get(w("w")) or 0) for each in grid] for grid in root.iter(w("tblGrid")) if len(list(grid)) == 7
        ]
        widths[name] = [sum(grid) for grid in grids]
    assert widths["turned"] == [14344] * 3
    assert widths["upright"] == [9412, 14344, 14344, 14344]


def test_a_section_that_nothing_fills_takes_no_page_and_opens_again() -> None:
    """Nothing was asked, so that the slot of questions stands alone on turned pages; nor is there an abbreviation."""

    def with_section(desk: Desk) -> None:
        size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        turned = xml(f'<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/>{size}</w:sectPr></w:pPr></w:p>')
        appendices = desk.slot("Appendix of amendments")
        appendices.addprevious(xml(control(TITLES["questions"], "<w:p/>")))
        appendices.addprevious(turned)

    template = shaped(with_section)
    assert next(part for part in REPORT.offered if part.key == "questions").blocks == ()
    word = made(template)
    upright, turned = (11906, 16838), (16838, 11906)
    assert list(pages(template)) == [upright, turned, turned, upright]
    assert list(pages(word)) == [upright, upright, turned, turned]
    kinds = [each.get(w("val")) for each in etree.fromstring(parts_of(word)["word/document.xml"]).iter(w("type"))]
    assert kinds == ["nextPage", "continuous", "nextPage", "continuous"]
    assert made(word, samples=template) == word
    opened = open_slots(OpenPackage(word), SLOTS)
    assert [section.turned for section in opened.sections] == [False, True, True, False]


def test_the_draft_and_its_notice_stand_at_the_head_of_every_page() -> None:
    def with_sections(desk: Desk) -> None:
        for each in list(desk.root.iter(w("headerReference"), w("footerReference"), w("titlePg"))):
            each.getparent().remove(each)  # type: ignore[union-attr]

    word = made(shaped(with_sections))
    parts = parts_of(word)
    root = etree.fromstring(parts["word/document.xml"])
    named = [each.get(w("type")) for each in root.iter(w("headerReference"))]
    assert named == ["default"]
    assert "DRAFT" in "".join(parts[name].decode() for name in parts if name.startswith("word/header"))


# --- facts ------------------------------------------------------------------------------------------------------------


def _sentence(*parts: str) -> etree._Element:
    runs = "".join(
        each if each.startswith("<") else f'<w:r><w:t xml:space="preserve">{each}</w:t></w:r>' for each in parts
    )
    return xml(f"<w:p>{runs}</w:p>")


def fact(title: str, looks: str = "") -> str:
    """A fact within a sentence."""
    return control(title, f"<w:r>{looks}<w:t>{title}</w:t></w:r>")


def test_a_fact_stands_in_a_sentence_in_a_cell_and_in_a_header() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"

    def with_facts(desk: Desk) -> None:
        line = _sentence(
            "In ", fact("Period in short"), " ", fact("Actions completed", bold), " actions were completed."
        )
        desk.slot("Background").addnext(line)
        cell = f"<w:tc><w:p>{fact('Returns missing')}</w:p></w:tc>"
        desk.slot("Background").addnext(xml(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>"))
        desk.replace("word/header_default.xml", "</w:hdr>", f"<w:p>{fact('Council')}</w:p></w:hdr>")

    word = made(shaped(with_facts))
    assert "In Quarter 2 2008/09 1 actions were completed." in told(word)
    body = parts_of(word)["word/document.xml"].decode()
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">1</w:t></w:r>' in body
    assert [("1",)] in [list(each) for each in tables(word).values()]
    assert "Example Council" in parts_of(word)["word/header_default.xml"].decode()


# --- sample tables ----------------------------------------------------------------------------------------------------


def test_a_sample_table_decides_columns_order_widths_and_look() -> None:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="DDEEFF"/>'
    sample = sample_table(("%", 2000), ("Rating", 3000), head=shade, style="TableNormal")
    word = made(shaped(lambda desk: desk.put(sample, MOVED)))
    found = {
        caption: rows
        for caption, rows in tables(word).items()
        if "indicators by rating" in caption or "Departmental Plan actions by rating" in caption
    }
    assert [rows[0] for rows in found.values()] == [("%", "Rating"), ("%", "Rating")]
    table = next(
        each for each in etree.fromstring(parts_of(word)["word/document.xml"]).iter(w("tbl")) if _is(each, "%Rating")
    )
    assert [each.get(w("w")) for each in table.iter(w("gridCol"))] == ["2000", "3000"]
    assert [each.get(w("fill")) for each in table[2].iter(w("shd"))] == ["DDEEFF", "DDEEFF"]
    assert table.find(f"{w('tblPr')}/{w('tblStyle')}").get(w("val")) == "TableNormal"  # type: ignore[union-attr]
    assert lint(word) == []


def _is(table: etree._Element, head: str) -> bool:
    return "".join(each.text or "" for each in table[2].iter(w("t"))) == head


def test_a_sample_s_heading_may_name_a_column_whatever_the_period() -> None:
    sample = sample_table(("Indicator", 4000), ("Rating before", 2000), ("Rating now", 2000))
    word = made(shaped(lambda desk: desk.put(sample, MOVED)))
    assert ("Indicator", "Rating in Quarter 1", "Rating now") in [rows[0] for rows in tables(word).values()]


def test_a_sample_is_followed_again_when_an_edited_report_is_filled() -> None:
    template = shaped(lambda desk: desk.put(sample_table(("Rating", 3000), ("Number", 2000)), MOVED))
    word = made(template)
    assert made(word, samples=template) == word


# --- what cannot be filled --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "place"),
    [("Rissks", "body"), ("", "body"), ("Risks", "header"), ("Risks", "sentence"), ("Risks", "cell")],
)
def test_nothing_of_a_prompt_is_ever_printed(title: str, place: str) -> None:
    shown = '<w:p><w:pPr><w:pStyle w:val="SlotPrompt"/></w:pPr><w:r><w:t>Grey words</w:t></w:r></w:p>'

    def with_prompt(desk: Desk) -> None:
        if place == "body":
            desk.slot("Risks").addnext(xml(control(title, shown)))
        elif place == "sentence":
            inner = control(title, "<w:r><w:t>Grey words</w:t></w:r>").replace(
                "<w:sdtPr>", "<w:sdtPr><w:showingPlcHdr/>"
            )
            desk.slot("Risks").addnext(_sentence("Before ", inner, " and after."))
        elif place == "cell":
            desk.slot("Risks").addnext(
                xml(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{control(title, shown)}<w:p/></w:tc></w:tr></w:tbl>")
            )
        else:
            desk.replace("word/header_default.xml", "</w:hdr>", f"{control(title, shown)}</w:hdr>")

    word = made(shaped(with_prompt))
    said = "".join(data.decode() for name, data in parts_of(word).items() if name.endswith(".xml"))
    assert "Grey words" not in said


def test_a_prompt_whose_control_was_taken_away_is_not_printed() -> None:
    def bare(desk: Desk) -> None:
        slot = desk.slot("Risks")
        for each in list(slot.iter(w("p"))):
            slot.addprevious(each)
        desk.body.remove(slot)

    assert "The risks by score" not in "".join(texts(made(shaped(bare))))


def test_a_control_of_the_officer_s_own_is_left_alone() -> None:
    date = control("Day", "<w:r><w:t>4 June</w:t></w:r>").replace("</w:sdtPr>", "<w:date/></w:sdtPr>")
    mine = control("My own words", "<w:p><w:r><w:t>Kept as they are.</w:t></w:r></w:p>")

    def with_own(desk: Desk) -> None:
        desk.slot("Risks").addprevious(xml(f"<w:p>{date}</w:p>"))
        desk.slot("Risks").addprevious(xml(mine))

    lines = told(made(shaped(with_own)))
    assert {"4 June", "Kept as they are."} <= set(lines)


# --- what LibreOffice does --------------------------------------------------------------------------------------------


def _shrunk(docx: bytes) -> bytes:
    """The document as LibreOffice saves it: block controls round their first run alone, tags gone, facts nameless."""
    desk = Desk(docx)
    for each in list(desk.root.iter(w("sdt"))):
        properties, content = each.find(w("sdtPr")), each.find(w("sdtContent"))
        assert properties is not None
        assert content is not None
        for tag in properties.findall(w("tag")):
            properties.remove(tag)
        first = content.find(w("p"))
        if first is None:
            properties[:] = []
            continue
        holder = each.getparent()
        assert holder is not None
        at = holder.index(each)
        holder.remove(each)
        for offset, block in enumerate(list(content)):
            holder.insert(at + offset, block)
        runs = first.findall(w("r"))[:1]
        content[:] = []
        if runs:
            runs[0].addprevious(each)
            content.append(runs[0])
        else:
            first.append(each)
    return desk.saved()


def test_slots_that_were_shrunk_are_found_whole_again() -> None:
    word = made(TEMPLATE)
    there, again = slots_in(word, SLOTS), slots_in(_shrunk(word), SLOTS)
    assert [(each.key, len(each.elements)) for each in again] == [(each.key, len(each.elements)) for each in there]


def test_a_template_that_was_shrunk_is_filled_as_before() -> None:
    assert texts(made(_shrunk(TEMPLATE))) == texts(made(TEMPLATE))
