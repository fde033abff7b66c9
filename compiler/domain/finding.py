"""A finding: something wrong or odd at a place, told in four parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from compiler.domain.origin import Origin


class Severity(Enum):
    """How much a finding weighs: an error blocks a final report, a warning must be shown, a note may be listed."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Audience(Enum):
    """Who can put a finding right: the team that returned it, the members who approved the plan, or the officer."""

    TEAM = "team"
    PLAN = "plan"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at a place: where, what was found, what is allowed, what to do (and an example of it).

    `found`, `allowed` and `remedy` are sentences for a divisional officer, in the second person and the present
    tense, with the value quoted. `others` are the further cells of the same story (the first of two duplicates).
    `subject` is the reference or words of the row, so that the row is recognised after it was sorted.
    """

    code: str
    severity: Severity
    origin: Origin
    found: str
    allowed: str
    remedy: str
    example: str = ""
    value: str = ""
    subject: str = ""
    division: str = ""
    audience: Audience = Audience.TEAM
    others: tuple[Origin, ...] = ()

    @property
    def message(self) -> str:
        """The whole message in one paragraph, without its place."""
        example = f"For example: {self.example}." if self.example else ""
        return " ".join(part for part in (self.found, self.allowed, self.remedy, example) if part)
