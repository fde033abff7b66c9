"""`compile trace`: the cells that a figure of a paper comes from, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from compiler.cli.commands.finished import Trace
from compiler.cli.formats import width
from compiler.cli.screen import Progress
from compiler.domain.frozen import replace
from compiler.project.find import Project, WrongUse, choose_period, open_project
from compiler.project.issue import year_named
from compiler.project.trace import answers, others_to_ask, paper_to_ask, plans_to_ask, report_to_ask
from compiler.render.trace import Answer, trace_json, trace_text

_FORMATS = ("text", "json")


def trace_and_tell(options: Trace) -> int:
    """Print where what was asked for comes from; WrongUse, with the nearest names, where it does not stand there."""
    if options.format not in _FORMATS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(_FORMATS)}.")
    if options.plan and options.audience:
        raise WrongUse("Name a body's paper with --audience, or ask the plans with --plan: not both.")
    project = open_project(options.folder, options.department)
    with Progress(options.quiet) as progress:
        found, stale = _found(project, options, progress.step)
    if not found[0].places:
        raise WrongUse(found[0].said)
    shown = _chosen(found, options.place)
    if options.format == "json":
        print(trace_json(options.query, shown), end="")
        return 0
    print(trace_text(shown, width()), end="")
    if not options.quiet:
        print("".join(f"{line}\n" for line in _next(options, sum(len(each.places) for each in shown), stale)), end="")
    return 0


def _found(project: Project, options: Trace, tell: Callable[[str], None]) -> tuple[Sequence[Answer], bool]:
    """What the paper that is asked for answers, or, where the report has nothing to answer and none is named, what the
    other papers do; and whether the one in output/ is older."""
    if options.plan:
        return answers(options.query, plans_to_ask(project, year_named(project, options.year)), named=True), False
    period = choose_period(project, options.year, options.quarter)
    if options.audience:
        paper = paper_to_ask(project, period, options.audience, tell)
        return answers(options.query, (paper,), named=True), paper.stale
    report, made = report_to_ask(project, period, tell)
    own = answers(options.query, (report,), named=False)
    if own[0].places:
        return own, report.stale
    tell("Asking the other papers")
    others = answers(options.query, others_to_ask(project, period, made), named=True)
    return (others, False) if others and others[0].places else (own, report.stale)


def _chosen(found: Sequence[Answer], place: int) -> list[Answer]:
    """All places, or the one of that number."""
    every = [replace(each, places=(one,)) for each in found for one in each.places]
    if not place:
        return list(found)
    if place > len(every):
        there = f"{len(every)} places" if len(every) > 1 else "one place"
        raise WrongUse(f"There is no place {place}: what was asked for stands at {there}.")
    return [every[place - 1]]


def _next(options: Trace, places: int, stale: bool) -> list[str]:
    """That the report on the disk says something else, and the command that shows one of several places in full."""
    lines = []
    if stale:
        lines += ["", "The report in output/ was made before the returns or settings changed: run compile quarter."]
    if places > 1:
        paper = " --plan" if options.plan else f' --audience "{options.audience}"' if options.audience else ""
        lines += ["", f'Next: compile trace "{options.query}"{paper} --place 1, for the cells of one of them']
    return lines
