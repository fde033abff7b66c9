"""What is drawn on a sheet: pictures, charts and shapes with their alternative text."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.render.access.barrier import Place
from compiler.render.access.numbers import is_whole
from compiler.render.access.opened import Element, Parts
from compiler.render.access.paper import Picture
from compiler.render.access.word_drawn import DECORATIVE

_X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KINDS = {
    f"{_X}pic": "picture", f"{_X}graphicFrame": "chart", f"{_X}sp": "shape", f"{_X}grpSp": "group of shapes",
    f"{_X}cxnSp": "line",
}  # fmt: skip


def drawn(parts: Parts, part: str, sheet: str) -> Iterator[Picture]:
    """The pictures, charts and shapes of a sheet, at the cell in which each begins."""
    for drawing in parts.related(part, "drawing"):
        for anchor in parts.xml(drawing):
            place = _place(anchor, sheet)
            for each in _things(anchor):
                yield _picture(each, place)


def _things(element: Element) -> Iterator[Element]:
    """The outermost things of an anchor; what only old programs would show is left out."""
    for each in element:
        if each.tag in _KINDS:
            yield each
        elif each.tag in (f"{_MC}AlternateContent", f"{_MC}Choice"):
            yield from _things(each)


def _picture(thing: Element, place: Place) -> Picture:
    named = thing.find(f".//{_X}cNvPr")
    mark = thing.find(f".//{DECORATIVE}")
    words = "".join(each.text or "" for each in thing.iter(f"{_A}t")).strip()
    kind = "text box" if words and thing.tag == f"{_X}sp" else _KINDS[str(thing.tag)]
    return Picture(
        place,
        kind,
        "" if named is None else named.get("name") or "",
        "" if named is None else (named.get("descr") or named.get("title") or "").strip(),
        decorative=mark is not None and mark.get("val") in ("1", "true"),
        floating=True,
    )


def _place(anchor: Element, sheet: str) -> Place:
    row, column = (anchor.findtext(f"{_X}from/{_X}{name}") or "" for name in ("row", "col"))
    if is_whole(row) and is_whole(column):
        return Place(sheet=sheet, row=int(row) + 1, column=int(column) + 1)
    return Place(sheet=sheet)
