"""Words that may be slips of others: what can be told from the words alone, wherever they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from compiler.domain.frozen import dataclass
from compiler.rules.words import one_letter_apart

_SHORTEST = 3
_LONGEST = 40
_ADJECTIVE = "al"
_ENDINGS = ("s", _ADJECTIVE)


@dataclass(frozen=True)
class Vocabulary:
    """Words, each once."""

    words: Collection[str]

    def near(self, rare: Iterable[str]) -> list[tuple[str, str]]:
        """Each of some words with another that is a slip away: a letter too many, too few, wrong or turned.

        Found through what is left of a word without one letter, so that each word is not held against all others; what
        is left of one length at a time, so that little is held of all.
        """
        some, all_words = _by_length(rare), _by_length(self.words)
        found: set[tuple[str, str]] = set()
        for length in range(_SHORTEST - len(_ADJECTIVE), _LONGEST + 1):
            left = _left_at(length, some)
            alike = {*_leaving(left, length, all_words)} if left else set[tuple[str, str]]()
            found.update(pair for pair in alike if one_letter_apart(*pair) or ending_between(*pair))
        return sorted(found)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.words)

    def begins_another(self, word: str, but: str) -> bool:
        """Whether another word begins with this one, as 'teaching' does with 'teach': then it is no slip of a word."""
        if len(word) <= _SHORTEST:
            return False
        at = bisect_left(self._sorted, word)
        while at < len(self._sorted) and self._sorted[at].startswith(word):
            if self._sorted[at] not in (word, but):
                return True
            at += 1
        return False


def _by_length(words: Iterable[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for word in words:
        if word.isalpha() and _SHORTEST <= len(word) <= _LONGEST:
            found[len(word)].append(word)
    return found


def _left_at(length: int, words: dict[int, list[str]]) -> dict[str, list[str]]:
    """What is left of words, where it has this length: all of them, all but a letter, all but an ending."""
    found: dict[str, list[str]] = {}
    for word in words.get(length, ()):
        found.setdefault(word, []).append(word)
    for word in words.get(length + 1, ()):
        for n in range(length + 1):
            found.setdefault(word[:n] + word[n + 1 :], []).append(word)
    for word in words.get(length + len(_ADJECTIVE), ()):
        if word.endswith(_ADJECTIVE):
            found.setdefault(word.removesuffix(_ADJECTIVE), []).append(word)
    return found


def _leaving(left: dict[str, list[str]], length: int, words: dict[int, list[str]]) -> Iterator[tuple[str, str]]:
    """Each of the words of which something is left, with each other of which the same is."""
    for other in words.get(length, ()):
        if other in left:
            yield from ((word, other) for word in left[other] if word != other)
    for other in words.get(length + 1, ()):
        for n in range(length + 1):
            if (key := other[:n] + other[n + 1 :]) in left:
                yield from ((word, other) for word in left[key] if word != other)
    for other in words.get(length + len(_ADJECTIVE), ()):
        if other.endswith(_ADJECTIVE) and (key := other.removesuffix(_ADJECTIVE)) in left:
            yield from ((word, other) for word in left[key] if word != other)


def ending_between(one: str, other: str) -> str | None:
    """The ending by which two words differ, if one of them is the other with an ending."""
    shorter, longer = sorted((one, other), key=len)
    return next((ending for ending in _ENDINGS if shorter + ending == longer), None)
