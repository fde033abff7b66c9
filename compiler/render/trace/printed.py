"""The report as it is printed, line by line: every heading, paragraph, caption, cell and note with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.report.blocks import (
    Chart,
    Figure,
    Heading,
    Inline,
    Matrix,
    Paragraph,
    Rated,
    Report,
    Table,
    TableColumn,
    Words,
    say,
)

_NUMBERED = regex(r"(?:Table|Chart|Figure) [0-9]+(?=:)")

LineKind = Literal["running", "heading", "paragraph", "caption", "column", "cell", "note"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: what it is, its words, and its place.

    `section` is the heading above it with its number, `at` the number of the paragraph below that heading; a line of
    a table or chart has its table, the row counted from 0 and the column; `running` lines stand at the head and foot of
    pages.
    """

    kind: LineKind
    words: Words
    section: str = ""
    at: int = 0
    table: Table | None = None
    row: int = -1
    column: int = -1

    @property
    def text(self) -> str:
        """The words as plain text."""
        return say(self.words)

    @property
    def where(self) -> str:
        """The place as a person would say it: 'Table 1, row “Amber”, column “%”'."""
        if self.table is not None:
            return ", ".join((table_name(self.table), *self._within(self.table)))
        if self.kind == "running":
            return "head or foot of the pages"
        if self.kind == "heading":
            return f"heading “{self.text}”"
        return (
            f"“{self.section}”, paragraph {self.at}" if self.section else f"at the head of the report, line {self.at}"
        )

    def _within(self, table: Table) -> Iterator[str]:
        if self.kind == "cell":
            yield f"row “{heading_of(table, self.row)}”"
        if self.kind in ("cell", "column"):
            yield f"column “{table.columns[self.column].heading}”"
        if self.kind in ("caption", "note"):
            yield self.kind


def table_name(table: Table) -> str:
    """What a table or chart is called in short: 'Table 1', 'Chart 2'; its caption where that has no number."""
    numbered = _NUMBERED.match(table.caption)
    return numbered[0] if numbered else table.caption


def heading_of(table: Table, row: int) -> str:
    """The heading of a row without the mark of a rating: 'Amber'."""
    return "".join(each.rating.name if isinstance(each, Rated) else say((each,)) for each in table.rows[row][0])


def printed(report: Report) -> tuple[Line, ...]:
    """Every line of the report in the order in which it is read; the contents repeat headings and are left out."""
    return (*_running(report), *_body(report))


def _running(report: Report) -> Iterator[Line]:
    for words in (report.council, report.department, report.title, report.notice, report.footer):
        if words:
            yield Line("running", (words,))


def _body(report: Report) -> Iterator[Line]:
    section, at = "", 0
    for block in report.blocks:
        if isinstance(block, Heading):
            text = f"{block.number} {block.text}".strip()
            section, at = ("" if block.level == 1 else text), 0
            yield Line("heading", (text,), section)
        elif isinstance(block, Paragraph):
            at += 1
            yield Line("paragraph", block.words, section, at)
        elif isinstance(block, Table | Matrix):
            yield from _table(block.table() if isinstance(block, Matrix) else block, section)
        elif isinstance(block, Chart):
            yield from _chart(block, section)


def _chart(chart: Chart, section: str) -> Iterator[Line]:
    """A chart as the table that it draws, a row for each category and a column for each series; then what is said of
    it to those who cannot see it."""
    columns = (TableColumn(chart.axis), *(TableColumn(series.name) for series in chart.series))
    rows = tuple(
        (category, *((series.points[at].said,) for series in chart.series))
        for at, category in enumerate(chart.categories)
    )
    table = Table(chart.caption, columns, rows, chart.note, key=chart.key)
    yield from (*_table(table, section), Line("note", chart.description, section, table=table))


def _table(table: Table, section: str) -> Iterator[Line]:
    yield Line("caption", (table.caption,), section, table=table)
    for number, column in enumerate(table.columns):
        yield Line("column", (column.heading,), section, table=table, column=number)
    for row, cells in enumerate(table.rows):
        for number, words in enumerate(cells):
            yield Line("cell", words, section, table=table, row=row, column=number)
    if table.note:
        yield Line("note", table.note, section, table=table)


@dataclass(frozen=True, slots=True)
class Run:
    """One part of a line with where it begins and ends in the line's text."""

    start: int
    end: int
    part: Inline

    @property
    def sourced(self) -> Figure | Rated | None:
        """The part where it comes from cells; None for words of the report itself."""
        return self.part if isinstance(self.part, Figure | Rated) else None


def runs_of(words: Words) -> tuple[Run, ...]:
    """The parts of a line with their places in its text."""
    runs, at = [], 0
    for part in words:
        length = len(part if isinstance(part, str) else part.text)
        runs.append(Run(at, at + length, part))
        at += length
    return tuple(runs)
