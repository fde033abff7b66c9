"""Cells by the columns of their sheets: whether any cell of a column is blank is asked once, not cell by cell.

Rules ask of 1,000 cells of each workbook whether they are of one type, or in one state, and next to none is. Laid out
by columns such a question costs a look at each column; the cells are made when a rule wants them. Checking 200
workbooks took 41 ms for each when every rule went over all cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from typing import TypeVar, cast

from compiler.domain.cells import Content, content_of
from compiler.domain.condition import Row, holds
from compiler.domain.entry import GIVEN
from compiler.domain.frozen import dataclass, field
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Record, State, columns_of
from compiler.domain.returned import Return, Role
from compiler.domain.tuples import NamedTuple
from compiler.profile.model import Column, Sheet
from compiler.profile.where import said_elsewhere

T = TypeVar("T")

_SHEET = attrgetter("sheet")
_SILENT = tuple(state for state in State if state not in GIVEN)


class Answered(NamedTuple):
    """A cell that its workbook answers for: in a plan what is approved, in a return what is asked for."""

    # A named tuple, not a frozen dataclass: thousands are made for each check.
    book: Return
    sheet: Sheet
    column: Column
    record: Record
    entry: Entry


@dataclass(frozen=True)
class Down:
    """The cells down one column of one sheet of a workbook, in those rows of which the column is asked.

    `contents` are what they say without their places, one for each row, `whole` what the cells of each column of the
    sheet say where the column is asked of every row.
    """

    book: Return
    sheet: Sheet
    column: Column
    records: Sequence[Record]
    contents: Sequence[Content]
    whole: Mapping[str, Sequence[Content]] = field(default_factory=dict)

    @cached_property
    def cells(self) -> Sequence[Answered]:
        """The cells one by one."""
        return self.at(range(len(self.records)))

    def cell(self, number: int) -> Answered:
        """The cell of a number, counted from 0."""
        return self.at((number,))[0]

    def at(self, numbers: Iterable[int]) -> list[Answered]:
        """The cells of those numbers, counted from 0."""
        book, sheet, column, key, records = self.book, self.sheet, self.column, self.column.key, self.records
        return [Answered(book, sheet, column, records[n], records[n].entry(key)) for n in numbers]

    @cached_property
    def _words(self) -> Sequence[str] | None:
        """What the cells say, where each says its words or nothing, as under most columns of words; else None."""
        return cast(Sequence[str], self.contents) if set(map(type, self.contents)) <= {str} else None

    @cached_property
    def raws(self) -> Sequence[str]:
        """The words of each cell as typed."""
        if self._words is not None:
            return self._words
        return [each if type(each) is str else each[0] for each in self.contents]

    @cached_property
    def _beside(self) -> dict[str, Sequence[str]]:
        return {}

    def raws_beside(self, key: str) -> Sequence[str]:
        """The words, as typed, of the cells under another column of the same rows; '' where there is no such column."""
        found = self._beside.get(key)
        if found is None:
            if key in self.whole:
                found = [each if type(each) is str else each[0] for each in self.whole[key]]
            else:
                found = [said_under(record, key)[0] for record in self.records]
            self._beside[key] = found
        return found

    @cached_property
    def said(self) -> frozenset[str]:
        """All that the cells say as typed, each once."""
        return frozenset(self.raws)

    @cached_property
    def states(self) -> Sequence[State]:
        """The state of each cell."""
        value, blank = State.VALUE, State.BLANK
        return [each[1] if isinstance(each, tuple) else value if each else blank for each in self.contents]

    @cached_property
    def values(self) -> Sequence[object]:
        """What each cell was read as; None where it was not."""
        return [(each or None) if type(each) is str else each[2] for each in self.contents]

    @cached_property
    def _states(self) -> frozenset[State]:
        """The states that the cells are in."""
        if self._words is None:
            return frozenset(self.states)
        blank = "" in self.said
        return _OF_WORDS[blank, len(self.said) > blank]

    def any_in(self, *states: State) -> bool:
        """Whether any of the cells is in one of these states."""
        return not self._states.isdisjoint(states)

    def in_state(self, *states: State) -> list[Answered]:
        """The cells that are in one of these states."""
        if not self.any_in(*states):
            return []
        return self.at(number for number, state in enumerate(self.states) if state in states)

    @cached_property
    def given(self) -> frozenset[str]:
        """All that the cells say as typed which hold a value, readable or not."""
        if not self.any_in(*_SILENT):
            return self.said
        return frozenset(raw for raw, state in zip(self.raws, self.states, strict=True) if state in GIVEN)

    def saying(self, words: frozenset[str]) -> list[int]:
        """The cells, by number, that hold one of these words and no others, as typed."""
        if self.said.isdisjoint(words):
            return []
        return [number for number, raw in enumerate(self.raws) if raw in words]

    def read(self, kind: type[T]) -> Iterator[tuple[int, T]]:
        """The values of one type, each with the number of its cell."""
        return ((number, value) for number, value in enumerate(self.values) if isinstance(value, kind))

    @property
    def of_plan(self) -> bool:
        """Whether it is a plan's column."""
        return self.book.role is Role.PLAN


_OF_WORDS = {
    (blank, words): frozenset([State.BLANK] * blank + [State.VALUE] * words)
    for blank in (False, True)
    for words in (False, True)
}
"""The states of cells that hold words or nothing, by whether any of them is blank and any says something."""
Place = tuple[Down, int]
"""A cell by its column and its number there: it is made when it is told of."""


@dataclass(frozen=True)
class Rows:
    """The rows of one sheet of a workbook, with the columns that the workbook answers for.

    `only` narrows them to some of their cells.
    """

    book: Return
    sheet: Sheet
    columns: Sequence[Column]
    records: Sequence[Record]
    only: frozenset[Origin] | None = None

    @cached_property
    def _down(self) -> dict[str, Down]:
        return {}

    def let_go(self) -> None:
        """Let go of the columns that were laid out."""
        for name in ("_down", "_compact", "_number"):
            vars(self).pop(name, None)

    def down(self, column: Column) -> Down:
        """What stands under one of the columns."""
        found = self._down.get(column.key)
        if found is None:
            found = self._down[column.key] = self._made(column)
        return found

    @cached_property
    def _compact(self) -> Mapping[str, Sequence[Content]]:
        """What the cells of each column say, row by row; none where the rows are not laid out alike."""
        return columns_of(self.records)

    def _made(self, column: Column) -> Down:
        """The cells of the rows of which a column is asked."""
        book, sheet = self.book, self.sheet
        if not (column.tiers or column.where or self.only is not None):
            contents = self._compact.get(column.key) or self._made_late(column.key)
            if contents is not None:
                return Down(book, sheet, column, self.records, contents, self._compact)
        pairs = ((record, record.entry(column.key)) for record in self.records if record.has(column.key))
        kept = [pair for pair in pairs if is_asked(column, *pair) and self._wanted(pair[1])]
        return Down(book, sheet, column, [record for record, _ in kept], [content_of(entry) for _, entry in kept])

    def _made_late(self, key: str) -> Sequence[Content] | None:
        """What the cells of a column say, where they are held row by row; None where some rows have no such column."""
        if not all(record.has(key) for record in self.records):
            return None
        return [content for record in self.records if (content := record.said(key)) is not None]

    def raws(self, keys: Sequence[str]) -> list[list[str]]:
        """The words as typed under each of some columns, row by row; '' where there is no such column."""
        if not self._compact:
            return list(map(list, zip(*(raws_under(record, keys) for record in self.records), strict=True)))
        none = ("",) * len(self.records)
        return [_raws(self._compact.get(key, none)) for key in keys]

    def _wanted(self, entry: Entry) -> bool:
        return self.only is None or entry.origin in self.only

    def cells(self, columns: Collection[Column]) -> Sequence[Answered]:
        """The cells under some of the columns, in their order row by row, and none of the others."""
        held = [self.down(column).cells for column in columns]
        if len(held) == 1:
            return held[0]
        if all(len(cells) == len(self.records) for cells in held):
            return list(chain.from_iterable(zip(*held, strict=True)))
        return sorted(chain.from_iterable(held), key=lambda cell: self._number[id(cell.record)])

    def saying(self, words: frozenset[str], down: Iterable[Down]) -> list[Place]:
        """The cells of some of the columns that say, as typed, one of these words, row by row."""
        held = [(each, numbers) for each in down if (numbers := each.saying(words))]
        found = [(each, number) for each, numbers in held for number in numbers]
        return found if len(held) < 2 else sorted(found, key=lambda place: self._number[id(place[0].records[place[1]])])

    @cached_property
    def _number(self) -> Mapping[int, int]:
        """The number of each row, by its id."""
        return {id(record): number for number, record in enumerate(self.records)}


def _raws(contents: Sequence[Content]) -> list[str]:
    """The words of cells as typed; most columns hold nothing but words."""
    if set(map(type, contents)) <= {str}:
        return cast("list[str]", list(contents))
    return [each if type(each) is str else each[0] for each in contents]


def by_sheet(records: Iterable[Record]) -> Iterator[tuple[str, list[Record]]]:
    """Rows that follow each other on one sheet, with its name."""
    return ((sheet, list(rows)) for sheet, rows in groupby(records, _SHEET))


def said_under(record: Record, key: str) -> tuple[str, State, object]:
    """What a row's cell says, without its place: words as typed, state, value; ABSENT where there is no such column."""
    content = record.said(key)
    if content is None:
        return "", State.ABSENT, None
    if isinstance(content, tuple):
        return content[:3]
    return (content, State.VALUE, content) if content else ("", State.BLANK, None)


def raws_under(record: Record, keys: Iterable[str]) -> list[str]:
    """The words of a row's cells under some columns as typed; '' where there is no such column."""
    return record.raws(keys)


def is_asked(column: Column, record: Record, entry: Entry) -> bool:
    """Whether a row is to give what the column holds: it is meant for the row, or something stands there anyhow."""
    if column.tiers and record.plan not in column.tiers:
        return False
    if entry.state is not State.BLANK or not column.where:
        return True
    return all(holds(each, Row(record, record)) for each in said_elsewhere(column))
