"""The dates that a return gives: completed when it can have been, late only with an account."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules.sheets import findings_of, narrowed, shown, small_profile
from tests.rules.test_workbooks import findings

PLAN = """**Safeguarding.xlsx**, plan, sheet Actions

|   | A      | B                     | C        | D            |
|---|--------|-----------------------|----------|--------------|
| 3 | Ref    | Action                | Due      | Row identity |
| 4 | SG A01 | Visit every placement | Jun 2008 | abcdefgh     |

"""


def returned(due: str, rating: str, reason: str = "", by_when: str = "", completed: str = "") -> str:
    return f"""**Safeguarding.xlsx**, return, sheet Actions

|   | A      | B                     | C     | D            | E        | F            | G         | H            |
|---|--------|-----------------------|-------|--------------|----------|--------------|-----------|--------------|
| 3 | Ref    | Action                | Due   | Row identity | Rating   | Why (if red) | By when   | Completed on |
| 4 | SG A01 | Visit every placement | {due} | abcdefgh     | {rating} | {reason}     | {by_when} | {completed}  |
"""


def told(text: str) -> list[str]:
    return [f.code for f in findings_of(text) if f.code.startswith("R")]


@pytest.mark.parametrize(
    ("due", "rating", "reason", "by_when", "code"),
    [
        ("Jun 2008", "Amber", "", "", ["R309"]),
        ("Jul 2008", "Amber", "", "", []),
        ("Ongoing", "Amber", "", "", []),
        ("Jun 2008", "Amber", "Two visitors left", "", []),
        ("Jun 2008", "Amber", "", "Aug 2008", []),
        ("Jun 2008", "Red", "Two visitors left", "Aug 2008", []),
        ("Jun 2008", "Red", "Two visitors left", "May 2008", ["R310"]),
        ("Jun 2008", "Not due", "", "", []),
    ],
)
def test_late_work_is_accounted_for(due: str, rating: str, reason: str, by_when: str, code: list[str]) -> None:
    assert told(returned(due, rating, reason, by_when)) == code


def test_a_best_rating_that_may_mean_completed_is_not_late() -> None:
    profile = small_profile()
    assert profile.ratings
    states = tuple(replace(state, done=False) for state in profile.ratings.states)
    open_ended = replace(profile, ratings=replace(profile.ratings, states=states))
    text = returned("Jun 2008", "Green")
    found = findings_of(text, narrowed(shown(text), open_ended))
    assert [f.code for f in found] == []


def test_a_date_that_a_team_moved_in_its_return_does_not_make_it_timely() -> None:
    assert told(PLAN + returned("Jun 2009", "Amber")) == ["R309"]


@pytest.mark.parametrize(
    ("completed", "code"),
    [
        ("30/06/2008", []),
        ("01/07/2008", ["R308"]),
        ("01/04/2008", []),
        ("31/03/2008", ["R308"]),
    ],
)
def test_work_is_completed_within_the_plan_and_the_period(completed: str, code: list[str]) -> None:
    assert told(returned("Mar 2009", "Green", completed=completed)) == code


def test_the_returns_have_no_date_that_cannot_be() -> None:
    told = [f for quarter in (1, 2) for f in findings(2008, quarter) if f.code in ("R308", "R309", "R310")]
    assert told == []
