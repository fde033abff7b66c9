"""Faults planted in clean plans, at random rows: each is told of at its cell, and a clean plan stays clean."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.domain.finding import Finding
from tests.rules.sheets import findings_of, narrowed, shown, small_profile

WORK = [
    "Widen the choice of foster placements for children in care",
    "Promote enrichment activities within the school day",
    "Keep to the time limits of core assessments",
    "Bring back young people who left training without work",
    "Improve the journeys of pupils from home to school",
    "Help parents of infants to give up smoking",
]
Rows = list[list[str]]


def plan(book: str, sheet: str, headings: Sequence[str], rows: Rows) -> str:
    letters = "ABCDEF"[: len(headings)]
    lines = [["", *letters]]
    lines += [[str(row), *words] for row, words in enumerate([list(headings), *rows], 3)]
    return f"**{book}**, plan, sheet {sheet}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n\n"


def town(order: Sequence[int], parents: Rows, due: Rows) -> str:
    """Six rows in the upper plan; six headings in the lower one, in the given order, with an action under each."""
    upper, lower = "Departmental Plan", "Divisional Plan"
    above = [[f"JT A0{n + 1}", upper, "1", words, "Mar 2009"] for n, words in enumerate(WORK)]
    below = [[f"PL A0{n + 1}", lower, f"{n + 1}", f"Step {n + 1} towards {n}", due[n][0]] for n in order]
    headings = [[f"{n + 1}", lower, WORK[n], parents[n][0]] for n in order]
    names = ("No.", "Plan", "Divisional objective", "Parent")
    columns = ("Ref", "Plan", "Objective No.", "Action", "Due")
    return (
        plan("Safeguarding.xlsx", "Objectives", names, [["1", upper, "Keep children safe", ""]])
        + plan("Safeguarding.xlsx", "Actions", columns, above)
        + plan("Planning.xlsx", "Objectives", names, headings)
        + plan("Planning.xlsx", "Actions", columns, below)
    )


def told(text: str) -> tuple[Finding, ...]:
    return findings_of(text, narrowed(shown(text), small_profile()))


PARENTS = [[f"JT A0{n + 1}"] for n in range(6)]
DUE = [["Mar 2009"]] * 6
orders = st.permutations(range(6))
places = st.integers(0, 5)


@settings(max_examples=25, deadline=None)
@given(orders)
def test_a_clean_plan_stays_clean(order: list[int]) -> None:
    assert told(town(order, PARENTS, DUE)) == ()


@settings(max_examples=25, deadline=None)
@given(orders, places, places.filter(bool))
def test_a_wrong_reference_is_told_of_at_its_cell(order: list[int], where: int, off: int) -> None:
    parents = [*PARENTS]
    parents[where] = PARENTS[(where + off) % 6]
    (finding,) = told(town(order, parents, DUE))
    assert (finding.code, finding.origin.cell) == ("G602", f"D{4 + order.index(where)}")
    assert finding.remedy.startswith(f"Probably JT A0{where + 1} is meant.")


@settings(max_examples=25, deadline=None)
@given(orders, places)
def test_a_parent_that_was_left_out_is_told_of_at_its_cell(order: list[int], where: int) -> None:
    parents = [*PARENTS]
    parents[where] = [""]
    (finding,) = told(town(order, parents, DUE))
    assert (finding.code, finding.origin.cell) == ("G603", f"D{4 + order.index(where)}")
    assert finding.remedy.startswith(f"Its words are those of JT A0{where + 1}.")


@settings(max_examples=25, deadline=None)
@given(orders, places, st.sampled_from(["Apr 2009", "Sept 2009", "31/12/2009"]))
def test_a_date_after_the_upper_plans_is_told_of_at_its_cell(order: list[int], where: int, late: str) -> None:
    due = [*DUE]
    due[where] = [late]
    found = [(f.code, f.origin.cell) for f in told(town(order, PARENTS, due)) if f.code.startswith("G")]
    assert found == [("G605", f"E{4 + order.index(where)}")]
