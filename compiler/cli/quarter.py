"""`compile quarter`: run it, show progress, and sum up what came of it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.cli.screen import Progress, console, table
from compiler.consolidate.view import DepartmentView, Receipt, Row, Source
from compiler.domain.finding import Audience, Severity
from compiler.domain.record import Kind
from compiler.domain.when import read_when
from compiler.project.find import Project, WrongUse, choose_period, open_project
from compiler.project.quarter import Run, Wish, run_quarter

if TYPE_CHECKING:
    from rich.console import Console

_SHOWN_CHANGES = 12


def compile_and_tell(
    department: str,
    year: str,
    quarter: str,
    folder: Path,
    wish: Mapping[str, bool],
    without: Sequence[str],
    reason: Sequence[str],
    as_at: str,
    strict: bool,
    quiet: bool,
) -> int:
    """Compile the quarter and print its summary; the exit code."""
    project = open_project(folder, department)
    period = choose_period(project, year, quarter)
    wanted = Wish(**wish, without=excused(project, without, reason), as_at=read_day(as_at))
    with Progress(quiet) as progress:
        run = run_quarter(project, period, wanted, progress.step)
    if run.refused:
        print(f"No final report was written. {run.refused}", file=sys.stderr)
        print("Next: put these right and run it again, or leave out --final for a draft.", file=sys.stderr)
        return 1
    if not quiet:
        _summary(console(), run, wanted.final)
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
    return {_division(project, name): reason for name, reason in zip(divisions, reasons, strict=True)}


def _division(project: Project, name: str) -> str:
    """The key of the division of that name, of any of its names, or of the one name that begins so."""
    from compiler.domain.text import fold, match, nearest

    divisions = project.department.divisions
    known = {word: each.key for each in divisions for word in (each.key, each.name, each.short, *each.aliases) if word}
    found = match(name, known)
    if found is not None:
        return known[found.option]
    begun = {key for word, key in known.items() if fold(word).startswith(fold(name))}
    if len(begun) == 1:
        return begun.pop()
    close = nearest(name, known)
    hint = f" Did you mean '{close}'?" if close else ""
    names = ", ".join(division.name for division in divisions)
    raise WrongUse(f"There is no division called '{name}'.{hint} There are: {names}.")


def _summary(screen: Console, run: Run, final: bool) -> None:
    view = run.compiled.view
    screen.print(f"{view.department.name}, {view.period.label}", style="bold")
    if view.notice:
        screen.print(view.notice)
    screen.print(table(("Division", "Return", "Rows", "Errors", "Warnings", "Ratings"), _lines(view), right=(2, 3, 4)))
    rows_in = sum(source.rows_read + source.rows_refused for source in view.sources if source.role == "return")
    refused = sum(source.rows_refused for source in view.sources if source.role == "return")
    screen.print(f"Rows in {rows_in} = rows taken up {rows_in - refused} + rows refused {refused}.")
    for line in (*_reasons(view), *_changes(run)):
        screen.print(line)
    for written in run.written:
        if not written.path.name.startswith("findings"):
            screen.print(f"Wrote {written.path}")
    if run.compiled.report.draft:
        screen.print(f"The report is a DRAFT: {run.compiled.report.draft}")
    screen.print(f"Next: {_next(view, run, final)}")


def _lines(view: DepartmentView) -> Iterator[tuple[str, ...]]:
    for source in view.sources:
        if source.role != "return":
            continue
        found = [finding for finding in view.findings if finding.origin.workbook == source.workbook]
        errors = sum(finding.severity is Severity.ERROR for finding in found)
        warnings = sum(finding.severity is Severity.WARNING for finding in found)
        name = source.division.name if source.division else source.workbook
        received = source.receipt is Receipt.RECEIVED
        rows = str(source.rows_read) if received else "–"
        yield name, source.receipt.value, rows, str(errors), str(warnings), _ratings(view, source) if received else ""


def _ratings(view: DepartmentView, source: Source) -> str:
    """How the division's actions are rated: 'Red 1, Amber 9, Green 3'."""
    own: list[Row] = [
        row for row in view.of(Kind.ACTION) if row.returned and row.returned.origin.workbook == source.workbook
    ]
    counts: dict[str, int] = {}
    order = [state.name for state in view.profile.ratings.states] if view.profile.ratings else []
    for row in own:
        if row.rating:
            counts[row.rating.name] = counts.get(row.rating.name, 0) + 1
    ranked = sorted(counts, key=lambda name: order.index(name) if name in order else len(order))
    return ", ".join(f"{name} {counts[name]}" for name in ranked)


def _reasons(view: DepartmentView) -> Iterator[str]:
    """Why files cannot be used, each reason once."""
    unusable = [source for source in view.sources if source.receipt is Receipt.UNREADABLE]
    named = (each.reason if each.workbook in each.reason else f"{each.workbook}: {each.reason}" for each in unusable)
    yield from dict.fromkeys(named)


def _changes(run: Run) -> Iterator[str]:
    """What is different in the report since the last run."""
    if run.changes is None:
        return
    if not run.changes:
        yield "Nothing in the report has changed since the last run."
        return
    yield f"Changed in the report since the last run ({len(run.changes)}):"
    yield from (f"  {line}" for line in run.changes[:_SHOWN_CHANGES])
    if len(run.changes) > _SHOWN_CHANGES:
        yield f"  and {len(run.changes) - _SHOWN_CHANGES} more"


def _next(view: DepartmentView, run: Run, final: bool) -> str:
    where = f"--year {view.period.year.name} --quarter {view.period.name}"
    if any(finding.audience is not Audience.PLAN for finding in view.findings):
        return f"compile check {where}"
    if run.compiled.report.draft:
        return "complete what is missing and run compile quarter again"
    if final:
        return "read the report once more, then send it to the meeting"
    return f"compile quarter {where} --final"
