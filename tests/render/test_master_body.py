"""Rows taken up some hundred at a time come out as they do one by one, with the same formats, links and heights."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.render.master import body, lines
from compiler.render.master.cell import Cell, Formula, Link, Number
from compiler.render.master.shared import SharedWords
from tests.render.test_master_lines import written

WORDS = st.text("ab &<\n'é_x|", max_size=12) | st.just("word " * 20)
TARGETS = st.sampled_from(
    ["", "internal:'Contents'!A1", "external:Care.xlsx#'Risks & more'!B5", "external:Care!x.xlsx", "external:a" * 300]
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    WORDS,
    st.builds(Number, st.integers(-9, 9), st.sampled_from(["0", "0.0%"])),
    st.builds(Link, WORDS, TARGETS),
    st.builds(Formula, st.just("=1+1"), st.just(2)),
    st.just(dt.date(2009, 3, 31)),
)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS, st.integers(0, 9)), min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.booleans(), st.integers(0, 3))
def test_some_rows_at_a_time_are_the_same_as_one_by_one(
    rows: list[tuple[Cell, Cell, Cell, int]], deep: bool, most_links: int
) -> None:
    cells = [row[:3] for row in rows]
    levels = tuple(row[3] for row in rows) if deep else ()
    with patch.object(lines, "_MOST_LINKS", most_links), patch.object(SharedWords, "most", 0):
        together = _parts(written(*cells, levels=levels))
        with patch.object(body, "BATCH", 1):
            assert _parts(written(*cells, levels=levels)) == together


def _parts(data: bytes) -> dict[str, bytes]:
    """What is in a workbook, but for when it was made."""
    with ZipFile(BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}
