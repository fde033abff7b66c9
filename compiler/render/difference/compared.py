"""What was held against what, and what is said of each cell and row that differs."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.consolidate.difference import Between, CellChange, Difference, RowChange
from compiler.consolidate.step import Step
from compiler.domain.figures import UnitKind
from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period, Year
from compiler.domain.value_model import say_value
from compiler.profile.department import Department
from compiler.profile.heading import heading_words
from compiler.profile.model import Column


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides and what differs: how each side is called, whose it is, and the later side's year and period.

    `brief` leaves words out that are new in every period (progress, commentary): they are counted, not told.
    """

    before: str
    now: str
    department: Department
    year: Year
    period: Period | None
    found: Between
    brief: bool = False

    def heading(self, column: Column) -> str:
        """What a column is called in the later workbook."""
        return heading_words(column.heading, self.year, self.period)

    def division(self, key: str) -> str:
        """A division's name; its key where the department has none of that key."""
        known = self.department.division(key)
        return known.name if known else key

    @property
    def notice(self) -> str:
        """What the department wants said of the figures of the later period; '' if nothing."""
        return self.department.notice(self.year.name, self.period.name) if self.period else ""

    def told(self, row: RowChange) -> tuple[CellChange, ...]:
        """The cells of a row that are told."""
        return tuple(cell for cell in row.cells if not self.brief or is_news(cell))


def is_news(cell: CellChange) -> bool:
    """Whether a changed cell is more than this period's words: a rating, a figure, a score, or what was approved."""
    return cell.column.part == "plan" or cell.column.type in ("rating", "risk", "value")


def rows_of(found: Difference) -> Iterator[RowChange]:
    """The rows that say something else, or that only one of the two has; a row that only stands elsewhere does not."""
    return (row for row in found.rows if row.cells or not (row.before and row.now))


def state_of(row: RowChange) -> str:
    """What became of a row: 'added', 'gone', 'changed', 'written otherwise' or 'moved'."""
    if row.before is None or row.now is None:
        return "added" if row.before is None else "gone"
    if not row.cells:
        return "moved"
    return "written otherwise" if all(cell.form_only for cell in row.cells) else "changed"


def became(cell: CellChange) -> str:
    """What became of a cell in the field's words; '' where both sides have words and no more can be said."""
    if cell.form_only:
        return "the same, written otherwise"
    if cell.step is not None:
        return _stepped(cell.step)
    if cell.movement is not None:
        return cell.movement.value
    if not cell.before.raw:
        return "filled in"
    return "" if cell.now.raw else "emptied"


def _stepped(step: Step) -> str:
    """'up 2.5 percentage points: better; the target is met'."""
    way = "up" if step.by.number > 0 else "down"
    better = {True: ": better", False: ": worse", None: ""}[step.better]
    met = {True: "; the target is met", False: "; the target is missed", None: ""}[step.met]
    return f"{way} {_amount(step)}{better}{met}"


def _amount(step: Step) -> str:
    by = replace(step.by, number=abs(step.by.number))
    if by.unit.kind is UnitKind.PERCENT:
        points = say_value(by, as_printed=True).removesuffix("%")
        return f"{points} percentage {'point' if by.number == 1 else 'points'}"
    return say_value(by, as_printed=True)
