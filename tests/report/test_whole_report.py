"""Whole reports as text."""

from __future__ import annotations

from pathlib import Path

from compiler.consolidate.merge import consolidate
from compiler.consolidate.view import DepartmentView, Receipt, Source
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return, Role
from compiler.project.find import open_project
from compiler.report.blocks import Report, Table, say
from compiler.report.build import build_report
from compiler.returns.parse import Expected, parse_book, sheets_to_read
from compiler.returns.reader import read_book
from tests.report.golden import assert_as_kept
from tests.report.making import PROFILE
from tests.report.plain import plain_report
from tests.report.small import small_view

WORKBOOKS = Path(__file__).parents[2] / "workbooks" / "hartlepool"
Q4 = Period(Year(2007), 4)
HARTLEPOOL = open_project(WORKBOOKS.parents[1], "hartlepool").department


def _return(period: Period) -> Return:
    folder = WORKBOOKS / period.year.name / period.name
    (path,) = folder.glob("*.xlsx")
    expected = Expected(PROFILE, HARTLEPOOL, Role.RETURN, period.year, period)
    return parse_book(read_book(path, sheets=sheets_to_read(PROFILE)), expected)


def _view() -> DepartmentView:
    now, before = _return(Q4), _return(Q4.previous())
    source = Source(HARTLEPOOL.division(now.division), "return", now.workbook, Receipt.RECEIVED)
    return consolidate(HARTLEPOOL, PROFILE, Q4, (), (now,), (before,), (source,), (), Q4.previous())


def _table(report: Report, key: str) -> list[tuple[str, ...]]:
    (table,) = [block for block in report.blocks if isinstance(block, Table) and block.key == key]
    return [tuple(say(cell) for cell in row) for row in table.rows]


def test_the_small_department() -> None:
    assert_as_kept(plain_report(build_report(small_view())), "small_department.txt")


def test_quarter_4_of_2007_08() -> None:
    assert_as_kept(plain_report(build_report(_view())), "q4_2007_08.txt")


def test_quarter_4_of_2007_08_reproduces_the_published_tables() -> None:
    report = build_report(_view())

    assert _table(report, "actions-by-rating") == [
        ("▼ Red", "0", "0%"),
        ("● Amber", "9", "47.4%"),
        ("▲ Green", "10", "52.6%"),
        ("Total", "19", "100%"),
    ]
    assert _table(report, "indicators-by-rating") == [
        ("▼ Red", "16", "50%"),
        ("● Amber", "0", "0%"),
        ("▲ Green", "11", "34.4%"),
        ("– Reported annually", "5", "15.6%"),
        ("Total", "32", "100%"),
    ]
    assert _table(report, "operational-published-totals") == [
        ("▼ Red", "not published", "8%"),
        ("● Amber", "not published", "18%"),
        ("▲ Green", "not published", "74%"),
        ("Total", "451", "100%"),
    ]


def test_quarter_4_of_2007_08_tells_what_changed() -> None:
    text = plain_report(build_report(_view()))

    for sentence in (
        "Since Quarter 3, eight further actions have been completed.",
        "Four of these relate to the outcome “Achieve Economic Wellbeing”:",
        "One of these relates to the outcome “Be Healthy”:",
        "Three of these relate to the outcome “Stay Safe”:",
        "One action has moved from Red to Amber.",
        "Since Quarter 3, seven more indicators have met their targets.",
        "For 15 of these indicators, what happened and what is being done were not published.",
    ):
        assert text.count(sentence) == 1, sentence
