"""Questions of members are read with every mistake placed, and carried forward until they are answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.question import Question, as_entered_last, carried
from compiler.ledger.decisions import Decisions, read_decisions
from compiler.ledger.named import with_keys
from tests.rules.sheets import DEPARTMENT, small_profile

TEXT = """\
[[questions]]
on = 2008-08-19
body = "Scrutiny Forum"
by = "the Chair"
question = "Why do children move home so often?"
reference = "NI 62"
division = "Safeguarding"
"""


def read(text: str) -> Decisions | list[str]:
    found = read_decisions(text, known=lambda code: True, can_waive=lambda code: True)
    return found if isinstance(found, Decisions) else [str(problem) for problem in found]


def test_a_question_is_read_with_its_line() -> None:
    found = read(f"\n\n{TEXT}")
    assert isinstance(found, Decisions)
    (question,) = found.questions
    assert (question.on, question.body, question.by) == (dt.date(2008, 8, 19), "Scrutiny Forum", "the Chair")
    assert (question.reference, question.division, question.answered) == ("NI 62", "Safeguarding", None)
    assert str(question.origin) == "decisions.toml, row 3"


def test_every_mistake_is_told_at_its_line() -> None:
    answers = 'answer = "Soon."\ninterim_on = 2008-08-01\n'
    assert read(f"{TEXT}{answers}[[questions]]\nbody = ''\non = 2008-08-19\nbye = 'me'\nquestion = 'Why?'\n") == [
        "decisions.toml, line 13: questions[2].bye: the key 'bye' is not known here; did you mean 'by'?",
        "decisions.toml, line 10: questions[2]: the key 'by' is missing",
        "decisions.toml, line 8: questions[1].answer: say on which day it was given: answered = 2008-11-18",
        "decisions.toml, line 9: questions[1].interim_on: there is no 'interim' that was given on that day",
    ]
    assert read(f'{TEXT}answer = "Soon."\nanswered = 2008-08-01\n') == [
        "decisions.toml, line 9: questions[1].answered: 1 August 2008 is before 19 August 2008, when the question was "
        "asked"
    ]


def test_a_division_may_be_written_by_any_of_its_names() -> None:
    found = read(TEXT)
    assert isinstance(found, Decisions)
    made = with_keys(found, DEPARTMENT, small_profile())
    assert isinstance(made, Decisions)
    assert made.questions[0].division == "safeguarding"
    wrong = replace(found, questions=(replace(found.questions[0], division="Gardening"),))
    told = with_keys(wrong, DEPARTMENT, small_profile())
    assert not isinstance(told, Decisions)
    assert str(told[0]).startswith("decisions.toml, line 1: There is no division called 'Gardening'.")


MAY, AUGUST, NOVEMBER = dt.date(2008, 5, 20), dt.date(2008, 8, 19), dt.date(2008, 11, 18)
FEBRUARY = dt.date(2009, 2, 17)
ASKED = Question(AUGUST, "Forum", "the Chair", "Why?")


def at(meeting: dt.date, last: dt.date, *questions: Question) -> list[tuple[bool, bool, int | None]]:
    return [(each.answered, each.told, each.days) for each in carried(questions, last, meeting, meeting)]


def test_a_question_stands_in_every_report_from_the_next_until_it_is_answered() -> None:
    answered = replace(ASKED, answer="So.", answered=dt.date(2009, 1, 9))
    assert at(AUGUST, MAY, ASKED) == []  # it was asked at that meeting, after the report was written
    assert at(NOVEMBER, AUGUST, ASKED) == [(False, False, 91)]
    assert at(FEBRUARY, NOVEMBER, ASKED) == [(False, False, 182)]
    assert at(NOVEMBER, AUGUST, answered) == [(False, False, 91)]
    assert at(FEBRUARY, NOVEMBER, answered) == [(True, False, 182)]
    assert at(dt.date(2009, 5, 19), FEBRUARY, answered) == []


def test_what_members_are_told_until_then_is_for_one_meeting() -> None:
    told = replace(ASKED, interim="Soon.", interim_on=dt.date(2008, 11, 3))
    assert at(NOVEMBER, AUGUST, told) == [(False, True, 91)]
    assert at(FEBRUARY, NOVEMBER, told) == [(False, False, 182)]


def test_what_is_entered_last_counts() -> None:
    again = replace(ASKED, question="why? ", answer="So.", answered=NOVEMBER)
    other = replace(ASKED, on=MAY)
    assert as_entered_last((ASKED, other, again)) == (again, other)


_DAYS = st.dates(dt.date(2008, 4, 1), dt.date(2009, 3, 31))


@given(_DAYS, st.none() | _DAYS, st.lists(_DAYS, min_size=1, max_size=6, unique=True))
def test_no_answer_is_lost_between_meetings(asked: dt.date, answered: dt.date | None, days: list[dt.date]) -> None:
    """Over all meetings the answer stands in one report alone: the first after it was given."""
    question = replace(ASKED, on=asked, answered=answered, answer="So." if answered else "")
    meetings = [dt.date(2008, 3, 31), *sorted(days), dt.date(2009, 4, 1)]
    shown = [carried((question,), last, meeting) for last, meeting in pairwise(meetings)]
    states = ["" if not each else "answered" if each[0].answered else "open" for each in shown]
    first = next(place for place, meeting in enumerate(meetings[1:]) if asked < meeting)
    assert not any(states[:first])
    if answered is None or answered < asked:
        return
    at = next(place for place, meeting in enumerate(meetings[1:]) if answered < meeting)
    assert states[first:] == ["open"] * (at - first) + ["answered"] + [""] * (len(states) - at - 1)
