"""Many texts searched as one: which of them hold a sign is asked of all at once, then only those are read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, chain

from compiler.domain.frozen import dataclass
from compiler.domain.text import plain

_BETWEEN = "\x00"
"""Stands between two texts: no cell of a workbook can hold it, and nothing that is looked for does."""


@dataclass(frozen=True)
class Joined:
    """Texts, one after the other."""

    texts: Sequence[str]

    @cached_property
    def whole(self) -> str:
        """All of them as one text."""
        return _BETWEEN.join(self.texts)

    @cached_property
    def _begins(self) -> Sequence[int]:
        return list(accumulate((len(text) + 1 for text in self.texts), initial=0))

    def holding(self, signs: Iterable[str]) -> set[int]:
        """The numbers of the texts that hold one of the signs."""
        found: set[int] = set()
        for sign in signs:
            at = self.whole.find(sign)
            while at >= 0:
                number = bisect_right(self._begins, at) - 1
                found.add(number)
                at = self.whole.find(sign, self._begins[number + 1])
        return found

    def matching(self, pattern: re.Pattern[str]) -> list[int]:
        """The numbers of the texts in which a pattern stands at least once."""
        at = (found.start() for found in pattern.finditer(self.whole))
        return [*dict.fromkeys(bisect_right(self._begins, each) - 1 for each in at)]


@dataclass(frozen=True)
class Texts:
    """Texts, each once. What a rule looks for has letters that few texts hold: they are found in all texts joined.

    13,000 texts of 200 workbooks are searched for nine signs in 8 ms; one by one it took 60.
    """

    texts: Sequence[str]

    @cached_property
    def foreign(self) -> frozenset[str]:
        """The texts with a letter or a sign that no plain keyboard has."""
        return frozenset(text for text in self.texts if not text.isascii())

    @cached_property
    def as_typed(self) -> Joined:
        """The texts one after the other."""
        return Joined(self.texts)

    @cached_property
    def small(self) -> Joined:
        """The same in small letters."""
        return Joined([text.lower() for text in self.texts])

    @cached_property
    def plainly(self) -> Joined:
        """The same on a plain keyboard; most are it as they are, which one look at all of them tells."""
        if self.as_typed.whole.replace(_BETWEEN, " ").isprintable() and self.as_typed.whole.isascii():
            return self.as_typed
        return Joined([plain(text) for text in self.texts])

    def holding(self, *signs: str) -> frozenset[str]:
        """The texts that hold one of the signs, which are in small letters and find any."""
        return frozenset(map(self.texts.__getitem__, self.small.holding(signs)))

    def matching(self, pattern: re.Pattern[str]) -> frozenset[str]:
        """The texts in which a pattern, which is in small letters and finds any, stands at least once."""
        return frozenset(map(self.texts.__getitem__, self.small.matching(pattern)))


@dataclass(frozen=True)
class SeveralTexts:
    """The texts of several types of columns: what is asked of all of them is asked of those of each type, and kept."""

    parts: Sequence[Texts]

    @cached_property
    def texts(self) -> Sequence[str]:
        """All texts, each once."""
        return tuple(frozenset(chain.from_iterable(part.texts for part in self.parts)))

    @property
    def foreign(self) -> frozenset[str]:
        """The texts with a letter or a sign that no plain keyboard has."""
        return frozenset[str]().union(*(part.foreign for part in self.parts))

    def holding(self, *signs: str) -> frozenset[str]:
        """The texts that hold one of the signs, which are in small letters and find any."""
        return frozenset[str]().union(*(part.holding(*signs) for part in self.parts))
