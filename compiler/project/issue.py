"""Issuing a period's returns: a form for each division, made from the approved plan and what was returned before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from compiler.domain.period import Period, Year, read_year
from compiler.domain.returned import Return, Role
from compiler.pipeline import Inputs, check_returns, read_returns
from compiler.profile.department import Division
from compiler.project.find import Project, WrongUse, choose_period
from compiler.project.quarter import Wish, inputs_of
from compiler.project.state import LastRun, keep_run, read_last_run
from compiler.project.write import Written, one_at_a_time, sha256, write_safely
from compiler.returns.form import Form
from compiler.returns.issue import issue_workbook
from compiler.returns.issue_form import Before, return_form
from compiler.returns.issue_page import NotWritten
from compiler.rules.registry import is_gate

FOLDER = "returns"


@dataclass(frozen=True, slots=True)
class Issued:
    """One division's form: its file's name and bytes, what it asks for, and where it was written (None: not written).

    `back` says that a return of the division for the period is there already.
    """

    division: Division
    name: str
    form: Form
    data: bytes
    back: bool
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """What was issued for a period, the divisions without a plan, and what is to be noted."""

    period: Period
    issued: tuple[Issued, ...]
    unplanned: tuple[Division, ...]
    notes: tuple[str, ...]


def period_to_issue(project: Project, year: str, quarter: str) -> Period:
    """The period that the options name; left out, the one after the newest that has returns, or a plan's first."""
    named = year_named(project, year)
    newest = max((each for each in project.periods() if named in (None, each.year)), default=None)
    parts = project.profile.calendar.periods
    if not quarter and newest and (named is None or newest.number < parts):
        return newest.next()
    of = named or (newest.year if newest else max(planned_years(project), default=None))
    if of is None:
        raise WrongUse(no_plan(project, ""))
    period = project.period(quarter, of) if quarter else newest or of.periods(parts)[0]
    if period is None:
        raise WrongUse(f"'{quarter}' is not a quarter. Write it as {of.periods(parts)[0].name}.")
    return period


def period_planned(project: Project, year: str, quarter: str) -> Period:
    """The period that the options name, as for returns; where none of it has come yet, the one to issue."""
    try:
        return choose_period(project, year, quarter)
    except WrongUse:
        return period_to_issue(project, year, quarter)


def year_named(project: Project, words: str) -> Year | None:
    """The year that an option names; None where it names none, WrongUse where it is no year."""
    year = read_year(words, project.profile.calendar.starts) if words else None
    if words and year is None:
        raise WrongUse(f"'{words}' is not a year. Write it as 2008-09.")
    return year


def planned_years(project: Project) -> tuple[Year, ...]:
    """The years for which there are plans."""
    names = [path.parent.name for path in sorted(project.workbooks.glob("*/plan")) if path.is_dir()]
    years = (read_year(name, project.profile.calendar.starts) for name in names)
    return tuple(year for year in years if year is not None and project.plans(year))


def no_plan(project: Project, year: str) -> str:
    """What to say where a return is wanted and there is no plan to make it from."""
    place = (project.workbooks / (year or "YEAR") / "plan").relative_to(project.folder).as_posix()
    return (
        f"There is no approved plan{f' for {year}' if year else ''}: a return is made from it. Put its workbooks "
        f"into {place}/, or let compile roll-forward draft them from the year before."
    )


def issue_returns(
    project: Project,
    period: Period,
    divisions: Sequence[Division],
    wish: Wish,
    protect: bool,
    tell: Callable[[str], None],
) -> Issue:
    """Make the forms of a period for these divisions (all that return something, if none is named) and write them.

    They go to the period's folder of output, never to where returns come back; a form that a person has filled in there
    is left as it is. WrongUse when there is no plan.
    """
    tell("Reading the plans")
    inputs = inputs_of(project, period, wish)
    plans = plans_of(project, inputs)
    tell("Reading what was returned before")
    before, told = usable_returns(project, period.previous(), wish)
    year_ago, told_ago = usable_returns(project, period.same_last_year(), wish)
    back = {book.division for book in read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)}
    issued: list[Issued] = []
    wanted = divisions or project.department.expected(period.year.name)
    for division in wanted:
        tell(f"Making the return of {division.name}")
        past = Before(_own(before, division), _own(year_ago, division), period.previous().year == period.year)
        form = return_form(project.profile, project.department, division, period, plans, past, protect=protect)
        if form is not None:
            issued.append(Issued(division, file_name(division), form, made(form), division.key in back))
    unplanned = tuple(each for each in wanted if each not in [one.division for one in issued])
    written = issued if wish.dry_run else _write(project, period, issued)
    notes = (*told, *told_ago, *(one.written.note for one in written if one.written and one.written.note))
    return Issue(period, tuple(written), unplanned, notes)


def file_name(division: Division) -> str:
    """The name of a division's workbook: as its settings say, else its own without what no file's name may have."""
    return (
        Path(division.file).name or "".join("-" if each in '\\/:*?"<>|' else each for each in division.name) + ".xlsx"
    )


def made(form: Form) -> bytes:
    """The workbook's bytes; WrongUse, naming the place, for words in a plan that no workbook can hold."""
    try:
        return issue_workbook(form)
    except NotWritten as fault:
        why = str(fault).split(" (the writer")[0]
        raise WrongUse(f"A workbook for {form.division.name} cannot be made: {why}. Correct the plan.") from fault


def plans_of(project: Project, inputs: Inputs) -> tuple[Return, ...]:
    """The approved plans as amended; WrongUse if there is none, or one cannot be read."""
    year = inputs.period.year
    plans = read_returns(inputs, inputs.plans, Role.PLAN, year)
    broken = [plan for plan in plans if not plan.readable]
    if broken:
        raise WrongUse(
            f"The plan '{broken[0].workbook}' cannot be read: {broken[0].faults[0].found}. A return is made from it."
        )
    if not plans:
        raise WrongUse(no_plan(project, year.name))
    return plans


def usable_returns(project: Project, period: Period, wish: Wish) -> tuple[tuple[Return, ...], tuple[str, ...]]:
    """The returns of an earlier period that can be relied on, and a note on each that cannot."""
    if not project.returns(period):
        return (), ()
    inputs = replace(inputs_of(project, period, replace(wish, as_at=None)), before=(), compared=None)
    books = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    found = {each.origin.workbook: each for each in check_returns(inputs, (), books, ()) if is_gate(each.code)}
    found |= {other.workbook: each for each in tuple(found.values()) for other in each.others if other.workbook}
    notes = dict.fromkeys(f"{period.short}: {each.found} What it says is not shown." for each in found.values())
    return tuple(book for book in books if book.readable and book.workbook not in found), tuple(notes)


def _own(books: Sequence[Return], division: Division) -> Return | None:
    return next((book for book in books if book.division == division.key), None)


def _write(project: Project, period: Period, issued: Sequence[Issued]) -> list[Issued]:
    """Write the forms whole or not at all; one that a person has filled in is left, the new one goes beside it."""
    folder = project.output(period) / FOLDER
    with one_at_a_time(folder, lambda: dt.datetime.now().astimezone().strftime("%H:%M on %d/%m/%Y")):
        last = read_last_run(folder).files
        written = [replace(one, written=_written(folder, one, last)) for one in issued]
        hashes = {one.name: sha256(one.data) for one in written if one.written and not one.written.note}
        keep_run(folder, LastRun({**last, **hashes}))
    return written


def _written(folder: Path, one: Issued, last: Mapping[str, str]) -> Written:
    return write_safely(folder / one.name, one.data, last.get(one.name, ""))
