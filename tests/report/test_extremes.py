"""Cases that the bank leaves to the officer: ratings all alike, all changed or doubled, and praise beside a red."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from compiler.domain.finding import Finding, Severity
from compiler.domain.period import Period
from compiler.domain.record import Kind
from compiler.domain.returned import Return, Role
from compiler.report.blocks import Paragraph, ToWrite
from compiler.report.extremes import extremes, praised
from compiler.report.telling import Telling
from tests.report.making import PROFILE, Q1, Q2, book, view

NUMBERS = range(1, 13)
PLAN = book(
    "lead",
    Role.PLAN,
    plan="departmental",
    actions="\n".join(["reference | action", *(f"A{number} | Do {number}" for number in NUMBERS)]),
)


def returned(ratings: Sequence[str], period: Period) -> Return:
    lines = [f"A{number} | {rating}" for number, rating in zip(NUMBERS, ratings, strict=False)]
    return book("lead", plan="departmental", period=period, actions="\n".join(["reference | rating", *lines]))


def gap(now: Sequence[str], before: Sequence[str] = ()) -> list[str]:
    """What is left to the officer where so many actions are rated so, now and before."""
    lines = [f"A{number} | Do {number}" for number in NUMBERS[: len(now)]]
    plan = book("lead", Role.PLAN, plan="departmental", actions="\n".join(["reference | action", *lines]))
    telling = Telling(view([plan], [returned(now, Q2)], [returned(before, Q1)] if before else []))
    assert PROFILE.ratings is not None
    blocks = extremes(telling, Kind.ACTION, telling.rows(Kind.ACTION, *telling.counted), PROFILE.ratings)
    told = [inline for block in blocks if isinstance(block, Paragraph) for inline in block.words]
    return [inline.what for inline in told if isinstance(inline, ToWrite)]


@pytest.mark.parametrize(
    ("now", "before", "left"),
    [
        (["Red"] * 5, [], ["why all five actions are rated Red"]),
        (["Red"] * 4, [], []),
        (["Green"] * 5, [], ["how all five actions came to be completed"]),
        (
            ["Amber", "Red", "Green", "Red", "Amber"],
            ["Red", "Amber", "Amber", "Amber", "Red"],
            ["why the rating of every one of five actions has changed since Quarter 1"],
        ),
        (
            ["Red"] * 5 + ["Amber"] * 3,
            ["Red"] * 2 + ["Amber"] * 6,
            ["why five actions are rated Red, when there were two in Quarter 1"],
        ),
        (["Red"] * 5 + ["Amber"] * 3, ["Red"] * 3 + ["Amber"] * 5, []),
        (
            ["Amber", "Red", "Green", "Amber"],
            ["Green", "Green", "Green", "Amber"],
            ["why two of the actions that were completed by Quarter 1 are no longer so"],
        ),
        (["Amber", "Green", "Green", "Amber"], ["Amber", "Amber", "Green", "Amber"], []),
    ],
)
def test_an_extreme_case_is_left_to_the_officer(now: list[str], before: list[str], left: list[str]) -> None:
    assert gap(now, before) == left


def test_praise_beside_a_red_is_left_to_the_officer() -> None:
    sheet = "reference | rating | progress\nA1 | Red | The target was exceeded.\nA2 | Red | The builder went away."
    now = book("lead", plan="departmental", actions=sheet)
    contradicted, plain = now.records
    origin, words = contradicted.entry("rating").origin, contradicted.entry("progress").origin
    finding = Finding("R307", Severity.WARNING, origin, "Red, but praised.", "", "", others=(words,))
    telling = Telling(view([PLAN], [now], findings=[finding]))
    first, second = telling.rows(Kind.ACTION, *telling.counted)[:2]
    assert praised(telling, first) == (
        ToWrite("whether this is Red, for the return says “The target was exceeded.”", "extreme.praise"),
    )
    assert praised(telling, second) == ()
    assert plain.entry("progress").raw == "The builder went away."
