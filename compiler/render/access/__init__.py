"""How accessible a Word document or an Excel workbook is, ours or not: what keeps readers out, and where."""

from __future__ import annotations

from compiler.render.access.barrier import Barrier
from compiler.render.access.objects import access_json, access_schema
from compiler.render.access.opened import MOST_BYTES
from compiler.render.access.registry import RULES, look_over, rule_of
from compiler.render.access.telling import access_text, explain_access

__all__ = [
    "MOST_BYTES",
    "RULES",
    "Barrier",
    "access_json",
    "access_schema",
    "access_text",
    "explain_access",
    "look_over",
    "rule_of",
]
