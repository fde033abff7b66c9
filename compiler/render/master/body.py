"""The rows of a table, taken up some hundred at a time and column by column.

What the cells of a column have in common is asked once for all of them: whether they are words, whether one takes more
than a line. A line of 20 cells takes 15 µs so, made and written; 60 where each cell is asked by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import itemgetter

from compiler.render.master.cell import Cell, Link
from compiler.render.master.columns import DEEPEST, Column, Columns, kind_of
from compiler.render.master.layout import TablePage, columns_of
from compiler.render.master.lines import Lines

BATCH = 256
_LINE, _TALLEST = 13, 409  # points
Down = Sequence[Cell]
"""The cells of a column, one below the other."""


def height_of(lines: int) -> float:
    """How tall a row of so many lines is, in points; 0 for one of a single line, as every program has it."""
    return min(lines * _LINE + 2, _TALLEST) if lines > 1 else 0


def write_rows(lines: Lines, columns: Columns, page: TablePage) -> None:
    """Take up all rows of a page, without its totals."""
    body = _Body(lines, columns)
    for first in range(0, len(page.rows), BATCH):
        levels = [min(level, DEEPEST) for level in page.levels[first : first + BATCH]]
        body.add(columns_of(page.rows, first, first + BATCH), levels)


def write_row(lines: Lines, columns: Columns, cells: Sequence[Cell]) -> None:
    """Take up a single row."""
    _Body(lines, columns).add([[cell] for cell in cells], [])


class _Body:
    """The rows of one table while they are taken up; the formats of cells are made in the order of rows and cells."""

    def __init__(self, lines: Lines, columns: Columns) -> None:
        self._lines, self._columns = lines, columns
        self._met: set[object] = set()

    def add(self, cells: Sequence[Down], levels: Sequence[int]) -> None:
        """Take up some rows, given as the cells of each column; `levels` are empty where there is no tree."""
        plain = [set(map(type, down)) == {str} for down in cells]
        leading = self._linked(cells, plain)
        self._format(cells, plain, levels, leading)
        columns = self._columns.at(levels[0] if levels else 0)
        pieces: list[Sequence[str]] = []
        tall: list[Sequence[int]] = []
        for number, (column, down) in enumerate(zip(columns, cells, strict=True)):
            if number == 0 and levels:
                firsts = [self._columns.at(level)[0] for level in levels]
                pieces.append([each.piece(cell, (at, 0) in leading) for at, (each, cell) in _paired(firsts, down)])
                tall.append(
                    [max(each.lines([text]), default=1) for each, text in zip(firsts, _texts(down), strict=True)]
                )
            elif plain[number]:
                pieces.append(list(map(column.__getitem__, down)))  # type: ignore[arg-type]
                tall.append(column.lines(down))  # type: ignore[arg-type]
            else:
                pieces.append([column.piece(cell, (at, number) in leading) for at, cell in enumerate(down)])
                tall.append(column.lines(_texts(down)))
        self._write(pieces, [each for each in tall if each], levels)

    def _write(self, pieces: Sequence[Sequence[str]], tall: Sequence[Sequence[int]], levels: Sequence[int]) -> None:
        most: Iterable[int] = map(max, *tall) if len(tall) > 1 else tall[0] if tall else repeat(1)
        self._lines.add(zip(zip(*pieces, strict=True), map(height_of, most), levels or repeat(0), strict=False))

    def _linked(self, cells: Sequence[Down], plain: Sequence[bool]) -> set[tuple[int, int]]:
        """Lead the links of these rows to where they go, in their order: which cells lead there, by row and column."""
        links = [
            (at, number, cell)
            for number, down in enumerate(cells)
            if not plain[number]
            for at, cell in enumerate(down)
            if isinstance(cell, Link) and cell.target and cell.text
        ]
        links.sort(key=itemgetter(0, 1))
        return {link[:2] for link, leads in zip(links, self._lines.link(links), strict=True) if leads}

    def _format(
        self, cells: Sequence[Down], plain: Sequence[bool], levels: Sequence[int], leading: set[tuple[int, int]]
    ) -> None:
        """Make the formats that these rows are the first to need, in the order of rows and cells."""
        new: list[tuple[int, int, int, Cell]] = []
        for at, level in enumerate(levels or (0,)):
            if level not in self._met:
                self._met.add(level)
                new.append((at, -1, level, ""))
        for number, down in enumerate(cells):
            if plain[number]:
                continue
            for at, cell in enumerate(down):
                if type(cell) is str or (isinstance(cell, Link) and (at, number) not in leading):
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


def _paired(columns: Sequence[Column], down: Down) -> Iterable[tuple[int, tuple[Column, Cell]]]:
    return enumerate(zip(columns, down, strict=True))


def _texts(down: Down) -> list[str]:
    """The words of cells; '' for those that are none."""
    return [cell if type(cell) is str else cell.text if isinstance(cell, Link) else "" for cell in down]
