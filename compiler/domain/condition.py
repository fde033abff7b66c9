"""Conditions on a row, as data: what the check asks of a record, and what a workbook can ask of itself by formulas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from compiler.domain.frozen import dataclass
from compiler.domain.record import Entry, Record, State
from compiler.domain.regex import regex
from compiler.domain.text import fold
from compiler.domain.verdict import Outcome, Verdict
from compiler.domain.when import When

ERROR_VALUE = regex(r"#[A-Z][A-Z0-9/_]*[!?]?")
"""What a formula that fails leaves in its cell, such as #REF!."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """The cell under `key` is blank, or says one of these (folded) words for nothing."""

    key: str
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Says:
    """The cell under `key` says one of these (folded) words."""

    key: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """The cell under `key` says something that its list has not got; `words` are all (folded) words that it may say."""

    key: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Begins:
    """The time that the cell under `key` names begins after this day."""

    key: str
    after: dt.date


@dataclass(frozen=True, slots=True)
class Ends:
    """The time that the cell under `key` names is over before this day."""

    key: str
    before: dt.date


@dataclass(frozen=True, slots=True)
class Filled:
    """At least so many cells of the row hold something."""

    least: int


@dataclass(frozen=True, slots=True)
class Due:
    """What the approved row says under `key` was due by this day."""

    key: str
    by: dt.date


@dataclass(frozen=True, slots=True)
class Judged:
    """Arithmetic says this of the row's figure and its approved target."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Reporting:
    """The row's workbook is no nil return: it has something to report."""


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold."""

    of: Condition


Condition = Unsaid | Says | Unlisted | Begins | Ends | Filled | Due | Judged | Reporting | All | Some | Not
"""A condition on one row."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a condition is asked of: a returned row, the approved row whose values stay in force, and their verdict.

    `nil` says whether the workbook is a nil return.
    """

    record: Record
    approved: Record
    verdict: Callable[[], Verdict | None] = lambda: None
    nil: bool = False


def holds(condition: Condition, row: Row) -> bool:
    """Whether a condition holds for a row. What cannot be read fulfils no condition on its date or figure."""
    match condition:
        case All(of):
            return all(holds(each, row) for each in of)
        case Some(of):
            return any(holds(each, row) for each in of)
        case Not(of):
            return not holds(of, row)
        case Reporting():
            return not row.nil
        case Filled(least):
            return sum(entry.state is not State.BLANK for entry in row.record.entries.values()) >= least
        case Judged(outcome):
            verdict = row.verdict()
            return verdict is not None and verdict.outcome is outcome
        case Due(key, by):
            due = row.approved.read(key, When)
            return due is not None and due.end is not None and due.end <= by
        case _:
            return _of_cell(condition, row.record.entry(condition.key))


def _of_cell(condition: Unsaid | Says | Unlisted | Begins | Ends, entry: Entry) -> bool:
    match condition:
        case Unsaid(_, words):
            return entry.state in (State.BLANK, State.ABSENT) or (not entry.given and fold(entry.raw) in words)
        case Says(_, words):
            return fold(entry.raw) in words
        case Unlisted():
            return entry.state is State.UNREADABLE and bool(entry.raw) and not ERROR_VALUE.fullmatch(entry.raw)
        case Begins(_, after):
            begins, _ = days_of(entry)
            return begins is not None and begins > after
        case Ends(_, before):
            _, ends = days_of(entry)
            return ends is not None and ends < before


def days_of(entry: Entry) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of the time that a cell names; None where it names none."""
    when, day = entry.read(When), entry.read(dt.date)
    return (when.start, when.end) if when is not None else (day, day)
