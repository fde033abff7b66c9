"""Which rows of a return are which rows of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from compiler.domain.agreement import grouped
from compiler.domain.pairing import Pair, pairs_of, reference_of, words_of
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return

__all__ = ["KINDS", "Matched", "Pair", "matched", "paired"]

KINDS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of the plans that a return has not got, and its rows that the plans have not got."""

    missing: tuple[Record, ...] = ()
    added: tuple[Record, ...] = ()


def matched(book: Return, plans: Sequence[Return]) -> Matched:
    """Hold a return against the plans that its division answers for: by the row's mark, its reference, its words.

    Rows of a tier for which there is no plan at all are left out: nothing can be said of them.
    """
    planned = [r for plan in plans for r in plan.records if r.kind in KINDS and r.division == book.division]
    tiers = {r.plan for plan in plans for r in plan.records if r.division == book.division}
    returned = [record for record in book.records if record.kind in KINDS and record.plan in tiers]
    missing, added = planned, returned
    for key in (_mark, reference_of, words_of):
        missing, added = _unpaired(missing, added, key)
    return Matched(tuple(missing), tuple(added))


def _unpaired(
    planned: list[Record], returned: list[Record], key: Callable[[Record], str]
) -> tuple[list[Record], list[Record]]:
    """The rows on both sides that find no partner of the same key; rows without the key find none."""
    held = grouped(returned, key)
    paired: set[int] = set()
    missing = []
    for record in planned:
        same = held.get(key(record))
        if same:
            paired.add(id(same.pop(0)))
        else:
            missing.append(record)
    return missing, [record for record in returned if id(record) not in paired]


def _mark(record: Record) -> str:
    return record.identity


def paired(before: Sequence[Record], now: Sequence[Record]) -> tuple[Pair, ...]:
    """The actions, indicators and risks that stand in both workbooks: the plan or the return before, and this one."""
    return pairs_of(*([record for record in rows if record.kind in KINDS] for rows in (before, now)))
