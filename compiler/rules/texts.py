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

    whole: str
    begins: Sequence[int]

    def holding(self, signs: Iterable[str]) -> set[int]:
        """The numbers of the texts that hold one of the signs."""
        found: set[int] = set()
        for sign in signs:
            at = self.whole.find(sign)
            while at >= 0:
                number = bisect_right(self.begins, at) - 1
                found.add(number)
                at = self.whole.find(sign, self.begins[number + 1])
        return found


def joined(texts: Iterable[str]) -> Joined:
    """Texts as one text."""
    every = list(texts)
    return Joined(_BETWEEN.join(every), list(accumulate((len(text) + 1 for text in every), initial=0)))


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
    def whole(self) -> str:
        """The texts as one."""
        return _BETWEEN.join(self.texts)

    @cached_property
    def _small(self) -> Joined:
        return joined(text.lower() for text in self.texts)

    def holding(self, *signs: str) -> frozenset[str]:
        """The texts that hold one of the signs, which are in small letters and find any."""
        return frozenset(map(self.texts.__getitem__, self._small.holding(signs)))

    def matching(self, pattern: re.Pattern[str]) -> frozenset[str]:
        """The texts in which a pattern, which is in small letters and finds any, stands at least once."""
        whole, begins = self._small.whole, self._small.begins
        return frozenset(self.texts[bisect_right(begins, found.start()) - 1] for found in pattern.finditer(whole))

    def plainly(self, pattern: re.Pattern[str]) -> list[str]:
        """The texts in which a pattern stands when they are put on a plain keyboard."""
        whole = joined(map(plain, self.texts))
        places = (bisect_right(whole.begins, found.start()) - 1 for found in pattern.finditer(whole.whole))
        return [self.texts[number] for number in dict.fromkeys(places)]


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
