"""The page says what the Word report says, word for word; its own words stand apart. On the real quarters too."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from lxml import html

from compiler.domain.origin import Origin
from compiler.pipeline import compile_quarter
from compiler.project.find import choose_period, open_project
from compiler.project.quarter import Wish, inputs_of
from compiler.render.page import render_page
from compiler.render.word import render_word
from compiler.report.blocks import Chart, Matrix, Report
from tests.render.sample_report import sample
from tests.render.test_page import SMALL, units

ROOT = Path(__file__).parents[2]
TEMPLATE = (ROOT / "templates/base/report.docx").read_bytes()


@pytest.fixture(scope="module", params=["small", "sample", "2007-08 Q4", "2008-09 Q2"])
def report(request: pytest.FixtureRequest) -> Report:
    if request.param in ("small", "sample"):
        return SMALL if request.param == "small" else sample()
    project = open_project(ROOT)
    period = choose_period(project, *request.param.split())
    return compile_quarter(inputs_of(project, period, Wish())).report


def squeezed(words: str) -> str:
    return " ".join(words.split())


def parsed(report: Report) -> html.HtmlElement:
    page = html.fromstring(render_page(report))
    assert isinstance(page, html.HtmlElement)
    return page


def in_word(report: Report) -> list[str]:
    """The paragraphs and cells of the Word report in order, without its masthead and list of contents."""
    document: Document = docx.Document(BytesIO(render_word(report, TEMPLATE)))
    _without_controls(document)
    found: list[str] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            found += [squeezed(cell.text) for row in item.rows for cell in row.cells]
        elif item.style is None or not (item.style.name or "").startswith(LEFT_OUT):
            found.append(squeezed(item.text))
    return [words for words in found if words]


def _without_controls(document: Document) -> None:
    """Puts what stands in content controls, which python-docx passes over, in their places."""
    for control in list(document.element.body.iter(qn("w:sdt"))):
        for each in list(control.find(qn("w:sdtContent"))):
            control.addprevious(each)
        control.getparent().remove(control)


LEFT_OUT = ("toc", "TOC", "Masthead", "Notice")


def on_page(report: Report) -> list[str]:
    """The paragraphs and cells of the page in order, without what the page adds."""
    main: html.HtmlElement = parsed(report).get_element_by_id("main")
    added = [each for name in ADDED for each in main.find_class(name)]
    added += [*main.iter("nav"), *main.xpath(".//figure/p[@id]")]
    for each in added:
        each.drop_tree()
    for line in main.iter("br"):
        line.tail = "\n" + (line.tail or "")
    return [words for words in map(squeezed, _pieces(main)) if words]


ADDED = ("asked", "from", "figures", "bars", "unseen")


def _pieces(main: html.HtmlElement) -> Iterator[str]:
    for element in main.iter("h1", "h2", "h3", "h4", "h5", "p", "li", "th", "td", "caption", "figcaption"):
        if element.tag == "li" and element.find(".//p") is not None:
            continue
        yield element.text_content()


def test_the_words_are_those_of_the_word_report(report: Report) -> None:
    assert on_page(report) == in_word(report)


def test_each_paragraph_row_chart_and_matrix_with_figures_can_be_asked(report: Report) -> None:
    tree = parsed(report)
    opened = [squeezed(each.findtext("summary") or "") for each in tree.iter("details") if each.get("class") == "asked"]
    assert opened == [_cells(found) for found in units(report)]


def _cells(found: set[Origin]) -> str:
    return {0: "no cells", 1: "1 cell"}.get(len(found), f"{len(found):,} cells")


def test_each_chart_is_drawn_with_its_title_its_words_and_its_figures(report: Report) -> None:
    tree = parsed(report)
    charts = [block for block in report.blocks if isinstance(block, Chart)]
    figures = list(tree.iter("figure"))
    assert [figure.findtext("figcaption") for figure in figures] == [squeezed(chart.caption) for chart in charts]
    for figure, chart in zip(figures, charts, strict=True):
        numbers = [point.number for series in chart.series for point in series.points]
        assert len(list(figure.iter("rect"))) == len(
            [n for n in numbers if n is not None and (n or chart.kind == "beside")]
        )
        assert all(each.findtext("title") and each.findtext("desc") for each in figure.iter("svg"))
        assert len(list(figure.iter("tr"))) == 1 + len(chart.categories)
    assert len(tree.find_class("matrix")) == sum(isinstance(block, Matrix) for block in report.blocks)
