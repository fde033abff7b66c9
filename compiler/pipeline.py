"""The way from workbooks to report: read, parse, check, consolidate, tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.domain.acceptance import NOTHING_KNOWN, Accepted, Changed, ChangedCell, Ledger
from compiler.domain.decision import NOTHING_DECIDED, Amendment, Decisions, Misfit, waived
from compiler.domain.finding import Finding
from compiler.domain.frozen import dataclass, field, replace
from compiler.domain.hands import Hands, in_turn
from compiler.domain.language import spoken
from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.proposal import Proposal
from compiler.domain.record import Entry, Kind, Record, State, blocks_of
from compiler.domain.remembered import forget
from compiler.domain.returned import Return, Role
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile
from compiler.profile.nil import said_nil
from compiler.returns.known import Known
from compiler.returns.parse import Expected, parse_book, sheets_to_read
from compiler.returns.reader import read_book
from compiler.returns.shared import Shared
from compiler.rules.case import Case
from compiler.rules.registry import MANY, check, check_alone, check_gates, is_gate

if TYPE_CHECKING:  # what merges and tells is loaded by those who do: checking a return starts 30 ms sooner without it
    from compiler.consolidate.view import DepartmentView, Source
    from compiler.domain.aside import Shelf
    from compiler.domain.conflict import Settled
    from compiler.domain.question import Carried
    from compiler.ledger.amend import Read
    from compiler.report.blocks import Report


@dataclass(frozen=True, slots=True)
class Upload:
    """One file handed in: what it is called, and its bytes or where they lie, to be read when they are needed."""

    name: str
    source: Path | bytes


Keeping = Callable[[Upload, Expected, Callable[[Upload], Return]], Return]
"""A way to have a workbook read: by the function given, or as it was kept when that was last done."""


def keep_nothing(upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
    """Read a workbook, whatever was read before."""
    return read(upload)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that one period is made from: plans of the year, returns of the period and of the one before.

    `year_ago` are the returns of the same period of the year before. `accepted` are the returns as they were when they
    were accepted, by the name of their file. `published` is the day on which the report of the period compared was
    written as final, None where that is not known. `kept` has the workbooks read that are not at work this period, and
    `at_work` those that are. `alone` asks the rules that look at one division alone, `known`
    is what the words of a year's workbooks were read as so far, `shared` what several workbooks say, `hands` do what
    falls into pieces.
    """

    profile: Profile
    department: Department
    period: Period
    as_at: dt.date
    plans: tuple[Upload, ...] = ()
    returns: tuple[Upload, ...] = ()
    before: tuple[Upload, ...] = ()
    year_ago: tuple[Upload, ...] = ()
    compared: Period | None = None
    without: Mapping[str, str] | None = None
    decisions: Decisions = NOTHING_DECIDED
    ledger: Ledger = NOTHING_KNOWN
    accepted: tuple[Upload, ...] = ()
    published: dt.date | None = None
    kept: Keeping = keep_nothing
    at_work: Keeping = keep_nothing
    alone: Callable[[Case], Iterable[Finding]] = check_alone
    known: Callable[[Year], Known] | None = None
    shared: Shared = field(default_factory=Shared, compare=False, repr=False)
    hands: Hands = field(default=in_turn, compare=False, repr=False)
    shelf: Shelf | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A period compiled: the department view with its findings, and the report; `report.draft` says what blocks it.

    `returns` are the period's returns as they were read, those that cannot be used too.
    """

    view: DepartmentView
    report: Report
    returns: tuple[Return, ...] = ()


Told = Callable[[str], None]

_PROPOSED = "H956"
"""The rule that points out where a return would change its plan."""


def compile_quarter(inputs: Inputs, *, final: bool = False, tell: Told = lambda step: None) -> Compiled:
    """Read, check, merge and tell one period. Nothing stops it: what is missing or wrong is in the result.

    `tell` is called with the name of each step before it begins.
    """
    from compiler.report.build import build_report

    view, returns = view_of(inputs, tell)
    tell("Writing the report")
    return Compiled(view, build_report(view, final=final), returns)


def view_of(inputs: Inputs, tell: Told = lambda step: None) -> tuple[DepartmentView, tuple[Return, ...]]:
    """Read, check and merge one period, without telling it: the view, and the returns as they were read."""
    tell("Reading the plans")
    plans = read_returns(inputs, inputs.plans, Role.PLAN, inputs.period.year)
    tell("Reading the returns")
    returns = read_returns(inputs, inputs.returns, Role.RETURN, inputs.period.year, inputs.period)
    tell("Reading the quarter before")
    compared, then = inputs.compared, inputs.period.same_last_year()
    before = read_returns(inputs, inputs.before, Role.RETURN, compared.year, compared) if compared else ()
    year_ago = read_returns(inputs, inputs.year_ago, Role.RETURN, then.year, then)
    inputs.shared.let_go()
    if len(plans) + len(returns) > MANY:
        forget()
    tell("Checking")
    findings = check_returns(inputs, plans, returns, before)
    tell("Consolidating")
    view = merge(inputs, plans, returns, before, findings, year_ago)
    return with_amendments(inputs, view, plans, returns, before), returns


def read_returns(
    inputs: Inputs, uploads: Iterable[Upload], role: Role, year: Year, period: Period | None = None
) -> tuple[Return, ...]:
    """The workbooks as returns or plans, in the order of their names."""
    expected = Expected(
        inputs.profile, inputs.department, role, year, period, known=(inputs.known or inputs.shared.known)(year)
    )
    sheets = sheets_to_read(inputs.profile)
    kept = inputs.at_work if role is Role.RETURN and period == inputs.period else inputs.kept

    def read(upload: Upload) -> Return:
        return parse_book(read_book(upload.source, upload.name, sheets=sheets), expected)

    ordered = sorted(uploads, key=lambda upload: upload.name)
    books = tuple(shelved(kept(upload, expected, read), inputs.shelf) for upload in ordered)
    if role is Role.RETURN:
        return books
    return amended_plans(inputs, books)


def shelved(book: Return, shelf: Shelf | None) -> Return:
    """The workbook, whose rows are held in memory only as long as they stand on the shelf, if there is one."""
    if shelf is not None:
        for block in blocks_of(book.records):
            block.stand_on(shelf)
    return book


def amended_plans(inputs: Inputs, plans: Sequence[Return]) -> tuple[Return, ...]:
    """The plans with what the members decided on them, as it counts on the period's last day."""
    if not _amendments(inputs):
        return tuple(plans)
    from compiler.ledger.amend import amended

    return amended(plans, _amendments(inputs), inputs.period.last_day, _words_for(inputs))


def misfits_of(inputs: Inputs, plans: Sequence[Return]) -> tuple[Misfit, ...]:
    """The decisions on amendments that do not fit the plans of the year."""
    if not _amendments(inputs):
        return ()
    from compiler.ledger.amend import misfits

    return misfits(plans, _amendments(inputs), _words_for(inputs))


def _amendments(inputs: Inputs) -> tuple[Amendment, ...]:
    """What the members decided on the plans of the period's year."""
    return tuple(each for each in inputs.decisions.amendments if each.year == inputs.period.year.name)


def _words_for(inputs: Inputs) -> Read:
    """How the words of a decision are read: as though they stood in the row under the amendment's column."""

    def read(row: Record, words: str, amendment: Amendment) -> Entry:
        return _typed(inputs, row.kind, amendment.column, words, amendment.origin)

    return read


def _typed(inputs: Inputs, kind: Kind, key: str, words: str, origin: Origin) -> Entry:
    sheet = inputs.profile.sheet(kind)
    column = sheet.column(key) if sheet else None
    if column is None:
        return Entry(words, State.UNREADABLE, None, origin, problem="this format has no such column")
    from compiler.returns.typed import entry_typed

    return entry_typed(inputs.profile, inputs.period.year, column, words, origin)


def settled_in(inputs: Inputs, period: Period | None) -> tuple[Settled, ...]:
    """How conflicts between the returns of a period were settled, each value read by its column."""
    settlements = inputs.decisions.settled_in(period.year.name, period.name) if period else ()
    if not settlements:
        return ()
    from compiler.domain.conflict import Settled

    kinds = {kind.value: kind for kind in Kind}
    return tuple(
        Settled(each, _typed(inputs, kinds[each.kind], each.column, each.counts, each.origin)) for each in settlements
    )


def check_returns(
    inputs: Inputs,
    plans: Sequence[Return],
    returns: Sequence[Return],
    before: Sequence[Return],
    of_returns: bool = False,
) -> tuple[Finding, ...]:
    """Every finding of the period's plans and returns; one that was waived is a note that says so.

    With `of_returns` what the plans alone answer for may be left out.
    """
    case = replace(case_for(inputs, plans, returns, before), of_returns=of_returns)
    with spoken(inputs.profile.language.nouns):
        found = check(case, inputs.alone(case), inputs.hands)
    vars(case).clear()  # what was worked out holds the case: it would stay until circular rubbish is sought
    return tuple(waived(finding, inputs.decisions.waivers, inputs.as_at) for finding in found)


def case_for(inputs: Inputs, plans: Sequence[Return], returns: Sequence[Return], before: Sequence[Return]) -> Case:
    """What the rules look at: the workbooks, and what was decided and accepted."""
    return Case(
        profile=inputs.profile,
        department=inputs.department,
        year=inputs.period.year,
        period=inputs.period,
        plans=tuple(plans),
        returns=tuple(returns),
        before=tuple(before),
        as_at=inputs.as_at,
        decisions=inputs.decisions,
        settled=settled_in(inputs, inputs.period),
        misfits=misfits_of(inputs, plans),
        changed=changed_since_accepted(inputs, returns),
    )


def merge(
    inputs: Inputs,
    plans: Sequence[Return],
    returns: Sequence[Return],
    before: Sequence[Return],
    findings: Sequence[Finding],
    year_ago: Sequence[Return] = (),
) -> DepartmentView:
    """The department view of what passed the gate; what did not is among its sources, with the reason."""
    from compiler.consolidate.merge import consolidate

    then = inputs.period.same_last_year()
    met = inputs.department.meeting(inputs.compared) if inputs.compared else None
    gated = _gated((*findings, *_gates(inputs, before, inputs.compared), *_gates(inputs, year_ago, then)))

    def usable(books: Sequence[Return]) -> tuple[Return, ...]:
        return tuple(book for book in books if book.readable and book.workbook not in gated)

    year, period = inputs.period.year.name, inputs.period.name
    view = consolidate(
        department=inputs.department,
        profile=inputs.profile,
        period=inputs.period,
        plans=usable(plans),
        returns=usable(returns),
        before=usable(before),
        sources=tuple(_sources(inputs, plans, returns, {"previous": before, "year ago": year_ago}, gated)),
        findings=findings,
        compared=inputs.compared,
        notice=inputs.department.notice(year, period),
        without=inputs.without,
        settled=settled_in(inputs, inputs.period),
        settled_before=settled_in(inputs, inputs.compared),
        year_ago=usable(year_ago),
        settled_year_ago=settled_in(inputs, then),
        reported_on=inputs.published or (met - dt.timedelta(days=1) if met else None),
    )
    return replace(view, published=inputs.published, questions=questions_of(inputs))


def questions_of(inputs: Inputs) -> tuple[Carried, ...]:
    """The questions of members that the period's report carries: open ones, and those answered since the last report.

    Where no day is set for its meeting, those count that are asked before the report after it is due.
    """
    from compiler.domain.question import carried

    period, earlier, meets = inputs.period, inputs.period.previous(), inputs.department.meeting
    until = meets(period) or period.next().last_day + dt.timedelta(days=1)
    return carried(inputs.decisions.questions, meets(earlier) or earlier.last_day, until, meets(period))


def with_amendments(
    inputs: Inputs,
    view: DepartmentView,
    plans: Sequence[Return],
    returns: Sequence[Return],
    before: Sequence[Return],
) -> DepartmentView:
    """The view with the changes of the plan that returns propose, and those decided since the last report."""
    proposing = _proposing(inputs, view, returns)
    proposed = _proposed(case_for(inputs, plans, proposing, before)) if proposing else ()
    earlier, period = inputs.period.previous(), inputs.period
    reported, reports = inputs.department.meeting(earlier) or earlier.last_day, inputs.department.meeting(period)
    decided = tuple(each for each in _amendments(inputs) if reported <= each.on and (not reports or each.on < reports))
    return replace(view, proposals=proposed, decided=decided)


def _proposing(inputs: Inputs, view: DepartmentView, returns: Sequence[Return]) -> Sequence[Return]:
    """The returns that may propose a change: those of which the check says so, all where the format has it say less."""
    if _PROPOSED in inputs.profile.severities:
        return returns
    told = {finding.origin.workbook for finding in view.findings if finding.code == _PROPOSED}
    return [book for book in returns if book.workbook in told]


def _proposed(case: Case) -> tuple[Proposal, ...]:
    from compiler.rules.proposals import proposed_changes

    found = tuple(proposed_changes(case))
    vars(case).clear()  # as when it was checked
    return found


def changed_since_accepted(inputs: Inputs, returns: Sequence[Return]) -> tuple[Changed, ...]:
    """The returns that are otherwise than when they were accepted, each with what differs cell by cell."""
    kept = {upload.name: upload for upload in inputs.accepted}
    found = []
    for book in returns:
        accepted = inputs.ledger.acceptance(inputs.period.name, book.division)
        if accepted and book.sha256 != accepted.sha256 and book.readable:
            found.append(
                Changed(book.workbook, accepted, _cells_changed(inputs, kept.get(accepted.file), accepted, book))
            )
    return tuple(found)


def _cells_changed(
    inputs: Inputs, copy: Upload | None, accepted: Accepted, now: Return
) -> tuple[ChangedCell, ...] | None:
    """What differs from the version accepted; None where that is not kept any more, or is another."""
    from compiler.consolidate.changed import changed_cells
    from compiler.consolidate.difference import difference

    if copy is None:
        return None
    (was,) = read_returns(inputs, [copy], Role.RETURN, inputs.period.year, inputs.period)
    if was.sha256 != accepted.sha256:
        return None
    return changed_cells(difference(inputs.profile, was, now), inputs.period)


def _gated(findings: Sequence[Finding]) -> dict[str, Finding]:
    """The files that cannot be used, by name, each with the finding that says why."""
    gated = {finding.origin.workbook: finding for finding in reversed(findings) if is_gate(finding.code)}
    return gated | {other.workbook: finding for finding in gated.values() for other in finding.others if other.workbook}


def _gates(inputs: Inputs, books: Sequence[Return], period: Period | None) -> tuple[Finding, ...]:
    """Which returns of an earlier period cannot be used; what else is wrong with them was told of in its own time."""
    if period is None or not books:
        return ()
    return check_gates(Case(inputs.profile, inputs.department, period.year, period, returns=tuple(books)))


def _sources(
    inputs: Inputs,
    plans: Sequence[Return],
    returns: Sequence[Return],
    earlier: Mapping[str, Sequence[Return]],
    gated: Mapping[str, Finding],
) -> Iterable[Source]:
    """Every file that was read, and every return that was expected and is not there."""
    from compiler.consolidate.view import Receipt, Source

    find = inputs.department.division
    for book in returns:
        found = _source(book, "return", find(book.division), gated.get(book.workbook))
        nil = found.receipt is Receipt.RECEIVED and bool(said_nil(inputs.profile, book))
        yield replace(found, nil=nil)
    here = {book.division for book in returns if book.workbook not in gated and book.readable}
    tried = {book.division for book in returns}
    for division in inputs.department.expected(inputs.period.year.name):
        if division.key not in here and division.key not in tried:
            yield Source(division, "return", division.file, Receipt.MISSING, reason=_without(inputs, division))
    for book in plans:
        yield _source(book, "plan", find(book.division), gated.get(book.workbook))
    for role, books in earlier.items():
        for book in books:
            yield _source(book, role, find(book.division), gated.get(book.workbook))


def _without(inputs: Inputs, division: Division) -> str:
    return (inputs.without or {}).get(division.key, "")


def _source(book: Return, role: str, division: Division | None, gate: Finding | None) -> Source:
    """What became of a file; all rows of one that cannot be used are refused."""
    from compiler.consolidate.view import Receipt, Source

    received = book.readable and gate is None
    read, refused = sum((book.rows_read or {}).values()), sum((book.rows_refused or {}).values())
    return Source(
        division=division,
        role=role,
        workbook=book.workbook,
        receipt=Receipt.RECEIVED if received else Receipt.UNREADABLE,
        sha256=book.sha256,
        rows_read=read if received else 0,
        rows_refused=refused if received else read + refused,
        reason=gate.found if gate else (book.faults[0].found if not book.readable and book.faults else ""),
    )
