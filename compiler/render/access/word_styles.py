"""How the words of a document look: what its styles, its theme and the marks on the words themselves come to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from compiler.render.access.colours import HIGHLIGHTS, Theme, hex_of, moved
from compiler.render.access.numbers import is_whole
from compiler.render.access.opened import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Look = Mapping[str, object]
"""What is set of: bold, underlined, capitals, hidden, size, face, ink, fill, language, level, alignment, numbered."""

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}
_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200}
_TOGGLES = {"b": "bold", "caps": "capitals", "vanish": "hidden"}


def value(element: Element | None, path: str, name: str = "val") -> str:
    """An attribute of a child, '' where there is none: value(paragraph, 'pPr/jc')."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/"))) if element is not None else None
    return (found.get(f"{W}{name}") or "") if found is not None else ""


_THIN = 40  # twentieths of a point


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self.theme = theme
        self._styles: dict[str, Element] = {}
        self._usual: dict[str, str] = {}
        defaults = None
        if root is not None:
            self._take(root)
            defaults = root.find(f"{W}docDefaults")
        self.defaults: Look = {
            "size": 10.0,
            **(self.of_run(defaults.find(f"{W}rPrDefault/{W}rPr")) if defaults is not None else {}),
            **(self.of_paragraph(defaults.find(f"{W}pPrDefault/{W}pPr")) if defaults is not None else {}),
        }
        self.style = cache(self._style)

    def _take(self, root: Element) -> None:
        for each in root.iter(f"{W}style"):
            self._styles[each.get(f"{W}styleId") or ""] = each
            if each.get(f"{W}default") in ("1", "true", "on"):
                self._usual[each.get(f"{W}type") or ""] = each.get(f"{W}styleId") or ""

    def name(self, style: str) -> str:
        """What people call a style, in small letters: 'heading 1', 'caption'."""
        return value(self._styles.get(style), "name").casefold()

    def usual(self, kind: str) -> str:
        """The style of paragraphs or tables that name none."""
        return self._usual.get(kind, "")

    def _chain(self, style: str) -> list[Element]:
        """A style and those that it is based on, the first of them first."""
        found: list[Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.insert(0, self._styles[style])
            style = value(found[0], "basedOn")
        return found

    def _style(self, style: str) -> Look:
        """All that a style of paragraphs or words sets, with what it inherits."""
        merged: dict[str, object] = {}
        for each in self._chain(style):
            named = _HEADING.fullmatch(value(each, "name"))
            level = {"level": int(named[1])} if named else {}
            merged |= {**level, **self.of_paragraph(each.find(f"{W}pPr")), **self.of_run(each.find(f"{W}rPr"))}
        return merged

    def of_paragraph(self, marks: Element | None) -> dict[str, object]:
        """What a paragraph's own marks set."""
        if marks is None:
            return {}
        found: dict[str, object] = {}
        if alignment := value(marks, "jc"):
            found["alignment"] = alignment
        if is_whole(level := value(marks, "outlineLvl")):
            found["level"] = int(level) + 1 if int(level) < 9 else 0
        if number := value(marks, "numPr/numId"):
            found["numbered"] = number != "0"
        if fill := self.fill(marks.find(f"{W}shd")):
            found["fill"] = fill
        return found

    def takes_no_room(self, marks: Element | None, style: str) -> bool:
        """Whether the lines of a paragraph are set to a height of two points at most, so that an empty one is none."""
        held = [marks, *(each.find(f"{W}pPr") for each in reversed(self._chain(style)))]
        lines = (each.find(f"{W}spacing") for each in held if each is not None)
        spacing = next((each for each in lines if each is not None and each.get(f"{W}line")), None)
        high = (spacing.get(f"{W}line") or "") if spacing is not None else ""
        return (
            spacing is not None and spacing.get(f"{W}lineRule") == "exact" and high.isdecimal() and int(high) <= _THIN
        )

    def of_run(self, marks: Element | None) -> dict[str, object]:
        """What the marks on words set."""
        if marks is None:
            return {}
        found: dict[str, object] = {
            name: (mark.get(f"{W}val") or "").lower() not in _OFF
            for tag, name in _TOGGLES.items()
            if (mark := marks.find(f"{W}{tag}")) is not None
        }
        if line := value(marks, "u"):
            found["underlined"] = line != "none"
        if is_whole(size := value(marks, "sz")):
            found["size"] = int(size) / 2
        if language := value(marks, "lang"):
            found["language"] = language
        return {**found, **self._face(marks.find(f"{W}rFonts")), **self._colours(marks)}

    def _face(self, fonts: Element | None) -> dict[str, object]:
        if fonts is None:
            return {}
        theme = fonts.get(f"{W}asciiTheme") or ""
        face = self.theme.fonts.get(theme[:5], "") if theme else fonts.get(f"{W}ascii") or ""
        return {"face": face} if face else {}

    def _colours(self, marks: Element) -> dict[str, object]:
        found: dict[str, object] = {}
        ink = marks.find(f"{W}color")
        if ink is not None:
            found["ink"] = self._colour(ink, "val", "theme")
        fill = self.fill(marks.find(f"{W}shd")) or HIGHLIGHTS.get(value(marks, "highlight"))
        return {**found, "fill": fill} if fill else found

    def _colour(self, element: Element, plain: str, theme: str) -> str | None:
        """A colour by its theme's name, tinted or shaded, or else by its digits."""
        named = self.theme.named(element.get(f"{W}{theme}Color") or element.get(f"{W}{theme}") or "")
        if named is None:
            return hex_of(element.get(f"{W}{plain}"))
        tint, shade = element.get(f"{W}{theme}Tint"), element.get(f"{W}{theme}Shade")
        if tint:
            return moved(named, 1 - _share(tint))
        return moved(named, _share(shade) - 1) if shade else named

    def fill(self, shading: Element | None) -> str | None:
        """The colour of a shading, a pattern of two colours mixed; None where it is clear."""
        if shading is None:
            return None
        behind = self._colour(shading, "fill", "themeFill")
        pattern = shading.get(f"{W}val") or "clear"
        share = 1.0 if pattern == "solid" else min(int(pattern[3:]), 100) / 100 if _is_share(pattern) else 0.0
        if not share:
            return behind
        front = hex_of(shading.get(f"{W}color")) or "000000"
        return mixed(front, behind or "FFFFFF", share)

    def table(self, style: str, conditions: tuple[str, ...]) -> Look:
        """What a table's style sets for a cell to which some of its conditions apply, the strongest of them last."""
        merged: dict[str, object] = {}
        chain = self._chain(style or self.usual("table"))
        for each in chain:
            merged |= self._cells(each)
        for condition in conditions:
            for each in chain:
                for part in each.iterfind(f"{W}tblStylePr"):
                    if part.get(f"{W}type") == condition:
                        merged |= self._cells(part)
        return merged

    def _cells(self, style: Element) -> dict[str, object]:
        found = {**self.of_paragraph(style.find(f"{W}pPr")), **self.of_run(style.find(f"{W}rPr"))}
        for part in ("tblPr", "tcPr"):
            if fill := self.fill(style.find(f"{W}{part}/{W}shd")):
                found["fill"] = fill
        return found


def _is_share(pattern: str) -> bool:
    """Whether the name of a pattern says how much of it is ink: 'pct20'."""
    return pattern.startswith("pct") and is_whole(pattern[3:])


def mixed(front: str, behind: str, share: float) -> str:
    """Two colours mixed: a share of 1 is the one in front alone."""
    pairs = ((int(front[at : at + 2], 16), int(behind[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)


def _share(digits: str) -> float:
    try:
        return min(int(digits, 16), 255) / 255
    except ValueError:
        return 1.0


def conditions(look: Element | None, row: int, column: int, rows: int, columns: int) -> tuple[str, ...]:
    """Which conditions of a table's style apply to a cell (counted from 0), by what the table says it uses."""

    def uses(name: str) -> bool:
        if look is None:
            return False
        said = look.get(f"{W}{name}")
        if said is not None:
            return said not in _OFF
        bits = look.get(f"{W}val") or "0"
        return bool(int(bits, 16) & _BITS[name]) if all(c in "0123456789abcdefABCDEF" for c in bits) else False

    first = uses("firstRow")
    banded = () if look is None or uses("noHBand") else ("band1Horz" if (row - first) % 2 == 0 else "band2Horz",)
    return (
        *(() if first and row == 0 else banded),
        *(("firstCol",) if uses("firstColumn") and column == 0 else ()),
        *(("lastCol",) if uses("lastColumn") and column == columns - 1 else ()),
        *(("firstRow",) if first and row == 0 else ()),
        *(("lastRow",) if uses("lastRow") and row == rows - 1 else ()),
    )
