"""The difference of two returns, or two quarters, as a workbook: what changed in sum, then each cell."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from io import BytesIO

from compiler.consolidate.difference import CellChange, Difference, RowChange
from compiler.domain.text import clean
from compiler.render.difference.compared import Compared, became, rows_of, state_of
from compiler.render.master.cell import Cell, Number
from compiler.render.master.layout import Heading, TablePage
from compiler.render.master.page import CONTENTS, Colours, Running, finished, write_table
from compiler.returns.issue_page import Styles

_CHANGES = (
    Heading("Division", 22),
    Heading("Sheet", 12),
    Heading("Row", 16),
    Heading("Words", 34),
    Heading("Column", 18),
    Heading("Before", 38),
    Heading("Now", 38),
    Heading("What became of it", 26),
    Heading("Cell before", 10),
    Heading("Cell now", 10),
)
_SUMS = (
    Heading("Division", 34),
    Heading("Before", 34),
    Heading("Now", 34),
    *(Heading(words, 10, "number") for words in ("Changed", "Added", "Gone", "Moved", "The same")),
)


def difference_book(compared: Compared) -> bytes:
    """The bytes of an .xlsx file; the same difference gives the same bytes.

    Its sheets are Contents (a line for each division), Ratings and figures, and All changes.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    title = f"{compared.before} → {compared.now}"
    last = compared.period.last_day if compared.period else compared.year.last_day
    held = BytesIO()
    book = Workbook(held, {"in_memory": True})
    book.set_properties({"title": clean(f"Difference: {title}"), "created": dt.datetime.combine(last, dt.time())})
    styles, running = Styles(book), Running(f"{compared.department.name} · {title}", compared.notice)
    pages = [write_table(book, styles, page, Colours(), running) for page in _pages(compared)]
    whole = BytesIO()
    finished(book, held, pages, whole)
    return whole.getvalue()


def _pages(compared: Compared) -> Iterable[TablePage]:
    every = [(found, row) for found in compared.found.divisions for row in rows_of(found)]
    sums = tuple(_sum(compared, found) for found in compared.found.divisions)
    moving = [(found, row) for found, row in every if any(map(_moves, row.cells))]
    yield TablePage(CONTENTS, "tblDivisions", "What differs", _SUMS, sums or (("",) * len(_SUMS),), _notes(compared))
    for name, table, rows, only in (
        ("Ratings and figures", "tblMovement", moving, True),
        ("All changes", "tblChanges", every, False),
    ):
        lines = tuple(line for found, row in rows for line in _lines(compared, found, row, only))
        yield TablePage(name, table, name, _CHANGES, lines or (("",) * len(_CHANGES),), fixed=3)


def _notes(compared: Compared) -> str:
    """Which workbooks have no other side."""
    found = compared.found
    parts = [
        (f"Only in {compared.before}", found.gone),
        (f"Only in {compared.now}", found.added),
        ("Not compared", found.left_out),
    ]
    return " ".join(f"{words}: {', '.join(clean(each.workbook) for each in books)}." for words, books in parts if books)


def _moves(cell: CellChange) -> bool:
    return cell.column.type in ("rating", "risk") or cell.column.key == "figure"


def _sum(compared: Compared, found: Difference) -> tuple[Cell, ...]:
    states = Counter(map(state_of, rows_of(found)))
    moved = sum(row.moved for row in found.rows)
    numbers = (states["changed"], states["added"], states["gone"], moved, found.same)
    return (
        compared.division(found.now.division),
        found.before.workbook,
        found.now.workbook,
        *(Number(number) for number in numbers),
    )


def _lines(compared: Compared, found: Difference, row: RowChange, only: bool) -> Iterable[tuple[Cell, ...]]:
    """A line for each cell that differs (only for those that move, if so), or one for a row that is added or gone."""
    record = row.record
    words = record.text("action") or record.text("definition") or record.text("risk")
    begin = (compared.division(found.now.division), record.origin.sheet, record.label, words)
    for cell in row.cells:
        if not only or _moves(cell):
            sides = (cell.before, cell.now)
            values, places = [each.raw for each in sides], [each.origin.cell for each in sides]
            yield (*begin, compared.heading(cell.column), *values, became(cell), *places)
    if row.before is None or row.now is None:
        places = [each.origin.cell if each else "" for each in (row.before, row.now)]
        yield (*begin, "", "", "", f"the row is {state_of(row)}", *places)
