"""The rows of a long table, made as they are asked for: an appendix of thousands is told, measured and written without
ever being held.

A row of seven cells as figures that know their cells takes 5 kB, what it is told from nothing beside the records; to
make it takes some 20 µs, and only its words 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar, overload

from compiler.domain.frozen import dataclass, field
from compiler.domain.language import Language, spoken
from compiler.domain.origin import Origin
from compiler.report.blocks import Figure, Lead, Line, Settled, Table, Words, say

T = TypeVar("T")
AT_ONCE = 64
"""So many rows are made at once: twice as many and more are looked through for circular rubbish again and again."""


@dataclass(frozen=True, slots=True)
class Down(Generic[T]):
    """One column of a long table: the words of its cell in a row told of a thing.

    Most cells are one figure as typed, which takes no figure to be known: `typed` is its words, '' where something else
    is said, and `where` its cell in the workbook. `rated` says that ratings stand in the column, printed in bold.
    """

    words: Callable[[T], Words]
    typed: Callable[[T], str] = lambda thing: ""
    where: Callable[[T], Origin] | None = None
    rated: bool = False

    def text(self, thing: T) -> str:
        """The words as plain text."""
        return self.typed(thing) or say(self.words(thing))


class Leading(Protocol):
    """Leads figures to the workbook beside the report."""

    def anew(self, words: Words) -> Words:
        """The words of a cell with their figures led there."""
        ...

    def lead_of(self, text: str, where: Origin) -> Lead | None:
        """Where a figure of this one cell leads; None for nowhere."""
        ...

    def may_lead(self, text: str) -> bool:
        """Whether a figure with these words leads anywhere, wherever it comes from."""
        ...


@dataclass(frozen=True, slots=True)
class _Told(Generic[T]):
    """What rows are told of, by which columns and in which language, and how figures are led anywhere."""

    of: Sequence[T]
    columns: tuple[Down[T], ...]
    language: Language = field(repr=False)
    led: Leading | None = field(default=None, repr=False)


class LongRows(Settled):
    """Rows that are made when they are asked for, the same each time; none has a share in brackets behind a number."""

    __slots__ = ("_told",)

    def __init__(
        self,
        of: Sequence[T],
        columns: Sequence[Down[T]],
        language: Language,
        led: Leading | None = None,
    ) -> None:
        self._told: _Told[Any] = _Told(of, tuple(columns), language, led)

    @property
    def leads(self) -> bool:
        """Whether a figure of theirs may lead somewhere."""
        return self._told.led is not None

    def leading(self, led: Leading) -> LongRows:
        """The same rows with their cells led somewhere by this."""
        return LongRows(self._told.of, self._told.columns, self._told.language, led)

    def with_columns(self, chosen: Sequence[int]) -> LongRows:
        """The same rows with these columns alone, in this order."""
        told = self._told
        return LongRows(told.of, [told.columns[at] for at in chosen], told.language, told.led)

    def __len__(self) -> int:
        return len(self._told.of)

    def __iter__(self) -> Iterator[Line]:
        for first in range(0, len(self), AT_ONCE):
            yield from self[first : first + AT_ONCE]

    @overload
    def __getitem__(self, at: int) -> Line: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...

    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, int):
            return self._made([self._told.of[at]])[0]
        return self._made(self._told.of[at])

    def _made(self, some: Sequence[Any]) -> list[Line]:
        with spoken(self._told.language):
            down = [map(column.words, some) for column in self._told.columns]
            rows = list(zip(*down, strict=True))
        led = self._told.led
        return rows if led is None else [tuple(map(led.anew, row)) for row in rows]

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sequence) and tuple(self) == tuple(other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def texts(self, at: int, first: int = 0, last: int | None = None) -> list[str]:
        """The words of a column as plain text, those of some rows alone if asked."""
        with spoken(self._told.language):
            return list(map(self._told.columns[at].text, self._told.of[first:last]))

    def texts_across(self) -> Iterator[tuple[str, ...]]:
        """The words of each row as plain text."""
        columns = range(len(self._told.columns))
        for first in range(0, len(self), AT_ONCE):
            yield from zip(*(self.texts(at, first, first + AT_ONCE) for at in columns), strict=True)

    def brief(self, at: int, first: int) -> Sequence[str | Words]:
        """The cells of a column in the next rows from one on, to be printed: plain text where it leads nowhere, and
        figures of which is not said how they were made."""
        column, led, some = self._told.columns[at], self._told.led, self._told.of[first : first + AT_ONCE]
        made: list[str | Words] = []
        with spoken(self._told.language):
            for thing in some:
                text = column.typed(thing)
                if not text:
                    words = column.words(thing)
                    made.append(words if led is None else led.anew(words))
                elif led is None or column.where is None or not led.may_lead(text):
                    made.append(text)
                else:
                    where = column.where(thing)
                    lead = led.lead_of(text, where)
                    made.append((Figure(text, (where,), lead=lead),) if lead else text)
        return made

    def cells(self, at: int) -> Iterator[Words]:
        """The cells of a column."""
        with spoken(self._told.language):
            made = list(map(self._told.columns[at].words, self._told.of))
        return iter(made)

    def has_ratings(self, at: int) -> bool:
        """Whether ratings stand in a column."""
        return self._told.columns[at].rated


def chosen_columns(table: Table, chosen: Sequence[int]) -> Sequence[Line]:
    """The rows of a table with these columns alone, in this order."""
    if isinstance(table.rows, LongRows):
        return table.rows.with_columns(chosen)
    return tuple(tuple(row[at] for at in chosen) for row in table.rows)


def texts_of(table: Table, at: int) -> list[str]:
    """The words of a column of a table as plain text."""
    rows = table.rows
    return rows.texts(at) if isinstance(rows, LongRows) else [say(row[at]) for row in rows]


def brief(table: Table, at: int, first: int) -> Sequence[str | Words]:
    """The cells of a column in the next `AT_ONCE` rows from one on, to be printed; words alone as plain text."""
    rows = table.rows
    if isinstance(rows, LongRows):
        return rows.brief(at, first)
    cells = (row[at] for row in rows[first : first + AT_ONCE])
    return [say(cell) if _is_words(cell) else cell for cell in cells]


def _is_words(cell: Words) -> bool:
    """Whether a cell is printed as plain text: words, or a figure that leads nowhere."""
    if len(cell) != 1:
        return False
    one = cell[0]
    return isinstance(one, str) or (isinstance(one, Figure) and one.lead is None)


def cells_of(table: Table, at: int) -> Iterator[Words]:
    """The cells of a column of a table."""
    rows = table.rows
    return rows.cells(at) if isinstance(rows, LongRows) else (row[at] for row in rows)


def texts_across(table: Table) -> Iterator[Sequence[str]]:
    """The words of each row of a table as plain text."""
    rows = table.rows
    return rows.texts_across() if isinstance(rows, LongRows) else ([say(cell) for cell in row] for row in rows)


def may_have_ratings(table: Table, at: int) -> bool:
    """Whether ratings may stand in a column of a table."""
    return not isinstance(table.rows, LongRows) or table.rows.has_ratings(at)


def texts_in(table: Table) -> Iterator[str]:
    """The words of every cell of a table."""
    return chain.from_iterable(texts_across(table))
