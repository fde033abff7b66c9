"""The grid of outcomes against headings and actions; words under another heading; columns that nothing fills."""

from __future__ import annotations

import pytest

from tests.rules.sheets import findings_of


def table(sheet: str, *rows: tuple[str, ...]) -> str:
    letters = [chr(ord("A") + n) for n in range(len(rows[0]))]
    lines = [("", *letters), *((str(n), *row) for n, row in enumerate(rows, 3))]
    return f"**Safeguarding.xlsx**, plan, sheet {sheet}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plan(*sheets: str) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.origin).split(".xlsx, ")[1]) for finding in findings_of("\n\n".join(sheets))]


OBJECTIVES = ("No.", "Plan", "Departmental outcome", "Goals", "Aim")
GRID = ("Goal", "Plan", "Aim", "PIs")
ACTIONS = ("Ref", "Plan", "Objective No.", "Action", "PIs", "Progress")
UPPER = "Departmental Plan"
INDICATORS = table(
    "Indicators", ("Ref", "Plan", "Definition"), ("NI 59", UPPER, "Visits"), ("NI 60", UPPER, "Letters answered")
)


@pytest.mark.parametrize(
    ("aims", "told"),
    [
        (("Better schools", "Better schools"), []),
        (("Better schools", "All"), []),
        (("All", "Safer streets"), []),
        (("", "Safer streets"), []),
        (("Better schools", "Safer streets"), [("G616", "Objectives, E4")]),
        (("Better schools", "Safer street"), [("C206", "Grid, C4"), ("G616", "Objectives, E4")]),
    ],
)
def test_a_heading_has_the_aim_that_the_grid_has_for_its_goal(
    aims: tuple[str, str], told: list[tuple[str, str]]
) -> None:
    mine, grid = aims
    rows = (
        ("1", UPPER, "Be healthy", "G1", mine),
        ("2", UPPER, "Stay safe", "", grid if grid != "Safer street" else "Safer streets"),
    )
    found = plan(table("Objectives", OBJECTIVES, *rows), table("Grid", GRID[:3], ("G1", UPPER, grid)))
    assert sorted(found) == told


@pytest.mark.parametrize(
    ("cited", "action", "told"),
    [
        ("NI 59", "Visit every placement", [("I712", "Grid, C4")]),
        ("NI 59, NI 60", "Visit every placement", []),
        ("NI 59", "Visit every placement, measured by NI 60", []),
        ("NI 59, N1 60", "Visit every placement", [("X502", "Actions, E4")]),
    ],
)
def test_what_the_grid_measures_by_is_cited_or_named_by_an_action(
    cited: str, action: str, told: list[tuple[str, str]]
) -> None:
    found = plan(
        table("Grid", ("Goal", "Plan", "PIs"), ("G1", UPPER, "NI 59 - 60")),
        table("Actions", ACTIONS[:5], ("JT A01", UPPER, "1", action, cited)),
        table("Objectives", OBJECTIVES[:3], ("1", UPPER, "Be healthy")),
        INDICATORS,
    )
    assert [each for each in found if each[0] != "C213"] == told


def test_work_that_serves_no_goal_need_not_be_measured() -> None:
    rows = [("JT A01", UPPER, "1", "Visit every placement", "NI 59"), ("JT A02", UPPER, "2", "Fill the posts", "NI 60")]
    objectives = [("1", UPPER, "Be healthy", "G1"), ("2", UPPER, "Stay safe", "G1"), ("3", UPPER, "Enjoy", "")]
    found = plan(
        table("Grid", ("Goal", "Plan", "PIs"), ("G1", UPPER, "NI 59 - 60")),
        table("Actions", ACTIONS[:5], *rows, ("JT A03", UPPER, "3", "Train the reception staff", "")),
        table("Objectives", OBJECTIVES[:4], *objectives),
        INDICATORS,
    )
    assert found == []


@pytest.mark.parametrize(
    ("milestone", "means", "indicators", "told"),
    [
        ("The rota is agreed", "NI 59", "", [("R321", "Milestones, D4")]),
        ("The rota is agreed", "NI 59", "NI 60", []),
        ("The rota is agreed", "Two days of NI 59", "", []),
        ("The rota is agreed", "59", "", []),
        ("Aug 2008", "", "", [("R321", "Milestones, C4")]),
        ("Termly 08/09", "", "", []),
        ("Rota agreed Aug 2008", "", "", []),
    ],
)
def test_words_stand_under_their_own_heading(
    milestone: str, means: str, indicators: str, told: list[tuple[str, str]]
) -> None:
    heads = ("Action", "Plan", "Milestone", "Means", "PIs")
    found = plan(
        table("Milestones", heads, ("JT A01", UPPER, milestone, means, indicators)),
        table("Actions", ("Ref", "Plan", "Action"), ("JT A01", UPPER, "Visit every placement")),
        INDICATORS,
    )
    assert [each for each in found if each[0] != "I702"] == told


@pytest.mark.parametrize(("filled", "told"), [(0, ["T422"]), (1, ["T422"]), (2, []), (10, [])])
def test_a_column_of_targets_is_filled(filled: int, told: list[str]) -> None:
    rows = [("JT A01", UPPER, f"Step {n} of the work is done", f"{n} wards" if n < filled else "") for n in range(10)]
    found = plan(table("Milestones", ("Action", "Plan", "Milestone", "Targets"), *rows))
    assert [code for code, _ in found if code == "T422"] == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Reduce the percentage of new cases with a wait of under 11 weeks", ["R322"]),
        ("Reduce the percentage of new cases with a wait of over 11 weeks", []),
        ("Reduce the proportion of reviews completed within 20 days", ["R322"]),
        ("Increase the proportion of reviews completed within 20 days", []),
        ("Reduce the number of re-referrals within 12 months", []),
        ("Reduce the number of days lost to under 8 days", []),
        ("Increase the number of letters answered after more than ten days", ["R322"]),
    ],
)
def test_an_aim_is_not_the_contrary_of_what_is_meant(words: str, told: list[str]) -> None:
    found = plan(table("Indicators", ("Ref", "Plan", "Definition"), ("NI 59", UPPER, words)))
    assert [code for code, _ in found] == told
