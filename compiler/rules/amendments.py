"""H: over time. Does a return change what the members approved?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from compiler.domain.agreement import grouped
from compiler.domain.decision import Amendment, Approval
from compiler.domain.finding import Audience, Severity
from compiler.domain.frozen import replace
from compiler.domain.meaning import same_meaning
from compiler.domain.origin import Origin
from compiler.domain.period import say_date
from compiler.domain.record import Entry, Record, State
from compiler.domain.returned import Return
from compiler.domain.text import fold
from compiler.domain.tuples import NamedTuple
from compiler.profile.model import Column, Sheet
from compiler.rules.case import Case
from compiler.rules.columnwise import Rows
from compiler.rules.match import Pair, paired
from compiler.rules.pointing import subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, quote

_IN_FORCE = "What the members approved stays in force until they decide otherwise."
_DECIDE = "Put it to the members for decision, or have the approved words put back."
_MANY = 5


class Change(NamedTuple):
    """An approved cell that a return has otherwise."""

    pair: Pair
    column: Column
    approved: Entry
    returned: Entry


def proposed(case: Case) -> Iterator[Point]:
    """Cells of returns in which something else stands than the members approved."""
    for book, same, rows in _by_column(case):
        if len(same) > max(_MANY, rows / 2):
            yield _whole_column(case, book, same)
        else:
            yield from (_proposed(case, book, change) for change in same)


def proposals(case: Case) -> Iterator[Change]:
    """The changes that await the members' decision: those of single cells, on which nothing was decided yet."""
    for _, same, rows in _by_column(case):
        if len(same) <= max(_MANY, rows / 2):
            for change in same:
                if change.returned.state is not State.BLANK and not _decided_on(case, change):
                    yield change


def _by_column(case: Case) -> Iterator[tuple[Return, list[Change], int]]:
    """The changes of each column of each return, and how many rows its sheet has."""
    for book in case.sound_returns:
        pairs = paired(case.planned_rows.get(book.division, ()), book.records)
        for name, rows in grouped(pairs, lambda pair: pair.now.sheet).items():
            sheet = case.sheet(book, name)
            changes = _changes(case, book, sheet, rows) if sheet else ()
            for same in grouped(changes, lambda change: change.column.key).values():
                yield book, same, len(rows)


def _changes(case: Case, book: Return, sheet: Sheet, pairs: Sequence[Pair]) -> Iterator[Change]:
    """What was changed in the rows of a sheet, row by row. They are held against each other by whole columns."""
    columns = _approved_on(sheet)
    keys = [column.key for column in columns]
    both = [Rows(book, sheet, (), rows) for rows in ([p.before for p in pairs], [p.now for p in pairs])]
    apart = [
        (number, column)
        for column, was, now in zip(columns, *(rows.raws(keys) for rows in both), strict=True)
        if was != now
        for number, words in enumerate(zip(was, now, strict=True))
        if words[0] != words[1]
    ]
    for number, column in sorted(apart, key=itemgetter(0)):
        pair = pairs[number]
        if not (pair.before.has(column.key) and pair.now.has(column.key)):
            continue
        approved, returned = pair.before.entry(column.key), pair.now.entry(column.key)
        if same_meaning(approved, returned):
            continue
        if not _repeats(case, pair.before, column, returned):
            yield Change(pair, column, approved, returned)


def _approved_on(sheet: Sheet) -> list[Column]:
    """The columns of a sheet of the plan in which what was approved stands, but for whose plan it is."""
    columns = sheet.columns if "plan" in sheet.roles else ()
    return [column for column in columns if column.part == "plan" and column.key != "plan"]


def _decisions(case: Case, approved: Record, column: Column) -> list[Amendment]:
    """What the members decided on one cell of a plan, in the order in which it stands in the decisions."""
    return [
        each
        for each in case.decisions.amendments
        if (each.year, each.division, each.column) == (case.year.name, approved.division, column.key)
        and each.plan in ("", approved.plan)
        and (each.mark == approved.identity if each.mark else fold(each.reference) == fold(approved.text("reference")))
    ]


def _repeats(case: Case, approved: Record, column: Column, returned: Entry) -> bool:
    """Whether a return only repeats what was approved before the members amended it."""
    stands = approved.entry(column.key)
    return any(
        each.approved and fold(each.was) == fold(returned.raw) and stands.origin.workbook == each.origin.workbook
        for each in _decisions(case, approved, column)
    )


def _decided_on(case: Case, change: Change) -> list[Amendment]:
    """What the members decided on just this change."""
    decided = _decisions(case, change.pair.before, change.column)
    return [each for each in decided if fold(each.to) == fold(change.returned.raw)]


def _proposed(case: Case, book: Return, change: Change) -> Point:
    """What a return proposes, and what the members have said of it if they have."""
    decided, point = _decided_on(case, change), _undecided(case, book, change)
    if not decided:
        return point
    last = decided[-1]
    words = f"It was {last.words}."
    if last.approved:
        waits = f"It counts from {say_date(last.starts)}; until then the approved words do."
        return replace(point, allowed=words, remedy=waits, most=Severity.NOTE)
    return replace(point, allowed=words, remedy="Have the approved words put back.")


def _undecided(case: Case, book: Return, change: Change) -> Point:
    heading, place = case.heading(change.column), change.approved.origin
    blank, said = change.returned.state is State.BLANK, quote(change.approved.raw)
    approved = f"the approved plan has {said}" if change.approved.raw else "the approved plan has nothing there"
    found = f"'{heading}' is blank" if blank else f"{quote(change.returned.raw)} stands under '{heading}'"
    return Point(
        change.returned.origin,
        f"{found}; {approved} ({place}).",
        _IN_FORCE,
        "Ask whether it was deleted on purpose." if blank else _DECIDE,
        value=change.returned.raw,
        subject=subject_of(change.pair.before),
        division=book.division,
        audience=Audience.OFFICER,
        others=(place,),
        most=Severity.NOTE if blank else Severity.WARNING,
    )


def _whole_column(case: Case, book: Return, same: list[Change]) -> Point:
    first = same[0]
    return Point(
        first.returned.origin,
        f"'{case.heading(first.column)}' differs from the approved plan in {counted(len(same), 'row')}, first "
        f"{quote(first.returned.raw)} for {quote(first.approved.raw)} ({first.approved.origin}).",
        _IN_FORCE,
        "So many changes are seldom meant: ask whether the column was sorted or filled by itself.",
        value=first.returned.raw,
        subject=subject_of(first.pair.before),
        division=book.division,
        audience=Audience.OFFICER,
        others=(*(change.returned.origin for change in same[1:]), first.approved.origin),
    )


def misfit(case: Case) -> Iterator[Point]:
    """Decisions on amendments that do not fit the plans."""
    for amendment, why in ((each.amendment, each.why) for each in case.misfits):
        yield Point(
            amendment.origin,
            f"The amendment of {quote(amendment.reference or amendment.mark)} from {quote(amendment.was)} to "
            f"{quote(amendment.to)} cannot be made. {why}",
            "An amendment names one row, and what the plan has there.",
            "Correct it; the approved plan stays in force until then.",
            value=amendment.to,
            subject=amendment.reference,
            division=amendment.division,
            audience=Audience.OFFICER,
        )


def altered(case: Case) -> Iterator[Point]:
    """Plans that are not the file that was approved."""
    latest = {each.plan: each for each in case.decisions.approvals if each.year == case.year.name}
    there = {book.workbook.rsplit("/", 1)[-1] for book in case.plans}
    yield from (_approved_nowhere(case, each) for name, each in latest.items() if there and name not in there)
    for book in case.sound_plans:
        approval = latest.get(book.workbook.rsplit("/", 1)[-1])
        if approval is not None and approval.sha256 != book.sha256:
            meeting = f" ({approval.meeting})" if approval.meeting else ""
            yield Point(
                Origin(book.workbook),
                f"This is not the file that {approval.by} approved on {say_date(approval.on)}{meeting}.",
                "An approved plan changes by decision alone.",
                "Put back the approved file and record each change with compile decide; if the new file was approved "
                "as it is, record that.",
                value=approval.plan,
                audience=Audience.OFFICER,
                others=(approval.origin,),
            )


def _approved_nowhere(case: Case, approval: Approval) -> Point:
    return Point(
        approval.origin,
        f"The approval of {quote(approval.plan)} is recorded, but {case.year.label} has no plan of that file name.",
        "An approval names the file of a plan.",
        "Put the file back, or correct the name.",
        value=approval.plan,
        audience=Audience.OFFICER,
    )


AMENDMENT_RULES = (
    Rule(
        "H956",
        "A proposed amendment",
        "What a plan says changes by decision of the members alone. A return that says otherwise can only propose it.",
        Severity.WARNING,
        Scope.TIME,
        proposed,
    ),
    Rule(
        "H957",
        "A decision that does not fit the plan",
        "An amendment that cannot be made would be lost without a word, and the members believe it made.",
        Severity.WARNING,
        Scope.TIME,
        misfit,
    ),
    Rule(
        "H958",
        "A plan changed after its approval",
        "What the members approved is what the file was then. A change made in the file itself was decided by nobody.",
        Severity.WARNING,
        Scope.TIME,
        altered,
    ),
)
