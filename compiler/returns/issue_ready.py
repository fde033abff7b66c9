"""The sheet "Ready to send": one line that says whether a return is complete, and what is missing where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.returns.form import Form
from compiler.returns.issue_page import GIVEN_HEADING, NOTICE, PLAIN, SECTION, TITLE, WRAPPED, Page

READY = "Ready to send"
_WIDTHS = [18, 34, 46, 11, 12, 20]
_HEADINGS = ("Sheet", "Column", "What is amiss", "How many", "First in row", "Go there")
_EDGED = {"border": 1, "border_color": "A6A6A6"}
_CELL = {**_EDGED, **WRAPPED}
_LINK = {**_CELL, "font_color": "0563C1", "underline": 1, "indent": 1}
_VERDICT = {"bold": True, "font_size": 18, "top": 2, "bottom": 2}
_BLOCKING, _AGAIN = "Has to be put right before it is sent", "Please look at it again; it can be sent as it is"
MISSING = {"border": 3, "border_color": "9C1C1C", "pattern": 14, "bg_color": "F8D7D4", "fg_color": "C0504D"}
"""How a cell looks that is missing or wrong: stripes and a dashed edge, so that it is told apart without colour."""

DOUBTFUL = {"border": 4, "border_color": "7F6000", "pattern": 18, "bg_color": "FFF4CE", "fg_color": "BF9000"}
"""How a cell looks that wants a second look: dots and a dotted edge."""

_ONE, _MANY = "Not ready: {number} thing missing or wrong", "Not ready: {number} things missing or wrong"
_LOOK_AGAIN = "{number} to look at again"
_LEGEND = ((MISSING, "missing or wrong"), (DOUBTFUL, "to be looked at again"))
_GUIDE = (
    "This sheet counts by itself while you fill in the others. It asks what the check asks of each row when the return",
    "arrives. The check reads more than a formula can, and compares workbooks: it may still find something.",
    "In the other sheets, cells look like this:",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is counted: where and what it is, the formulas that count it and find it, and their results now.

    `count` and `row` are formulas (without the sign =) for how often it is there and in which row first, `at` for the
    number of its column; `letters` are the column's letters as issued, and `found` the rows in which it is there.
    """

    sheet: str
    column: str
    asked: str
    blocks: bool
    count: str
    row: str
    at: str
    letters: str
    found: tuple[int, ...]


def write_ready(page: Page, form: Form, lines: Sequence[Line]) -> None:
    """Write the sheet; each formula carries the result that it has as the workbook is issued."""
    page.widths(_WIDTHS)
    page.put(1, 1, f"{term(READY)}? {form.whose}", TITLE)
    row = 1
    if form.notice:
        row += 1
        page.band(row, 1, len(_WIDTHS), form.notice, NOTICE)
    verdict = row + 2
    for number, words in enumerate(_GUIDE, verdict + 1):
        page.put(number, 1, term(words), PLAIN)
    row = verdict + len(_GUIDE) + 1
    for number, (style, words) in enumerate(_LEGEND, row):
        page.put(number, 1, term("such a cell"), style)
        page.put(number, 2, term(words), PLAIN)
    row += len(_LEGEND) + 1
    totals: list[tuple[int, int]] = []
    for title, blocks in ((_BLOCKING, True), (_AGAIN, False)):
        chosen = [line for line in lines if line.blocks is blocks]
        totals.append((row, sum(len(line.found) for line in chosen)))
        row = _write_part(page, row, title, chosen) + 2
    _write_verdict(page, verdict, totals)
    page.check(page.sheet.print_area(0, 0, row - 3, len(_WIDTHS) - 1), 0, 0, "print area")
    page.freeze(verdict, 0)


def _write_part(page: Page, row: int, title: str, lines: Sequence[Line]) -> int:
    """A band with the part's total, its headings, and a line for each thing; the last row that was used."""
    page.band(row, 1, len(_WIDTHS), term(title), SECTION)
    first, last = row + 2, row + 1 + len(lines)
    total = f"SUM($D${first}:$D${last})+SUMPRODUCT(ISTEXT($D${first}:$D${last})*1)" if lines else "0"
    found = sum(len(line.found) for line in lines)
    page.formula(row, 4, f"={total}", {**SECTION, "align": "right", "num_format": _number()}, found)
    for column, words in enumerate(_HEADINGS, 1):
        page.put(row + 1, column, term(words), GIVEN_HEADING)
    for number, line in enumerate(lines, first):
        _write_line(page, number, line)
    if lines:
        _mark(page, first, last)
    return last


def _write_line(page: Page, row: int, line: Line) -> None:
    for column, words in enumerate((line.sheet, line.column, line.asked), 1):
        page.put(row, column, words, _CELL)
    place = line.found[0] if line.found else ""
    page.formula(
        row, 4, f"={line.count}", {**_CELL, "align": "right", "num_format": _number()}, len(line.found), array=True
    )
    page.formula(row, 5, f'=IF(N($D{row})=0,"",{line.row})', {**_CELL, "align": "right"}, place, array=True)
    address = f"ADDRESS($E{row},{line.at},4)"
    sheet = line.sheet.replace("'", "''").replace('"', '""')
    shown = f"{line.sheet} {line.letters}{place}" if place else ""
    words = line.sheet.replace('"', '""')
    link = f'=IF(ISNUMBER($E{row}),HYPERLINK("#\'{sheet}\'!"&{address},"{words} "&{address}),"")'
    page.formula(row, 6, link, _LINK, shown)


def _number() -> str:
    """The format of a count, with a word where it is nought."""
    return f'0;0;"{term("none")}"'


def _mark(page: Page, first: int, last: int) -> None:
    """Set the lines that count anything apart from the others: bold, between thick-looking edges."""
    style = page.style({"bold": True, "bg_color": "FBE5D6", "top": 1, "bottom": 1})
    settings: dict[str, Any] = {"type": "formula", "criteria": f"=N($D{first})+ISTEXT($D{first})>0", "format": style}
    code = page.sheet.conditional_format(first - 1, 0, last - 1, len(_WIDTHS) - 1, settings)
    page.check(code, first, 1, "conditional format")


def _write_verdict(page: Page, row: int, totals: Sequence[tuple[int, int]]) -> None:
    (blocking, missing), (again, doubtful) = totals
    more = f'IF($D${again}=0,"",". "&{_counting(_LOOK_AGAIN, f"$D${again}")})'
    things = f"IF($D${blocking}=1,{_counting(_ONE, f'$D${blocking}')},{_counting(_MANY, f'$D${blocking}')})"
    formula = f'=IF($D${blocking}=0,"{term(READY)}",{things})&{more}'
    page.band(row, 1, len(_WIDTHS), "", _VERDICT)
    page.height(row, 2)
    page.formula(row, 1, formula, _VERDICT, verdict_words(missing, doubtful))
    for criteria, fill in ((f"=$D${blocking}=0", "DCEBDD"), (f"=$D${blocking}>0", "F8D7D4")):
        settings = {"type": "formula", "criteria": criteria, "format": page.style({"bg_color": fill})}
        page.check(page.sheet.conditional_format(row - 1, 0, row - 1, len(_WIDTHS) - 1, settings), row, 1, "format")


def verdict_words(missing: int, doubtful: int) -> str:
    """The line over all: 'Ready to send', or 'Not ready: 5 things missing or wrong. 2 to look at again'."""
    said = term(_ONE if missing == 1 else _MANY, number=missing) if missing else term(READY)
    return said + (f". {term(_LOOK_AGAIN, number=doubtful)}" if doubtful else "")


def _counting(words: str, cell: str) -> str:
    """The words as a formula that puts a cell's number in their place."""
    before, after = term(words).split("{number}")
    return "&".join(part for part in (before and f'"{before}"', cell, after and f'"{after}"') if part)
