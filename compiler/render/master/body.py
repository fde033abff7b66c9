"""The rows of a table, taken up some hundred at a time and column by column.

What the cells of a column have in common is asked once for all of them: whether they are words, whether one takes more
than a line. A line of 20 cells takes 15 µs so, made and written; 60 where each cell is asked by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import islice, repeat
from operator import itemgetter
from typing import cast

from compiler.render.master.cell import Cell, Link
from compiler.render.master.columns import DEEPEST, Column, Columns, kind_of
from compiler.render.master.layout import columns_of
from compiler.render.master.lines import Lines, begin_of

BATCH = 256
_LINE, _TALLEST = 13, 409  # points
Down = Sequence[Cell]
"""The cells of a column, one below the other."""


def height_of(lines: int) -> float:
    """How tall a row of so many lines is, in points; 0 for one of a single line, as every program has it."""
    return min(lines * _LINE + 2, _TALLEST) if lines > 1 else 0


def write_rows(lines: Lines, columns: Columns, rows: Sequence[tuple[Cell, ...]], levels: Sequence[int] = ()) -> None:
    """Take up the rows of a table; `levels` are how deep each stands in a tree, empty where there is none."""
    body = _Body(lines, columns)
    for first in range(0, len(rows), BATCH):
        deep = [min(level, DEEPEST) for level in levels[first : first + BATCH]]
        body.add(columns_of(rows, first, first + BATCH), deep)


def write_row(lines: Lines, columns: Columns, cells: Sequence[Cell]) -> None:
    """Take up a single row."""
    _Body(lines, columns).add([[cell] for cell in cells], [])


class _Begins(dict[tuple[int, int], str]):
    """How rows begin that are so many lines tall and so deep in a tree."""

    def __missing__(self, key: tuple[int, int]) -> str:
        begin = self[key] = begin_of(height_of(key[0]), key[1])
        return begin


class _Body:
    """The rows of one table while they are taken up; the formats of cells are made in the order of rows and cells."""

    def __init__(self, lines: Lines, columns: Columns) -> None:
        self._lines, self._columns = lines, columns
        self._met: set[object] = set()
        self._begins = _Begins()

    def add(self, cells: Sequence[Down], levels: Sequence[int]) -> None:
        """Take up some rows, given as the cells of each column; `levels` are empty where there is no tree."""
        kinds = [set(map(type, down)) for down in cells]
        leading = self._linked(cells, kinds)
        self._format(cells, kinds, levels, leading)
        columns = self._columns.at(levels[0] if levels else 0)
        made = [self._tree(cells[0], levels, leading[0])] if levels else []
        flat = zip(columns, cells, kinds, leading, strict=True)
        made += [_cells(*each) for each in islice(flat, len(made), None)]
        self._write([pieces for pieces, _ in made], [lines for _, lines in made if lines], levels)

    def _tree(self, down: Down, levels: Sequence[int], leading: Set[int]) -> _Made:
        """The cells of the first column of a tree, each of the column at its level."""
        pieces, lines = [""] * len(down), [1] * len(down)
        for level in {*levels}:
            rows = [row for row, each in enumerate(levels) if each == level]
            some = [down[row] for row in rows]
            leads = {at for at, row in enumerate(rows) if row in leading}
            made = _cells(self._columns.at(level)[0], some, set(map(type, some)), leads)
            for row, piece, tall in zip(rows, made[0], made[1] or repeat(1), strict=False):
                pieces[row], lines[row] = piece, tall
        return pieces, lines

    def _write(self, pieces: Sequence[Sequence[str]], tall: Sequence[Sequence[int]], levels: Sequence[int]) -> None:
        most: Iterable[int] = map(max, *tall) if len(tall) > 1 else tall[0] if tall else repeat(1)
        keys = zip(most, levels or repeat(0), strict=False)
        begins = map(self._begins.__getitem__, keys) if tall or levels else repeat(self._begins[1, 0])
        self._lines.add(pieces, begins)

    def _linked(self, cells: Sequence[Down], kinds: Sequence[Set[type]]) -> list[Set[int]]:
        """Lead the links of these rows to where they go, in their order: the rows whose cell leads there, by column."""
        links = [
            (at, number, cell)
            for number, down in enumerate(cells)
            if Link in kinds[number]
            for at, cell in enumerate(down)
            if isinstance(cell, Link) and cell.target and cell.text
        ]
        links.sort(key=itemgetter(0, 1))
        leading: list[set[int]] = [set() for _ in cells]
        for (at, number, _), leads in zip(links, self._lines.link(links), strict=True):
            if leads:
                leading[number].add(at)
        return [*leading]

    def _format(
        self, cells: Sequence[Down], kinds: Sequence[Set[type]], levels: Sequence[int], leading: Sequence[Set[int]]
    ) -> None:
        """Make the formats that these rows are the first to need, in the order of rows and cells."""
        new: list[tuple[int, int, int, Cell]] = []
        for at, level in enumerate(levels or (0,)):
            if level not in self._met:
                self._met.add(level)
                new.append((at, -1, level, ""))
        for number, down in enumerate(cells):
            known = number > 0 and (number, 0, kind_of(Link(""))) in self._met
            if kinds[number] <= ({str, Link} if known else {str}):
                continue
            for at, cell in enumerate(down):
                if type(cell) is str or (isinstance(cell, Link) and at not in leading[number]):
                    continue
                level = levels[at] if levels and number == 0 else 0
                key = number, level, kind_of(cell)
                if key not in self._met:
                    self._met.add(key)
                    new.append((at, number, level if number == 0 else levels[at] if levels else 0, cell))
        for _, number, level, cell in sorted(new, key=lambda each: each[:2]):
            columns = self._columns.at(level)
            if number >= 0:
                columns[number].begin(cell)


_Made = tuple[Sequence[str], Sequence[int]]
"""The cells of a column as pieces of rows, and how many lines each takes; none where none takes more than one."""


def _cells(column: Column, down: Down, kinds: Set[type], leading: Set[int]) -> _Made:
    """What a column makes of some cells, of which those of the rows `leading` lead somewhere."""
    if kinds == {str}:
        words = cast(Sequence[str], down)
        return column.words.down(words), column.lines(words)
    texts = [cell if type(cell) is str else cell.text if isinstance(cell, Link) else "" for cell in down]
    if kinds == {Link} and len(leading) == len(down):
        return column.links.down(texts), column.lines(texts)
    return [column.piece(cell, at in leading) for at, cell in enumerate(down)], column.lines(texts)
