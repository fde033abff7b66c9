"""What an earlier report said otherwise: corrected figures, figures that became final, conflicts settled after it."""

from __future__ import annotations

import datetime as dt

from compiler.consolidate.merge import consolidate
from compiler.consolidate.view import Restated
from compiler.domain.conflict import Settled
from compiler.domain.decision import Settlement
from compiler.domain.origin import Origin
from compiler.domain.period import Period
from compiler.domain.record import Kind
from compiler.domain.returned import Return
from compiler.returns.typed import entry_typed
from tests.consolidate.rows import DEPARTMENT, QUARTER, YEAR, base_profile, returned

PROFILE = base_profile()
HEAD = "| Ref | Plan | Definition | Figure this quarter | Period of the figure | Provisional or final |"
BEFORE = f"""
    {HEAD}
    | NI 57 | Divisional Plan | Checks in time | 74% | April to June 2008 | Provisional |
"""
PUBLISHED = dt.date(2008, 8, 4)


def told(found: tuple[Restated, ...]) -> list[str]:
    return [
        f"{each.row.text('reference')} {each.column}: {each.reported.raw} ({each.reported.origin}) → "
        f"{each.now.raw} ({each.now.origin}); {each.how.name}; {each.words}".removesuffix("; ")
        for each in found
    ]


def restated(
    now: list[Return], before: list[Return], settled: tuple[Settled, ...] = (), on: dt.date | None = PUBLISHED
) -> list[str]:
    view = consolidate(
        department=DEPARTMENT,
        profile=PROFILE,
        period=QUARTER,
        plans=(),
        returns=now,
        before=before,
        sources=(),
        findings=(),
        compared=QUARTER.previous(),
        settled_before=settled,
        reported_on=on,
    )
    return told(view.restated)


def of_indicator(row: str, head: str = HEAD) -> list[str]:
    drawn = f"{head}\n{row}"
    return restated([returned("safe", {"Indicators": drawn})], [returned("safe", {"Indicators": BEFORE})])


CORRECTED = "| Ref | Plan | Definition | Figure this quarter | Commentary | Correction of last quarter's figure |"


def test_a_correction_replaces_what_was_reported_and_gives_the_commentary_that_speaks_of_it() -> None:
    row = (
        "| NI 57 | Divisional Plan | Checks in time | 75% "
        "| Steady. Two cases were counted by mistake in Quarter 1. Rising. | 71% |"
    )
    assert of_indicator(row, CORRECTED) == [
        "NI 57 figure: 74% (Safeguarding.xlsx, Indicators, D2) → 71% (Safeguarding.xlsx, Indicators, F2); CORRECTED; "
        "Two cases were counted by mistake in Quarter 1."
    ]


def test_a_correction_without_a_reason_has_none() -> None:
    row = "| NI 57 | Divisional Plan | Checks in time | 75% | All went well. | 71% |"
    assert of_indicator(row, CORRECTED) == [
        "NI 57 figure: 74% (Safeguarding.xlsx, Indicators, D2) → 71% (Safeguarding.xlsx, Indicators, F2); CORRECTED"
    ]


def test_a_correction_that_corrects_nothing_is_none() -> None:
    assert of_indicator("| NI 57 | Divisional Plan | Checks in time | 75% | | 74.0% |", CORRECTED) == []
    assert of_indicator("| NI 58 | Divisional Plan | Other checks | 75% | | 71% |", CORRECTED) == []


def test_another_figure_for_the_same_period_restates_it() -> None:
    assert of_indicator("| NI 57 | Divisional Plan | Checks in time | 71% | Q1 2008/09 | Final |") == [
        "NI 57 figure: 74% (Safeguarding.xlsx, Indicators, D2) → 71% (Safeguarding.xlsx, Indicators, D2); NOT_FINAL; "
        "it was provisional then and is final now"
    ]
    assert of_indicator("| NI 57 | Divisional Plan | Checks in time | 71% | Q1 2008/09 | Provisional |") == [
        "NI 57 figure: 74% (Safeguarding.xlsx, Indicators, D2) → 71% (Safeguarding.xlsx, Indicators, D2); RETURNED"
    ]


def test_a_figure_for_another_period_or_the_same_one_again_restates_nothing() -> None:
    assert of_indicator("| NI 57 | Divisional Plan | Checks in time | 71% | July to September 2008 | Final |") == []
    assert of_indicator("| NI 57 | Divisional Plan | Checks in time | 71% | | Final |") == []
    assert of_indicator("| NI 57 | Divisional Plan | Checks in time | 74% | Q1 2008/09 | Final |") == []


# --- what was settled after the report --------------------------------------------------------------------------------

RATED = """
    | Ref    | Plan            | Action                | Rating |
    | CS A02 | Divisional Plan | Find more foster care | {}     |
"""


def settled(on: dt.date) -> tuple[Settled, ...]:
    words = Settlement(
        year="2008-09",
        period="Q1",
        kind="action",
        reference="CS A02",
        column="rating",
        between=("divisional/safe", "divisional/learn"),
        said=("Amber", "Red"),
        counts="Red",
        by="Director",
        on=on,
    )
    sheet = PROFILE.sheet(Kind.ACTION)
    column = sheet.column("rating") if sheet else None
    assert column is not None
    return (Settled(words, entry_typed(PROFILE, YEAR, column, "Red", Origin("decisions.toml", "", 3))),)


def quarter(period: Period, safe: str, learn: str) -> list[Return]:
    sides = (("safe", safe), ("learn", learn))
    return [returned(division, {"Actions": RATED.format(said)}, period=period) for division, said in sides]


def settled_on(on: dt.date, reported: dt.date | None = PUBLISHED) -> list[str]:
    before = quarter(QUARTER.previous(), "Amber", "Red")
    return restated(quarter(QUARTER, "Red", "Red"), before, settled(on), reported)


def test_a_conflict_settled_after_the_report_restates_what_the_side_that_was_wrong_had() -> None:
    assert settled_on(dt.date(2008, 9, 1)) == [
        "CS A02 rating: Amber (Safeguarding.xlsx, Actions, D2) → Red (decisions.toml, row 3); DECIDED"
    ]


def test_what_was_settled_by_the_report_or_at_no_known_time_restates_nothing() -> None:
    assert settled_on(PUBLISHED) == []
    assert settled_on(dt.date(2008, 9, 1), None) == []
