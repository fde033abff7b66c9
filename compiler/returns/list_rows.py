"""From the rows of a list to rows of plans: what is taken, what is not and why; no row is lost."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from compiler.domain.book import Cell, CellKind
from compiler.domain.book import Sheet as BookSheet
from compiler.domain.frozen import dataclass, replace
from compiler.domain.numberformat import GENERAL
from compiler.domain.origin import Origin
from compiler.domain.text import fold, nearest
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile, Sheet, Tier
from compiler.returns.form import FormRow, Shown, Words
from compiler.returns.identity import row_identity
from compiler.returns.list_mapping import DIVISION, WORDED, TakenAs


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of a list that was not taken, and why, in a sentence."""

    origin: Origin
    why: str


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row of a list as a row of a division's plan; `origin` is where it stands in the list."""

    division: Division
    row: FormRow
    origin: Origin


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the rows of a list: rows in = taken + refused; `notes` is what to look at in the taken ones."""

    rows: tuple[TakenRow, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]


def take_rows(
    workbook: str,
    sheet: BookSheet,
    taken: TakenAs,
    profile: Profile,
    department: Department,
    tier: Tier,
    division: Division | None = None,
) -> Taken:
    """The rows below the headings of a list; `division` is whose they are where no heading says so."""
    spec = next(each for each in profile.sheets if each.key == taken.what)
    taker = _Taker(workbook, sheet, taken, spec, department, tier, division)
    rows: list[TakenRow] = []
    refused: list[Refused] = []
    for number in (row for row in sheet.rows if row > taken.row):
        one = taker.row(number)
        if isinstance(one, TakenRow):
            rows.append(one)
        elif one is not None:
            refused.append(one)
    return Taken(tuple(rows), tuple(refused), tuple(taker.notes))


class _Taker:
    """Takes the rows of one list, one after the other."""

    def __init__(
        self,
        workbook: str,
        sheet: BookSheet,
        taken: TakenAs,
        spec: Sheet,
        department: Department,
        tier: Tier,
        division: Division | None,
    ) -> None:
        self._workbook, self._sheet, self._taken, self._spec = workbook, sheet, taken, spec
        self._department, self._tier, self._division = department, tier, division
        self._words = {heading.key: heading.words for heading in taken.headings if heading.key}
        self._headings = {heading.place: fold(heading.words) for heading in taken.headings}
        self._alike: Counter[tuple[str, ...]] = Counter()
        self.notes: list[str] = []

    def row(self, number: int) -> TakenRow | Refused | None:
        """One row taken or refused; None for one in which nothing stands."""
        cells = {key: self._sheet.at(number, place) for key, place in self._taken.places.items()}
        if all(cell.blank for cell in self._sheet.rows[number].values()):
            return None
        origin = Origin(self._workbook, self._sheet.name, number, 0)
        worded = WORDED[self._spec.kind]
        main = cells.get(worded)
        if main is None or main.blank:
            return Refused(origin, f"nothing stands under “{self._words.get(worded, worded)}”")
        if self._repeats_headings(number):
            return Refused(origin, "it repeats the headings")
        division = self._whose(cells.get(DIVISION))
        if isinstance(division, str):
            return Refused(origin, division)
        said = {key: self._said(cell) for key, cell in cells.items() if key != DIVISION}
        row = self._form_row({key: words for key, words in said.items() if words != ""}, division, worded)
        return TakenRow(division, replace(row, source=str(origin)), origin)

    def _repeats_headings(self, number: int) -> bool:
        shown = {place: fold(self._sheet.at(number, place).shown) for place in self._headings}
        return shown == self._headings

    def _whose(self, cell: Cell | None) -> Division | str:
        """The division of a row, or why it cannot be told."""
        if cell is None or cell.blank:
            return self._division or "it does not say whose it is, and no division was named for the list"
        named = self._department.named(cell.shown, beginning=True)
        if named:
            return named
        names = [name for each in self._department.divisions for name in each.names]
        close = nearest(cell.shown, [*names, *(name.split()[0] for name in names)])
        hint = f"; did you mean “{close}”?" if close else ""
        return f"there is no division called “{' '.join(cell.shown.split())}” ({cell.address}){hint}"

    def _said(self, cell: Cell) -> Words:
        """What a cell says, typed as it was: a day as a date, a number with its format, all else as its words."""
        if cell.kind is CellKind.UNCALCULATED:
            self.notes.append(f"{self._sheet.name} {cell.address} holds a formula without a result: left blank.")
            return ""
        if cell.kind is CellKind.ERROR:
            self.notes.append(f"{self._sheet.name} {cell.address} holds the error {cell.raw}: taken as it stands.")
        if cell.kind is CellKind.DATE and isinstance(cell.date, dt.date) and not isinstance(cell.date, dt.datetime):
            return cell.date if len(re.findall(r"\w+", cell.shown)) > 2 else cell.shown
        if cell.kind is CellKind.NUMBER and cell.number is not None:
            return Shown(float(cell.number), cell.format) if cell.format != GENERAL else _plain(cell)
        return cell.shown.strip()

    def _form_row(self, cells: dict[str, Words], division: Division, worded: str) -> FormRow:
        reference, words = str(cells.get("reference", "")), str(cells[worded])
        key = (division.key, reference, words)
        self._alike[key] += 1
        mark = row_identity(self._spec.kind, self._tier.key, division.key, reference, words, self._alike[key])
        named = {"plan": self._tier.name} if self._spec.column("plan") else {}
        return FormRow(named | cells, mark if self._spec.column("identity") else "")


def _plain(cell: Cell) -> Words:
    """A number without a format; one with more digits than a spreadsheet keeps stays in its words."""
    return float(cell.raw) if "." in cell.raw else int(cell.raw) if cell.raw.lstrip("-").isdigit() else cell.raw


def objectives_of(
    rows: tuple[TakenRow, ...], there: Iterator[tuple[str, str]], profile: Profile, tier: Tier
) -> tuple[tuple[TakenRow, ...], tuple[TakenRow, ...]]:
    """The rows with their objectives as numbers, and the objectives that are new.

    A list says an objective in words, a plan by its number; `there` are the numbers and words that the plan has.
    """
    spec = next((sheet for sheet in profile.sheets if sheet.key == "objectives"), None)
    worded = [row for row in rows if _is_words(row.row.cells.get("objective", ""))]
    level = next(
        (each for each in profile.levels if each.key == tier.key), profile.levels[-1] if profile.levels else None
    )
    if spec is None or level is None or not worded or spec.column(level.column) is None:
        return rows, ()
    numbers = {fold(words): number for number, words in there}
    free = max((int(each) for each in numbers.values() if each.isdecimal()), default=0)
    made: list[TakenRow] = []
    for row in worded:
        words = str(row.row.cells["objective"])
        if fold(words) not in numbers:
            free += 1
            numbers[fold(words)] = str(free)
            made.append(_objective(row, str(free), words, level.column, spec, tier))
    renamed = tuple(
        replace(
            row,
            row=replace(row.row, cells={**row.row.cells, "objective": numbers[fold(str(row.row.cells["objective"]))]}),
        )
        if _is_words(row.row.cells.get("objective", ""))
        else row
        for row in rows
    )
    return renamed, tuple(made)


def _is_words(words: Words) -> bool:
    return isinstance(words, str) and any(letter.isalpha() for letter in words)


def _objective(row: TakenRow, number: str, words: str, column: str, spec: Sheet, tier: Tier) -> TakenRow:
    cells: dict[str, Words] = {"number": number, column: words}
    cells |= {"plan": tier.name} if spec.column("plan") else {}
    mark = row_identity(spec.kind, tier.key, row.division.key, "", number)
    return TakenRow(row.division, FormRow(cells, mark if spec.column("identity") else "", str(row.origin)), row.origin)
