"""Findings for people: by workbook and sheet, like with like, with the row shown where the rows are known."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.text import clean
from compiler.render.findings.excerpt import excerpt
from compiler.render.findings.rows import Rows
from compiler.rules.registry import is_gate

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_WIDTH = 100
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
NOTHING = "Nothing to put right.\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """What is printed on: its width, the rows that can be shown, and whether weights stand out in bold."""

    width: int
    rows: Rows | None = None
    bold: bool = False


def findings_text(
    findings: Iterable[Finding], width: int = _WIDTH, *, rows: Rows | None = None, bold: bool = False
) -> str:
    """The findings for people: files that cannot be used first, then by workbook, errors first, then by sheet.

    Findings that say the same of many cells are told once, with the cells listed. The last line counts them all.
    With `rows` they stand under a heading for each sheet, errors first, and the row is shown with its cell pointed
    at; `bold` makes the word for the weight stand out on a terminal.
    """
    told = tuple(findings)
    if not told:
        return NOTHING
    page = _Page(width, rows, bold)
    gates = [finding for finding in told if is_gate(finding.code)]
    rest = [finding for finding in told if not is_gate(finding.code)]
    blocks = [_gates(gates, width)] if gates else []
    blocks += [_workbook(list(group), page) for _, group in groupby(sorted(rest, key=_heading), key=_heading)]
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


def _heading(finding: Finding) -> str:
    approved = " (approved plan)" if finding.audience is Audience.PLAN else ""
    return clean(finding.origin.workbook) + approved


def _workbook(findings: Sequence[Finding], page: _Page) -> str:
    lines = [f"{_heading(findings[0])}: {_numbers(findings)}", ""]
    if page.rows is None:
        return "\n".join([*lines, *_told(findings, page, "")])
    for sheet in dict.fromkeys(finding.origin.sheet for finding in findings):
        of_sheet = [finding for finding in findings if finding.origin.sheet == sheet]
        if sheet:
            lines += [f"  {_one_line(sheet)}", "", *_told(of_sheet, replace(page, width=page.width - 2), "  ")]
        else:
            lines += _told(of_sheet, page, "")
    return "\n".join(lines)


def _told(findings: Iterable[Finding], page: _Page, indent: str) -> list[str]:
    """The stories of some findings, errors first, each with a blank line after it."""
    heaviest = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    return [f"{indent}{line}".rstrip() for same in _alike(heaviest) for line in (*_story(same, page), "")]


def _story(same: Sequence[Finding], page: _Page) -> list[str]:
    """One story: the place, the row, the message. What follows from a finding is to hang here, under its message."""
    weight = same[0].severity.value.capitalize()
    place, *rest = _wrapped(f"{weight} {same[0].code} · {_place(same, page)}", "  ", page.width)
    if page.bold:
        place = place.replace(weight, f"{_BOLD}{weight}{_PLAIN}", 1)
    shown = excerpt(same, page.rows, page.width - 4) if page.rows else []
    return [place, *rest, *(f"    {line}" for line in shown), *_message(same[0], page.width)]


def _alike(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings of one sheet that say the same, together, in the place of the first."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        sheet = (finding.origin.sheet, finding.severity, finding.code)
        groups.setdefault((*sheet, finding.message, finding.others), []).append(finding)
    yield from groups.values()


def _place(same: Sequence[Finding], page: _Page) -> str:
    """Where, as a person would say it, and which rows: 'Actions, F17 (HC A03), F19 (HC A05)'."""
    cells = ", ".join(filter(None, map(_cell, same)))
    if page.rows and same[0].origin.sheet:
        return cells or "the whole sheet"
    return ", ".join(part for part in (clean(same[0].origin.sheet), cells) if part) or "the whole workbook"


def _cell(finding: Finding) -> str:
    subject = _one_line(finding.subject)
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
        _one_line(words),
        width,
        initial_indent=indent,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _one_line(words: str) -> str:
    return " ".join(clean(words).split())
