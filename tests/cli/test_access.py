"""`compile access` as an officer uses it: on files of any make, with the exit codes of `compile check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compiler.cli.app import app
from compiler.render.access import access_schema
from tests.render.access.papers import document, workbook


def ran(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a readable document and workbook, and one of each with a fault."""
    (tmp_path / "Good.docx").write_bytes(document().saved())
    (tmp_path / "Good.xlsx").write_bytes(workbook())
    paper = document()
    paper.paragraph("Next steps").style = "Heading 1"
    (tmp_path / "Two titles.docx").write_bytes(paper.saved())
    small = workbook(lambda book: book.sheet.write_string(1, 0, "Illustrative figures", book.look(font_size=9)))
    (tmp_path / "Small.xlsx").write_bytes(small)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_readable_papers_end_with_0(papers: Path) -> None:
    assert ran("access", "Good.docx", "Good.xlsx") == (
        0,
        "Nothing to put right.\n"
        "No program can judge whether the words are plain, whether alternative text says what matters, or\n"
        "whether the order makes sense: read the paper once for that.\n",
        "",
    )
    assert ran("access", "Good.docx", "--quiet") == (0, "", "")
    assert ran("access", "Good.docx", "--format", "json", "--quiet") == (0, "[]\n", "")


def test_an_error_ends_with_1_and_the_next_command(papers: Path) -> None:
    assert ran("access", "Good.docx", "Two titles.docx") == (
        1,
        """\
Two titles.docx: 1 error

  Error A202 · under 'Next steps'
    'Next steps' is one more heading of level 1.
    A paper has one heading of level 1, its title, before all others.
    → Give the title the style Heading 1 (or Title with outline level 1), and the sections Heading 2
      and so on.

1 error in 1 document.
No program can judge whether the words are plain, whether alternative text says what matters, or
whether the order makes sense: read the paper once for that.
Next: compile explain A202
""",
        "",
    )


def test_a_warning_ends_with_0_and_where_it_is_strict_with_1(papers: Path) -> None:
    line = (
        "Small.xlsx, Actions, A2: warning A105: 'Illustrative figures' is 9 points high. Words are at least 12 points "
        "high. Set the style, or the cells, to 12 points or more.\n"
    )
    assert ran("access", "Small.xlsx", "--format", "concise") == (0, line, "")
    assert ran("access", "Small.xlsx", "--format", "concise", "--strict") == (1, line, "")


def test_two_files_of_one_name_are_told_apart_by_their_paths(papers: Path) -> None:
    (papers / "old").mkdir()
    (papers / "old" / "Small.xlsx").write_bytes((papers / "Small.xlsx").read_bytes())
    code, out, _ = ran("access", "Small.xlsx", "old/Small.xlsx", "old/Small.xlsx", "--format", "json")
    assert code == 0
    assert [each["file"] for each in json.loads(out)] == ["Small.xlsx", "old/Small.xlsx"]


def test_a_file_that_cannot_be_read_is_told_beside_the_others(papers: Path) -> None:
    (papers / "Broken.docx").write_bytes(b"PK\3\4")
    code, out, _ = ran("access", "Broken.docx", "Small.xlsx", "--format", "concise")
    assert code == 1
    assert [line.split(":")[0] for line in out.splitlines()] == [
        "Broken.docx, the whole document",
        "Small.xlsx, Actions, A2",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name the documents or workbooks to look at: compile access report.docx\n"),
        (("None.docx",), "There is no file 'None.docx'.\n"),
        ((".",), "'.' is a folder. Name the files in it.\n"),
        (("Good.docx", "--format", "sarif"), "There is no format 'sarif'. There are: text, concise, json.\n"),
    ],
)
def test_wrong_use_ends_with_2_and_the_way_out(papers: Path, arguments: tuple[str, ...], said: str) -> None:
    assert ran("access", *arguments) == (2, "", said)


def test_the_schema_is_printed_and_a_code_explained(papers: Path) -> None:
    assert ran("access", "--schema") == (0, access_schema(), "")
    code, out, _ = ran("explain", "a304")
    assert (code, out.splitlines()[0]) == (0, "A304: A hidden sheet (warning, access)")
    code, _, err = ran("explain", "A999")
    assert (code, err.split(".")[0]) == (2, "There is no finding with the code 'A999'")
