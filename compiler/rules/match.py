"""Which rows of a return are which rows of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from compiler.domain.agreement import grouped
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return
from compiler.domain.text import fold

_KINDS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of the plans that a return has not got, and its rows that the plans have not got."""

    missing: tuple[Record, ...] = ()
    added: tuple[Record, ...] = ()


def matched(book: Return, plans: Sequence[Return]) -> Matched:
    """Hold a return against the plans that its division answers for: by the row's mark, its reference, its words.

    Rows of a tier for which there is no plan at all are left out: nothing can be said of them.
    """
    planned = [r for plan in plans for r in plan.records if r.kind in _KINDS and r.division == book.division]
    tiers = {r.plan for plan in plans for r in plan.records if r.division == book.division}
    returned = [record for record in book.records if record.kind in _KINDS and record.plan in tiers]
    missing, added = planned, returned
    for key in (_mark, _reference, _words):
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


def _reference(record: Record) -> str:
    return _within(record, record.text("reference"))


def _words(record: Record) -> str:
    return _within(record, record.text("action") or record.text("definition") or record.text("risk"))


def _within(record: Record, name: str) -> str:
    """A name by which a row is known among those of its kind and tier; '' where it has none."""
    return "\x1f".join((record.kind.value, record.plan, fold(name))) if name else ""
