"""Finding the columns of a sheet by their headings, wherever they were moved to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from compiler.domain.book import Sheet as BookSheet
from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.regex import regex
from compiler.domain.returned import Fault, FaultKind
from compiler.domain.text import fold, nearest
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Sheet
from compiler.returns.grid import raws_in
from compiler.returns.misspelt import is_misspelt

_YEARS = regex(r"\b(?:19|20)\d\d\s*[/-]\s*(?:\d\d){1,2}\b")
_MARKS = regex(r"^[^\w(]+|[^\w)%?]+$")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a sheet stand: the heading row, the column number of each key, and what is odd about it."""

    heading_row: int
    places: Mapping[str, int]
    faults: tuple[Fault, ...] = ()


Seen: TypeAlias = dict[Hashable, Layout]
"""Layouts without a fault, by the headings of a form's own table: those of one form are looked for once."""


def find_columns(
    workbook: str,
    sheet: BookSheet,
    spec: Sheet,
    wanted: Sequence[Column],
    year: Year,
    period: Period | None,
    seen: Seen | None = None,
) -> Layout | None:
    """The heading row and the columns that stand under it; None when no row of the sheet looks like headings.

    Headings are taken by their words, then by aliases, then by words with another year in them, then by words with a
    slip of the keys, so that a moved or renamed column is found; one heading serves one column only. `seen` is what was
    found before for the same profile and year.
    """
    own = next(_own_rows(sheet, spec), 0)
    key = spec.key, tuple(column.key for column in wanted), period, own, tuple(_headings(sheet, own).items())
    if seen is None or key not in seen:
        layout = _found(workbook, sheet, spec, wanted, year, period)
        if seen is None or layout is None or layout.faults or layout.heading_row != own:
            return layout
        seen[key] = layout
    return seen[key]


def _found(
    workbook: str, sheet: BookSheet, spec: Sheet, wanted: Sequence[Column], year: Year, period: Period | None
) -> Layout | None:
    row = _heading_row(sheet, spec, year, period)
    if row is None:
        return None
    search = _Search(Origin(workbook, spec.name, row), wanted, _headings(sheet, row), year, period)
    search.look(heading_key, aliases=False)
    search.look(heading_key)
    search.look(_yearless, FaultKind.WRONG_YEAR)
    search.look_for_slips()
    search.tell_the_rest()
    return Layout(row, search.places, tuple(search.faults))


def _own_rows(sheet: BookSheet, spec: Sheet) -> Iterator[int]:
    """The rows in which the headings of the form's own table stand."""
    return (table.area.top for table in sheet.tables if table.name == spec.table and table.header_rows)


def _headings(sheet: BookSheet, row: int) -> dict[int, str]:
    """The words of a row by column; a merged heading counts for its first column only."""
    return {column: " ".join(raw.split()) for column, raw in raws_in(sheet.rows, row)}


@lru_cache(maxsize=4096)
def heading_key(words: str) -> str:
    """A heading as it is compared: folded, without the signs that mark what is to be filled in."""
    return fold(_MARKS.sub("", words))


@lru_cache(maxsize=4096)
def _yearless(words: str) -> str:
    return _YEARS.sub("year", heading_key(words))


def _heading_row(sheet: BookSheet, spec: Sheet, year: Year, period: Period | None) -> int | None:
    """The row of the sheet's own table, else the one among the first rows with the most known headings."""
    names = [name for column in spec.columns for name in _names(column, year, period)]
    own = list(_own_rows(sheet, spec))
    for row in own:
        if not set(names).isdisjoint(_headings(sheet, row).values()):
            return row
    known = set(map(_yearless, names))

    def hits(row: int) -> int:
        return sum(_yearless(words) in known for words in _headings(sheet, row).values())

    for row in own:
        if hits(row):
            return row
    best = max(((hits(row), -row) for row in list(sheet.rows)[:_DEEPEST]), default=(0, 0))
    return -best[1] if best[0] >= min(2, len(spec.columns)) else None


def _names(column: Column, year: Year, period: Period | None) -> tuple[str, ...]:
    return tuple(heading_words(name, year, period) for name in (column.heading, *column.aliases))


class _Search:
    """The columns that were found so far, and the headings that are still free, by the number of their column."""

    def __init__(
        self, row: Origin, wanted: Sequence[Column], headings: Mapping[int, str], year: Year, period: Period | None
    ) -> None:
        self.row, self.wanted, self.free = row, wanted, dict(headings)
        self.names = {column.key: _names(column, year, period) for column in wanted}
        self.places: dict[str, int] = {}
        self.faults: list[Fault] = []

    @property
    def gone(self) -> list[Column]:
        """The columns that are not found yet."""
        return [column for column in self.wanted if column.key not in self.places]

    def look(self, key_of: Callable[[str], str], odd: FaultKind | None = None, *, aliases: bool = True) -> None:
        """Take the headings whose key is that of a column's; `odd` is what is told of a column found in this way."""
        for column in self.gone:
            names = self.names[column.key] if aliases else self.names[column.key][:1]
            keys = {key_of(name) for name in names}
            found = [place for place, words in self.free.items() if key_of(words) in keys]
            if found:
                self._take(column, found[0], odd)
            for extra in found[1:]:
                self._tell(FaultKind.DOUBLED_COLUMN, extra, column)
                del self.free[extra]

    def look_for_slips(self) -> None:
        """Take the headings with a slip of the keys, where only one can be meant, and by it only one column."""
        found = [
            (column, place)
            for column in self.gone
            for place, words in self.free.items()
            if any(is_misspelt(_MARKS.sub("", words), name) for name in self.names[column.key])
        ]
        keys, headings = Counter(column.key for column, _ in found), Counter(place for _, place in found)
        for column, place in found:
            if keys[column.key] == headings[place] == 1:
                self._take(column, place, FaultKind.MISSPELT_COLUMN)

    def tell_the_rest(self) -> None:
        """Tell which columns are missing but for those only shown, and which headings are none of the form's."""
        for column in (each for each in self.gone if each.part != "beside"):
            name = self.names[column.key][0]
            near = nearest(name, self.free.values()) or ""
            fault = Fault(FaultKind.MISSING_COLUMN, self.row, expected=name, nearest=near, column=column.key)
            self.faults.append(fault)
        for place, words in self.free.items():
            self.faults.append(Fault(FaultKind.UNKNOWN_COLUMN, self.row.at(place), words))

    def _take(self, column: Column, place: int, odd: FaultKind | None) -> None:
        if odd is not None:
            self._tell(odd, place, column)
        self.places[column.key] = place
        del self.free[place]

    def _tell(self, kind: FaultKind, place: int, column: Column) -> None:
        name = self.names[column.key][0]
        self.faults.append(Fault(kind, self.row.at(place), self.free[place], name, column=column.key))
