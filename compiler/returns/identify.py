"""Who a workbook says it is from: in its properties, on its hidden sheet, and on its cover."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from compiler.domain.book import Book, Sheet
from compiler.domain.language import spoken, term
from compiler.domain.period import read_year
from compiler.domain.returned import Identity
from compiler.domain.text import fold
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile
from compiler.returns.grid import Held, beginnings, rows_holding
from compiler.returns.identity import (
    COVER_LABELS,
    FIELDS,
    IDENTITY_SHEET,
    LEGEND_TITLE,
    NIL_WORD,
    ROLE_WORDS,
    ROW_HEADINGS,
    SIGNED,
)


def read_identity(book: Book, profile: Profile) -> Identity:
    """What the workbook says in each of its three places; the first that says a thing counts."""
    with spoken(profile.language):
        places = (*_from_properties(book), *_from_hidden_sheet(book), *_from_cover(book, profile))
    said: dict[str, str] = {}
    for _, field, words in places:
        said.setdefault(field, words)
    return Identity(
        profile=said.get("profile", ""),
        department=said.get("department", ""),
        division=said.get("division", ""),
        year=said.get("year", "").replace("/", "-"),
        period=said.get("period", ""),
        role=said.get("role", ""),
        version=said.get("version", ""),
        places=places,
    )


Place = tuple[str, str, str]


def _from_properties(book: Book) -> tuple[Place, ...]:
    return tuple(
        ("document properties", field, book.properties[field]) for field in FIELDS if book.properties.get(field)
    )


def _from_hidden_sheet(book: Book) -> tuple[Place, ...]:
    sheet = book.sheet(IDENTITY_SHEET)
    pairs = dict(_pairs(sheet, FIELDS)) if sheet else {}
    return tuple(("Identity sheet", field, pairs[field]) for field in FIELDS if pairs.get(field))


def _either(words: str) -> tuple[str, str]:
    """Words of ours as they are, and as the format has them: workbooks with either are read."""
    return words, term(words)


def _cover(book: Book) -> Sheet | None:
    return next((sheet for name in _either("Cover") if (sheet := book.sheet(name))), None)


def _from_cover(book: Book, profile: Profile) -> tuple[Place, ...]:
    sheet = _cover(book)
    if sheet is None:
        return ()
    fields = {fold(each): field for field, words in COVER_LABELS.items() if field in FIELDS for each in _either(words)}
    roles = {fold(each): role for role, words in ROLE_WORDS.items() for each in _either(words)}
    told: list[Place] = []
    for label, words in _pairs(sheet):
        field = fields.get(fold(label))
        if field and field != "profile":
            told.append(("Cover sheet", field, _on_cover(field, words, roles)))
    return tuple(_period_known(told, profile))


def _period_known(told: Sequence[Place], profile: Profile) -> Iterator[Place]:
    """What the cover says, with a period that it names in the format's own words as everybody knows it: 'M02'."""
    year = next((read_year(words, profile.calendar.starts) for _, field, words in told if field == "year"), None)
    periods = year.periods(profile.calendar.periods) if year else ()
    names = {fold(words): period.name for period in periods for words in (period.label, period.short)}
    for place, field, words in told:
        own = field == "period" and bool(profile.language.terms)
        yield place, field, names.get(fold(words), words) if own else words


def _on_cover(field: str, words: str, roles: Mapping[str, str]) -> str:
    """What the cover says of a field as the other places do: 'return' for 'Return', '1' for 'base, version 1'."""
    if field == "role":
        return roles.get(fold(words), words)
    return words.split()[-1] if field == "version" and words.strip() else words


def _pairs(sheet: Sheet, labels: Container[str] = ()) -> Iterator[tuple[str, str]]:
    """The rows that say something in their first two cells: a label and what stands beside it.

    Where only some `labels` are asked for, rows that begin with other words may be left out.
    """
    begun = beginnings(sheet.rows)
    for row in [row for row, first in begun if not _says_another(first, labels)] if labels else sheet.rows:
        filled = [cell for cell in sheet.rows[row].values() if not cell.blank]
        if len(filled) > 1 and not (labels and _says_another(filled[0].raw, labels)):
            yield filled[0].shown.strip(), filled[1].shown.strip()


def _says_another(held: Held, labels: Container[str]) -> bool:
    """Whether there are words, and these are none of some."""
    return isinstance(held, str) and bool(words := held.strip()) and words not in labels


def read_signed(book: Book) -> dict[str, str]:
    """Who prepared and who checked the workbook, and when, in the words of its cover: 'prepared_on' → the words."""
    sheet = _cover(book)
    fields = {fold(each): field for field in SIGNED for each in _either(COVER_LABELS[field])}
    said = {fields[fold(label)]: words for label, words in _pairs(sheet) if fold(label) in fields} if sheet else {}
    return {field: NIL_WORD if fold(words) == fold(term(NIL_WORD)) else words for field, words in said.items()}


def read_legend(book: Book) -> dict[str, str]:
    """What the cover's list of initials explains: initials → name, from its heading to the next row of one cell."""
    sheet = _cover(book)
    legend: dict[str, str] = {}
    listing = False
    for cells in sheet.rows.values() if sheet else ():
        words = [cell.shown.strip() for cell in cells.values() if not cell.blank]
        if len(words) == 1:
            listing = fold(words[0]) in map(fold, _either(LEGEND_TITLE))
        elif listing and len(words) >= 2:
            legend.setdefault(words[0], words[1])
    return legend


def doubtful_cells(book: Book) -> frozenset[tuple[str, str]]:
    """The cells that the hidden sheet marks as a doubtful scan, as (row identity, column key)."""
    sheet = book.sheet(IDENTITY_SHEET)
    if sheet is None:
        return frozenset()

    def said(row: int, column: int) -> str:
        return sheet.at(row, column).shown.strip()

    def is_head(row: int) -> bool:
        return all(said(row, column) == words for column, words in enumerate(ROW_HEADINGS, 1))

    merged = bool(sheet.merged)
    begun = (row for row, first in beginnings(sheet.rows) if merged or not _says_another(first, ROW_HEADINGS[:1]))
    head = next(filter(is_head, begun), None)
    if head is None:
        return frozenset()
    below = (row for row in (sheet.rows if merged else rows_holding(sheet.rows, 4)) if row > head)
    marked = ((row, column) for row in below if (column := said(row, 4)))
    return frozenset((identity, column) for row, column in marked if (identity := said(row, 2)))


def division_of(identity: Identity, workbook: str, department: Department) -> Division | None:
    """The division that a workbook is from: by what it says of itself, else by its file's name."""
    if identity.division:
        return department.named(identity.division)
    return department.of_file(workbook, or_name=True)
