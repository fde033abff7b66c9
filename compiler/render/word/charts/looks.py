"""How the bars of a chart look: told apart by pattern and lightness, so that a black-and-white print says the same."""

from __future__ import annotations

from compiler.render.word.colour import is_colour
from compiler.report.blocks import Chart, Series

_INK = '<a:schemeClr val="tx1"/>'
_PAPER = '<a:schemeClr val="bg1"/>'
_EDGE = f'<a:ln w="9525"><a:solidFill>{_INK}</a:solidFill></a:ln>'
_HEAVY = f'<a:ln w="19050"><a:solidFill>{_INK}</a:solidFill></a:ln>'
_OUTSIDE = ("dkHorz", "lgGrid", "dotDmnd", "zigZag", "dkVert")
_PALE = '<a:schemeClr val="bg1"><a:lumMod val="75000"/></a:schemeClr>'
_MIDDLE = '<a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr>'
_STRONG = '<a:schemeClr val="accent1"/>'


def looks(chart: Chart) -> tuple[str, ...]:
    """The fill and edge of each series, as the properties of a DrawingML shape.

    Ratings have the colours that the profile gives them: what asks for a reason is striped, the rest of the scheme is
    plain, each state outside it has a pattern of its own. Times are a striped and a pale grey bar and one in the
    template's own colour; what is aimed at is an empty bar with a heavy edge.
    """
    if chart.kind == "beside":
        return tuple(_time(at, len(chart.series)) for at in range(len(chart.series)))
    outside = [each for each in chart.series if each.rating is None or not each.rating.in_scheme]
    return tuple(_rated(each, outside.index(each) if each in outside else -1) for each in chart.series)


def _shape(fill: str, edge: str = _EDGE) -> str:
    return f"<c:spPr>{fill}{edge}</c:spPr>"


def _solid(colour: str) -> str:
    return f"<a:solidFill>{colour}</a:solidFill>"


def _pattern(name: str, colour: str, behind: str = _PAPER) -> str:
    return f'<a:pattFill prst="{name}"><a:fgClr>{colour}</a:fgClr><a:bgClr>{behind}</a:bgClr></a:pattFill>'


def _striped(colour: str) -> str:
    """The colour with stripes of paper, which are seen in any print."""
    return _pattern("wdUpDiag", _PAPER, colour)


def _time(at: int, count: int) -> str:
    if at == count - 1:
        return _shape(_solid(_PAPER), _HEAVY)
    if at == count - 2:
        return _shape(_solid(_STRONG))
    return _shape(_solid(_PALE) if at == count - 3 else _striped(_MIDDLE))


def _rated(series: Series, outside: int) -> str:
    rating = series.rating
    own = rating.fill if rating is not None and is_colour(rating.fill) else "7F7F7F"
    colour = f'<a:srgbClr val="{own.upper()}"/>'
    if outside >= 0:
        return _shape(_pattern(_OUTSIDE[outside % len(_OUTSIDE)], '<a:srgbClr val="7F7F7F"/>'))
    striped = rating is not None and rating.exception
    return _shape(_striped(colour) if striped else _solid(colour))
