"""The annex of sources: for each table of a paper the cells behind its figures, and how they were made of them."""

from __future__ import annotations

from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.report.arrange import arranged
from compiler.report.blocks import Figure, Heading, Paragraph, Part, Rated, Report, Table, TableColumn, say
from compiler.report.sources import SOURCES, sources_of

AMBER = Rating("amber", "Amber", "", mark="●")


def cell(row: int, column: int = 9, workbook: str = "Care.xlsx") -> Origin:
    return Origin(workbook, "Actions", row, column)


def counts() -> Table:
    held = tuple(map(cell, (5, 6, 7, 9)))
    return Table(
        "Actions by rating",
        (TableColumn("Rating"), TableColumn("Number"), TableColumn("%")),
        (
            ((Rated(AMBER),), (Figure("4", held),), (Figure("80%", held, "share of 5"),)),
            (("Green",), (Figure("0", ()),), (Figure("0%", (), "share of 5"),)),
        ),
        key="ratings",
    )


def listed() -> Table:
    lines = (
        ((Figure(f"A{row}", (cell(row, 1, "plan/Care.xlsx"),), "as approved"),), (Rated(AMBER, (cell(row),)),))
        for row in (5, 6)
    )
    return Table("Actions", (TableColumn("Ref"), TableColumn("Rating")), tuple(lines), key="actions")


def told(table: Table) -> list[str]:
    return [" | ".join(say(words) for words in row) for row in table.rows]


def test_figures_of_the_same_cells_stand_on_one_line_with_the_way_that_each_was_made() -> None:
    [table] = sources_of([counts()])
    assert isinstance(table, Table)
    assert told(table) == [
        "Amber: Number 4, % 80% | counted, one cell for each, share of 5 | Care.xlsx, Actions: I5 to I7, I9",
        "Green: Number 0, % 0% | counted, there is none | no cell",
    ]


def test_cells_that_are_printed_as_they_stand_are_told_sheet_by_sheet() -> None:
    [table] = sources_of([listed()])
    assert isinstance(table, Table)
    assert told(table) == [
        "Ref | as approved | Care.xlsx of the plan, Actions: A5 to A6",
        "Rating | as rated | Care.xlsx, Actions: I5 to I6",
    ]


def test_a_table_twice_is_told_once_and_one_without_figures_or_key_not_at_all() -> None:
    words = Table("Words", (TableColumn("Word"),), ((("yes",),),), key="words")
    assert [each.key for each in sources_of([counts(), words, listed(), counts()]) if isinstance(each, Table)] == [
        "sources-ratings", "sources-actions",
    ]  # fmt: skip


def report() -> Report:
    offered = (
        Part("progress", "Progress", (Heading(2, "Progress", "progress", counted="section"), counts())),
        Part("plans", "Plans", (listed(),)),
        Part(
            SOURCES, "Sources", (Heading(2, "sources of the figures", SOURCES, counted="appendix"), Paragraph(("…",)))
        ),
    )
    return Report("Title", "", "Department", "Council", "Quarter 1", (), offered=offered)


def captions(*places: str) -> list[str]:
    return [block.caption for block in arranged(report(), places).blocks if isinstance(block, Table)]


def test_the_annex_has_the_tables_of_the_paper_under_their_numbers_there() -> None:
    assert captions("plans", SOURCES, "progress") == [
        "Table 1: Actions",
        "Table 2: Sources of Table 1: Actions",
        "Table 3: Sources of Table 4: Actions by rating",
        "Table 4: Actions by rating",
    ]
    assert captions("progress") == ["Table 1: Actions by rating"]


def test_a_paper_without_tables_has_no_annex() -> None:
    assert arranged(report(), [SOURCES]).blocks == ()
