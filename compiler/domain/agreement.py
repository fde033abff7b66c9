"""Whether two rows that carry one reference are the same piece of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from compiler.domain.text import fold

T = TypeVar("T")

_ALIKE = 0.75


def same_words(one: str, other: str) -> bool:
    """Whether two wordings are the same but for small changes: a code that is re-used for other words is not."""
    first, second = fold(one), fold(other)
    return first == second or _ratio(first, second) >= _ALIKE


def _ratio(first: str, second: str) -> float:
    from difflib import SequenceMatcher  # 1 ms that few checks need

    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """The rows by a key, in their order; rows whose key is '' are left out."""
    groups: dict[str, list[T]] = {}
    for row in rows:
        name = key(row)
        if name:
            groups.setdefault(name, []).append(row)
    return groups
