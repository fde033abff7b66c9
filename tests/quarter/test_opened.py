"""Both outputs pass the validators and open in LibreOffice with nothing lost; its own calculation gives our results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook

from compiler.project.quarter import MASTER, REPORT
from tests.office import office, saved_again
from tests.quarter.conftest import WORKBOOKS, Quarter
from tests.quarter.running import run, squeezed
from tests.quarter.town import OUTPUT, make_town
from tests.validators import Validator, missing, validate_docx, validate_xlsx

needs_validators = pytest.mark.skipif(bool(missing()), reason=f"not installed here: {', '.join(missing())}")
needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice (soffice) is not installed here")


def complaints(validator: Validator, paths: Sequence[Path]) -> dict[str, list[str]]:
    """What a validator says of each file, two at a time; files without a complaint are left out."""
    with ThreadPoolExecutor(2) as pool:
        found = zip(paths, pool.map(validator, paths), strict=True)
        return {str(path): said for path, said in found if said}


@needs_validators
def test_the_reports_pass_the_validators(published: Quarter, newest: Quarter) -> None:
    assert complaints(validate_docx, [each.output / REPORT for each in (published, newest)]) == {}


@needs_validators
def test_the_masters_pass_the_validators(published: Quarter, newest: Quarter) -> None:
    assert complaints(validate_xlsx, [each.output / MASTER for each in (published, newest)]) == {}


@needs_validators
def test_final_outputs_pass_the_validators(tmp_path: Path) -> None:
    (make_town(tmp_path) / "Care.xlsx").unlink()
    final = run("quarter", tmp_path, "--final", "--without", "care", "--reason", "Fire & <smoke>")
    assert final.code == 0
    assert complaints(validate_docx, [tmp_path / OUTPUT / REPORT]) == {}
    assert complaints(validate_xlsx, [tmp_path / OUTPUT / MASTER]) == {}


@needs_validators
@pytest.mark.parametrize("folder", ["2007-08/Q4", "2008-09/plan", "2008-09/Q1", "2008-09/Q2"])
def test_plans_and_returns_pass_the_validators(folder: str) -> None:
    paths = sorted((WORKBOOKS / "hartlepool" / folder).glob("*.xlsx"))
    assert paths
    assert complaints(validate_xlsx, paths) == {}


# --- LibreOffice ---


def words_of(word: bytes) -> list[str]:
    """The words of every paragraph of a Word file, those in tables and in the contents too, in order."""
    with ZipFile(BytesIO(word)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    paragraphs = ["".join(map(_text, each.iter(*_TEXTS))) for each in root.iter(f"{_W}p")]
    return [squeezed(words) for words in paragraphs if words.strip()]


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = (f"{_W}t", f"{_W}tab", f"{_W}br")


def _text(part: etree._Element) -> str:
    return (part.text or "") if part.tag == f"{_W}t" else " "


@needs_office
def test_libreoffice_loses_nothing_of_the_reports(published: Quarter, newest: Quarter, tmp_path: Path) -> None:
    quarters = (published, newest)
    paths = [_put(tmp_path / f"{number}.docx", each.word) for number, each in enumerate(quarters)]
    for quarter, path in zip(quarters, saved_again(paths, tmp_path), strict=True):
        ours, theirs = words_of(quarter.word), words_of(path.read_bytes())
        assert len(ours) > 300
        assert theirs == ours


def _put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def without_results(master: bytes) -> bytes:
    """A workbook whose formulas have no results, so that only a program that calculates can know them."""
    held = BytesIO()
    with ZipFile(BytesIO(master)) as package, ZipFile(held, "w", ZIP_DEFLATED) as made:
        for info in package.infolist():
            content = package.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f>", content)
            made.writestr(info, content)
    return held.getvalue()


@needs_office
def test_libreoffice_calculates_what_the_masters_hold(published: Quarter, newest: Quarter, tmp_path: Path) -> None:
    quarters = (published, newest)
    bare = [_put(tmp_path / f"{number}.xlsx", without_results(each.master)) for number, each in enumerate(quarters)]
    for quarter, path in zip(quarters, saved_again(bare, tmp_path), strict=True):
        formulas = load_workbook(BytesIO(quarter.master))
        ours, theirs = load_workbook(BytesIO(quarter.master), data_only=True), load_workbook(path, data_only=True)
        places = [(sheet.title, cell.coordinate) for sheet in formulas for row in sheet.iter_rows() for cell in row]
        calculated = [(name, at) for name, at in places if formulas[name][at].data_type == "f"]
        assert len(calculated) > 50
        results = {at: ours[at[0]][at[1]].value for at in calculated}
        assert {at: theirs[at[0]][at[1]].value for at in calculated} == pytest.approx(results, rel=1e-12)
        assert theirs.sheetnames == ours.sheetnames
        lost = [
            at
            for at in set(places) - set(calculated)
            if _words(ours[at[0]][at[1]].value) != _words(theirs[at[0]][at[1]].value)
        ]
        assert lost == []


def _words(value: object) -> str:
    return squeezed("" if value is None else str(value))
