"""A figure of the report traced back to its cells: found as a person asks for it, told in words and as JSON."""

from __future__ import annotations

from compiler.render.trace.answer import Answer, answer
from compiler.render.trace.behind import Behind, behind_plans, behind_view
from compiler.render.trace.cells import Cells, cells_of
from compiler.render.trace.explain import Traced, traced
from compiler.render.trace.find import Asked, find
from compiler.render.trace.objects import trace_json
from compiler.render.trace.printed import Line, printed
from compiler.render.trace.text import trace_text

__all__ = [
    "Answer", "Asked", "Behind", "Cells", "Line", "Traced", "answer", "behind_plans", "behind_view", "cells_of", "find",
    "printed", "trace_json", "trace_text", "traced",
]  # fmt: skip
