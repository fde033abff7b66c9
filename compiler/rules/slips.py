"""W: slips of the pen, proved by the plans themselves: a word that stands otherwise in the same words, or twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from operator import eq

from compiler.domain.finding import Severity
from compiler.domain.likeness import NUMBERS
from compiler.domain.regex import regex
from compiler.domain.returned import Role
from compiler.domain.text import fold
from compiler.rules.case import Answered, Case
from compiler.rules.lexicon import LEXICON, Lexicon, Standing
from compiler.rules.pointing import point_at
from compiler.rules.reading import Look, Page, looked, seen_again
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.said import typed
from compiler.rules.vocabulary import Vocabulary, ending_between
from compiler.rules.witnesses import Trial, proven
from compiler.rules.wording import counted, quote
from compiler.rules.words import one_letter_apart
from compiler.rules.written import cells_of

_TWICE = regex(r"(?<![\w-])([A-Za-z]{2,})[ \t\n]+(\1)(?![\w-])", re.IGNORECASE)
_DOUBLED = regex(r"(?<![\w-])([a-z]{2,}+)[ \t\n]++\1(?![\w-])")
"""The same in small letters, for all texts joined: it takes a fifth of the time."""
_APART = bytes(byte if chr(byte).isalnum() or chr(byte) in "_-" else 32 for byte in range(128)) + bytes(128)
"""Every letter of a word as it is, and a space for all else."""
_MAY_REPEAT = frozenset({"that", "had"})
_LONG_RUN = 6
_PLURAL = "s"


def written(cells: Iterable[Answered]) -> list[Answered]:
    """Those cells that hold words of their author, as against names of officers and words chosen from a list."""
    return [cell for cell in cells if cell.column.type == "text" and cell.entry.given]


def slipped(case: Case) -> Iterator[Point]:
    """Words that stand nowhere else, where the same words around them stand elsewhere with another.

    The plans are held against themselves, so that they are told the same in every period; returns against all.
    """
    lexicon: Lexicon = looked(case, LEXICON).gathered
    known = frozenset(fold(short) for short in case.profile.glossary)
    trials = [] if case.of_returns else _trials(lexicon.words(Role.PLAN), lexicon.words(Role.PLAN) - known, Role.PLAN)
    of_returns = lexicon.words(Role.RETURN).difference(lexicon.first[Role.PLAN], known)
    trials += _trials(lexicon.words(*Role), of_returns, *Role)
    told = {trial.rare: trial for trial in reversed(proven(case, lexicon, trials))}
    return map(_slipped, told.values())


def _trials(words: Collection[str], rare: Collection[str], *roles: Role) -> list[Trial]:
    """Words that may be slips of others, as far as the words alone tell."""
    vocabulary = Vocabulary(words)
    trials = (Trial(*pair, roles) for pair in (vocabulary.near(rare) if rare else ()))
    return [
        trial
        for trial in trials
        if not (trial.ending is None and vocabulary.begins_another(trial.rare, trial.usual))
        and not (trial.ending == _PLURAL and len(trial.rare) > len(trial.usual))
    ]


def _slipped(trial: Trial) -> Point:
    cell, *more = cells_of(trial.spots)
    witness, spot = trial.heard_first
    theirs = spot.cell
    others = dict.fromkeys(each.entry.origin for each in more)
    others.pop(cell.entry.origin, None)
    return point_at(
        cell,
        f"{quote(_as_typed(cell, trial.rare))} stands in {counted(len(others) + 1, 'cell')} and nowhere else; "
        f"{theirs.entry.origin} has {quote(_around(witness))}.",
        "The same is written with the same word.",
        f"If {quote(_as_typed(theirs, trial.usual))} is meant, correct it.",
        others=(*others, theirs.entry.origin),
    )


def _as_typed(cell: Answered, word: str) -> str:
    words = typed(cell.entry.raw)
    return next((each for each in words if NUMBERS.get(each.casefold(), each.casefold()) == word), word)


def _around(place: Standing) -> str:
    """A place in its own words, with a few on either side."""
    words = typed(place.text)
    return " ".join(words[max(0, place.at - 3) : place.at + 3])


def _may_be_twice(page: Page) -> frozenset[str]:
    """The texts of a workbook that may say something twice."""
    texts = page.texts
    doubled = texts.matching(_DOUBLED) if _may_hold_doubled(texts.small.whole) else frozenset[str]()
    return doubled.union(filter(_all_twice, texts.texts))


def _may_hold_doubled(whole: str) -> bool:
    """Whether a word may stand twice in succession in texts: a third of the time of looking where."""
    words = whole.encode().translate(_APART).split() if whole.isascii() else ()
    return not whole.isascii() or any(map(eq, words, words[1:]))


TWICE = Look(lambda case: _may_be_twice)


def twice(case: Case) -> Iterator[Point]:
    """Words that stand twice in succession, and cells that say all they say twice."""
    for _, spot in seen_again(case, TWICE):
        cell = spot.cell
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
        looks=(LEXICON,),
    ),
    Rule(
        "W909",
        "A word twice in succession",
        "A word that was written twice is passed over by its author and seen by everybody else.",
        Severity.NOTE,
        Scope.WORDS,
        twice,
        looks=(TWICE,),
    ),
)
