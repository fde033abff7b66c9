"""`compile audit`: the finished report found, read back, and told."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.quarter.running import run
from tests.quarter.town import OUTPUT, RETURNS, make_town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    make_town(folder)
    assert run("quarter", folder, "--quiet").code == 0
    return folder


def _edited(report: Path, place: Path) -> Path:
    """The report with a share changed and a sentence added, as a person does it."""
    document = docx.Document(str(report))
    body = document.element.body
    tables = [Table(each, document) for each in body.iter(qn("w:tbl"))]
    table = next(each for each in tables if [cell.text for cell in each.rows[0].cells] == ["Rating", "Number", "%"])
    next(table.cell(2, 2)._tc.iter(qn("w:t"))).text = "51%"
    words = [Paragraph(each, document) for each in body.iter(qn("w:p"))]
    next(each for each in words if each.text == "Words on update.").add_run(" Costs fell by £300.")
    document.save(str(place))
    return place


def test_an_untouched_report_is_clean_wherever_it_lies(town: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copy(town / OUTPUT / "report.docx", tmp_path / "Sent to members.docx")
    for arguments, name in (([], "report.docx"), ([str(elsewhere)], "Sent to members.docx")):
        done = run("audit", town, *arguments)
        assert (done.code, done.err) == (0, "")
        first, _, last = done.out.splitlines()
        assert first == f"{name} against the report of Quarter 1 2008/09"
        assert last.endswith(
            " numerals read: each is what the returns give for its place, a date, a reference or a setting."
        )
        assert run("audit", town, *arguments, "--quiet").out == ""


def test_what_was_changed_is_told_with_code_1(town: Path, tmp_path: Path) -> None:
    edited = _edited(town / OUTPUT / "report.docx", tmp_path / "edited.docx")
    done = run("audit", town, str(edited))
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert "\n".join(lines[:-1]) == TEXT
    assert lines[-1].endswith(" numerals read: 2 errors.")
    told = json.loads(run("audit", town, str(edited), "--format", "json").out)
    assert (told["document"], told["clean"]) == ("edited.docx", False)
    assert [(each["kind"], each["severity"], each["value"], each["wrote"]) for each in told["remarks"]] == [
        ("nothing says this", "error", "£300", ""),
        ("changed", "error", "51%", "50%"),
    ]


TEXT = """\
edited.docx against the report of Quarter 1 2008/09

  Error: “8 Performance update for the period ending June 2008”, paragraph 1
      Nothing in the returns says “£300”: “Costs fell by £300.”
      A figure in a sentence is one of the report's, with the words that go with it, a date or a
      reference. Check it, name beside it what it is a figure of, or take it out.

  Error: Table 2, row “● Amber”, column “%”
      It says “51%” where the report said “50%”.
      A figure in its own place is what the returns give for it. Put “50%” back, or have the return
      corrected and compile again; compile trace "Table 2, Amber, %" says where it comes from.
"""


def test_returns_that_changed_since_are_named_as_the_reason(tmp_path: Path) -> None:
    make_town(tmp_path)
    assert run("quarter", tmp_path, "--quiet").code == 0
    (tmp_path / RETURNS / "Schools.xlsx").unlink()
    done = run("audit", tmp_path)
    assert done.code == 1
    assert done.out.splitlines()[-1] == (
        "The report in output/ was made before the returns or settings changed: run compile quarter first."
    )


def _other() -> bytes:
    document = docx.Document()
    document.add_paragraph("Minutes of a meeting")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"PK",
            "'a.docx' is no Word document (.docx), or damaged. Open it in Word, save it as a Word document (.docx) ",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "'a.docx' is protected by a password, or in Word's old format (.doc). "),
        (_other(), "Which quarter is 'a.docx' the report of? Name it with --year and --quarter.\n"),
    ],
)
def test_a_document_that_cannot_be_read_is_one_sentence(town: Path, tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    done = run("audit", town, str(tmp_path / "a.docx"))
    assert (done.code, done.out, done.err[: len(said)]) == (2, "", said)


def test_a_document_of_something_else_is_told(town: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(_other())
    done = run("audit", town, str(tmp_path / "a.docx"), "--quarter", "Q1")
    assert (done.code, done.err) == (
        2,
        "'a.docx' is not the report of Quarter 1 2008/09: hardly anything of that stands in it. Name its quarter with "
        "--year and --quarter, or another document.\n",
    )


def test_wrong_use_ends_with_the_way_out(tmp_path: Path) -> None:
    make_town(tmp_path)
    assert run("audit", tmp_path).err == (
        "There is no report of Quarter 1 2008/09 in output/ yet: run compile quarter, or name one.\n"
    )
    assert run("audit", tmp_path, "none.docx").err == (
        "There is no file 'none.docx'. Name the report, such as output/…/report.docx.\n"
    )
    assert run("audit", tmp_path, "--format", "xml").err == "There is no format 'xml'. There are: text, json.\n"
