"""A small department in its second quarter: something of everything that a report has to tell."""

from __future__ import annotations

from compiler.consolidate.view import DepartmentView
from compiler.domain.returned import Role
from tests.report.making import DEPARTMENT, Q1, book, narrative, view

PLANS = (
    book(
        "lead",
        Role.PLAN,
        plan="departmental",
        objectives="""
            number | departmental
            1      | Be Healthy (children are well)
            2      | Stay Safe
        """,
        actions="""
            reference | objective | action                 | due      | officer
            HC A01    | 1         | Improve school meals   | Mar 2009 | Head of Catering
            HC A02    | 1         | Reduce smoking         | Mar 2009 | N/A
            CS A01    | 2         | Find more foster homes | Dec 2008 | Head of Fostering
            CS A02    | 2         | Train social workers   | Mar 2009 |
            CS A03    |           | Write the strategy     | Mar 2009 |
        """,
        indicators="""
            reference | definition                | outturn | target
            NI 52     | Take-up of school lunches | 48%     | 50%
            NI 59     | Assessments in time       | 79%     | 80%
            NI 66     | Reviews in time           | N/A     |
            NI 88     | Extended schools          |         | 40
        """,
        risks="""
            reference | risk            | priority
            R1        | Loss of funding | M
            R2        | Loss of data    | H
        """,
    ),
    book(
        "north",
        Role.PLAN,
        actions="""
            reference | action                 | due      | officer
            N A1      | Open the centre        | Sep 2008 | Head of Estates
            N A2      | Close the office       | Sep 2008 | Head of Estates
            CS A01    | Find more foster homes | Dec 2008 | Head of Fostering
        """,
    ),
    book(
        "south",
        Role.PLAN,
        actions="""
            reference | action           | due      | officer
            S A1      | Map the services | Sep 2008 | Head of Planning
        """,
    ),
)

BEFORE = (
    book(
        "lead",
        period=Q1,
        actions="""
            reference | rating
            HC A01    | Amber
            HC A02    | Red
            CS A01    | Amber
            CS A02    | Amber
        """,
        indicators="""
            reference | rating
            NI 52     | Amber
            NI 59     | Amber
            NI 66     | Amber
        """,
        risks="""
            reference | current
            R1        | M
            R2        | H
        """,
    ),
)

RETURNS = (
    book(
        "lead",
        narrative=narrative(route="", contact="Performance Manager, 01000 000000"),
        actions="""
            reference | rating | progress              | reason        | remedy                 | revised
            HC A01    | Green  | Done in all schools.  |               |                        |
            HC A02    | Amber  | Clinics opened.       |               |                        |
            CS A01    | Red    | Few SWs came forward. | Fees are low. | Fees are under review. | Mar 2009
            CS A02    | Amber  |                       |               |                        |
            CS A03    | Red    |                       |               |                        |
        """,
        indicators="""
            reference | figure | status      | rating          | commentary
            NI 52     | 55%    | Final       | Green           | 55% against a target of 50%.
            NI 59     | 70%    | Provisional | Red             |
            NI 66     |        |             | Awaiting figure |
            NI 88     |        |             |                 |
        """,
        risks="""
            reference | current | target | change     | further     | further_due | next_review
            R1        | H       | L      | None made  | Seek grants | Dec 2008    | Jan 2009
            R2        | M       | L      | New server |             |             |
        """,
    ),
    book(
        "north",
        actions="""
            reference | rating | progress
            N A1      | Green  | Opened.
            CS A01    | Amber  | Going on.
        """,
    ),
)


def small_view() -> DepartmentView:
    """The department: one division's return is missing, one row is left out, one action is rated twice."""
    return view(PLANS, RETURNS, BEFORE, expected=DEPARTMENT.divisions, without={"south": "its office was flooded"})
