"""The part of a sheet that a finding is about, as a few lines: the row's name, the cell marked with an arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from compiler.domain.finding import Finding
from compiler.domain.origin import Origin
from compiler.domain.returned import Role
from compiler.domain.text import clean
from compiler.render.findings.checked import role_of
from compiler.render.findings.rows import Rows, ShownCell
from compiler.render.wrapped import wrapped_short

BLANK = "(blank)"
_MOST_LINES, _MOST_PLACES, _NARROWEST = 4, 4, 12
_MANY = 3  # so many further places are named by their reference alone

Side = tuple[Origin, tuple[ShownCell, ...], frozenset[int]]
"""A row of the story: its place, the cells that are shown of it, and the columns of those pointed at."""


def excerpt(same: Sequence[Finding], rows: Rows, width: int) -> list[str]:
    """The row of the first of some like findings, then the row of each further place of the story.

    Each cell has a line: its address, what its column is called, and what stands there, cut to the width.
    """
    first = same[0]
    own = [finding.origin for finding in same if _row(finding.origin) == _row(first.origin)]
    sides = [_side(rows, own + [each for each in first.others if _row(each) == _row(first.origin)], role_of(first))]
    further = [list(group) for _, group in groupby((o for o in first.others if _row(o) != _row(first.origin)), _row)]
    sides += [_side(rows, places, None, len(further) >= _MANY) for places in further[:_MOST_PLACES]]
    widths = _widths(sides, width)
    lines = [line for before, side in zip((None, *sides), sides, strict=False) for line in _lines(side, before, widths)]
    more = len(further) - _MOST_PLACES
    return [*lines, f"  and {more} more {'place' if more == 1 else 'places'}"] if more > 0 else lines


def _row(origin: Origin) -> tuple[str, str, int]:
    return origin.workbook, origin.sheet, origin.row


def _side(rows: Rows, places: Iterable[Origin], role: Role | None, short: bool = False) -> Side:
    """The cells that name a row (only the first of them, if short) and those pointed at, in the columns' order."""
    pointed = list(dict.fromkeys(places))
    found = [cell for place in pointed if (cell := rows.cell(place, role))]
    naming = rows.naming(pointed[0], role)[: 1 if short else None]
    cells = {cell.origin.column: cell for cell in (*naming, *found)}
    return pointed[0], tuple(cells[column] for column in sorted(cells)), frozenset(cell.origin.column for cell in found)


def _widths(sides: Sequence[Side], width: int) -> tuple[int, int, int]:
    """How wide addresses, headings and words are; the headings give way to the words."""
    cells = [cell for _, shown, _ in sides for cell in shown]
    address = max((len(cell.origin.cell) for cell in cells), default=0)
    heading = min(max((len(cell.heading) for cell in cells), default=0), max(width // 3, _NARROWEST))
    return address, heading, max(width - address - heading - len("→  │  │ "), _NARROWEST)


def _lines(side: Side, before: Side | None, widths: tuple[int, int, int]) -> Iterator[str]:
    place, cells, pointed = side
    if before is not None:
        yield f"  and {_seen_from(before[0], place)}"
    for cell in cells:
        yield from _cell(cell, cell.origin.column in pointed, widths)


def _seen_from(before: Origin, place: Origin) -> str:
    """A place as one says it who has just named another: only what differs."""
    if place.workbook != before.workbook or not place.sheet:
        return clean(str(place))
    known = place.sheet == before.sheet and place.cell
    return place.cell if known else ", ".join(filter(None, (clean(place.sheet), place.cell)))


def _cell(cell: ShownCell, pointed: bool, widths: tuple[int, int, int]) -> Iterator[str]:
    """The lines of one cell: a cell that is pointed at is shown whole as far as a few lines go, another in one."""
    address, heading, width = widths
    words = wrapped_short(" ".join(cell.words.split()) or BLANK, width, _MOST_LINES if pointed else 1)
    begin = f"{'→' if pointed else ' '} {cell.origin.cell:>{address}} │ {_cut(cell.heading, heading):{heading}} │ "
    for number, line in enumerate(words):
        yield (begin if number == 0 else f"  {'':{address}} │ {'':{heading}} │ ") + line


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"
