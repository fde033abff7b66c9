"""How much room words take, near enough to keep a table's columns from breaking words in two."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Set
from itertools import accumulate, repeat
from typing import cast

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.report.blocks import Rated, Table, Words, say
from compiler.report.long_rows import cells_of, may_have_ratings, texts_of

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
_SPACE = _LETTERS[" "]
_PARTS = regex(r"[^\s–—-]+[–—-]?")


class _Widths(dict[str, int]):
    """The widths of words, in thousandths of the size of their type; those that were asked for."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        width = self[word] = sum(map(_LETTERS.get, word, repeat(_USUAL)))  # two thirds of the time of a loop
        return width


_WIDTHS, _MOST = _Widths(), 8192


def word_width(word: str) -> int:
    """The width of a word in Arial, in thousandths of the size of its type."""
    return _WIDTHS[word]


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


@dataclass(frozen=True, slots=True)
class Measured:
    """A column of a table: the width of the line in each cell, or of each of its lines where several are typed; those
    of cells in bold by their rows; the widest part that no line is broken within; and whether `several` lines are typed
    in any cell.

    Widths are in thousandths of the size of the type; those of lines are not yet of bold ones.
    """

    lines: Sequence[int | tuple[int, ...]]
    bold: Set[int]
    part: float
    several: bool

    def printed(self, at: int) -> tuple[float, ...]:
        """The widths of the lines of a cell as they are printed."""
        found, more = self.lines[at], _BOLD if at in self.bold else 1.0
        return (found * more,) if isinstance(found, int) else tuple(each * more for each in found)

    def widest(self) -> float:
        """The width of the widest line as printed."""
        if self._even is not None:
            return max(self._even, default=0.0)
        return max((max(self.printed(at)) for at in range(len(self.lines))), default=0.0)

    def squares(self, size: float) -> float:
        """The sum of the squares of the widths of cells as printed, each on one line, in that size."""
        if self._even is not None:
            return sum((each * size) ** 2 for each in self._even)
        return sum((sum(self.printed(at)) * size) ** 2 for at in range(len(self.lines)))

    @property
    def _even(self) -> Sequence[int] | None:
        """The widths if each cell is one line, and none in bold: as in most columns of a long table, and soon done."""
        return None if self.bold or self.several else cast(Sequence[int], self.lines)


def measured(table: Table, at: int) -> Measured:
    """How wide the words of a column of a table are."""
    rated = dict[int, Words]()
    if may_have_ratings(table, at):
        cells = list(cells_of(table, at))
        texts, rated = list(map(say, cells)), {row: cell for row, cell in enumerate(cells) if _is_rated(cell)}
    else:
        texts = texts_of(table, at)
    heavy_texts = {texts[row]: cell for row, cell in rated.items()}
    plain = _words_in({*texts} - heavy_texts.keys())
    heavy = _PARTS.findall(table.columns[at].heading)
    heavy += [part for cell in heavy_texts.values() for part in parts(cell)]
    bold = set(rated)
    if table.total and texts:
        heavy += parts(table.rows[-1][at])
        bold.add(len(texts) - 1)
    part = max(broadest(heavy) * _BOLD, broadest(part for word in plain for part in _PARTS.findall(word)))
    different = set(texts)
    lines = {text: _lines(text) for text in different}
    return Measured([lines[text] for text in texts], bold, part, any("\n" in text for text in different))


def _words_in(texts: Iterable[str]) -> set[str]:
    """The words of many cells, each once."""
    found = set[str]()
    for text in texts:
        found.update(text.split())
    return found


def _lines(text: str) -> int | tuple[int, ...]:
    return tuple(map(_line, text.split("\n"))) if "\n" in text else _line(text)


def _line(text: str) -> int:
    """The width of a line by those of its words, which come again: half the time of its letters."""
    words = text.split(" ")
    return sum(map(_WIDTHS.__getitem__, words)) + _SPACE * (len(words) - 1)


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


def row_lines(columns: Sequence[Measured], widths: Sequence[int], points: float) -> Sequence[int]:
    """About how many lines of words each row of a table takes in columns of those widths; at least one."""
    tall = [1] * (len(columns[0].lines) if columns else 0)
    for column, width in zip(columns, widths, strict=True):
        space = max(width - MARGINS, 1) * 50 / points
        for at, found in enumerate(column.lines):
            if not isinstance(found, int):
                tall[at] = max(tall[at], sum(max(1, math.ceil(each / space)) for each in found))
            elif found > space:
                tall[at] = max(tall[at], math.ceil(found / space))
    return tall
