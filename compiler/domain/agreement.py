"""Whether two rows that carry one reference are the same piece of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import TypeVar

from compiler.domain.text import fold

T = TypeVar("T")

_ALIKE = 0.75


def same_words(one: str, other: str) -> bool:
    """Whether two wordings are the same but for small changes: a code that is re-used for other words is not."""
    first, second = fold(one), fold(other)
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """The rows by a key, in their order; rows whose key is '' are left out."""
    groups: dict[str, list[T]] = {}
    for row in rows:
        name = key(row)
        if name:
            groups.setdefault(name, []).append(row)
    return groups
