"""What the headings of a list mean: guessed from their words and what stands under them, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from compiler.domain.book import Book, Cell, CellKind
from compiler.domain.book import Sheet as BookSheet
from compiler.domain.frozen import dataclass
from compiler.domain.origin import column_letters
from compiler.domain.period import Year
from compiler.domain.record import Kind
from compiler.domain.reference import read_references
from compiler.domain.text import fold, nearest
from compiler.domain.when import read_when
from compiler.profile.department import Department
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Profile, Sheet
from compiler.returns.columns import heading_key

DIVISION = "division"
"""What a heading is called under which each row names its division."""

WORDED = {Kind.ACTION: "action", Kind.INDICATOR: "definition", Kind.RISK: "risk"}
"""The column that no row of a kind can do without."""

_DIVISION_WORDS = {"division", "team", "service", "service area", "section", "directorate"}
_MOST = 0.8
_SAMPLE = 40
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a list: where it stands, its words, the key of the column that it means ('' leaves it out).

    `why` says in a few words how that was told; `example` is the first thing that stands under it.
    """

    place: int
    words: str
    key: str
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class TakenAs:
    """What a list is taken as: which of its sheets, the row of headings, the profile's sheet, and each heading."""

    sheet: str
    row: int
    what: str
    headings: tuple[Heading, ...]

    @property
    def places(self) -> Mapping[str, int]:
        """The column of each key that something is taken for."""
        return {heading.key: heading.place for heading in self.headings if heading.key}


def sheets_to_take(profile: Profile) -> tuple[Sheet, ...]:
    """The profile's sheets that a list can be taken over into: actions, indicators, risks."""
    return tuple(sheet for sheet in profile.sheets if sheet.kind in WORDED and "plan" in sheet.roles)


def columns_to_take(sheet: Sheet, tier: str = "") -> tuple[Column, ...]:
    """The columns of a plan's sheet that a list can fill."""
    return tuple(
        column
        for column in sheet.columns
        if column.part == "plan" and column.key != "plan" and (not column.tiers or not tier or tier in column.tiers)
    )


def guess(
    book: Book, profile: Profile, department: Department, year: Year, what: str = "", sheet: str = ""
) -> TakenAs | None:
    """What a list most probably is; None if no row of it looks like headings of anything that a plan holds.

    `what` (a key of the profile's sheets) and `sheet` (a name in the workbook) settle what is known.
    """
    specs = [each for each in sheets_to_take(profile) if what in ("", each.key)]
    there = [each for each in book.sheets if not each.hidden and fold(sheet) in ("", fold(each.name))]
    guesses = [
        found
        for each in there
        for spec in specs
        if (found := _guess_sheet(book.name, each, spec, profile, department, year, sure=bool(what)))
    ]
    return max(guesses, key=_strength, default=None)


def _strength(taken: TakenAs) -> tuple[int, int]:
    told = [heading for heading in taken.headings if heading.key]
    return sum(heading.why == "its heading" for heading in told), len(told)


def _guess_sheet(
    workbook: str,
    sheet: BookSheet,
    spec: Sheet,
    profile: Profile,
    department: Department,
    year: Year,
    sure: bool,
) -> TakenAs | None:
    wanted = columns_to_take(spec)
    row = _heading_row(sheet, wanted, year) or (_first_headings(sheet) if sure else None)
    if row is None:
        return None
    taker = _Taker(sheet, row, wanted, profile, department, year)
    taker.by_heading()
    taker.by_likeness()
    taker.by_content(WORDED[spec.kind])
    return TakenAs(sheet.name, row, spec.key, taker.headings())


def _names(column: Column, year: Year) -> tuple[str, ...]:
    """What a column may be called in a list."""
    return tuple(heading_words(name, year, None) for name in (column.heading, *column.aliases, *column.in_lists))


def _heading_row(sheet: BookSheet, wanted: Iterable[Column], year: Year) -> int | None:
    """Of the first rows the one with the most known headings, two at least."""
    known = {heading_key(name) for column in wanted for name in _names(column, year)}
    best = (1, 0)
    for row in list(sheet.rows)[:_DEEPEST]:
        hits = sum(heading_key(words) in known for words in named_headings(sheet, row).values())
        best = max(best, (hits, -row))
    return -best[1] or None


def _first_headings(sheet: BookSheet) -> int | None:
    """The first row with two texts or more, and with another row below."""
    rows = [row for row, cells in sheet.rows.items() if sum(_is_text(cell) for cell in cells.values()) >= 2]
    return rows[0] if len(rows) > 1 and rows[0] <= _DEEPEST else None


def _is_text(cell: Cell) -> bool:
    return cell.kind is CellKind.TEXT and not cell.blank


def named_headings(sheet: BookSheet, row: int) -> dict[int, str]:
    """The headings of a row by column; of two that are alike each says in which column it stands."""
    words = {place: " ".join(cell.shown.split()) for place, cell in sheet.rows.get(row, {}).items() if not cell.blank}
    folded = [fold(each) for each in words.values()]
    return {
        place: f"{each} (column {column_letters(place)})" if folded.count(fold(each)) > 1 else each
        for place, each in words.items()
    }


class _Taker:
    """Gives the columns of a list their meanings, one after the other; each meaning is given once."""

    def __init__(
        self,
        sheet: BookSheet,
        row: int,
        wanted: Sequence[Column],
        profile: Profile,
        department: Department,
        year: Year,
    ) -> None:
        self._words = named_headings(sheet, row)
        self._under = {place: _under(sheet, row, place) for place in self._words}
        self._wanted = {column.key: column for column in wanted}
        self._profile, self._department, self._year = profile, department, year
        self._taken: dict[int, tuple[str, str]] = {}

    def take(self, key: str, place: int, why: str) -> None:
        """Give a column of the list its meaning."""
        if place in self._words and place not in self._taken and key not in dict(self._taken.values()):
            self._taken[place] = (key, why)

    def _free(self) -> Iterable[Column]:
        given = {key for key, _ in self._taken.values()}
        return [column for column in self._wanted.values() if column.key not in given]

    def _left(self) -> list[int]:
        return [place for place in self._words if place not in self._taken]

    def by_heading(self) -> None:
        """By headings that a plan has, then by those of other lists."""
        for only in (1, None):
            for column in self._wanted.values():
                names = {heading_key(name) for name in _names(column, self._year)[:only]}
                for place, words in self._words.items():
                    if heading_key(words) in names:
                        self.take(column.key, place, "its heading")

    def by_likeness(self) -> None:
        """By headings that are nearly those that a plan has, or share their words; and the division's."""
        for place in self._left():
            if fold(self._words[place]) in _DIVISION_WORDS or self._share(place, self._is_division) >= _MOST:
                self.take(DIVISION, place, "it names divisions")
        for place in self._left():
            names = {name: column.key for column in self._free() for name in _names(column, self._year)}
            close = nearest(self._words[place], names)
            shared = {key for name, key in names.items() if _within(self._words[place], name)}
            key = names[close] if close else shared.pop() if len(shared) == 1 else ""
            if key:
                self.take(key, place, f"like “{_names(self._wanted[key], self._year)[0]}”")

    def by_content(self, worded: str) -> None:
        """By what stands under a heading: the longest texts are the row's words, most references its references."""
        texts = {place: self._length(place) for place in self._left()}
        if worded in {column.key for column in self._free()} and texts:
            longest = max(texts, key=lambda place: texts[place])
            if texts[longest] >= 12:
                self.take(worded, longest, "it holds the longest texts")
        for type_, judge, why in (
            ("when", self._is_when, "it holds dates"),
            ("reference", self._is_reference, "it holds references"),
        ):
            free = [column for column in self._free() if column.type == type_]
            fitting = [place for place in self._left() if self._share(place, judge) >= _MOST]
            if len(free) == 1 and len(fitting) == 1:
                self.take(free[0].key, fitting[0], why)

    def _length(self, place: int) -> float:
        under = [len(cell.shown) for cell in self._under[place] if _is_text(cell)]
        return sum(under) / len(under) if under else 0.0

    def _share(self, place: int, judge: Callable[[Cell], bool]) -> float:
        """The share of the cells under a heading that are so; 0 where there are fewer than two."""
        under = self._under[place]
        return sum(map(judge, under)) / len(under) if len(under) >= 2 else 0.0

    def _is_division(self, cell: Cell) -> bool:
        return self._department.named(cell.shown, beginning=True) is not None

    def _is_when(self, cell: Cell) -> bool:
        return cell.kind is CellKind.DATE or (_is_text(cell) and read_when(cell.shown).start is not None)

    def _is_reference(self, cell: Cell) -> bool:
        return _is_text(cell) and bool(tuple(read_references(cell.shown, self._profile.schemes, None)))

    def headings(self) -> tuple[Heading, ...]:
        """Every heading with its meaning."""
        return tuple(
            Heading(place, words, *self._taken.get(place, ("", "")), next((c.shown for c in self._under[place]), ""))
            for place, words in self._words.items()
        )


def _under(sheet: BookSheet, row: int, place: int) -> tuple[Cell, ...]:
    cells = (cells[place] for number, cells in sheet.rows.items() if number > row and place in cells)
    return tuple(cell for cell in cells if not cell.blank)[:_SAMPLE]


def _within(heading: str, name: str) -> bool:
    """Whether all words of one stand in the other."""
    one, other = set(re.findall(r"\w+", fold(heading))), set(re.findall(r"\w+", fold(name)))
    return bool(one and other) and (one <= other or other <= one)
