"""A pattern that is compiled late finds what one compiled at once finds, and can be sent to another process."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from compiler.domain.regex import regex

WORDS = "NI 57, NI 58 and ni 59"


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@pytest.mark.parametrize("first", ["search", "findall", "sub"])
def test_it_finds_the_same_whatever_is_asked_first(flags: int, first: str) -> None:
    late, early = regex(r"NI (\d+)", flags), re.compile(r"NI (\d+)", flags)
    given = ("x", WORDS) if first == "sub" else (WORDS,)
    assert str(getattr(late, first)(*given)) == str(getattr(early, first)(*given))
    assert [each[1] for each in late.finditer(WORDS)] == [each[1] for each in early.finditer(WORDS)]
    assert (late.split(WORDS), late.fullmatch(WORDS)) == (early.split(WORDS), early.fullmatch(WORDS))
    assert (late.pattern, late.groups) == (early.pattern, early.groups)


@pytest.mark.parametrize("used", [True, False])
def test_it_can_be_copied_and_sent(used: bool) -> None:
    late = regex("n", re.IGNORECASE)
    if used:
        assert late.search("N")
    for other in (copy.deepcopy(late), pickle.loads(pickle.dumps(late))):
        assert other.findall(WORDS) == ["N", "N", "n", "n"]


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    late = regex("(")
    with pytest.raises(re.error):
        late.match("")
