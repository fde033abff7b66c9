"""What was decided about findings: a waiver lets one stand, for a reason and for a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from compiler.domain.finding import Finding, Severity
from compiler.domain.origin import Origin
from compiler.domain.period import say_date
from compiler.domain.text import fold

_FILE = Origin("decisions.toml")


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
