"""The sheets that are not rows: the cover, the lists behind the drop-downs, and the hidden identity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from compiler.domain.origin import column_letters
from compiler.domain.returned import Role
from compiler.profile.model import Sheet
from compiler.returns.form import Form, FormRow, choices
from compiler.returns.identity import COVER_LABELS, FIELD_HEADINGS, FIELDS, LEGEND_TITLE, ROLE_WORDS, ROW_HEADINGS
from compiler.returns.issue_page import (
    ASKED,
    GIVEN,
    GIVEN_HEADING,
    NOTICE,
    SECTION,
    TITLE,
    WRAPPED,
    NotWritten,
    Page,
    Workbook,
)
from compiler.returns.issue_sheet import ASKED_WORDS, GIVEN_WORDS

_LABEL = {**WRAPPED, "bold": True}
_FILLED_IN = ("prepared_by", "prepared_on", "checked_by", "checked_on")
_LIST_WIDTH = 26


def fields(form: Form) -> dict[str, str]:
    """What the workbook says of itself to programs, by the keys of its properties and of its hidden sheet."""
    said = {
        "council": form.department.council,
        "department": form.department.key,
        "division": form.division.key,
        "profile": form.profile.key,
        "year": form.year.name,
        "period": form.period.name if form.period else "",
        "role": form.role.value,
        "version": form.profile.version,
    }
    return {key: said[key] for key in FIELDS}


def write_cover(page: Page, form: Form) -> int:
    """Write the cover: whose workbook it is, by when, how to fill it in, what the ratings mean, what is doubtful.

    Gives back its last row.
    """
    page.widths([26, 104])
    page.put(1, 1, form.title or f"{ROLE_WORDS[form.role.value]} of {form.whose}", TITLE)
    row = 1
    if form.notice:
        row += 1
        page.band(row, 1, 2, form.notice, NOTICE)
    row = _write_fields(page, form, row + 2)
    sections = [
        ("How to fill it in", _how(form) if form.role is Role.RETURN else ()),
        ("What the ratings mean", _meanings(form) if form.role is Role.RETURN else ()),
        (LEGEND_TITLE, tuple(form.legend)),
        ("Doubtful scan: cannot be read with certainty in the printed copy", tuple(_doubts(form))),
    ]
    for title, lines in sections:
        if lines:
            row = _write_section(page, row + 1, title, lines)
    page.check(page.sheet.print_area(0, 0, row - 2, 1), 0, 0, "print area")
    return row - 1


def _write_fields(page: Page, form: Form, row: int) -> int:
    """The identity in words, label beside value; the row after it."""
    words: dict[str, str | dt.date] = {
        "council": form.department.council,
        "department": form.department.name,
        "division": form.division.name,
        "role": ROLE_WORDS[form.role.value],
        "year": form.year.label,
        "period": form.period.label if form.period else "",
        "deadline": form.deadline or "",
        "prepared_by": form.prepared_by,
        "prepared_on": form.prepared_on,
        "checked_by": form.checked_by,
        "checked_on": form.checked_on,
        "version": f"{form.profile.key}, version {form.profile.version}",
    }
    for key, label in COVER_LABELS.items():
        asked = key in _FILLED_IN
        if (form.role is Role.PLAN and asked) or (not words[key] and not asked):
            continue
        page.put(row, 1, label, _LABEL)
        page.put(row, 2, words[key], ASKED if asked else GIVEN)
        row += 1
    return row


def _write_section(page: Page, row: int, title: str, lines: Sequence[tuple[str, str]]) -> int:
    page.band(row, 1, 2, title, SECTION)
    for label, words in lines:
        row += 1
        page.put(row, 1, label, _LABEL)
        page.put(row, 2, words, WRAPPED)
    return row + 1


def _how(form: Form) -> tuple[tuple[str, str], ...]:
    """A few sentences on what to fill in, and one for each sheet."""
    told = (
        f"Shaded columns, under “{GIVEN_WORDS}”, come from the approved plan: please leave them as they are. "
        f"White columns, under “{ASKED_WORDS}”, are yours. You may sort and filter; leave the row identity in place. "
        "If an approved date, target or officer should change, say so in your words: the members decide it."
    )
    cover = "Give the post of whoever prepared and checked this return, and the dates (white cells above)."
    return (("In short", told), ("Cover", cover), *((sheet.name, sheet.guide) for sheet in form.sheets if sheet.guide))


def _meanings(form: Form) -> tuple[tuple[str, str], ...]:
    states = form.profile.ratings.states if form.profile.ratings else ()
    return tuple((f"{state.mark} {state.name}".strip(), state.meaning) for state in states)


def _doubts(form: Form) -> list[tuple[str, str]]:
    """One line for each doubtful cell: where it is, and its words."""
    lines: list[tuple[str, str]] = []
    for sheet in form.profile.sheets:
        for row in form.rows.get(sheet.key, ()):
            lines += [(f"{sheet.name}, {_called(row)}", _doubt(form, sheet, row, key)) for key in row.doubtful]
    return lines


def _called(row: FormRow) -> str:
    words = str(next((row.cells[key] for key in ("reference", "number", "action") if row.cells.get(key)), row.identity))
    return words if len(words) <= 60 else words[:57].rstrip() + "…"


def _doubt(form: Form, sheet: Sheet, row: FormRow, key: str) -> str:
    column = sheet.column(key)
    heading = form.heading(sheet, column) if column else key
    words = str(row.cells.get(key, ""))
    return f"{heading}: ‘{words}’" if words else f"{heading}: nothing can be read"


def write_lists(page: Page, form: Form, book: Workbook) -> dict[str, str]:
    """Write each list in a column of its own, with a defined name for its words; the names by list."""
    page.widths([_LIST_WIDTH] * max(3, len(used_lists(form))))
    page.put(1, 1, "Lists: the words that the drop-downs offer", TITLE)
    top = 3
    if form.notice:
        page.band(2, 1, max(3, len(used_lists(form))), form.notice, NOTICE)
        top = 4
    names: dict[str, str] = {}
    for column, (key, words) in enumerate(used_lists(form).items(), 1):
        page.put(top, column, key.replace("_", " ").capitalize(), GIVEN_HEADING)
        for row, word in enumerate(words, top + 1):
            page.put(row, column, word, GIVEN)
        names[key] = f"List_{key}"
        letters = column_letters(column)
        area = f"='{page.name}'!${letters}${top + 1}:${letters}${top + len(words)}"
        page.check(book.define_name(names[key], area), top, column, "defined name")
    page.freeze(top, 0)
    return names


def used_lists(form: Form) -> Mapping[str, tuple[str, ...]]:
    """The lists that the workbook's columns are chosen from, by name, in the order of the columns."""
    found: dict[str, tuple[str, ...]] = {}
    for sheet in form.sheets:
        for column in form.columns(sheet):
            name, words = choices(form.profile, column)
            if name and words:
                found.setdefault(name, words)
    return found


def write_identity(page: Page, form: Form, sheets: Mapping[str, str]) -> None:
    """Write the hidden sheet: the fields, then a line for each row (sheet, mark, printed where, doubtful column)."""
    for column, words in enumerate(FIELD_HEADINGS, 1):
        page.put(1, column, words, GIVEN_HEADING)
    lines: list[tuple[str, ...]] = [*fields(form).items()]
    lines += [("notice", form.notice)] if form.notice else []
    lines += [(), ROW_HEADINGS]
    for sheet in form.sheets:
        for row in form.rows.get(sheet.key, ()):
            lines += [
                (sheets[sheet.key], row.identity, row.source, key)
                for key in row.doubtful or ("",)
                if row.identity or row.source
            ]
    for number, line in enumerate(lines, 2):
        for column, words in enumerate(line, 1):
            page.put(number, column, words, {})
    page.widths([20, 24, 30, 20])
    page.sheet.hide()


def check_marks(form: Form) -> None:
    """Make sure that every row's mark is its own; raises NotWritten for two rows with one mark."""
    seen: dict[str, str] = {}
    for sheet in form.sheets:
        for row in form.rows.get(sheet.key, ()):
            if row.identity and row.identity in seen:
                raise NotWritten(f"{sheet.name}: the row identity {row.identity} stands at {seen[row.identity]} too")
            seen[row.identity] = f"{sheet.name}, {_called(row)}"
