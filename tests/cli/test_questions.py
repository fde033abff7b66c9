"""Members' questions from the command line: entered and answered with compile decide, named by compile status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_status import said
from tests.quarter.running import run
from tests.quarter.town import make_town

ASK = ("--question", "Who trains the carers?", "--by", "the Chair", "--meeting", "Scrutiny Forum", "--on", "03/06/2008")
KEPT = """\
[[questions]]
on = 2008-06-03
body = "Scrutiny Forum"
by = "the Chair"
question = "Who trains the carers?"
reference = "CA 2"
division = "care"
"""


def decisions(folder: Path) -> str:
    path = folder / "workbooks/town/decisions.toml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def test_a_question_is_entered_listed_and_answered(tmp_path: Path) -> None:
    make_town(tmp_path)
    done = run("decide", tmp_path, *ASK, "--reference", "CA 2", "--division", "Care")
    assert (done.code, said(done.out)) == (
        0,
        [
            "“Who trains the carers?”: asked by the Chair at Scrutiny Forum on 3 June 2008.",
            "Kept in workbooks/town/decisions.toml.",
            "Next: compile decide",
        ],
    )
    assert decisions(tmp_path) == KEPT
    listed = said(run("decide", tmp_path).out)
    assert listed[3:6] == [
        "Questions from members that are open",
        "Question Asked on At About In the member's words",
        "1 3 June 2008 Scrutiny Forum CA 2 Who trains the carers?",
    ]
    interim = run(
        "decide", tmp_path, "--question", "1", "--answer", "We will know soon.", "--interim", "--on", "1/7/2008"
    )
    assert said(interim.out)[0] == "“Who trains the carers?”: for this meeting, 1 July 2008."
    answer = run("decide", tmp_path, "--question", "1", "--answer", "The college does.", "--on", "15/07/2008")
    assert said(answer.out)[0] == "“Who trains the carers?”: answered, 15 July 2008."
    assert decisions(tmp_path) == (
        f'{KEPT}\n{KEPT}interim = "We will know soon."\ninterim_on = 2008-07-01\n'
        f'\n{KEPT}answer = "The college does."\nanswered = 2008-07-15\n'
    )
    assert "Questions from members" not in run("decide", tmp_path).out


def test_status_names_the_open_questions(tmp_path: Path) -> None:
    make_town(tmp_path)
    run("decide", tmp_path, *ASK)
    asked = ("--as-at", "01/08/2008")
    assert "1 question from members is open, 1 without an answer for this meeting." in said(
        run("status", tmp_path, *asked).out
    )
    run("decide", tmp_path, "--question", "1", "--answer", "Soon.", "--interim", "--on", "1/7/2008")
    assert "1 question from members is open, with an answer for now." in said(run("status", tmp_path, *asked).out)
    found = json.loads(run("status", tmp_path, *asked, "--format", "json").out)
    assert (found["questions_open"], found["questions_without_answer"]) == (1, 0)


def test_the_report_carries_the_question_and_is_a_draft_until_it_is_answered(tmp_path: Path) -> None:
    make_town(tmp_path)
    run("decide", tmp_path, *ASK)
    draft = run("quarter", tmp_path, "--final")
    assert draft.code == 1
    assert "A question of members has no answer for this meeting: compile decide --question" in " ".join(
        draft.said.split()
    )
    assert "in the sheet Narrative" not in draft.said
    run("decide", tmp_path, "--question", "1", "--answer", "The college does.", "--on", "15/07/2008")
    assert run("quarter", tmp_path, "--final").code == 0


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (ASK[:6], "Say on which day it was asked or answered: --on 18/11/2008."),
        ((*ASK[:2], *ASK[6:]), 'Say who asked it, and where: --by "Chair of the Forum" --meeting "Scrutiny Forum".'),
        (("--question", "2", "--answer", "So.", *ASK[6:]), "There is no open question 2. compile decide lists 0."),
        (("--question", "2", *ASK[6:]), "Say what the answer to question 2 is: --answer WORDS."),
        ((*ASK, "--interim"), "Say what members are told for this meeting: --answer WORDS."),
        ((*ASK, "--approve"), "A question is entered or answered by itself: leave out what else is decided on."),
        ((*ASK, "--division", "Gardening"), "There is no division called 'Gardening'"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(tmp_path: Path, options: tuple[str, ...], why: str) -> None:
    make_town(tmp_path)
    done = run("decide", tmp_path, *options)
    assert done.code == 2
    assert why in " ".join(done.err.split())
    assert decisions(tmp_path) == ""


def test_the_same_question_is_not_kept_twice_and_no_answer_comes_before_it(tmp_path: Path) -> None:
    make_town(tmp_path)
    run("decide", tmp_path, *ASK)
    again = run("decide", tmp_path, *ASK)
    assert again.code == 2
    assert "This question of this meeting is kept already" in " ".join(again.err.split())
    early = run("decide", tmp_path, "--question", "1", "--answer", "So.", "--on", "02/06/2008")
    assert early.code == 2
    assert "An answer cannot be given before the question was asked." in " ".join(early.err.split())
