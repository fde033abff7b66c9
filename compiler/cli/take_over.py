"""`compile import`: what a list is taken as, shown and confirmed, and what became of its rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from compiler.cli.again import where
from compiler.cli.commands.years import Import
from compiler.cli.screen import console, table
from compiler.domain.period import Year, read_year
from compiler.project.find import Project, WrongUse, division_named, open_project
from compiler.project.importing import Imported, Read, read_the_list, take_over, write_plans
from compiler.project.issue import planned_years, year_named
from compiler.project.list_settings import meaning, settings_path

_MOST = 10
_WIDEST = 40


def import_and_tell(options: Import) -> int:
    """Take over each list in turn; 1 where one was not confirmed."""
    project = open_project(options.folder, options.department)
    of = _year(project, options.year)
    named = division_named(project.department, options.division) if options.division else None
    code = 0
    for path in options.files:
        read = read_the_list(project, path, of, options.what, options.sheet, named, options.tier)
        imported = take_over(project, of, read)
        if not options.quiet:
            _show(project, of, imported)
        if options.dry_run:
            print("Nothing was written (--dry-run).")
            continue
        if not (options.yes or read.kept) and not _confirmed():
            code = 1
            continue
        done = write_plans(project, of, imported)
        if not options.quiet:
            _tell(project, of, done)
    return code


def _year(project: Project, words: str) -> Year:
    """The year that is named, else the newest with plans or a folder for them."""
    named = year_named(project, words)
    if named:
        return named
    folders = (path.parent.name for path in project.workbooks.glob("*/plan"))
    starts = project.profile.calendar.starts
    years = {*planned_years(project), *(year for name in folders if (year := read_year(name, starts)))}
    if not years:
        raise WrongUse("For which year? Name it with --year, such as --year 2026-27.")
    return max(years)


def _confirmed() -> bool:
    """Whether somebody says yes; where nobody can be asked, what to do instead."""
    if not _someone_is_there():
        print("Nothing was written. Is this right? Then run it again with --yes.", file=sys.stderr)
        return False
    return typer.confirm("Take it over so?")


def _someone_is_there() -> bool:
    return sys.stdin.isatty()


def _show(project: Project, year: Year, imported: Imported) -> None:
    """The mapping as a table, and what would become of the rows."""
    read = imported.read
    screen = console()
    sheet = next(each for each in project.profile.sheets if each.key == read.taken.what)
    screen.print(
        f"{read.book.name}, sheet {read.taken.sheet}, headings in row {read.taken.row}: "
        f"{sheet.name}, {read.tier.name} {year.label}",
        style="bold",
    )
    headings = ("Heading", "Taken as", "Because", "Example")
    screen.print(table(headings, _mapping(project, read, year)))
    screen.print(_counts(imported))
    for words in _refusals(imported):
        screen.print(f"  {words}")
    for note in imported.notes:
        screen.print(f"  {note}")


def _mapping(project: Project, read: Read, year: Year) -> Iterator[tuple[str, str, str, str]]:
    for heading in read.taken.headings:
        taken = meaning(project.profile, read.taken.what, heading.key, year) if heading.key else "(left out)"
        example = " ".join(heading.example.split())
        yield heading.words, taken, heading.why, example if len(example) <= _WIDEST else f"{example[: _WIDEST - 1]}…"


def _counts(imported: Imported) -> str:
    new, there = sum(plan.new for plan in imported.plans), sum(plan.there for plan in imported.plans)
    rows = new + there + len(imported.refused)
    return f"Rows in {rows} = new {new} + there already {there} + not taken {len(imported.refused)}."


def _refusals(imported: Imported) -> Iterator[str]:
    for refused in imported.refused[:_MOST]:
        yield f"Not taken: row {refused.origin.row}: {refused.why}{'' if refused.why.endswith('?') else '.'}"
    if len(imported.refused) > _MOST:
        yield f"and {len(imported.refused) - _MOST} more."


def _tell(project: Project, year: Year, done: Imported) -> None:
    """Where everything went, and what to do next."""
    for plan in done.plans:
        print(f"{plan.form.division.name}: {plan.new} new, {plan.there} there already")
    for written in done.written:
        print(f"Wrote {_shown(project, written.path)}")
        if written.note:
            print(written.note, file=sys.stderr)
    moved = [each.path for each in done.written if each.path.suffix == ".xlsx" and each.path.parent.name != "plan"]
    for path in moved:
        print(f"'{path.name}' has been changed by hand and was left: the new one is a draft, to be put in its place.")
    kept = settings_path(project, done.read.book.name)
    print(f"How the headings were taken stands in {_shown(project, kept)}: change it there and import again.")
    print(f"Next: compile check --plan {where(year.periods(project.profile.calendar.periods)[0])}")


def _shown(project: Project, path: Path) -> str:
    return path.relative_to(project.folder).as_posix() if path.is_relative_to(project.folder) else path.as_posix()
