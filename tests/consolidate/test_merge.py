"""Plans and returns as one view: every row is there, whatever was returned, in whatever order the files come."""

from __future__ import annotations

from itertools import permutations

from compiler.consolidate.merge import consolidate
from compiler.consolidate.tally import tally
from compiler.consolidate.view import DepartmentView
from compiler.domain.record import Kind
from compiler.domain.returned import Return, Role
from tests.consolidate.rows import DEPARTMENT, QUARTER, base_profile, returned

PLAN = {
    "Objectives": """
        | No. | Plan              | Departmental Plan outcome                 |
        | 1.1 | Departmental Plan | Stay Safe (children live in safety)       |
        | 1.2 | Departmental Plan | Be Healthy (children are healthy)         |
    """,
    "Actions": """
        | Ref    | Plan              | Objective No. | Action                | Date to be completed |
        | HC A01 | Departmental Plan | 1.2           | Promote healthy meals | Mar 2009             |
        | CS A02 | Departmental Plan | 1.1           | Find more foster care | Sep 2008             |
        |        | Departmental Plan | 1.1           | Train the staff       | Dec 2008             |
    """,
}
SAFE_PLAN = {
    "Actions": """
        | Ref    | Plan            | Action                |
        | CS A02 | Divisional Plan | Find more foster care |
    """
}
LEAD = {
    "Actions": """
        | Ref    | Plan              | Objective No. | Action                | Rating | Progress             |
        | CS A02 | Departmental Plan | 1.1           | Find more foster care | Green  | Ten places found     |
        | HC A01 | Departmental Plan | 1.2           | Promote healthy meals | Amber  | Menus agreed         |
        | CS A09 | Departmental Plan | 1.1           | An action of our own  | Red    | Added by the team    |
    """
}
SAFE = {
    "Actions": """
        | Ref    | Plan            | Action                | Rating |
        | CS A02 | Divisional Plan | Find more foster care | Red    |
    """
}
LAST = {
    "Actions": """
        | Ref    | Plan              | Action                | Rating |
        | HC A01 | Departmental Plan | Promote healthy meals | Red    |
        | CS A02 | Departmental Plan | Find more foster care | Green  |
    """
}


def view_of(plans: list[Return], returns: list[Return], before: list[Return]) -> DepartmentView:
    return consolidate(
        department=DEPARTMENT,
        profile=base_profile(),
        period=QUARTER,
        plans=plans,
        returns=returns,
        before=before,
        sources=(),
        findings=(),
        compared=QUARTER.previous(),
    )


def books() -> tuple[list[Return], list[Return], list[Return]]:
    plans = [returned("lead", PLAN, Role.PLAN), returned("safe", SAFE_PLAN, Role.PLAN)]
    return plans, [returned("lead", LEAD), returned("safe", SAFE)], [returned("lead", LAST)]


def drawn(view: DepartmentView) -> list[str]:
    return [
        " | ".join(
            (
                row.text("reference") or "–",
                row.plan,
                row.text("action"),
                row.outcome or "–",
                row.rating.name if row.rating else "–",
                row.rating_before.name if row.rating_before else "–",
                row.movement.value,
            )
        )
        for row in view.of(Kind.ACTION)
    ]


def drawn_conflicts(view: DepartmentView) -> list[str]:
    return [
        " | ".join(
            (
                each.conflict.reference,
                each.conflict.words,
                each.conflict.column,
                ", ".join(f"{claim.said} ({claim.entry.origin})" for claim in each.conflict.claims),
                each.suggested,
                each.why,
                each.settled.settlement.words if each.settled else "–",
            )
        )
        for each in view.conflicts
    ]


def test_every_planned_row_is_there_with_its_rating_outcome_and_movement() -> None:
    assert drawn(view_of(*books())) == [
        "HC A01 | departmental | Promote healthy meals | Be Healthy | Amber | Red | better",
        "CS A02 | departmental | Find more foster care | Stay Safe | Green | Green | no change",
        "– | departmental | Train the staff | Stay Safe | No return | – | cannot be told",
        "CS A02 | divisional | Find more foster care | – | Red | – | cannot be told",
        "CS A09 | departmental | An action of our own | Stay Safe | Red | – | new this period",
    ]


def test_the_order_of_the_files_changes_nothing() -> None:
    plans, returns, before = books()
    wanted = drawn(view_of(plans, returns, before))
    for one in permutations(plans):
        for other in permutations(returns):
            assert drawn(view_of(list(one), list(other), before)) == wanted


def test_a_missing_return_leaves_its_rows_in_the_denominator() -> None:
    plans, _, before = books()
    scheme = base_profile().ratings
    assert scheme is not None
    counted = tally(view_of(plans, [], before).of(Kind.ACTION, "departmental"), scheme)
    assert [(rating.name, len(rows)) for rating, rows in counted.groups] == [
        ("Red", 0),
        ("Amber", 0),
        ("Green", 0),
        ("No return", 3),
    ]
    assert counted.total == 3


def test_a_row_that_only_last_quarter_held_is_gone_and_counts_nowhere() -> None:
    plans, returns, _ = books()
    more = {"Actions": LAST["Actions"].rstrip() + "\n| CS A07 | Departmental Plan | Close the old home | Amber |\n"}
    view = view_of(plans, returns, [returned("lead", more)])
    assert [(row.record.label, row.record.origin.cell) for row in view.gone] == [("CS A07", "row 4")]
    assert len(list(view.of(Kind.ACTION))) == 5


def test_two_ratings_of_one_action_are_a_conflict_with_a_suggestion() -> None:
    assert drawn_conflicts(view_of(*books())) == [
        "CS A02 | Find more foster care | rating | Green (Leadership.xlsx, Actions, E2), "
        "Red (Safeguarding.xlsx, Actions, D2) | Red | Safeguarding carries it out, under its own Divisional Plan. | –"
    ]


def test_a_reference_used_again_for_other_words_is_no_conflict() -> None:
    plans, returns, before = books()
    words = ("Find more foster care", "Renew transport contracts")
    plan = returned("safe", {"Actions": SAFE_PLAN["Actions"].replace(*words)}, Role.PLAN)
    other = returned("safe", {"Actions": SAFE["Actions"].replace(*words)})
    assert view_of([plans[0], plan], [returns[0], other], before).conflicts == ()


def test_what_the_plan_approved_stays_where_a_return_says_otherwise() -> None:
    plans, returns, before = books()
    changed = {"Actions": LEAD["Actions"].replace("Promote healthy meals", "Promote healthy lunches")}
    view = view_of(plans, [returned("lead", changed), returns[1]], before)
    row = next(view.of(Kind.ACTION))
    assert (row.text("action"), row.text("progress")) == ("Promote healthy meals", "Menus agreed")
