"""Which rows of two workbooks are one row: by what names a row, surest first, never by where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from compiler.domain.agreement import grouped, same_words
from compiler.domain.frozen import dataclass
from compiler.domain.record import Record
from compiler.domain.text import fold

Key = Callable[[Record], str]
_WORDED = ("action", "definition", "risk")
_NAMED_BY = (*_WORDED, "block", "number", "what", "table", "line", "measure")


@dataclass(frozen=True, slots=True)
class Pair:
    """One row in two workbooks: the earlier of them, and the later."""

    before: Record
    now: Record


def pairs_of(before: Sequence[Record], now: Sequence[Record]) -> tuple[Pair, ...]:
    """The rows that stand in both workbooks, in the order of the later: by their mark, or by a reference that each has
    once, in like words. A row that stands twice in either is left out."""
    return _in_order(_sure(before, now)[0], now)


def nearest_pairs_of(before: Sequence[Record], now: Sequence[Record]) -> tuple[Pair, ...]:
    """The same, and then rows that only their words, or a name that they share with others, tell to be one row.

    Of rows that stand twice the first is paired with the first, so that only the further ones are left over.
    """
    return _in_order(_nearest(before, now)[0], now)


def any_pairs_of(before: Sequence[Record], now: Sequence[Record]) -> tuple[Pair, ...]:
    """The same, and then rows that have one reference, whatever their words: what is left over has no other half."""
    return _in_order(_any(before, now)[0], now)


def in_no_pair(before: Sequence[Record], now: Sequence[Record]) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The rows of the earlier workbook, and those of the later, that are in none of any pairs."""
    _, old, new = _any(before, now)
    return tuple(old), tuple(new)


def left_over(
    before: Sequence[Record], now: Sequence[Record], pairs: Iterable[Pair]
) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The rows of the earlier workbook, and those of the later, that are in none of the pairs."""
    found = tuple(pairs)
    return tuple(_left(before, found, _BEFORE)), tuple(_left(now, found, _NOW))


_Paired = tuple[list[Pair], list[Record], list[Record]]
"""The pairs that were found, and the rows of either workbook that are in none of them."""


def _any(before: Sequence[Record], now: Sequence[Record]) -> _Paired:
    nearest, old, new = _nearest(before, now)
    if not (old and new):
        return nearest, old, new
    found = list(_in_order(nearest, now))
    held = grouped(old, reference_of)
    found += [Pair(same.pop(0), record) for record in new if (same := held.get(reference_of(record), []))]
    return found, _left(old, found, _BEFORE), _left(new, found, _NOW)


def _nearest(before: Sequence[Record], now: Sequence[Record]) -> _Paired:
    found, old, new = _sure(before, now)
    for key in (_mark, name_of, words_of):
        if not (old and new):
            break
        held = grouped(old, key)
        for record in new:
            same = held.get(key(record), [])
            if same and (key is not name_of or _alike(Pair(same[0], record))):
                found.append(Pair(same.pop(0), record))
        old, new = _left(old, found, _BEFORE), _left(new, found, _NOW)
    return found, old, new


def _sure(before: Sequence[Record], now: Sequence[Record]) -> _Paired:
    old, new = list(before), list(now)
    found: list[Pair] = []
    for key in (_mark, name_of):
        if not (old and new):
            break
        held, wanted = _once(old, key), _once(new, key)
        pairs = [Pair(held[name], record) for name, record in wanted.items() if name in held]
        found += [pair for pair in pairs if pair.before.kind is pair.now.kind and (key is _mark or _alike(pair))]
        old, new = _left(old, found, _BEFORE), _left(new, found, _NOW)
    return found, old, new


def _left(records: Iterable[Record], found: Iterable[Pair], side: Callable[[Pair], Record]) -> list[Record]:
    taken = set(map(id, map(side, found)))
    return [record for record in records if id(record) not in taken]


_BEFORE, _NOW = attrgetter("before"), attrgetter("now")


def _in_order(found: Iterable[Pair], now: Iterable[Record]) -> tuple[Pair, ...]:
    places = {id(pair.now): pair for pair in found}
    return tuple(places[id(record)] for record in now if id(record) in places)


def _once(records: Iterable[Record], key: Key) -> dict[str, Record]:
    """The rows whose key no other row has."""
    return {name: same[0] for name, same in grouped(records, key).items() if len(same) == 1}


def _mark(record: Record) -> str:
    return record.identity


def reference_of(record: Record) -> str:
    """The reference by which a row is known among those of its kind and tier; '' where it has none."""
    return _within(record, record.text("reference"))


def words_of(record: Record) -> str:
    """The words by which a row is known among those of its kind and tier; '' where it has none."""
    return _within(record, _named_by(record, _WORDED) or " ".join(filter(None, map(record.text, _NAMED_BY))))


def name_of(record: Record) -> str:
    """A reference or, where there is none, the words."""
    reference = reference_of(record)
    return "\x1f".join((reference, fold(record.text("held")))) if reference else words_of(record)


def _named_by(record: Record, keys: Iterable[str]) -> str:
    return next((words for key in keys if (words := record.text(key))), "")


def _within(record: Record, name: str) -> str:
    return "\x1f".join((record.kind.value, record.plan, fold(name))) if name else ""


def _alike(pair: Pair) -> bool:
    """Whether the two rows say the same but for small changes; a reference may be given to other work."""
    one, other = (_named_by(record, _WORDED) for record in (pair.before, pair.now))
    return not one or not other or same_words(one, other)
