"""What the rows of the plans cite of each other by reference, and what nothing cites."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar

from compiler.domain.frozen import dataclass
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.text import fold
from compiler.domain.tuples import NamedTuple

K = TypeVar("K")
T = TypeVar("T")
Columns = Mapping[Kind, tuple[tuple[str, Kind], ...]]
"""The columns of a kind of row that cite others: the key of each, and the kind of row that it cites."""
_OWN = ("reference", "number")
_CITING = frozenset({Kind.OBJECTIVE, Kind.ACTION, Kind.OUTCOME})
"""The rows that a citation ties something to: a register's row that names actions ties no risk to them by itself."""
_OF_ITS_PLAN = frozenset({Kind.MILESTONE})
_SHARED = frozenset({Kind.INDICATOR, Kind.RISK})
"""The rows that stand in the tables of several plans under one reference."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A row that cites others: the row, its column, the kind of row meant, the reference, and the rows that have it.

    Where the row's own plan has the reference, its row is the one meant; else that of the uppermost plan which has it.
    """

    row: Record
    key: str
    of: Kind
    reference: Reference
    rows: tuple[Record, ...] = ()


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

    `columns` say where rows cite others, `rank` how far down a row's plan is.
    """

    records: Sequence[Record]
    columns: Columns
    rank: Callable[[Record], int]

    @cached_property
    def held(self) -> Mapping[tuple[Kind, Reference], tuple[Record, ...]]:
        """The rows of each kind by what they can be cited by."""
        found: dict[tuple[Kind, Reference], list[Record]] = {}
        for row in self.records:
            for reference in own_references(row):
                found.setdefault((row.kind, reference), []).append(row)
        return _settled(found)

    @property
    def every(self) -> Iterator[Citation]:
        """The citations in the order of the rows, of their columns, and of the references in a cell."""
        return chain.from_iterable(self.by_row.values())

    @property
    def by_row(self) -> Mapping[int, tuple[Citation, ...]]:
        """What each row cites, by its id."""
        return self._cells.by_row

    @cached_property
    def _cells(self) -> _Cells:
        """What the cells of all rows cite, from one pass over them."""
        by_row: dict[int, tuple[Citation, ...]] = {}
        citing: dict[tuple[Kind, Reference], list[Record]] = {}
        unread: dict[int, list[tuple[str, Kind, str]]] = {}
        for row in self.records:
            cited: list[Citation] = []
            for key, of in self.columns.get(row.kind, ()):
                if not row.said(key):
                    continue
                read = row.read(key, ReferenceList)
                if read is None or read.unread:
                    unread.setdefault(id(row), []).extend(_unread(row, key, of, read))
                if read is not None:
                    cited += [Citation(row, key, of, each, self._meant(row, of, each)) for each in read.distinct]
            if cited:
                by_row[id(row)] = tuple(cited)
                for each in cited if row.kind in _CITING else ():
                    rows = citing.setdefault((each.of, each.reference), [])
                    if not rows or rows[-1] is not row:
                        rows.append(row)
        return _Cells(by_row, _settled(citing), unread)

    def _meant(self, row: Record, of: Kind, reference: Reference) -> tuple[Record, ...]:
        held = self.held.get((of, reference), ())
        if len(held) == 1 and row.kind not in _OF_ITS_PLAN:
            return () if held[0] is row else held
        rows = tuple(each for each in held if each is not row)
        near = tuple(each for each in rows if (each.plan, each.division) == (row.plan, row.division))
        return near or (() if row.kind in _OF_ITS_PLAN else self._uppermost(rows))

    def _uppermost(self, rows: tuple[Record, ...]) -> tuple[Record, ...]:
        least = min(map(self.rank, rows), default=0)
        return tuple(row for row in rows if self.rank(row) == least)

    @cached_property
    def to_row(self) -> Mapping[int, tuple[Citation, ...]]:
        """What cites each row, by its id; of a row that nothing means by itself, whatever cites its reference."""
        found: dict[int, list[Citation]] = {}
        for each in self.every:
            for row in each.rows:
                found.setdefault(id(row), []).append(each)
        left = [row for row in self.records if row.kind in _SHARED and id(row) not in found]
        named: dict[tuple[Kind, Reference], list[Citation]] = {
            (row.kind, reference): [] for row in left for reference in own_references(row)
        }
        for each in self.every if named else ():
            if (held := named.get((each.of, each.reference))) is not None:
                held.append(each)
        for row in left:
            citing = [each for reference in own_references(row) for each in named[row.kind, reference]]
            if citing:
                found[id(row)] = citing
        return _settled(found)

    @property
    def citing(self) -> Mapping[tuple[Kind, Reference], tuple[Record, ...]]:
        """The objectives, outcomes and actions that cite a reference, each once, whether any row has it or not."""
        return self._cells.citing

    def can_be_cited(self, kind: Kind) -> bool:
        """Whether the format has a column in which rows of a kind are cited: else none of them is left out of any."""
        return any(of is kind for row in _CITING for _, of in self.columns.get(row, ()))

    def uncited(self, kind: Kind) -> tuple[Record, ...]:
        """The rows of a kind that no objective, outcome or action cites by any of their references, where the format
        has a column to cite them in."""
        rows = (row for row in self.records if row.kind is kind) if self.can_be_cited(kind) else ()
        cited = {id(row) for key in self.citing if key[0] is kind for row in self.held.get(key, ())}
        return tuple(row for row in rows if id(row) not in cited)

    def unread(self, row: Record) -> Sequence[tuple[str, Kind, str]]:
        """The pieces of a row's cells that cannot be read as references: column, kind meant, the piece as typed."""
        return self._cells.unread.get(id(row), ())


class _Cells(NamedTuple):
    """What the cells of each row cite, by its id, which rows cite a reference, and what cannot be read in a row."""

    by_row: Mapping[int, tuple[Citation, ...]]
    citing: Mapping[tuple[Kind, Reference], tuple[Record, ...]]
    unread: Mapping[int, Sequence[tuple[str, Kind, str]]]


def _settled(found: dict[K, list[T]]) -> dict[K, tuple[T, ...]]:
    """What was found, in less room; each list goes as its tuple is made."""
    return {key: tuple(found.pop(key)) for key in (*found,)}


def _unread(row: Record, key: str, of: Kind, read: ReferenceList | None) -> Sequence[tuple[str, Kind, str]]:
    if read is not None:
        return [(key, of, piece.text) for piece in read.unread]
    words = row.text(key)
    return ((key, of, words),) if fold(words) else ()
