"""What the rows of the plans cite of each other by reference, and what nothing cites."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, islice

from compiler.domain.cells import Content
from compiler.domain.frozen import dataclass
from compiler.domain.lookup import Index, Places
from compiler.domain.record import Kind, Record, down
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.text import fold
from compiler.domain.tuples import NamedTuple

Columns = Mapping[Kind, tuple[tuple[str, Kind], ...]]
"""The columns of a kind of row that cite others: the key of each, and the kind of row that it cites."""
_OWN = ("reference", "number")
_CITING = frozenset({Kind.OBJECTIVE, Kind.ACTION, Kind.OUTCOME})
"""The rows that a citation ties something to: a register's row that names actions ties no risk to them by itself."""
_OF_ITS_PLAN = frozenset({Kind.MILESTONE})
_MANY = 256
"""So many rows are looked at together."""
_SHARED = frozenset({Kind.INDICATOR, Kind.RISK})
"""The rows that stand in the tables of several plans under one reference."""


class Citation(NamedTuple):
    """A row that cites others: the row, its column, the kind of row meant, and the rows that have the reference.

    Where the row's own plan has the reference, its row is the one meant; else that of the uppermost plan which has it.
    `number` is that of the reference among the distinct ones of its cell, counted from 0.
    """

    row: Record
    key: str
    of: Kind
    number: int
    rows: tuple[Record, ...] = ()

    @property
    def reference(self) -> Reference:
        """The reference itself, read from the cell."""
        return self.row.read(self.key, ReferenceList).distinct[self.number]  # type: ignore[union-attr]


def own_references(row: Record) -> tuple[Reference, ...]:
    """What a row can be cited by."""
    for key in _OWN:
        read = row.read(key, ReferenceList)
        if read is not None:
            return read.distinct
    return ()


@dataclass(frozen=True)
class Citations:
    """Every citation in the rows of the plans, both ways.

    `columns` say where rows cite others, `rank` how far down a row's plan is. What is held of a citation are the
    numbers of its rows, some 40 bytes: it is made when it is asked for.
    """

    records: Sequence[Record]
    columns: Columns
    rank: Callable[[Record], int]

    @cached_property
    def _places(self) -> Places:
        return Places(self.records)

    def number(self, row: Record) -> int:
        """The number of a row among the records, counted from 0; -1 where it is none of them."""
        return self._places[row]

    def only(self, kind: Kind, reference: Reference) -> tuple[Record, ...]:
        """The rows of a kind that have a reference, and no other, as their own."""
        index = self._own.only.get(kind)
        return tuple(map(self.records.__getitem__, index[reference])) if index is not None else ()

    def alike(self, kind: Kind, several: bool = False) -> Iterator[tuple[Record, ...]]:
        """The rows of a kind that have one and the same reference as their own, of each or of those that `several`
        rows have, in the order of the first of them."""
        index = self._own.only.get(kind)
        for numbers in index.groups(several) if index is not None else ():
            yield tuple(map(self.records.__getitem__, numbers))

    @cached_property
    def _own(self) -> _Own:
        """The rows of each kind by their own references."""
        return self._noted[0]

    @cached_property
    def _noted(self) -> tuple[_Own, _Cells]:
        """What the cells of all rows cite and can be cited by, from one pass over them."""
        own, found = _Own(Index(), {}), _Cells()
        for kind, run in groupby(self.records, lambda row: row.kind):
            while rows := list(islice(run, _MANY)):
                own.add(kind, len(found.rows), rows)
                found.add(self.columns.get(kind, ()), rows)
        return own, found

    @cached_property
    def _cells(self) -> _Cells:
        """What the cells of all rows cite, with the rows that they mean."""
        held, found = self._own.held, self._noted[1]
        found.cited, found.odd = bytearray(len(self.records)), bytearray(len(self.records))
        for number, row in enumerate(self.records):
            for at in found.of(number):
                rows = held[found.marks[at]]
                for each in rows if row.kind in _CITING else ():
                    found.cited[each] = 1
                meant = self._meant(number, row, rows)
                found.meant.extend(meant)
                found.begin.append(len(found.meant))
                of = self.columns[row.kind][found.columns[at]][1]
                if not meant or (of is Kind.ACTION and row.kind in _CITING):
                    found.odd[number] = 1
        for number in found.unread:
            found.odd[number] = 1
        return found

    def _meant(self, number: int, row: Record, held: Sequence[int]) -> Sequence[int]:
        if len(held) == 1 and row.kind not in _OF_ITS_PLAN:
            return () if held[0] == number else held
        rows = [each for each in held if each != number]
        near = [each for each in rows if _of_one_plan(self.records[each], row)]
        return near or (() if row.kind in _OF_ITS_PLAN else self._uppermost(rows))

    def _uppermost(self, rows: Sequence[int]) -> Sequence[int]:
        ranks = [self.rank(self.records[each]) for each in rows]
        least = min(ranks, default=0)
        return [each for each, rank in zip(rows, ranks, strict=True) if rank == least]

    def of(self, row: Record) -> tuple[Citation, ...]:
        """What a row cites, in the order of its columns and of the references in a cell."""
        number, cells = self._places[row], self._cells
        if number < 0:
            return ()
        return tuple([self._citation(each, row) for each in cells.of(number)])

    def under(self, number: int) -> Sequence[int]:
        """The columns under which the row of a number cites others, by their numbers among those of its kind."""
        every = self._cells.of(number)
        return self._cells.columns[every.start : every.stop]

    def is_odd(self, number: int) -> bool:
        """Whether there is anything to look at in what a row cites: what no row has, nobody can read, or an action."""
        return bool(self._cells.odd[number])

    def _citation(self, number: int, row: Record) -> Citation:
        cells = self._cells
        key, of = self.columns[row.kind][cells.columns[number]]
        rows = cells.meant[cells.begin[number] : cells.begin[number + 1]]
        return Citation(row, key, of, cells.places[number], tuple(map(self.records.__getitem__, rows)))

    def _cited_at(self, number: int) -> Record:
        """The row of a citation by the citation's number."""
        return self.records[bisect_right(self._cells.rows, number) - 1]

    @cached_property
    def _to(self) -> Index[int]:
        """The citations that mean each row, by the numbers of both."""
        begin, meant = self._cells.begin, self._cells.meant
        every = range(len(begin) - 1)
        return Index((row, number) for number in every for row in meant[begin[number] : begin[number + 1]])

    @cached_property
    def _of_reference(self) -> Index[int]:
        """The citations of each reference, by the hash of the kind that is meant and the reference."""
        found = Index[int]()
        found.extend(self._cells.marks, range(len(self._cells.marks)))
        return found

    def to(self, row: Record) -> tuple[Citation, ...]:
        """What cites a row; of a row that nothing means by itself, whatever cites its reference."""
        numbers: Sequence[int] = self._to[self._places[row]]
        if not numbers and row.kind in _SHARED:
            marks = (hash((row.kind, reference)) for reference in own_references(row))
            numbers = [number for mark in marks for number in self._of_reference[mark]]
        return tuple([self._citation(number, self._cited_at(number)) for number in numbers])

    def citing(self, kind: Kind, reference: Reference) -> tuple[Record, ...]:
        """The objectives, outcomes and actions that cite a reference, each once, whether any row has it or not."""
        every = map(self._cited_at, self._of_reference[hash((kind, reference))])
        return tuple({id(row): row for row in every if row.kind in _CITING}.values())

    def is_cited(self, kind: Kind, reference: Reference) -> bool:
        """Whether any objective, outcome or action cites a reference, whether any row has it or not."""
        numbers = self._of_reference[hash((kind, reference))]
        return any(self._cited_at(number).kind in _CITING for number in numbers)

    def citing_under(self, key: str, by: Kind, kind: Kind, reference: Reference) -> tuple[Record, ...]:
        """The rows of one kind that cite a reference to another under one of their columns."""
        column, every = self.columns[by].index((key, kind)), self._of_reference[hash((kind, reference))]
        rows = (self._cited_at(number) for number in every if self._cells.columns[number] == column)
        return tuple(row for row in rows if row.kind is by)

    def any_citing(self, kind: Kind) -> bool:
        """Whether any objective, outcome or action cites a row of a kind."""
        return any(each.of is kind for row in self.records if row.kind in _CITING for each in self.of(row))

    def can_be_cited(self, kind: Kind) -> bool:
        """Whether the format has a column in which rows of a kind are cited: else none of them is left out of any."""
        return any(of is kind for row in _CITING for _, of in self.columns.get(row, ()))

    def is_uncited(self, number: int) -> bool:
        """Whether no objective, outcome or action cites the row of a number by any of its references, where the format
        has a column to cite it in."""
        return not self._cells.cited[number] and self.can_be_cited(self.records[number].kind)

    def unread(self, row: Record) -> Sequence[tuple[str, Kind, str]]:
        """The pieces of a row's cells that cannot be read as references: column, kind meant, the piece as typed."""
        return self._cells.unread.get(self._places[row], ())


class _Own(NamedTuple):
    """The rows of each kind by whatever they can be cited by, and by kind those that have one reference alone.

    What they can be cited by is `held` by the hash of the kind and the reference.
    """

    held: Index[int]
    only: dict[Kind, Index[Reference]]

    def add(self, kind: Kind, first: int, rows: Sequence[Record]) -> None:
        """Put rows of a kind after the others, the first of them with this number."""
        marks, numbers, alone, theirs = array("q"), array("i"), list[Reference](), array("i")
        for number, (row, read) in enumerate(zip(rows, _read_down(rows, _OWN[0]), strict=True), first):
            for reference in own_references(row) if read is None else read.distinct:
                marks.append(hash((kind, reference)))
                numbers.append(number)
            if read is not None and (only := read.only) is not None:
                alone.append(only)
                theirs.append(number)
        self.held.extend(marks, numbers)
        if alone:
            self.only.setdefault(kind, Index()).extend(alone, theirs)


class _Cells:
    """What the cells of all rows cite, citation by citation in the order of the rows.

    `rows` has where the citations of each row begin; of each citation `columns` has the number of its column among
    those of its row's kind, `places` that of its reference in the cell, `marks` the hash of the kind and the
    reference; `begin` where the rows that it means begin in `meant`. `unread` has by row what cannot be read in it.
    `cited` and `odd` say of each row whether anything cites it, and whether there is anything odd about what it cites.
    """

    __slots__ = ("begin", "cited", "columns", "marks", "meant", "odd", "places", "rows", "unread")

    def __init__(self) -> None:
        self.rows, self.columns, self.places = array("i"), array("B"), array("i")
        self.marks, self.begin, self.meant = array("q"), array("i", (0,)), array("i")
        self.unread: dict[int, list[tuple[str, Kind, str]]] = {}
        self.cited, self.odd = bytearray(), bytearray()

    def add(self, columns: Sequence[tuple[str, Kind]], rows: Sequence[Record]) -> None:
        """Put rows of one kind after the others, which cites others in these columns."""
        contents = [down(rows, key) for key, _ in columns]
        for at, row in enumerate(rows):
            self.rows.append(len(self.columns))
            for column, ((key, of), said) in enumerate(zip(columns, contents, strict=True)):
                if said[at]:
                    self._add(row, column, key, of, _read(said[at]))

    def _add(self, row: Record, column: int, key: str, of: Kind, read: ReferenceList | None) -> None:
        """Put what one cell cites after the others."""
        if read is None or read.unread:
            self.unread.setdefault(len(self.rows) - 1, []).extend(_unread(row, key, of, read))
        if read is not None and (references := read.distinct):
            self.columns.extend([column] * len(references))
            self.places.extend(range(len(references)))
            self.marks.extend([hash((of, reference)) for reference in references])

    def of(self, number: int) -> range:
        """The numbers of the citations of a row."""
        end = self.rows[number + 1] if number + 1 < len(self.rows) else len(self.columns)
        return range(self.rows[number], end)


def _read_down(rows: Sequence[Record], key: str) -> list[ReferenceList | None]:
    return list(map(_read, down(rows, key)))


def _read(content: Content | None) -> ReferenceList | None:
    """The references that a cell was read as; None where it was not."""
    value = content[2] if type(content) is tuple else None
    return value if isinstance(value, ReferenceList) else None


def _of_one_plan(one: Record, other: Record) -> bool:
    return one.plan == other.plan and one.division == other.division


def _unread(row: Record, key: str, of: Kind, read: ReferenceList | None) -> Sequence[tuple[str, Kind, str]]:
    if read is not None:
        return [(key, of, piece.text) for piece in read.unread]
    words = row.text(key)
    return ((key, of, words),) if fold(words) else ()
