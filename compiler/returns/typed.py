"""Words from a settings file, read as though they had been typed into a cell."""

from __future__ import annotations

from compiler.domain.book import Cell, CellKind
from compiler.domain.origin import Origin
from compiler.domain.period import Year
from compiler.domain.record import Entry
from compiler.profile.choices import choices
from compiler.profile.model import Column, Profile
from compiler.returns.entries import Reading, read_entry


def entry_typed(profile: Profile, year: Year, column: Column, words: str, origin: Origin) -> Entry:
    """The entry that the words give under a column; unreadable, with the problem, where they cannot stand there."""
    cell = Cell(max(origin.row, 1), max(origin.column, 1), words, CellKind.TEXT)
    return read_entry(cell, column, origin, Reading(profile, year, choices(profile, column)[1]))
