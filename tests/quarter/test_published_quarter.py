"""Quarter 4 of 2007/08, from the committed workbooks to the Word file: the figures that the council published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.quarter.conftest import Quarter
from tests.quarter.running import tables, told

KEPT = Path(__file__).parent / "hartlepool-2007-08-Q4.txt"


@pytest.fixture(scope="module")
def text(published: Quarter) -> str:
    return told(published.word)


def test_the_whole_report(text: str) -> None:
    """With REWRITE_GOLDEN=1 in the environment the text is kept anew, to be read."""
    if os.environ.get("REWRITE_GOLDEN"):
        KEPT.write_text(text, encoding="utf-8")
    assert text == KEPT.read_text(encoding="utf-8")


def test_the_tables_are_those_that_were_published(published: Quarter) -> None:
    found = tables(published.word)
    ours = {caption.partition(": ")[2]: rows for caption, rows in found.items()}
    assert ours["Departmental Plan actions by rating, Quarter 4 2007/08"] == [
        ("▼ Red", "0", "0%"),
        ("● Amber", "9", "47.4%"),
        ("▲ Green", "10", "52.6%"),
        ("Total", "19", "100%"),
    ]
    assert ours["Departmental Plan indicators by rating, Quarter 4 2007/08"] == [
        ("▼ Red", "16", "50%"),
        ("● Amber", "0", "0%"),
        ("▲ Green", "11", "34.4%"),
        ("– Reported annually", "5", "15.6%"),
        ("Total", "32", "100%"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Since Quarter 3, eight further actions have been completed.",
        "Four of these relate to the outcome “Achieve Economic Wellbeing”:",
        "One of these relates to the outcome “Be Healthy”:",
        "Three of these relate to the outcome “Stay Safe”:",
        "One action has moved from Red to Amber.",
        "Since Quarter 3, seven more indicators have met their targets.",
    ],
)
def test_what_changed_is_what_was_published(sentence: str, text: str) -> None:
    assert text.count(sentence) == 1


def test_the_totals_of_the_operational_plans_are_those_that_were_published(published: Quarter) -> None:
    [rows] = [rows for caption, rows in tables(published.word).items() if "totals by rating, as published" in caption]
    assert rows == [
        ("▼ Red", "not published", "8%"),
        ("● Amber", "not published", "18%"),
        ("▲ Green", "not published", "74%"),
        ("Total", "451", "100%"),
    ]


def test_it_is_no_draft_and_nothing_is_found(published: Quarter, text: str) -> None:
    assert "DRAFT" not in text
    assert published.view.findings == ()
