"""What the cells of a column say, so that the same words under the same column are read once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

from compiler.domain.book import CellKind
from compiler.domain.cells import Content, content
from compiler.domain.entry import State
from compiler.returns.columns import Seen
from compiler.returns.grid import Held

Found: TypeAlias = tuple[State, object, tuple[str, ...], str]
"""What a cell was read as, without its words: the state, the value, what was repaired, and what is wrong."""

AtOnce: TypeAlias = Callable[[Collection[str]], Mapping[str, Content]]
"""Reads what it can of the words of many cells together."""

_MOST, _MOST_OF_A_KIND = 50_000, 2_000
_TEXT = CellKind.TEXT
_KINDS = {kind: f"\0{kind.value}\0" for kind in CellKind}


class KnownColumn:
    """What the cells of one column say by what is typed there; where that is noted, what of it one workbook asked."""

    __slots__ = ("_asked", "_given", "contents", "same")

    def __init__(self, noting: bool = False) -> None:
        self._given: Mapping[str, Found] = {}
        self.contents: dict[str, Content] = {"": ""}
        self.same: dict[str, str] = {}
        self._asked: set[str] | None = set() if noting else None

    def share(self, contents: dict[str, Content]) -> KnownColumn:
        """The column, which says the same as all others with these contents."""
        self.contents = contents
        return self

    def begin(self, given: Mapping[str, Found]) -> None:
        """Turn to the next workbook, for which this is known from the last time that it was read."""
        self._given, self._asked = given, set()

    def held_once(self, words: Iterable[str]) -> list[str]:
        """Words that a plan and its return both have, each held but once: every row keeps its own mark."""
        words = list(words)
        return list(map(self.same.setdefault, words, words))

    def read(
        self, held: Sequence[Held], words: bool, read: Callable[[Held], Content], at_once: AtOnce | None = None
    ) -> list[Content]:
        """What each place says, `words` where all hold words or nothing; `read` is asked of what is not known yet,
        after `at_once` has said what it can of all new words together."""
        known = self.contents
        if len(known) > _MOST_OF_A_KIND:
            known.clear()
            known[""] = ""
        keys = cast("Sequence[str]", held) if words else [_typed(each) for each in held]
        asked = set(keys)
        new = asked.difference(known)
        if new and at_once and not self._given:
            known.update(at_once(new))
            new = new.difference(known)
        if new:
            for key, each in zip(keys, held, strict=True):
                if key in new and key not in known:
                    known[key] = self._content(key, each, read)
        if self._asked is not None:
            self._asked |= asked
        return list(map(known.__getitem__, keys))

    def _content(self, key: str, held: Held, read: Callable[[Held], Content]) -> Content:
        found = self._given.get(key)
        if found is None:
            return read(held)
        return content((held if isinstance(held, str) else held.shown).strip(), *found)

    @property
    def many(self) -> int:
        """How much of what is known the workbook asked for."""
        return len((self._asked or set()) - {""})

    @property
    def asked(self) -> dict[str, Found]:
        """What the workbook asked for."""
        said = ((key, self.contents.get(key, "")) for key in sorted(self._asked or ()))
        return {key: each[1:] if isinstance(each, tuple) else (State.VALUE, each, (), "") for key, each in said if each}


class Known:
    """What is known of the cells of each column, for one profile, year and present form.

    `seen` are layouts, `made` whatever else is worked out once for all workbooks of such a form.
    """

    __slots__ = ("_columns", "_given", "_noting", "_same", "_shared", "made", "seen")

    def __init__(self) -> None:
        self.seen: Seen = {}
        self.made: dict[Hashable, Any] = {}
        self._shared: dict[str, dict[str, Content]] = {}
        self._columns: dict[str, KnownColumn] = {}
        self._same: dict[str, str] = {}
        self._given, self._noting = 0, False

    def column(self, sheet: str, key: str, like: str) -> KnownColumn:
        """What is known of the cells under a column; all that are `like` one kind of column say the same."""
        name = f"{sheet}.{key}"
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = KnownColumn(self._noting)
            found.same = self._same
        return found.share(self._shared.setdefault(like, {"": ""}))

    def begin(self, before: Mapping[str, Mapping[str, Found]]) -> None:
        """Turn to the next workbook, for which this is known from the last time that it was read."""
        held = {id(contents): len(contents) for contents in (column.contents for column in self._columns.values())}
        if sum(held.values()) > _MOST:
            for known in (self._columns, self._shared, self._same, self.made):
                known.clear()
        for name in {*self._columns, *before}:
            self._columns.setdefault(name, KnownColumn()).begin(before.get(name, {}))
        self._noting = True
        self._given = sum(map(len, before.values()))

    @property
    def asked(self) -> dict[str, dict[str, Found]]:
        """What this workbook asked for, by column."""
        return {name: asked for name, column in sorted(self._columns.items()) if (asked := column.asked)}

    @property
    def differs(self) -> bool:
        """Whether what this workbook asked for is so much more or less than what was given that it is worth keeping."""
        asked = sum(column.many for column in self._columns.values())
        return abs(asked - self._given) > self._given // 20


def _typed(cell: Held) -> str:
    """What is typed in a cell, as far as reading it depends on it."""
    if isinstance(cell, str):
        return cell
    if cell.kind is _TEXT:
        return cell.raw
    return f"{_KINDS[cell.kind]}{cell.format}\0{cell.raw}\0{cell.date or ''}"
