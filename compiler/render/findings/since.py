"""What is new among the findings, and what was put right, since they were last told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.domain.finding import Finding, separate
from compiler.domain.text import clean

_MOST = 5
Known = Mapping[tuple[object, ...], Sequence[Finding]]


def findings_since(before: Iterable[Finding], now: Iterable[Finding]) -> str:
    """What was put right and what is new, a line each; a finding is the same one also after its row was moved.

    What follows from another finding comes and goes with it, and is not named.
    """
    old, new = _known(before), _known(now)
    right, fresh = _beyond(old, new), _beyond(new, old)
    if not right and not fresh:
        return "Since the last look: nothing new, nothing put right.\n"
    told = [*_lines("Put right since the last look", right), *_lines("New since the last look", fresh)]
    return "".join(f"{line}\n" for line in told)


def _known(findings: Iterable[Finding]) -> Known:
    """The findings by what they are known by whatever their row: code, sheet, column, the row's name, and the words."""
    found: dict[tuple[object, ...], list[Finding]] = {}
    for each in separate(findings):
        row = each.subject or each.origin.row
        key = (each.code, each.origin.workbook, each.origin.sheet, each.origin.column, row, each.found)
        found.setdefault(key, []).append(each)
    return found


def _beyond(ones: Known, others: Known) -> list[Finding]:
    """The findings of the one look that the other had not got."""
    return [finding for key, found in ones.items() for finding in found[len(others.get(key, ())) :]]


def _lines(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield f"{title}: {len(findings)}"
        yield from (f"  {_line(finding)}" for finding in findings[:_MOST])
        if len(findings) > _MOST:
            yield f"  and {len(findings) - _MOST} more"


def _line(finding: Finding) -> str:
    subject = f" ({finding.subject})" if finding.subject else ""
    words = f"{finding.severity.value.capitalize()} {finding.code} · {finding.origin}{subject}: {finding.found}"
    return " ".join(clean(words).split())
