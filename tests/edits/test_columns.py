"""A table whose columns are others now: cells changed by hand go to the column of the same heading; none is lost."""

from __future__ import annotations

import pytest

from compiler.render.word.edits.columns import merged_columns
from compiler.render.word.edits.merge import Piece, merged, unedited
from compiler.render.word.edits.stretch import CELL, CELLS, Seen, table_of


def table(text: str) -> Seen:
    """A table from a line for each row, with | between the cells."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return table_of([Seen(CELLS.join(row), CELL.join(row), "row") for row in rows])


WAS = table("""
Ref | Rating | Score | Progress
A1  | Amber  | 6     | Half done
A2  | Green  | 2     | Done
""")
NOW = table("""
Ref | Progress     | Rating
A1  | Nearly done  | Amber
A2  | Done         | Green
A3  | Begun        | Red
""")


def came_of(hers: str, ours: Seen = NOW) -> tuple[list[str], list[str]]:
    """The rows that are to stand, hers with what goes into which column, and the words of cells that stand below."""
    edited = table(hers)
    found = merged_columns(WAS, edited, ours)
    assert found is not None
    mixed, shown = found
    theirs, mine = ours.text.split("\n"), edited.text.split("\n")

    def row(piece: Piece) -> str:
        if piece.cells is None:
            return (mine if piece.whose == "hers" else theirs)[piece.at]
        cells = theirs[piece.at].split(CELL) if piece.whose == "ours" else [""] * len(theirs[0].split(CELL))
        own = mine[piece.table if piece.whose == "ours" else piece.at].split(CELL)
        for to, at in piece.cells:
            cells[to] = own[at]
        return CELL.join(cells)

    return [row(each) for each in mixed.pieces], [f"{lead}{mine[at].split(CELL)[column]}" for at, column, lead in shown]


HEAD, A1, A2, A3 = NOW.text.split("\n")


@pytest.mark.parametrize(
    ("hers", "rows", "below"),
    [
        (
            "Ref|Rating|Score|Progress\nA1|Amber|6|Half done\nA2|Green|2|Done, and signed off",
            [HEAD, A1, "A2 | Done, and signed off | Green", A3],
            [],
        ),
        (
            "Ref|Rating|Score|Progress\nA1|Amber|9|Half done\nA2|Green|2|Done",
            [HEAD, A1, A2, A3],
            ["A1, Score: 9"],
        ),
        (
            "Ref|Rating|Score|Progress\nA1|Red|9|Half done\nA2|Green|2|Done",
            [HEAD, "A1 | Nearly done | Red", A2, A3],
            ["A1, Score: 9"],
        ),
        (
            "Ref|Rating|Score|Progress\nA1|Amber|6|Half done\nB1|Amber|4|Ours\nA2|Green|2|Done",
            [HEAD, A1, "B1 | Ours | Amber", A2, A3],
            ["Score: 4"],
        ),
        ("Ref|Rating|Score|Progress\nA1|Amber|6|Half done", [HEAD, A1, A3], []),
        (
            "Ref|Colour|Score|Progress\nA1|Amber|6|Half done\nA2|Green|2|Done",
            ["Ref | Progress | Colour", A1, A2, A3],
            [],
        ),
        ("Ref|Rating|Risk|Progress\nA1|Amber|6|Half done\nA2|Green|2|Done", [HEAD, A1, A2, A3], ["Risk"]),
    ],
    ids=["column there", "column gone", "one of each", "row of hers", "row taken out", "heading", "heading gone"],
)
def test_what_stands(hers: str, rows: list[str], below: list[str]) -> None:
    assert came_of(hers) == (rows, below)


def test_a_row_that_the_returns_no_longer_give_stays_with_the_cells_that_there_are_columns_for() -> None:
    hers = "Ref|Rating|Score|Progress\nA1|Amber|6|Half done\nA2|Green|3|Done well"
    ours = table("Ref|Progress|Rating\nA1|Half done|Amber")
    assert came_of(hers, ours) == (
        ["Ref | Progress | Rating", "A1 | Half done | Amber", "A2 | Done well | Green"],
        ["A2, Score: 3"],
    )


def test_a_column_of_which_only_the_heading_is_new_is_the_same_column() -> None:
    ours = table("Ref|Rating|Points|Progress\nA1|Amber|6|Half done\nA2|Green|2|Done")
    hers = "Ref|Rating|Score|Progress\nA1|Amber|9|Half done\nA2|Green|2|Done"
    assert came_of(hers, ours) == (
        ["Ref | Rating | Points | Progress", "A1 | Amber | 9 | Half done", ours.text.split("\n")[2]],
        [],
    )


def test_a_table_whose_columns_she_changed_herself_is_kept_whole() -> None:
    hers = table("Ref|Rating|Progress\nA1|Amber|Half done\nA2|Green|Done")
    assert merged_columns(WAS, hers, NOW) is None
    made = merged(unedited([WAS]), [hers], [NOW])
    assert made.pieces == (Piece("hers", 0),)


def test_edits_are_told_by_row_and_heading_and_what_went_with_what_the_returns_say() -> None:
    hers = table("Ref|Rating|Score|Progress\nA1|Amber|9|Half done, says the team\nA2|Green|2|Done")
    edits = merged(unedited([WAS]), [hers], [NOW]).edits
    assert [tuple(each.text if each else None for each in (edit.was, edit.hers, edit.now)) for edit in edits] == [
        ("A1, Progress: Half done", "A1, Progress: Half done, says the team", "A1, Progress: Nearly done"),
        ("A1, Score: 6", "A1, Score: 9", None),
    ]
    assert [edit.overtaken for edit in edits] == [True, True]


def test_a_second_time_changes_nothing() -> None:
    """What stands after the first time is the base of the second: her cells are edits still."""
    hers = table("Ref|Rating|Score|Progress\nA1|Amber|6|Half done\nA2|Red|2|Done")
    made = merged(unedited([WAS]), [hers], [NOW])
    (left,) = made.left
    assert not isinstance(left, int)
    stands = table("Ref|Progress|Rating\nA1|Nearly done|Amber\nA2|Done|Red\nA3|Begun|Red")
    assert left.was is not None
    assert left.was.text == table("Ref|Progress|Rating\nA1|Nearly done|Amber\nA2|Done|Green\nA3|Begun|Red").text
    again = merged(unedited([left.was]), [stands], [NOW])
    (piece,) = again.pieces
    assert [(row.whose, row.at) for row in piece.rows] == [("ours", 0), ("ours", 1), ("hers", 2), ("ours", 3)]
