"""`compile report`: papers for other bodies, what each covers, and what stands in their way."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from compiler.cli.again import where
from compiler.cli.commands import papers
from compiler.cli.kinds import kind_headings, kinds_held
from compiler.cli.quarter import word_wish_of
from compiler.cli.screen import Progress, console, table
from compiler.cli.summary import by_hand, edits_told
from compiler.domain.record import Kind
from compiler.project.find import WrongUse, choose_period, open_project
from compiler.project.papers import Paper, Papers, chosen, write_papers
from compiler.report.summary import MEETING_DATE

_FORMATS = ("text", "json")
_COUNTED = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


def write_and_tell(options: papers.Report) -> int:
    """Write the papers and say what each is; 1 where a final one is refused."""
    if options.format not in _FORMATS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(_FORMATS)}.")
    project = open_project(options.folder, options.department)
    period = choose_period(project, options.year, options.quarter)
    audiences = chosen(project, period, options.audience, options.every)
    if options.let_go and len(audiences) > 1:
        raise WrongUse("Edits are let go in one paper at a time: name one --audience with --let-go.")
    with Progress(options.quiet) as progress:
        run = write_papers(project, period, audiences, word_wish_of(project, options), progress.step)
    refused = [each for each in run.papers if each.refused]
    if options.format == "json":
        print(json.dumps(_told(run), ensure_ascii=False, indent=2))
    elif not options.quiet:
        _print(run, options.final)
    for paper in refused:
        print(f"No final paper was written for {paper.audience.body}. {paper.refused}", file=sys.stderr)
    for note in (*run.notes, *(note for paper in run.papers for note in paper.notes)):
        print(note, file=sys.stderr)
    return 1 if refused else 0


def _print(run: Papers, final: bool) -> None:
    view, screen = run.view, console()
    screen.print(f"{view.department.name}, {view.period.label}", style="bold")
    kinds = kinds_held(view.profile, _COUNTED)
    headings = ("Paper for", *kind_headings(view.profile, kinds), "Status", "File")
    screen.print(table(headings, (_line(paper, kinds) for paper in run.papers), right=range(1, len(kinds) + 1)))
    for paper in run.papers:
        for line in by_hand(paper.edited):
            screen.print(f"{paper.audience.body}: {line}")
    if run.twins:
        screen.print(f"PDF beside each: {', '.join(each.path.name for each in run.twins)}")
    for line in _undated(run.papers):
        screen.print(line)
    screen.print(f"Next: {_next(run, final)}")


def _line(paper: Paper, kinds: Sequence[Kind]) -> tuple[str, ...]:
    rows = (str(sum(row.kind is kind for row in paper.view.rows)) for kind in kinds)
    status = "refused" if paper.refused else "draft" if paper.report.draft else ""
    return paper.audience.body, *rows, status, paper.written.path.name if paper.written else "–"


def _undated(made: Sequence[Paper]) -> Iterator[str]:
    """Where the day of a body's meeting is set, where one is not."""
    waiting = [each for each in made if any(gap.what == MEETING_DATE for gap in each.report.gaps)]
    if waiting:
        period = waiting[0].view.period
        place = f'[deadlines."{period.year.name}/{period.name}"]'
        day = f"meetings = {{ {waiting[0].audience.key} = {period.last_day} }}"
        yield f"The {MEETING_DATE} of each body goes into department.toml, under {place}, such as {day}."


def _next(run: Papers, final: bool) -> str:
    here = where(run.view.period)
    if final and not any(paper.refused for paper in run.papers):
        return "read each paper once more, then send it to its meeting"
    if any(paper.report.draft for paper in run.papers):
        return f"compile status {here}"
    return f"compile report {here} --all --final"


def _told(run: Papers) -> dict[str, Any]:
    """The same for programs; `draft` says why a paper is one, '' if it is none."""
    return {
        "department": run.view.department.name,
        "year": run.view.period.year.name,
        "period": run.view.period.name,
        "papers": [_paper(each) for each in run.papers],
        "pdfs": [str(each.path) for each in run.twins],
        "notes": list(run.notes),
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "audience": paper.audience.key,
        "body": paper.audience.body,
        "rows": {kind.value: sum(row.kind is kind for row in paper.view.rows) for kind in _COUNTED},
        "written": str(paper.written.path) if paper.written else None,
        "draft": paper.report.draft,
        "edits": edits_told(paper.edited),
        "notes": list(paper.notes),
    }
