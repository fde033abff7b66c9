"""Records: one row of a plan or return, each of its cells kept as typed beside what it was read as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from compiler.domain.cells import Block, Cells, Columns, Content, Layout, content_of, state_of, value_of, words_of
from compiler.domain.entry import GIVEN
from compiler.domain.entry import Entry as Entry
from compiler.domain.entry import State as State
from compiler.domain.origin import Origin

T = TypeVar("T")


class Kind(Enum):
    """What a row is about."""

    __hash__ = object.__hash__  # each is there once; by its name, as enumerations have it, a look-up takes 0.3 µs more

    OBJECTIVE = "objective"
    ACTION = "action"
    INDICATOR = "indicator"
    RISK = "risk"
    RESOURCE = "resource"
    TOTAL = "total"
    NARRATIVE = "narrative"
    MILESTONE = "milestone"
    OUTCOME = "outcome"
    ROUTE = "route"


class _Alone:
    """A row by itself: its mark, where it stands, its cells, and whether it is hidden."""

    __slots__ = ("entries", "hidden", "identity", "origin")

    def __init__(self, identity: str, origin: Origin, entries: Mapping[str, Entry], hidden: bool) -> None:
        self.identity, self.origin, self.entries, self.hidden = identity, origin, entries, hidden


_About: TypeAlias = tuple[Kind, str, str]
"""What a row is about, the tier whose row it is, and who answers for it."""
_NO_CELLS: Mapping[str, Entry] = MappingProxyType({})
_set = object.__setattr__


class Record:
    """One row: an action, an indicator, a risk, an objective, a block of narrative.

    `plan` is the tier whose row it is (a key of the profile's tiers), `division` who answers for it, `identity` the
    row's own mark that survives sorting, `entries` the cells by column key.

    Nothing of it changes. A row that was read is one of a sheet's, which holds the cells of all its rows by columns:
    its origin and its cells are made when they are asked for, so that it is known itself by 56 bytes.
    """

    __slots__ = ("_about", "_held", "_number")

    _about: _About
    _held: Block | _Alone
    _number: int

    def __init__(
        self,
        kind: Kind,
        plan: str,
        division: str,
        identity: str,
        origin: Origin,
        entries: Mapping[str, Entry] = _NO_CELLS,
        hidden: bool = False,
    ) -> None:
        _filled(self, kind, plan, division, _Alone(identity, origin, entries, hidden), 0)

    @staticmethod
    def of_sheet(kind: Kind, plan: str, division: str, block: Block, number: int) -> Record:
        """The row of a sheet by its number among those that the sheet holds, counted from 0."""
        return _filled(Record.__new__(Record), kind, plan, division, block, number)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a row does not change: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a row does not change: {name}")

    def __eq__(self, other: object) -> bool:
        if other is self:
            return True
        return _all_of(self) == _all_of(other) if isinstance(other, Record) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as its cells have none

    def __repr__(self) -> str:
        kind, plan, division, identity, origin, entries, hidden = _all_of(self)
        about = f"kind={kind!r}, plan={plan!r}, division={division!r}, identity={identity!r}"
        return f"Record({about}, origin={origin!r}, entries={entries!r}, hidden={hidden!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return _sent, (self.kind, self.plan, self.division, self._held, self._number)

    def with_entries(self, entries: Mapping[str, Entry]) -> Record:
        """The same row with other cells."""
        return Record(self.kind, self.plan, self.division, self.identity, self.origin, entries, self.hidden)

    @property
    def kind(self) -> Kind:
        """What the row is about."""
        return self._about[0]

    @property
    def plan(self) -> str:
        """The tier whose row it is."""
        return self._about[1]

    @property
    def division(self) -> str:
        """Who answers for it."""
        return self._about[2]

    @property
    def identity(self) -> str:
        """The row's own mark, '' where it has none."""
        held = self._held
        return held.marks[self._number] if isinstance(held, Block) else held.identity

    @property
    def origin(self) -> Origin:
        """Where the row stands."""
        held = self._held
        return held.origin(self._number) if isinstance(held, Block) else held.origin

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The cells by column."""
        held = self._held
        return held.cells(self._number) if isinstance(held, Block) else held.entries

    @property
    def hidden(self) -> bool:
        """Whether the row is hidden."""
        held = self._held
        return held.rows[self._number] in held.hidden if isinstance(held, Block) else held.hidden

    @property
    def workbook(self) -> str:
        """The workbook in which it stands."""
        held = self._held
        return held.workbook if isinstance(held, Block) else held.origin.workbook

    @property
    def sheet(self) -> str:
        """The sheet on which it stands."""
        held = self._held
        return held.sheet if isinstance(held, Block) else held.origin.sheet

    @property
    def row(self) -> int:
        """Its number on the sheet."""
        held = self._held
        return held.rows[self._number] if isinstance(held, Block) else held.origin.row

    @property
    def layout(self) -> Layout | None:
        """The columns of its sheet, where all of its cells stand in its own row; None where they may stand anywhere."""
        held = self._held
        if isinstance(held, Block):
            return held.layout
        return held.entries.layout if type(held.entries) is Cells else None

    def entry(self, key: str) -> Entry:
        """The cell under a column; one in the state ABSENT, placed at the row, when the sheet has no such column."""
        held = self._held
        found = held.entry(self._number, key) if isinstance(held, Block) else held.entries.get(key)
        return found if found is not None else Entry("", State.ABSENT, None, self.origin)

    def has(self, key: str) -> bool:
        """Whether the sheet has such a column."""
        held = self._held
        return key in (held.layout.place if isinstance(held, Block) else held.entries)

    def text(self, key: str) -> str:
        """The words of a cell as typed, '' where it holds none."""
        held = self._held
        if isinstance(held, Block):
            place = held.layout.place.get(key)
            return "" if place is None else words_of(held.column(place)[self._number])
        entries = held.entries
        if type(entries) is Cells:
            return entries.text(key)
        entry = entries.get(key)
        return entry.raw if entry is not None and entry.given else ""

    def raws(self, keys: Iterable[str]) -> list[str]:
        """The words of some cells as typed, given or not; '' where there is no such column."""
        held = self._held
        if isinstance(held, Block):
            number, column, place = self._number, held.column, held.layout.place
            said = [column(place[key])[number] if key in place else "" for key in keys]
            return [each if isinstance(each, str) else each[0] for each in said]
        return held.entries.raws(keys) if type(held.entries) is Cells else [self.entry(key).raw for key in keys]

    def read(self, key: str, kind: type[T]) -> T | None:
        """What a cell was read as, if it is of that type."""
        held = self._held
        if isinstance(held, Block):
            place = held.layout.place.get(key)
            value = None if place is None else value_of(held.column(place)[self._number])
        else:
            value = held.entries.value(key) if type(held.entries) is Cells else self.entry(key).value
        return value if isinstance(value, kind) else None

    def state(self, key: str) -> State:
        """What a cell says when it is asked."""
        held = self._held
        if isinstance(held, Block):
            place = held.layout.place.get(key)
            return State.ABSENT if place is None else state_of(held.column(place)[self._number])
        return held.entries.state(key) if type(held.entries) is Cells else self.entry(key).state

    def gives(self, key: str) -> bool:
        """Whether a cell holds a value, readable or not."""
        return self.state(key) in GIVEN

    def said(self, key: str) -> Content | None:
        """What a cell says, wherever it stands; None where the sheet has no such column."""
        held = self._held
        if isinstance(held, Block):
            place = held.layout.place.get(key)
            return None if place is None else held.column(place)[self._number]
        entries = held.entries
        if type(entries) is Cells:
            place = entries.layout.place.get(key)
            return None if place is None else entries.contents[place]
        found = entries.get(key)
        return None if found is None else content_of(found)

    def where(self, key: str) -> Origin:
        """Where a cell stands; the row where the sheet has no such column."""
        held = self._held
        if isinstance(held, Block):
            place, number = held.layout.place.get(key), held.rows[self._number]
            return Origin(held.workbook, held.sheet, number, 0 if place is None else held.layout.columns[place])
        entries = held.entries
        if type(entries) is not Cells:
            return self.entry(key).origin
        place, row = entries.layout.place.get(key), entries.row
        return self.origin if place is None else Origin(row.workbook, row.sheet, row.row, entries.layout.columns[place])

    @property
    def label(self) -> str:
        """What the row is called in a message: its reference, or else the beginning of its words."""
        reference = self.text("reference")
        keys = ("action", "definition", "risk", "block", "outcome")
        words = next((text for key in keys if (text := self.text(key))), "")
        return reference or (words if len(words) <= 60 else words[:57].rstrip() + "…") or f"row {self.row}"


def _filled(made: Record, kind: Kind, plan: str, division: str, held: Block | _Alone, number: int) -> Record:
    _set(made, "_about", _shared(kind, plan, division))
    _set(made, "_held", held)
    _set(made, "_number", number)
    return made


@lru_cache(maxsize=1024)
def _shared(kind: Kind, plan: str, division: str) -> _About:
    """What the rows of one sheet have in common, held once."""
    return kind, plan, division


def _sent(kind: Kind, plan: str, division: str, held: Block | _Alone, number: int) -> Record:
    """A row as another process sent it, with the sheet that it shares with others."""
    return _filled(Record.__new__(Record), kind, plan, division, held, number)


def sent_rows(rows: Iterable[Record]) -> list[_Run]:
    """Rows as they are best sent to another process: those of a sheet that follow each other together."""
    runs: list[_Run] = []
    for about, some in groupby(rows, _ABOUT):
        runs.append((*about, tuple(map(_NUMBER, some))))
    return runs


def rows_sent(runs: Iterable[_Run]) -> tuple[Record, ...]:
    """The rows that were sent."""
    return tuple(
        [_filled(Record.__new__(Record), *about, held, number) for held, about, numbers in runs for number in numbers]
    )


def _all_of(row: Record) -> tuple[Kind, str, str, str, Origin, Mapping[str, Entry], bool]:
    """What two rows that are equal have in common."""
    return row.kind, row.plan, row.division, row.identity, row.origin, row.entries, row.hidden


_HELD, _NUMBER = attrgetter("_held"), attrgetter("_number")
_ABOUT = attrgetter("_held", "_about")
_Run: TypeAlias = tuple[Block | _Alone, _About, tuple[int, ...]]
"""Rows of one sheet and kind, of one plan and division: their numbers."""


def columns_of(rows: Sequence[Record]) -> Mapping[str, Sequence[Content]]:
    """What the cells of each column say, row by row; nothing where the rows are not all those of one sheet."""
    block = rows[0]._held if rows else None
    if not isinstance(block, Block) or len(rows) != len(block.rows):
        return {}
    if list(map(_NUMBER, rows)) != list(range(len(rows))) or set(map(id, map(_HELD, rows))) != {id(block)}:
        return {}
    return Columns(block)


def blocks_of(rows: Iterable[Record]) -> list[Block]:
    """The sheets of which rows are, each once."""
    return list({id(held): held for row in rows if isinstance(held := row._held, Block)}.values())


def down(rows: Iterable[Record | None], key: str) -> list[Content | None]:
    """What rows say in a column, each as `said` has it; None for no row. The column of rows of one sheet that follow
    each other is looked up once: 0.1 instead of 0.5 µs a row."""
    found: list[Content | None] = []
    sheet: Block | None = None
    column: Sequence[Content] | None = None
    for row in rows:
        if row is None or not isinstance(row._held, Block):
            found.append(None if row is None else row.said(key))
            continue
        if row._held is not sheet:
            sheet = row._held
            place = sheet.layout.place.get(key)
            column = None if place is None else sheet.column(place)
        found.append(None if column is None else column[row._number])
    return found
