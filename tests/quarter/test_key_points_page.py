"""The key points of the real quarters, on the pages that LibreOffice makes of the report."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.office import office, saved_again
from tests.quarter.conftest import Quarter


@pytest.fixture
def pages(quarter: Quarter, tmp_path: Path) -> list[str]:
    """The words of each page."""
    document = tmp_path / "report.docx"
    document.write_bytes(quarter.word)
    (paper,) = saved_again([document], tmp_path, ".pdf")
    done = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")


@pytest.mark.skipif(not (office() and shutil.which("pdftotext")), reason="LibreOffice or poppler is not installed here")
def test_the_key_points_fill_a_page_of_their_own(pages: list[str]) -> None:
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    (at,) = [number for number, page in enumerate(lines) if "Key points" in page and "Contents" not in page]
    assert "Summary" in lines[at + 1]
    for words in (
        "Table 1: Ratings, Quarter ",
        "Exceptions",
        "Partial or awaiting: ",
        "Asked of members: ",
    ):
        assert words in pages[at], words
