"""A council's Word template looked over: what keeps a report from being put into it as its officer means."""

from __future__ import annotations

from compiler.render.template.check import check_template, unfilled
from compiler.render.template.mistake import Checked, Mistake
from compiler.render.template.palette import palette
from compiler.render.template.telling import checked_json, checked_text

__all__ = ["Checked", "Mistake", "check_template", "checked_json", "checked_text", "palette", "unfilled"]
