"""The other plans by division, totals as published, and risks."""

from __future__ import annotations

from dataclasses import replace

from compiler.domain.returned import Role
from compiler.domain.risk import RiskLevel, RiskScheme
from compiler.report.plans import plans
from compiler.report.risks import risks
from compiler.report.telling import Telling
from tests.report.making import DEPARTMENT, PROFILE, Q1, book, view
from tests.report.plain import told as said


def test_divisions_stand_in_a_table_with_their_own_denominators() -> None:
    north = book("north", actions="reference | action | rating\nN1 | Open | Green\nN2 | Close | Red\nN3 | Map | Green")
    south = book("south", Role.PLAN, actions="reference | action\nS1 | Count")

    told = said(plans(Telling(view([south], [north], expected=DEPARTMENT.divisions[1:]))))

    assert (
        told
        == """
## Performance on Divisional Plans
Beneath the Departmental Plan stand Divisional Plans.
Divisional Plans hold four actions, shown in Table 1 and Chart 1.

Table 1: Divisional Plan actions by rating, number (%), Quarter 2 2008/09
Division | Red | Amber | Green | No return | Total
Northern Services | 1 (33.3%) | 0 (0%) | 2 (66.7%) | 0 (0%) | 3
Southern Services | 0 (0%) | 0 (0%) | 0 (0%) | 1 (100%) | 1
Total | 1 (25%) | 0 (0%) | 2 (50%) | 1 (25%) | 4
Note: No return was received from Southern Services: its one action is counted as “No return”.


Chart 1: Divisional Plan actions by division and rating, Quarter 2 2008/09
[stacked: Of four actions, one is Red, two Green and one “No return”. Most Red: “Northern Services” (one of three).]
Division (number of actions) | Red | Green | No return
Northern Services (3) | 1 (1) | 2 (2) | 0 (0)
Southern Services (1) | 0 (0) | 0 (0) | 1 (1)
Note: Table 1 gives the figures.

One action in Divisional Plans is rated Red: N2.
"""
    )


def test_red_rows_are_named_once_and_by_their_words_where_they_have_no_reference() -> None:
    north = book("north", indicators="reference | definition | rating\nNI 92 | Gap | Red")
    south = book(
        "south",
        indicators="""
            reference | definition              | rating
            NI 92     | Gap                     | Red
                      | Complete the analysis.  | Red
                      | Count and compare costs | Red
        """,
    )

    told = said(plans(Telling(view([], [north, south]))))

    assert told.endswith(
        "Four indicators in Divisional Plans are rated Red: "
        "NI 92 (in two plans), “Complete the analysis” and “Count and compare costs”.\n"
    )


def test_totals_stand_as_they_were_published() -> None:
    lead = book(
        "lead",
        totals="""
            what                    | rating | figure
            Actions of all teams    |        | 451
            Actions that are green  | Green  | 74%
            Actions that are amber  | Amber  | 18%
            Actions that are red    | Red    | 8%
        """,
        plan="operational",
    )

    assert (
        said(plans(Telling(view([], [lead]))))
        == """
## Performance on Operational Plans
Beneath the Departmental Plan stand Operational Plans.
Actions of all teams: 451. Of these, 74% are rated Green, 18% Amber and 8% Red.

Table 1: Operational Plan totals by rating, as published, Quarter 2 2008/09
Rating | Number | %
▼ Red | not published | 8%
● Amber | not published | 18%
▲ Green | not published | 74%
Total | 451 | 100%
Note: These are published totals; the rows behind them are not held here. \
The numbers behind the percentages were not published.

"""
    )


def test_without_other_plans_it_says_so() -> None:
    assert said(plans(Telling(view([], [])))) == (
        "\n## Performance on Divisional Plans and Operational Plans\n"
        "Nothing was returned on Divisional Plans and Operational Plans for Quarter 2 2008/09.\n"
    )


def test_a_format_with_one_plan_has_no_such_section() -> None:
    one = replace(PROFILE, tiers=PROFILE.tiers[:1])

    assert plans(Telling(view([], [], using=one))) == ()


RISK_PLAN = book(
    "lead",
    Role.PLAN,
    plan="departmental",
    risks="reference | risk | priority\nR1 | Loss of funding | M\nR2 | Loss of data | H\nR3 | Loss of staff | L",
)


def test_risks_without_an_earlier_return_are_compared_with_the_plan() -> None:
    now = book(
        "lead",
        plan="departmental",
        risks="""
            reference | current | target | change                | further              | further_due
            R1        | H       | L      | Two grants have ended | Seek a grant         | Dec 2008
            R2        | M       |        |                       | Encrypt the laptops. |
            R3        |         |        |                       |                      |
        """,
    )

    assert (
        said(risks(Telling(view([RISK_PLAN], [now]))))
        == """
## Risks
The plans hold three risks, shown by score in Table 1.

Table 1: Risks by score, Quarter 2 2008/09
Score | Number now | % | Number before | % before
High | 1 | 33.3% | 1 | 33.3%
Medium | 1 | 33.3% | 1 | 33.3%
Low | 0 | 0% | 1 | 33.3%
Not scored | 1 | 33.3% | 0 | 0%
Total | 3 | 100% | 3 | 100%
Note: The scores before are those of the approved plan. One risk has no score in the returns.

The score of one risk has risen:
- R1 Loss of funding: from Medium to High. Change in controls: Two grants have ended.
The score of one risk has fallen:
- R2 Loss of data: from High to Medium.

Table 2: Further actions on risks, Quarter 2 2008/09
Risk | Score now | Target score | Further action | By when
R1 Loss of funding | High | Low | Seek a grant | Dec 2008
R2 Loss of data | Medium | not set | Encrypt the laptops. | no date

"""
    )


def test_risks_on_two_scales_show_the_scores_that_occur() -> None:
    def levels(names: str) -> tuple[RiskLevel, ...]:
        return tuple(RiskLevel(name[0], name, rank) for rank, name in enumerate(names.split(), 1))

    scales = RiskScheme(levels("Rare Likely Almost"), levels("1-small 2-grave"))
    using = replace(PROFILE, risks=scales)
    before = book(
        "lead", period=Q1, plan="departmental", using=using, risks="reference | risk | current\nR1 | Fire | L2"
    )
    now = book("lead", plan="departmental", using=using, risks="reference | risk | current\nR1 | Fire | A2")

    assert (
        said(risks(Telling(view([], [now], [before], using=using))))
        == """
## Risks
The plans hold one risk, shown by score in Table 1.

Table 1: Risks by score, Quarter 2 2008/09
Score | Number now | % | Number before | % before
A2 (Almost, 2-grave) | 1 | 100% | 0 | 0%
L2 (Likely, 2-grave) | 0 | 0% | 1 | 100%
Total | 1 | 100% | 1 | 100%
Note: The scores before are those of Quarter 1.

Table 2 sets the risks out by likelihood and impact.

Table 2: Risks by likelihood and impact, Quarter 2 2008/09
Likelihood / Impact | 1-small (1) | 2-grave (2)
Almost (A) | 0 | 1
Likely (L) | 0 | 0
Rare (R) | 0 | 0
Note: The papers do not say where the line of the risk appetite runs.

The score of one risk has risen:
- R1 Fire: from L2 (Likely, 2-grave) to A2 (Almost, 2-grave).
"""
    )


def test_a_plan_without_risks_has_no_such_section() -> None:
    assert risks(Telling(view([], []))) == ()
