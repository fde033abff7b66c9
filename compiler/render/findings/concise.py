"""Findings as one line each."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.domain.finding import Finding
from compiler.domain.text import clean


def findings_concise(findings: Iterable[Finding]) -> str:
    """One line for each finding: 'Safeguarding.xlsx, Actions, F12: error C206: …'; '' when there are none."""
    return "".join(f"{line(finding)}\n" for finding in findings)


def line(finding: Finding) -> str:
    """A finding in one line: where, how much it weighs, its code, its message and what it follows from."""
    subject = f" ({finding.subject})" if finding.subject else ""
    words = f"{finding.origin}{subject}: {finding.severity.value} {finding.code}: {finding.message} {follows(finding)}"
    return " ".join(clean(words).split())


def follows(finding: Finding) -> str:
    """What a finding follows from, in a sentence: 'Follows from C206 (Care.xlsx, Actions, F12).'; '' for none."""
    return f"Follows from {finding.cause.code} ({finding.cause.origin})." if finding.cause else ""
