"""A chart in its place on the page: caption, drawing with its description, note; and the parts that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.frozen import dataclass
from compiler.render.word.charts.drawing import CHART, chart_xml, height
from compiler.render.word.charts.workbook import chart_workbook
from compiler.render.word.markup import Para, StyleIds, escape, runs
from compiler.render.word.opc import OFFICE, Part, Relation
from compiler.render.word.tables import caption_runs
from compiler.report.blocks import Chart, say

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_TWIP, _POINT = 635, 12700


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """Where a chart stands: how wide it may be, in twentieths of a point, which chart of the report it is, counted from
    1, and how many numbered captions of charts stand before it."""

    width: int
    number: int
    counted: int = 0

    @property
    def identifier(self) -> str:
        """The identifier of the document's relationship with it."""
        return f"rIdC{self.number}"

    @property
    def part(self) -> str:
        """The name of its part."""
        return f"word/charts/chart{self.number}.xml"

    @property
    def relation(self) -> Relation:
        """The document's relationship with it."""
        return (self.identifier, f"{OFFICE}/chart", self.part, False)


def chart_pieces(chart: Chart, styles: StyleIds, place: ChartPlace) -> tuple[Para, ...]:
    """A chart with its caption above and its note below.

    Raises ValueError for a chart without series, or with a series that has more or fewer points than categories.
    """
    if not chart.series or any(len(each.points) != len(chart.categories) for each in chart.series):
        raise ValueError(f"chart {chart.caption!r} needs a point for each category in every series")
    caption = Para(styles["caption"], caption_runs(chart.caption, place.counted, "Chart"), keep_next=True)
    drawing = Para(styles["body text"], _inline(chart, place), keep_next=bool(chart.note))
    note = (Para(styles["note"], runs(chart.note, styles)),) if chart.note else ()
    return (caption, drawing, *note)


def _inline(chart: Chart, place: ChartPlace) -> str:
    wide, high = place.width * _TWIP, round(height(chart) * _POINT)
    number, _, about = chart.caption.partition(": ")
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{1000 + place.number}" name="{escape(number)}" descr="{escape(say(chart.description))}" '
        f'title="{escape(about or number)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" '
        f'r:id="{place.identifier}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def chart_parts(chart: Chart, place: ChartPlace, font: str) -> Iterator[Part]:
    """The chart as a part of the Word file, and the workbook that it is drawn from."""
    book = f"word/embeddings/chart{place.number}.xlsx"
    drawn = chart_xml(chart, place.width / 20, font)
    yield Part(place.part, _CHART_TYPE, drawn, (("rId1", f"{OFFICE}/package", book, False),))
    yield Part(book, _BOOK_TYPE, chart_workbook(chart))
