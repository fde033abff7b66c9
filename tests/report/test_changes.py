"""Which sentences and figures changed since the last run."""

from __future__ import annotations

import json
from dataclasses import replace

from compiler.report.blocks import Block, Heading, Paragraph, Report, Table, TableColumn, whole
from compiler.report.build import build_report
from compiler.report.changes import changed_since, report_facts
from tests.report.making import book, narrative
from tests.report.making import view as view_of
from tests.report.small import BEFORE, PLANS, RETURNS, small_view

REPORT = Report("Title", "Subject", "Department", "Council", "Quarter 2", ())


def _report(*blocks: Block) -> Report:
    return replace(REPORT, parts=whole(*blocks))


def _table(*rows: tuple[str, str]) -> Table:
    cells = tuple(((heading,), (figure,)) for heading, figure in rows)
    return Table(
        "Table 1: x", (TableColumn("Rating"), TableColumn("Number")), cells, note=("A note.",), key="by-rating"
    )


def test_every_sentence_and_figure_has_a_key() -> None:
    report = _report(
        Heading(2, "Progress", "progress"),
        Paragraph(("Two are red. At 47.4% e.g. it is “low”. Is it?",)),
        Paragraph(("Three remain.",), "bullet"),
        _table(("Red", "2"), ("Red", "3")),
    )

    assert report_facts(report) == (
        ("progress/1", "Two are red."),
        ("progress/2", "At 47.4% e.g. it is “low”."),
        ("progress/3", "Is it?"),
        ("progress/4", "Three remain."),
        ("by-rating/Red/Number", "2"),
        ("by-rating/Red/Number (2)", "3"),
        ("by-rating/Note", "A note."),
    )


def test_a_section_that_stands_twice_has_keys_of_its_own() -> None:
    section = (Heading(2, "Progress", "progress"), Paragraph(("Two are red.",)))

    assert report_facts(_report(*section, *section)) == (
        ("progress/1", "Two are red."),
        ("progress (2)/1", "Two are red."),
    )


def test_changes_are_told_one_by_one() -> None:
    heading = Heading(2, "Progress", "the-progress")
    old = _report(heading, Paragraph(("One is red. It stays. Two wait.",)), _table(("Red", "1"), ("Amber", "2")))
    new = _report(heading, Paragraph(("A word first. Two are red. It stays.",)), _table(("Red", "2"), ("Green", "2")))

    assert changed_since(report_facts(old), report_facts(new)) == [
        "Section “the progress”: “A word first.” (was “One is red.”)",
        "Section “the progress”: new: “Two are red.”",
        "Section “the progress”: no longer: “Two wait.”",
        "Table “by rating”, Red, Number: 2 (was 1)",
        "Table “by rating”, Green, Number: new: 2",
        "Table “by rating”, Amber, Number: no longer there (was 2)",
    ]


def test_the_same_report_has_no_changes_even_through_json() -> None:
    facts = report_facts(build_report(small_view()))

    assert changed_since(json.loads(json.dumps(facts)), facts) == []
    assert len({key for key, _ in facts}) == len(facts)


def test_one_rating_changes_the_figures_that_rest_on_it() -> None:
    north = book("north", actions="reference | rating | progress\nN A1 | Amber | Opened.\nCS A01 | Amber | Going on.")
    one = build_report(view_of(PLANS, (RETURNS[0], RETURNS[1]), BEFORE))
    other = build_report(view_of(PLANS, (RETURNS[0], north), BEFORE))

    assert changed_since(report_facts(one), report_facts(other)) == [
        "Table “divisional actions by division”, Northern Services, Amber: 2 (66.7%) (was 1 (33.3%))",
        "Table “divisional actions by division”, Northern Services, Green: 0 (0%) (was 1 (33.3%))",
        "Table “divisional actions by division”, Total, Amber: 2 (50%) (was 1 (25%))",
        "Table “divisional actions by division”, Total, Green: 0 (0%) (was 1 (25%))",
        "Table “appendix divisional north actions”, N A1, Rating: ● Amber (was ▲ Green)",
    ]


def test_words_of_the_officer_are_compared_too() -> None:
    one = build_report(view_of([], [book("lead", narrative=narrative(background="The plan was approved. It holds."))]))
    other = build_report(view_of([], [book("lead", narrative=narrative(background="The plan was amended. It holds."))]))

    assert changed_since(report_facts(one), report_facts(other)) == [
        "Section “background”: “The plan was amended.” (was “The plan was approved.”)"
    ]
