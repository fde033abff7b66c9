"""The sheets of rows: actions, indicators, risks and the others, as tables to read and to fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from compiler.domain.origin import column_letters
from compiler.domain.returned import Role
from compiler.profile.model import Column, Sheet
from compiler.returns.form import Form, FormRow, choices
from compiler.returns.issue_page import (
    ASKED,
    ASKED_BAND,
    ASKED_HEADING,
    GIVEN,
    GIVEN_BAND,
    GIVEN_HEADING,
    MARK,
    NOTICE,
    PLAIN,
    TITLE,
    NotWritten,
    Page,
)

GIVEN_WORDS = "Given: as approved in the plan"
_APPROVED = "As approved. Nothing here changes but by decision of the members."
ASKED_WORDS = "▼ For you to fill in"
_STYLES = {"plan": GIVEN, "return": ASKED, "identity": MARK}
_BANDS = {"plan": (GIVEN_WORDS, GIVEN_BAND), "return": (ASKED_WORDS, ASKED_BAND), "identity": ("", GIVEN_BAND)}
_PROMPTS = {
    "list": "Choose one from the list.",
    "date": "Enter a date, for example 30/06/2008.",
    "custom": "Enter a date or a month, for example 30/06/2008 or Sep 2008.",
}
_LONGEST_DATE = 40
_LONGEST_PROMPT_TITLE = 32
_LONGEST_PROMPT = 255


def write_rows(page: Page, form: Form, sheet: Sheet, lists: Mapping[str, str]) -> None:
    """Write one sheet of rows; `lists` gives the defined name of each list."""
    columns = form.columns(sheet)
    rows = form.rows.get(sheet.key, ())
    page.widths([column.width for column in columns])
    heading = _write_top(page, form, sheet, columns, bool(rows)) + 1
    _write_cells(page, columns, rows, heading)
    _write_table(page, form, sheet, columns, (heading, heading + max(1, len(rows))))
    if form.role is Role.RETURN:
        _write_checks(page, form, sheet, lists, (heading + 1, heading + max(1, len(rows))))
    page.freeze(heading, 1)
    _set_print(page, columns, heading, heading + max(1, len(rows)))


def _write_top(page: Page, form: Form, sheet: Sheet, columns: Sequence[Column], filled: bool) -> int:
    """Title, notice, guide and, in a return, the band that tells given from asked; the last row that was used."""
    row = 1
    page.put(row, 1, f"{sheet.name}: {form.whose}", TITLE)
    if form.notice:
        row += 1
        page.band(row, 1, len(columns), form.notice, NOTICE)
    words = _guide(form, sheet, filled)
    if words:
        row += 1
        page.put(row, 1, words, PLAIN)
    if form.role is Role.RETURN:
        row += 1
        start = 1
        for part, group in groupby(columns, key=lambda column: column.part):
            width = len(list(group))
            text, style = _BANDS[part]
            page.band(row, start, start + width - 1, text, style)
            start += width
    return row


def _guide(form: Form, sheet: Sheet, filled: bool) -> str:
    if not filled:
        return "There are none in this plan."
    return (
        sheet.guide if form.role is Role.RETURN else "As approved. Nothing here changes but by decision of the members."
    )


def _write_cells(page: Page, columns: Sequence[Column], rows: Sequence[FormRow], heading: int) -> None:
    for number, row in enumerate(rows or (FormRow({}),), heading + 1):
        unknown = set(row.cells) - {column.key for column in columns} - set(row.doubtful)
        if unknown:
            raise NotWritten(f"{page.name}, row {number}: there is no column for {', '.join(sorted(unknown))}")
        for place, column in enumerate(columns, 1):
            words = row.identity if column.part == "identity" else row.cells.get(column.key, "")
            page.put(number, place, words, _STYLES[column.part])


def _write_table(page: Page, form: Form, sheet: Sheet, columns: Sequence[Column], span: tuple[int, int]) -> None:
    headings = [form.heading(sheet, column) for column in columns]
    doubled = {words for words in headings if sum(words.casefold() == other.casefold() for other in headings) > 1}
    if doubled:
        raise NotWritten(f"{page.name}: two columns are headed '{sorted(doubled)[0]}'")
    for place, (column, words) in enumerate(zip(columns, headings, strict=True), 1):
        page.put(span[0], place, words, _heading_style(column))
    page.height(span[0], page.lines(span[0]) + 1)  # the filter buttons stand in the last line
    area = (span[0] - 1, 0, span[1] - 1, len(columns) - 1)
    settings: dict[str, Any] = {
        "name": sheet.table or f"tbl{sheet.key.title()}",
        "style": None,
        "columns": [
            {"header": words, "header_format": page.style(_heading_style(column))}
            for column, words in zip(columns, headings, strict=True)
        ],
    }
    page.check(page.sheet.add_table(*area, settings), span[0], 0, "table")
    cells = f"{_address(span[0], 1)}:{_address(span[1], len(columns))}"
    page.check(page.sheet.ignore_errors({"number_stored_as_text": cells}), 0, 0, "setting")


def _heading_style(column: Column) -> dict[str, Any]:
    return ASKED_HEADING if column.part == "return" else GIVEN_HEADING


def _address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _write_checks(page: Page, form: Form, sheet: Sheet, lists: Mapping[str, str], span: tuple[int, int]) -> None:
    """Drop-downs, prompts and error texts for the columns that are asked for."""
    for place, column in enumerate(form.columns(sheet), 1):
        if column.part != "return":
            continue
        name, _ = choices(form.profile, column)
        rule = _rule(column, lists.get(name, ""), _address(span[0], place))
        prompt = column.prompt or _PROMPTS.get(str(rule["validate"]), "")
        if prompt:
            title = _shortened(form.heading(sheet, column), _LONGEST_PROMPT_TITLE)
            settings = rule | {"input_title": title, "input_message": _shortened(prompt, _LONGEST_PROMPT)}
            code = page.sheet.data_validation(span[0] - 1, place - 1, span[1] - 1, place - 1, settings)
            page.check(code, span[0], place, "drop-down or prompt")


def _rule(column: Column, list_name: str, cell: str) -> dict[str, Any]:
    """What may be typed into a column's cells, with its error text."""
    if list_name:
        message = "Choose one of the words in the list. Press Alt and the down arrow to see it."
        return {
            "validate": "list",
            "source": f"={list_name}",
            "error_title": "Not in the list",
            "error_message": message,
        }
    if column.type == "date":
        rule = {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1), "error_title": "Not a date"}
        return rule | {"error_message": "Enter a date, for example 30/06/2008."}
    if column.type == "when":
        # A month or a quarter is as good as a day here, so Excel is only asked to stop sentences.
        rule = {"validate": "custom", "value": f"=LEN({cell})<={_LONGEST_DATE}", "error_type": "warning"}
        message = "Enter only a date or a month, for example 30/06/2008 or Sep 2008. Explain it in the words beside it."
        return rule | {"error_title": "Too long for a date", "error_message": message}
    return {"validate": "any"}


def _shortened(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _set_print(page: Page, columns: Sequence[Column], heading: int, last: int) -> None:
    """Repeat the headings on each page, and leave the row's mark off the paper."""
    page.sheet.repeat_rows(heading - 1)
    wide = len(columns) - (1 if columns[-1].part == "identity" else 0)
    page.check(page.sheet.print_area(0, 0, last - 1, wide - 1), 0, 0, "print area")
