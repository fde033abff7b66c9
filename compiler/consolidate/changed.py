"""What differs between a return and the version of it that was accepted, in words for a finding."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.consolidate.difference import Difference, RowChange
from compiler.domain.acceptance import ChangedCell
from compiler.domain.period import Period
from compiler.domain.record import State
from compiler.profile.heading import heading_words


def changed_cells(found: Difference, period: Period) -> tuple[ChangedCell, ...]:
    """Every cell that says something else, every row added or gone, in the order of the later return of a period."""
    return tuple(cell for row in found.rows for cell in _of_row(row, period))


def _of_row(row: RowChange, period: Period) -> Iterator[ChangedCell]:
    if row.now is None:
        yield ChangedCell(row.record.origin, row.record.label, "", "", "is gone")
    elif row.before is None:
        yield ChangedCell(row.record.origin, row.record.label, "", "", "is new")
    for cell in row.cells:
        if not cell.form_only and not cell.before.state is cell.now.state is State.BLANK:
            heading = heading_words(cell.column.heading, period.year, period)
            yield ChangedCell(cell.now.origin, row.record.label, heading, cell.before.raw, cell.now.raw)
