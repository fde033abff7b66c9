"""The difference of two returns, or two quarters, as JSON for programs."""

from __future__ import annotations

import json

from compiler.consolidate.difference import CellChange, Difference, RowChange
from compiler.domain.origin import Origin
from compiler.domain.record import Entry
from compiler.domain.text import clean
from compiler.render.difference.compared import Compared, became, state_of


def difference_json(compared: Compared) -> str:
    """Every row and cell that differs, with both addresses and both values as typed; nothing is left out."""
    told = {
        "before": compared.before,
        "now": compared.now,
        "divisions": [_division(compared, found) for found in compared.found.divisions],
        "only_before": [clean(book.workbook) for book in compared.found.gone],
        "only_now": [clean(book.workbook) for book in compared.found.added],
        "not_compared": [clean(book.workbook) for book in compared.found.left_out],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _division(compared: Compared, found: Difference) -> dict[str, object]:
    return {
        "division": found.now.division,
        "before": clean(found.before.workbook),
        "now": clean(found.now.workbook),
        "same": found.same,
        "columns": [
            {
                "sheet": each.sheet.name,
                "column": compared.heading(each.column),
                "only": "before" if each.gone else "now",
            }
            for each in found.columns
        ],
        "rows": [_row(compared, row) for row in found.rows],
    }


def _row(compared: Compared, row: RowChange) -> dict[str, object]:
    return {
        "row": clean(row.record.label),
        "kind": row.record.kind.value,
        "state": state_of(row),
        "moved": row.moved,
        "before": _place(row.before.origin) if row.before else None,
        "now": _place(row.now.origin) if row.now else None,
        "cells": [_cell(compared, cell) for cell in row.cells],
    }


def _cell(compared: Compared, cell: CellChange) -> dict[str, object]:
    return {
        "column": compared.heading(cell.column),
        "before": _entry(cell.before),
        "now": _entry(cell.now),
        "became": became(cell),
        "same_meaning": cell.form_only,
    }


def _entry(entry: Entry) -> dict[str, object]:
    return {"cell": entry.origin.cell, "value": clean(entry.raw)}


def _place(origin: Origin) -> dict[str, object]:
    return {"sheet": clean(origin.sheet), "row": origin.row}
