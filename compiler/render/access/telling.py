"""What keeps readers out of papers told to people, and what each rule of access means."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from compiler.render.access.barrier import Barrier
from compiler.render.access.registry import rule_of
from compiler.render.findings import findings_text

_WIDTH = 100
_LIMITS = (
    "No program can judge whether the words are plain, whether alternative text says what matters, or whether the "
    "order makes sense: read the paper once for that."
)


def access_text(barriers: Sequence[Barrier], width: int = _WIDTH, *, bold: bool = False) -> str:
    """The barriers by file, errors first, each with its place and remedy, and what no program can judge."""
    told = findings_text([each.finding for each in barriers], width, bold=bold)
    return told + "\n".join(wrap(_LIMITS, width)) + "\n"


def explain_access(code: str) -> str | None:
    """All that there is to say of a rule of access, as plain text; None if there is none of that code."""
    rule = rule_of(code)
    if rule is None:
        return None
    parts = [rule.reason, rule.allowed, f"→ {rule.remedy}"]
    told = "\n\n".join("\n".join(wrap(part, _WIDTH)) for part in parts)
    return f"{rule.code}: {rule.title} ({rule.severity.value}, access)\n\n{told}\n"
