"""Holds the rules against the printed plans' known faults: `python -m tests.gold.measure` prints and keeps the figures.

Each department's plans are held against the list of their own papers; Hartlepool's figures stand beside its list, those
of another in its own folder. With departments' names, only these are measured.

A rule's *recall* is the share of the certain lines of its kinds that it finds. Its *candidates* are cells that it
speaks of and no line of the list does: false alarms, or what both readers missed; `verdicts.tsv` says which. Cells *in
doubt* are those that the list has as doubts alone. A rule is right about the cells that are not false. A line *in
tables* stands in a row of the workbooks; one *in text* in prose that they hold in other words; any other (cover,
contents, headings of the paper) in nothing that a rule can see: `missed.tsv` says which, of each line not found.

A new rule is taken in by one line of `KINDS`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from compiler.domain.finding import Audience, Finding
from compiler.domain.origin import Origin
from compiler.domain.period import Period
from compiler.domain.returned import Role
from compiler.pipeline import check_returns, read_returns
from compiler.project.find import open_project
from compiler.project.quarter import Wish, inputs_of
from tests.gold.printed import (
    HARTLEPOOL,
    PAPERS,
    ROOT,
    TEXT,
    Fault,
    Papers,
    Row,
    faults,
    lines_of_tables,
    lines_of_text,
    references_in,
    rows_of,
    verdicts,
)

BY_RULE = "measured.tsv"
BY_KIND = "measured_kinds.tsv"
MISSED = "missed.tsv"

KINDS: Mapping[str, str] = {
    "C201": "malformed-value no-date",
    "C202": "malformed-value",
    "C206": "value-not-in-list",
    "C207": "look-alike-letter",
    "C209": "impossible-value",
    "C210": "unit-contradicts-definition",
    "C211": "unit-missing",
    "C212": "malformed-reference",
    "C213": "malformed-reference reference-cut-off",
    "C214": "look-alike-letter",
    "C215": "placeholder",
    "C216": "template-text-left",
    "C219": "template-text-left",
    "C218": "unit-contradicts-definition",
    "C221": "malformed-value",
    "R305": "action-without-risk action-without-indicator cell-blank",
    "R311": "due-before-plan",
    "R312": "due-after-plan",
    "R313": "target-easier target-wrong-way",
    "R314": "target-unmoved",
    "R315": "neither-outturn-nor-target",
    "R316": "target-without-outturn outturn-without-target",
    "R318": "figure-in-wrong-column",
    "R319": "target-in-words",
    "R321": "words-printed-twice",
    "R322": "target-wrong-way",
    "T405": "wrong-year",
    "T410": "duplicate-reference",
    "T412": "gap-in-numbering",
    "T413": "objective-without-actions",
    "T414": "section-missing",
    "T415": "total-does-not-add",
    "T416": "malformed-value",
    "T417": "wrong-year",
    "T422": "column-blank",
    "X501": "reference-not-there",
    "X502": "reference-cut-off malformed-reference",
    "G601": "no-parent",
    "G602": "wrong-code",
    "G603": "no-parent",
    "G604": "not-carried",
    "G605": "child-after-parent",
    "G606": "heading-reworded",
    "G607": "heading-reworded",
    "G608": "parent-code-reused",
    "G609": "words-differ",
    "G610": "date-differs",
    "G611": "officer-differs",
    "G612": "indicators-differ",
    "G614": "same-words-two-references",
    "G615": "parent-code-reused",
    "G616": "link-against-grid",
    "G617": "listed-not-linked",
    "G618": "heading-reworded",
    "I701": "cited-not-listed",
    "I702": "indicator-cited-nowhere",
    "I703": "held-by-several",
    "I704": "figure-differs",
    "I705": "unit-missing unit-contradicts-definition",
    "I706": "definition-differs",
    "I707": "owner-without-action",
    "I708": "parent-indicator-not-carried",
    "I709": "child-indicator-not-in-parent",
    "I710": "held-by-no-division",
    "I711": "figure-differs",
    "I712": "indicator-cited-nowhere",
    "I713": "objective-without-indicator",
    "K801": "risk-not-cited-by-named-action risk-wrong-action risk-not-in-heading",
    "K802": "risk-heading-not-in-register",
    "K803": "risk-not-named-by-register risk-not-in-parent-heading",
    "K804": "risk-cited-nowhere",
    "K805": "next-review-missing review-overdue",
    "K806": "review-overdue",
    "K808": "risk-not-named-by-register",
    "K809": "risk-not-cited-by-named-action",
    "W901": "person-two-spellings",
    "W902": "initials-and-key",
    "W903": "role-two-titles",
    "W904": "name-two-ways",
    "W905": "budget-differs",
    "W906": "wrong-word",
    "W907": "name-two-ways wrong-word",
    "W908": "name-two-ways",
    "W909": "words-printed-twice",
    "W910": "plan-named-otherwise",
    "W911": "budget-differs",
    "W912": "wrong-word",
}
"""The kinds of the list that a rule answers for; a code that is not here answers for none."""


TELLS_TOO: Mapping[str, str] = {
    "C206": "wrong-word name-two-ways",
    "I706": "wrong-word name-two-ways",
    "R305": "no-date",
    "R321": "figure-in-wrong-column",
    "T410": "held-by-several",
    "W909": "wrong-word",
    "X501": "cited-not-listed",
    "G607": "wrong-word",
    "W905": "malformed-value",
    "G608": "words-differ date-differs officer-differs wrong-section",
    "G612": "parent-indicator-not-carried",
    "G614": "date-differs",
    "I709": "indicators-differ",
    "I713": "action-without-indicator column-blank",
    "K801": "risk-heading-not-in-register risk-not-named-by-register",
    "K809": "risk-cited-nowhere",
}
"""What a rule's message tells besides, so that no second finding stands at the row; it counts for the kind alone."""

SHOWS_A_GOOD_ONE = {"G603", "W906", "W907", "W908"}
"""Rules whose further cells show rows that are right."""

OF_THE_WHOLE_PLAN = {"T414"}
"""Rules whose finding is about a plan, wherever its cell stands."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one rule (or, for a kind, all rules together) makes of the list.

    `tables` counts the certain lines that stand in a table of the plan workbooks, where alone a rule can see them.
    """

    name: str
    findings: int
    cells: int
    certain: int
    found: int
    tables: int = 0
    doubted: int = 0
    candidates: tuple[tuple[Origin, Finding], ...] = ()

    @property
    def recall(self) -> str:
        """The share found in per cent, one decimal; blank where the list has no certain line."""
        return f"{100 * self.found / self.certain:.1f}" if self.certain else ""


@cache
def findings(papers: Papers = HARTLEPOOL) -> tuple[Finding, ...]:
    """What `compile check --plan` tells of the approved plans of the year."""
    project = open_project(ROOT, papers.department)
    period = Period(papers.year, 1)
    inputs = inputs_of(project, period, Wish())
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    return tuple(each for each in check_returns(inputs, plans, (), ()) if each.audience is Audience.PLAN)


def row_at(origin: Origin, papers: Papers = HARTLEPOOL) -> Row | None:
    """The row of a plan workbook that a finding points at; None over the table, on the cover and in the text."""
    workbook = papers.folder / Path(origin.workbook).name
    return rows_of(workbook, papers.document).get((origin.sheet, origin.row))


def cells_of(finding: Finding) -> tuple[Origin, ...]:
    """The cells that a finding calls wrong: its own, and those of its column that it groups with it."""
    first = finding.origin
    if finding.code in SHOWS_A_GOOD_ONE:
        return (first,)
    alike = (first.workbook, first.sheet, first.column)
    return (first, *(each for each in finding.others if (each.workbook, each.sheet, each.column) == alike))


def speaks_of(finding: Finding, fault: Fault, cells: Iterable[Origin], papers: Papers = HARTLEPOOL) -> bool:
    """Whether a finding, at any of the cells, tells of this fault: a line in common, and the fault's references."""
    if fault.kind not in told_by(finding.code):
        return False
    rows = [row for each in cells if (row := row_at(each, papers))]
    if not rows or finding.code in OF_THE_WHOLE_PLAN:
        same_plan = papers.plans.get(Path(finding.origin.workbook).stem) == fault.plan
        return same_plan and (bool(rows) or finding.value in fault.found)
    # A row of the condensed text stands for many printed lines: there the finding quotes what the fault is about.
    if finding.origin.sheet == TEXT and fault.found.strip("… .") not in finding.found:
        return False
    return any(row.lines & fault.all_lines for row in rows) and _names(finding, fault, papers)


def told_by(code: str) -> frozenset[str]:
    """The kinds of the list that findings of a rule tell of."""
    return frozenset(KINDS.get(code, "").split() + TELLS_TOO.get(code, "").split())


def _names(finding: Finding, fault: Fault, papers: Papers) -> bool:
    """Whether the finding names what the fault is about; a risk at an action needs both."""
    asked = references_in(fault.subject)
    words = " ".join((finding.found, finding.value, finding.subject, finding.remedy))
    rows = [row for each in (finding.origin, *finding.others) if (row := row_at(each, papers))]
    told = references_in(words).union(*(row.references for row in rows))
    return not asked or (asked <= told if fault.family == "7" else bool(asked & told))


def by_rule(papers: Papers = HARTLEPOOL) -> tuple[Measured, ...]:
    """Each rule that finds anything or answers for a kind of the list, in the order of the codes."""
    kinds = {fault.kind for fault in faults(papers)}
    asked = {code for code in KINDS if papers is HARTLEPOOL or kinds & set(KINDS[code].split())}
    return tuple(_rule(code, papers) for code in sorted({finding.code for finding in findings(papers)} | asked))


def _rule(code: str, papers: Papers) -> Measured:
    told = [finding for finding in findings(papers) if finding.code == code]
    asked = [fault for fault in faults(papers) if fault.kind in KINDS.get(code, "").split()]
    certain = [fault for fault in asked if fault.sure == "yes"]
    cells = [(cell, finding) for finding in told for cell in cells_of(finding)]
    listed = [{fault.sure for fault in asked if speaks_of(finding, fault, [cell], papers)} for cell, finding in cells]
    return Measured(
        name=code,
        findings=len(told),
        cells=len(cells),
        certain=len(certain),
        found=sum(_found(fault, told, papers) for fault in certain),
        doubted=sum(each == {"doubt"} for each in listed),
        candidates=tuple(cell for cell, sure in zip(cells, listed, strict=True) if not sure),
    )


def _found(fault: Fault, told: Iterable[Finding], papers: Papers) -> bool:
    return any(speaks_of(each, fault, (each.origin, *each.others), papers) for each in told)


def by_kind(papers: Papers = HARTLEPOOL) -> tuple[Measured, ...]:
    """Each kind of the list with what all rules together find of its certain lines."""
    return tuple(_kind(kind, papers) for kind in dict.fromkeys(fault.kind for fault in faults(papers)))


def _kind(kind: str, papers: Papers) -> Measured:
    told = [finding for finding in findings(papers) if kind in told_by(finding.code)]
    certain = [fault for fault in faults(papers) if fault.kind == kind and fault.sure == "yes"]
    seen = sum(bool(fault.lines & lines_of_tables(papers)) for fault in certain)
    return Measured(kind, len(told), 0, len(certain), sum(_found(fault, told, papers) for fault in certain), seen)


def missed(kind: str, papers: Papers = HARTLEPOOL) -> tuple[Fault, ...]:
    """The certain lines of a kind that no rule finds."""
    told = [finding for finding in findings(papers) if kind in told_by(finding.code)]
    certain = (fault for fault in faults(papers) if (fault.kind, fault.sure) == (kind, "yes"))
    return tuple(fault for fault in certain if not _found(fault, told, papers))


def held_in(fault: Fault, papers: Papers) -> str:
    """Where the workbooks hold the line of a fault: in 'tables', in 'text' (condensed), or 'nowhere'."""
    if fault.lines & lines_of_tables(papers):
        return "tables"
    return "text" if fault.lines & lines_of_text(papers) else "nowhere"


def rule_table(papers: Papers = HARTLEPOOL) -> tuple[tuple[str, ...], ...]:
    """The figures by rule, headings first, as they are kept in `measured.tsv`."""
    heads = ("rule", "findings", "cells", "gold yes", "found", "recall", "cells in doubt", "cells not in gold", "false")
    return (heads, *(tuple(map(str, _line(each, papers))) for each in by_rule(papers)))


def _line(rule: Measured, papers: Papers) -> tuple[str | int, ...]:
    false = sum(verdicts(papers).get((rule.name, str(cell))) == "false" for cell, _ in rule.candidates)
    counted = (rule.findings, rule.cells, rule.certain, rule.found, rule.recall)
    return (rule.name, *counted, rule.doubted, len(rule.candidates), false)


def kind_table(papers: Papers = HARTLEPOOL) -> tuple[tuple[str, ...], ...]:
    """The figures by kind, headings first, as they are kept in `measured_kinds.tsv`."""
    heads = ("kind", "rules", "gold yes", "in tables", "found", "recall")
    lines = (
        (each.name, _rules_for(each.name), each.certain, each.tables, each.found, each.recall)
        for each in by_kind(papers)
    )
    return (heads, *(tuple(map(str, line)) for line in lines))


def _rules_for(kind: str) -> str:
    return " ".join(code for code in KINDS if kind in told_by(code))


def missed_table(papers: Papers) -> tuple[tuple[str, ...], ...]:
    """The certain lines that no rule finds and where the workbooks hold them, headings first, as in `missed.tsv`."""
    lost = [fault for kind in by_kind(papers) for fault in missed(kind.name, papers)]
    lines = ((fault.id, fault.kind, held_in(fault, papers), fault.line, fault.subject, fault.found) for fault in lost)
    return (("id", "kind", "held in", "line", "subject", "found"), *lines)


def totals(papers: Papers) -> str:
    """The certain lines of a list by where the workbooks hold them, and how many of each are found, in a sentence."""
    certain = [fault for fault in faults(papers) if fault.sure == "yes"]
    lost = {fault.id for kind in by_kind(papers) for fault in missed(kind.name, papers)}
    told = []
    for place in ("tables", "text", "nowhere"):
        there = [fault.id for fault in certain if held_in(fault, papers) == place]
        told.append(f"{place} {len(set(there) - lost)} of {len(there)}")
    return f"{papers.department}: {len(certain) - len(lost)} of {len(certain)} certain lines found ({', '.join(told)})"


def summary(papers: Papers) -> tuple[str, ...]:
    """A department's line of the README's table: lines of its list, certain ones, found, in tables, found of these."""
    certain = [fault for fault in faults(papers) if fault.sure == "yes"]
    lost = {fault.id for kind in by_kind(papers) for fault in missed(kind.name, papers)}
    seen = [fault.id for fault in certain if held_in(fault, papers) == "tables"]
    counts = (len(faults(papers)), len(certain), len(certain) - len(lost), len(seen), len(set(seen) - lost))
    return (papers.department, *map(str, counts))


def as_text(table: Sequence[Sequence[str]]) -> str:
    """A table in columns, for people."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip() for line in table
    )


def keep(path: Path, table: Sequence[Sequence[str]]) -> None:
    """Write a table as it is kept: a line for each row, its columns apart by tabs."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join("\t".join(line) + "\n" for line in table), encoding="utf-8")


def main(names: Sequence[str] = ()) -> None:
    """Print both tables of each department and what was missed or is not in its list, and keep the figures."""
    for papers in PAPERS:
        if not names or papers.department in names:
            _measure(papers)


def _measure(papers: Papers) -> None:
    print(f"{totals(papers)}\n")
    for name, table in ((BY_RULE, rule_table(papers)), (BY_KIND, kind_table(papers))):
        keep(papers.kept(name), table)
        print(as_text(table), end="\n\n")
    keep(papers.kept(MISSED), missed_table(papers))
    for kind in by_kind(papers):
        for fault in missed(kind.name, papers):
            told = f"{fault.id} {fault.kind} {fault.line} {fault.subject}: {fault.why}"
            print(f"missed, in {held_in(fault, papers)}: {told}")
    for rule in by_rule(papers):
        for cell, finding in rule.candidates:
            verdict = verdicts(papers).get((rule.name, str(cell)), "no verdict")
            print(f"not in the list, {verdict}: {rule.name} {cell} {finding.subject}: {finding.found}")
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
