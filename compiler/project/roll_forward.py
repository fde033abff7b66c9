"""Opening a new quarter, or a new year: the worksheet of decisions, and when it is filled in, the new plans' drafts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compiler.domain.book import NotABook
from compiler.domain.frozen import dataclass
from compiler.domain.period import Period, Year
from compiler.domain.record import Kind
from compiler.domain.returned import Return
from compiler.domain.when import When
from compiler.project.find import Project, WrongUse
from compiler.project.issue import made, no_plan, plans_of, usable_returns
from compiler.project.outputs import write_outputs
from compiler.project.quarter import Wish, inputs_of
from compiler.project.write import Written, write_safely
from compiler.returns.parse import parse_book
from compiler.returns.reader import read_book
from compiler.returns.roll_plan import Draft, draft_plans
from compiler.returns.roll_sheet import (
    Candidate,
    Last,
    Undecided,
    Verdict,
    candidates,
    expected,
    read_decided,
    worksheet,
)

WORKSHEET = "Roll forward.xlsx"
FOLDER = "plan"


@dataclass(frozen=True, slots=True)
class Opened:
    """How far the opening of a year has come.

    `sheet` is the worksheet; `fresh` says that it was written now. `undecided` is what is still to be done on it;
    where nothing is, `drafts` are the new plans and `written` where each was written (nothing in a dry run).
    `unreturned` names the divisions of which no return of the old year can be used, and `newest` what was the newest
    return of each other one.
    """

    year: Year
    sheet: Path
    fresh: bool
    rows: tuple[Candidate, ...]
    newest: dict[str, Last]
    verdicts: tuple[Verdict, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    drafts: tuple[Draft, ...] = ()
    written: tuple[Written, ...] = ()


def open_year(project: Project, year: Year, dry_run: bool) -> Opened:
    """Write the worksheet for a new year or, where it is there, read it and draft the new plans when all is decided.

    The worksheet lies in the new year's folder, the drafts in its folder of output: neither is ever written over what
    a person has changed, and a plan that is there is left alone. WrongUse when the old year has no plan.
    """
    old = year.previous
    plans = _old_plans(project, old)
    newest = _newest(project, old)
    rows = candidates(project.profile, project.department, plans, newest)
    sheet = project.workbooks / year.name / WORKSHEET
    if not sheet.is_file():
        if not dry_run:
            form = worksheet(project.profile, project.department, year, rows)
            write_safely(sheet, made(form))
        return Opened(year, sheet, True, rows, newest)
    verdicts, undecided = read_decided(_read(project, sheet, year), year, rows)
    if undecided:
        return Opened(year, sheet, False, rows, newest, verdicts, undecided)
    drafts = draft_plans(project.profile, project.department, year, plans, verdicts)
    written = () if dry_run else _write(project, year, drafts)
    return Opened(year, sheet, False, rows, newest, verdicts, (), drafts, written)


def open_quarter(project: Project, period: Period, dry_run: bool) -> tuple[Candidate, ...]:
    """Make the folder into which a period's returns come back; the actions that were due before it and are not
    completed. WrongUse when there is no plan."""
    plans = plans_of(project, inputs_of(project, period, Wish()))
    before = period.previous()
    books = usable_returns(project, before, Wish())[0] if before.year == period.year else ()
    newest = {book.division: Last(before, book) for book in books}
    if not dry_run:
        (project.workbooks / period.year.name / period.name).mkdir(parents=True, exist_ok=True)
    rows = candidates(project.profile, project.department, plans, newest)
    return tuple(each for each in rows if not each.completed and _was_due(each, period))


def _was_due(each: Candidate, period: Period) -> bool:
    when = each.planned.read("due", When) if each.planned.kind is Kind.ACTION else None
    return when is not None and when.end is not None and when.end < period.first_day


def _old_plans(project: Project, old: Year) -> tuple[Return, ...]:
    if not project.plans(old):
        raise WrongUse(no_plan(project, old.name))
    last = old.periods(project.profile.calendar.periods)[-1]
    return plans_of(project, inputs_of(project, last, Wish()))


def _newest(project: Project, old: Year) -> dict[str, Last]:
    """The newest usable return of each division in a year."""
    found: dict[str, Last] = {}
    for period in reversed(old.periods(project.profile.calendar.periods)):
        for book in usable_returns(project, period, Wish())[0]:
            found.setdefault(book.division, Last(period, book))
    return found


def _read(project: Project, sheet: Path, year: Year) -> Return:
    book = read_book(sheet, sheet.name)
    if isinstance(book, NotABook):
        raise WrongUse(f"'{sheet.name}' cannot be read: {book.reason}. {book.remedy}")
    return parse_book(book, expected(project.profile, project.department, year))


def _write(project: Project, year: Year, drafts: Sequence[Draft]) -> tuple[Written, ...]:
    folder = draft_folder(project, year)
    return write_outputs(folder, {Path(draft.workbook).name: made(draft.form) for draft in drafts})


def draft_folder(project: Project, year: Year) -> Path:
    """Where the drafts of a year's plans are written."""
    return project.output(Period(year, 1, project.profile.calendar.periods)).parent / FOLDER
