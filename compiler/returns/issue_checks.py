"""Drop-downs, prompts and error texts: what may be typed into the cells that are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from compiler.domain.language import term
from compiler.domain.origin import column_letters
from compiler.profile.model import Column, Sheet
from compiler.returns.form import Form
from compiler.returns.issue_lists import Offer, offer, source_of
from compiler.returns.issue_page import Page

_LONGEST_PROMPT_TITLE = 32
_LONGEST_PROMPT = 255
_LONGEST = {"when": 40, "value": 60, "target": 120, "references": 400, "reference": 40, "officer": 200}
"""Characters after which a cell of a type is questioned; other cells hold words."""
_MOST_WORDS = 2_000

_PROMPTS = {
    "rating": "Choose one from the list.",
    "risk": "Choose one from the list.",
    "choice": "Choose one from the list.",
    "choices": "The words of the list, with commas between them.",
    "date": "Enter a date, for example 30/06/2008.",
    "when": "Enter a date or a month, for example 30/06/2008 or Sep 2008.",
    "value": "Enter the figure as you would print it, for example 45.7%.",
    "target": "Enter the target, for example 45.7% or at least 30.",
    "officer": "Choose from the list, or write the post or name in full.",
    "reference": "The reference, as the plan prints it.",
    "references": "The references with commas between them, as the plan prints them.",
    "text": "In your own words.",
}
_ERRORS = {
    "when": "Enter only a date or a month, for example 30/06/2008 or Sep 2008. Explain it in the words beside it.",
    "value": "Enter only the figure, for example 45.7%. Explain it in the words beside it.",
    "target": "Enter only the target. Explain it in the words beside it.",
    "references": "Enter only references, with commas between them.",
    "reference": "Enter only the reference.",
    "officer": "Enter only the post or the name.",
}
_LISTED = "Choose one of the words in the list. Press Alt and the down arrow to see it."
_UNLISTED = "The plan has this nowhere. Check the spelling; keep it if it is meant to be new."
_TOO_LONG = "These are more words than the report has room for. Keep to what the members need to know."

Rows = tuple[int, int]


def write_checks(
    page: Page, form: Form, sheet: Sheet, lists: Mapping[str, str], table: tuple[int, int, int], settled: Rows
) -> None:
    """Give each column that is asked for its drop-down, prompt and error text, and the spare rows theirs.

    `table` is the first and last row of the table and how many of its rows come from the plan; `settled` are the rows
    of what was completed earlier, none if the second is smaller than the first.
    """
    first, last, filled = table
    for place, column in enumerate(form.columns(sheet), 1):
        if column.part == "return":
            _write_check(page, form, sheet, lists, place, [(first, last), settled])
        elif column.part == "plan" and form.spare(sheet):
            _write_check(page, form, sheet, lists, place, [(first + filled, last)])


def _write_check(
    page: Page, form: Form, sheet: Sheet, lists: Mapping[str, str], place: int, stretches: list[Rows]
) -> None:
    column = form.columns(sheet)[place - 1]
    areas = [(top - 1, place - 1, bottom - 1, place - 1) for top, bottom in stretches if top <= bottom]
    top = areas[0][0] + 1
    settings = {
        **_rule(form, sheet, column, lists, top, place),
        "input_title": _shortened(form.heading(sheet, column), _LONGEST_PROMPT_TITLE),
        "input_message": _shortened(
            column.prompt or term(_PROMPTS.get(column.type, _PROMPTS["text"])), _LONGEST_PROMPT
        ),
    }
    if len(areas) > 1:
        settings["other_cells"] = [list(area) for area in areas[1:]]
    page.check(page.sheet.data_validation(*areas[0], settings), top, place, "drop-down or prompt")


def _rule(form: Form, sheet: Sheet, column: Column, lists: Mapping[str, str], row: int, place: int) -> dict[str, Any]:
    """What may be typed into a column's cells, with its error text."""
    offered = offer(form, sheet, column)
    source = source_of(form, lists, offered, _plan_cell(form, sheet, row)) if offered else ""
    if offered and source:
        return _list_rule(offered, source)
    if column.type == "date":
        rule = {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1), "error_title": term("Not a date")}
        return rule | {"error_message": term(_PROMPTS["date"])}
    return _length_rule(column, f"{column_letters(place)}{row}")


def _list_rule(offered: Offer, source: str) -> dict[str, Any]:
    rule = {"validate": "list", "source": source, "error_title": term("Not in the list")}
    if offered.strict:
        return rule | {"error_message": term(_LISTED)}
    return rule | {"error_type": "warning", "error_message": term(_UNLISTED)}


def _length_rule(column: Column, cell: str) -> dict[str, Any]:
    """Anything goes, but for sentences where a date or a figure belongs, and for more words than a report can hold."""
    longest = _LONGEST.get(column.type, _MOST_WORDS)
    rule = {"validate": "custom", "value": f"=LEN({cell})<={longest}", "error_type": "warning"}
    return rule | {"error_title": term("Too long"), "error_message": term(_ERRORS.get(column.type, _TOO_LONG))}


def _plan_cell(form: Form, sheet: Sheet, row: int) -> str:
    """The cell in which a row names its plan; '' where the sheet has no such column."""
    places = (place for place, column in enumerate(form.columns(sheet), 1) if column.key == "plan")
    return next((f"${column_letters(place)}{row}" for place in places), "")


def _shortened(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
