"""What the words of cells were read as before, so that the same words under the same column are read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from compiler.domain.book import Cell, CellKind
from compiler.domain.record import State

Found: TypeAlias = tuple[State, object, tuple[str, ...], str]
"""An entry but for its words and its place: the state, the value, what was repaired, and what is wrong."""

_MOST = 50_000


class KnownColumn:
    """What is known of the cells of one column by what is typed there, and what of it one workbook asked for."""

    __slots__ = ("asked", "found")

    def __init__(self) -> None:
        self.found: dict[str, Found] = {}
        self.asked: dict[str, Found] = {}

    def recall(self, typed: str) -> Found | None:
        """What these words were read as; None where they were not."""
        found = self.found.get(typed)
        if found is not None:
            self.asked[typed] = found
        return found

    def learn(self, typed: str, found: Found) -> None:
        """Note what words were read as."""
        self.found[typed] = self.asked[typed] = found


class Known:
    """What is known of the cells of each column, for one profile, year and present form."""

    __slots__ = ("_columns", "_given")

    def __init__(self) -> None:
        self._columns: dict[str, KnownColumn] = {}
        self._given = 0

    def column(self, sheet: str, key: str) -> KnownColumn:
        """What is known of the cells under a column."""
        return self._columns.setdefault(f"{sheet}.{key}", KnownColumn())

    def begin(self, before: Mapping[str, Mapping[str, Found]]) -> None:
        """Turn to the next workbook, for which this is known from the last time that it was read."""
        if sum(len(each.found) for each in self._columns.values()) > _MOST:
            self._columns.clear()
        for column in self._columns.values():
            column.asked = {}
        for name, found in before.items():
            self._columns.setdefault(name, KnownColumn()).found |= found
        self._given = sum(map(len, before.values()))

    @property
    def asked(self) -> dict[str, dict[str, Found]]:
        """What this workbook asked for, by column."""
        return {name: column.asked for name, column in self._columns.items() if column.asked}

    @property
    def differs(self) -> bool:
        """Whether what this workbook asked for is so much more or less than what was given that it is worth keeping."""
        asked = sum(len(column.asked) for column in self._columns.values())
        return abs(asked - self._given) > self._given // 20


def typed(cell: Cell) -> str | None:
    """What is typed in a cell, as far as reading it depends on it; None for what is told by more than that."""
    if cell.kind is CellKind.TEXT:
        return cell.raw
    if cell.kind is CellKind.NUMBER:
        return f"\0{cell.format}\0{cell.raw}"
    return f"\0{cell.format}\0{cell.raw}\0{cell.date}" if cell.kind is CellKind.DATE else None
