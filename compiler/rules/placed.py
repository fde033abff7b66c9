"""Where the rows of workbooks stand among all of them, and which have a reference, in little room."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
        for reference, number in _own(books):
            self._index.add(reference, number)
            self.numbers.setdefault(reference.scheme, Runs()).add(reference.number[0])

    def __contains__(self, reference: Reference) -> bool:
        return reference in self._index

    def rows(self, reference: Reference) -> tuple[Record, ...]:
        """The rows that have a reference."""
        return tuple(map(self._placed.row, self._index[reference]))


def _own(books: Iterable[Return]) -> Iterator[tuple[Reference, int]]:
    """The references of rows, each with the number of its row."""
    every = chain.from_iterable(down(book.records, "reference") for book in books)
    for number, content in enumerate(every):
        read = content[2] if type(content) is tuple else None
        for reference in read.references if isinstance(read, ReferenceList) else ():
            yield reference, number
