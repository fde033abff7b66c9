"""What was decided: findings let stand, conflicts settled, amendments, plans approved; and what members asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from compiler.domain.finding import Finding, Severity
from compiler.domain.frozen import dataclass, replace
from compiler.domain.origin import Origin
from compiler.domain.period import say_date
from compiler.domain.text import fold

if TYPE_CHECKING:
    from compiler.domain.question import Question

FILE = "decisions.toml"
_FILE = Origin(FILE)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody answerable let stand: which one, why, who decided it, and until when.

    `code` is the finding's code. `division`, `workbook`, `cell` and `reference` narrow it down to where it stands;
    what is left blank matches any. `origin` is the line of the settings file that says so.
    """

    code: str
    reason: str
    by: str
    until: dt.date
    division: str = ""
    workbook: str = ""
    cell: str = ""
    reference: str = ""
    on: dt.date | None = None
    origin: Origin = _FILE

    def covers(self, finding: Finding) -> bool:
        """Whether the waiver speaks of this finding."""
        wanted = (
            (self.code, finding.code),
            (self.division, finding.division),
            (self.workbook, finding.origin.workbook),
            (self.cell, finding.origin.cell),
            (self.reference, finding.subject),
        )
        return all(not given or fold(given) == fold(found) for given, found in wanted)

    def stands(self, day: dt.date | None) -> bool:
        """Whether it still holds on a day."""
        return day is None or day <= self.until

    @property
    def words(self) -> str:
        """The waiver in a sentence."""
        return f"Waived until {say_date(self.until)} by {self.by}: {self.reason.rstrip('.')}."


def waived(finding: Finding, waivers: tuple[Waiver, ...], day: dt.date | None) -> Finding:
    """The finding as it stands after the waivers: one that is covered stays visible as a note that says so."""
    for waiver in waivers:
        if waiver.covers(finding) and waiver.stands(day):
            return replace(finding, severity=Severity.NOTE, remedy=waiver.words, example="")
    return finding


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a conflict between returns of a period was settled: what counts, who decided it and when.

    `between` names the sides as tier and division ('divisional/safeguarding') and `said` what each had typed, in the
    same order: the settlement holds only while they still say so. `counts` is the value that counts, as typed.
    """

    year: str
    period: str
    kind: Literal["action", "indicator", "risk"]
    reference: str
    column: str
    between: tuple[str, ...]
    said: tuple[str, ...]
    counts: str
    by: str
    on: dt.date
    reason: str = ""
    origin: Origin = _FILE

    @property
    def words(self) -> str:
        """The settlement in a sentence."""
        why = f": {self.reason.rstrip('.')}" if self.reason else ""
        return f"Settled as '{self.counts}' by {self.by} on {say_date(self.on)}{why}."


@dataclass(frozen=True, slots=True)
class Amendment:
    """What the members decided on a proposed change of an approved plan.

    The row is named by `reference`, or by its `mark` where it has none; `plan` is the tier, needed only where the
    division has the reference in two. An approved value counts in every period whose last day is `effective` or later.
    """

    year: str
    division: str
    column: str
    was: str
    to: str
    decision: Literal["approved", "refused"]
    by: str
    on: dt.date
    meeting: str = ""
    reference: str = ""
    mark: str = ""
    plan: str = ""
    effective: dt.date | None = None
    origin: Origin = _FILE

    @property
    def approved(self) -> bool:
        """Whether the members agreed to the change."""
        return self.decision == "approved"

    @property
    def starts(self) -> dt.date:
        """The day from which an approved value counts."""
        return self.effective or self.on

    @property
    def words(self) -> str:
        """The decision in half a sentence: 'approved by the Cabinet Member on 4 June 2008 (Cabinet)'."""
        meeting = f" ({self.meeting})" if self.meeting else ""
        return f"{self.decision} by {self.by} on {say_date(self.on)}{meeting}"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A decision on an amendment that does not fit the plan, and why, in a sentence."""

    amendment: Amendment
    why: str


@dataclass(frozen=True, slots=True)
class Approval:
    """That a plan was approved: its file as it was then (by its hash), by whom, at which meeting, and when."""

    year: str
    plan: str
    sha256: str
    by: str
    on: dt.date
    meeting: str = ""
    origin: Origin = _FILE


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything that a department decided, in the order in which it stands in its file."""

    waivers: tuple[Waiver, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    approvals: tuple[Approval, ...] = ()
    questions: tuple[Question, ...] = ()

    def settled_in(self, year: str, period: str) -> tuple[Settlement, ...]:
        """The settlements of one period."""
        return tuple(each for each in self.settlements if (each.year, each.period) == (year, period))


NOTHING_DECIDED = Decisions()
