"""Words in lines: the same as the standard library makes of them."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from compiler.render.wrapped import wrapped, wrapped_short

WORDS = st.lists(st.text("ab-–é→.", min_size=1, max_size=12), max_size=12).map(" ".join)
INDENTS = st.integers(0, 6).map(lambda many: " " * many)


def test_later_lines_begin_as_they_are_asked_to() -> None:
    assert wrapped("'Rating' is blank in a row of the plan.", 22, "  ", "    ") == (
        "  'Rating' is blank in",
        "    a row of the plan.",
    )


@given(WORDS, st.integers(1, 40), INDENTS, INDENTS)
def test_lines_are_those_of_the_standard_library(words: str, width: int, first: str, later: str) -> None:
    expected = textwrap.wrap(
        words,
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    assert list(wrapped(words, width, first, later)) == expected


def test_a_last_line_says_that_there_is_more() -> None:
    assert wrapped_short("Met the portfolio holder on 3 June and agreed the scope", 20, 2) == [
        "Met the portfolio",
        "holder on 3 June …",
    ]


@given(
    st.lists(st.text("ab–é→.", min_size=1, max_size=14), min_size=1, max_size=16).map(" ".join) | WORDS.filter(bool),
    st.integers(12, 30),
    st.integers(1, 4),
)
def test_so_many_lines_are_those_of_the_standard_library(words: str, width: int, most: int) -> None:
    assert wrapped_short(words, width, most) == textwrap.wrap(words, width, max_lines=most, placeholder=" …")
