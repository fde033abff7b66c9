"""What several workbooks say, held once: they are held until the report is told, and say the same in many cells."""

from __future__ import annotations

from sys import intern

from compiler.domain.cells import Cells, Content, Layout
from compiler.domain.period import Year
from compiler.domain.returned import Return
from compiler.returns.known import Known

_MOST = 50_000
"""So many contents are remembered; what is forgotten is only not shared any more."""


class Shared:
    """Makes workbooks share what their cells say: one that another process read shares nothing with any other.

    100 workbooks take 17 MB so, and 25 as they come from other processes; it takes 1 ms a workbook.
    """

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], Content] = {}
        self._layouts: dict[tuple[tuple[str, ...], tuple[int, ...]], Layout] = {}
        self._known: dict[Year, Known] = {}

    def known(self, year: Year) -> Known:
        """What the words of a year's plans and returns were read as so far: what both say is read once."""
        return self._known.setdefault(year, Known())

    def book(self, book: Return) -> Return:
        """The workbook, which says what it said."""
        if len(self._said) > _MOST:
            self._said.clear()
        for row in book.records:
            cells = row.entries
            if type(cells) is Cells and type(cells.contents) is tuple:
                cells.contents = tuple(map(self._content, cells.layout.place, cells.contents))
                cells.layout = self._layout(cells.layout)
        return book

    def let_go(self) -> None:
        """Forget what was said: workbooks that are still to come share nothing with those that came."""
        self._said.clear()
        self._known.clear()

    def _content(self, key: str, content: Content) -> Content:
        if isinstance(content, str):
            return intern(content)
        known = self._said.setdefault((key, content[0]), content)
        return known if known is content or known == content else content

    def _layout(self, layout: Layout) -> Layout:
        return self._layouts.setdefault((tuple(layout.place), tuple(layout.columns)), layout)


class AsTheyCome(Shared):
    """Leaves workbooks as they are, where it is for somebody else to make them share."""

    def book(self, book: Return) -> Return:
        """The workbook."""
        return book
