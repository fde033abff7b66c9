"""F: what a workbook says of itself. Do its three places agree, and is there only one of it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from compiler.domain.agreement import grouped
from compiler.domain.finding import Audience, Severity
from compiler.domain.origin import Origin
from compiler.domain.pairing import left_over, nearest_pairs_of
from compiler.domain.period import read_period, read_year
from compiler.domain.returned import Return, Role
from compiler.domain.text import fold
from compiler.rules.case import Case
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, listed, quote

_TOLD = ("council", "department", "division", "year", "period", "role")
_MOST_SHOWN, _SHORT = 3, 40


def places_disagree(case: Case) -> Iterator[Point]:
    """Workbooks whose properties, identity sheet and cover do not say the same of them."""
    for book in case.sound:
        for field in _TOLD:
            said = [(place, words) for place, name, words in book.identity.places if name == field]
            if len({_meant(case, field, words) for _, words in said}) > 1:
                yield _disagreement(book, field, said)


def _meant(case: Case, field: str, words: str) -> str:
    """What the words stand for, so that a key and a name, or two ways to write a year, are the same."""
    year, department = case.year, case.department
    if field == "year":
        return str(read_year(words, year.start_month) or words)
    if field == "period":
        parts = case.period.parts if case.period else case.profile.calendar.periods
        return str(read_period(words, year, parts, year.start_month) or words)
    if field == "department":
        return fold(department.key if fold(words) == fold(department.name) else words)
    if field == "division" and (division := department.named(words)):
        return division.key
    return fold(words)


def _disagreement(book: Return, field: str, said: list[tuple[str, str]]) -> Point:
    first, *_ = said
    return Point(
        Origin(book.workbook),
        f"Its {field} is {listed(f'{quote(words)} in the {place}' for place, words in said)}.",
        f"The three places say the same of a workbook; {quote(first[1])} was used.",
        f"If that is wrong, send the workbook of the right {field}; if not, correct the others.",
        value=first[1],
        division=book.division,
        audience=Audience.TEAM if book.role is Role.RETURN else Audience.OFFICER,
    )


def plan_twice(case: Case) -> Iterator[Point]:
    """Two workbooks that hold one division's plan of one tier: all its rows would stand twice."""
    divisions = Counter(book.division for book in case.sound_plans)
    several = [book for book in case.sound_plans if divisions[book.division] > 1]
    held = [(book, f"{book.division}/{tier}") for book in several for tier in sorted(_tiers(book))]
    told: set[tuple[str, ...]] = set()
    for same in grouped(held, lambda pair: pair[1]).values():
        names = tuple(book.workbook for book, _ in same)
        if len(same) > 1 and names not in told:
            told.add(names)
            yield _copies([book for book, _ in same])


def _tiers(book: Return) -> set[str]:
    """The tiers that its rows name; where none does, the tier that all of them are taken for."""
    named = {record.plan for record in book.records if record.entry("plan").given}
    return named or {record.plan for record in book.records if record.plan}


def _copies(books: list[Return]) -> Point:
    first, *rest = books
    alike = f"they {differ}" if (differ := differences(books)) else "their rows are the same"
    return Point(
        Origin(first.workbook),
        f"{listed(quote(book.workbook) for book in books)} hold the plan of one division, and {alike}.",
        "Each plan is kept once; of two copies every row would be counted twice.",
        f"Keep the approved one and take out the {'others' if len(rest) > 1 else 'other'}.",
        division=first.division,
        audience=Audience.OFFICER,
        others=tuple(Origin(book.workbook) for book in rest),
    )


def differences(books: Sequence[Return]) -> str:
    """In which cells copies of one workbook differ, the first few with both sides; '' where all rows are the same."""
    first, *rest = books
    found = [each for book in rest for each in _differing(first, book)]
    more = len(found) - _MOST_SHOWN
    shown = "; ".join([*found[:_MOST_SHOWN], *([f"and {more} more"] if more > 0 else [])])
    return f"differ in {counted(len(found), 'place')}: {shown}" if found else ""


def _differing(one: Return, other: Return) -> list[str]:
    """The cells of two copies that differ, with both sides, then the rows that only one of them has."""
    places = {id(record): place for place, record in enumerate(one.records)}
    pairs = nearest_pairs_of(one.records, other.records)
    mine, theirs = left_over(one.records, other.records, pairs)
    cells = [
        f"{entry.origin.sheet}, {entry.origin.cell} ({quote(entry.raw, _SHORT)}, {quote(against, _SHORT)})"
        for pair in sorted(pairs, key=lambda pair: places[id(pair.before)])
        for column, entry in pair.before.entries.items()
        if fold(entry.raw) != fold(against := pair.now.entry(column).raw)
    ]
    return [*cells, *(f"{quote(record.label, _SHORT)}, which only one has" for record in (*mine, *theirs))]


IDENTITY_RULES = (
    Rule(
        "F112",
        "A workbook that says two things of itself",
        "A cover typed over an older file leaves open whose figures these are, and of which period.",
        Severity.WARNING,
        Scope.FILE,
        places_disagree,
    ),
    Rule(
        "F113",
        "Two workbooks hold one plan",
        "With a copy of a plan in the folder, every row of it stands twice, and which of the two is approved is open.",
        Severity.ERROR,
        Scope.FILE,
        plan_twice,
    ),
)
