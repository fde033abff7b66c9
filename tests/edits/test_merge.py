"""Three versions of a slot merged: nothing typed by hand is lost, and everything else is as the returns give it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.render.word.edits.merge import Line, Merged, merged, unedited
from compiler.render.word.edits.stretch import Seen


def seen(*lines: str) -> tuple[Seen, ...]:
    """A slot with a paragraph for each line."""
    return tuple(Seen(line, line) for line in lines)


def lines(made: Merged, hers: Sequence[Seen], ours: Sequence[Seen]) -> list[str]:
    """What is to stand, line by line."""
    return [(hers if piece.whose == "hers" else ours)[piece.at].text for piece in made.pieces]


def left(made: Merged, hers: Sequence[Seen], ours: Sequence[Seen]) -> tuple[Line, ...]:
    """What the next run compares with."""
    stood = seen(*lines(made, hers, ours))
    return tuple(
        Line(stood[each], stood[each], stood[each])
        if isinstance(each, int)
        else Line(each.was, None if each.at is None else stood[each.at], each.now)
        for each in made.left
    )


CASES = {
    "nothing edited": (["a", "b"], ["a", "b"], ["a", "c", "b"], ["a", "c", "b"]),
    "put in at the end": (["a 1 x"], ["a 1 x", "mine"], ["a 2 x"], ["a 2 x", "mine"]),
    "put in between": (["a 1 x", "b 1 x"], ["a 1 x", "mine", "b 1 x"], ["a 2 x", "b 2 x"], ["a 2 x", "mine", "b 2 x"]),
    "rewritten": (["one two", "b 1 x"], ["something else", "b 1 x"], ["one two", "b 2 x"], ["something else", "b 2 x"]),
    "rewritten and overtaken": (
        ["of 9 all", "b"],
        ["of 9 all, well", "b"],
        ["of 10 all", "b"],
        ["of 9 all, well", "b"],
    ),
    "corrected as the returns are now": (["it is 9", "b"], ["it is 10", "b"], ["it is 10", "b"], ["it is 10", "b"]),
    "taken out": (["a", "b", "c"], ["a", "c"], ["a", "b", "c"], ["a", "c"]),
    "taken out on both sides": (["a", "b", "c"], ["a", "c"], ["a", "c"], ["a", "c"]),
    "the returns give more": (["a", "b"], ["a!", "b"], ["a", "new", "b"], ["a!", "new", "b"]),
    "edited, gone from the returns": (
        ["a", "b c d", "e"],
        ["a", "b c d mine", "e"],
        ["a", "e"],
        ["a", "b c d mine", "e"],
    ),
    "the same put in on both sides": (["a"], ["a", "b"], ["a", "b"], ["a", "b"]),
    "all taken out": (["a", "b"], [], ["a", "b"], []),
    "nothing was there": ([], ["mine"], ["a"], ["mine", "a"]),
}


@pytest.mark.parametrize(("base", "hers", "ours", "stands"), CASES.values(), ids=CASES)
def test_hers_stand_and_the_rest_is_as_the_returns_give_it(
    base: list[str], hers: list[str], ours: list[str], stands: list[str]
) -> None:
    made = merged(unedited(seen(*base)), seen(*hers), seen(*ours))
    assert lines(made, seen(*hers), seen(*ours)) == stands


def test_an_edit_knows_what_was_there_and_what_the_returns_say_now() -> None:
    (edit,) = merged(unedited(seen("of 9 all")), seen("of 9 all, well"), seen("of 10 all")).edits
    assert (edit.was, edit.hers, edit.now) == (*seen("of 9 all"), *seen("of 9 all, well"), *seen("of 10 all"))
    assert edit.overtaken


def test_an_edit_that_the_returns_leave_alone_is_not_overtaken() -> None:
    (edit,) = merged(unedited(seen("of 9 all")), seen("of 9 all, well"), seen("of 9 all")).edits
    assert not edit.overtaken


LINES = st.lists(st.sampled_from([f"{word} {number} of all" for word in "abc" for number in range(3)]), max_size=6)
TYPED = st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["mine", "my own", "well done"])), max_size=3)


@given(LINES, LINES, TYPED)
def test_nothing_typed_is_lost_and_a_second_time_changes_nothing(
    base: list[str], ours: list[str], typed: list[tuple[int, str]]
) -> None:
    hers = list(base)
    for at, words in typed:
        hers.insert(min(at, len(hers)), words)
    mine, now = seen(*hers), seen(*ours)
    made = merged(unedited(seen(*base)), mine, now)
    stands = lines(made, mine, now)
    assert [line for line in stands if line in ("mine", "my own", "well done")] == [
        line for line in hers if line in ("mine", "my own", "well done")
    ]
    assert [line for line in stands if line not in ("mine", "my own", "well done")] == ours
    again = merged(left(made, mine, now), seen(*stands), now)
    assert lines(again, seen(*stands), now) == stands


@given(LINES, LINES, LINES)
def test_a_second_time_changes_nothing_whatever_was_edited(base: list[str], hers: list[str], ours: list[str]) -> None:
    mine, now = seen(*hers), seen(*ours)
    made = merged(unedited(seen(*base)), mine, now)
    stands = lines(made, mine, now)
    again = merged(left(made, mine, now), seen(*stands), now)
    assert lines(again, seen(*stands), now) == stands


@given(LINES, LINES)
def test_what_nobody_edited_is_as_the_returns_give_it(base: list[str], ours: list[str]) -> None:
    made = merged(unedited(seen(*base)), seen(*base), seen(*ours))
    assert lines(made, seen(*base), seen(*ours)) == ours
    assert made.edits == ()
