"""What is asked of a row while a report is told is worked out once, and comes out the same."""

from __future__ import annotations

from compiler.consolidate.view import Row
from compiler.domain.origin import Origin
from compiler.report.build import build_report
from compiler.report.cells_of import CellsOf
from compiler.report.facts import rating_cells
from compiler.report.once import answer, few, once
from tests.report.small import small_view


def test_what_is_asked_of_a_row_is_answered_once_for_each_report() -> None:
    view = small_view()
    asked: list[str] = []

    def label(row: Row, end: str) -> str:
        asked.append(row.record.label)
        return row.record.label + end

    rows = (view.rows[0], view.rows[1], view.rows[0])
    names = [row.record.label for row in rows]
    for _ in range(2):
        with once(view):
            assert [answer(label, row, "!") for row in rows] == [f"{name}!" for name in names]
    assert asked == names[:2] * 2
    assert [answer(label, row, "!") for row in rows] == [f"{name}!" for name in names]
    assert asked == names[:2] * 2 + names


def test_what_few_rows_answer_is_asked_of_all_at_once() -> None:
    view = small_view()
    asked: list[str] = []

    def second(row: Row, number: int) -> int | None:
        asked.append(row.record.label)
        return number if row is view.rows[1] else None

    labels = [row.record.label for row in view.rows]
    with once(view):
        assert [few(second, 7)(row) for row in view.rows] == [None, 7, *([None] * (len(labels) - 2))]
    assert asked == labels
    assert few(second, 7)(view.rows[1]) == 7


def test_what_is_asked_of_a_row_of_no_report_is_asked_each_time() -> None:
    view, other = small_view(), small_view().rows[0]
    asked: list[Row] = []
    with once(view):
        answer(asked.append, other)
        answer(asked.append, other)
    assert asked == [other, other]


def test_the_cells_of_a_figure_are_as_a_tuple_of_them() -> None:
    rows = small_view().rows
    cells, plain = rating_cells(rows), tuple(row.rating_origin for row in rows)
    held: object = plain
    assert cells == held
    assert (hash(cells), len(cells), tuple(cells[1:3])) == (hash(plain), len(plain), plain[1:3])
    assert (cells[0], cells[-1], list(cells)) == (plain[0], plain[-1], list(plain))


def test_cells_of_two_kinds_stand_one_behind_the_other() -> None:
    both = CellsOf("ab", lambda name: Origin(f"{name}.xlsx")) + CellsOf((4, 5), lambda row: Origin("c.xlsx", "A", row))
    assert list(both) == [Origin("a.xlsx"), Origin("b.xlsx"), Origin("c.xlsx", "A", 4), Origin("c.xlsx", "A", 5)]
    assert (len(both), both[2], both[-1]) == (4, Origin("c.xlsx", "A", 4), Origin("c.xlsx", "A", 5))


def test_a_report_told_twice_is_the_same() -> None:
    assert build_report(small_view()) == build_report(small_view())
