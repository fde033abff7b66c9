"""A sheet of the master workbook before it is written: a title, a note and one table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Literal, TypeVar, overload

from compiler.domain.frozen import dataclass, replace
from compiler.domain.language import term
from compiler.domain.text import clean
from compiler.render.master.cell import Cell

HEAD = 3
"""The row of the headings of every table, counted from 1: under the title and the way back."""
MOST_ROWS = 1_048_576 - HEAD - 1
"""Rows of a table that a sheet can hold, with what stands above them and a row of totals below."""
_LONGEST_NAME = 31
_PAGE_WIDTH = 245  # of columns, on one landscape page

T = TypeVar("T")
Look = Literal["words", "number", "rating", "risk"]


@dataclass(frozen=True, slots=True)
class Asked:
    """That a person fills in the cells of a column: what to choose from (other words are taken too), and a prompt."""

    options: tuple[str, ...] = ()
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column: its words, the column's width in characters, what its cells hold, and if they are asked."""

    words: str
    width: float = 16
    look: Look = "words"
    asked: Asked | None = None


class Made(Sequence[tuple[Cell, ...]], Generic[T]):
    """The lines of a table, made of something when they are written, so that never more than a few hundred are held.

    `columns` makes the cells of each column for some of these things.
    """

    def __init__(self, columns: Callable[[Sequence[T]], Sequence[Sequence[Cell]]], of: Sequence[T]) -> None:
        self._columns, self._of = columns, of

    def columns(self, first: int, end: int) -> Sequence[Sequence[Cell]]:
        """The cells of some lines, column by column."""
        return self._columns(self._of[first:end])

    def __len__(self) -> int:
        return len(self._of)

    @overload
    def __getitem__(self, at: int) -> tuple[Cell, ...]: ...

    @overload
    def __getitem__(self, at: slice) -> Made[T]: ...

    def __getitem__(self, at: int | slice) -> tuple[Cell, ...] | Made[T]:
        if isinstance(at, slice):
            return Made(self._columns, self._of[at])
        return tuple(cell for (cell,) in self._columns((self._of[at],)))


def line_by_line(line: Callable[[T], tuple[Cell, ...]], of: Sequence[T]) -> Made[T]:
    """The lines of a table, each made of one thing by itself when it is written."""
    return Made(lambda some: list(zip(*map(line, some), strict=True)), of)


@dataclass(frozen=True, slots=True)
class TablePage:
    """One sheet with one table.

    `name` is the sheet's and `table` the Excel table's; `note` is a sentence beside the title; `what` says on the
    Contents what the sheet holds; `fixed` columns at the left stay in sight and are repeated on every page;
    `totals` is a row under the table; `levels` are how deep each row stands in a tree, empty where there is none.
    """

    name: str
    table: str
    title: str
    headings: tuple[Heading, ...]
    rows: Sequence[tuple[Cell, ...]]
    note: str = ""
    what: str = ""
    fixed: int = 0
    totals: tuple[Cell, ...] = ()
    levels: Sequence[int] = ()

    @property
    def head(self) -> int:
        """The row of the headings, counted from 1."""
        return HEAD

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of its tables, of which there are several where it has more rows than a sheet can hold."""
        return tuple(_numbered_table(self.table, part) for part in range(max(1, -(-len(self.rows) // MOST_ROWS))))

    def column(self, words: str) -> str:
        """A column of the table as formulas name it: tblActions[Plan]."""
        if re.fullmatch(r"[A-Za-z0-9 ]+", words):
            return f"{self.table}[{words}]"
        escaped = re.sub(r"(['\[\]#])", r"'\1", words)
        return f"{self.table}[[{escaped}]]"


def columns_of(rows: Sequence[tuple[Cell, ...]], first: int, end: int) -> Sequence[Sequence[Cell]]:
    """The cells of some rows of a table, column by column."""
    return rows.columns(first, end) if isinstance(rows, Made) else list(zip(*rows[first:end], strict=True))


def place_of(name: str, number: int) -> tuple[str, int]:
    """The sheet and the row in which a row of a table stands, by its number in it counted from 0."""
    part, row = divmod(number, MOST_ROWS)
    return sheet_of(name, part), HEAD + 1 + row


def sheet_of(name: str, part: int) -> str:
    """What the sheet of a part is called, counted from 0: 'Actions', 'Actions (2)'."""
    end = f" ({part + 1})" if part else ""
    return name[: _LONGEST_NAME - len(end)].rstrip() + end if end else name


def _numbered_table(table: str, part: int) -> str:
    return f"{table}_{part + 1}" if part else table


def parts_of(page: TablePage) -> tuple[TablePage, ...]:
    """A page as it fits on sheets: what one cannot hold rolls over to a further one; totals stand under the last."""
    last = len(page.tables) - 1
    return tuple(
        replace(
            page,
            name=sheet_of(page.name, part),
            title=sheet_of(page.title, part),
            table=table,
            rows=page.rows[part * MOST_ROWS : (part + 1) * MOST_ROWS] if last else page.rows,
            levels=page.levels[part * MOST_ROWS : (part + 1) * MOST_ROWS],
            totals=page.totals if part == last else (),
        )
        for part, table in enumerate(page.tables)
    )


def pages_wide(widths: Sequence[float], fixed: int) -> int:
    """How many pages the columns need side by side so that they can still be read, the fixed ones on each."""
    pages, room = 1, float(_PAGE_WIDTH)
    while sum(widths) > room and pages < len(widths):
        pages, room = pages + 1, room + max(_PAGE_WIDTH - sum(widths[:fixed]), 1)
    return pages


def unique_headings(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """Headings as a table can have them: on one line, of at most 255 characters, and no two alike."""
    taken: set[str] = set()
    made = []
    for heading in headings:
        words = " ".join(clean(heading.words).split())[:240] or term("Column")
        name, number = words, 1
        while name.casefold() in taken:
            number += 1
            name = f"{words} ({number})"
        taken.add(name.casefold())
        made.append(replace(heading, words=name))
    return tuple(made)


def table_name(wanted: str, fallback: str) -> str:
    """A name that Excel takes for a table: the profile's if it is one, else ours."""
    looks_like_cell = re.fullmatch(r"[A-Za-z]{1,3}\d+|[rcRC]|[rR]\d*[cC]\d*", wanted)
    return wanted if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]{0,60}", wanted) and not looks_like_cell else fallback
