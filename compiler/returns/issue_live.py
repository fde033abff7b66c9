"""The workbook that checks itself: cells that show what is missing, and a sheet that counts it while people type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import column_letters
from compiler.profile.model import Sheet
from compiler.returns.form import Form
from compiler.returns.identity import COVER_LABELS, SIGNED
from compiler.returns.issue_asked import Approval, Check, approvals, checks_of, found_in, records_of
from compiler.returns.issue_formula import LONGEST, NO_LIMIT, ONES, PLACES, Approved, Sight, surely, text
from compiler.returns.issue_page import GIVEN_HEADING, NotWritten, Page, Workbook
from compiler.returns.issue_ready import DOUBTFUL, MISSING, Line, write_ready
from compiler.returns.issue_sheet import Stretch

_BELOW = 100
"""So many rows below the last are watched too, for those who write on under the table."""

_LONGEST_FORMULA = 8192
_AROUND = 40  # letters that the Ready sheet writes around a formula
_COVER_ROWS = 60
_HEADINGS = ("Row identity", "Due by", "Met from", "Met to", "Missed below", "Missed above", "Per")
_NIL = "Nothing_to_report"
_NAMES = tuple(f"Approved_{what}" for what in ("rows", "due", "low", "high", "floor", "roof", "factor"))
_FIRST_COLUMN = 6


@dataclass(frozen=True, slots=True)
class Place:
    """One sheet of rows: its page, where its rows stand, and the defined name of each of its columns."""

    sheet: Sheet
    page: Page
    stretch: Stretch
    columns: Mapping[str, int]

    @property
    def last(self) -> int:
        """The last row that is watched."""
        return self.stretch.bottom + _BELOW

    def name(self, key: str) -> str:
        """The defined name of a column's cells, from its heading down."""
        return f"{self.sheet.key}_{key}" if key in self.columns else ""

    def cell(self, key: str) -> str:
        """A column's cell in the heading row, as a format of cells counts from it."""
        return f"${column_letters(self.columns[key])}{self.stretch.heading}" if key in self.columns else ""

    def row_of(self, number: int) -> int:
        """The row in which the form's row of that number stands, settled rows last."""
        filled = self.stretch.filled
        return self.stretch.heading + number if number <= filled else self.stretch.band + number - filled


def write_live(
    form: Form, book: Workbook, ready: Page, cover: Page, identity: Page, written: Mapping[str, tuple[Page, Stretch]]
) -> None:
    """Make a return count and show what it still lacks: its Ready sheet, its cells' formats, what they compare with."""
    places = [
        Place(
            sheet, *written[sheet.key], {c.key: at for at, c in enumerate(form.columns(sheet), 1) if c.part != "beside"}
        )
        for sheet in form.sheets
    ]
    records = {sheet.key: records_of(form, sheet) for sheet in form.sheets}
    approved = _write_approved(identity, book, approvals(form, records))
    _define(book, PLACES, "={" + ",".join(map(str, range(1, LONGEST + 1))) + "}")
    _define(book, _NIL, f"='{cover.name}'!$B${cover.row_of(term(COVER_LABELS['nil']))}")
    _define(book, ONES, "={" + ";".join("1" * LONGEST) + "}")
    lines: list[Line] = []
    for place in places:
        checks = [check for check in checks_of(form, place.sheet) if _fits(place, check, approved)]
        if checks:
            _name_columns(book, place)
        for check in checks:
            _write_format(place, check, approved)
            found = [place.row_of(number) for number in found_in(form, check, records[place.sheet.key])]
            lines.append(_line(form, place, check, approved, found))
    _write_cover_format(cover)
    write_ready(ready, form, (*lines, *_signing(form, cover)))


def _define(book: Workbook, name: str, meaning: str) -> None:
    if book.define_name(name, meaning) not in (None, 0):
        raise NotWritten(f"the name {name} was not defined")


def _name_columns(book: Workbook, place: Place) -> None:
    sheet = place.page.name.replace("'", "''")
    for key, column in place.columns.items():
        letters = column_letters(column)
        _define(book, place.name(key), f"='{sheet}'!${letters}${place.stretch.heading}:${letters}${place.last}")
    left, right = (column_letters(end(place.columns.values())) for end in (min, max))
    _define(book, _every(place.sheet), f"='{sheet}'!${left}${place.stretch.heading}:${right}${place.last}")


def _every(sheet: Sheet) -> str:
    """The defined name of all cells of a sheet's rows."""
    return f"{sheet.key}_every_cell"


def _fits(place: Place, check: Check, approved: Approved | None) -> bool:
    """Whether a check's formulas are short enough for Excel; what is not cannot be claimed on the sheet."""
    return max(len(_format(place, check, approved)), len(_row(place, check, approved))) + _AROUND <= _LONGEST_FORMULA


def _write_format(place: Place, check: Check, approved: Approved | None) -> None:
    """Show the cells in which something is amiss, by an edge and a pattern as well as by a colour."""
    at, heading = place.columns[check.column.key], place.stretch.heading
    style = place.page.style(MISSING if check.blocks else DOUBTFUL)
    settings: dict[str, Any] = {"type": "formula", "criteria": _format(place, check, approved), "format": style}
    code = place.page.sheet.conditional_format(heading - 1, at - 1, place.last - 1, at - 1, settings)
    place.page.check(code, heading, at, "conditional format")


def _format(place: Place, check: Check, approved: Approved | None) -> str:
    left, right = (end(place.columns, key=place.columns.__getitem__) for end in (min, max))
    row = f"{place.cell(left)}:{place.cell(right)}"
    held = surely(check.when, Sight(place.cell, row, approved, _NIL))
    return f"={held}*(ROW({place.cell(check.column.key)})>ROW($A${place.stretch.heading}))>0"


def _line(form: Form, place: Place, check: Check, approved: Approved | None, found: Sequence[int]) -> Line:
    return Line(
        sheet=place.page.name,
        column=form.heading(place.sheet, check.column),
        asked=term(check.asked.title),
        blocks=check.blocks,
        count=f'IFERROR(SUM({_each(place, check, approved)}),"?")',
        row=_row(place, check, approved),
        at=f"COLUMN({place.name(check.column.key)})",
        letters=column_letters(place.columns[check.column.key]),
        found=tuple(found),
    )


def _row(place: Place, check: Check, approved: Approved | None) -> str:
    return f"MIN(IF({_each(place, check, approved)}>0,ROW({place.name(check.column.key)})))"


def _each(place: Place, check: Check, approved: Approved | None) -> str:
    """1 or 0 for each row from the heading down; the heading itself never counts."""
    name = place.name(check.column.key)
    held = surely(check.when, Sight(place.name, _every(place.sheet), approved, _NIL))
    return f"{held}*(ROW({name})>MIN(ROW({name})))"


def _write_approved(page: Page, book: Workbook, rows: Mapping[str, Approval]) -> Approved | None:
    """Keep on the hidden sheet what is approved for each row, in numbers, and name it for the formulas."""
    if not rows:
        return None
    for column, words in enumerate(_HEADINGS, _FIRST_COLUMN):
        page.put(1, column, words, GIVEN_HEADING)
    for number, (mark, approval) in enumerate(rows.items(), 2):
        page.put(number, _FIRST_COLUMN, mark, {})
        for column, value in enumerate(_numbers(approval), _FIRST_COLUMN + 1):
            page.put(number, column, value, {})
    for column, name in enumerate(_NAMES, _FIRST_COLUMN):
        letters = column_letters(column)
        _define(book, name, f"='{page.name}'!${letters}$2:${letters}${len(rows) + 1}")
    return Approved(*_NAMES)


def _numbers(approval: Approval) -> tuple[float, ...]:
    limits = approval.limits
    if limits is None:
        return (approval.due, 0, 0, 0, 0, 0)
    low, floor = (-NO_LIMIT if each is None else float(each) for each in (limits.low, limits.floor))
    high, roof = (NO_LIMIT if each is None else float(each) for each in (limits.high, limits.roof))
    return (approval.due, low, high, floor, roof, 100 if limits.percent else 1)


_SIGN_OFF = tuple(key for key in SIGNED if key != "nil")


def _signing(form: Form, cover: Page) -> list[Line]:
    """The lines of the cover's sign-off; its cells are looked up by their labels."""
    said = {
        "prepared_by": form.prepared_by,
        "prepared_on": form.prepared_on,
        "checked_by": form.checked_by,
        "checked_on": form.checked_on,
    }
    lines: list[Line] = []
    for key in _SIGN_OFF:
        label = term(COVER_LABELS[key])
        row = f"MATCH(\"{label}\",'{cover.name}'!$A$1:$A${_COVER_ROWS},0)"
        cell = f"INDEX('{cover.name}'!$B$1:$B${_COVER_ROWS},{row})"
        blank = f'IFERROR(IF(LEN({text(cell)})=0,1,0),"?")'
        found = () if str(said[key]).strip() else (cover.row_of(label),)
        lines.append(Line(cover.name, label, term("The return is not signed off"), True, blank, row, "2", "B", found))
    return lines


def _write_cover_format(cover: Page) -> None:
    labels = "+".join(f'($A1="{term(COVER_LABELS[key])}")' for key in _SIGN_OFF)
    settings = {"type": "formula", "criteria": f"=(LEN({text('$B1')})=0)*({labels})>0", "format": cover.style(MISSING)}
    cover.check(cover.sheet.conditional_format(0, 1, _COVER_ROWS - 1, 1, settings), 1, 2, "conditional format")
