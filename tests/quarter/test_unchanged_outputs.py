"""The sample department's outputs, part by part, are those that were read and found right: any change is seen here.

A change of the program that is meant to change them remakes the list, after its difference has been read, by
`REWRITE_GOLDEN=1 pytest tests/quarter/test_unchanged_outputs.py`, so that the commit shows which files it changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from tests.quarter.conftest import copy_department
from tests.quarter.running import run

KEPT = Path(__file__).with_name("unchanged_outputs.sha256")
QUARTERS = (("2007-08", "Q4"), ("2008-09", "Q1"), ("2008-09", "Q2"))
REMADE = f"REWRITE_GOLDEN=1 pytest {Path(__file__).relative_to(Path(__file__).parents[2])}"


def parts(data: bytes, name: str = "") -> Iterator[tuple[str, bytes]]:
    """What is in a Word file or workbook, by the names of its parts, also within a workbook that a chart brings along.

    How the parts are packed is left out: it differs from one version of the library that packs them to another.
    """
    if not is_zipfile(BytesIO(data)):
        yield name, data
        return
    with ZipFile(BytesIO(data)) as package:
        for part in sorted(package.namelist()):
            yield from parts(package.read(part), f"{name}/{part}")


def digest(path: Path) -> str:
    """The digest of everything in a file."""
    held = sha256()
    for name, data in parts(path.read_bytes()):
        held.update(f"{name} {len(data)}\n".encode() + data)
    return held.hexdigest()


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A line for each output: its digest, and where it lies."""
    folder = tmp_path_factory.mktemp("unchanged")
    copy_department(folder)
    for year, quarter in QUARTERS:
        assert run("quarter", folder, "--year", year, "--quarter", quarter).code == 0
    assert run("plan", folder, "--year", "2008-09").code == 0
    output = folder / "output" / "hartlepool"
    made = [output / year / quarter / name for year, quarter in QUARTERS for name in ("report.docx", "master.xlsx")]
    made += sorted((output / "2008-09" / "plan").rglob("*.docx"))
    return "".join(f"{digest(path)}  {path.relative_to(output).as_posix()}\n" for path in made)


def test_the_outputs_are_as_they_were(digests: str) -> None:
    if os.environ.get("REWRITE_GOLDEN"):
        KEPT.write_text(digests, encoding="utf-8")
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    changed = sorted({line.split("  ")[1] for line in {*kept} ^ {*digests.splitlines()}})
    assert not changed, f"changed: {', '.join(changed)}. Read what is different; if it is right: {REMADE}"


def test_the_reports_the_masters_and_the_plans_are_all_held(digests: str) -> None:
    names = [line.split("  ")[1].rsplit("/", 1)[-1] for line in digests.splitlines()]
    assert (names.count("report.docx"), names.count("master.xlsx")) == (3, 3)
    assert len(names) > 10


def test_packing_makes_no_difference_and_every_letter_does() -> None:
    def packed(text: str, order: tuple[str, ...], level: int) -> bytes:
        held = BytesIO()
        with ZipFile(held, "w", compression=8, compresslevel=level) as package:
            for name in order:
                package.writestr(name, text)
        return held.getvalue()

    first = list(parts(packed("words " * 50, ("a.xml", "b.xml"), 1)))
    assert list(parts(packed("words " * 50, ("b.xml", "a.xml"), 9))) == first
    assert list(parts(packed("wordz " * 50, ("a.xml", "b.xml"), 1))) != first
