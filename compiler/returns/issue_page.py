"""One sheet while it is written: every cell looked after, the page set up for people."""

from __future__ import annotations

import datetime as dt
from textwrap import wrap
from typing import Any, TypeAlias

from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.text import clean
from compiler.returns.form import Shown, Words
from compiler.returns.text import LONGEST_TEXT

# XlsxWriter carries no types, and is only imported when a workbook is written.
Workbook: TypeAlias = Any
Worksheet: TypeAlias = Any
Format: TypeAlias = Any

A3, A4 = 8, 9
_WIDEST_ON_A4 = 240  # characters: on one page across, any more would print smaller than people can read
_TOO_LONG = -2  # what the writer answers, which counts characters otherwise than Excel
_LONGEST_HEADER = 255
_LONGEST_NAME = 31
_LINE = 15
_TALLEST_ROW = 409

EDGE = {"border": 1, "border_color": "A6A6A6"}
WRAPPED = {"text_wrap": True, "valign": "top"}
GIVEN = {**EDGE, **WRAPPED, "bg_color": "EDEDED"}
ASKED = {**EDGE, **WRAPPED, "bg_color": "FFFFFF"}
MARK = {**GIVEN, "font_size": 8, "font_color": "595959"}
BESIDE = {**EDGE, **WRAPPED, "italic": True, "bg_color": "F7F7F7", "font_color": "404040"}
GIVEN_HEADING = {**EDGE, **WRAPPED, "bold": True, "bg_color": "44546A", "font_color": "FFFFFF"}
ASKED_HEADING = {**WRAPPED, "bold": True, "bg_color": "FFFFFF", "border": 2, "border_color": "1F3864"}
BESIDE_HEADING = {**EDGE, **WRAPPED, "bold": True, "italic": True, "bg_color": "D9D9D9"}
BESIDE_BAND = {"italic": True, "bold": True, "bg_color": "BFBFBF"}
GIVEN_BAND = {"italic": True, "bg_color": "D9D9D9"}
ASKED_BAND = {"bold": True, "bg_color": "1F3864", "font_color": "FFFFFF"}
TITLE = {"bold": True, "font_size": 14}
NOTICE = {"bold": True, "bg_color": "FFF2CC", "top": 2, "bottom": 2}
SECTION = {"bold": True, "font_size": 12, "bottom": 1}
PLAIN: dict[str, Any] = {}
DATE = {"num_format": "dd/mm/yyyy", "align": "left"}


class NotWritten(Exception):
    """A cell or a part of a workbook that the writer refused; the message names the place and the reason."""


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, properties: dict[str, Any]) -> Format:
        """The format of these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


class Page:
    """One sheet of a workbook: what is put on it is written as it stands, or NotWritten is raised.

    Rows and columns count from 1, as origins do.
    """

    def __init__(self, book: Workbook, styles: Styles, name: str) -> None:
        self.name = name
        self.sheet: Worksheet = book.add_worksheet(name, _fitted(book))
        self._widths: list[int] = []
        self._lines: dict[int, int] = {}
        self._labels: dict[str, int] = {}
        self.style = styles

    def put(self, row: int, column: int, words: Words, style: dict[str, Any]) -> None:
        """Write one cell: text stays text whatever it begins with, numbers and dates are typed."""
        place = (row - 1, column - 1)
        if column == 1 and isinstance(words, str):
            self._labels.setdefault(words, row)
        self._make_room(row, column, words, style)
        if isinstance(words, Shown):
            shown = self.style({**style, "num_format": words.format, "align": "left"})
            code = self.sheet.write_number(*place, words.number, shown)
        elif isinstance(words, int | float):
            code = self.sheet.write_number(*place, words, self.style({**style, "align": "left"}))
        elif isinstance(words, dt.date):
            code = self.sheet.write_datetime(*place, words, self.style({**style, **DATE}))
        elif text := as_text(words):
            fits = 2 * len(text) <= LONGEST_TEXT or _length(text) <= LONGEST_TEXT
            code = self.sheet.write_string(*place, text, self.style(style)) if fits else _TOO_LONG
        else:
            code = self.sheet.write_blank(*place, None, self.style(style))
        self.check(code, row, column, f"text of {len(words)} characters" if isinstance(words, str) else "value")

    def formula(
        self, row: int, column: int, formula: str, style: dict[str, Any], result: str | int, *, array: bool = False
    ) -> None:
        """Write a formula with the result that it has now, for readers that do not calculate.

        `array` says that it looks at whole columns at once, cell by cell.
        """
        place, shown = (row - 1, column - 1), self.style(style)
        if array:
            code = self.sheet.write_array_formula(*place, *place, "{" + formula + "}", shown, result)
        else:
            code = self.sheet.write_formula(*place, formula, shown, result)
        self.check(code, row, column, "formula")

    def row_of(self, label: str) -> int:
        """The row that begins with these words; raises KeyError when none does."""
        return self._labels[label]

    def band(self, row: int, first: int, last: int, words: str, style: dict[str, Any]) -> None:
        """Write a line of words that runs over the columns from first to last, all in one style, without merging."""
        for column in range(first, last + 1):
            self.put(row, column, words if column == first else "", style)

    def check(self, code: object, row: int, column: int, what: str) -> None:
        """Look at what the writer answered; raises NotWritten unless it did as it was told."""
        if code not in (None, 0):
            raise NotWritten(f"{Origin('', self.name, row, column)}: {what} not written (the writer answered {code})")

    def _make_room(self, row: int, column: int, words: Words, style: dict[str, Any]) -> None:
        """Make the row tall enough for words that wrap in a column whose width was set."""
        if isinstance(words, str) and style.get("text_wrap") and column <= len(self._widths):
            # Widths count digits; words of prose have more letters to the same width, bold ones about as many.
            width = round(self._widths[column - 1] * (1 if style.get("bold") else 1.1))
            lines = sum(max(1, len(wrap(line, max(4, width)))) for line in words.split("\n"))
            self.height(row, max(lines, self.lines(row)))

    def lines(self, row: int) -> int:
        """How many lines a row is tall."""
        return self._lines.get(row, 1)

    def height(self, row: int, lines: int) -> None:
        """Give a row the height of so many lines."""
        self._lines[row] = lines
        tall = min(_TALLEST_ROW, lines * _LINE + 1)
        self.check(self.sheet.set_row(row - 1, tall if lines > 1 else None), row, 0, "height")

    def widths(self, widths: list[int]) -> None:
        """Set the columns' widths, in characters, from the first column on; rows then grow with what is put in them."""
        self._widths = widths
        for number, width in enumerate(widths):
            self.check(self.sheet.set_column(number, number, width), 0, number + 1, "width")

    def freeze(self, row: int, columns: int) -> None:
        """Keep all rows down to this one in sight, and that many columns."""
        self.sheet.freeze_panes(row, columns)

    def protect(self) -> None:
        """Lock what is not asked for, without a password; filtering, and sizes of rows and columns, stay free."""
        free = ("sort", "autofilter", "format_columns", "format_rows", "select_locked_cells", "select_unlocked_cells")
        self.sheet.protect("", dict.fromkeys(free, True))

    def print_setup(self, header: tuple[str, str, str], footer: str, *, one_page: bool = False) -> None:
        """Landscape A4, A3 where it is wide, one page across, with a header in three parts and 'Page n of m' below."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A3 if sum(self._widths) > _WIDEST_ON_A4 else A4)
        self.sheet.fit_to_pages(1, 1 if one_page else 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        left, centre, right = map(_code_free, header)
        self._running(self.sheet.set_header, f"&L{left}&C&B{centre}&B&R{right}")
        self._running(
            self.sheet.set_footer, f"&L{_code_free(footer)}&R{term('Page {page} of {pages}', page='&P', pages='&N')}"
        )

    def _running(self, write: Any, words: str) -> None:
        if len(words) > _LONGEST_HEADER:
            raise NotWritten(f"{self.name}: header or footer of {len(words)} characters is over {_LONGEST_HEADER}")
        self.check(write(words), 0, 0, "header or footer")


def _fitted(book: Workbook) -> type:
    """The writer's sheet, but with rows whose height is a start and not fixed: they grow while people type in them."""

    class Fitted(book.worksheet_class):  # type: ignore[misc]
        def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
            super()._xml_start_tag_unencoded(tag, [each for each in attributes if each[0] != "customHeight"])

    return Fitted


def as_text(words: str) -> str:
    """Words as the writer takes them for nothing but words: cleaned, and where they would pass for the markup of rich
    text, which it writes as it stands, with a space behind them."""
    text = clean(words)
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def safe_text(words: str) -> str:
    """Words as a cell can hold them: cleaned, and where too long, cut with a note that says so at the end."""
    words = as_text(words)
    if 2 * len(words) <= LONGEST_TEXT or _length(words) <= LONGEST_TEXT:
        return words
    note = term("… [cut here: the cell that this comes from holds {number} characters]", number=f"{len(words):,}")
    room = LONGEST_TEXT - _length(note)
    return words.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + note


def _length(words: str) -> int:
    """The length as Excel counts it: characters outside the basic plane count twice."""
    return len(words) + sum(letter > "\uffff" for letter in words)


def _code_free(words: str) -> str:
    """Words for a header or footer, where a single '&' would begin a code."""
    return " ".join(clean(words).split()).replace("&", "&&")


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet: 31 characters, none of []:*?/\\, unlike any taken (which it is added to)."""
    words = " ".join(clean(wanted).split())
    name = "".join("-" if letter in "[]:*?/\\" else letter for letter in words).strip("' ") or "Sheet"
    name = name if name.casefold() != "history" else "History of"
    short, number = name[:_LONGEST_NAME].rstrip("' "), 1
    while short.casefold() in taken:
        number += 1
        end = f" ({number})"
        short = name[: _LONGEST_NAME - len(end)].rstrip() + end
    taken.add(short.casefold())
    return short
