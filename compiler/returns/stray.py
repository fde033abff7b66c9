"""Values that stand alone, far from everything else on their sheet: a slip of the hand, never a row of a return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compiler.domain.book import Cell
from compiler.returns.grid import Grid

_FAR_ROWS, _FAR_COLUMNS = 500, 100
"""Real tables have gaps of up to a dozen rows inside; this is well beyond them."""

_FEW = 20
"""More values than this beyond a gap are a second table, however far down it is."""


def strays(rows: Mapping[int, Mapping[int, Cell]]) -> list[tuple[int, int]]:
    """Row and column of each stray value; `rows` in the order of their numbers."""
    below = _beyond(rows, _FAR_ROWS)
    columns = rows.columns if isinstance(rows, Grid) else sorted(set().union(*rows.values()))
    right = _beyond(columns, _FAR_COLUMNS)
    if below is None and right is None:
        return []
    lower = [(row, column) for row in rows if below and row >= below for column in rows[row]]
    further = [(row, column) for row, cells in rows.items() if right for column in cells if column >= right]
    return sorted({place for places in (lower, further) if len(places) <= _FEW for place in places})


def _beyond(numbers: Iterable[int], far: int) -> int | None:
    """The first number after a gap of more than `far`; None if there is no such gap."""
    last = 0
    for number in numbers:
        if number - last > far:
            return number
        last = number
    return None
