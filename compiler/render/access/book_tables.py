"""Rules about the tables of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from compiler.domain.finding import Severity
from compiler.domain.origin import column_letters
from compiler.domain.text import fold
from compiler.render.access.barrier import Point, Rule, quoted
from compiler.render.access.book_areas import begins_with_headings
from compiler.render.access.book_model import Area, Book, Sheet, SheetTable

_USUAL_HEADING = re.compile(r"(column|spalte|colonne)\s?\d+", re.IGNORECASE)
_USUAL_NAME = re.compile(r"(table|tabelle|tableau|query)_?\d*(_\d+)?", re.IGNORECASE)


def _several(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        areas = sorted(
            (*(table.area for table in sheet.tables), *_blocks(sheet)), key=lambda area: (area.top, area.left)
        )
        if len(areas) > 1:
            named = ", ".join(_address(area) for area in areas[:5]) + (" …" if len(areas) > 5 else "")
            second = areas[1]
            yield Point(sheet.place(second.top, second.left), f"The sheet has {len(areas)} tables: {named}.")


def _blocks(sheet: Sheet) -> Iterator[Area]:
    """The areas of data that are not marked as tables; two of the same columns with one row between them are one."""
    before: Area | None = None
    for area in sheet.blocks:
        if before is not None and _continues(before, area):
            before = Area(before.top, before.left, area.bottom, before.right)
            continue
        if before is not None:
            yield before
        before = area
    if before is not None:
        yield before


def _continues(before: Area, area: Area) -> bool:
    return area.top == before.bottom + 2 and (area.left, area.right) == (before.left, before.right)


def _address(area: Area) -> str:
    return f"{column_letters(area.left)}{area.top}:{column_letters(area.right)}{area.bottom}"


def _away(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        areas = (*(table.area for table in sheet.tables), *_blocks(sheet))
        for area in areas:
            visible = [c for c in range(1, area.left) if c not in sheet.hidden_columns]
            if visible and not any(other is not area and _beside(other, area) for other in areas):
                yield Point(
                    sheet.place(area.top, area.left), f"The table begins in column {column_letters(area.left)}."
                )


def _beside(other: Area, area: Area) -> bool:
    """Whether another table stands to the left of this one."""
    return other.right < area.left and other.top <= area.bottom and other.bottom >= area.top


def _not_marked(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        for area in _blocks(sheet):
            yield Point(sheet.place(area.top, area.left), f"The cells {_address(area)} are not marked as a table.")


def _headings(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        for table in sheet.tables:
            if not table.has_headings:
                at = sheet.place(table.area.top, table.area.left)
                yield Point(at, f"The table {quoted(table.name)} has no row of headings.", table.name)
            else:
                yield from _heading_cells(sheet, table)


def _heading_cells(sheet: Sheet, table: SheetTable) -> Iterator[Point]:
    filled = _columns(sheet, table)
    for column, heading in enumerate(table.headings, table.area.left):
        words = sheet.words(table.area.top, column).strip() or heading.strip()
        place = sheet.place(table.area.top, column)
        if column not in filled:
            continue  # a blank column: told as one
        if not words:
            yield Point(place, f"A column of the table {quoted(table.name)} has no heading.")
        elif _USUAL_HEADING.fullmatch(words):
            yield Point(place, f"The heading {quoted(words)} says nothing.", words)


def _columns(sheet: Sheet, table: SheetTable) -> frozenset[int]:
    """The columns of a table that hold data."""
    return frozenset(at[1] for at in sheet.cells if at in table.area and at[0] in table.data)


def _blank_row(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        for table in sheet.tables:
            filled = sorted(row for row in sheet.filled(table.area) if row in table.data)
            for one, other in pairwise(filled):
                if other > one + 1:
                    yield Point(sheet.place(one + 1), f"{_lines('row', other - one - 1)} in a table.")
        for before, area in pairwise(sheet.blocks):
            if _continues(before, area):
                yield Point(sheet.place(before.bottom + 1), f"{_lines('row', 1)} in a table.")


def _lines(name: str, many: int) -> str:
    return f"A blank {name} stands" if many == 1 else f"{many} blank {name}s stand"


def _blank_column(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        for table in sheet.tables:
            filled = _columns(sheet, table)
            for column, heading in enumerate(table.headings, table.area.left):
                usual = not heading.strip() or bool(_USUAL_HEADING.fullmatch(heading.strip()))
                if usual and column not in filled:
                    yield Point(sheet.place(0, column), f"{_lines('column', 1)} in a table.")
        for area in sheet.blocks:
            if any((table.area.left, table.area.right) == (area.left, area.right) for table in sheet.tables):
                continue  # it goes on with the columns of a table, whose headings name them
            beside = {c for r, c in sheet.cells if area.top <= r <= area.bottom}
            for column in range(area.left + 1, min(area.right, area.left + 512)):
                if column not in beside:
                    yield Point(sheet.place(0, column), f"{_lines('column', 1)} in a table.")


def _names(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        for table in sheet.tables:
            if _USUAL_NAME.fullmatch(table.name):
                at = sheet.place(table.area.top, table.area.left)
                yield Point(at, f"The table is called {quoted(table.name)}.", table.name)


def _below(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        bottom = max((table.area.bottom for table in sheet.tables), default=0)
        for (row, column), cell in sorted(sheet.cells.items()):
            if bottom and row > bottom and not any((row, column) in area for area in sheet.blocks):
                yield Point(sheet.place(row, column), f"{quoted(cell.text)} stands below the table.", cell.text)
                break


def _same_headings(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        for area in _blocks(sheet):
            if not begins_with_headings(sheet.cells, area):
                continue
            seen: dict[str, int] = {}
            for column in range(area.left, min(area.right, area.left + 512) + 1):
                words = fold(sheet.words(area.top, column))
                if words and words in seen and not words.isdigit():
                    said = f"The heading {quoted(sheet.words(area.top, column))} stands over column "
                    yield Point(sheet.place(area.top, column), f"{said}{column_letters(seen[words])} too.")
                seen.setdefault(words, column)


BOOK_TABLE_RULES = (
    Rule(
        "A321",
        "Several tables on a sheet",
        Severity.WARNING,
        "Who moves from cell to cell does not find a second table, or takes it for part of the first",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Avoid worksheets with multiple tables",
        "A sheet holds one table.",
        "Move each further table to a sheet of its own.",
        _several,
    ),
    Rule(
        "A322",
        "A table away from the edge",
        Severity.WARNING,
        "A screen reader starts at A1, and empty columns before the table are read out first",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Position tables against the left-hand "
        "edges of each sheet",
        "A table begins in column A.",
        "Delete the empty columns before it.",
        _away,
    ),
    Rule(
        "A323",
        "Data not marked as a table",
        Severity.ERROR,
        "Only of a table that is marked as one can a screen reader say which heading belongs to a cell",
        "WCAG 2.2, 1.3.1 Info and Relationships; Analysis Function checklist, Mark up tables",
        "Data with headings are marked as a table.",
        "Select them, press Ctrl+T, and tick 'My table has headers'.",
        _not_marked,
    ),
    Rule(
        "A324",
        "A column without its heading",
        Severity.ERROR,
        "Without a heading nobody who hears a cell knows what it means",
        "WCAG 2.2, 1.3.1 Info and Relationships; Analysis Function checklist, All tables should have one tagged header "
        "row",
        "A table has one row of headings, with words of their own over each column.",
        "Choose Table Design, Header Row, and write a heading over each column.",
        _headings,
    ),
    Rule(
        "A325",
        "A blank row in a table",
        Severity.ERROR,
        "At a blank row a reader thinks that the table has ended",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Remove blank rows and columns within tables",
        "A table has no blank row between others.",
        "Delete the row; for space make the rows higher.",
        _blank_row,
    ),
    Rule(
        "A326",
        "A blank column in a table",
        Severity.ERROR,
        "At a blank column a reader thinks that the table has ended",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Remove blank rows and columns within tables",
        "A table has no blank column between others.",
        "Delete the column; for space make the columns wider.",
        _blank_column,
    ),
    Rule(
        "A327",
        "The name of a table says nothing",
        Severity.NOTE,
        "People jump to a table by its name",
        "WCAG 2.2, 2.4.6 Headings and Labels; Analysis Function checklist, Give tables meaningful names",
        "A table's name says what it holds, such as Actions_by_rating.",
        "Select the table, and change Table Name under Table Design.",
        _names,
    ),
    Rule(
        "A328",
        "Words below a table",
        Severity.NOTE,
        "Who has read a table to its end does not look further down",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Avoid putting content below a table",
        "Notes and sources stand above the table.",
        "Move the words above the table.",
        _below,
    ),
    Rule(
        "A329",
        "Two columns of one heading",
        Severity.WARNING,
        "Who hears the heading of a cell cannot tell which of the two columns it is in",
        "WCAG 2.2, 2.4.6 Headings and Labels; Analysis Function checklist, All tables should have one tagged header "
        "row",
        "Each heading stands over one column only.",
        "Say in each heading what sets it apart.",
        _same_headings,
    ),
)
"""The rules about the tables of a workbook."""
