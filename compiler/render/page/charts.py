"""Charts as drawings within the page: bars with their numbers in words, so that no colour and no eye is needed."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.render.page.markup import Colours, element, escape, shades, unseen
from compiler.render.page.tables import note_html, table_html
from compiler.report.blocks import Chart, Point, Series, Table, TableColumn, say

_BAR, _THIN = 22, 11  # pixels: the height of a bar that holds marks, and of one that holds none
_ROOM = 9.0  # per cent of the width that a mark needs in its bar
_SHADES = 4


def chart_html(chart: Chart, name: str, colours: Colours) -> str:
    """A chart as a figure: caption, what it shows in words, its bars, its figures as a table to be opened, its note."""
    caption = element("figcaption", escape(chart.caption))
    shown = element("p", unseen(say(chart.description)), id=f"{name}-shown")
    groups = _stacked(chart, name, colours) if chart.kind == "stacked" else _beside(chart, name)
    opened = element("summary", f"The figures of {escape(chart.caption.partition(':')[0])}")
    figures = element("details", opened + table_html(_figures(chart), f"{name}-figures", colours), class_="figures")
    drawn = "\n".join((caption, shown, *groups, figures))
    return element("figure", drawn, class_="chart", aria_describedby=f"{name}-shown") + note_html(chart.note, colours)


def _figures(chart: Chart) -> Table:
    """The figures of a chart: a line for each category, a column for each series."""
    points = zip(*(series.points for series in chart.series), strict=True)
    return Table(
        caption=f"Figures: {chart.caption}",
        columns=(TableColumn(chart.axis, 3.0), *(TableColumn(each.name, 1.0, "right") for each in chart.series)),
        rows=tuple(
            (category, *((point.said,) for point in line))
            for category, line in zip(chart.categories, points, strict=True)
        ),
    )


# --- the parts of a whole ---------------------------------------------------------------------------------------------


def _stacked(chart: Chart, name: str, colours: Colours) -> Iterator[str]:
    """A bar for each category, its parts end to end, and under it its numbers."""
    longest = max((_total(chart, at) for at in range(len(chart.categories))), default=0.0)
    for at, category in enumerate(chart.categories):
        numbers = ", ".join(f"{say((each.points[at].said,))} {each.name}" for each in chart.series)
        bar = _drawing("".join(_parts(chart, at, longest, colours)), say(category), numbers, f"{name}-{at}", _BAR)
        said = element("p", escape(numbers), aria_hidden="true")
        yield element("div", element("p", escape(say(category)), class_="name") + bar + said, class_="bars")


def _total(chart: Chart, at: int) -> float:
    return sum(max(series.points[at].number or 0, 0) for series in chart.series)


def _parts(chart: Chart, at: int, longest: float, colours: Colours) -> Iterator[str]:
    """The parts of one bar, each with the mark of its rating where there is room."""
    begun = 0.0
    for number, series in enumerate(chart.series):
        wide = 100 * max(series.points[at].number or 0, 0) / longest if longest else 0.0
        shade = colours[shades(series.rating)] if series.rating else f"s{number % _SHADES}"
        if wide:
            yield _bar(begun, wide, _BAR, shade)
        if wide >= _ROOM and series.rating and series.rating.mark:
            yield element(
                "text", escape(series.rating.mark), x=f"{begun + wide / 2:.2f}%", y="16", class_=f"mark {shade}"
            )
        begun += wide


# --- figures beside what is aimed at ----------------------------------------------------------------------------------


def _beside(chart: Chart, name: str) -> Iterator[str]:
    """A group of bars for each category, the last of them what is aimed at; every bar begins at nought."""
    numbers = [point.number for series in chart.series for point in series.points if point.number is not None]
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    last = len(chart.series) - 1
    for at, category in enumerate(chart.categories):
        lines = [element("p", escape(say(category)), class_="name")]
        for number, series in enumerate(chart.series):
            shade = "aim" if number == last else f"s{number % _SHADES}"
            lines.append(_measured(series, series.points[at], low, high, shade, f"{name}-{at}-{number}"))
        yield element("div", "".join(lines), class_="bars")


def _measured(series: Series, point: Point, low: float, high: float, shade: str, name: str) -> str:
    """One value in words, and its bar; where there is no number, only why."""
    words = escape(f"{series.name}: {_printed(series, point)}")
    if point.number is None or high <= low:
        return element("p", words)
    begun = 100 * (min(point.number, 0) - low) / (high - low)
    bar = _bar(begun, 100 * abs(point.number) / (high - low), _THIN, shade)
    return element("p", words, aria_hidden="true") + _drawing(bar, series.name, _printed(series, point), name, _THIN)


def _printed(series: Series, point: Point) -> str:
    """The value as the cell has it, with its unit where the cell leaves that out."""
    said = say((point.said,))
    return f"{said}{series.unit}" if said.removeprefix("-").replace(".", "", 1).isdigit() else said


# --- drawing ----------------------------------------------------------------------------------------------------------


def _drawing(inner: str, title: str, told: str, name: str, high: int) -> str:
    """A drawing as wide as its place; its title and its words for those who do not see it."""
    words = element("title", escape(title), id=f"{name}-title") + element("desc", escape(told), id=f"{name}-desc")
    labels = f"{name}-title {name}-desc"
    return element("svg", words + inner, role="img", aria_labelledby=labels, width="100%", height=str(high))


def _bar(begun: float, wide: float, high: int, shade: str) -> str:
    return element("rect", "", x=f"{begun:.2f}%", y="0", width=f"{wide:.2f}%", height=str(high), class_=shade)
