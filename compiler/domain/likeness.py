"""How alike two wordings are, and where they part."""

from __future__ import annotations

from sys import intern

from compiler.domain.regex import regex
from compiler.domain.remembered import remembered
from compiler.domain.text import fold

_ASIDE = regex(r"\(\s*[A-Z]{2,}[A-Za-z]{0,2}(?:[ -]?[A-Z0-9][^\s()]*)*(?:\s*\([a-z]+\))?\s*\)")
"""An abbreviation or a reference in brackets, '(NEET)', '(LPI SS 8b)': it adds nothing to what is said."""
_WORD = regex(r"[^\W_]+")
_APOSTROPHE = regex(r"(?<=\w)'(?=\w)")
_APART = bytes(byte if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256))
"""Every letter and figure as it is, and a space for all else: a plain text is read so in a fifth of the time."""
_WRITTEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = dict(zip(_WRITTEN, map(str, range(1, 11)), strict=True))
"""Numbers in words, and as figures."""
_NUMBERED = frozenset(NUMBERS)
_CONTEXT = 3
_RUN = 5

ALIKE = 0.6
"""From here on one wording is the other, changed; below it is another wording."""
FEWEST = 4
"""Wordings of fewer words are alike by accident."""


def words_once(text: str) -> tuple[str, ...]:
    """The words that count in comparing: case, punctuation and abbreviations in brackets do not, five is 5.

    For those who go over many texts, each once: nothing is remembered.
    """
    if text.isascii() and text.isprintable() and "(" not in text and "''" not in text:
        read = text.lower().replace("&", " and ").encode().translate(_APART, b"'").decode().split()
    else:
        plain = fold(_ASIDE.sub(" ", text))
        read = _WORD.findall(_APOSTROPHE.sub("", plain) if "'" in plain else plain)
    return tuple(read) if _NUMBERED.isdisjoint(read) else tuple(NUMBERS.get(word, word) for word in read)


@remembered(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words that count in comparing, remembered; each word is held once, however many texts have it."""
    return tuple(map(intern, words_once(text)))


@remembered(maxsize=8192)
def letters_of(text: str) -> str:
    """The words without spaces, which a scan puts anywhere: a key under which the same words are equal."""
    return "".join(words_of(text))


def letters_once(text: str) -> str:
    """The same for those who go over many texts, each once: nothing is remembered."""
    return "".join(words_once(text))


def same(one: str, other: str) -> bool:
    """Whether two texts are the same words."""
    return letters_of(one) == letters_of(other)


@remembered(maxsize=8192)
def _set_of(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


@remembered(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """How much of the shorter wording stands in the longer one, in its order, from 0 to 1; 1 where they are the same.

    Of wordings of very few words nothing is said but that they are the same.
    """
    if same(one, other):
        return 1.0
    first, second = words_of(one), words_of(other)
    shorter, longer = (first, other) if len(first) <= len(second) else (second, one)
    fewest = len(shorter)
    if fewest < FEWEST or sum(map(_set_of(longer).__contains__, shorter)) < ALIKE * fewest:
        return 0.0
    from difflib import SequenceMatcher  # 1 ms that few checks need

    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / fewest


def repeats(text: str, changed: str, standard: str) -> bool:
    """Whether a text has a few words on end of a changed wording as they are there and not in the standard one."""
    return bool(_runs(text) & (_runs(changed) - _runs(standard)))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = words_of(text)
    return frozenset(words[at : at + _RUN] for at in range(len(words) - _RUN + 1))


def apart(one: str, other: str) -> tuple[str, str]:
    """The pieces of each text in which they differ, with a few words on either side."""
    from difflib import SequenceMatcher

    first, second = one.split(), other.split()
    matcher = SequenceMatcher(None, [*map(letters_of, first)], [*map(letters_of, second)], autojunk=False)
    groups = [(group[0], group[-1]) for group in matcher.get_grouped_opcodes(_CONTEXT)]
    return (
        _pieces(first, [(start[1], end[2]) for start, end in groups]),
        _pieces(second, [(start[3], end[4]) for start, end in groups]),
    )


def _pieces(words: list[str], places: list[tuple[int, int]]) -> str:
    told = " … ".join(" ".join(words[start:end]) for start, end in places)
    before = "… " if places and places[0][0] else ""
    return f"{before}{told}{' …' if places and places[-1][1] < len(words) else ''}"
