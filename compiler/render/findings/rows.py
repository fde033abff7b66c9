"""The rows that findings point into, so that a finding can show its row and what stands on the other side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.period import Period
from compiler.domain.record import Record, State
from compiler.domain.returned import Return, Role
from compiler.domain.text import clean, fold
from compiler.profile.heading import heading_words
from compiler.profile.model import Profile, Sheet

_MARKS = ("reference", "number")
_WORDS = ("action", "definition", "risk", "line", "block", "what", "divisional", "departmental", "corporate")
_MOST_LAID = 64


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell as it is shown: where, what its column is called, and what was typed ('' for a blank)."""

    origin: Origin
    heading: str
    words: str


_At = tuple[str, int]
"""A sheet and the number of a row."""


_Row = tuple[Return, Record, Period]


@dataclass(frozen=True)
class Rows:
    """The rows of every workbook that was read, each with the period that it was read for; found by their origin.

    Where nothing is known of a place (a heading, a row that was refused, two files of one name) nothing is shown.
    """

    profile: Profile
    books: tuple[tuple[Return, Period], ...]

    @cached_property
    def _books(self) -> Mapping[str, tuple[tuple[Return, Period], ...]]:
        found: dict[str, tuple[tuple[Return, Period], ...]] = {}
        for book, period in self.books:
            found[book.workbook] = (*found.get(book.workbook, ()), (book, period))
        return found

    @cached_property
    def _laid(self) -> dict[str, Mapping[_At, Sequence[_Row]]]:
        """The rows of the workbooks that were asked for last, by their places."""
        return {}

    @cached_property
    def _columns(self) -> dict[tuple[bool, int, str, str], str]:
        """What columns are called, as far as asked for: of a plan or not, for a period, on a sheet, by key."""
        return {}

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
        key = _key_at(row[1], origin.column) if row and origin.column else ""
        return self._shown(row, key) if row and key else None

    def naming(self, origin: Origin, role: Role | None = None) -> tuple[ShownCell, ...]:
        """The cells by which a person knows the row at a place: its reference or number, and its words."""
        row = self._row(origin, role)
        if row is None:
            return ()
        named = [next((key for key in keys if _gives(row[1], key)), "") for keys in (_MARKS, _WORDS)]
        return tuple(self._shown(row, key) for key in named if key)

    def _row(self, origin: Origin, role: Role | None) -> _Row | None:
        rows = self._rows_of(origin.workbook).get((origin.sheet, origin.row), ()) if origin.row else ()
        if len(rows) > 1 and role is not None:
            rows = [row for row in rows if row[0].role is role]
        return rows[0] if len(rows) == 1 else None

    def _rows_of(self, workbook: str) -> Mapping[_At, Sequence[_Row]]:
        """The rows of the workbooks of a name; those of many are let go of, as findings go from one to the next."""
        laid = self._laid
        if workbook not in laid:
            if len(laid) >= _MOST_LAID:
                laid.clear()
            laid[workbook] = _by_place(self._books.get(workbook, ()))
        return laid[workbook]

    def _shown(self, row: _Row, key: str) -> ShownCell:
        _, record, _ = row
        said = record.said(key) or ""
        words = said if isinstance(said, str) else said[0]
        return ShownCell(record.where(key), self._heading(row, key), clean(words))

    def _heading(self, row: _Row, key: str) -> str:
        book, record, period = row
        asked = book.role is Role.PLAN, id(period), record.origin.sheet, key
        found = self._columns.get(asked)
        if found is None:
            sheet = self._sheets.get((book.role, fold(record.origin.sheet)))
            column = sheet.column(key) if sheet else None
            found = heading_words(column.heading, period.year, period) if column else ""
            self._columns[asked] = found
        return found


def _by_place(books: Iterable[tuple[Return, Period]]) -> Mapping[_At, Sequence[_Row]]:
    found: dict[_At, list[_Row]] = {}
    for book, period in books:
        for record in book.records:
            found.setdefault((record.sheet, record.row), []).append((book, record, period))
    return found


def _key_at(record: Record, column: int) -> str:
    """The key of the cell in a column of the record's own row; '' where none is known there."""
    layout = record.layout
    if layout is not None:
        keys = zip(layout.place, layout.columns, strict=True)
        return next((key for key, at in keys if at == column and record.state(key) is not State.ABSENT), "")
    return next(
        (key for key, entry in record.entries.items() if entry.origin.column == column and _is_own(record, key)), ""
    )


def _gives(record: Record, key: str) -> bool:
    """Whether a cell of the record's own row holds a value."""
    return record.gives(key) and _is_own(record, key)


def _is_own(record: Record, key: str) -> bool:
    """Whether a cell stands in the record's own row, and not where the members amended it."""
    if record.layout is not None:
        return True
    entry = record.entry(key)
    where, row = entry.origin, record.origin
    same = where.workbook == row.workbook and where.sheet == row.sheet and where.row == row.row
    return entry.state is not State.ABSENT and where.column > 0 and same
