"""How the cells of a workbook look: typeface, size, ink and fill by the number of their style."""

from __future__ import annotations

from compiler.domain.frozen import dataclass
from compiler.render.access.colours import INDEXED, Theme, hex_of, moved
from compiler.render.access.numbers import is_whole, measure, whole
from compiler.render.access.opened import Element
from compiler.render.access.word_styles import mixed

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFF = ("0", "false", "none")
_SHARES = {
    "solid": 1.0, "darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a workbook."""

    face: str = ""
    size: float = 11
    ink: str | None = None
    bold: bool = False
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class CellStyle:
    """The look of a cell; a fill of None is no fill of its own."""

    font: Font = Font()
    fill: str | None = None
    wrapped: bool = False


class BookStyles:
    """The styles of a workbook's cells by number."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._styles = [CellStyle()] if root is None else self._read(root)

    def style(self, number: str | None) -> CellStyle:
        """The style of a number as the cell has it; the first where it names none or one that is not there."""
        at = whole(number)
        return self._styles[at] if at < len(self._styles) else CellStyle()

    def _read(self, root: Element) -> list[CellStyle]:
        fonts = [self.font(each) for each in root.iterfind(f"{M}fonts/{M}font")] or [Font()]
        fills = [self._fill(each) for each in root.iterfind(f"{M}fills/{M}fill")]
        found = []
        for each in root.iterfind(f"{M}cellXfs/{M}xf"):
            font, fill = whole(each.get("fontId")), whole(each.get("fillId"))
            alignment = each.find(f"{M}alignment")
            wrapped = alignment is not None and (alignment.get("wrapText") or "0") not in _OFF
            shown = fonts[font] if font < len(fonts) else fonts[0]
            found.append(CellStyle(shown, fills[fill] if fill < len(fills) else None, wrapped))
        return found or [CellStyle()]

    def font(self, element: Element) -> Font:
        """A font, or the marks on a part of a cell's words."""

        def value(name: str) -> str:
            found = element.find(f"{M}{name}")
            return "" if found is None else found.get("val") or ("1" if name in ("b", "u") else "")

        colour = element.find(f"{M}color")
        return Font(
            value("name") or value("rFont"),
            measure(value("sz"), 11.0, 409.0),
            self.colour(colour) if colour is not None else None,
            bold=value("b") not in ("", *_OFF),
            underlined=value("u") not in ("", *_OFF),
        )

    def colour(self, element: Element) -> str | None:
        """A colour by its digits, number or theme, with its tint; None for the automatic one."""
        theme, number = element.get("theme"), element.get("indexed")
        found = hex_of(element.get("rgb"))
        if is_whole(theme):
            found = self._theme.numbered(whole(theme))
        elif is_whole(number) and whole(number) < len(INDEXED):
            found = INDEXED[whole(number)]
        try:
            tint = float(element.get("tint") or 0)
        except ValueError:
            tint = 0.0
        return moved(found, tint) if found and tint and tint == tint else found

    def _fill(self, element: Element) -> str | None:
        pattern = element.find(f"{M}patternFill")
        if pattern is None or pattern.get("patternType") in (None, "none"):
            return None
        front, behind = pattern.find(f"{M}fgColor"), pattern.find(f"{M}bgColor")
        ink = (self.colour(front) if front is not None else None) or "000000"
        paper = (self.colour(behind) if behind is not None else None) or "FFFFFF"
        if pattern.get("patternType") == "solid" and front is None:
            return paper
        return mixed(ink, paper, _SHARES.get(pattern.get("patternType") or "", 0.3))
