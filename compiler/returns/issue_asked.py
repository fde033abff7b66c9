"""What a workbook asks of its own rows: the checks of each sheet, and what they find in the rows as they are issued."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from compiler.domain.book import Cell, CellKind
from compiler.domain.condition import All, Condition, Filled, Not, Row, Says, Some, Unsaid, holds
from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass
from compiler.domain.limits import Limits, limits_of
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.target_model import Target
from compiler.domain.when import When
from compiler.profile.bands import bands_of
from compiler.profile.choices import choices
from compiler.profile.model import Column, Profile, Sheet
from compiler.profile.polarity import polarity_of
from compiler.profile.row_checks import NOT_GIVEN, Asked, asked_in_return, row_checks
from compiler.profile.verdicts import tolerance_of, verdict_of
from compiler.profile.where import meant_for
from compiler.returns.entries import Reading, read_entry
from compiler.returns.form import Form, FormRow, Shown, Words
from compiler.returns.issue_formula import serial
from compiler.returns.rows import NAMING, TOTALS

_DATE_FORMAT = "dd/mm/yyyy"
_WEIGHTS = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of what is asked: of which sheet and column, what is amiss, and whether it holds up the return."""

    sheet: Sheet
    column: Column
    asked: Asked
    when: Condition
    blocks: bool


def checks_of(form: Form, sheet: Sheet) -> Iterator[Check]:
    """What is asked of each column of a sheet, as the profile weighs it; what it switches off is left out."""
    for column in form.columns(sheet):
        if column.part == "beside" or not asked_in_return(sheet, column):
            continue
        found: dict[tuple[Asked, bool], list[Condition]] = {}
        for check in row_checks(form.profile, sheet, column, form.year, form.period):
            weight = _weight(form, check.asked, check.most)
            # A row is known by its naming columns, so none of them can be blank in a row that has no other.
            if weight and not (check.asked == NOT_GIVEN and column.key in NAMING):
                found.setdefault((check.asked, weight is Severity.ERROR), []).append(check.when)
        for (asked, blocks), conditions in found.items():
            amiss = Some(tuple(conditions)) if len(conditions) > 1 else conditions[0]
            when = All((*meant_for(form.profile, column), amiss, is_row(form, sheet)))
            yield Check(sheet, column, asked, when, blocks)


def _weight(form: Form, asked: Asked, most: Severity) -> Severity | None:
    """What a thing weighs in this period by the profile, as for the check; None where it is switched off."""
    weighing = form.profile.severities.get(asked.code)
    word = weighing.at(form.period, form.year) if weighing else asked.severity.value
    return None if word == "off" else min(Severity(word), most, key=_WEIGHTS.index)


def is_row(form: Form, sheet: Sheet) -> Condition:
    """That a row is one of the table's, and no blank one, footnote or total."""
    keys = [column.key for column in form.columns(sheet) if column.part != "beside"]
    named = [key for key in keys if key in NAMING]
    totals = tuple(Not(Says(key, TOTALS)) for key in named if key != "identity" and sheet.kind is not Kind.RESOURCE)
    alone = len(keys) == 1 or sheet.kind is Kind.NARRATIVE
    return All((Some(tuple(Not(Unsaid(key)) for key in named)), Filled(1 if alone else 2), *totals))


def records_of(form: Form, sheet: Sheet) -> tuple[Record, ...]:
    """The rows of a sheet as the check will read them from the workbook; their row is their place in the form, from 1.

    Rows that were completed earlier come last, as in the workbook.
    """
    rows = sorted(form.rows.get(sheet.key, ()), key=lambda row: row.settled)
    return tuple(_record(form, sheet, row, number) for number, row in enumerate(rows, 1))


def _record(form: Form, sheet: Sheet, row: FormRow, number: int) -> Record:
    where = Origin("", sheet.name, number)
    columns = [column for column in form.columns(sheet) if column.part != "beside"]
    entries = {
        column.key: read_entry(
            _cell(row.identity if column.part == "identity" else row.cells.get(column.key, "")),
            column,
            where,
            Reading(form.profile, form.year, choices(form.profile, column)[1]),
        )
        for column in columns
    }
    return Record(sheet.kind, form.division.tier, form.division.key, row.identity, where, entries)


def _cell(words: Words) -> Cell:
    if isinstance(words, str):
        return Cell(1, 1, words, CellKind.TEXT)
    if isinstance(words, dt.date):
        days = serial(words)
        return Cell(1, 1, str(days), CellKind.DATE, Decimal(days), words, _DATE_FORMAT)
    number = words.number if isinstance(words, Shown) else words
    plain = Cell(1, 1, f"{number:.15g}", CellKind.NUMBER, Decimal(f"{number:.15g}"))
    return plain._replace(format=words.format) if isinstance(words, Shown) else plain


def found_in(form: Form, check: Check, records: Sequence[Record]) -> tuple[int, ...]:
    """The places, from 1, of the rows in which something is amiss."""
    return tuple(record.origin.row for record in records if holds(check.when, _row(form.profile, record)))


def _row(profile: Profile, record: Record) -> Row:
    return Row(record, record, lambda: verdict_of(profile, record, record))


@dataclass(frozen=True, slots=True)
class Approval:
    """What is approved for a row, in numbers: the last day by which it was due, and the limits of its target."""

    due: int = 0
    limits: Limits | None = None


def approvals(form: Form, records: Mapping[str, Sequence[Record]]) -> dict[str, Approval]:
    """What is approved for each row that has a mark, by that mark, where formulas can use it."""
    found: dict[str, Approval] = {}
    for sheet in form.sheets:
        rated = sheet.column("rating") is not None and sheet.column("identity") is not None
        for record in records[sheet.key] if rated else ():
            approval = _approval(form.profile, sheet, record)
            if record.identity and approval != Approval():
                found[record.identity] = approval
    return found


def _approval(profile: Profile, sheet: Sheet, record: Record) -> Approval:
    due, target, figure = record.read("due", When), record.read("target", Target), sheet.column("figure")
    # A column with a unit of its own gives that unit to bare figures, which a formula cannot know.
    # Where the plan gives limits of its own, they say which rating a figure has, and the target does not.
    by_target = target if not bands_of(profile, record) else None
    limits = limits_of(by_target, polarity_of(profile, record), tolerance_of(profile)) if by_target else None
    return Approval(serial(due.end) if due and due.end else 0, limits if figure and not figure.unit else None)
