"""Returns as people lay them out anew: rows sorted, columns moved, blank ones put between, rows hidden."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape

import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

from compiler.domain.book import Book, Cell, CellKind, Sheet
from tests.returns.spreadsheets import cell as ods_cell
from tests.returns.spreadsheets import row as ods_row
from tests.returns.spreadsheets import spreadsheet, table, valued

Places = Mapping[tuple[str, int, int], tuple[int, int]]
"""Where each cell went: sheet, row and column before → row and column now."""


@dataclass(frozen=True)
class Reworked:
    """A workbook laid out anew: its cells by sheet, where each came from, and the hidden rows of each sheet."""

    sheets: dict[str, list[Cell]]
    states: dict[str, str]
    places: dict[tuple[str, int, int], tuple[int, int]] = field(default_factory=dict)
    hidden: dict[str, set[int]] = field(default_factory=dict)


def reworked(book: Book, random: Random) -> Reworked:
    """The workbook with the rows below its headings in another order, and all columns too, with gaps between them."""
    new = Reworked({}, {sheet.name: sheet.state for sheet in book.sheets})
    for sheet in random.sample(book.sheets, len(book.sheets)):
        rows, columns, hidden = _moved(sheet, random)
        new.hidden[sheet.name] = hidden
        new.sheets[sheet.name] = [
            each._replace(row=rows[each.row], column=columns[each.column]) for each in sheet.cells if not each.blank
        ]
        new.places.update(
            {(sheet.name, old, left): (row, column) for old, row in rows.items() for left, column in columns.items()}
        )
    return new


def _moved(sheet: Sheet, random: Random) -> tuple[dict[int, int], dict[int, int], set[int]]:
    """Where each row and column of a sheet goes, and which rows are hidden; a sheet without a table stays."""
    right = max((each.column for each in sheet.cells), default=0)
    if not sheet.tables:
        return {row: row for row in sheet.rows}, {column: column for column in range(1, right + 1)}, set()
    heading = sheet.tables[0].area.top
    below = [row for row in sheet.rows if row > heading]
    first = heading + random.randint(0, 5)
    rows = {row: row for row in sheet.rows if row < heading} | {heading: first}
    rows |= dict(zip(random.sample(below, len(below)), _spread(first, len(below), random), strict=True))
    columns = dict(zip(random.sample(range(1, right + 1), right), _spread(0, right, random), strict=True))
    hidden = {rows[row] for row in below if random.random() < 0.2}
    return rows, columns, hidden


def _spread(start: int, count: int, random: Random) -> list[int]:
    """So many growing numbers after a start, now and then with a gap of up to twelve."""
    found = []
    for _ in range(count):
        start += 1 + (random.randint(1, 12) if random.random() < 0.15 else 0)
        found.append(start)
    return found


def as_xlsx(new: Reworked) -> bytes:
    """The workbook as Excel would hold it, without its tables, names and properties."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    formats: dict[str, object] = {}
    for name, cells in new.sheets.items():
        page = book.add_worksheet(name)
        if new.states[name] != "visible":
            page.hide()
        for each in cells:
            style = formats.setdefault(each.format, book.add_format({"num_format": each.format}))
            if each.date is not None:
                page.write_datetime(each.row - 1, each.column - 1, each.date, style)
            elif each.number is not None:
                page.write_number(each.row - 1, each.column - 1, float(each.number), style)
            else:
                page.write_string(each.row - 1, each.column - 1, each.raw)
        for row in new.hidden[name]:
            page.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    return target.getvalue()


def as_ods(new: Reworked) -> bytes:
    """The workbook as OpenDocument holds it: rows and cells that follow one another, gaps as repetitions."""
    sheets = []
    for name, cells in new.sheets.items():
        rows: dict[int, dict[int, Cell]] = {}
        for each in cells:
            rows.setdefault(each.row, {})[each.column] = each
        written, last = [], 0
        for number in sorted(rows):
            if number > last + 1:
                written.append(ods_row(more=f'table:number-rows-repeated="{number - last - 1}"'))
            hidden = 'table:visibility="collapse"' if number in new.hidden[name] else ""
            written.append(ods_row(*_ods_cells(rows[number]), more=hidden))
            last = number
        sheets.append(table("".join(written), escape(name)))
    return spreadsheet(*sheets)


def _ods_cells(cells: Mapping[int, Cell]) -> list[str]:
    written, last = [], 0
    for column in sorted(cells):
        if column > last + 1:
            written.append(ods_cell("", f'table:number-columns-repeated="{column - last - 1}"'))
        written.append(_ods_cell(cells[column]))
        last = column
    return written


def _ods_cell(cell: Cell) -> str:
    if cell.date is not None:
        return valued("date", cell.date.isoformat())
    if cell.kind is CellKind.NUMBER:
        return valued("float", cell.raw)
    return ods_cell("</text:p><text:p>".join(escape(line) for line in cell.raw.split("\n")))
