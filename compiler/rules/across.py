"""X: across workbooks. Does what one says of another hold, and do they agree?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import attrgetter

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.origin import Origin
from compiler.domain.record import Record, State
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.returned import FaultKind, Return
from compiler.domain.text import fold
from compiler.rules.case import Answered, Case
from compiler.rules.match import Matched, matched
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote

_CITING = ("reference", "references")


def _citing(case: Case, of: Callable[[ReferenceList], object], *types: str) -> Iterator[tuple[Answered, ReferenceList]]:
    """Cells of references of which something is true, with what they were read as."""
    for down in case.down(*types):
        for number, read in down.read(ReferenceList):
            if of(read):
                yield down.cell(number), read


def cited_nowhere(case: Case) -> Iterator[Point]:
    """References to rows that no plan or return holds, where there is a table for that family."""

    def lost_of(read: ReferenceList) -> list[Reference]:
        return [r for r in read.distinct if r.scheme in case.families and not case.has_row(r)]

    for cell, read in _citing(case, lost_of, "references") if case.plans_whole else ():
        lost = lost_of(read)
        names = listed(str(reference) for reference in lost)
        yield point_at(
            cell,
            f"{names}, cited under '{case.heading(cell.column)}', {'is' if len(lost) == 1 else 'are'} "
            "not the reference of any row in the plans.",
            "What is cited has to be a row of a plan.",
            "Correct the reference.",
        )


def unread_reference(case: Case) -> Iterator[Point]:
    """Pieces that look like a reference and cannot be read as one."""
    for cell, read in _citing(case, attrgetter("unread"), *_CITING):
        pieces = grouped(read.unread, lambda piece: f"({piece.why})")
        told = [f"{listed(quote(piece.text) for piece in same)} {why}" for why, same in pieces.items()]
        forms = [scheme.example for scheme in case.profile.schemes.of(cell.column.of)] if told else []
        # A format that declares no form for these references cannot say that one is wrong.
        if told and forms:
            near = listed(dict.fromkeys(piece.nearest for piece in read.unread if piece.nearest), "or")
            yield point_at(
                cell,
                f"Under '{case.heading(cell.column)}' no reference can be read from {listed(told)}.",
                f"Allowed are references such as {listed(forms[:4], 'or')}.",
                "Correct the reference.",
                hint=f"Did you mean one that begins with {near}?" if near else "",
            )


def no_objective(case: Case) -> Iterator[Point]:
    """Rows that name an objective which their plan has not got."""
    for down in case.down_under("objective") if case.plans_whole else ():
        for number, (record, state) in enumerate(zip(down.records, down.states, strict=True)):
            numbers = case.numbers.get((record.plan, record.division))
            if not numbers or state is not State.VALUE or fold(down.raws[number]) in numbers:
                continue
            cell = down.cell(number)
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' is no objective of this plan.",
                f"Its objectives are {listed(sorted(numbers, key=_natural))}.",
                "Correct the number.",
            )


def _natural(number: str) -> tuple[list[int], str]:
    """Numbers in the order of people: 1.9 before 1.10."""
    return [int(digits) for digits in re.findall(r"[0-9]{1,9}", number)], number


def not_returned(case: Case) -> Iterator[Point]:
    """Rows of the plan that the return has not got."""
    for book, found in _compared(case):
        for planned in found.missing:
            sheet = _sheet(case, book, planned)
            if sheet:
                yield Point(
                    Origin(book.workbook, sheet),
                    f"{quote(subject_of(planned))} of the plan is not in this return.",
                    "Every row of the plan is returned, also when nothing has changed.",
                    "Put the row back from the workbook that you were sent, and fill it in.",
                    subject=subject_of(planned),
                    division=book.division,
                    others=(planned.origin,),
                )


def not_in_plan(case: Case) -> Iterator[Point]:
    """Rows of the return that no plan holds."""
    for book, found in _compared(case):
        for record in found.added:
            yield Point(
                record.origin,
                f"{quote(subject_of(record))} is in no plan of {case.year.label}.",
                "What is in the plan is decided by the members.",
                "If it is a row of the plan, put its reference and words right; if it is new, say so in the narrative.",
                subject=subject_of(record),
                division=book.division,
            )


def _compared(case: Case) -> Iterator[tuple[Return, Matched]]:
    if case.plans_whole:
        yield from case.kept(_every_match)


def _every_match(case: Case) -> list[tuple[Return, Matched]]:
    return [(book, matched(book, case.planned_rows.get(book.division, ()))) for book in case.sound_returns]


def _sheet(case: Case, book: Return, planned: Record) -> str:
    """The name of the sheet on which a row should stand; '' where the whole sheet is missing or cannot be read."""
    sheet = case.profile.sheet(planned.kind)
    unread = {fault.origin.sheet for fault in book.faults if fault.kind is FaultKind.NO_HEADINGS}
    if sheet is None or sheet.name not in (book.rows_read or {}) or unread & {sheet.name, *sheet.aliases}:
        return ""
    names = (record.sheet for record in book.of(planned.kind))
    return next((name for name in names if case.sheet(book, name) is sheet), sheet.name)


ACROSS_RULES = (
    Rule(
        "X501",
        "A reference to nothing",
        "A golden thread that ends in a reference to no row cannot be followed by anyone.",
        Severity.WARNING,
        Scope.ACROSS,
        cited_nowhere,
    ),
    Rule(
        "X502",
        "A reference that cannot be read",
        "A reference cut off or mistyped links to nothing, and nobody notices.",
        Severity.WARNING,
        Scope.ACROSS,
        unread_reference,
    ),
    Rule(
        "X503",
        "An objective that is not in the plan",
        "Without its objective a row belongs to no outcome, and no outcome counts it.",
        Severity.WARNING,
        Scope.ACROSS,
        no_objective,
    ),
    Rule(
        "X505",
        "A row of the plan is not returned",
        "A row that is deleted from a return disappears from the count without a word.",
        Severity.WARNING,
        Scope.ACROSS,
        not_returned,
    ),
    Rule(
        "X506",
        "A row that is in no plan",
        "Only what the members approved is reported against. A new row is a proposal.",
        Severity.WARNING,
        Scope.ACROSS,
        not_in_plan,
    ),
)
