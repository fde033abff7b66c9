"""Who a workbook says it is from: in its properties, on its hidden sheet, and on its cover."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache

from compiler.domain.book import Book, Sheet
from compiler.domain.language import spoken, term
from compiler.domain.period import read_year
from compiler.domain.returned import Identity
from compiler.domain.text import fold
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile
from compiler.returns.grid import beginnings, rows_holding
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

Cover = Sequence[Sequence[str]]
"""What stands on the cover: the words of each row's cells that hold any."""


def read_cover(book: Book) -> Cover:
    """What stands on a workbook's cover; nothing where it has none."""
    sheet = next((sheet for name in _either("Cover") if (sheet := book.sheet(name))), None)
    cells = sheet.rows.values() if sheet else ()
    return [[cell.shown.strip() for cell in row.values() if not cell.blank] for row in cells]


def read_identity(book: Book, profile: Profile, cover: Cover | None = None) -> Identity:
    """What the workbook says in each of its three places; the first that says a thing counts.

    `cover` is what stands on its cover, where that was read already.
    """
    with spoken(profile.language):
        told = _from_cover(read_cover(book) if cover is None else cover, profile)
        places = (*_from_properties(book), *_from_hidden_sheet(book), *told)
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
_FIELDS, _FIRST_HEADING = frozenset(FIELDS), frozenset(ROW_HEADINGS[:1])


def _from_properties(book: Book) -> tuple[Place, ...]:
    return tuple(
        ("document properties", field, book.properties[field]) for field in FIELDS if book.properties.get(field)
    )


def _from_hidden_sheet(book: Book) -> tuple[Place, ...]:
    sheet = book.sheet(IDENTITY_SHEET)
    pairs = dict(_pairs(sheet, _FIELDS)) if sheet else {}
    return tuple(("Identity sheet", field, pairs[field]) for field in FIELDS if pairs.get(field))


def _either(words: str) -> tuple[str, str]:
    """Words of ours as they are, and as the format has them: workbooks with either are read."""
    return words, term(words)


@lru_cache(maxsize=64)
def _folded(named: tuple[tuple[str, tuple[str, str]], ...]) -> Mapping[str, str]:
    """What is meant by words, folded, of ours or of the format's."""
    return {fold(each): meant for meant, either in named for each in either}


def _labels(fields: Container[str]) -> Mapping[str, str]:
    """The fields that the cover's labels stand for, by these, folded."""
    return _folded(tuple((field, _either(words)) for field, words in COVER_LABELS.items() if field in fields))


def _from_cover(cover: Cover, profile: Profile) -> tuple[Place, ...]:
    fields = _labels(_FIELDS)
    roles = _folded(tuple((role, _either(words)) for role, words in ROLE_WORDS.items()))
    told: list[Place] = []
    for label, words, *_ in filter(_is_pair, cover):
        field = fields.get(fold(label))
        if field and field != "profile":
            told.append(("Cover sheet", field, _on_cover(field, words, roles)))
    return tuple(_period_known(told, profile)) if profile.language.terms else tuple(told)


def _is_pair(row: Sequence[str]) -> bool:
    return len(row) > 1


def _period_known(told: Sequence[Place], profile: Profile) -> Iterator[Place]:
    """What the cover says, with a period that it names in the format's own words as everybody knows it: 'M02'."""
    year = next((read_year(words, profile.calendar.starts) for _, field, words in told if field == "year"), None)
    periods = year.periods(profile.calendar.periods) if year else ()
    names = {fold(words): period.name for period in periods for words in (period.label, period.short)}
    for place, field, words in told:
        yield place, field, names.get(fold(words), words) if field == "period" else words


def _on_cover(field: str, words: str, roles: Mapping[str, str]) -> str:
    """What the cover says of a field as the other places do: 'return' for 'Return', '1' for 'base, version 1'."""
    if field == "role":
        return roles.get(fold(words), words)
    return words.split()[-1] if field == "version" and words.strip() else words


def _pairs(sheet: Sheet, labels: Container[str]) -> Iterator[tuple[str, str]]:
    """The rows that say something in their first two cells, and begin with one of some labels: that and the other."""
    for row in _beginning(sheet, labels):
        filled = [cell for cell in sheet.rows[row].values() if not cell.blank]
        if len(filled) > 1 and (label := filled[0].shown.strip()) in labels:
            yield label, filled[1].shown.strip()


def _beginning(sheet: Sheet, labels: Container[str]) -> list[int]:
    """The rows that may begin with some words: none in whose first cell others stand."""
    begun = beginnings(sheet.rows)
    return [row for row, held in begun if not isinstance(held, str) or not (said := held.strip()) or said in labels]


def read_signed(cover: Cover) -> dict[str, str]:
    """Who prepared and who checked the workbook, and when, in the words of its cover: 'prepared_on' → the words."""
    fields = _labels(SIGNED)
    said = {fields[fold(label)]: words for label, words, *_ in filter(_is_pair, cover) if fold(label) in fields}
    return {field: NIL_WORD if fold(words) == fold(term(NIL_WORD)) else words for field, words in said.items()}


def read_legend(cover: Cover) -> dict[str, str]:
    """What the cover's list of initials explains: initials → name, from its heading to the next row of one cell."""
    title = {fold(each) for each in _either(LEGEND_TITLE)}
    legend: dict[str, str] = {}
    listing = False
    for words in cover:
        if len(words) == 1:
            listing = fold(words[0]) in title
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
    head = next(filter(is_head, sheet.rows if merged else _beginning(sheet, _FIRST_HEADING)), None)
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
