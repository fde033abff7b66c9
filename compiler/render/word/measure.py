"""How much room words take, near enough to keep a table's columns from breaking words in two."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, repeat

from compiler.domain.regex import regex
from compiler.report.blocks import Rated, Table, Words, say

MARGINS = 220
"""What a cell keeps free at its two sides, with a little to spare, in twentieths of a point."""
TIGHT = 130
"""The same for a table of so many columns that its words would be broken otherwise."""
_BOLD = 1.11
_USUAL = 556
# Widths of Arial's letters, in thousandths of the size of the type.
_NARROW = dict.fromkeys("ijl", 222) | dict.fromkeys("ftI !,./:;[]\\", 278) | dict.fromkeys("r-()`", 333) | {"'": 191}
_WIDE = (
    dict.fromkeys("ABEKPSVXY&", 667)
    | dict.fromkeys("CDHNRUw", 722)
    | dict.fromkeys("GOQ", 778)
    | dict.fromkeys("Mm", 833)
)
_LETTERS = (
    dict.fromkeys("cksvxyzJ", 500) | dict.fromkeys("FTZ", 611) | {"%": 889, "W": 944, "@": 1015} | _NARROW | _WIDE
) | {"…": 1000, "●": 770, "▲": 990, "▼": 990}  # the marks of ratings, as fonts that stand in for Arial's have them
_WIDEST = 1015
_PARTS = regex(r"[^\s–—-]+[–—-]?")


@lru_cache(maxsize=8192)
def word_width(word: str) -> int:
    """The width of a word in Arial, in thousandths of the size of its type."""
    return sum(map(_LETTERS.get, word, repeat(_USUAL)))  # two thirds of the time of a loop


def line_width(words: str, points: float) -> float:
    """The width of words on one line, in twentieths of a point."""
    return sum(map(word_width, words)) * points / 50


def broadest(words: Iterable[str]) -> int:
    """The width of the widest of the words, in thousandths of the size of the type."""
    best = 0
    for word in sorted(set(words), key=len, reverse=True):
        if len(word) * _WIDEST <= best:
            break
        best = max(best, word_width(word))
    return best


def parts(cell: Words) -> list[str]:
    """What is not broken between lines: words, and a rating's mark with the word that follows it."""
    if len(cell) == 1 and isinstance(cell[0], Rated):
        mark, _, name = cell[0].text.partition(" ")
        first, *rest = name.split() or [""]
        return [f"{mark} {first}", *rest]
    return _PARTS.findall(say(cell))


def bold_parts(table: Table, at: int) -> float:
    """The width of the widest word in bold of a column: of its heading, its ratings and its total."""
    rated = {row[at] for row in table.rows if _is_rated(row[at])}
    said = [part for cell in rated for part in parts(cell)]
    said += parts(table.rows[-1][at]) if table.total and table.rows else []
    return broadest([*_PARTS.findall(table.columns[at].heading), *said]) * _BOLD


def line_widths(table: Table, row: int, at: int) -> list[float]:
    """The widths of the lines that are typed in a cell, in thousandths of the size of the type."""
    cell = table.rows[row][at]
    bold = _is_rated(cell) or (table.total and row == len(table.rows) - 1)
    return [word_width(line) * (_BOLD if bold else 1.0) for line in say(cell).split("\n")]


def heading_width(table: Table, at: int) -> float:
    """The width at which a column's heading takes no more than two lines, in thousandths of the size of the type."""
    said = table.columns[at].heading.split()
    halves = ((" ".join(said[:cut]), " ".join(said[cut:])) for cut in range(len(said)))
    return min((max(map(word_width, both)) for both in halves), default=0) * _BOLD


def _is_rated(cell: Words) -> bool:
    return len(cell) == 1 and isinstance(cell[0], Rated)


def widths(shares: Sequence[float], total: int, least: Sequence[int] = ()) -> tuple[int, ...]:
    """Whole widths by the shares that add up to the total; none is less than its least where there is room for it."""
    wished = _shared(shares, total)
    floors = [min(each, total // 3) for each in least] or [0] * len(wished)
    if sum(floors) >= total:
        return whole_widths(floors, total)
    fixed: set[int] = set()
    while True:
        free = [at for at in range(len(wished)) if at not in fixed]
        room = total - sum(floors[at] for at in fixed)
        spread = dict(zip(free, _shared([wished[at] for at in free], room), strict=True))
        short = {at for at in free if spread[at] < floors[at]}
        if not short:
            return whole_widths([floors[at] if at in fixed else spread[at] for at in range(len(wished))], total)
        fixed |= short


def _shared(shares: Sequence[float], total: float) -> list[float]:
    safe = [max(share, 0.0) for share in shares]
    whole = sum(safe)
    return [total * share / whole for share in safe] if whole else [total / len(safe) for _ in safe]


def whole_widths(parts: Sequence[float], total: int) -> tuple[int, ...]:
    """Whole numbers in proportion to the parts that add up to the total exactly."""
    whole = sum(parts)
    ends = [round(total * end / whole) for end in accumulate(parts)]
    return tuple(end - start for start, end in zip([0, *ends], ends, strict=False))


def row_lines(table: Table, columns: Sequence[int], points: float) -> tuple[int, ...]:
    """About how many lines of words each row of the table takes in columns of those widths; at least one."""
    room = [max(width - MARGINS, 1) * 50 / points for width in columns]
    return tuple(
        max((_cell_lines(say(cell), space) for cell, space in zip(row, room, strict=True)), default=1)
        for row in table.rows
    )


def _cell_lines(said: str, space: float) -> int:
    return sum(max(1, math.ceil(word_width(each) / space)) for each in said.split("\n"))
