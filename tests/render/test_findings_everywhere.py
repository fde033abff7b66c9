"""Whatever is found, and whatever stands in the cells: each format tells all of it and can be read again."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from compiler.domain.finding import Finding
from compiler.render.findings import (
    Checked,
    Rows,
    findings_github,
    findings_json,
    findings_schema,
    findings_text,
)
from compiler.render.findings.junit import findings_junit
from compiler.render.findings.sarif import findings_sarif
from compiler.rules.case import Case
from compiler.rules.explain import example
from compiler.rules.registry import check, every_rule
from tests.rules.sheets import Shown, case_of, decisions_in, narrowed, shown, small_profile
from tests.rules.test_random import books

SCHEMA = Draft202012Validator(json.loads(findings_schema()))
WIDTH = 72


def rows_of(case: Case) -> Rows:
    assert case.period is not None
    before = tuple((book, case.period.previous()) for book in case.before)
    return Rows(case.profile, (*((book, case.period) for book in (*case.plans, *case.returns)), *before))


def tell(case: Case, findings: tuple[Finding, ...]) -> None:
    """Tell the findings in every format and read each again."""
    checked = Checked(rows=rows_of(case))
    assert [error.message for error in SCHEMA.iter_errors(json.loads(findings_json(findings, checked.rows)))] == []
    (run,) = json.loads(findings_sarif(findings, checked))["runs"]
    assert [each["ruleId"] for each in run["results"]] == [each.code for each in findings]
    for each in run["results"]:
        assert run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
    assert len(findings_github(findings, checked).split("\n")) == len(findings) + 1
    cases = Xml.fromstring(findings_junit(findings, checked).encode("utf-8")).iter("testcase")
    told = {name.split(":")[0] for name in (case.get("name", "") for case in cases)}
    assert told == {each.code for each in findings}
    text = findings_text(findings, WIDTH, rows=checked.rows)
    assert {each.code for each in findings} <= set(re.findall(r"\b[A-Z][0-9]{3}\b", text))
    assert all(len(line) <= WIDTH for line in text.splitlines() if " │ " in line), text


@pytest.mark.parametrize("code", [rule.code for rule in every_rule()])
def test_each_rule_s_example_is_told_in_every_format(code: str) -> None:
    _, fails, _, passes = re.split(r"^## .*$\n", example(code) or "", flags=re.MULTILINE)
    case = case_of(shown(fails), narrowed(shown(passes), small_profile()), decisions_in(fails))
    findings = check(case)
    assert findings
    tell(case, findings)


@settings(max_examples=60, deadline=None)
@given(books())
def test_any_cells_are_told_in_every_format(made: list[Shown]) -> None:
    case = case_of(made, small_profile())
    tell(case, check(case))
