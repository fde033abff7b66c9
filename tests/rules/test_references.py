"""References in one form, and letters in one alphabet."""

from __future__ import annotations

import pytest

from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("NI 59", []),
        ("NI 59, 60", []),
        ("NI 59 – 60", []),
        ("NI 59 and NI 60", []),
        ("NI59", ["C212"]),
        ("NI 59 -", ["C213"]),
        ("N\u0406 59", ["C212", "C214"]),
    ],
)
def test_only_what_a_search_would_miss_is_told(typed: str, told: list[str]) -> None:
    found = findings_of(f"""**Safeguarding.xlsx**, plan, sheet Actions

|   | A      | B                     | C       |
|---|--------|-----------------------|---------|
| 3 | Ref    | Action                | PIs     |
| 4 | SG A01 | Visit every placement | {typed} |
""")
    assert [f.code for f in found if f.code[0] == "C"] == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Visits by the \u0421AMHS team", ["C214"]),
        ("Visits with Ayşe Yıldız and Łukasz", []),
        ("A letter in Русский was sent", []),
        ("Above the α level", []),
    ],
)
def test_words_of_other_languages_are_left_alone(words: str, told: list[str]) -> None:
    found = findings_of(f"""**Safeguarding.xlsx**, return, sheet Actions

|   | A      | B                     | C      | D       |
|---|--------|-----------------------|--------|---------|
| 3 | Ref    | Action                | Rating | Progress |
| 4 | SG A01 | Visit every placement | Amber  | {words} |
""")
    assert [f.code for f in found] == told


def test_the_plans_are_told_once_for_each_column() -> None:
    told = [f for f in findings(2008, 1) if f.code == "C212"]
    places = {(f.origin.workbook.removeprefix("plan/"), f.origin.cell, 1 + len(f.others)) for f in told}
    assert places == {
        ("Departmental.xlsx", "G8", 3),
        ("Departmental.xlsx", "A13", 1),
        ("Departmental.xlsx", "F4", 1),
        ("Performance and Achievement.xlsx", "H16", 1),
        ("Planning and Service Integration.xlsx", "G18", 1),
        ("Planning and Service Integration.xlsx", "G56", 1),
        ("Resources and Support Services.xlsx", "G6", 1),
        ("Resources and Support Services.xlsx", "H4", 4),
        ("Safeguarding and Specialist Services.xlsx", "H4", 20),
    }


def test_pieces_that_cannot_be_read_for_one_reason_are_told_together() -> None:
    (finding,) = findings_of(
        """
**Safeguarding.xlsx**, plan, sheet Actions

|     | A      | B                     | C            |
|-----|--------|-----------------------|--------------|
| 3   | Ref    | Action                | PIs          |
| 4   | SG A01 | Visit every placement | NIS 59, NJ 6 |
"""
    )
    assert finding.found == ("Under 'PIs' no reference can be read from 'NIS 59' and 'NJ 6' (no such scheme is known).")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("NI 057", "'NI 057' under 'PIs' is in another form. Read as meant: NI 57."),
        ("NI057 and NI 58", "'NI057' under 'PIs' is in another form. Read as meant: NI 57."),
        ("NI 57, 058", ""),
        ("NI 50, NI 60-62", ""),
        ("NI 57 (LPI 07)", "'LPI 07' under 'PIs' is in another form. Read as meant: LPI 7."),
    ],
)
def test_noughts_in_front_are_another_form_where_the_family_has_none(cell: str, said: str) -> None:
    text = f"""
**Safeguarding.xlsx**, plan, sheet Actions

|     | A      | B                     | C      |
|-----|--------|-----------------------|--------|
| 3   | Ref    | Action                | PIs    |
| 4   | SG A01 | Visit every placement | {cell} |
"""
    assert [f"{f.found} {f.allowed}" for f in findings_of(text) if f.code == "C212"] == ([said] if said else [])


def test_a_reference_with_fewer_digits_than_its_family_has_is_in_another_form() -> None:
    found = findings_of(
        """
**Safeguarding.xlsx**, plan, sheet Actions

|     | A      | B                     |
|-----|--------|-----------------------|
| 3   | Ref    | Action                |
| 4   | SG A1  | Visit every placement |
| 5   | SG A02 | Recruit foster carers |
"""
    )
    assert [(f.code, f.severity.value, f.found, f.allowed) for f in found] == [
        ("C212", "note", "'SG A1' under 'Ref' is in another form.", "Read as meant: SG A01.")
    ]
