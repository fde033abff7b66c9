"""The sheets that are not rows: the cover, with its sign-off, and the hidden identity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from compiler.domain.language import term
from compiler.domain.returned import Role
from compiler.profile.model import ColumnType, Sheet
from compiler.returns.form import Form, FormRow
from compiler.returns.identity import (
    COVER_LABELS,
    FIELD_HEADINGS,
    FIELDS,
    LEGEND_TITLE,
    NIL_WORD,
    ROLE_WORDS,
    ROW_HEADINGS,
    SIGNED,
)
from compiler.returns.issue_page import (
    GIVEN,
    GIVEN_HEADING,
    NOTICE,
    SECTION,
    TITLE,
    WRAPPED,
    NotWritten,
    Page,
)
from compiler.returns.issue_sheet import ASKED_WORDS, BESIDE_WORDS, GIVEN_WORDS, asked_style

_TITLES = {"plan": "Approved plan of {whose}", "return": "Return of {whose}"}
_LABEL = {**WRAPPED, "bold": True}
_SIGN_OFF = {
    "prepared_by": "The post of whoever prepared this return. A name is not needed.",
    "prepared_on": "The day on which it was prepared, for example 30/06/2008.",
    "checked_by": "The post of whoever checked this return. A name is not needed.",
    "checked_on": "The day on which it was checked, for example 30/06/2008.",
    "nil": "Choose Yes only for a nil return: nothing is due, and there is nothing to tell. Else leave blank.",
}
_SHADED = "Shaded columns, under “{given}”, come from the approved plan: please leave them as they are."
_WHITE = "White columns, under “{asked}”, are yours. You may sort and filter; leave the row identity in place."
_CHANGES = "If an approved {what} should change, say so in your words: the members decide it."
_APPROVED: tuple[tuple[str, tuple[ColumnType, ...]], ...] = (
    ("date", ("when", "date")),
    ("target", ("target",)),
    ("officer", ("officer",)),
)
"""What of a plan may come to be changed, as far as a workbook has columns for it."""
_BESIDE = (
    "Columns in italics, under “{beside}”, show what was returned before and whether a figure is due. "
    "Click a white cell to see what belongs there."
)
_FIRST_DAY = dt.date(2000, 1, 1)


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
    page.put(1, 1, form.title or term(_TITLES[form.role.value], whose=form.whose), TITLE)
    row = 1
    if form.notice:
        row += 1
        page.band(row, 1, 2, form.notice, NOTICE)
    row = _write_fields(page, form, row + 2)
    sections = [
        (term("How to fill it in"), form.how or (_how(form) if form.role is Role.RETURN else ())),
        (term("What the ratings mean"), _meanings(form) if form.role is Role.RETURN else ()),
        (term(LEGEND_TITLE), tuple(form.legend)),
        (term("Doubtful scan: cannot be read with certainty in the printed copy"), tuple(_doubts(form))),
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
        "role": term(ROLE_WORDS[form.role.value]),
        "year": form.year.label,
        "period": form.period.label if form.period else "",
        "deadline": form.deadline or "",
        "prepared_by": form.prepared_by,
        "prepared_on": form.prepared_on,
        "checked_by": form.checked_by,
        "checked_on": form.checked_on,
        "nil": "",
        "version": term("{profile}, version {version}", profile=form.profile.key, version=form.profile.version),
    }
    for key, label in COVER_LABELS.items():
        asked = key in SIGNED
        if (form.role is Role.PLAN and asked) or (not words[key] and not asked) or (key == "nil" and not form.open):
            continue
        page.put(row, 1, term(label), _LABEL)
        page.put(row, 2, words[key], asked_style(form) if asked else GIVEN)
        if asked:
            _write_check(page, row, key, term(label))
        row += 1
    return row


def _write_check(page: Page, row: int, key: str, label: str) -> None:
    """A prompt and an error text for one line of the sign-off."""
    rule: dict[str, object] = {"validate": "length", "criteria": "<=", "value": 200, "error_title": term("Too long")}
    rule["error_message"] = term("Give the post in a few words.")
    if key.endswith("_on"):
        rule = {"validate": "date", "criteria": ">=", "value": _FIRST_DAY, "error_title": term("Not a date")}
        rule["error_message"] = term("Enter a date, for example 30/06/2008.")
    if key == "nil":
        rule = {"validate": "list", "source": [term(NIL_WORD)], "error_title": term("Only Yes, or nothing")}
        rule["error_message"] = term("Choose Yes for a nil return. Otherwise leave the cell blank.")
    told = {"input_title": label, "input_message": term(_SIGN_OFF[key])}
    page.check(page.sheet.data_validation(row - 1, 1, row - 1, 1, rule | told), row, 2, "prompt")


def _write_section(page: Page, row: int, title: str, lines: Sequence[tuple[str, str]]) -> int:
    page.band(row, 1, 2, title, SECTION)
    for label, words in lines:
        row += 1
        page.put(row, 1, label, _LABEL)
        page.put(row, 2, words, WRAPPED)
    return row + 1


def _how(form: Form) -> tuple[tuple[str, str], ...]:
    """A few sentences on what to fill in, and one for each sheet."""
    shaded, white = term(_SHADED, given=term(GIVEN_WORDS)), term(_WHITE, asked=term(ASKED_WORDS))
    told = " ".join(part for part in (shaded, white, _changes(form)) if part)
    cover = term("Give the post of whoever prepared and checked this return, and the dates (white cells above).")
    more = ((term("To help you"), _help(form)),) if form.open and form.role is Role.RETURN else ()
    return (
        (term("In short"), told),
        *more,
        (term("Cover"), cover),
        *((sheet.name, sheet.guide) for sheet in form.sheets if sheet.guide),
    )


def _changes(form: Form) -> str:
    """What is done where something approved should change; '' where the workbook has nothing of the kind."""
    what = [term(words) for words, types in _APPROVED if form.approved(*types)]
    said = f" {term('or')} ".join(part for part in (", ".join(what[:-1]), *what[-1:]) if part)
    return term(_CHANGES, what=said) if said else ""


def _help(form: Form) -> str:
    """What a workbook that was made to be filled in shows beyond the plan."""
    spare = [sheet.name for sheet in form.sheets if form.spare(sheet)]
    rows = [term("New rows go into the empty ones at the end of {sheets}.", sheets=f" {term('and')} ".join(spare))]
    return " ".join(
        (
            term(_BESIDE, beside=term(BESIDE_WORDS)),
            *(rows if spare else ()),
            *((term("What was completed earlier stands at the bottom."),) if _any_settled(form) else ()),
            term("The sheet Ready to send counts what is still missing."),
        )
    )


def _any_settled(form: Form) -> bool:
    return any(row.settled for rows in form.rows.values() for row in rows)


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
    return f"{heading}: ‘{words}’" if words else f"{heading}: {term('nothing can be read')}"


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
