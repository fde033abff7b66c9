"""What the README says of a department of one's own is true: its files, copied from it, compile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from compiler.project.find import choose_period, open_project
from compiler.project.quarter import Wish, run_quarter
from tests.transcript import shown, transcript

README = Path(__file__).parents[1] / "README.md"
REPAIRS: dict[str, list[tuple[str | None, ...]]] = {
    "Actions": [
        ("Ref", "Action", "By when", "Responsible officer", "Rating", "Progress", "Why", "Remedy", "Completed on"),
        ("R1", "Answer urgent calls in a day", "Mar 2027", "Manager", "Green", "Done", None, None, "30/05/2026"),
        ("R2", "Replace 200 boilers", "Dec 2026", "Manager", "Red", "40 replaced", "No supplier", "New one", None),
    ],
    "Indicators": [
        ("Ref", "Definition", "Better is", "Target 2026/27", "Figure", "Rating", "Commentary"),
        ("H1", "Urgent repairs done in time", "Higher", "95%", "96.2%", "Green", None),
    ],
}  # fmt: skip


def settings() -> dict[str, str]:
    """The TOML files that the README shows, by the path that it names before each."""
    found = re.findall(r"`([\w./-]+\.toml)` says.*?```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return dict(found)


def test_a_department_of_ones_own_compiles_from_what_the_readme_shows(tmp_path: Path) -> None:
    assert sorted(settings()) == ["templates/ours/profile.toml", "workbooks/housing/department.toml"]
    for name, text in settings().items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in REPAIRS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    folder = tmp_path / "workbooks" / "housing" / "2026-27" / "Q1"
    folder.mkdir(parents=True)
    book.save(folder / "Repairs.xlsx")

    project = open_project(tmp_path)
    run = run_quarter(project, choose_period(project, "", ""), Wish(), lambda step: None)

    assert [finding.message for finding in run.compiled.view.findings] == []
    assert [source.receipt.value for source in run.compiled.view.sources] == ["received", "missing"]
    assert sorted(each.path.name for each in run.written) == ["findings.txt", "master.xlsx", "report.docx"]


@pytest.mark.parametrize("block", [1, 2])
def test_the_first_two_sh_blocks_are_the_set_up(block: int) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    wanted = [".venv/bin/compile quarter", ".venv/bin/python -m pytest"]
    assert len(blocks) == 2
    assert wanted[block - 1] in blocks[block - 1]


def test_the_transcript_is_what_the_commands_print() -> None:
    assert shown() == transcript()
