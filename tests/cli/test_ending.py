"""The program ends at once, and yet with its code, all its words, and whatever was to be done at the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LATER = """
import atexit
from compiler.cli import begin as app
begin = app.main
def main():
    atexit.register(print, "done last")
    begin()
app.main = main
app.{begin}()
"""


def ended(begin: str, *arguments: str, stdout: int | None = subprocess.PIPE) -> tuple[int, str | None, str]:
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{LATER.format(begin=begin)}"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("check", "--schema"), ("chekc",), ("check", "--folder", "nowhere"), ("check", "nowhere.xlsx")],
    ids=" ".join,
)
def test_it_ends_as_it_would_have_ended_in_its_own_time(arguments: tuple[str, ...]) -> None:
    at_once, later = ended("run", *arguments), ended("main", *arguments)
    assert at_once == later
    assert (at_once[1] or "").endswith("done last\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_words_that_cannot_be_handed_on_are_not_passed_over() -> None:
    with open("/dev/full", "w") as full:
        code, _, said = ended("run", "check", "--schema", stdout=full.fileno())
    assert code != 0
    assert said
