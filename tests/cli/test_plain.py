"""A plain command line is read as typer reads it; whatever is not plain is left to typer."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from compiler.cli import add
from compiler.cli.app import app
from compiler.cli.commands import COMMANDS
from compiler.cli.plain import read_plainly

PLAIN = [
    "check",
    "check a.xlsx b.xlsx --format concise --quiet",
    "check --folder there a.xlsx --as-at=30/06/2008 b.xlsx --format text --format json",
    "check --plan --strict --year 2008-09 --period Q1 --department children --schema",
    "check --format=",
    "check --workers 2",
    "quarter --quiet --scheduler tcp://there:8786",
    "explain C201",
    "diff Q1 Q2 --all --output diff.xlsx",
    "trace 47.4%",
    "quarter --final --without policy --without care --reason ill --reason away --let-go Risks --dry-run --pdf",
    "report --quarter Q1 --annex",
    "status --as-at 01/07/2008",
    "accept",
    "issue --quarter Q2",
    "roll-forward --to 2009-10",
    "audit output/report.docx",
    "page --quarter Q1",
]
LEFT = [
    "",
    "--help",
    "chekc",
    "check --help",
    "check --formt json",
    "check --plan=yes",
    "check --format",
    "check --format --quiet",
    "check -- a.xlsx",
    "check -q",
    "diff Q1",
    "diff Q1 Q2 Q3",
    "explain",
    "decide",
    "decide 1 --approve",
    "template check",
    "profile describe",
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What typer has commands do."""
    found: list[Any] = []

    def take(module: str, function: str, home: object, options: Any) -> int:
        found.append(options)
        return 0

    monkeypatch.setattr(add, "run", take)
    return found


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_is_read_as_typer_reads_it(line: str, asked: list[Any]) -> None:
    words = line.split()
    told = CliRunner().invoke(app, words)
    if told.exit_code == 2:  # typer finds a mistake in it, and so it is left to typer
        assert read_plainly(words) is None
    else:
        assert asked == [read_plainly(words)]
        assert repr(asked) == repr([read_plainly(words)])


@pytest.mark.parametrize("line", LEFT)
def test_whatever_is_not_plain_is_left_to_typer(line: str) -> None:
    assert read_plainly(line.split()) is None


@pytest.mark.parametrize("name", [name for name, place in COMMANDS.items() if place and name != "decide"])
def test_every_command_without_a_word_more_is_read_alike(name: str, asked: list[Any]) -> None:
    told = CliRunner().invoke(app, [name])
    assert (asked or [None]) == [read_plainly([name])]
    assert told.exit_code == (0 if asked else 2)


def test_words_for_a_shell_that_completes_are_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_COMPILE_COMPLETE", "bash_source")
    assert read_plainly(["check"]) is None
