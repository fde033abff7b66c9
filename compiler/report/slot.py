"""A place in a template for something that the report tells."""

from __future__ import annotations

from typing import Literal

from compiler.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a template: its key, its title, and what stands there, in one sentence.

    `columns` are what the columns of a table there are called, whatever the period: 'Rating before' is headed 'Rating
    in Quarter 1' in the report of Quarter 2. `usual` is its title where a format has no words of its own.
    """

    key: str
    title: str
    what: str
    kind: Literal["part", "table", "chart", "fact"]
    columns: tuple[str, ...] = ()
    usual: str = ""
