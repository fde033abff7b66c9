"""`compile quarter`: run it, show progress, and sum up what came of it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from compiler.cli.screen import Progress, console
from compiler.cli.summary import next_step, print_summary, summary_json, to_write
from compiler.domain.when import read_when
from compiler.project.find import Project, WrongUse, choose_period, division_named, open_project
from compiler.project.quarter import Wish, run_quarter


def compile_and_tell(
    department: str,
    year: str,
    quarter: str,
    folder: Path,
    wish: Mapping[str, bool],
    without: Sequence[str],
    reason: Sequence[str],
    as_at: str,
    form: str,
    strict: bool,
    quiet: bool,
) -> int:
    """Compile the quarter and print its summary; the exit code."""
    if form not in ("text", "json"):
        raise WrongUse(f"There is no format '{form}'. There are: text, json.")
    project = open_project(folder, department)
    period = choose_period(project, year, quarter)
    wanted = Wish(**wish, without=excused(project, without, reason), as_at=read_day(as_at))
    with Progress(quiet) as progress:
        run = run_quarter(project, period, wanted, progress.step)
    if run.refused:
        print(f"No final report was written. {run.refused}", file=sys.stderr)
        for line in (*to_write(run), *run.notes, f"Next: {next_step(run.compiled.view, run, True)}"):
            print(line, file=sys.stderr)
        return 1
    if form == "json":
        print(summary_json(run))
    elif not quiet:
        print_summary(console(), run, wanted.final)
    for note in run.notes:
        print(note, file=sys.stderr)
    return 1 if strict and run.compiled.view.errors else 0


def read_day(words: str) -> dt.date | None:
    """A day as given on the command line; None for none, WrongUse for words that are no day."""
    if not words.strip():
        return None
    when = read_when(words)
    if when.start is None or when.start != when.end:
        raise WrongUse(f"'{words}' is not a day. Write it as 30/06/2008.")
    return when.start


def excused(project: Project, divisions: Sequence[str], reasons: Sequence[str]) -> dict[str, str]:
    """The divisions that a final report does without, by key, each with its reason."""
    if len(divisions) != len(reasons):
        raise WrongUse('Give each --without its --reason, such as --without "Resources" --reason "system failure".')
    return {
        division_named(project.department, name).key: reason for name, reason in zip(divisions, reasons, strict=True)
    }
