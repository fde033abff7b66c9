"""Sections of a plan that are about some of its objectives, choose their columns, or table their actions apart."""

from __future__ import annotations

from dataclasses import replace

from compiler.domain.returned import Role
from compiler.profile.plan_document import PlanDocument, PlanSection
from tests.report.making import PROFILE, book
from tests.report.plain import plain
from tests.report.test_plan_document import told

PLAN = book(
    "lead",
    Role.PLAN,
    plan="departmental",
    objectives="""
        number | corporate  | departmental            | risks
        1      | Be Healthy | Be Healthy (children)   | R1
        2      | Stay Safe  | Stay Safe – every child |
    """,
    actions="""
        reference | objective | action               | due      | officer          | indicators
        HC A01    | 1         | Improve school meals | Mar 2009 | Head of Catering | NI 52
        HC A02    | 2         | Move the centre      |          |                  |
        HC A03    | 2         | Open the centre      | Dec 2008 | Head of Care     |
        HC A04    | 2         | Close the old one    | Mar 2009 | Head of Care     |
    """,
    indicators="reference | definition | target\nNI 52 | Take-up of lunches | 50%",
)

SECTIONS = (
    PlanSection("all", "All objectives", tables="objectives", columns=("number", "departmental")),
    PlanSection("safe", "Staying safe", tables="actions", objectives=("2",), apart="officer"),
    PlanSection("lunches", "Measures", tables="indicators", columns=("target", "definition")),
)

PRINTED = """
## All objectives

Table 1: Objectives of the Departmental Plan
No. | Departmental Plan outcome
1 | Be Healthy (children)
2 | Stay Safe – every child


## Staying safe
Corporate Plan outcome: Stay Safe
Departmental outcome: Stay Safe – every child

#### Actions

Table 2: Actions under 2: Actions
Ref | Action
HC A02 | Move the centre


#### Head of Care

Table 3: Actions under 2: Head of Care
Ref | Action | Date to be completed
HC A03 | Open the centre | Dec 2008
HC A04 | Close the old one | Mar 2009


## Measures

Table 4: Indicators of the Departmental Plan
Target 2008/09 | Definition
50% | Take-up of lunches
"""


def test_a_section_has_its_objectives_columns_and_tables_apart() -> None:
    using = replace(PROFILE, plan=PlanDocument(orders={"": SECTIONS}))
    _, _, body = plain(told(PLAN, using=using).blocks).partition("[contents to level 2]\n\n[new page]\n")
    assert body.partition("\n\n[new page]\n\n## Abbreviations")[0].strip() == PRINTED.strip()


def test_several_objectives_of_a_section_keep_their_headings() -> None:
    both = PlanSection("both", "Two aims", tables="actions", objectives=("1", "2"))
    report = told(PLAN, using=replace(PROFILE, plan=PlanDocument(orders={"": (both,)})))
    headings = [line for line in plain(report.blocks).splitlines() if line.startswith("##")]
    assert headings[:3] == ["## Two aims", "### 1 Be Healthy", "### 2 Stay Safe"]


def test_a_section_takes_only_the_rows_that_say_its_words_and_not_the_column_that_says_them() -> None:
    care = PlanSection("care", "Care", tables="actions", where={"officer": ("Head of Care",)})
    report = told(PLAN, using=replace(PROFILE, plan=PlanDocument(orders={"": (care,)})))
    _, _, body = plain(report.blocks).partition("## Care\n")
    assert [line for line in body.splitlines() if " | " in line][:3] == [
        "Ref | Action | Date to be completed",
        "HC A03 | Open the centre | Dec 2008",
        "HC A04 | Close the old one | Mar 2009",
    ]
