"""A report with comments, tracked changes or hidden words is kept and compiled, and never written as final."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.quarter.running import run
from tests.quarter.town import OUTPUT, make_town
from tests.render.word.shaping import packed, parts_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
COMMENTS = (
    f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Jo"><w:p><w:r><w:t>Not for members</w:t></w:r></w:p>'
)
TYPED = "<w:t>Typed by hand.</w:t>"
BY_HAND: Mapping[str, tuple[str, str]] = {
    "a tracked change": (
        f'<w:p><w:ins w:id="1" w:author="Jo"><w:r>{TYPED}</w:r></w:ins></w:p>',
        "The report has tracked changes, such as “Typed by hand.”: accept or reject them all in Word",
    ),
    "a deletion": (
        '<w:p><w:del w:id="1" w:author="Jo"><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>',
        "The report has tracked changes, such as “Gone.”: accept or reject them all in Word",
    ),
    "hidden words": (
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{TYPED}</w:r></w:p>",
        "The report has hidden words, such as “Typed by hand.”: show or delete them in Word",
    ),
    "a comment": (
        f'<w:p><w:r>{TYPED}</w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>',
        "The report has comments, such as “Not for members”: delete them in Word",
    ),
}


def type_in(path: Path, xml: str) -> None:
    """Put more at the end of a report, with the comment that it may refer to."""
    parts = parts_of(path.read_bytes())
    document = parts[DOCUMENT].decode()
    at = document.rindex("<w:sectPr")
    parts[DOCUMENT] = (document[:at] + xml + document[at:]).encode()
    related = parts[RELATIONS].decode()
    if "commentReference" in xml:
        parts["word/comments.xml"] = f"{COMMENTS}</w:comment></w:comments>".encode()
        more = f'<Relationship Id="rIdComments" Type="{OFFICE}/comments" Target="comments.xml"/>'
        related = related.replace("</Relationships>", f"{more}</Relationships>")
    parts[RELATIONS] = related.encode()
    path.write_bytes(packed(parts))


@pytest.mark.parametrize("kind", BY_HAND)
def test_it_is_kept_in_a_working_copy_and_refused_as_final(tmp_path: Path, kind: str) -> None:
    xml, said = BY_HAND[kind]
    make_town(tmp_path)
    report = tmp_path / OUTPUT / "report.docx"
    assert run("quarter", tmp_path).code == 0
    type_in(report, xml)
    lying = report.read_bytes()
    refused = run("quarter", tmp_path, "--final")
    assert (refused.code, refused.out, report.read_bytes()) == (1, "", lying)
    assert said in refused.err
    assert refused.err.endswith("Next: compile quarter --year 2008-09 --quarter Q1 --final, once that is done\n")
    assert run("quarter", tmp_path).code == 0
    assert ("Gone." if kind == "a deletion" else "Typed by hand.") in parts_of(report.read_bytes())[DOCUMENT].decode()


def test_a_paper_of_another_body_is_refused_too(tmp_path: Path) -> None:
    make_town(tmp_path)
    settings = tmp_path / "workbooks/town/department.toml"
    day = "meeting = 2008-08-05"
    settings.write_text(settings.read_text().replace(day, f"{day}\nmeetings = {{ management-team = 2008-08-04 }}"))
    paper = tmp_path / OUTPUT / "management-team.docx"
    assert run("report", tmp_path, "--audience", "management-team").code == 0
    type_in(paper, BY_HAND["hidden words"][0])
    refused = run("report", tmp_path, "--audience", "management-team", "--final")
    assert refused.code == 1
    assert BY_HAND["hidden words"][1] in refused.err


def test_what_was_typed_without_any_of_these_is_published_without_the_marks_of_saving(tmp_path: Path) -> None:
    make_town(tmp_path)
    report = tmp_path / OUTPUT / "report.docx"
    assert run("quarter", tmp_path).code == 0
    type_in(report, f'<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:r w:rsidRPr="00AB12CD">{TYPED}</w:r></w:p>')
    assert run("quarter", tmp_path, "--final").code == 0
    document = parts_of(report.read_bytes())[DOCUMENT].decode()
    assert f"<w:p><w:r>{TYPED}</w:r></w:p>" in document
    assert "rsid" not in document
