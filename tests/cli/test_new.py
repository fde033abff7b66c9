"""`compile new` on the command line: with options, asked on a terminal, and refused where nobody can be asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from compiler.cli import new
from compiler.cli.app import app

OPTIONS = [
    "--council", "Anytown Borough Council", "--department", "Housing Department",
    "--division", "Repairs", "--division", "Lettings", "--year", "2026-27", "--due", "Q1=17/07/2026",
]  # fmt: skip


def run(folder: Path, *options: str, typed: str = "") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["new", str(folder), *options], input=typed)
    return result.exit_code, result.stdout, result.stderr


def test_with_options_it_asks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    code, told, wrong = run(Path("ours"), *OPTIONS)

    assert (code, wrong) == (0, "")
    assert told == (
        "Housing Department, Anytown Borough Council: 2 divisions, 2026/27\n"
        "\n"
        "Wrote ours/READ ME FIRST.txt\n"
        "Wrote ours/guides/1 For teams.docx\n"
        "Wrote ours/guides/2 For the performance officer.docx\n"
        "Wrote ours/guides/3 For the committee officer.docx\n"
        "Wrote ours/guides/4 For the IT department.docx\n"
        "Wrote ours/guides/5 The words of the report.docx\n"
        "Wrote ours/guides/6 A format of your own.docx\n"
        "Wrote ours/workbooks/housing/2026-27/plan/Departmental Plan.xlsx\n"
        "Wrote ours/workbooks/housing/2026-27/plan/Lettings.xlsx\n"
        "Wrote ours/workbooks/housing/2026-27/plan/Repairs.xlsx\n"
        "Wrote ours/workbooks/housing/department.toml\n"
        "Copied the format 'base' to ours/templates, where it is yours to change.\n"
        "Next: change to the folder 'ours', fill in the plans, or take over a list: compile import LIST.xlsx\n"
    )


def test_what_is_missing_is_named_where_nobody_can_be_asked(tmp_path: Path) -> None:
    code, told, wrong = run(tmp_path / "ours", "--council", "Anytown")

    assert (code, told) == (2, "")
    assert wrong == "Say what the department is to be: --department, --division, --year.\n"
    assert not (tmp_path / "ours").exists()


def test_on_a_terminal_it_asks_for_what_was_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new, "_someone_is_there", lambda: True)

    code, told, _ = run(
        tmp_path / "ours",
        "--council", "Anytown",
        typed="Housing Department\nRepairs; Lettings\n2026-27\n\n",
    )  # fmt: skip

    assert code == 0
    assert "The format of its returns [base]:" in told
    assert (tmp_path / "ours" / "workbooks" / "housing" / "2026-27" / "plan" / "Lettings.xlsx").is_file()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--profile", "bass"], "There is no format called 'bass'. Did you mean 'base'? There are: base, "),
        (["--year", "next"], "'next' is not a year. Write it as 2026-27.\n"),
        (["--due", "17/07/2026"], "'17/07/2026' is not a deadline. Write it as Q1=18/07/2026.\n"),
        (["--due", "Q1=31/02/2026"], "'31/02/2026' is not a day. Write it as 30/06/2008.\n"),
    ],
)
def test_wrong_answers_are_told_with_the_way_out(tmp_path: Path, options: list[str], words: str) -> None:
    code, told, wrong = run(tmp_path / "ours", *OPTIONS, *options)

    assert (code, told) == (2, "")
    assert wrong.startswith(words)
    assert not (tmp_path / "ours").exists()
