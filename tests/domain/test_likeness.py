"""The words of a text that count in comparing it, and the rows of two workbooks that are in no pair."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from compiler.domain.entry import Entry, State
from compiler.domain.likeness import NUMBERS, letters_of, words_of
from compiler.domain.origin import Origin
from compiler.domain.pairing import any_pairs_of, in_no_pair, left_over
from compiler.domain.record import Kind, Record


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("To hold five reviews", ("to", "hold", "5", "reviews")),
        ("Parents & carers' groups", ("parents", "and", "carers", "groups")),
        ("the service's re-use of 1,200 items", ("the", "services", "re", "use", "of", "1", "200", "items")),
        ("Reduce the share (NEET)", ("reduce", "the", "share")),
        ("snake_case, “quoted” — and\nmore", ("snake", "case", "quoted", "and", "more")),
        ("", ()),
    ],
)
def test_words_count_without_case_and_punctuation(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words
    assert letters_of(text) == "".join(words)


@given(some.text("aBé '_-&1one.,/’\n", max_size=14).filter(lambda text: "(" not in text))
def test_a_plain_text_is_read_as_any_other(text: str) -> None:
    plain = text.replace("é", "e").replace("’", "'").replace("\n", " ")
    found = re.findall(r"[^\W_]+", re.sub(r"(?<=\w)'(?=\w)", "", plain.casefold().replace("&", " and ")))
    assert words_of(plain) == tuple(NUMBERS.get(word, word) for word in found)


def row(mark: str, reference: str, words: str, number: int) -> Record:
    """A row of a table of actions."""
    place = Origin("A.xlsx", "Actions", number)
    said = {"reference": reference, "action": words}
    cells = {key: Entry(raw, State.VALUE if raw else State.BLANK, raw or None, place) for key, raw in said.items()}
    return Record(Kind.ACTION, "divisional", "strategy", mark, place, cells)


ROWS = some.lists(
    some.tuples(
        some.sampled_from(["", "a1", "a2"]),
        some.sampled_from(["", "P1", "P2"]),
        some.sampled_from(["", "Hold a review of services", "Train all new staff here"]),
    ),
    max_size=5,
).map(lambda rows: [row(*said, number) for number, said in enumerate(rows, 4)])


@given(ROWS, ROWS)
def test_a_row_is_in_a_pair_or_left_over(before: list[Record], now: list[Record]) -> None:
    old, new = in_no_pair(before, now)
    expected = left_over(before, now, any_pairs_of(before, now))
    assert [list(map(id, rows)) for rows in (old, new)] == [list(map(id, rows)) for rows in expected]
