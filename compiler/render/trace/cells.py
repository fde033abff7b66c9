"""The cells behind the report with their own words, so that whoever asks for a figure sees what stands there."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.record import Record
from compiler.render.trace.behind import Behind, one_line


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell: its place, the words in it as typed ('' for a blank one), and what its row is called."""

    origin: Origin
    words: str
    row: str


Cells = Mapping[Origin, SourceCell]


def cells_of(behind: Behind) -> Cells:
    """Every cell and row that a figure of a paper can come from, by its place."""
    found: dict[Origin, SourceCell] = {}
    for record in behind.records:
        label = _named(record)
        found.setdefault(record.origin, SourceCell(record.origin, "", label))
        for entry in record.entries.values():
            if entry.origin.column:
                found[entry.origin] = SourceCell(entry.origin, one_line(entry.raw), label)
    for finding in behind.findings:
        found.setdefault(finding.origin, SourceCell(finding.origin, one_line(finding.value), one_line(finding.subject)))
    return found


def cell_at(cells: Cells, origin: Origin) -> SourceCell:
    """The cell of a place; one without words where it is not among those that were read as records."""
    return cells.get(origin) or SourceCell(origin, "", "")


def _named(record: Record) -> str:
    """What a row is called: its reference with its words, or what it has of these."""
    words = record.text("action") or record.text("definition") or record.text("risk")
    label = one_line(record.label)
    return f"{label} {one_line(words)}" if record.text("reference") and words else label
