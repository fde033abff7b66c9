"""The Findings sheet: what is wrong or odd, where, what is allowed and what to do; errors first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from compiler.domain.finding import Audience, Finding, Severity, stories
from compiler.domain.frozen import replace
from compiler.domain.language import term
from compiler.render.findings.concise import follows
from compiler.render.findings.counting import more_following, numbers
from compiler.render.master.cell import Cell, Link
from compiler.render.master.layout import Heading, TablePage, line_by_line, unique_headings
from compiler.render.master.places import Places
from compiler.report.sentences import capital

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_WHO = {Audience.TEAM: "the team", Audience.PLAN: "the members", Audience.OFFICER: "the officer"}
_HEADINGS = (
    Heading("Severity", 10),
    Heading("Code", 10),
    Heading("Division", 20),
    Heading("Workbook", 24),
    Heading("Sheet", 12),
    Heading("Cell", 9),
    Heading("Row", 18),
    Heading("What was found", 40),
    Heading("What is allowed", 32),
    Heading("What to do", 40),
    Heading("For whom", 12),
    Heading("Other cells", 18),
)


def findings_page(places: Places, name: str) -> TablePage | None:
    """Every finding on one line, its cell leading to the place; None when there are none."""
    findings = _in_order(places.view.findings)
    if not findings:
        return None
    told = stories(findings)
    weights, more = numbers([story.finding for story in told]), more_following(told)
    return TablePage(
        name=name,
        table="tblFindings",
        title=name,
        headings=unique_headings(replace(each, words=term(each.words)) for each in _HEADINGS),
        rows=line_by_line(lambda each: _line(places, each), findings),
        note=f"{weights[0].upper()}{weights[1:]}{more}. {term('An error holds up the final report.')}",
        what=term("What is wrong or odd in the returns, at which cell, what is allowed and what to do; errors first."),
        fixed=2,
    )


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by place and code; of one place and code by all that they say, which takes 25 µs to write."""
    ordered = groupby(sorted(findings, key=_rank), key=_rank)
    return [each for _, alike in ordered for each in _by_words(list(alike))]


def _by_words(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=repr) if len(findings) > 1 else findings


def _rank(finding: Finding) -> tuple[object, ...]:
    origin = finding.origin
    place = origin.workbook, origin.sheet, origin.row, origin.column
    return _ORDER.index(finding.severity), *place, finding.code


def _line(places: Places, finding: Finding) -> tuple[Cell, ...]:
    origin = finding.origin
    target = places.finding(finding)
    example = term("For example: {example}.", example=finding.example) if finding.example else ""
    return (
        capital(term(finding.severity.value)),
        finding.code,
        places.division(finding.division),
        origin.workbook if origin.sheet else Link(origin.workbook, target),
        origin.sheet if origin.cell else Link(origin.sheet, target),
        Link(origin.cell, target),
        finding.subject,
        finding.found,
        finding.allowed,
        " ".join(part for part in (follows(finding), finding.remedy, example) if part),
        capital(term(_WHO[finding.audience])),
        "; ".join(map(str, finding.others)),
    )
