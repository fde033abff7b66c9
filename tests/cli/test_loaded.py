"""What writes or converts files is loaded by the command that does so, and by no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quarter.town import OUTPUT, RETURNS, make_town

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("pandas", "openpyxl", "docx", "xlsxwriter", "lxml", "watchfiles", "compiler.render.office"),
    *("concurrent.futures", "multiprocessing", "dask", "distributed", "compiler.project.workers_ahead"),
)
SCRIPT = f"""import json, sys
from compiler.cli import main
try:
    main()
finally:
    print("\\n@" + json.dumps([name for name in {HEAVY!r} if name in sys.modules]))
"""
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
    """Which of the heavy modules a command has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode in (0, 1), done.stderr
    said, _, names = done.stdout.rpartition("\n@")
    assert said or done.stderr
    return set(json.loads(names))


@pytest.mark.parametrize("command", LOADED)
def test_a_command_loads_what_it_needs_and_no_more(town: Path, command: str) -> None:
    arguments, expected = LOADED[command]
    assert loaded(town, *arguments) == expected
