"""One sheet of the master workbook while it is written: text stays text, every answer of the writer is looked at."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.domain.risk import RiskScheme
from compiler.domain.text import clean
from compiler.render.master.cell import Cell, Formula, Link, Number, rating_words, safe_text
from compiler.render.master.layout import Heading, TablePage
from compiler.returns.issue_page import NotWritten, Styles

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

A4 = 9
_MOST_LINKS = 65_000
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
        self._style = styles
        self._links = 0
        self._lines: dict[int, int] = {}
        self._levels: dict[int, int] = {}
        self.sheet.hide_gridlines(2)
        for number, width in enumerate(widths):
            self._check(self.sheet.set_column(number, number, width), 0, number + 1)

    def put(self, row: int, column: int, cell: Cell, style: Style) -> None:
        """Write one cell; an empty one gets its style only."""
        place = (row - 1, column - 1)
        if isinstance(cell, Number):
            code = self.sheet.write_number(*place, cell.number, self._style({**style, "num_format": cell.format}))
        elif isinstance(cell, Formula):
            made = self._style({**style, "num_format": cell.format})
            code = self.sheet.write_formula(*place, cell.formula, made, cell.value)
        elif isinstance(cell, dt.date):
            made = self._style({**style, "num_format": "d mmm yyyy", "align": "left"})
            code = self.sheet.write_datetime(*place, cell, made)
        elif isinstance(cell, Link) and cell.target and cell.text and self._links < _MOST_LINKS:
            self._links += 1
            made = self._style({**style, **LINK})
            code = self.sheet.write_url(*place, cell.target, made, safe_text(cell.text))
        else:
            words = cell.text if isinstance(cell, Link) else cell
            code = self.sheet.write_string(*place, safe_text(words), self._style(style))
        self._check(code, row, column)
        if style.get("text_wrap") and isinstance(cell, str | Link):
            self._make_room(row, cell.text if isinstance(cell, Link) else cell, self.widths[column - 1])

    def _make_room(self, row: int, words: str, width: float) -> None:
        width -= _INDENT * self._levels.get(row, 0)
        self._lines[row] = max(lines_of(words, width), self._lines.get(row, 1))

    def heights(self) -> None:
        """Give every row the height that its words need: not every program does so by itself when it opens a file."""
        for row, lines in sorted(self._lines.items()):
            level = {"level": self._levels[row]} if row in self._levels else {}
            if lines > 1 or level:
                height = min(lines * _LINE + 2, _TALLEST) if lines > 1 else None
                self._check(self.sheet.set_row(row - 1, height, None, level), row)

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

    def table(self, page: TablePage, colours: Colours) -> None:
        """The rows under their headings, as an Excel table with filters and, for ratings, colours."""
        last = page.head + len(page.rows)
        columns = [{"header": heading.words, "header_format": self._style(HEAD)} for heading in page.headings]
        place = (page.head - 1, 0, last - 1, len(columns) - 1)
        options = {"name": page.table, "columns": columns, "style": "Table Style Light 1", "banded_rows": False}
        self._check(self.sheet.add_table(*place, options), page.head)
        self._tree(page)
        for row, cells in enumerate((*page.rows, *((page.totals,) if page.totals else ())), page.head + 1):
            style = TOTAL if row > last else {}
            for column, cell in enumerate(cells, 1):
                body = FIGURE if isinstance(cell, Number | Formula) else BODY
                asked = ASKED if page.headings[column - 1].asked and row <= last else {}
                deep = {"indent": self._levels[row]} if column == 1 and row in self._levels else {}
                self.put(row, column, cell, {**body, **asked, **deep, **style})
        for column, heading in enumerate(page.headings, 1):
            self._make_room(page.head, heading.words, heading.width - _ARROW)
            if heading.look in ("rating", "risk"):
                styles = colours.rating_styles() if heading.look == "rating" else colours.risk_styles()
                self.colour((page.head + 1, column, last, column), styles)
            if heading.asked:
                self.ask((page.head + 1, column, last, column), heading)

    def _tree(self, page: TablePage) -> None:
        """Group the rows of a tree by their levels, with the line that sums up a group above it."""
        if page.levels:
            self.sheet.outline_settings(visible=True, symbols_below=False)
            deep = ((row, min(level, _DEEPEST)) for row, level in enumerate(page.levels, page.head + 1))
            self._levels = {row: level for row, level in deep if level}

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
                "format": self._style({"border": 0, **style}),
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


@lru_cache(maxsize=16384)
def lines_of(words: str, width: float) -> int:
    """About how many lines the words take in a column of that width."""
    room = max(1, int(width * _LETTERS))
    if len(words) <= room and "\n" not in words:
        return 1
    return sum(len(textwrap.wrap(line, room)) or 1 for line in words.split("\n"))


def _code_free(words: str, room: int) -> str:
    """Words for a header or footer, where a single '&' would begin a code, within the room that there is."""
    doubled = " ".join(clean(words).split()).replace("&", "&&")
    if len(doubled) <= room:
        return doubled
    short = doubled[: room - 1]
    return (short[:-1] if (len(short) - len(short.rstrip("&"))) % 2 else short) + "…"
