"""A standard workbook before it is written: whose it is, and the rows of each of its sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from compiler.domain.frozen import dataclass, field
from compiler.domain.language import Language
from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.profile.beside import beside_columns
from compiler.profile.choices import choices as choices
from compiler.profile.department import Department, Division
from compiler.profile.heading import heading_words
from compiler.profile.model import Beside, Column, ColumnType, Profile, Sheet

_ROOM = 40
"""Empty rows at the end of each sheet of a plan that is still to be filled in."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number in a cell with the format that it is shown in: 0.457 as '0.0%'."""

    number: float
    format: str


Words = str | int | float | dt.date | Shown
"""What a cell is given: text (always written as text), a number, a date, or a number with its own format."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a sheet: its cells by column key, its mark, where it was printed, and which cells are doubtful.

    `settled` rows were completed earlier: they stand below the others, with what was answered then.
    """

    cells: Mapping[str, Words]
    identity: str = ""
    source: str = ""
    doubtful: tuple[str, ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """All that a standard workbook holds: the plan of a year, or one division's return for a period.

    `period` is None for a plan. `tiers` are the keys of the tiers whose rows it holds. `rows` are by the
    sheet's key; a sheet that the profile does not require is left out when it has none. `headings` replaces single
    headings (sheet key → column key → words) where a printed plan heads a column in its own way. `legend` explains
    initials. `notice` is printed on every sheet and page. `beside` names the earlier answers that are shown next to
    what is asked for, and `open` says that the workbook is to be filled in: it then shows them and has spare rows.
    `protect` locks what a team need not touch, without a password. `how` replaces what the cover says of filling it in.
    """

    profile: Profile
    department: Department
    division: Division
    role: Role
    year: Year
    period: Period | None = None
    title: str = ""
    tiers: tuple[str, ...] = ()
    rows: Mapping[str, Sequence[FormRow]] = field(default_factory=dict)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    legend: Sequence[tuple[str, str]] = ()
    notice: str = ""
    deadline: dt.date | None = None
    prepared_by: str = ""
    prepared_on: str | dt.date = ""
    checked_by: str = ""
    checked_on: str | dt.date = ""
    beside: tuple[Beside, ...] = ()
    open: bool = False
    protect: bool = False
    how: Sequence[tuple[str, str]] = ()

    @property
    def language(self) -> Language:
        """The format's words for words of ours."""
        return self.profile.language

    def approved(self, *types: ColumnType) -> bool:
        """Whether it has an approved column of one of these types."""
        columns = (column for sheet in self.sheets for column in self.columns(sheet))
        return any(column.part == "plan" and column.type in types for column in columns)

    @property
    def when(self) -> str:
        """The time that it is for: 'Quarter 1 2008/09', or '2008/09' for a plan."""
        return self.period.short if self.period else self.year.label

    @property
    def whose(self) -> str:
        """Whose it is and for when: 'Planning & Service Integration, Quarter 1 2008/09'."""
        return f"{self.division.name}, {self.when}"

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The profile's sheets that this workbook has, in order."""
        return tuple(
            sheet
            for sheet in self.profile.sheets
            if self.role.value in sheet.roles and (sheet.required or self.rows.get(sheet.key) or self.spare(sheet))
        )

    def spare(self, sheet: Sheet) -> int:
        """How many empty rows the sheet ends with."""
        if not self.open:
            return 0
        return sheet.spare if self.role is Role.RETURN else _ROOM * sheet.required

    def columns(self, sheet: Sheet) -> tuple[Column, ...]:
        """The columns that the sheet has here: those asked for in this role and meant for one of these tiers.

        What is shown beside the asked ones stands before the first of them.
        """
        own = [column for column in sheet.columns if self.role is Role.RETURN or column.part != "return"]
        first = next((place for place, column in enumerate(own) if column.part == "return"), len(own))
        every = (*own[:first], *self._beside(sheet), *own[first:])
        return tuple(column for column in every if not column.tiers or set(column.tiers) & set(self.tiers))

    def _beside(self, sheet: Sheet) -> tuple[Column, ...]:
        """What is shown beside the asked columns, as far as any row has something to show."""
        every = beside_columns(sheet, self.period, self.beside) if self.open and self.period else ()
        shown = {key for row in self.rows.get(sheet.key, ()) for key in row.cells}
        return tuple(column for column in every if column.key in shown)

    def heading(self, sheet: Sheet, column: Column) -> str:
        """The words over a column: as the printed plan has them, else as the profile does."""
        printed = self.headings.get(sheet.key, {}).get(column.key)
        return printed or heading_words(column.heading, self.year, self.period)
