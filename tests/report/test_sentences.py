"""Sentences made of facts."""

from __future__ import annotations

import pytest

from compiler.domain.origin import Origin
from compiler.report.blocks import Figure, say
from compiler.report.facts import count, share_of, tabled
from compiler.report.sentences import agree, listed, number_words, numeral, paragraph, plural, sentence, words

CELLS = tuple(Origin("North.xlsx", "Actions", row, 9) for row in range(2, 14))


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (451, "451"), (1204, "1,204")]
)
def test_numbers_up_to_nine_are_words(number: int, said: str) -> None:
    assert number_words(number) == said


def test_numbers_in_tables_are_numerals() -> None:
    assert [numeral(number) for number in (0, 9, 1204)] == ["0", "9", "1,204"]


@pytest.mark.parametrize(
    ("noun", "number", "said"),
    [
        ("action", 1, "action"),
        ("action", 0, "actions"),
        ("action", 2, "actions"),
        ("activity", 2, "activities"),
        ("survey", 2, "surveys"),
        ("process", 2, "processes"),
        ("branch", 2, "branches"),
        ("success criterion", 2, "success criteria"),
        ("Divisional Plan", 2, "Divisional Plans"),
    ],
)
def test_nouns_agree_with_their_number(noun: str, number: int, said: str) -> None:
    assert plural(noun, number) == said


def test_verbs_agree_with_their_number() -> None:
    assert [agree(number, "is", "are") for number in (0, 1, 2)] == ["are", "is", "are"]


@pytest.mark.parametrize(
    ("items", "said"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")],
)
def test_lists_end_with_and(items: tuple[str, ...], said: str) -> None:
    assert say(listed(items)) == said


def test_a_sentence_begins_with_a_capital_and_ends_with_a_stop() -> None:
    assert say(sentence(count(CELLS[:1]), " action is late")) == "One action is late."
    assert say(sentence("four of these:")) == "Four of these:"
    assert say(sentence("it said “No.”")) == "It said “No.”"
    assert say(sentence()) == "."


def test_a_figure_at_the_start_keeps_its_cells() -> None:
    first = sentence(count(CELLS[:2]), " actions are late")[0]

    assert first == Figure("Two", CELLS[:2], "count", 2)


def test_sentences_stand_in_a_row() -> None:
    assert say(paragraph([sentence("one"), (), words("Two", "."), sentence("three")])) == "One. Two. Three."


def test_counts_and_shares_name_their_cells() -> None:
    assert tabled(CELLS) == Figure("12", CELLS, "count", 12)
    assert share_of(CELLS[:9], 19) == Figure("47.4%", CELLS[:9], "share of 19", "47.4%")
    assert share_of(CELLS[:5], 10).text == "50%"
    assert share_of((), 0).text == "–"
