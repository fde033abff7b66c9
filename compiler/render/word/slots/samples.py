"""Sample tables: a heading row and one more in a slot decide columns, order, widths and look of the tables there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from compiler.domain.frozen import dataclass, replace
from compiler.domain.regex import regex
from compiler.domain.text import fold
from compiler.render.word.markup import StyleIds
from compiler.render.word.opc import w
from compiler.render.word.slots.controls import PROMPT, Control, style_of, text_of
from compiler.render.word.styles import W
from compiler.render.word.tables import ColumnLook, Look
from compiler.report.blocks import Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_OF_CELLS = ("tcBorders", "shd", "vAlign")
_TIMES = regex(r"\b(?:q|quarter )?\d+(?:[-/]\d+)*\b(?: \([^)]*\))?")
"""What changes in a heading from quarter to quarter: 'Quarter 3 (October to December 2008)', '2008-09'."""
_ALIGNS: dict[str, Literal["left", "right", "centre"]] = {
    "left": "left", "start": "left", "right": "right", "end": "right", "center": "centre"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleColumn:
    """One column of a sample: its heading, and its look, with its own place and the names of styles."""

    heading: str
    look: ColumnLook


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample table: its columns in order, the name of its style in lower case, and its own borders and margins."""

    columns: tuple[SampleColumn, ...]
    style: str = ""
    properties: str = ""

    def look(self, table: Table, styles: StyleIds) -> Look | None:
        """The look of a table that has all the sample's headings; None for another."""
        places = columns_of(self.headings, [(column.heading, column.name) for column in table.columns])
        if None in places or not places:
            return None
        looks = (_column_look(each, at or 0, styles) for each, at in zip(self.columns, places, strict=True))
        return Look(tuple(looks), styles.get(self.style, ""), self.properties)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in order."""
        return tuple(column.heading for column in self.columns)


def _column_look(column: SampleColumn, at: int, styles: StyleIds) -> ColumnLook:
    head, cell = (styles.get(name, "") for name in (column.look.head_style, column.look.cell_style))
    return replace(column.look, column=at, head_style=head, cell_style=cell)


def columns_of(wanted: Sequence[str], columns: Sequence[tuple[str, str]]) -> list[int | None]:
    """Which of the columns, each known by a heading and a name, each wanted one is; None for none.

    The same heading of another period is the same column.
    """
    found: list[int | None] = [None] * len(wanted)
    for alike in (fold, _timeless):
        known = [{alike(name) for name in names if name} for names in columns]
        for at, heading in enumerate(wanted):
            if found[at] is None:
                free = (place for place, names in enumerate(known) if alike(heading) in names and place not in found)
                found[at] = next(free, None)
    return found


def _timeless(heading: str) -> str:
    return _TIMES.sub("#", fold(heading))


# --- reading ----------------------------------------------------------------------------------------------------------


def samples_of(found: Control, styles: Mapping[str, str]) -> tuple[Sample, ...]:
    """The sample tables in a slot of a template; `styles` gives the names of styles by identifier."""
    tables = found.content.iter(w("tbl")) if found.content is not None else ()
    return tuple(sample for table in tables if (sample := _sample(table, styles)).columns)


def _sample(table: _Element, styles: Mapping[str, str]) -> Sample:
    rows = table.findall(w("tr"))
    style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    named = styles.get(style.get(w("val")) or "", "") if style is not None else ""
    borders, margins = (own_xml(table.find(f"{w('tblPr')}/{w(each)}")) for each in ("tblBorders", "tblCellMar"))
    return Sample(tuple(_columns(table, rows, styles)) if rows else (), named, f"{borders}|{margins}")


def _columns(table: _Element, rows: Sequence[_Element], styles: Mapping[str, str]) -> Iterator[SampleColumn]:
    grid = [_number(each, "w") for each in table.findall(f"{w('tblGrid')}/{w('gridCol')}")]
    heads, cells = rows[0].findall(w("tc")), rows[1].findall(w("tc")) if len(rows) > 1 else []
    for at, head in enumerate(heads):
        cell = cells[at] if at < len(cells) else None
        width = _number(head.find(f"{w('tcPr')}/{w('tcW')}"), "w") or (grid[at] if at < len(grid) else 0)
        styled = _style(head, styles), _style(cell, styles)
        look = ColumnLook(at, width or 1000, _look(head), styled[0], _look(cell), styled[1], _aligned(cell))
        yield SampleColumn(" ".join(text_of(head).split()), look)


def _number(element: _Element | None, name: str) -> int:
    text = (element.get(w(name)) if element is not None else None) or ""
    return int(text) if text.isdecimal() else 0


def _look(cell: _Element | None) -> str:
    """The borders, shading and vertical place of a cell, in the order of the format."""
    properties = cell.find(w("tcPr")) if cell is not None else None
    return "".join(own_xml(properties.find(w(name))) for name in _OF_CELLS) if properties is not None else ""


def own_xml(element: _Element | None) -> str:
    """An element as it is written, without the names of its spaces, which stand at the head of the document."""
    if element is None:
        return ""
    from lxml import etree

    written = etree.tostring(element, encoding="unicode", with_tail=False)
    prefix = element.prefix or "w"
    plain = re.sub(r' xmlns(?::\w+)?="[^"]*"', "", written)
    return plain if prefix == "w" and element.nsmap.get("w") == W else ""


def _style(cell: _Element | None, styles: Mapping[str, str]) -> str:
    paragraph = cell.find(w("p")) if cell is not None else None
    name = style_of(paragraph, styles) if paragraph is not None else ""
    return "" if name in ("normal", PROMPT) else name


def _aligned(cell: _Element | None) -> Literal["", "left", "right", "centre"]:
    found = cell.find(f"{w('p')}/{w('pPr')}/{w('jc')}") if cell is not None else None
    return _ALIGNS.get(found.get(w("val")) or "", "") if found is not None else ""
