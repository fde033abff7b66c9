"""Placeholders, prompts, and words that were sent before."""

from __future__ import annotations

import pytest

from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings


def returned(progress: str, rating: str = "Amber", role: str = "return") -> str:
    return f"""**Safeguarding.xlsx**, {role}, sheet Actions

|   | A      | B                     | C        | D          | E            |
|---|--------|-----------------------|----------|------------|--------------|
| 3 | Ref    | Action                | Rating   | Progress   | Completed on |
| 4 | SG A01 | Visit every placement | {rating} | {progress} | 30/06/2008   |
"""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("xx", ["C215"]),
        ("To be determined", ["C215"]),
        ("Costs rose to £XXk in May", ["C215"]),
        ("[insert figure] visits were made", ["C215"]),
        ("The dates are to be confirmed by the partners", []),
        ("Chapter XX of the report was read", []),
        ("[officer to write: what was done]", ["C216"]),
        ("Who knows what comes next???", ["C215"]),
    ],
)
def test_what_keeps_a_place_is_told_from_what_only_sounds_like_it(words: str, told: list[str]) -> None:
    assert [f.code for f in findings_of(returned(words))] == told


@pytest.mark.parametrize(
    ("before", "now", "rating", "told"),
    [
        ("Nine of twelve visited", "Nine of twelve visited", "Amber", ["C217"]),
        ("Nine of twelve visited", "nine of  twelve visited.", "Amber", ["C217"]),
        ("Nine of twelve visited", "Ten of twelve visited", "Amber", []),
        ("All were visited in March", "All were visited in March", "Green", []),
        ("No change", "No change", "Amber", []),
    ],
)
def test_copied_words_are_told_unless_there_is_nothing_new_to_say(
    before: str, now: str, rating: str, told: list[str]
) -> None:
    found = findings_of(returned(now, rating) + "\n" + returned(before, rating, "last return"))
    assert [f.code for f in found if f.code == "C217"] == told


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("To be determined", "note"),
        ("To be set by May 2008", "warning"),
        ("xx%", "warning"),
        ("Monitor", ""),
        ("45%", ""),
    ],
)
def test_a_target_that_is_still_to_come_is_a_note_until_its_time_has_passed(target: str, told: str) -> None:
    found = findings_of(f"""**Safeguarding.xlsx**, plan, sheet Indicators

|   | A     | B                   | C              |
|---|-------|---------------------|----------------|
| 3 | Ref   | Definition          | Target 2008/09 |
| 4 | NI 59 | Assessments in time | {target}       |
""")
    assert [f.severity.value for f in found if f.code == "C215"] == ([told] if told else [])


def test_the_returns_and_plans_hold_nothing_left_over() -> None:
    told = [f for quarter in (1, 2) for f in findings(2008, quarter) if f.code in ("C215", "C216", "C217")]
    assert told == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Where it is annual please indicate so in the 'Quarter 1 Target' column. More follows.",
            ["'please indicate so in the 'Quarter 1 Target' column' tells the author how to fill in a form."],
        ),
        (
            "Yes / No (delete as appropriate)",
            ["'delete as appropriate' tells the author how to fill in a form."],
        ),
        (
            "Insert the objectives identified for this service into the following grid",
            [
                "'Insert the objectives identified for this service into the following grid' tells the author how to "
                "fill in a form."
            ],
        ),
        ("Please note that figures are for academic years.", []),
        ("Parents were asked to complete the form below.", []),
        ("Insert new lamps in the street", []),
    ],
)
def test_an_instruction_to_the_author_is_told_and_no_request_to_the_public(words: str, told: list[str]) -> None:
    head = "|   | A | B |\n|---|---|---|\n| 3 | Heading | Text |\n"
    sheet = f"**Safeguarding.xlsx**, plan, sheet Plan text\n\n{head}| 4 | Indicators | {words} |\n"
    assert [f.found for f in findings_of(sheet) if f.code == "C219"] == told
