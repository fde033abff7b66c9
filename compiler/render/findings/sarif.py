"""Findings as SARIF 2.1.0, the exchange format of checkers, for code scanning and the viewers that read it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import quote

from compiler.domain.finding import Finding
from compiler.domain.origin import Origin
from compiler.domain.text import clean
from compiler.render.findings.checked import Checked
from compiler.render.findings.concise import follows
from compiler.rules.explain import example, explain
from compiler.rules.registry import rule_of

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def findings_sarif(findings: Sequence[Finding], checked: Checked) -> str:
    """One run: the rules that have something to say, with their help, and a result for each finding.

    A result's file is a path from where the command was run. A cell is no line of a text, so it is told as a logical
    location: 'Actions!F12', within the file.
    """
    codes = sorted({finding.code for finding in findings})
    books = tuple(dict.fromkeys((*checked.workbooks, *(finding.origin.workbook for finding in findings))))
    run = {
        "tool": {"driver": {"name": "compile check", **_version(), "rules": [_rule(code) for code in codes]}},
        "artifacts": [{"location": {"uri": _uri(book, checked)}, "roles": ["analysisTarget"]} for book in books],
        "results": [_result(finding, codes, checked) for finding in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _version() -> dict[str, str]:
    try:
        return {"version": version("report-compiler")}
    except PackageNotFoundError:  # run from its sources, without being installed
        return {}


def _rule(code: str) -> dict[str, object]:
    rule = rule_of(code)
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in "".join(c if c.isalnum() else " " for c in rule.title).split()),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": explain(code) or rule.why, "markdown": example(code) or rule.why},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"scope": rule.scope.value},
    }


def _result(finding: Finding, codes: Sequence[str], checked: Checked) -> dict[str, object]:
    subject = f"{finding.subject}: " if finding.subject else ""
    places = [(origin, _words(origin, checked)) for origin in finding.others]
    if finding.cause:
        places.append((finding.cause.origin, clean(f"{follows(finding)} {finding.cause.found}")))
    related = [
        {"id": number, **_location(origin, checked), "message": {"text": words}}
        for number, (origin, words) in enumerate(places, 1)
    ]
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": checked.weight(finding).value,
        "message": {"text": " ".join(clean(subject + finding.message).split())},
        "locations": [_location(finding.origin, checked)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
        "properties": {"audience": finding.audience.value, "division": finding.division, "value": clean(finding.value)},
    }


def _location(origin: Origin, checked: Checked) -> dict[str, object]:
    """The file, and the sheet and cell within it, or the line of a settings file, which has no sheets."""
    logical = _logical(origin)
    line = {"region": {"startLine": origin.row}} if origin.row and not origin.sheet else {}
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(origin.workbook, checked)}, **line},
        **({"logicalLocations": [logical]} if logical else {}),
    }


def _logical(origin: Origin) -> dict[str, object]:
    """The sheet and the cell, row or column, written as Excel writes it: 'Actions!F12', "'Plan text'!4:4"."""
    if not origin.sheet:
        return {}
    sheet = clean(origin.sheet)
    if not origin.cell:
        return {"name": sheet, "fullyQualifiedName": sheet, "kind": "sheet"}
    kind = "cell" if origin.row and origin.column else "row" if origin.row else "column"
    quoted = sheet if sheet.isalnum() else "'" + sheet.replace("'", "''") + "'"
    address = origin.cell if kind == "cell" else ":".join(2 * [origin.cell.removeprefix(f"{kind} ")])
    return {"name": origin.cell, "fullyQualifiedName": f"{quoted}!{address}", "kind": kind}


def _words(origin: Origin, checked: Checked) -> str:
    """What stands at another place of the story, or else the place itself."""
    cell = checked.rows.cell(origin) if checked.rows else None
    place = clean(str(origin))
    return f"{place}: {cell.heading} is '{' '.join(cell.words.split())}'" if cell and cell.words else place


def _uri(workbook: str, checked: Checked) -> str:
    return quote(clean(checked.path(workbook)))


def _fingerprint(finding: Finding) -> str:
    """The same from run to run for the same thing at the same place, so that a viewer knows it again."""
    told = (finding.code, str(finding.origin), finding.subject, finding.found)
    return hashlib.sha256("\0".join(told).encode("utf-8", "replace")).hexdigest()[:32]
