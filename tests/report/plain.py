"""A report as plain text, so that a test can hold the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from compiler.report.arrange import in_order
from compiler.report.blocks import (
    Block,
    Chart,
    Contents,
    Heading,
    Matrix,
    PageBreak,
    Paragraph,
    Point,
    Report,
    Table,
    say,
)

_MARKS = {
    "body": "",
    "bullet": "- ",
    "note": "Note: ",
    "meta": "> ",
    "callout": "! ",
    "caption": "Caption: ",
    "subtitle": "",
}


def plain(blocks: Iterable[Block]) -> str:
    """The blocks line by line: headings with #, bullets with -, tables with | between their cells."""
    return "".join(f"{line}\n" for block in blocks for line in _lines(block))


def told(blocks: Iterable[Block]) -> str:
    """A section that stands alone, line by line: its tables and charts are numbered, its headings are not."""
    bare = (replace(block, counted="") if isinstance(block, Heading) else block for block in blocks)
    return plain(in_order(bare))


def plain_report(report: Report) -> str:
    """The whole report, with the marks that stand on every page."""
    marks = [f"[{name}: {words}]" for name, words in (("draft", report.draft), ("notice", report.notice)) if words]
    return "\n".join((*marks, f"[footer: {report.footer}]", plain(report.blocks)))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"\n{'#' * block.level} {block.number} {block.text}".replace("  ", " ")
    elif isinstance(block, Paragraph):
        yield _MARKS[block.style] + say(block.words)
    elif isinstance(block, Chart):
        yield from _chart(block)
    elif isinstance(block, Matrix):
        yield from _lines(block.table())
    elif isinstance(block, Table):
        yield f"\n{block.caption}"
        yield " | ".join(column.heading for column in block.columns)
        yield from (" | ".join(say(cell) for cell in row) for row in block.rows)
        yield f"Note: {say(block.note)}\n" if block.note else ""
    elif isinstance(block, Contents):
        yield f"\n[contents to level {block.depth}]"
    elif isinstance(block, PageBreak):
        yield "\n[new page, landscape]" if block.landscape else "\n[new page]"


def _chart(chart: Chart) -> Iterator[str]:
    yield f"\n{chart.caption}"
    yield f"[{chart.kind}: {say(chart.description)}]"
    yield " | ".join((chart.axis, *(series.name for series in chart.series)))
    for name, *points in zip(chart.categories, *(series.points for series in chart.series), strict=True):
        yield " | ".join((say(name), *(_drawn(point) for point in points)))
    yield f"Note: {say(chart.note)}\n" if chart.note else ""


def _drawn(point: Point) -> str:
    """How a value is printed, and the number that is drawn; '(no bar)' for a gap."""
    return f"{say((point.said,))} {'(no bar)' if point.number is None else f'({point.number:g})'}"
