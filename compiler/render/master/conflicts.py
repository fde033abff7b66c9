"""The Conflicts sheet: one action that two returns rate differently, both cells side by side."""

from __future__ import annotations

from compiler.consolidate.view import Conflict
from compiler.render.master.cell import Cell, rating_words
from compiler.render.master.layout import Heading, TablePage, unique_headings
from compiler.render.master.places import Places

_WHAT = "One action that stands in two returns with two ratings: both cells, for the officer to settle."


def conflicts_page(places: Places, name: str) -> TablePage | None:
    """Every conflict on one line; None when there are none."""
    conflicts = places.view.conflicts
    if not conflicts:
        return None
    most = max(len(conflict.ratings) for conflict in conflicts)
    headings = [Heading("Reference", 12), Heading("Action", 44)]
    for number in range(1, most + 1):
        headings += [
            Heading(f"Division {number}", 26),
            Heading(f"Rating {number}", 14, "rating"),
            Heading(f"Workbook {number}", 24),
            Heading(f"Cell {number}", 16),
        ]
    return TablePage(
        name=name,
        table="tblConflicts",
        title=name,
        headings=unique_headings(headings),
        rows=tuple(_line(places, conflict, most) for conflict in conflicts),
        note="Each action counts once in each tier of plans; which of its ratings is right has to be settled.",
        what=_WHAT,
        fixed=1,
    )


def _line(places: Places, conflict: Conflict, most: int) -> tuple[Cell, ...]:
    cells: list[Cell] = [conflict.reference, conflict.words]
    for rating, origin, division in conflict.ratings:
        cells += [places.division(division), rating_words(rating), origin.workbook, places.to_return(origin)]
    return (*cells, *[""] * (4 * (most - len(conflict.ratings))))
