"""What was worked out of words, remembered for the next time that they are met, and let go of when a stage is over.

Such answers can always be worked out again. Of many workbooks they are as much as all that these say: what one stage
asks of their words, the next does not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_FORGET: list[Callable[[], None]] = []


def remembered(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember the last answers of a function, so many of them; its arguments are hashed."""

    def of(function: Callable[P, T]) -> Callable[P, T]:
        held = lru_cache(maxsize=maxsize)(function)
        _FORGET.append(held.cache_clear)
        return held  # type: ignore[return-value]

    return of


def forget() -> None:
    """Let go of every answer that is remembered."""
    for each in _FORGET:
        each()
