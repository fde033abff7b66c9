"""Many texts searched as one hold what each of them holds."""

from __future__ import annotations

import pickle
import re

from hypothesis import given
from hypothesis import strategies as some

from compiler.domain.likeness import words_of
from compiler.domain.returned import Role
from compiler.rules.lexicon import END, Lexicon, Pieces, Running
from compiler.rules.reading import Page, Seen
from compiler.rules.said import (
    _TWO_CAPITALS,
    Said,
    _names_in,
    forget_texts,
    name_of,
    names_in,
    read_said,
    remember,
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


def page(number: int, texts: list[str]) -> Page:
    return Page(Role.PLAN, number, Texts(tuple(texts)))


@given(TEXTS, TEXTS, some.integers(0, 6))
def test_the_lexicon_has_the_words_of_each_text_and_where_they_come_first(
    texts: list[str], more: list[str], kept: int
) -> None:
    """Whether what a text says was kept or not, and whether one reader read all pages or several some each."""
    typed = [text for text in texts if "\0" not in text]
    later = [text for text in more if "\0" not in text]
    forget_texts()
    remember(read_said(write_said(typed[:kept])))
    pages, lexicon, joined = [page(0, typed), page(1, later)], Lexicon(), Lexicon()
    for each in pages:
        lexicon(each)
        alone = Lexicon()
        alone(each)
        joined.join(pickle.loads(pickle.dumps(alone)))
    first = {word: 1 for text in later for word in Said(text).compared}
    first.update({word: 0 for text in typed for word in Said(text).compared})
    assert lexicon.first == joined.first == {Role.PLAN: first, Role.RETURN: {}}
    assert lexicon.typed == joined.typed == {word for text in (*typed, *later) for word in Said(text).words}


@given(TEXTS, some.integers(0, 6))
def test_the_words_of_texts_one_after_the_other_are_those_of_each(texts: list[str], kept: int) -> None:
    typed = [text for text in texts if "\0" not in text]
    forget_texts()
    remember(read_said(write_said(typed[:kept])))
    running = Running(Texts(typed), Pieces())
    standing = [running.standing(at) for at, word in enumerate(running.words) if word != END]
    assert sorted(standing) == sorted(
        (text, words, at) for text in typed for words in [Said(text).compared] for at in range(len(words))
    )


def test_what_was_not_met_lately_is_new_again() -> None:
    seen = Seen(most=2)
    met = [sorted(seen.new(frozenset(texts))) for texts in ("ab", "bc", "cd", "ce", "d", "a")]
    assert met == [["a", "b"], ["c"], ["d"], ["e"], [], ["a"]]


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
    names = tuple(name_of(*each) for each in holds)
    assert Said(text).names == names
    assert names_in(Texts(("Other words", text, "Old Foo Bar Board"))).get(text, ()) == names
