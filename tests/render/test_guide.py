"""The pages of guidance: what Markdown becomes in Word, that each is one page, and that they name what there is."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.main import get_command

from compiler.cli.app import app
from compiler.render.guide import guide_blocks, render_guide
from compiler.report.blocks import Heading, Paragraph, Strong
from tests.office import SECONDS, office
from tests.render.docx_lint import lint

BASE = Path(__file__).parents[2] / "templates" / "base"
GUIDES = sorted((BASE / "guides").glob("*.md"))
NAMES = {
    "council": "Royal Borough of Anytown and the Villages",
    "department": "Children, Families and Adult Social Care Directorate",
    "key": "children-families-and",
}


def made(guide: Path) -> bytes:
    return render_guide(guide.read_text(encoding="utf-8"), (BASE / "report.docx").read_bytes(), NAMES)


def test_headings_paragraphs_steps_and_points_become_blocks() -> None:
    text = "# One\n\nFirst line\nsecond, **bold** and `code`.\n\n1. Do this.\n2. Do that.\n\n- A point.\n"

    assert list(guide_blocks(text)) == [
        Heading(1, "One"),
        Paragraph(("First line", " ", "second, ", Strong("bold"), " and ", Strong("code"), ".")),
        Paragraph(("Do this.",), step=1),
        Paragraph(("Do that.",), step=2),
        Paragraph(("A point.",), "bullet"),
    ]


def test_each_list_of_steps_is_one_of_words_own_and_begins_with_1() -> None:
    text = "# One\n\n1. Do this.\n2. Do that.\n\nThen:\n\n1. Rest.\n"
    document = docx.Document(BytesIO(render_guide(text, (BASE / "report.docx").read_bytes(), NAMES)))
    lists = [int(each) for each in document.element.body.xpath(".//w:pPr/w:numPr/w:numId/@w:val")]
    assert lists == [lists[0], lists[0], lists[0] + 1]
    held = document.part.numbering_part.element
    for number in set(lists):
        [found] = held.xpath(f"w:num[@w:numId='{number}']")
        assert found.xpath("w:lvlOverride/w:startOverride/@w:val") == ["1"]
        kind = found.xpath("w:abstractNumId/@w:val")[0]
        assert held.xpath(f"w:abstractNum[@w:abstractNumId='{kind}']/w:lvl/w:numFmt/@w:val") == ["decimal"]


@pytest.mark.parametrize("guide", GUIDES, ids=[path.stem for path in GUIDES])
def test_every_word_of_a_guide_stands_in_its_document(guide: Path) -> None:
    document = docx.Document(BytesIO(made(guide)))

    told = " ".join(paragraph.text for paragraph in document.paragraphs)
    text = re.sub(r"^(#+|-|\d+\.) ", "", guide.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name, words in NAMES.items():
        text = text.replace(f"{{{name}}}", words)
    masthead = f"{NAMES['council']} {NAMES['department']} "
    assert f"{masthead}{re.sub(r'[`*]', '', text)}".split() == told.split()
    assert lint(made(guide)) == []


def test_every_command_and_option_that_a_guide_names_is_there() -> None:
    commands: Any = get_command(app)
    there = {name: commands.get_command(None, name) for name in commands.list_commands(None)}
    named = [words for path in GUIDES for words in re.findall(r"`(compile [^`]+)`", path.read_text(encoding="utf-8"))]
    assert named
    for words in named:
        command, *rest = words.split()[1:]
        assert command in there, words
        found = there[command]
        if hasattr(found, "get_command"):
            found = found.get_command(None, rest[0])
            assert found is not None, words
        options = {option for each in found.params for option in each.opts}
        assert {each for each in rest if each.startswith("--")} <= options, words


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_each_guide_is_one_page_with_long_names_too(tmp_path: Path) -> None:
    files = [tmp_path / f"{path.stem}.docx" for path in GUIDES]
    for path, guide in zip(files, GUIDES, strict=True):
        path.write_bytes(made(guide))
    command = [str(office()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)

    pages = {}
    for path in files:
        told = subprocess.run(["pdfinfo", path.with_suffix(".pdf")], check=True, capture_output=True, text=True).stdout
        pages[path.stem] = re.findall(r"Pages:\s+(\d+)", told)
    assert pages == {path.stem: ["1"] for path in files}
