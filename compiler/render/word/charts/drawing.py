"""A chart as DrawingML: bars with their numbers and words, read from the workbook that goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.domain.regex import regex
from compiler.render.word.charts.looks import looks
from compiler.render.word.charts.workbook import Range, label, number_format, series_name, short_format
from compiler.render.word.markup import escape
from compiler.render.word.measure import word_width
from compiler.report.blocks import Chart, Series

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_POINTS = 10
_NAMES = 0.34
"""What share of the chart's width the names of the categories take."""
_BARS = {"stacked": 0.63, "beside": 0.55}
_LEGEND = 34.0
"""The height of the legend, in points."""
_FOOT = 6.0
_ONE_LINE = ' wrap="none"'
_FLAGS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_LOOKS_ESCAPED = regex(r"_(?=x[0-9A-Fa-f]{4}_)")
_MARGIN = 3.0
"""What a label keeps free at its sides, in points."""
_SLACK = 1.1
"""How much longer the axis may be than the longest bar."""


def height(chart: Chart) -> float:
    """How high a chart is, in points: every bar has room for its words."""
    bars = 25.0 if chart.kind == "stacked" else max(13.0 * len(chart.series) + 9, 36.0)
    return _LEGEND + _FOOT + bars * len(chart.categories)


def chart_xml(chart: Chart, width: float, font: str) -> bytes:
    """The chart part, for a chart that is so many points wide, in that font."""
    drawn = "".join(_series(chart, at, look, width, font) for at, look in enumerate(looks(chart)))
    grouping, overlap, gap = ("stacked", 100, 45) if chart.kind == "stacked" else ("clustered", 0, 35)
    bars = (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )
    high = height(chart)
    inner = _layout(_NAMES, _LEGEND / high, _BARS[chart.kind], 1 - (_LEGEND + _FOOT) / high)
    legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_text(font)}</c:legend>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="{CHART}" '
        f'xmlns:a="{_DRAWING}" xmlns:r="{_RELATIONS}"><c:date1904 val="0"/><c:lang val="en-GB"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{inner}{bars}'
        f'{_axes(chart, font)}</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(font)}"
        f'<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _layout(x: float, y: float, w: float, h: float) -> str:
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    places = "".join(f'<c:{name} val="{each:.4f}"/>' for name, each in (("x", x), ("y", y), ("w", w), ("h", h)))
    return f"<c:layout><c:manualLayout>{modes}{places}</c:manualLayout></c:layout>"


def _text(font: str, wrap: str = "") -> str:
    """Words in black, in the font of the template."""
    run = (
        f'<a:defRPr sz="{_POINTS * 100}" b="0"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="{escape(font)}"/></a:defRPr>'
    )
    return f'<c:txPr><a:bodyPr{wrap}/><a:lstStyle/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'


def _axes(chart: Chart, font: str) -> str:
    """The categories from the top down; the numbers stand in the bars, so that their axis is not drawn."""
    line = '<c:spPr><a:ln w="9525"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></c:spPr>'
    ticks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    least = '<c:min val="0"/>' if all(each >= 0 for each in _numbers(chart)) else ""
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>{ticks}<c:tickLblPos val="low"/>{line}'
        f'{_text(font)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{least}</c:scaling><c:delete val="1"/>'
        f'<c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>{ticks}<c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _numbers(chart: Chart) -> Iterator[float]:
    return (point.number for each in chart.series for point in each.points if point.number is not None)


# --- series -----------------------------------------------------------------------------------------------------------


def _series(chart: Chart, at: int, look: str, width: float, font: str) -> str:
    series, last = chart.series[at], len(chart.categories) + 1
    names = "".join(f'<c:pt idx="{place}"><c:v>{_kept(label(chart, place))}</c:v></c:pt>' for place in range(last - 1))
    values = "".join(
        f'<c:pt idx="{place}"><c:v>{point.number:.15g}</c:v></c:pt>'
        for place, point in enumerate(series.points)
        if point.number is not None
    )
    count, name = f'<c:ptCount val="{last - 1}"/>', _kept(series_name(series))
    code = f"<c:formatCode>{escape(number_format(series))}</c:formatCode>"
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{Range(at + 2, 1, 1).formula}</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>{look}'
        f'<c:invertIfNegative val="0"/>{_labels(chart, at, width, font)}'
        f"<c:cat><c:strRef><c:f>{Range(1, 2, last).formula}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef>"
        f"</c:cat>"
        f"<c:val><c:numRef><c:f>{Range(at + 2, 2, last).formula}</c:f><c:numCache>{code}{count}{values}</c:numCache>"
        f"</c:numRef></c:val></c:ser>"
    )


def _kept(words: str) -> str:
    """Words that a chart keeps of a cell, written as a cell has them: '_x0041_' would be read as 'A'."""
    return _LOOKS_ESCAPED.sub("_x005F_", escape(words))


def _labels(chart: Chart, at: int, width: float, font: str) -> str:
    """The numbers of a series: on paper of their own within stacked bars, at the end of bars that stand alone."""
    series = chart.series[at]
    if chart.kind == "beside":
        return f"<c:dLbls>{_label(number_format(series), '', 'outEnd', font)}</c:dLbls>"
    room = _BARS[chart.kind] * width / max(1.0, *_totals(chart)) / _SLACK
    paper = '<c:spPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></c:spPr>'
    usual = number_format(series)
    codes = [_fitting(series, point.number or 0, room) for point in series.points]
    other = "".join(
        f'<c:dLbl><c:idx val="{place}"/>{_label(code, paper, "ctr", font) if code else _DELETED}</c:dLbl>'
        for place, code in enumerate(codes)
        if code != usual
    )
    return f"<c:dLbls>{other}{_label(usual, paper, 'ctr', font)}</c:dLbls>"


_DELETED = '<c:delete val="1"/>'


def _label(code: str, paper: str, position: str, font: str) -> str:
    shown = "".join(f'<c:show{flag} val="{int(flag == "Val")}"/>' for flag in _FLAGS)
    return (
        f'<c:numFmt formatCode="{escape(code)}" sourceLinked="0"/>{paper}{_text(font, _ONE_LINE)}'
        f'<c:dLblPos val="{position}"/>{shown}'
    )


def _totals(chart: Chart) -> Sequence[float]:
    points = zip(*(series.points for series in chart.series), strict=True)
    return [sum(point.number or 0 for point in line) for line in points]


def _fitting(series: Series, number: float, room: float) -> str:
    """The format of the fullest label that fits its bar, at so much room for each one counted; '' if none does."""
    said, mark = f"{number:,.0f}", series.rating.mark if series.rating else ""
    forms = ((f"{said} {series.name}", number_format(series)), (f"{mark}{said}", short_format(series)), (said, "#,##0"))
    fitting = (code for words, code in forms if word_width(words) * _POINTS / 1000 + _MARGIN <= number * room)
    return next(fitting, "") if number else ""
