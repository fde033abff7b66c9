"""What a plan asks for anew under each objective is no second reference for one piece of work."""

from __future__ import annotations

import pytest

from tests.rules.sheets import findings_of

PLAN = """
**Safeguarding.xlsx**, plan, sheet Actions

|     | A      | B               | C             | D                            | E               | F     |
|-----|--------|-----------------|---------------|------------------------------|-----------------|-------|
| 3   | Ref    | Plan            | Objective No. | Action                       | Officer         | PIs   |
| 4   | SG A01 | Divisional Plan | 1             | Review the data on every gap | Head of Care    | NI 60 |
| 5   | SG A02 | Divisional Plan | {under}       | Review the data on every gap | {officer}       | {pis} |
"""


@pytest.mark.parametrize(
    ("under", "officer", "pis", "told"),
    [
        ("2", "Head of Schools", "NI 60", []),
        ("2", "Head of Care", "NI 61", []),
        ("2", "Head of Care", "NI 60", ["G614"]),
        ("2", "Head of Care", "", ["G614"]),
        ("1", "Head of Schools", "NI 61", ["G614"]),
    ],
)
def test_the_same_words_under_another_objective(under: str, officer: str, pis: str, told: list[str]) -> None:
    found = findings_of(PLAN.format(under=under, officer=officer, pis=pis))
    assert [finding.code for finding in found if finding.code == "G614"] == told
