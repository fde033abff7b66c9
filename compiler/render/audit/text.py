"""The remarks on a finished report in words for people: where, what was found, what is allowed, what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.render.audit.remark import Audited, Remark

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def audit_text(audited: Audited, width: int = 100) -> str:
    """Place by place what is to be looked at, those first that must be put right; the last line counts it all."""
    lines = [f"{audited.document} against {audited.against}", ""]
    held = grouped(audited.remarks, lambda remark: remark.severity.value)
    for severity in _ORDER:
        for where, remarks in groupby(held.get(severity.value, []), key=lambda remark: remark.where):
            lines += _wrapped(f"  {severity.value.capitalize()}: {where}", 4, width)
            for _, same in groupby(remarks, key=lambda remark: (remark.allowed, remark.remedy)):
                lines += _told(list(same), width)
            lines.append("")
    return "\n".join([*lines, counted(audited)]) + "\n"


def _told(remarks: list[Remark], width: int) -> Iterator[str]:
    for remark in remarks:
        yield from _wrapped(f"      {remark.found}", 6, width)
    yield from _wrapped(f"      {remarks[0].allowed} {remarks[0].remedy}", 6, width)


def counted(audited: Audited) -> str:
    """'463 numerals and ratings read: 1 error, 1 note.'"""
    said = f"{audited.numerals:,} numerals read"
    if not audited.remarks:
        return f"{said}: each is what the returns give for its place, a date, a reference or a setting."
    counts = [(each, sum(remark.severity is each for remark in audited.remarks)) for each in _ORDER]
    parts = [f"{number:,} {each.value}{'' if number == 1 else 's'}" for each, number in counts if number]
    return f"{said}: {', '.join(parts)}."


def _wrapped(words: str, indent: int, width: int) -> list[str]:
    return textwrap.wrap(words, width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
