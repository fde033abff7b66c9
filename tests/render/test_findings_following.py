"""What follows from another finding hangs under it in every format, and is counted apart."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as Xml

from jsonschema import Draft202012Validator

from compiler.domain.origin import Origin
from compiler.render.feedback.lines import lines_of, notes_on
from compiler.render.findings import (
    counts,
    findings_concise,
    findings_github,
    findings_json,
    findings_schema,
    findings_text,
)
from compiler.render.findings.junit import findings_junit
from compiler.render.findings.sarif import findings_sarif
from tests.render.findings_shown import BLANK, CARE, CHECKED, HELPED, PLAN, ROWS, TWO_TARGETS, UNLISTED

SAID = replace(TWO_TARGETS, cause=UNLISTED)
"""Of other weight, on another sheet: told under its cause all the same."""
COPY = replace(BLANK, cause=UNLISTED)
AGAIN = replace(BLANK, origin=Origin(CARE, "Actions", 9, 4), subject="SG A05", cause=UNLISTED)
ELSEWHERE = replace(HELPED, origin=Origin(PLAN, "Indicators", 7, 3), subject="NI 59", cause=UNLISTED)
ALL = [UNLISTED, COPY, AGAIN, SAID, ELSEWHERE]


def test_text_hangs_it_under_its_cause_and_counts_it_apart() -> None:
    assert (
        findings_text([*ALL, HELPED], width=80, rows=ROWS)
        == """\
Care & Support.xlsx: 1 error and 1 note; 4 more follow from them

  Actions

    Error C206 · D5 (SG A01)
        A5 │ Ref    │ SG A01
        B5 │ Action │ Visit every placement twice a year, once of these …
      → D5 │ Rating │ Ambr
      'Ambr' under 'Rating' is not in the list.
      Allowed are Red, Amber or Green.
      → Did you mean 'Amber'? Choose one from the list in the cell.
      Follows from this:
        Error R301 · D6 (SG A02), D9 (SG A05): 'Rating' is blank.
        Warning X504 · Indicators, C4 (NI 59): 'NI 59' has two targets.
        Note C208 · plan/Departmental.xlsx, Indicators, C7 (NI 59): 'Mar 2OO9'
          under 'Due' was read as March 2009, 100% sure.

    Note C208 · C5 (SG A01)
        A5 │ Ref    │ SG A01
        B5 │ Action │ Visit every placement twice a year, once of these …
      → C5 │ Due    │ Mar 2009
      'Mar 2OO9' under 'Due' was read as March 2009, 100% sure.

1 error and 1 note in 1 workbook; 4 more follow from them.
"""
    )


def test_without_its_cause_it_stands_by_itself() -> None:
    assert (
        findings_text([COPY])
        == """\
Care & Support.xlsx: 1 error

  Error R301 · Actions, D6 (SG A02)
    'Rating' is blank.
    Every action needs one of Red, Amber or Green.
    → Choose one from the list in the cell.

1 error in 1 workbook.
"""
    )
    assert counts([UNLISTED, COPY]) == "1 error in 1 workbook; 1 more follows from it."


def test_settings_are_not_counted_as_a_workbook() -> None:
    decision = replace(SAID, origin=Origin("decisions.toml", "", 2, 0), cause=None)
    assert counts([decision]) == "1 warning in decisions.toml."
    assert counts([decision, BLANK]) == "1 error and 1 warning in 1 workbook and decisions.toml."


def test_concise_and_github_say_what_it_follows_from_and_github_makes_it_a_notice() -> None:
    assert findings_concise([COPY]) == (
        "Care & Support.xlsx, Actions, D6 (SG A02): error R301: 'Rating' is blank. Every action needs one of Red, "
        "Amber or Green. Choose one from the list in the cell. Follows from C206 (Care & Support.xlsx, Actions, D5).\n"
    )
    assert findings_github([COPY], CHECKED) == (
        "::notice file=workbooks/town/2008-09/Q1/Care & Support.xlsx,title=R301 Actions%2C D6 (SG A02)::Follows from "
        "C206 (Care & Support.xlsx, Actions, D5). 'Rating' is blank. Every action needs one of Red, Amber or Green. "
        "Choose one from the list in the cell.\n"
    )


def test_json_names_the_cause_and_follows_the_schema() -> None:
    told = json.loads(findings_json([UNLISTED, COPY], ROWS))
    assert list(Draft202012Validator(json.loads(findings_schema())).iter_errors(told)) == []
    assert [each["cause"] for each in told] == [
        None,
        {
            "code": "C206",
            "workbook": "Care & Support.xlsx",
            "sheet": "Actions",
            "cell": "D5",
            "row": 5,
            "column": 4,
            "subject": "SG A01",
            "found": "'Ambr' under 'Rating' is not in the list.",
        },
    ]


def test_sarif_has_the_cause_among_the_related_places() -> None:
    (run,) = json.loads(findings_sarif([UNLISTED, SAID], CHECKED))["runs"]
    told = [(each["id"], each["message"]["text"]) for each in run["results"][1]["relatedLocations"]]
    assert told == [
        (1, "plan/Departmental.xlsx, Indicators, C7: Target 2008/09 is '50%'"),
        (2, "Follows from C206 (Care & Support.xlsx, Actions, D5). 'Ambr' under 'Rating' is not in the list."),
    ]


def test_junit_fails_the_cause_alone_and_prints_what_follows() -> None:
    root = Xml.fromstring(findings_junit([UNLISTED, COPY], CHECKED).encode())
    cases = {(case.get("name") or "")[:4]: [(part.tag, part.text) for part in case] for case in root.iter("testcase")}
    assert {name: [tag for tag, _ in parts] for name, parts in cases.items()} == {
        "C206": ["failure"],
        "R301": ["system-out"],
        "Noth": [],
    }
    assert (cases["R301"][0][1] or "").endswith("Follows from C206 (Care & Support.xlsx, Actions, D5).")


def test_the_teams_list_has_no_line_for_it_and_its_cell_s_comment_says_so() -> None:
    (line,) = lines_of([UNLISTED, COPY, AGAIN, SAID])
    assert (line.where, line.found) == (
        "Actions, D5",
        "'Ambr' under 'Rating' is not in the list. From this follows what is said at D6, D9 and Indicators, C4.",
    )
    assert notes_on([UNLISTED, COPY])["Actions"][6, 4] == (
        "Error R301: 'Rating' is blank.\nEvery action needs one of Red, Amber or Green.\n"
        "Follows from C206 (Care & Support.xlsx, Actions, D5).\n→ Choose one from the list in the cell."
    )
