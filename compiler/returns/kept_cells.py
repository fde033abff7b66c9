"""The cells of a row that was kept, each made when it is first asked for: a check asks for few cells of the plans."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compiler.domain.cells import Content, LateContents
from compiler.domain.entry import State

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


class KeptContents(LateContents):
    """What the cells of a row say.

    A cell is kept as 0 where it is blank, as its words where it is read as these, else as its words and the number
    of its value and, where there is more to say, its state, what was repaired and what is wrong.
    """

    __slots__ = ("_found", "_values")

    def __init__(self, found: list[Any], values: Values) -> None:
        self._found, self._values = found, values

    def __getitem__(self, place: int) -> Content:
        found = self._found[place]
        if type(found) is str:
            return found
        if found == 0:
            return ""
        if len(found) == 2:
            return found[0], State.VALUE, self._values[found[1]], (), ""
        raw, value, state, notes, problem = found
        return raw, STATES[state], self._values[value], tuple(notes), problem

    def __len__(self) -> int:
        return len(self._found)

    def raw(self, place: int) -> str:
        """The words of a cell as typed."""
        found = self._found[place]
        return found if type(found) is str else found[0] if found else ""

    def state(self, place: int) -> State:
        """The state of a cell."""
        found = self._found[place]
        if found == 0:
            return State.BLANK
        return State.VALUE if type(found) is str or len(found) == 2 else STATES[found[2]]


def plain_cell(content: Content, number: Callable[[object], int]) -> Any:
    """What a cell says, as it is kept; `number` gives the number of a value."""
    if isinstance(content, str):
        return content or 0
    raw, state, value, notes, problem = content
    if state is State.VALUE and not (notes or problem):
        return [raw, number(value)]
    return [raw, number(value), STATES.index(state), list(notes), problem]
