"""Progress on the plan that counts: actions, indicators and exceptions in their special cases."""

from __future__ import annotations

from dataclasses import replace

from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.report.actions import actions
from compiler.report.exceptions import exceptions
from compiler.report.indicators import indicators
from compiler.report.progress import progress
from compiler.report.telling import Blocks, Telling
from tests.report.making import DEPARTMENT, Q1, book, profile, view
from tests.report.plain import told as said

PLAN = book(
    "lead",
    Role.PLAN,
    plan="departmental",
    actions="""
        reference | action
        A1        | Open the centre
        A2        | Close the office
        A3        | Map the services
    """,
    indicators="""
        reference | definition | target
        NI 1      | Meals      | 50%
        NI 2      | Absence    | 7.3%
    """,
)


def _after(blocks: Blocks, caption: str) -> str:
    """What is told after the table of that caption."""
    return said(blocks).split(caption)[1]


def test_without_an_earlier_quarter_nothing_is_compared() -> None:
    now = book(
        "lead",
        plan="departmental",
        actions="""
            reference | rating | progress        | reason | remedy | revised
            A1        | Green  | Opened in June. |        |        |
            A2        | Amber  | Going on.       |        |        |
            A3        | Red    | Not begun.      |        |        |
        """,
        indicators="""
            reference | figure | rating | commentary
            NI 1      | 55%    | Green  | Better than ever.
            NI 2      |        | Awaiting figure |
        """,
    )

    assert (
        said(progress(Telling(view([PLAN], [now]))))
        == """
## Summary, performance and progress on actions and indicators in the Departmental Plan
The Departmental Plan for 2008/09 holds three actions and two indicators. \
No returns of an earlier period are held to compare Quarter 2 (July to September 2008) with.
Each is rated as follows:
- ▼ Red: do not expect to achieve action/target by milestone date
- ● Amber: expecting to complete action/target by milestone date
- ▲ Green: action/target now completed or met
- … Awaiting figure: the figure is not available yet

### Departmental Plan actions
Table 1 summarises progress towards the three actions in the Departmental Plan.

Table 1: Departmental Plan actions by rating, Quarter 2 2008/09
Rating | Number | %
▼ Red | 1 | 33.3%
● Amber | 1 | 33.3%
▲ Green | 1 | 33.3%
Total | 3 | 100%

One action has been completed. It is not linked to an outcome:
- A1 Open the centre – Opened in June.

### Indicators
Table 2 summarises the results of the two indicators in the Departmental Plan.

Table 2: Departmental Plan indicators by rating, Quarter 2 2008/09
Rating | Number | %
▼ Red | 0 | 0%
● Amber | 0 | 0%
▲ Green | 1 | 50%
… Awaiting figure | 1 | 50%
Total | 2 | 100%
Note: One indicator is recorded as “Awaiting figure”: the figure is not available yet. \
No figure was returned for one of the two indicators.

One indicator has met its target. Table 3 gives the figures.

Table 3: Departmental Plan indicators with a figure, Quarter 2 2008/09
Indicator | Target | Figure | Rating now
NI 1 Meals
Better than ever. | 50% | 55% | ▲ Green

"""
    )
    assert (
        said(exceptions(Telling(view([PLAN], [now]))))
        == """
## Exceptions
In the Departmental Plan, one action and no indicators are rated Red.
A3 Map the services – ▼ Red
- What happened: Not begun.
- Why: not given in the return
- What is being done: not given in the return
- By when: not given in the return
"""
    )


def test_a_completed_action_that_is_undone_has_moved() -> None:
    before = book(
        "lead",
        plan="departmental",
        period=Q1,
        actions="""
            reference | rating
            A1        | Green
            A2        | Green
            A3        | Awaiting figure
        """,
    )
    now = book(
        "lead",
        plan="departmental",
        actions="""
            reference | rating | progress
            A1        | Amber  | Closed again.
            A2        | Green  | Closed.
            A3        | Amber  | Begun.
        """,
    )

    assert _after(actions(Telling(view([PLAN], [now], [before]))), "Total | 3 | 100%\n\n") == (
        "[officer to write: why one of the actions that were completed by Quarter 1 is no longer so]\n"
        "Since Quarter 1, no further actions have been completed.\n"
        "One action has moved from Green to Amber. It is A1.\n"
        "One other action was completed by Quarter 1. One further action is Amber; in Quarter 1 it was recorded as "
        "“Awaiting figure”, so no change is shown.\n"
    )


def test_a_row_that_is_new_and_completed_counts_as_completed_since() -> None:
    before = book("lead", plan="departmental", period=Q1, actions="reference | rating\nA1 | Amber")
    now = book(
        "lead",
        plan="departmental",
        actions="""
            reference | rating | progress
            A1        | Amber  |
            A2        | Green  |
            A3        | Amber  |
        """,
    )

    assert _after(actions(Telling(view([PLAN], [now], [before]))), "Total | 3 | 100%\n\n") == (
        "Since Quarter 1, one further action has been completed. It is not linked to an outcome:\n"
        "- A2 Close the office – no progress is given in the return\n"
        "No other action is known to have moved to another rating.\n"
        "One action remains Amber.\n"
        "- No outcome (one action): A1.\n"
        "One action was not in the returns of Quarter 1, so no change is shown.\n"
    )


def test_where_nothing_was_returned_there_is_no_progress_to_tell() -> None:
    told = said(actions(Telling(view([PLAN], [], expected=DEPARTMENT.divisions[:1]))))

    assert (
        told
        == """
### Departmental Plan actions
Table 1 summarises progress towards the three actions in the Departmental Plan.

Table 1: Departmental Plan actions by rating, Quarter 2 2008/09
Rating | Number | %
▼ Red | 0 | 0%
● Amber | 0 | 0%
▲ Green | 0 | 0%
? No return | 3 | 100%
Total | 3 | 100%
Note: No return was received from Policy Development: its three actions are counted as “No return”.

"""
    )


def test_a_plan_without_rows_says_so() -> None:
    empty = view([], [])

    assert said(actions(Telling(empty))) == "\n### Departmental Plan actions\nThe Departmental Plan has no actions.\n"
    assert said(indicators(Telling(empty))) == "\n### Indicators\nThe Departmental Plan has no indicators.\n"


def test_a_scheme_in_which_nothing_is_completed_tells_of_movement_only() -> None:
    base = profile("base")
    before = book(
        "lead", plan="departmental", period=Q1, using=base, actions="reference | action | rating\nA1 | X | Red"
    )
    now = book(
        "lead", plan="departmental", using=base, actions="reference | action | rating | progress\nA1 | X | Green |"
    )

    assert _after(actions(Telling(view([], [now], [before], using=base))), "Total | 1 | 100%\n\n") == (
        "One action has moved from Red to Green. It is not linked to an outcome:\n"
        "- A1 X – no progress is given in the return\n"
    )


def test_an_indicator_that_is_red_now_and_was_not_rated_before() -> None:
    before = book("lead", plan="departmental", period=Q1, indicators="reference | rating\nNI 1 | Not published")
    now = book(
        "lead",
        plan="departmental",
        indicators="""
            reference | figure | rating | commentary
            NI 1      | 40%    | Red    | 40% against a target of 50%: the kitchen burnt down.
            NI 2      | 7.1%   | Amber  |
        """,
    )
    telling = Telling(view([PLAN], [now], [before]))

    assert _after(indicators(telling), "Total | 2 | 100%\n\n") == (
        "Since Quarter 1, no more indicators have met their targets. One further indicator is now recorded as Red; in "
        "Quarter 1 it was recorded as “Not published”.\n"
        "No direction of travel is shown since Quarter 1: no figure was returned at that time (one); the returns of "
        "that time do not have the row (one). No returns of Quarter 2 2007/08 are held, so figures are not compared "
        "with those of a year ago.\n"
        "One indicator was not in the returns of Quarter 1, so no change is shown.\n"
    )
    assert said(exceptions(telling)) == (
        "\n## Exceptions\n"
        "In the Departmental Plan, no actions and one indicator are rated Red.\n"
        "NI 1 Meals – ▼ Red\n"
        "- What happened, why and what is being done: 40% against a target of 50%: the kitchen burnt down.\n"
    )


def test_exceptions_that_explain_nothing_are_named_in_one_sentence() -> None:
    now = book(
        "lead",
        plan="departmental",
        actions="""
            reference | rating | progress | reason | remedy | revised
            A1        | Red    |          |        |        |
            A2        | Red    |          |        |        |
            A3        | Red    | Not published | Not published | Not published | Not published
        """,
    )

    assert said(exceptions(Telling(view([PLAN], [now])))) == (
        "\n## Exceptions\n"
        "In the Departmental Plan, three actions and no indicators are rated Red.\n"
        "For one action, what happened and what is being done were not published. "
        "The returns give no reason for two actions: A1 and A2.\n"
    )


def test_a_new_date_stands_beside_the_one_that_was_approved() -> None:
    plan = book(
        "lead",
        Role.PLAN,
        plan="departmental",
        actions="reference | action | due\nA1 | Open | Oct 2008\nA2 | Close | May 2009",
    )
    now = book(
        "lead",
        plan="departmental",
        actions="reference | rating | revised\nA1 | Red | Mar 2009\nA2 | Red | May 2009",
    )

    told = said(exceptions(Telling(view([plan], [now])))).splitlines()

    assert [line for line in told if line.startswith("- By when")] == [
        "- By when: Mar 2009 (date in the plan: Oct 2008)",
        "- By when: May 2009",
    ]


def test_a_comparison_across_two_years_says_that_the_plan_was_another() -> None:
    earlier = book("lead", plan="departmental", actions="reference | rating\nA1 | Green\nA2 | Green\nA3 | Amber")
    now = book(
        "lead",
        plan="departmental",
        actions="reference | rating | progress\nA1 | Amber | Shut.\nA2 | Amber | Open.\nA3 | Amber | Drawn.",
    )
    seen = replace(view([PLAN], [now], before=[earlier]), compared=Period(Year(2007), 4))

    told = said(progress(Telling(seen)))

    assert (
        "Progress in Quarter 2 (July to September 2008) is compared with Quarter 4 (January to March 2008). "
        "Quarter 4 2007/08 was reported on that year's plan, whose dates and targets may differ.\n"
    ) in told
    assert "Two actions have moved from Green to Amber. They are A1 and A2.\n" in told
