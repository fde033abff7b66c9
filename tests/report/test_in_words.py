"""Progress where nothing is rated: who answered, and what the returns say, by what the plan is ordered by."""

from __future__ import annotations

from dataclasses import replace

from compiler.domain.returned import Return, Role
from compiler.report.actions import actions
from compiler.report.indicators import indicators
from compiler.report.telling import Telling
from tests.report.making import book, profile, view
from tests.report.plain import told

USING = profile("darlington")
OBJECTIVES = """
    number | priority             | part
    1      | Keep children safe   |
    3.1    | Narrow the gap (all) | Give every child a start
"""
PLAN = book(
    "lead",
    Role.PLAN,
    using=USING,
    objectives=OBJECTIVES,
    actions="""
        reference | objective | action          | due
        1.1       | 1         | Audit each stage | June 2008
        1.2       | 1         | Appoint a post   | March 2009
        3.1.1     | 3.1       | Target schools   | Sept 2008
        3.1.2     | 3.1       | Review data      | Ongoing
    """,
    milestones="""
        of_action | milestone       | due
        1.1       | Audit complete  |
        3.1.1     | Twenty schools  |
        3.1.1     | Ten settings    |
    """,
    indicators="""
        reference | outcome
        NI 59     | 2
        NI 60     | 2
    """,
)


def returned(objectives: str = "number | efficiency_now\n1 | £2k cashable") -> Return:
    return book(
        "lead",
        using=USING,
        objectives=objectives,
        actions="""
            reference | objective | action           | progress            | completed  | revised  | resources_now
            1.1       | 1         | Audit each stage | All were audited.   | 30/06/2008 |          |
            1.2       | 1         | Appoint a post   |                     |            |          |
            3.1.1     | 3.1       | Target schools   | Twelve take part.   |            | Dec 2008 | One post is vacant.
            3.1.2     | 3.1       | Review data      | The data is in use. |            |          |
        """,
        milestones="""
            of_action | milestone      | completed  | progress
            1.1       | Audit complete | 30/06/2008 |
            3.1.1     | Twenty schools |            | Twelve so far.
            3.1.1     | Ten settings   |            |
        """,
        indicators="""
            reference | figure | period    | commentary
            NI 59     | 78.4%  | June 2008 |
            NI 60     |        |           |
        """,
    )


def test_actions_are_told_by_priority_with_who_answered_and_what_was_said() -> None:
    assert (
        told(actions(Telling(view([PLAN], [returned()], using=USING))))
        == """
### Departmental Plan actions
Of the four actions in the Departmental Plan, three are answered and one is not. They stand in Table 1. Of the three milestones, one has been reached.

Table 1: Answers on the actions of the Departmental Plan, Quarter 2 2008/09
Priority | Answered | Not answered | Completed | Overdue
1 Keep children safe | 1 | 1 | 1 | 0
3.1 Give every child a start | 2 | 0 | 0 | 1
Total | 3 | 1 | 1 | 1
Note: Nothing is said of one action: 1.2.


#### 1 Keep children safe
- 1.1 Audit each stage – All were audited. Completed on 30/06/2008 (date in the plan: June 2008). Milestone reached: Audit complete (30/06/2008).
Efficiency gains made so far: £2k cashable

#### 3.1 Give every child a start
- 3.1.1 Target schools – Twelve take part. New date: Dec 2008 (date in the plan: Sept 2008). Milestone “Twenty schools”: Twelve so far. Resources: what has changed: One post is vacant.
- 3.1.2 Review data – The data is in use.
Of the four actions, one has no date that arithmetic can judge (Table 2).

Table 2: Actions whose dates cannot be judged, Quarter 2 2008/09
What the plan says of the date | Number | Which
Ongoing | 1 | 3.1.2

"""  # noqa: E501
    )


def test_a_list_beyond_its_limit_has_what_is_completed_late_or_moved() -> None:
    short = replace(USING, report=replace(USING.report, limits=replace(USING.report.limits, list_points=2)))
    lines = told(actions(Telling(view([PLAN], [returned()], using=short)))).splitlines()
    assert [line.split(" – ")[0] for line in lines if line.startswith("- ")] == [
        "- 1.1 Audit each stage",
        "- 3.1.1 Target schools",
    ]
    assert [line for line in lines if line.startswith("The returns speak of one other action too.")]


def test_without_a_return_every_action_is_counted_as_not_answered() -> None:
    lines = told(actions(Telling(view([PLAN], [], using=USING)))).splitlines()
    assert lines[2].startswith("None of the four actions in the Departmental Plan is answered.")
    assert not [line for line in lines if line.startswith("- ")]


def test_an_answer_about_an_objective_that_the_plan_has_not_is_told_nowhere() -> None:
    said = told(actions(Telling(view([PLAN], [returned("number | efficiency_now\n9 | £9k")], using=USING))))
    assert "£9k" not in said


def test_indicators_have_their_figures_in_a_table_and_nothing_about_ratings() -> None:
    assert (
        told(indicators(Telling(view([PLAN], [returned()], using=USING))))
        == """
### PIs
Of the two PIs in the Departmental Plan, one has a figure and one has none. They stand in Table 1.

Table 1: PIs that the returns tell of, Quarter 2 2008/09
PI | Figure this quarter | Period of the figure | Provisional or final | Commentary
NI 59 | 78.4% | June 2008 | not asked for | –

"""
    )
