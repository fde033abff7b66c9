"""What a report says of earlier ones: directions of travel, corrections, and questions carried forward."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from compiler.consolidate.view import DepartmentView
from compiler.domain.origin import Origin
from compiler.domain.question import Question, carried
from compiler.domain.record import Kind
from compiler.domain.returned import Return, Role
from compiler.profile.department import Deadline
from compiler.report.appendices import appendix
from compiler.report.blocks import Block, Chart, Figure, Paragraph, Table
from compiler.report.build import build_report
from compiler.report.corrections import corrections
from compiler.report.direction import directions
from compiler.report.exceptions import exceptions
from compiler.report.questions import questions
from compiler.report.target_chart import target_chart
from compiler.report.telling import Telling
from tests.report.making import DEPARTMENT, Q1, book, profile, view
from tests.report.plain import told

BASE = profile("base")


def indicators(drawn: str, role: Role = Role.RETURN, division: str = "lead", tier: str = "departmental") -> Return:
    return book(division, role, plan=tier, using=BASE, period=Q1, indicators=drawn)


PLAN = """
    reference | definition      | polarity | target | frequency
    NI 60     | Checks in time  | Higher   | 80%    |
    NI 62     | Moves of home   | Lower    | 12%    |
    NI 65     | Second plans    | Lower    | 10%    |
    NI 66     | Reviews in time | Higher   | 95%    |
    NI 75     | Five good GCSEs | Higher   | 44%    | Annually
    NI 88     | Extended days   | Neither  |        |
"""
NOW = """
    reference | definition      | figure | rating | commentary
    NI 60     | Checks in time  | 78%    | Amber  | More staff.
    NI 62     | Moves of home   | 14%    | Amber  | More moves.
    NI 65     | Second plans    | 9%     | Green  | Fewer.
    NI 66     | Reviews in time |        | Amber  |
    NI 75     | Five good GCSEs | 42%    | Amber  | Up.
    NI 88     | Extended days   | 40     | Amber  |
"""
BEFORE = """
    reference | definition      | figure
    NI 60     | Checks in time  | 74%
    NI 62     | Moves of home   | 13%
    NI 65     | Second plans    | 9%
    NI 75     | Five good GCSEs | 42%
    NI 88     | Extended days   | 38
"""
YEAR_AGO = """
    reference | definition             | figure
    NI 60     | Checks within 35 days  | 70%
    NI 62     | Moves of home          | 12%
    NI 65     | Second plans           | 11%
    NI 75     | Five good GCSEs        | 39%
"""


def small(before: str = BEFORE, year_ago: str = YEAR_AGO, now: str = NOW) -> DepartmentView:
    return view(
        [indicators(PLAN, Role.PLAN)],
        [indicators(now)],
        [indicators(before)] if before else [],
        using=BASE,
        year_ago=[indicators(year_ago)] if year_ago else [],
    )


def of_travel(seen: DepartmentView) -> tuple[Block, ...]:
    telling = Telling(seen)
    return directions(telling, telling.rows(Kind.INDICATOR, *telling.counted))


def test_figures_stand_beside_those_of_last_quarter_and_of_a_year_ago() -> None:
    assert told(of_travel(small())) == (
        "Compared with Quarter 1, one figure is better, one worse and one unchanged. A direction is not shown for two "
        "indicators: the figure is reported once a year (one); nothing says which way is better (one). Compared with "
        "Quarter 2 2007/08, two figures are better and one worse. A direction is not shown for two indicators: the "
        "definition has changed (one); the returns of that time do not have the row (one). Table 1 gives the figures.\n"
        "\n"
        "Table 1: Direction of travel of Departmental Plan indicators, Quarter 2 2008/09\n"
        "Indicator | Figure | Figure in Quarter 1 | Since Quarter 1 | Figure in Quarter 2 2007/08 "
        "| Since Quarter 2 2007/08\n"
        "NI 62 Moves of home | 14% | 13% | ▼ worse | 12% | ▼ worse\n"
        "NI 60 Checks in time | 78% | 74% | ▲ better | 70% | new definition\n"
        "NI 65 Second plans | 9% | 9% | ● no change | 11% | ▲ better\n"
        "NI 75 Five good GCSEs | 42% | 42% | once a year | 39% | ▲ better\n"
        "\n"
    )


def test_nothing_stands_in_a_column_of_a_time_of_which_no_returns_are_held() -> None:
    (said, table) = of_travel(small(year_ago=""))
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == [
        "Indicator",
        "Figure",
        "Figure in Quarter 1",
        "Since Quarter 1",
    ]
    assert "No returns of Quarter 2 2007/08 are held, so figures are not compared" in told((said,))
    assert of_travel(small(before="", year_ago="")) == ()


def test_a_direction_knows_both_of_its_figures() -> None:
    table = of_travel(small())[1]
    assert isinstance(table, Table)
    (worse,) = table.rows[0][5]
    assert isinstance(worse, Figure)
    assert [str(origin) for origin in worse.origins] == [
        "lead Q1.xlsx, Indicators, C3",
        "lead Q1.xlsx, Indicators, C3",
    ]
    assert (worse.text, worse.how, worse.value) == ("▼ worse", "compared with 12%", "worse")


def test_the_appendix_has_the_directions_beside_each_figure() -> None:
    _, table = appendix(Kind.INDICATOR)(Telling(small()))
    assert isinstance(table, Table)
    figure = [column.heading for column in table.columns].index("Figure this quarter")
    lines = [["".join(str(getattr(each, "text", each)) for each in cell) for cell in row] for row in table.rows]
    assert [column.heading for column in table.columns][figure : figure + 3] == [
        "Figure this quarter",
        "Since Quarter 1",
        "Since Quarter 2 2007/08",
    ]
    assert [(line[0], *line[figure : figure + 3]) for line in lines] == [
        ("NI 60", "78%", "▲ better", "new definition"),
        ("NI 62", "14%", "▼ worse", "▼ worse"),
        ("NI 65", "9%", "● no change", "▲ better"),
        ("NI 66", "not given", "no figure", "no figure"),
        ("NI 75", "42%", "once a year", "▲ better"),
        ("NI 88", "40", "not judged", "not held then"),
    ]


def test_the_chart_draws_the_figures_of_a_year_ago_and_corrected_ones_as_they_count_now() -> None:
    telling = Telling(small(now=NOW.replace("commentary", "correction").replace("More staff.", "71%")))
    rows = [
        row for row in telling.rows(Kind.INDICATOR, *telling.counted) if row.text("reference") in ("NI 60", "NI 62")
    ]
    _, chart = target_chart(telling, rows)
    assert isinstance(chart, Chart)
    assert [(series.name, [point.number for point in series.points]) for series in chart.series] == [
        ("Quarter 2 2007/08", [None, 12.0]),  # what NI 60 was a year ago is another indicator
        ("Quarter 1", [71.0, 13.0]),
        ("Quarter 2", [78.0, 14.0]),
        ("Target 2008/09", [80.0, 12.0]),
    ]


# --- corrections ------------------------------------------------------------------------------------------------------

CORRECTED = """
    reference | definition     | figure | rating | commentary                                 | correction
    NI 60     | Checks in time | 78%    | Amber  | Steady. Two were counted twice by mistake. | 71%
    NI 62     | Moves of home  | 14%    | Amber  | More moves.                                | 13.5%
"""


def test_a_box_says_what_the_last_report_said_and_what_is_right() -> None:
    seen = replace(small(now=CORRECTED), published=dt.date(2008, 8, 4))
    blocks = corrections(Telling(seen))
    assert told(blocks) == (
        "! Corrections to the Quarter 1 report (published 4 August 2008).\n"
        "! NI 60 Checks in time was reported as 74%; it is now 71%. The return says: “Two were counted twice by "
        "mistake”.\n"
        "! NI 62 Moves of home was reported as 13%; it is now 13.5%. The return gives no reason.\n"
    )
    second = blocks[1]
    assert isinstance(second, Paragraph)
    assert [(each.text, str(each.origins[0])) for each in second.words if isinstance(each, Figure)][2:4] == [
        ("74%", "lead Q1.xlsx, Indicators, C2"),
        ("71%", "lead Q1.xlsx, Indicators, F2"),
    ]


def test_where_nobody_knows_when_it_was_published_the_meeting_is_named() -> None:
    department = replace(DEPARTMENT, deadlines={"2008-09/Q1": Deadline(meeting=dt.date(2008, 8, 19))})
    seen = replace(small(now=CORRECTED), department=department)
    assert told(corrections(Telling(seen))).startswith(
        "! Corrections to the Quarter 1 report (meeting of 19 August 2008)."
    )
    assert told(corrections(Telling(small(now=CORRECTED)))).startswith("! Corrections to the Quarter 1 report.\n")


def test_a_correction_that_two_plans_return_is_told_once_with_both_cells() -> None:
    plain = "reference | definition | figure | correction\nNI 60 | Checks in time | 78% | 71%"
    then = "reference | definition | figure\nNI 60 | Checks in time | 74%"
    sides = (("lead", "departmental"), ("north", "divisional"))
    seen = view(
        (),
        [indicators(plain, division=division, tier=tier) for division, tier in sides],
        [indicators(then, division=division, tier=tier) for division, tier in sides],
        using=BASE,
    )
    (only,) = corrections(Telling(seen))
    assert told((only,)) == (
        "! Correction to the Quarter 1 report. NI 60 Checks in time was reported as 74%; it is now 71%. The return "
        "gives no reason.\n"
    )
    assert isinstance(only, Paragraph)
    was = [each for each in only.words if isinstance(each, Figure)][2]
    assert [str(origin) for origin in was.origins] == ["lead Q1.xlsx, Indicators, C2", "north Q1.xlsx, Indicators, C2"]


def test_without_corrections_there_is_no_box() -> None:
    assert corrections(Telling(small())) == ()


# --- questions --------------------------------------------------------------------------------------------------------

FIRST, LAST, NEXT = dt.date(2008, 5, 20), dt.date(2008, 8, 19), dt.date(2008, 11, 18)
ASKED = (
    Question(
        LAST, "Scrutiny Forum", "the Chair", "Why do children move home so often?", "NI 62", origin=Origin("", "", 1)
    ),
    Question(
        FIRST,
        "Cabinet",
        "the Leader of the Council",
        "When will all checks be in time?",
        answer="By March 2009, with two more social workers.",
        answered=dt.date(2008, 9, 30),
        origin=Origin("decisions.toml", "", 9),
    ),
    Question(
        FIRST,
        "Scrutiny Forum",
        "the Vice-Chair",
        "What does a placement cost?",
        interim="The figures are with the auditors.",
        interim_on=dt.date(2008, 11, 3),
        origin=Origin("decisions.toml", "", 20),
    ),
)


def asked(*held: Question) -> DepartmentView:
    return replace(small(), questions=carried(held, LAST, NEXT, NEXT))


def test_questions_are_told_open_ones_first_with_how_long_they_have_been_open() -> None:
    assert told(questions(Telling(asked(*ASKED)))) == (
        "\n## Questions from members\n"
        "Three questions were carried from earlier meetings: one has been answered since and two are open.\n"
        "Open: What does a placement cost? Asked by the Vice-Chair at Scrutiny Forum on 20 May 2008; open for 182 days "
        "when members meet.\n"
        "- For this meeting: The figures are with the auditors.\n"
        "Open: Why do children move home so often? Asked by the Chair at Scrutiny Forum on 19 August 2008; open for 91 "
        "days when members meet.\n"
        "- About: NI 62 Moves of home – ● Amber\n"
        "- For this meeting: [officer to write: an answer for this meeting to the question of 19 August 2008, “Why do "
        "children move home so often?”]\n"
        "Answered: When will all checks be in time? Asked by the Leader of the Council at Cabinet on 20 May 2008.\n"
        "- Answer (30 September 2008): By March 2009, with two more social workers.\n"
    )


def test_an_open_question_without_an_answer_for_this_meeting_makes_a_draft() -> None:
    def whole(*held: Question) -> list[str]:
        return [gap.what for gap in build_report(asked(*held)).gaps if "answer" in gap.what]

    assert whole(*ASKED) == [
        "an answer for this meeting to the question of 19 August 2008, “Why do children move home so often?”"
    ]
    assert whole(*ASKED[1:]) == []


def test_a_question_about_a_row_that_is_not_there_still_says_what_it_is_about() -> None:
    other = replace(ASKED[0], reference="NI 999", interim="Soon.", interim_on=LAST)
    assert "- About: NI 999\n" in told(questions(Telling(asked(other))))


def test_without_questions_there_is_no_section() -> None:
    assert questions(Telling(small())) == ()


def test_an_exception_says_which_way_its_figure_goes() -> None:
    late = NOW.replace("14%    | Amber", "14%    | Red  ")
    assert "- Direction of travel: ▼ worse since Quarter 1 (13%). ▼ worse since Quarter 2 2007/08 (12%).\n" in told(
        exceptions(Telling(small(now=late)))
    )
