"""What writes or converts files is loaded by the command that does so, and by no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from compiler.rules.families import FAMILIES, _plans
from tests.quarter.town import OUTPUT, RETURNS, make_town

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("pandas", "openpyxl", "docx", "xlsxwriter", "lxml", "watchfiles", "compiler.render.office"),
    *("concurrent.futures", "multiprocessing", "dask", "distributed", "compiler.project.workers_ahead"),
)
SCRIPT = """import json, sys
from compiler.cli import main
try:
    main()
finally:
    print("\\n@" + json.dumps(sorted(sys.modules)))
"""
OF_PLANS = {f"compiler.rules.{family.place.partition('.')[0]}" for family in FAMILIES if family.looks_at is _plans}
SLOW = (
    *("dataclasses", "inspect", "zipfile", "shutil", "tempfile", "tomllib", "difflib", "textwrap", "typer", "pickle"),
    *("urllib.parse", "ipaddress"),
    *("compiler.profile.load", "compiler.profile.phrases", "compiler.domain.when.cell", "compiler.domain.target"),
    *("compiler.ledger", "compiler.domain.thread", "compiler.domain.conflict", "compiler.report"),
)
"""What takes a millisecond or more to load, and a check of one return that was checked before has no need of."""
PERIOD = ("--year", "2008-09", "--quarter", "Q1")
CARE = f"{RETURNS}/Care.xlsx"
REPORT = f"{OUTPUT}/report.docx"

LOADED: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "check": (("check", *PERIOD), set()),
    "check one return": (("check", CARE, *PERIOD), set()),
    "check as JSON": (("check", *PERIOD, "--format", "json"), set()),
    "check by two processes": (("check", *PERIOD, "--workers", "2"), {"compiler.project.workers_ahead"}),
    "explain": (("explain", "C201"), set()),
    "status": (("status", *PERIOD), set()),
    "diff": (("diff", CARE, CARE), set()),
    "diff as a workbook": (("diff", CARE, CARE, "--workbook", "difference.xlsx"), {"xlsxwriter"}),
    "thread": (("thread", "CA 1", "--year", "2008-09"), set()),
    "profile describe": (("profile", "describe"), set()),
    "quarter with nothing changed": (("quarter", *PERIOD), set()),
    "quarter": (("quarter", *PERIOD, "--as-at", "01/07/2008"), {"xlsxwriter", "lxml"}),
    "page": (("page", *PERIOD), {"lxml"}),
    "issue": (("issue", "--year", "2008-09", "--quarter", "Q2"), {"xlsxwriter"}),
    "plan": (("plan", "--year", "2008-09"), {"lxml"}),
    "export": (("export", *PERIOD), set()),
    "access": (("access", REPORT), {"lxml"}),
    "audit": (("audit", REPORT), {"lxml", "xlsxwriter"}),  # makes the report anew, with its charts, to compare
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A department's folder in which the quarter was compiled."""
    folder = tmp_path_factory.mktemp("town")
    make_town(folder)
    loaded(folder, "quarter", *PERIOD)
    return folder


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode in (0, 1), done.stderr
    said, _, names = done.stdout.rpartition("\n@")
    assert said or done.stderr or "--quiet" in arguments
    return set(json.loads(names))


@pytest.mark.parametrize("command", LOADED)
def test_a_command_loads_what_it_needs_and_no_more(town: Path, command: str) -> None:
    arguments, expected = LOADED[command]
    assert loaded(town, *arguments) & set(HEAVY) == expected


def test_a_second_check_of_a_return_loads_what_is_quick_to_load(tmp_path: Path) -> None:
    make_town(tmp_path)
    loaded(tmp_path, "quarter", *PERIOD)  # whose ledger has entries from then on
    loaded(tmp_path, "check", CARE, *PERIOD)
    here = loaded(tmp_path, "check", CARE, *PERIOD)
    assert here & set(SLOW) == set()
    assert here & (OF_PLANS - IMPORTED) == set()
    assert len([name for name in here if name.startswith("compiler.")]) < 165


IMPORTED = {"compiler.rules.people", "compiler.rules.tiers", "compiler.rules.indicator_tables"}
"""Modules of rules about plans whose words others use too."""


UNASKED = {
    *("platform", "importlib.resources", "compiler.cli.summary", "compiler.consolidate.narrow"),
    *("compiler.render.audit", "compiler.render.findings.excerpt", "compiler.render.template", "compiler.render.trace"),
    *("compiler.render.thread.text", "compiler.render.word.edits.settle"),
    *("compiler.report.by_hand", "compiler.report.in_words", "compiler.report.plan_covering"),
}
"""What a quarter has no need of whose report nobody has edited, in a format that rates."""
MAKING = {
    *("zipfile", "compiler.render.word.edits.record", "compiler.render.word.report", "compiler.report.parts"),
    "compiler.render.master.book",
}
"""Some of what makes and writes a report, which a quarter with nothing changed has no need of."""


def test_a_quarter_loads_nothing_for_edits_that_nobody_made_and_a_second_nothing_that_writes(tmp_path: Path) -> None:
    make_town(tmp_path)
    first = loaded(tmp_path, "quarter", "--quiet", *PERIOD)
    assert first & (UNASKED | MAKING) == MAKING
    assert loaded(tmp_path, "quarter", "--quiet", *PERIOD) & (UNASKED | MAKING) == set()
