"""The check as a whole: whose fault a fault is, one cell one story, gates, weights, order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from compiler.domain.finding import Audience, Severity
from compiler.domain.period import Period, Year
from compiler.profile.weighing import Weighing, Weight
from compiler.render.findings import findings_concise
from compiler.rules.registry import check, every_rule, is_gate
from tests.rules.sheets import case_of, findings_of, narrowed, returns_of, shown, small_profile

CLEAN = """
**Safeguarding.xlsx**, plan, sheet Actions

|   | A      | B                     | C        |
|---|--------|-----------------------|----------|
| 3 | Ref    | Action                | Due      |
| 4 | SG A01 | Visit every placement | Jun 2008 |
| 5 | SG A02 | Recruit foster carers | Ongoing  |

**Safeguarding.xlsx**, return, sheet Actions

|   | A      | B                     | C        | D             | E            | F                   | G            |
|---|--------|-----------------------|----------|---------------|--------------|---------------------|--------------|
| 3 | Ref    | Action                | Due      | Rating        | Progress     | Why (if red)        | Completed on |
| 4 | SG A01 | Visit every placement | Jun 2008 | Red           | Nine visited | Two posts vacant    |              |
| 5 | SG A02 | Recruit foster carers | Ongoing  | Green         | All there    |                     | 12 May 2008  |
"""


def said(text: str) -> str:
    return findings_concise(findings_of(text))


def test_a_clean_plan_and_return_stay_clean() -> None:
    assert said(CLEAN) == ""


def test_not_published_and_a_rating_outside_the_scheme_need_no_more() -> None:
    text = CLEAN.replace("| Red           | Nine visited |", "| Not due       |              |")
    text = text.replace("| Green         | All there    |", "| Not published | Not published |")
    assert said(text) == ""


def test_an_approved_cell_is_the_plans_fault_once_and_never_the_teams() -> None:
    text = CLEAN.replace("| Jun 2008 |", "| 31/02/09 |")
    assert text.count("31/02/09") == 2
    (finding,) = findings_of(text)
    assert (finding.code, finding.severity, finding.audience) == ("C201", Severity.WARNING, Audience.PLAN)
    assert finding.remedy.endswith("List it for amendment of the plan.")


def test_a_doubtful_scan_is_a_note_at_most() -> None:
    text = """
**Safeguarding.xlsx**, plan, sheet Actions

|   | A      | B                     | C        | D            |
|---|--------|-----------------------|----------|--------------|
| 3 | Ref    | Action                | Due      | Row identity |
| 4 | SG A01 | Visit every placement | Mar 2-08 | a2xq7vbe     |
| 5 | SG A02 | Recruit foster carers | Mar 2-08 | aoz4tk5w     |

**Safeguarding.xlsx**, plan, sheet Identity

|   | A       | B            | C      | D               |
|---|---------|--------------|--------|-----------------|
| 1 | Field   | Value        |        |                 |
| 3 | Sheet   | Row identity | Source | Doubtful column |
| 4 | Actions | a2xq7vbe     |        | due             |
"""
    told = [(finding.origin.cell, finding.severity) for finding in findings_of(text)]
    assert told == [("C4", Severity.NOTE), ("C5", Severity.WARNING)]


@pytest.mark.parametrize("rating", ["Ambr", "#REF!", "=A1", ""])
def test_one_cell_one_story(rating: str) -> None:
    """A rating that is blank or cannot be read suppresses what would follow from it."""
    text = CLEAN.replace("Red    ", f"{rating:<7}").replace("Two posts vacant", " " * 16)
    text = text.replace("Nine visited", " " * 12)
    assert [finding.origin.cell for finding in findings_of(text)] == ["D4"]


def test_a_workbook_that_is_not_wanted_is_told_and_nothing_else_of_it() -> None:
    wrong = (
        CLEAN.replace("| Red           |", "| Ambr          |")
        + """
**Safeguarding.xlsx**, return, sheet Cover

|   | A    | B       |
|---|------|---------|
| 1 | Year | 2007/08 |
"""
    )
    (finding,) = findings_of(wrong)
    assert (finding.code, is_gate(finding.code), finding.audience) == ("F105", True, Audience.TEAM)


def test_of_several_reasons_against_a_file_the_first_is_told() -> None:
    wrong = (
        CLEAN
        + """
**Safeguarding.xlsx**, return, sheet Cover

|   | A        | B                      |
|---|----------|--------------|
| 1 | Council  | Anyshire County Council |
| 2 | Division | Highways               |
| 3 | Year     | 2007/08                |
"""
    )
    assert [finding.code for finding in findings_of(wrong)] == ["F102"]


def test_a_reference_to_nothing_is_not_claimed_when_a_plan_could_not_be_read() -> None:
    text = """
**Safeguarding.xlsx**, plan, sheet Actions

|   | A      | B                     | C     |
|---|--------|-----------------------|-------|
| 3 | Ref    | Action                | PIs   |
| 4 | SG A01 | Visit every placement | NI 95 |

**Safeguarding.xlsx**, plan, sheet Indicators

|   | A     | B                   |
|---|-------|---------------------|
| 3 | Ref   | Definition          |
| 4 | NI 59 | Assessments in time |
"""
    assert [finding.code for finding in findings_of(text)] == ["X501"]
    broken = text + "\n**Planning.xlsx**, plan\n\n```text\n%PDF-1.4\n```\n"
    assert [finding.code for finding in findings_of(broken)] == ["F101"]


def test_the_order_of_the_files_changes_nothing() -> None:
    text = (
        CLEAN.replace("| Red           |", "| Ambr          |")
        + """
**Planning.xlsx**, return, sheet Actions

|   | A      | B                     | C        | D      | E      | F            | G            |
|---|--------|-----------------------|----------|--------|--------|--------------|--------------|
| 3 | Ref    | Action                | Due      | Rating | Progress | Why (if red) | Completed on |
| 4 | PL A01 | Open two centres      | Ongoing  | Red    |        |              |              |

**Book1.xlsx**, return, sheet Actions

|   | A   | B      | C   | D      | E        | F            | G            |
|---|-----|--------|-----|--------|----------|--------------|--------------|
| 3 | Ref | Action | Due | Rating | Progress | Why (if red) | Completed on |
"""
    )
    books = shown(text)
    profile = narrowed(books, small_profile())
    told = {check(case_of(each, profile)) for each in permutations(books)}
    assert len(told) == 1
    places = [(f.origin.workbook, f.origin.row, f.origin.column, f.code) for f in next(iter(told))]
    assert places == [
        ("Book1.xlsx", 0, 0, "F107"),
        ("Planning.xlsx", 4, 5, "R302"),
        ("Planning.xlsx", 4, 6, "R303"),
        ("Safeguarding.xlsx", 4, 4, "C206"),
    ]


def test_checking_twice_gives_the_same() -> None:
    books = shown(CLEAN.replace("| Red           |", "| Ambr          |"))
    case = case_of(books, narrowed(books, small_profile()))
    assert check(case) == check(case) != ()


def test_codes_follow_the_scopes() -> None:
    letters = {"F": "file", "C": "cell", "R": "row", "T": "table", "X": "across workbooks"}
    letters |= {"G": "golden thread", "I": "indicators across plans"}
    letters |= {"K": "risks", "W": "people and words", "H": "over time"}
    assert all(letters[rule.code[0]] == rule.scope.value for rule in every_rule())
    assert [rule.code for rule in every_rule() if rule.gate] == [f"F10{n}" for n in range(1, 10)]


@pytest.mark.parametrize(("word", "weights"), [("off", []), ("note", [Severity.NOTE]), ("error", [Severity.ERROR])])
def test_a_profile_sets_the_weight_of_a_rule(word: Weight, weights: list[Severity]) -> None:
    books = shown(CLEAN.replace("| Red           |", "| Ambr          |"))
    profile = replace(narrowed(books, small_profile()), severities={"C206": Weighing(word)})
    assert [finding.severity for finding in check(case_of(books, profile))] == weights


NEW = "This is new: a warning in Quarter 1 2008/09, an error from then on."


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (Period(Year(2008), 2), []),
        (Period(Year(2008), 1), [(Severity.WARNING, True)]),
        (Period(Year(2007), 4), [(Severity.ERROR, False)]),
    ],
)
def test_a_rule_is_brought_in_as_a_warning_in_its_first_period(
    since: Period, told: list[tuple[Severity, bool]]
) -> None:
    books = shown(CLEAN.replace("| Red           |", "| Ambr          |"))
    profile = replace(narrowed(books, small_profile()), severities={"C206": Weighing("error", since)})
    found = check(case_of(books, profile))
    assert [(finding.severity, finding.allowed.endswith(NEW)) for finding in found] == told


def test_what_can_never_be_an_error_is_not_called_a_new_one() -> None:
    books = shown(CLEAN.replace("| Jun 2008 |", "| 31/02/09 |"))
    profile = replace(narrowed(books, small_profile()), severities={"C201": Weighing("error", Period(Year(2008), 1))})
    assert [(f.severity, NEW in f.allowed) for f in check(case_of(books, profile))] == [(Severity.WARNING, False)]


def test_a_gate_cannot_be_switched_off() -> None:
    books = shown("**Safeguarding.xlsx**, return\n\n```text\n%PDF-1.4\n```\n")
    profile = replace(small_profile(), severities={"F101": Weighing("off")})
    assert [finding.code for finding in check(case_of(books, profile))] == ["F101"]


def test_a_profile_cannot_make_the_plan_the_teams_error() -> None:
    books = shown(CLEAN.replace("| Jun 2008 |", "| 31/02/09 |"))
    profile = replace(narrowed(books, small_profile()), severities={"C201": Weighing("error")})
    assert [finding.severity for finding in check(case_of(books, profile))] == [Severity.WARNING]


def test_rows_are_matched_by_their_mark_whatever_became_of_their_words() -> None:
    text = """
**Safeguarding.xlsx**, plan, sheet Actions

|   | A      | B                     | C            |
|---|--------|-----------------------|--------------|
| 3 | Ref    | Action                | Row identity |
| 4 | SG A01 | Visit every placement | a2xq7vbe     |
| 5 | SG A02 | Recruit foster carers | aoz4tk5w     |

**Safeguarding.xlsx**, return, sheet Actions

|   | A      | B                | C      | D            |
|---|--------|------------------|--------|--------------|
| 3 | Ref    | Action           | Rating | Row identity |
| 4 | SG A02 | Recruit carers   | Amber  | aoz4tk5w     |
| 5 | SG A1  | Visit placements | Amber  | a2xq7vbe     |
"""
    assert [(f.code, f.origin.cell, f.others[0].cell) for f in findings_of(text)] == [
        ("H956", "B4", "B5"),
        ("H956", "B5", "B4"),
    ]


def test_a_fault_that_parsing_keeps_is_told_whoever_made_the_workbook() -> None:
    """A row below the table whose only content is a formula without its result."""
    text = CLEAN.replace(
        "**Safeguarding.xlsx**, return",
        "| 6 |        |                       | =A4      |\n\n**Safeguarding.xlsx**, return",
    )
    books = shown(text.replace("\n\n| 6 |", "\n| 6 |"))
    assert [
        fault.kind.value for book in returns_of(books, narrowed(books, small_profile())) for fault in book.faults
    ] == ["stray row"]


def test_a_block_of_the_narrative_that_waits_for_its_words_is_no_fault() -> None:
    text = """
**Safeguarding.xlsx**, return, sheet Narrative

|   | A                  | B                    |
|---|--------------------|----------------------|
| 3 | Block              | Words for the report |
| 4 | Performance update |                      |
"""
    assert said(text) == ""
