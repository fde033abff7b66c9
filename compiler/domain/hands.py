"""Whose hands do work that falls into pieces: one pair does them in turn, several pairs share them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Hands(Protocol):
    """Does pieces of work of which none needs another done: what came of each, in their order.

    They change nothing, but for what is only remembered.
    """

    def __call__(self, pieces: Iterable[Callable[[], T]], /) -> Iterator[T]:
        """Do them."""


def in_turn(pieces: Iterable[Callable[[], T]], /) -> Iterator[T]:
    """Do one after the other, each when it is asked for."""
    return (piece() for piece in pieces)
