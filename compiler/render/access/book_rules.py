"""Rules about how a workbook is built: sheets, titles, what is hidden, what is cut off."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from compiler.domain.finding import Severity
from compiler.domain.origin import column_letters
from compiler.domain.text import fold
from compiler.render.access.barrier import Place, Point, Rule, elsewhere, quoted
from compiler.render.access.book_model import At, Book, CellText, Sheet

_USUAL_NAME = re.compile(r"(sheet|tabelle|feuil|hoja|chart|copy of .*|table)\s*\(?\d*\)?|.* \(\d+\)", re.IGNORECASE)
_MARK = re.compile(r"(?<=[\w)%])\s?[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+$|^[*†‡§]+(?=\s?\w)|^\S*[¹²³⁴⁵⁶⁷⁸⁹⁰]+$")
_RAISED = re.compile(r"[\d*†‡§a-z,\s]{1,6}")
_PIECES = re.compile(r"[,;|·•:]|\s[–—-]\s")
_SCREEN_ROWS, _SCREEN_COLUMNS = 240.0, 90.0
_LINE = 1.25
_SLACK = 1.1


def _sheet_names(book: Book) -> Iterator[Point]:
    for sheet in book.sheets:
        if not sheet.hidden and _USUAL_NAME.fullmatch(sheet.name.strip()):
            yield Point(sheet.place(), f"The name of the sheet, {quoted(sheet.name)}, says nothing.", sheet.name)


def _title(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        if not sheet.cells:
            continue
        if (1, 1) not in sheet.cells:
            yield Point(sheet.place(1, 1), "A1 is empty, where the title of the sheet should stand.")
        elif any((1, 1) in table.area for table in sheet.tables) or any((1, 1) in area for area in sheet.blocks):
            said = (
                f"A1 holds {quoted(sheet.words(1, 1))}, a heading of the table, where the sheet's title should stand."
            )
            yield Point(sheet.place(1, 1), said, sheet.words(1, 1))


def _blank_sheet(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        if not sheet.cells and not sheet.holds_drawings:
            yield Point(sheet.place(), f"The sheet {quoted(sheet.name)} is blank.")


def _hidden_sheet(book: Book) -> Iterator[Point]:
    for sheet in book.sheets:
        if sheet.hidden:
            yield Point(sheet.place(), f"The sheet {quoted(sheet.name)} is hidden.")


def _hidden_lines(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        rows = [number for number in sheet.hidden_rows if any(row == number for row, _ in sheet.cells)]
        filled = {column for _, column in sheet.cells}
        columns = [number for number in sheet.hidden_columns if number in filled]
        if rows:
            yield Point(sheet.place(rows[0]), f"{_counted(rows, 'row')} hidden: {_listed(map(str, rows))}.")
        if columns:
            listed = _listed(map(column_letters, columns))
            yield Point(sheet.place(0, columns[0]), f"{_counted(columns, 'column')} hidden: {listed}.")


def _counted(lines: Sequence[int], name: str) -> str:
    return f"1 {name} with words is" if len(lines) == 1 else f"{len(lines):,} {name}s with words are"


def _listed(names: Iterator[str]) -> str:
    told = list(names)
    return ", ".join(told[:8]) + (" …" if len(told) > 8 else "")


def _frozen(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        rows, columns = (min(each, 200) for each in sheet.frozen)
        high = sum(sheet.height(row) for row in range(1, rows + 1) if row not in sheet.hidden_rows)
        wide = sum(sheet.width(column) for column in range(1, columns + 1) if column not in sheet.hidden_columns)
        if high > _SCREEN_ROWS:
            yield Point(sheet.place(rows), f"{rows} frozen rows, {high:.0f} points high, fill much of a screen.")
        if wide > _SCREEN_COLUMNS:
            said = f"{columns} frozen columns, {wide:.0f} characters wide, fill much of a screen."
            yield Point(sheet.place(0, columns), said)


def _cut_off(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        found: dict[int, list[At]] = {}
        for at, cell in sorted(sheet.cells.items()):
            hidden = at[0] in sheet.hidden_rows or at[1] in sheet.hidden_columns
            if not hidden and at not in sheet.covered and _is_cut(sheet, at, cell):
                found.setdefault(at[1], []).append(at)
        for same in found.values():
            words = quoted(sheet.words(*same[0]))
            places = (sheet.place(*at) for at in same)
            yield Point(sheet.place(*same[0]), f"{words} does not fit into its cell.{elsewhere(*places)}")


def _is_cut(sheet: Sheet, at: At, cell: CellText) -> bool:
    """Whether words are cut: not wrapped and a full cell beside them, or wrapped in a row of a height that is set."""
    row, column = at
    if not cell.is_text:
        return False
    width = max(sheet.width(column), 1.0)
    needed = [len(line) * cell.size / 11 for line in cell.text.splitlines() or [""]]
    if not cell.wrapped:
        return max(needed) > width * _SLACK + 1 and (row, column + 1) in sheet.cells
    if row not in sheet.heights:
        return False
    lines = sum(max(1, math.ceil(each / (width * _SLACK))) for each in needed)
    return lines > 1 and (lines - 0.5) * cell.size * _LINE > sheet.heights[row]


def _note_marks(book: Book) -> Iterator[Point]:
    for sheet in book.shown:
        for at, cell in sorted(sheet.cells.items()):
            mark = _MARK.search(cell.text.strip()) if cell.is_text and len(cell.text) < 120 else None
            shown = mark[0].strip() if mark else cell.raised if _RAISED.fullmatch(cell.raised) else ""
            if shown:
                yield Point(sheet.place(*at), f"{quoted(cell.text)} points to a note with {quoted(shown)}.", shown)


def _cursor(book: Book) -> Iterator[Point]:
    first = next((number for number, sheet in enumerate(book.sheets) if not sheet.hidden), 0)
    if book.active != first and book.active < len(book.sheets):
        opened = book.sheets[book.active].name
        yield Point(Place(sheet=opened), f"The workbook opens on the sheet {quoted(opened)}, not on its first.")
    elif book.sheets and not book.sheets[first].drawn_only:
        sheet = book.sheets[first]
        if sheet.active != "A1" and sheet.frozen == (0, 0):
            yield Point(
                sheet.place(), f"The workbook opens with the cursor in {sheet.active}, not in A1.", sheet.active
            )


def _text_boxes(book: Book) -> Iterator[Point]:
    for each in book.paper.pictures:
        if each.kind == "text box":
            yield Point(each.place, f"Words stand in a text box{f' ({quoted(each.name)})' if each.name else ''}.")


def _printed_only(book: Book) -> Iterator[Point]:
    said = fold(" ".join([book.paper.title, *(each.text for sheet in book.shown for each in sheet.cells.values())]))
    for sheet in book.shown:
        said += f" {fold(sheet.name)}"
        for words in (piece.strip() for part in sheet.printed for piece in _PIECES.split(part)):
            if len(words.split()) > 1 and fold(words) != "page of" and fold(words) not in said:
                yield Point(sheet.place(), f"{quoted(words)} stands in the header or footer on paper only.", words)
                said += f" {fold(words)}"


BOOK_RULES = (
    Rule(
        "A301",
        "The name of a sheet says nothing",
        Severity.WARNING,
        "A screen reader announces a sheet by its name, and people find it by that",
        "WCAG 2.2, 2.4.6 Headings and Labels; Analysis Function checklist, Give worksheets unique names or numbers",
        "Each sheet has a short name of its own that says what it holds.",
        "Double-click its tab and name it.",
        _sheet_names,
    ),
    Rule(
        "A302",
        "No title in A1",
        Severity.WARNING,
        "A1 is the first cell that is read out; there a reader learns what the sheet is about",
        "WCAG 2.2, 2.4.6 Headings and Labels; Analysis Function checklist, All worksheets should have descriptive "
        "titles",
        "A1 of each sheet holds its title, above the table.",
        "Put a row in above everything and write the title into A1.",
        _title,
    ),
    Rule(
        "A303",
        "A blank sheet",
        Severity.WARNING,
        "Who hears a blank sheet cannot know that nothing is there",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Remove blank worksheets",
        "Each sheet holds something.",
        "Right-click its tab and delete it.",
        _blank_sheet,
    ),
    Rule(
        "A304",
        "A hidden sheet",
        Severity.WARNING,
        "What is hidden is found by some readers and not by others, and goes out with the file",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Avoid hiding rows or columns",
        "A workbook for publication has no hidden sheet.",
        "Right-click any tab, choose Unhide; then show the sheet or delete it.",
        _hidden_sheet,
    ),
    Rule(
        "A305",
        "Hidden rows or columns",
        Severity.WARNING,
        "What is hidden is found by some readers and not by others, and goes out with the file",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Avoid hiding rows or columns",
        "All rows and columns with words are shown.",
        "Select all, right-click a row's or column's head, choose Unhide; then delete what is not wanted.",
        _hidden_lines,
    ),
    Rule(
        "A306",
        "Frozen panes that fill the screen",
        Severity.WARNING,
        "Who enlarges the sheet sees the frozen part alone and cannot scroll to the rest",
        "WCAG 2.2, 1.4.10 Reflow; Analysis Function checklist, Avoid adding filters and freeze panes",
        "At most the row of headings and a narrow column are frozen.",
        "Choose View, Freeze Panes, Unfreeze, and freeze the row of headings alone.",
        _frozen,
    ),
    Rule(
        "A307",
        "Words cut off",
        Severity.WARNING,
        "What does not fit into its cell is not seen, and is missing on paper",
        "WCAG 2.2, 1.4.4 Resize Text; Analysis Function checklist, Wrap text within cells",
        "All words of a cell can be seen.",
        "Choose Home, Wrap Text, widen the column, and let the height of the row follow (AutoFit Row Height).",
        _cut_off,
    ),
    Rule(
        "A308",
        "A symbol that points to a note",
        Severity.WARNING,
        "Screen readers pass over raised letters and read '*' as 'star', so nobody hears that there is a note",
        "WCAG 2.2, 1.3.1 Info and Relationships; Analysis Function checklist, Do not use symbols or superscript to "
        "signpost to notes",
        "A note stands in a column called Notes, or is named in words: [note 1].",
        "Write [note 1] instead, or put the note into a column Notes.",
        _note_marks,
    ),
    Rule(
        "A309",
        "Not opened at the beginning",
        Severity.NOTE,
        "A reader starts where the cursor was when the workbook was saved",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Ensure the cursor is in cell A1 of the "
        "first worksheet",
        "A workbook opens on its first sheet, at A1.",
        "Go to the first sheet, press Ctrl+Home, and save.",
        _cursor,
    ),
    Rule(
        "A310",
        "Words in a text box",
        Severity.WARNING,
        "A text box lies over the cells, and is not read out with them",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Do not use headers and footers, floating "
        "text boxes or floating toolbars",
        "Words stand in cells.",
        "Move the words into a cell above the table.",
        _text_boxes,
    ),
    Rule(
        "A311",
        "Words in a header or footer only",
        Severity.WARNING,
        "The header and footer are on paper alone: who reads the workbook on a screen never meets them",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; Analysis Function checklist, Do not use headers and footers, floating "
        "text boxes or floating toolbars",
        "What stands in a header or footer stands in a cell too.",
        "Write it into a cell above the table as well.",
        _printed_only,
    ),
)
"""The rules about how a workbook is built."""
