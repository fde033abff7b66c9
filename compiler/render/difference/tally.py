"""How many rows, ratings and figures differ, a sentence for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from compiler.consolidate.difference import CellChange, Difference
from compiler.render.difference.compared import is_news, rows_of, state_of

_STATES = ("changed", "added", "gone", "written otherwise")
_WAYS = ("newly completed", "better", "worse")


def tallied(differences: Iterable[Difference]) -> Iterator[str]:
    """'Ratings changed: 12 (7 newly completed, 3 better, 2 worse).' and so on; what there is none of is left out."""
    every = tuple(differences)
    states = Counter(state_of(row) for found in every for row in rows_of(found))
    same = sum(found.same for found in every)
    yield f"Rows: {_parts(states, _STATES, f'{same:,} the same')}."
    cells = [cell for found in every for row in found.rows for cell in row.cells if not cell.form_only]
    yield from _changed("Ratings", [cell for cell in cells if cell.column.type == "rating"])
    yield from _changed("Figures", [cell for cell in cells if cell.column.key == "figure"])
    yield from _changed("Risk scores", [cell for cell in cells if cell.column.type == "risk"])
    words = sum(not is_news(cell) for cell in cells)
    if words:
        yield f"Cells with other words: {words:,}."
    moved = sum(row.moved for found in every for row in found.rows)
    if moved:
        yield f"Rows that stand elsewhere: {moved:,}."


def _parts(counts: Mapping[str, int], order: Iterable[str], *more: str) -> str:
    return ", ".join([*(f"{counts[each]:,} {each}" for each in order if counts[each]), *more])


def _changed(title: str, cells: list[CellChange]) -> Iterator[str]:
    if cells:
        ways = _parts(Counter(map(_way, cells)), _WAYS)
        yield f"{title} changed: {len(cells):,}{f' ({ways})' if ways else ''}."


def _way(cell: CellChange) -> str:
    if cell.step is not None:
        return {True: "better", False: "worse", None: ""}[cell.step.better]
    return cell.movement.value if cell.movement else ""
