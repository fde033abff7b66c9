"""Tables for analysis before they are written: their columns, each with its type and meaning, and their rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from compiler.domain.frozen import dataclass
from compiler.domain.text import clean

T = TypeVar("T")
Kind = Literal["string", "integer", "number", "date", "boolean"]
"""The types of values, as Frictionless' Table Schema names them."""
Value = str | int | Decimal | dt.date | bool | None
"""A value; None where there is none, '' where nothing was typed."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name for programs, the type of its values, what it is called, and what it means."""

    name: str
    type: Kind
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what its rows are, its columns, and its rows with a value for each.

    `key` names the column that no two rows have alike, '' where none is such.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: str = ""


class Drawn(Generic[T]):
    """Columns together with how each is got from what a row is made of, so that neither can be out of step."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.got: list[Callable[[T], Value]] = []
        self._taken: set[str] = set()

    def add(self, name: str, type: Kind, title: str, got: Callable[[T], Value], description: str = "") -> None:
        """Put a column behind those that are there; a name that is taken gets a number."""
        free, number = name, 1
        while free in self._taken:
            number += 1
            free = f"{name}_{number}"
        self._taken.add(free)
        self.fields.append(Field(free, type, title, description))
        self.got.append(got)

    def table(self, name: str, title: str, made_of: Iterable[T], key: str = "") -> Table:
        """The table of these columns, in words that any file can hold."""
        rows = tuple(tuple(_safe(got(each)) for got in self.got) for each in made_of)
        return Table(name, title, tuple(self.fields), rows, key)


def _safe(value: Value) -> Value:
    return clean(value) if isinstance(value, str) else value
