"""The rows of a table that a person has edited, put among those that the returns give."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from compiler.render.word.edits.merge import Piece
from compiler.render.word.edits.seen import cells_in, rows_in
from compiler.render.word.leads import without_ours
from compiler.render.word.opc import w

if TYPE_CHECKING:
    from lxml.etree import _Element
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def put_rows(table: _Element, hers: _Element, rows: Sequence[Piece]) -> None:
    """Puts the rows that are to stand into the returns' table: theirs, hers, and those that have cells of both."""
    own, mine = list(rows_in(table)), list(rows_in(hers))
    chosen = [_row(row, own, mine) for row in rows]
    place = next((at for at, each in enumerate(table) if each.tag == w("tr")), len(table))
    for row in own:
        table.remove(row)
    for at, row in enumerate(chosen):
        table.insert(place + at, row)


def _row(piece: Piece, own: Sequence[_Element], mine: Sequence[_Element]) -> _Element:
    if piece.cells is None:
        return (mine if piece.whose == "hers" else own)[piece.at]
    row = own[piece.at] if piece.whose == "ours" else _empty(own[-1])
    theirs = cells_in(mine[piece.table if piece.whose == "ours" else piece.at])
    without_ours(row)
    for to, at in piece.cells:
        _fill(cells_in(row)[to], theirs[at])
    return row


def _empty(row: _Element) -> _Element:
    """A row like that one, with nothing in its cells."""
    made = deepcopy(row)
    for cell in cells_in(made):
        first, *others = cell.findall(w("p"))
        for each in (*others, *cell.findall(w("tbl"))):
            cell.remove(each)
        first[:] = [each for each in first if each.tag == w("pPr")]
    return made


def _fill(cell: _Element, other: _Element) -> None:
    """Puts the words of another cell into a cell, which keeps its width and shading."""
    for each in [each for each in cell if each.tag != w("tcPr")]:
        cell.remove(each)
    cell.extend(deepcopy(each) for each in other if each.tag != w("tcPr"))


def shown(table: _Element, piece: Piece) -> _Element:
    """A cell of hers whose column went, as a paragraph, behind the words that say of which row and column it was."""
    from lxml import etree

    (column, _), *_ = piece.cells or ((0, 0),)
    cell = cells_in(list(rows_in(table))[piece.table])[column]
    first, *others = (deepcopy(each) for each in cell.iter(w("p")))
    if piece.lead:
        lead = etree.Element(w("r"))
        said = etree.SubElement(lead, w("t"))
        said.text = piece.lead
        said.set(_SPACE, "preserve")
        first.insert(1 if first.find(w("pPr")) is not None else 0, lead)
    for other in others:
        first.extend(each for each in other if each.tag != w("pPr"))
    return first
