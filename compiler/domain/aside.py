"""Rows put aside while nobody looks at them: of very many workbooks only those last looked at are held in memory.

What the cells of a sheet say is packed column by column; a column is taken back when one of its cells is asked for.
"""

from __future__ import annotations

import marshal
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, cast

from compiler.domain.entry import State
from compiler.domain.reference import Reference, ReferenceList

if TYPE_CHECKING:
    from compiler.domain.cells import Block, Content

_SHEETS = 256
"""So many sheets are held in memory: those of some 64 workbooks."""
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

    def put(self, columns: Iterable[Sequence[Content]]) -> Aside | None:
        """Put the columns of a sheet aside; None where there is no room for them."""
        made = list(map(packed, columns))
        start = self._store.put(b"".join(data for _, data in made))
        return None if start is None else Aside(self._store, start, made)


class Aside:
    """The columns of a sheet that lie in a store."""

    __slots__ = ("_ends", "_how", "_start", "_store")

    def __init__(self, store: Store, start: int, made: Sequence[Packed]) -> None:
        self._store, self._start = store, start
        self._how = bytes(how for how, _ in made)
        self._ends = array("I", accumulate((len(data) for _, data in made), initial=0))

    @property
    def places(self) -> Iterator[int]:
        """The columns that lie there, by their places in a row."""
        return (place for place, how in enumerate(self._how) if how)

    def column(self, place: int) -> tuple[Content, ...]:
        """What a column says."""
        begin, end = self._ends[place : place + 2]
        return _UNPACKED[self._how[place]](self._store.get(self._start + begin, end - begin))


def packed(column: Sequence[Content]) -> Packed:
    """What a column says, packed; nothing where it takes less as it is, or holds what cannot be told in plain words."""
    if set(map(type, column)) <= {str}:
        words = cast("Sequence[str]", column)
        whole = "\0".join(words)
        few = len(set(words)) <= _FEW or whole.count("\0") != len(words) - 1
        return (_AS_IT_IS, b"") if few else (_WORDS, whole.encode("utf-8", "surrogatepass"))
    plain = [_plain(each) for each in column]
    return (_AS_IT_IS, b"") if None in plain else (_REFERENCES, marshal.dumps(plain))


def _plain(content: Content) -> object | None:
    """A cell of references in plain words: as typed, and each as its family, numbers and printed form."""
    if isinstance(content, str):
        return content
    raw, state, value, notes, problem = content
    if state is not State.VALUE or notes or problem or type(value) is not ReferenceList:
        return None
    return (raw, tuple(map(tuple, value.references))) if value == ReferenceList(raw, value.references) else None


def _words(data: bytes) -> tuple[Content, ...]:
    return tuple(data.decode("utf-8", "surrogatepass").split("\0"))


def _references(data: bytes) -> tuple[Content, ...]:
    value, new = State.VALUE, Reference._make
    return tuple(
        [
            each if type(each) is str else (each[0], value, ReferenceList(each[0], tuple(map(new, each[1]))), (), "")
            for each in marshal.loads(data)
        ]
    )


_UNPACKED: dict[int, Callable[[bytes], tuple[Content, ...]]] = {_WORDS: _words, _REFERENCES: _references}
