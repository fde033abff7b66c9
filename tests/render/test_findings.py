"""Findings as people and programs are told them, compared whole."""

from __future__ import annotations

import json
from dataclasses import replace

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.origin import Origin
from compiler.render.findings import counts, findings_concise, findings_json, findings_text

BLANK = Finding(
    code="R301",
    severity=Severity.ERROR,
    origin=Origin("Safeguarding.xlsx", "Actions", 17, 6),
    found="'Rating' is blank.",
    allowed="Every action needs one of Red, Amber or Green.",
    remedy="Choose one from the list in the cell.",
    subject="SG A07",
    division="safeguarding",
)
LATE = Finding(
    code="C201",
    severity=Severity.ERROR,
    origin=Origin("Safeguarding.xlsx", "Actions", 5, 9),
    found="'31/06/2008' under 'Completed on' cannot be read as a date: June 2008 has no day 31.",
    allowed="Allowed is a single day.",
    remedy="Did you mean '30 June 2008'? Enter the day, month and year.",
    example="30/06/2008",
    value="31/06/2008",
    subject="SG A02",
    division="safeguarding",
)
HIDDEN = Finding(
    code="T408",
    severity=Severity.NOTE,
    origin=Origin("Safeguarding.xlsx", "Actions"),
    found="3 rows of this sheet are hidden.",
    allowed="Hidden rows are read and counted like all others.",
    remedy="Clear the filter or unhide them, and see whether they belong.",
)
GATE = Finding(
    code="F101",
    severity=Severity.ERROR,
    origin=Origin("Resources.xlsx"),
    found="Resources.xlsx is a PDF document.",
    allowed="",
    remedy="Send the workbook that it was made from.",
)
PLANNED = replace(
    BLANK,
    code="R305",
    severity=Severity.WARNING,
    found="'Due' is blank.",
    allowed="The plan gives it for every action.",
    remedy="List it for amendment of the plan.",
    audience=Audience.PLAN,
)
TWICE = Finding(
    code="T411",
    severity=Severity.ERROR,
    origin=Origin("Planning.xlsx", "Risks", 9),
    found="This row stands in row 4 too.",
    allowed="Each row of the plan is returned once.",
    remedy="Keep the row that is right and delete the other.",
    subject="R3",
    others=(Origin("Planning.xlsx", "Risks", 4),),
)


def at(finding: Finding, row: int, column: int, subject: str) -> Finding:
    return replace(finding, origin=replace(finding.origin, row=row, column=column), subject=subject)


ALL = (TWICE, HIDDEN, LATE, BLANK, at(BLANK, 19, 6, "SG A09"), at(BLANK, 19, 9, "SG A09"), PLANNED, GATE)


def test_text_tells_wrong_files_first_then_each_workbook_errors_first_like_with_like() -> None:
    assert (
        findings_text(ALL)
        == """\
This file cannot be used

  Resources.xlsx (F101)
    Resources.xlsx is a PDF document.
    → Send the workbook that it was made from.

Planning.xlsx: 1 error

  Error T411 · Risks, row 9 (R3)
    This row stands in row 4 too.
    Each row of the plan is returned once.
    → Keep the row that is right and delete the other.

Safeguarding.xlsx: 4 errors and 1 note

  Error C201 · Actions, I5 (SG A02)
    '31/06/2008' under 'Completed on' cannot be read as a date: June 2008 has no day 31.
    Allowed is a single day.
    → Did you mean '30 June 2008'? Enter the day, month and year. For example: 30/06/2008.

  Error R301 · Actions, F17 (SG A07), F19 (SG A09), I19 (SG A09)
    'Rating' is blank.
    Every action needs one of Red, Amber or Green.
    → Choose one from the list in the cell.

  Note T408 · Actions
    3 rows of this sheet are hidden.
    Hidden rows are read and counted like all others.
    → Clear the filter or unhide them, and see whether they belong.

Safeguarding.xlsx (approved plan): 1 warning

  Warning R305 · Actions, F17 (SG A07)
    'Due' is blank.
    The plan gives it for every action.
    → List it for amendment of the plan.

6 errors, 1 warning and 1 note in 3 workbooks.
"""
    )


def test_text_is_folded_to_the_width_that_is_asked_for() -> None:
    assert (
        findings_text([LATE], width=60)
        == """\
Safeguarding.xlsx: 1 error

  Error C201 · Actions, I5 (SG A02)
    '31/06/2008' under 'Completed on' cannot be read as a
    date: June 2008 has no day 31.
    Allowed is a single day.
    → Did you mean '30 June 2008'? Enter the day, month and
      year. For example: 30/06/2008.

1 error in 1 workbook.
"""
    )


def test_two_wrong_files_stand_under_one_heading() -> None:
    other = replace(GATE, origin=Origin("Housing.xlsx"), found="Housing.xlsx is empty.", remedy="Send it again.")
    assert (
        findings_text([GATE, other])
        == """\
These files cannot be used

  Resources.xlsx (F101)
    Resources.xlsx is a PDF document.
    → Send the workbook that it was made from.

  Housing.xlsx (F101)
    Housing.xlsx is empty.
    → Send it again.

2 errors in 2 workbooks.
"""
    )


def test_nothing_found_is_said_in_words_and_takes_no_line() -> None:
    assert findings_text([]) == "Nothing to put right.\n"
    assert findings_concise([]) == ""
    assert findings_json([]) == "[]\n"
    assert counts([]) == "Nothing to put right."


def test_concise_is_one_line_each_whatever_the_cell_holds() -> None:
    broken = replace(HIDDEN, found="a\nb\x85c\x00d", allowed="", remedy="")
    assert findings_concise([BLANK, broken, GATE]) == (
        "Safeguarding.xlsx, Actions, F17 (SG A07): error R301: 'Rating' is blank. Every action needs one of Red, Amber "
        "or Green. Choose one from the list in the cell.\n"
        "Safeguarding.xlsx, Actions: note T408: a b cd\n"
        "Resources.xlsx: error F101: Resources.xlsx is a PDF document. Send the workbook that it was made from.\n"
    )


def test_json_has_every_key_for_every_finding() -> None:
    assert json.loads(findings_json([LATE, TWICE])) == [
        {
            "code": "C201",
            "severity": "error",
            "audience": "team",
            "gate": False,
            "division": "safeguarding",
            "workbook": "Safeguarding.xlsx",
            "sheet": "Actions",
            "cell": "I5",
            "row": 5,
            "column": 9,
            "subject": "SG A02",
            "heading": "",
            "value": "31/06/2008",
            "beside": [],
            "found": "'31/06/2008' under 'Completed on' cannot be read as a date: June 2008 has no day 31.",
            "allowed": "Allowed is a single day.",
            "remedy": "Did you mean '30 June 2008'? Enter the day, month and year.",
            "example": "30/06/2008",
            "message": LATE.message,
            "others": [],
            "cause": None,
        },
        {
            "code": "T411",
            "severity": "error",
            "audience": "team",
            "gate": False,
            "division": "",
            "workbook": "Planning.xlsx",
            "sheet": "Risks",
            "cell": "row 9",
            "row": 9,
            "column": 0,
            "subject": "R3",
            "heading": "",
            "value": "",
            "beside": [],
            "found": "This row stands in row 4 too.",
            "allowed": "Each row of the plan is returned once.",
            "remedy": "Keep the row that is right and delete the other.",
            "example": "",
            "message": TWICE.message,
            "others": [
                {
                    "workbook": "Planning.xlsx",
                    "sheet": "Risks",
                    "cell": "row 4",
                    "row": 4,
                    "column": 0,
                    "heading": "",
                    "value": "",
                    "beside": [],
                }
            ],
            "cause": None,
        },
    ]
