"""Where a period stands: which divisions have returned, when, how late, and with how many errors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum

from compiler.domain.acceptance import Accepted, Ledger
from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.frozen import dataclass
from compiler.domain.meaning import same_meaning
from compiler.domain.pairing import pairs_of
from compiler.domain.period import Period
from compiler.domain.returned import Return
from compiler.domain.when import read_when
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile
from compiler.profile.nil import asked, said_nil


class State(Enum):
    """What became of a division's return."""

    RETURNED = "returned"
    NIL = "nil return"
    UNUSABLE = "cannot be used"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Standing:
    """One division: what became of its return, the day it came, and what is wrong in it.

    `on` is the day on which the ledger first has a return of the division, else the day on which it was prepared by
    its own words (`by_ledger` tells which); None where neither says. An entry made after the deadline may stand on the
    cover's words too. `days_late` counts from the day after the
    deadline: 0 is in time, None cannot be told; for a missing return it counts up to the day of asking. `why` says why
    a return is nil or cannot be used. `findings` are those that its team can put right, or that are about its file.
    """

    division: Division
    state: State
    book: Return | None = None
    on: dt.date | None = None
    by_ledger: bool = False
    days_late: int | None = None
    findings: tuple[Finding, ...] = ()
    accepted: Accepted | None = None
    why: str = ""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What holds up the final report."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What must be shown, but holds up nothing."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)

    @property
    def changed(self) -> bool:
        """Whether the return is not the one that was accepted any more."""
        return bool(self.accepted and self.book and self.book.sha256 != self.accepted.sha256)

    @property
    def to_chase(self) -> bool:
        """Whether its team has to be asked for something."""
        waiting = self.state is State.MISSING and self.days_late != 0
        return waiting or self.state is State.UNUSABLE or bool(self.errors)


def standings(
    department: Department,
    profile: Profile,
    period: Period,
    returns: Sequence[Return],
    before: Sequence[Return],
    gated: dict[str, str],
    findings: Sequence[Finding],
    ledger: Ledger,
    today: dt.date,
) -> tuple[Standing, ...]:
    """A standing for each division that is expected to return in the period, in the department's order.

    `gated` names the workbooks that cannot be used, with the reason.
    """
    deadline = department.deadlines.get(f"{period.year.name}/{period.name}")
    due = deadline.due if deadline else None
    made = []
    for division in department.expected(period.year.name):
        books = sorted(
            (b for b in returns if b.division == division.key), key=lambda b: (b.workbook in gated, b.workbook)
        )
        book = books[0] if books else None
        on, by_ledger = _day(ledger, period, division, book)
        state, why = _state(profile, book, [b for b in before if b.division == division.key], gated)
        made.append(
            Standing(
                division,
                state,
                book,
                on,
                by_ledger,
                _late(due, on if book else today),
                tuple(each for each in findings if _concerns(each, division, books)),
                ledger.acceptance(period.name, division.key) if book else None,
                why,
            )
        )
    return tuple(made)


def _concerns(finding: Finding, division: Division, books: Sequence[Return]) -> bool:
    """Whether a finding is for the division's team to put right."""
    own = finding.origin.workbook in {book.workbook for book in books}
    return finding.audience is Audience.TEAM and (own or finding.division == division.key)


def _day(ledger: Ledger, period: Period, division: Division, book: Return | None) -> tuple[dt.date | None, bool]:
    """The day on which a return came, and whether the ledger says so."""
    if book is None:
        return None, False
    came = [each for each in ledger.received if (each.period, each.division) == (period.name, division.key)]
    if came:
        first = min(came, key=lambda each: each.on)
        return first.on, first.seen is None
    return prepared_on(book), False


def prepared_on(book: Return) -> dt.date | None:
    """The day on which a return was prepared, as its cover says; None where it names no single day."""
    when = read_when(book.signed.get("prepared_on", ""))
    return when.start if when.start == when.end else None


def _late(due: dt.date | None, day: dt.date | None) -> int | None:
    """How many days after the deadline; None where that cannot be told."""
    if due is None or day is None:
        return None
    return max(0, (day - due).days)


def _state(profile: Profile, book: Return | None, before: Sequence[Return], gated: dict[str, str]) -> tuple[State, str]:
    if book is None:
        return State.MISSING, ""
    if not book.readable or book.workbook in gated:
        fault = book.faults[0].found if book.faults else ""
        return State.UNUSABLE, gated.get(book.workbook, fault)
    why = _nil(profile, book, before)
    return (State.NIL, why) if why else (State.RETURNED, "")


def _nil(profile: Profile, book: Return, before: Sequence[Return]) -> str:
    """Why a return tells of nothing new, in half a sentence; '' where it does tell of something."""
    said = said_nil(profile, book)
    if said:
        return said
    pairs = [pair for earlier in before for pair in pairs_of(earlier.records, book.records)]
    told = [(pair, key) for pair in pairs for key in asked(profile, pair.now) if pair.now.entry(key).given]
    if told and all(same_meaning(pair.before.entry(key), pair.now.entry(key)) for pair, key in told):
        return "every row is as in the quarter before"
    return ""
