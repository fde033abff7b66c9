"""What stands in the cells of a column of a department's rows, without the entries and places that tell their origin.

An entry with its origin takes 1.5 µs to make, what it says 0.2; the sheets of rows ask for 12 of each row.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import Row
from compiler.domain.cells import Content
from compiler.domain.entry import State
from compiler.domain.record import down

_NOTHING_THERE = (State.ABSENT, State.BLANK)


def said_down(rows: Sequence[Row], key: str) -> list[Content]:
    """What each row says as `entry` has it: as approved where the plan has the column and a value, else as returned."""
    found = down([row.planned for row in rows], key)
    left = [at for at, said in enumerate(found) if not said or (type(said) is tuple and said[1] in _NOTHING_THERE)]
    returned = down([rows[at].returned for at in left], key)
    for at, said in zip(left, returned, strict=True):
        if said is not None and (type(said) is not tuple or said[1] is not State.ABSENT):
            found[at] = said
        elif rows[at].planned is None:
            found[at] = rows[at].record.said(key)
    return [said or "" for said in found]
