"""The few ways of writing that the list needs, put behind those that the workbook has."""

from __future__ import annotations

import re

from compiler.domain.frozen import dataclass
from compiler.render.feedback.parts import Parts
from compiler.render.feedback.splice import Element, appended, outline, spliced, with_attribute

_FONT_NAME = re.compile(rb"<(?:\w+:)?name\s[^>]*?val\s*=\s*[\"']([ -~]*?)[\"']")


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of the cell formats: the title, a heading, words in a row of the list, a box to tick, a link."""

    title: int = 0
    heading: int = 0
    words: int = 0
    tick: int = 0
    link: int = 0


def add_styles(parts: Parts) -> Styles:
    """Add the formats behind the workbook's own, which keep their numbers; the usual one where it has none."""
    name = parts.linked(parts.book, "styles")
    data = parts.read(name) if name else b""
    root = outline(data, 2) if name else None
    lists = [root.child(each) for each in ("fonts", "borders", "cellXfs")] if root else []
    fonts, borders, formats = (*lists, None, None, None)[:3]
    if root is None or fonts is None or borders is None or formats is None:
        return Styles()
    font, border, first = (len(each.children) for each in (fonts, borders, formats))
    p = root.prefix
    face = _FONT_NAME.search(data, fonts.start, fonts.end)
    called = face[1].decode("ascii") if face else "Calibri"
    made = [_font(p, called, 14, "b"), _font(p, called, 11, "b"), _font(p, called, 11, "u"), _font(p, called, 14)]
    made_borders = [_border(p, "medium"), _border(p, "hair")]
    plain = len(made) + font
    made.append(_font(p, called, 11))
    made_formats = [
        _format(p, font, 0, wrap=False),
        _format(p, font + 1, border, wrap=True),
        _format(p, plain, border + 1, wrap=True),
        _format(p, font + 3, border + 1, wrap=False, centred=True),
        _format(p, font + 2, border + 1, wrap=True),
    ]
    added = ((fonts, made), (borders, made_borders), (formats, made_formats))
    parts.put(name, spliced(data, [edit for element, xml in added for edit in _more(data, element, xml)]))
    return Styles(*range(first, first + len(made_formats)))


def _more(data: bytes, element: Element, made: list[str]) -> list[tuple[int, int, bytes]]:
    """What puts more into a list, and counts it anew if it is counted."""
    edits = [appended(data, element, "".join(made))]
    if "count" in element.attributes:
        edits.append(with_attribute(data, element, "count", str(len(element.children) + len(made))))
    return edits


def _font(p: str, name: str, size: int, mark: str = "") -> str:
    marked = f"<{p}{mark}/>" if mark else ""
    return f'<{p}font>{marked}<{p}sz val="{size}"/><{p}name val="{name}"/></{p}font>'


def _border(p: str, line: str) -> str:
    return f'<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom style="{line}"/><{p}diagonal/></{p}border>'


def _format(p: str, font: int, border: int, *, wrap: bool, centred: bool = False) -> str:
    applied = 'applyFont="1" applyBorder="1" applyAlignment="1"'
    across = ' horizontal="center"' if centred else ""
    wrapped = ' wrapText="1"' if wrap else ""
    return (
        f'<{p}xf numFmtId="0" fontId="{font}" fillId="0" borderId="{border}" xfId="0" {applied}>'
        f'<{p}alignment{across} vertical="top"{wrapped}/></{p}xf>'
    )
