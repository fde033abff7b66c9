"""Which figures are due in a period, told from the plan or from what was returned before."""

from __future__ import annotations

import pytest

from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.record import Entry, Kind, Record, State
from compiler.returns.issue_due import Due, due_in
from tests.returns.cycle import profile

PRINTED = profile("hartlepool")
BASE = profile("base")
YEAR = Year(2008)


def row(**cells: str) -> Record:
    at = Origin("Plan.xlsx", "Indicators", 5)
    entries = {}
    for key, words in cells.items():
        rating = PRINTED.ratings.read(words) if key == "rating" and PRINTED.ratings else None
        entries[key] = Entry(words, State.VALUE, rating or words, at)
    return Record(Kind.INDICATOR, "divisional", "care", "i1", at, entries)


@pytest.mark.parametrize(
    ("number", "planned", "then", "due"),
    [
        (1, {"frequency": "Annually"}, None, Due(False, "No, but in Q4 2008/09 (‘Annually’ in the plan)", "annual")),
        (4, {"frequency": "Annually"}, None, Due(True, "Yes (‘Annually’ in the plan)")),
        (1, {"frequency": "Half-yearly"}, None, Due(False, "No, but in Q2 2008/09 (‘Half-yearly’ in the plan)", "")),
        (2, {"frequency": "Half-yearly"}, None, Due(True, "Yes (‘Half-yearly’ in the plan)")),
        (3, {"frequency": "Quarterly"}, None, Due(True, "Yes (‘Quarterly’ in the plan)")),
        (2, {"q1": "Annual"}, None, Due(False, "No, but in Q4 2008/09 (‘Annual’ in the plan)", "annual")),
        (2, {"q2": "45%"}, None, Due(True, "Yes: with a target for it")),
        (
            2,
            {},
            {"rating": "Reported annually"},
            Due(False, "No, but in Q4 2008/09 (‘Reported annually’ in Q1 2008/09)", "annual"),
        ),
        (4, {}, {"rating": "Reported annually"}, Due(True, "Yes (‘Reported annually’ in Q3 2008/09)")),
        (2, {}, {"rating": "Amber", "figure": "45%"}, Due(True, "Yes, as for Q1 2008/09")),
        (2, {"target": "50%"}, {"rating": "Awaiting figure"}, Due(None, "The plan does not say")),
        (2, {"target": "50%"}, None, Due(None, "The plan does not say")),
    ],
)
def test_when_a_figure_is_due(number: int, planned: dict[str, str], then: dict[str, str] | None, due: Due) -> None:
    period = Period(YEAR, number)
    told = (period.previous(), row(**then)) if then is not None else None
    name = {"annual": "Reported annually", "": ""}[due.rating]
    assert due_in(PRINTED, period, row(**planned), told) == Due(due.due, due.words, name)


def test_a_figure_of_another_quarter_takes_the_councils_word_for_it() -> None:
    due = due_in(BASE, Period(YEAR, 1), row(frequency="Half-yearly"), None)
    assert due == Due(False, "No, but in Q2 2008/09 (‘Half-yearly’ in the plan)", "Not due this quarter")


def test_months_are_counted_by_the_same_frequencies() -> None:
    told = [due_in(BASE, Period(YEAR, number, 12), row(frequency="Quarterly"), None).due for number in range(1, 13)]
    assert told == [False, False, True] * 4
