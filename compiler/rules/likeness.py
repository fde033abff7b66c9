"""How alike two wordings are, and where they part."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from compiler.domain.text import fold

_ASIDE = re.compile(r"\(\s*[A-Z]{2,}[A-Za-z]{0,2}(?:[ -]?[A-Z0-9][^\s()]*)*(?:\s*\([a-z]+\))?\s*\)")
"""An abbreviation or a reference in brackets, '(NEET)', '(LPI SS 8b)': it adds nothing to what is said."""
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_WRITTEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = dict(zip(_WRITTEN, map(str, range(1, 11)), strict=True))
_CONTEXT = 3

ALIKE = 0.6
"""From here on one wording is the other, changed; below it is another wording."""
FEWEST = 4
"""Wordings of fewer words are alike by accident."""


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words that count in comparing: case, punctuation and abbreviations in brackets do not, five is 5."""
    plain = _APOSTROPHE.sub("", fold(_ASIDE.sub(" ", text)))
    return tuple(_NUMBERS.get(word, word) for word in _WORD.findall(plain))


@lru_cache(maxsize=8192)
def letters_of(text: str) -> str:
    """The words without spaces, which a scan puts anywhere: a key under which the same words are equal."""
    return "".join(words_of(text))


def same(one: str, other: str) -> bool:
    """Whether two texts are the same words."""
    return letters_of(one) == letters_of(other)


@lru_cache(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """How much of the shorter wording stands in the longer one, in its order, from 0 to 1; 1 where they are the same.

    Of wordings of very few words nothing is said but that they are the same.
    """
    if same(one, other):
        return 1.0
    first, second = words_of(one), words_of(other)
    fewest = min(len(first), len(second))
    if fewest < FEWEST or (Counter(first) & Counter(second)).total() < ALIKE * fewest:
        return 0.0
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / fewest


def apart(one: str, other: str) -> tuple[str, str]:
    """The piece of each text in which they differ, with a few words on either side."""
    first, second = one.split(), other.split()
    lead = _common(first, second)
    tail = min(_common(first[::-1], second[::-1]), min(len(first), len(second)) - lead)
    return _piece(first, lead, tail), _piece(second, lead, tail)


def _common(first: list[str], second: list[str]) -> int:
    """How many words two lists begin with together."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if letters_of(a) != letters_of(b)), min(len(first), len(second)))


def _piece(words: list[str], lead: int, tail: int) -> str:
    start, end = max(lead - _CONTEXT, 0), min(len(words) - tail + _CONTEXT, len(words))
    return f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if end < len(words) else ''}"
