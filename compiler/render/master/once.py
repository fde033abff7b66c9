"""What many cells of a column ask, answered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

A = TypeVar("A")
K = TypeVar("K")


class Once(dict[K, A], Generic[K, A]):
    """The answers to a question by what it is about, each worked out when it is first asked for."""

    def __init__(self, answer: Callable[[K], A]) -> None:
        self._answer = answer

    def __missing__(self, about: K) -> A:
        answer = self[about] = self._answer(about)
        return answer
