"""The styles that a report is set in, by name, for the templates that we make and for what a template leaves out.

A council may restyle every one of them in Word. The names are the interface: a paragraph is set by the name of its
style, never by its looks.
"""

from __future__ import annotations

from collections.abc import Callable

from compiler.domain.frozen import dataclass
from compiler.render.word.colour import contrast, is_colour, tint

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FONT = "Arial"
POINTS = 12.0
"""The least size of letters in the templates that we make: those of tables and of the lines at the head and foot."""
_GREY = "595959"
_RULE = "BFC5CA"


@dataclass(frozen=True, slots=True)
class Palette:
    """The one colour of a council's papers, as RRGGBB; it must be dark enough for words on white."""

    accent: str = "2B4C66"

    def __post_init__(self) -> None:
        if not is_colour(self.accent) or contrast(self.accent, self.pale) < 4.5:
            raise ValueError(f"the accent {self.accent!r} must be a dark colour written as RRGGBB, for example 2B4C66")

    @property
    def pale(self) -> str:
        """The accent thinned for the fill behind words."""
        return tint(self.accent, 0.10) if is_colour(self.accent) else "FFFFFF"


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its kind, its name in Word, and what it looks like for a palette, as WordprocessingML."""

    name: str
    kind: str = "paragraph"
    based: str = "Normal"
    following: str = ""
    paragraph: str = ""
    run: str = ""
    table: str = ""
    numbered: bool = False

    @property
    def id(self) -> str:
        """The identifier by which paragraphs refer to it, unless the template has another."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.replace("-", " ").split())


def _spacing(before: float = 0, after: float = 0, line: int = 276) -> str:
    return f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}" w:line="{line}" w:lineRule="auto"/>'


def _run(size: float = 0, colour: str = "", bold: bool = False) -> str:
    parts = ["<w:b/><w:bCs/>"] if bold else []
    parts += [f'<w:color w:val="{colour}"/>'] if colour else []
    parts += [f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'] if size else []
    return "".join(parts)


def _border(side: str, colour: str, eighths: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def _boxed(colour: str, fill: str) -> str:
    """A bar at the left of the words and a fill behind them, with some room above and below."""
    sides = _border("top", fill, 4, 5) + _border("left", colour, 36, 8) + _border("bottom", fill, 4, 5)
    return f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


_INSET = '<w:ind w:left="227"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"


def _heading(level: int, size: float, colour: str, before: float, after: float) -> Style:
    ppr = f'{_KEEP}{_spacing(before, after, 252)}<w:outlineLvl w:val="{level - 1}"/>'
    return Style(f"heading {level}", following="Body Text", paragraph=ppr, run=_run(size, colour, bold=True))


def _front(p: Palette) -> tuple[Style, ...]:
    rule = f"<w:pBdr>{_border('bottom', p.accent, 12, 6)}</w:pBdr>"
    return (
        Style("Masthead", paragraph=_KEEP + _spacing(0, 2), run=_run(12, p.accent, bold=True)),
        Style("Masthead line", paragraph=_KEEP + rule + _spacing(0, 18), run=_run(12, _GREY)),
        Style(
            "Title", following="Body Text", paragraph=_KEEP + _spacing(0, 12, 252), run=_run(20, p.accent, bold=True)
        ),
        Style("Subtitle", paragraph=_KEEP + _spacing(0, 12), run=_run(14, _GREY)),
        Style("Meta", paragraph=_spacing(0, 4) + '<w:ind w:left="2041" w:hanging="2041"/>'),
        Style("Draft banner", paragraph=_boxed("000000", "F2F2F2") + _spacing(6, 12) + _INSET),
        Style("Notice", paragraph=_boxed("000000", "F2F2F2") + _spacing(6, 14) + _INSET),
    )


def _headings(p: Palette) -> tuple[Style, ...]:
    return (
        _heading(1, 18, p.accent, 24, 8),
        _heading(2, 16, p.accent, 22, 6),
        _heading(3, 13.5, p.accent, 16, 4),
        _heading(4, 12, "000000", 12, 3),
        _heading(5, 12, _GREY, 12, 3),
    )


def _text(p: Palette) -> tuple[Style, ...]:
    entry = '{space}<w:ind w:left="{left}" w:hanging="567"/>'
    return (
        Style("Body Text", paragraph=_spacing(0, 9)),
        Style("List Bullet", paragraph="<w:numPr/>" + _spacing(0, 6), numbered=True),
        Style("Callout", paragraph="<w:keepLines/>" + _boxed(p.accent, p.pale) + _spacing(10, 14) + _INSET),
        Style("Note", paragraph="<w:keepLines/>" + _spacing(5, 12, 259), run=_run(0, _GREY)),
        Style("TOC Heading", paragraph=_KEEP + _spacing(18, 6), run=_run(16, p.accent, bold=True)),
        Style("toc 1", paragraph=entry.format(space=_spacing(3, 3), left=567)),
        Style("toc 2", paragraph=entry.format(space=_spacing(1, 1), left=1134)),
        Style("toc 3", paragraph=entry.format(space=_spacing(1, 1), left=1701)),
        Style("Strong", "character", "", run="<w:b/><w:bCs/>"),
        Style("To write", "character", "", run='<w:b/><w:bCs/><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'),
    )


def _tables(p: Palette) -> tuple[Style, ...]:
    return (
        Style("caption", following="Body Text", paragraph=_KEEP + _spacing(12, 5), run=_run(12, p.accent, bold=True)),
        Style("Table text", paragraph=_spacing(2, 2, 247)),
        Style("Table text small", based="Table text", paragraph=_spacing(1.5, 1.5, 240)),
        Style("Table heading", based="Table text", paragraph="<w:keepNext/>", run=_run(0, p.accent, bold=True)),
        Style(
            "Table heading small", based="Table text small", paragraph="<w:keepNext/>", run=_run(0, p.accent, bold=True)
        ),
        Style("Table total", based="Table text", run="<w:b/><w:bCs/>"),
        Style("Table total small", based="Table text small", run="<w:b/><w:bCs/>"),
        Style("Report table", "table", "Table Normal", table=_table(p)),
    )


def _table(p: Palette) -> str:
    lines = _border("top", p.accent, 8, 0) + _border("bottom", p.accent, 8, 0) + _border("insideH", _RULE, 4, 0)
    margins = "".join(f'<w:{side} w:w="100" w:type="dxa"/>' for side in ("left", "right"))
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{p.pale}"/>'
    return (
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{_border("bottom", p.accent, 8, 0)}</w:tcBorders>{fill}'
        f'<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="lastRow"><w:tcPr><w:tcBorders>{_border("top", p.accent, 8, 0)}</w:tcBorders></w:tcPr>'
        f"</w:tblStylePr>"
    )


def _running(p: Palette) -> tuple[Style, ...]:
    rule = f"<w:pBdr>{_border('top', _RULE, 4, 6)}</w:pBdr>"
    return (
        Style("Running title", paragraph=_spacing(0, 0, 240), run=_run(POINTS, _GREY)),
        Style("Running notice", paragraph=_spacing(0, 6, 240), run=_run(POINTS, "000000", bold=True)),
        Style("Running footer", paragraph=rule + _spacing(0, 0, 240), run=_run(POINTS, _GREY)),
        Style(
            "Section end", paragraph='<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', run=_run(1)
        ),
    )


def _slots(p: Palette) -> tuple[Style, ...]:
    """What shows in a template where something will stand; nothing of a report is set in them."""
    sides = "".join(_border(side, _RULE, 4, 4) for side in ("top", "left", "bottom", "right"))
    box = f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F7F7F7"/>'
    return (
        Style(
            "Slot prompt",
            following="Body Text",
            paragraph=box + _spacing(4, 6) + '<w:ind w:left="113" w:right="113"/>',
            run=_run(POINTS, _GREY),
        ),
        Style(
            "Slot fact",
            "character",
            "",
            run=f'<w:color w:val="{_GREY}"/><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>',
        ),
    )


_GROUPS: tuple[Callable[[Palette], tuple[Style, ...]], ...] = (
    _front,
    _headings,
    _text,
    _tables,
    _running,
    _slots,
)


def standard(palette: Palette) -> tuple[Style, ...]:
    """Every style that a report may be set in, in the order in which the template shows them."""
    return tuple(style for group in _GROUPS for style in group(palette))


def style_xml(style: Style, ids: dict[str, str], numbering: int = 0) -> str:
    """One `w:style`, by the identifiers that its document gives to names (in lower case)."""
    based = ids.get(style.based.lower(), "")
    following = ids.get(style.following.lower(), "")
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>' if numbering else ""
    ppr = style.paragraph.replace("<w:numPr/>", numbered)
    ours = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    return "".join(
        (
            f'<w:style w:type="{style.kind}"{ours} w:styleId="{ids[style.name.lower()]}">',
            f'<w:name w:val="{style.name}"/>',
            f'<w:basedOn w:val="{based}"/>' if based else "",
            f'<w:next w:val="{following}"/>' if following else "",
            "<w:qFormat/>",
            f"<w:pPr>{ppr}</w:pPr>" if ppr else "",
            f"<w:rPr>{style.run}</w:rPr>" if style.run else "",
            style.table,
            "</w:style>",
        )
    )


BUILT_IN = frozenset(
    ["Title", "Subtitle", "Body Text", "List Bullet", "TOC Heading", "caption", "Strong"]
    + [f"heading {level}" for level in range(1, 6)]
    + [f"toc {level}" for level in range(1, 4)]
)

BULLETS = (
    '<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="567" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
)
