"""The rows of one sheet as records: which rows are the table's, which are not, and where each cell stands."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.domain.book import Cell
from compiler.domain.book import Sheet as BookSheet
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.returned import Fault, FaultKind
from compiler.domain.text import fold
from compiler.profile.department import Division
from compiler.profile.model import Column, Profile, Sheet
from compiler.returns.entries import Reading, read_entry
from compiler.returns.identity import BAND_WORDS


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What one sheet gave: its rows, what is odd about it, and how many rows were not taken up.

    `there` is False for a sheet that the workbook has not got.
    """

    name: str
    there: bool
    records: tuple[Record, ...] = ()
    faults: tuple[Fault, ...] = ()
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the rows of a sheet lie: under which row, and each column with its number and how its cells are read."""

    workbook: str
    sheet: BookSheet
    spec: Sheet
    heading_row: int
    columns: tuple[tuple[Column, int, Reading], ...]
    profile: Profile
    division: Division | None


def read_rows(plot: Plot) -> ReadSheet:
    """The records under the headings; a row that is none of the table's is refused, a blank one passed over."""
    records: list[Record] = []
    refused: list[Fault] = []
    for row in plot.sheet.rows:
        if row <= plot.heading_row:
            continue
        entries = _entries(plot, row)
        filled = [entry for entry in entries.values() if entry.state is not State.BLANK]
        if not filled or (len(filled) == 1 and _is_band(filled[0].raw)):
            continue
        if _is_row(plot.spec, entries, len(filled)):
            records.append(_record(plot, row, entries))
        else:
            words = next((entry.raw for entry in entries.values() if entry.raw), "")
            refused.append(Fault(FaultKind.STRAY_ROW, _where(plot, row), found=words))
    hidden = sum(record.hidden for record in records)
    faults = [*refused, *([Fault(FaultKind.HIDDEN_ROWS, _where(plot, 0), found=str(hidden))] if hidden else [])]
    return ReadSheet(plot.spec.name, True, tuple(records), tuple(faults), len(refused))


def _where(plot: Plot, row: int) -> Origin:
    return Origin(plot.workbook, plot.sheet.name, row)


def _entries(plot: Plot, row: int) -> dict[str, Entry]:
    workbook, sheet, spread = plot.workbook, plot.sheet, bool(plot.sheet.merged)
    cells: Mapping[int, Cell] = sheet.rows.get(row, {})
    made = {}
    for column, place, reading in plot.columns:
        where = Origin(workbook, sheet.name, row, place)
        cell = cells.get(place) or (sheet.at(row, place) if spread else None)
        made[column.key] = read_entry(cell, column, where, reading) if cell else Entry("", State.BLANK, None, where)
    return made


def _is_band(words: str) -> bool:
    """Whether words are those over the rows that were completed earlier, in ours or the format's own."""
    return fold(words) in (fold(BAND_WORDS), fold(term(BAND_WORDS)))


NAMING = (
    *("identity", "reference", "action", "definition", "risk", "number"),
    *("block", "what", "line", "measure", "milestone"),
)
"""The keys of the columns in which a row says what it is about."""

TOTALS = frozenset({"total", "totals"})
"""What a row says in one of them when it is none of the table's, but sums it up."""


def _is_row(spec: Sheet, entries: Mapping[str, Entry], filled: int) -> bool:
    """Whether a row is one of the table's: it says what it is about. A footnote or a total below the table does not."""
    named = [key for key in NAMING if key in entries and entries[key].state is not State.BLANK]
    total = any(fold(entries[key].raw) in TOTALS for key in named if key != "identity")
    alone = len(entries) == 1 or spec.kind is Kind.NARRATIVE  # a block of the narrative may wait for its words
    return bool(named) and (filled > 1 or alone) and not (total and spec.kind is not Kind.RESOURCE)


def _record(plot: Plot, row: int, entries: dict[str, Entry]) -> Record:
    """The row as a record: its tier is the one it names, else that of the division's own plan."""
    named = fold(str(entries["plan"].value or entries["plan"].raw)) if "plan" in entries else ""
    own = plot.division.tier if plot.division else ""
    tier = next((tier.key for tier in plot.profile.tiers if fold(tier.name) == named), own)
    return Record(
        kind=plot.spec.kind,
        plan=tier,
        division=plot.division.key if plot.division else "",
        identity=entries["identity"].raw if "identity" in entries else "",
        origin=_where(plot, row),
        entries=entries,
        hidden=row in plot.sheet.hidden_rows,
    )
