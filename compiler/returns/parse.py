"""From a workbook as read to a return: its identity, its rows as records, and what is odd about its shape."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from compiler.domain.book import Book, NotABook, NoteKind
from compiler.domain.book import Sheet as BookSheet
from compiler.domain.frozen import dataclass, field, replace
from compiler.domain.language import spoken
from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.returned import Fault, FaultKind, Identity, Return, Role
from compiler.domain.text import fold, nearest
from compiler.profile.beside import beside_columns
from compiler.profile.choices import choices
from compiler.profile.department import Department, Division
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Profile, Sheet, Version
from compiler.profile.versions import as_it_was, dropped, not_yet, since, words_now
from compiler.returns.columns import find_columns
from compiler.returns.entries import CITED, PLAIN, Reading
from compiler.returns.identify import division_of, doubtful_cells, read_cover, read_identity, read_legend, read_signed
from compiler.returns.identity import IDENTITY_SHEET
from compiler.returns.known import Known
from compiler.returns.rows import Plot, ReadSheet, read_rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a workbook is read as: the department and profile, plan or return, the year, the period of a return.

    `earlier` are the versions of the form that were left behind since the workbook's own, oldest first. `known` is what
    cells were read as before.
    """

    profile: Profile
    department: Department
    role: Role
    year: Year
    period: Period | None = None
    earlier: tuple[Version, ...] = ()
    known: Known | None = field(default=None, compare=False, repr=False)

    def columns(self, sheet: Sheet, division: Division | None) -> tuple[Column, ...]:
        """The columns that the sheet should have: those of the role, for the tiers that the division returns."""
        tiers = tiers_of(self.profile, division) if self.role is Role.RETURN else None
        return tuple(
            column
            for column in sheet.columns
            if (self.role is Role.RETURN or column.part != "return")
            and (not column.tiers or tiers is None or set(column.tiers) & tiers)
        )


def tiers_of(profile: Profile, division: Division | None) -> set[str]:
    """The tiers whose rows a division returns: its own, and if it is the lead those that the lead returns."""
    if division is None:
        return {tier.key for tier in profile.tiers}
    led = {tier.key for tier in profile.tiers if tier.returned_by == "lead"} if division.lead else set()
    return {division.tier} | led


def sheets_to_read(profile: Profile) -> frozenset[str]:
    """The names of the sheets whose cells are needed: the profile's, under all their names and by those of their
    tables, cover and identity."""
    named = {name for sheet in profile.sheets for name in (sheet.name, *sheet.aliases, sheet.table) if name}
    return frozenset(named | {IDENTITY_SHEET, "Cover", profile.language.term("Cover")})


def parse_book(book: Book | NotABook, expected: Expected) -> Return:
    """Read a workbook as a plan or return; whatever is wrong with it is in the result, and nothing is raised."""
    with spoken(expected.profile.language):
        return _parsed(book, expected)


def _parsed(book: Book | NotABook, expected: Expected) -> Return:
    if isinstance(book, NotABook):
        fault = Fault(FaultKind.NOT_A_WORKBOOK, Origin(book.name), found=book.reason, detail=book.remedy)
        division = division_of(Identity(), book.name, expected.department)
        return Return(
            book.name, "", expected.role, Identity(), division.key if division else "", faults=(fault,), readable=False
        )
    cover = read_cover(book)
    identity = read_identity(book, expected.profile, cover)
    expected = _on_its_form(expected, identity)
    division = division_of(identity, book.name, expected.department)
    there = [(spec, _sheet_of(book, spec, expected.profile)) for spec in _expected_sheets(expected)]
    sheets = [_read_sheet(book, spec, sheet, expected, division) for spec, sheet in there]
    return Return(
        workbook=book.name,
        sha256=book.sha256,
        role=expected.role,
        identity=identity,
        division=division.key if division else "",
        records=tuple(record for sheet in sheets for record in sheet.records),
        faults=(*_book_faults(book), *(fault for sheet in sheets for fault in sheet.faults)),
        rows_read={sheet.name: len(sheet.records) for sheet in sheets if sheet.there},
        rows_refused={sheet.name: sheet.refused for sheet in sheets if sheet.refused},
        doubtful=doubtful_cells(book),
        legend=read_legend(cover),
        signed=read_signed(cover),
        renamed={sheet.name: spec.name for spec, sheet in there if sheet and _is_renamed(spec, sheet)},
    )


def _on_its_form(expected: Expected, identity: Identity) -> Expected:
    """What is expected of a workbook on the version of the form that it was made on."""
    earlier = since(expected.profile, identity)
    return replace(expected, profile=as_it_was(expected.profile, earlier), earlier=earlier) if earlier else expected


def _expected_sheets(expected: Expected) -> Iterator[Sheet]:
    return (sheet for sheet in expected.profile.sheets if expected.role.value in sheet.roles)


def _book_faults(book: Book) -> Iterator[Fault]:
    where = Origin(book.name)
    if book.has_macros:
        yield Fault(FaultKind.MACROS, where)
    if book.has_external_links:
        yield Fault(FaultKind.LINKS, where)
    for note in book.notes:
        at = Origin(book.name, note.sheet, note.row, note.column)
        if note.kind is NoteKind.STRAY:
            yield Fault(FaultKind.STRAY_CELL, at, found=note.detail)
        elif note.kind in (NoteKind.COVERED, NoteKind.DOUBLED):
            yield Fault(FaultKind.UNSEEN_VALUE, at, found=note.detail, detail=note.kind.value)


def _sheet_of(book: Book, spec: Sheet, profile: Profile) -> BookSheet | None:
    """The sheet by its names; else the only one of another name that holds the form's own table."""
    sheet = next((found for name in (spec.name, *spec.aliases) if (found := book.sheet(name))), None)
    if sheet is not None or not spec.table:
        return sheet
    names = {fold(name) for each in profile.sheets if each != spec for name in (each.name, *each.aliases)}
    own = [sheet for sheet in book.sheets if any(table.name == spec.table for table in sheet.tables)]
    return own[0] if len(own) == 1 and fold(own[0].name) not in names else None


def _is_renamed(spec: Sheet, sheet: BookSheet) -> bool:
    return fold(sheet.name) not in map(fold, (spec.name, *spec.aliases))


def _read_sheet(
    book: Book, spec: Sheet, sheet: BookSheet | None, expected: Expected, division: Division | None
) -> ReadSheet:
    if sheet is None:
        return _without_sheet(book, spec)
    wanted, shown = expected.columns(spec, division), _shown(expected, spec)
    named = spec if sheet.name == spec.name else replace(spec, name=sheet.name)
    seen = expected.known.seen if expected.known and not expected.earlier else None
    layout = find_columns(book.name, sheet, named, (*wanted, *shown), expected.year, expected.period, seen)
    if layout is None:
        return _without_headings(book, spec, sheet, wanted, expected)
    columns = tuple(
        (column, layout.places[column.key], _reading(expected, spec, column))
        for column in wanted
        if column.key in layout.places
    )
    read = read_rows(Plot(book.name, sheet, spec, layout.heading_row, columns, expected.profile, division))
    of_shown = {column.key for column in shown}
    odd = [each for each in layout.faults if each.column not in of_shown and not _of_its_form(each, spec, expected)]
    faults = (*_other_name(book, spec, sheet), *_needed(odd, wanted, read), *read.faults)
    return replace(read, faults=faults) if faults != read.faults else read


def _without_sheet(book: Book, spec: Sheet) -> ReadSheet:
    if not spec.required:
        return ReadSheet(spec.name, False)
    close = nearest(spec.name, [other.name for other in book.sheets]) or ""
    fault = Fault(FaultKind.MISSING_SHEET, Origin(book.name), expected=spec.name, nearest=close)
    return ReadSheet(spec.name, False, faults=(fault,))


def _without_headings(
    book: Book, spec: Sheet, sheet: BookSheet, wanted: Sequence[Column], expected: Expected
) -> ReadSheet:
    first = next((heading_words(column.heading, expected.year, expected.period) for column in wanted), "")
    fault = Fault(FaultKind.NO_HEADINGS, Origin(book.name, sheet.name), expected=first)
    filled = any(not cell.blank for cell in sheet.cells)
    return ReadSheet(spec.name, True, faults=(fault,) if filled or spec.required else ())


def _other_name(book: Book, spec: Sheet, sheet: BookSheet) -> Iterator[Fault]:
    if _is_renamed(spec, sheet):
        where = Origin(book.name, sheet.name)
        yield Fault(FaultKind.RENAMED_SHEET, where, found=sheet.name, expected=spec.name)


def _of_its_form(fault: Fault, spec: Sheet, expected: Expected) -> bool:
    """Whether a column is missing or unknown because the form was so then."""
    if fault.kind is FaultKind.MISSING_COLUMN:
        return fault.column in not_yet(expected.earlier, spec.key)
    return fault.kind is FaultKind.UNKNOWN_COLUMN and fold(fault.found) in dropped(expected.earlier, spec.key)


def _shown(expected: Expected, spec: Sheet) -> tuple[Column, ...]:
    """What a return may show beside the columns that are asked for: known by its heading, and left unread."""
    period = expected.period
    if period is None:
        return ()
    key = "shown", spec.key, period
    return _once(expected, key, lambda: beside_columns(spec, period, ("before", "year_ago")))


def _once(expected: Expected, key: Hashable, make: Callable[[], T]) -> T:
    """What is made once for all workbooks of the present form."""
    if expected.known is None or expected.earlier:
        return make()
    made = expected.known.made
    if key not in made:
        made[key] = make()
    found: T = made[key]
    return found


def _reading(expected: Expected, spec: Sheet, column: Column) -> Reading:
    return _once(expected, ("read", spec.key, column.key), lambda: _reading_of(expected, spec, column))


def _reading_of(expected: Expected, spec: Sheet, column: Column) -> Reading:
    name, options = choices(expected.profile, column)
    if expected.earlier:
        return Reading(expected.profile, expected.year, options, words_now(expected.earlier).get(name, {}))
    kind = CITED[0] if column.type in CITED else column.type
    like = "\0".join((kind, column.scheme, column.unit, name))  # all that reading a cell asks of its column
    is_known = column.type not in PLAIN or column.type == "identity"
    known = expected.known.column(spec.key, column.key, like) if expected.known and is_known else None
    return Reading(expected.profile, expected.year, options, known=known)


def _needed(faults: Sequence[Fault], wanted: Sequence[Column], read: ReadSheet) -> Iterator[Fault]:
    """The faults without columns that only rows of other tiers would need."""
    tiers = {record.plan for record in read.records}
    spared = {column.key for column in wanted if column.tiers and not tiers & set(column.tiers)}
    return (fault for fault in faults if fault.kind is not FaultKind.MISSING_COLUMN or fault.column not in spared)
