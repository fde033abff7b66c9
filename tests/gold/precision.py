"""Which findings of the approved plans are right: `python -m tests.gold.precision` prints and keeps the figures.

Of each rule every cell is taken where it speaks of up to 30, else 30 at random. `read.tsv` and, for what the list has
not got, `verdicts.tsv` say of a cell what was found when it was held against the printed lines; for any other the list
speaks: what it has for certain is real, what it has as a doubt is a doubt. `precision.tsv` keeps each cell taken with
its printed lines and who says so. A rule's precision is the share of real ones among those that are real or false;
doubts are told beside it. Of departments other than Hartlepool `verdicts.tsv` has every cell that the rules speak of.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from compiler.domain.agreement import grouped
from compiler.domain.finding import Finding
from compiler.domain.origin import Origin
from tests.gold.measure import as_text, cells_of, findings, keep, row_at, speaks_of, told_by
from tests.gold.printed import HARTLEPOOL, PAPERS, VERDICTS, Fault, Papers, faults, table_of

MOST = 30
EACH = "precision.tsv"
BY_RULE = "measured_precision.tsv"
READ = HARTLEPOOL.kept("read.tsv")


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


def judged(papers: Papers = HARTLEPOOL) -> Iterator[Judged]:
    """Every cell that is taken, in the order of the codes and of the plans."""
    told = [(cell, finding) for finding in findings(papers) for cell in cells_of(finding)]
    for code, cells in sorted(grouped(told, lambda each: each[1].code).items()):
        taken = cells if len(cells) <= MOST else Random(f"precision {code}").sample(cells, MOST)
        yield from sorted((_judged(cell, finding, papers) for cell, finding in taken), key=lambda each: each.place)


def _judged(cell: Origin, finding: Finding, papers: Papers) -> Judged:
    place, row = str(cell), row_at(cell, papers)
    asked = [fault for fault in faults(papers) if fault.kind in told_by(finding.code)]
    told = (fault for fault in asked if speaks_of(finding, fault, [cell], papers))
    listed = sorted(told, key=lambda fault: fault.sure != "yes")
    lines = _said(row.lines) if row else listed[0].line.replace(f"{papers.document}:", "") if listed else ""
    verdict, by, why = _by_list(listed)
    if (finding.code, place) in _read(papers):
        verdict, words = _read(papers)[finding.code, place]
        by, why = f"{by}; a reader" if listed else "a reader", words or why
    return Judged(finding.code, place, lines, verdict, by, why)


@cache
def _read(papers: Papers) -> Mapping[tuple[str, str], tuple[str, str]]:
    """What readers found of single cells: the verdict and the words, by rule and place."""
    silent = {(code, place): (verdict, why) for code, place, _, verdict, why in table_of(papers.kept(VERDICTS))[1:]}
    further = table_of(READ)[1:] if papers is HARTLEPOOL else ()
    return silent | {(code, place): (verdict, words) for code, place, verdict, words in further}


def _by_list(listed: list[Fault]) -> tuple[str, str, str]:
    if not listed:
        return "not judged", "nobody", ""
    first = listed[0]
    return ("real" if first.sure == "yes" else "doubt"), f"the list, {first.id}", first.why


def _said(lines: frozenset[int]) -> str:
    return f"{min(lines)}-{max(lines)}" if len(lines) > 1 else str(min(lines, default=""))


def each_table(papers: Papers = HARTLEPOOL) -> tuple[tuple[str, ...], ...]:
    """The cells taken, headings first, as they are kept in `precision.tsv`, with the printed lines of their rows."""
    heads = ("rule", "place", f"lines of {papers.document}", "verdict", "by", "why")
    return (heads, *((j.code, j.place, j.lines, j.verdict, j.by, j.why) for j in judged(papers)))


def rule_table(papers: Papers = HARTLEPOOL) -> tuple[tuple[str, ...], ...]:
    """The figures by rule, headings first, as they are kept in `measured_precision.tsv`."""
    heads = ("rule", "cells", "taken", "real", "doubt", "false", "not judged", "read", "precision")
    told = grouped(findings(papers), lambda f: f.code)
    cells = {code: sum(len(cells_of(f)) for f in same) for code, same in told.items()}
    lines = []
    for code, taken in grouped(judged(papers), lambda each: each.code).items():
        counts = [sum(each.verdict == word for each in taken) for word in ("real", "doubt", "false", "not judged")]
        real, _, false, _ = counts
        share = f"{100 * real / (real + false):.1f}" if real + false else ""
        read = sum(each.by.endswith("a reader") for each in taken)
        lines.append((code, *map(str, (cells[code], len(taken), *counts, read)), share))
    return (heads, *lines)


def main(names: Sequence[str] = ()) -> None:
    """Print the figures of each department and what is false or not judged, and keep figures and cells."""
    for papers in PAPERS:
        if not names or papers.department in names:
            _tell(papers)


def _tell(papers: Papers) -> None:
    keep(papers.kept(EACH), each_table(papers))
    keep(papers.kept(BY_RULE), rule_table(papers))
    print(f"{papers.department}\n\n{as_text(rule_table(papers))}", end="\n\n")
    for each in judged(papers):
        if each.verdict in ("false", "not judged"):
            print(f"{each.verdict}: {each.code} {each.place} {each.why}")


if __name__ == "__main__":
    main(sys.argv[1:])
