"""`--pdf` as an officer sees it: a PDF beside each Word file, and the Word file in any case."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.render import office
from compiler.render.pdf import read_back
from tests.quarter.running import run
from tests.quarter.town import OUTPUT, make_town
from tests.render.test_paginate import _program

_PDF = b"%PDF-1.6\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[]>> endobj\ntrailer <<>>"
_COPY = 'shift 7; for each in "$@"; do cp "{}" "${{each%.docx}}.pdf"; done'


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    return make_town(tmp_path)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A LibreOffice that makes every file into the same bare PDF."""
    (tmp_path / "bare.pdf").write_bytes(_PDF)
    program = _program(tmp_path, _COPY.format(tmp_path / "bare.pdf"))
    monkeypatch.setattr(office, "find_soffice", lambda: program)


def written(folder: Path, ending: str = "pdf") -> list[str]:
    return sorted(path.name for path in folder.rglob(f"output/**/*.{ending}"))


@pytest.mark.skipif(office.find_soffice() is None, reason="LibreOffice is not installed here")
def test_the_pdf_beside_the_report_has_its_title_and_tags(returns: Path, tmp_path: Path) -> None:
    done = run("quarter", tmp_path, "--pdf")
    assert (done.code, done.err) == (0, "")
    assert f"Wrote {tmp_path / OUTPUT / 'report.pdf'}\n" in done.out
    read = read_back((tmp_path / OUTPUT / "report.pdf").read_bytes())
    assert (read.title, read.language, read.tags["H1"], read.undescribed) == (
        "Quarter 1 (April to June 2008) progress report",
        "en-GB",
        1,
        0,
    )


def test_without_libreoffice_the_report_is_written_and_one_sentence_says_what_is_not(
    returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_soffice", lambda: None)
    done = run("quarter", tmp_path, "--pdf", "--quiet")
    assert (done.code, done.err) == (0, "LibreOffice was not found, so there is no PDF of report.docx.\n")
    assert (written(tmp_path), written(tmp_path, "docx")) == ([], ["report.docx"])
    done = run("report", tmp_path, "--all", "--pdf", "--quiet")
    assert done.err.endswith("so there is no PDF of management-team.docx, scrutiny.docx.\n")


def test_what_the_pdf_lacks_is_said(returns: Path, tmp_path: Path, bare: None) -> None:
    done = run("quarter", tmp_path, "--pdf", "--quiet")
    assert done.err == (
        "report.pdf: the PDF lacks tags, its title, its language and the mark of PDF/UA, which its readers need; make "
        "it from the Word file with another program.\n"
    )
    assert written(tmp_path) == ["report.pdf"]


def test_papers_and_plans_have_theirs_and_a_dry_run_has_none(returns: Path, tmp_path: Path, bare: None) -> None:
    run("report", tmp_path, "--all", "--pdf", "--dry-run")
    run("plan", tmp_path, "--pdf", "--dry-run")
    assert written(tmp_path) == []
    assert "PDF beside each: management-team.pdf, scrutiny.pdf\n" in run("report", tmp_path, "--all", "--pdf").out
    assert "PDF beside each: 4\n" in run("plan", tmp_path, "--pdf").out
    assert [Path(name).stem for name in written(tmp_path)] == [Path(name).stem for name in written(tmp_path, "docx")]


def test_a_pdf_that_somebody_changed_is_left(returns: Path, tmp_path: Path, bare: None) -> None:
    run("quarter", tmp_path, "--pdf")
    (tmp_path / OUTPUT / "report.pdf").write_bytes(b"signed")
    done = run("quarter", tmp_path, "--pdf", "--quiet")
    assert "'report.pdf' has been changed by hand and was left as it is: the new one is 'report (2).pdf'.\n" in done.err
    assert (tmp_path / OUTPUT / "report.pdf").read_bytes() == b"signed"
    assert written(tmp_path) == ["report (2).pdf", "report.pdf"]


def test_a_final_pdf_is_entered_in_the_ledger(returns: Path, tmp_path: Path, bare: None) -> None:
    assert run("quarter", tmp_path, "--final", "--pdf").code == 0
    ledger = (tmp_path / "workbooks/town/2008-09/ledger.toml").read_text(encoding="utf-8")
    assert ledger.count("[[published]]") == 4
    assert 'file = "report.pdf"' in ledger
