"""Many texts searched as one hold what each of them holds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as some

from compiler.domain.likeness import words_of
from compiler.rules.said import (
    _TWO_CAPITALS,
    Compared,
    Said,
    _names_in,
    name_of,
    read_said,
    remember,
    said,
    words_typed,
    write_said,
)
from compiler.rules.texts import SeveralTexts, Texts

PIECE = some.sampled_from(
    [
        "xx%",
        "To be",
        "confirmed",
        "The",
        "the",
        "Board",
        "five",
        "NEETs",
        "re-use",
        "Ofsted's",
        "ſhort",
        "İ",
        "\n",
        "тhe",
    ]
)
TEXTS = some.lists(some.lists(PIECE, max_size=6).map(" ".join) | some.text(max_size=9), unique=True, max_size=6)
SIGNS = some.lists(some.sampled_from(["xx", "to be ", "the", "i", "the board", "\n"]), max_size=3)


@given(TEXTS, SIGNS)
def test_texts_hold_the_signs_that_each_holds(texts: list[str], signs: list[str]) -> None:
    held = Texts(tuple(texts))
    assert held.holding(*signs) == {text for text in texts if any(sign in text.lower() for sign in signs)}
    squeezed = {text for text in texts if any(sign in " ".join(text.lower().split()) for sign in signs)}
    assert held.holding(*signs, squeezed=True) == squeezed


@given(TEXTS, TEXTS, SIGNS)
def test_texts_of_several_types_hold_what_those_of_each_hold(
    texts: list[str], more: list[str], signs: list[str]
) -> None:
    every, together = [*dict.fromkeys((*texts, *more))], SeveralTexts((Texts(texts), Texts(more)))
    assert sorted(together.texts) == sorted(every)
    assert together.holding(*signs) == Texts(every).holding(*signs)
    assert together.foreign == {text for text in every if any(ord(letter) > 127 for letter in text)}


@given(TEXTS)
def test_a_pattern_is_found_in_the_texts_that_have_it(texts: list[str]) -> None:
    twice = re.compile(r"\b([a-z]{2,}) \1\b")
    assert Texts(tuple(texts)).matching(twice) == {text for text in texts if twice.search(text.lower())}


@given(TEXTS, some.sets(some.sampled_from(["the", "5", "re-use", "board", "x"])), some.integers(0, 6))
def test_the_words_of_many_texts_are_those_of_each(texts: list[str], words: set[str], kept: int) -> None:
    compared = {text: frozenset(Said(text).compared) for text in texts}
    remember(read_said(write_said(texts[:kept])))
    every = Compared(texts)
    assert every.words == frozenset().union(*compared.values())
    wanted = frozenset(words)
    assert every.holding(wanted) == {text: held & wanted for text, held in compared.items() if held & wanted}
    assert words_typed(texts) == {word for text in texts for word in said(text).words}


@given(
    some.lists(some.sampled_from(["Five", "N/A's", "R&D", "(NEET)", "half-term", "a", "_b_", "Ofsted"])).map(" ".join)
)
def test_words_that_count_are_the_same_whether_a_text_is_plain_or_not(text: str) -> None:
    assert words_of(text) == words_of(f"{text}\u200b")


WORDS = [
    "and",
    "&",
    "of",
    "for",
    "the",
    "The",
    "plans",
    "plan's",
    "is",
    "Foo",
    "Bar",
    "Baz's",
    "OfSTED",
    "Young’s",
    "A",
]
NAMED = some.lists(some.sampled_from([*WORDS, "Ab2", "x-Qux", "-", "plans,", "'Elm", "é"]), max_size=8)


@given(NAMED, some.sampled_from([" ", "", "\n ", "\u200b "]))
def test_a_text_that_is_passed_over_holds_no_name(words: list[str], between: str) -> None:
    text = between.join(words)
    holds = tuple(_names_in(text)) if _TWO_CAPITALS.search(text) else ()
    assert Said(text).names == tuple(name_of(*each) for each in holds)
