"""Standard workbooks, opened again as a person's program opens them."""

from __future__ import annotations

import datetime as dt
import os
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from compiler.domain.period import Period, Year
from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.domain.text import clean
from compiler.profile.department import Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.returns.form import Form, FormRow, Shown, Words
from compiler.returns.identity import row_identity
from compiler.returns.issue import issue_workbook
from compiler.returns.issue_page import NotWritten, sheet_name

YEAR = Year(2008)
LEAD = Division("strategy", "Strategy & Support", "divisional", lead=True)
TOWN = Department("anytown", "Anytown Council", "Children & Families", "base", (LEAD,))
NOTICE = "Made-up figures & words"


def base() -> Profile:
    loaded = load_profile("base", (Path(__file__).parents[2] / "templates",))
    assert loaded.profile is not None, loaded.problems
    return loaded.profile


PROFILE = base()


def action(mark: str, reference: str, **cells: Words) -> FormRow:
    given = {"reference": reference, "plan": "Divisional Plan", "objective": "1", "action": "Write it down"}
    return FormRow({**given, **cells}, mark, "page 3", ("due",) if "due" in cells else ())


def returned(*actions: FormRow, **changes: Any) -> Form:
    rows = {
        "objectives": [FormRow({"number": "1", "plan": "Divisional Plan", "departmental": "Be safe"}, "o1", "page 2")],
        "actions": actions,
        "narrative": [FormRow({"block": block.name, "text": ""}) for block in PROFILE.blocks],
    }
    said: dict[str, Any] = {
        "profile": PROFILE,
        "department": TOWN,
        "division": LEAD,
        "role": Role.RETURN,
        "year": YEAR,
        "period": Period(YEAR, 1),
        "tiers": ("divisional",),
        "rows": rows,
        "notice": NOTICE,
        "deadline": dt.date(2008, 7, 18),
        "prepared_by": "Policy Officer",
    }
    return Form(**(said | changes))


def opened(form: Form) -> Any:
    return load_workbook(BytesIO(issue_workbook(form)))


def grid(book: Any, sheet: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]


def part(form: Form, name: str) -> str:
    with zipfile.ZipFile(BytesIO(issue_workbook(form))) as archive:
        return archive.read(name).decode("utf-8")


def test_the_sheets_of_a_return() -> None:
    book = opened(returned(action("a1", "ST A01")))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("Cover", "visible"),
        ("Objectives", "visible"),
        ("Actions", "visible"),
        ("Indicators", "visible"),
        ("Risks", "visible"),
        ("Narrative", "visible"),
        ("Lists", "visible"),
        ("Identity", "hidden"),
    ]


def test_the_cover_of_a_return_says_whose_it_is_and_how_to_fill_it_in() -> None:
    rows = grid(opened(returned(action("a1", "ST A01", due="Mar 2-09"))), "Cover")
    assert rows[:14] == [
        ("Return of Strategy & Support, Quarter 1 2008/09", None),
        (NOTICE, None),
        (None, None),
        ("Council", "Anytown Council"),
        ("Department", "Children & Families"),
        ("Division", "Strategy & Support"),
        ("Workbook", "Return"),
        ("Year", "2008/09"),
        ("Period", "Quarter 1 (April to June 2008)"),
        ("Return by", dt.datetime(2008, 7, 18)),
        ("Prepared by", "Policy Officer"),
        ("Prepared on", None),
        ("Checked by", None),
        ("Checked on", None),
    ]
    assert [row[0] for row in rows[14:] if row[0]] == [
        "Format", "How to fill it in", "In short", "Cover", "Objectives", "Actions", "Indicators", "Risks", "Narrative",
        "What the ratings mean", "▼ Red", "● Amber", "▲ Green", "… Awaiting figure", "– Not due this quarter",
        "Doubtful scan: cannot be read with certainty in the printed copy", "Actions, ST A01",
    ]  # fmt: skip
    assert rows[-1] == ("Actions, ST A01", "Date to be completed: ‘Mar 2-09’")


def test_a_sheet_of_rows_is_a_table_under_frozen_headings() -> None:
    book = opened(returned(action("a1", "ST A01", rating="Red"), action("a2", "ST A02")))
    sheet = book["Actions"]
    headings = [
        "Ref", "Plan", "Objective No.", "Action", "Date to be completed", "Responsible officer", "Associated PIs",
        "Associated risks", "Rating", "Progress this quarter", "Why (if red)", "What is being done (if red)", "By when",
        "Completed on", "Row identity (leave as it is)",
    ]  # fmt: skip
    assert [[cell.value for cell in row] for row in sheet["A1:O7"]] == [
        ["Actions: Strategy & Support, Quarter 1 2008/09"] + [None] * 14,
        [NOTICE] + [None] * 14,
        [PROFILE.sheets[1].guide] + [None] * 14,
        ["Given: as approved in the plan"] + [None] * 7 + ["▼ For you to fill in"] + [None] * 6,
        headings,
        ["ST A01", "Divisional Plan", "1", "Write it down"] + [None] * 4 + ["Red"] + [None] * 5 + ["a1"],
        ["ST A02", "Divisional Plan", "1", "Write it down"] + [None] * 10 + ["a2"],
    ]
    table = sheet.tables["tblActions"]
    assert (table.ref, [column.name for column in table.tableColumns]) == ("A5:O7", headings)
    assert sheet.freeze_panes == "B6"
    assert sheet.merged_cells.ranges == set()


def test_what_is_asked_for_has_drop_downs_prompts_and_error_texts() -> None:
    book = opened(returned(action("a1", "ST A01")))
    found = {
        str(rule.sqref): (rule.type, rule.formula1, bool(rule.prompt), bool(rule.error))
        for rule in book["Actions"].data_validations.dataValidation
    }
    assert found == {
        "I6": ("list", "List_rating_action", True, True),
        "J6": ("custom", "LEN(J6)<=2000", True, True),
        "K6": ("custom", "LEN(K6)<=2000", True, True),
        "L6": ("custom", "LEN(L6)<=2000", True, True),
        "M6": ("custom", "LEN(M6)<=40", True, True),
        "N6": ("custom", "LEN(N6)<=40", True, True),
    }
    assert {name: each.attr_text for name, each in book.defined_names.items()} == {
        "List_tiers": "'Lists'!$A$5:$A$6",
        "List_rating_action": "'Lists'!$B$5:$B$8",
        "List_polarity": "'Lists'!$C$5:$C$7",
        "List_frequency": "'Lists'!$D$5:$D$8",
        "List_figure_status": "'Lists'!$E$5:$E$6",
        "List_rating": "'Lists'!$F$5:$F$9",
        "List_risk": "'Lists'!$G$5:$G$7",
        "List_blocks": "'Lists'!$H$5:$H$15",
    }
    assert [[cell.value for cell in book["Lists"][letter][3:9]] for letter in "BF"] == [
        ["Rating (action)", "Red", "Amber", "Green", "Not due this quarter", None],
        ["Rating", "Red", "Amber", "Green", "Awaiting figure", "Not due this quarter"],
    ]


def test_given_and_asked_columns_look_different_without_colour() -> None:
    sheet = opened(returned(action("a1", "ST A01")))["Actions"]
    given_heading, asked_heading = sheet["A5"], sheet["I5"]
    assert (given_heading.border.left.style, asked_heading.border.left.style) == ("thin", "medium")
    assert (sheet["A6"].fill.start_color.rgb, sheet["I6"].fill.start_color.rgb) == ("FFEDEDED", "FFFFFFFF")
    assert sheet["D6"].alignment.wrap_text


def test_every_page_is_set_up_for_paper_and_carries_the_notice() -> None:
    book = opened(returned(action("a1", "ST A01")))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert sheet.page_setup.orientation == "landscape"
            assert (sheet.page_setup.fitToWidth or 1, sheet.sheet_properties.pageSetUpPr.fitToPage) == (1, True)
            assert sheet.oddHeader.center.text == "&BMade-up figures && words&B"
            assert sheet.oddHeader.left.text == "Children && Families"
            assert sheet.oddFooter.left.text == "Strategy && Support, Quarter 1 2008/09"
            assert sheet.oddFooter.right.text == "Page &P of &N"
            assert NOTICE in [cell.value for cell in sheet[2]]
    papers = {sheet.title: sheet.page_setup.paperSize for sheet in book.worksheets if sheet.sheet_state == "visible"}
    wide = {"Actions": 8, "Indicators": 8, "Risks": 8}
    assert papers == {"Cover": 9, "Objectives": 9, "Narrative": 9, "Lists": 9, **wide}
    assert (book["Cover"].page_setup.fitToHeight or 1, book["Actions"].page_setup.fitToHeight) == (1, 0)
    assert book["Actions"].print_title_rows == "$5:$5"
    assert book["Actions"].print_area == "'Actions'!$A$1:$N$6"


def test_who_it_is_from_stands_in_three_places() -> None:
    book = opened(returned(action("a1", "ST A01", due="Mar 2-09")))
    said = {
        "council": "Anytown Council",
        "department": "anytown",
        "division": "strategy",
        "profile": "base",
        "year": "2008-09",
        "period": "Q1",
        "role": "return",
        "version": "1",
    }
    assert {each.name: each.value for each in book.custom_doc_props.props} == said
    assert grid(book, "Identity") == [
        ("Field", "Value", None, None),
        *((key, words, None, None) for key, words in said.items()),
        ("notice", NOTICE, None, None),
        (None, None, None, None),
        ("Sheet", "Row identity", "Source", "Doubtful column"),
        ("Objectives", "o1", "page 2", None),
        ("Actions", "a1", "page 3", "due"),
    ]


def test_a_plan_asks_for_nothing() -> None:
    plan = returned(action("a1", "ST A01"), role=Role.PLAN, period=None, title="Strategy Plan", notice="")
    book = opened(plan)
    assert [sheet.title for sheet in book.worksheets] == [
        "Cover", "Objectives", "Actions", "Indicators", "Risks", "Lists", "Identity",
    ]  # fmt: skip
    assert [cell.value for cell in book["Actions"][3]][-2:] == ["Associated risks", "Row identity (leave as it is)"]
    assert all(not sheet.data_validations.dataValidation for sheet in book.worksheets)
    assert grid(book, "Cover")[0] == ("Strategy Plan", None)
    assert book["Indicators"]["A2"].value == "There are none in this plan."


def test_a_printed_heading_is_kept() -> None:
    form = returned(action("a1", "ST A01"), headings={"indicators": {"target": "Target 2007/08"}})
    headings = [cell.value for cell in opened(form)["Indicators"][5]]
    assert headings[6:8] == ["Outturn 2007/08", "Target 2007/08"]


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "http://example.org",
        "mailto:a@b",
        "internal:Sheet1!A1",
        "external:c:\\x.xlsx",
        "{=A1}",
        "001",
        " two ",
        "a\nb",
        "<10%",
    ],
)
def test_text_stays_text(words: str) -> None:
    book = opened(returned(action("a1", "ST A01", progress=words)))
    cell = book["Actions"]["J6"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


def test_numbers_and_dates_are_typed() -> None:
    row = action("a1", "ST A01", progress=7, reason=45.7, remedy=Shown(0.457, "0.0%"), revised=dt.date(2008, 9, 30))
    cells = opened(returned(row))["Actions"]["J6:M6"][0]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (7, "General"),
        (45.7, "General"),
        (0.457, "0.0%"),
        (dt.datetime(2008, 9, 30), "dd/mm/yyyy"),
    ]


def test_rows_start_tall_enough_and_may_grow() -> None:
    sheet = part(returned(action("a1", "ST A01", progress="word " * 100)), "xl/worksheets/sheet3.xml")
    assert '<row r="6" spans="1:15" ht="' in sheet
    assert "customHeight" not in sheet


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([action("a1", "ST A01", progress="x" * 32_768)], "Actions, J6: text of 32768 characters not written"),
        ([action("a1", "ST A01", figure="3")], "Actions, row 6: there is no column for figure"),
        ([action("a1", "ST A01"), action("a1", "ST A02")], "the row identity a1 stands at Actions, ST A01 too"),
    ],
)
def test_nothing_vanishes_silently(rows: list[FormRow], message: str) -> None:
    with pytest.raises(NotWritten) as fault:
        issue_workbook(returned(*rows))
    assert message in str(fault.value)


def test_same_form_same_bytes_in_another_time_zone() -> None:
    form = returned(action("a1", "ST A01", revised=dt.date(2008, 9, 30)))
    first, zone = issue_workbook(form), os.environ.get("TZ")
    try:
        os.environ["TZ"] = "Pacific/Kiritimati"
        time.tzset()
        assert issue_workbook(form) == first
    finally:
        os.environ.pop("TZ") if zone is None else os.environ.update(TZ=zone)
        time.tzset()


def test_rows_that_are_printed_twice_have_two_marks() -> None:
    marks = [
        row_identity(Kind.ACTION, "divisional", "planning", "PSI A036", "Support it", 1),
        row_identity(Kind.ACTION, "divisional", "planning", "PSI A036", "Develop it", 1),
        row_identity(Kind.ACTION, "divisional", "planning", "PSI A036", "Develop  it", 1),
        row_identity(Kind.ACTION, "divisional", "planning", "PSI A036", "Develop it", 2),
    ]
    assert marks == ["amrugc4n", "azoknbme", "azoknbme", "adcovtf7"]


@given(st.lists(st.text(max_size=40), max_size=6))
def test_sheet_names_are_what_excel_takes(wanted: list[str]) -> None:
    taken: set[str] = {"lists"}
    names = [sheet_name(each, taken) for each in wanted]
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert all(name[0] != "'" and name[-1] != "'" for name in names)
    assert len({name.casefold() for name in [*names, "Lists"]}) == len(names) + 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_any_words_come_back_as_they_were(progress: list[str]) -> None:
    rows = [action(f"a{number}", f"ST {number}", progress=words) for number, words in enumerate(progress)]
    cells = opened(returned(*rows))["Actions"]["J"][5:]
    assert [cell.value or "" for cell in cells] == [clean(words) for words in progress]
