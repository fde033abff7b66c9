"""A case: everything that a rule may look at, with what is looked up often made ready once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, get_args

from compiler.domain.acceptance import Changed
from compiler.domain.agreement import grouped
from compiler.domain.condition import Row
from compiler.domain.decision import NOTHING_DECIDED, Decisions, Misfit
from compiler.domain.finding import Audience
from compiler.domain.frozen import dataclass, replace
from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.record import Kind, Record, State
from compiler.domain.reference import Reference
from compiler.domain.returned import Fault, FaultKind, Return, Role
from compiler.domain.text import fold
from compiler.profile.department import Department
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, ColumnType, Profile, Sheet
from compiler.profile.nil import said_nil
from compiler.profile.row_checks import Asked, asked_in_return, row_checks
from compiler.profile.verdicts import verdict_of
from compiler.rules.amiss import Asking, amiss_in, asking
from compiler.rules.columnwise import Answered as Answered
from compiler.rules.columnwise import Down, Place, Rows, by_sheet, is_asked
from compiler.rules.gate import Mismatch, Wanted, Wrong, mismatch
from compiler.rules.texts import SeveralTexts, Texts

if TYPE_CHECKING:  # what conflicts and the thread are made of is loaded where a rule asks for them: 2 ms of a start
    from compiler.domain.conflict import Conflict, Settled
    from compiler.domain.lookup import Runs
    from compiler.domain.thread import Thread
    from compiler.rules.placed import OwnReferences, Placed

T = TypeVar("T")

MANY = 40
"""Workbooks of which what was worked out may be held until the end."""
EVERY_TYPE: tuple[str, ...] = get_args(ColumnType)
"""The types that columns have."""


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
    def _laid_out(self) -> Mapping[int, tuple[Rows, ...]]:
        return _Made(lambda book: tuple(self._rows(book, book.records)), self.sound)

    def _rows(self, book: Return, records: Iterable[Record], only: frozenset[Origin] | None = None) -> Iterator[Rows]:
        for name, rows in by_sheet(records):
            sheet, columns, in_order = self._columns(book, name)
            if columns:
                yield Rows(book, sheet, in_order, rows, only)

    def rows_of(self, book: Return) -> tuple[Rows, ...]:
        """The rows of a workbook that can be used, sheet by sheet, with all that it answers for."""
        return self._laid_out[id(book)]

    @cached_property
    def asked(self) -> tuple[Rows, ...]:
        """The rows whose cells are asked for: of all workbooks, or where only returns are asked for, of those alone.

        They have the cells that their workbook answers for: what a return repeats from the plan is the plan's.
        """
        if self.cited is not None:
            places = {(place.workbook, place.sheet, place.row) for place in self.cited}
            cited = ((b, [r for r in b.records if _row_of(r) in places]) for b in self.sound_plans)
            return tuple(rows for book, records in cited for rows in self._rows(book, records, self.cited))
        books = self.sound_returns if self.of_returns else self.sound
        return tuple(rows for book in books for rows in self._laid_out[id(book)])

    @cached_property
    def cells(self) -> tuple[Answered, ...]:
        """Every cell that is asked for, row by row. Most rules need but those of a column, a type or a state."""
        return tuple(cell for rows in self.asked for cell in rows.cells(rows.columns))

    @cached_property
    def _of_types(self) -> dict[tuple[str, ...], Sequence[Answered]]:
        return {}

    def of_type(self, *types: str) -> Sequence[Answered]:
        """The cells that are asked for under columns of some types, row by row."""
        found = self._of_types.get(types)
        if found is None:
            found = self._of_types[types] = _of_type(self.asked, types)
        return found

    @cached_property
    def every_down(self) -> tuple[Down, ...]:
        """The columns of the cells that are asked for, workbook by workbook."""
        return tuple(rows.down(column) for rows, column in self._columns_asked)

    @cached_property
    def _columns_asked(self) -> Sequence[tuple[Rows, Column]]:
        return [(rows, column) for rows in self.asked for column in rows.columns]

    @cached_property
    def _by_type(self) -> Mapping[str, list[tuple[Rows, Column]]]:
        return grouped(self._columns_asked, lambda each: each[1].type)

    def down(self, *types: str) -> Iterator[Down]:
        """The columns of some types of the cells that are asked for, one type after the other."""
        return self._one_by_one(pair for each in types for pair in self._by_type.get(each, ()))

    def _one_by_one(self, asked: Iterable[tuple[Rows, Column]]) -> Iterator[Down]:
        """Columns of rows; of many workbooks each goes before the next is laid out."""
        many = len(self.books) > MANY
        for rows, column in asked:
            yield rows.down(column)
            if many:
                rows.let_go()

    def in_state(self, *states: State) -> Iterator[Answered]:
        """The cells that are asked for and are in one of these states, column by column."""
        return (cell for down in self.every_down for cell in down.in_state(*states))

    @cached_property
    def _texts(self) -> dict[str, Texts]:
        return {}

    def texts(self, type: str) -> Texts:
        """All that the cells asked for under columns of a type say as typed, each text once."""
        found = self._texts.get(type)
        if found is None:
            said = frozenset[str]().union(*(down.said for down in self.down(type)))
            found = self._texts[type] = Texts(tuple(said))
        return found

    def texts_of(self, *types: str) -> SeveralTexts:
        """The same of several types."""
        return SeveralTexts([self.texts(type) for type in types])

    def saying(self, words: Collection[str], *types: str) -> Iterator[Answered]:
        """The cells asked for under columns of some types that say, as typed, one of these words, row by row."""
        return (down.cell(number) for down, number in self.places(words, *types))

    def places(self, words: Collection[str], *types: str) -> Iterator[Place]:
        """The same cells, of which none is made yet."""
        wanted = frozenset(words)
        for rows in self.asked if wanted else ():
            yield from rows.saying(wanted, (rows.down(column) for column in rows.columns if column.type in types))

    @cached_property
    def _worked_out(self) -> dict[object, object]:
        return {}

    def once(self, make: Callable[[Case], T]) -> T:
        """What several rules need of the cells asked for, worked out by the first of them."""
        return _made_once(self._worked_out, make, self)

    @cached_property
    def _kept(self) -> dict[object, object]:
        return {}

    def kept(self, make: Callable[[Case], T]) -> T:
        """What several rules need of the workbooks whatever cells are asked for, worked out by the first of them."""
        return _made_once(self._kept, make, self)

    def let_go(self, whole: bool = False) -> None:
        """Let go of what was worked out of the cells, or of the `whole` case: it is worked out again when asked for."""
        of_rows = self._laid_out.values()
        worked_out = vars(self).keys() - self.__dataclass_fields__.keys()
        for name in worked_out if whole else worked_out & _OF_CELLS:
            del vars(self)[name]
        for rows in chain.from_iterable(of_rows):
            rows.let_go()

    def asked_otherwise(self, of_returns: bool, cited: frozenset[Origin] | None = None) -> Case:
        """The same case asked for other cells: what was worked out of all its cells, and of its rows, is kept."""
        other = replace(self, of_returns=of_returns, cited=cited)
        held = {name: value for name, value in vars(self).items() if name not in vars(other) and name not in _OF_ASKED}
        vars(other).update(held)
        return other

    @cached_property
    def _under(self) -> Mapping[str, list[tuple[Rows, Column]]]:
        return grouped(self._columns_asked, lambda each: each[1].key)

    def down_under(self, *keys: str) -> Iterator[Down]:
        """The columns of some keys of the cells that are asked for, one key after the other."""
        return self._one_by_one(pair for key in keys for pair in self._under.get(key, ()))

    def asks_under(self, *keys: str) -> bool:
        """Whether there are columns of one of some keys among those asked for."""
        return any(key in self._under for key in keys)

    def under(self, key: str) -> Sequence[Answered]:
        """The cells that are asked for under the columns of one key."""
        return [cell for down in self.down_under(key) for cell in down.cells]

    @cached_property
    def _amiss(self) -> Mapping[str, list[Answered]]:
        """The cells that do not give what is asked of their row, by the code of what is asked."""
        found: dict[str, list[Answered]] = {}
        for sheet in self.profile.sheets:
            for column in sheet.columns:
                held = [down for down in self.down_under(column.key) if down.sheet.key == sheet.key]
                checks = _asking_of(self, sheet, column) if held else {}
                for down in held if checks else ():
                    for code, cells in amiss_in(down, checks, self._row):
                        found.setdefault(code, []).extend(cells)
        return found

    def _row(self, down: Down, number: int) -> Row:
        record = down.records[number]
        approved = self.approved(record)
        return Row(record, approved, partial(verdict_of, self.profile, record, approved), id(down.book) in self.nil)

    @cached_property
    def nil(self) -> frozenset[int]:
        """The returns that say that there is nothing to report, by id."""
        return frozenset(id(book) for book in self.sound_returns if said_nil(self.profile, book))

    def amiss(self, asked: Asked) -> Sequence[Answered]:
        """The cells that do not give what is asked of their row."""
        return self._amiss.get(asked.code, ())

    @cached_property
    def _asked(self) -> dict[tuple[Role, str], tuple[Sheet, Mapping[str, Column], Sequence[Column]]]:
        return {}

    def _columns(self, book: Return, name: str) -> tuple[Sheet, Mapping[str, Column], Sequence[Column]]:
        """A sheet of a workbook, with the columns that the workbook answers for by their keys and in their order."""
        mark = book.role, book.renamed.get(name, name)
        found = self._asked.get(mark)
        if found is None:
            sheet = self.sheet(book, name)
            columns = {c.key: c for c in sheet.columns if answers_for(book.role, sheet, c)} if sheet else {}
            found = self._asked[mark] = (sheet or self.profile.sheets[0], columns, tuple(columns.values()))
        return found

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What the returns of the period say differently of one row, in the department's order of divisions."""
        from compiler.domain.conflict import conflicts_between
        from compiler.profile.topics import topics_of

        ordered = self.department.in_order
        return conflicts_between(ordered(self.sound_returns), ordered(self.sound_plans), topics_of(self.profile))

    @cached_property
    def _plans(self) -> Placed:
        from compiler.rules.placed import Placed

        return Placed(self.sound_plans)

    def planned(self, record: Record, key: str) -> Answered | None:
        """The cell of a plan's row under a column, where the plan answers for it; None where there is no such cell."""
        book = self._plans.book_of(record) if record.has(key) else None
        if book is None:
            return None
        sheet, columns, _ = self._columns(book, record.sheet)
        column = columns.get(key)
        entry = record.entry(key) if column is not None else None
        if column is None or entry is None or not is_asked(column, record, entry):
            return None
        return Answered(book, sheet, column, record, entry)

    @cached_property
    def planned_rows(self) -> Mapping[str, Sequence[Record]]:
        """The rows of the plans by the division that answers for them."""
        found: dict[str, list[Record]] = {}
        for book in self.sound_plans:
            for record in book.records:
                found.setdefault(record.division, []).append(record)
        return found

    @property
    def types_asked(self) -> frozenset[str]:
        """The types of the columns in which the cells stand that are asked for."""
        return frozenset(down.column.type for down in self.every_down if down.records)

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
        from compiler.profile.thread import thread_of

        return thread_of(self.profile, (record for book in self.sound_plans for record in book.records))

    def heading(self, column: Column) -> str:
        """What a column is called in this period's workbooks."""
        return heading_words(column.heading, self.year, self.period)

    def faults(self, *kinds: FaultKind) -> Iterator[tuple[Return, Fault]]:
        """What is odd about the shape of the workbooks that can be used."""
        return ((book, fault) for book in self.sound for fault in book.faults if fault.kind in kinds)

    @cached_property
    def _own_references(self) -> OwnReferences:
        from compiler.rules.placed import OwnReferences

        return OwnReferences(self.sound)

    def rows(self, reference: Reference) -> tuple[Record, ...]:
        """The rows of plans and returns that have a reference as their own."""
        return self._own_references.rows(reference)

    def has_row(self, reference: Reference) -> bool:
        """Whether any row of a plan or a return has a reference as its own."""
        return reference in self._own_references

    @property
    def families(self) -> Collection[str]:
        """The families of references that these plans and returns have a table for."""
        return self._own_references.numbers.keys()

    @property
    def numbered(self) -> Mapping[str, Runs]:
        """The first numbers of the references that rows have, by the family of the references."""
        return self._own_references.numbers

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


_CHECKS: dict[tuple[int, int, str, str], tuple[Profile, Column, Asking]] = {}
_MOST_CHECKS = 4_096


def _asking_of(case: Case, sheet: Sheet, column: Column) -> Asking:
    """What is asked of a column, worked out once: where divisions are checked one by one it took 1.4 ms of each."""
    mark = id(case.profile), id(column), case.year.name, str(case.period)
    known = _CHECKS.get(mark)
    if known is None or known[0] is not case.profile or known[1] is not column:
        if len(_CHECKS) > _MOST_CHECKS:
            _CHECKS.clear()
        checks = row_checks(case.profile, sheet, column, case.year, case.period)
        known = _CHECKS[mark] = case.profile, column, asking(checks, column)
    return known[2]


def _made_once(held: dict[object, object], make: Callable[[Case], T], case: Case) -> T:
    if make not in held:
        held[make] = make(case)
    found: T = held[make]  # type: ignore[assignment]
    return found


_OF_ASKED = frozenset(
    (
        "asked",
        "_columns_asked",
        "cells",
        "_of_types",
        "every_down",
        "_by_type",
        "_under",
        "_texts",
        "_worked_out",
        "_amiss",
    )
)
"""What is worked out of a case's cells that are asked for."""
_OF_CELLS = frozenset(("cells", "_of_types", "every_down", "_texts", "_worked_out", "_amiss"))
"""What is worked out of a case's cells, and grows with what they say."""


class _Made(dict[int, tuple[Rows, ...]]):
    """What is made of each workbook when it is first asked for, by its id."""

    def __init__(self, make: Callable[[Return], tuple[Rows, ...]], books: Sequence[Return]) -> None:
        super().__init__()
        self._make, self._books = make, {id(book): book for book in books}

    def __missing__(self, key: int) -> tuple[Rows, ...]:
        self[key] = made = self._make(self._books[key])
        return made


def _of_type(every: Iterable[Rows], types: Collection[str]) -> list[Answered]:
    """The cells of rows under columns of some types."""
    asked = ((rows, [column for column in rows.columns if column.type in types]) for rows in every)
    return [cell for rows, columns in asked if columns for cell in rows.cells(columns)]


def _row_of(record: Record) -> tuple[str, str, int]:
    return record.workbook, record.sheet, record.row


def answers_for(role: Role, sheet: Sheet, column: Column) -> bool:
    """Whether a workbook answers for what stands in a column, or only repeats it."""
    if role is Role.PLAN:
        return column.part == "plan"
    return asked_in_return(sheet, column)


def whose(book: Return) -> Audience:
    """Who puts right what a workbook answers for."""
    return Audience.PLAN if book.role is Role.PLAN else Audience.TEAM
