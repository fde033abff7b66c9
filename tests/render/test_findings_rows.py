"""Findings told with their rows: the cell pointed at, both sides of a story, and narrow terminals."""

from __future__ import annotations

from dataclasses import replace

from compiler.domain.origin import Origin
from compiler.domain.returned import Role
from compiler.render.findings import Rows, findings_json, findings_text
from tests.render.findings_shown import (
    APPROVED,
    BLANK,
    CARE,
    GATE,
    HELPED,
    PERIOD,
    PLAN,
    RETURN,
    ROWS,
    SHEET,
    TWO_TARGETS,
    UNLISTED,
    WHOLE,
    book,
)
from tests.rules.sheets import small_profile


def test_findings_stand_under_their_sheet_with_the_row_and_an_arrow_at_the_cell() -> None:
    later = replace(BLANK, origin=Origin(CARE, "Actions", 9, 4), subject="SG A05")
    assert (
        findings_text([GATE, WHOLE, HELPED, UNLISTED, BLANK, later, TWO_TARGETS, SHEET], rows=ROWS)
        == """\
This file cannot be used

  Old.xlsx (F101)
    Old.xlsx is a PDF document.
    → Send the workbook.

Care & Support.xlsx: 3 errors, 2 warnings and 2 notes

  Warning F110 · the whole workbook
    It is of another version.
    → Ask for a new one.

  Actions

    Error C206 · D5 (SG A01)
        A5 │ Ref    │ SG A01
        B5 │ Action │ Visit every placement twice a year, once of these without notice, and tell …
      → D5 │ Rating │ Ambr
      'Ambr' under 'Rating' is not in the list.
      Allowed are Red, Amber or Green.
      → Did you mean 'Amber'? Choose one from the list in the cell.

    Error R301 · D6 (SG A02), D9 (SG A05)
        A6 │ Ref    │ SG A02
        B6 │ Action │ Recruit foster carers
      → D6 │ Rating │ (blank)
      'Rating' is blank.
      Every action needs one of Red, Amber or Green.
      → Choose one from the list in the cell.

    Note C208 · C5 (SG A01)
        A5 │ Ref    │ SG A01
        B5 │ Action │ Visit every placement twice a year, once of these without notice, and tell …
      → C5 │ Due    │ Mar 2009
      'Mar 2OO9' under 'Due' was read as March 2009, 100% sure.

  Indicators

    Warning X504 · C4 (NI 59)
        A4 │ Ref            │ NI 59
        B4 │ Definition     │ Assessments in time
      → C4 │ Target 2008/09 │ 45%
        and plan/Departmental.xlsx, Indicators, C7
        A7 │ Ref            │ NI 59
        B7 │ Definition     │ In time
      → C7 │ Target 2008/09 │ 50%
      'NI 59' has two targets.
      One indicator has one target.
      → Settle which one counts.

  Risks

    Note T408 · the whole sheet
      3 rows are hidden.
      → Unhide them.

4 errors, 2 warnings and 2 notes in 2 workbooks.
"""
    )


def test_a_narrow_terminal_shows_less_of_the_row_and_all_of_the_cell() -> None:
    pointed = replace(UNLISTED, origin=Origin(CARE, "Actions", 5, 2), others=(Origin(CARE, "Actions", 5, 4),))
    told = findings_text([replace(pointed, found="They differ.", allowed="", remedy="")], 46, rows=ROWS)
    assert (
        told
        == """\
Care & Support.xlsx: 1 error

  Actions

    Error C206 · B5 (SG A01)
        A5 │ Ref    │ SG A01
      → B5 │ Action │ Visit every placement
           │        │ twice a year, once of
           │        │ these without notice,
           │        │ and tell the panel …
      → D5 │ Rating │ Ambr
      They differ.

1 error in 1 workbook.
"""
    )
    assert max(map(len, told.splitlines())) <= 46


def test_cells_of_one_row_are_pointed_at_together_and_further_rows_of_the_sheet_by_their_address() -> None:
    both = replace(BLANK, origin=Origin(CARE, "Actions", 6, 3))
    told = replace(BLANK, found="", allowed="", remedy="")
    twice = replace(told, code="T411", origin=Origin(CARE, "Actions", 9), others=(Origin(CARE, "Actions", 6),))
    shown = findings_text([replace(told, origin=both.origin), told, twice], rows=ROWS).splitlines()
    assert shown[4:16] == [
        "    Error R301 · C6 (SG A02), D6 (SG A02)",
        "        A6 │ Ref    │ SG A02",
        "        B6 │ Action │ Recruit foster carers",
        "      → C6 │ Due    │ Mar 2009",
        "      → D6 │ Rating │ (blank)",
        "",
        "    Error T411 · row 9 (SG A02)",
        "        A9 │ Ref    │ SG A05",
        "        B9 │ Action │ Train the panel",
        "        and row 6",
        "        A6 │ Ref    │ SG A02",
        "        B6 │ Action │ Recruit foster carers",
    ]


def test_a_story_with_many_places_names_their_rows_in_short_and_counts_the_rest() -> None:
    rows = (Origin(CARE, "Actions", 5, 4), Origin(CARE, "Actions", 6, 4), Origin(PLAN, "Indicators", 7, 3))
    unread = (Origin(CARE, "Risks", 21), Origin(CARE, "Risks", 22))
    assert findings_text([replace(SHEET, others=rows + unread)], rows=ROWS).splitlines()[4:16] == [
        "    Note T408 · the whole sheet",
        "        and Actions, D5",
        "        A5 │ Ref            │ SG A01",
        "      → D5 │ Rating         │ Ambr",
        "        and D6",
        "        A6 │ Ref            │ SG A02",
        "      → D6 │ Rating         │ (blank)",
        "        and plan/Departmental.xlsx, Indicators, C7",
        "        A7 │ Ref            │ NI 59",
        "      → C7 │ Target 2008/09 │ 50%",
        "        and Care & Support.xlsx, Risks, row 21",
        "        and 1 more place",
    ]


def test_the_weight_stands_out_in_bold_and_nothing_else_changes() -> None:
    plain = findings_text([UNLISTED, HELPED], rows=ROWS)
    bold = findings_text([UNLISTED, HELPED], rows=ROWS, bold=True)
    assert [line for line in bold.splitlines() if "\x1b" in line] == [
        "    \x1b[1mError\x1b[0m C206 · D5 (SG A01)",
        "    \x1b[1mNote\x1b[0m C208 · C5 (SG A01)",
    ]
    assert bold.replace("\x1b[1m", "").replace("\x1b[0m", "") == plain


def test_a_plan_and_a_return_of_one_name_are_told_apart_or_not_shown() -> None:
    other = book(CARE, Role.PLAN, *(record.with_entries(record.entries) for record in RETURN.records))
    rows = Rows(small_profile(), ((RETURN, PERIOD), (other, PERIOD)))
    place = Origin(CARE, "Actions", 5, 4)
    assert rows.cell(place) is None
    assert rows.naming(place) == ()
    found = rows.cell(place, Role.RETURN)
    assert found is not None
    assert (found.heading, found.words) == ("Rating", "Ambr")


def test_json_tells_the_heading_the_row_and_the_other_side_s_value() -> None:
    told = findings_json([TWO_TARGETS], ROWS)
    assert (
        told
        == """\
[
  {
    "code": "X504",
    "severity": "warning",
    "audience": "officer",
    "gate": false,
    "division": "",
    "workbook": "Care & Support.xlsx",
    "sheet": "Indicators",
    "cell": "C4",
    "row": 4,
    "column": 3,
    "subject": "NI 59",
    "heading": "Target 2008/09",
    "value": "45%",
    "beside": [
      {
        "cell": "A4",
        "heading": "Ref",
        "value": "NI 59"
      },
      {
        "cell": "B4",
        "heading": "Definition",
        "value": "Assessments in time"
      }
    ],
    "found": "'NI 59' has two targets.",
    "allowed": "One indicator has one target.",
    "remedy": "Settle which one counts.",
    "example": "",
    "message": "'NI 59' has two targets. One indicator has one target. Settle which one counts.",
    "others": [
      {
        "workbook": "plan/Departmental.xlsx",
        "sheet": "Indicators",
        "cell": "C7",
        "row": 7,
        "column": 3,
        "heading": "Target 2008/09",
        "value": "50%",
        "beside": [
          {
            "cell": "A7",
            "heading": "Ref",
            "value": "NI 59"
          },
          {
            "cell": "B7",
            "heading": "Definition",
            "value": "In time"
          }
        ]
      }
    ],
    "cause": null
  }
]
"""
    )
    assert APPROVED.workbook == PLAN
