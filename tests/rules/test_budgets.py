"""Amounts that two budget tables give otherwise, and the lines that only look like the same amount."""

from __future__ import annotations

import pytest

from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings

HEAD = "|   | A | B | C | D | E |\n|---|---|---|---|---|---|\n| 3 | Table | Line | Measure | Amount | Unit |\n"


def plan(name: str, *lines: str) -> str:
    rows = "".join(f"| {row} | {line} |\n" for row, line in enumerate(lines, 4))
    return f"**{name}.xlsx**, plan, sheet Resources\n\n{HEAD}{rows}\n"


def told(text: str) -> list[tuple[str, str, str, str]]:
    return [(f.code, f.severity.value, str(f.origin), f.found) for f in findings_of(text)]


def test_the_amount_that_most_tables_give_is_the_one_the_others_are_held_against() -> None:
    text = plan(
        "Planning",
        "Summary | Safeguarding | Net budget | 10.946 | £m",
        "Services | Safeguarding | Net | 10.596 | £m",
        "Budget | Safeguarding | Net total | £10,946,000 |",
    )
    assert told(text) == [
        (
            "W911",
            "note",
            "Planning.xlsx, Resources, D5",
            "'10.596' (£m) as 'Net' for 'Safeguarding', but 'Summary' gives '10.946' (£m) as 'Net budget' for "
            "'Safeguarding' (Planning.xlsx, Resources, D4).",
        )
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Services | Safeguarding | Net budget | 10.9 | £m",
        "Services | Safeguarding | Net budget | (10,946) | £000",
        "Services | Safeguarding | Gross budget | 12.100 | £m",
        "Services | Safeguarding | Revised net budget | 12.100 | £m",
        "Services | Safeguarding | Net budget 2007/08 | 12.100 | £m",
        "Services 2007/08 | Safeguarding | Net budget | 12.100 | £m",
        "From 2007/08 to 2008/09 | Safeguarding | Net budget | 12.100 | £m",
        "Grants | Safeguarding | Net budget | 0.300 | £m",
        "Services | Safeguarding: fostering | Net budget | 0.300 | £m",
        "Services | Fostering | Net budget | 0.300 | £m",
        "Services | Safeguarding | Net budget | 12.100 |",
        "Services | Safeguarding | Share | 12.100 | £m",
        "Summary | Safeguarding | Net budget | 0.100 | £m",
    ],
)
def test_other_amounts_of_the_same_division_are_left_alone(other: str) -> None:
    assert told(plan("Planning", "Summary | Safeguarding | Net budget | 10.946 | £m", other)) == []


def test_a_service_in_the_tables_of_two_plans_is_the_part_that_each_has() -> None:
    first, second = (plan(name, f"Resources | Total net cost | 2008/09 | £ {amount} |") for name, amount in PARTS)
    assert told(first + second) == []


PARTS = (("Planning", "862,648"), ("Safeguarding", "96,100"))


def test_thousands_are_read_as_thousands() -> None:
    text = plan("Planning", "Summary | Safeguarding | Net | 10.9 | £m")
    text += plan("Safeguarding", "Summary | Safeguarding | Net | 9,100 | £'000")
    assert [(code, weight, place) for code, weight, place, _ in told(text)] == [
        ("W911", "warning", "Safeguarding.xlsx, Resources, D4")
    ]


def test_the_printed_plans_agree_on_the_net_departmental_budget() -> None:
    assert [finding for finding in findings(2008, 1) if finding.code == "W911"] == []
