"""How cells of the master workbook look: the styles of titles, headings, words, figures and links."""

from __future__ import annotations

import datetime as dt
from typing import Any

from compiler.render.master.cell import Cell, Formula, Link, Number

Style = dict[str, Any]
TITLE: Style = {"bold": True, "font_size": 14}
SECTION: Style = {"bold": True, "font_size": 12}
NOTICE: Style = {"bold": True, "font_color": "7A1F00"}
PLAIN: Style = {"valign": "top"}
LINK: Style = {"font_color": "0B4F9E", "underline": 1}
_EDGE: Style = {"border": 1, "border_color": "BFC5CB", "valign": "top", "font_size": 10}
BODY: Style = {**_EDGE, "text_wrap": True}
RIGHT: Style = {"align": "right", "indent": 1}
FIGURE: Style = {**_EDGE, **RIGHT}
ASKED: Style = {"border": 2, "border_color": "1F3A4D"}
TOTAL: Style = {"bold": True, "bg_color": "EEF1F4"}
HEAD: Style = {**_EDGE, "text_wrap": True, "bold": True, "bg_color": "1F3A4D", "font_color": "FFFFFF"}


def body_of(cell: Cell) -> Style:
    """How a cell of a table's row looks by what it holds."""
    return FIGURE if isinstance(cell, Number | Formula) else BODY


def typed(cell: Cell, style: Style) -> Style:
    """A style with what the kind of a cell asks for: the format of its number, the look of a link."""
    if isinstance(cell, Number | Formula):
        return {**style, "num_format": cell.format}
    if isinstance(cell, dt.date):
        return {**style, "num_format": "d mmm yyyy", "align": "left"}
    return {**style, **LINK} if isinstance(cell, Link) else style
