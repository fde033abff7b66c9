"""What the workbooks of the other tests do, at the other doors: compared, accepted, decided on; and the template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hazards.front_door import Files, Ran, hand_in, run
from tests.hazards.returned import care, strategy, zipped
from tests.hazards.test_documents import DOCUMENTS, Parts
from tests.hazards.test_documents import report as report
from tests.hazards.test_documents import town as town
from tests.hazards.test_reading import READ, REFUSED
from tests.quarter.town import RETURNS

QUARTER = ("--year", "2008-09", "--quarter", "Q1")
CARE = f"{RETURNS}/Care.xlsx"


def accepted(folder: Path) -> Ran:
    return run("accept", "care", "--by", "Performance Officer", *QUARTER, folder=folder)


def decided(folder: Path) -> Ran:
    return run("decide", *QUARTER, folder=folder)


def compared(folder: Path, name: str) -> Ran:
    (folder / "sound.xlsx").write_bytes(zipped(strategy() if name == "Strategy.xlsx" else care()))
    return run("diff", "sound.xlsx", f"{RETURNS}/{name}", folder=folder)


def words(ran: Ran) -> str:
    return " ".join((ran.printed + " " + ran.told).split())


@pytest.mark.parametrize(("files", "found"), [each[1:] for each in READ], ids=[each[0] for each in READ])
def test_what_can_be_read_is_compared_and_decided_on(
    tmp_path: Path, files: Callable[[], Files], found: list[str]
) -> None:
    handed = files()
    hand_in(tmp_path, handed)
    name = next(name for name, data in handed.items() if data is not None)
    assert compared(tmp_path, name).code == 0
    assert decided(tmp_path).code == 0
    ran = accepted(tmp_path)
    twice = any(line.startswith("F109") for line in found)
    assert ran.code == (2 if twice else 0), words(ran)
    assert not twice or "'Care.xlsx' and 'Copy of Care.xlsx' are returns of one division" in words(ran)
    kept = list((tmp_path / RETURNS / "accepted").glob("*"))
    given = tmp_path / RETURNS / ("Care.ods" if "Care.ods" in handed else "Care.xlsx")
    assert [path.read_bytes() for path in kept] == ([] if twice else [given.read_bytes()])


@pytest.mark.parametrize(("data", "reason"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, data: Callable[[], bytes], reason: str) -> None:
    hand_in(tmp_path, {"Care.xlsx": data()})
    why = " ".join(f"Care.xlsx {reason}".split())
    ran = compared(tmp_path, "Care.xlsx")
    assert (ran.code, why.rstrip(".") in words(ran)) == (2, True), words(ran)
    ran = accepted(tmp_path)
    assert (ran.code, words(ran)) == (2, f"The return of Care Services cannot be accepted: {why.rstrip('.')}.")
    assert decided(tmp_path).code == 0
    assert not (tmp_path / RETURNS / "accepted").exists()


@pytest.mark.parametrize(("make", "reason"), [each[1:] for each in DOCUMENTS], ids=[each[0] for each in DOCUMENTS])
def test_a_hostile_template_is_told(
    town: Path, report: Parts, make: Callable[[Parts], bytes], reason: str, tmp_path: Path
) -> None:
    (town / "X.docx").write_bytes(make(report))
    ran = run("template", "check", "X.docx", folder=town)
    assert ran.code in (1, 2), words(ran)
    assert "X.docx" in words(ran)
