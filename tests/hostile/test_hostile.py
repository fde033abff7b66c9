"""No words of a plan or return become a formula, a link, a field, a command or a path, whatever they are made into."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import docx
import pandas as pd  # type: ignore[import-untyped]
import pytest
from openpyxl import load_workbook

from compiler.domain.text import clean
from compiler.returns.text import mend
from tests.browser import CHROMIUM, browser
from tests.hostile.commands import COMMANDS, FORMATS, Worked, work
from tests.hostile.department import OUTPUT, RETURNS, YEAR
from tests.hostile.words import FILE_NAMES, SHEET_NAMES, WORDS, as_typed
from tests.office import office, saved_again
from tests.surprises import look_over
from tests.surprises.book import FUNCTIONS, Workbook
from tests.surprises.machine import this_machine
from tests.surprises.zipped import Opened, words_in

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
AT_WORK = ("=", "+", "-", "@", "\t", "\r", "\n", "＝")
MARKED = re.compile(r"Zq\d{4}qZ")
LONG, AMENDED = "too much of it", "d1 1 actions action"


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """The hostile department after every command."""
    return work(tmp_path_factory.mktemp("hostile") / "department")


def read_as(worked: Worked, mark: str) -> str:
    """The words behind a mark as they are to come out: without what no file can hold, and space round them."""
    return clean(mend(worked.made.words[mark])).strip()


def feedback(path: Path) -> bool:
    """Whether a workbook is the team's own, with comments put in: its sheets keep their names."""
    return "feedback" in path.parts


def squeezed(words: str) -> str:
    return " ".join(words.split())


def test_every_command_does_its_work(worked: Worked) -> None:
    """The check ends with 1, as the milestones have words for ratings that are none."""
    expected = {name: 1 if words[0] == "check" and "--plan" not in words else 0 for name, words in COMMANDS.items()}
    assert {name: outcome.code for name, outcome in worked.outcomes.items()} == expected


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_said_steers_no_screen(worked: Worked, name: str) -> None:
    said = worked.outcomes[name].said
    assert said.strip()
    assert not STEERING.search(said), STEERING.search(said)


def test_nothing_is_written_elsewhere(worked: Worked) -> None:
    folder = worked.folder
    assert sorted(path.name for path in folder.parent.iterdir()) == [folder.name]
    assert {path.name for path in folder.iterdir()} <= {"output", "workbooks", "templates", "list.csv", ".compile"}
    names = [path.name for path in worked.outputs() if not feedback(path)]  # these have the team's own names
    assert not [name for name in names if STEERING.search(name) or re.search(r'[<>:"|?*\\]', name)]
    assert len(worked.outputs(".docx")) >= 19
    assert len(worked.outputs(".xlsx")) >= 24


@pytest.mark.parametrize("kind", [".docx", ".xlsx", ".html", ".pdf", ".csv", ".json", ".toml", ".txt", ".parquet"])
def test_no_output_is_more_than_words(worked: Worked, kind: str) -> None:
    """Read by the look-over: no formula but ours, no link, field, script, relation, hidden thing or path of a machine.

    What describes a picture or a table may quote words of a return that look like a path.
    """
    machine = this_machine(worked.folder)
    odd = []
    for path in worked.outputs(kind):
        for said in look_over(path.read_bytes(), path.name, machine=machine):
            quoted = "a path in an attribute: " in said and re.search(r"Zq\d{4}qZ|Division \d", said)
            if not quoted and not (path.name == "palette.docx" and said.startswith("docProps: says")):
                odd.append(f"{path.name}: {said}")
    assert not odd, "\n".join(odd[:20])
    assert worked.outputs(kind) or kind in (".pdf", ".toml")


# --- workbooks --------------------------------------------------------------------------------------------------------


def in_cells(path: Path) -> list[str]:
    """What the cells of a workbook hold, read apart from any reader of ours."""
    book = Workbook(Opened.of(path.read_bytes()))
    return [words for title in book.sheets for words in book.cells(title).values() if words]


def of_sheets(worked: Worked, *sheets: str) -> Iterator[str]:
    """The marks of the cells of some sheets that are filled in, but for the one whose words were amended."""
    for cell, mark in worked.made.cells().items():
        if cell.split()[2] in sheets and cell != AMENDED:
            yield mark


def held(worked: Worked, mark: str, cells: set[str]) -> bool:
    """Whether words stand in a cell as they were typed; behind words that pass for markup there is a space."""
    words = read_as(worked, mark)
    if worked.made.kinds[mark] == LONG:
        return any(cell.startswith(mark) and "cut here" in cell for cell in cells)
    return (
        words in cells or words + " " in cells or squeezed(words) in {squeezed(cell) for cell in cells if mark in cell}
    )


def test_the_master_has_the_words_as_they_were_typed(worked: Worked) -> None:
    cells = set(in_cells(worked.folder / OUTPUT / "master.xlsx"))
    marks = list(of_sheets(worked, "actions", "indicators", "risks", "milestones"))
    assert {worked.made.kinds[mark] for mark in marks} == set(WORDS)
    assert [worked.made.kinds[mark] for mark in marks if not held(worked, mark, cells)] == []


def test_the_forms_have_the_plans_words_and_last_quarters(worked: Worked) -> None:
    forms = worked.folder / "output/hostile/2008-09/Q2/returns"
    cells = {words for path in forms.iterdir() if path.suffix == ".xlsx" for words in in_cells(path)}
    approved = [
        mark
        for cell, mark in worked.made.cells().items()
        if cell.split()[2:] in (["actions", "action"], ["indicators", "definition"], ["risks", "controls"])
    ]
    asked_before = [mark for cell, mark in worked.made.cells().items() if cell.endswith("actions progress")]
    lost = [worked.made.kinds[mark] for mark in (*approved, *asked_before) if not held(worked, mark, cells)]
    assert lost == [worked.made.kinds[worked.made.cells()[AMENDED]]]
    assert as_typed("a formula that links", "decided") in cells


def test_a_second_reader_finds_no_formula_and_no_link_of_theirs(worked: Worked) -> None:
    for path in worked.outputs(".xlsx"):
        if feedback(path):
            continue  # sheets of such names are refused by this reader
        for sheet in load_workbook(path).worksheets:
            for cell in (each for row in sheet.iter_rows() for each in row):
                if cell.data_type == "f":
                    formula = getattr(cell.value, "text", cell.value)
                    called = set(re.findall(r"([A-Z_][A-Za-z.]*)\(", re.sub(r'"[^"]*"', "", str(formula))))
                    assert called <= FUNCTIONS, (path.name, cell.coordinate, formula)
                    assert not MARKED.search(str(formula)), (path.name, cell.coordinate, formula)
                if cell.hyperlink and cell.hyperlink.target:
                    neighbour = cell.hyperlink.target.replace("\\", "/")
                    assert re.match(r"(\.\./)+workbooks/hostile/2008-09/(Q1|plan)/[^/]+$", neighbour), neighbour


def alike(words: str, anew: str) -> bool:
    """Whether a cell is the same after another program has saved it: figures to 12 digits, words but for spaces."""
    try:
        return float(words or 0) == pytest.approx(float(anew or 0), rel=1e-12)
    except ValueError:
        return squeezed(words) == squeezed(anew)


@pytest.mark.skipif(office() is None, reason="LibreOffice (soffice) is not installed here")
def test_libreoffice_calculates_nothing_of_theirs_and_our_results_again(worked: Worked, tmp_path: Path) -> None:
    """Opened, calculated anew and saved by another program, the words are the same, and so are our own results."""
    form = worked.folder / "output/hostile/2008-09/Q2/returns" / FILE_NAMES[0]
    files = [worked.folder / OUTPUT / "master.xlsx", form]
    for number, saved in enumerate(saved_again(files, tmp_path)):
        was, now = (Workbook(Opened.of(path.read_bytes())) for path in (files[number], saved))
        assert list(was.sheets) == list(now.sheets)
        for title in was.sheets:
            anew = now.cells(title)
            other = {at: words for at, words in was.cells(title).items() if not alike(words, anew.get(at, ""))}
            assert other == {}, (title, {at: anew.get(at) for at in other})


# --- documents and the page -------------------------------------------------------------------------------------------


def test_the_documents_have_the_words_and_no_field_of_theirs(worked: Worked) -> None:
    """Words of a paper are set in lines: runs of space count for nothing, and long ones may be cut."""
    told = squeezed("\n".join(words_in(Opened.of(path.read_bytes())) for path in worked.outputs(".docx")))
    progress = [
        mark for cell, mark in worked.made.cells().items() if cell.endswith(("actions progress", "actions action"))
    ]
    seen = {worked.made.kinds[mark] for mark in progress if squeezed(read_as(worked, mark))[:200] in told}
    assert seen >= set(WORDS) - {LONG}
    for path in worked.outputs(".docx"):
        opened = docx.Document(str(path))
        links = [each for each in opened.part.rels.values() if each.is_external]
        assert {each.target_ref for each in links} <= {"master.xlsx"}, path.name


def test_the_page_has_the_words(worked: Worked) -> None:
    page = (worked.folder / OUTPUT / "page.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(&#x27;Zq" in page
    assert "<script" not in page


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed here")
def test_a_browser_runs_nothing_and_asks_for_nothing(worked: Worked) -> None:
    page = worked.folder / OUTPUT / "page.html"
    with browser() as tab:
        tab.open(page)
        assert tab.requests == [page.as_uri()]
        assert tab.said == []
        asked = "document.querySelectorAll('script, img, form, iframe, object, a[href]:not([href^=\"#\"])').length"
        assert tab.ask(asked) == 0


# --- findings ---------------------------------------------------------------------------------------------------------


def findings(worked: Worked) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(worked.outcomes["check as json"].out)
    assert found
    return found


def test_github_is_given_one_command_for_each_finding(worked: Worked) -> None:
    lines = worked.outcomes["check as github"].out.splitlines()
    assert len(lines) == len(findings(worked))
    for line in lines:
        assert re.fullmatch(r"::(error|warning|notice) file=[^,:]+,title=[^,:]+::.*", line), line


def test_the_formats_for_programs_hold_each_finding_once(worked: Worked) -> None:
    count = len(findings(worked))
    sarif = json.loads(worked.outcomes["check as sarif"].out)
    assert sum(len(run["results"]) for run in sarif["runs"]) == count
    for result in (each for run in sarif["runs"] for each in run["results"]):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.startswith(f"{RETURNS}/")
        assert not re.search(r"[^!-~]", uri), uri
    junit = ElementTree.fromstring(worked.outcomes["check as junit"].out)
    assert {each.get("name", "").rpartition("/")[2] for each in junit.iter("testsuite")} >= {
        "=1+1.xlsx",
        "@SUM(A1).xlsx",
    }
    assert len(worked.outcomes["check as concise"].out.splitlines()) == count


def test_findings_quote_the_words_of_every_kind(worked: Worked) -> None:
    quoted = [" ".join(str(each[key]) for key in ("value", "found")) for each in findings(worked)]
    for cell, mark in worked.made.cells().items():
        if cell.endswith("milestones rating"):
            assert any(mark in words for words in quoted), worked.made.kinds[mark]


def test_each_format_is_tried(worked: Worked) -> None:
    assert {f"check as {form}" for form in FORMATS} <= worked.outcomes.keys()


def test_a_sheet_keeps_its_odd_name_in_what_is_told(worked: Worked) -> None:
    told = {str(each["sheet"]) for each in findings(worked)}
    assert {clean(name) for name in SHEET_NAMES[:4]} <= told


# --- tables for analysis ----------------------------------------------------------------------------------------------


def table(path: Path) -> list[list[str]]:
    before = csv.field_size_limit(1 << 20)
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    finally:
        csv.field_size_limit(before)


def test_tables_for_programs_have_the_words_as_typed(worked: Worked) -> None:
    folder = worked.folder / OUTPUT / "export"
    for name in ("actions", "indicators", "risks"):
        cells = {cell for line in table(folder / f"{name}.csv") for cell in line}
        marks = list(of_sheets(worked, name))
        assert [worked.made.kinds[mark] for mark in marks if read_as(worked, mark) not in cells] == []
        rows = json.loads((worked.folder / f"output/hostile/json/{name}.json").read_text(encoding="utf-8"))
        frame = pd.read_parquet(worked.folder / f"output/hostile/parquet/{name}.parquet")
        for column in ("action", "controls", "definition"):
            if column in frame.columns:
                assert [row[column] for row in rows] == frame[column].fillna("").tolist()


def test_tables_for_excel_have_nothing_that_it_would_calculate(worked: Worked) -> None:
    for path in sorted((worked.folder / "output/hostile/excel").glob("*.csv")):
        plain, guarded = table(worked.folder / OUTPUT / "export" / path.name), table(path)
        kinds = json.loads((path.with_name("datapackage.json")).read_text(encoding="utf-8"))["resources"]
        fields = next(each["schema"]["fields"] for each in kinds if each["path"] == path.name)
        for line, shown in zip(plain[1:], guarded[1:], strict=True):
            for field, words, cell in zip(fields, line, shown, strict=True):
                at_work = field["type"] == "string" and words.startswith(AT_WORK)
                assert cell == (f"'{words}" if at_work else words), (path.name, field["name"])


# --- files of ours ----------------------------------------------------------------------------------------------------


def test_decisions_and_the_ledger_keep_words_as_words(worked: Worked) -> None:
    place = worked.folder / "workbooks/hostile"
    decided = tomllib.loads((place / "decisions.toml").read_text(encoding="utf-8"))
    by, meeting = as_typed("settings", "decided"), as_typed("a slot", "decided")
    (amendment,), (question,) = decided["amendments"], decided["questions"]
    assert as_typed("a formula that links", "decided") in amendment.values()
    assert as_typed("a formula that links", "decided") in question.values()
    assert {by, meeting} <= {str(each) for each in (*amendment.values(), *question.values())}
    ledger = tomllib.loads((place / YEAR.name / "ledger.toml").read_text(encoding="utf-8"))
    assert [each["by"] for each in ledger["accepted"]] == [by]
    assert {each["file"] for each in ledger["received"]} == set(FILE_NAMES)
