"""Who set the tolerance and the limits by which figures are rated, beside the tables where they count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compiler.consolidate.view import DepartmentView
from compiler.domain.rating import RatedBy
from compiler.domain.returned import Role
from compiler.profile.model import Column, Profile, Tolerance
from compiler.report.blocks import Table, say
from compiler.report.build import build_report
from tests.report.making import book, profile, view

BASE = profile("base")
LIMITS = Column("green_when", "Green when", type="target", band="green")


def using(tolerance: Tolerance, by: RatedBy = RatedBy.FIGURES) -> Profile:
    """The base profile in which figures are rated, with a column of limits."""
    assert BASE.ratings is not None
    sheets = tuple(
        replace(sheet, columns=(*sheet.columns, LIMITS)) if sheet.key == "indicators" else sheet
        for sheet in BASE.sheets
    )
    return replace(BASE, sheets=sheets, ratings=replace(BASE.ratings, by=by), tolerance=tolerance)


def seen(made: Profile) -> DepartmentView:
    plan = """
        reference | definition | target | polarity | green_when
        NI 1      | Meals      | 50%    | Higher   |
        NI 2      | Visits     |        | Higher   | 40% or more
    """
    now = "reference | figure | rating\nNI 1 | 48% | Amber\nNI 2 | 41% | Green"
    planned = book("lead", Role.PLAN, plan="departmental", using=made, indicators=plan)
    return view([planned], [book("lead", plan="departmental", using=made, indicators=now)], using=made)


def note(made: Profile) -> str:
    report = build_report(seen(made))
    (table,) = [each for each in report.blocks if isinstance(each, Table) and each.key == "indicators-by-rating"]
    return say(table.note)


@pytest.mark.parametrize(
    ("tolerance", "said"),
    [
        (
            Tolerance("5", "percent", "amber", "the Cabinet", "3 March 2008"),
            "A figure within 5% of its target counts as Amber. One indicator is rated by the limits that the plan "
            "sets for it. These were set by the Cabinet on 3 March 2008.",
        ),
        (
            Tolerance("1.50", "points", "", "the Cabinet"),
            "A figure within 1.5 percentage points of its target counts as Amber. One indicator is rated by the limits "
            "that the plan sets for it. These were set by the Cabinet.",
        ),
        (
            Tolerance(),
            "One indicator is rated by the limits that the plan sets for it. Who set this, and when, is not recorded.",
        ),
    ],
)
def test_the_tolerance_and_who_set_it_stand_below_the_table(tolerance: Tolerance, said: str) -> None:
    assert note(using(tolerance)).endswith(said)


def test_nothing_is_said_where_officers_rate() -> None:
    assert "Cabinet" not in note(using(Tolerance("5", "percent", "amber", "the Cabinet"), RatedBy.OFFICER))
