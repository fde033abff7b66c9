"""The rows that findings point into, so that a finding can show its row and what stands on the other side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.period import Period
from compiler.domain.record import Entry, Record, State
from compiler.domain.returned import Return, Role
from compiler.domain.text import clean, fold
from compiler.domain.tuples import NamedTuple
from compiler.profile.heading import heading_words
from compiler.profile.model import Profile, Sheet

_MARKS = ("reference", "number")
_WORDS = ("action", "definition", "risk", "line", "block", "what", "divisional", "departmental", "corporate")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell as it is shown: where, what its column is called, and what was typed ('' for a blank)."""

    origin: Origin
    heading: str
    words: str


class _Row(NamedTuple):
    book: Return
    record: Record
    period: Period


@dataclass(frozen=True)
class Rows:
    """The rows of every workbook that was read, each with the period that it was read for; found by their origin.

    Where nothing is known of a place (a heading, a row that was refused, two files of one name) nothing is shown.
    """

    profile: Profile
    books: tuple[tuple[Return, Period], ...]

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str, int], tuple[_Row, ...]]:
        found: dict[tuple[str, str, int], tuple[_Row, ...]] = {}
        for book, period in self.books:
            for record in book.records:
                place = _place(record.origin)
                found[place] = (*found.get(place, ()), _Row(book, record, period))
        return found

    @cached_property
    def _sheets(self) -> Mapping[tuple[Role, str], Sheet]:
        return {
            (role, fold(name)): sheet
            for role in Role
            for sheet in reversed(self.profile.sheets)
            if role.value in sheet.roles
            for name in (*sheet.aliases, sheet.name)
        }

    def cell(self, origin: Origin, role: Role | None = None) -> ShownCell | None:
        """The cell at a place; None where none is known. `role` tells a plan from a return of the same name."""
        row = self._row(origin, role)
        found = dict(_entries(row.record)) if row and origin.column else {}
        key = next((key for key, entry in found.items() if entry.origin.column == origin.column), "")
        return self._shown(row, key, found[key]) if row and key else None

    def naming(self, origin: Origin, role: Role | None = None) -> tuple[ShownCell, ...]:
        """The cells by which a person knows the row at a place: its reference or number, and its words."""
        row = self._row(origin, role)
        if row is None:
            return ()
        given = {key: entry for key, entry in _entries(row.record) if entry.given}
        named = [next((key for key in keys if key in given), "") for keys in (_MARKS, _WORDS)]
        return tuple(self._shown(row, key, given[key]) for key in named if key)

    def _row(self, origin: Origin, role: Role | None) -> _Row | None:
        rows = self._rows.get(_place(origin), ()) if origin.row else ()
        if len(rows) > 1 and role is not None:
            rows = tuple(row for row in rows if row.book.role is role)
        return rows[0] if len(rows) == 1 else None

    def _shown(self, row: _Row, key: str, entry: Entry) -> ShownCell:
        sheet = self._sheets.get((row.book.role, fold(row.record.origin.sheet)))
        column = sheet.column(key) if sheet else None
        heading = heading_words(column.heading, row.period.year, row.period) if column else ""
        return ShownCell(entry.origin, heading, clean(entry.raw))


def _place(origin: Origin) -> tuple[str, str, int]:
    return origin.workbook, origin.sheet, origin.row


def _entries(record: Record) -> Iterator[tuple[str, Entry]]:
    """The cells that stand in the record's own row."""
    place = _place(record.origin)
    for key, entry in record.entries.items():
        if entry.state is not State.ABSENT and entry.origin.column and _place(entry.origin) == place:
            yield key, entry
