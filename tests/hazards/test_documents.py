"""Word files, lists and settings that people hand in or change: each told in a sentence, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz.packing import packed, unpacked
from tests.hazards.front_door import hand_in, run
from tests.quarter.town import OUTPUT

DOCUMENT = "word/document.xml"
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "ha">]>'
Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's folder with a report of the quarter."""
    folder = tmp_path_factory.mktemp("town")
    hand_in(folder, {})
    assert run("quarter", folder=folder).code == 0
    return folder


@pytest.fixture(scope="module")
def report(town: Path) -> Parts:
    return unpacked((town / OUTPUT / "report.docx").read_bytes())


def inside(parts: Parts, xml: bytes) -> bytes:
    """The report with more at the beginning of its body."""
    assert b"<w:body>" in parts[DOCUMENT]
    return packed({**parts, DOCUMENT: parts[DOCUMENT].replace(b"<w:body>", b"<w:body>" + xml, 1)})


def declared(parts: Parts) -> bytes:
    return packed({**parts, DOCUMENT: parts[DOCUMENT].replace(b"<w:document", DOCTYPE + b"<w:document", 1)})


DAMAGED = f"'X.docx' is damaged: its part '{DOCUMENT}' cannot be read."
NO_WORD = "'X.docx' is no Word document (.docx), or damaged."
DOCUMENTS: list[tuple[str, Callable[[Parts], bytes], str]] = [
    ("nothing", lambda parts: b"", NO_WORD),
    ("words", lambda parts: b"Please see attached", NO_WORD),
    ("cut short", lambda parts: packed(parts)[:-3000], NO_WORD),
    ("a document type", declared, DAMAGED),
    ("elements within elements", lambda parts: inside(parts, b"<w:p>" * 500 + b"</w:p>" * 500), DAMAGED),
    ("an attribute without end", lambda parts: inside(parts, b'<w:p w:x="' + b"y" * (12 << 20) + b'"/>'), DAMAGED),
    ("paragraphs without end", lambda parts: inside(parts, b"<w:p/>" * 3_000_000), DAMAGED),
    ("a bomb", lambda parts: inside(parts, b" " * (520 << 20)),
        "'X.docx' is too large to be read: its text alone is more than 64 MB."),
    ("thousands of parts", lambda parts: packed({**parts, **{f"x{number}": b"" for number in range(5000)}}),
        "'X.docx' holds 5,0"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "reason"), [each[1:] for each in DOCUMENTS], ids=[each[0] for each in DOCUMENTS])
def test_a_hostile_report_is_told_and_left_alone(
    town: Path, report: Parts, make: Callable[[Parts], bytes], reason: str
) -> None:
    data = make(report)
    (town / "X.docx").write_bytes(data)
    audited = run("audit", "X.docx", "--year", "2008-09", "--quarter", "Q1", folder=town)
    assert audited.told.startswith(reason)
    assert run("access", "X.docx", folder=town).code == 1
    (town / OUTPUT / "report.docx").write_bytes(data)
    made = run("quarter", folder=town)
    assert "report (2).docx" in made.printed
    assert (town / OUTPUT / "report.docx").read_bytes() == data


SETTINGS = [
    ("department.toml", b"a = " + b"[" * 9000, "its lists and tables stand within each other far too deep"),
    ("department.toml", b"a = " + b"9" * 9000, "a number or a day in it is none that can be"),
    ("department.toml", b"#" * 9_000_000, "it is far longer than any file of settings"),
    ("department.toml", b"a = '\xff'", "it is not saved as plain text in UTF-8"),
    ("decisions.toml", b"a = " + b"[" * 9000, "its lists and tables stand within each other far too deep"),
    ("decisions.toml", b"#" * 9_000_000, "it is far longer than any file of settings"),
]


@pytest.mark.parametrize(("name", "data", "reason"), SETTINGS, ids=[f"{each[0]}: {each[2]}" for each in SETTINGS])
def test_hostile_settings_are_told(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    hand_in(tmp_path, {})
    (tmp_path / "workbooks" / "town" / name).write_bytes(data)
    ran = run("check", folder=tmp_path)
    assert ran.code == 2
    assert reason in ran.told


LISTS = [
    (b"a,b\n" * 1_000_000, "has more rows or columns than any list."),
    (b"x," * 4_000_000, "has more rows or columns than any list."),
    (b"x" * 20_000_000, "is larger than 10 MB."),
    (b'"' + b"x" * 200_000, "cannot be read as values: field larger than field limit (131072)."),
    (b"\0\1\2", "is no text file of values."),
]


@pytest.mark.parametrize(("data", "reason"), LISTS, ids=[each[1] + str(len(each[0])) for each in LISTS])
def test_hostile_lists_are_told(tmp_path: Path, data: bytes, reason: str) -> None:
    hand_in(tmp_path, {})
    (tmp_path / "list.csv").write_bytes(data)
    ran = run("import", "list.csv", "--division", "care", "--dry-run", folder=tmp_path)
    assert f"list.csv {reason}" in " ".join((ran.told + ran.printed).split()), (ran.told, ran.printed)
