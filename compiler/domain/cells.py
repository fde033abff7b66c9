"""The cells of a row in little room: what they say, shared with all cells that say it; each made when it is asked for.

As a dictionary of entries, each with its origin, the 15 cells of a row take 3.3 kB beside their words; here 0.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import eq
from typing import Any, TypeAlias

from compiler.domain.entry import GIVEN, Entry, State
from compiler.domain.origin import Origin

Said: TypeAlias = tuple[str, State, object, tuple[str, ...], str]
Content: TypeAlias = str | Said
"""What a cell says: its words where it is read as these, '' where it is blank, else an entry's parts but its origin."""


class LateContents:
    """What the cells of a row say, each made when it is asked for; its words and its state are known before that.

    What holds them gives each cell's content, words and state by its place in the row.
    """

    __slots__ = ()

    def __getitem__(self, place: int) -> Content:
        """What a cell says."""
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Content]:
        return map(self.__getitem__, range(len(self)))

    def raw(self, place: int) -> str:
        """The words of a cell as typed."""
        raise NotImplementedError

    def state(self, place: int) -> State:
        """The state of a cell."""
        raise NotImplementedError


class Layout:
    """The columns of a sheet's rows: where in a row the cell of each stands, and the number of its column."""

    __slots__ = ("columns", "place")

    def __init__(self, keys: Iterable[str], columns: Iterable[int]) -> None:
        self.place = {key: place for place, key in enumerate(keys)}
        self.columns = tuple(columns)


class Cells(Mapping[str, Entry]):
    """The cells of a row by column, in their order; the same as a dictionary of them, which is never changed."""

    __slots__ = ("contents", "layout", "row")

    def __init__(self, row: Origin, layout: Layout, contents: tuple[Content, ...] | LateContents) -> None:
        self.row, self.layout, self.contents = row, layout, contents

    def __getitem__(self, key: str) -> Entry:
        return self._entry(self.layout.place[key])

    def get(self, key: str, default: Any = None) -> Any:
        """The cell under a column; the default where there is no such column."""
        place = self.layout.place.get(key)
        return default if place is None else self._entry(place)

    def __contains__(self, key: object) -> bool:
        return key in self.layout.place

    def __iter__(self) -> Iterator[str]:
        return iter(self.layout.place)

    def __len__(self) -> int:
        return len(self.layout.place)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __eq__(self, other: object) -> bool:
        return self._says_as(other) or Mapping.__eq__(self, other)

    __hash__ = None  # type: ignore[assignment]

    def _says_as(self, other: object) -> bool:
        """Whether a row's cells stand at the same places and say the same, to the letter; no cell is made to see it."""
        if not isinstance(other, Cells) or self.row != other.row or self.layout.columns != other.layout.columns:
            return False
        return [*self.layout.place] == [*other.layout.place] and all(map(eq, self.contents, other.contents))

    def text(self, key: str) -> str:
        """The words of a cell as typed, '' where it holds none or there is no such column."""
        place = self.layout.place.get(key)
        if place is None:
            return ""
        if isinstance(self.contents, LateContents):
            return self.contents.raw(place) if self.contents.state(place) in GIVEN else ""
        content = self.contents[place]
        if isinstance(content, str):
            return content
        return content[0] if content[1] in GIVEN else ""

    def raws(self, keys: Iterable[str]) -> list[str]:
        """The words of the cells under some columns as typed; '' where there is no such column."""
        place, contents = self.layout.place, self.contents
        if isinstance(contents, LateContents):
            return [contents.raw(place[key]) if key in place else "" for key in keys]
        said = [contents[place[key]] if key in place else "" for key in keys]
        return [each if isinstance(each, str) else each[0] for each in said]

    def value(self, key: str) -> object:
        """What a cell was read as; None where it was not, or there is no such column."""
        place = self.layout.place.get(key)
        if place is None:
            return None
        content = self.contents[place]
        return (content or None) if isinstance(content, str) else content[2]

    def state(self, key: str) -> State:
        """What a cell says when it is asked; ABSENT where there is no such column."""
        place = self.layout.place.get(key)
        if place is None:
            return State.ABSENT
        if isinstance(self.contents, LateContents):
            return self.contents.state(place)
        content = self.contents[place]
        return content[1] if isinstance(content, tuple) else State.VALUE if content else State.BLANK

    def _entry(self, place: int) -> Entry:
        content, row = self.contents[place], self.row
        where = Origin(row.workbook, row.sheet, row.row, self.layout.columns[place])
        if isinstance(content, tuple):
            raw, state, value, notes, problem = content
            return Entry(raw, state, value, where, notes, problem)
        return Entry(content, State.VALUE, content, where) if content else Entry("", State.BLANK, None, where)


def content_of(entry: Entry) -> Content:
    """What a cell says, without its place."""
    return content(entry.raw, entry.state, entry.value, entry.notes, entry.problem)


def content(raw: str, state: State, value: object, notes: tuple[str, ...] = (), problem: str = "") -> Content:
    """What a cell says, of these words and read as this."""
    if not notes and not problem:
        if state is State.VALUE and raw and type(value) is str and value == raw:
            return raw
        if state is State.BLANK and not raw and value is None:
            return ""
    return raw, state, value, notes, problem
