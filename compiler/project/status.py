"""How a period stands today: every division's return, what holds up the final report, and whom to chase."""

from __future__ import annotations

import datetime as dt

from compiler.domain.finding import Audience, Finding
from compiler.domain.frozen import dataclass
from compiler.domain.period import Period, read_year
from compiler.domain.question import Carried
from compiler.domain.returned import Return, Role
from compiler.ledger.standing import Standing, standings
from compiler.pipeline import Compiled, compile_quarter, read_returns
from compiler.project.find import Project, WrongUse, choose_period
from compiler.project.ledger import note_received
from compiler.project.names import file_name
from compiler.project.outputs import write_outputs
from compiler.project.quarter import Wish, inputs_of
from compiler.project.write import NotWritten, Written
from compiler.render.chasing import chasing_text
from compiler.rules.registry import is_gate

FOLDER = "chasing"


@dataclass(frozen=True, slots=True)
class Status:
    """A period as it stands on a day: a standing for each division, and why a final report cannot be written ('' if
    it can). `posts` says who prepared a division's return, this time or the last; `yours` are the errors that no team
    can put right, but the officer. `questions` are those of members that are open."""

    period: Period
    today: dt.date
    due: dt.date | None
    meeting: dt.date | None
    standings: tuple[Standing, ...]
    blocks: str
    posts: dict[str, str]
    yours: tuple[Finding, ...] = ()
    questions: tuple[Carried, ...] = ()

    @property
    def to_chase(self) -> tuple[Standing, ...]:
        """The divisions of which something has to be asked."""
        return tuple(each for each in self.standings if each.to_chase)


def period_asked(project: Project, year: str, quarter: str) -> Period:
    """The period of the options; one that is named in full need have no returns yet."""
    named = read_year(year, project.profile.calendar.starts) if year and quarter else None
    period = project.period(quarter, named) if named else None
    return period or choose_period(project, year, quarter)


def status_of(project: Project, period: Period, today: dt.date, seen: dt.date | None = None) -> Status:
    """How a period stands on a day. A return that was never seen before is entered in the ledger as received on the day
    on which it is `seen`; None enters nothing."""
    inputs = inputs_of(project, period, Wish())
    compiled = compile_quarter(inputs, final=True)
    before = (
        read_returns(inputs, inputs.before, Role.RETURN, inputs.compared.year, inputs.compared)
        if inputs.compared
        else ()
    )
    try:
        ledger = note_received(project, period, compiled.returns, seen) if seen else inputs.ledger
    except NotWritten:
        ledger = inputs.ledger
    found = standings(
        project.department,
        project.profile,
        period,
        compiled.returns,
        before,
        _gated(compiled),
        compiled.view.findings,
        ledger,
        today,
    )
    deadline = project.department.deadlines.get(f"{period.year.name}/{period.name}")
    return Status(
        period,
        today,
        deadline.due if deadline else None,
        deadline.meeting if deadline else None,
        found,
        compiled.report.draft,
        {**_posts(before), **_posts(compiled.returns)},
        tuple(each for each in compiled.view.errors if each.audience is Audience.OFFICER),
        tuple(each for each in compiled.view.questions if not each.answered),
    )


def _gated(compiled: Compiled) -> dict[str, str]:
    """The workbooks that cannot be used, with the reason."""
    return {each.origin.workbook: each.found for each in reversed(compiled.view.findings) if is_gate(each.code)}


def _posts(returns: tuple[Return, ...]) -> dict[str, str]:
    return {book.division: book.signed["prepared_by"] for book in returns if book.signed.get("prepared_by")}


def write_chasing(project: Project, status: Status, now: dt.datetime) -> tuple[Written, ...]:
    """Write a draft for each division to be chased; one that need not be chased any more is taken away.

    A draft that a person has changed is left as it is. NotWritten as for every output.
    """
    folder = project.output(status.period) / FOLDER
    made = {
        file_name(each.division.key, ".txt"): chasing_text(
            project.department, status.period, each, status.posts.get(each.division.key, "")
        ).encode("utf-8")
        for each in status.to_chase
    }
    if not made and not folder.is_dir():
        return ()
    return write_outputs(folder, made, now, alone=project.output(status.period), outdated=lambda name: True)


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of the department: the period, the days, and how many of the returns expected are there."""

    period: Period
    due: dt.date | None
    meeting: dt.date | None
    returned: int
    expected: int


def deadlines(project: Project) -> tuple[Due, ...]:
    """Every deadline that the department has set, in the order of the periods."""
    made = []
    for name, deadline in project.department.deadlines.items():
        year_name, _, period_name = name.partition("/")
        year = read_year(year_name, project.profile.calendar.starts)
        period = project.period(period_name, year) if year else None
        if period is None:
            raise WrongUse(f"department.toml: '{name}' under [deadlines] is no period. Write it as \"2008-09/Q1\".")
        expected = project.department.expected(period.year.name)
        inputs = inputs_of(project, period, Wish())
        books = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
        there = len({book.division for book in books if book.readable} & {division.key for division in expected})
        made.append(Due(period, deadline.due, deadline.meeting, there, len(expected)))
    return tuple(sorted(made, key=lambda each: each.period))
