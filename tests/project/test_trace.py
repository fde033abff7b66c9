"""Every numeral of every paper can be asked: other bodies' papers, the documents of the plans, the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from compiler.project.find import Project, choose_period, open_project
from compiler.project.issue import planned_years
from compiler.project.trace import (
    Askable,
    Recompiled,
    answers,
    others_to_ask,
    paper_to_ask,
    plans_to_ask,
    recompile,
    report_to_ask,
)
from compiler.render.page import render_page
from compiler.render.trace import cells_of, printed, traced
from compiler.render.trace.cells import cell_at
from compiler.render.trace.numerals import numerals
from tests.render.test_trace import QUARTERS, untold

ROOT = Path(__file__).parents[2]
DEPARTMENTS = ["hartlepool", "darlington", "stockton-services", "stockton-partnership", "stockton-strategy"]


@pytest.fixture(scope="module", params=QUARTERS, ids="/".join)
def quarter(request: pytest.FixtureRequest) -> tuple[Project, Recompiled]:
    project = open_project(ROOT)
    return project, recompile(project, choose_period(project, *request.param))


def other_papers(project: Project, made: Recompiled) -> Iterator[Askable]:
    return (each for each in others_to_ask(project, made.period, made) if "the paper for" in each.said)


def test_every_numeral_of_other_bodies_papers_is_told(quarter: tuple[Project, Recompiled]) -> None:
    project, made = quarter
    papers = list(other_papers(project, made))
    assert papers
    assert [(paper.said, *each) for paper in papers for each in untold(paper.report, paper.behind)] == []


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_every_numeral_of_the_plans_is_told(department: str) -> None:
    project = open_project(ROOT, department)
    papers = [each for year in planned_years(project) for each in plans_to_ask(project, year)]
    assert sum(1 for paper in papers for line in printed(paper.report) for _ in numerals(line.text)) > 100
    assert [(paper.said, *each) for paper in papers for each in untold(paper.report, paper.behind)] == []
    for paper in papers:
        cells = cells_of(paper.behind)
        told = [each for line in printed(paper.report) for each in traced(line, paper.behind)]
        assert [each for each in told for origin in each.origins if not cell_at(cells, origin).row] == []


@pytest.mark.parametrize("asked", QUARTERS, ids="/".join)
def test_the_page_has_no_numeral_that_its_report_has_not(asked: tuple[str, str]) -> None:
    """But for the cells themselves, which are told beside each figure."""
    project = open_project(ROOT)
    paper, _ = report_to_ask(project, choose_period(project, *asked), lambda step: None)
    page = html.fromstring(render_page(paper.report))
    for tag in ("style", "details", "nav"):
        etree.strip_elements(page, tag, with_tail=False)
    lines = printed(paper.report)
    known = {each.text for line in lines for each in numerals(line.text)}
    shown = {each.text for words in page.itertext() for each in numerals(str(words)) if not each.spelt}
    assert len(shown) > 50
    assert shown - known == set()


def test_a_paper_is_asked_by_its_body_and_tells_only_what_it_covers() -> None:
    project = open_project(ROOT)
    period = choose_period(project, "2008-09", "Q1")
    whole, _ = report_to_ask(project, period, lambda step: None)
    scrutiny = paper_to_ask(project, period, "Scrutiny Forum", lambda step: None)
    (found,) = answers("Table 1, Amber, Actions (%)", (scrutiny,), named=True)
    (other,) = answers("Table 1, Amber, Actions (%)", (whole,), named=False)
    assert found.paper == "the paper for Scrutiny Forum, Quarter 1 2008/09"
    assert [each.text for each in found.places] != []
    assert {origin for each in found.places for origin in each.origins} <= {
        origin for each in other.places for origin in each.origins
    }
