"""K: what the narrative says of the register. Does the register bear it out?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compiler.domain.finding import Severity
from compiler.domain.record import Kind
from compiler.domain.risk import RiskScore
from compiler.domain.text import fold
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, quote

_COUNTS = {
    **{word: number for number, word in enumerate(["no", "one", "two", "three", "four", "five", "six", "seven"])},
    **{word: number for number, word in enumerate(["eight", "nine", "ten", "eleven", "twelve"], 8)},
}
_CLAUSE = re.compile(r"[.;,:!?]\s+|[.;,:!?]$|\n| but | while ")
_SAID = re.compile(
    r"(?:there (?:is|are) )?(?P<count>[a-z]+|[0-9]{1,3})(?: of the)?(?: key)? risks?(?: (?:is|are|stands?))?"
    r"(?: now)?(?: (?:rated|scored|at))? (?P<what>[a-z ]+)"
)
_ABOVE = re.compile(r"above (?:the |our |its )?(?:risk )?appetite(?: line)?")


def disproved(case: Case) -> Iterator[Point]:
    """Clauses of a return's narrative that count risks otherwise than the register does."""
    tallies = _tallies(case)
    for cell in case.cells if tallies else ():
        if cell.record.kind is Kind.NARRATIVE and cell.column.key == "text" and cell.column.part == "return":
            for clause in _CLAUSE.split(cell.entry.raw):
                yield from _disproved(case, cell, clause.strip(), tallies)


def _tallies(case: Case) -> Mapping[str, int]:
    """How many risks the returns score at each level, and above the appetite; none if one is not scored."""
    scheme = case.profile.risks
    rows = [record for book in case.sound_returns for record in book.of(Kind.RISK)]
    scores = [score for row in rows if (score := row.read("current", RiskScore)) is not None]
    planned = sum(1 for book in case.sound_plans for _ in book.of(Kind.RISK))
    if scheme is None or not rows or len(scores) != len(rows) or len(rows) < planned:
        return {}
    found: dict[str, int] = {}
    if not scheme.impact:
        found |= {fold(level.name): sum(score.levels == (level,) for score in scores) for level in scheme.levels}
    if scheme.appetite is not None:
        found["above appetite"] = sum(score.text in scheme.appetite for score in scores)
    return found


def _disproved(case: Case, cell: Answered, clause: str, tallies: Mapping[str, int]) -> Iterator[Point]:
    said = _SAID.fullmatch(fold(clause))
    count = _COUNTS.get(said["count"], int(said["count"]) if said["count"].isdecimal() else -1) if said else -1
    what = "above appetite" if said and _ABOVE.fullmatch(said["what"]) else said["what"] if said else ""
    if count >= 0 and what in tallies and tallies[what] != count:
        place = "above the appetite line" if what == "above appetite" else f"at {what}"
        yield point_at(
            cell,
            f"{quote(clause)}, says the narrative; the returns score {counted(tallies[what], 'risk')} {place}.",
            "What the report says of the register is what the register holds.",
            "Correct the sentence, or the score that is wrong.",
        )


STATEMENT_RULES = (
    Rule(
        "K807",
        "The register disproves what is said of it",
        "A member who counts the register against the officer's sentence should come to the same number.",
        Severity.WARNING,
        Scope.RISKS,
        disproved,
    ),
)
