"""Decisions kept in the department's `decisions.toml`: those entered in the master workbook, and those of a command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from compiler.domain.frozen import dataclass, field, replace
from compiler.domain.period import Period
from compiler.domain.record import Kind
from compiler.domain.text import ended, fold
from compiler.domain.when import read_when
from compiler.ledger.decisions import FILE
from compiler.project.added import Table, add_tables
from compiler.project.find import Project, decisions_in
from compiler.project.state import LastRun
from compiler.project.stored import hash_at
from compiler.render.master.entered import Entered, Master, read_master
from compiler.returns.typed import entry_typed


def add_decisions(project: Project, name: str, tables: Sequence[Table], *, write: bool = True) -> Project:
    """The project with more decisions of one kind, which are added at the end of its file, whole or not at all.

    Nothing that stands in the file is touched; of two decisions on one thing the later counts. Raises WrongUse where
    the file could not be read with them, NotWritten where it cannot be written.
    """
    if not tables:
        return project
    path = project.workbooks / FILE
    decided = add_tables(
        path, name, tables, lambda text: decisions_in(text, project.department, project.profile), write=write
    )
    return replace(project, decisions=decided)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of the decisions entered in a master workbook.

    `project` knows them. `left` are those that are not complete and stay in the sheet, by mark, `notes` say why.
    `only_decided` means that nothing else in the workbook was changed by hand, so that it may be written anew.
    """

    project: Project
    left: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    only_decided: bool = False


def take_entered(project: Project, period: Period, master: Path, last: LastRun, today: dt.date, write: bool) -> Taken:
    """Keep what was entered in the decision columns of the master workbook that lies there since we wrote it."""
    ours = is_ours(master, last)
    found = read_master(master, project.profile.language, whole=not ours)
    if found is None:
        return Taken(project)
    tables: list[Table] = []
    left: dict[str, tuple[str, str, str]] = {}
    notes: list[str] = []
    for entered in found.entered:
        if any(entered.typed) and entered.typed != last.decided.get(entered.mark, ("", "", "")):
            why = _incomplete(project, period, entered)
            if why:
                left[entered.mark] = entered.typed
                notes.append(f"{entered.origin}: {why} It stays in the sheet until then.")
            elif not _known(project, period, entered):
                tables.append(_settlement(period, entered, today))
        elif last.decided.get(entered.mark) and not any(entered.typed):
            notes.append(f"{entered.origin}: the decision was taken out here, but stands in {FILE}: take it out there.")
    taken = add_decisions(project, "settlements", tables, write=write)
    notes += [f"The decision on {table['reference']} was kept in {FILE}." for table in tables]
    return Taken(taken, left, tuple(notes), ours or _only_decided(master, found, last, project))


def is_ours(master: Path, last: LastRun) -> bool:
    """Whether the workbook that lies there is the one that we wrote last, to the byte."""
    return master.is_file() and hash_at(master) in last.ours(master.name)


def as_written(master: Path) -> Path:
    """Where a copy of the workbook is kept as we wrote it, to tell what a person has changed in it."""
    return master.with_name(f".{master.name}.written")


def _only_decided(master: Path, found: Master, last: LastRun, project: Project) -> bool:
    """Whether nothing but decisions was entered in a workbook since we wrote it; `found` is what lies there now."""
    copy = as_written(master)
    if not copy.is_file() or hash_at(copy) not in last.ours(master.name):
        return False
    wrote = read_master(copy, project.profile.language)
    return wrote is not None and wrote.digest == found.digest


def _incomplete(project: Project, period: Period, entered: Entered) -> str:
    """Why a decision cannot be taken over, in a sentence; '' where it can."""
    kind, reference, key, _ = entered.conflict
    sheet = project.profile.sheet(Kind(kind)) if kind in {each.value for each in Kind} else None
    column = sheet.column(key) if sheet else None
    if column is None:
        return "the mark of this line was changed, so nobody knows what was decided on; put it back."
    if not entered.decision:
        return f"say what counts for {reference}, under 'Decision'."
    if not entered.by:
        return f"say who decided on {reference}, under 'Decided by'."
    if entered.on and _day(entered) is None:
        return f"'{entered.on}' is not a day; write it as 20/10/2008."
    read = entry_typed(project.profile, period.year, column, entered.counts, entered.origin)
    return ended(f"'{entered.counts}' cannot stand under '{column.heading}': {read.problem}") if read.problem else ""


def _day(entered: Entered) -> dt.date | None:
    when = read_when(entered.on)
    return entered.day or (when.start if when.start == when.end else None)


def _known(project: Project, period: Period, entered: Entered) -> bool:
    """Whether just this decision is the last one on its conflict in the file already."""
    kind, reference, column, sides = entered.conflict
    same = [
        each
        for each in project.decisions.settled_in(period.year.name, period.name)
        if (each.kind, fold(each.reference), each.column) == (kind, fold(reference), column)
        and set(each.between) == set(sides)
    ]
    if not same:
        return False
    was, day = same[-1], _day(entered)
    said = dict(zip(was.between, was.said, strict=True))
    return (
        all(fold(said[side]) == fold(words) for side, words in zip(sides, entered.said, strict=True))
        and (fold(was.counts), was.by) == (fold(entered.counts), entered.by)
        and day in (None, was.on)
    )


def _settlement(period: Period, entered: Entered, today: dt.date) -> Table:
    kind, reference, column, sides = entered.conflict
    return {
        "year": period.year.name,
        "period": period.name,
        "kind": kind,
        "reference": reference,
        "column": column,
        "between": sides,
        "said": entered.said,
        "counts": entered.counts,
        "by": entered.by,
        "on": _day(entered) or today,
    }
