"""The rows and tables of a plan: dates, targets, owners, numbering, sections and totals."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.finding import Audience, Finding, Severity
from compiler.profile.model import Calendar
from tests.rules.sheets import findings_of, narrowed, shown, small_profile
from tests.rules.test_workbooks import findings


def plan(sheet: str, headings: list[str], *rows: list[str]) -> str:
    letters = [chr(ord("A") + n) for n in range(len(headings))]
    lines = [["", *letters], ["3", *headings], *([str(n), *row] for n, row in enumerate(rows, 4))]
    return f"**Safeguarding.xlsx**, plan, sheet {sheet}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def told(text: str) -> list[tuple[str, str]]:
    return [(f.code, f.origin.cell) for f in findings_of(text)]


@pytest.mark.parametrize(
    ("due", "code"),
    [
        ("Mar 2008", ["R311"]),
        ("31/03/2008", ["R311"]),
        ("Apr 2008", []),
        ("2008/09", []),
        ("Plan - Mar 2008 Actions - Mar 2009", []),
        ("Ongoing", []),
        ("Mar 2012", []),
        ("Mar 2013", ["R312"]),
    ],
)
def test_a_due_date_lies_within_the_time_of_its_plan(due: str, code: list[str]) -> None:
    text = plan("Actions", ["Ref", "Action", "Due"], ["SG A01", "Visit every placement", due])
    assert [each for each, _ in told(text)] == code


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("Mar 2011", []),
        ("2010/11", []),
        ("2011", []),
        ("Ongoing", []),
        ("Apr 2011", ["'Apr 2011' under 'Due' is after the plan's last day, 31 March 2011."]),
        (
            "Plan, spring 2009. Open, from 2012/13",
            ["'from 2012/13' under 'Due' is after the plan's last day, 31 March 2011."],
        ),
    ],
)
def test_a_due_date_lies_within_the_years_that_a_format_lays_plans_for(due: str, said: list[str]) -> None:
    text = plan("Actions", ["Ref", "Action", "Due"], ["SG A01", "Visit every placement", due])
    profile = replace(narrowed(shown(text), small_profile()), calendar=Calendar(plan_years=3))
    assert [f.found for f in findings_of(text, profile)] == said


@pytest.mark.parametrize(
    ("definition", "better", "outturn", "target", "code"),
    [
        ("Absence", "Lower", "5.23%", "5.3%", ["R313"]),
        ("Absence", "Lower", "5.23%", "5.1%", []),
        ("Absence", "", "5.23%", "5.3%", []),
        ("Absence", "Neither", "5.23%", "5.3%", []),
        ("Narrowing the gap", "", "45.7%", "39.3%", []),
        ("Reduction in the number of schools", "", "3", "5", []),
        ("Reduce the level of absence", "", "5%", "6%", ["R313"]),
        ("Increase the proportion of visits", "", "5%", "4%", ["R313"]),
        ("Increase the proportion of visits", "", "5%", "at least 4%", []),
        ("Progress in Maths", "Higher", "80.7", "75%", []),
        ("Progress in Maths", "Higher", "75%", "75%", ["R314"]),
        ("Progress in Maths", "Higher", "100%", "100%", []),
        ("Schools in special measures", "Lower", "0", "0", []),
    ],
)
def test_a_target_is_easier_only_where_the_row_says_which_way_is_better(
    definition: str, better: str, outturn: str, target: str, code: list[str]
) -> None:
    headings = ["Ref", "Definition", "Better is", "Outturn 2007/08", "Target 2008/09"]
    text = plan("Indicators", headings, ["NI 87", definition, better, outturn, target])
    assert [each for each, _ in told(text) if each.startswith("R")] == code


def test_rows_without_figures_are_one_note_a_table() -> None:
    headings = ["Ref", "Definition", "Outturn 2007/08", "Target 2008/09"]
    rows = [
        ["NI 1", "One", "", ""],
        ["NI 2", "Two", "", "Monitor"],
        ["NI 3", "Three", "4%", ""],
        ["NI 4", "Four", "", ""],
    ]
    found = findings_of(plan("Indicators", headings, *rows))
    assert [(f.code, f.origin.cell, f.found) for f in found if f.code in ("R315", "R316")] == [
        ("R315", "D4", "2 of the 4 indicators have neither an outturn nor a target: NI 1 and NI 4."),
        ("R316", "D6", "1 of the 4 indicators has an outturn and no target: NI 3."),
    ]


def test_a_table_that_names_no_officers_is_left_alone() -> None:
    nobody = plan("Actions", ["Ref", "Action", "Officer"], *([f"SG A0{n}", f"Action {n}", ""] for n in (1, 2, 3)))
    assert told(nobody) == []


def actions(numbers: list[int]) -> str:
    return plan("Actions", ["Ref", "Action"], *([f"SG A{n:02}", f"Step {n} of the work"] for n in numbers))


@given(st.integers(11, 40), st.data())
def test_a_number_that_is_left_out_is_named(last: int, data: st.DataObject) -> None:
    missing = data.draw(st.integers(2, last - 1))
    found = findings_of(actions([n for n in range(1, last + 1) if n != missing]))
    assert [(f.code, f"SG A{missing:02}" in f.found) for f in found] == [("T412", True)]


def test_a_family_with_many_gaps_is_numbered_elsewhere() -> None:
    assert told(actions([3, 5, 8, 9, 12, 20])) == []


@pytest.mark.parametrize(
    ("references", "weight", "more"),
    [
        (["SG A01", "SG A02", "SG A03"], "warning", ""),
        (
            ["SG A01", "SG A03", "SG A04"],
            "note",
            " SG A02, which would stand there, is in no plan: the row may have been lost.",
        ),
        (
            ["SG A01", "", "SG A04"],
            "note",
            " SG A02 or SG A03, which would stand there, is in no plan: the row may have been lost.",
        ),
        (["SG A01", "SG A20", "SG A21"], "warning", ""),
        (["SG A01", "NI 3", "NI 4"], "warning", ""),
    ],
)
def test_an_objective_is_doubted_where_the_number_of_its_action_is_lost_too(
    references: list[str], weight: str, more: str
) -> None:
    heads, rows = ["Ref", "Objective No.", "Action"], zip(references, ("1.1", "1.3", "1.3"), strict=True)
    text = plan("Objectives", ["No.", "Divisional objective"], *([f"1.{n}", f"Objective {n}"] for n in (1, 2, 3)))
    text += "\n\n" + plan("Actions", heads, *([ref, objective, f"Work on {ref}"] for ref, objective in rows))
    (found,) = [f for f in findings_of(text) if f.code == "T413"]
    assert (found.severity.value, found.origin.cell) == (weight, "A5")
    assert found.found == f"No action of this plan belongs to objective 1.2 ('Objective 2').{more}"


def objectives(*sections: int) -> str:
    rows = [[f"{n}.1", f"Section {n} – Objectives", f"Objective of {n}"] for n in sections]
    return plan("Objectives", ["No.", "Section", "Divisional objective"], *rows)


def test_a_section_is_missed_where_the_numbers_leave_it_out() -> None:
    assert told(objectives(1, 2, 3)) == []
    assert told(objectives(1, 3)) == [("T414", "B5")]
    assert told(objectives(2, 3)) == [("T414", "B5")]


def budget(unit: str, *amounts: tuple[str, str]) -> str:
    rows = [["Net budget", line, "2008/09", amount, unit] for line, amount in amounts]
    return plan("Resources", ["Table", "Line", "Measure", "Amount", "Unit"], *rows)


@pytest.mark.parametrize(
    ("unit", "amounts", "expected"),
    [
        ("", [("A", "857"), ("B", "133"), ("Total", "990")], []),
        ("", [("A", "857"), ("B", "133"), ("Total", "1,090")], [("T415", "D6")]),
        ("", [("A", "10.4"), ("B", "10.4"), ("Total", "20.9")], []),
        ("£m", [("A", "16,880"), ("B", "4.402"), ("Total", "21.282")], [("T416", "D4")]),
        ("£m", [("A", "16,880"), ("B", "4,402"), ("Total", "21,282")], []),
        ("", [("A", "5"), ("Totally new work", "3"), ("Total", "8")], []),
        ("", [("Total", "8")], []),
    ],
)
def test_totals_add_up(unit: str, amounts: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    assert told(budget(unit, *amounts)) == expected


def test_brackets_are_a_minus_in_totals() -> None:
    found = told(budget("", ("A", "(61)"), ("B", "(60)"), ("Total", "(121)")))
    assert "T415" not in [code for code, _ in found]


MINE = ("R311", "R312", "R313", "R314", "R315", "R316", "R317", "T412", "T413", "T414", "T415", "T416")


def of_the_plan() -> list[Finding]:
    return [f for f in findings(2008, 1) if f.code in MINE]


def test_the_plan_is_told_of_its_rows_and_tables() -> None:
    found = of_the_plan()
    assert Counter(f.code for f in found) == {
        "R311": 1,
        "R312": 1,
        "R313": 16,
        "R315": 5,
        "R316": 6,
        "T412": 2,
        "T413": 2,
        "T414": 1,
        "T416": 2,
    }
    assert {f.audience for f in found} == {Audience.PLAN}
    assert Severity.ERROR not in {f.severity for f in found}


@pytest.mark.parametrize(
    ("code", "subject", "words"),
    [
        ("R311", "SSS A018", "'Mar 2008' under 'Date to be completed' was over before the plan began on 1 April 2008."),
        ("T412", "PSI A032", "PSI A032 comes after PSI A030: no row of any plan is PSI A031."),
        (
            "T412",
            "PSI A045",
            "PSI A045 comes after PSI A043: no row of any plan is PSI A044, and 'CSD A006' stands in between.",
        ),
        (
            "T413",
            "No. 2.6",
            "No action of this plan belongs to objective 2.6 ('Develop resilience in children and young people'). "
            "PSI A044, which would stand there, is in no plan: the row may have been lost.",
        ),
        ("T414", "No. 2.3", "This plan has no Section 3, but the other 3 plans of its tier have it."),
    ],
)
def test_whole_findings_of_the_plan(code: str, subject: str, words: str) -> None:
    assert words in [f.found for f in of_the_plan() if (f.code, f.subject) == (code, subject)]
