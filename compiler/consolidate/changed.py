"""What differs between a return and the version of it that was accepted, in words for a finding."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.consolidate.difference import Difference, RowChange
from compiler.domain.acceptance import ChangedCell
from compiler.domain.record import State


def changed_cells(found: Difference) -> tuple[ChangedCell, ...]:
    """Every cell that says something else, every row added or gone, in the order of the later return."""
    return tuple(cell for row in found.rows for cell in _of_row(row))


def _of_row(row: RowChange) -> Iterator[ChangedCell]:
    if row.now is None:
        yield ChangedCell(row.record.origin, row.record.label, "", "", "is gone")
    elif row.before is None:
        yield ChangedCell(row.record.origin, row.record.label, "", "", "is new")
    for cell in row.cells:
        if not cell.form_only and not cell.before.state is cell.now.state is State.BLANK:
            yield ChangedCell(cell.now.origin, row.record.label, cell.column.heading, cell.before.raw, cell.now.raw)
