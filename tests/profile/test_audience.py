"""Who reads papers of their own: what a profile says of them, and its mistakes at their lines."""

from __future__ import annotations

from pathlib import Path

from compiler.domain.record import Kind
from compiler.profile.audience import Audience
from compiler.profile.limits import Limits
from compiler.profile.load import Loaded
from tests.profile.test_load import BASE
from tests.profile.test_weighing import loaded

BOARD = """
[report.limits]
table_rows = 8
list_points = 4

[audience.board]
body = "Children's Board"
title = "Major change: {period}"
template = "board.docx"
parts = ["face", "exceptions"]
periods = ["Q2", "Q4"]
tiers = ["divisional"]
kinds = ["action", "indicator"]
where = { "actions.reference" = ["Jones", "Smith"] }
only = "exceptions"
withhold = ["due"]
words = { purpose = "To inform the board." }
limits = { table_rows = 0 }
"""


def board(tmp_path: Path, text: str) -> Loaded:
    return loaded(tmp_path, BASE.replace("[tier", '[block.purpose]\nname = "Purpose"\n[tier', 1) + text)


def test_an_audience_says_what_its_paper_covers_and_keeps_the_limits_that_it_does_not_set(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "board.docx").touch()
    found = board(tmp_path, BOARD)
    assert found.problems == ()
    assert found.profile is not None
    (only,) = found.profile.audiences
    assert only == Audience(
        key="board",
        body="Children's Board",
        title="Major change: {period}",
        template="board.docx",
        parts=("face", "exceptions"),
        periods=("Q2", "Q4"),
        tiers=("divisional",),
        kinds=(Kind.ACTION, Kind.INDICATOR),
        where={"actions.reference": ("Jones", "Smith")},
        only="exceptions",
        withhold=("due",),
        words={"purpose": "To inform the board."},
        limits=Limits(table_rows=0, list_points=4),
    )
    assert [only.due_in(period) for period in ("Q1", "Q2")] == [False, True]


def test_every_mistake_is_placed_with_the_nearest_right_name(tmp_path: Path) -> None:
    text = """
[audience.Board]
body = "Board"
tiers = ["divisionl"]
kinds = ["objective"]
where = { "actions.referenc" = ["Jones"] }
withhold = ["reference", "salary"]
periods = ["Q5"]
words = { purpos = "To inform." }
document = "minutes"
limits = { table_rows = -1 }

[audience.report]
body = "Members"
audience = "x"

[audience.nobody]
title = "Nobody's"
"""
    found = board(tmp_path, text)
    assert [str(each).partition("profile.toml, ")[2] for each in found.problems] == EXPECTED


EXPECTED = [
    "line 32: audience.report.audience: the key 'audience' is not known here; known keys are body, divisions, "
    "document, each, kinds, limits, only, parts, periods, report_of, section, subject, template, tiers, title, where, "
    "withhold, words",
    "line 34: audience.nobody: the key 'body' is missing",
    "line 19: audience.Board: the key names a file: write it in small letters, digits and hyphens, as in "
    "scrutiny-panel",
    "line 21: audience.Board.tiers: 'divisionl' is no tier of this format; did you mean 'divisional'?",
    "line 22: audience.Board.kinds: 'objective' is no kind that a paper covers; there are action, indicator, risk",
    "line 23: audience.Board.where: 'actions.referenc' is no column of this format, written as sheet.column; "
    "did you mean 'actions.reference'?",
    "line 24: audience.Board.withhold: 'salary' is no column of this format; there are reference, due",
    "line 26: audience.Board.words: 'purpos' is no block of the narrative; did you mean 'purpose'?",
    "line 25: audience.Board.periods: 'Q5' is no period of this format's year; there are Q1, Q2, Q3, Q4",
    "line 27: audience.Board.document: 'minutes' is no document of sources.toml; there are none",
    "line 28: audience.Board.limits.table_rows: a limit is a whole number, and 0 sets none",
    "line 30: audience.report: 'report' is the name of another file or folder of the output; choose another",
]


def test_words_that_are_the_same_in_every_period_belong_to_a_block(tmp_path: Path) -> None:
    found = board(tmp_path, '[report.words]\npurpose = "To inform."\nrout = "The meeting."\n')
    assert [str(each).partition("profile.toml, ")[2] for each in found.problems] == [
        "line 20: report.words.rout: 'rout' is no block of the narrative; there are purpose"
    ]
