"""How findings are worded: words quoted, lists written out, a cell named as a person would say it."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.domain.language import article
from compiler.domain.language import plural as _plural
from compiler.domain.text import clean, lookalikes

LONGEST = 110
"""Characters of words that are held against others, which want to be seen whole."""
_LONGEST_QUOTE = 60
_MOST_NAMES = 12


def quote(words: str, longest: int = _LONGEST_QUOTE) -> str:
    """The words in quotation marks, on one line, and cut after `longest` characters."""
    shown = " ".join(clean(words).split())
    return f"'{shown if len(shown) <= longest else shown[: longest - 1].rstrip() + '…'}'"


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Names as a list in a sentence: 'Red, Amber and Green'; of very many, the first dozen and how many more."""
    shown = [name for name in names if name]
    if len(shown) > _MOST_NAMES:
        shown = [*shown[:_MOST_NAMES], f"{len(shown) - _MOST_NAMES} more"]
        joint = "and"
    return f" {joint} ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def sentence(*parts: str) -> str:
    """The parts that say anything, one after the other."""
    return " ".join(part for part in parts if part)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: '1 row', '12 rows'."""
    return f"{number:,} {_plural(noun, number) if number == 1 or not plural else plural}"


def a(noun: str) -> str:
    """A noun with its article: 'an action', 'a risk'."""
    return f"{article(noun)} {noun}"


def strange_letters(words: str) -> str:
    """Which letters only look like Latin ones: 'the M is a Cyrillic letter'; '' when all are what they seem."""
    return listed(dict.fromkeys(map(str, lookalikes(words))))
