"""One period as a page for the browser, written beside its report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period
from compiler.pipeline import Compiled, compile_quarter
from compiler.project.decide import take_entered
from compiler.project.find import Project
from compiler.project.ledger import note_published
from compiler.project.outputs import write_outputs
from compiler.project.phrases import phrases_usable
from compiler.project.quarter import MASTER, REPORT, Wish, inputs_of
from compiler.project.state import read_last_run
from compiler.project.word import as_it_lies
from compiler.project.write import NotWritten, Written
from compiler.render.page import render_page

PAGE = "page.html"


@dataclass(frozen=True, slots=True)
class PageRun:
    """What a run came to: the period compiled, where its page was written, and what to note.

    `written` is None for a dry run, and where `refused` says why no final page was written.
    """

    compiled: Compiled
    written: Written | None = None
    notes: tuple[str, ...] = ()
    refused: str = ""


def run_page(project: Project, period: Period, wish: Wish, tell: Callable[[str], None]) -> PageRun:
    """Compile a period and write it as a page; NotWritten if it could not be written.

    Decisions entered in the master workbook count already, and stay there for the next report to keep. A final page
    is entered in the ledger as published.
    """
    phrases_usable(project)
    folder, now = project.output(period), dt.datetime.now().astimezone()
    last = read_last_run(folder)
    decided = take_entered(project, period, folder / MASTER, last, now.date(), write=False).project
    compiled = compile_quarter(inputs_of(decided, period, wish), final=wish.final, tell=tell)
    compiled = replace(compiled, report=as_it_lies(project, compiled.report, folder / REPORT))
    if wish.final and compiled.report.draft:
        return PageRun(compiled, refused=compiled.report.draft)
    tell("Writing the page")
    page = render_page(compiled.report)
    if wish.dry_run:
        return PageRun(compiled)
    (written,) = write_outputs(folder, {PAGE: page}, now)
    notes = (written.note,) if written.note else ()
    return PageRun(compiled, written, (*notes, *(_published(project, period, page, now) if wish.final else ())))


def _published(project: Project, period: Period, page: bytes, now: dt.datetime) -> tuple[str, ...]:
    """Enter a final page in the ledger; why not, where that cannot be."""
    try:
        note_published(project, period, {PAGE: page}, now.date())
    except NotWritten as fault:
        return (str(fault),)
    return ()
