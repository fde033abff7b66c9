"""Findings told to people and to programs, one format in each module; none needs more than the standard library.

Each format is loaded when it is asked for; those of build servers, `junit` and `sarif`, are asked for by their own
modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.domain.later import later
from compiler.render.findings.checked import Checked
from compiler.render.findings.counting import NOTHING, counts
from compiler.render.findings.rows import Rows

if TYPE_CHECKING:
    from compiler.render.findings.concise import findings_concise
    from compiler.render.findings.github import findings_github
    from compiler.render.findings.objects import findings_json, findings_schema
    from compiler.render.findings.since import findings_since
    from compiler.render.findings.text import findings_pieces, findings_text
else:
    findings_concise = later("compiler.render.findings.concise", "findings_concise")
    findings_github = later("compiler.render.findings.github", "findings_github")
    findings_json = later("compiler.render.findings.objects", "findings_json")
    findings_schema = later("compiler.render.findings.objects", "findings_schema")
    findings_since = later("compiler.render.findings.since", "findings_since")
    findings_pieces = later("compiler.render.findings.text", "findings_pieces")
    findings_text = later("compiler.render.findings.text", "findings_text")

__all__ = [
    "NOTHING",
    "Checked",
    "Rows",
    "counts",
    "findings_concise",
    "findings_github",
    "findings_json",
    "findings_pieces",
    "findings_schema",
    "findings_since",
    "findings_text",
]
