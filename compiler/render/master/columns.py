"""The columns of a table: what each makes of its cells, as the text that stands for them in their rows.

A row is written by joining such pieces with its number, which stands in the address of each of its cells.
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


class Column(dict[str, str]):
    """One column at one level of a tree: words as they stand in its cells, each made when it is first met.

    A piece of text begins behind the row's number in the cell's address and ends where that of the next cell stands.
    """

    def __init__(self, number: int, last: bool, width: float, format_of: Callable[[Style], int], more: Style) -> None:
        self._end = "</row>" if last else f'<c r="{column_letters(number + 1)}'
        self._width, self._format_of, self._more = width, format_of, more
        self._begin = f'" s="{format_of({**BODY, **more})}"'
        self._kinds: dict[object, str] = {}
        self._room = room_of(width)

    def __missing__(self, words: str) -> str:
        piece = self._begin + words_content(words) + self._end
        if len(words) <= _SHORT:
            if len(self) >= _MOST:
                self.clear()
            self[words] = piece
        return piece

    def piece(self, cell: Cell, leads: bool) -> str:
        """A cell of any kind; a link that `leads` nowhere is no more than its words."""
        if type(cell) is str:
            return self[cell]
        if isinstance(cell, Link):
            return self.begin(cell) + words_content(cell.text) + self._end if leads else self[cell.text]
        return self.begin(cell) + content(cell) + self._end

    def begin(self, cell: Cell) -> str:
        """The beginning of a cell that is more than words, with the format of its kind."""
        key = kind_of(cell)
        if key not in self._kinds:
            self._kinds[key] = f'" s="{self._format_of(typed(cell, {**body_of(cell), **self._more}))}"'
        return self._kinds[key]

    def lines(self, texts: Sequence[str]) -> Sequence[int]:
        """How many lines the words of each cell take; nothing where none takes more than one."""
        if max(map(len, texts)) <= self._room and "\n" not in "".join(texts):
            return ()
        return [lines_of(text, self._width) if len(text) > self._room or "\n" in text else 1 for text in texts]


def kind_of(cell: Cell) -> object:
    """What cells of one format have in common: their kind, and the format of a number."""
    return type(cell), getattr(cell, "format", "")


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
