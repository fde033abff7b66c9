"""The finished report read back: what a person changed is found where it stands, what she only reworded is not."""

from __future__ import annotations

import contextlib
import copy
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.render.audit import NotRead, audit, audit_json, audit_text, read_document
from compiler.render.audit.marks import differing
from compiler.render.audit.remark import Audited
from tests.office import office, saved_again
from tests.render.digits import Made, digits, made, missed, rezipped, unzipped

Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def published() -> Made:
    return made("2007-08", "Q4")


@pytest.fixture(scope="module")
def newest() -> Made:
    return made("2008-09", "Q2")


def audited(report: Made, word: bytes) -> Audited:
    return audit(read_document(word, "edited.docx"), report.wrote, report.view)


def edited(report: Made, edit: Edit) -> Audited:
    """The report audited after an edit with another library, as a person makes it in Word."""
    document = docx.Document(io.BytesIO(report.word))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return audited(report, out.getvalue())


def told(found: Audited) -> list[tuple[str, str, str]]:
    """The remarks as weight, what stands there and what was written."""
    return [(each.kind, each.value, each.wrote) for each in found.remarks]


def paragraph(document: Any, words: str) -> Any:
    return next(each for each in paragraphs(document) if words in each.text)


def paragraphs(document: Any) -> list[Paragraph]:
    """Every paragraph of a document, also those within slots."""
    return [Paragraph(each, document) for each in document.element.body.iter(qn("w:p"))]


def table(document: Any, heading: str, first: str) -> Any:
    return next(
        each
        for each in tables(document)
        if each.cell(0, 0).text == heading
        and first in each.columns[0].cells[1].text
        and each.cell(0, 1).text != "Actions (%)"
    )


def tables(document: Any) -> list[Table]:
    """Every table of a document, also those within slots."""
    return [Table(each, document) for each in document.element.body.iter(qn("w:tbl"))]


# --- untouched, and every digit ---


@pytest.mark.parametrize(("year", "quarter"), [("2007-08", "Q4"), ("2008-09", "Q1"), ("2008-09", "Q2")])
def test_a_report_that_nobody_touched_is_clean(year: str, quarter: str) -> None:
    report = made(year, quarter)
    found = audited(report, report.word)
    assert (found.remarks, found.clean) == ((), True)
    assert found.numerals > 400


def test_a_report_that_another_program_saved_is_clean(published: Made, newest: Made) -> None:
    assert edited(published, lambda document: None).remarks == ()
    assert edited(newest, lambda document: None).remarks == ()


def test_a_digit_changed_anywhere_is_found(published: Made) -> None:
    """A sample of them; `python -m tests.render.digits` tries every digit."""
    places = digits(published)
    assert len(places) > 800
    sample = random.Random(20080520).sample(places, 60)
    assert [list(missed(published, sample[step::9], step)) for step in range(1, 10)] == [[]] * 9


def test_a_digit_changed_in_the_longest_report_is_found(newest: Made) -> None:
    sample = random.Random(20081118).sample(digits(newest), 8)
    assert list(missed(newest, sample, 3)) == []


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_a_report_that_libreoffice_saved_is_clean_and_a_changed_digit_in_it_is_found(
    published: Made, newest: Made, tmp_path: Path
) -> None:
    reports = {tmp_path / "published.docx": published, tmp_path / "newest.docx": newest}
    for path, report in reports.items():
        path.write_bytes(report.word)
    for path, report in zip(saved_again(list(reports), tmp_path), reports.values(), strict=True):
        saved = replace(report, word=path.read_bytes(), parts=unzipped(path.read_bytes()))
        assert told(audited(report, saved.word)) == []
        places = [place for place in digits(saved) if place[0] == "word/document.xml"]
        assert list(missed(saved, random.Random(20081118).sample(places, 8), 3)) == []


# --- edits by hand that are clean ---


def _move(document: Any) -> None:
    paragraph(document, "In 2008/09 the Government")._p.addnext(paragraph(document, "2007 and 2008 cannot always")._p)


def _reword(document: Any) -> None:
    said = paragraph(document, "Teenage pregnancy was red as an indicator")
    said.text = (
        "At the end of March 2007 teenage pregnancy was red as an indicator; the action is now amber, and the "
        "indicator of the year green. Conception rates dropped, but the 2010 targets will be a significant challenge."
    )


def _spell(document: Any) -> None:
    said = paragraph(document, "Since Quarter 3, eight further actions")
    said.text = said.text.replace("eight", "8").replace("Four of these", "4 of these")


def _quote(document: Any) -> None:
    paragraph(document, "Good progress was made").add_run(" Of all actions, 47.4% are amber: nine of 19 actions.")


def _refer(document: Any) -> None:
    paragraph(document, "Good progress was made").add_run(" Table 2 and section 4.1 show this for 2007/08.")


def _copy(document: Any) -> None:
    said = paragraph(document, "Since Quarter 3, eight further actions")
    paragraph(document, "Good progress was made")._p.addnext(copy.deepcopy(said._p))


def _sort(document: Any) -> None:
    rows = table(document, "Action", "Implement with partner").rows
    rows[-1]._tr.addnext(rows[1]._tr)


def _delete_words(document: Any) -> None:
    said = paragraph(document, "Far fewer pupils are permanently excluded")
    said._p.getparent().remove(said._p)


def _take_out_a_section(document: Any) -> None:
    """Section 6 is taken out, and those behind it are counted anew, in the contents too."""
    said = paragraph(document, "The Children and Young People's Plan 2006 to 2009")
    said._p.getparent().remove(said._p)
    for each in [each for each in paragraphs(document) if each.text.startswith("6\tAdditional activities")]:
        held: Any = each._p.getparent()
        held.remove(each._p)
    for number, words in ((7, "Performance update"), (8, "Recommendations"), (9, "Contact officer")):
        for each in (each for each in paragraphs(document) if each.text.startswith(f"{number}\t{words}")):
            text = next(run for run in each._p.iter() if run.tag.endswith("}t") and run.text == str(number))
            text.text = str(number - 1)


@pytest.mark.parametrize(
    "edit", [_move, _reword, _spell, _quote, _refer, _copy, _sort, _delete_words, _take_out_a_section]
)
def test_an_edit_that_keeps_the_figures_stays_clean(published: Made, edit: Edit) -> None:
    assert told(edited(published, edit)) == []


# --- edits that are found ---


def _change_a_share(document: Any) -> None:
    table(document, "Rating", "Red").cell(2, 2).paragraphs[0].runs[0].text = "47.5%"


def _change_a_rating(document: Any) -> None:
    cell = table(document, "Action", "Implement with partner").cell(1, 4)
    cell.paragraphs[0].runs[0].text = "● Amber"


def _blank_a_figure(document: Any) -> None:
    table(document, "Rating", "Red").cell(2, 1).paragraphs[0].runs[0].text = "some"


def _give_what_is_not_published(document: Any) -> None:
    table(document, "Action", "Implement with partner").cell(1, 1).paragraphs[0].runs[0].text = "March 2009"


def _swap(document: Any) -> None:
    said = paragraph(document, "62% against a target of 69%")
    said.text = said.text.replace("62% against a target of 69%", "69% against a target of 62%")


def _count_otherwise(document: Any) -> None:
    said = paragraph(document, "Since Quarter 3, eight further actions")
    said.text = said.text.replace("eight", "nine").replace("have been completed", "were finished in time")


def _invent(document: Any) -> None:
    paragraph(document, "Good progress was made").add_run(" Complaints fell by 12% and 52.6% of indicators are green.")


def _invent_in_words(document: Any) -> None:
    paragraph(document, "Good progress was made").add_run(" A third of the actions are red, and five schools closed.")


def _refer_to_nothing(document: Any) -> None:
    paragraph(document, "Good progress was made").add_run(" See Table 99, as agreed on 3 June 2009.")


def _drop_a_row(document: Any) -> None:
    rows = table(document, "Rating", "Red").rows
    rows[0]._tr.getparent().remove(rows[1]._tr)


def _add_a_row(document: Any) -> None:
    row = table(document, "Rating", "Red").rows[2]._tr
    added = copy.deepcopy(row)
    row.addnext(added)
    texts = [each for each in added.iter() if each.tag.endswith("}t")]
    for text, words in zip(texts, ("Blue", "77", "3.3%"), strict=True):
        text.text = words


def _drop_a_column(document: Any) -> None:
    for row in table(document, "Rating", "Red").rows:
        row._tr.remove(row._tr.tc_lst[1])


def _drop_a_table(document: Any) -> None:
    gone = table(document, "Abbreviation", "DCSF")._tbl
    gone.getparent().remove(gone)


def _footnote_in_a_box(document: Any) -> None:
    box = parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Spending was £37 million.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    paragraph(document, "Good progress was made")._p.addnext(box)


def _tracked(document: Any) -> None:
    said = paragraph(document, "Since Quarter 3, eight further actions")
    run = next(each for each in said.runs if each.text == "eight")
    wrapped = parse_xml(
        f'<w:del {nsdecls("w")} w:id="901" w:author="A"><w:r><w:delText>eight</w:delText></w:r></w:del>'
    )
    put_in = parse_xml(f'<w:ins {nsdecls("w")} w:id="902" w:author="A"><w:r><w:t>seven</w:t></w:r></w:ins>')
    run._r.addprevious(wrapped)
    run._r.addprevious(put_in)
    run._r.getparent().remove(run._r)


def _header(document: Any) -> None:
    document.sections[-1].header.paragraphs[0].add_run(" version 44")


CHANGED, NOTHING = "changed", "nothing says this"


@pytest.mark.parametrize(
    ("edit", "remarks"),
    [
        (_change_a_share, [(CHANGED, "47.5%", "47.4%")]),
        (_change_a_rating, [(CHANGED, "Amber", "Green")]),
        (_blank_a_figure, [(CHANGED, "some", "9")]),
        (_give_what_is_not_published, [(CHANGED, "2009", "not published")]),
        (_swap, [(CHANGED, "69%", "62%"), (CHANGED, "62%", "69%")]),
        (_count_otherwise, [(CHANGED, "nine", "eight")]),
        (_invent, [(NOTHING, "12%", ""), (NOTHING, "52.6%", "")]),
        (_invent_in_words, [(NOTHING, "A third", ""), (NOTHING, "five", "")]),
        (_refer_to_nothing, [("no such part", "Table 99", ""), ("date", "3 June 2009", "")]),
        (_drop_a_row, [("row gone", "", "▼ Red | 0 | 0%")]),
        (_add_a_row, [(NOTHING, "77", ""), (NOTHING, "3.3%", "")]),
        (_drop_a_column, [("column gone", "", "")]),
        (_drop_a_table, [("table gone", "", "")]),
        (_footnote_in_a_box, [(NOTHING, "£37", "")]),
        (_tracked, [(CHANGED, "seven", "eight"), ("tracked", "seven", ""), ("tracked", "eight", "")]),
        (_header, [(NOTHING, "44", "")]),
    ],
)
def test_what_is_changed_is_found(published: Made, edit: Edit, remarks: list[tuple[str, str, str]]) -> None:
    assert told(edited(published, edit)) == remarks


@pytest.mark.parametrize(
    ("sentence", "unsaid"),
    [
        ("Of the 47 actions in the Departmental Plan, 34 are rated Amber.", []),
        ("Of the 47 actions in the Departmental Plan, 35 are rated Amber.", ["35"]),
        ("More than seven in ten actions (72.3%) are Amber.", []),
        ("72.3% of indicators are Amber.", ["72.3%"]),
        ("Nine actions, 19.1%, are now Green.", []),
        ("34 actions are rated Green.", ["34"]),
        ("Four actions are Red and need a decision.", []),
        ("Five actions are Red and need a decision.", ["Five"]),
        ("The plan holds 47 actions and 120 indicators.", []),
        ("The plan holds 48 actions and 121 indicators.", ["48", "121"]),
        ("Indicator NI 73 on Key Stage 2 is covered in Appendix B.", []),
        ("NI 999 got worse.", ["999"]),
        ("Spending was 2% under budget.", ["2%"]),
        ("No one disagreed, and one should note this.", []),
        ("The Portfolio Holder meets on 18 November 2008.", []),
    ],
)
def test_a_new_sentence_stands_if_its_figures_are_those_of_its_words(
    newest: Made, sentence: str, unsaid: list[str]
) -> None:
    def edit(document: Any) -> None:
        paragraph(document, "Table 2 summarises progress").insert_paragraph_before(sentence)

    found = edited(newest, edit).remarks
    assert [(each.kind, each.value) for each in found] == [(NOTHING, value) for value in unsaid]


def test_remarks_in_words_and_as_json(published: Made) -> None:
    def edit(document: Any) -> None:
        _change_a_share(document)
        _drop_a_row(document)
        _refer_to_nothing(document)

    def at_first(document: Any) -> None:
        table(document, "Rating", "Red").cell(2, 2).paragraphs[0].runs[0].text = "47.5%"
        rows = table(document, "Rating", "Red").rows
        rows[0]._tr.getparent().remove(rows[1]._tr)

    found = edited(published, at_first)
    assert audit_text(found) == (
        "edited.docx against the report of Quarter 4 2007/08\n"
        "\n"
        "  Error: Table 2, row “● Amber”, column “%”\n"
        "      It says “47.5%” where the report said “47.4%”.\n"
        "      A figure in its own place is what the returns give for it. Put “47.4%” back, or have the\n"
        '      return corrected and compile again; compile trace "Table 2, Amber, %" says where it comes\n'
        "      from.\n"
        "\n"
        "  Warning: Table 2, after the headings\n"
        "      The row “▼ Red” is not in Table 2 any more.\n"
        "      Without a row the report is not whole, and its totals do not add up. Put it back, or say in\n"
        "      the report that it was left out.\n"
        "\n"
        f"{found.numerals} numerals read: 1 error, 1 warning.\n"
    )
    assert not found.clean
    assert '"kind": "changed",\n      "severity": "error",\n      "where": "Table 2, row “● Amber”' in audit_json(found)
    assert not edited(published, edit).clean


# --- documents that are not ours, or damaged ---


def _bytes(**parts: str) -> bytes:
    return rezipped({name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "'a.docx' is no Word document (.docx), or damaged."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "'a.docx' is protected by a password, or in Word's old format",
        ),
        (_bytes(word__other_xml="<a/>"), "'a.docx' is no Word document (.docx), or damaged."),
        (_bytes(word__document_xml="<a"), "'a.docx' is damaged: its part 'word/document.xml' cannot be read."),
        (
            _bytes(word__document_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "'a.docx' is damaged: its part 'word/document.xml' cannot be read.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(NotRead) as caught:
        read_document(data, "a.docx")
    assert str(caught.value).startswith(said)


def test_a_document_that_is_too_large_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", " " * (65 * 1024 * 1024))
    with pytest.raises(NotRead, match="is too large to be read"):
        read_document(out.getvalue(), "a.docx")


def test_a_document_of_something_else_is_told(published: Made) -> None:
    other = docx.Document()
    other.add_paragraph("Minutes of the meeting.")
    out = io.BytesIO()
    other.save(out)
    with pytest.raises(NotRead) as caught:
        audited(published, out.getvalue())
    assert str(caught.value).startswith("'edited.docx' is not the report of Quarter 4 2007/08")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(["cut", "flip"]))
def test_a_damaged_file_is_told_and_never_breaks(published: Made, seed: int, way: str) -> None:
    data, at = bytearray(published.word), seed % len(published.word)
    broken = bytes(data[:at]) if way == "cut" else bytes((*data[:at], data[at] ^ 0xFF, *data[at + 1 :]))
    with contextlib.suppress(NotRead):
        assert read_document(broken, "a.docx").name == "a.docx"


# --- two sentences ---


@pytest.mark.parametrize(
    ("now", "wrote", "found"),
    [
        ("62% against a target of 69%", "62% against a target of 69%", []),
        ("69% against a target of 69%", "62% against a target of 69%", [("69%", "62%")]),
        ("69% against a target of 62%", "62% against a target of 69%", [("69%", "62%"), ("62%", "69%")]),
        ("against a target of 69%, 62% was reached", "62% against a target of 69%", []),
        ("8 further actions were finished", "eight further actions have been completed", []),
        ("nine more actions are done", "eight further actions have been completed", [("nine", "eight")]),
        ("1,204 pupils", "1204 pupils", []),
        ("-8.5% was aimed at", "8.5% was aimed at", [("-8.5%", "8.5%")]),
        ("ages 14-18", "ages 14-19", [("18", "19")]),
        ("two of the 3 were new", "two of the were new", [("3", None)]),
    ],
)
def test_figures_are_held_against_each_other(now: str, wrote: str, found: list[tuple[str, str | None]]) -> None:
    assert [(each.mark.text, each.wrote and each.wrote.text) for each in differing(now, wrote)] == found
