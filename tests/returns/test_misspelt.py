"""Headings with a slip of the keys in them are known; those that say something else are not."""

from __future__ import annotations

import pytest

from compiler.returns.misspelt import is_misspelt
from tests.consolidate.rows import base_profile


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Progess this quarter", "Progress this quarter"),
        ("PROGRES THIS QUATER", "Progress this quarter"),
        ("Ratign", "Rating"),
        ("Ratings", "Rating"),
        ("Comentary", "Commentary"),
        ("Resposible oficer", "Responsible officer"),
        ("Complted on", "Completed on"),
    ],
)
def test_a_slip_of_the_keys_is_known(typed: str, meant: str) -> None:
    assert is_misspelt(typed, meant)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Rating", "Rating"),
        ("Q1 target", "Q2 target"),
        ("Target 2007/08", "Target 2008/09"),
        ("Figure last month", "Figure this month"),
        ("Red when", "Green when"),
        ("By whom", "By when"),
        ("Last review", "Next review"),
        ("Score now", "Score new"),
        ("Plan", "Place"),
        ("Ref", "Res"),
        ("Progress made", "Progress"),
        ("Red, why", "Why (if red)"),
        ("", "Rating"),
    ],
)
def test_other_words_are_other_headings(typed: str, other: str) -> None:
    assert not is_misspelt(typed, other)


def test_no_heading_of_the_form_could_be_a_slip_of_another_on_its_sheet() -> None:
    taken = [
        (sheet.key, one, other)
        for sheet in base_profile().sheets
        for column in sheet.columns
        for one in (column.heading, *column.aliases)
        for another in sheet.columns
        for other in (another.heading, *another.aliases)
        if another is not column and is_misspelt(one, other)
    ]
    assert taken == []
