"""The formats of `compile check`, by the name that `--format` takes, and how the terminal shows the one for people."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from compiler.domain.finding import Finding
from compiler.render.findings import (
    Checked,
    findings_concise,
    findings_github,
    findings_json,
    findings_text,
)


def _text(findings: Sequence[Finding], checked: Checked) -> str:
    return findings_text(findings, width(), rows=checked.rows, bold=bold(), hands=checked.hands)


def _junit(findings: Sequence[Finding], checked: Checked) -> str:
    from compiler.render.findings.junit import findings_junit

    return findings_junit(findings, checked)


def _sarif(findings: Sequence[Finding], checked: Checked) -> str:
    from compiler.render.findings.sarif import findings_sarif

    return findings_sarif(findings, checked)


FORMATS: dict[str, Callable[[Sequence[Finding], Checked], str]] = {
    "text": _text,
    "concise": lambda findings, _: findings_concise(findings),
    "json": lambda findings, checked: findings_json(findings, checked.rows),
    "sarif": _sarif,
    "github": findings_github,
    "junit": _junit,
}
FOR_PEOPLE = frozenset({"text", "concise"})
"""The formats that say nothing when they are asked to be quiet; the others are whole documents, also when empty."""
_WIDEST, _NARROWEST = 100, 40


def width() -> int:
    """The terminal's width within bounds that can be read; the widest of them on a pipe."""
    if not sys.stdout.isatty():
        return _WIDEST
    import shutil  # 2 ms that nobody needs on a pipe

    seen = shutil.get_terminal_size((_WIDEST, 24)).columns
    return max(_NARROWEST, min(seen, _WIDEST))


def bold() -> bool:
    """Whether words may be bold: on a terminal that knows how, unless NO_COLOR asks for plain words."""
    return obeys() and not os.environ.get("NO_COLOR")


def obeys() -> bool:
    """Whether what is printed goes to a terminal that obeys codes, such as the one that clears the screen."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return os.name != "nt" or "WT_SESSION" in os.environ
