"""Charts of the report: what they draw, what they say of it, and where their figures stand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.domain.risk import RiskLevel, RiskScheme
from compiler.report.blocks import Chart, Figure, Matrix, Report, Table, say
from compiler.report.build import build_report
from compiler.report.charts import MOST, chart_by_outcome, figures_of
from compiler.report.risks import risks
from compiler.report.target_chart import target_chart
from compiler.report.telling import Telling
from tests.report.making import PROFILE, Q1, book, view
from tests.report.plain import told
from tests.report.small import small_view
from tests.report.test_whole_report import _view


def _telling(planned: str, before: str, now: str) -> Telling:
    """A department of one plan with these indicators: as approved, as returned in Quarter 1, and now."""
    return Telling(
        view(
            [book("lead", Role.PLAN, plan="departmental", indicators=planned)],
            [book("lead", plan="departmental", indicators=now)],
            [book("lead", plan="departmental", period=Q1, indicators=before)],
        )
    )


def _targets(telling: Telling) -> str:
    return told(target_chart(telling, telling.rows(Kind.INDICATOR, *telling.counted)))


PLANNED = """
    reference | definition | outturn | target
    NI 1      | Lunches    |         | 50%
    NI 2      | Reviews    | 30%     | 40%
    NI 3      | Schools    | 7       | 9
    NI 4      | Absence    | 5.23%   | 5.3%
    NI 5      | Exclusions | 2%      | to be determined
    NI 6      | Reading    | 61%     | 70%
"""


def test_figures_stand_beside_their_targets_with_what_asks_for_a_reason_first() -> None:
    before = "reference | figure | rating\nNI 1 | 44% | Amber\nNI 2 | awaited | Amber\nNI 4 | 5.4% | Amber"
    now = """
        reference | figure | rating
        NI 1      | 44%    | Amber
        NI 2      | 42.5%  | Green
        NI 3      | 8      | Amber
        NI 4      | 5.2%   | Red
        NI 5      | 2.5%   | Amber
        NI 6      |        | Amber
    """
    assert (
        _targets(_telling(PLANNED, before, now))
        == """Chart 1 shows three indicators against their targets.

Chart 1: Departmental Plan indicators against their targets, Quarter 2 2008/09
[beside: Of three indicators shown, one has risen, one has fallen and one is the same since the figure known before. \
One has met its target.]
Indicator | Outturn 2007/08 | Quarter 1 | Quarter 2 | Target 2008/09
NI 4 Absence | 5.23% (5.23) | 5.4% (5.4) | 5.2% (5.2) | 5.3% (5.3)
NI 1 Lunches | not known (no bar) | 44% (44) | 44% (44) | 50% (50)
NI 2 Reviews | 30% (30) | awaited (no bar) | 42.5% (42.5) | 40% (40)
Note: The chart shows the indicators whose target and at least two figures are percentages.

"""
    )


@pytest.mark.parametrize(
    ("planned", "before", "now"),
    [
        ("reference | target\nNI 1 | 50%", "reference | rating\nNI 1 | Amber", "reference | figure\nNI 1 | 44%"),
        ("reference | target\nNI 1 | ", "reference | figure\nNI 1 | 40%", "reference | figure\nNI 1 | 44%"),
        ("reference | target\nNI 1 | 50%", "reference | figure\nNI 1 | 40%", "reference | figure\nNI 1 | "),
        ("reference | target\nNI 1 | 50%", "reference | figure\nNI 1 | 40", "reference | figure\nNI 1 | 44%"),
    ],
    ids=["one figure", "no target", "none now", "another unit"],
)
def test_one_figure_is_never_drawn(planned: str, before: str, now: str) -> None:
    assert _targets(_telling(planned, before, now)) == ""


def test_no_more_than_six_indicators_are_drawn() -> None:
    numbers = range(1, 9)
    planned = "reference | outturn | target\n" + "\n".join(f"NI {n} | 1% | 9%" for n in numbers)
    now = "reference | figure | rating\n" + "\n".join(
        f"NI {n} | {n}% | {'Red' if n == 8 else 'Amber'}" for n in numbers
    )
    telling = _telling(planned, "reference | rating", now)
    _, chart = target_chart(telling, telling.rows(Kind.INDICATOR, *telling.counted))

    assert isinstance(chart, Chart)
    assert [say(each).split()[1] for each in chart.categories] == ["8", "1", "2", "3", "4", "5"]
    assert told((chart,)).splitlines()[-2] == (
        "Note: The chart shows six of the eight indicators whose target and at least two figures are percentages."
    )


def test_one_outcome_is_no_chart() -> None:
    telling = Telling(small_view())
    healthy = [row for row in telling.rows(Kind.ACTION, *telling.counted) if row.outcome == "Be Healthy"]
    ratings = telling.profile.ratings

    assert ratings is not None
    assert len(healthy) == 2
    assert chart_by_outcome(telling, Kind.ACTION, healthy, ratings) == ()


def test_of_many_outcomes_those_with_the_worst_ratings_and_the_most_actions_are_drawn() -> None:
    numbers = range(1, MOST + 4)
    objectives = "number | departmental\n" + "\n".join(f"{n} | Outcome {n}" for n in numbers)
    actions = [(n, f"A{n}.{k}") for n in numbers for k in range(2 if n == MOST + 1 else 1)]
    planned = "reference | objective | action\n" + "\n".join(f"{name} | {n} | Do {name}" for n, name in actions)
    rated = ((name, "Red" if n == MOST + 3 else "Green") for n, name in actions)
    now = "reference | rating\n" + "\n".join(f"{name} | {rating}" for name, rating in rated)
    plan = book("lead", Role.PLAN, plan="departmental", objectives=objectives, actions=planned)
    telling = Telling(view([plan], [book("lead", plan="departmental", actions=now)]))
    assert telling.profile.ratings is not None
    rows = telling.rows(Kind.ACTION, *telling.counted)
    lead, chart = chart_by_outcome(telling, Kind.ACTION, rows, telling.profile.ratings)

    assert isinstance(chart, Chart)
    drawn = [*range(1, MOST - 1), MOST + 1, MOST + 3]
    assert [say(name).rpartition(" (")[0] for name in chart.categories] == [f"Outcome {n}" for n in drawn]
    said = told((lead, chart)).splitlines()
    assert said[0] == f"Chart 1 shows the {MOST + 1} actions by outcome. Most Red: “Outcome 23” (one of one)."
    assert said[-2:] == [
        "Note: Of many outcomes the chart shows those with the most Red, then those with the most actions.",
        "",
    ]


def test_what_nobody_has_rated_is_no_chart() -> None:
    plan = book("lead", Role.PLAN, plan="departmental", actions="reference | action\nA1 | One\nA2 | Two")
    report = build_report(view([plan], []))

    assert [block for block in report.blocks if isinstance(block, Chart)] == []
    assert not any(getattr(block, "text", "").endswith("figures of the charts") for block in report.blocks)


REPORTS = pytest.mark.parametrize(
    "report", [build_report(small_view()), build_report(_view())], ids=["small", "published"]
)


@REPORTS
def test_every_chart_has_its_figures_in_the_table_that_its_note_names(report: Report) -> None:
    tables = {block.caption.split(":")[0]: block for block in report.blocks if isinstance(block, Table)}
    charts = [block for block in report.blocks if isinstance(block, Chart)]

    assert 1 < len(charts) <= 3
    for chart in charts:
        (number,) = re.findall(r"(Table [0-9]+) gives the figures\.", say(chart.note))
        table = tables[number]
        for place, name in enumerate(chart.categories):
            line = next(row for row in table.rows if say(row[0]) in (say(name), say(name).rsplit(" (", 1)[0]))
            for series in chart.series:
                column = [each.heading for each in table.columns].index(series.name)
                assert say(line[column]).split(" (")[0] == say((series.points[place].said,))


@REPORTS
def test_every_number_drawn_is_a_figure_that_knows_its_cells(report: Report) -> None:
    figures = list(report.figures())
    for chart in [block for block in report.blocks if isinstance(block, Chart)]:
        for point in (point for series in chart.series for point in series.points):
            if point.number is not None:
                assert isinstance(point.said, Figure)
                assert point.said in figures
                assert len(point.said.origins) == point.number if chart.kind == "stacked" else point.said.origins


def test_the_bars_of_a_division_or_outcome_add_up_to_its_rows() -> None:
    for chart in [block for block in build_report(small_view()).blocks if isinstance(block, Chart)]:
        if chart.kind == "stacked":
            for place, name in enumerate(chart.categories):
                assert say(name).endswith(f"({sum(series.points[place].number or 0 for series in chart.series):g})")


def test_a_body_without_charts_has_no_appendix_of_figures() -> None:
    assert figures_of(()) == ()


# --- the matrix -------------------------------------------------------------------------------------------------------


def _levels(names: str) -> tuple[RiskLevel, ...]:
    return tuple(RiskLevel(name[0], name, rank) for rank, name in enumerate(names.split(), 1))


def test_a_matrix_shows_what_lies_above_the_appetite() -> None:
    scales = RiskScheme(_levels("Rare Likely"), _levels("1-small 2-grave"), appetite=("L1", "L2"))
    using = replace(PROFILE, risks=scales)
    table = "reference | risk | current\nR1 | Fire | L2\nR2 | Flood | L2\nR3 | Fraud | R1\nR4 | Theft |"
    blocks = risks(Telling(view([], [book("lead", plan="departmental", using=using, risks=table)], using=using)))
    (matrix,) = [block for block in blocks if isinstance(block, Matrix)]

    assert (
        told((matrix,))
        == """
Table 1: Risks by likelihood and impact, Quarter 2 2008/09
Likelihood / Impact | 1-small (1) | 2-grave (2)
Likely (L) | ▲ 0 | ▲ 2
Rare (R) | 1 | 0
Note: The heavy line is the risk appetite, and ▲ marks the scores above it. Two risks are above it. \
One risk has no score and is not in the matrix.

"""
    )
    counted = [figure for line in matrix.cells for (figure,) in line if isinstance(figure, Figure) and figure.origins]
    assert [[origin.cell for origin in figure.origins] for figure in counted] == [["C2", "C3"], ["C4"]]


def test_risks_on_one_scale_have_no_matrix() -> None:
    table = "reference | risk | current\nR1 | Fire | H"
    told = risks(Telling(view([], [book("lead", plan="departmental", risks=table)])))
    assert [block for block in told if isinstance(block, Matrix)] == []
