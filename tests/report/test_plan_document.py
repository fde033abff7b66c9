"""A plan as a document, whole: its sections, its golden thread, its budget, its amendments; and what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from compiler.domain.book import Cell, CellKind
from compiler.domain.decision import NOTHING_DECIDED, Amendment, Approval, Decisions
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Record
from compiler.domain.returned import Return, Role
from compiler.ledger.amend import amended
from compiler.profile.choices import choices
from compiler.profile.model import Profile
from compiler.report.blocks import Report
from compiler.report.plan_covering import Plans, build_covering
from compiler.report.plan_document import build_plan
from compiler.report.plan_paper import Paper, papers_of
from compiler.returns.entries import Reading, read_entry
from tests.report.making import DEPARTMENT, PROFILE, YEAR, book, profile
from tests.report.plain import plain

LEAD = book(
    "lead",
    Role.PLAN,
    plan="departmental",
    objectives="""
        number | section   | corporate                     | departmental              | risks
        1      | Section 1 | Be Healthy (children do well) | Be Healthy (all children) | R1
        2      | Section 1 |                               | Stay Safe – every child   |
    """,
    actions="""
        reference | objective | action               | due      | officer          | indicators
        HC A01    | 1         | Improve school meals | Mar 2009 | Head of Catering | NI 52
        HC A02    | 1         | Reduce smoking       | Dec 2008 | N/A              |
        CS A03    | 7         | Write the strategy   | Mar 2009 |                  |
    """,
    indicators="""
        reference | definition                | outturn | target | q1
        NI 52     | Take-up of school lunches | 48%     | 50%    |
        NI 88     | Extended schools          |         | 40     |
    """,
    risks="""
        reference | risk            | priority
        R1        | Loss of funding | M
    """,
    resources="""
        table   | line    | measure | amount | unit
        Summary | Schools | Gross   | 54.6   | £m
        Summary | Schools | Income  | -3.2   | £m
        Summary |         | Gross   | 54.6   | £m
        Changes | Fuel    | A) Up   | 40     |
        Changes | Play    | B) Down | (65)   |
    """,
    prose="""
        block                                | text
        Covering report: Purpose of report   | To approve the plan.
        Covering report: Risks of delay      | None is known.
        Introduction                         | What the plan is.
        Introduction: the tiers of plans     | Four tiers.
        Priorities: Vision                   | All do well.
        Allocation of resources: tables      | How it is spent.
        The Action Plan                      | What will be done.
        Equality                             |
    """,
)
NORTH = book("north", Role.PLAN, actions="reference | action | due\nN A1 | Open the centre | Sep 2008")

LEAD_PLAN = """
# Children's Services Departmental Plan 2008/09 to 2010/11
> Plan: Departmental Plan
> Year: 2008/09
> Appendix: 1
> Status: for approval

[contents to level 2]

[new page]

## Introduction and planning framework
What the plan is.

### The tiers of plans
Four tiers.

## Priorities

### Vision
All do well.

## Resources

### Tables
How it is spent.

Table 1: Summary
Line | Gross (£m) | Income (£m)
Schools | 54.6 | -3.2
not named | 54.6 | not given


Table 2: Changes: A) Up
Line | Amount
Fuel | 40


Table 3: Changes: B) Down
Line | Amount
Play | (65)


## Action plan 2008/09
What will be done.

### Section 1

#### 1 Be Healthy
Corporate Plan outcome: Be Healthy (children do well)
Departmental outcome: Be Healthy (all children)
Associated risks: R1

Table 4: Actions under 1
Ref | Action | Date to be completed | Responsible officer | Associated PIs
HC A01 | Improve school meals | Mar 2009 | Head of Catering | NI 52
HC A02 | Reduce smoking | Dec 2008 | not applicable | not given


#### 2 Stay Safe
Departmental outcome: Stay Safe – every child
No actions stand under this objective in the plan.

### Actions under no objective of this plan

Table 5: Actions under no objective
Ref | Action | Date to be completed | Responsible officer | Associated PIs
CS A03 | Write the strategy | Mar 2009 | not given | not given


## Performance indicators

Table 6: Indicators of the Departmental Plan
Ref | Definition | Outturn 2007/08 | Target 2008/09
NI 52 | Take-up of school lunches | 48% | 50%
NI 88 | Extended schools | not given | 40

Note: Nothing is given in this plan under “Quarter 1 target”.

## Associated risks

Table 7: Risks of the Departmental Plan
Risk register ref | Key risk | Priority
R1 | Loss of funding | Medium


## Equality
No words are given in the plan.

[new page]

## Abbreviations

Table 8: Abbreviations used in this plan
Abbreviation | Meaning
PI | performance indicator

"""

ASKED = (
    "The Portfolio Holder is asked to approve the Departmental Plan for 2008/09 and to note the Divisional Plan of "
    "Northern Services."
)
COVERING = f"""
# Children's Services Department plans – departmental and divisional plans 2008/09
Children's Services Portfolio
> Report to: Portfolio Holder
> Report of: Director of Children's Services
> Subject: Children's Services Department plans – departmental and divisional plans 2008/09
> Date: [officer to write: date of the meeting]

## Summary

### 1 Purpose of report
To approve the plan.

### 2 Summary of contents
The plans for 2008/09 are attached:
- Appendix 1: Children's Services Departmental Plan 2008/09 to 2010/11
- Appendix 2: Northern Services Divisional Plan 2008/09
! No plan of Southern Services is there.

### 3 Relevance to portfolio member
[officer to write: why the matter is the portfolio holder's]

### 4 Type of decision
[officer to write: key or non-key decision]

### 5 Decision making route
[officer to write: which meeting, on which date]

### 6 Decision(s) required
{ASKED}

[new page]

[contents to level 2]

## 1 Background
[officer to write: how the plans were made and what they answer to]

## 2 Proposals: the plans

Table 1: What the plans for 2008/09 hold
Plan | Appendix | Objectives | Actions | Indicators | Risks
Children's Services Departmental Plan 2008/09 to 2010/11 | 1 | 2 | 3 | 2 | 1
Northern Services Divisional Plan 2008/09 | 2 | 0 | 1 | 0 | 0
Note: A row that stands in two plans is counted in each.


## 3 Financial implications and risk assessments
[officer to write: how the plans are paid for]

## 4 Risks of delay
None is known.

## 5 Recommendations
{ASKED}

## 6 Contact officer
[officer to write: post, telephone and e-mail of the contact officer]
"""


def papers(*books: Return, decisions: Decisions = NOTHING_DECIDED, using: Profile = PROFILE) -> tuple[Paper, ...]:
    return papers_of(using, DEPARTMENT, YEAR, books, decisions)


def told(*books: Return, decisions: Decisions = NOTHING_DECIDED, using: Profile = PROFILE) -> Report:
    return build_plan(papers(*books, decisions=decisions, using=using)[0])


def without(using: Profile, *sheets: str) -> Profile:
    return replace(using, sheets=tuple(sheet for sheet in using.sheets if sheet.key not in sheets))


def tables(report: Report) -> Sequence[str]:
    return [line for line in plain(report.blocks).splitlines() if line.startswith(("Table", "Note"))]


def test_a_plan_is_told_in_the_order_of_the_profile() -> None:
    report = told(LEAD)
    assert plain(report.blocks) == LEAD_PLAN
    assert report.draft == ""


def test_the_covering_report_asks_for_approval_and_leaves_the_rest_to_the_officer() -> None:
    missing = ("No plan of Southern Services is there.",)
    report = build_covering(Plans(PROFILE, DEPARTMENT, YEAR, papers(LEAD, NORTH), missing))
    assert report is not None
    assert plain(report.blocks) == COVERING
    assert report.draft == "Seven places are still to be written by the officer. No plan of Southern Services is there."


def test_the_order_of_the_workbooks_changes_nothing() -> None:
    assert [each.name for each in papers(LEAD, NORTH)] == ["Departmental Plan", "Divisional Plan, Northern Services"]
    assert papers(LEAD, NORTH) == papers(NORTH, LEAD)


def test_a_format_without_indicators_risks_and_resources_has_no_such_section() -> None:
    using = without(profile("base"), "indicators", "risks", "resources", "objectives", "prose")
    report = told(book("north", Role.PLAN, actions="reference | action\nN A1 | Open", using=using), using=using)
    assert (
        plain(report.blocks)
        == """
# Northern Services: Divisional Plan 2008/09
> Plan: Divisional Plan
> Division: Northern Services
> Year: 2008/09
> Appendix: 1
> Status: for approval

[contents to level 2]

[new page]

## Action plan 2008/09

Table 1: Actions
Ref | Action
N A1 | Open

"""
    )


def test_what_only_the_officer_can_write_is_a_gap_and_marks_a_draft() -> None:
    report = told(NORTH, using=profile("base"))
    assert [gap.text for gap in report.gaps] == [
        "[officer to write: what the plan covers and how it fits with the other plans]"
    ]
    assert report.draft == "One place is still to be written by the officer."


DECIDED = Amendment(
    "2008-09", "lead", "due", "Dec 2008", "Mar 2009", "approved", "the Cabinet Member", date(2008, 6, 4), "Cabinet",
    reference="HC A02", effective=date(2008, 10, 1), origin=Origin("decisions.toml", row=3),
)  # fmt: skip


def _typed(row: Record, words: str, amendment: Amendment) -> Entry:
    sheet = PROFILE.sheet(row.kind)
    column = sheet.column(amendment.column) if sheet else None
    assert column is not None
    reading = Reading(PROFILE, YEAR, choices(PROFILE, column)[1])
    return read_entry(Cell(1, 1, words, CellKind.TEXT), column, amendment.origin, reading)


def test_an_approved_amendment_is_in_force_and_marked() -> None:
    books = amended([LEAD], [DECIDED], YEAR.last_day, _typed)
    refused = replace(DECIDED, decision="refused", to="Mar 2010", origin=Origin("decisions.toml", row=9))
    report = told(*books, decisions=Decisions(amendments=(DECIDED, refused)))
    lines = plain(report.blocks).splitlines()
    assert "> Status: for approval, with one approved amendment" in lines
    assert "HC A02 | Reduce smoking | Mar 2009 (amended) | not applicable | not given" in lines
    assert (
        "Note: HC A02, Date to be completed: amended from “Dec 2008” to “Mar 2009”, approved by the Cabinet Member on "
        "4 June 2008 (Cabinet), in force from 1 October 2008."
    ) in lines


def test_the_title_page_says_by_whom_the_plan_was_approved() -> None:
    approval = Approval("2008-09", "lead plan.xlsx", LEAD.sha256, "the Portfolio Holder", date(2008, 5, 20))
    (paper,) = papers(LEAD, decisions=Decisions(approvals=(approval,)))
    assert paper.status == "approved by the Portfolio Holder on 20 May 2008"
    (paper,) = papers(LEAD, decisions=Decisions(approvals=(replace(approval, sha256="another"),)))
    assert paper.status == "changed since it was approved by the Portfolio Holder on 20 May 2008"


def test_a_line_that_gives_a_measure_twice_stands_twice() -> None:
    rows = """
        table  | line | measure | amount
        Budget | Fuel | Gross   | 1
        Budget | Fuel | Gross   | 2
        Budget | Fuel | Net     | 3
    """
    lines = plain(told(book("north", Role.PLAN, resources=rows)).blocks).splitlines()
    start = lines.index("Table 1: Budget")
    assert lines[start : start + 4] == ["Table 1: Budget", "Line | Gross | Net", "Fuel | 1 | not given", "Fuel | 2 | 3"]


def test_an_objective_whose_number_stands_twice_has_the_actions_once() -> None:
    plan = book(
        "north",
        Role.PLAN,
        objectives="number | divisional\n1 | Grow\n1 | Shrink",
        actions="reference | objective | action\nN A1 | 1 | Open",
    )
    assert tables(told(plan)) == ["Table 1: Actions under 1"]


def test_a_row_that_says_nothing_but_its_objective_is_printed() -> None:
    plan = book(
        "north", Role.PLAN, objectives="number | divisional\n1 | Grow", actions="reference | objective | action\n | 1 |"
    )
    assert plain(told(plan).blocks).endswith("Table 1: Actions under 1\nRef\nnot given\n\n")


def test_levels_with_the_same_words_are_told_in_one_line() -> None:
    plan = book("north", Role.PLAN, objectives="number | corporate | departmental | divisional\n1 | Grow | Grow | Open")
    said = plain(told(plan).blocks).splitlines()
    lines = [line for line in said if ": " in line and not line.startswith(("#", ">", "["))]
    assert lines == ["Corporate Plan outcome, Departmental outcome: Grow", "Divisional objective: Open"]
