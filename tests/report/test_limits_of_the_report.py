"""What a limit leaves out of a report, and where the report says that the rest is."""

from __future__ import annotations

from dataclasses import replace

from compiler.consolidate.view import DepartmentView
from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.profile.limits import Limits
from compiler.profile.model import Profile
from compiler.report.appendices import appendix
from compiler.report.arrange import in_order
from compiler.report.build import build_report
from compiler.report.exceptions import exceptions
from compiler.report.indicators import indicators
from compiler.report.risks import risks
from compiler.report.telling import Telling
from tests.report.making import PROFILE, Q1, book, narrative, view
from tests.report.plain import plain, plain_report, told

PLAN = book(
    "lead",
    Role.PLAN,
    plan="departmental",
    actions="""
        reference | action           | due
        A1        | Open the centre  | Sep 2008
        A2        | Close the office | Mar 2009
        A3        | Map the services | Mar 2009
        A4        | Count the staff  | Jun 2008
    """,
    indicators="""
        reference | definition | target
        NI 1      | Meals      | 50%
        NI 2      | Absence    | 7.3%
        NI 3      | Visits     | 40
    """,
)
BEFORE = book(
    "lead",
    plan="departmental",
    period=Q1,
    actions="reference | rating\nA1 | Amber\nA2 | Green\nA3 | Amber\nA4 | Green",
    indicators="reference | rating\nNI 1 | Amber\nNI 2 | Amber\nNI 3 | Amber",
)
NOW = book(
    "lead",
    plan="departmental",
    narrative=narrative(),
    actions="""
        reference | rating | progress                                 | reason       | remedy          | revised
        A1        | Amber  | The roof leaks. It is being mended.      |              |                 |
        A2        | Red    | It is open. Nobody knows why that is so. | It was lost. | A key is made.  | Jun 2009
        A3        | Amber  | Half done.                               |              |                 |
        A4        | Amber  | Counted again.                           |              |                 |
    """,
    indicators="""
        reference | figure | rating | commentary
        NI 1      | 55%    | Green  | Better than ever. More is to come.
        NI 2      | 7.1%   | Green  | Fewer are ill.
        NI 3      | 41     | Green  |
    """,
)


def using(**limits: int) -> Profile:
    return replace(PROFILE, report=replace(PROFILE.report, limits=replace(Limits(), **limits)))


def seen(**limits: int) -> DepartmentView:
    return view([PLAN], [NOW], [BEFORE], using=using(**limits))


def test_exceptions_are_red_worse_and_overdue_the_worst_first() -> None:
    assert (
        told(exceptions(Telling(seen())))
        == """
## Exceptions
In the Departmental Plan, one action and no indicators are rated Red. \
That is one more than in Quarter 1. \
One other action has got worse since Quarter 1. \
One other action was due by 30 September 2008 and is not completed.
A2 Close the office – ▼ Red (Green in Quarter 1)
- What happened: It is open. Nobody knows why that is so.
- Why: It was lost.
- What is being done: A key is made.
- By when: Jun 2009 (date in the plan: Mar 2009)
A4 Count the staff – ● Amber (Green in Quarter 1); overdue: date in the plan Jun 2008
- What happened: Counted again.
A1 Open the centre – ● Amber; overdue: date in the plan Sep 2008
- What happened: The roof leaks. It is being mended.
"""
    )


def test_exceptions_beyond_the_limit_are_named_and_commentaries_end_with_a_sentence() -> None:
    report = plain_report(build_report(seen(list_points=1, commentary_words=5)))
    section = report.split("## 3 Exceptions\n")[1].split("\n## 4 ")[0]
    assert section.splitlines()[1:] == [
        "A2 Close the office – ▼ Red (Green in Quarter 1)",
        "- What happened: It is open. […]",
        "- Why: It was lost.",
        "- What is being done: A key is made.",
        "- By when: Jun 2009 (date in the plan: Mar 2009)",
        "The other two exceptions are A4 and A1. They are in Appendix A. "
        "Words that end with […] stand in full in Appendix A.",
    ]
    assert "It is open. Nobody knows why that is so." in report.split("## Appendix A: actions")[1]


def test_a_table_of_figures_has_as_many_rows_as_are_set() -> None:
    table = told(indicators(Telling(seen(table_rows=2, commentary_words=4)))).split("Table 2: ")[1]
    assert table.splitlines()[1:8] == [
        "Indicator | Target | Figure | Rating in Quarter 1 | Rating now",
        "NI 1 Meals",
        "Better than ever. […] | 50% | 55% | ● Amber | ▲ Green",
        "NI 2 Absence",
        "Fewer are ill. | 7.3% | 7.1% | ● Amber | ▲ Green",
        "Note: Words that end with […] stand in full in the master workbook, master.xlsx. "
        "The other one is in the master workbook, master.xlsx.",
        "",
    ]


def test_an_appendix_with_too_many_rows_has_those_not_on_course_and_says_where_the_others_are() -> None:
    assert (
        plain(in_order(appendix(Kind.ACTION)(Telling(seen(appendix_rows=3)))))
        == """
## Appendix A: actions
This appendix lists three of four actions: those that are rated as exceptions, got worse or are overdue, \
and those that were completed or got better. The other one is in the master workbook, master.xlsx.

Table 1: Departmental Plan actions, Quarter 2 2008/09
Ref | Action | Date to be completed | Responsible officer | Rating in Quarter 1 | Rating | Progress this quarter
A1 | Open the centre | Sep 2008 | not in the plan | ● Amber | ● Amber | The roof leaks. It is being mended.
A2 | Close the office | Mar 2009 | not in the plan | ▲ Green | ▼ Red | It is open. Nobody knows why that is so.
A4 | Count the staff | Jun 2008 | not in the plan | ▲ Green | ● Amber | Counted again.

"""
    )


def test_without_limits_everything_stands() -> None:
    none = using(table_rows=0, list_points=0, commentary_words=0, key_points=0, appendix_rows=0)
    text = plain_report(build_report(view([PLAN], [NOW], [BEFORE], using=none)))
    assert "[…]" not in text
    assert "master.xlsx" not in text
    assert text.count("NI 3 Visits | 40 | 41") == 1


def test_risks_that_moved_are_told_as_far_as_a_list_goes_those_that_moved_most_first() -> None:
    plan = book(
        "lead",
        Role.PLAN,
        plan="departmental",
        risks="reference | risk | priority\nR1 | Loss of funding | M\nR2 | Loss of data | L\nR3 | Loss of staff | L",
    )
    now = book("lead", plan="departmental", risks="reference | current\nR1 | H\nR2 | H\nR3 | M")

    def moved(limit: int) -> str:
        seen = view([plan], [now], using=using(list_points=limit))
        return told(risks(Telling(seen))).rpartition("three risks have risen:\n")[2]

    assert moved(3) == (
        "- R1 Loss of funding: from Medium to High.\n"
        "- R2 Loss of data: from Low to High.\n"
        "- R3 Loss of staff: from Low to Medium.\n"
    )
    assert moved(2) == (
        "- R1 Loss of funding: from Medium to High.\n"
        "- R2 Loss of data: from Low to High.\n"
        "The other one is in the master workbook, master.xlsx.\n"
    )
