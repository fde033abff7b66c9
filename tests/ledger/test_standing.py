"""How a division stands: the day of its return, how late it is, and when a return is nil."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from compiler.domain.acceptance import NOTHING_KNOWN, Ledger, Received
from compiler.domain.returned import Return
from compiler.ledger.standing import Standing, standings
from compiler.profile.department import Deadline
from tests.consolidate.rows import DEPARTMENT, QUARTER, base_profile, returned

DUE = dt.date(2008, 10, 17)
SAFE = {
    "Actions": """
        | Ref    | Plan            | Action                | Rating | Progress         |
        | CS A02 | Divisional Plan | Find more foster care | Red    | Ten places found |
    """
}
NEW = {"Actions": SAFE["Actions"].replace("Ten places", "Twelve places")}
SOON = dt.date(2008, 10, 22)


def drawn(returns: Sequence[Return], before: Sequence[Return] = (), ledger: Ledger = NOTHING_KNOWN) -> list[str]:
    """The standings as 'division: state, day (by what), days late, why'."""
    department = replace(DEPARTMENT, deadlines={"2008-09/Q2": Deadline(due=DUE)})
    found = standings(department, base_profile(), QUARTER, returns, before, {}, (), ledger, SOON)
    return [_drawn(each) for each in found if each.division.key != "lead"]


def _drawn(each: Standing) -> str:
    by = "ledger" if each.by_ledger else "cover"
    day = f"{each.on} ({by})" if each.on else "–"
    return f"{each.division.key}: {each.state.value}, {day}, {each.days_late}, {each.why}"


def test_a_return_that_says_what_the_one_before_said_is_nil() -> None:
    now = returned("safe", SAFE)
    assert drawn([now], [returned("safe", SAFE)]) == [
        "safe: nil return, –, None, every row is as in the quarter before",
        "learn: missing, –, 5, ",
    ]
    assert drawn([now], [returned("safe", NEW)])[0] == "safe: returned, –, None, "
    assert drawn([now])[0] == "safe: returned, –, None, "


def test_the_day_is_the_ledger_s_first_else_that_of_the_cover() -> None:
    signed = replace(returned("safe", SAFE), signed={"prepared_on": "20/10/2008"})
    assert drawn([signed])[0] == "safe: returned, 2008-10-20 (cover), 3, "
    seen = tuple(
        Received("Q2", "safe", "Safeguarding.xlsx", hashed, dt.date(2008, 10, day))
        for hashed, day in (("b", 21), ("a", 16))
    )
    assert drawn([signed], ledger=Ledger(received=seen))[0] == "safe: returned, 2008-10-16 (ledger), 0, "
    other = tuple(replace(each, period="Q1") for each in seen)
    assert drawn([signed], ledger=Ledger(received=other))[0] == "safe: returned, 2008-10-20 (cover), 3, "


def test_words_on_the_cover_or_in_the_narrative_make_a_nil_return() -> None:
    assert drawn([replace(returned("safe", SAFE), signed={"nil": "yes"})])[0].endswith("its cover says so")
    assert drawn([replace(returned("safe", SAFE), signed={"nil": "no"})])[0] == "safe: returned, –, None, "
    words = {"Narrative": "| Block | Words for the report |\n| Background | Nothing to report. |"}
    assert drawn([returned("safe", words)])[0].endswith("its narrative says so")
    assert drawn([returned("safe", {**SAFE, **words})])[0] == "safe: returned, –, None, "
