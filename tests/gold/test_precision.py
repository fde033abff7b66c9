"""Every finding of the plans is judged, none that stands is false, and every finding of the returns was put in."""

from __future__ import annotations

from tests.gold.measure import findings
from tests.gold.precision import BY_RULE, EACH, READ, each_table, judged, rule_table
from tests.gold.printed import Papers, table_of
from tests.gold.quarters import LIST, found, listed
from tests.gold.test_gold import each_list


@each_list
def test_every_cell_that_is_taken_is_judged_and_none_is_a_false_alarm(papers: Papers) -> None:
    """A cell that stands here wants a line in verdicts.tsv: hold the finding against the printed lines."""
    assert [(each.code, each.place) for each in judged(papers) if each.verdict not in ("real", "doubt")] == []


@each_list
def test_the_figures_that_are_kept_are_those_of_today(papers: Papers) -> None:
    """If not: python -m tests.gold.precision."""
    assert table_of(papers.kept(BY_RULE)) == rule_table(papers)
    assert table_of(papers.kept(EACH)) == each_table(papers)


@each_list
def test_every_rule_that_finds_anything_in_the_plans_has_its_precision(papers: Papers) -> None:
    assert {line[0] for line in rule_table(papers)[1:]} == {finding.code for finding in findings(papers)}


def test_what_a_reader_said_is_well_formed() -> None:
    heads, *lines = table_of(READ)
    assert heads == ("code", "place", "verdict", "words")
    assert {(len(line), line[2] in ("real", "false", "doubt")) for line in lines} == {(4, True)}
    assert len({line[:2] for line in lines}) == len(lines)


def test_every_finding_of_the_illustrative_returns_was_put_in_or_truly_follows() -> None:
    """A finding that is not in quarters.tsv wants its verdict there; one that is gone was lost by a rule."""
    assert found() == listed()
    assert {line[5] for line in table_of(LIST)[1:]} <= {"planted", "follows"}
