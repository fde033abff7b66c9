"""Areas of a sheet: read from an address, and found where data stand together without being marked as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from compiler.domain.origin import read_cell
from compiler.render.access.book_model import Area, At, CellText, SheetTable

_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_WIDEST = 512
_MOST_COVERED = 1_000_000
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 2


def area_of(address: str) -> Area | None:
    """The area of an address such as 'A3:F12' or 'B2'; None for anything else."""
    first, _, last = address.replace("$", "").partition(":")
    try:
        (top, left), (bottom, right) = read_cell(first), read_cell(last or first)
    except ValueError:
        return None
    if max(top, bottom) > _LAST_ROW or max(left, right) > _LAST_COLUMN:
        return None
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def blocks_of(cells: Mapping[At, CellText], tables: Sequence[SheetTable]) -> Iterator[Area]:
    """Where three rows or more, one below the other, hold two cells or more each, outside the tables.

    Two columns alone may be labels with what they name beside them: they count where their first row is set apart.
    """
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        if not any((row, column) in table.area for table in tables):
            rows.setdefault(row, []).append(column)
    wide = [row for row, columns in rows.items() if len(columns) >= _FEWEST_COLUMNS]
    for group in _together(wide):
        if len(group) >= _FEWEST_ROWS:
            columns = [column for row in group for column in rows[row]]
            area = Area(group[0], min(columns), group[-1], max(columns))
            if area.right - area.left > 1 or begins_with_headings(cells, area):
                yield area


def begins_with_headings(cells: Mapping[At, CellText], area: Area) -> bool:
    """Whether the first row of an area is set apart as headings: all of it bold, and the row below not."""
    columns = range(area.left, min(area.right, area.left + _WIDEST) + 1)
    first, second = ([cells[row, at].bold for at in columns if (row, at) in cells] for row in (area.top, area.top + 1))
    return all(first) and not all(second)


def covered_by(areas: Sequence[Area], used: Area) -> frozenset[At]:
    """The cells of some areas within the part of the sheet that is used."""
    found: set[At] = set()
    left = _MOST_COVERED
    for area in areas:
        rows = range(max(area.top, used.top), min(area.bottom, used.bottom) + 1)
        columns = range(max(area.left, used.left), min(area.right, used.right) + 1)
        left -= len(rows) * len(columns)
        if left < 0:
            break
        found.update((row, column) for row in rows for column in columns)
    return frozenset(found)


def _together(rows: Collection[int]) -> Iterator[list[int]]:
    """Rows that follow each other, group by group."""
    group: list[int] = []
    for row in rows:
        if group and row != group[-1] + 1:
            yield group
            group = []
        group.append(row)
    if group:
        yield group
