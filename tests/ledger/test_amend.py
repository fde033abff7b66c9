"""Plans as the members amended them: which value counts when, whatever the file holds already."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.domain.decision import Amendment
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Record
from compiler.domain.returned import Return, Role
from compiler.ledger.amend import amended, misfits
from compiler.returns.typed import entry_typed
from tests.consolidate.rows import YEAR, base_profile, returned

PLAN = """
| Ref    | Plan            | Action                | Date to be completed | Responsible officer |
| CS A02 | Divisional Plan | Find more foster care | {} | Ann Hill |
| CS A03 | Divisional Plan | Train the staff       | Ongoing | Ann Hill |
"""
DAY = dt.date(2008, 9, 30)
PROFILE = base_profile()


@cache
def plan(due: str = "Mar 2009") -> Return:
    return returned("safe", {"Actions": PLAN.format(due)}, Role.PLAN)


def amendment(
    was: str,
    to: str,
    decision: str = "approved",
    on: str = "2008-06-17",
    reference: str = "CS A02",
    division: str = "safe",
) -> Amendment:
    return Amendment(
        year="2008-09",
        division=division,
        column="due",
        was=was,
        to=to,
        decision="approved" if decision == "approved" else "refused",
        by="Cabinet",
        on=dt.date.fromisoformat(on),
        reference=reference,
        origin=Origin("decisions.toml", "", 1),
    )


def read(row: Record, words: str, each: Amendment) -> Entry:
    sheet = PROFILE.sheet(row.kind)
    column = sheet.column(each.column) if sheet else None
    assert column is not None
    return entry_typed(PROFILE, YEAR, column, words, each.origin)


def due(plans: tuple[Return, ...]) -> list[str]:
    return [f"{entry.raw} ({entry.origin})" for book in plans for r in book.records for entry in [r.entry("due")]]


STANDS, OTHER = "Mar 2009 (Safeguarding.xlsx, Actions, D2)", "Ongoing (Safeguarding.xlsx, Actions, D3)"
FIRST, SECOND = amendment("Mar 2009", "Jun 2009"), amendment("Jun 2009", "Dec 2009", on="2008-09-01")
JUNE, DECEMBER = "Jun 2009 (decisions.toml, row 1)", "Dec 2009 (decisions.toml, row 1)"


@pytest.mark.parametrize(
    ("decided", "day", "said"),
    [
        ((), DAY, STANDS),
        ((FIRST,), DAY, JUNE),
        ((FIRST,), dt.date(2008, 6, 17), JUNE),
        ((FIRST,), dt.date(2008, 6, 16), STANDS),
        ((FIRST, SECOND), DAY, DECEMBER),
        ((FIRST, SECOND), dt.date(2008, 6, 30), JUNE),
        ((amendment("Mar 2009", "Jun 2009", "refused"),), DAY, STANDS),
        ((amendment("Nov 2008", "Jun 2009"),), DAY, STANDS),
        ((amendment("Mar 2009", "31/02/2009"),), DAY, STANDS),
        ((amendment("Mar 2009", "Jun 2009", reference="CS A09"),), DAY, STANDS),
        ((amendment("Mar 2009", "Jun 2009", division="learn"),), DAY, STANDS),
    ],
)
def test_an_approved_value_counts_from_its_day(decided: tuple[Amendment, ...], day: dt.date, said: str) -> None:
    assert due(amended([plan()], decided, day, read)) == [said, OTHER]


def test_a_plan_that_holds_the_new_value_already_is_left_as_it_is() -> None:
    held = plan("Jun 2009")
    assert amended([held], [FIRST], DAY, read) == (held,)
    assert misfits([held], [FIRST], read) == ()


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        ((FIRST, SECOND), []),
        ((amendment("Nov 2008", "Jun 2009", "refused"),), []),
        (
            (amendment("Nov 2008", "Jun 2009"),),
            ["The plan has 'Mar 2009' (Safeguarding.xlsx, Actions, D2), neither 'Nov 2008' nor 'Jun 2009'."],
        ),
        (
            (FIRST, amendment("Oct 2009", "Dec 2009")),
            ["The decision before it left 'Jun 2009' there, not 'Oct 2009'."],
        ),
        (
            (amendment("Mar 2009", "Jun 2009", reference="CS A09"),),
            ["No rows of the division's plans are called 'CS A09'."],
        ),
        (
            (amendment("Mar 2009", "31/02/2009"),),
            ["'31/02/2009' cannot stand there: February 2009 has no day 31; did you mean '28 February 2009'?"],
        ),
    ],
)
def test_a_decision_that_does_not_fit_is_told_with_the_reason(decided: tuple[Amendment, ...], said: list[str]) -> None:
    before = [plan()]
    assert [each.why for each in misfits(before, decided, read)] == said
    after = amended(before, decided, DAY, read)
    assert [each.why for each in misfits(after, decided, read)] == said or "The plan has" in said[0]


MONTHS = st.sampled_from(["Mar 2009", "Jun 2009", "Dec 2009", "Ongoing"])


@settings(max_examples=30, deadline=None)
@given(st.lists(MONTHS, min_size=1, max_size=4, unique=True))
def test_amending_what_was_amended_changes_nothing_more(months: list[str]) -> None:
    chain = [amendment(was, to) for was, to in zip(["Mar 2009", *months], months, strict=False) if was != to]
    once = amended([plan()], chain, DAY, read)
    assert due(amended(once, chain, DAY, read)) == due(once)
    assert [each.why for each in misfits(once, chain, read)] == []
