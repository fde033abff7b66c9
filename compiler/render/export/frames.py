"""Exported tables as pandas' frames, for those who analyse in Python, and as Parquet; nothing else needs pandas."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from compiler.render.export.table import Kind, Table, Value

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

_TYPES: dict[Kind, str] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[ms]",
    "boolean": "boolean",
}
"""The types of pandas that keep a blank apart from every value."""


def frames(tables: Iterable[Table]) -> dict[str, pd.DataFrame]:
    """Each table as a frame, by its name, with a type for each column; ImportError where pandas is not installed.

    A value that is not there is pandas' NA (NaT for a date); a cell in which nothing was typed is ''.
    """
    import pandas as pd

    return {
        table.name: pd.DataFrame(
            {
                field.name: pd.Series([_held(row[at]) for row in table.rows], dtype=_TYPES[field.type])
                for at, field in enumerate(table.fields)
            }
        )
        for table in tables
    }


def parquet_bytes(table: Table) -> bytes:
    """A table as Parquet; ImportError where pandas or pyarrow is not installed."""
    held = io.BytesIO()
    frames([table])[table.name].to_parquet(held, engine="pyarrow", index=False)
    return held.getvalue()


def _held(value: Value) -> object:
    return float(value) if isinstance(value, Decimal) else value
