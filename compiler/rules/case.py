"""A case: everything that a rule may look at, with what is looked up often made ready once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from compiler.domain.acceptance import Changed
from compiler.domain.agreement import grouped
from compiler.domain.condition import Row, holds
from compiler.domain.conflict import Conflict, Settled, conflicts_between
from compiler.domain.decision import NOTHING_DECIDED, Decisions, Misfit
from compiler.domain.finding import Audience
from compiler.domain.frozen import dataclass, replace
from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.returned import Fault, FaultKind, Return, Role
from compiler.domain.text import fold
from compiler.domain.thread import Thread
from compiler.profile.department import Department
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Profile, Sheet
from compiler.profile.nil import said_nil
from compiler.profile.row_checks import Asked, asked_in_return, row_checks
from compiler.profile.thread import thread_of
from compiler.profile.topics import topics_of
from compiler.profile.verdicts import verdict_of
from compiler.profile.where import said_elsewhere
from compiler.rules.gate import Mismatch, Wanted, Wrong, mismatch


class Answered(NamedTuple):
    """A cell that its workbook answers for: in a plan what is approved, in a return what is asked for."""

    # A named tuple, not a frozen dataclass: thousands are made for each check.
    book: Return
    sheet: Sheet
    column: Column
    record: Record
    entry: Entry


@dataclass(frozen=True)
class Case:
    """What is checked together: the plans of a year, the returns of a period and those of the period before.

    Every rule is handed the same case and changes nothing in it. `as_at` is the day as at which lateness is judged,
    `settled` the settlements of the period's conflicts, each with its value read, `misfits` the amendments that do not
    fit the plans, `changed` the returns that were accepted as they are not any more. `of_returns` says that only what
    concerns the returns is asked for: what the plans alone answer for may be left out. `cited` narrows that to cells of
    plans, of which findings of the returns speak.
    """

    profile: Profile
    department: Department
    year: Year
    period: Period | None = None
    plans: tuple[Return, ...] = ()
    returns: tuple[Return, ...] = ()
    before: tuple[Return, ...] = ()
    as_at: dt.date | None = None
    decisions: Decisions = NOTHING_DECIDED
    settled: tuple[Settled, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    changed: tuple[Changed, ...] = ()
    of_returns: bool = False
    cited: frozenset[Origin] | None = None

    @cached_property
    def books(self) -> tuple[Return, ...]:
        """Every plan and return, in an order that does not depend on the order in which they were handed in."""
        return tuple(sorted((*self.plans, *self.returns), key=lambda b: (b.workbook, b.role.value, b.sha256)))

    @cached_property
    def wrong(self) -> tuple[tuple[Return, Mismatch], ...]:
        """The workbooks that are not the ones wanted, each with the reason; nothing else is said about them."""
        wanted = Wanted(self.profile, self.department, self.year, self.period)
        judged = [(book, mismatch(book, wanted)) for book in self.books]
        right = [book for book, wrong in judged if wrong is None and book.role is Role.RETURN]
        twice = [same for same in grouped(right, lambda book: book.division).values() if len(same) > 1]
        return (
            *((book, wrong) for book, wrong in judged if wrong),
            *((book, Mismatch(Wrong.TWICE)) for same in twice for book in same),
        )

    @cached_property
    def sound(self) -> tuple[Return, ...]:
        """The workbooks that are the ones wanted."""
        refused = {id(book) for book, _ in self.wrong}
        return tuple(book for book in self.books if id(book) not in refused)

    @cached_property
    def sound_plans(self) -> tuple[Return, ...]:
        """The plans that can be used."""
        return tuple(book for book in self.sound if book.role is Role.PLAN)

    @cached_property
    def sound_returns(self) -> tuple[Return, ...]:
        """The returns that can be used."""
        return tuple(book for book in self.sound if book.role is Role.RETURN)

    @cached_property
    def sound_before(self) -> tuple[Return, ...]:
        """The returns of the period before that can be used, in the order of their names."""
        earlier = self.period.previous() if self.period else None
        wanted = Wanted(self.profile, self.department, earlier.year, earlier) if earlier else None
        read = [book for book in self.before if wanted and book.role is Role.RETURN and mismatch(book, wanted) is None]
        once = [same[0] for same in grouped(read, lambda book: book.division).values() if len(same) == 1]
        return tuple(sorted(once, key=lambda book: book.workbook))

    @cached_property
    def _sheets(self) -> Mapping[tuple[Role, str], Sheet]:
        return {
            (role, fold(name)): sheet
            for role in Role
            for sheet in reversed(self.profile.sheets)
            if role.value in sheet.roles
            for name in (*sheet.aliases, sheet.name)
        }

    def sheet(self, book: Return, name: str) -> Sheet | None:
        """The profile's sheet that a sheet of a workbook is, by its name."""
        return self._sheets.get((book.role, fold(book.renamed.get(name, name))))

    @cached_property
    def cells(self) -> tuple[Answered, ...]:
        """The cells that are asked for: of all workbooks, or where only returns are asked for, of those alone.

        They are cells that their workbook answers for: what a return repeats from the plan is the plan's to answer for.
        """
        if self.cited is not None:
            rows = {(place.workbook, place.sheet, place.row) for place in self.cited}
            records = ((b, r) for b in self.sound_plans for r in b.records if _row_of(r) in rows)
            cells = (cell for book, record in records for cell in self._answered(book, record))
            return tuple(cell for cell in cells if cell.entry.origin in self.cited)
        books = self.sound_returns if self.of_returns else self.sound
        return tuple(cell for book in books for cell in self._answers[id(book)])

    @cached_property
    def every_cell(self) -> tuple[Answered, ...]:
        """Every cell that its workbook answers for, those too that are only held against the ones asked for."""
        return tuple(cell for book in self.sound for cell in self._answers[id(book)])

    @cached_property
    def written(self) -> Sequence[Answered]:
        """Those of all cells that hold words of their author, as against names of officers and words from a list."""
        return [cell for book in self.sound for record in book.records for cell in self._written(book, record)]

    def asked_otherwise(self, of_returns: bool, cited: frozenset[Origin] | None = None) -> Case:
        """The same case asked for other cells: what was worked out of all its cells, and of its rows, is kept."""
        other = replace(self, of_returns=of_returns, cited=cited)
        held = {name: value for name, value in vars(self).items() if name not in vars(other) and name not in _OF_ASKED}
        vars(other).update(held)
        return other

    @cached_property
    def _under(self) -> Mapping[str, list[Answered]]:
        return grouped(self.cells, lambda cell: cell.column.key)

    def under(self, key: str) -> Sequence[Answered]:
        """The cells that are asked for under the columns of one key."""
        return self._under.get(key, ())

    @cached_property
    def _amiss(self) -> Mapping[str, list[Answered]]:
        """The cells that do not give what is asked of their row, by the code of what is asked."""
        found: dict[str, list[Answered]] = {}
        for sheet in self.profile.sheets:
            for column in sheet.columns:
                cells = [cell for cell in self.under(column.key) if cell.sheet.key == sheet.key]
                checks = row_checks(self.profile, sheet, column, self.year, self.period) if cells else ()
                for cell in cells if checks else ():
                    row = self._row(cell)
                    for code in dict.fromkeys(check.asked.code for check in checks if holds(check.when, row)):
                        found.setdefault(code, []).append(cell)
        return found

    def _row(self, cell: Answered) -> Row:
        approved = self.approved(cell.record)
        judged = partial(verdict_of, self.profile, cell.record, approved)
        return Row(cell.record, approved, judged, id(cell.book) in self.nil)

    @cached_property
    def nil(self) -> frozenset[int]:
        """The returns that say that there is nothing to report, by id."""
        return frozenset(id(book) for book in self.sound_returns if said_nil(self.profile, book))

    def amiss(self, asked: Asked) -> Sequence[Answered]:
        """The cells that do not give what is asked of their row."""
        return self._amiss.get(asked.code, ())

    @cached_property
    def _answers(self) -> Mapping[int, tuple[Answered, ...]]:
        return _Made(lambda book: tuple(c for r in book.records for c in self._answered(book, r)), self.sound)

    @cached_property
    def _asked(self) -> dict[tuple[int, str], tuple[Sheet, tuple[Column, ...]]]:
        return {}

    def _columns(self, book: Return, name: str) -> tuple[Sheet, tuple[Column, ...]]:
        """A sheet of a workbook, with the columns that the workbook answers for."""
        found = self._asked.get((id(book), name))
        if found is None:
            sheet = self.sheet(book, name)
            columns = tuple(c for c in sheet.columns if answers_for(book.role, sheet, c)) if sheet else ()
            found = self._asked[id(book), name] = (sheet or self.profile.sheets[0], columns)
        return found

    def _answered(self, book: Return, record: Record) -> Iterator[Answered]:
        sheet, columns = self._columns(book, record.origin.sheet)
        entries = record.entries
        for column in columns:
            entry = entries.get(column.key)
            if entry is not None and _is_asked(column, record, entry):
                yield Answered(book, sheet, column, record, entry)

    def _written(self, book: Return, record: Record) -> Iterator[Answered]:
        sheet, columns = self._texts(book, record.origin.sheet)
        for column in columns:
            entry = record.entries.get(column.key)
            if entry is not None and entry.given and _is_asked(column, record, entry):
                yield Answered(book, sheet, column, record, entry)

    def _texts(self, book: Return, name: str) -> tuple[Sheet, tuple[Column, ...]]:
        found = self._asked.get((-id(book), name))
        if found is None:
            sheet, columns = self._columns(book, name)
            found = self._asked[-id(book), name] = sheet, tuple(each for each in columns if each.type == "text")
        return found

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What the returns of the period say differently of one row, in the department's order of divisions."""
        ordered = self.department.in_order
        return conflicts_between(ordered(self.sound_returns), ordered(self.sound_plans), topics_of(self.profile))

    @cached_property
    def _plan_of(self) -> Mapping[int, Return]:
        return {id(record): book for book in self.sound_plans for record in book.records}

    def planned(self, record: Record, key: str) -> Answered | None:
        """The cell of a plan's row under a column, where the plan answers for it; None where there is no such cell."""
        book, entry = self._plan_of.get(id(record)), record.entries.get(key)
        if book is None or entry is None:
            return None
        sheet, columns = self._columns(book, record.origin.sheet)
        column = next((column for column in columns if column.key == key), None)
        asked = column is not None and _is_asked(column, record, entry)
        return Answered(book, sheet, column, record, entry) if column and asked else None

    @cached_property
    def _approved(self) -> Mapping[tuple[str, str], Record]:
        rows = (record for book in self.sound_plans for record in book.records)
        return {(record.division, record.identity): record for record in rows if record.identity}

    def approved(self, record: Record) -> Record:
        """The plan's row with the mark of a returned one: its values stay in force. Else the row itself."""
        return self._approved.get((record.division, record.identity), record)

    @cached_property
    def thread(self) -> Thread:
        """What in the plans carries out what."""
        return thread_of(self.profile, (record for book in self.sound_plans for record in book.records))

    def heading(self, column: Column) -> str:
        """What a column is called in this period's workbooks."""
        return heading_words(column.heading, self.year, self.period)

    def faults(self, *kinds: FaultKind) -> Iterator[tuple[Return, Fault]]:
        """What is odd about the shape of the workbooks that can be used."""
        return ((book, fault) for book in self.sound for fault in book.faults if fault.kind in kinds)

    @cached_property
    def rows(self) -> Mapping[Reference, tuple[Record, ...]]:
        """The rows of plans and returns by their own reference."""
        found: dict[Reference, list[Record]] = {}
        for book in self.sound:
            for record in book.records:
                for reference in record.read("reference", ReferenceList) or ():
                    found.setdefault(reference, []).append(record)
        return {reference: tuple(records) for reference, records in found.items()}

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of references that these plans and returns have a table for."""
        return frozenset(reference.scheme for reference in self.rows)

    @cached_property
    def plans_whole(self) -> bool:
        """Whether every plan could be read with all its tables, so that what is nowhere in them is nowhere."""
        broken = (FaultKind.MISSING_SHEET, FaultKind.NO_HEADINGS)
        faults = (fault for book in self.sound_plans for fault in book.faults)
        return (
            not any(book.role is Role.PLAN for book, _ in self.wrong)
            and not any(fault.kind in broken for fault in faults)
            and self.plans_have("reference", "number", "plan")
        )

    def plans_have(self, *columns: str) -> bool:
        """Whether no plan lacks one of these columns: what is said of their words would only be said of that."""
        return self._lost_of_plans.isdisjoint(columns)

    @cached_property
    def _lost_of_plans(self) -> frozenset[str]:
        lost = (f for book in self.sound_plans for f in book.faults if f.kind is FaultKind.MISSING_COLUMN)
        return frozenset(fault.column for fault in lost)

    @cached_property
    def numbers(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The numbers of the objectives by tier and division."""
        found: dict[tuple[str, str], set[str]] = {}
        for book in self.sound:
            for record in book.of(Kind.OBJECTIVE):
                found.setdefault((record.plan, record.division), set()).add(fold(record.text("number")))
        return {tier: frozenset(numbers) for tier, numbers in found.items()}


_OF_ASKED = frozenset({"cells", "_under", "_amiss"})
"""What is worked out of a case's cells that are asked for."""


class _Made(dict[int, tuple[Answered, ...]]):
    """What is made of each workbook when it is first asked for, by its id."""

    def __init__(self, make: Callable[[Return], tuple[Answered, ...]], books: Sequence[Return]) -> None:
        super().__init__()
        self._make, self._books = make, {id(book): book for book in books}

    def __missing__(self, key: int) -> tuple[Answered, ...]:
        self[key] = made = self._make(self._books[key])
        return made


def _row_of(record: Record) -> tuple[str, str, int]:
    return record.origin.workbook, record.origin.sheet, record.origin.row


def answers_for(role: Role, sheet: Sheet, column: Column) -> bool:
    """Whether a workbook answers for what stands in a column, or only repeats it."""
    if role is Role.PLAN:
        return column.part == "plan"
    return asked_in_return(sheet, column)


def _is_asked(column: Column, record: Record, entry: Entry) -> bool:
    """Whether a row is to give what the column holds: it is meant for the row, or something stands there anyhow."""
    if column.tiers and record.plan not in column.tiers:
        return False
    if entry.state is not State.BLANK or not column.where:
        return True
    return all(holds(each, Row(record, record)) for each in said_elsewhere(column))


def whose(book: Return) -> Audience:
    """Who puts right what a workbook answers for."""
    return Audience.PLAN if book.role is Role.PLAN else Audience.TEAM
