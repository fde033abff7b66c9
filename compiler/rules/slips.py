"""W: slips of the pen, proved by the plans themselves: a word that stands otherwise in the same words, or twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.domain.finding import Severity
from compiler.domain.likeness import NUMBERS
from compiler.domain.regex import regex
from compiler.domain.returned import Role
from compiler.domain.text import fold
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.said import typed
from compiler.rules.vocabulary import Standing, Vocabulary, ending_between
from compiler.rules.wording import counted, quote
from compiler.rules.words import one_letter_apart, swapped

_TWICE = regex(r"(?<![\w-])([A-Za-z]{2,})[ \t\n]+(\1)(?![\w-])", re.IGNORECASE)
_DOUBLED = regex(r"(?<![\w-])([a-z]{2,})[ \t\n]+\1(?![\w-])")
"""The same in small letters, for all texts joined: it takes a fifth of the time."""
_MAY_REPEAT = frozenset({"that", "had"})
_LONG = 5
_SAME_WORDS = 4
_LONG_RUN = 6
_MORE_OFTEN = 3


def written(cells: Iterable[Answered]) -> list[Answered]:
    """Those cells that hold words of their author, as against names of officers and words chosen from a list."""
    return [cell for cell in cells if cell.column.type == "text" and cell.entry.given]


def slipped(case: Case) -> Iterator[Point]:
    """Words that stand nowhere else, where the same words around them stand elsewhere with another.

    The plans are held against themselves, so that they are told the same in every period; returns against all.
    """
    known = frozenset(fold(short) for short in case.profile.glossary)
    for role in (Role.RETURN,) if case.of_returns else (Role.PLAN, Role.RETURN):
        vocabulary = Vocabulary(case.written, (Role.PLAN,) if role is Role.PLAN else tuple(Role))
        told: set[str] = set()
        for rare, usual in vocabulary.near(word for word in vocabulary.only_in(role) if word not in known):
            witness = _witness(rare, usual, vocabulary) if rare not in told else None
            if witness is not None:
                told.add(rare)
                yield _slipped(rare, usual, vocabulary, witness)


def _witness(rare: str, usual: str, vocabulary: Vocabulary) -> Standing | None:
    """Where the usual word stands in the words around the rare one, if it does so for all its places; else None."""
    ending, times = ending_between(rare, usual), vocabulary.often(rare)
    found: Standing | None = None
    places, theirs = vocabulary.standing(rare), vocabulary.around(usual)
    if not all(map(theirs.touches, places)):
        return None
    for place in places:
        around = [(other, _shared(place, other)) for other in theirs.touching(place)]
        agreed = [(other, sum(shared)) for other, shared in around if _proves(rare, usual, place, *shared)]
        long = any(length >= _LONG_RUN for _, length in agreed)
        often = ending is None and (long or vocabulary.more_often(usual, _MORE_OFTEN * times - 1))
        if not agreed or not (often or vocabulary.voices(other.text for other, _ in agreed) > times):
            return None
        found = found or agreed[0][0]
    return None if ending is None and vocabulary.begins_another(rare, usual) else found


def _shared(one: Standing, other: Standing) -> tuple[int, int]:
    """How many words before and after two places are the same."""
    before = zip(reversed(one.words[: one.at]), reversed(other.words[: other.at]), strict=False)
    after = zip(one.words[one.at + 1 :], other.words[other.at + 1 :], strict=False)
    return _run(before), _run(after)


def _run(pairs: Iterable[tuple[str, str]]) -> int:
    length = 0
    for one, other in pairs:
        if one != other:
            break
        length += 1
    return length


def _proves(rare: str, usual: str, place: Standing, left: int, right: int) -> bool:
    """Whether the words that two places share show that one word was meant, and not two."""
    if not (left or right):
        return False
    ending = ending_between(rare, usual)
    if ending == "s":
        return len(rare) < len(usual) and left >= 1 and right >= 1 and left + right >= _SAME_WORDS
    near = (*place.words[max(0, place.at - min(left, 2)) : place.at], *place.words[place.at + 1 :][: min(right, 2)])
    telling = any(len(word) >= _LONG for word in near)
    if ending is not None:
        return left + right >= 2 and telling
    return left + right >= _SAME_WORDS or (telling and len(rare) >= _LONG and swapped(rare, usual))


def _slipped(rare: str, usual: str, vocabulary: Vocabulary, witness: Standing) -> Point:
    cell, *more = (
        down.cell(number) for down, number in vocabulary.places(place.text for place in vocabulary.standing(rare))
    )
    down, number = vocabulary.places((witness.text,))[0]
    theirs = down.cell(number)
    others = dict.fromkeys(each.entry.origin for each in more)
    others.pop(cell.entry.origin, None)
    return point_at(
        cell,
        f"{quote(_as_typed(cell, rare))} stands in {counted(len(others) + 1, 'cell')} and nowhere else; "
        f"{theirs.entry.origin} has {quote(_around(witness))}.",
        "The same is written with the same word.",
        f"If {quote(_as_typed(theirs, usual))} is meant, correct it.",
        others=(*others, theirs.entry.origin),
    )


def _as_typed(cell: Answered, word: str) -> str:
    words = typed(cell.entry.raw)
    return next((each for each in words if NUMBERS.get(each.casefold(), each.casefold()) == word), word)


def _around(place: Standing) -> str:
    """A place in its own words, with a few on either side."""
    words = typed(place.text)
    return " ".join(words[max(0, place.at - 3) : place.at + 3])


def twice(case: Case) -> Iterator[Point]:
    """Words that stand twice in succession, and cells that say all they say twice."""
    texts = case.texts("text")
    doubled = texts.matching(_DOUBLED) | frozenset(filter(_all_twice, texts.texts))
    for cell in written(case.saying(doubled, "text")):
        if _all_twice(cell.entry.raw):
            yield point_at(
                cell,
                f"All of {quote(cell.entry.raw, 150)} stands there twice.",
                "What a cell says is said once.",
                "Delete one of the two.",
            )
            continue
        for found in _TWICE.finditer(cell.entry.raw):
            one, other = found.groups()
            if one.casefold() not in _MAY_REPEAT and other in (one, one.casefold()):
                yield point_at(
                    cell,
                    f"{quote(one)} stands twice in succession: {quote(_with_neighbours(cell.entry.raw, found))}.",
                    "A word is written once.",
                    "Delete one of the two.",
                )


def _all_twice(text: str) -> bool:
    """Whether the second half of a cell is its first half again; of long ones but for a letter or a word."""
    typed_words = text.split()
    half, odd = divmod(len(typed_words), 2)
    if odd or not half or typed_words[0][0].lower() != typed_words[half][0].lower():
        return False
    words = fold(text).split()
    one, other = words[:half], words[half:]
    if len(one) != len(other) or not words[0][0].isalpha():
        return False
    apart = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    slips = (
        half >= _LONG_RUN and len(apart) == 1 and (one_letter_apart(*apart[0]) or ending_between(*apart[0]) is not None)
    )
    return not apart or slips


def _with_neighbours(text: str, found: re.Match[str]) -> str:
    before, after = text[: found.start()].split()[-2:], text[found.end() :].split()[:2]
    return " ".join((*before, found[0], *after))


SLIP_RULES = (
    Rule(
        "W906",
        "A word that stands otherwise in the same words",
        "A slip of the pen in a printed plan is copied from year to year, and nobody finds the row by the right word.",
        Severity.NOTE,
        Scope.WORDS,
        slipped,
    ),
    Rule(
        "W909",
        "A word twice in succession",
        "A word that was written twice is passed over by its author and seen by everybody else.",
        Severity.NOTE,
        Scope.WORDS,
        twice,
    ),
)
