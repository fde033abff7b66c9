"""What several workbooks say, held once: they are held until the report is told, and say the same in many cells."""

from __future__ import annotations

from sys import intern

from compiler.domain.cells import Content, Layout
from compiler.domain.period import Year
from compiler.domain.record import blocks_of
from compiler.domain.returned import Return
from compiler.returns.known import Known

_MOST = 50_000
"""So many contents are remembered; what is forgotten is only not shared any more."""


class Shared:
    """Makes workbooks share what their cells say: one that another process read shares nothing with any other.

    100 workbooks took 17 MB so, and 25 as they came from other processes. Those that are read here share what is known
    of their words anyway.
    """

    def __init__(self) -> None:
        self._said: dict[str, dict[str, Content]] = {}
        self._count = 0
        self._layouts: dict[tuple[tuple[str, ...], tuple[int, ...]], Layout] = {}
        self._known: dict[Year, Known] = {}

    def known(self, year: Year) -> Known:
        """What the words of a year's plans and returns were read as so far: what both say is read once."""
        return self._known.setdefault(year, Known())

    def book(self, book: Return) -> Return:
        """The workbook, which says what it said."""
        if self._count > _MOST:
            self._said.clear()
            self._count = 0
        for block in blocks_of(book.records):
            block.say(map(self._column, block.layout.place, block.columns), self._layout(block.layout))
        return book

    def _column(self, key: str, contents: tuple[Content, ...]) -> tuple[Content, ...]:
        known = self._said.setdefault(key, {})
        before = len(known)
        shared = tuple([intern(each) if type(each) is str else _shared(known, each) for each in contents])
        self._count += len(known) - before
        return shared

    def let_go(self) -> None:
        """Forget what was said: workbooks that are still to come share nothing with those that came."""
        self._said.clear()
        self._known.clear()
        self._count = 0

    def _layout(self, layout: Layout) -> Layout:
        return self._layouts.setdefault((tuple(layout.place), tuple(layout.columns)), layout)


def _shared(known: dict[str, Content], content: Content) -> Content:
    found = known.setdefault(content[0], content)
    return found if found is content or found == content else content
