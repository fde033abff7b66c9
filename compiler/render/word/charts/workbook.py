"""The workbook behind a chart: its categories and series as they are drawn, for whoever changes them in Word."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from compiler.domain.frozen import dataclass
from compiler.domain.origin import column_letters
from compiler.domain.text import clean
from compiler.report.blocks import Chart, Series, say
from compiler.returns.issue_page import as_text

SHEET = "Chart"
_MADE = dt.datetime(2000, 1, 1)
_LONGEST = {"stacked": 60, "beside": 100}
"""So many letters of a category there is room for beside its bars."""


@dataclass(frozen=True, slots=True)
class Range:
    """Cells of one column of the workbook, counted from 1."""

    column: int
    first: int
    last: int

    @property
    def formula(self) -> str:
        """The cells as a chart refers to them: `Chart!$B$2:$B$5`."""
        letters = column_letters(self.column)
        start = f"{SHEET}!${letters}${self.first}"
        return start if self.first == self.last else f"{start}:${letters}${self.last}"


def label(chart: Chart, at: int) -> str:
    """A category as it stands beside its bars: cut after a whole word where it is long, its number in brackets kept."""
    words, most = " ".join(clean(say(chart.categories[at])).split()), _LONGEST[chart.kind]
    if len(words) <= most:
        return words
    name, bracket, number = words.rpartition(" (") if chart.kind == "stacked" else (words, "", "")
    return f"{name[:most].rsplit(' ', 1)[0].rstrip(',.;:')} …{bracket}{number}" if len(name) > most else words


def series_name(series: Series) -> str:
    """A series as the legend names it: a rating with its mark."""
    return clean(f"{series.rating.mark} {series.name}".strip() if series.rating else series.name)


def number_format(series: Series) -> str:
    """How the numbers of a series are printed: '47.4%', or as a count with its word, '4 Green'."""
    return f'General"{_inside(series.unit)}"' if series.unit else f'#,##0" {_inside(series.name)}"'


def short_format(series: Series) -> str:
    """How they are printed where there is no room for the word: with the mark of the rating, '▲4'."""
    return f'"{_inside(series.rating.mark)}"#,##0' if series.rating and series.rating.mark else "#,##0"


def _inside(words: str) -> str:
    return clean(words).replace('"', "")


def chart_workbook(chart: Chart) -> bytes:
    """The workbook of a chart, one sheet: categories in the first column, a column for each series.

    The same chart gives the same bytes; an unknown number is an empty cell.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    held = BytesIO()
    book = Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": clean(chart.caption), "created": _MADE})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, _LONGEST[chart.kind])
    sheet.set_column(1, len(chart.series), 18)
    sheet.write_string(0, 0, as_text(chart.axis))
    for row in range(len(chart.categories)):
        sheet.write_string(row + 1, 0, as_text(label(chart, row)))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, as_text(series_name(series)))
        look = book.add_format({"num_format": number_format(series)})
        for row, point in enumerate(series.points, 1):
            if point.number is not None:
                sheet.write_number(row, column, point.number, look)
    book.close()
    return held.getvalue()
