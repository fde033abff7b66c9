"""Finding the columns of a sheet by their headings, wherever they were moved to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compiler.domain.book import Sheet as BookSheet
from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.returned import Fault, FaultKind
from compiler.domain.text import fold, nearest
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Sheet
from compiler.returns.misspelt import is_misspelt

_YEARS = re.compile(r"\b(?:19|20)\d\d\s*[/-]\s*(?:\d\d){1,2}\b")
_MARKS = re.compile(r"^[^\w(]+|[^\w)%?]+$")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a sheet stand: the heading row, the column number of each key, and what is odd about it."""

    heading_row: int
    places: Mapping[str, int]
    faults: tuple[Fault, ...] = ()


def find_columns(
    workbook: str, sheet: BookSheet, spec: Sheet, wanted: Sequence[Column], year: Year, period: Period | None
) -> Layout | None:
    """The heading row and the columns that stand under it; None when no row of the sheet looks like headings.

    Headings are taken by their words, then by aliases, then by words with another year in them, then by words with a
    slip of the keys, so that a moved or renamed column is found; one heading serves one column only.
    """
    row = _heading_row(sheet, spec, year, period)
    if row is None:
        return None
    headings = _headings(sheet, row)
    places, faults = _assign(workbook, spec, wanted, headings, row, year, period)
    return Layout(row, places, tuple(faults))


def _headings(sheet: BookSheet, row: int) -> dict[int, str]:
    """The words of a row by column; a merged heading counts for its first column only."""
    cells = sheet.rows.get(row, {})
    return {column: " ".join(cell.raw.split()) for column, cell in cells.items() if not cell.blank}


def heading_key(words: str) -> str:
    """A heading as it is compared: folded, without the signs that mark what is to be filled in."""
    return fold(_MARKS.sub("", words))


def _yearless(words: str) -> str:
    return _YEARS.sub("year", heading_key(words))


def _heading_row(sheet: BookSheet, spec: Sheet, year: Year, period: Period | None) -> int | None:
    """The row of the sheet's own table, else the one among the first rows with the most known headings."""
    known = {_yearless(name) for column in spec.columns for name in _names(column, year, period)}

    def hits(row: int) -> int:
        return sum(_yearless(words) in known for words in _headings(sheet, row).values())

    for table in sheet.tables:
        if table.name == spec.table and table.header_rows and hits(table.area.top):
            return table.area.top
    best = max(((hits(row), -row) for row in list(sheet.rows)[:_DEEPEST]), default=(0, 0))
    return -best[1] if best[0] >= min(2, len(spec.columns)) else None


def _names(column: Column, year: Year, period: Period | None) -> tuple[str, ...]:
    return tuple(heading_words(name, year, period) for name in (column.heading, *column.aliases))


def _assign(
    workbook: str,
    spec: Sheet,
    wanted: Sequence[Column],
    headings: Mapping[int, str],
    row: int,
    year: Year,
    period: Period | None,
) -> tuple[dict[str, int], list[Fault]]:
    places: dict[str, int] = {}
    faults: list[Fault] = []
    free = dict(headings)

    def at(column: int) -> Origin:
        return Origin(workbook, spec.name, row, column)

    for key_of, how in ((heading_key, "heading"), (heading_key, "alias"), (_yearless, "year")):
        for column in wanted:
            names = _names(column, year, period)
            keys = {key_of(name) for name in (names[:1] if how == "heading" else names)}
            found = (
                [place for place, words in free.items() if key_of(words) in keys] if column.key not in places else []
            )
            if not found:
                continue
            places[column.key] = found[0]
            if how == "year":
                faults.append(Fault(FaultKind.WRONG_YEAR, at(found[0]), free[found[0]], names[0], column=column.key))
            faults += [
                Fault(FaultKind.DOUBLED_COLUMN, at(extra), free[extra], names[0], column=column.key)
                for extra in found[1:]
            ]
            for place in found:
                del free[place]
    for column, place in _misspelt(wanted, places, free, year, period):
        places[column.key] = place
        name = heading_words(column.heading, year, period)
        faults.append(Fault(FaultKind.MISSPELT_COLUMN, at(place), free.pop(place), name, column=column.key))
    faults += _missing(wanted, places, free, at(0), year, period)
    faults += [Fault(FaultKind.UNKNOWN_COLUMN, at(place), words) for place, words in free.items()]
    return places, faults


def _misspelt(
    wanted: Iterable[Column], places: Mapping[str, int], free: Mapping[int, str], year: Year, period: Period | None
) -> list[tuple[Column, int]]:
    """The columns that are headed with a slip of the keys, where only one heading can be meant, and by it only one."""
    found = [
        (column, place)
        for column in wanted
        if column.key not in places
        for place, words in free.items()
        if any(is_misspelt(_MARKS.sub("", words), name) for name in _names(column, year, period))
    ]
    keys, headings = Counter(column.key for column, _ in found), Counter(place for _, place in found)
    return [(column, place) for column, place in found if keys[column.key] == headings[place] == 1]


def _missing(
    wanted: Iterable[Column],
    places: Mapping[str, int],
    free: Mapping[int, str],
    where: Origin,
    year: Year,
    period: Period | None,
) -> list[Fault]:
    gone = [column for column in wanted if column.key not in places]
    names = {column.key: heading_words(column.heading, year, period) for column in gone}
    return [
        Fault(
            FaultKind.MISSING_COLUMN,
            where,
            expected=names[column.key],
            nearest=nearest(names[column.key], free.values()) or "",
            column=column.key,
        )
        for column in gone
    ]
