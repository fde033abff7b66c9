"""A matrix as a table with a heavy line through it: on one side of it lies what is beyond the appetite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.render.word.markup import StyleIds
from compiler.render.word.tables import Dress, Piece, Place, table_pieces
from compiler.report.blocks import Matrix

_LINE = '<w:{} w:val="single" w:sz="24" w:space="0" w:color="000000"/>'
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="E3E7EB"/>'


def matrix_pieces(matrix: Matrix, styles: StyleIds, place: Place) -> tuple[Piece, ...]:
    """A matrix with its caption above and its note below; the cells beyond the line are shaded and marked."""
    return table_pieces(matrix.table(), styles, place, _dress(matrix.beyond) if matrix.beyond is not None else {})


def _dress(beyond: Sequence[Sequence[bool]]) -> Dress:
    return {
        (row, column + 1): _borders(beyond, row, column) + (_SHADE if lies else "")
        for row, line in enumerate(beyond)
        for column, lies in enumerate(line)
    }


def _borders(beyond: Sequence[Sequence[bool]], row: int, column: int) -> str:
    """The line on those sides of a cell where a neighbour lies on the other side of it."""
    sides = "".join(_LINE.format(side) for side, other in _neighbours(beyond, row, column) if other)
    return f"<w:tcBorders>{sides}</w:tcBorders>" if sides else ""


def _neighbours(beyond: Sequence[Sequence[bool]], row: int, column: int) -> Iterator[tuple[str, bool]]:
    """The sides of a cell, in the order of the format, with whether the line runs there."""
    here = beyond[row][column]
    for side, across, along in (("top", -1, 0), ("left", 0, -1), ("bottom", 1, 0), ("right", 0, 1)):
        there, place = row + across, column + along
        inside = 0 <= there < len(beyond) and 0 <= place < len(beyond[row])
        yield side, inside and beyond[there][place] != here
