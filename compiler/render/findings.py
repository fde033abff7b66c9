"""Findings for people and for programs: as text by workbook and sheet, as one line each, as JSON.

The JSON is a list of objects, one for each finding, in the order of the check. Their keys are always all there:

`code` and `severity` (error, warning, note); `audience` (team, plan, officer: who can put it right); `division` (its
key, '' if none is known); `workbook`, `sheet`, `cell` ('F12', 'row 12', 'column F' or ''), `row` and `column` (from 1;
0 where the finding is about the whole); `subject` (what the row is called); `value` (the words in the cell);
`found`, `allowed`, `remedy`, `example` (the message in its parts) and `message` (the whole of it); `gate` (true if the
whole file cannot be used); `others`, a list of objects with workbook, sheet, cell, row and column.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.origin import Origin
from compiler.domain.text import clean
from compiler.rules.registry import is_gate

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_WIDTH = 100
NOTHING = "Nothing to put right.\n"


def findings_text(findings: Iterable[Finding], width: int = _WIDTH) -> str:
    """The findings for people: files that cannot be used first, then by workbook, errors first, then by sheet.

    Findings that say the same of many cells are told once, with the cells listed. The last line counts them all.
    """
    told = tuple(findings)
    if not told:
        return NOTHING
    gates = [finding for finding in told if is_gate(finding.code)]
    rest = [finding for finding in told if not is_gate(finding.code)]
    blocks = [_gates(gates, width)] if gates else []
    blocks += [_workbook(list(group), width) for _, group in groupby(_by_workbook(rest), key=_heading)]
    return "\n".join([*blocks, counts(told)]) + "\n"


def counts(findings: Sequence[Finding]) -> str:
    """How many there are of each weight, and in how many workbooks: '2 errors and 1 note in 1 workbook.'"""
    if not findings:
        return NOTHING.strip()
    books = len({finding.origin.workbook for finding in findings})
    return f"{_numbers(findings)} in {books} {'workbook' if books == 1 else 'workbooks'}."


def _numbers(findings: Sequence[Finding]) -> str:
    weights = Counter(finding.severity for finding in findings)
    told = [f"{weights[each]:,} {each.value}{'' if weights[each] == 1 else 's'}" for each in _ORDER if weights[each]]
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]


def _gates(gates: Sequence[Finding], width: int) -> str:
    many = len({finding.origin.workbook for finding in gates}) > 1
    lines = ["These files cannot be used" if many else "This file cannot be used", ""]
    for finding in gates:
        lines += [*_wrapped(f"{finding.origin.workbook} ({finding.code})", "  ", width), *_message(finding, width), ""]
    return "\n".join(lines)


def _by_workbook(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (_heading(finding), _ORDER.index(finding.severity)))


def _heading(finding: Finding) -> str:
    approved = " (approved plan)" if finding.audience is Audience.PLAN else ""
    return clean(finding.origin.workbook) + approved


def _workbook(findings: Sequence[Finding], width: int) -> str:
    lines = [f"{_heading(findings[0])}: {_numbers(findings)}", ""]
    for same in _alike(findings):
        lines += [*_wrapped(_place(same), "  ", width), *_message(same[0], width), ""]
    return "\n".join(lines)


def _alike(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings of one sheet that say the same, together, in the place of the first."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        sheet = (finding.origin.sheet, finding.severity, finding.code)
        groups.setdefault((*sheet, finding.message, finding.others), []).append(finding)
    yield from groups.values()


def _place(same: Sequence[Finding]) -> str:
    """Where, as a person would say it, and which rows: 'Error C206 · Actions, F17 (HC A03), F19 (HC A05)'."""
    first = same[0]
    cells = ", ".join(filter(None, map(_cell, same)))
    place = ", ".join(part for part in (clean(first.origin.sheet), cells) if part) or "the whole workbook"
    return f"{first.severity.value.capitalize()} {first.code} · {place}"


def _cell(finding: Finding) -> str:
    subject = " ".join(clean(finding.subject).split())
    if not finding.origin.cell:
        return subject
    return f"{finding.origin.cell} ({subject})" if subject else finding.origin.cell


def _message(finding: Finding, width: int) -> list[str]:
    """What was found, what is allowed, what to do: a line each."""
    example = f"For example: {finding.example}." if finding.example else ""
    remedy = " ".join(part for part in (finding.remedy, example) if part)
    parts = (finding.found, finding.allowed, f"→ {remedy}" if remedy else "")
    return [line for part in parts if part for line in _wrapped(part, "    ", width)]


def _wrapped(words: str, indent: str, width: int) -> list[str]:
    later = indent + "  " if words.startswith("→") or indent == "  " else indent
    return textwrap.wrap(
        " ".join(clean(words).split()),
        width,
        initial_indent=indent,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def findings_concise(findings: Iterable[Finding]) -> str:
    """One line for each finding: 'Safeguarding.xlsx, Actions, F12: error C206: …'; '' when there are none."""
    return "".join(f"{_line(finding)}\n" for finding in findings)


def _line(finding: Finding) -> str:
    subject = f" ({finding.subject})" if finding.subject else ""
    line = f"{finding.origin}{subject}: {finding.severity.value} {finding.code}: {finding.message}"
    return " ".join(clean(line).split())


def findings_json(findings: Iterable[Finding]) -> str:
    """The findings as a JSON list of plain objects, with the keys that this module's description gives."""
    return json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def _object(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "audience": finding.audience.value,
        "gate": is_gate(finding.code),
        "division": finding.division,
        **_origin(finding.origin),
        "subject": clean(finding.subject),
        "value": clean(finding.value),
        "found": clean(finding.found),
        "allowed": clean(finding.allowed),
        "remedy": clean(finding.remedy),
        "example": clean(finding.example),
        "message": clean(finding.message),
        "others": [_origin(origin) for origin in finding.others],
    }


def _origin(origin: Origin) -> dict[str, object]:
    return {
        "workbook": clean(origin.workbook),
        "sheet": clean(origin.sheet),
        "cell": origin.cell,
        "row": origin.row,
        "column": origin.column,
    }
