"""What a fact of a format is: its slot, and how it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from compiler.consolidate.view import Row
from compiler.domain.frozen import dataclass
from compiler.report.blocks import Words
from compiler.report.facts import rating_cells, share_of, tabled
from compiler.report.telling import Telling


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of a format: its key and title, what it says in one sentence, and how it is told of a period."""

    key: str
    title: str
    what: str
    tell: Callable[[Telling], Words]


Chosen = Callable[[Telling], Sequence[Row]]
"""Which rows a number counts."""


def counted(key: str, title: str, what: str, chosen: Chosen) -> Known:
    """The number of rows, in numerals, counted at their ratings."""
    return Known(key, title, what, lambda telling: (tabled(rating_cells(chosen(telling))),))


def shared(key: str, title: str, what: str, chosen: Chosen, whole: Chosen) -> Known:
    """What share of a whole the rows are, as in the tables: '47.4%'."""

    def tell(telling: Telling) -> Words:
        return (share_of(rating_cells(chosen(telling)), len(whole(telling))),)

    return Known(key, title, what, tell)
