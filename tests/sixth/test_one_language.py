"""Every output of the sixth council is in the language that its profile has chosen: no English word of ours is left."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.sixth.test_sixth_council import ACTIONS, INDICATORS, M01, M02, RISKS, Made, made, run, words_of

__all__ = ["made"]
TEMPLATES = Path(__file__).parents[2] / "templates"
OWN = Path(__file__).parent
WORD = re.compile(r"[^\W\d_]{3,}")
LEFT = {"xlsx", "housing", "department", "repairs", "lettings", "plan", "sha"}
"""Names of files and of the department's parts, which are the same in every language."""
OF_PROGRAMS = {"used", "places", "type", "part", "need", "list", "kind", "of", "aliases", "in_lists", "when"}
"""The settings of words that are not for people."""
NAMED = {
    *OF_PROGRAMS,
    *(
        "columns",
        "order",
    ),
    *(
        "states",
        "levels",
        "tiers",
        "blocks",
        "summary",
        "body",
        "only_if",
        "otherwise",
        "band",
        "rating",
        "by",
        "beside",
    ),
    *("extends", "returned_by", "roles", "scheme", "tables", "orders", "parts", "table"),
}
"""The settings that name things of the program, not of people."""
HIDDEN = "Identity"
"""The sheet that is for programs alone."""


def values(table: Any) -> Iterator[str]:
    """All words that a file of settings has for people."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, list):
        for each in table:
            yield from values(each)
    elif isinstance(table, Mapping):
        for key, each in table.items():
            if key not in OF_PROGRAMS:
                yield from values(each)


def words_in(*texts: str) -> set[str]:
    return {word.casefold() for text in texts for word in WORD.findall(text)}


@cache
def english() -> frozenset[str]:
    """The English words of the product's own: of its terms, its phrases and its base profile, but for those that are
    Welsh words too or that the council's teams wrote."""
    base = [tomllib.loads((TEMPLATES / "base" / name).read_text(encoding="utf-8")) for name in
            ("terms.toml", "phrases.toml", "profile.toml")]  # fmt: skip
    welsh = [tomllib.loads((OWN / name).read_text(encoding="utf-8")) for name in
             ("profile.toml", "cymraeg/profile.toml", "cymraeg/phrases.toml")]  # fmt: skip
    typed = (ACTIONS, INDICATORS, RISKS, *values(M01), *values(M02))
    return frozenset(words_in(*values(base)) - words_in(*values(welsh), *typed) - LEFT)


def in_document(path: Path) -> Iterator[str]:
    """Every line of a Word document, with those at the head and foot of its pages, and what it says of its charts."""
    yield from words_of(path).splitlines()
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8", errors="replace") if name.endswith(".xml") else ""
            if "/header" in name or "/footer" in name:
                yield "".join(re.findall(r"<w:t[^>]*>([^<]*)", text))
            yield from re.findall(r' descr="([^"]*)"', text) if name == "word/document.xml" else ()


def running(sheet: Worksheet) -> Iterator[str]:
    """What stands at the head and foot of a sheet's printed pages, the number of the page last."""
    for line in (sheet.oddHeader, sheet.oddFooter):
        yield from ((part.text or "") for part in (line.left, line.center, line.right) if part) if line else ()


def in_workbook(path: Path) -> Iterator[str]:
    """Every text of a workbook that people see: names of sheets, cells, prompts, head and foot of its pages."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        if sheet.title == HIDDEN:
            continue
        yield sheet.title
        yield from running(sheet)
        for row in sheet.iter_rows(values_only=True):
            yield from (cell for cell in row if isinstance(cell, str) and not cell.startswith("="))
        for rule in sheet.data_validations.dataValidation:
            yield from filter(None, (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error))


@pytest.fixture(scope="module")
def outputs(made: Made) -> list[Path]:
    run(made.folder, "plan", "--year", "2026-27")
    return sorted(path for path in (made.folder / "output").rglob("*") if path.suffix in (".docx", ".xlsx"))


def test_no_english_word_of_ours_is_left(outputs: list[Path]) -> None:
    left: dict[str, set[str]] = {}
    for path in outputs:
        for line in in_document(path) if path.suffix == ".docx" else in_workbook(path):
            if words_in(line) & english():
                left.setdefault(line, set()).add(path.name)
    assert len(outputs) >= 10
    assert len(english()) > 400
    assert left == {}


def test_pages_are_numbered_in_that_language(made: Made) -> None:
    with zipfile.ZipFile(made.output("M02", "report.docx")) as package:
        foot = package.read("word/footer_default.xml").decode()
        properties = package.read("docProps/core.xml").decode()
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)", foot)).endswith("Tudalen 1 o 1")
    assert "<dc:language>cy</dc:language>" in properties
    book = openpyxl.load_workbook(made.output("M02", "master.xlsx"))
    assert {list(running(sheet))[-1] for sheet in book.worksheets} == {"Tudalen &P o &N"}
