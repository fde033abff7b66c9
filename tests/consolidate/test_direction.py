"""The direction of travel of a figure: which way it went since an earlier period, or why that is not shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.consolidate.direction import Travel, travel
from compiler.consolidate.merge import consolidate
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return, Role
from tests.consolidate.rows import DEPARTMENT, QUARTER, base_profile, returned

PROFILE = base_profile()


def book(drawn: str, role: Role = Role.RETURN) -> Return:
    return returned("safe", {"Indicators": drawn}, role)


def row(drawn: str) -> Record:
    return next(iter(book(drawn).of(Kind.INDICATOR)))


def told(found: Travel | None) -> str:
    """The direction or the reason in words, and the cell that was compared with."""
    if found is None:
        return "not compared"
    said = found.direction.value if found.direction else f"withheld: {found.withheld.value}" if found.withheld else ""
    return f"{said} ({found.then.raw})" if found.then else said


HEAD = "| Ref | Plan | Definition | Better is | Target 2008/09 | Figure this quarter | Period of the figure |"


def of(better: str, figure: str, period: str = "", definition: str = "Reviews in time", target: str = "") -> Record:
    return row(f"""
        {HEAD}
        | NI 66 | Divisional Plan | {definition} | {better} | {target} | {figure} | {period} |
    """)


@pytest.mark.parametrize(
    ("better", "now", "then", "said"),
    [
        ("Higher", "45.7%", "44%", "better (44%)"),
        ("Higher", "44%", "45.7%", "worse (45.7%)"),
        ("Lower", "8.5%", "8.9%", "better (8.9%)"),  # fewer are not in education
        ("Lower", "-15%", "-8.5%", "better (-8.5%)"),  # conceptions fell further
        ("Lower", "0%", "3%", "better (3%)"),  # the gap has closed
        ("Lower", "3%", "0%", "worse (0%)"),
        ("Higher", "50%", "50.0%", "no change (50.0%)"),
        ("Higher", "61%", "60.5%", "better (60.5%)"),  # as printed, whatever was rounded
        ("Neither", "50%", "50%", "no change (50%)"),  # no change needs nobody to say which way is better
        ("Neither", "51%", "50%", "withheld: nothing says which way is better (50%)"),
        ("Higher", "50%", "50", "withheld: the figures are in different units (50)"),
        ("Higher", "£1.2m", "£900k", "better (£900k)"),
        ("Higher", "", "50%", "withheld: no figure was returned"),
        ("Higher", "50%", "", "withheld: no figure was returned at that time ()"),
        ("Higher", "English 5.9% Maths 6.4%", "6%", "withheld: the cell holds more than one figure"),
    ],
)
def test_a_figure_is_judged_by_which_way_is_better(better: str, now: str, then: str, said: str) -> None:
    assert told(travel(PROFILE, None, of(better, now), of(better, then))) == said


def test_a_row_that_was_not_returned_then_is_not_compared() -> None:
    assert told(travel(PROFILE, None, of("Higher", "50%"), None)) == (
        "withheld: the returns of that time do not have the row"
    )


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        ("Reviews in time", "reviews  in time.", "better (40%)"),
        ("Reviews in time", "Reviews in 28 days", "withheld: the definition has changed (40%)"),
        ("Young people under 18", "Young people under 16", "withheld: the definition has changed (40%)"),
    ],
)
def test_nothing_is_compared_across_a_change_of_definition(now: str, then: str, said: str) -> None:
    found = travel(PROFILE, None, of("Higher", "50%", definition=now), of("Higher", "40%", definition=then))
    assert told(found) == said


@pytest.mark.parametrize(
    ("now", "then", "year_ago", "said"),
    [
        ("July to September 2008", "April to June 2008", False, "better (40%)"),
        ("April to September 2008", "April to June 2008", False, "withheld: the figures cover periods of different"),
        ("April to September 2008", "April to September 2007", True, "better (40%)"),
        ("2007/08", "2007/08", False, "withheld: the figure is for the same period as before (40%)"),
        ("April to June 2008", "Q1 2008/09", False, "withheld: the figure is for the same period as before (40%)"),
        ("some weeks of summer", "April to June 2008", False, "better (40%)"),
    ],
)
def test_the_periods_of_both_figures_must_be_alike(now: str, then: str, year_ago: bool, said: str) -> None:
    found = travel(PROFILE, None, of("Higher", "50%", now), of("Higher", "40%", then), year_ago=year_ago)
    assert told(found).startswith(said)


@pytest.mark.parametrize(
    ("definition", "target"), [("Homes found (cumulative)", "40"), ("Homes found", "40 (cumulative)")]
)
def test_a_figure_counted_up_over_the_year_is_compared_with_a_year_ago_alone(definition: str, target: str) -> None:
    now, then = of("Higher", "50", "", definition, target), of("Higher", "40", "", definition, target)
    assert told(travel(PROFILE, None, now, then)) == "withheld: the figure is counted up over the year (40)"
    assert told(travel(PROFILE, None, now, then, year_ago=True)) == "better (40)"


def test_an_annual_figure_is_compared_with_a_year_ago_alone() -> None:
    drawn = """
        | Ref   | Plan            | Better is | Reported | Figure this quarter |
        | NI 75 | Divisional Plan | Higher    | Annually | {}                  |
    """
    now, then = row(drawn.format("50%")), row(drawn.format("40%"))
    assert told(travel(PROFILE, None, now, then)) == "withheld: the figure is reported once a year (40%)"
    assert told(travel(PROFILE, None, now, then, year_ago=True)) == "better (40%)"


def test_a_correction_of_last_quarters_figure_is_what_is_compared_with() -> None:
    drawn = """
        | Ref   | Plan            | Better is | Figure this quarter | Correction of last quarter's figure |
        | NI 66 | Divisional Plan | Higher    | 73%                 | 71%                                 |
    """
    then = of("Higher", "74%", definition="")
    assert told(travel(PROFILE, None, row(drawn), then)) == "better (71%)"
    assert told(travel(PROFILE, None, row(drawn), then, year_ago=True)) == "worse (74%)"


@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(["Higher", "Lower"]))
def test_there_and_back_is_the_other_way(one: int, other: int, better: str) -> None:
    there = travel(PROFILE, None, of(better, f"{one / 4}%"), of(better, f"{other / 4}%"))
    back = travel(PROFILE, None, of(better, f"{other / 4}%"), of(better, f"{one / 4}%"))
    assert {told(there).split(" (")[0], told(back).split(" (")[0]} in ({"better", "worse"}, {"no change"})
    assert (told(there).split(" (")[0] == "no change") is (one == other)


PLAN = """
    | Ref   | Plan            | Definition      | Better is |
    | NI 65 | Divisional Plan | Moves in a year | Lower     |
    | NI 66 | Divisional Plan | Reviews in time | Higher    |
    | NI 67 | Divisional Plan | Plans in place  | Higher    |
"""
NOW = """
    | Ref   | Plan            | Definition      | Figure this quarter |
    | NI 66 | Divisional Plan | Reviews in time | 92%                 |
    | NI 65 | Divisional Plan | Moves in a year | 11                  |
"""
BEFORE = """
    | Ref   | Plan            | Definition      | Figure this quarter |
    | NI 65 | Divisional Plan | Moves in a year | 12                  |
    | NI 66 | Divisional Plan | Reviews in time | 90%                 |
"""
YEAR_AGO = """
    | Ref   | Plan            | Definition      | Figure this quarter |
    | NI 66 | Divisional Plan | Reviews in time | 95%                 |
    | NI 65 | Divisional Plan | Children who move twice | 9           |
    | NI 99 | Divisional Plan | Dropped since   | 1                   |
"""


def directions(before: str, year_ago: str) -> list[str]:
    view = consolidate(
        department=DEPARTMENT,
        profile=PROFILE,
        period=QUARTER,
        plans=[book(PLAN, Role.PLAN)],
        returns=[book(NOW)],
        before=[book(before)] if before else [],
        sources=(),
        findings=(),
        compared=QUARTER.previous(),
        year_ago=[book(year_ago)] if year_ago else [],
    )
    assert view.year_ago == (QUARTER.same_last_year() if year_ago else None)
    return [f"{each.text('reference')}: {told(each.since)} | {told(each.since_year)}" for each in view.rows]


def test_every_indicator_has_two_ways() -> None:
    assert directions(BEFORE, YEAR_AGO) == [
        "NI 65: better (12) | withheld: the definition has changed (9)",
        "NI 66: better (90%) | worse (95%)",
        "NI 67: withheld: no figure was returned | withheld: no figure was returned",
    ]


def test_what_is_not_held_is_not_compared() -> None:
    assert directions(BEFORE, "")[1] == "NI 66: better (90%) | not compared"
    assert directions("", YEAR_AGO)[1] == "NI 66: not compared | worse (95%)"
    assert directions("", "")[1] == "NI 66: not compared | not compared"
