"""A finding: something wrong or odd at a place, told in four parts."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.tuples import NamedTuple


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
    `subject` is the reference or words of the row, so that the row is recognised after it was sorted. `cause` is the
    finding that this one follows from: once that is put right, this one is expected to go too.
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
    cause: Finding | None = None

    @property
    def message(self) -> str:
        """The whole message in one paragraph, without its place."""
        example = f"For example: {self.example}." if self.example else ""
        return " ".join(part for part in (self.found, self.allowed, self.remedy, example) if part)


class Story(NamedTuple):
    """A finding that stands by itself, and those that follow from it."""

    finding: Finding
    following: tuple[Finding, ...]


def stories(findings: Iterable[Finding]) -> tuple[Story, ...]:
    """The findings as stories, in their order; one whose cause is not among them stands by itself."""
    told = tuple(findings)
    there = _causes_among(told)
    if not there:
        return tuple(Story(finding, ()) for finding in told)
    under: dict[Finding, list[Finding]] = {}
    alone = [finding for finding in told if _first_cause(finding, there) is finding]
    for finding in told:
        first = _first_cause(finding, there)
        if first is not finding:
            under.setdefault(first, []).append(finding)
    causes = set(map(_place, under))
    return tuple(
        Story(finding, tuple(under.pop(finding, ())) if _place(finding) in causes else ()) for finding in alone
    )


def _causes_among(findings: Iterable[Finding]) -> frozenset[Finding]:
    """The findings that others of them follow from. They are looked for by code and place first: to compare whole
    findings takes as long as to write them down."""
    told = tuple(findings)
    places = {_place(each.cause) for each in told if each.cause is not None}
    return frozenset(each for each in told if _place(each) in places) if places else frozenset()


def _place(finding: Finding) -> tuple[object, ...]:
    """What two findings that are the same have in common at least."""
    origin = finding.origin
    return finding.code, origin.workbook, origin.row, origin.column


def _first_cause(finding: Finding, there: frozenset[Finding]) -> Finding:
    """What a finding follows from in the end, as far as that is among those that are there; else the finding itself."""
    while finding.cause is not None and finding.cause in there:
        finding = finding.cause
    return finding


def separate(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stand by themselves: each is one thing to put right."""
    return tuple(story.finding for story in stories(findings))
