"""Which rows of a return are which rows of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.domain.frozen import dataclass
from compiler.domain.pairing import Pair, any_pairs_of, in_no_pair, pairs_of
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return

__all__ = ["KINDS", "Matched", "Pair", "matched", "paired"]

KINDS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of the plans that a return has not got, and its rows that the plans have not got."""

    missing: tuple[Record, ...] = ()
    added: tuple[Record, ...] = ()


def matched(book: Return, own: Sequence[Record]) -> Matched:
    """Hold a return against the plans' rows that its division answers for: by the row's mark, its reference, its words.

    Rows of a tier for which there is no plan at all are left out: nothing can be said of them. Of a plan that is there
    twice a row is missing only if both copies have it, and added only if neither has.
    """
    tiers = {record.plan for record in own}
    returned = [record for record in book.records if record.kind in KINDS and record.plan in tiers]
    held = [in_no_pair(planned, returned) for planned in _copies([record for record in own if record.kind in KINDS])]
    missing, added = held[0]
    for lost, more in held[1:]:
        missing = tuple(pair.before for pair in any_pairs_of(missing, lost))
        added = tuple(record for record in added if any(record is each for each in more))
    return Matched(missing, added)


def _copies(planned: Sequence[Record]) -> list[list[Record]]:
    """The rows of the plans; of a tier that two workbooks hold, those of the first, and then again of the second."""
    books: dict[str, list[str]] = {}
    for record in planned:
        held = books.setdefault(record.plan, [])
        if record.workbook not in held:
            held.append(record.workbook)
    most = max(map(len, books.values()), default=1)
    chosen = [{tier: held[min(n, len(held) - 1)] for tier, held in books.items()} for n in range(most)]
    return [[r for r in planned if r.workbook == chosen_of[r.plan]] for chosen_of in chosen]


def paired(before: Sequence[Record], now: Sequence[Record]) -> tuple[Pair, ...]:
    """The actions, indicators and risks that stand in both workbooks: the plan or the return before, and this one."""
    return pairs_of(*([record for record in rows if record.kind in KINDS] for rows in (before, now)))
