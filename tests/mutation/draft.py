"""Workbooks as words in tables, before they are laid out on sheets: this is where faults are planted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from compiler.domain.decision import Decisions
from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile


class Formula(NamedTuple):
    """A cell that is computed: the error that it gives, or '' where its result is not in the file."""

    result: str


Words = str | Formula


@dataclass(eq=False, slots=True)
class Line:
    """One row of a sheet, its words by column key; the same row has the same mark in plan and returns.

    It is changed in place, and equal to nothing but itself: a fault stands in this row and no other.
    """

    mark: str
    cells: dict[str, Words]
    hidden: bool = False

    def __getitem__(self, key: str) -> str:
        words = self.cells.get(key, "")
        return words if isinstance(words, str) else ""


@dataclass(eq=False, slots=True)
class Draft:
    """One workbook: what it says of itself to programs and on its cover, and its rows by the profile's sheet keys.

    `headings` replaces the words over a column, blank takes the column out; `more` are columns of one's own, with
    their headings; both by sheet and column key. The sheets that are `tabled` have the form's Excel table. `strays` are
    values by sheet, row and column number, and so are those `covered` by the merged cell to their left. A file that is
    no workbook has its `content` alone.
    """

    name: str
    role: Role
    division: Division
    year: Year
    period: Period | None
    tables: dict[str, list[Line]]
    said: dict[str, str]
    cover: dict[str, str]
    legend: dict[str, str] = field(default_factory=dict)
    headings: dict[tuple[str, str], str] = field(default_factory=dict)
    more: dict[tuple[str, str], str] = field(default_factory=dict)
    sheet_names: dict[str, str] = field(default_factory=dict)
    headless: set[str] = field(default_factory=set)
    tabled: set[str] = field(default_factory=set)
    strays: dict[tuple[str, int, int], str] = field(default_factory=dict)
    covered: dict[tuple[str, int, int], str] = field(default_factory=dict)
    macros: bool = False
    links: bool = False
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault is to be found: of several lines or columns it is the last as they are laid out.

    Without lines it is the row of headings (`heading`), the cell `at`, the whole sheet, or the whole workbook.
    """

    draft: Draft | str
    sheet: str = ""
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    heading: bool = False
    at: tuple[int, int] = (0, 0)


Row = tuple[Draft, Line]


@dataclass(eq=False, slots=True)
class Papers:
    """All workbooks of a department for one period, as drafts."""

    profile: Profile
    department: Department
    period: Period
    plans: list[Draft]
    returns: list[Draft]
    before: list[Draft]
    decisions: Decisions = field(default_factory=Decisions)
    accepted: list[Draft] = field(default_factory=list)
    """Returns of the period as they were when they were accepted."""
    spare: dict[str, list[str]] = field(default_factory=dict)
    """Words that no workbook uses yet, by kind."""

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return (*self.plans, *self.returns, *self.before)

    @property
    def top(self) -> Draft:
        """The departmental plan."""
        return self.plans[0]

    @property
    def below(self) -> list[Draft]:
        """The divisional plans."""
        return self.plans[1:4]

    @property
    def joint(self) -> Draft:
        """The lead's own plan, all of whose actions are actions of the departmental plan."""
        return self.plans[4]

    def rows(self, drafts: Sequence[Draft], sheet: str, where: Callable[[Line], bool] = lambda line: True) -> list[Row]:
        """The rows of one sheet in these workbooks that a condition holds for."""
        return [(draft, line) for draft in drafts for line in draft.tables.get(sheet, ()) if where(line)]

    def twins(self, line: Line) -> Iterator[Line]:
        """The same row wherever it stands: in its plan and in the returns."""
        tables = (table for draft in self.drafts for table in draft.tables.values())
        return (each for table in tables for each in table if each.mark == line.mark)

    def change(self, line: Line, column: str, words: str) -> None:
        """Change an approved cell in the plan, and in the returns that repeat it."""
        for each in self.twins(line):
            each.cells[column] = words

    def drop(self, line: Line) -> None:
        """Take a row out of the plan and of the returns."""
        for draft in self.drafts:
            for sheet, table in draft.tables.items():
                draft.tables[sheet] = [each for each in table if each.mark != line.mark]

    def add(
        self, plan: Draft, sheet: str, like: Line, mark: str, cells: Mapping[str, str], at: int | None = None
    ) -> Line:
        """Put a new row, like one that is there but for some cells, into a plan and its division's returns."""
        made = Line(mark, {})
        for draft in self.drafts:
            model = next((each for each in draft.tables.get(sheet, ()) if each.mark == like.mark), None)
            if model is not None:
                line = Line(mark, {**model.cells, **cells})
                if "identity" in line.cells:
                    line.cells["identity"] = mark
                draft.tables[sheet].insert(len(draft.tables[sheet]) if at is None else at, line)
                made = line if draft is plan else made
        return made

    def last_quarter(self, line: Line) -> Line:
        """The row of this period's return in the return before."""
        return _marked(self.before, line.mark)

    def returned(self, line: Line) -> Line:
        """The row of a plan in this period's return."""
        return _marked(self.returns, line.mark)


def _marked(drafts: Sequence[Draft], mark: str) -> Line:
    """The row of that mark in one of the workbooks."""
    return next(line for draft in drafts for table in draft.tables.values() for line in table if line.mark == mark)
