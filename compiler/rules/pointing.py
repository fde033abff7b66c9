"""Pointing at a cell: whose it is, what its row is called, and how much a doubtful scan may weigh."""

from __future__ import annotations

from compiler.domain.finding import Audience, Severity
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.rules.case import Answered, whose
from compiler.rules.rule import Point
from compiler.rules.wording import sentence

AMEND = "List it for amendment of the plan."
_DOUBTFUL = "Look it up in another copy of the plan: this one cannot be read with certainty."


def point_at(
    cell: Answered,
    found: str,
    allowed: str,
    remedy: str = AMEND,
    *,
    hint: str = "",
    example: str = "",
    for_plan: str = AMEND,
    others: tuple[Origin, ...] = (),
    most: Severity = Severity.ERROR,
) -> Point:
    """What a rule points out at a cell that its workbook answers for.

    `hint` suggests what may have been meant. `remedy` and `example` are for the team of a return; nobody corrects an
    approved plan by himself, so there `for_plan` says what to do.
    """
    audience = whose(cell.book)
    doubtful = (cell.record.identity, cell.column.key) in cell.book.doubtful
    in_plan = _DOUBTFUL if doubtful else for_plan
    planned = doubtful or audience is Audience.PLAN
    return Point(
        origin=cell.entry.origin,
        found=found,
        allowed=allowed,
        remedy=sentence(hint, in_plan if planned else remedy),
        example="" if planned else example,
        value=cell.entry.raw,
        subject=subject_of(cell.record),
        division=cell.record.division or cell.book.division,
        audience=audience,
        others=others,
        most=Severity.NOTE if doubtful else most,
    )


def subject_of(record: Record) -> str:
    """What a row is called in a message: its reference, its number, the action it is of, or how its words begin."""
    reference = record.text("reference")
    if not reference and (number := record.text("number")):
        return f"No. {number}"
    if record.kind is Kind.MILESTONE and record.text("of_action"):
        return f"milestone of {record.text('of_action')}"
    label = reference or record.label
    return record.text("line") or ("" if label.startswith("row ") else label)
