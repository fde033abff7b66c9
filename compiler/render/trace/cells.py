"""The cells behind the report with their own words, so that whoever asks for a figure sees what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.consolidate.view import DepartmentView
from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.record import Record
from compiler.domain.text import clean


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell: its place, the words in it as typed ('' for a blank one), and what its row is called."""

    origin: Origin
    words: str
    row: str


Cells = Mapping[Origin, SourceCell]


def cells_of(view: DepartmentView) -> Cells:
    """Every cell and row that a figure of the report can come from, by its place."""
    found: dict[Origin, SourceCell] = {}
    for record in _records(view):
        label = _named(record)
        found.setdefault(record.origin, SourceCell(record.origin, "", label))
        for entry in record.entries.values():
            if entry.origin.column:
                found[entry.origin] = SourceCell(entry.origin, _line(entry.raw), label)
    for finding in view.findings:
        found.setdefault(finding.origin, SourceCell(finding.origin, _line(finding.value), _line(finding.subject)))
    return found


def _records(view: DepartmentView) -> Iterator[Record]:
    for row in (*view.rows, *view.gone):
        yield from (each for each in (row.returned, row.planned, row.before, row.objective) if each is not None)
    yield from (*view.objectives, *view.totals, *view.resources, *view.narrative.values())


def cell_at(cells: Cells, origin: Origin) -> SourceCell:
    """The cell of a place; one without words where it is not among those that were read as records."""
    return cells.get(origin) or SourceCell(origin, "", "")


def _named(record: Record) -> str:
    """What a row is called: its reference with its words, or what it has of these."""
    words = record.text("action") or record.text("definition") or record.text("risk")
    label = _line(record.label)
    return f"{label} {_line(words)}" if record.text("reference") and words else label


def _line(words: str) -> str:
    return " ".join(clean(words).split())
