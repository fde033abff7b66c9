"""`compile export`: a period's rows as tables for those who analyse, and what their columns mean."""

from __future__ import annotations

import sys

from compiler.cli.again import where
from compiler.cli.commands.rows import Export
from compiler.cli.screen import Progress, console, table
from compiler.project.export import FORMS, Exported, export
from compiler.project.find import WrongUse, choose_period, open_project


def export_and_tell(options: Export) -> int:
    """Write the tables and say what each holds; WrongUse where the format is none, or does not go with Excel."""
    if options.format not in FORMS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(FORMS)}.")
    if options.for_excel and options.format != "csv":
        raise WrongUse("--for-excel is for CSV: leave it out, or the format.")
    project = open_project(options.folder, options.department)
    period = choose_period(project, options.year, options.quarter)
    with Progress(options.quiet) as progress:
        made = export(
            project,
            period,
            options.format,
            to=options.to,
            for_excel=options.for_excel,
            dry_run=options.dry_run,
            tell=progress.step,
        )
    if not options.quiet:
        _print(made, options, where(period))
    for each in made.written:
        if each.note:
            print(each.note, file=sys.stderr)
    return 0


def _print(made: Exported, options: Export, period: str) -> None:
    """What each table holds, and where the tables are."""
    screen = console()
    lines = [(f"{each.name}.{options.format}", f"{len(each.rows):,}", str(len(each.fields))) for each in made.tables]
    screen.print(table(("File", "Rows", "Columns"), lines, right=(1, 2)))
    folder = made.folder
    try:
        shown = folder.resolve().relative_to(options.folder.resolve()).as_posix()
    except ValueError:
        shown = folder.as_posix()
    screen.print(f"{'Would write' if options.dry_run else 'Wrote'} these and datapackage.json to {shown}/")
    screen.print(f"Next: compile check {period}, for what is wrong in the rows")
