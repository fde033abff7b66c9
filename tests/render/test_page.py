"""The report as a page: its whole text, what it may hold, and that each figure can be asked for its cells."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.domain.origin import Origin, read_cell
from compiler.domain.text import clean
from compiler.domain.whereabouts import place, places
from compiler.render.page import render_page
from compiler.render.page.body import PIECES
from compiler.report.blocks import (
    Block,
    Chart,
    Contents,
    Figure,
    Heading,
    Matrix,
    PageBreak,
    Paragraph,
    Point,
    Rated,
    Report,
    Series,
    Strong,
    Table,
    TableColumn,
    ToWrite,
    Words,
    whole,
)
from tests.render.sample_report import AMBER, RED, sample

BOOK = "Care.xlsx"
KEPT = Path(__file__).parent / "small_page.html"


def cell(row: int, column: int, book: str = BOOK, sheet: str = "Actions") -> Origin:
    return Origin(book, sheet, row, column)


def count(*rows: int) -> Figure:
    return Figure(str(len(rows)), tuple(cell(row, 8) for row in rows), "count", len(rows))


def share(whole: int, *rows: int) -> Figure:
    return Figure(f"{100 * len(rows) // whole}%", tuple(cell(row, 8) for row in rows), f"share of {whole}")


ACTION = Figure("Open a home", (cell(3, 4, "plan/Care.xlsx"),), "as approved")
PROGRESS = Figure("Opened in May\nand full", (cell(3, 9),), "as returned")
TABLE = Table(
    "Table 1: Actions by rating",
    (TableColumn("Rating", 1.2), TableColumn("Number", 1, "right"), TableColumn("%", 1, "right")),
    (
        ((Rated(RED),), (count(),), (share(3),)),
        ((Rated(AMBER),), (count(3, 4, 5),), (share(3, 3, 4, 5),)),
        (("Total",), (count(3, 4, 5),), ("100%",)),
    ),
    note=(count(5), " of them is late."),
    description="How many actions have each rating.",
    total=True,
)
WIDE = Table(
    "Table 2: Actions",
    (*(TableColumn(name) for name in ("Action", "Officer", "Date", "Rating")), TableColumn("Progress", 3)),
    (
        ((ACTION,), (), ("none",), (Rated(RED, (cell(3, 8),)),), (PROGRESS,)),
        (("Close a home",), (), ("none",), (Rated(AMBER, (cell(4, 8),)),), ()),
    ),
)
CHART = Chart(
    "Chart 1: Actions by outcome",
    "stacked",
    "Outcome",
    (("Stay Safe (", count(3, 4, 5), ")"), ("Be Healthy",)),
    (
        Series("Red", (Point(count(3), 1), Point(count(), 0)), RED),
        Series("Amber", (Point(count(4, 5), 2), Point(count(), 0)), AMBER),
    ),
    ("Of ", count(3, 4, 5), " actions one is Red."),
)
AIMED = Chart(
    "Chart 2: Indicators against their targets",
    "beside",
    "Indicator",
    (("Absence",),),
    (
        Series("Quarter 1", (Point(Figure("-5", (cell(6, 7),), "as returned"), -5),), unit="%"),
        Series("Quarter 2", (Point("not in the returns"),), unit="%"),
        Series("Target", (Point(Figure("15%", (cell(6, 5, "plan/Care.xlsx"),), "as approved"), 15),), unit="%"),
    ),
    ("One figure is shown.",),
)
MATRIX = Matrix(
    "Table 3: Risks by likelihood and impact",
    "Likelihood",
    ("Minor", "Major"),
    ("Likely", "Unlikely"),
    (((count(8),), (count(9, 10),)), ((), (count(11),))),
    ((False, True), (False, False)),
    ("The line is the appetite.",),
)
SMALL = Report(
    "Quarter 1 report",
    "Progress & risks",
    "Care <Department>",
    "Anytown Council",
    "Quarter 1",
    whole(
        Heading(1, "Quarter 1 report", "title"),
        Paragraph((Strong("Report to: "), "Cabinet"), "meta"),
        Paragraph((Strong("DRAFT. "), count(3), " error stands."), "callout"),
        Contents(),
        Heading(2, "Progress", "progress", "1"),
        Paragraph(("It holds ", count(3, 4, 7), " actions.",)),
        Paragraph((Rated(RED), ": not expected"), "bullet"),
        Paragraph((ACTION, " – ", PROGRESS), "bullet"),
        TABLE,
        CHART,
        AIMED,
        MATRIX,
        Paragraph((ToWrite("contact"),)),
        PageBreak(landscape=True),
        Heading(2, "Appendix A: actions", "appendix-a"),
        WIDE,
    ),
    draft="One error stands.",
    notice="Illustrative figures",
    footer="Anytown Council: Quarter 1",
)  # fmt: skip


def main_of(report: Report) -> str:
    page = render_page(report).decode()
    return page[page.index('<a class="skip"') : page.index("</body>")]


# --- the whole ---


def test_the_whole_page() -> None:
    """With REWRITE_GOLDEN=1 in the environment the page is kept anew, to be read."""
    if os.environ.get("REWRITE_GOLDEN"):
        KEPT.write_text(main_of(SMALL), encoding="utf-8")
    assert main_of(SMALL) == KEPT.read_text(encoding="utf-8")


def test_the_head_says_whose_page_it_is_and_allows_its_own_style_alone() -> None:
    page = render_page(SMALL).decode()
    head = re.sub(r"<style>.*</style>", "<style></style>", page[: page.index("</head>")], flags=re.DOTALL)
    assert re.sub(r"sha256-[A-Za-z0-9+/]{43}=", "sha256-…", head) == (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; '
        'style-src &#x27;sha256-…&#x27;; base-uri &#x27;none&#x27;; form-action &#x27;none&#x27;">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="description" content="Progress &amp; risks">\n'
        "<title>DRAFT: Quarter 1 report, Anytown Council</title>\n<style></style>\n"
    )


def test_same_report_same_bytes() -> None:
    assert render_page(sample()) == render_page(sample())


def test_every_type_of_block_is_known() -> None:
    assert set(PIECES) == set(get_args(Block))


def test_a_report_without_title_and_contents_among_its_blocks_has_its_title_and_says_that_it_is_a_draft() -> None:
    bare = replace(SMALL, parts=whole(Paragraph(("Nothing yet.",))), notice="", footer="")
    main = main_of(bare)
    assert main[main.index("<main") : main.index("</main>")] == (
        '<main id="main" tabindex="-1">\n<h1 id="title">Quarter 1 report</h1>\n'
        '<div class="said callout"><p><strong>DRAFT: </strong>One error stands.</p></div>\n<p>Nothing yet.</p>\n'
    )


# --- what may stand in it ---


@dataclass
class Seen(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def seen(page: str) -> Seen:
    found = Seen()
    found.feed(page)
    found.close()
    return found


@pytest.mark.parametrize("report", [SMALL, sample()], ids=["small", "sample"])
def test_nothing_is_loaded_or_run_and_links_lead_to_places_of_the_page(report: Report) -> None:
    found = seen(render_page(report).decode())
    tags = {tag for tag, _ in found.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"})
    attributes = {name for _, each in found.tags for name in each}
    assert not {name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action")}
    names = [each["id"] for _, each in found.tags if "id" in each]
    assert len(names) == len(set(names))
    targets = [each["href"] or "" for _, each in found.tags if "href" in each]
    assert {target[0] for target in targets} == {"#"}
    labels = [word for _, each in found.tags for name in LABELS for word in (each.get(name) or "").split()]
    assert {*labels, *(target[1:] for target in targets)} <= set(names)


LABELS = ("aria-labelledby", "aria-describedby")


@pytest.mark.parametrize("report", [SMALL, sample()], ids=["small", "sample"])
def test_headings_and_tables_say_what_they_are(report: Report) -> None:
    tags = seen(render_page(report).decode()).tags
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    scopes = [each.get("scope") for tag, each in tags if tag == "th"]
    assert set(scopes) == {"col", "row"}
    kinds = [tag for tag, _ in tags]
    assert kinds.count("caption") == kinds.count("table") > 0


OURS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "footer",
        "a",
        "h1",
        "h2",
        "p",
        "br",
        "ul",
        "li",
    ),
    *("strong", "mark", "span", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary"),
    *("figure", "figcaption", "svg", "desc", "rect", "text"),
}
TEXT = st.text(max_size=30) | st.sampled_from(["</td><script>alert(1)</script>", '"onload="x', "&lt;", "]]>", "<!--"])


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_words_are_words_wherever_they_stand(text: str) -> None:
    figure = Figure(text, (Origin(text, text, 1, 1),), "as returned")
    rated = Rated(replace(RED, name=text, mark=text))
    words: Words = (text, figure, Strong(text), ToWrite(text), rated)
    report = Report(
        text, text, text, text, text,
        whole(
            Heading(2, text, text, text),
            Paragraph(words),
            Paragraph(words, "bullet"),
            Table(text, (TableColumn(text),), ((words,),), words, text),
            Chart(text, "stacked", text, (words,), (Series(text, (Point(text, 1),), RED),), words, words),
            Chart(text, "beside", text, (words,), (Series(text, (Point(figure, 1),), unit=text),), words),
            Matrix(text, text, (text,), (text,), ((words,),), ((True,),), words, text),
        ),
        draft=text, notice=text, footer=text,
    )  # fmt: skip
    found = seen(render_page(report).decode())
    assert {tag for tag, _ in found.tags} <= OURS
    style = next(words for words in found.words if words.startswith("\n:root"))
    assert "<" not in style
    shown = " ".join("".join(found.words).replace("\u00a0", " ").split())
    assert " ".join(clean(text).replace("\u00a0", " ").split()) in shown


# --- figures asked for their cells ---


@pytest.mark.parametrize(
    ("origins", "said"),
    [
        ([], ""),
        ([cell(3, 8)], "Care.xlsx, Actions: H3"),
        ([cell(4, 8), cell(3, 8), cell(5, 8), cell(9, 8)], "Care.xlsx, Actions: H3 to H5, H9"),
        ([cell(3, 8), cell(3, 9), cell(4, 9)], "Care.xlsx, Actions: H3, I3 to I4"),
        ([cell(3, 0), cell(4, 0)], "Care.xlsx, Actions: row 3 to row 4"),
        ([cell(3, 8), cell(3, 8, sheet="Risks")], "Care.xlsx, Actions: H3; Care.xlsx, Risks: H3"),
        ([Origin("plan/Care.xlsx")], "Care.xlsx of the plan"),
        ([Origin("2008-09/Q1/Care.xlsx", "Risks", 2, 1)], "Care.xlsx of Q1 2008-09, Risks: A2"),
    ],
)  # fmt: skip
def test_places_are_said_by_sheet_and_range(origins: list[Origin], said: str) -> None:
    assert places(origins) == said


def test_a_place_is_never_a_path() -> None:
    assert [place(f"{folder}Care.xlsx", "") for folder in ("", "plan/", "2008-09/Q1/")] == [
        "Care.xlsx",
        "Care.xlsx of the plan",
        "Care.xlsx of Q1 2008-09",
    ]


def units(report: Report) -> Iterator[set[Origin]]:
    """The cells behind each paragraph, row, chart and matrix that has any figures, in the order of reading."""
    for block in report.blocks:
        if isinstance(block, Paragraph):
            yield from behind(block.words)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from behind(*row)
            yield from behind(block.note)
        elif isinstance(block, Chart):
            for at, category in enumerate(block.categories):
                yield from behind(category, *((series.points[at].said,) for series in block.series))
            yield from behind(block.note)
        elif isinstance(block, Matrix):
            yield from behind(*(words for line in block.cells for words in line))
            yield from behind(block.note)


def behind(*several: Words) -> Iterator[set[Origin]]:
    parts = [part for words in several for part in words if isinstance(part, Figure | Rated)]
    if any(isinstance(part, Figure) or part.origins for part in parts):
        yield {origin for part in parts for origin in part.origins}


def told(page: str) -> Iterator[set[Origin]]:
    """The cells that each opened list names, read from its words."""
    for opened in re.findall(r'<details class="asked">.*?</details>', page):
        found: set[Origin] = set()
        for line in re.findall(r"<li>(.*?)</li>", opened):
            for where in line.partition(" – ")[2].split("; "):
                found |= set(named_cells(where)) if where else set()
        yield found


def named_cells(where: str) -> Iterator[Origin]:
    names, _, cells = where.partition(": ")
    book, sheet = names.split(", ")
    if book.endswith(" of the plan"):
        book = "plan/" + book.removesuffix(" of the plan")
    for one in cells.split(", "):
        first, _, last = one.split(" ")[-1], "", one.split(" ")[-1]
        if " to " in one:
            first, last = one.split(" to ")
        (row, column), (end, _) = read_cell(first), read_cell(last)
        yield from (Origin(book, sheet, each, column) for each in range(row, end + 1))


@pytest.mark.parametrize("report", [SMALL, sample()], ids=["small", "sample"])
def test_every_figure_can_be_asked_for_all_of_its_cells(report: Report) -> None:
    assert [*told(render_page(report).decode())] == [*units(report)]
