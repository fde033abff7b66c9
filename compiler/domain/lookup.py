"""Looking rows up by what they say, in little room: 12 bytes each, and nothing kept of what was said.

As a dictionary of keys with tuples of rows it takes some 250 bytes a row, and holds on to the words of all cells.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Index(Generic[K]):
    """The numbers that stand under each key, in the order in which they were put in.

    Of a key its hash is held, of 64 bits: that two of a million keys share one is less likely than one in ten million.
    """

    __slots__ = ("_marks", "_numbers")

    def __init__(self, pairs: Iterable[tuple[K, int]]) -> None:
        marks, numbers = array("q"), array("i")
        for key, number in pairs:
            marks.append(hash(key))
            numbers.append(number)
        order = _sorted(marks)
        self._marks = array("q", map(marks.__getitem__, order))
        self._numbers = array("i", map(numbers.__getitem__, order))

    def __contains__(self, key: K) -> bool:
        marks, mark = self._marks, hash(key)
        at = bisect_left(marks, mark)
        return at < len(marks) and marks[at] == mark

    def __getitem__(self, key: K) -> Sequence[int]:
        """The numbers under a key; none where there is no such key."""
        marks, mark = self._marks, hash(key)
        end = at = bisect_left(marks, mark)
        while end < len(marks) and marks[end] == mark:
            end += 1
        return self._numbers[at:end]

    def __bool__(self) -> bool:
        return bool(self._marks)


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

    def __init__(self, numbers: Iterable[int]) -> None:
        self._first: list[int] = []
        self._last: list[int] = []
        for number in sorted(numbers):
            if self._last and number <= self._last[-1] + 1:
                self._last[-1] = number
            else:
                self._first.append(number)
                self._last.append(number)

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


def _sorted(marks: Sequence[int]) -> list[int]:
    """The places of marks in the order of these; of one mark as they stand."""
    return sorted(range(len(marks)), key=marks.__getitem__)


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
