"""The paragraphs, tables and pictures of a slot as they are compared, and the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

TABLE, ROWS, CELLS, CELL = "table\x1f", "\x1d", "\x1e", " | "
"""What a table's key begins with, what stands in it between rows and cells, and between the words of cells."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One paragraph, table or picture: `key` is all that a person sees of it, but for numbers that only count; `text`
    its words, to tell it by. `kind` is 'words', 'table', 'row' or 'picture'."""

    key: str
    text: str
    kind: str = "words"

    @property
    def name(self) -> str:
        """What a table (its headings) or a row (its first cell) is known by when the rest changes; '' for others."""
        if self.kind == "table":
            return self.text.partition("\n")[0]
        return self.text.partition(CELL)[0] if self.kind == "row" else ""


@dataclass(frozen=True, slots=True)
class Left:
    """One stretch as a run left it, for the next: what we had written there before any edit (None: she put it in), the
    place among the pieces of what was left standing (None: she took it out), and what the returns gave then (None:
    nothing)."""

    was: Seen | None
    at: int | None
    now: Seen | None


def without_looks(key: str) -> str:
    """What is seen without how the words stand out."""
    return re.sub(r"\x02[^\x03]*\x03", "", key)


def rows_of(table: Seen) -> tuple[Seen, ...]:
    """The rows of a table as seen."""
    keys, texts = table.key.removeprefix(TABLE).split(ROWS), table.text.split("\n")
    return tuple(Seen(key, text, "row") for key, text in zip(keys, texts, strict=True))


def table_of(rows: Sequence[Seen]) -> Seen:
    """The table of these rows."""
    return Seen(TABLE + ROWS.join(row.key for row in rows), "\n".join(row.text for row in rows), "table")


def same_columns(*tables: Seen) -> bool:
    """Whether all are tables and have the same number of cells in every row."""
    if any(table.kind != "table" for table in tables):
        return False
    return len({row.key.count(CELLS) for table in tables for row in rows_of(table)}) == 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, table or picture as seen, with the elements that make it: its own, and what belongs behind it."""

    seen: Seen
    elements: tuple[_Element, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a slot: its stretches in order, and the elements before the first of them."""

    stretches: tuple[Stretch, ...]
    before: tuple[_Element, ...] = ()

    @property
    def seen(self) -> tuple[Seen, ...]:
        """The stretches as seen."""
        return tuple(stretch.seen for stretch in self.stretches)


def same(left: Sequence[Seen], right: Sequence[Seen]) -> bool:
    """Whether a person sees the same."""
    return [each.key for each in left] == [each.key for each in right]
