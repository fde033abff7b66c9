"""One sheet of the master workbook while it is written: text stays text, every answer of the writer is looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import IO, TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import Origin, column_letters
from compiler.domain.rating import Rating
from compiler.domain.risk import RiskScheme
from compiler.domain.text import clean
from compiler.render.master.body import height_of, write_row, write_rows
from compiler.render.master.cell import Cell, Formula, Link, Number, rating_words, safe_text
from compiler.render.master.columns import DEEPEST, Columns
from compiler.render.master.layout import HEAD as TABLE_ROW
from compiler.render.master.layout import Heading, TablePage, pages_wide
from compiler.render.master.lines import Lines, with_lines
from compiler.render.master.looks import ASKED, HEAD, PLAIN, SECTION, TITLE, TOTAL, Style, typed
from compiler.render.master.shared import SharedWords
from compiler.render.master.tall import lines_of
from compiler.returns.issue_page import NotWritten, Styles

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

A4 = 9
_LONGEST_HEADER = 255
_ARROW = 3  # what the button of the filter takes of a heading
CONTENTS = "Contents"


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
        self.sheet._prepare_formula = _as_it_stands
        self.widths = widths
        self.style = styles
        self._lines: dict[int, int] = {}
        self.number = len(book.worksheets())
        self._shared = SharedWords(book.str_table)
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
                self._check(self.sheet.set_row(row - 1, height_of(lines)), row)

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
            self.sheet.outline_row_level = min(max(page.levels), DEEPEST)
        asked: list[Style] = [ASKED if heading.asked else {} for heading in page.headings]
        self.lines = lines = Lines(page.head + 1, len(asked))
        write_rows(lines, self.columns(asked), page.rows, page.levels)
        if page.totals:
            write_row(lines, self.columns([TOTAL] * len(asked)), page.totals)

    def columns(self, more: Sequence[Style]) -> Columns:
        """The columns of a table, with what the style of each has of its own."""
        return Columns(self.widths, more, self.format_of, self._shared)

    def format_of(self, style: Style) -> int:
        """The number of a style's format."""
        return int(self.style(style)._get_xf_index())

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


def finished(book: Workbook, held: BytesIO, pages: Iterable[Page], into: IO[bytes]) -> None:
    """Close a book that is held in memory, and write it with the lines of the tables of these pages."""
    book.close()
    with_lines(held, {page.number: page.lines for page in pages if page.lines}, into)


def _as_it_stands(formula: str, expand_future_functions: bool = False) -> str:
    """A formula without its equals sign. The writer would look through each for 29 functions of later versions of
    Excel, of which we use none: 50 µs a formula, and half the time of the Summary of 100 divisions."""
    return formula.removeprefix("=")


def _code_free(words: str, room: int) -> str:
    """Words for a header or footer, where a single '&' would begin a code, within the room that there is."""
    doubled = " ".join(clean(words).split()).replace("&", "&&")
    if len(doubled) <= room:
        return doubled
    short = doubled[: room - 1]
    return (short[:-1] if (len(short) - len(short.rstrip("&"))) % 2 else short) + "…"
