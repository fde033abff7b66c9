"""The columns of a table: what each makes of its cells, as the text that stands for them in their rows.

A row is written by joining such pieces with its number, which stands in the address of each of its cells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import repeat

from compiler.domain.origin import column_letters
from compiler.render.master.cell import Cell, Link
from compiler.render.master.lines import content, words_content
from compiler.render.master.looks import BODY, Style, body_of, typed
from compiler.render.master.shared import SharedWords
from compiler.render.master.tall import lines_in, room_of

INDENT = 1.4  # of a column's width, for each level of a tree
DEEPEST = 7  # levels that Excel can group rows by
_LINK = Link("")


class Pieces(dict[str, str]):
    """The words of a column in one format, as they stand in its cells.

    Words that come again and again are made once and stand among the workbook's shared ones; others are written where
    they are. Which it is, is asked of some hundred cells at once.
    """

    def __init__(self, begin: str, end: str, shared: SharedWords) -> None:
        self._begin, self._end, self._shared = begin, end, shared

    def __missing__(self, words: str) -> str:
        number = self._shared.number(words)
        said = words_content(words) if number is None else f' t="s"><v>{number}</v></c>'
        if len(self) >= self._shared.most:
            self.clear()
        piece = self[words] = self._begin + said + self._end
        return piece

    def down(self, texts: Sequence[str]) -> Sequence[str]:
        """The pieces of cells one below the other."""
        if len(set(texts)) <= self._shared.seldom * len(texts):
            return list(map(self.__getitem__, texts))
        begin, end = self._begin, self._end
        if _plain(texts):
            there, blank = f'{begin} t="inlineStr"><is><t>', f"{begin}/>{end}"
            behind = f"</t></is></c>{end}"
            return [there + words + behind if words else blank for words in texts]
        return [begin + words_content(words) + end for words in texts]


def _plain(texts: Collection[str]) -> bool:
    """Whether words can be written as they are, all of them: asked of all at once."""
    joined = f"|{'|'.join(texts)}|"
    odd = ("&", "<", ">", "_x", "| ", " |")
    return joined.isascii() and joined.isprintable() and not any(map(joined.count, odd)) and max(map(len, texts)) < 1000


class Column:
    """One column at one level of a tree: its cells as pieces of rows.

    A piece of text begins behind the row's number in the cell's address and ends where that of the next cell stands.
    """

    def __init__(
        self, end: str, width: float, format_of: Callable[[Style], int], more: Style, shared: SharedWords
    ) -> None:
        self._end, self._format_of, self._more, self._shared = end, format_of, more, shared
        self.words = Pieces(f'" s="{format_of({**BODY, **more})}"', end, shared)
        self._kinds: dict[object, str] = {}
        self._room = room_of(width)
        self._links: Pieces | None = None

    @property
    def links(self) -> Pieces:
        """The words of the cells that lead somewhere."""
        if self._links is None:
            self._links = Pieces(self.begin(_LINK), self._end, self._shared)
        return self._links

    def piece(self, cell: Cell, leads: bool) -> str:
        """A cell of any kind; a link that `leads` nowhere is no more than its words."""
        if type(cell) is str:
            return self.words[cell]
        if isinstance(cell, Link):
            return self.links[cell.text] if leads else self.words[cell.text]
        return self.begin(cell) + content(cell) + self._end

    def begin(self, cell: Cell) -> str:
        """The beginning of a cell that is more than words, with the format of its kind."""
        key = kind_of(cell)
        if key not in self._kinds:
            self._kinds[key] = f'" s="{self._format_of(typed(cell, {**body_of(cell), **self._more}))}"'
        return self._kinds[key]

    def lines(self, texts: Sequence[str]) -> Sequence[int]:
        """How many lines the words of each cell take; nothing where none takes more than one."""
        room = self._room
        if max(map(len, texts)) <= room and "\n" not in "".join(texts):
            return ()
        tall = {text: lines_in(text, room) for text in {*texts} if len(text) > room or "\n" in text}
        return list(map(tall.get, texts, repeat(1)))


def kind_of(cell: Cell) -> object:
    """What cells of one format have in common: their kind, and the format of a number."""
    return type(cell), getattr(cell, "format", "")


class Columns:
    """The columns of a table by the level of a line; `more` is what the style of each has of its own.

    `format_of` gives the number of a style's format in the workbook.
    """

    def __init__(
        self, widths: Sequence[float], more: Sequence[Style], format_of: Callable[[Style], int], shared: SharedWords
    ) -> None:
        self._widths, self._more, self._format_of, self._shared = widths, more, format_of, shared
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
        end = "</row>" if number == len(self._more) else f'<c r="{column_letters(number + 1)}'
        return Column(end, width, self._format_of, more, self._shared)
