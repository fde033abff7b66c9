"""Findings as build servers and code scanning read them, compared whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from compiler.domain.finding import Finding, Severity
from compiler.domain.origin import Origin
from compiler.render.findings import findings_github
from compiler.render.findings.junit import findings_junit
from compiler.render.findings.sarif import findings_sarif
from compiler.rules.explain import example, explain
from compiler.rules.registry import every_rule
from tests.render.findings_shown import BLANK, CARE, CHECKED, GATE, HELPED, SHEET, TWO_TARGETS, UNLISTED, WHOLE
from tests.validators import sarif_validator, validate_sarif

BEGIN = "file=workbooks/town/2008-09/Q1/Care & Support.xlsx,title="


def test_github_is_one_command_each_with_what_would_end_a_part_escaped() -> None:
    broken = replace(BLANK, found="a\r\nb%0Ac::d", allowed="", remedy="")
    assert findings_github([UNLISTED, TWO_TARGETS, HELPED, broken, GATE], CHECKED) == (
        f"::error {BEGIN}C206 Actions%2C D5 (SG A01)::'Ambr' under 'Rating' is not in the list. Allowed are Red, Amber "
        "or Green. Did you mean 'Amber'? Choose one from the list in the cell.\n"
        f"::warning {BEGIN}X504 Indicators%2C C4 (NI 59)::'NI 59' has two targets. One indicator has one target. "
        "Settle which one counts.\n"
        f"::notice {BEGIN}C208 Actions%2C C5 (SG A01)::'Mar 2OO9' under 'Due' was read as March 2009, 100%25 sure.\n"
        f"::error {BEGIN}R301 Actions%2C D6 (SG A02)::a b%250Ac::d\n"
        "::error file=Old.xlsx,title=F101::Old.xlsx is a PDF document. Send the workbook.\n"
    )
    assert findings_github([], CHECKED) == ""


def test_strict_makes_a_warning_an_error_and_leaves_a_note() -> None:
    strict = replace(CHECKED, strict=True)
    assert [line.split()[0] for line in findings_github([TWO_TARGETS, HELPED], strict).splitlines()] == [
        "::error",
        "::notice",
    ]
    assert [each["level"] for each in results([TWO_TARGETS, HELPED], strict=True)] == ["error", "note"]
    assert 'failures="1"' in findings_junit([TWO_TARGETS, HELPED], strict)
    assert 'failures="0"' in findings_junit([TWO_TARGETS, HELPED], CHECKED)


def test_junit_has_a_suite_for_each_workbook_and_a_case_for_each_rule() -> None:
    again = replace(BLANK, origin=Origin(CARE, "Actions", 9, 4), subject="SG A05")
    odd = replace(TWO_TARGETS, found="<b>\x00&", allowed="", remedy="")
    assert (
        findings_junit([BLANK, again, odd, GATE], CHECKED)
        == """\
<?xml version='1.0' encoding='UTF-8'?>
<testsuites name="compile check" tests="4" failures="2">
  <testsuite name="workbooks/town/2008-09/Q1/Care &amp; Support.xlsx" tests="2" failures="1">
    <testcase classname="workbooks/town/2008-09/Q1/Care &amp; Support.xlsx" name="R301: An answer that every row needs is missing">
      <failure type="R301" message="Actions, D6: 'Rating' is blank. (and 1 more)">Care &amp; Support.xlsx, Actions, D6 (SG A02): error R301: 'Rating' is blank. Every action needs one of Red, Amber or Green. Choose one from the list in the cell.
Care &amp; Support.xlsx, Actions, D9 (SG A05): error R301: 'Rating' is blank. Every action needs one of Red, Amber or Green. Choose one from the list in the cell.</failure>
    </testcase>
    <testcase classname="workbooks/town/2008-09/Q1/Care &amp; Support.xlsx" name="X504: Two ratings for one action">
      <system-out>Care &amp; Support.xlsx, Indicators, C4 (NI 59): warning X504: &lt;b&gt;&amp;</system-out>
    </testcase>
  </testsuite>
  <testsuite name="Housing.xlsx" tests="1" failures="0">
    <testcase classname="Housing.xlsx" name="Nothing to put right" />
  </testsuite>
  <testsuite name="Old.xlsx" tests="1" failures="1">
    <testcase classname="Old.xlsx" name="F101: A file that is not a workbook">
      <failure type="F101" message="Old.xlsx is a PDF document.">Old.xlsx: error F101: Old.xlsx is a PDF document. Send the workbook.</failure>
    </testcase>
  </testsuite>
</testsuites>
"""  # noqa: E501
    )


def test_junit_is_well_formed_whatever_the_cells_hold() -> None:
    wild = "".join(map(chr, range(0x20))) + "<&>\"']]>\ud800\ufffe"
    told = findings_junit([replace(BLANK, found=wild, subject=wild), replace(HELPED, found=wild)], CHECKED)
    assert [case.get("name", "")[:4] for case in Xml.fromstring(told.encode()).iter("testcase")] == [
        "R301",
        "C208",
        "Noth",
    ]


def results(findings: list[Finding], strict: bool = False) -> list[dict[str, Any]]:
    told = findings_sarif(findings, replace(CHECKED, strict=strict))
    made: list[dict[str, Any]] = json.loads(told)["runs"][0]["results"]
    return made


def test_sarif_has_the_rule_with_its_help_and_both_places_of_the_story() -> None:
    log = json.loads(findings_sarif([TWO_TARGETS], CHECKED))
    log["runs"][0]["tool"]["driver"].pop("version", None)
    fingerprint = log["runs"][0]["results"][0]["partialFingerprints"].pop("finding/v1")
    assert len(fingerprint) == 32
    rule = next(rule for rule in every_rule() if rule.code == "X504")
    care, plan = "workbooks/town/2008-09/Q1/Care%20%26%20Support.xlsx", "plan/Departmental.xlsx"
    assert log == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "compile check",
                        "rules": [
                            {
                                "id": "X504",
                                "name": "TwoRatingsForOneAction",
                                "shortDescription": {"text": "Two ratings for one action."},
                                "fullDescription": {"text": rule.why},
                                "help": {"text": explain("X504"), "markdown": example("X504")},
                                "defaultConfiguration": {"level": rule.severity.value},
                                "properties": {"scope": "across workbooks"},
                            }
                        ],
                    }
                },
                "artifacts": [
                    {"location": {"uri": care}, "roles": ["analysisTarget"]},
                    {"location": {"uri": "Housing.xlsx"}, "roles": ["analysisTarget"]},
                ],
                "results": [
                    {
                        "ruleId": "X504",
                        "ruleIndex": 0,
                        "level": "warning",
                        "message": {
                            "text": "NI 59: 'NI 59' has two targets. One indicator has one target. "
                            "Settle which one counts."
                        },
                        "locations": [
                            {
                                "physicalLocation": {"artifactLocation": {"uri": care}},
                                "logicalLocations": [
                                    {"name": "C4", "fullyQualifiedName": "Indicators!C4", "kind": "cell"}
                                ],
                            }
                        ],
                        "relatedLocations": [
                            {
                                "id": 1,
                                "physicalLocation": {"artifactLocation": {"uri": plan}},
                                "logicalLocations": [
                                    {"name": "C7", "fullyQualifiedName": "Indicators!C7", "kind": "cell"}
                                ],
                                "message": {"text": "plan/Departmental.xlsx, Indicators, C7: Target 2008/09 is '50%'"},
                            }
                        ],
                        "partialFingerprints": {},
                        "properties": {"audience": "officer", "division": "", "value": "45%"},
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("origin", "logical"),
    [
        (Origin(CARE), None),
        (Origin(CARE, "Actions"), {"name": "Actions", "fullyQualifiedName": "Actions", "kind": "sheet"}),
        (Origin(CARE, "Plan text", 4), {"name": "row 4", "fullyQualifiedName": "'Plan text'!4:4", "kind": "row"}),
        (Origin(CARE, "It's", 0, 2), {"name": "column B", "fullyQualifiedName": "'It''s'!B:B", "kind": "column"}),
    ],
)
def test_sarif_names_sheet_row_or_column_where_there_is_no_cell(origin: Origin, logical: object) -> None:
    (told,) = results([replace(SHEET, origin=origin)])
    (location,) = told["locations"]
    assert location.get("logicalLocations") == ([logical] if logical else None)


def test_sarif_names_the_line_of_a_settings_file() -> None:
    (told,) = results([replace(SHEET, origin=Origin("decisions.toml", "", 2))])
    uri = {"uri": "decisions.toml"}
    assert told["locations"] == [{"physicalLocation": {"artifactLocation": uri, "region": {"startLine": 2}}}]


def test_every_weight_is_a_level_of_sarif() -> None:
    each = [replace(SHEET, severity=severity) for severity in Severity]
    assert [told["level"] for told in results([*each])] == ["error", "warning", "note"]


@pytest.mark.skipif(sarif_validator() is None, reason="not installed here: @microsoft/sarif-multitool")
@pytest.mark.parametrize("count", [0, 7])
def test_sarif_passes_microsoft_s_validator(count: int, tmp_path: Path) -> None:
    """It asks besides for a line and column in each file, which a workbook has not, and for an address on the web."""
    found = [UNLISTED, BLANK, HELPED, TWO_TARGETS, SHEET, WHOLE, GATE][:count]
    path = tmp_path / "findings.sarif"
    path.write_text(findings_sarif(found, CHECKED), encoding="utf-8")
    complaints = validate_sarif(path)
    assert [each for each in complaints if "SARIF2005" not in each and "SARIF2017" not in each] == []
    broken = path.read_text(encoding="utf-8").replace('"version": "2.1.0"', '"version": "2.1"')
    path.write_text(broken.replace('"ruleId"', '"rule_id"'), encoding="utf-8")
    assert count == 0 or any("error" in each for each in validate_sarif(path))
