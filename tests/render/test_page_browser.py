"""The page in headless Chromium: no barrier, nothing loaded, small screens, the keyboard, no script, and paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.render.page import render_page
from tests.browser import AXE, CHROMIUM, Browser, browser
from tests.render.sample_report import sample
from tests.render.test_page import SMALL

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: see .ci/run")

TAB, ENTER = ("Tab", 9), ("Enter", 13)


@pytest.fixture(scope="module")
def tab() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module", params=["small", "sample"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_bytes(render_page(SMALL if request.param == "small" else sample()))
    return path


@needs_axe
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_barrier_is_found_closed_or_open(tab: Browser, page: Path, width: int, dark: bool) -> None:
    tab.open(page, width, dark)
    assert tab.barriers() == []
    tab.ask("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert tab.barriers() == []


@needs_axe
def test_barriers_are_found_where_there_are_any(tab: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    made = render_page(SMALL).decode().replace(' lang="en-GB"', "").replace("--ink: #14181c", "--ink: #cccccc")
    path.write_text(re.sub(r"<meta http-equiv[^>]*>", "", made), encoding="utf-8")
    tab.open(path)
    assert {found.partition(":")[0] for found in tab.barriers()} == {"color-contrast", "html-has-lang"}


def test_nothing_is_asked_of_any_network_and_the_policy_allows_all_that_is_there(tab: Browser, page: Path) -> None:
    tab.open(page)
    assert (tab.requests, tab.said) == ([page.as_uri()], [])
    assert tab.ask("getComputedStyle(document.querySelector('.rating')).fontWeight") == "700"


@pytest.mark.parametrize("width", [320, 640, 1280], ids=["phone", "200% zoom", "wide"])
def test_nothing_but_a_wide_table_in_its_box_is_moved_sideways(tab: Browser, page: Path, width: int) -> None:
    tab.open(page, width)
    tab.ask("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert tab.ask("document.documentElement.scrollWidth") <= width
    assert tab.ask(OVER) == []


OVER = """[...document.querySelectorAll('body *')]
    .filter(each => !each.closest('.box, .skip') && each.getBoundingClientRect().right > innerWidth)
    .map(each => each.tagName)"""


def test_figures_are_asked_by_keyboard_without_script_and_the_focus_is_seen(tab: Browser, page: Path) -> None:
    tab.open(page, script=False)
    tab.key(*TAB)
    assert tab.ask("document.activeElement.className") == "skip"
    for _ in range(60):
        if tab.ask("document.activeElement.tagName") == "SUMMARY":
            break
        tab.key(*TAB)
    assert tab.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert tab.ask("document.activeElement.parentElement.open") is False
    tab.key(*ENTER)
    assert tab.ask("document.activeElement.parentElement.open") is True
    assert tab.ask("document.activeElement.nextElementSibling.checkVisibility()") is True


def test_what_is_opened_in_a_wide_table_hides_no_column_and_not_the_next_row_in_focus(
    tab: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(render_page(SMALL))
    tab.open(path)
    tab.ask("var rows = document.querySelectorAll('[role=region] td details'); rows[0].open = true; 0")
    assert tab.ask("var box = rows[0].closest('.box'); box.scrollWidth <= box.clientWidth")
    assert tab.ask(f"{TOPMOST}(rows[0].querySelector('li'))")
    assert not tab.ask(f"{TOPMOST}(rows[1].querySelector('summary'))")
    tab.ask("rows[1].querySelector('summary').focus()")
    assert tab.ask(f"{TOPMOST}(rows[1].querySelector('summary'))")


TOPMOST = """(each => {
    each.scrollIntoView({block: 'center'});
    const place = each.getBoundingClientRect();
    return document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2) === each;
})"""


def test_a_chart_in_the_dark_has_other_colours(tab: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(render_page(SMALL))
    seen = []
    for dark in (False, True):
        tab.open(path, dark=dark)
        seen.append(
            tab.ask(
                "['body', '.s0'].map(each => getComputedStyle(document.querySelector(each)))"
                ".map((each, at) => at ? each.fill : each.backgroundColor)"
            )
        )
    assert seen == [["rgb(255, 255, 255)", "rgb(26, 75, 140)"], ["rgb(21, 25, 29)", "rgb(156, 195, 255)"]]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_on_paper_pages_are_numbered_and_turned_and_only_what_was_opened_is_printed(
    tab: Browser, tmp_path: Path
) -> None:
    path, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    path.write_bytes(render_page(SMALL))
    tab.open(path)
    tab.ask("document.querySelector('.asked').open = true")
    tab.printed(paper)
    done = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True)
    pages = [" ".join(words.split()) for words in done.stdout.split("\f")][:-1]
    sizes = subprocess.run(["pdfinfo", "-l", "9", str(paper)], capture_output=True, text=True, check=True).stdout
    assert [page.startswith("DRAFT. Illustrative figures ") for page in pages] == [True] * len(pages)
    assert [re.findall(r"Anytown Council: Quarter 1 Page \d+ of \d+", page) for page in pages] == [
        [f"Anytown Council: Quarter 1 Page {number} of {len(pages)}"] for number in range(1, len(pages) + 1)
    ]
    assert re.findall(r"size: +([0-9.]+) x ([0-9.]+)", sizes)[-1] == ("841.92", "594.96")
    assert re.findall(r"\d+ cells?\b|no cells", " ".join(pages)) == ["1 cell"]
