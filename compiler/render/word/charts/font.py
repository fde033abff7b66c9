"""The font that a template's words are set in, for the words of charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.render.word.opc import parse, w
from compiler.render.word.template import Template

if TYPE_CHECKING:
    from lxml.etree import _Element

_THEME = "+mn-lt"
"""The font of the theme for running words, as DrawingML names it."""


def base_font(template: Template) -> str:
    """The font of the template's plain paragraphs: by its name, or the theme's where the template leaves it to that."""
    root = parse(template.parts[template.related["styles"]].data)
    plain = [each.find(w("rPr")) for each in root.findall(w("style")) if _is_plain(each)]
    for properties in (*plain, root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")):
        fonts = properties.find(w("rFonts")) if properties is not None else None
        if fonts is not None and (fonts.get(w("asciiTheme")) or fonts.get(w("ascii"))):
            return _THEME if fonts.get(w("asciiTheme")) else str(fonts.get(w("ascii")))
    return _THEME


def _is_plain(style: _Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
