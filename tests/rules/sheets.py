"""Workbooks written as tables in a text, and what the check says of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from compiler.consolidate.changed import changed_cells
from compiler.consolidate.difference import difference
from compiler.domain.acceptance import Accepted, Changed
from compiler.domain.book import Area, Book, Cell, CellKind, NotABook, Note, NoteKind, Sheet, Table, sheet_of
from compiler.domain.decision import Decisions
from compiler.domain.finding import Finding
from compiler.domain.origin import column_number
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return, Role
from compiler.ledger.decisions import NOTHING_DECIDED, read_decisions
from compiler.ledger.named import with_keys
from compiler.pipeline import Inputs, amended_plans, case_for
from compiler.profile.department import Department, Division
from compiler.profile.heading import heading_words
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.returns.address import area_of
from compiler.returns.parse import Expected, parse_book
from compiler.returns.reader import read_book
from compiler.returns.stray import strays
from compiler.rules.case import Case
from compiler.rules.registry import check

YEAR = Year(2008)
QUARTER = Period(YEAR, 1)
DEPARTMENT = Department(
    key="children",
    council="Sandhaven Borough Council",
    name="Children's Services",
    profile="small",
    divisions=(
        Division("safeguarding", "Safeguarding", "divisional", file="Safeguarding.xlsx"),
        Division("planning", "Planning", "divisional", file="Planning.xlsx", aliases=("Planning & Places",)),
    ),
)
_ACCEPTED = partial(Accepted, period="Q1", sha256="", by="the Performance Board", on=dt.date(2008, 7, 20))
_CAPTION = re.compile(
    r"\*\*(?P<book>[^*\n]+)\*\*, (?P<role>plan|return|last return|accepted return)"
    r"(?: of Quarter (?P<quarter>[1-4]))?(?:, sheet (?P<sheet>[^,\n]+))?(?:, with (?P<odd>.+))?"
)


@cache
def small_profile() -> Profile:
    loaded = load_profile("small", (Path(__file__).parent / "profiles",))
    assert loaded.profile is not None, loaded.problems
    return loaded.profile


@dataclass(frozen=True)
class Shown:
    """One workbook as a text shows it: its sheets, or the bytes of a file that is none."""

    name: str
    role: Role
    sheets: tuple[Sheet, ...] = ()
    odd: str = ""
    content: bytes | None = None
    last: bool = False
    accepted: bool = False
    quarter: Period = QUARTER

    @property
    def period(self) -> Period:
        return self.quarter.previous() if self.last else self.quarter

    def book(self) -> Book | NotABook:
        if self.content is not None:
            return read_book(self.content, self.name)
        far = [(sheet, place) for sheet in self.sheets for place in strays(sheet.rows)]
        under = [(each, cell) for each in self.sheets for cell in _covered(each)]
        return Book(
            self.name,
            hashlib.sha256(repr(self.sheets).encode()).hexdigest(),
            tuple(map(_as_seen, self.sheets)),
            has_macros="macros" in self.odd,
            has_external_links="links" in self.odd,
            notes=(
                *(Note(NoteKind.STRAY, sheet.name, *place) for sheet, place in far),
                *(Note(NoteKind.COVERED, sheet.name, cell.row, cell.column, cell.raw) for sheet, cell in under),
            ),
        )


def _covered(sheet: Sheet) -> list[Cell]:
    """The cells with a value that lie under merged cells."""
    return [
        sheet.rows[row][column]
        for area in sheet.merged
        for row, column in area.places
        if (row, column) != (area.top, area.left) and column in sheet.rows.get(row, {})
    ]


def _as_seen(sheet: Sheet) -> Sheet:
    """The sheet without what lies under merged cells."""
    under = _covered(sheet)
    kept = (each for each in sheet.cells if each not in under)
    return sheet_of(sheet.name, kept, merged=sheet.merged) if under else sheet


def shown(text: str) -> tuple[Shown, ...]:
    """The workbooks in a text: a caption, then a table (row numbers down its side, letters on top) or a file's text.

    "last return" is one of the period before; its name has that period's folder, as a project gives it. "accepted
    return" is a return of the period as it was when it was accepted.
    """
    books: dict[tuple[str, str], Shown] = {}
    named = [caption["quarter"] for caption, _ in _captioned(text) if caption["quarter"]]
    quarter = Period(YEAR, int(named[0])) if named else QUARTER
    for caption, body in _captioned(text):
        when, _, role = caption["role"].rpartition(" ")
        last = when == "last"
        new = Shown(caption["book"], Role(role), last=last, accepted=when == "accepted", quarter=quarter)
        if last:
            new = replace(new, name=f"{new.period.year.name}/{new.period.name}/{new.name}")
        book = books.get((caption["book"], caption["role"]), new)
        if caption["sheet"]:
            sheets = (*book.sheets, _with_table(table(caption["sheet"], body), caption["odd"] or ""))
            book = replace(book, sheets=sheets, odd=book.odd + (caption["odd"] or ""))
        else:
            book = replace(book, content=re.sub(r"^```.*$\n?", "", body, flags=re.MULTILINE).strip().encode())
        books[caption["book"], caption["role"]] = book
    return tuple(books.values())


def _captioned(text: str) -> Iterable[tuple[Mapping[str, str], str]]:
    found = list(re.finditer(rf"^{_CAPTION.pattern}$", text, re.MULTILINE))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [(match.groupdict(), text[match.end() : end]) for match, end in zip(found, ends, strict=True)]


def table(name: str, text: str) -> Sheet:
    """A sheet from a table: '#REF!' is an error, '=A1' a formula without its result, '5 (hidden)' a hidden row,
    '5 (D5:E5)' one with merged cells, 'Good. × 9' the words nine times."""
    lines = [_fields(line) for line in text.splitlines() if line.startswith("|") and not line.startswith("|-")]
    letters = lines[0][1:]
    cells: list[Cell] = []
    hidden: set[int] = set()
    merged: list[Area] = []
    for number, *words in lines[1:]:
        row = int(number.split()[0])
        merged += [area] if (area := area_of(number.partition("(")[2].rstrip(")"))) else []
        hidden |= {row} if "hidden" in number else set()
        cells += [cell(row, column_number(at), each) for at, each in zip(letters, words, strict=True) if each]
    return replace(sheet_of(name, cells), hidden_rows=frozenset(hidden), merged=tuple(merged))


def _with_table(sheet: Sheet, odd: str) -> Sheet:
    """The sheet as an Excel table of that name, if it is shown "with the table NAME"."""
    name = odd.removeprefix("the table ") if odd.startswith("the table ") else ""
    top, bottom = min(sheet.rows), max(sheet.rows)
    right = max(column for row in sheet.rows.values() for column in row)
    return replace(sheet, tables=(Table(name, Area(top, 1, bottom, right), ()),)) if name else sheet


def _fields(line: str) -> list[str]:
    return [field.strip() for field in line.strip().strip("|").split("|")]


def cell(row: int, column: int, words: str) -> Cell:
    if words.startswith("="):
        return Cell(row, column, "", CellKind.UNCALCULATED, formula=True)
    words, _, times = words.partition(" × ")
    words *= int(times) if times.isdecimal() else 1
    kind = CellKind.ERROR if re.fullmatch(r"#[A-Z/0!]+[!?A]", words) else CellKind.TEXT
    return Cell(row, column, words, kind)


def narrowed(books: Iterable[Shown], profile: Profile) -> Profile:
    """The profile with only the sheets and columns that these workbooks show."""
    headings: dict[str, set[str]] = {}
    for book in books:
        for sheet in book.sheets:
            headings.setdefault(sheet.name, set()).update(each.raw for each in sheet.cells)
    sheets = [
        replace(
            sheet,
            columns=tuple(c for c in sheet.columns if heading_words(c.heading, YEAR, QUARTER) in headings[sheet.name]),
        )
        for sheet in profile.sheets
        if sheet.name in headings
    ]
    return replace(profile, sheets=tuple(sheets))


def returns_of(books: Iterable[Shown], profile: Profile) -> tuple[Return, ...]:
    return tuple(parse_book(book.book(), Expected(profile, DEPARTMENT, book.role, *_when(book))) for book in books)


def _when(book: Shown) -> tuple[Year, Period | None]:
    """The year and period of a book: a last return is that of the period before."""
    period = book.period
    return period.year, period if book.role is Role.RETURN else None


def _settings(text: str, name: str) -> str:
    """The settings file of that name that a text shows; '' where it shows none."""
    found = re.search(rf"\*\*{re.escape(name)}\*\*\n\n```toml\n(.*?)```", text, re.DOTALL)
    return found[1] if found else ""


def decisions_in(text: str) -> Decisions:
    """The decisions that a text shows."""
    read = read_decisions(_settings(text, "decisions.toml"), lambda code: True, lambda code: True)
    assert isinstance(read, Decisions), read
    named = with_keys(read, DEPARTMENT, small_profile())
    assert isinstance(named, Decisions), named
    return named


def case_of(books: Iterable[Shown], profile: Profile, decisions: Decisions = NOTHING_DECIDED) -> Case:
    every = tuple(books)
    now = [book for book in every if not book.last and not book.accepted]
    quarter = every[0].quarter if every else QUARTER
    inputs = Inputs(profile, DEPARTMENT, quarter, quarter.last_day, decisions=decisions)
    read = returns_of(now, profile)
    returns = tuple(book for book in read if book.role is Role.RETURN)
    case = case_for(
        inputs,
        amended_plans(inputs, [book for book in read if book.role is Role.PLAN]),
        returns,
        returns_of((book for book in every if book.last), profile),
    )
    return replace(case, changed=_changed(profile, every, returns))


def _changed(profile: Profile, books: Iterable[Shown], returns: Iterable[Return]) -> tuple[Changed, ...]:
    """The returns of which a text shows the version that was accepted, and that are otherwise now."""
    then = {book.name: returns_of([book], profile)[0] for book in books if book.accepted}
    return tuple(
        Changed(now.workbook, _ACCEPTED(file=now.workbook, division=now.division), changed_cells(cells, QUARTER))
        for now in returns
        if now.workbook in then and (cells := difference(profile, then[now.workbook], now)).rows
    )


def findings_of(text: str, profile: Profile | None = None) -> tuple[Finding, ...]:
    """What the check says of the workbooks in a text, in a format that has just their sheets and columns."""
    books = shown(text)
    return check(case_of(books, profile or narrowed(books, small_profile())))
