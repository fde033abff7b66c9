"""Looking rows up by what they say, in little room: 12 bytes each, and nothing kept of what was said.

As a dictionary of keys with tuples of rows it takes some 250 bytes a row, and holds on to the words of all cells.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain, compress, count, islice, pairwise, repeat
from operator import and_, eq, ne, rshift, sub
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Index(Generic[K]):
    """The numbers that stand under each key, in the order in which they were put in.

    Of a key its hash is held, of 64 bits: that two of a million keys share one is less likely than one in ten million.
    """

    __slots__ = ("_in_order", "_marks", "_numbers")

    def __init__(self, pairs: Iterable[tuple[K, int]] = ()) -> None:
        self._marks, self._numbers, self._in_order = array("q"), array("i"), True
        for key, number in pairs:
            self.add(key, number)

    def extend(self, keys: Iterable[K], numbers: Iterable[int]) -> None:
        """Put numbers under keys, as many as there are of these: the quick way for many."""
        self._marks.extend(map(hash, keys))
        self._numbers.extend(numbers)
        self._in_order = False

    def add(self, key: K, number: int) -> None:
        """Put a number under a key."""
        self._marks.append(hash(key))
        self._numbers.append(number)
        self._in_order = False

    def __contains__(self, key: K) -> bool:
        if not self._in_order:
            self._put_in_order()
        marks, mark = self._marks, hash(key)
        at = bisect_left(marks, mark)
        return at < len(marks) and marks[at] == mark

    def __getitem__(self, key: K) -> Sequence[int]:
        """The numbers under a key; none where there is no such key."""
        if not self._in_order:
            self._put_in_order()
        marks, mark = self._marks, hash(key)
        end = at = bisect_left(marks, mark)
        many = len(marks)
        while end < many and marks[end] == mark:
            end += 1
        return self._numbers[at:end]

    def __bool__(self) -> bool:
        return bool(self._marks)

    def groups(self, several: bool = False) -> Iterator[Sequence[int]]:
        """The numbers under each key, or under each that has `several`, in the order of the first under each."""
        if not self._in_order:
            self._put_in_order()
        marks = self._marks
        alike = map(eq, marks, islice(marks, 1, None)) if several else repeat(True, len(marks))
        first = map(ne, marks, chain((None,), marks))
        for begin in sorted(compress(count(), map(and_, first, alike)), key=self._numbers.__getitem__):
            end = begin + 1
            while end < len(marks) and marks[end] == marks[begin]:
                end += 1
            yield self._numbers[begin:end]

    def _put_in_order(self) -> None:
        """Put the marks in their order, and the numbers in the same."""
        order, marks, numbers = _sorted(self._marks), self._marks, self._numbers
        self._marks = array("q", map(marks.__getitem__, order))
        self._numbers = array("i", map(numbers.__getitem__, order))
        self._in_order = True


class Places:
    """The number of each of some rows, counted from 0, by the row itself."""

    __slots__ = ("_marks", "_numbers")

    def __init__(self, rows: Iterable[object]) -> None:
        marks = array("Q", map(id, rows))
        self._numbers = array("i", _sorted(marks))
        self._marks = array("Q", map(marks.__getitem__, self._numbers))

    def __getitem__(self, row: object) -> int:
        """The number of a row; -1 where it is none of them."""
        mark, marks = id(row), self._marks
        at = bisect_left(marks, mark)
        return self._numbers[at] if at < len(marks) and marks[at] == mark else -1


class Runs:
    """Whole numbers, held as the runs that they are of."""

    __slots__ = ("_first", "_last")

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._first: list[int] = []
        self._last: list[int] = []
        for number in numbers:
            self.add(number)

    def add(self, number: int) -> None:
        """Put a number among them: into the run that it is next to, or as a run of its own."""
        first, last = self._first, self._last
        after = bisect_right(first, number)
        if after and number <= last[after - 1]:
            return
        ends, begins = after and last[after - 1] == number - 1, after < len(first) and first[after] == number + 1
        if ends and begins:
            del first[after], last[after - 1]
        elif ends:
            last[after - 1] = number
        elif begins:
            first[after] = number
        else:
            first.insert(after, number)
            last.insert(after, number)

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self._first, number) - 1
        return at >= 0 and number <= self._last[at]

    def __len__(self) -> int:
        return sum(self._last) - sum(self._first) + len(self._first)

    @property
    def least(self) -> int:
        """The least of them; IndexError where there is none."""
        return self._first[0]

    @property
    def most(self) -> int:
        """The greatest of them; IndexError where there is none."""
        return self._last[-1]

    def among(self, run: range) -> int:
        """How many of them are among numbers that follow each other."""
        runs = zip(self._first, self._last, strict=True)
        return sum(max(min(last, run.stop - 1) - max(first, run.start) + 1, 0) for first, last in runs)

    def after(self, number: int) -> int:
        """The next of them after a number that is none of them; IndexError where it is beyond the greatest."""
        return self._first[bisect_right(self._first, number)]


_PARTS = 6
"""Marks are put in order in 64 parts, by their first bits: all at once it takes 80 bytes each."""


def _sorted(marks: Sequence[int]) -> Sequence[int]:
    """The places of marks in the order of these; of one mark as they stand."""
    least, order = min(marks, default=0), array("i")
    few = max((max(marks, default=0) - least).bit_length() - _PARTS, 0)
    parts = [array("i") for _ in range(1 << _PARTS)]
    put = [part.append for part in parts]
    for place, part_of in enumerate(map(rshift, map(sub, marks, repeat(least)), repeat(few))):
        put[part_of](place)
    for part in parts:
        order.extend(sorted(part, key=marks.__getitem__))
    return order


def together(rows: Sequence[T], key: Callable[[T], str]) -> list[list[T]]:
    """The rows that share a key with others, each group in their order, by the first of each; '' is no key.

    The keys of all rows are never held at once: those that may be shared are asked for a second time.
    """
    marks = array("q", (hash(each) if (each := key(row)) else 0 for row in rows))
    often = {mark for mark, after in pairwise(sorted(marks)) if mark == after and mark}
    found: dict[str, list[T]] = {}
    for mark, row in zip(marks, rows, strict=True):
        if mark in often:
            found.setdefault(key(row), []).append(row)
    return [same for same in found.values() if len(same) > 1]
