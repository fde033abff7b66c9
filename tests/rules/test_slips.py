"""Slips of the pen: what the plans' own words prove, and what is only alike."""

from __future__ import annotations

import pytest

from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings


def test_what_the_plans_prove_to_be_slips() -> None:
    told = {f.found: [str(o) for o in f.others] for f in findings(2008, 1) if f.code == "W906"}
    assert told == {
        "'Emotion' stands in 3 cells and nowhere else; plan/Departmental.xlsx, Risks, D19 has 'for pupils with "
        "emotional and behavioural'.": [
            "plan/Planning and Service Integration.xlsx, Indicators, D42",
            "plan/Safeguarding and Specialist Services.xlsx, Indicators, D6",
            "plan/Departmental.xlsx, Risks, D19",
        ],
        "'GCE' stands in 2 cells and nowhere else; plan/Departmental.xlsx, Indicators, D42 has 'C grades at GCSE and "
        "equivalent'.": [
            "plan/Performance and Achievement.xlsx, Indicators, D9",
            "plan/Departmental.xlsx, Indicators, D42",
        ],
        "'Math' stands in 2 cells and nowhere else; plan/Departmental.xlsx, Indicators, D37 has 'both English and "
        "Maths at Key'.": [
            "plan/Performance and Achievement.xlsx, Indicators, D11",
            "plan/Departmental.xlsx, Indicators, D37",
        ],
        "'misues' stands in 1 cell and nowhere else; plan/Departmental.xlsx, Actions, D6 has 'an appropriate "
        "substance misuse treatment plan'.": ["plan/Departmental.xlsx, Actions, D6"],
    }


def actions(*words: str) -> str:
    rows = "".join(f"| {row} | SG A{row:02} | {text} |\n" for row, text in enumerate(words, 4))
    return f"**Safeguarding.xlsx**, plan, sheet Actions\n\n|   | A | B |\n|---|---|---|\n| 3 | Ref | Action |\n{rows}"


def returned(*words: str) -> str:
    """A return of as many rows, with these words of progress; the words of the actions are the plan's."""
    rows = "".join(f"| {row} | SG A{row:02} | As planned | Green | {text} |\n" for row, text in enumerate(words, 4))
    head = "|   | A | B | C | D |\n|---|---|---|---|---|\n| 3 | Ref | Action | Rating | Progress |\n"
    return f"**Safeguarding.xlsx**, return, sheet Actions\n\n{head}{rows}"


@pytest.mark.parametrize(
    "words",
    [
        ("Open one children's centre", "Open two children's centres", "Run three children's centres"),
        ("Meet the carers of children", "Meet the careers of children", "Pay the carers of children"),
        (
            "Help parents to teach children and young people",
            "Fund harder to reach children and young people",
            "Find harder to reach children and young people",
            "Review teaching",
        ),
        (
            "Raise the number of young people in work",
            "Raise the numbers of young people in work",
            "Cut the number of young people in work",
            "Know the number of young people in work",
        ),
        ("Charge for the change", "Change for the better", "Make the change", "See the change"),
        ("Train staff for substance misues",),
    ],
)
def test_words_that_are_only_alike_are_left_alone(words: tuple[str, ...]) -> None:
    assert [f.found for f in findings_of(actions(*words))] == []


def test_a_slip_in_a_return_is_told_to_its_team() -> None:
    plan = actions("Agree a substance misuse treatment plan", "Fund a substance misuse treatment plan", "Open a clinic")
    (finding,) = findings_of(plan + "\n" + returned("Agreed in May", "Funded", "Training on substance misues held"))
    assert (finding.code, finding.audience.value, finding.severity.value, finding.origin.cell) == (
        "W906",
        "team",
        "note",
        "D6",
    )
    assert finding.found == (
        "'misues' stands in 1 cell and nowhere else; Safeguarding.xlsx, Actions, B4 has 'Agree a substance misuse "
        "treatment plan'."
    )
    assert finding.remedy == "If 'misuse' is meant, correct it."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Review of the the service", ["'the' stands twice in succession: 'Review of the the service'."]),
        ("See that that is done, and had had its time", []),
        ("None NONE", ["All of 'None NONE' stands there twice."]),
        (
            "Better value for money in the services Better values for money in the services",
            [
                "All of 'Better value for money in the services Better values for money in the services' stands "
                "there twice."
            ],
        ),
        ("Day by day day by night", ["'day' stands twice in succession: 'Day by day day by night'."]),
        ("Sure Start, start and finish; fortnight by-by", []),
    ],
)
def test_a_word_twice_in_succession(words: str, told: list[str]) -> None:
    assert [f.found for f in findings_of(actions(words)) if f.code == "W909"] == told
