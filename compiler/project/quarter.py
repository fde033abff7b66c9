"""One run of a quarter: files in, report and master workbook out, each written whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import IO

from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period
from compiler.domain.text import harmless
from compiler.pipeline import Compiled, compile_quarter
from compiler.project.decide import as_written, is_ours, take_entered
from compiler.project.edits import NO_EDITS, Edited, edited, lying, write_report
from compiler.project.find import Project
from compiler.project.inputs import Wish as Wish
from compiler.project.inputs import inputs_of as inputs_of
from compiler.project.ledger import note_published, note_received
from compiler.project.lock import one_at_a_time
from compiler.project.outputs import hashes_of
from compiler.project.phrases import phrases_usable, style_notes
from compiler.project.state import LastRun, announce, keep_run, read_last_run, settled
from compiler.project.stored import Content, hash_at, lying_at, whole
from compiler.project.twins import NO_TWINS, write_twins
from compiler.project.word import amiss, made_over, paginated, template_of, with_annex
from compiler.project.workers_hired import reading_ahead
from compiler.project.write import NotWritten, Written, made, write_in_place, write_safely
from compiler.render.findings import findings_pieces
from compiler.render.master.entered import read_master
from compiler.render.master.standing import Leading
from compiler.report.changes import Facts, changed_since

REPORT, MASTER, FINDINGS = "report.docx", "master.xlsx", "findings.txt"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: the period compiled, what was written, what changed since the last run, and what to note.

    `changes` is None for a first run. `refused` says why a final report was not written. `edited` is what was found in
    the report by hand.
    """

    compiled: Compiled
    written: tuple[Written, ...] = ()
    changes: Sequence[str] | None = None
    notes: tuple[str, ...] = ()
    refused: str = ""
    edited: Edited = NO_EDITS


def run_quarter(project: Project, period: Period, wish: Wish, tell: Callable[[str], None]) -> Run:
    """Compile a period and write its report, master workbook and findings; NotWritten if nothing could be written.

    Decisions entered in the master workbook that lies there are kept and honoured first. No other run looks at what
    lies there, or writes, until this one has written; a dry run writes nothing and waits for nobody.
    """
    phrases_usable(project)
    now = dt.datetime.now().astimezone()
    alone = one_at_a_time(project.output(period), lambda: now.strftime("%H:%M on %d/%m/%Y"))
    with nullcontext() if wish.dry_run else alone:
        run, files = _run(project, period, wish, tell, now)
    if not run.written:
        return run
    first = run.written[0].path
    twins = write_twins({first: whole(files[REPORT])}, tell) if wish.pdf else NO_TWINS
    recorded = _recorded(project, period, run.compiled, {**files, **(twins.made or {})} if wish.final else {}, now)
    return replace(run, written=(*run.written, *twins.written), notes=(*run.notes, *twins.notes, *recorded))


def _run(
    project: Project, period: Period, wish: Wish, tell: Callable[[str], None], now: dt.datetime
) -> tuple[Run, Mapping[str, Content]]:
    """The run up to where its files lie there, and what they hold by name."""
    folder = project.output(period)
    last = read_last_run(folder)
    taken = take_entered(project, period, folder / MASTER, last, now.date(), write=not wish.dry_run)
    project = with_annex(taken.project, wish.annex)
    with reading_ahead(inputs_of(project, period, wish), wish.workers) as inputs:
        compiled = compile_quarter(inputs, final=wish.final, tell=tell)
    compiled = replace(compiled, view=replace(compiled.view, entered=taken.left))
    template = template_of(project)
    found = lying(folder / REPORT, project.profile, template, last.files.get(REPORT), wish)
    leading = Leading(compiled.view, MASTER)
    led = compiled.report if wish.final else leading.of(compiled.report)
    report, word, found = made_over(project, led, found, template)
    leading.let_go()
    compiled = replace(compiled, report=report)
    wrong = amiss(project, template, found.document)
    wrong = (*wrong, *_not_for_publication(word)) if wish.final else wrong
    if wish.final and (report.draft or wrong):
        return Run(compiled, notes=taken.notes, refused=report.draft or " ".join(wrong)), {}
    tell("Writing the Word report")
    word, note = paginated(word) if wish.paginate else (word, ())
    note = (*note, *wrong, *style_notes(project.profile, (compiled.report,)))
    tell("Writing the master workbook")
    master = made(MASTER, partial(_write_master, project, period, compiled, wish))
    findings = made(FINDINGS, partial(_write_findings, compiled))
    files: Mapping[str, Content] = {REPORT: word, MASTER: master, FINDINGS: findings}
    facts = Facts(compiled.report)
    changes = None if last.facts is None else changed_since(last.facts, facts)
    if wish.dry_run:
        told = edited(found)
        return Run(compiled, changes=changes, notes=(*taken.notes, *note, *told.notes), edited=told), files
    if taken.only_decided:
        last = replace(last, files={**last.files, MASTER: hash_at(folder / MASTER)})
    state = announce(folder, last, files)
    first, edits = write_report(folder / REPORT, word, found, now)
    others = {name: data for name, data in files.items() if name != REPORT}
    written = (first, *(write_safely(folder / name, data, state.ours(name) or None) for name, data in others.items()))
    kept = replace(settled(state, hashes_of(files, written)), facts=facts, asked=asked_for(wish))
    any_conflicts = bool(compiled.view.conflicts)
    keep_run(folder, _with_decided(project, folder / MASTER, kept, taken.left, any_conflicts))
    notes = (*taken.notes, *note, *edits.notes, *(each.note for each in written if each.note))
    return Run(compiled, written, changes, notes, edited=edits), files


def _not_for_publication(word: bytes) -> Iterable[str]:
    from compiler.render.word.unpublished import not_for_publication

    return not_for_publication(word)


def asked_for(wish: Wish) -> Mapping[str, str]:
    """What changes the words of a report, to be kept with it, so that it can be compiled again as it was."""
    day = {"as_at": wish.as_at.isoformat()} if wish.as_at else {}
    without = {f"without {division}": reason for division, reason in (wish.without or {}).items()}
    yes = {name: "yes" for name, asked in (("final", wish.final), ("annex", wish.annex)) if asked}
    return {**yes, **day, **without}


def _with_decided(project: Project, master: Path, run: LastRun, left: Container[str], any_conflicts: bool) -> LastRun:
    """The run with what stands in the master workbook's decision columns, but for what is `left` there until it is
    whole. A copy of it is kept if it is ours: reading it all back now, for the case that somebody changes it, would
    take a seventh of the whole run. Where nothing is to be decided it has no such columns."""
    if is_ours(master, run):
        with lying_at(master) as wrote:
            write_in_place(as_written(master), wrote)
        if not any_conflicts:
            return replace(run, decided={})
    found = read_master(master, project.profile.language, whole=False)
    entered = found.entered if found else ()
    return replace(
        run, decided={each.mark: each.typed for each in entered if any(each.typed) and each.mark not in left}
    )


def _recorded(
    project: Project, period: Period, compiled: Compiled, final: Mapping[str, Content], now: dt.datetime
) -> Sequence[str]:
    """Enter in the ledger what was received and, of a final report, published; why not, where that cannot be."""
    try:
        note_received(project, period, compiled.returns, now.date())
        if final:
            note_published(project, period, final, now.date())
    except NotWritten as fault:
        return (str(fault),)
    return ()


def _write_master(project: Project, period: Period, compiled: Compiled, wish: Wish, file: IO[bytes]) -> None:
    """The master workbook; a final one has no links to its neighbours."""
    from compiler.render.master import write_master

    if wish.final:
        write_master(compiled.view, file)
        return
    returns = project.workbooks / period.year.name / period.name
    year = project.workbooks / period.year.name
    write_master(
        compiled.view,
        file,
        folder_of_returns=_seen_from(project.output(period), returns),
        folder_of_plans=_seen_from(project.output(period), year),
    )


def _seen_from(here: Path, there: Path) -> str:
    return Path(os.path.relpath(there, here)).as_posix()


def _write_findings(compiled: Compiled, file: IO[bytes]) -> None:
    for piece in findings_pieces(compiled.view.findings):
        file.write(harmless(piece).encode("utf-8"))
