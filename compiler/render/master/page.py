"""One sheet of the master workbook while it is written: text stays text, every answer of the writer is looked at."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import repeat
from typing import TYPE_CHECKING, Any

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import Origin, column_letters
from compiler.domain.rating import Rating
from compiler.domain.risk import RiskScheme
from compiler.domain.text import clean
from compiler.render.master.cell import Cell, Formula, Link, Number, rating_words, safe_text
from compiler.render.master.layout import HEAD as TABLE_ROW
from compiler.render.master.layout import Heading, TablePage, pages_wide
from compiler.render.master.lines import Lines, with_lines
from compiler.returns.issue_page import NotWritten, Styles

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

A4 = 9
_LONGEST_HEADER = 255
_LINE, _TALLEST = 13, 409  # points
_LETTERS = 1.22  # letters for each unit of a column's width, which is that of a larger figure
_INDENT = 1.4  # of a column's width, for each level of a tree
_DEEPEST = 7  # levels that Excel can group rows by
_ARROW = 3  # what the button of the filter takes of a heading
CONTENTS = "Contents"

Style = dict[str, Any]
TITLE: Style = {"bold": True, "font_size": 14}
SECTION: Style = {"bold": True, "font_size": 12}
NOTICE: Style = {"bold": True, "font_color": "7A1F00"}
PLAIN: Style = {"valign": "top"}
LINK: Style = {"font_color": "0B4F9E", "underline": 1}
_EDGE: Style = {"border": 1, "border_color": "BFC5CB", "valign": "top", "font_size": 10}
BODY: Style = {**_EDGE, "text_wrap": True}
RIGHT: Style = {"align": "right", "indent": 1}
FIGURE: Style = {**_EDGE, **RIGHT}
ASKED: Style = {"border": 2, "border_color": "1F3A4D"}
TOTAL: Style = {"bold": True, "bg_color": "EEF1F4"}
HEAD: Style = {**_EDGE, "text_wrap": True, "bold": True, "bg_color": "1F3A4D", "font_color": "FFFFFF"}


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every sheet and at the head and foot of every printed page."""

    title: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Colours:
    """The ratings and risk scores whose cells are coloured; each says in words what its colour says."""

    ratings: tuple[Rating, ...] = ()
    risks: RiskScheme | None = None

    def rating_styles(self) -> Iterable[tuple[str, Style]]:
        """The words of each rating with its colours."""
        return ((rating_words(each), {"bg_color": each.fill, "font_color": each.ink}) for each in self.ratings)

    def risk_styles(self) -> Iterable[tuple[str, Style]]:
        """Each score of a single scale with its colours; a matrix has none."""
        if self.risks is None or self.risks.impact:
            return ()
        levels = ((score.text, score.levels[0]) for score in self.risks.scores())
        return ((text, {"bg_color": level.fill, "font_color": level.ink}) for text, level in levels)


class Page:
    """One sheet; rows and columns count from 1, as origins do. NotWritten is raised where the writer refuses."""

    def __init__(self, book: Workbook, styles: Styles, name: str, widths: Sequence[float]) -> None:
        self.name = name
        self.sheet: Worksheet = book.add_worksheet(name)
        self.widths = widths
        self.style = styles
        self._lines: dict[int, int] = {}
        self.number = len(book.worksheets())
        self.lines: Lines | None = None
        self.sheet.hide_gridlines(2)
        for number, width in enumerate(widths):
            self._check(self.sheet.set_column(number, number, width), 0, number + 1)

    def put(self, row: int, column: int, cell: Cell, style: Style) -> None:
        """Write one cell; an empty one gets its style only."""
        place, made = (row - 1, column - 1), self.style(typed(cell, style))
        if isinstance(cell, Number):
            code = self.sheet.write_number(*place, cell.number, made)
        elif isinstance(cell, Formula):
            code = self.sheet.write_formula(*place, cell.formula, made, cell.value)
        elif isinstance(cell, dt.date):
            code = self.sheet.write_datetime(*place, cell, made)
        elif isinstance(cell, Link) and cell.target and cell.text:
            code = self.sheet.write_url(*place, cell.target, made, safe_text(cell.text))
        else:
            words = cell.text if isinstance(cell, Link) else cell
            code = self.sheet.write_string(*place, safe_text(words), self.style(style))
        self._check(code, row, column)
        if style.get("text_wrap") and isinstance(cell, str | Link):
            self._make_room(row, cell.text if isinstance(cell, Link) else cell, self.widths[column - 1])

    def _make_room(self, row: int, words: str, width: float) -> None:
        self._lines[row] = max(lines_of(words, width), self._lines.get(row, 1))

    def heights(self) -> None:
        """Give every row the height that its words need: not every program does so by itself when it opens a file."""
        for row, lines in sorted(self._lines.items()):
            if lines > 1:
                self._check(self.sheet.set_row(row - 1, min(lines * _LINE + 2, _TALLEST)), row)

    def _check(self, code: object, row: int = 0, column: int = 0) -> None:
        if code not in (None, 0):
            place = Origin("the master workbook", self.name, row, column)
            raise NotWritten(f"{place}: the writer refused what was to stand here (it answered {code})")

    def heading(self, running: Running, title: str, note: str, fixed: int) -> None:
        """The title and the way back to the Contents; beside them whose it is, the notice and a sentence.

        They begin right of the columns that are repeated on every page, where they would be cut.
        """
        beside = max(fixed, 2) + 1
        self.put(1, 1, title, TITLE)
        self.put(2, 1, Link(term(CONTENTS), f"internal:'{term(CONTENTS)}'!A1"), {})
        self.put(1, beside, " · ".join(part for part in (running.title, running.notice) if part), SECTION)
        self.put(2, beside, note, PLAIN)

    def headed(self, rows: tuple[int, int], headings: Sequence[tuple[str, Style]], name: str) -> None:
        """Mark the rows as a table under that name, with its headings in the first of them: a reader who hears the
        sheet is told of which column a cell is. It has no filters and no look of its own; headings alone are none."""
        for column, (words, style) in enumerate(headings, 1):
            self.put(rows[0], column, words, style)
        if rows[1] > rows[0]:
            columns = [{"header": words, "header_format": self.style(style)} for words, style in headings]
            settings = {"name": name, "columns": columns, "style": None, "autofilter": False}
            area = (rows[0] - 1, 0, rows[1] - 1, len(headings) - 1)
            self._check(self.sheet.add_table(*area, settings), rows[0])

    def table(self, page: TablePage, colours: Colours) -> None:
        """The rows under their headings, as an Excel table with filters and, for ratings, colours.

        The rows themselves are put in by `finished`, once the book is closed.
        """
        last = page.head + len(page.rows)
        columns = [{"header": heading.words, "header_format": self.style(HEAD)} for heading in page.headings]
        options = {"name": page.table, "columns": columns, "style": "Table Style Light 1", "banded_rows": False}
        self._check(self.sheet.add_table(page.head - 1, 0, page.head, len(columns) - 1, options), page.head)
        self._reaching(last, len(columns))
        self._lay_out(page)
        for column, heading in enumerate(page.headings, 1):
            self._make_room(page.head, heading.words, heading.width - _ARROW)
            if heading.look in ("rating", "risk"):
                styles = colours.rating_styles() if heading.look == "rating" else colours.risk_styles()
                self.colour((page.head + 1, column, last, column), styles)
            if heading.asked:
                self.ask((page.head + 1, column, last, column), heading)

    def _reaching(self, last: int, columns: int) -> None:
        """Make the table that was added reach to a row. Added as long as it is, the writer goes through all its cells
        and keeps a place for each row: 1 s and 50 MB of a book of 100,000 rows."""
        area = f"A{TABLE_ROW}:{column_letters(columns)}{last}"
        self.sheet.tables[-1].update(dict.fromkeys(("range", "a_range", "autofilter"), area))

    def _lay_out(self, page: TablePage) -> None:
        """Make the lines of a table; those of a tree are grouped by their levels, each under what sums it up."""
        if page.levels:
            self.sheet.outline_settings(visible=True, symbols_below=False)
            self.sheet.outline_row_level = min(max(page.levels), _DEEPEST)
        self.lines = Lines(page.head + 1)
        asked = [ASKED if heading.asked else {} for heading in page.headings]
        made = _Formats(self, asked)
        for cells, level in zip(page.rows, page.levels or repeat(0), strict=False):
            self._line(cells, made, min(level, _DEEPEST))
        if page.totals:
            self._line(page.totals, _Formats(self, [TOTAL] * len(page.headings)))

    def _line(self, cells: Sequence[Cell], made: _Formats, level: int = 0) -> None:
        """Take up a line with the format of each cell, as tall as its words need."""
        assert self.lines is not None, "a table is begun first"
        formats, lines, indent = made.of(level), 1, _INDENT * level
        numbers = []
        for column, cell in enumerate(cells):
            if type(cell) is str:
                numbers.append(formats[column])
                words = cell
            elif isinstance(cell, Link):
                numbers.append(self._link(cell, column, made, level))
                words = cell.text
            else:
                numbers.append(made.other(column, cell, level))
                continue
            if len(words) > made.rooms[column] or "\n" in words:
                lines = max(lines, lines_of(words, self.widths[column] - (0 if column else indent)))
        self.lines.add(cells, numbers, min(lines * _LINE + 2, _TALLEST) if lines > 1 else 0, level)

    def _link(self, cell: Link, column: int, made: _Formats, level: int) -> int:
        """Lead from a cell of the line that is being made to where its words lead; the number of its format."""
        assert self.lines is not None, "a table is begun first"
        leads = cell.target and cell.text and self.lines.link(column + 1, cell.text, cell.target)
        return made.other(column, cell, level) if leads else made.of(level)[column]

    def ask(self, place: tuple[int, int, int, int], heading: Heading) -> None:
        """Offer a list and a prompt in the cells of an area; words of one's own are taken all the same."""
        asked = heading.asked
        assert asked is not None, "only a column that is asked has a prompt"
        kind = {"validate": "list", "source": list(asked.options)} if asked.options else {"validate": "any"}
        rule = {**kind, "input_title": heading.words, "input_message": asked.prompt, "show_error": False}
        self._check(self.sheet.data_validation(*(number - 1 for number in place), rule), place[0], place[1])

    def colour(self, place: tuple[int, int, int, int], styles: Iterable[tuple[str, Style]]) -> None:
        """Colour the cells of an area (first row and column, last row and column) that say certain words."""
        area = tuple(number - 1 for number in place)
        for words, style in styles:
            said = words.replace('"', '""')
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{said}"',
                "format": self.style({"border": 0, **style}),
            }
            self._check(self.sheet.conditional_format(*area, rule), place[0], place[1])

    def chart(self, row: int, chart: Chart, description: str, across: int = 0) -> None:
        """Put a chart on a row, so many pixels from the left, with words for those who cannot see it."""
        options = {"description": safe_text(description), "object_position": 2, "x_offset": across + 4, "y_offset": 4}
        self._check(self.sheet.insert_chart(row - 1, 0, chart, options), row)

    def freeze(self, rows: int, columns: int) -> None:
        """Keep the first rows and columns in sight, and repeat the last of those rows and the columns on every page."""
        self.sheet.freeze_panes(rows, columns)
        self.sheet.repeat_rows(rows - 1)

    def print_setup(self, running: Running, pages: int = 1, fixed: int = 0, tall: int = 0) -> None:
        """Landscape A4, so many pages wide (and tall, if said); the title and notice above, 'Page n of m' below."""
        if pages > 1 and fixed:
            self.sheet.repeat_columns(0, fixed - 1)
        self.sheet.print_across()
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(pages, tall)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        notice = f"&R&B{_code_free(running.notice, 100)}" if running.notice else ""
        self._check(self.sheet.set_header(f"&L{_code_free(running.title, 120)}{notice}"))
        self._check(
            self.sheet.set_footer(
                f"&L{_code_free(self.name, 80)}&R{term('Page {page} of {pages}', page='&P', pages='&N')}"
            )
        )


def write_table(book: Workbook, styles: Styles, page: TablePage, colours: Colours, running: Running) -> Page:
    """A sheet with one table under its heading, set up to be read and printed."""
    sheet = Page(book, styles, page.name, [heading.width for heading in page.headings])
    sheet.heading(running, page.title, page.note, page.fixed)
    sheet.table(page, colours)
    sheet.heights()
    sheet.freeze(page.head, page.fixed)
    sheet.print_setup(running, pages_wide(sheet.widths, page.fixed), page.fixed)
    return sheet


def finished(book: Workbook, held: BytesIO, pages: Iterable[Page]) -> bytes:
    """Close a book that is written to memory; its bytes, with the lines of the tables of these pages."""
    book.close()
    return with_lines(held.getvalue(), {page.number: page.lines for page in pages if page.lines})


class _Formats:
    """The numbers of the formats that the cells of a table's lines have: `more` is what each column has of its own."""

    def __init__(self, page: Page, more: Sequence[Style]) -> None:
        self._page, self._more = page, more
        self._plain: dict[int, list[int]] = {}
        self._others: dict[object, int] = {}
        first, *others = [max(1, int(width * _LETTERS)) for width in page.widths]
        self.rooms = [max(0, first - int(_DEEPEST * _INDENT * _LETTERS) - 1), *others]
        """Words of so many letters take one line in each column, in the first one at any level."""

    def of(self, level: int) -> list[int]:
        """Those of words, column by column, in a line of that level."""
        if level not in self._plain:
            self._plain[level] = [self._number({**BODY, **self._own(at, level)}) for at in range(len(self._more))]
        return self._plain[level]

    def other(self, column: int, cell: Cell, level: int) -> int:
        """That of anything else in a column."""
        key = (column, level, type(cell), getattr(cell, "format", ""))
        if key not in self._others:
            self._others[key] = self._number(typed(cell, {**_body(cell), **self._own(column, level)}))
        return self._others[key]

    def _own(self, column: int, level: int) -> Style:
        return {**self._more[column], **({"align": "left", "indent": level} if level and column == 0 else {})}

    def _number(self, style: Style) -> int:
        return int(self._page.style(style)._get_xf_index())


def _body(cell: Cell) -> Style:
    return FIGURE if isinstance(cell, Number | Formula) else BODY


def typed(cell: Cell, style: Style) -> Style:
    """A style with what the kind of a cell asks for: the format of its number, the look of a link."""
    if isinstance(cell, Number | Formula):
        return {**style, "num_format": cell.format}
    if isinstance(cell, dt.date):
        return {**style, "num_format": "d mmm yyyy", "align": "left"}
    return {**style, **LINK} if isinstance(cell, Link) else style


@lru_cache(maxsize=16384)
def lines_of(words: str, width: float) -> int:
    """About how many lines the words take in a column of that width."""
    room = max(1, int(width * _LETTERS))
    if len(words) <= room and "\n" not in words:
        return 1
    return sum(_wrapped(line, room) for line in words.split("\n"))


def _wrapped(line: str, room: int) -> int:
    """The lines that `textwrap` makes of one; of plain prose found without making them: 0.6 instead of 16 µs."""
    if "-" in line or "  " in line or not line.isprintable() or line != line.strip():
        return len(textwrap.wrap(line, room)) or 1
    lines, start = 1, 0
    while len(line) - start > room:
        space = line.rfind(" ", start, start + room + 1)
        if space < 0:
            return len(textwrap.wrap(line, room)) or 1
        lines, start = lines + 1, space + 1
    return lines


def _code_free(words: str, room: int) -> str:
    """Words for a header or footer, where a single '&' would begin a code, within the room that there is."""
    doubled = " ".join(clean(words).split()).replace("&", "&&")
    if len(doubled) <= room:
        return doubled
    short = doubled[: room - 1]
    return (short[:-1] if (len(short) - len(short.rstrip("&"))) % 2 else short) + "…"
