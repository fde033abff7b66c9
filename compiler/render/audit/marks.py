"""The numerals and ratings of two texts held against each other, however the words between them were changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.render.trace.numerals import numerals

_WORD = regex(r"#|[^\W_]+(?:'[^\W_]+)?")
_SENTENCE_END = regex(r"(?<=[.!?…;])\s+(?=[“\"'(]?[A-Z0-9])")
_CONTEXT = 3  # so many words in a row, the numeral among them, tell that two numerals stand in the same place


@dataclass(frozen=True, slots=True)
class Mark:
    """A numeral, or the name of a rating, in a text: its words, where they stand, and what they say."""

    start: int
    end: int
    text: str
    says: Hashable
    spelt: bool = False
    rating: bool = False


@dataclass(frozen=True, slots=True)
class Differing:
    """A mark of the text as it is now, with what stood in its place (None where nothing did)."""

    mark: Mark
    wrote: Mark | None


@lru_cache(maxsize=8192)
def marks(text: str, ratings: tuple[str, ...] = ()) -> tuple[Mark, ...]:
    """The numerals of a text, and the ratings of those names, in order."""
    found = [Mark(each.start, each.end, each.text, each.amount, each.spelt) for each in numerals(text)]
    if ratings:
        names = re.compile(rf"\b(?:{'|'.join(map(re.escape, ratings))})\b")
        found += [Mark(each.start(), each.end(), each[0], each[0], rating=True) for each in names.finditer(text)]
    return tuple(sorted(found, key=lambda mark: mark.start))


@lru_cache(maxsize=8192)
def skeleton(text: str, ratings: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words of a text in small letters with # for every mark: equal for texts that differ in their marks only."""
    pieces, at = [], 0
    for mark in marks(text, ratings):
        pieces += [text[at : mark.start], " # "]
        at = max(at, mark.end)
    return tuple(word.casefold() for word in _WORD.findall("".join((*pieces, text[at:]))))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [each for each in _SENTENCE_END.split(text) if each.strip()]


def differing(now: str, wrote: str, ratings: tuple[str, ...] = ()) -> Iterator[Differing]:
    """The marks that say something else than before, each with what stood in its place where that can be told.

    Where only marks differ they are held against each other one by one. Else a mark that stands among the same words
    is held against the one that stood there, and of the others those that were not in the text before are given.
    """
    here, there = marks(now, ratings), marks(wrote, ratings)
    words, old = skeleton(now, ratings), skeleton(wrote, ratings)
    if words == old and len(here) == len(there):
        yield from (Differing(new, was) for new, was in zip(here, there, strict=True) if new.says != was.says)
        return
    placed = dict(_same_place(words, old))
    told = {at: was for at, was in placed.items() if here[at].says != there[was].says}
    spare = Counter(mark.says for at, mark in enumerate(there) if at not in set(placed.values()))
    added = []
    for at, mark in enumerate(here):
        if at in told:
            yield Differing(mark, there[told[at]])
        elif at not in placed:
            if spare[mark.says]:
                spare[mark.says] -= 1
            else:
                added.append(mark)
    left = [mark for at, mark in enumerate(there) if at not in set(placed.values()) and spare[mark.says]]
    alone = len(added) == 1 and len(left) == 1
    yield from (Differing(mark, left[0] if alone else None) for mark in added)


def _same_place(words: Sequence[str], old: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The marks that stand among the same words in both texts, by their numbers from 0."""
    for first, second, size in SequenceMatcher(None, words, old, autojunk=False).get_matching_blocks():
        if size >= _CONTEXT:
            for step in range(size):
                if words[first + step] == "#":
                    yield words[: first + step].count("#"), old[: second + step].count("#")


def alike(words: Sequence[str], others: Iterable[tuple[str, ...]], least: float) -> int | None:
    """Which of some texts is most like the words, if any is alike enough; None where none is."""
    best, found = least, None
    bag = Counter(words)
    for at, other in enumerate(others):
        shared = 2 * (bag & Counter(other)).total() / (len(words) + len(other) or 1)
        if shared > best:
            best, found = shared, at
    return found
