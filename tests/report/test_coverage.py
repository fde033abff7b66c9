"""What a paper covers, as its face says it, and that its figures tie with those of the default paper."""

from __future__ import annotations

from typing import Any

import pytest

from compiler.consolidate.narrow import narrowed
from compiler.domain.record import Kind
from compiler.profile.audience import Audience
from compiler.report.blocks import Report, Table, say
from compiler.report.build import build_report
from compiler.report.coverage import coverage
from compiler.report.standing import exceptional
from compiler.report.telling import Telling
from tests.report.plain import plain_report
from tests.report.small import small_view


def covers(**settings: Any) -> str:
    view = narrowed(small_view(), Audience("board", "The Board", **settings), exceptional)
    return say(coverage(Telling(view)))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"withhold": ("officer",)}, ""),
        (
            {"tiers": ("divisional",)},
            "4 of the 9 actions, 0 of the 4 indicators and 0 of the 2 risks: those in the Divisional Plans.",
        ),
        (
            {"tiers": ("divisional",), "divisions": ("north", "south"), "kinds": (Kind.ACTION,)},
            "4 of the 9 actions: those in the Divisional Plans of Northern Services and Southern Services.",
        ),
        (
            {"only": "exceptions"},
            "2 of the 9 actions and 1 of the 4 indicators: "
            "those that are rated Red, are rated worse than before or are overdue.",
        ),
        (
            {"where": {"risks.priority": ("H", "VH")}, "kinds": (Kind.RISK,)},
            "1 of the 2 risks: those with “H” or “VH” under “Priority” of the risks.",
        ),
    ],
)
def test_the_face_says_what_the_paper_covers(settings: dict[str, Any], said: str) -> None:
    assert covers(**settings) == said


def test_the_numbers_on_the_face_know_their_cells() -> None:
    view = narrowed(small_view(), Audience("board", "The Board", only="exceptions"), exceptional)
    figures = [each for each in coverage(Telling(view)) if not isinstance(each, str)]
    assert [len(each.origins) for each in figures] == [2, 9, 1, 4]  # type: ignore[union-attr]


def test_the_default_paper_says_nothing_of_what_it_covers() -> None:
    assert "Covers" not in plain_report(build_report(small_view()))


def totals(report: Report, key: str) -> list[str]:
    """The line of totals of a table, without the shares."""
    table = next(
        block for part in report.offered for block in part.blocks if isinstance(block, Table) and block.key == key
    )
    return [say(cell).split(" (")[0] for cell in table.rows[-1]]


def test_a_table_of_the_same_rows_has_the_figures_of_the_default_paper() -> None:
    whole = build_report(small_view())
    board = build_report(narrowed(small_view(), Audience("board", "The Board", tiers=("divisional",)), exceptional))
    red, amber, green, missing, total = totals(whole, "divisional-actions-by-division")[1:]
    (rated,) = [
        block for part in board.offered for block in part.blocks
        if part.key == "progress" and isinstance(block, Table) and block.key == "actions-by-rating"
    ]  # fmt: skip
    assert [say(line[1]) for line in rated.rows] == [red, amber, green, missing, total]


def test_nothing_of_what_is_not_covered_stands_in_the_paper() -> None:
    audience = Audience("board", "The Board", divisions=("north",), kinds=(Kind.ACTION,))
    words = plain_report(build_report(narrowed(small_view(), audience, exceptional)))
    for other in ("Southern", "HC A01", "CS A02", "NI 52", "indicator", "risk"):
        assert other not in words, other
