"""Findings as JUnit's XML, which most build servers show: a suite for each workbook, a test case for each rule."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from compiler.domain.agreement import grouped
from compiler.domain.finding import Finding, Severity
from compiler.domain.text import clean
from compiler.render.findings.checked import Checked
from compiler.render.findings.concise import line
from compiler.rules.registry import rule_of

_CLEAN = "Nothing to put right"


def findings_junit(findings: Sequence[Finding], checked: Checked) -> str:
    """A suite for each workbook that was checked, with a case for each rule that has something to say of it.

    Errors are failures; warnings are when the check is strict, otherwise they and the notes are what the case prints,
    and so is what follows from another finding, which fails for it. A workbook with nothing to put right has one case,
    which passes.
    """
    said = grouped(findings, lambda finding: finding.origin.workbook)
    books = dict.fromkeys((*checked.workbooks, *said))
    suites = [_suite(book, tuple(said.get(book, ())), checked) for book in books]
    root = Xml.Element("testsuites", {"name": "compile check", **_sums(suites)})
    root.extend(suites)
    Xml.indent(root)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{Xml.tostring(root, encoding='unicode')}\n"


def _sums(suites: Sequence[Xml.Element]) -> dict[str, str]:
    return {name: str(sum(int(suite.attrib[name]) for suite in suites)) for name in ("tests", "failures")}


def _suite(book: str, findings: Sequence[Finding], checked: Checked) -> Xml.Element:
    rules = grouped(findings, lambda finding: finding.code)
    name = clean(checked.path(book))
    cases = [_case(name, code, said, checked) for code, said in rules.items()]
    cases = cases or [Xml.Element("testcase", {"classname": name, "name": _CLEAN})]
    failed = sum(case.find("failure") is not None for case in cases)
    suite = Xml.Element("testsuite", {"name": name, "tests": str(len(cases)), "failures": str(failed)})
    suite.extend(cases)
    return suite


def _case(book: str, code: str, findings: Sequence[Finding], checked: Checked) -> Xml.Element:
    rule = rule_of(code)
    case = Xml.Element("testcase", {"classname": book, "name": f"{code}: {rule.title}" if rule else code})
    failing = [each for each in findings if each.cause is None and checked.weight(each) is Severity.ERROR]
    if failing:
        failure = Xml.SubElement(case, "failure", {"type": code, "message": _message(failing)})
        failure.text = "\n".join(map(line, failing))
    rest = [finding for finding in findings if finding not in failing]
    if rest:
        Xml.SubElement(case, "system-out").text = "\n".join(map(line, rest))
    return case


def _message(failing: Sequence[Finding]) -> str:
    """The first of some findings in short, and how many more there are."""
    first, *rest = failing
    place = ", ".join(filter(None, (first.origin.sheet, first.origin.cell)))
    more = f"(and {len(rest)} more)" if rest else ""
    words = " ".join(filter(None, (f"{place}:" if place else "", first.found, more)))
    return " ".join(clean(words).split())
