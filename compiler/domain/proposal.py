"""What a return proposes to change in an approved plan, until the members have decided on it."""

from __future__ import annotations

from compiler.domain.frozen import dataclass
from compiler.domain.period import Period
from compiler.domain.record import Entry, Record


@dataclass(frozen=True, slots=True)
class Proposal:
    """One approved cell that a return has otherwise: the row as approved and as returned, and the two cells.

    `heading` is what the column is called. `since` is the earlier period whose return proposed the same already; None
    where it is new in this one.
    """

    approved: Record
    returned: Record
    heading: str
    was: Entry
    to: Entry
    since: Period | None = None
