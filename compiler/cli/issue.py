"""`compile issue`: the teams' return forms written, and said what each asks for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from compiler.cli.again import where
from compiler.cli.commands import years
from compiler.cli.kinds import kind_headings, kinds_held
from compiler.cli.screen import Progress, console, table
from compiler.domain.period import say_date
from compiler.domain.record import Kind
from compiler.profile.beside import DUE, earlier, short_name
from compiler.project.find import Project, WrongUse, division_named, open_project
from compiler.project.issue import FOLDER, Issue, Issued, issue_returns, period_to_issue
from compiler.project.quarter import Wish

_COUNTED = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


def issue_and_tell(options: years.Issue) -> int:
    """Issue the period's forms and sum up what was written for whom."""
    project = open_project(options.folder, options.department)
    period = period_to_issue(project, options.year, options.quarter)
    chosen = [division_named(project.department, name) for name in options.division]
    for each in chosen:
        if not each.returns_in(period.year.name):
            raise WrongUse(f"{each.name} returns nothing in {period.year.label}.")
    with Progress(options.quiet) as progress:
        issue = issue_returns(project, period, chosen, Wish(dry_run=options.dry_run), options.protect, progress.step)
    if not options.quiet:
        _print_summary(project, issue, options.dry_run)
    for note in (*issue.notes, *_unplanned(project, issue)):
        print(note, file=sys.stderr)
    return 0


def _print_summary(project: Project, issue: Issue, dry_run: bool) -> None:
    screen = console()
    screen.print(f"{project.department.name}, {issue.period.label}: returns to fill in", style="bold")
    kinds = kinds_held(project.profile, _COUNTED)
    headings = ("Division", *kind_headings(project.profile, kinds), "Not due", "Completed earlier", "Beside", "File")
    lines = (_line(one, kinds) for one in issue.issued)
    screen.print(table(headings, lines, right=range(1, len(kinds) + 3)))
    place = (project.output(issue.period) / FOLDER).relative_to(project.folder).as_posix()
    screen.print(f"{'Would write to' if dry_run else 'Written to'} {place}/")
    for words in _next(project, issue):
        screen.print(words)


def _line(one: Issued, kinds: Sequence[Kind]) -> tuple[str, ...]:
    """One form in the summary: what is asked for, what is not, what stands beside, and its file."""
    rows = [(sheet.kind, row) for sheet in one.form.sheets for row in one.form.rows.get(sheet.key, ())]
    waiting = [sum(kind is wanted and not row.settled for kind, row in rows) for wanted in kinds]
    not_due = sum(str(row.cells.get(DUE, "")).startswith("No") for _, row in rows)
    settled = sum(row.settled for _, row in rows)
    beside = [short_name(earlier(one.form.period, way)) for way in one.form.beside if one.form.period]
    name = one.written.path.name if one.written else one.name
    return (one.division.name, *map(str, waiting), str(not_due), str(settled), ", ".join(beside) or "–", name)


def _next(project: Project, issue: Issue) -> Iterator[str]:
    """What to do with the forms, and which returns of the period are there already."""
    period = issue.period
    came = [one.division.name for one in issue.issued if one.back]
    if came:
        yield f"Returned already, and left as it is: {', '.join(came)}."
    due = project.department.deadlines.get(f"{period.year.name}/{period.name}")
    until = f" by {say_date(due.due)}" if due and due.due else ""
    home = (project.workbooks / period.year.name / period.name).relative_to(project.folder).as_posix()
    yield f"Send each team its file. Put what comes back{until} into {home}/ under the same name."
    yield f"Next: compile status {where(period)}"


def _unplanned(project: Project, issue: Issue) -> Iterator[str]:
    place = (project.workbooks / issue.period.year.name / "plan").relative_to(project.folder).as_posix()
    for division in issue.unplanned:
        yield f"Nothing was issued for {division.name}: no plan in {place}/ has rows of it."
    if issue.unplanned:
        yield "Fill in their plans, and issue again."
