"""`compile page`: the period as one page for the browser, and what came of it."""

from __future__ import annotations

import json
import sys

from compiler.cli.again import where
from compiler.cli.commands.papers import Page
from compiler.cli.quarter import wish_of
from compiler.cli.screen import Progress
from compiler.project.find import WrongUse, choose_period, open_project
from compiler.project.page import PageRun, run_page

_FORMATS = ("text", "json")


def page_and_tell(options: Page) -> int:
    """Write the page and say where it is; 1 where a final page is refused."""
    if options.format not in _FORMATS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(_FORMATS)}.")
    project = open_project(options.folder, options.department)
    period = choose_period(project, options.year, options.quarter)
    wish = wish_of(project, options)
    with Progress(options.quiet) as progress:
        run = run_page(project, period, wish, progress.step)
    if run.refused:
        print(f"No final page was written. {run.refused}", file=sys.stderr)
        print("Next: put these right and run it again, or leave out --final for a draft.", file=sys.stderr)
        return 1
    if options.format == "json":
        print(json.dumps(_told(run), ensure_ascii=False, indent=2))
    elif not options.quiet:
        print("\n".join(_said(run, options.final)))
    for note in run.notes:
        print(note, file=sys.stderr)
    return 0


def _said(run: PageRun, final: bool) -> list[str]:
    """What was written, whether it is a draft, and what to do with it."""
    view, report = run.compiled.view, run.compiled.report
    lines = [f"{view.department.name}, {view.period.label}"]
    if run.written:
        lines.append(f"Wrote {run.written.path} ({run.written.path.stat().st_size / 1024:,.0f} kB)")
    if report.draft:
        lines.append(f"The page is a DRAFT. {report.draft}")
    if run.written:
        lines.append(f"Next: {_next(run, final)}")
    return lines


def _next(run: PageRun, final: bool) -> str:
    if final:
        return "read it once more in a browser, then send it or put it on a site as it is"
    period = run.compiled.view.period
    rest = "complete what is missing, and run" if run.compiled.report.draft else "run"
    command = f"compile page {where(period)} --final"
    return f"open it in a browser; to publish it, {rest} {command}"


def _told(run: PageRun) -> dict[str, object]:
    """The same for programs; `written` is null for a dry run, `draft` '' for a page that is none."""
    view = run.compiled.view
    return {
        "department": view.department.name,
        "year": view.period.year.name,
        "period": view.period.name,
        "written": str(run.written.path) if run.written else None,
        "draft": run.compiled.report.draft,
    }
