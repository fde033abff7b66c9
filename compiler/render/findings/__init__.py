"""Findings told to people and to programs, one format in each module; none needs more than the standard library.

The formats of build servers, `junit` and `sarif`, are loaded from their own modules by those who ask for them.
"""

from __future__ import annotations

from compiler.render.findings.checked import Checked
from compiler.render.findings.concise import findings_concise
from compiler.render.findings.counting import NOTHING, counts
from compiler.render.findings.github import findings_github
from compiler.render.findings.objects import findings_json, findings_schema
from compiler.render.findings.rows import Rows
from compiler.render.findings.since import findings_since
from compiler.render.findings.text import findings_text

__all__ = [
    "NOTHING",
    "Checked",
    "Rows",
    "counts",
    "findings_concise",
    "findings_github",
    "findings_json",
    "findings_schema",
    "findings_since",
    "findings_text",
]
