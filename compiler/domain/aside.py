"""Rows put aside while nobody looks at them: of very many workbooks only those last looked at are held in memory.

What the cells of a sheet say is packed column by column; a column is taken back when one of its cells is asked for.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, cast

from compiler.domain import cited

if TYPE_CHECKING:
    from compiler.domain.cells import Block, Content

_SHEETS = 64
"""So many sheets are held in memory: those of some 16 workbooks, a plan and a return of each of 8 divisions."""
_FEW = 4
"""A column of so many wordings takes less as it is than packed and looked for."""
_AS_IT_IS, _WORDS, _REFERENCES = range(3)

Packed = tuple[int, bytes]
"""How a column is packed, and what it says."""


class Store(Protocol):
    """Where packed columns lie. It is handed nothing that it does not give back, and belongs to one process."""

    def put(self, data: bytes) -> int | None:
        """Put something there: where it begins; None where it cannot be taken."""

    def get(self, start: int, length: int) -> bytes:
        """What was put there."""


class Shelf:
    """The sheets whose cells are held in memory: beyond the `most` of them the one longest there is put aside."""

    def __init__(self, store: Store, most: int | None = None) -> None:
        self._store, self._most = store, _SHEETS if most is None else most
        self._held: OrderedDict[int, Block] = OrderedDict()

    def hold(self, block: Block) -> None:
        """Hold a sheet whose cells are in memory."""
        self._held[id(block)] = block
        while len(self._held) > self._most:
            self._held.popitem(last=False)[1].put_aside()

    def put(self, packed: Aside) -> Aside | None:
        """Put the packed columns of a sheet into the store; None where there is no room for them."""
        start = self._store.put(packed.data)
        return None if start is None else packed.lying(self._store, start)


class Parcel:
    """Packed columns that are in memory: those that come from another process, or go there."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    def put(self, data: bytes) -> int | None:
        """Nothing is added."""
        return None

    def get(self, start: int, length: int) -> bytes:
        """What lies there."""
        return self._data[start : start + length]


class Aside:
    """The columns of a sheet, packed in a store; `ends` says where each begins from the start, and where all end.

    Sent to another process they are in memory there.
    """

    __slots__ = ("_ends", "_how", "_start", "_store")

    def __init__(self, store: Store, start: int, how: bytes, ends: Iterable[int]) -> None:
        self._store, self._start, self._how, self._ends = store, start, how, array("I", ends)

    @staticmethod
    def of(columns: Iterable[Sequence[Content]]) -> Aside:
        """Columns that are packed, as far as they can be."""
        made = list(map(packed, columns))
        ends = accumulate((len(data) for _, data in made), initial=0)
        return Aside(Parcel(b"".join(data for _, data in made)), 0, bytes(how for how, _ in made), ends)

    def __reduce__(self) -> tuple[object, ...]:
        return _sent, (self._how, tuple(self._ends), self.data)

    @property
    def many(self) -> int:
        """How many columns the sheet has, packed or not."""
        return len(self._how)

    @property
    def data(self) -> bytes:
        """All of the packed columns."""
        return self._store.get(self._start, self._ends[-1])

    def lying(self, store: Store, start: int) -> Aside:
        """The same where they lie elsewhere."""
        return Aside(store, start, self._how, self._ends)

    @property
    def places(self) -> Iterator[int]:
        """The columns that lie there, by their places in a row."""
        return (place for place, how in enumerate(self._how) if how)

    def column(self, place: int) -> tuple[Content, ...]:
        """What a column says."""
        begin, end = self._ends[place : place + 2]
        return _UNPACKED[self._how[place]](self._store.get(self._start + begin, end - begin))


def _sent(how: bytes, ends: tuple[int, ...], data: bytes) -> Aside:
    return Aside(Parcel(data), 0, how, ends)


def packed(column: Sequence[Content]) -> Packed:
    """What a column says, packed; nothing where it takes less as it is, or holds more than words or references."""
    if set(map(type, column)) <= {str}:
        words = cast("Sequence[str]", column)
        whole = "\0".join(words)
        few = len(set(words)) <= _FEW or whole.count("\0") != len(words) - 1
        return (_AS_IT_IS, b"") if few else (_WORDS, whole.encode("utf-8", "surrogatepass"))
    references = cited.packed(column)
    return (_AS_IT_IS, b"") if references is None else (_REFERENCES, references)


def _words(data: bytes) -> tuple[Content, ...]:
    return tuple(data.decode("utf-8", "surrogatepass").split("\0"))


_UNPACKED: dict[int, Callable[[bytes], tuple[Content, ...]]] = {_WORDS: _words, _REFERENCES: cited.unpacked}
