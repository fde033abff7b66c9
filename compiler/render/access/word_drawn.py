"""What is drawn in a paragraph: pictures, charts and shapes with their alternative text, and boxes of text."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.render.access.barrier import Place
from compiler.render.access.colours import Theme, hex_of
from compiler.render.access.opened import Element
from compiler.render.access.paper import Picture
from compiler.render.access.word_styles import W

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_O = "{urn:schemas-microsoft-com:office:office}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_KINDS = {"picture": "picture", "chart": "chart", "chartex": "chart", "diagram": "diagram"}
Boxes = list[tuple[Element, str | None]]


def holds_more(paragraph: Element) -> bool:
    """Whether a paragraph holds something besides words: a drawing, an equation, a field, a break of page."""
    if any(True for _ in paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}object", _MATHS, f"{W}fldChar")):
        return True
    return any(each.get(f"{W}type") in ("page", "column") for each in paragraph.iter(f"{W}br"))


def drawn(paragraph: Element, place: Place, theme: Theme) -> tuple[list[Picture], Boxes]:
    """The pictures of a paragraph, and the contents of its text boxes with the colour behind them."""
    pictures: list[Picture] = []
    boxes: Boxes = []
    for each in _drawings(paragraph):
        contents = [box for box in each.iter(f"{W}txbxContent") if _words(box)]
        boxes += [(box, _fill(box, theme)) for box in contents]
        picture = _picture(each, place, bool(contents)) if each.tag == f"{W}drawing" else _old_picture(each, place)
        if picture is not None:
            pictures.append(picture)
    return pictures, boxes


def _drawings(element: Element) -> Iterator[Element]:
    """The outermost drawings of a paragraph; what only old programs would show is left out."""
    for each in element:
        if each.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            yield each
        elif each.tag != f"{_MC}Fallback" and each.tag != f"{W}del":
            yield from _drawings(each)


def _words(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t")).strip()


def _picture(drawing: Element, place: Place, worded: bool) -> Picture | None:
    named = drawing.find(f".//{_WP}docPr")
    data = drawing.find(f".//{_A}graphicData")
    if named is None:
        return None
    uri = (data.get("uri") or "").rpartition("/")[2] if data is not None else ""
    kind = "text box" if worded else _KINDS.get(uri, "shape")
    mark = named.find(f".//{DECORATIVE}")
    return Picture(
        place,
        kind,
        named.get("name") or "",
        (named.get("descr") or named.get("title") or "").strip(),
        decorative=mark is not None and mark.get("val") in ("1", "true"),
        floating=drawing.find(f"{_WP}anchor") is not None,
    )


def _old_picture(drawing: Element, place: Place) -> Picture | None:
    """A picture, shape or embedded object in the markup of older programs."""
    shape = next((each for each in drawing.iter() if str(each.tag).startswith(_V) and each.get("style")), None)
    if shape is None or shape.get(f"{_O}hr"):
        return None
    worded = any(_words(each) for each in drawing.iter(f"{W}txbxContent"))
    kind = "text box" if worded else "object" if drawing.tag == f"{W}object" else "picture"
    if shape.find(f"{_V}imagedata") is None and kind == "picture":
        kind = "shape"
    floating = "position:absolute" in (shape.get("style") or "").replace(" ", "")
    return Picture(place, kind, shape.get("id") or "", (shape.get("alt") or "").strip(), floating=floating)


def _fill(content: Element, theme: Theme) -> str | None:
    """The colour behind the words of a text box, where it is one plain colour."""
    shape = content.getparent()
    while shape is not None and shape.tag != f"{_WPS}wsp":
        shape = shape.getparent()
    fill = shape.find(f"{_WPS}spPr/{_A}solidFill") if shape is not None else None
    if fill is None:
        return None
    plain, named = fill.find(f"{_A}srgbClr"), fill.find(f"{_A}schemeClr")
    if plain is not None:
        return hex_of(plain.get("val"))
    return theme.named(named.get("val") or "") if named is not None and not len(named) else None
