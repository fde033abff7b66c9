"""No word is broken in two on a page of ours: each word of the printed pages is one that was written."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from compiler.render.word import render_word
from compiler.report.blocks import Report, Table, TableColumn, whole
from tests.office import office, saved_again
from tests.quarter.running import run

pytestmark = pytest.mark.skipif(
    not (office() and shutil.which("pdftotext")), reason="LibreOffice or poppler is not installed here"
)
ROOT = Path(__file__).parents[2]
DEPARTMENTS = ("hartlepool", "darlington", "stockton-strategy", "stockton-services", "stockton-partnership")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = re.compile(r"word/(?:document|header|footer|charts/chart)[^/]*\.xml")
_STRETCH = re.compile(r"[^–—/-]+[–—/-]*|[–—/-]+")
_NUMERAL = re.compile(r"\W*[\d.,%:]*\W*")
_PRINTED = re.compile(r"<page |<word [^>]*>(.*?)</word>")


def written(word: bytes) -> set[str]:
    """The words of a document, and their parts between which a line may end: behind a hyphen, a dash or a stroke."""
    with ZipFile(BytesIO(word)) as package:
        names = [name for name in package.namelist() if _PART.fullmatch(name)]
        found = {each for name in names for each in _words(etree.fromstring(package.read(name)))}
    return found | {part for each in found for part in _parts(each)}


def _words(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        said = (each.text or "" if each.tag == f"{_W}t" else " " for each in paragraph.iter(*_SAID))
        yield from "".join(said).split()
    for each in root.iter("{*}v", "{*}t"):
        yield from (each.text or "").split()


_SAID = (f"{_W}t", f"{_W}tab", f"{_W}br")


def _parts(word: str) -> Iterator[str]:
    stretches = _STRETCH.findall(word)
    for start in range(len(stretches)):
        yield from ("".join(stretches[start:end]) for end in range(start + 1, len(stretches) + 1))


def broken(files: Sequence[Path], folder: Path) -> list[str]:
    """What stands on the pages of the files as a word and was written in none: 'report.docx, page 3: ndicator'."""
    found = []
    for path, printed in zip(files, saved_again(files, folder, ".pdf"), strict=True):
        known, page = written(path.read_bytes()), 0
        read = subprocess.run(["pdftotext", "-bbox", str(printed), "-"], capture_output=True, text=True, check=True)
        for each in _PRINTED.finditer(read.stdout):
            page += each[0] == "<page "
            word = html.unescape(each[1] or "")
            if word not in known and not _NUMERAL.fullmatch(word):
                found.append(f"{path.name}, page {page}: {word}")
    return found


def test_a_word_without_room_is_found(tmp_path: Path) -> None:
    columns = tuple(TableColumn(f"Column{'-' * (number > 3)}") for number in range(12))
    rows = ((("responsibilities",),) * 12,)
    report = Report("Title", "Subject", "Department", "Council", "", whole(Table("Table 1", columns, rows)))
    path = tmp_path / "narrow.docx"
    path.write_bytes(render_word(report, (ROOT / "templates/base/report.docx").read_bytes()))
    assert {each.split(": ")[0] for each in broken([path], tmp_path / "office")} == {"narrow.docx, page 1"}


def test_no_word_of_our_papers_is_broken(tmp_path: Path) -> None:
    folder = tmp_path / "council"
    shutil.copytree(ROOT / "workbooks", folder / "workbooks", ignore=shutil.ignore_patterns("sources", "*.py"))
    shutil.copytree(ROOT / "templates", folder / "templates")
    for department in DEPARTMENTS:
        run("quarter", folder, "--department", department)
        run("plan", folder, "--department", department)
    run("report", folder, "--all")
    run("report", folder, "--department", "stockton-strategy", "--all")
    files = []
    for number, path in enumerate(sorted((folder / "output").rglob("*.docx"))):
        files.append(path.rename(tmp_path / f"{number} {path.parts[-4]} {path.name}"))
    assert len(files) > 25
    assert broken(files, tmp_path / "office") == []
