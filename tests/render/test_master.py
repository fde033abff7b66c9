"""The master workbook, opened again and read as a person's program would read it."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from compiler.consolidate.view import DepartmentView, Judged
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.render.master import render_master
from tests.office import office, saved_again
from tests.render.sample_view import PROFILE, sample_view
from tests.render.xlsx_lint import lint

RETURNS, YEAR = "../2008-09/Q2", "../2008-09"


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_master(sample_view(), folder_of_returns=RETURNS, folder_of_plans=YEAR)


def sheet_text(sheet: Worksheet) -> str:
    """A whole sheet as a table of words; blank rows, which a chart lies over, are left out."""
    rows = (" | ".join("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True))
    return "\n".join(row.rstrip(" |") for row in rows if row.strip(" |"))


def test_the_whole_workbook(data: bytes) -> None:
    book = load_workbook(BytesIO(data), data_only=True)
    text = "\n\n".join(f"## {sheet.title}\n{sheet_text(sheet)}" for sheet in book)
    assert text + "\n" == (Path(__file__).parent / "master_workbook.txt").read_text(encoding="utf-8")


def test_the_lint_finds_nothing(data: bytes) -> None:
    assert lint(data) == []


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with some bytes of one part replaced."""
    held = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(held, "w", ZIP_DEFLATED) as made:
        for info in package.infolist():
            content = package.read(info)
            if re.fullmatch(part, info.filename):
                assert re.search(old, content), f"{info.filename} does not hold {old!r}"
                content = re.sub(old, new, content)
            made.writestr(info, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("xl/tables/table3.xml", rb'name="Outcome"', b'name="Aim"', "under the headings"),
        ("xl/tables/table3.xml", rb'name="Outcome"', b'name="action"', "two columns of one name"),
        ("xl/workbook.xml", rb'name="Risks" sheetId="5"', b'name="Risks" sheetId="5" state="hidden"', "a hidden sheet"),
        ("xl/worksheets/sheet3.xml", rb'<row r="5"', b'<row r="5" hidden="1"', "a hidden row: 5"),
        ("xl/worksheets/sheet3.xml", rb'<c r="B5"', b'<c r="A5"', "cell A5 is out of order or doubled"),
        ("xl/worksheets/sheet2.xml", rb"<f>COUNTIFS\(", b"<f>COUNTIFS((", "a broken formula"),
        ("xl/worksheets/sheet2.xml", rb"<v>2</v>", b"<v></v>", "a formula without its result"),
        ("xl/worksheets/sheet1.xml", rb"location=\"'Risks'!A1\"", b"location=\"'Risk'!A1\"", "which is not there"),
        ("docProps/core.xml", rb"<dc:creator>", b"<dc:creator>Pat", "an author: Pat"),
        ("xl/worksheets/sheet3.xml", rb"12 trained", b"x" * 32_768, "32768 characters"),
    ],
)
def test_the_lint_finds_what_is_planted(data: bytes, part: str, old: bytes, new: bytes, said: str) -> None:
    assert any(said in line for line in lint(changed(data, part, old, new)))


# --- text stays text, figures are figures -----------------------------------------------------------------------------


def test_text_that_looks_live_stays_text(data: bytes) -> None:
    sheet = load_workbook(BytesIO(data))["Actions"]
    formula, address = sheet["K6"], sheet["K7"]
    assert (formula.value, formula.data_type) == ("=1+1", "s")
    assert (address.value, address.data_type, address.hyperlink) == ("http://x.example/?a=b", "s", None)
    assert load_workbook(BytesIO(data))["Indicators"]["D6"].data_type == "s"


# --- links ------------------------------------------------------------------------------------------------------------


def write_workbooks(year: Path) -> dict[Path, list[str]]:
    """Empty workbooks of the plan and the quarter where the links lead to, with their sheets."""
    sheets = ["Actions", "Indicators", "Risks"]
    files = [year / "Q2" / "Schools.xlsx", year / "Q2" / "Care.xlsx", year / "plan" / "Care.xlsx"]
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        book = Workbook()
        for sheet in sheets:
            book.create_sheet(sheet)
        book.save(path)
    return dict.fromkeys(files, sheets)


def test_every_link_leads_somewhere(data: bytes, tmp_path: Path) -> None:
    there = write_workbooks(tmp_path / "2008-09")
    own = load_workbook(BytesIO(data))
    led = []
    for link in (cell.hyperlink for sheet in own for row in sheet.iter_rows() for cell in row if cell.hyperlink):
        path = (tmp_path / "output" / (link.target or "").replace("\\", "/").replace("%20", " ")).resolve()
        place = re.fullmatch(r"'(.+)'!([A-Z]+[1-9]\d*)", link.location) if link.location else None
        sheets = there[path] if link.target else own.sheetnames
        assert place is None or place[1] in sheets
        led.append(f"{path.parent.name}/{path.name} {place and place[2]}" if link.target else "within")
    counts = Counter(led)
    assert counts.pop("within") == 9 + 9  # from the Contents and back
    assert counts == {
        "Q2/Schools.xlsx A5": 5,  # an action, an indicator, a risk, and the first two again as they moved
        "Q2/Schools.xlsx A6": 2,
        "Q2/Schools.xlsx B5": 3,  # in the thread: an action, and the indicator and the risk that it cites
        "Q2/Schools.xlsx B6": 1,
        "Q2/Schools.xlsx F5": 1,  # the conflict
        "Q2/Schools.xlsx None": 1,  # the file
        "Q2/Care.xlsx A1": 1,  # a finding on a whole sheet
        "Q2/Care.xlsx A6": 2,
        "Q2/Care.xlsx B6": 3,  # an indicator that two actions cite, and a risk that none does
        "Q2/Care.xlsx B7": 2,
        "plan/Care.xlsx B8": 1,
        "Q2/Care.xlsx A7": 3,
        "Q2/Care.xlsx D7": 1,  # a finding
        "Q2/Care.xlsx F9": 1,
        "Q2/Care.xlsx None": 1,
        "plan/Care.xlsx A8": 2,  # the action that was not returned
        "plan/Care.xlsx None": 1,
    }


def test_a_file_name_of_odd_characters_is_still_found() -> None:
    view = sample_view()
    row = view.rows[0]
    was, place = row.returned, Origin("A #1 100% [b] & c's.xlsx", "It's", 5)
    assert was is not None
    odd = Record(was.kind, was.plan, was.division, was.identity, place, was.entries)
    data = render_master(replace(view, rows=(replace(row, returned=odd), *view.rows[1:])), folder_of_returns="r")
    link = load_workbook(BytesIO(data))["Actions"]["M4"].hyperlink
    assert link is not None
    assert link.target == "r\\A%20%231%20100%25%20%5bb%5d%20&%20c's.xlsx"
    assert link.location == "'It''s'!A5"


def test_for_publication_nothing_leads_out() -> None:
    data = render_master(sample_view())
    with ZipFile(BytesIO(data)) as package:
        assert not [name for name in package.namelist() if b'TargetMode="External"' in package.read(name)]
    assert load_workbook(BytesIO(data))["Actions"]["M4"].value == "Actions, row 5"
    assert lint(data) == []


# --- same input, same bytes -------------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Pacific/Auckland"
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
def test_the_same_bytes_in_another_time_zone_and_order_of_files(data: bytes) -> None:
    view = sample_view()
    turned = replace(view, sources=view.sources[::-1], findings=view.findings[::-1])
    assert render_master(turned, folder_of_returns=RETURNS, folder_of_plans=YEAR) == data


# --- what is left out -------------------------------------------------------------------------------------------------


def names(view: DepartmentView) -> list[str]:
    data = render_master(view)
    assert lint(data) == []
    return load_workbook(BytesIO(data)).sheetnames


def test_sheets_with_nothing_to_show_are_left_out() -> None:
    view = replace(sample_view(), compared=None, conflicts=(), findings=())
    assert names(view) == ["Contents", "Summary", "Actions", "Indicators", "Risks", "Golden thread", "Sources"]
    bare = replace(view, rows=(), objectives=(), sources=())
    assert names(bare) == ["Contents"]


def test_a_row_that_no_return_has_held_did_not_move() -> None:
    view = sample_view()
    silent = replace(view.rows[3], before=None, judged=replace(view.rows[3].judged, before=None))
    gone = replace(view.rows[0], planned=None, returned=None)
    data = render_master(replace(view, rows=(*view.rows[1:3], silent), gone=(gone,)))
    book = load_workbook(BytesIO(data), data_only=True)
    moved = [row[:4] for row in book["Movement"].iter_rows(min_row=4, values_only=True)]
    assert moved == [("Worse", "Action", "A2", "Train 40 governors"), ("Gone", "Action", "A1", "Open two nurseries")]
    assert [row[2] for row in book["Actions"].iter_rows(min_row=4, values_only=True)] == ["A2", "A3", "A4"]


def test_a_format_without_ratings_and_risks_has_no_such_sheets() -> None:
    view = replace(sample_view(), compared=None, conflicts=(), findings=())
    sheets = tuple(sheet for sheet in PROFILE.sheets if sheet.kind is not Kind.RISK)
    profile = replace(PROFILE, ratings=None, risks=None, sheets=sheets)
    rows = tuple(replace(row, judged=Judged()) for row in view.rows if row.kind is not Kind.RISK)
    assert names(replace(view, profile=profile, rows=rows)) == [
        "Contents",
        "Actions",
        "Indicators",
        "Golden thread",
        "Sources",
    ]


def test_awkward_names_of_sheets_and_tables_are_made_safe() -> None:
    view = sample_view('&P "of" &&\x00 ' + "a long notice " * 40)
    sheets = tuple(
        replace(sheet, name=f"Contents / of: [{sheet.name}] 'n' {'x' * 40}", table="A1") for sheet in PROFILE.sheets
    )
    department = replace(view.department, name="R&D = 'all' " * 40)
    found = names(replace(view, profile=replace(PROFILE, sheets=sheets), department=department))
    assert [len(name) <= 31 for name in found] == [True] * len(found)


def test_the_charts_say_in_words_what_they_show(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
        core = package.read("docProps/core.xml").decode()
    assert re.findall(r'descr="([^"]*)"', drawing) == [
        "Bars of the ratings of actions by division. Departmental Plan: Schools: 1 Red, 1 Green of 2; "
        "Divisional Plan: Care &amp; Protection: 1 Amber, 1 No return of 2.",
        "Bars of the ratings of indicators by division. Departmental Plan: Schools: 1 Green of 1; "
        "Divisional Plan: Care &amp; Protection: 1 Amber, 1 Annual of 2.",
    ]
    assert "<dc:title>Master workbook: Children's Department, Quarter 2 (July to September 2008)</dc:title>" in core


def test_every_page_is_set_up_for_print(data: bytes) -> None:
    for sheet in load_workbook(BytesIO(data)):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert str(sheet.HeaderFooter.oddHeader) == "&LChildren's Department, Quarter 2 2008/09&R&BIllustrative figures"
        assert str(sheet.HeaderFooter.oddFooter) == f"&L{sheet.title}&RPage &P of &N"
        if sheet.tables and sheet.title != "Contents":
            assert sheet.print_title_rows == "$3:$3"
            assert str(sheet.freeze_panes)[1:] == "4"
            assert all(table.autoFilter is not None for table in sheet.tables.values())


# --- LibreOffice recalculates -----------------------------------------------------------------------------------------

_RESULT = rb"</f><v>[^<]*</v>"


@pytest.fixture(scope="module")
def recalculated(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook without the results that we wrote, calculated and saved again by LibreOffice."""
    if office() is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")
    (folder / "master.xlsx").write_bytes(changed(data, r"xl/worksheets/sheet(1|2|10)\.xml", _RESULT, b"</f>"))
    (saved,) = saved_again([folder / "master.xlsx"], folder)
    return saved.read_bytes()


def test_libreoffice_calculates_what_is_written(data: bytes, recalculated: bytes) -> None:
    formulas, ours = load_workbook(BytesIO(data)), load_workbook(BytesIO(data), data_only=True)
    theirs = load_workbook(BytesIO(recalculated), data_only=True)
    places = [(s.title, c.coordinate) for s in formulas for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert len(places) == 8 + 8 * 11 + 12 + 7
    assert {p: ours[p[0]][p[1]].value for p in places} == {p: theirs[p[0]][p[1]].value for p in places}
    assert theirs.sheetnames == ours.sheetnames
