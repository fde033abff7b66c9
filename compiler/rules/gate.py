"""Whether a workbook is the one that is wanted: of this council, department and division, for this year and period."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from compiler.domain.frozen import dataclass
from compiler.domain.period import Period, Year, read_period, read_year
from compiler.domain.returned import Return, Role
from compiler.domain.text import fold
from compiler.profile.department import Department
from compiler.profile.model import Profile


class Wrong(Enum):
    """Why a workbook cannot be taken for what is wanted; the first that applies is told."""

    NO_WORKBOOK = "no workbook"
    COUNCIL = "another council"
    DEPARTMENT = "another department"
    ROLE = "a plan for a return, or the reverse"
    YEAR = "another year"
    PERIOD = "another period"
    NO_DIVISION = "no division"
    DIVISION = "another division"
    TWICE = "two workbooks of one division"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What is wrong with a workbook as a whole: what it says of itself, and what is wanted."""

    wrong: Wrong
    said: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the workbooks should be."""

    profile: Profile
    department: Department
    year: Year
    period: Period | None


def mismatch(book: Return, wanted: Wanted) -> Mismatch | None:
    """The first thing that is wrong with a workbook as a whole; None when it is the one that is wanted.

    A workbook that does not say something is not blamed for it: only what it says can be wrong.
    """
    if not book.readable:
        return Mismatch(Wrong.NO_WORKBOOK)
    return next(_mismatches(book, wanted), None)


def _mismatches(book: Return, wanted: Wanted) -> Iterator[Mismatch]:
    identity, department = book.identity, wanted.department
    council = _said(book, "council")
    if council and fold(council) != fold(department.council):
        yield Mismatch(Wrong.COUNCIL, council, department.council)
    if identity.department and fold(identity.department) not in (fold(department.key), fold(department.name)):
        yield Mismatch(Wrong.DEPARTMENT, identity.department, department.name)
    if identity.role in {role.value for role in Role} and identity.role != book.role.value:
        yield Mismatch(Wrong.ROLE, identity.role, book.role.value)
    year = read_year(identity.year, wanted.year.start_month)
    if identity.year and year != wanted.year:
        yield Mismatch(Wrong.YEAR, year.label if year else identity.year, wanted.year.label)
    if book.role is Role.RETURN and wanted.period and identity.period:
        yield from _other_period(identity.period, wanted.period)
    if not book.division:
        yield Mismatch(Wrong.NO_DIVISION, identity.division)
    elif book.role is Role.RETURN:
        yield from _other_division(book, wanted)


def _said(book: Return, field: str) -> str:
    return next((words for _, name, words in book.identity.places if name == field), "")


def _other_period(said: str, wanted: Period) -> Iterator[Mismatch]:
    period = read_period(said, wanted.year, wanted.parts, wanted.year.start_month)
    if period != wanted:
        yield Mismatch(Wrong.PERIOD, period.short if period else said, wanted.short)


def _other_division(book: Return, wanted: Wanted) -> Iterator[Mismatch]:
    division = wanted.department.division(book.division)
    named = wanted.department.of_file(book.workbook)
    if division is None:
        yield Mismatch(Wrong.NO_DIVISION, book.identity.division)
    elif not division.returns_in(wanted.year.name):
        yield Mismatch(Wrong.DIVISION, division.name)
    elif named is not None and named.key != division.key:
        yield Mismatch(Wrong.DIVISION, division.name, named.name)
