"""How the bars of a chart look: told apart by pattern and lightness, so that a black-and-white print says the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from compiler.render.word.colour import is_colour
from compiler.report.blocks import Chart, Series

_INK = '<a:schemeClr val="tx1"/>'
_PAPER = '<a:schemeClr val="bg1"/>'
_EDGE = f'<a:ln w="9525"><a:solidFill>{_INK}</a:solidFill></a:ln>'
_HEAVY = f'<a:ln w="19050"><a:solidFill>{_INK}</a:solidFill></a:ln>'
_GREY = "7F7F7F"
_APART = 0.2
"""By how much two plain bars must differ in lightness."""
_INSIDE = ("wdUpDiag", "wdDnDiag", "dkVert", "smCheck", "dkUpDiag")
_OUTSIDE = ("dkHorz", "lgGrid", "dotDmnd", "zigZag", "wave")
_PALE = '<a:schemeClr val="bg1"><a:lumMod val="75000"/></a:schemeClr>'
_MIDDLE = '<a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr>'
_STRONG = '<a:schemeClr val="accent1"/>'


def looks(chart: Chart) -> tuple[str, ...]:
    """The fill and edge of each series, as the properties of a DrawingML shape.

    Ratings have the colours that the profile gives them, plain from the best one down; where two are as light as each
    other the worse one is striped, and each state outside the scheme has a pattern of its own. Times are a striped and
    a pale grey bar and one in the template's own colour; what is aimed at is an empty bar with a heavy edge.
    """
    if chart.kind == "beside":
        return tuple(_time(at, len(chart.series)) for at in range(len(chart.series)))
    return tuple(_ratings(chart.series))


def _shape(fill: str, edge: str = _EDGE) -> str:
    return f"<c:spPr>{fill}{edge}</c:spPr>"


def _solid(colour: str) -> str:
    return f"<a:solidFill>{colour}</a:solidFill>"


def _pattern(name: str, colour: str, behind: str = _PAPER) -> str:
    return f'<a:pattFill prst="{name}"><a:fgClr>{colour}</a:fgClr><a:bgClr>{behind}</a:bgClr></a:pattFill>'


def _time(at: int, count: int) -> str:
    if at == count - 1:
        return _shape(_solid(_PAPER), _HEAVY)
    if at == count - 2:
        return _shape(_solid(_STRONG))
    return _shape(_solid(_PALE) if at == count - 3 else _pattern(_INSIDE[0], _PAPER, _MIDDLE))


def _ratings(series: Sequence[Series]) -> list[str]:
    """The looks of ratings that stand from the worst to the best, those outside the scheme last."""
    shapes: list[str] = []
    plain: list[float] = []
    stripes, patterns = cycle(_INSIDE), cycle(_OUTSIDE)
    for each in reversed(series):
        own = each.rating.fill.upper() if each.rating is not None and is_colour(each.rating.fill) else _GREY
        colour, light = f'<a:srgbClr val="{own}"/>', lightness(own)
        if each.rating is None or not each.rating.in_scheme:
            shapes.append(_shape(_pattern(next(patterns), f'<a:srgbClr val="{_GREY}"/>')))
        elif any(abs(light - other) < _APART for other in plain):
            shapes.append(_shape(_pattern(next(stripes), _PAPER, colour)))
        else:
            plain.append(light)
            shapes.append(_shape(_solid(colour)))
    return shapes[::-1]


def lightness(colour: str) -> float:
    """How light a colour (RRGGBB) prints without colour, from 0 (black) to 1 (white)."""
    red, green, blue = bytes.fromhex(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
