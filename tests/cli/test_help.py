"""Help shows an example for every command, and loads nothing that it does not need."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperCommand
from typer.main import get_command

from compiler.cli import commands
from compiler.cli.app import _words_of, app

HEAVY = ["docx", "lxml", "openpyxl", "pandas", "rich", "xlsxwriter"]
COMMANDS = [
    "quarter", "report", "check", "explain", "issue", "plan", "roll-forward", "new", "import", "status", "accept",
    "decide", "diff", "trace", "thread", "export", "audit", "access", "page", "template", "profile",
]  # fmt: skip
README = Path(__file__).parents[2] / "README.md"


def loaded_by(*arguments: str) -> tuple[str, list[str]]:
    """What a command prints, and which of the heavy libraries it loaded."""
    script = (
        "import json, sys\n"
        "from compiler.cli import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        f"    print('\\n@' + json.dumps([name for name in {HEAVY} if name in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    printed, _, modules = done.stdout.rpartition("\n@")
    return printed + done.stderr, json.loads(modules)


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=["compile", *COMMANDS])
def test_help_shows_an_example_and_loads_no_heavy_library(command: list[str]) -> None:
    words, modules = loaded_by(*command, "--help")
    assert "Example: compile " in words
    assert modules == []


def test_the_help_names_every_command_and_the_readme_explains_each() -> None:
    words, _ = loaded_by("--help")
    listed = words.split("Commands:")[1].split("Run compile")[0]
    named = [line.split()[0] for line in listed.splitlines() if re.match(r"  \S", line)]
    assert sorted(named) == sorted(COMMANDS)
    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`compile {name}" not in text] == []


def test_checking_loads_the_standard_library_and_typer_only(tmp_path: Path) -> None:
    _, modules = loaded_by("check", "--folder", str(README.parent), "--year", "2007-08", "--quarter", "Q4")
    assert modules == []


def test_each_command_is_found_by_the_name_that_its_class_has() -> None:
    places = {name: place.partition(".") for name, place in commands.COMMANDS.items() if place}
    classes = {
        name: getattr(import_module(f"compiler.cli.commands.{module}"), kind)
        for name, (module, _, kind) in places.items()
    }
    assert {name: each.name or each.__name__.lower() for name, each in classes.items()} == {
        name: name for name in places
    }


def test_a_check_loads_neither_other_commands_nor_what_tells_a_report() -> None:
    script = (
        "import json, sys\n"
        "from compiler.cli import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    print('\\n@' + json.dumps(list(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "check", "--schema"], capture_output=True, text=True, timeout=60
    )
    loaded = set(json.loads(done.stdout.rpartition("\n@")[2]))
    assert {"compiler.cli.commands.checks", "compiler.rules.registry"} <= loaded
    assert loaded.isdisjoint({"compiler.cli.commands.papers", "compiler.report.build", "compiler.consolidate"})
    assert loaded.isdisjoint({"pydantic", "typer"})


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    group: Any = get_command(app)
    made = group.get_command(None, name)
    assert TyperCommand(name, help=_words_of(name)).get_short_help_str(60) == made.get_short_help_str(60) != ""
