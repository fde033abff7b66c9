"""The sheets of rows: actions, indicators, risks and the others, as tables to read and to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import column_letters
from compiler.domain.returned import Role
from compiler.domain.text import fold
from compiler.profile.model import Column, Sheet
from compiler.profile.where import said_elsewhere
from compiler.returns.form import Form, FormRow
from compiler.returns.identity import BAND_WORDS
from compiler.returns.issue_checks import write_checks
from compiler.returns.issue_page import (
    ASKED,
    ASKED_BAND,
    ASKED_HEADING,
    BESIDE,
    BESIDE_BAND,
    BESIDE_HEADING,
    DATE,
    GIVEN,
    GIVEN_BAND,
    GIVEN_HEADING,
    MARK,
    NOTICE,
    PLAIN,
    SECTION,
    TITLE,
    NotWritten,
    Page,
)

GIVEN_WORDS = "Given: as approved in the plan"
_TO_PLAN = (
    "One row for each, in the empty rows. Once it is approved, nothing here changes but by decision of the members."
)
_APPROVED = "As approved. Nothing here changes but by decision of the members."
_SHOWN = "Darker red cells with a broken edge are missing or wrong; pale yellow ones want a second look."
ASKED_WORDS = "▼ For you to fill in"
BESIDE_WORDS = "To help you"
_SHORTEST_LINE = 60
_STYLES = {"plan": GIVEN, "return": ASKED, "identity": MARK, "beside": BESIDE}
_HEADINGS = {"return": ASKED_HEADING, "beside": BESIDE_HEADING}
_BANDS = {
    "plan": (GIVEN_WORDS, GIVEN_BAND),
    "return": (ASKED_WORDS, ASKED_BAND),
    "identity": ("", GIVEN_BAND),
    "beside": (BESIDE_WORDS, BESIDE_BAND),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the rows of a sheet stand: under which heading, how many to answer, how many spare, how many settled.

    The table runs from the heading to `last`; what was completed earlier stands below it, under a band of words.
    """

    heading: int
    filled: int
    spare: int = 0
    settled: int = 0

    @property
    def first(self) -> int:
        """The first row under the headings."""
        return self.heading + 1

    @property
    def last(self) -> int:
        """The last row of the table; it has one row at least."""
        return self.heading + max(1, self.filled + self.spare)

    @property
    def band(self) -> int:
        """The row that says that what follows was completed earlier."""
        return self.last + 2

    @property
    def bottom(self) -> int:
        """The last row that is used."""
        return self.band + self.settled if self.settled else self.last


def asked_style(form: Form) -> dict[str, Any]:
    """How a cell looks that is to be filled in; it stays open where the workbook is protected."""
    return {**ASKED, "locked": False} if form.protect else ASKED


def write_rows(page: Page, form: Form, sheet: Sheet, lists: Mapping[str, str]) -> Stretch:
    """Write one sheet of rows and say where they stand; `lists` gives the defined name of each list."""
    columns = form.columns(sheet)
    rows = form.rows.get(sheet.key, ())
    page.widths([column.width for column in columns])
    heading = _write_top(page, form, sheet, columns, bool(rows)) + 1
    settled = sum(row.settled for row in rows)
    stretch = Stretch(heading, len(rows) - settled, form.spare(sheet), settled)
    _write_cells(page, form, columns, rows, stretch)
    _write_table(page, form, sheet, columns, stretch)
    if form.role is Role.RETURN or stretch.spare:
        write_checks(
            page, form, sheet, lists, (stretch.first, stretch.last, stretch.filled), (stretch.band + 1, stretch.bottom)
        )
    page.freeze(heading, 1)
    _set_print(page, columns, heading, stretch.bottom)
    return stretch


def _write_top(page: Page, form: Form, sheet: Sheet, columns: Sequence[Column], filled: bool) -> int:
    """Title, notice, guide and, in a return, the band that tells given from asked; the last row that was used."""
    row = 1
    page.put(row, 1, f"{sheet.name}: {form.whose}", TITLE)
    if form.notice:
        row += 1
        page.band(row, 1, len(columns), form.notice, NOTICE)
    for line in wrap(_guide(form, sheet, filled), max(_SHORTEST_LINE, sum(column.width for column in columns))):
        row += 1
        page.put(row, 1, line, PLAIN)
    if form.role is Role.RETURN:
        row += 1
        start = 1
        for part, group in groupby(columns, key=lambda column: _shown_as(form, sheet, column)):
            width = len(list(group))
            text, style = _BANDS[part]
            page.band(row, start, start + width - 1, term(text), style)
            start += width
    return row


def _guide(form: Form, sheet: Sheet, filled: bool) -> str:
    if not filled and not form.spare(sheet):
        return term("There are none in this plan.")
    if form.role is Role.RETURN:
        return f"{sheet.guide} {term(_SHOWN)}".strip() if form.open else sheet.guide
    return term(_TO_PLAN if form.spare(sheet) else _APPROVED)


def _write_cells(page: Page, form: Form, columns: Sequence[Column], rows: Sequence[FormRow], stretch: Stretch) -> None:
    """Write the rows to answer, then the empty ones, then those that were completed earlier under their band."""
    asked = asked_style(form)
    styles = {**_STYLES, "return": asked}
    open_rows = [row for row in rows if not row.settled]
    for number, row in enumerate(open_rows or [FormRow({})] * (not stretch.spare), stretch.first):
        _write_row(page, columns, row, number, styles)
    for number in range(stretch.first + stretch.filled, stretch.first + stretch.filled + stretch.spare):
        _write_row(page, columns, FormRow({}), number, {**styles, "plan": asked})
    if stretch.settled:
        page.band(stretch.band, 1, len(columns), term(BAND_WORDS), SECTION)
    for number, row in enumerate((row for row in rows if row.settled), stretch.band + 1):
        _write_row(page, columns, row, number, {**styles, "return": {**asked, "bg_color": "EDEDED"}})


def _write_row(
    page: Page, columns: Sequence[Column], row: FormRow, number: int, styles: Mapping[str, dict[str, Any]]
) -> None:
    unknown = set(row.cells) - {column.key for column in columns} - set(row.doubtful)
    if unknown:
        raise NotWritten(f"{page.name}, row {number}: there is no column for {', '.join(sorted(unknown))}")
    for place, column in enumerate(columns, 1):
        words = row.identity if column.part == "identity" else row.cells.get(column.key, "")
        dated = DATE if column.type == "date" and column.part == "return" else PLAIN
        part = column.part if _is_meant(column, row) else "plan"
        page.put(number, place, words, {**styles[part], **dated})


def _is_meant(column: Column, row: FormRow) -> bool:
    """Whether a column is meant for a row; for an empty one it may be."""
    return not row.cells or all(fold(str(row.cells.get(says.key, ""))) in says.words for says in said_elsewhere(column))


def _write_table(page: Page, form: Form, sheet: Sheet, columns: Sequence[Column], stretch: Stretch) -> None:
    headings = [form.heading(sheet, column) for column in columns]
    doubled = {words for words in headings if sum(words.casefold() == other.casefold() for other in headings) > 1}
    if doubled:
        raise NotWritten(f"{page.name}: two columns are headed '{sorted(doubled)[0]}'")
    for place, (column, words) in enumerate(zip(columns, headings, strict=True), 1):
        page.put(stretch.heading, place, words, _heading_style(form, sheet, column))
    page.height(stretch.heading, page.lines(stretch.heading) + 1)  # the filter buttons stand in the last line
    area = (stretch.heading - 1, 0, stretch.last - 1, len(columns) - 1)
    settings: dict[str, Any] = {
        "name": sheet.table or f"tbl{sheet.key.title()}",
        "style": None,
        "columns": [
            {"header": words, "header_format": page.style(_heading_style(form, sheet, column))}
            for column, words in zip(columns, headings, strict=True)
        ],
    }
    page.check(page.sheet.add_table(*area, settings), stretch.heading, 0, "table")
    cells = f"{_address(stretch.heading, 1)}:{_address(stretch.bottom, len(columns))}"
    page.check(page.sheet.ignore_errors({"number_stored_as_text": cells}), 0, 0, "setting")


def _heading_style(form: Form, sheet: Sheet, column: Column) -> dict[str, Any]:
    return _HEADINGS.get(_shown_as(form, sheet, column), GIVEN_HEADING)


def _shown_as(form: Form, sheet: Sheet, column: Column) -> str:
    """The part that a column is headed as: where all rows are spare, those of the plan are to be filled in too."""
    all_spare = form.spare(sheet) and not form.rows.get(sheet.key)
    return "return" if all_spare and column.part == "plan" else column.part


def _address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _set_print(page: Page, columns: Sequence[Column], heading: int, last: int) -> None:
    """Repeat the headings on each page, and leave the row's mark off the paper."""
    page.sheet.repeat_rows(heading - 1)
    wide = len(columns) - (1 if columns[-1].part == "identity" else 0)
    page.check(page.sheet.print_area(0, 0, last - 1, wide - 1), 0, 0, "print area")
