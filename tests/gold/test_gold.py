"""The list of the printed plan's faults is well formed, and the rules find no less of it than was measured."""

from __future__ import annotations

import pytest

from compiler.rules.registry import rule_of
from tests.gold.measure import BY_KIND, BY_RULE, KINDS, PLAN_FOLDER, by_kind, by_rule, findings
from tests.gold.printed import PLANS, VERDICTS, faults, legend, printed_lines, references_in, rows_of, table_of

FIRST_LINE, LAST_LINE = 262, 2291


def test_each_line_has_its_own_id() -> None:
    ids = [fault.id for fault in faults()]
    assert len(set(ids)) == len(ids) > 0


def test_the_kinds_of_the_list_are_those_of_its_legend() -> None:
    assert {fault.kind for fault in faults()} == set(legend())


def test_a_kind_belongs_to_one_family() -> None:
    assert {fault.family for fault in faults()} <= set("123456789")
    assert len({(fault.kind, fault.family) for fault in faults()}) == len(legend())


def test_the_words_of_the_short_columns_are_known() -> None:
    assert {fault.sure for fault in faults()} == {"yes", "doubt"}
    assert {fault.readers for fault in faults()} == {"1", "2", "both"}
    assert {fault.plan for fault in faults()} <= {*PLANS.values(), "covering-report"}


def test_each_line_names_printed_lines_of_the_papers_and_says_what_and_why() -> None:
    for fault in faults():
        assert fault.lines, fault
        assert FIRST_LINE <= min(fault.all_lines) <= max(fault.all_lines) <= LAST_LINE, fault
        assert fault.subject, fault
        assert fault.found, fault
        assert fault.why, fault


def test_no_fault_is_listed_twice() -> None:
    seen = [(fault.kind, fault.line, fault.other_line, fault.subject) for fault in faults()]
    assert sorted(each for each in set(seen) if seen.count(each) > 1) == []


@pytest.mark.parametrize(
    ("words", "lines"),
    [("001:664", {664}), ("001:664-666", {664, 665, 666}), ("001:278-279,310", {278, 279, 310}), ("", set())],
)
def test_printed_lines_are_read(words: str, lines: set[int]) -> None:
    assert printed_lines(words) == lines


def test_what_is_no_printed_line_is_refused() -> None:
    with pytest.raises(ValueError, match="page 7"):
        printed_lines("001:664, page 7")


def test_references_are_read_without_their_spaces() -> None:
    assert references_in("PSI A047: CPS6-2.1 and POL 6-4.5, NI 55") == {"PSIA047", "CPS6-2.1", "POL6-4.5", "NI55"}


def test_a_row_of_a_plan_knows_its_printed_line_and_its_reference() -> None:
    row = rows_of(PLAN_FOLDER / "Departmental.xlsx")["Indicators", 5]
    assert (set(row.lines), set(row.references)) == ({786}, {"PSA10"})


def test_each_rule_that_is_measured_is_a_rule_and_its_kinds_are_in_the_legend() -> None:
    assert [code for code in KINDS if rule_of(code) is None] == []
    assert {kind for kinds in KINDS.values() for kind in kinds.split()} <= set(legend())


def test_each_rule_that_finds_anything_in_the_plan_is_measured() -> None:
    assert {finding.code for finding in findings()} <= set(KINDS)


def test_the_verdicts_are_well_formed() -> None:
    heads, *lines = table_of(VERDICTS)
    assert heads == ("code", "place", "subject", "verdict", "why")
    assert {(len(line), line[3] in ("real", "false", "doubt"), bool(line[4])) for line in lines} == {(5, True, True)}


def test_no_rule_finds_less_of_the_list_than_was_measured() -> None:
    kept = {line[0]: int(line[4]) for line in table_of(BY_RULE)[1:]}
    found = {each.name: each.found for each in by_rule()}
    assert {name: found.get(name, 0) for name in kept if found.get(name, 0) < kept[name]} == {}


def test_of_no_kind_less_is_found_than_was_measured() -> None:
    kept = {line[0]: float(line[5] or 0) for line in table_of(BY_KIND)[1:]}
    found = {each.name: float(each.recall or 0) for each in by_kind()}
    assert {name: found.get(name, 0) for name in kept if found.get(name, 0) < kept[name]} == {}
