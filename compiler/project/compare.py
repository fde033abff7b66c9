"""The two sides that are to be compared: two workbooks, or two quarters, found and read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from compiler.consolidate.difference import Between, between, difference
from compiler.domain.book import NotABook
from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period, Year, read_year
from compiler.domain.returned import Return, Role
from compiler.project.find import Project, WrongUse, choose_period
from compiler.returns.identify import read_identity
from compiler.returns.parse import Expected, parse_book, sheets_to_read
from compiler.returns.reader import read_book

_ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: how it is called, its workbooks as read, its year, and its period if it has one."""

    called: str
    books: tuple[Return, ...]
    year: Year
    period: Period | None
    quarter: bool


def compare(project: Project, first: str, second: str) -> tuple[Side, Side, Between]:
    """Both sides and what differs between them. Each is a workbook's path, or a quarter: Q1, 2008-09/Q1.

    WrongUse for what is neither, and for a workbook that cannot be read.
    """
    before, now = _side(project, first), _side(project, second)
    if not before.quarter and not now.quarter:
        old, new = _named_apart(before.books[0], now.books[0], first, second)
        before, now = replace(before, books=(old,)), replace(now, books=(new,))
        return before, now, Between((difference(project.profile, old, new),))
    before, now = _of_file(before, now), _of_file(now, before)
    return before, now, between(project.profile, before.books, now.books)


def _of_file(side: Side, other: Side) -> Side:
    """A quarter that is held against one workbook has only the returns of that workbook's division."""
    if not side.quarter or other.quarter:
        return side
    wanted = other.books[0].division
    return replace(side, books=tuple(book for book in side.books if book.division == wanted))


def _side(project: Project, words: str) -> Side:
    path = Path(words)
    if path.is_file():
        return _workbook(project, path)
    period = _quarter(project, words)
    if period is None:
        raise WrongUse(
            f"'{words}' is neither a workbook nor a quarter. Name two workbooks, or two quarters such as Q1 and Q2, "
            "or 2007-08/Q4 and 2008-09/Q1."
        )
    returns = project.returns(period)
    if not returns:
        raise WrongUse(f"There are no returns for {period.name} {period.year.name}.")
    expected = Expected(project.profile, project.department, Role.RETURN, period.year, period)
    books = tuple(_read(file.path, f"{period.year.name}/{period.name}/{file.name}", expected) for file in returns)
    return Side(period.short, books, period.year, period, True)


def _quarter(project: Project, words: str) -> Period | None:
    """The period that is meant; without a year the newest one with returns."""
    year, _, quarter = re.sub(r"\s+", "/", words.strip()).rpartition("/")
    if year:
        named = read_year(year, project.profile.calendar.starts)
        return project.period(quarter, named) if named else None
    there = [period for period in project.periods() if project.period(quarter, period.year) == period]
    newest = project.periods()[-1].year if project.periods() else None
    return there[-1] if there else project.period(quarter, newest)


def _workbook(project: Project, path: Path) -> Side:
    """A workbook as what it says that it is: a plan or a return, of its year and period."""
    book = read_book(path, path.name, sheets=sheets_to_read(project.profile))
    if isinstance(book, NotABook):
        raise WrongUse(f"{book.reason} {book.remedy}".strip())
    said = read_identity(book, project.profile)
    year = read_year(said.year, project.profile.calendar.starts) or choose_period(project, "", "").year
    role = _ROLES.get(said.role, Role.RETURN)
    period = project.period(said.period, year) if said.period and role is Role.RETURN else None
    read = parse_book(book, Expected(project.profile, project.department, role, year, period))
    return Side(path.name, (read,), year, period, False)


def _read(path: Path, name: str, expected: Expected) -> Return:
    return parse_book(read_book(path, name, sheets=sheets_to_read(expected.profile)), expected)


def _named_apart(one: Return, other: Return, first: str, second: str) -> Sequence[Return]:
    """The two with names that tell them apart: with their folders where the files have one name."""
    if one.workbook != other.workbook:
        return one, other
    names = apart(first, second)
    return replace(one, workbook=names[0]), replace(other, workbook=names[1])


def apart(first: str, second: str) -> tuple[str, str]:
    """Two paths by as many of their last folders as tell them apart, 'plan/Care.xlsx' and 'Q1/Care.xlsx': where on this
    machine they lie is nobody's business who reads of them."""
    one, other = Path(first).parts, Path(second).parts
    longest = max(len(one), len(other))
    some = next(
        (count for count in range(1, longest) if one[-count:] != other[-count:]), 1 if one == other else longest
    )
    return Path(*one[-some:]).as_posix(), Path(*other[-some:]).as_posix()
