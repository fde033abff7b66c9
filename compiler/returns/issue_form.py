"""From the approved plans and the returns before to the form that a division fills in for a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.frozen import dataclass
from compiler.domain.language import speaking, term
from compiler.domain.pairing import nearest_pairs_of
from compiler.domain.period import Period
from compiler.domain.record import Entry, Kind, Record
from compiler.domain.returned import Return, Role
from compiler.domain.when import When
from compiler.profile.beside import ASKED, DUE, beside_key, earlier, short_name
from compiler.profile.department import Deadline, Department, Division
from compiler.profile.model import Beside, Profile, Sheet
from compiler.returns.completed import is_completed
from compiler.returns.form import Form, FormRow, Words
from compiler.returns.issue_due import due_in
from compiler.returns.issue_page import safe_text
from compiler.returns.marks import Marks
from compiler.returns.parse import tiers_of

_PROPOSED = (Kind.ACTION, Kind.RISK, Kind.MILESTONE)
"""Kinds of rows that a team may add, which its next return shows again."""

Earlier = Mapping[int, Record]
"""The earlier row of each row of the plan, by the plan row's id()."""


@dataclass(frozen=True, slots=True)
class Before:
    """One division's earlier returns: of the period before, and of the same period last year; None where there is none.

    `same_plan` says that the period before is of the same year, so that what was completed then is completed now.
    """

    before: Return | None = None
    year_ago: Return | None = None
    same_plan: bool = True

    @property
    def known(self) -> tuple[Beside, ...]:
        """Which earlier answers there are to show."""
        ways: tuple[Beside, ...] = ("before", "year_ago")
        return tuple(way for way in ways if self.of(way) is not None)

    def of(self, way: Beside) -> Return | None:
        """The earlier return of that kind."""
        return self.before if way == "before" else self.year_ago


def planned_for(profile: Profile, division: Division, plans: Sequence[Return]) -> tuple[Record, ...]:
    """The rows of the plans that a division answers for: its own, and the lead those of the tiers that the lead
    returns; in the order of the tiers, then of the plans."""
    tiers = tiers_of(profile, division)
    led = {tier.key for tier in profile.tiers if tier.returned_by == "lead"}
    order = {tier.key: place for place, tier in enumerate(profile.tiers)}
    rows = [record for plan in plans for record in plan.records if record.plan in tiers]
    own = [record for record in rows if record.plan in led or record.division == division.key]
    return tuple(sorted(own, key=lambda record: order.get(record.plan, len(order))))


@speaking
def return_form(
    profile: Profile,
    department: Department,
    division: Division,
    period: Period,
    plans: Sequence[Return],
    past: Before,
    *,
    protect: bool = False,
) -> Form | None:
    """The form of one division's return for a period; None if the plans have no row for it.

    What the plans say stands in it as they say it, under the same marks; what was answered before stands beside the
    empty cells; actions completed earlier in the year stand at the bottom with what was answered then; rows that the
    team added itself last time, and that no plan holds, come again after those of the plan.
    """
    planned = planned_for(profile, division, plans)
    if not planned:
        return None
    maker = _Maker(profile, period, planned, past, _doubtful(plans))
    rows = {sheet.key: tuple(maker.rows(sheet)) for sheet in profile.sheets if "return" in sheet.roles}
    if division.lead:
        rows |= {sheet.key: _blocks(profile, sheet) for sheet in profile.sheets if _is_narrative(sheet)}
    held = {record.plan for record in planned}
    year, name = period.year.name, period.name
    shown = past.known
    told = [period, *(period.previous() for way in shown if way == "before")]
    return Form(
        profile=profile,
        department=department,
        division=division,
        role=Role.RETURN,
        year=period.year,
        period=period,
        tiers=tuple(tier.key for tier in profile.tiers if tier.key in held),
        rows=rows,
        legend=tuple(line for plan in plans if _holds(plan, planned) for line in plan.legend.items()),
        notice=next(filter(None, (department.notice(each.year.name, each.name) for each in told)), ""),
        deadline=department.deadlines.get(f"{year}/{name}", Deadline()).due,
        beside=shown,
        open=True,
        protect=protect,
    )


def _holds(plan: Return, planned: Sequence[Record]) -> bool:
    own = {id(record) for record in plan.records}
    return any(id(record) in own for record in planned)


def _doubtful(plans: Sequence[Return]) -> Mapping[str, tuple[str, ...]]:
    """The doubtful columns of each row by its mark."""
    found: dict[str, tuple[str, ...]] = {}
    for plan in plans:
        for identity, column in sorted(plan.doubtful):
            found[identity] = (*found.get(identity, ()), column)
    return found


def _is_narrative(sheet: Sheet) -> bool:
    return sheet.kind is Kind.NARRATIVE and "return" in sheet.roles and sheet.column("block") is not None


def _blocks(profile: Profile, sheet: Sheet) -> tuple[FormRow, ...]:
    """A row for each block of the report that the officer writes, with what it is to tell."""
    return tuple(FormRow({"block": block.name, ASKED: _capital(block.prompt)}) for block in profile.blocks)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class _Maker:
    """Makes the rows of one form, sheet by sheet."""

    def __init__(
        self,
        profile: Profile,
        period: Period,
        planned: Sequence[Record],
        past: Before,
        doubtful: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._profile, self._period, self._planned, self._past = profile, period, planned, past
        self._doubtful = doubtful
        self._matched: dict[Beside, Earlier] = {way: self._match(way) for way in past.known}
        self._marks = Marks()

    def _match(self, way: Beside) -> Earlier:
        book = self._past.of(way)
        records = [] if book is None else list(book.records)
        return {id(pair.now): pair.before for pair in nearest_pairs_of(records, list(self._planned))}

    def rows(self, sheet: Sheet) -> Iterator[FormRow]:
        """The rows of a sheet: those of the plan, then those that the team itself added."""
        if "plan" not in sheet.roles:
            return
        for record in self._planned:
            if record.kind is sheet.kind:
                yield self._row(sheet, record)
        for record in self._added(sheet):
            yield FormRow({**plan_cells(sheet, record), **self._beside(sheet, {"before": record})})

    def _row(self, sheet: Sheet, record: Record) -> FormRow:
        found = {way: rows[id(record)] for way, rows in self._matched.items() if id(record) in rows}
        before = found.get("before")
        cells = {**plan_cells(sheet, record), **self._beside(sheet, found)}
        settled = self._past.same_plan and is_completed(self._profile, before, self._period.previous().last_day)
        if before is not None and settled:
            cells |= self._answered_then(sheet, before)
        elif sheet.kind is Kind.INDICATOR and sheet.column("rating"):
            due = due_in(self._profile, self._period, record, self._last_told(found))
            cells |= {DUE: due.words} | ({"rating": due.rating} if due.rating else {})
        marked = self._marks.of(record) if sheet.column("identity") else ""
        doubtful = tuple(key for key in self._doubtful.get(record.identity, ()) if sheet.column(key))
        return FormRow(cells, marked, str(record.origin), doubtful, settled)

    def _last_told(self, found: Mapping[Beside, Record]) -> tuple[Period, Record] | None:
        """The earlier answer that tells how the figure is reported, with its period: of this plan, or of last year."""
        way: Beside = "before" if self._past.same_plan else "year_ago"
        return (earlier(self._period, way), found[way]) if way in found else None

    def _beside(self, sheet: Sheet, found: Mapping[Beside, Record]) -> dict[str, Words]:
        """What was answered then, in the words of then, as far as a cell holds them."""
        asked = [column for column in sheet.columns if column.part == "return"]
        cells = {
            beside_key(column.key, way): safe_text(record.entry(column.key).raw)
            for way, record in found.items()
            for column in asked
            if way in column.beside
        }
        return {key: words for key, words in cells.items() if words}

    def _answered_then(self, sheet: Sheet, before: Record) -> dict[str, Words]:
        """The answers of a completed action: its rating, its day, and in place of old news that it is completed."""
        when = before.entry("completed")
        told = term("Completed, as returned for {period}.", period=short_name(self._period.previous()))
        told = term("Completed on {day}.", day=when.raw) if when.given else told
        answers = {"rating": before.entry("rating").raw, "progress": told, "completed": _typed("when", when)}
        return {key: words for key, words in answers.items() if words and sheet.column(key)}

    def _added(self, sheet: Sheet) -> Iterator[Record]:
        """Rows without a mark that the team added last time, and that are no rows of the plan."""
        book = self._past.before
        if book is None or not self._past.same_plan or sheet.kind not in _PROPOSED:
            return
        taken = {id(record) for record in self._matched["before"].values()}
        yield from (each for each in book.of(sheet.kind) if not each.identity and id(each) not in taken)


def plan_cells(sheet: Sheet, record: Record) -> dict[str, Words]:
    """What the plan says of a row, in its own words and in the columns that are meant for its tier."""
    cells = {
        column.key: _typed(column.type, record.entry(column.key))
        for column in sheet.columns
        if column.part == "plan" and (not column.tiers or record.plan in column.tiers)
    }
    return {key: words for key, words in cells.items() if words != ""}


def _typed(kind: str, entry: Entry) -> Words:
    """The words as they stand in the plan; a day that is written as dd/mm/yyyy as a date, so that it sorts as one."""
    day = entry.read(dt.date) if kind == "date" else None
    when = entry.read(When) if kind == "when" else None
    if when is not None and when.start == when.end:
        day = when.start
    return day if day is not None and f"{day:%d/%m/%Y}" == entry.raw else entry.raw
