"""What several workbooks say, held once: they are held until the report is told, and say the same in many cells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from sys import intern
from typing import TypeAlias

from compiler.domain.cells import Content
from compiler.domain.period import Year
from compiler.domain.record import blocks_of
from compiler.domain.returned import Return
from compiler.returns.known import Known

_MOST = 50_000
"""So many contents are remembered; what is forgotten is only not shared any more."""

_Met: TypeAlias = dict[int, tuple[Content, Content]]
"""What cells say, by their ids, which are theirs as long as they are held; with what says the same."""


class Shared:
    """Makes workbooks share what their cells say: one that another process read shares nothing with any other.

    100 workbooks took 17 MB so, and 25 as they came from other processes. Those that are read here share what is known
    of their words anyway.
    """

    def __init__(self) -> None:
        self._said: dict[str, dict[str, Content]] = {}
        self._count = 0
        self._known: dict[Year, Known] = {}

    def known(self, year: Year) -> Known:
        """What the words of a year's plans and returns were read as so far: what both say is read once."""
        return self._known.setdefault(year, Known())

    def share(self, books: Iterable[Return]) -> None:
        """Have workbooks that came together say what they say with what others say; what is packed is left as it is.

        Most of their cells share what they say already: it is compared but once.
        """
        if self._count > _MOST:
            self._said.clear()
            self._count = 0
        met: _Met = {}
        for book in books:
            for block in blocks_of(book.records):
                block.share(partial(self._column, met))

    def _column(self, met: _Met, key: str, contents: tuple[Content, ...]) -> tuple[Content, ...]:
        known = self._said.setdefault(key, {})
        before = len(known)
        for where, each in dict(zip(map(id, contents), contents, strict=True)).items():
            if where not in met:
                met[where] = each, intern(each) if type(each) is str else _shared(known, each)
        self._count += len(known) - before
        return tuple([met[where][1] for where in map(id, contents)])

    def let_go(self) -> None:
        """Forget what was said: workbooks that are still to come share nothing with those that came."""
        self._said.clear()
        self._known.clear()
        self._count = 0


def _shared(known: dict[str, Content], content: Content) -> Content:
    found = known.setdefault(content[0], content)
    return found if found is content or found == content else content
