"""One run of a quarter: files in, report and master workbook out, each written whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compiler.domain.period import Period
from compiler.pipeline import Compiled, Inputs, Upload, compile_quarter
from compiler.project.find import File, Project, WrongUse
from compiler.project.state import LastRun, keep_run, read_last_run
from compiler.project.write import Written, one_at_a_time, sha256, write_safely
from compiler.render.findings import findings_text
from compiler.report.changes import changed_since, report_facts

REPORT, MASTER, FINDINGS = "report.docx", "master.xlsx", "findings.txt"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for beside the period: final, dry run, page numbers, excused returns, and the day to judge by."""

    final: bool = False
    dry_run: bool = False
    paginate: bool = False
    without: Mapping[str, str] | None = None
    as_at: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: the period compiled, what was written, what changed since the last run, and what to note.

    `changes` is None for a first run. `refused` says why a final report was not written.
    """

    compiled: Compiled
    written: tuple[Written, ...] = ()
    changes: Sequence[str] | None = None
    notes: tuple[str, ...] = ()
    refused: str = ""


def inputs_of(project: Project, period: Period, wish: Wish) -> Inputs:
    """The files that a period is made from, each read only when it is needed."""
    before = period.previous()
    return Inputs(
        profile=project.profile,
        department=project.department,
        period=period,
        as_at=wish.as_at or period.last_day,
        plans=_uploads(project.plans(period.year), "plan/"),
        returns=_uploads(project.returns(period)),
        before=_uploads(project.returns(before), f"{before.year.name}/{before.name}/"),
        compared=before,
        without=wish.without,
        decisions=project.decisions,
    )


def _uploads(files: Sequence[File], within: str = "") -> tuple[Upload, ...]:
    """The files by name; a plan and last quarter's return are told from this quarter's by the folder before it."""
    return tuple(Upload(within + file.name, file.path) for file in files)


def run_quarter(project: Project, period: Period, wish: Wish, tell: Callable[[str], None]) -> Run:
    """Compile a period and write its report, master workbook and findings; NotWritten if nothing could be written."""
    compiled = compile_quarter(inputs_of(project, period, wish), final=wish.final, tell=tell)
    if wish.final and compiled.report.draft:
        return Run(compiled, refused=compiled.report.draft)
    folder = project.output(period)
    tell("Writing the Word report")
    word, note = _word(project, compiled, wish)
    tell("Writing the master workbook")
    made = {REPORT: word, MASTER: _master(project, period, compiled, wish), FINDINGS: _findings(compiled)}
    last = read_last_run(folder)
    facts = report_facts(compiled.report)
    changes = None if last.facts is None else changed_since(last.facts, facts)
    if wish.dry_run:
        return Run(compiled, changes=changes, notes=note)
    with one_at_a_time(folder, lambda: dt.datetime.now().astimezone().strftime("%H:%M on %d/%m/%Y")):
        written = tuple(write_safely(folder / name, data, last.files.get(name)) for name, data in made.items())
        hashes = {name: sha256(data) for (name, data), at in zip(made.items(), written, strict=True) if not at.note}
        keep_run(folder, LastRun({**last.files, **hashes}, facts))
    return Run(compiled, written, changes, (*note, *(each.note for each in written if each.note)))


def _word(project: Project, compiled: Compiled, wish: Wish) -> tuple[bytes, tuple[str, ...]]:
    from compiler.render.word import TemplateError, render_word

    template = project.template(project.profile.report.template)
    try:
        word = render_word(compiled.report, template.read_bytes())
    except TemplateError as fault:
        raise WrongUse(f"The template '{template.name}' in '{template.parent}' cannot be used: {fault}") from fault
    if not wish.paginate:
        return word, ()
    from compiler.render.paginate import paginate

    numbered = paginate(word)
    return numbered.docx, (numbered.message,) if numbered.message else ()


def _master(project: Project, period: Period, compiled: Compiled, wish: Wish) -> bytes:
    """The master workbook; a final one has no links to its neighbours."""
    from compiler.render.master import render_master

    if wish.final:
        return render_master(compiled.view)
    returns = project.workbooks / period.year.name / period.name
    year = project.workbooks / period.year.name
    return render_master(
        compiled.view,
        folder_of_returns=_seen_from(project.output(period), returns),
        folder_of_plans=_seen_from(project.output(period), year),
    )


def _seen_from(here: Path, there: Path) -> str:
    return Path(os.path.relpath(there, here)).as_posix()


def _findings(compiled: Compiled) -> bytes:
    return findings_text(compiled.view.findings).encode("utf-8")
