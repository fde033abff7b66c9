"""Numerals in running words: digits with sign, pound and percent, and the number words one to twelve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_VALUES = {word: number for number, word in enumerate(WORDS, 1)}
_FOUND = regex(
    r"(?P<sign>(?<![^\s(“\"'‘])[-−–](?=£?\d))?(?P<pound>£)?"
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)(?P<percent>\s?%|\s?per\s?cent\b)?"
    rf"|\b(?P<word>{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral: where it stands in its text, its words, its value, its unit ('%', '£' or ''), and whether it is
    written in letters."""

    start: int
    end: int
    text: str
    value: Decimal
    unit: str = ""
    spelt: bool = False

    @property
    def amount(self) -> tuple[Decimal, str]:
        """What it says, however it is written: 'eight' and '8' are the same amount."""
        return self.value, self.unit


def numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of a text, in order; a date or a range is several."""
    for found in _FOUND.finditer(text):
        if found["word"]:
            value = Decimal(_VALUES[found["word"].lower()])
            yield Numeral(found.start(), found.end(), found[0], value, spelt=True)
        else:
            value = Decimal(found["digits"].replace(",", ""))
            unit = "%" if found["percent"] else found["pound"] or ""
            yield Numeral(found.start(), found.end(), found[0], -value if found["sign"] else value, unit)


def only_numeral(text: str) -> Numeral | None:
    """The numeral that a text is and nothing else; None where it is more, or none."""
    stripped = text.strip()
    found = next(numerals(stripped), None)
    return found if found and (found.start, found.end) == (0, len(stripped)) else None
