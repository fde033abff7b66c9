"""Which rows of a return are which rows of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from compiler.domain.agreement import grouped, same_words
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return
from compiler.domain.text import fold

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


@dataclass(frozen=True, slots=True)
class Pair:
    """One row in two workbooks: the plan or the return before, and this period's return."""

    before: Record
    now: Record


def paired(before: Sequence[Record], now: Sequence[Record]) -> tuple[Pair, ...]:
    """The rows that stand in both workbooks: by their mark, or by a reference that each has once, in like words."""
    old = [record for record in before if record.kind in KINDS]
    new = [record for record in now if record.kind in KINDS]
    found: list[Pair] = []
    for key in (_mark, _named):
        held, wanted = _once(old, key), _once(new, key)
        pairs = [Pair(held[name], record) for name, record in wanted.items() if name in held]
        found += [pair for pair in pairs if pair.before.kind is pair.now.kind and (key is _mark or _alike(pair))]
        taken = {id(record) for pair in found for record in (pair.before, pair.now)}
        old, new = [r for r in old if id(r) not in taken], [r for r in new if id(r) not in taken]
    places = {id(pair.now): pair for pair in found}
    return tuple(places[id(record)] for record in now if id(record) in places)


def _once(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, Record]:
    """The rows whose key no other row has."""
    return {name: same[0] for name, same in grouped(records, key).items() if len(same) == 1}


def _named(record: Record) -> str:
    """A reference or, where there is none, the words."""
    return "\x1f".join((_reference(record), fold(record.text("held")))) if _reference(record) else _words(record)


def _alike(pair: Pair) -> bool:
    """Whether the two rows say the same but for small changes; a reference may be given to other work."""
    one, other = (r.text("action") or r.text("definition") or r.text("risk") for r in (pair.before, pair.now))
    return not one or not other or same_words(one, other)
