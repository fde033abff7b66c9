"""What a person sees of a paragraph: the same however Word or LibreOffice writes it, another once it is edited."""

from __future__ import annotations

import pytest

from compiler.render.word.edits.looks import Looks
from compiler.render.word.edits.seen import content_of
from compiler.render.word.edits.stretch import Seen
from compiler.render.word.opc import parse
from compiler.render.word.styles import W

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""
RENAMED = STYLES.replace('styleId="BodyText"', 'styleId="TextBody"').replace('"heading 2"', '"Heading 2"')


def read(xml: str, styles: str = STYLES, listed: frozenset[str] = frozenset()) -> tuple[Seen, ...]:
    """What is seen of the body with that content."""
    body = parse(f'<w:body xmlns:w="{W}" xmlns:r="r" xmlns:wp="wp">{xml}</w:body>'.encode())
    looks = Looks(parse(f'<w:styles xmlns:w="{W}">{styles}</w:styles>'.encode()))
    return content_of(body, looks, listed=listed).seen


def keys(xml: str, styles: str = STYLES) -> list[str]:
    """What tells the paragraphs and tables of that content apart."""
    return [each.key for each in read(xml, styles)]


def p(runs: str, properties: str = '<w:pStyle w:val="BodyText"/>') -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


WROTE = p(r("Of 19 actions, 9 are ") + r("Green", '<w:rStyle w:val="Strong"/>') + r("."))
PLAIN = p(r("Of 19 actions."))
TABLE = f"<w:tbl><w:tr><w:tc>{p(r('Red'))}</w:tc><w:tc>{p(r('4'))}</w:tc></w:tr></w:tbl>"
HEADING = p("<w:r><w:t>3.1</w:t><w:tab/><w:t>Actions</w:t></w:r>", '<w:pStyle w:val="Heading2"/>')
STRUCK_OUT = "<w:del><w:r><w:delText>19</w:delText></w:r></w:del>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText> {} </w:instrText></w:r>"


def page(number: str) -> str:
    """A paragraph with the number of its page, as Word last worked it out."""
    said = FIELD.format("begin") + CODE.format("PAGE") + FIELD.format("separate") + r(number) + FIELD.format("end")
    return p(r("Page ") + said)


SAME = {
    "runs split and marked by revision": (
        WROTE,
        p(
            '<w:r w:rsidR="00A1"><w:t xml:space="preserve">Of 19 act</w:t></w:r><w:proofErr w:type="spellStart"/>'
            + r("ions, 9 are ")
            + r("Green", '<w:rStyle w:val="Strong"/><w:b/><w:bCs/><w:lang w:val="en-GB"/>')
            + r("."),
        ),
    ),
    "a bookmark and a line break of the last printing": (
        PLAIN,
        p('<w:bookmarkStart w:id="7" w:name="_Toc1"/><w:r><w:lastRenderedPageBreak/></w:r>' + r("Of 19 actions.")),
    ),
    "a soft hyphen": (PLAIN, p(r("Of 19 act\u00adions."))),
    "an empty paragraph behind": (PLAIN, PLAIN + p("")),
    "marks on a blank alone": (PLAIN, p(r("Of 19") + r(" ", "<w:b/>") + r("actions."))),
    "a heading that is counted anew": (HEADING, HEADING.replace("3.1", "2")),
    "a table that is counted anew": (
        p(r("Table 3: Actions, see Appendix B")),
        p(r("Table ") + FIELD.format("begin") + CODE.format("SEQ Table") + FIELD.format("separate") + r("11")
          + FIELD.format("end") + r(": Actions, see Appendix C")),
    ),
    "a number whose code LibreOffice has written out": (
        p(r("Table 3: Actions")), p(r("Table ") + r(" SEQ Table \\* ARABIC ") + r("3") + r(": Actions")),
    ),
    "the number of a page": (page("3"), page("12")),
    "a control round a paragraph": (PLAIN, f"<w:sdt><w:sdtPr/><w:sdtContent>{PLAIN}</w:sdtContent></w:sdt>"),
}  # fmt: skip

OTHER = {
    "a digit": (WROTE, WROTE.replace("9 are", "8 are")),
    "bold": (PLAIN, p(r("Of ") + r("19", "<w:b/>") + r(" actions."))),
    "italics": (PLAIN, p(r("Of 19 actions.", "<w:i/>"))),
    "no longer strong": (WROTE, WROTE.replace('<w:rStyle w:val="Strong"/>', "")),
    "struck through": (PLAIN, p(r("Of 19 actions.", "<w:strike/>"))),
    "another style": (PLAIN, p(r("Of 19 actions."), '<w:pStyle w:val="Heading2"/>')),
    "another level of a list": (PLAIN, PLAIN.replace("</w:pPr>", '<w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>')),
    "a cell": (TABLE, TABLE.replace("4", "5")),
    "a row more": (TABLE, TABLE.replace("</w:tbl>", f"<w:tr><w:tc>{p(r('x'))}</w:tc></w:tr></w:tbl>")),
    "a quotation mark": (p(r('"so"')), p(r("“so”"))),
    "words put in and tracked": (PLAIN, p(f"<w:ins>{r('Of 19 actions.')}</w:ins>")),
    "words struck out and tracked": (PLAIN, p(r("Of ") + STRUCK_OUT + r(" actions."))),
    "a comment": (PLAIN, p(r("Of 19 actions.") + '<w:r><w:commentReference w:id="0"/></w:r>')),
    "a picture": (PLAIN, p(r("Of 19 actions.") + '<w:r><w:drawing><wp:docPr descr="a park"/></w:drawing></w:r>')),
    "a paragraph more": (PLAIN, PLAIN + p(r("Well done."))),
    "a break of the page": (PLAIN, PLAIN + p('<w:r><w:br w:type="page"/></w:r>')),
}  # fmt: skip


@pytest.mark.parametrize(("wrote", "saved"), SAME.values(), ids=SAME)
def test_what_a_program_does_on_saving_is_not_seen(wrote: str, saved: str) -> None:
    assert keys(wrote) == keys(saved)


def test_styles_are_known_by_name() -> None:
    saved = (WROTE + HEADING).replace('"BodyText"', '"TextBody"')
    assert keys(WROTE + HEADING) == keys(saved, RENAMED)


@pytest.mark.parametrize(("wrote", "edited"), OTHER.values(), ids=OTHER)
def test_an_edit_is_seen(wrote: str, edited: str) -> None:
    assert keys(wrote) != keys(edited)


def test_lines_of_contents_are_no_edit_unless_they_are_no_heading() -> None:
    lines = "".join(p(r(text), '<w:pStyle w:val="TOC1"/>') for text in ("Risks\t12", "Our own words"))
    found = read(HEADING + lines, listed=frozenset({"Risks"}))
    assert [each.text for each in found] == ["3.1 Actions", "Our own words"]
