"""`compile thread`: what a row of the plans is for, and what carries it out, over all plans; or every gap."""

from __future__ import annotations

import sys

from compiler.cli.again import asked as named_again
from compiler.cli.commands.rows import Thread
from compiler.cli.formats import width
from compiler.cli.screen import Progress
from compiler.domain.thread.gaps import gaps
from compiler.project.find import WrongUse, division_named, open_project
from compiler.project.periods import year_named
from compiler.project.plan import year_of_plans
from compiler.project.thread import Threads, threads_of
from compiler.render.thread import (
    follow,
    orphans,
    orphans_json,
    orphans_text,
    seek,
    thread_json,
    thread_schema,
    thread_text,
)

_FORMATS = ("text", "json")


def follow_and_tell(options: Thread) -> int:
    """Print the thread through a row, or every gap; WrongUse, with the nearest name, where there is no such row."""
    if options.schema:
        print(thread_schema(), end="")
        return 0
    if options.format not in _FORMATS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(_FORMATS)}.")
    if not options.orphans and not options.row.strip():
        raise WrongUse('Which row? Name one, such as compile thread "1.1", or ask for every gap with --orphans.')
    project = open_project(options.folder, options.department)
    year = year_of_plans(project, year_named(project, options.year))
    with Progress(options.quiet) as progress:
        progress.step("Reading the plans")
        threads = threads_of(project, year)
    told = _orphans(options, threads) if options.orphans else _thread(options, threads)
    print(told, end="")
    for note in threads.notes:
        print(note, file=sys.stderr)
    return 0


def _orphans(options: Thread, threads: Threads) -> str:
    planned = threads.planned
    found = orphans(planned, threads.bridges)
    if options.format == "json":
        return orphans_json(planned, found)
    name = next((each.own for each in found if each.own), "")
    following = f'Next: compile thread "{name}"{named_again()}\n' if name and not options.quiet else ""
    return orphans_text(planned, found, width()) + following


def _thread(options: Thread, threads: Threads) -> str:
    planned = threads.planned
    sought = seek(planned, options.row)
    if not sought.rows:
        raise WrongUse(sought.said)
    rows = sought.rows
    if options.division:
        division = division_named(planned.department, options.division)
        rows = tuple(row for row in rows if row.division == division.key)
        if not rows:
            raise WrongUse(f"'{options.row}' is no row of a plan of {division.name}.")
    found, gone = [follow(planned, row, threads.bridges) for row in rows], gaps(planned.thread)
    if options.format == "json":
        return thread_json(planned, options.row, found, gone)
    following = "" if options.quiet else f"\nNext: compile thread --orphans{named_again()}, for every gap\n"
    return thread_text(planned, found, gone, width()) + following
