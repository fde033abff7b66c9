"""The cells of a row that was kept, each made when it is first asked for: a check asks for few cells of the plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from compiler.domain.cells import Content, Layout
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, State

STATES = tuple(State)


class Values:
    """The values that cells share, each made when it is first asked for."""

    __slots__ = ("_found", "_made", "_make")

    def __init__(self, found: list[Any], make: Callable[[Any], Any]) -> None:
        self._found, self._make = found, make
        self._made: dict[int, Any] = {}

    def __getitem__(self, number: int) -> Any:
        if number not in self._made:
            self._made[number] = self._make(self._found[number])
        return self._made[number]


class KeptCells(Mapping[str, Entry]):
    """The cells of a row by column, in their order; the same as a dictionary of them, which is never changed.

    A cell is kept as 0 where it is blank, as its words where it is read as these, else as its words and the number
    of its value and, where there is more to say, its state, what was repaired and what is wrong.
    """

    __slots__ = ("_found", "_layout", "_made", "_row", "_values")

    def __init__(self, row: Origin, layout: Layout, found: list[Any], values: Values) -> None:
        self._row, self._layout, self._found, self._values = row, layout, found, values
        self._made: dict[str, Entry] = {}

    def __getitem__(self, key: str) -> Entry:
        entry = self.get(key)
        if entry is None:
            raise KeyError(key)
        made: Entry = entry
        return made

    def get(self, key: str, default: Any = None) -> Any:
        """The cell under a column; the default where there is no such column."""
        entry = self._made.get(key)
        if entry is None:
            place = self._layout.place.get(key)
            if place is None:
                return default
            entry = self._made[key] = self._entry(place)
        return entry

    def __contains__(self, key: object) -> bool:
        return key in self._layout.place

    def __iter__(self) -> Iterator[str]:
        return iter(self._layout.place)

    def __len__(self) -> int:
        return len(self._layout.place)

    def __repr__(self) -> str:
        return repr(dict(self))

    def _entry(self, place: int) -> Entry:
        found, row = self._found[place], self._row
        where = Origin(row.workbook, row.sheet, row.row, self._layout.columns[place])
        if found == 0:
            return Entry("", State.BLANK, None, where)
        if type(found) is str:
            return Entry(found, State.VALUE, found, where)
        if len(found) == 2:
            return Entry(found[0], State.VALUE, self._values[found[1]], where)
        raw, value, state, notes, problem = found
        return Entry(raw, STATES[state], self._values[value], where, tuple(notes), problem)


def plain_cell(content: Content, number: Callable[[object], int]) -> Any:
    """What a cell says, as it is kept; `number` gives the number of a value."""
    if isinstance(content, str):
        return content or 0
    raw, state, value, notes, problem = content
    if state is State.VALUE and not (notes or problem):
        return [raw, number(value)]
    return [raw, number(value), STATES.index(state), list(notes), problem]
