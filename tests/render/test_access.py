"""What keeps readers out of a paper is found and placed; a readable paper stays without a finding."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from docx.oxml.ns import qn

from compiler.render.access import RULES, access_json, access_schema, access_text, explain_access, look_over
from compiler.render.access.barrier import Rule
from tests.render.access import book_faults, word_faults
from tests.render.access.papers import Paper, changed, document, field, workbook, xml
from tests.render.access.planting import expected, said

Plant = Callable[..., object]
WORD = word_faults.planted.faults
BOOK = book_faults.planted.faults


def names(faults: list[tuple[str, Plant]]) -> list[str]:
    return [f"{code}-{plant.__name__}" for code, plant in faults]


@pytest.mark.parametrize(("code", "plant"), WORD, ids=names(WORD))
def test_a_fault_in_a_document_is_found_and_placed_and_nothing_else(code: str, plant: Plant) -> None:
    told = said(look_over("Housing.docx", word_faults.with_fault(plant)))
    assert told == expected(plant)
    assert code in told


@pytest.mark.parametrize(("code", "plant"), BOOK, ids=names(BOOK))
def test_a_fault_in_a_workbook_is_found_and_placed_and_nothing_else(code: str, plant: Plant) -> None:
    told = said(look_over("Housing.xlsx", book_faults.with_fault(plant)))
    assert told == expected(plant)
    assert code in told


def test_every_rule_has_two_planted_faults_in_each_kind_of_paper_that_it_is_about() -> None:
    word, book = (Counter(code for code, _ in faults) for faults in (WORD, BOOK))
    of_documents = {rule.code for rule in RULES if rule.code[1] in "12"} - {"A101"}
    of_workbooks = {rule.code for rule in RULES if rule.code[1] in "13"} - {"A101"}
    assert {code for code, count in word.items() if count >= 2} == of_documents
    assert {code for code, count in book.items() if count >= 2} == of_workbooks


def test_readable_papers_are_without_a_finding() -> None:
    assert said(look_over("Housing.docx", document().saved())) == ""
    assert said(look_over("Housing.xlsx", workbook())) == ""


def with_contents_and_decoration(paper: Paper) -> None:
    """Things that only look like faults."""
    field(paper.add("", before="This report"), 'TOC \\o "1-2"', "Actions\t2")
    paper.add("See Circular 12/2005, section 4 (1).")
    paper.add("NI 59 and PSA 10 are told.")
    paper.add("1. is the first number that was drawn.")
    paper.add("Manager:\tA. Smith")
    paper.add("Tre newydd").runs[0]._r.get_or_add_rPr().append(xml('<w:lang w:val="cy-GB"/>'))
    paper.add("Large words").runs[0]._r.get_or_add_rPr().append(xml('<w:color w:val="767676"/>'))
    paper.add("Hidden words", before="Two actions").add_run(" are left out.")
    paper.paragraph("Hidden words").runs[0]._r.get_or_add_rPr().append(xml('<w:vanish w:val="true"/>'))
    paper.table.rows[2].cells[0]._tc.get_or_add_tcPr().append(xml('<w:shd w:val="clear" w:fill="F4CCCC"/>'))
    paper.docx.settings.element.append(xml('<w:updateFields w:val="false"/>'))


def test_what_only_looks_like_a_fault_is_none() -> None:
    paper = document()
    with_contents_and_decoration(paper)
    assert said(look_over("Housing.docx", paper.saved())) == ""


def test_a_paper_in_the_strict_form_of_the_format_is_read_alike() -> None:
    plain = {plant.__name__: plant for _, plant in WORD}["grey_words"]
    data = word_faults.with_fault(plain)
    usual, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    for part in ("word/document.xml", "word/styles.xml"):
        data = changed(data, part, usual, strict)
    assert said(look_over("Housing.docx", data)) == expected(plain)


def test_the_language_is_the_one_that_most_words_are_marked_as() -> None:
    paper = document()
    for each in paper.docx.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), "en-US")
    for paragraph in paper.docx.paragraphs[:-1]:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().append(xml('<w:lang w:val="en-GB"/>'))
    assert said(look_over("Housing.docx", paper.saved())).splitlines() == [
        "A201 · under 'Actions', table 1, row 1, column 1: 'Rating' is marked as 'en-US'. It is the same in 6 more "
        "places: table 1 row 1 column 2, table 1 row 2 column 1, table 1 row 2 column 2, table 1 row 3 column 1 ….",
        "A201 · under 'Next steps', paragraph 1: 'Nothing else is due.' is marked as 'en-US'.",
        "A201 · footer 1, paragraph 1: '1' is marked as 'en-US'.",
    ]


def test_a_heading_is_known_by_the_name_of_its_style_alone() -> None:
    data = document().saved()
    for level in ("0", "1"):
        data = changed(data, "word/styles.xml", f'<w:outlineLvl w:val="{level}"/>', "")
    assert said(look_over("Housing.docx", data)) == ""


def test_many_headings_of_the_first_level_are_told_once() -> None:
    paper = document()
    for begins in ("Actions", "Next steps"):
        paper.paragraph(begins).style = "Heading 1"
    assert said(look_over("Housing.docx", paper.saved())) == (
        "A202 · under 'Actions': 'Actions' is one more heading of level 1. It is the same in 1 more place: "
        "under 'Next steps'."
    )


def test_very_many_of_one_kind_are_told_up_to_a_number() -> None:
    paper = document()
    for number in range(205):
        paper.add("", "Heading 2")
        paper.add(f"Words {number}.")
    told = said(look_over("Housing.docx", paper.saved())).splitlines()
    assert len(told) == 202
    assert told[-2:] == [
        "A204 · the whole file: There are 5 more places like these.",
        "A210 · the whole file: The paper has 208 headings and 477 words, and no table of contents.",
    ]


def test_the_text_for_people() -> None:
    plants = {plant.__name__: plant for _, plant in WORD}
    paper = document()
    plants["a_red_cell"](paper)
    plants["click_here"](paper)
    plants["typed_bullets"](paper)
    book = {plant.__name__: plant for _, plant in BOOK}["two_owners"]
    barriers = (
        *look_over("Housing.docx", paper.saved()),
        *look_over("Housing.xlsx", book_faults.with_fault(book)),
    )
    assert (
        access_text(barriers)
        == """\
Housing.docx: 2 errors and 1 warning

  Error A111 · under 'Next steps', paragraph 1
    The words of a link are 'click here'.
    The words of a link say where it leads.
    → Make the name of the page or document the words of the link.

  Error A113 · under 'Actions', table 1, row 3, column 1
    This cell is filled with colour FF0000 and holds only '●'.
    What a colour means stands there in words too.
    → Write the rating into the cell, such as Red, Amber or Green; if the colour means nothing, take
      it off.

  Warning A209 · under 'Next steps', paragraph 2
    '• Ask the tenants' begins with a number or sign that was typed. It is the same in 1 more place:
    paragraph 3.
    A list has the style of a list, which gives it its numbers or signs.
    → Select the items, take the typed signs out, and choose a list style.

Housing.xlsx: 1 error and 1 warning

  Error A323 · Risks, A3
    The cells A3:C5 are not marked as a table.
    Data with headings are marked as a table.
    → Select them, press Ctrl+T, and tick 'My table has headers'.

  Warning A329 · Risks, C3
    The heading 'Owner' stands over column B too.
    Each heading stands over one column only.
    → Say in each heading what sets it apart.

3 errors and 2 warnings in 1 workbook and 1 document.
No program can judge whether the words are plain, whether alternative text says what matters, or
whether the order makes sense: read the paper once for that.
"""
    )


def test_the_objects_for_programs_follow_their_schema() -> None:
    schema = json.loads(access_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    for name, faults, made in (
        ("Housing.docx", WORD, word_faults.with_fault),
        ("Housing.xlsx", BOOK, book_faults.with_fault),
    ):
        for _, plant in faults[::7]:
            jsonschema.validate(json.loads(access_json(look_over(name, made(plant)))), schema)


def test_an_object_for_programs_has_its_place_apart() -> None:
    plant = {plant.__name__: plant for _, plant in WORD}["a_red_cell"]
    assert json.loads(access_json(look_over("Housing.docx", word_faults.with_fault(plant)))) == [
        {
            "code": "A113",
            "severity": "error",
            "title": "Colour alone",
            "file": "Housing.docx",
            "kind": "document",
            "place": "under 'Actions', table 1, row 3, column 1",
            "heading": "Actions",
            "part": "",
            "paragraph": 0,
            "table": 1,
            "sheet": "",
            "cell": "",
            "row": 3,
            "column": 1,
            "value": "FF0000",
            "found": "This cell is filled with colour FF0000 and holds only '●'.",
            "allowed": "What a colour means stands there in words too.",
            "remedy": "Write the rating into the cell, such as Red, Amber or Green; if the colour means nothing, "
            "take it off.",
            "reason": "A rating in colour alone is lost on who does not see it, or sees red and green alike, and on a "
            "grey print (WCAG 2.2, 1.4.1 Use of Color; Analysis Function checklist, Do not use colour as the only way "
            "to convey a message).",
        }
    ]


def test_a_rule_is_explained() -> None:
    assert (
        explain_access("a203")
        == """\
A203: A heading level skipped (error, access)

Who jumps from heading to heading thinks that a part is missing (WCAG 2.2, 1.3.1 Info and
Relationships).

A heading is at most one level below the one before it.

→ Give it the style of the next level.
"""
    )
    assert explain_access("A999") is None


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_rule_names_what_it_rests_on_and_ends_its_sentences(rule: Rule[Any]) -> None:
    assert any(source in rule.basis for source in ("WCAG 2.2, ", "GOV.UK, ", "Analysis Function checklist, "))
    assert rule.allowed.endswith(".")
    assert rule.remedy.endswith(".")
    assert not rule.why.endswith(".")
    assert [each.code for each in RULES].count(rule.code) == 1
