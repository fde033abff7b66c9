"""What a workbook says of itself in its places, and copies of one plan."""

from __future__ import annotations

import pytest

from tests.rules.sheets import findings_of
from tests.rules.test_workbooks import findings


def told(field: str, identity: str, label: str, cover: str) -> list[str]:
    found = findings_of(f"""**Safeguarding.xlsx**, return, sheet Cover

|   | A       | B       |
|---|---------|---------|
| 1 | {label} | {cover} |

**Safeguarding.xlsx**, return, sheet Identity

|   | A       | B          |
|---|---------|------------|
| 1 | Field   | Value      |
| 2 | {field} | {identity} |

**Safeguarding.xlsx**, return, sheet Actions

|   | A      | B                     | C      | D                      |
|---|--------|-----------------------|--------|------------------------|
| 3 | Ref    | Action                | Rating | Progress               |
| 4 | SG A01 | Visit every placement | Amber  | Nine of twelve visited |
""")
    return [f.code for f in found]


@pytest.mark.parametrize(
    ("field", "identity", "label", "cover", "code"),
    [
        ("division", "safeguarding", "Division", "Safeguarding", []),
        ("division", "safeguarding", "Division", "Planning", ["F112"]),
        ("year", "2008-09", "Year", "2008/2009", []),
        ("year", "2008-09", "Year", "2007/08", ["F112"]),
        ("period", "Q1", "Period", "Quarter 1 (April to June 2008)", []),
        ("period", "Q1", "Period", "Quarter 2", ["F112"]),
        ("department", "children", "Department", "Children's Services", []),
        ("role", "return", "Workbook", "Return", []),
    ],
)
def test_places_disagree_when_they_mean_two_things(
    field: str, identity: str, label: str, cover: str, code: list[str]
) -> None:
    assert told(field, identity, label, cover) == code


def test_the_workbooks_of_the_quarters_say_one_thing_each() -> None:
    assert [f for quarter in (1, 2) for f in findings(2008, quarter) if f.code in ("F112", "F113")] == []
