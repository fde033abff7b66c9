"""The remarks on a finished report as JSON for programs."""

from __future__ import annotations

import json

from compiler.render.audit.remark import Audited


def audit_json(audited: Audited) -> str:
    """Every remark with its place and its parts, and whether the report is clean."""
    told = {
        "document": audited.document,
        "against": audited.against,
        "numerals": audited.numerals,
        "clean": audited.clean,
        "remarks": [
            {
                "kind": remark.kind,
                "severity": remark.severity.value,
                "where": remark.where,
                "found": remark.found,
                "allowed": remark.allowed,
                "remedy": remark.remedy,
                "value": remark.value,
                "wrote": remark.wrote,
            }
            for remark in audited.remarks
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
