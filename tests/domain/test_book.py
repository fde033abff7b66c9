from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.book import Area, Cell, CellKind, Sheet, sheet_of


def words(row: int, column: int, raw: str = "x") -> Cell:
    return Cell(row, column, raw, CellKind.TEXT)


def test_a_cell_says_where_it_is_and_what_is_seen() -> None:
    cell = Cell(12, 6, "0.457", CellKind.NUMBER, Decimal("0.457"), format="0.0%")
    assert (cell.address, cell.raw, cell.shown, cell.blank) == ("F12", "0.457", "45.7%", False)


def test_cells_that_show_nothing_are_blank() -> None:
    assert [Cell(1, 1).blank, words(1, 1, "").blank, words(1, 1, " \n").blank, words(1, 1, "NA").blank] == [
        True,
        True,
        True,
        False,
    ]


def test_a_missing_cell_still_knows_its_place() -> None:
    assert Sheet("S").at(12, 6) == Cell(12, 6)


def test_a_sheet_holds_its_cells_in_order() -> None:
    sheet = sheet_of("S", [words(2, 1), words(1, 2), words(1, 1)])
    assert [cell.address for cell in sheet.cells] == ["A1", "B1", "A2"]


def test_an_area_is_written_as_people_write_it() -> None:
    assert (str(Area(1, 1, 9, 4)), str(Area(3, 2, 3, 2)), Area(1, 1, 9, 4).size) == ("A1:D9", "B3", 36)


areas = st.builds(
    lambda top, left, height, width: Area(top, left, top + height, left + width),
    st.integers(1, 30), st.integers(1, 30), st.integers(0, 60), st.integers(0, 60),
)  # fmt: skip


@given(areas)
def test_every_place_of_a_merge_shows_its_first_cell_and_no_other_does(area: Area) -> None:
    first = words(area.top, area.left)
    sheet = sheet_of("S", [first], merged=(area,))
    for row in range(1, 95, 3):
        for column in range(1, 95, 3):
            assert sheet.at(row, column) == (first if (row, column) in area else Cell(row, column))
