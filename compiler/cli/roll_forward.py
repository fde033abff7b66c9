"""`compile roll-forward`: a new quarter or a new year opened, and what is still to be decided."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from compiler.cli.again import asked, where
from compiler.cli.commands.years import Issue, RollForward
from compiler.cli.issue import issue_and_tell
from compiler.cli.screen import console, table
from compiler.domain.period import Period, say_date
from compiler.domain.record import Kind
from compiler.project.find import Project, open_project
from compiler.project.issue import period_to_issue, planned_years, year_named
from compiler.project.roll_forward import Opened, draft_folder, open_quarter, open_year
from compiler.returns.roll_sheet import TO_DECIDE, Candidate, counted, told

_SHOWN = 20


def roll_forward_and_tell(options: RollForward) -> int:
    """Open the next quarter or the next year; 1 while something is still to be decided."""
    project = open_project(options.folder, options.department)
    named = year_named(project, options.year)
    if named is not None and not options.quarter:
        return _open_year(project, open_year(project, named, options.dry_run), options.dry_run, options.quiet)
    period = period_to_issue(project, options.year, options.quarter)
    if not options.quarter and period.year not in planned_years(project):
        return _open_year(project, open_year(project, period.year, options.dry_run), options.dry_run, options.quiet)
    overdue = open_quarter(project, period, options.dry_run)
    if not options.quiet:
        print("\n".join(_overdue(project, period, overdue)))
    return issue_and_tell(
        Issue(
            department=options.department,
            folder=options.folder,
            year=period.year.name,
            quarter=period.name,
            dry_run=options.dry_run,
            quiet=options.quiet,
        )
    )


def _overdue(project: Project, period: Period, rows: Sequence[Candidate]) -> Iterator[str]:
    """The actions whose time is over, by division; they go on until the members decide otherwise."""
    day = say_date(period.previous().last_day)
    if not rows:
        yield f"No action that was due by {day} is open."
        return
    yield f"Due by {day} and not completed ({len(rows)}); each goes on until the members decide otherwise:"
    for division in project.department.divisions:
        named = [each.planned.label for each in rows if each.planned.division == division.key]
        if named:
            yield f"  {division.name}: {', '.join(named)}"
    yield ""


def _open_year(project: Project, opened: Opened, dry_run: bool, quiet: bool) -> int:
    if not quiet:
        _print_rows(project, opened)
    if opened.undecided:
        lines = list(told(opened.undecided))
        more = [f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        print("\n".join([*lines[:_SHOWN], *more]), file=sys.stderr)
    if not quiet:
        print("\n".join(_next(project, opened, dry_run)))
    for note in (
        *(note for draft in opened.drafts for note in draft.notes),
        *(w.note for w in opened.written if w.note),
    ):
        print(note, file=sys.stderr)
    return 1 if opened.undecided else 0


def _print_rows(project: Project, opened: Opened) -> None:
    """What there is to decide, by division."""
    screen = console()
    old = opened.year.previous
    screen.print(f"{project.department.name}: from {old.label} to {opened.year.label}", style="bold")
    headings = ("Division", "Unfinished actions", "Completed", "Indicators", "Risks", "Newest return")
    screen.print(table(headings, _lines(project, opened), right=(1, 2, 3, 4)))


def _lines(project: Project, opened: Opened) -> Iterator[tuple[str, ...]]:
    for division in project.department.divisions:
        own = [each for each in opened.rows if each.planned.division == division.key]
        actions, indicators, risks = ([each for each in own if each.planned.kind is kind] for kind in TO_DECIDE)
        done = sum(each.completed for each in actions)
        last = opened.newest.get(division.key)
        counts = (len(actions) - done, done, len(indicators), len(risks))
        yield division.name, *map(str, counts), last.period.short if last else "none"


def _next(project: Project, opened: Opened, dry_run: bool) -> Iterator[str]:
    """What was written and what is to be done now."""
    sheet = opened.sheet.relative_to(project.folder).as_posix()
    again = f"compile roll-forward --year {opened.year.name}{asked()}"
    last = opened.year.previous.periods(_parts(project))[-1]
    if all(each.period != last for each in opened.newest.values()):
        yield f"No return of {last.short} is there: outturns stay empty until it is."
    if opened.fresh:
        yield f"{'Would write' if dry_run else 'Wrote'} {sheet}"
        yield f"Next: fill in its Decision columns, then {again}"
        return
    if opened.undecided:
        yield f"Still to be done in {sheet}: {len(opened.undecided)}. No plan was drafted."
        yield f"Next: put these right, then {again}"
        return
    yield "Decided: " + ", ".join(f"{word} {count}" for word, count in counted(opened.verdicts).items()) + "."
    yield from _drafted(project, opened, dry_run)


def _drafted(project: Project, opened: Opened, dry_run: bool) -> Iterator[str]:
    kept = [each for each in opened.verdicts if each.stays and each.candidate.planned.kind is Kind.INDICATOR]
    figures = sum(
        each.candidate.year_end is not None and each.candidate.year_end.entry("figure").given for each in kept
    )
    yield f"Outturns filled in from the year's last returns: {figures} of {len(kept)}. Targets are empty."
    place = draft_folder(project, opened.year).relative_to(project.folder).as_posix()
    for draft in opened.drafts:
        name = Path(draft.workbook).name
        yield f"{'Would write' if dry_run else 'Wrote'} {place}/{name}"
    home = (project.workbooks / opened.year.name / "plan").relative_to(project.folder).as_posix()
    there = " (there are plans already: compare before you replace them)" if project.plans(opened.year) else ""
    yield f"Next: enter the targets; when the members have approved the plans, put them into {home}/{there}"
    yield f"Then: compile issue {where(opened.year.periods(_parts(project))[0])}"


def _parts(project: Project) -> int:
    return project.profile.calendar.periods
