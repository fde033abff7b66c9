"""Tables as files: CSV for every program, JSON for those that read no tables; the same tables, the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal

from compiler.domain.value_model import plain_number
from compiler.render.export.table import Field, Table, Value

BOM = b"\xef\xbb\xbf"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that Excel, of whatever language, takes for a formula, even where it was typed as words."""


def csv_bytes(table: Table, *, for_excel: bool = False) -> bytes:
    """A table in UTF-8 as RFC 4180 has it: commas, quotes where needed, lines that end in CR and LF.

    A blank is a value that is not there or a cell in which nothing was typed; the column of its state says which. For
    Excel the file begins with the mark by which Excel knows UTF-8, and words that Excel would take for a formula, be it
    the name of a file or a sheet, get an apostrophe before them. Programs want neither: the words would not be those
    typed.
    """
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    for row in table.rows:
        writer.writerow([_cell(field, value, for_excel) for field, value in zip(table.fields, row, strict=True)])
    return (BOM if for_excel else b"") + held.getvalue().encode("utf-8", "replace")


def json_bytes(table: Table) -> bytes:
    """A table as a JSON list of objects, one for each row, with numbers as numbers and dates as '2008-06-30'."""
    names = [field.name for field in table.fields]
    lines = [json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False) for row in table.rows]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8", "replace")


def _cell(field: Field, value: Value, for_excel: bool) -> str:
    words = _words(value)
    return f"'{words}" if for_excel and field.type == "string" and words.startswith(_FORMULA) else words


def _words(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{plain_number(value):f}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _plain(value: Value) -> str | int | float | bool | None:
    """A value as JSON has it; a number of more digits than a program keeps is as near as it can be."""
    if isinstance(value, Decimal):
        whole = plain_number(value)
        return int(whole) if whole == whole.to_integral_value() else float(whole)
    return value.isoformat() if isinstance(value, dt.date) else value
