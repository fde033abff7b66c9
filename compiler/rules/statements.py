"""K: what the narrative says of the register. Does the register bear it out?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.domain.finding import Severity
from compiler.domain.record import Kind, Record
from compiler.domain.regex import regex
from compiler.domain.returned import Return, Role
from compiler.domain.risk import RiskScore
from compiler.domain.text import fold
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import LONGEST, counted, quote

_COUNTS = {
    **{word: number for number, word in enumerate(["no", "one", "two", "three", "four", "five", "six", "seven"])},
    **{word: number for number, word in enumerate(["eight", "nine", "ten", "eleven", "twelve"], 8)},
}
_CLAUSE = regex(r"[.;,:!?]\s+|[.;,:!?]$|\n| but | while ")
_ASIDE = regex(r" (?:that|which) .*")
_SAID = regex(
    r"(?:there (?:is|are) |(?:we|the [a-z' ]*(?:department|directorate|division|council|service|team)) (?:has|have)"
    r" identified )?(?P<count>[a-z]+|[0-9]{1,3})(?: of the)?(?: key)? risks?"
    r"(?: (?:is|are|stands?))?(?: now)?(?: (?:rated|scored|at))? (?P<what>[a-z' ]+)"
)
_ABOVE = regex(r"above (?:the |our |its )?'?(?:risk )?appetite(?: line| level)?'?")
_THERE = regex(r"(?:in|within) (?:this|that) (?:region|area|part)(?: of the matrix)?")
_OF_ROLE = {Role.RETURN: ("return", "the returns score"), Role.PLAN: ("plan", "the plans' registers score")}


def disproved(case: Case) -> Iterator[Point]:
    """Clauses of a narrative that count risks otherwise than the registers of its plans or returns do."""
    tallies: dict[int, Mapping[str, int]] = {}
    told = (down for down in case.down_under("text") if down.sheet.kind is Kind.NARRATIVE)
    for cell in (cell for down in told for cell in down.cells):
        book, own = cell.book, cell.column.part == _OF_ROLE[cell.book.role][0]
        if own:
            if id(book) not in tallies:
                tallies[id(book)] = _tallies(case, book)
            if tallies[id(book)]:
                yield from _clauses(cell, tallies[id(book)])


def _clauses(cell: Answered, tallies: Mapping[str, int]) -> Iterator[Point]:
    """What is wrong in the clauses of a text; 'this region' is that above the appetite line, where that was named."""
    named = False
    for clause in _CLAUSE.split(cell.entry.raw):
        yield from _disproved(cell, clause.strip(), tallies, named)
        named = named or bool(_ABOVE.search(fold(clause)))


def _tallies(case: Case, book: Return) -> Mapping[str, int]:
    """How many risks are scored at each level, and above the appetite; none if one is not scored.

    A return's words are held against all returns, a plan's against its own register or, if it has none, against all.
    """
    rows = _registered(case, book)
    scores = [score for row in rows if (score := _score(case, row, book.role)) is not None]
    scheme = case.profile.risks
    if scheme is None or not rows or len(scores) != len(rows):
        return {}
    found: dict[str, int] = {}
    if not scheme.impact:
        found |= {fold(level.name): sum(score.levels == (level,) for score in scores) for level in scheme.levels}
    if scheme.appetite is not None:
        found["above appetite"] = sum(score.text in scheme.appetite for score in scores)
    return found


def _registered(case: Case, book: Return) -> list[Record]:
    """The rows of the registers that a workbook's words are about; none where a return leaves rows of the plan out."""
    planned = [record for plan in case.sound_plans for record in plan.of(Kind.RISK)]
    if book.role is Role.PLAN:
        return [*book.of(Kind.RISK)] or planned
    rows = [record for each in case.sound_returns for record in each.of(Kind.RISK)]
    return rows if len(rows) >= len(planned) else []


def _score(case: Case, row: Record, role: Role) -> RiskScore | None:
    """A risk's score: the one of this period in a return, the only one in a plan."""
    if role is Role.RETURN:
        return row.read("current", RiskScore)
    scores = [read for key in row.entries if (read := row.read(key, RiskScore)) and case.planned(row, key)]
    return scores[0] if len(scores) == 1 else None


def _disproved(cell: Answered, clause: str, tallies: Mapping[str, int], named: bool) -> Iterator[Point]:
    said = _SAID.fullmatch(_ASIDE.sub("", fold(clause)))
    count = _COUNTS.get(said["count"], int(said["count"]) if said["count"].isdecimal() else -1) if said else -1
    words = said["what"] if said else ""
    what = "above appetite" if _ABOVE.fullmatch(words) or (named and _THERE.fullmatch(words)) else words
    if count >= 0 and what in tallies and tallies[what] != count:
        place = "above the appetite line" if what == "above appetite" else f"at {what}"
        whose = _OF_ROLE[cell.book.role][1]
        yield point_at(
            cell,
            f"{quote(clause, LONGEST)}, says the narrative; {whose} {counted(tallies[what], 'risk')} {place}.",
            "What the report says of the register is what the register holds.",
            "Correct the sentence, or the score that is wrong.",
            for_plan="List the sentence, or the score that is wrong, for amendment of the plan.",
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
