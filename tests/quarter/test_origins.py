"""Every figure's origins add up to it, and each is a real cell of a workbook that holds what the report says."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from compiler.domain.origin import Origin
from compiler.domain.value_model import share
from compiler.report.blocks import Figure, Paragraph, Rated, Table, Words, say
from tests.quarter.conftest import Quarter
from tests.quarter.running import squeezed, tables

SINGLE = ("as returned", "as approved", "as published", "as written")


@lru_cache(maxsize=32)
def opened(path: Path) -> Any:
    return load_workbook(path, data_only=True)


def cell_at(quarter: Quarter, origin: Origin) -> Any:
    """The cell that an origin names; for a whole row the first that is filled."""
    sheet = opened(quarter.workbook(origin.workbook))[origin.sheet]
    assert 0 < origin.row <= sheet.max_row, origin
    if origin.column:
        assert origin.column <= sheet.max_column, origin
        return sheet.cell(origin.row, origin.column)
    filled = [cell for cell in sheet[origin.row] if cell.value is not None]
    assert filled, f"{origin} is a blank row"
    return filled[0]


def shown(cell: Any) -> set[str]:
    """How the value of a cell may be written."""
    value = cell.value
    if isinstance(value, dt.datetime):
        return {f"{value:%d/%m/%Y}"}
    if isinstance(value, int | float) and not isinstance(value, bool):
        decimals = len((re.search(r"0\.(0+)", cell.number_format) or ["", ""])[1])
        percent = "%" in cell.number_format
        number = round(value * (100 if percent else 1), 9)
        places = {f"{number:g}", f"{number:.{decimals}f}", f"{number:,.{decimals}f}"}
        return {f"{place}{'%' if percent else ''}" for place in places}
    return {squeezed("" if value is None else str(value))}


def test_counts_have_an_origin_for_each_that_is_counted(quarter: Quarter) -> None:
    counts = [figure for figure in quarter.report.figures() if figure.how == "count"]
    assert len(counts) > 20
    for figure in counts:
        assert figure.value == len(figure.origins) == len(set(figure.origins)), figure


def test_shares_are_those_of_their_origins(quarter: Quarter) -> None:
    shares = [figure for figure in quarter.report.figures() if figure.how.startswith("share of ")]
    assert len(shares) > 8
    for figure in shares:
        assert figure.value == share(len(set(figure.origins)), int(figure.how.split()[-1])), figure


def test_every_figure_has_origins_and_says_how_it_was_made(quarter: Quarter) -> None:
    made = r"count|count of conflicts|share of \d+|(?:change|difference): \d+ now, \d+ before|sum"
    made += "|as corrected|as decided|compared with .+"
    known = re.compile(rf"{made}|({'|'.join(SINGLE)})(, shortened)?")
    for figure in quarter.report.figures():
        assert known.fullmatch(figure.how), figure
        assert figure.origins or figure.value == 0 or figure.how.startswith("share of "), figure


def test_changes_have_an_origin_for_each_row_now_and_before(quarter: Quarter) -> None:
    changes = [figure for figure in quarter.report.figures() if figure.how.startswith("change: ")]
    assert len(changes) > 6
    for figure in changes:
        now, before = map(int, re.findall(r"\d+", figure.how))
        assert (figure.value, len(figure.origins)) == (now - before, now + before), figure


def test_every_origin_is_a_real_cell(quarter: Quarter) -> None:
    origins = {origin for figure in quarter.report.figures() for origin in figure.origins}
    assert len(origins) > 200
    for origin in origins:
        cell_at(quarter, origin)


def test_cells_that_are_told_hold_what_is_told(quarter: Quarter) -> None:
    told = {figure for figure in quarter.report.figures() if figure.how in SINGLE and figure.origins[0].column}
    assert len(told) > 200
    wrong = [
        (str(figure.origins[0]), figure.value, shown(cell_at(quarter, figure.origins[0])))
        for figure in told
        if not _holds(squeezed(str(figure.value)), cell_at(quarter, figure.origins[0]))
    ]
    assert wrong == []


def _holds(said: str, cell: Any) -> bool:
    return any(said.casefold() == words.casefold() for words in shown(cell))


# --- ratings ---


def _words(quarter: Quarter) -> Iterator[Words]:
    for block in quarter.report.blocks:
        if isinstance(block, Paragraph):
            yield block.words
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)


def test_ratings_are_those_of_their_cells(quarter: Quarter) -> None:
    rated = [inline for words in _words(quarter) for inline in words if isinstance(inline, Rated) and inline.origins]
    assert len(rated) > 50
    for inline in rated:
        (origin,) = inline.origins
        value = cell_at(quarter, origin).value if origin.column else None
        if inline.rating.key in ("no_return", "not_rated"):
            assert origin.column == 0 or value is None or value in _UNKNOWN, (inline, value)
        else:
            assert value == inline.rating.name, (inline, value)


_UNKNOWN = ("Ambr", "On track")  # planted in the illustrative returns


def _tallies(quarter: Quarter) -> Iterator[tuple[str, Figure]]:
    """The counts of the report's tables of ratings, each with the rating of its row."""
    for block in quarter.report.blocks:
        if isinstance(block, Table) and block.columns[0].heading == "Rating" and block.key.endswith("-by-rating"):
            for row in block.rows:
                for figure in (inline for inline in row[1] if isinstance(inline, Figure)):
                    yield say(row[0]).split(" ", 1)[-1], figure


def test_the_cells_behind_a_count_hold_the_rating_that_is_counted(quarter: Quarter) -> None:
    counted = [(name, figure) for name, figure in _tallies(quarter) if name not in ("Total", "No return", "Not rated")]
    assert len(counted) >= 6
    for name, figure in counted:
        assert {cell_at(quarter, origin).value for origin in figure.origins} <= {name}, (name, figure)


# --- counted again by another reader ---


def rows_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by their headings, as openpyxl reads them."""
    book = opened(path)
    if sheet not in book.sheetnames:
        return []
    ((_, area),) = book[sheet].tables.items()
    heads, *rows = [[cell.value for cell in row] for row in book[sheet][area]]
    return [dict(zip(heads, row, strict=True)) for row in rows if any(value is not None for value in row)]


def _published_counts(quarter: Quarter, sheet: str, known: Iterable[str]) -> Counter[str]:
    paths = [path.path for path in quarter.project.returns(quarter.period)]
    rows = [row for path in paths for row in rows_of(path, sheet) if row["Plan"] == "Departmental Plan"]
    return Counter(row["Rating"] if row["Rating"] in known else "Not rated" for row in rows)


@pytest.mark.parametrize(("sheet", "table"), [("Actions", "Table 2:"), ("Indicators", "Table 3:")])
def test_the_tables_of_the_departmental_plan_are_what_openpyxl_counts(quarter: Quarter, sheet: str, table: str) -> None:
    [rows] = [rows for caption, rows in tables(quarter.word).items() if caption.startswith(table)]
    ours = {name.split(" ", 1)[-1]: int(number) for name, number, *_ in rows}
    states = quarter.view.profile.ratings
    assert states is not None
    counted = _published_counts(quarter, sheet, [state.name for state in states.states])
    assert ours.pop("Total") == counted.total()
    assert {name: number for name, number in ours.items() if number} == dict(counted)


def test_rows_in_are_rows_out_and_rows_refused(quarter: Quarter) -> None:
    sheets = [sheet.name for sheet in quarter.view.profile.sheets]
    returns = [source for source in quarter.view.sources if source.receipt.value == "received"]
    assert len(returns) > 1
    for source in returns:
        counted = sum(len(rows_of(quarter.workbook(source.workbook), sheet)) for sheet in sheets)
        assert source.rows_read + source.rows_refused == counted, source.workbook


def test_no_row_that_was_read_is_lost_on_the_way_to_the_master(quarter: Quarter) -> None:
    kinds = {"Actions": "action", "Indicators": "indicator", "Risks": "risk"}
    for source in quarter.view.sources:
        if source.role == "return" and source.receipt.value == "received":
            for sheet, kind in kinds.items():
                held = [
                    row
                    for row in quarter.view.rows
                    if row.kind.value == kind and row.returned and row.returned.origin.workbook == source.workbook
                ]
                assert len(held) == len(rows_of(quarter.workbook(source.workbook), sheet)), (source.workbook, sheet)
