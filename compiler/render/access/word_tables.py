"""Rules about a document's tables, and what floats beside its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.render.access.barrier import Point, Rule, quoted
from compiler.render.access.word_model import Paragraph, Table, Word

_CAPTION = re.compile(r"\s*(table|tabl)\s", re.IGNORECASE)


def _name(table: Table) -> str:
    """What a table is recognised by: the words of its first row."""
    return quoted(" | ".join(cell.text.strip() for cell in table.rows[0].cells)) if table.rows else "An empty table"


def _is_layout(table: Table) -> bool:
    """Whether a table only puts things beside each other: one cell, one row or one column."""
    return len(table.rows) < 2 or all(len(row.cells) < 2 for row in table.rows)


def _of_data(word: Word) -> Iterator[Table]:
    return (table for table in word.tables if not _is_layout(table))


def _no_heading_row(word: Word) -> Iterator[Point]:
    for table in _of_data(word):
        if not any(row.heading for row in table.rows):
            yield Point(table.place, f"No row of the table that begins {_name(table)} is marked as its headings.")


def _not_repeated(word: Word) -> Iterator[Point]:
    for table in _of_data(word):
        marked = [number for number, row in enumerate(table.rows, 1) if row.heading]
        if marked and marked[0] != 1:
            yield Point(table.place, f"Row {marked[0]} is marked as headings and row 1 is not, so neither is repeated.")
        elif marked and marked != list(range(1, len(marked) + 1)):
            late = next(number for place, number in enumerate(marked, 1) if number != place)
            yield Point(table.place, f"Row {late} is marked as headings within the table, which has no effect.")
        elif marked and table.floating:
            yield Point(table.place, f"The table that begins {_name(table)} floats, so its headings are not repeated.")
        elif marked and len(marked) == len(table.rows):
            yield Point(table.place, f"Every row of the table that begins {_name(table)} is marked as headings.")


def _nested(word: Word) -> Iterator[Point]:
    for table in word.tables:
        if table.nested:
            yield Point(table.place, f"The table that begins {_name(table)} stands within a cell of another.")


def _layout(word: Word) -> Iterator[Point]:
    for table in word.tables:
        if _is_layout(table) and table.rows:
            cells = sum(len(row.cells) for row in table.rows)
            shape = "one cell" if cells == 1 else "one row" if len(table.rows) == 1 else "one column"
            yield Point(table.place, f"The table that begins {_name(table)} has {shape}.")


def _not_described(word: Word) -> Iterator[Point]:
    for table in _of_data(word):
        if not table.description.strip():
            yield Point(table.place, f"The table that begins {_name(table)} has no alternative text.")


def _no_caption(word: Word) -> Iterator[Point]:
    for table in _of_data(word):
        if not table.nested and not any(_is_caption(each) for each in (table.before, table.after)):
            yield Point(table.place, f"No caption stands above or below the table that begins {_name(table)}.")


def _is_caption(paragraph: Paragraph | None) -> bool:
    if paragraph is None:
        return False
    return paragraph.kind == "caption" or "SEQ" in paragraph.fields or bool(_CAPTION.match(paragraph.text))


def _floats(word: Word) -> Iterator[Point]:
    for each in word.paper.pictures:
        if each.floating and not each.decorative and each.kind != "text box":
            named = f" ({quoted(each.name)})" if each.name else ""
            yield Point(each.place, f"The {each.kind}{named} floats over the page.", each.name)


def _text_boxes(word: Word) -> Iterator[Point]:
    for each in word.paper.pictures:
        if each.kind == "text box":
            yield Point(each.place, f"Words stand in a text box{f' ({quoted(each.name)})' if each.name else ''}.")


WORD_TABLE_RULES = (
    Rule(
        "A221",
        "No row marked as headings",
        Severity.ERROR,
        "A screen reader says the heading of each cell's column, if it knows which row holds the headings",
        "WCAG 2.2, 1.3.1 Info and Relationships",
        "The first row of a table holds its headings and is marked as such.",
        "Put the cursor in the first row, choose Table Layout, Repeat Header Rows.",
        _no_heading_row,
    ),
    Rule(
        "A222",
        "Headings that are not repeated",
        Severity.ERROR,
        "On the second page of a table nobody knows what its columns are",
        "WCAG 2.2, 1.3.1 Info and Relationships",
        "The first row, or the first rows together, are marked as headings, and the table does not float.",
        "Mark the first row with Table Layout, Repeat Header Rows, and no row below; set Text Wrapping to None.",
        _not_repeated,
    ),
    Rule(
        "A223",
        "A table within a table",
        Severity.ERROR,
        "A screen reader loses its place among the rows of the one and the other",
        "WCAG 2.2, 1.3.1 Info and Relationships; 1.3.2 Meaningful Sequence",
        "A cell holds words, not another table.",
        "Move the inner table out, below the other.",
        _nested,
    ),
    Rule(
        "A224",
        "A table for layout",
        Severity.WARNING,
        "A screen reader announces rows and columns where there are none",
        "WCAG 2.2, 1.3.2 Meaningful Sequence",
        "A table has headings and rows of data; a box round words is a border of their paragraph.",
        "Turn it into paragraphs (Table Layout, Convert to Text), with a border or shading if you wish.",
        _layout,
    ),
    Rule(
        "A225",
        "A table without alternative text",
        Severity.WARNING,
        "Alternative text tells who hears a table what it is about before its cells are read out",
        "WCAG 2.2, 1.1.1 Non-text Content; 1.3.1 Info and Relationships",
        "Each table has a title or description among its properties.",
        "Right-click the table, choose Table Properties, Alt Text.",
        _not_described,
    ),
    Rule(
        "A226",
        "A table without a caption",
        Severity.WARNING,
        "A caption says what a table shows, and gives it a number by which others can speak of it",
        "WCAG 2.2, 2.4.6 Headings and Labels",
        "Each table has a caption above or below it.",
        "Put the cursor in the table, choose References, Insert Caption.",
        _no_caption,
    ),
    Rule(
        "A227",
        "A picture that floats",
        Severity.WARNING,
        "What floats over the page is read out at another point than where it is seen, or not at all",
        "WCAG 2.2, 1.3.2 Meaningful Sequence",
        "Pictures, charts and shapes stand in line with the text.",
        "Select it, choose Layout Options, In Line with Text.",
        _floats,
    ),
    Rule(
        "A228",
        "Words in a text box",
        Severity.WARNING,
        "Many screen readers pass over text boxes, or read them after everything else",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; GOV.UK, Publishing accessible documents",
        "Words stand in paragraphs of the text.",
        "Move the words into a paragraph, with a border or shading if you wish.",
        _text_boxes,
    ),
)
"""The rules about a document's tables and what floats beside its words."""
