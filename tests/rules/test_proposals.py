"""What returns propose to change in the plan, and since when they do."""

from __future__ import annotations

import pytest

from compiler.rules.proposals import proposed_changes
from tests.rules.sheets import case_of, shown, small_profile
from tests.rules.test_over_time import actions

APPROVED = actions(
    "plan", "SG A01 | Recruit foster carers | Mar 2009 | | ", "SG A02 | Visit every placement | Ongoing | | "
)


def returned(caption: str, due: str) -> str:
    return actions(
        caption,
        f"SG A01 | Recruit foster carers | {due} | Amber | Ten",
        "SG A02 | Visit every placement | Ongoing | Amber | Nine",
    )


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("Mar 2009", "Mar 2009", []),
        ("Mar 2009", "Jun 2009", [("Due", "Mar 2009", "Jun 2009", None)]),
        ("Jun 2009", "June 2009", [("Due", "Mar 2009", "June 2009", "Quarter 1 2008/09")]),
        ("May 2009", "Jun 2009", [("Due", "Mar 2009", "Jun 2009", None)]),
        ("Jun 2009", "", []),
    ],
)
def test_a_proposal_knows_both_cells_and_since_when_it_is_made(
    then: str, now: str, told: list[tuple[str, str, str, str | None]]
) -> None:
    books = shown(APPROVED + returned("last return", then) + returned("return of Quarter 2", now))
    found = list(proposed_changes(case_of(books, small_profile())))
    assert [(each.heading, each.was.raw, each.to.raw, each.since and each.since.short) for each in found] == told
