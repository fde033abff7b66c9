"""`compile check --watch`: the findings again after each save, with what is new and what was put right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compiler.cli.check import look, tell
from compiler.cli.commands.checks import Check
from compiler.cli.formats import obeys
from compiler.domain.finding import Finding
from compiler.project.find import WrongUse, choose_period, open_project
from compiler.project.watch import events, saves, watched
from compiler.render.findings import findings_since

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch_and_tell(asked: Check) -> int:
    """Look, and look again after each save, until Ctrl+C; that is how it is meant to end, so the code is 0."""
    last: Sequence[Finding] | None = None
    project = open_project(asked.folder, asked.department)
    period = choose_period(project, asked.year, asked.quarter)

    def files() -> Sequence[Path]:
        return watched(project, period, asked.files)

    try:
        for _ in saves(files, events(files())):
            last = _look_again(asked, last)
    except KeyboardInterrupt:
        if obeys():
            print()  # the terminal has shown ^C
    return 0


def _look_again(asked: Check, last: Sequence[Finding] | None) -> Sequence[Finding] | None:
    """Print what stands now; a mistake in the settings is told, and waited for to be put right."""
    if obeys():
        print(_CLEAR, end="")
    try:
        looked = look(asked)
    except WrongUse as fault:
        print(f"{fault}\nWatching. Ctrl+C ends it.", flush=True)
        return last
    tell(looked, asked.format, asked.quiet)
    if last is not None:
        print(findings_since(last, looked.findings), end="")
    if not asked.quiet:
        print(f"Watching {_books(len(looked.checked.workbooks))}. Ctrl+C ends it.", flush=True)
    return looked.findings


def _books(count: int) -> str:
    return f"{count} {'workbook' if count == 1 else 'workbooks'}"
