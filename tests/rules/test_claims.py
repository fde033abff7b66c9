"""What a row claims against its figures and its own words."""

from __future__ import annotations

import pytest

from compiler.domain.finding import Severity
from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings


def row(better: str, target: str, figure: str, rating: str, commentary: str = "Much was done") -> str:
    return f"""**Safeguarding.xlsx**, return, sheet Indicators

|   | A     | B          | C         | D              | E        | F        | G            |
|---|-------|------------|-----------|----------------|----------|----------|--------------|
| 3 | Ref   | Definition | Better is | Target 2008/09 | Figure   | Rating   | Commentary   |
| 4 | NI 59 | Absence    | {better}  | {target}       | {figure} | {rating} | {commentary} |
"""


@pytest.mark.parametrize(
    ("better", "target", "figure", "rating", "told"),
    [
        ("Lower", "7.3%", "7.09%", "Green", []),
        ("Lower", "7.3%", "7.5%", "Green", ["R306"]),
        ("Higher", "7.3%", "7.5%", "Green", []),
        ("Higher", "7.3%", "7.5%", "Red", ["R306"]),
        ("Neither", "7.3%", "1%", "Green", []),
        ("", "7.3%", "1%", "Green", []),
        ("", "at least 7.3%", "1%", "Green", ["R306"]),
        ("Lower", "Monitor", "7.5%", "Green", []),
        ("Higher", "7.3%", "1%", "Amber", []),
    ],
)
def test_a_rating_is_held_against_the_figures_only_where_it_is_known_which_way_is_better(
    better: str, target: str, figure: str, rating: str, told: list[str]
) -> None:
    assert [f.code for f in findings_of(row(better, target, figure, rating))] == told


@pytest.mark.parametrize(
    ("rating", "words", "told"),
    [
        ("Red", "The target was exceeded in every month.", True),
        ("Red", "Two deadlines were missed. Work is ahead of schedule.", True),
        ("Red", "The target will be exceeded if the post is filled.", False),
        ("Red", "The target was met in June only.", False),
        ("Red", "Last year the target was exceeded.", False),
        ("Green", "The target was not met.", True),
        ("Green", "We missed the target by a point.", True),
        ("Green", "Absence came in just below the target.", False),
        ("Green", "The target was not met last year but is met now.", False),
        ("Green", "No deadline was missed.", False),
        ("Amber", "The target was exceeded.", False),
    ],
)
def test_words_contradict_a_rating_only_beyond_doubt(rating: str, words: str, told: bool) -> None:
    found = findings_of(row("Neither", "7%", "7%", rating, words))
    assert [f.code for f in found] == (["R307"] if told else [])
    assert all(f.severity is Severity.WARNING for f in found)


def test_the_returns_claim_nothing_that_their_rows_contradict() -> None:
    assert [f for quarter in (1, 2) for f in findings(2008, quarter) if f.code in ("R306", "R307")] == []
