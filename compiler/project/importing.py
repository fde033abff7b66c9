"""Taking over lists that a department has: each row into the plan of its division, none lost, none counted twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from compiler.domain.agreement import grouped
from compiler.domain.book import Book, NotABook
from compiler.domain.frozen import dataclass
from compiler.domain.period import Year
from compiler.domain.returned import Return, Role
from compiler.domain.text import nearest
from compiler.pipeline import read_returns
from compiler.profile.department import Division
from compiler.profile.model import Tier
from compiler.project.find import Project, WrongUse
from compiler.project.list_settings import (
    ListSettings,
    read_settings,
    settings_of,
    settings_path,
    taken_as,
    written,
)
from compiler.project.lock import one_at_a_time
from compiler.project.new import plan_file
from compiler.project.quarter import Wish, inputs_of
from compiler.project.roll_forward import draft_folder
from compiler.project.state import announce, keep_run, read_last_run, settled
from compiler.project.write import Written, sha256, write_in_place, write_safely
from compiler.returns.issue import issue_workbook
from compiler.returns.list_file import read_list
from compiler.returns.list_mapping import TakenAs, guess, sheets_to_take
from compiler.returns.list_plan import Planned, Whose, plan_of, with_rows
from compiler.returns.list_rows import Refused, Taken, TakenRow, take_rows


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
    whose = Whose(project.profile, project.department, division, year, read.tier)
    file = plan_file(project.profile, division, read.tier)
    plan = plan_of(whose, file, plans)
    if plan is not None and not plan.readable:
        raise WrongUse(f"The plan '{plan.workbook}' cannot be read: {plan.faults[0].found}")
    return with_rows(whose, file, plan, read.taken.what, rows)


def write_plans(project: Project, year: Year, imported: Imported) -> Imported:
    """Write the plans and keep how the list was taken over.

    A plan that a person has changed since is left as it is; the new one then goes to the folder of drafts.
    """
    folder = project.workbooks / year.name / "plan"
    drafts = draft_folder(project, year)
    with one_at_a_time(folder, lambda: dt.datetime.now().astimezone().strftime("%H:%M on %d/%m/%Y")):
        last = read_last_run(folder)
        imported = take_over(project, year, imported.read)  # another list may have come into the same plans meanwhile
        files = {plan.file: issue_workbook(plan.form) for plan in imported.plans if plan.new}
        free = {name for name in files if _may_replace(folder / name, last.ours(name), imported)}
        last = announce(folder, last, {name: files[name] for name in free})
        written = [write_safely((folder if name in free else drafts) / name, data) for name, data in files.items()]
        hashes = {name: sha256(data) for name, data in files.items() if name in free}
        keep_run(folder, settled(last, hashes))
    if imported.read.kept is None:
        written.append(_keep(project, imported.read))
    return Imported(imported.read, imported.plans, imported.refused, imported.notes, tuple(written))


def _may_replace(path: Path, ours: Sequence[str], imported: Imported) -> bool:
    """Whether a plan is not there yet, is as we wrote it, or has no rows of its own."""
    if not path.is_file():
        return True
    plan = next(each for each in imported.plans if each.file == path.name)
    return plan.empty or sha256(path.read_bytes()) in ours


def _keep(project: Project, read: Read) -> Written:
    settings: ListSettings = settings_of(read.taken, read.division.key if read.division else "", read.tier.key)
    text = written(read.book.name, settings, project.profile)
    path = settings_path(project, read.book.name)
    write_in_place(path, text.encode("utf-8"))
    return Written(path)
