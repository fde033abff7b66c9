"""The columns of a table: what each makes of a cell, as the text that stands for it in a row.

A row is written by joining such pieces with its number, which stands in the address of each of its cells. A line of 20
cells takes 12 µs so, with its links, instead of 60.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from compiler.domain.origin import column_letters
from compiler.render.master.cell import Cell, Link
from compiler.render.master.lines import content, words_content
from compiler.render.master.looks import BODY, Style, body_of, typed
from compiler.render.master.tall import lines_of, room_of

INDENT = 1.4  # of a column's width, for each level of a tree
DEEPEST = 7  # levels that Excel can group rows by
_SHORT, _MOST = 60, 20_000
"""Words of so many letters are likely to stand in other rows too, and are kept for them: so many of a column."""

Told = tuple[str, int]
"""A cell as text, from behind the row's number in its address to where that of the next cell stands, and its lines."""


class Column(dict[str, Told]):
    """One column at one level of a tree: words as they stand in its cells, each made when it is first met."""

    def __init__(self, number: int, last: bool, width: float, format_of: Callable[[Style], int], more: Style) -> None:
        self._end = "</row>" if last else f'<c r="{column_letters(number + 1)}'
        self._width, self._format_of, self._more = width, format_of, more
        self._begin = f'" s="{format_of({**BODY, **more})}"'
        self._others: dict[object, str] = {}
        self._room = room_of(width)

    def __missing__(self, words: str) -> Told:
        told = self._begin + words_content(words) + self._end, self._lines(words)
        if len(words) <= _SHORT:
            if len(self) >= _MOST:
                self.clear()
            self[words] = told
        return told

    def link(self, cell: Link) -> Told:
        """A cell that leads somewhere; one that does not is no more than its words."""
        return self._typed(cell) + words_content(cell.text) + self._end, self._lines(cell.text)

    def other(self, cell: Cell) -> Told:
        """A cell that is neither words nor a link: a number, a day, a formula."""
        return self._typed(cell) + content(cell) + self._end, 1

    def _typed(self, cell: Cell) -> str:
        """The beginning of a cell with the format of its kind."""
        key = type(cell), getattr(cell, "format", "")
        if key not in self._others:
            self._others[key] = f'" s="{self._format_of(typed(cell, {**body_of(cell), **self._more}))}"'
        return self._others[key]

    def _lines(self, words: str) -> int:
        return lines_of(words, self._width) if len(words) > self._room or "\n" in words else 1


class Columns:
    """The columns of a table by the level of a line; `more` is what the style of each has of its own.

    `format_of` gives the number of a style's format in the workbook.
    """

    def __init__(self, widths: Sequence[float], more: Sequence[Style], format_of: Callable[[Style], int]) -> None:
        self._widths, self._more, self._format_of = widths, more, format_of
        self._levels: dict[int, list[Column]] = {}

    def at(self, level: int) -> list[Column]:
        """The columns in a line of that level: the first is indented by it."""
        if level not in self._levels:
            self._levels[level] = [self._column(number, level) for number in range(1, len(self._more) + 1)]
        return self._levels[level]

    def _column(self, number: int, level: int) -> Column:
        first = number == 1
        if not first and self._levels:
            return next(iter(self._levels.values()))[number - 1]
        more, width = self._more[number - 1], self._widths[number - 1]
        if first and level:
            more, width = {**more, "align": "left", "indent": level}, width - INDENT * level
        return Column(number, number == len(self._more), width, self._format_of, more)
