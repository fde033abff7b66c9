"""Where the rows of workbooks stand among all of them, and which have a reference, in little room."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, chain

from compiler.domain.lookup import Index, Places, Runs
from compiler.domain.record import Record, down
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.returned import Return


class Placed:
    """The rows of some workbooks, numbered through from 0."""

    def __init__(self, books: Sequence[Return]) -> None:
        self._books = books
        self._begin = list(accumulate((len(book.records) for book in books), initial=0))

    def row(self, number: int) -> Record:
        """The row of a number."""
        at = bisect_right(self._begin, number) - 1
        return self._books[at].records[number - self._begin[at]]

    def book_of(self, row: Record) -> Return | None:
        """The workbook of which a row is; None where it is of none of them."""
        number = self._places[row]
        return self._books[bisect_right(self._begin, number) - 1] if number >= 0 else None

    @cached_property
    def _places(self) -> Places:
        return Places(chain.from_iterable(book.records for book in self._books))


class OwnReferences:
    """The rows of workbooks by the references that they have as their own, and these' first numbers by family."""

    def __init__(self, books: Sequence[Return]) -> None:
        self._placed, self._index = Placed(books), Index[Reference]()
        self.numbers: dict[str, Runs] = {}
        begin = 0
        for book in books:
            references, numbers = _own(book, begin)
            self._index.extend(references, numbers)
            for scheme, first in dict.fromkeys((each.scheme, each.number[0]) for each in references):
                self.numbers.setdefault(scheme, Runs()).add(first)
            begin += len(book.records)

    def __contains__(self, reference: Reference) -> bool:
        return reference in self._index

    def rows(self, reference: Reference) -> tuple[Record, ...]:
        """The rows that have a reference."""
        return tuple(map(self._placed.row, self._index[reference]))


def _own(book: Return, begin: int) -> tuple[list[Reference], Sequence[int]]:
    """The references of a workbook's rows, with the numbers of these rows, of which the first has this one."""
    found, numbers = list[Reference](), array("i")
    for number, content in enumerate(down(book.records, "reference"), begin):
        read = content[2] if type(content) is tuple else None
        if isinstance(read, ReferenceList):
            found += read.references
            numbers.extend([number] * len(read.references))
    return found, numbers
