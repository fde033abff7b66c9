"""A plan in sheets: links, actions with their milestones, further words; its risks with the matrix and scenarios."""

from __future__ import annotations

from dataclasses import replace

from compiler.domain.decision import NOTHING_DECIDED
from compiler.domain.returned import Return, Role
from compiler.profile.model import Profile
from compiler.report.blocks import Block
from compiler.report.plan_paper import Paper, papers_of
from compiler.report.plan_scenarios import scenarios
from compiler.report.plan_sheets import sheets
from tests.report.making import DEPARTMENT, YEAR, book, profile
from tests.report.plain import told

USING = profile("darlington")
PLAN = book(
    "lead",
    Role.PLAN,
    using=USING,
    objectives="""
        number | priority           | part         | risks | departmental | corporate           | theme | improvement    | information
        1      | Keep children safe |              | 1, 2  | 2            | Capacity to improve | All   | Better audits  | Line not printed
        3.1    | Narrow the gap     | First years  | N/A   | 1,3          |                     | All   |                | none
    """,  # noqa: E501
    actions="""
        reference | objective | group | action          | officer    | due                   | targets
        1.1       | 1         | JAR 8 | Audit each stage | Lead Audit | April 2009 March 2010 |
        1.2       | 1         |       | Appoint a post   |            | March 2010            |
        9.1       | 9         |       | Stand alone      | Lead Audit | March 2010            | A target
    """,
    milestones="""
        of_action | milestone | due
        1.1       | Begin     | April 2009
        1.1       | End       |
    """,
    risks="""
        reference | risk         | priority | vulnerability | controls | scenario_target
        1         | Key staff    | C3       | Capacity      | Agency   |
        2         | Foster carers | B3      |               |          |
        3         | Schools      | C3       | Results       |          |
    """,
)


def paper(plan: Return = PLAN, using: Profile = USING) -> Paper:
    return papers_of(using, DEPARTMENT, YEAR, [plan], NOTHING_DECIDED)[0]


def words(blocks: tuple[Block, ...]) -> str:
    return told(blocks)


def test_each_objective_is_a_sheet_that_tells_apart_the_ways_of_saying_nothing() -> None:
    assert (
        words(sheets(paper()))
        == """
### Priority 1: Keep children safe

Table 1: Links of Priority 1
Link | What the plan says
Link to Change Driver | not in the plan
Link to Risk (if applicable) | 1, 2
Link to Service Plan Objective | not in the plan
Link to Departmental Objective | 2
Link to Corporate Objective | Capacity to improve
Link to Sustainable Community Strategy Theme | All


Table 2: Actions of Priority 1
Ref | Actions needed to deliver improvement | Lead Officer | Milestones | Date for completion
1.1 | JAR 8: Audit each stage | Lead Audit | Begin (April 2009)
End | April 2009 March 2010
1.2 | Appoint a post | not given | none | March 2010
Note: Nothing is given here under “Targets”.

Service improvement description: Better audits
Expected outcome: not in the plan
Expected efficiency gains (both cashable & non-cashable): not in the plan
Implications for Corporate Services: not in the plan
Additional information: not in the plan

### Priority 3.1: First years
Priority for improvement: Narrow the gap

Table 3: Links of Priority 3.1
Link | What the plan says
Link to Change Driver | not in the plan
Link to Risk (if applicable) | not applicable
Link to Service Plan Objective | not in the plan
Link to Departmental Objective | 1,3
Link to Corporate Objective | left blank
Link to Sustainable Community Strategy Theme | All

No actions stand under this objective in the plan.
Service improvement description: left blank
Expected outcome: not in the plan
Expected efficiency gains (both cashable & non-cashable): not in the plan
Implications for Corporate Services: not in the plan
Additional information: none

### Actions under no objective

Table 4: Actions
Ref | Actions needed to deliver improvement | Lead Officer | Date for completion | Targets
9.1 | Stand alone | Lead Audit | March 2010 | A target

"""
    )


RISKS = """
Table 1: Risks of the Departmental Plan
Risk Number | Description | Risk Score
1 | Key staff | C3 (Significant, III Marginal)
2 | Foster carers | B3 (High, III Marginal)
3 | Schools | C3 (Significant, III Marginal)


Table 2: Risks by likelihood and impact
Likelihood / Impact | IV Negligible (4) | III Marginal (3) | II Critical (2) | I Catastrophic (1)
Very High (A) | – | – | – | –
High (B) | – | 2 | – | –
Significant (C) | – | 1 and 3 | – | –
Low (D) | – | – | – | –
Very Low (E) | – | – | – | –
Almost Impossible (F) | – | – | – | –
Note: The papers do not say where the line of the risk appetite runs.

Note: Nothing is given in this plan under “Target”.

### Risk 1: Key staff
Vulnerability: Capacity
Controls: Agency

### Risk 2: Foster carers
Vulnerability: not given
Controls: not given

### Risk 3: Schools
Vulnerability: Results
Controls: not given
"""


def test_the_risks_are_listed_drawn_and_told_one_by_one() -> None:
    assert words(scenarios(paper())) == RISKS


def test_the_line_of_the_appetite_is_drawn_where_it_is_known() -> None:
    assert USING.risks is not None
    known = replace(USING, risks=replace(USING.risks, appetite=("B3", "A1")))
    said = words(scenarios(paper(using=known)))
    assert "High (B) | – | ▲ 2 | – | –" in said
    assert "The heavy line is the risk appetite" in said
