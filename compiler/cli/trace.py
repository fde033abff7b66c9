"""`compile trace`: the cells that a figure of the report comes from, and how."""

from __future__ import annotations

from compiler.cli.commands.finished import Trace
from compiler.cli.formats import width
from compiler.cli.screen import Progress
from compiler.project.find import WrongUse, choose_period, open_project
from compiler.project.trace import recompile
from compiler.render.trace import Asked, Traced, cells_of, find, printed, trace_json, trace_text, traced

_FORMATS = ("text", "json")


def trace_and_tell(options: Trace) -> int:
    """Print where what was asked for comes from; WrongUse, with the nearest names, where it does not stand there."""
    if options.format not in _FORMATS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(_FORMATS)}.")
    project = open_project(options.folder, options.department)
    period = choose_period(project, options.year, options.quarter)
    with Progress(options.quiet) as progress:
        made = recompile(project, period, progress.step)
    view = made.compiled.view
    asked = find(options.query, printed(made.compiled.report), lambda line: traced(line, view))
    if not asked.places:
        raise WrongUse(asked.said)
    places = _chosen(asked, options.place)
    report = f"the report of {period.short}"
    if options.format == "json":
        print(trace_json(options.query, places, cells_of(view), report), end="")
        return 0
    print(trace_text(places, cells_of(view), report, width()), end="")
    if not options.quiet:
        print("".join(f"{line}\n" for line in _next(options.query, len(places), made.stale)), end="")
    return 0


def _chosen(asked: Asked, place: int) -> tuple[Traced, ...]:
    """All places, or the one of that number."""
    if not place:
        return asked.places
    if place > len(asked.places):
        there = f"{len(asked.places)} places" if len(asked.places) > 1 else "one place"
        raise WrongUse(f"There is no place {place}: what was asked for stands at {there}.")
    return asked.places[place - 1 : place]


def _next(query: str, places: int, stale: bool) -> list[str]:
    """That the report on the disk says something else, and the command that shows one of several places in full."""
    lines = []
    if stale:
        lines += ["", "The report in output/ was made before the returns or settings changed: run compile quarter."]
    if places > 1:
        lines += ["", f'Next: compile trace "{query}" --place 1, for the cells of one of them']
    return lines
