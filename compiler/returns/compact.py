"""A workbook's rows in little room, as they are held until the report is told: 75 kB for 140 rows instead of 460."""

from __future__ import annotations

from collections.abc import Mapping
from sys import intern

from compiler.domain.cells import Cells, Content, Layout, content_of
from compiler.domain.frozen import replace
from compiler.domain.record import Entry, Record
from compiler.domain.returned import Return

_MOST = 50_000
"""So many contents are remembered; what is forgotten is only not shared any more."""


class Compact:
    """Makes workbooks compact, so that what several of them say is held once."""

    def __init__(self) -> None:
        self._contents: dict[tuple[str, int, int, tuple[str, ...], str], Content] = {}
        self._layouts: dict[tuple[tuple[str, ...], tuple[int, ...]], Layout] = {}

    def book(self, book: Return) -> Return:
        """The workbook with the cells of its rows in little room; nothing else differs."""
        if len(self._contents) > _MOST:
            self._contents.clear()
        return replace(book, records=tuple(map(self._record, book.records)))

    def _record(self, row: Record) -> Record:
        entries = row.entries
        if type(entries) is not dict or any(entry.origin.row != row.origin.row for entry in entries.values()):
            return row
        contents = tuple(map(self._content, entries.values()))
        return Record(
            row.kind,
            row.plan,
            row.division,
            row.identity,
            row.origin,
            Cells(row.origin, self._layout(entries), contents),
            row.hidden,
        )

    def _layout(self, entries: Mapping[str, Entry]) -> Layout:
        key = tuple(entries), tuple(entry.origin.column for entry in entries.values())
        found = self._layouts.get(key)
        if found is None:
            found = self._layouts[key] = Layout(*key)
        return found

    def _content(self, entry: Entry) -> Content:
        content = content_of(entry)
        if isinstance(content, str):
            return intern(content)
        raw, state, value, notes, problem = content
        return self._contents.setdefault((raw, id(value), id(state), notes, problem), content)
