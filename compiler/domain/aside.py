"""Rows put aside while nobody looks at them: of very many workbooks only those last looked at are held in memory.

What the cells of a sheet say is packed column by column; a column is taken back when one of its cells is asked for.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, count
from typing import TYPE_CHECKING, Protocol, cast

from compiler.domain import cited

if TYPE_CHECKING:
    from compiler.domain.cells import Block, Content

_SHEETS = 64
"""So many sheets are held in memory: those of some 16 workbooks, a plan and a return of each of 8 divisions."""
_FEW = 4
"""A column of so many wordings takes less as it is than packed and looked for."""
_AS_IT_IS, _WORDS, _REFERENCES, _ALIKE = range(4)
_MOST_ALIKE = 1 << 16
"""So many contents that cells share have a number; a column with others stays as it is."""

Packed = tuple[int, bytes]
"""How a column is packed, and what it says."""


class Store(Protocol):
    """Where packed columns lie. It is handed nothing that it does not give back, and belongs to one process."""

    def put(self, data: bytes) -> int | None:
        """Put something there: where it begins; None where it cannot be taken."""

    def get(self, start: int, length: int) -> bytes:
        """What was put there."""


class Alike:
    """What many cells say, dates and ratings above all, each of which has a number; they are held once anyway."""

    __slots__ = ("_numbers", "contents")

    def __init__(self) -> None:
        self.contents: list[Content] = []
        self._numbers: dict[int, int] = {}

    def numbers(self, column: Sequence[Content]) -> bytes | None:
        """The numbers of what a column says; None where there are no more numbers for it."""
        ids = list(map(id, column))
        new = {each: content for each, content in zip(ids, column, strict=True) if each not in self._numbers}
        if len(self.contents) + len(new) > _MOST_ALIKE:
            return None
        self._numbers.update(zip(new, count(len(self.contents))))
        self.contents.extend(new.values())
        return array("H", map(self._numbers.__getitem__, ids)).tobytes()

    def column(self, numbers: bytes) -> tuple[Content, ...]:
        """What the contents of these numbers say."""
        return tuple(map(self.contents.__getitem__, memoryview(numbers).cast("H")))


class Shelf:
    """The sheets whose cells are held in memory: beyond the `most` of them the one longest there is put aside."""

    def __init__(self, store: Store, most: int | None = None) -> None:
        self._store, self._most = store, _SHEETS if most is None else most
        self._held: OrderedDict[int, Block] = OrderedDict()
        self._alike = Alike()

    def hold(self, block: Block) -> None:
        """Hold a sheet whose cells are in memory."""
        self._held[id(block)] = block
        while len(self._held) > self._most:
            self._held.popitem(last=False)[1].put_aside()

    def pack(self, columns: Iterable[Sequence[Content]]) -> Aside | None:
        """Put the columns of a sheet aside; None where there is no room for them."""
        return self.put(Aside.of(columns, self._alike))

    def put(self, packed: Aside) -> Aside | None:
        """Put columns that are packed into the store; None where there is no room for them."""
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

    Sent to another process they are in memory there, unless they are `alike` others of this one.
    """

    __slots__ = ("_alike", "_ends", "_how", "_start", "_store")

    def __init__(self, store: Store, start: int, how: bytes, ends: Iterable[int], alike: Alike | None = None) -> None:
        self._store, self._start, self._how, self._ends = store, start, how, array("I", ends)
        self._alike = alike

    @staticmethod
    def of(columns: Iterable[Sequence[Content]], alike: Alike | None = None) -> Aside:
        """Columns that are packed, as far as they can be."""
        made = [packed(column, alike) for column in columns]
        ends = accumulate((len(data) for _, data in made), initial=0)
        return Aside(Parcel(b"".join(data for _, data in made)), 0, bytes(how for how, _ in made), ends, alike)

    @property
    def may_be_sent(self) -> bool:
        """Whether another process can make anything of all that is packed."""
        return _ALIKE not in self._how

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
        return Aside(store, start, self._how, self._ends, self._alike)

    @property
    def places(self) -> Iterator[int]:
        """The columns that lie there, by their places in a row."""
        return (place for place, how in enumerate(self._how) if how)

    def left_of(self, columns: Iterable[tuple[Content, ...] | None]) -> list[tuple[Content, ...] | None]:
        """The columns of a sheet but for those that lie there, None in place of each."""
        return [None if how else column for column, how in zip(columns, self._how, strict=True)]

    def column(self, place: int) -> tuple[Content, ...]:
        """What a column says."""
        begin, end = self._ends[place : place + 2]
        how, data = self._how[place], self._store.get(self._start + begin, end - begin)
        return _UNPACKED[how](data) if self._alike is None or how != _ALIKE else self._alike.column(data)


def _sent(how: bytes, ends: tuple[int, ...], data: bytes) -> Aside:
    return Aside(Parcel(data), 0, how, ends)


def packed(column: Sequence[Content], alike: Alike | None = None) -> Packed:
    """What a column says, packed: words and references, and by numbers what is `alike`; nothing for what else it is."""
    if set(map(type, column)) <= {str}:
        words = cast("Sequence[str]", column)
        whole = "\0".join(words)
        if len(set(words)) > _FEW and whole.count("\0") == len(words) - 1:
            return _WORDS, whole.encode("utf-8", "surrogatepass")
    else:
        references = cited.packed(column)
        if references is not None:
            return _REFERENCES, references
    numbers = alike.numbers(column) if alike is not None else None
    return (_AS_IT_IS, b"") if numbers is None else (_ALIKE, numbers)


def _words(data: bytes) -> tuple[Content, ...]:
    return tuple(data.decode("utf-8", "surrogatepass").split("\0"))


_UNPACKED: dict[int, Callable[[bytes], tuple[Content, ...]]] = {_WORDS: _words, _REFERENCES: cited.unpacked}
