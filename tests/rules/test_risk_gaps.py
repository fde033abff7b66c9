"""The risk register, held against the rows that carry its actions out: the printed plan, and planted faults."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.domain.finding import Finding, Severity
from tests.rules.sheets import findings_of, narrowed, shown, small_profile
from tests.rules.test_workbooks import findings


def told(code: str) -> dict[str, Finding]:
    return {finding.subject: finding for finding in findings(2008, 1) if finding.code == code}


def test_what_cites_a_risk_and_is_left_out_by_the_register() -> None:
    """Each row of the register is told of once, with what cites it; nothing where its own actions do not cite it."""
    assert [f"{risk}: {f.found.split('), ')[1].split('. ')[0]}" for risk, f in told("K808").items()] == [
        "CPS6-2.1: but not CSD A012",
        "FIN6-1.6: but not CSD A018",
        "FIN6-1.11: but not CSD A017",
        "PER6-1.1: but not CSD A016",
        "POL6-2.3: but not SC A08, SC A11 and CSD A001",
        "POL6-2.4: but not LL A06 and CSD A002",
        "POL6-2.7: but not LL A06 and CSD A002",
        "POL6-2.9: but not CSD A006 and CSD A008",
        "POL6-4.5: but not CSD A014 and CSD A011",
    ]
    assert told("K808")["POL6-2.9"].found == (
        "The register names LL A02, CSD A004 and CSD A007 for POL6-2.9 ('Failure to implement Ten Year Childcare "
        "Strategy'), but not CSD A006 and CSD A008. It is cited by CSD A006, PSI A045 and PSI A046, which carry them "
        "out. The heading over CSD A006 and CSD A008 cites it too."
    )


def test_risks_that_what_carries_their_actions_out_does_not_cite() -> None:
    """JE A07 is no gap of POL6-2.4: the row that names JE A07 by mistake for JE A08 cites that risk."""
    assert [
        f"{risk}: {f.found.split(' for ')[0].removeprefix('The register names ')}" for risk, f in told("K809").items()
    ] == [
        "FIN6-1.1: CSD A017",
        "FIN6-1.6: CSD A012",
        "FIN6-1.8: HC A03, HC A04, HC A05 and HC A07",
        "FIN6-1.11: LL A07",
        "PER6-1.1: LL A02",
        "PER6-4.2: LL A04",
        "POL6- 1.11: HC A04, SC A10 and SC A11",
        "POL6-4.4: CSD A016",
    ]
    assert told("K809")["PER6-4.2"].found == (
        "The register names LL A04 for PER6-4.2 ('Failure to maintain and improve on current inspection ratin…'), "
        "but LL A04 in plan/Performance and Achievement.xlsx, which carries it out, cites other risks."
    )
    assert told("K809")["POL6-4.4"].found == (
        "The register names CSD A016 for POL6-4.4 ('Failure to cope with pressure of workload from new national…'), "
        "but PA A006, which carries it out, cites other risks. No action of any plan cites it."
    )


def test_both_are_notes_at_the_registers_row() -> None:
    both = [*told("K808").values(), *told("K809").values()]
    assert {(f.severity, f.origin.workbook, f.origin.sheet, f.origin.column) for f in both} == {
        (Severity.NOTE, "plan/Departmental.xlsx", "Risks", 3)
    }


def town(register: str, heading: str, child: str, own: str = "") -> str:
    """Risks R1 and R2: what the register names for R1, what the heading above and the row below cite, and a register
    of the lower plan with R3 in it, if there is one."""
    return f"""
**Safeguarding.xlsx**, plan, sheet Objectives

|   | A   | B                 | C                             | D                     | E      | F         |
|---|-----|-------------------|-------------------------------|-----------------------|--------|-----------|
| 3 | No. | Plan              | Departmental outcome          | Divisional objective  | Parent | Risks     |
| 4 | 1   | Departmental Plan | Enough carers for every child |                       |        | {heading} |
| 5 | 2   | Divisional Plan   | Enough carers for every child | Recruit foster carers | SG A01 |           |

**Safeguarding.xlsx**, plan, sheet Actions

|   | A      | B                 | C             | D                       | E       |
|---|--------|-------------------|---------------|-------------------------|---------|
| 3 | Ref    | Plan              | Objective No. | Action                  | Risks   |
| 4 | SG A01 | Departmental Plan | 1             | Recruit foster carers   |         |
| 5 | SG A02 | Departmental Plan | 1             | Keep foster carers      |         |
| 6 | SG A11 | Divisional Plan   | 2             | Hold four open evenings | {child} |

**Safeguarding.xlsx**, plan, sheet Risks

|   | A   | B                 | C          | D                     |
|---|-----|-------------------|------------|-----------------------|
| 3 | Ref | Plan              | For action | Risk                  |
| 4 | R1  | Departmental Plan | {register} | Too few foster carers |
| 5 | R2  | Departmental Plan | {"SG A01"} | Carers give up        |
{own}
"""


@pytest.mark.parametrize(
    ("register", "heading", "child", "codes"),
    [
        ("SG A01", "R1 R2", "R1 R2", []),
        ("SG A02", "R1 R2", "R1 R2", ["K808"]),  # the heading cites it, the register leaves SG A01 out
        ("", "R1 R2", "R1 R2", []),  # a register that names nothing leaves nothing out
        ("SG A01", "R1 R2", "R2", ["K809"]),  # cited above, and not by what carries it out
        ("SG A01", "R1 R2", "", []),  # a row that cites no risk at all is another story
        ("SG A02", "R2", "R1 R2", ["K803", "K801"]),  # neither register nor heading links it with SG A01
    ],
)
def test_the_ways_in_which_register_and_rows_differ(register: str, heading: str, child: str, codes: list[str]) -> None:
    found = [f.code for f in findings_of(town(register, heading, child)) if f.code[0] == "K"]
    assert found == codes


def test_a_plan_with_a_register_of_its_own_cites_that() -> None:
    own = "| 6 | R3  | Divisional Plan   | SG A11     | Nobody comes          |"
    assert [f for f in findings_of(town("SG A01", "R1 R2", "R3", own)) if f.code == "K809"] == []


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(6)), st.integers(0, 5), st.booleans())
def test_a_planted_fault_is_told_of_at_the_risks_row(order: list[int], where: int, in_register: bool) -> None:
    """Six actions, each with a risk that its row below cites; in one place register or row has that of another."""
    text = many(order, where, in_register)
    found = findings_of(text, narrowed(shown(text), small_profile()))
    wrong = "K808" if in_register else "K809"
    assert (wrong, f"C{4 + order.index(where)}", f"R{where + 1}") in {(f.code, f.origin.cell, f.subject) for f in found}
    assert {f.subject for f in found} <= {f"R{where + 1}", f"R{(where + 1) % 6 + 1}"}


def many(order: list[int], where: int, in_register: bool) -> str:
    other = (where + 1) % 6
    named = [other if n == where and in_register else n for n in range(6)]
    cites = [other if n == where and not in_register else n for n in range(6)]
    risks = [
        f"| {row} | R{n + 1} | Departmental Plan | SG A0{named[n] + 1} | Failure {n + 1} |"
        for row, n in enumerate(order, 4)
    ]
    upper = [f"| {n + 4} | SG A0{n + 1} | Departmental Plan | 1 | Step {n + 1} of the year | |" for n in range(6)]
    lower = [
        f"| {n + 10} | SG A1{n + 1} | Divisional Plan | {n + 2} | Half of step {n + 1} | R{cites[n] + 1} |"
        for n in range(6)
    ]
    below = [f"| {n + 5} | {n + 2} | Divisional Plan | Step {n + 1} of the year | SG A0{n + 1} | |" for n in range(6)]
    every = " ".join(f"R{n + 1}" for n in range(6))
    return "\n".join(
        [
            "**Safeguarding.xlsx**, plan, sheet Objectives\n",
            "|   | A | B | C | D | E |",
            "| 3 | No. | Plan | Divisional objective | Parent | Risks |",
            f"| 4 | 1 | Departmental Plan | | | {every} |",
            *below,
            "\n**Safeguarding.xlsx**, plan, sheet Actions\n",
            "|   | A | B | C | D | E |",
            "| 3 | Ref | Plan | Objective No. | Action | Risks |",
            *upper,
            *lower,
            "\n**Safeguarding.xlsx**, plan, sheet Risks\n",
            "|   | A | B | C | D |",
            "| 3 | Ref | Plan | For action | Risk |",
            *risks,
        ]
    )
