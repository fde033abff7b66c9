"""Findings put together as stories: what follows stands under what it follows from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.finding import Finding, Severity, Story, stories
from compiler.domain.origin import Origin


def _finding(code: str, row: int, found: str = "", cause: Finding | None = None) -> Finding:
    return Finding(code, Severity.ERROR, Origin("Care.xlsx", "Actions", row, 2), found, "", "", cause=cause)


SOME = st.builds(_finding, st.sampled_from("AB"), st.integers(1, 2), st.sampled_from("xy"))
FOLLOWING = st.recursive(
    SOME,
    lambda causes: st.builds(_finding, st.sampled_from("AB"), st.integers(1, 2), st.sampled_from("xy"), causes),
    max_leaves=3,
)


def _plainly(told: list[Finding]) -> tuple[Story, ...]:
    """The same by comparing every finding with every other."""

    def first(finding: Finding) -> Finding:
        return first(finding.cause) if finding.cause is not None and finding.cause in told else finding

    made: list[Story] = []
    for each in told:
        if first(each) is each:
            again = any(story.finding == each for story in made)
            following = [other for other in told if first(other) is not other and first(other) == each]
            made.append(Story(each, () if again else tuple(following)))
    return tuple(made)


def test_what_follows_stands_under_what_it_follows_from() -> None:
    blank, other = _finding("R301", 5), _finding("R301", 6)
    late = _finding("C201", 5, cause=blank)
    assert stories([late, blank, other]) == (Story(blank, (late,)), Story(other, ()))


def test_a_finding_whose_cause_is_not_there_stands_by_itself() -> None:
    late = _finding("C201", 5, cause=_finding("R301", 5))
    assert stories([late]) == (Story(late, ()),)


@given(st.lists(FOLLOWING, max_size=6))
def test_looking_for_causes_by_their_place_finds_the_same(told: list[Finding]) -> None:
    assert stories(told) == _plainly(told)
