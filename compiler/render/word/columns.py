"""How wide the columns of a table are: by what stands in them, alike in all tables of one kind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from compiler.domain.frozen import dataclass
from compiler.render.word.measure import (
    MARGINS,
    TIGHT,
    Measured,
    heading_width,
    measured,
    whole_widths,
    widths,
)
from compiler.report.blocks import Table

_SHORT = 2300
"""Columns whose cells are no wider, in twentieths of a point, have each cell on one line where there is room."""
_LONG, _FOR_LONG = 2300, 0.7
"""Columns whose cells are wider for the most part keep so much of what they wish before short ones are given theirs."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The room that the words of each column need, in twentieths of a point without the margins of cells.

    `least` is that of the longest word, `whole` that of the longest cell on one line, `heads` that of the heading on
    two lines; `much` is the sum of the squares of all cells on one line, of which there are `rows`.
    """

    least: tuple[float, ...]
    whole: tuple[float, ...]
    heads: tuple[float, ...]
    much: tuple[float, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of a table's columns, and whether the margins of its cells have to be narrow."""

    widths: tuple[int, ...]
    tight: bool = False


def needs_of(table: Table, points: float, columns: Sequence[Measured] | None = None) -> Needs:
    """What the columns of a table, which may be measured already, need for letters of that size."""
    size = points / 50
    held = measured_columns(table) if columns is None else columns
    return Needs(
        least=tuple(each.part * size for each in held),
        whole=tuple(each.widest() * size for each in held),
        heads=tuple(heading_width(table, at) * size for at in range(len(held))),
        much=tuple(each.squares(size) for each in held),
        rows=len(table.rows),
    )


def measured_columns(table: Table) -> tuple[Measured, ...]:
    """Every column of a table, measured."""
    return tuple(measured(table, at) for at in range(len(table.columns)))


def together(needs: Iterable[Needs]) -> Needs:
    """What the columns of several tables of one kind need, so that all have the same widths."""
    several = tuple(needs)
    return Needs(
        least=tuple(map(max, zip(*(each.least for each in several), strict=True))),
        whole=tuple(map(max, zip(*(each.whole for each in several), strict=True))),
        heads=several[0].heads,
        much=tuple(map(sum, zip(*(each.much for each in several), strict=True))),
        rows=sum(each.rows for each in several),
    )


def columns_for(needs: Needs, shares: Sequence[float], room: int) -> Columns:
    """The widths of columns by what they need and by the shares that the table asks for; no word is broken if there is
    room for all, and short cells stand on one line if there is."""
    least = [round(each) + MARGINS for each in needs.least]
    if sum(least) > room:
        return Columns(widths(shares, room, [round(each) + TIGHT for each in needs.least]), tight=True)
    whole = [max(floor, round(each) + MARGINS) for floor, each in zip(least, needs.whole, strict=True)]
    if sum(whole) <= room:
        return Columns(widths(shares, room, whole))
    wished = [math.sqrt(max(share, 0.0) * math.sqrt(much)) for share, much in zip(shares, needs.much, strict=True)]
    return Columns(_between(wished, room, _eased(needs, wished, least, whole, room), whole))


def _eased(
    needs: Needs, wished: Sequence[float], least: Sequence[int], whole: Sequence[int], room: int
) -> Sequence[int]:
    """The least widths, the first column wide enough for its whole cells, since they name the rows.

    While there is room, other short columns hold whole cells too and all others a heading of two lines, the cheapest
    first; long ones keep the better part of what they wish.
    """
    part = _FOR_LONG * room / (sum(wished) or 1)
    usual = [math.sqrt(much / needs.rows) for much in needs.much]
    floors = [whole[0] if whole[0] <= _SHORT else least[0], *least[1:]]
    wide = [
        max(floor, round(part * wish)) if each > _LONG else floor
        for floor, wish, each in zip(floors, wished, usual, strict=True)
    ]
    if sum(wide) > room:
        return floors if sum(floors) <= room else least
    heads = [round(each) + MARGINS for each in needs.heads]
    eased = [max(head, each if each <= _SHORT else 0) for head, each in zip(heads, whole, strict=True)]
    for at in sorted(range(len(least)), key=lambda at: eased[at] - wide[at]):
        if eased[at] > wide[at] and sum(wide) + eased[at] - wide[at] <= room:
            wide[at] = eased[at]
    return wide


def _between(wished: Sequence[float], room: int, floors: Sequence[int], whole: Sequence[int]) -> tuple[int, ...]:
    """Widths in proportion to what is wished that are no less than the floors and no more than whole cells need."""
    fixed: dict[int, float] = {}
    while True:
        free = [at for at in range(len(wished)) if at not in fixed]
        left, all_wished = room - sum(fixed.values()), sum(wished[at] for at in free)
        spread = {at: left * wished[at] / all_wished if all_wished else left / len(free) for at in free}
        short = {at: float(floors[at]) for at in free if spread[at] < floors[at]}
        broad = {at: float(whole[at]) for at in free if spread[at] > whole[at]}
        if (not short and not broad) or len(short or broad) == len(free):
            return whole_widths([fixed.get(at, spread.get(at, 0.0)) for at in range(len(wished))], room)
        fixed |= short or broad
