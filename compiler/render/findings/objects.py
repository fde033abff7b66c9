"""Findings as JSON for programs; what its keys mean is said in `compiler/schemas/findings.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from compiler.domain.finding import Finding
from compiler.domain.origin import Origin
from compiler.domain.text import clean
from compiler.render.findings.checked import role_of
from compiler.render.findings.rows import Rows, ShownCell
from compiler.rules.registry import is_gate


def findings_json(findings: Iterable[Finding], rows: Rows | None = None) -> str:
    """The findings as a JSON list of plain objects in the order of the check; every key is always there.

    Without `rows` nothing is known of headings and of the cells beside.
    """
    return json.dumps([_object(finding, rows) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def findings_schema() -> str:
    """The JSON Schema (2020-12) that the JSON follows, with what each key means."""
    return (Path(__file__).parents[2] / "schemas" / "findings.schema.json").read_text(encoding="utf-8")


def _object(finding: Finding, rows: Rows | None) -> dict[str, object]:
    role = role_of(finding)
    cell = rows.cell(finding.origin, role) if rows else None
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "audience": finding.audience.value,
        "gate": is_gate(finding.code),
        "division": finding.division,
        **_origin(finding.origin),
        "subject": clean(finding.subject),
        "heading": cell.heading if cell else "",
        "value": clean(finding.value),
        "beside": [_cell(each) for each in rows.naming(finding.origin, role)] if rows else [],
        "found": clean(finding.found),
        "allowed": clean(finding.allowed),
        "remedy": clean(finding.remedy),
        "example": clean(finding.example),
        "message": clean(finding.message),
        "others": [_other(origin, rows) for origin in finding.others],
        "cause": _cause(finding.cause) if finding.cause else None,
    }


def _cause(cause: Finding) -> dict[str, object]:
    """Enough of a finding to know it among the others."""
    return {"code": cause.code, **_origin(cause.origin), "subject": clean(cause.subject), "found": clean(cause.found)}


def _other(origin: Origin, rows: Rows | None) -> dict[str, object]:
    cell = rows.cell(origin) if rows else None
    return {
        **_origin(origin),
        "heading": cell.heading if cell else "",
        "value": cell.words if cell else "",
        "beside": [_cell(each) for each in rows.naming(origin)] if rows else [],
    }


def _cell(cell: ShownCell) -> dict[str, object]:
    return {"cell": cell.origin.cell, "heading": cell.heading, "value": cell.words}


def _origin(origin: Origin) -> dict[str, object]:
    return {
        "workbook": clean(origin.workbook),
        "sheet": clean(origin.sheet),
        "cell": origin.cell,
        "row": origin.row,
        "column": origin.column,
    }
