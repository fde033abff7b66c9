"""What an earlier report said of a row that is otherwise now: corrected figures, and conflicts settled after it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.consolidate.view import How, Restated, Row, ToSettle
from compiler.domain.meaning import one_period, same_figure, same_meaning
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record
from compiler.domain.regex import regex
from compiler.domain.returned import Return
from compiler.domain.text import fold
from compiler.domain.value_model import Value

COLUMNS = ("rating", "figure", "current")
"""The columns of which a report tells what was returned: ratings, figures and the scores of risks."""

_END = regex(r"(?<=[.!?])\s+")
_REASON = regex(
    r"\b(correct(ed|ion|ions|s|ly)?|revis\w+|restat\w+|recalculat\w+|recount\w*|error\w*|wrong\w*|mistake\w*|misreport\w*)\b",
    re.IGNORECASE,
)
"""Words by which a commentary tells why an earlier figure was not right."""


def restated(
    rows: Iterable[Row], before: Sequence[Return], settled: Sequence[ToSettle], reported_on: dt.date | None
) -> tuple[Restated, ...]:
    """Everything that was reported otherwise, in the order of the rows.

    `before` are the returns as they came, `settled` their conflicts. Only what was settled after `reported_on`, the
    day of that report, was not in it; where that day is not known, no settlement counts as a correction.
    """
    came = {record.origin: record for book in before for record in book.records}
    late = list(_settled_late(settled, reported_on))
    return tuple(found for row in rows for found in _of_row(row, came, late))


def _settled_late(settled: Sequence[ToSettle], reported_on: dt.date | None) -> Iterator[ToSettle]:
    for each in settled:
        if each.settled and reported_on and each.settled.settlement.on > reported_on:
            yield each


def _of_row(row: Row, came: Mapping[Origin, Record], late: Sequence[ToSettle]) -> Iterator[Restated]:
    if row.before is None:
        return
    reported = came.get(row.before.origin, row.before)
    if row.kind is Kind.INDICATOR and row.returned is not None:
        yield from _figure(row, reported, row.returned)
    for each in late:
        column, settled = each.conflict.column, each.settled
        claimed = any(claim.record.origin == reported.origin for claim in each.conflict.claims)
        if claimed and settled and column in COLUMNS and not same_meaning(reported.entry(column), settled.entry):
            was = reported.entry(column)
            yield Restated(row, column, was, settled.entry, How.DECIDED, settlement=settled.settlement)


def _figure(row: Row, reported: Record, returned: Record) -> Iterator[Restated]:
    """The figure of the period before, where this return gives another for it."""
    was, correction, now = reported.entry("figure"), returned.entry("correction"), returned.entry("figure")
    then, right, figure = was.read(Value), correction.read(Value), now.read(Value)
    if then is None:
        return
    if right is not None:
        if then.amount != right.amount:
            yield Restated(row, "figure", was, correction, How.CORRECTED, *_reason(returned))
    elif figure and one_period(returned.text("period"), reported.text("period")) and not same_figure(then, figure):
        status, before = returned.entry("status"), reported.text("status").strip()
        if before and status.given and fold(before) != fold(status.raw):
            said = f"it was {before.lower()} then and is {status.raw.strip().lower()} now"
            yield Restated(row, "figure", was, now, How.NOT_FINAL, status, said)
        else:
            yield Restated(row, "figure", was, now, How.RETURNED, *_reason(returned))


def _reason(returned: Record) -> tuple[Entry | None, str]:
    """Where the return says why a figure is another, and the words of it that do."""
    commentary = returned.entry("commentary")
    said = [one.strip() for one in _END.split(commentary.raw) if _REASON.search(one)] if commentary.given else []
    return (commentary, " ".join(said)) if said else (None, "")
