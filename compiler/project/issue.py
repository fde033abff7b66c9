"""Issuing a period's returns: a form for each division, made from the approved plan and what was returned before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period
from compiler.domain.returned import Return, Role
from compiler.pipeline import Inputs, check_returns, read_returns
from compiler.profile.department import Department, Division
from compiler.project.find import Project, WrongUse
from compiler.project.inputs import Wish, inputs_of
from compiler.project.names import told_apart, workbook_name
from compiler.project.outputs import write_outputs
from compiler.project.periods import no_plan as no_plan
from compiler.project.periods import period_planned as period_planned
from compiler.project.periods import period_to_issue as period_to_issue
from compiler.project.periods import planned_years as planned_years
from compiler.project.periods import year_named as year_named
from compiler.project.write import Written
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
    names = file_names(project.department)
    wanted = divisions or project.department.expected(period.year.name)
    for division in wanted:
        tell(f"Making the return of {division.name}")
        past = Before(_own(before, division), _own(year_ago, division), period.previous().year == period.year)
        form = return_form(project.profile, project.department, division, period, plans, past, protect=protect)
        if form is not None:
            issued.append(Issued(division, names[division.key], form, made(form), division.key in back))
    unplanned = tuple(each for each in wanted if each not in [one.division for one in issued])
    written = issued if wish.dry_run else _write(project, period, issued)
    notes = (*told, *told_ago, *(one.written.note for one in written if one.written and one.written.note))
    return Issue(period, tuple(written), unplanned, notes)


def file_names(department: Department) -> dict[str, str]:
    """The name of each division's workbook by its key: as its settings say, else its own as a file can have it."""
    names = told_apart(workbook_name(each.file, each.name) for each in department.divisions)
    return dict(zip((each.key for each in department.divisions), names, strict=True))


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
    written = write_outputs(folder, {one.name: one.data for one in issued})
    return [replace(one, written=at) for one, at in zip(issued, written, strict=True)]
