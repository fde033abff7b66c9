"""Where the authors of plans and returns wrote something: cells by their texts, workbook by workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from compiler.domain.entry import GIVEN
from compiler.domain.record import Record
from compiler.domain.returned import Return, Role
from compiler.domain.text import fold
from compiler.domain.tuples import NamedTuple
from compiler.profile.model import Column, Sheet
from compiler.rules.columnwise import Answered, Down, Rows


class Spot(NamedTuple):
    """A cell that says something, by its row and its column: what it says is not held, and it is made when told of."""

    book: Return
    sheet: Sheet
    column: Column
    record: Record

    @property
    def cell(self) -> Answered:
        """The cell."""
        return Answered(*self, self.record.entry(self.column.key))

    @property
    def mark(self) -> tuple[int, str]:
        """What tells it from others."""
        return id(self.record), self.column.key

    @property
    def of_plan(self) -> bool:
        """Whether it is a plan's."""
        return self.book.role is Role.PLAN

    @property
    def row(self) -> str:
        """Of what kind its row is, with its reference, folded; '' where it has none."""
        reference = fold(self.record.text("reference"))
        return f"{self.record.kind.value} {reference}" if reference else ""


def cells_of(spots: Iterable[Spot]) -> tuple[Answered, ...]:
    """The cells themselves."""
    return tuple(spot.cell for spot in spots)


def columns_of_type(every: Iterable[Rows], *types: str) -> list[Down]:
    """The columns of some types in rows of a workbook."""
    return [rows.down(column) for rows in every for column in rows.columns if column.type in types]


def given_in(columns: Iterable[Down]) -> frozenset[str]:
    """What the cells of some columns say as typed that hold a value, each text once."""
    return frozenset[str]().union(*(down.given for down in columns)) - _NOTHING


_NOTHING = frozenset(("",))


def spots_in(
    every: Iterable[Rows], texts: Collection[str], *types: str, given: bool = True
) -> Iterator[tuple[str, Spot]]:
    """Where some texts stand under columns of some types, row by row, each with its text: in all cells, or in those
    alone that hold a value."""
    wanted = frozenset(texts)
    for rows in every if wanted else ():
        for down, number in rows.saying(wanted, columns_of_type((rows,), *types)):
            if not given or down.states[number] in GIVEN:
                yield down.raws[number], Spot(rows.book, rows.sheet, down.column, down.records[number])


def texts_down(rows: Rows, *types: str) -> Iterator[str]:
    """What the cells under columns of some types say that hold a value, row by row, as often as they do."""
    columns = columns_of_type((rows,), *types)
    if len(columns) == 1:
        down = columns[0]
        return (raw for raw, state in zip(down.raws, down.states, strict=True) if raw and state in GIVEN)
    return (text for text, _ in spots_in((rows,), given_in(columns), *types))
