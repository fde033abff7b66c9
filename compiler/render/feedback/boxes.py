"""The boxes in which Excel shows comments: a drawing in VML, new or beside what a sheet's drawing holds already."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from compiler.render.feedback.splice import NotSpliced, outline

Place = tuple[int, int]
_WIDE, _HIGH = 330, 170
_SHAPE = re.compile(rb"<(\w+):shape\s.*?</\1:shape>", re.DOTALL)
_NUMBERS = re.compile(rb"_x0000_s(\d+)")
_BLOCKS = re.compile(rb"<(?:\w+:)?idmap\b[^>]*\bdata=[\"']([\d, ]+)[\"']")
_ROW_TAG = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_ATTRIBUTE = re.compile(rb"\s(r|ht)=[\"']([\d.]+)[\"']")
_PER_BLOCK = 1024
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def new_boxes(anchors: Iterable[tuple[Place, str]], others: Iterable[bytes]) -> bytes:
    """A drawing with a box for each comment; its numbers are of a block that no other drawing of the workbook uses."""
    used = [int(number) for other in others for found in _BLOCKS.findall(other) for number in found.split(b",")]
    block = max(used, default=0) + 1
    shapes = "".join(_box(block * _PER_BLOCK + at, *anchored) for at, anchored in enumerate(anchors, 1))
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    return f"<xml {_SPACES}>{layout}{_TYPE}{shapes}</xml>".encode("ascii")


def more_boxes(data: bytes, anchors: Iterable[tuple[Place, str]]) -> bytes:
    """A sheet's own drawing with boxes for our comments put behind what it holds."""
    end = data.rfind(b"</xml>")
    if end < 0:
        raise NotSpliced("its drawing of comments is not of the usual kind")
    first = max(map(int, _NUMBERS.findall(data)), default=_PER_BLOCK) + 1
    kind = "" if b'"_x0000_t202"' in data else _TYPE.replace("<v:shapetype", f"<v:shapetype {_SPACES}", 1)
    shapes = "".join(
        _box(first + at, *anchored).replace("<v:shape", f"<v:shape {_SPACES}", 1) for at, anchored in enumerate(anchors)
    )
    return data[:end] + (kind + shapes).encode("ascii") + data[end:]


def without_boxes(data: bytes, places: Collection[Place]) -> bytes:
    """The drawing without the boxes of some cells' comments."""
    return _SHAPE.sub(lambda shape: b"" if _place_of(shape[0]) in places else shape[0], data) if places else data


def _place_of(shape: bytes) -> Place | None:
    row, column = (re.search(rf"<(?:\w+:)?{name}>(\d+)<".encode("ascii"), shape) for name in ("Row", "Column"))
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else None


def anchors_on(sheet: bytes, places: Iterable[Place]) -> Iterator[tuple[Place, str]]:
    """Where the box of each comment stands: to the right of its cell, and large enough to read."""
    widths = _widths(sheet)
    heights = _heights(sheet)
    for row, column in places:
        right, across = _walk(column, _WIDE, lambda at: widths.get(at + 1, 64))
        below, down = _walk(row - 1, _HIGH, lambda at: heights.get(at + 1, 20))
        yield (row, column), f"{column}, 15, {row - 1}, 4, {right}, {across}, {below}, {down}"


def _walk(start: int, length: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The column or row (from 0) in which a length from the start of another ends, and how far into it."""
    at = start
    while length > size(at):
        length -= size(at)
        at += 1
    return at, length


def _widths(sheet: bytes) -> dict[int, int]:
    """The width in pixels of each column that has one of its own."""
    found: dict[int, int] = {}
    for each in outline(sheet, 2).grandchildren("cols", "col"):
        try:
            first, last, width = (
                int(each.attributes["min"]),
                int(each.attributes["max"]),
                float(each.attributes["width"]),
            )
        except (KeyError, ValueError):
            continue
        found |= dict.fromkeys(range(first, min(last, first + 200) + 1), max(round(width * 7), 1))
    return found


def _heights(sheet: bytes) -> dict[int, int]:
    """The height in pixels of each row that has one of its own."""
    said = (dict(_ATTRIBUTE.findall(tag)) for tag in _ROW_TAG.findall(sheet))
    return {
        int(each[b"r"]): max(round(float(each[b"ht"]) * 4 / 3), 1)
        for each in said
        if b"ht" in each and each.get(b"r", b"").isdigit()
    }


def _box(number: int, place: Place, anchor: str) -> str:
    row, column = place
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:107pt;margin-top:8pt;'
        f'width:248pt;height:128pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
