"""Which findings of the approved plans are right: `python -m tests.gold.precision` prints and keeps the figures.

Of each rule every cell is taken where it speaks of up to 30, else 30 at random. `read.tsv` and, for what the list has
not got, `verdicts.tsv` say of a cell what was found when it was held against the printed lines; for any other the list
speaks: what it has for certain is real, what it has as a doubt is a doubt. `precision.tsv` keeps each cell taken with
its printed lines and who says so. A rule's precision is the share of real ones among those that are real or false;
doubts are told beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from compiler.domain.agreement import grouped
from compiler.domain.finding import Finding
from compiler.domain.origin import Origin
from tests.gold.measure import as_text, cells_of, findings, keep, row_at, speaks_of, told_by
from tests.gold.printed import HERE, VERDICTS, Fault, faults, table_of

MOST = 30
EACH = HERE / "precision.tsv"
BY_RULE = HERE / "measured_precision.tsv"
READ = HERE / "read.tsv"


@dataclass(frozen=True, slots=True)
class Judged:
    """One cell of a finding: what it is (real, doubt, false or not judged), who says so, and why.

    `lines` are the printed lines of its row, or those of the list's line about it.
    """

    code: str
    place: str
    lines: str
    verdict: str
    by: str
    why: str


def judged() -> Iterator[Judged]:
    """Every cell that is taken, in the order of the codes and of the plans."""
    told = [(cell, finding) for finding in findings() for cell in cells_of(finding)]
    for code, cells in sorted(grouped(told, lambda each: each[1].code).items()):
        taken = cells if len(cells) <= MOST else Random(f"precision {code}").sample(cells, MOST)
        yield from sorted((_judged(cell, finding) for cell, finding in taken), key=lambda each: each.place)


def _judged(cell: Origin, finding: Finding) -> Judged:
    place, row = str(cell), row_at(cell)
    asked = [fault for fault in faults() if fault.kind in told_by(finding.code)]
    listed = sorted((f for f in asked if speaks_of(finding, f, [cell])), key=lambda fault: fault.sure != "yes")
    lines = _said(row.lines) if row else listed[0].line.replace("001:", "") if listed else ""
    verdict, by, why = _by_list(listed)
    if (finding.code, place) in _read():
        verdict, words = _read()[finding.code, place]
        by, why = f"{by}; a reader" if listed else "a reader", words or why
    return Judged(finding.code, place, lines, verdict, by, why)


@cache
def _read() -> Mapping[tuple[str, str], tuple[str, str]]:
    """What readers found of single cells: the verdict and the words, by rule and place."""
    silent = {(code, place): (verdict, why) for code, place, _, verdict, why in table_of(VERDICTS)[1:]}
    return silent | {(code, place): (verdict, words) for code, place, verdict, words in table_of(READ)[1:]}


def _by_list(listed: list[Fault]) -> tuple[str, str, str]:
    if not listed:
        return "not judged", "nobody", ""
    first = listed[0]
    return ("real" if first.sure == "yes" else "doubt"), f"the list, {first.id}", first.why


def _said(lines: frozenset[int]) -> str:
    return f"{min(lines)}-{max(lines)}" if len(lines) > 1 else str(min(lines, default=""))


def each_table() -> tuple[tuple[str, ...], ...]:
    """The cells taken, headings first, as they are kept in `precision.tsv`; printed lines are those of 001."""
    heads = ("rule", "place", "lines of 001", "verdict", "by", "why")
    return (heads, *((j.code, j.place, j.lines, j.verdict, j.by, j.why) for j in judged()))


def rule_table() -> tuple[tuple[str, ...], ...]:
    """The figures by rule, headings first, as they are kept in `measured_precision.tsv`."""
    heads = ("rule", "cells", "taken", "real", "doubt", "false", "not judged", "read", "precision")
    cells = {code: sum(len(cells_of(f)) for f in same) for code, same in grouped(findings(), lambda f: f.code).items()}
    lines = []
    for code, taken in grouped(judged(), lambda each: each.code).items():
        counts = [sum(each.verdict == word for each in taken) for word in ("real", "doubt", "false", "not judged")]
        real, _, false, _ = counts
        share = f"{100 * real / (real + false):.1f}" if real + false else ""
        read = sum(each.by.endswith("a reader") for each in taken)
        lines.append((code, *map(str, (cells[code], len(taken), *counts, read)), share))
    return (heads, *lines)


def main() -> None:
    """Print the figures and what is false or not judged, and keep figures and cells."""
    keep(EACH, each_table())
    keep(BY_RULE, rule_table())
    print(as_text(rule_table()), end="\n\n")
    for each in judged():
        if each.verdict in ("false", "not judged"):
            print(f"{each.verdict}: {each.code} {each.place} {each.why}")


if __name__ == "__main__":
    main()
