"""The colours that a file means: by their digits, by a theme's name or number, made lighter or darker."""

from __future__ import annotations

import colorsys
import re

from compiler.render.access.opened import Element, Parts

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_WORDS = {
    "light1": "lt1", "dark1": "dk1", "light2": "lt2", "dark2": "dk2",
    "background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2",
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""The colours of Word's highlighter by their names."""
_PALETTE = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF "
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
INDEXED = tuple(_PALETTE[at : at + 6] for at in range(0, len(_PALETTE), 7))
"""Excel's old palette, by number."""


class Theme:
    """The colours and typefaces that a file's theme names; an absent theme knows only black and white."""

    def __init__(self, root: Element | None) -> None:
        self.colours: dict[str, str] = {"lt1": "FFFFFF", "dk1": "000000"}
        self.fonts: dict[str, str] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        scheme = root.find(f".//{_A}clrScheme")
        for each in () if scheme is None else scheme:
            name = each.tag.rpartition("}")[2]
            for colour in each:
                found = hex_of(colour.get("lastClr") or colour.get("val"))
                if found:
                    self.colours[name] = found
        for kind in ("major", "minor"):
            face = root.find(f".//{_A}{kind}Font/{_A}latin")
            if face is not None and face.get("typeface"):
                self.fonts[kind] = face.get("typeface") or ""

    def named(self, name: str) -> str | None:
        """The colour that a theme's name stands for; None where the theme has none of it."""
        return self.colours.get(_WORDS.get(name, name))

    def numbered(self, number: int) -> str | None:
        """The colour of a theme's number, as workbooks count them."""
        return self.colours.get(_ORDER[number]) if 0 <= number < len(_ORDER) else None


def theme_of(parts: Parts) -> Theme:
    """The theme of a file."""
    found = parts.related(parts.main, "theme")
    return Theme(parts.xml(found[0]) if found else None)


def hex_of(value: str | None) -> str | None:
    """A colour as RRGGBB, from that or AARRGGBB; None for anything else, such as 'auto'."""
    digits = (value or "")[-6:]
    return digits.upper() if _HEX.fullmatch(digits) and len(value or "") in (6, 8) else None


def moved(colour: str, towards: float) -> str:
    """A colour made lighter (above 0, 1 is white) or darker (below 0, -1 is black), its hue kept."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    towards = max(-1.0, min(towards, 1.0))
    light = light * (1 + towards) if towards < 0 else light * (1 - towards) + towards
    return "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, light, strength))


def signals(colour: str) -> bool:
    """Whether a fill is of the kind that carries a meaning: strongly red, amber, yellow or green."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    return (hue <= 0.45 or hue >= 0.95) and strength >= 0.35 and 0.2 <= light <= 0.9
