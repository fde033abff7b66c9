"""What is asked of a row while a report is told is worked out once, and comes out the same."""

from __future__ import annotations

from compiler.report.build import build_report
from compiler.report.facts import rating_cells
from compiler.report.once import answers, once
from tests.report.small import small_view


def test_figures_of_the_same_rows_share_their_cells_while_a_report_is_told() -> None:
    rows = small_view().rows
    with once():
        first, again = rating_cells(rows), rating_cells(rows[1:])
    assert first == tuple(row.rating_origin for row in rows)
    assert [id(each) for each in first[1:]] == [id(each) for each in again]


def test_nothing_is_kept_from_one_report_to_the_next() -> None:
    asked: list[str] = []

    def answer(thing: str) -> str:
        asked.append(thing)
        return thing.upper()

    things = ("red", "amber", "red")
    for _ in range(2):
        with once():
            assert answers(answer, things) == ("RED", "AMBER", "RED")
    assert answers(answer, things) == ("RED", "AMBER", "RED")
    assert asked == ["red", "amber"] * 3


def test_a_report_told_twice_is_the_same() -> None:
    assert build_report(small_view()) == build_report(small_view())
