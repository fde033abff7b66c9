"""Sentences made of facts: numbers in words, plurals, lists with "and", a capital at the start and a full stop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compiler.domain.frozen import replace
from compiler.domain.language import plural as plural
from compiler.domain.language import term
from compiler.report.blocks import Figure, Inline, Words, say

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ENDS = (".", "?", "!", "…", ":")


def number_words(number: int) -> str:
    """A number in a sentence: words up to nine, numerals from 10 with commas; 0 is 'no', as in 'no actions'."""
    return term(_WORDS[number]) if 0 <= number < len(_WORDS) else f"{number:,}"


def numeral(number: int) -> str:
    """A number in a table: '1,204'."""
    return f"{number:,}"


def agree(number: int, one: str, many: str) -> str:
    """The form of a verb or pronoun that agrees with a number: agree(2, 'is', 'are') is 'are'."""
    return one if number == 1 else many


def words(*parts: Inline | Words) -> Words:
    """Parts of a sentence as one run of words."""
    run: list[Inline] = []
    for part in parts:
        run.extend(part if isinstance(part, tuple) else (part,))
    return tuple(run)


def sentence(*parts: Inline | Words) -> Words:
    """A sentence from its parts: the first letter a capital, a full stop at the end unless it ends otherwise."""
    run = words(*parts)
    if run and isinstance(run[0], str):
        run = (capital(run[0]), *run[1:])
    elif run and isinstance(run[0], Figure):
        run = (replace(run[0], text=capital(run[0].text)), *run[1:])
    return run if say(run).rstrip("”’)").endswith(_ENDS) else (*run, ".")


def capital(text: str) -> str:
    """The words with a capital at the start."""
    return text[:1].upper() + text[1:]


def paragraph(sentences: Iterable[Words]) -> Words:
    """Sentences in a row, with a space between them."""
    run: list[Inline] = []
    for one in sentences:
        if one:
            run.extend((" ", *one) if run else one)
    return tuple(run)


def listed(items: Sequence[Inline | Words], between: str = ", ", last: str = "") -> Words:
    """Items as a list in a sentence: 'a', 'a and b', 'a, b and c'; `last` stands before the last, usually ' and '."""
    last = last or f" {term('and')} "
    run: list[Inline] = []
    for place, item in enumerate(items):
        if place:
            run.append(last if place == len(items) - 1 else between)
        run.extend(item if isinstance(item, tuple) else (item,))
    return tuple(run)


def quoted(text: str) -> str:
    """Words in quotation marks, as a state of the scheme is named."""
    return f"“{text}”"
