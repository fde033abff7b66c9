"""F: the file as a whole. Is this the workbook that is wanted, and is there anything in it that is left alone?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.finding import Audience, Severity
from compiler.domain.origin import Origin
from compiler.domain.returned import Fault, FaultKind, Return, Role
from compiler.domain.text import nearest
from compiler.rules.case import Case, whose
from compiler.rules.gate import Mismatch, Wrong
from compiler.rules.identity_places import differences
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote, sentence

_ROLES = {"plan": "an approved plan", "return": "a return"}


def _called(case: Case, book: Return) -> str:
    """What is wanted of a workbook: 'return for Quarter 1 2008/09', 'plan for 2008/09'."""
    when = case.period.short if case.period and book.role is Role.RETURN else case.year.label
    return f"{book.role.value} for {when}"


def _wrong(case: Case, wrong: Wrong) -> Iterator[tuple[Return, Mismatch]]:
    return ((book, mismatch) for book, mismatch in case.wrong if mismatch.wrong is wrong)


def _point(
    book: Return, found: str, allowed: str, remedy: str, value: str = "", others: tuple[Origin, ...] = ()
) -> Point:
    return Point(
        Origin(book.workbook),
        found,
        allowed,
        remedy,
        value=value,
        division=book.division,
        audience=Audience.TEAM if book.role is Role.RETURN else Audience.OFFICER,
        others=others,
    )


def no_workbook(case: Case) -> Iterator[Point]:
    """Files that are called workbooks and are something else."""
    for book, _ in _wrong(case, Wrong.NO_WORKBOOK):
        fault = next(
            (f for f in book.faults if f.kind is FaultKind.NOT_A_WORKBOOK),
            Fault(FaultKind.NOT_A_WORKBOOK, Origin(book.workbook)),
        )
        yield _point(book, fault.found or f"{book.workbook} cannot be read.", "", fault.detail)


def other_council(case: Case) -> Iterator[Point]:
    """Workbooks of another council."""
    for book, wrong in _wrong(case, Wrong.COUNCIL):
        yield _point(
            book,
            f"This workbook says that it belongs to {quote(wrong.said)}.",
            f"Wanted is a workbook of {wrong.wanted}.",
            f"Check which file you picked, and send your {_called(case, book)}.",
            wrong.said,
        )


def other_department(case: Case) -> Iterator[Point]:
    """Workbooks of another department of the council."""
    for book, wrong in _wrong(case, Wrong.DEPARTMENT):
        yield _point(
            book,
            f"This workbook says that it belongs to the department {quote(wrong.said)}.",
            f"Wanted is a workbook of {wrong.wanted}.",
            f"Check which file you picked, and send your {_called(case, book)}.",
            wrong.said,
        )


def plan_for_return(case: Case) -> Iterator[Point]:
    """A plan where a return is wanted, or the reverse."""
    for book, wrong in _wrong(case, Wrong.ROLE):
        yield _point(
            book,
            f"This workbook says that it is {_ROLES[wrong.said]}.",
            f"Wanted is {_ROLES[wrong.wanted]}.",
            f"Check which file you picked, and send the {_called(case, book)}.",
            wrong.said,
        )


def other_year(case: Case) -> Iterator[Point]:
    """Workbooks of another year."""
    yield from _other_time(case, Wrong.YEAR)


def other_period(case: Case) -> Iterator[Point]:
    """Returns of another period."""
    yield from _other_time(case, Wrong.PERIOD)


def _other_time(case: Case, wrong: Wrong) -> Iterator[Point]:
    for book, mismatch in _wrong(case, wrong):
        yield _point(
            book,
            f"This workbook says that it is for {quote(mismatch.said)}.",
            f"Wanted is the {_called(case, book)}.",
            "Check which file you picked, and send the right one.",
            mismatch.said,
        )


def no_division(case: Case) -> Iterator[Point]:
    """Workbooks that do not say whose they are."""
    names = [division.name for division in case.department.expected(case.year.name)]
    for book, wrong in _wrong(case, Wrong.NO_DIVISION):
        close = nearest(wrong.said, names) if wrong.said else None
        found = (
            f"This workbook says that it is from {quote(wrong.said)}, which is not a division of the department."
            if wrong.said
            else f"Nothing in this workbook says which division it is from, nor does its name {quote(book.workbook)}."
        )
        yield _point(
            book,
            found,
            f"The divisions are {listed(names)}.",
            sentence(f"Did you mean '{close}'?" if close else "", _where_to_say(book)),
            wrong.said,
        )


def _where_to_say(book: Return) -> str:
    place = next((place for place, field, _ in book.identity.places if field == "division"), "")
    return f"Correct the division in its {place}." if place else "Write the division's name on its Cover sheet."


def other_division(case: Case) -> Iterator[Point]:
    """Workbooks of a division that sends none this year, or of another division than the file's name says."""
    for book, wrong in _wrong(case, Wrong.DIVISION):
        allowed = f"For {case.year.label} that division sends no return."
        remedy = "Take it out of the folder, or put the department's list of divisions right."
        if wrong.wanted:
            allowed = f"By its name it is the file of {wrong.wanted}."
            remedy = f"If the figures are those of {wrong.said}, rename the file; if not, send that of {wrong.wanted}."
        yield _point(
            book,
            f"This workbook says that it is from {quote(wrong.said)}.",
            allowed,
            remedy,
            wrong.said,
        )


def two_workbooks(case: Case) -> Iterator[Point]:
    """Two or more workbooks for one division: none of them is chosen."""
    twice = [book for book, _ in _wrong(case, Wrong.TWICE)]
    for division in dict.fromkeys(book.division for book in twice):
        first, *rest = (book for book in twice if book.division == division)
        known = case.department.division(division)
        alike = len({book.sha256 for book in (first, *rest)}) == 1
        names = listed(quote(book.workbook) for book in (first, *rest))
        told = (
            "are the same to the last byte" if alike else differences((first, *rest)) or "differ, though not in a row"
        )
        yield _point(
            first,
            f"{names} are returns of one division, {known.name if known else division}, and they {told}.",
            "Each division has one return. Until one is chosen, no return of this division is used.",
            f"Keep {'one' if alike else 'the right one'} and take out the {'others' if len(rest) > 1 else 'other'}.",
            others=tuple(Origin(book.workbook) for book in rest),
        )


def macros(case: Case) -> Iterator[Point]:
    """Workbooks with macros, which are never run."""
    for book, fault in case.faults(FaultKind.MACROS):
        yield Point(
            fault.origin,
            "This workbook holds macros.",
            "They are not run, and they are not carried into any output.",
            "Nothing, unless a macro should have filled in a cell: then run it in Excel, save and send again.",
            division=book.division,
            audience=whose(book),
        )


def outside_links(case: Case) -> Iterator[Point]:
    """Workbooks with formulas that point into other workbooks, which are never followed."""
    for book, fault in case.faults(FaultKind.LINKS):
        yield Point(
            fault.origin,
            "This workbook takes figures from other workbooks.",
            "Such links are not followed: the figures are those of the last time it was saved.",
            "Check that they are the latest. If not, open it in Excel, update the links, save and send it again.",
            division=book.division,
            audience=whose(book),
        )


FILE_RULES = (
    Rule(
        "F101",
        "A file that is not a workbook",
        "Nothing can be read from a PDF, a page saved from the web or a file cut short, whatever it is called.",
        Severity.ERROR,
        Scope.FILE,
        no_workbook,
        gate=True,
    ),
    Rule(
        "F102",
        "A workbook of another council",
        "Formats travel between councils. The rows of another one must not be counted with ours.",
        Severity.ERROR,
        Scope.FILE,
        other_council,
        gate=True,
    ),
    Rule(
        "F103",
        "A workbook of another department",
        "All departments of a council use one form. The rows of another one must not be counted with ours.",
        Severity.ERROR,
        Scope.FILE,
        other_department,
        gate=True,
    ),
    Rule(
        "F104",
        "A plan in place of a return, or a return in place of a plan",
        "A plan has nothing in it that was asked for this period, and a return is not what the members approved.",
        Severity.ERROR,
        Scope.FILE,
        plan_for_return,
        gate=True,
    ),
    Rule(
        "F105",
        "A workbook of another year",
        "Last year's workbook has the same shape, and its ratings look as good as this year's.",
        Severity.ERROR,
        Scope.FILE,
        other_year,
        gate=True,
    ),
    Rule(
        "F106",
        "A return of another period",
        "Last quarter's return has the same rows. Sent again by mistake, it would stand still as this quarter's news.",
        Severity.ERROR,
        Scope.FILE,
        other_period,
        gate=True,
    ),
    Rule(
        "F107",
        "A workbook whose division cannot be told",
        "Rows that belong to nobody can be neither counted nor asked about.",
        Severity.ERROR,
        Scope.FILE,
        no_division,
        gate=True,
    ),
    Rule(
        "F108",
        "A workbook of another division",
        "A copy of a neighbour's workbook, saved under one's own name, would count the neighbour twice.",
        Severity.ERROR,
        Scope.FILE,
        other_division,
        gate=True,
    ),
    Rule(
        "F109",
        "Two workbooks for one division",
        "Which of two versions is right is known to the division alone, so neither is chosen in silence.",
        Severity.ERROR,
        Scope.FILE,
        two_workbooks,
        gate=True,
    ),
    Rule(
        "F110",
        "A workbook with macros",
        "A macro could change what is read. It is never run, and whoever relies on it should know.",
        Severity.NOTE,
        Scope.FILE,
        macros,
    ),
    Rule(
        "F111",
        "A workbook that takes figures from other workbooks",
        "Links are never followed, so a figure may be older than it looks.",
        Severity.NOTE,
        Scope.FILE,
        outside_links,
    ),
)
