"""The lists of the printed plans' faults are well formed, and the rules find no less of them than was measured."""

from __future__ import annotations

import pytest

from compiler.rules.registry import rule_of
from tests.gold.measure import BY_KIND, BY_RULE, KINDS, MISSED, by_kind, by_rule, findings, missed_table, summary
from tests.gold.printed import (
    HARTLEPOOL,
    PAPERS,
    ROOT,
    VERDICTS,
    Papers,
    faults,
    legend,
    printed_lines,
    references_in,
    rows_of,
    table_of,
)

each_list = pytest.mark.parametrize("papers", PAPERS, ids=lambda papers: papers.department)


@each_list
def test_each_line_has_its_own_id(papers: Papers) -> None:
    ids = [fault.id for fault in faults(papers)]
    assert len(set(ids)) == len(ids) > 0


@each_list
def test_the_kinds_of_the_list_are_those_of_its_legend(papers: Papers) -> None:
    assert {fault.kind for fault in faults(papers)} == set(legend(papers))


@each_list
def test_a_kind_belongs_to_one_family(papers: Papers) -> None:
    assert {fault.family for fault in faults(papers)} <= set("123456789")
    assert len({(fault.kind, fault.family) for fault in faults(papers)}) == len(legend(papers))


def test_a_kind_means_the_same_in_each_list() -> None:
    meanings = {(kind, meaning) for papers in PAPERS for kind, meaning in legend(papers).items()}
    assert len(meanings) == len({kind for kind, _ in meanings})


@each_list
def test_the_words_of_the_short_columns_are_known(papers: Papers) -> None:
    assert {fault.sure for fault in faults(papers)} == {"yes", "doubt"}
    assert {fault.readers for fault in faults(papers)} == {"1", "2", "both"}
    assert {fault.plan for fault in faults(papers)} <= {*papers.plans.values(), "covering-report"}


@each_list
def test_each_line_names_printed_lines_of_the_papers_and_says_what_and_why(papers: Papers) -> None:
    first, last = papers.lines
    for fault in faults(papers):
        assert fault.lines, fault
        assert first <= min(fault.all_lines) <= max(fault.all_lines) <= last, fault
        assert fault.subject, fault
        assert fault.found, fault
        assert fault.why, fault


@each_list
def test_no_fault_is_listed_twice(papers: Papers) -> None:
    seen = [(fault.kind, fault.line, fault.other_line, fault.subject) for fault in faults(papers)]
    assert sorted(each for each in set(seen) if seen.count(each) > 1) == []


@pytest.mark.parametrize(
    ("words", "lines"),
    [("001:664", {664}), ("001:664-666", {664, 665, 666}), ("001:278-279,310", {278, 279, 310}), ("", set())],
)
def test_printed_lines_are_read(words: str, lines: set[int]) -> None:
    assert printed_lines(words) == lines


def test_lines_of_another_document_are_left_out() -> None:
    assert printed_lines("003:10, 002:20-30, 12-13", "003") == {10, 12, 13}


def test_what_is_no_printed_line_is_refused() -> None:
    with pytest.raises(ValueError, match="page 7"):
        printed_lines("001:664, page 7")


def test_references_are_read_without_their_spaces() -> None:
    assert references_in("PSI A047: CPS6-2.1 and POL 6-4.5, NI 55") == {"PSIA047", "CPS6-2.1", "POL6-4.5", "NI55"}


def test_a_row_of_a_plan_knows_its_printed_line_and_its_reference() -> None:
    row = rows_of(HARTLEPOOL.folder / "Departmental.xlsx")["Indicators", 5]
    assert (set(row.lines), set(row.references)) == ({786}, {"PSA10"})


def test_each_rule_that_is_measured_is_a_rule_and_its_kinds_are_in_a_legend() -> None:
    assert [code for code in KINDS if rule_of(code) is None] == []
    assert {kind for kinds in KINDS.values() for kind in kinds.split()} <= {k for p in PAPERS for k in legend(p)}


@each_list
def test_each_rule_that_finds_anything_in_the_plan_is_measured(papers: Papers) -> None:
    assert {finding.code for finding in findings(papers)} <= set(KINDS)


@each_list
def test_the_verdicts_are_well_formed(papers: Papers) -> None:
    heads, *lines = table_of(papers.kept(VERDICTS))
    assert heads == ("code", "place", "subject", "verdict", "why")
    assert {(len(line), line[3] in ("real", "false", "doubt"), bool(line[4])) for line in lines} <= {(5, True, True)}


@each_list
def test_no_rule_finds_less_of_the_list_than_was_measured(papers: Papers) -> None:
    kept = {line[0]: int(line[4]) for line in table_of(papers.kept(BY_RULE))[1:]}
    found = {each.name: each.found for each in by_rule(papers)}
    assert {name: found.get(name, 0) for name in kept if found.get(name, 0) < kept[name]} == {}


@each_list
def test_of_no_kind_less_is_found_than_was_measured(papers: Papers) -> None:
    kept = {line[0]: float(line[5] or 0) for line in table_of(papers.kept(BY_KIND))[1:]}
    found = {each.name: float(each.recall or 0) for each in by_kind(papers)}
    assert {name: found.get(name, 0) for name in kept if found.get(name, 0) < kept[name]} == {}


@each_list
def test_what_is_missed_is_kept_as_it_is_today(papers: Papers) -> None:
    """If not: python -m tests.gold.measure."""
    assert table_of(papers.kept(MISSED)) == missed_table(papers)


@each_list
def test_the_readme_tells_the_figures_of_today(papers: Papers) -> None:
    assert f"| {' | '.join(summary(papers))} |" in (ROOT / "README.md").read_text(encoding="utf-8")
