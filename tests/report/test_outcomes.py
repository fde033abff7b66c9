"""Outcomes that hang on an objective and not on an action: under it in the plan, and told one by one in the report."""

from __future__ import annotations

from dataclasses import replace

from compiler.domain.decision import NOTHING_DECIDED
from compiler.domain.returned import Return, Role
from compiler.report.indicators import indicators
from compiler.report.plan_document import build_plan
from compiler.report.plan_paper import papers_of
from compiler.report.telling import Telling
from tests.report.making import DEPARTMENT, YEAR, book, profile, view
from tests.report.plain import plain, told

USING = profile("stockton-services")
CRITERIA = """
    reference | objective | held        | group  | definition                              | measure | target
    C1.1      | 1         |             |        | Obesity – halt the rise by 2010.        |         | halt the rise
    C1.2      | 1         |             |        | Schools with the award – increase to 9% | NI 57   | increase to 9%
    C7.4      | 7         |             |        | Reviews in time – sustain at >95%.      |         | sustain at >95%
    C7.2      | 7         |             |        | Plans of 2 years – at 0 (NI 64).        | NI 64   | at 0
    OD4       | OD        | Contributes | PEOPLE | Appraise at least 90% of employees.     |         | at least 90%
"""
PLAN = book(
    "lead",
    Role.PLAN,
    plan="service",
    using=USING,
    objectives="""
        number | theme            | priority
        1      | Children         | Reduce obesity
        7      | Children         | Keep children safe
        OD     | Corporate Health | Organisational Development
    """,
    actions="""
        reference | objective | action             | due
        1.1       | 1         | Agree the strategy | July 2008
        7.1       | 7         | Train the staff    | Ongoing
    """,
    indicators=CRITERIA,
)


def returned(*rows: str) -> Return:
    heads = "reference | objective | figure | period | status | commentary"
    return book("lead", plan="service", using=USING, indicators="\n".join([heads, *rows]))


ANSWERS = returned(
    "C1.1 | 1 | | | | Weighing begins in May.",
    "C7.4 | 7 | 97% | June 2008 | Final | One was late.",
    "C7.2 | 7 | 3 | June 2008 | |",
    "OD4 | OD | 41% | | |",
)


def test_outcomes_are_counted_judged_where_arithmetic_can_and_told_under_their_objectives() -> None:
    assert (
        told(indicators(Telling(view([PLAN], [ANSWERS], using=USING))))
        == """
### Success criteria
Of the five success criteria in the Service Improvement Plan, three have a figure, one is told of in words and one is not answered. They stand in Table 1.

Table 1: Answers on the success criteria of the Service Improvement Plan, Quarter 2 2008/09
Development priority | With a figure | In words | Not answered
1 Reduce obesity | 0 | 1 | 1
7 Keep children safe | 2 | 0 | 0
OD Organisational Development | 1 | 0 | 0
Total | 3 | 1 | 1

Arithmetic can judge four of the five, and finds one met and two not met so far. The other one has to be judged by a person. They stand in Table 2.

Table 2: Success criteria by what can be judged, Quarter 2 2008/09
Judged | Result, or what is aimed at | Number | Which
By arithmetic | Met | 1 | C7.4
By arithmetic | Not met so far | 2 | C7.2, OD4
By arithmetic | No figure yet | 1 | C1.2
By a person | A trend | 1 | C1.1

Theme: Children

#### 1 Reduce obesity
- C1.1 Obesity – halt the rise by 2010. – Weighing begins in May.

#### 7 Keep children safe
- C7.4 Reviews in time – sustain at >95%. – 97% (June 2008, Final). Met. One was late.
- C7.2 Plans of 2 years – at 0 (NI 64). – 3 (June 2008). Not met so far.
Theme: Corporate Health

#### OD Organisational Development
- OD4 Appraise at least 90% of employees. – 41%. Not met so far.
"""  # noqa: E501
    )


def test_without_a_return_every_outcome_is_counted_as_not_answered_and_none_is_told() -> None:
    lines = told(indicators(Telling(view([PLAN], [], using=USING)))).splitlines()
    assert "Total | 0 | 0 | 5" in lines
    assert not [line for line in lines if line.startswith(("- ", "####", "Theme"))]


def test_a_plan_prints_outcomes_beside_the_actions_of_their_objective_and_no_words_twice() -> None:
    (paper,) = papers_of(USING, DEPARTMENT, YEAR, [PLAN], NOTHING_DECIDED)
    text = plain(build_plan(paper).blocks)
    assert (
        text[text.index("### 1") :]
        == """### 1 Reduce obesity
Theme: Children
Development Priority: Reduce obesity

Table 1: Key actions under 1
Ref | Key actions | By when
1.1 | Agree the strategy | July 2008


Table 2: Success criteria under 1
Ref | Outcomes and Success Criteria | Reference in the text
C1.1 | Obesity – halt the rise by 2010. | not given
C1.2 | Schools with the award – increase to 9% | NI 57


### 7 Keep children safe
Theme: Children
Development Priority: Keep children safe

Table 3: Key actions under 7
Ref | Key actions | By when
7.1 | Train the staff | Ongoing


Table 4: Success criteria under 7
Ref | Outcomes and Success Criteria
C7.4 | Reviews in time – sustain at >95%.
C7.2 | Plans of 2 years – at 0 (NI 64).


### OD Organisational Development
Theme: Corporate Health
Development Priority: Organisational Development

Table 5: Success criteria under OD
Ref | Corporate health heading | Outcomes and Success Criteria
OD4 | PEOPLE | Appraise at least 90% of employees.

"""
    )


def test_a_plan_that_has_all_indicators_in_one_section_prints_none_under_an_objective() -> None:
    base = profile("base")
    (section,) = [each for each in base.plan.sections("departmental") if each.tables == "indicators"]
    using = replace(USING, plan=replace(USING.plan, orders={"": (*USING.plan.sections("service"), section)}))
    (paper,) = papers_of(using, DEPARTMENT, YEAR, [PLAN], NOTHING_DECIDED)
    tables = [line for line in plain(build_plan(paper).blocks).splitlines() if line.startswith("Table")]
    assert tables == [
        "Table 1: Key actions under 1",
        "Table 2: Key actions under 7",
        "Table 3: Success criteria of the Service Improvement Plan",
    ]


def test_an_outcome_of_no_objective_is_printed_apart() -> None:
    plan = book(
        "lead",
        Role.PLAN,
        plan="service",
        using=USING,
        objectives="number | priority\n1 | Reduce obesity",
        indicators="reference | objective | definition\nC9.1 | 9 | All schools have a policy.",
    )
    (paper,) = papers_of(USING, DEPARTMENT, YEAR, [plan], NOTHING_DECIDED)
    text = plain(build_plan(paper).blocks)
    assert (
        text[text.index("### Success") :]
        == """### Success criteria under no development priority of this plan

Table 1: Success criteria under no development priority of this plan
Ref | Outcomes and Success Criteria
C9.1 | All schools have a policy.

"""
    )


def test_where_most_objectives_have_no_actions_none_is_said_to_lack_them() -> None:
    def said(*numbers: str) -> int:
        plan = book(
            "lead",
            Role.PLAN,
            plan="service",
            using=USING,
            objectives="number | priority\n1 | Reduce obesity\n2 | Keep children safe\n3 | Reduce bullying",
            actions="\n".join(["reference | objective | action", *(f"{n}.1 | {n} | Work" for n in numbers)]),
        )
        (paper,) = papers_of(USING, DEPARTMENT, YEAR, [plan], NOTHING_DECIDED)
        return plain(build_plan(paper).blocks).count("No key actions stand under this objective in the plan.")

    assert (said("1", "2"), said("1"), said()) == (1, 0, 0)
