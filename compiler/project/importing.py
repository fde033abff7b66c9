"""Taking over lists that a department has: each row into the plan of its division, none lost, none counted twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compiler.domain.agreement import grouped
from compiler.domain.book import Book, NotABook
from compiler.domain.period import Year
from compiler.domain.record import Record
from compiler.domain.returned import Return, Role
from compiler.domain.text import fold, nearest
from compiler.pipeline import read_returns
from compiler.profile.department import Division
from compiler.profile.model import Sheet, Tier
from compiler.project.find import Project, WrongUse
from compiler.project.list_settings import (
    ListSettings,
    read_settings,
    settings_of,
    settings_path,
    settings_text,
    taken_as,
)
from compiler.project.new import plan_file
from compiler.project.quarter import Wish, inputs_of
from compiler.project.roll_forward import draft_folder
from compiler.project.state import LastRun, keep_run, read_last_run
from compiler.project.write import Written, one_at_a_time, sha256, write_safely
from compiler.returns.form import Form, FormRow
from compiler.returns.issue import issue_workbook
from compiler.returns.issue_form import plan_cells
from compiler.returns.list_file import read_list
from compiler.returns.list_mapping import TakenAs, guess, sheets_to_take
from compiler.returns.list_rows import Refused, Taken, TakenRow, objectives_of, take_rows
from compiler.returns.marks import Marks


@dataclass(frozen=True, slots=True)
class Read:
    """A list as read: its workbook, what it is taken as, the tier of its rows, and whose they are if it does not say.

    `kept` is the file in which this was kept by an earlier import; None for what is only guessed.
    """

    book: Book
    taken: TakenAs
    tier: Tier
    division: Division | None
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Planned:
    """One plan with the rows that a list brings to it: its file, its form, and how many rows were there already.

    `empty` says that the plan had no rows at all.
    """

    file: str
    form: Form
    new: int
    there: int
    empty: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: rows in = new + there already + refused, and where the plans were written."""

    read: Read
    plans: tuple[Planned, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]
    written: tuple[Written, ...] = ()


def read_the_list(
    project: Project, path: Path, year: Year, what: str, sheet: str, division: Division | None, tier: str
) -> Read:
    """A list and what it is taken as: by its kept settings, else by a guess; WrongUse where neither can be had."""
    if not path.is_file():
        raise WrongUse(f"There is no file '{path}'.")
    book = read_list(path)
    if isinstance(book, NotABook):
        raise WrongUse(f"{book.reason} {book.remedy}")
    there = [each.key for each in sheets_to_take(project.profile)]
    if what and what not in there:
        close = nearest(what, there)
        hint = f"Did you mean '{close}'?" if close else f"There are: {', '.join(there)}."
        raise WrongUse(f"There are no '{what}' to take over. {hint}")
    kept = settings_path(project, path.name)
    if kept.is_file() and not (what or sheet):
        settings = read_settings(kept)
        taken = taken_as(kept, settings, book, project.profile)
        named = project.department.named(settings.division) if settings.division else None
        if settings.division and named is None:
            raise WrongUse(f"{kept.name}: division: there is no division called '{settings.division}'.")
        return Read(book, taken, _tier(project, tier or settings.tier, division or named), division or named, kept)
    guessed = guess(book, project.profile, project.department, year, what, sheet)
    if guessed is None:
        raise WrongUse(
            f"No row of '{path.name}' looks like headings of actions, indicators or risks. Say what it is with --what, "
            "and name its sheet with --sheet."
        )
    return Read(book, guessed, _tier(project, tier, division), division, None)


def _tier(project: Project, key: str, division: Division | None) -> Tier:
    """The tier that the rows belong to: the one named, else the division's own, else that of all divisions."""
    own = division or next(iter(project.department.divisions), None)
    found = project.profile.tier(key or (own.tier if own else ""))
    if found is None:
        there = ", ".join(tier.key for tier in project.profile.tiers)
        raise WrongUse(f"There is no tier called '{key}'. There are: {there}.")
    return found


def take_over(project: Project, year: Year, read: Read) -> Imported:
    """The plans as they are with the rows of the list; nothing is written yet."""
    sheet = next(each for each in read.book.sheets if each.name == read.taken.sheet)
    taken = take_rows(read.book.name, sheet, read.taken, project.profile, project.department, read.tier, read.division)
    plans = _plans(project, year)
    made = [
        _planned(project, year, read, division, rows, plans) for division, rows in _by_division(project, taken).items()
    ]
    return Imported(read, tuple(made), taken.refused, taken.notes)


def _by_division(project: Project, taken: Taken) -> Mapping[Division, Sequence[TakenRow]]:
    rows = grouped(taken.rows, lambda row: row.division.key)
    return {each: rows[each.key] for each in project.department.divisions if each.key in rows}


def _plans(project: Project, year: Year) -> tuple[Return, ...]:
    """The year's plans as they stand."""
    period = year.periods(project.profile.calendar.periods)[0]
    inputs = inputs_of(project, period, Wish())
    return read_returns(inputs, inputs.plans, Role.PLAN, year)


def _planned(
    project: Project,
    year: Year,
    read: Read,
    division: Division,
    rows: Sequence[TakenRow],
    plans: Sequence[Return],
) -> Planned:
    """The plan of a division with the rows of the list after its own."""
    file = plan_file(project.profile, division, read.tier)
    plan = _plan_of(division, read.tier, file, plans)
    if plan is not None and not plan.readable:
        raise WrongUse(f"The plan '{plan.workbook}' cannot be read: {plan.faults[0].found}")
    spec = next(each for each in project.profile.sheets if each.key == read.taken.what)
    own = _own_rows(project, plan)
    there = {row.identity for each in own.values() for row in each if row.identity}
    new = tuple(row for row in rows if row.row.identity not in there)
    new, objectives = objectives_of(new, _objectives(project, plan), project.profile, read.tier)
    added = {spec.key: [row.row for row in new], "objectives": [row.row for row in objectives]}
    form = Form(
        profile=project.profile,
        department=project.department,
        division=division,
        role=Role.PLAN,
        year=year,
        title=f"{read.tier.name} {year.label}: {division.name}",
        tiers=(read.tier.key,),
        rows={sheet.key: (*own.get(sheet.key, ()), *added.get(sheet.key, ())) for sheet in project.profile.sheets},
        legend=tuple(plan.legend.items()) if plan else (),
        open=True,
    )
    name = plan.workbook.rpartition("/")[2] if plan else file
    return Planned(name, form, len(new), len(rows) - len(new), not own)


def _plan_of(division: Division, tier: Tier, file: str, plans: Sequence[Return]) -> Return | None:
    """The plan of a division and tier: the one with rows of that tier, else the empty one of that name."""
    own = [plan for plan in plans if plan.division == division.key]
    held = [plan for plan in own if any(record.plan == tier.key for record in plan.records)]
    empty = [plan for plan in own if not plan.records and fold(plan.workbook.rpartition("/")[2]) == fold(file)]
    return next(iter([*held, *empty]), None)


def _own_rows(project: Project, plan: Return | None) -> dict[str, list[FormRow]]:
    """The rows that a plan has, as they stand, under their own marks."""
    rows: dict[str, list[FormRow]] = {}
    marks = Marks()
    for record in plan.records if plan else ():
        sheet = _sheet_of(project, record)
        if sheet is not None:
            doubtful = tuple(key for mark, key in sorted(plan.doubtful) if mark == record.identity) if plan else ()
            mark = marks.of(record) if sheet.column("identity") else ""
            rows.setdefault(sheet.key, []).append(FormRow(plan_cells(sheet, record), mark, "", doubtful))
    return rows


def _sheet_of(project: Project, record: Record) -> Sheet | None:
    name = fold(record.origin.sheet)
    return next(
        (
            sheet
            for sheet in project.profile.sheets
            if "plan" in sheet.roles and name in map(fold, (sheet.name, *sheet.aliases))
        ),
        None,
    )


def _objectives(project: Project, plan: Return | None) -> Iterator[tuple[str, str]]:
    """The numbers of a plan's objectives, each with the words of each level."""
    columns = [level.column for level in project.profile.levels]
    for record in plan.records if plan else ():
        if record.kind.value == "objective":
            yield from ((record.text("number"), record.text(column)) for column in columns if record.text(column))


def write_plans(project: Project, year: Year, imported: Imported) -> Imported:
    """Write the plans and keep how the list was taken over.

    A plan that a person has changed since is left as it is; the new one then goes to the folder of drafts.
    """
    folder = project.workbooks / year.name / "plan"
    drafts = draft_folder(project, year)
    with one_at_a_time(folder, lambda: dt.datetime.now().astimezone().strftime("%H:%M on %d/%m/%Y")):
        last = read_last_run(folder).files
        files = {plan.file: issue_workbook(plan.form) for plan in imported.plans if plan.new}
        free = {name for name in files if _may_replace(folder / name, last.get(name), imported)}
        written = [write_safely((folder if name in free else drafts) / name, data) for name, data in files.items()]
        hashes = {name: sha256(data) for name, data in files.items() if name in free}
        keep_run(folder, LastRun({**last, **hashes}))
    if imported.read.kept is None:
        written.append(_keep(project, imported.read))
    return Imported(imported.read, imported.plans, imported.refused, imported.notes, tuple(written))


def _may_replace(path: Path, ours: str | None, imported: Imported) -> bool:
    """Whether a plan is not there yet, is as we wrote it, or has no rows of its own."""
    if not path.is_file():
        return True
    plan = next(each for each in imported.plans if each.file == path.name)
    return plan.empty or sha256(path.read_bytes()) == ours


def _keep(project: Project, read: Read) -> Written:
    settings: ListSettings = settings_of(read.taken, read.division.key if read.division else "", read.tier.key)
    text = settings_text(read.book.name, settings, project.profile)
    return write_safely(settings_path(project, read.book.name), text.encode("utf-8"))
