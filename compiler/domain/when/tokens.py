"""The words, numbers and marks of a due date, folded so that spelling and spacing do not matter, with their places."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from compiler.domain.frozen import dataclass
from compiler.domain.period import EARLIEST, LATEST, MONTHS
from compiler.domain.regex import regex

MONTH_NUMBERS = {name.casefold(): n for n, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3].casefold(): n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}

_TOKEN = regex(
    r"(?P<tag></?[A-Za-z][^<>]{0,200}>)"
    r"|\^\s*\{?\s*(?P<ordinal>st|nd|rd|th)\s*\}?"
    r"|(?P<lookalike>(?<![^\W_])(?:19|2[0Oo])(?=[\dOoIl]{2}(?![^\W_]))(?=[\dOoIl]*\d)[\dOoIl]{2})"
    r"|(?P<word>[^\W\d_]+)|(?P<number>\d+)|(?P<mark>\S)",
    re.IGNORECASE,
)
_DASHES = dict.fromkeys("‐‑‒–—―−－", "-") | dict.fromkeys("⁄∕／", "/") | dict.fromkeys("‘’‛ʼ´`", "'")
_EDGES = " .,;:-–—‒−•"
_JOINED = set(MONTH_NUMBERS) | {
    *("ongoing", "annually", "annual", "quarterly", "monthly", "termly"),
    *("spring", "summer", "autumn", "winter", "quarter"),
}
_LOOKALIKES = str.maketrans("АВЕМНОРСТХаеорсух", "ABEMHOPCTXaeopcyx")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark: how it is compared, and where it stands in the raw words."""

    text: str
    start: int
    stop: int

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text.isalpha()

    @property
    def is_number(self) -> bool:
        """Whether it is made of digits."""
        return self.text.isascii() and self.text.isdigit()


@dataclass(frozen=True)
class Words:
    """The tokens of some raw words, and what had to be repaired to read them as such."""

    raw: str
    tokens: tuple[Token, ...]
    repairs: tuple[tuple[int, str], ...] = ()

    @cached_property
    def text(self) -> str:
        """The tokens with one space after each: what the grammar is matched against."""
        return "".join(token.text + " " for token in self.tokens)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where in `text` each token begins, and where the last one ends."""
        found = [0]
        for token in self.tokens:
            found.append(found[-1] + len(token.text) + 1)
        return tuple(found)

    @cached_property
    def index(self) -> dict[int, int]:
        """The number of the token that begins at a place in `text`."""
        return {offset: number for number, offset in enumerate(self.offsets)}

    def slice(self, first: int, after: int) -> str:
        """The raw words of some tokens, without mark-up and the marks around them."""
        if first >= after:
            return ""
        words = self.raw[self.tokens[first].start : self.tokens[after - 1].stop]
        words = " ".join(re.sub(r"</?[A-Za-z][^<>]{0,200}>", " ", words).split())
        words = words.strip(_EDGES)
        if not any(letter.isalnum() or letter == "?" for letter in words):
            return ""
        whole = words[:1] == "(" and words[-1:] == ")" and words.count("(") == 1
        return words.strip(_EDGES + "()") if whole or words.count("(") != words.count(")") else words

    def repaired(self, first: int, after: int) -> tuple[str, ...]:
        """What was repaired among some tokens."""
        return tuple(note for number, note in self.repairs if first <= number < after)


def read_words(raw: str) -> Words:
    """The words, numbers and marks of a text; invisible characters and mark-up are left out."""
    tokens: list[Token] = []
    repairs: list[tuple[int, str]] = []
    for found in _TOKEN.finditer(raw):
        if found["tag"] or unicodedata.category(found[0][0]) in ("Cf", "Cc", "Co", "Cs"):
            continue
        if found["lookalike"] and not found[0].isdigit():
            repairs.append((len(tokens), f"“{found[0]}” has letters in place of figures"))
        tokens.append(Token(_folded(found), found.start(), found.end()))
    return _mended(raw, tokens, repairs)


def _folded(found: re.Match[str]) -> str:
    if found["lookalike"]:
        return found[0].lower().replace("o", "0").replace("i", "1").replace("l", "1")
    if found["ordinal"]:
        return found["ordinal"].casefold()
    if found["number"]:
        return "".join(str(unicodedata.digit(digit)) for digit in found[0])
    if found["word"]:
        return unicodedata.normalize("NFKC", found[0].translate(_LOOKALIKES)).casefold().replace(" ", "") or "?"
    return _DASHES.get(found[0], found[0])


def _mended(raw: str, tokens: list[Token], repairs: list[tuple[int, str]]) -> Words:
    """Put back together what a scanner has spaced out: 'M ar 2009', 'Apr 20 09'."""
    mended: list[Token] = []
    moved: list[tuple[int, str]] = []
    at = 0
    while at < len(tokens):
        count = _broken_word(tokens, at) or _broken_year(tokens, at, mended)
        piece = tokens[at : at + max(count, 1)]
        moved += [(len(mended), note) for number, note in repairs if at <= number < at + len(piece)]
        if count:
            shown = raw[piece[0].start : piece[-1].stop]
            moved.append((len(mended), f"“{' '.join(shown.split())}” has spaces that do not belong there"))
        mended.append(Token("".join(token.text for token in piece), piece[0].start, piece[-1].stop))
        at += len(piece)
    return Words(raw, tuple(mended), tuple(moved))


def _broken_word(tokens: list[Token], at: int) -> int:
    """How many tokens from here make up one spaced-out word of the calendar; 0 if they do not."""
    for count in range(9, 1, -1):
        piece = tokens[at : at + count]
        if len(piece) < count or not all(token.is_word for token in piece):
            continue
        if "".join(token.text for token in piece) in _JOINED:
            return count
    return 0


def _broken_year(tokens: list[Token], at: int, before: list[Token]) -> int:
    """How many numbers from here make up one spaced-out year after a month; 0 if they do not."""
    if not tokens[at].is_number or not before or before[-1].text not in MONTH_NUMBERS:
        return 0
    count = 0
    while at + count < len(tokens) and tokens[at + count].is_number:
        count += 1
    digits = "".join(token.text for token in tokens[at : at + count])
    return count if count > 1 and len(digits) == 4 and EARLIEST <= int(digits) <= LATEST else 0
