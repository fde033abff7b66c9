"""Findings as GitHub's workflow commands, which it shows beside the files of a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compiler.domain.finding import Finding, Severity
from compiler.domain.text import clean
from compiler.render.findings.checked import Checked
from compiler.render.findings.concise import follows

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = {**_IN_MESSAGE, **str.maketrans({":": "%3A", ",": "%2C"})}


def findings_github(findings: Iterable[Finding], checked: Checked) -> str:
    """One workflow command for each finding; '' when there are none. The title says the sheet and the cell.

    A workbook has no lines, so none is named; a settings file's is. What follows from another finding is a notice.
    """
    return "".join(f"{_command(finding, checked)}\n" for finding in findings)


def _command(finding: Finding, checked: Checked) -> str:
    file = _escaped(checked.path(finding.origin.workbook), _IN_PROPERTY)
    place = ", ".join(filter(None, (finding.origin.sheet, finding.origin.cell)))
    subject = f" ({finding.subject})" if finding.subject else ""
    title = _escaped(f"{finding.code} {place}{subject}", _IN_PROPERTY)
    command = _COMMANDS[Severity.NOTE if finding.cause else checked.weight(finding)]
    line = f",line={finding.origin.row}" if finding.origin.row and not finding.origin.sheet else ""
    return (
        f"::{command} file={file}{line},title={title}::{_escaped(f'{follows(finding)} {finding.message}', _IN_MESSAGE)}"
    )


def _escaped(words: str, escapes: Mapping[int, str]) -> str:
    """The words in one line, with what would end a part of the command written as GitHub reads it."""
    return " ".join(clean(words).split()).translate(escapes)
