"""`compile quarter`: run it, show progress, and sum up what came of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from compiler.cli.again import where
from compiler.cli.commands.papers import Quarter, Report
from compiler.cli.day import read_day as read_day
from compiler.cli.options import Paper
from compiler.cli.replay import say_again, told_of
from compiler.cli.screen import Progress, console
from compiler.cli.workers import workers_asked
from compiler.domain.frozen import replace
from compiler.domain.period import Period
from compiler.project.find import Project, WrongUse, choose_period, division_named, open_project
from compiler.project.inputs import Wish
from compiler.project.opened import still_open
from compiler.project.unchanged import may_be_told, seen

if TYPE_CHECKING:  # what compiles and sums up is loaded by those who do: a run with nothing to do needs neither
    from compiler.project.quarter import Run


def compile_and_tell(options: Quarter) -> int:
    """Compile the quarter and print its summary; the exit code."""
    if options.format not in ("text", "json"):
        raise WrongUse(f"There is no format '{options.format}'. There are: text, json.")
    project = open_project(options.folder, options.department)
    period = choose_period(project, options.year, options.quarter)
    wanted = replace(word_wish_of(project, options), workers=workers_asked(options))
    said_by = repr(replace(options, workers="", scheduler=""))  # whoever reads them, the workbooks say the same
    for said in still_open(file.path for file in project.returns(period)):
        print(said, file=sys.stderr)
    found = seen(project, period, wanted, said_by) if may_be_told(wanted) else None
    if found and (before := found.told()):
        say_again(before.screen)
        return before.code
    run, code = _compiled(options, project, period, wanted)
    told = told_of(run, options, code) if found else None
    if found and told:
        found.keep(told)
    return code


def _compiled(options: Quarter, project: Project, period: Period, wanted: Wish) -> tuple[Run, int]:
    """Compile the quarter and say what came of it."""
    from compiler.project.quarter import run_quarter

    with Progress(options.quiet) as progress:
        run = run_quarter(project, period, wanted, progress.step)
    _sum_up(options, run, period, wanted)
    return run, 1 if run.refused or (options.strict and run.compiled.view.errors) else 0


def _sum_up(options: Quarter, run: Run, period: Period, wanted: Wish) -> None:
    """Print what came of the run, and what it noted."""
    if options.quiet and options.format == "text" and not run.refused:
        _note(run.notes)
        return
    from compiler.cli.summary import next_step, print_summary, summary_json, to_write

    if run.refused:
        print(f"No final report was written. {run.refused}", file=sys.stderr)
        again = f"compile quarter {where(period)} --final, once that is done"
        after = next_step(run.compiled.view, run, True) if run.compiled.report.draft else again
        _note((*to_write(run), *run.notes, f"Next: {after}"))
        return
    if options.format == "json":
        print(summary_json(run))
    else:
        print_summary(console(), run, wanted.final)
    _note(run.notes)


def _note(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def wish_of(project: Project, options: Paper) -> Wish:
    """How a paper of the quarter is to be made, as every command that writes one is asked."""
    excuses = excused(project, options.without, options.reason)
    return Wish(options.final, options.dry_run, without=excuses, as_at=read_day(options.as_at))


def word_wish_of(project: Project, options: Quarter | Report) -> Wish:
    """The same with what concerns Word files alone: page numbers, PDFs, and edits by hand."""
    wish = wish_of(project, options)
    edits = tuple(options.let_go)
    word = replace(wish, paginate=options.paginate, pdf=options.pdf, fresh=options.fresh, let_go=edits)
    return replace(word, annex=options.annex)


def excused(project: Project, divisions: Sequence[str], reasons: Sequence[str]) -> dict[str, str]:
    """The divisions that a final report does without, by key, each with its reason."""
    if len(divisions) != len(reasons):
        raise WrongUse('Give each --without its --reason, such as --without "Resources" --reason "system failure".')
    return {
        division_named(project.department, name).key: reason for name, reason in zip(divisions, reasons, strict=True)
    }
