"""What differs between two versions of a return, or two quarters: by row and by column, never by the place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from compiler.consolidate.step import Step, rating_movement, step
from compiler.consolidate.view import Movement
from compiler.domain.agreement import grouped
from compiler.domain.frozen import dataclass
from compiler.domain.meaning import same_meaning
from compiler.domain.pairing import Pair, nearest_pairs_of
from compiler.domain.record import Entry, Kind, Record
from compiler.domain.returned import Return
from compiler.profile.model import Column, Profile, Sheet

_MOVING = ("rating", "current", "priority")
_PARTS = ("plan", "return")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that the two workbooks have otherwise: its column, and both sides, each with its address and its words.

    `form_only` says that both mean the same (50% and 0.5, or other capitals). `movement` is what became of a rating
    or a risk's score, `step` how far a figure went; None where that does not arise or cannot be told.
    """

    column: Column
    before: Entry
    now: Entry
    form_only: bool = False
    movement: Movement | None = None
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that the two workbooks have otherwise: `before` is None for an added row, `now` for one that is gone.

    `moved` says that it stands at another place among the rows that both have.
    """

    before: Record | None
    now: Record | None
    moved: bool = False
    cells: tuple[CellChange, ...] = ()

    @property
    def record(self) -> Record:
        """The row as it is now, or as it was where it is gone."""
        record = self.now or self.before
        assert record is not None, "a change is one of a row"
        return record


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A column that only one of the two workbooks has: `gone` says that it is the earlier one."""

    sheet: Sheet
    column: Column
    gone: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything in which two workbooks of one division differ; `same` counts the rows in which they do not.

    Rows stand in the order of the later workbook, those that are gone after the others of their sheet. `rows` holds
    every row that has changed cells, is added, gone or moved; cells under a column that only one of the workbooks has
    are not compared, the column is among `columns`.
    """

    before: Return
    now: Return
    rows: tuple[RowChange, ...] = ()
    columns: tuple[ColumnChange, ...] = ()
    same: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the two say the same in every cell, in whatever form and order."""
        return not self.columns and all(row.before and row.now and _only_form(row) for row in self.rows)


def _only_form(row: RowChange) -> bool:
    return all(cell.form_only for cell in row.cells)


def difference(profile: Profile, before: Return, now: Return) -> Difference:
    """Hold two workbooks against each other: two versions of a return, a return and the one of another quarter.

    A row is known by its mark, its reference, or its words; a cell by what its column means.
    """
    rows: list[RowChange] = []
    columns: list[ColumnChange] = []
    same = 0
    for sheet in _sheets(profile, before, now):
        old, new = _rows_of(before, sheet), _rows_of(now, sheet)
        shared = _columns(sheet, old, new)
        columns += _lone_columns(sheet, old, new) if old and new else ()
        found = tuple(_compared(profile, old, new, shared))
        rows += (row for row in found if row.cells or row.moved or not (row.before and row.now))
        same += sum(bool(row.before and row.now and not row.cells) for row in found)
    return Difference(before, now, tuple(rows), tuple(columns), same)


def _sheets(profile: Profile, *books: Return) -> Iterator[Sheet]:
    """The sheets of either workbook, in the profile's order."""
    roles = {book.role.value for book in books}
    return (sheet for sheet in profile.sheets if roles & set(sheet.roles))


def _rows_of(book: Return, sheet: Sheet) -> list[Record]:
    return list(book.of(sheet.kind)) if book.role.value in sheet.roles else []


def _keys(records: Iterable[Record]) -> set[str]:
    return {key for record in records for key in record.entries}


def _columns(sheet: Sheet, old: Sequence[Record], new: Sequence[Record]) -> tuple[Column, ...]:
    shared = _keys(old) & _keys(new)
    return tuple(column for column in sheet.columns if column.key in shared and column.part in _PARTS)


def _lone_columns(sheet: Sheet, old: Sequence[Record], new: Sequence[Record]) -> Iterator[ColumnChange]:
    first, second = _keys(old), _keys(new)
    for column in sheet.columns:
        if column.part in _PARTS and (column.key in first) is not (column.key in second):
            yield ColumnChange(sheet, column, gone=column.key in first)


def _compared(
    profile: Profile, old: Sequence[Record], new: Sequence[Record], columns: Sequence[Column]
) -> Iterator[RowChange]:
    """Every row of either side, the same or not."""
    pairs = {id(pair.now): pair for pair in nearest_pairs_of(old, new)}
    moved = _moved(tuple(pairs.values()))
    for record in new:
        pair = pairs.get(id(record))
        if pair is None:
            yield RowChange(None, record)
        else:
            yield RowChange(pair.before, record, id(record) in moved, tuple(_cells(profile, pair, columns)))
    kept = {id(pair.before) for pair in pairs.values()}
    yield from (RowChange(record, None) for record in old if id(record) not in kept)


def _moved(pairs: Sequence[Pair]) -> set[int]:
    """The rows that have to be taken out so that the others stand in their old order: as few as can be."""
    places = [(pair.before.origin.row, id(pair.now)) for pair in pairs]
    ends: list[int] = []
    lengths = []
    for row, _ in places:
        at = bisect_left(ends, row)
        ends[at : at + 1] = [row]
        lengths.append(at + 1)
    wanted, moved = len(ends), set()
    for (_, mark), length in reversed([*zip(places, lengths, strict=True)]):
        if length == wanted:
            wanted -= 1
        else:
            moved.add(mark)
    return moved


def _cells(profile: Profile, pair: Pair, columns: Iterable[Column]) -> Iterator[CellChange]:
    for column in columns:
        before, now = pair.before.entry(column.key), pair.now.entry(column.key)
        if before.raw.strip() != now.raw.strip():
            yield _change(profile, pair, column, before, now)


def _change(profile: Profile, pair: Pair, column: Column, before: Entry, now: Entry) -> CellChange:
    if same_meaning(before, now):
        return CellChange(column, before, now, form_only=True)
    moving = column.type in ("rating", "risk") and column.key in _MOVING
    figure = column.key == "figure" and pair.now.kind is Kind.INDICATOR
    return CellChange(
        column,
        before,
        now,
        movement=rating_movement(before, now) if moving else None,
        step=step(profile, pair.now, before, now) if figure else None,
    )


@dataclass(frozen=True, slots=True)
class Between:
    """Two quarters, or two sets of returns: what differs for each division, and those of which only one has a return.

    `left_out` are the workbooks that could not be compared: none can be chosen of two for one division, and of some
    nothing can be read or nobody knows whose they are.
    """

    divisions: tuple[Difference, ...]
    gone: tuple[Return, ...] = ()
    added: tuple[Return, ...] = ()
    left_out: tuple[Return, ...] = ()


def between(profile: Profile, before: Sequence[Return], now: Sequence[Return]) -> Between:
    """Hold two sets of returns against each other, division by division, in the order of the workbooks' names."""
    old, new = _by_division(before), _by_division(now)
    left_out = [
        book for books, kept in ((before, old), (now, new)) for book in books if id(book) not in map(id, kept.values())
    ]
    unsure = {book.division for book in left_out}
    return Between(
        tuple(difference(profile, old[division], book) for division, book in new.items() if division in old),
        tuple(book for division, book in old.items() if division not in new and division not in unsure),
        tuple(book for division, book in new.items() if division not in old and division not in unsure),
        tuple(left_out),
    )


def _by_division(books: Iterable[Return]) -> dict[str, Return]:
    """The returns of which there is one for a division, by its key."""
    ordered = sorted((book for book in books if book.readable), key=lambda book: book.workbook)
    return {name: same[0] for name, same in grouped(ordered, lambda book: book.division).items() if len(same) == 1}
