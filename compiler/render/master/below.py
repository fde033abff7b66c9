"""The rows of a sheet from one on, written straight into the sheet's part, as those of tables are.

Kept as cells by the writer until the end, the Summary of 100 divisions takes 0.35 s and 8 MB.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.domain.origin import column_letters
from compiler.render.master.body import height_of, write_rows
from compiler.render.master.cell import Cell
from compiler.render.master.lines import Lines, begin_of, content
from compiler.render.master.looks import Style, typed
from compiler.render.master.page import Page
from compiler.render.master.tall import lines_of


class Below:
    """The lower part of a sheet, from a row on; the writer itself puts no row there."""

    def __init__(self, page: Page, first: int) -> None:
        self._page = page
        self._lines = page.lines = Lines(first, len(page.widths))

    def row(self, number: int, cells: Sequence[tuple[Cell, Style]]) -> None:
        """Write a row from its first cell on, each cell with its style."""
        ends = [*(f'<c r="{column_letters(each)}' for each in range(2, len(cells) + 1)), "</row>"]
        pieces = [
            [f'" s="{self._page.format_of(typed(cell, style))}"{content(cell)}{end}']
            for (cell, style), end in zip(cells, ends, strict=True)
        ]
        taken = [
            lines_of(cell, width)
            for (cell, style), width in zip(cells, self._page.widths, strict=False)
            if isinstance(cell, str) and style.get("text_wrap")
        ]
        self._lines.next = number
        self._lines.add(pieces, [begin_of(height_of(max(taken, default=1)), 0)])

    def rows(self, first: int, rows: Sequence[tuple[Cell, ...]], more: Sequence[Style]) -> None:
        """Write rows in the look of a table's; `more` is what the style of each column has of its own."""
        self._lines.next = first
        write_rows(self._lines, self._page.columns(more), rows)
