"""The cells that a figure counts, each made when it is asked for: 8 bytes for each row counted, and not 90."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TypeVar, overload

from compiler.domain.origin import Origin

T = TypeVar("T")
Part = tuple[Sequence[Any], Callable[[Any], Origin]]
"""Some rows, and which cell of each."""


class CellsOf(Sequence[Origin]):
    """One cell of each of some rows; the same as a tuple of them, which is never held.

    The rows handed over are those of the figure: nobody changes them any more.
    """

    __slots__ = ("parts",)

    parts: tuple[Part, ...]

    def __init__(self, of: Sequence[T], where: Callable[[T], Origin]) -> None:
        self.parts = ((of, where),)

    def __add__(self, other: CellsOf) -> CellsOf:
        made = CellsOf.__new__(CellsOf)
        made.parts = (*self.parts, *other.parts)
        return made

    def __len__(self) -> int:
        return sum(len(of) for of, _ in self.parts)

    def __iter__(self) -> Iterator[Origin]:
        return chain.from_iterable(map(where, of) for of, where in self.parts)

    @overload
    def __getitem__(self, at: int) -> Origin: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Origin]: ...

    def __getitem__(self, at: int | slice) -> Origin | Sequence[Origin]:
        if isinstance(at, slice):
            return tuple(self)[at]
        place = at if at >= 0 else at + len(self)
        if not 0 <= place < len(self):
            raise IndexError(at)
        return next(islice(self, place, None))

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sequence) and tuple(self) == tuple(other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def kept(origins: Sequence[Origin]) -> Sequence[Origin]:
    """Cells as a figure has them, which nobody changes any more."""
    return origins if isinstance(origins, CellsOf) else tuple(origins)
