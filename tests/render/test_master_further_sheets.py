"""More rows than a sheet can hold roll over to a further one; the limit is lowered here, so that few rows are many."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from compiler.domain.record import Kind
from compiler.render.master import layout, render_master
from compiler.render.master.layout import Heading, TablePage, parts_of
from compiler.render.master.standing import standing_in_master
from tests.render.sample_view import sample_view
from tests.render.xlsx_lint import lint

ROWS = 2


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets that hold two rows."""
    monkeypatch.setattr(layout, "MOST_ROWS", ROWS)


def opened() -> Workbook:
    return load_workbook(BytesIO(render_master(sample_view())))


def rows_of(book: Workbook, name: str) -> list[tuple[object, ...]]:
    """The rows of a table on all of its sheets, in order."""
    sheets = [sheet for sheet in book if sheet.title == name or sheet.title.startswith(f"{name} (")]
    return [row for sheet in sheets for row in sheet.iter_rows(min_row=4, values_only=True)]


def test_no_row_is_lost_and_none_stands_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = opened()
    monkeypatch.setattr(layout, "MOST_ROWS", ROWS)
    parted = opened()
    actions = len(list(sample_view().of(Kind.ACTION)))
    assert [name for name in parted.sheetnames if name.startswith("Actions")] == [
        "Actions",
        *(f"Actions ({number})" for number in range(2, -(-actions // ROWS) + 1)),
    ]
    for name in ("Actions", "Indicators", "Findings", "Sources"):
        assert rows_of(parted, name) == rows_of(whole, name)


@pytest.mark.usefixtures("narrow")
def test_each_part_has_a_table_and_what_is_counted_is_counted_in_all() -> None:
    book = opened()
    parts = [sheet for sheet in book if sheet.title.startswith("Actions")]
    tables = [table for sheet in parts for table in sheet.tables]
    assert tables == ["tblActions", *(f"tblActions_{number}" for number in range(2, len(parts) + 1))]
    counted = [cell.value for row in book["Summary"].iter_rows() for cell in row if "tblActions[" in str(cell.value)]
    assert counted
    assert all(f"{table}[" in str(formula) for formula in counted for table in tables)
    assert lint(render_master(sample_view())) == []


@pytest.mark.usefixtures("narrow")
def test_figures_lead_to_the_sheet_that_their_row_is_on() -> None:
    view, book = sample_view(), opened()
    standing = standing_in_master(view)
    entries = [row.returned.entry("reference") for row in view.of(Kind.ACTION) if row.returned]
    cells = [standing[entry.origin] for entry in entries if entry.origin.column]
    assert {cell.sheet for cell in cells} >= {"Actions", "Actions (2)"}
    assert [book[cell.sheet][cell.cell].value for cell in cells] == [each.raw for each in entries if each.origin.column]


@pytest.mark.usefixtures("narrow")
def test_a_long_name_is_cut_and_totals_stand_under_the_last_part() -> None:
    rows = tuple((str(number),) for number in range(5))
    page = TablePage("A name of thirty-one characters", "tblLong", "Long", (Heading("Number"),), rows, totals=("Sum",))
    assert [(part.name, part.table, len(part.rows), part.totals) for part in parts_of(page)] == [
        ("A name of thirty-one characters", "tblLong", 2, ()),
        ("A name of thirty-one charac (2)", "tblLong_2", 2, ()),
        ("A name of thirty-one charac (3)", "tblLong_3", 1, ("Sum",)),
    ]
