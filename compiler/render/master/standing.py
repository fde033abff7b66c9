"""Where the rows of plans and returns stand in the master workbook, and the way there from the figures of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from compiler.consolidate.view import DepartmentView, Row
from compiler.domain.frozen import replace
from compiler.domain.origin import Origin
from compiler.domain.whereabouts import places
from compiler.render.master.fields import fields_of
from compiler.render.master.layout import place_of
from compiler.render.master.places import Places
from compiler.render.master.rows import names_of
from compiler.report.blocks import Block, Figure, Inline, Lead, Matrix, Part, Report, Table, Words

Standing = Mapping[Origin, Origin]
"""For the cells and rows of plans and returns the cells of the master workbook in which they stand."""
_SHORT = 24  # longer words are read as words, and lead nowhere
_SAID = 240  # what a tip holds


def standing_in_master(view: DepartmentView) -> Standing:
    """Where the master workbook of the view has what plans and returns say, with the way back from every cell of it.

    A row stands there once, whether it was approved, returned or both; of the period before it has the rating and the
    figure.
    """
    places = Places(view)
    _, names = names_of(places)
    found: dict[Origin, Origin] = {}
    for kind, name in names.items():
        sheet, rows = view.profile.sheet(kind), tuple(view.of(kind))
        if sheet is None or not rows:
            continue
        columns = {field.key: number for number, field in enumerate(fields_of(places, sheet, rows), 1)}
        for number, row in enumerate(rows):
            found.update(_row(row, Origin("", *place_of(name, number)), columns))
    return found


def _row(row: Row, here: Origin, columns: Mapping[str, int]) -> Iterator[tuple[Origin, Origin]]:
    usual = columns.get("reference", 1)
    now = dict(columns)
    earlier = {"rating": columns.get("=before", usual), "figure": columns.get("=figure before", usual)}
    a_year_ago = {"figure": columns.get("=figure year ago", usual)}
    for record, known in ((row.year_ago, a_year_ago), (row.before, earlier), (row.planned, now), (row.returned, now)):
        if record is not None:
            yield record.origin, here.at(usual)
            for key, entry in record.entries.items():
                if entry.origin.column:
                    yield entry.origin, here.at(known.get(key, usual))


# --- the way there ----------------------------------------------------------------------------------------------------


def led_to_master(report: Report, view: DepartmentView, master: str) -> Report:
    """The report of a working copy, in whose tables each figure leads to its rows in the master workbook beside it.

    `master` is the workbook's file name. A figure of many rows leads to the first of them and says which they are; one
    that stands in none of them, such as an objective's words, leads nowhere.
    """
    standing = standing_in_master(view)

    known: dict[int, Words] = {}  # by the identity of a cell's words, which the same table in several parts shares

    def led(words: Words) -> Words:
        if id(words) not in known:
            known[id(words)] = tuple(_led(each, standing, master) for each in words)
        return known[id(words)]

    def part(held: Part) -> Part:
        return replace(held, blocks=tuple(_block_led(block, led) for block in held.blocks))

    return replace(report, parts=tuple(map(part, report.parts)), offered=tuple(map(part, report.offered)))


def _block_led(block: Block, led: Callable[[Words], Words]) -> Block:
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(led(cell) for cell in row) for row in block.rows))
    if isinstance(block, Matrix):
        return replace(block, cells=tuple(tuple(led(cell) for cell in row) for row in block.cells))
    return block


def _led(inline: Inline, standing: Standing, master: str) -> Inline:
    if not isinstance(inline, Figure) or len(inline.text) > _SHORT or not re.search("[0-9]", inline.text):
        return inline
    cells = list(dict.fromkeys(standing[origin] for origin in inline.origins if origin in standing))
    if not cells:
        return inline
    return replace(inline, lead=Lead(master, _place(cells[0]), _said(cells, master)))


def _place(cell: Origin) -> str:
    """A cell as a link names it: 'Actions'!I14."""
    name = cell.sheet.replace("'", "''")
    return f"'{name}'!{cell.cell}"


def _said(cells: list[Origin], master: str) -> str:
    """What is said of where a figure leads: '9 cells in master.xlsx, Actions: I14 to I16, I19'."""
    number = "1 cell" if len(cells) == 1 else f"{len(cells):,} cells"
    said = f"{number} in {master}, {places(cells)}"
    return said if len(said) <= _SAID else f"{said[: _SAID - 1].rpartition(',')[0]} and so on"
