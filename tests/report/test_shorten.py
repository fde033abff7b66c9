"""Commentaries cut at the end of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.origin import Origin
from compiler.report.blocks import Figure
from compiler.report.shorten import CUT, named_shortly, shortened

PLACE = Origin("North.xlsx", "Actions", 2, 3)


def said(text: str) -> Figure:
    return Figure(text, (PLACE,), "as returned", text)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Two clinics opened. More will follow.", 6, None),
        ("Two clinics opened. More will follow.", 0, None),
        ("Two clinics opened. More will follow.", 5, "Two clinics opened. […]"),
        ("Is it late? Yes, by a month. Staff were ill.", 8, "Is it late? Yes, by a month. […]"),
        ("At 45.7% by May 2008 it is late. Why, nobody says.", 8, "At 45.7% by May 2008 it is late. […]"),
        ("The school of St. Hild opened in June. All came.", 8, "The school of St. Hild opened in June. […]"),
        ("The school of St. Hild opened in June. All came.", 5, "The school of St. Hild […]"),
        ("They said “It is done.” Then they left.", 6, "They said “It is done.” […]"),
    ],
)
def test_words_end_with_a_sentence_where_one_ends_within_the_limit(text: str, limit: int, cut: str | None) -> None:
    expected = said(text) if cut is None else Figure(cut, (PLACE,), "as returned, shortened", text)
    assert shortened(said(text), limit) == expected


def test_words_that_are_not_of_a_cell_stay() -> None:
    assert shortened("not given in the return at all", 2) == "not given in the return at all"


def test_a_name_is_cut_between_words() -> None:
    assert named_shortly(said("Work with partners, schools and families"), 3).text == "Work with partners…"


@given(
    st.lists(st.sampled_from(["Ten", "came.", "Why?", "e.g.", "45.7%", "(late)", "St."]), min_size=1), st.integers(1, 9)
)
def test_what_is_left_begins_the_words_and_is_within_the_limit(words: list[str], limit: int) -> None:
    text = " ".join(words)
    left = shortened(said(text), limit)
    assert isinstance(left, Figure)
    kept = left.text.removesuffix(f" {CUT}")
    assert text.startswith(kept)
    assert 1 <= len(kept.split()) <= max(limit, 1)
    assert left.text == text if len(words) <= limit else left.text.endswith(CUT)
