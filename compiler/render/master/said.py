"""What stands in the cells of a column of a department's rows, without the entries and places that tell their origin.

An entry with its origin takes 1.5 µs to make, what it says 0.2; the sheets of rows ask for 12 of each row.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import Row
from compiler.domain.cells import Content
from compiler.domain.entry import State

_NOTHING_THERE = (State.ABSENT, State.BLANK)


def said_down(rows: Sequence[Row], key: str) -> list[Content]:
    """What each row says as `entry` has it: as approved where the plan has the column and a value, else as returned."""
    return [_said(row, key) for row in rows]


def _said(row: Row, key: str) -> Content:
    approved = row.planned.said(key) if row.planned is not None else None
    if approved and (isinstance(approved, str) or approved[1] not in _NOTHING_THERE):
        return approved
    returned = row.returned.said(key) if row.returned is not None else None
    if returned is not None and (isinstance(returned, str) or returned[1] is not State.ABSENT):
        return returned
    return (approved if row.planned is not None else row.record.said(key)) or ""
