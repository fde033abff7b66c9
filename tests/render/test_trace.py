"""Every numeral of the real reports can be asked where it comes from; what is asked for is found or named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from compiler.pipeline import compile_quarter
from compiler.project.find import choose_period, open_project
from compiler.project.quarter import Wish, inputs_of
from compiler.render.trace import Behind, Line, Traced, behind_view, cells_of, find, printed, traced
from compiler.render.trace.cells import cell_at
from compiler.render.trace.numerals import numerals, only_numeral
from compiler.report.arrange import arranged
from compiler.report.blocks import Report, Table
from compiler.report.sources import SOURCES

ROOT = Path(__file__).parents[2]
QUARTERS = [("2007-08", "Q4"), ("2008-09", "Q1"), ("2008-09", "Q2")]


@pytest.fixture(scope="module", params=QUARTERS, ids="/".join)
def compiled(request: pytest.FixtureRequest) -> tuple[Report, Behind]:
    project = open_project(ROOT)
    made = compile_quarter(inputs_of(project, choose_period(project, *request.param), Wish()))
    return made.report, behind_view(made.view)


def untold(report: Report, behind: Behind) -> Iterator[tuple[str, str]]:
    """The numerals that nothing explains, each with its line."""
    for line in printed(report):
        told = [each for each in traced(line, behind) if each.kind != "unexplained" and (each.origins or each.source)]
        for numeral in numerals(line.text):
            nothing_counted = any(
                each.start <= numeral.start < each.end and each.kind == "figure" and each.text in ("0", "0%")
                for each in traced(line, behind)
            )
            told_of = any(each.start <= numeral.start and numeral.end <= each.end for each in told)
            if not (numeral.spelt or told_of or nothing_counted):
                yield line.where, f"{numeral.text} in {line.text!r}"


def test_every_numeral_of_the_real_reports_is_told(compiled: tuple[Report, Behind]) -> None:
    report, behind = compiled
    assert sum(1 for line in printed(report) for _ in numerals(line.text)) > 250
    assert list(untold(report, behind)) == []


def test_every_numeral_of_the_annex_of_sources_is_told(compiled: tuple[Report, Behind]) -> None:
    report, behind = compiled
    places = [part.key for part in report.parts]
    annexed = arranged(report, [*places, SOURCES])
    assert sum(isinstance(block, Table) and bool(block.sources_of) for block in annexed.blocks) > 8
    assert list(untold(annexed, behind)) == []


def test_every_figure_that_is_asked_for_as_printed_is_found_with_its_cells(
    compiled: tuple[Report, Behind],
) -> None:
    report, behind = compiled
    lines, cells = printed(report), cells_of(behind)

    def tell(line: Line) -> tuple[Traced, ...]:
        return traced(line, behind)

    figures = {each.text: each for line in lines for each in tell(line) if each.kind == "figure" and each.origins}
    assert len(figures) > 15
    for words, figure in figures.items():
        if only_numeral(words):
            assert figure in find(words, lines, tell).places
        assert all(cell_at(cells, origin).row for origin in figure.origins), (words, figure)


def test_the_kinds_of_what_is_told_in_the_published_report() -> None:
    project = open_project(ROOT)
    made = compile_quarter(inputs_of(project, choose_period(project, "2007-08", "Q4"), Wish()))
    behind = behind_view(made.view)
    kinds = Counter(each.kind for line in printed(made.report) for each in traced(line, behind))
    assert kinds["unexplained"] == 0
    assert (kinds["figure"] > 30, kinds["words"] > 250, kinds["date"] > 10, kinds["reference"] > 10) == (True,) * 4


# --- finding ---


@pytest.fixture(scope="module")
def ask() -> Callable[[str], list[tuple[str, str, int]]]:
    """Asks the published report: the place, the words and how many cells of each answer, or what was said.

    Paragraphs are not told by their number, which is another where a paragraph is added.
    """
    project = open_project(ROOT)
    made = compile_quarter(inputs_of(project, choose_period(project, "2007-08", "Q4"), Wish()))
    lines, behind = printed(made.report), behind_view(made.view)

    def asking(query: str) -> list[tuple[str, str, int]]:
        asked = find(query, lines, lambda line: traced(line, behind))
        assert bool(asked.places) != bool(asked.said)
        found = [(re.sub(r"\d+$", "…", each.line.where), each.text, len(each.origins)) for each in asked.places]
        return found or [(asked.said, "", 0)]

    return asking


GREEN = ("Table 2, row “Green”, column “%”", "52.6%", 10)


@pytest.mark.parametrize(
    "query",
    [
        "Table 2, Green, %",
        "table 2, %, green",
        "Table 2 Green, %",
        "Table 2, ▲ Green, %",
        "Table 2: Departmental Plan actions by rating, Quarter 4 2007/08, Green, %",
        "Departmental Plan actions by rating, Green, %",
    ],
)
def test_a_place_in_a_table_may_be_named_in_several_ways(
    ask: Callable[[str], list[tuple[str, str, int]]], query: str
) -> None:
    assert ask(query) == [GREEN]


@pytest.mark.parametrize(
    ("query", "answers"),
    [
        ("52.6%", [("Table 1, row “Green”, column “Actions (%)”", "52.6%", 10), GREEN]),
        ("52.6", [("Table 1, row “Green”, column “Actions (%)”", "52.6%", 10), GREEN]),
        ("Table 2, Green", [("Table 2, row “Green”, column “Number”", "10", 10), GREEN]),
        ("Chart 1, Be Healthy, Green", [("Chart 1, row “Be Healthy (2)”, column “Green”", "1", 1)]),
        (
            "Table 2, %",
            [
                ("Table 2, row “Red”, column “%”", "0%", 0),
                ("Table 2, row “Amber”, column “%”", "47.4%", 9),
                GREEN,
                ("Table 2, row “Total”, column “%”", "100%", 19),
            ],
        ),
        ("eight further actions have been completed", [("“4.1 Departmental Plan actions”, paragraph …", "eight", 8)]),
        (
            "Since quarter 3, EIGHT further",
            [
                ("“4.1 Departmental Plan actions”, paragraph …", "Quarter 3", 0),
                ("“4.1 Departmental Plan actions”, paragraph …", "eight", 8),
            ],
        ),
        ("Date: 20 May 2008", [("at the head of the report, line …", "20 May 2008", 0)]),
        (
            "Table 2, Gren, %",
            [
                (
                    "Table 2 has no row or column 'Gren'. Did you mean 'Green'? Its columns are: Rating, Number, %. "
                    "Its rows are: Red, Amber, Green, Total.",
                    "",
                    0,
                )
            ],
        ),
        ("48.4%", [("The figure '48.4%' stands nowhere in this report. Near it are: 47.4%.", "", 0)]),
        (
            "eleven submarines sank",
            [("'eleven submarines sank' stands nowhere in this report.", "", 0)],
        ),
    ],
)
def test_what_is_found(
    ask: Callable[[str], list[tuple[str, str, int]]], query: str, answers: list[tuple[str, str, int]]
) -> None:
    found = ask(query)
    assert found == answers
