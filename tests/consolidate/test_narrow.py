"""The view as one audience sees it: every row in or out by what the paper covers, and what belongs to the rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compiler.consolidate.narrow import narrowed
from compiler.consolidate.view import DepartmentView
from compiler.domain.finding import Finding, Severity
from compiler.domain.origin import Origin
from compiler.domain.record import Kind
from compiler.profile.audience import Audience, one_by_one
from compiler.report.standing import exceptional
from tests.report.small import small_view


def seen(view: DepartmentView | None = None, **settings: Any) -> DepartmentView:
    return narrowed(view or small_view(), Audience("board", "The Board", **settings), exceptional)


def rows_of(view: DepartmentView) -> str:
    return " ".join(f"{row.division}:{row.record.label.replace(' ', '')}" for row in view.rows)


LEAD = "lead:HCA01 lead:HCA02 lead:CSA01 lead:CSA02 lead:CSA03"
FIGURES = "lead:NI52 lead:NI59 lead:NI66 lead:NI88"


@pytest.mark.parametrize(
    ("settings", "rows"),
    [
        ({}, f"{LEAD} {FIGURES} lead:R1 lead:R2 north:NA1 north:NA2 north:CSA01 south:SA1"),
        ({"tiers": ("divisional",)}, "north:NA1 north:NA2 north:CSA01 south:SA1"),
        ({"divisions": ("north",)}, "north:NA1 north:NA2 north:CSA01"),
        ({"kinds": (Kind.RISK,)}, "lead:R1 lead:R2"),
        ({"tiers": ("departmental",), "only": "exceptions"}, "lead:CSA01 lead:CSA03 lead:NI59"),
        (
            {"where": {"actions.officer": ("head of estates",)}, "kinds": (Kind.ACTION, Kind.RISK)},
            "lead:R1 lead:R2 north:NA1 north:NA2",
        ),
        ({"where": {"risks.priority": ("H", "nobody")}, "divisions": ("lead",), "kinds": (Kind.RISK,)}, "lead:R2"),
    ],
)
def test_a_paper_covers_the_rows_that_its_settings_let_through(settings: dict[str, Any], rows: str) -> None:
    narrow = seen(**settings)
    assert sorted(rows_of(narrow).split()) == sorted(rows.split())
    assert narrow.whole == small_view().rows


def test_each_row_is_in_the_paper_of_one_division_alone() -> None:
    papers = one_by_one(
        Audience("director", "Director, {division}", title="{division}: {period}", each="division"),
        {each.key: each.name for each in small_view().department.divisions},
    )
    assert [(each.key, each.body, each.title) for each in papers] == [
        ("director-lead", "Director, Policy Development", "Policy Development: {period}"),
        ("director-north", "Director, Northern Services", "Northern Services: {period}"),
        ("director-south", "Director, Southern Services", "Southern Services: {period}"),
    ]
    shown = [row for each in papers for row in narrowed(small_view(), each).rows]
    assert sorted(row.record.origin for row in shown) == sorted(row.record.origin for row in small_view().rows)


def test_what_is_missing_in_conflict_or_wrong_elsewhere_is_not_told_of() -> None:
    def error(workbook: str) -> Finding:
        return Finding("R301", Severity.ERROR, Origin(workbook, "Actions", 2), "wrong", "right", "mend")

    view = small_view()
    books = [source.workbook for source in view.sources if source.role == "return"]
    view = replace(view, findings=(*map(error, books), error("decisions.toml")))
    narrow = seen(view, divisions=("lead",))
    assert [source.workbook for source in narrow.missing] == []
    assert [each.origin.workbook for each in narrow.findings] == ["Policy.xlsx", "decisions.toml"]
    assert len(view.conflicts) == len(narrow.conflicts) == 1
    assert seen(view, divisions=("south",)).conflicts == ()


def test_a_column_withheld_is_nowhere_in_the_view() -> None:
    narrow = seen(withhold=("officer", "rating"))
    columns = {column.key for sheet in narrow.profile.sheets for column in sheet.columns}
    records = [each for row in narrow.rows for each in (row.planned, row.returned, row.before, *row.steps) if each]
    assert "officer" in {column.key for sheet in small_view().profile.sheets for column in sheet.columns}
    assert {"officer", "rating"}.isdisjoint(columns)
    assert {"officer", "rating"}.isdisjoint(key for record in records for key in record.entries)
    assert narrow.conflicts == ()


def test_the_plan_that_the_paper_is_about_counts_and_one_covered_in_part_says_so() -> None:
    def tiers(**settings: Any) -> list[tuple[str, bool]]:
        return [(tier.name, tier.counted) for tier in seen(**settings).profile.tiers]

    assert tiers(tiers=("divisional", "operational")) == [("Divisional Plan", True), ("Operational Plan", False)]
    assert tiers(only="exceptions") == [("Departmental Plan extract", True)]
    assert tiers(divisions=("north",)) == [("Divisional Plan", True)]


def test_words_that_speak_to_another_body_are_not_in_the_view() -> None:
    whole, narrow = small_view().narrative, seen().narrative
    assert {"purpose of report", "recommendations", "background"} <= set(whole)
    assert {"purpose of report", "recommendations"}.isdisjoint(narrow)
    assert "background" in narrow


def test_the_face_is_that_of_the_audience() -> None:
    report = seen(title="To the board", words={"purpose": "To inform."}, report_of="Director").profile.report
    assert (report.body, report.reported_to, report.title, report.report_of) == (
        "The Board",
        (),
        "To the board",
        "Director",
    )
    assert report.words == {"purpose": "To inform."}
    assert (seen(title="To the board").profile.report.subject, seen().profile.report.subject) == (
        "",
        small_view().profile.report.subject,
    )
