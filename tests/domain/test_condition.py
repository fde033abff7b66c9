"""Conditions on a row: what holds of blanks, words, dates and verdicts, and what of cells that cannot be read."""

from __future__ import annotations

import datetime as dt

import pytest

from compiler.domain.condition import (
    All,
    Begins,
    Condition,
    Due,
    Ends,
    Filled,
    Judged,
    Not,
    Row,
    Says,
    Some,
    Unlisted,
    Unsaid,
    holds,
)  # fmt: skip
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.verdict import Outcome, Verdict
from compiler.domain.when import read_when

WHERE = Origin("A.xlsx", "Actions", 5, 1)
JUNE, JULY = dt.date(2008, 6, 30), dt.date(2008, 7, 1)


def said(words: str, state: State = State.VALUE) -> Entry:
    return Entry(words, state, words if state is State.VALUE else None, WHERE)


def dated(words: str) -> Entry:
    return Entry(words, State.VALUE, read_when(words), WHERE)


RECORD = Record(
    Kind.ACTION,
    "divisional",
    "strategy",
    "a1",
    WHERE,
    {
        "rating": said(" RED."),
        "reason": said("", State.BLANK),
        "remedy": said("N/A", State.NOT_APPLICABLE),
        "score": said("Rde", State.UNREADABLE),
        "broken": said("#REF!", State.UNREADABLE),
        "completed": dated("Jul 2008"),
        "revised": said("soon", State.UNREADABLE),
    },
)
APPROVED = Record(Kind.ACTION, "divisional", "strategy", "a1", WHERE, {"due": dated("Jun 2008")})
ROW = Row(RECORD, APPROVED, lambda: Verdict(Outcome.MISSED, "5 against 6"))
RED = Says("rating", frozenset({"red"}))


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        (Unsaid("reason"), True),
        (Unsaid("nowhere"), True),
        (Unsaid("remedy"), False),
        (Unsaid("remedy", frozenset({"n/a"})), True),
        (Unsaid("rating", frozenset({"red"})), False),
        (RED, True),
        (Says("rating", frozenset({"green"})), False),
        (Unlisted("score", frozenset({"h"})), True),
        (Unlisted("broken", frozenset({"h"})), False),
        (Unlisted("rating", frozenset({"red"})), False),
        (Begins("completed", JUNE), True),
        (Begins("completed", JULY), False),
        (Begins("revised", JUNE), False),
        (Ends("completed", dt.date(2008, 8, 1)), True),
        (Ends("completed", dt.date(2008, 7, 31)), False),
        (Ends("revised", JULY), False),
        (Due("due", JUNE), True),
        (Due("due", dt.date(2008, 6, 29)), False),
        (Due("completed", JULY), False),
        (Judged(Outcome.MISSED), True),
        (Judged(Outcome.MET), False),
        (Filled(6), True),
        (Filled(7), False),
        (All((RED, Unsaid("reason"))), True),
        (All((RED, Unsaid("score"))), False),
        (Some((Unsaid("score"), RED)), True),
        (Some((Unsaid("score"), Not(RED))), False),
        (Not(Unsaid("score")), True),
    ],
)
def test_what_holds_of_a_row(condition: Condition, held: bool) -> None:
    assert holds(condition, ROW) is held
