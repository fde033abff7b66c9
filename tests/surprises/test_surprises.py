"""The look-over finds each kind of surprise that is planted in a file of ours, and nothing in the files themselves."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.quarter.running import run
from tests.quarter.town import OUTPUT, make_town
from tests.surprises import KINDS, look_over, planted
from tests.surprises.machine import this_machine
from tests.surprises.planted import CELL, DOCUMENT, SHEET, Parts, instead
from tests.surprises.watch import EXEMPT, Watch

PDF = (
    b"%PDF-1.6\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"3 0 obj\n<</CreationDate(D:20000101000000Z')>>\nendobj\n"
    b"trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's folder with its quarter compiled, its page, and the next quarter's forms."""
    folder = tmp_path_factory.mktemp("planted")
    make_town(folder)
    for command, *more in (("quarter",), ("page",), ("issue", "--quarter", "Q2"), ("export",)):
        assert run(command, folder, *more).code == 0
    return folder


def made(town: Path, name: str) -> bytes:
    places = {"form.xlsx": "output/town/2008-09/Q2/returns/Care.xlsx", "table.csv": f"{OUTPUT}/export/actions.csv"}
    places["package.json"] = f"{OUTPUT}/export/datapackage.json"
    return PDF if name == "paper.pdf" else (town / places.get(name, f"{OUTPUT}/{name}")).read_bytes()


CLEAN = (
    "report.docx",
    "master.xlsx",
    "form.xlsx",
    "page.html",
    "table.csv",
    "package.json",
    "findings.txt",
    "paper.pdf",
)


@pytest.mark.parametrize("name", CLEAN)
def test_there_is_nothing_in_what_we_write(town: Path, name: str) -> None:
    assert look_over(made(town, name), name, machine=this_machine(town)) == []


def packed(parts: Parts, when: tuple[int, int, int, int, int, int] = (1980, 1, 1, 0, 0, 0)) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, when), data)
    return held.getvalue()


def unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def found_in(data: bytes, name: str, **how: bool) -> str:
    return "\n".join(look_over(data, name, final=how.get("final", False)))


@pytest.mark.parametrize("kind", planted.IN_WORD)
def test_surprises_in_a_report_are_found(town: Path, kind: str) -> None:
    plant, said = planted.IN_WORD[kind]
    found = found_in(packed(plant(unpacked(made(town, "report.docx")))), "report.docx")
    assert said in found, found


@pytest.mark.parametrize("kind", planted.IN_BOOKS)
def test_surprises_in_a_workbook_are_found(town: Path, kind: str) -> None:
    plant, said = planted.IN_BOOKS[kind]
    parts = unpacked(made(town, "master.xlsx"))
    if "row 90" in said:
        parts = instead(SHEET, "</sheetData>", CELL.format(""))(parts)
    assert said in (found := found_in(packed(plant(parts)), "master.xlsx")), found


@pytest.mark.parametrize("kind", planted.IN_PAGES)
def test_surprises_in_a_page_are_found(town: Path, kind: str) -> None:
    html, said = planted.IN_PAGES[kind]
    page = made(town, "page.html").replace(b"</main>", html.encode() + b"</main>", 1)
    assert said in (found := found_in(page, "page.html")), found


@pytest.mark.parametrize("kind", planted.IN_PDFS)
def test_surprises_in_a_pdf_are_found(kind: str) -> None:
    body, said = planted.IN_PDFS[kind]
    found = found_in(PDF.replace(b"3 0 obj", b"4 0 obj\n" + body + b"\nendobj\n3 0 obj", 1), "paper.pdf")
    assert said in found, found


def test_an_earlier_state_of_a_pdf_is_found() -> None:
    changed = PDF + b"1 0 obj\n<</Type/Catalog/Pages 9 0 R>>\nendobj\nstartxref\n0\n%%EOF\n"
    assert found_in(changed, "paper.pdf") == "an earlier state of object 1 is kept"
    described = PDF + b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/Alt<FEFF>>>\nendobj\nstartxref\n0\n%%EOF\n"
    assert found_in(described, "paper.pdf") == ""


def test_how_a_file_is_packed_is_looked_at(town: Path) -> None:
    parts = unpacked(made(town, "master.xlsx"))
    assert "packed on (2008, 10, 20, 9, 41, 6)" in found_in(packed(parts, (2008, 10, 20, 9, 41, 6)), "master.xlsx")
    assert "an odd name" in found_in(packed({**parts, "../x.xml": b"<x/>"}), "master.xlsx")
    assert "something stands before" in found_in(b"#!/bin/sh\n" + made(town, "master.xlsx"), "master.xlsx")
    held = io.BytesIO(made(town, "master.xlsx"))
    with zipfile.ZipFile(held, "a") as archive:
        archive.comment = b"Jo Smith"
    assert "the archive has a comment" in found_in(held.getvalue(), "master.xlsx")


def test_a_final_one_leads_nowhere(town: Path) -> None:
    """A working copy leads to its neighbours; a final one has no link out of itself."""
    for name in ("report.docx", "master.xlsx"):
        assert found_in(made(town, name), name) == ""
        assert "a link out of a final one" in found_in(made(town, name), name, final=True)


def test_words_for_programs_are_looked_at() -> None:
    assert found_in(b"a\x1b[31m", "findings.txt") == "a control character: '\\x1b'"
    assert found_in(b"\xff", "decisions.toml") == "no UTF-8: invalid start byte"
    assert "no JSON" in found_in(b'{"a": NaN}', "package.json")
    assert "a key stands twice" in found_in(b'{"a": 1, "a": 2}', "package.json")
    assert found_in(b"a,\x00\r\n", "table.csv") == "a control character: '\\x00'"


def test_what_tells_of_the_machine_is_found_anywhere(town: Path) -> None:
    machine = this_machine(town)
    told = instead(DOCUMENT, "<w:body>", f"<w:body><w:p><w:r><w:t>{town}/x</w:t></w:r></w:p>")
    report = packed(told(unpacked(made(town, "report.docx"))))
    assert f"word/document.xml: tells of this machine: {town}" in look_over(report, "report.docx", machine=machine)
    assert f": tells of this machine: {town}" in look_over(f"see {town}".encode(), "findings.txt", machine=machine)


def test_spreadsheets_of_opendocument_are_looked_at() -> None:
    for xml, said in (
        ('<t table:display="false"/>', "a hidden sheet, row or column"),
        ("<office:annotation/>", "a comment"),
        ('<a xlink:href="http://x"/>', "a link"),
        ("<dc:creator>Jo</dc:creator>", "who made it"),
    ):
        spaces = " ".join(f'xmlns:{each}="{each}"' for each in ("table", "office", "xlink", "dc"))
        data = packed({"content.xml": f"<x {spaces}>{xml}</x>".encode()})
        assert f"content.xml: {said}" in found_in(data, "a.ods")


def test_a_kind_of_file_that_is_new_is_a_surprise() -> None:
    assert found_in(b"PK\3\4", "report.docx") == "no package"
    assert found_in(b"", "report.rtf") == "a kind of file that is not looked over: .rtf"
    assert {".docx", ".xlsx", ".html", ".pdf", ".csv", ".json"} <= KINDS


# --- the watch that every test is under -------------------------------------------------------------------------------


def test_the_watch_sees_whatever_a_command_writes(tmp_path: Path, watch: Watch) -> None:
    """All kinds of outputs of commands that ran in this process were looked over."""
    before = watch.kinds.copy()
    make_town(tmp_path)
    for command, *more in (
        ("quarter",),
        ("page",),
        ("export",),
        ("export", "--format", "json", "--to", str(tmp_path / "j")),
    ):
        assert run(command, tmp_path, *more).code == 0
    assert watch.look() == []
    assert watch.kinds.total() >= before.total()
    names = {Path(each).name for each in watch.names}
    assert {
        "report.docx",
        "master.xlsx",
        "findings.txt",
        "page.html",
        "actions.csv",
        "datapackage.json",
        "ledger.toml",
    } <= names


def test_the_watch_tells_of_a_surprise_where_it_was_written(
    tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from compiler.render.page.body import main_html

    monkeypatch.setattr("compiler.render.page.main_html", lambda *given: main_html(*given) + "<script>x</script>")
    make_town(tmp_path)
    watch.remove()
    own = Watch(tmp_path / "watched")
    own.install()
    try:
        assert run("page", tmp_path).code == 0
    finally:
        own.remove()
        watch.install()
    assert [each.rpartition("/")[2] for each in own.look()] == ["page.html: an element: script"]
    (tmp_path / OUTPUT / "page.html").unlink()


def test_the_watch_knows_what_is_final(tmp_path: Path, watch: Watch) -> None:
    make_town(tmp_path)
    watch.remove()
    own = Watch(tmp_path / "watched")
    own.install()
    try:
        assert run("quarter", tmp_path).code == 0
        working = own.noted()
        assert run("quarter", tmp_path, "--final").code == 0
        final = own.noted()[len(working) :]
    finally:
        own.remove()
        watch.install()
    assert {Path(each["name"]).name for each in final if each["final"]} >= {"report.docx", "master.xlsx"}
    assert not any(each["final"] for each in working)
    assert own.look() == []


def test_what_is_exempt_says_why() -> None:
    assert all(each.why for each in EXEMPT)
