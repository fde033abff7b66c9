"""What a person entered in the decision columns of a master workbook, and whether anything else in it was changed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from compiler.domain.book import Book, Cell, Sheet
from compiler.domain.frozen import dataclass
from compiler.domain.language import ENGLISH, Language, spoken, term
from compiler.domain.origin import Origin
from compiler.render.master.conflicts import BY, DECISION, MARK, ON, SEPARATOR, TABLE, VALUE, choice
from compiler.returns.container import Limits
from compiler.returns.reader import read_book


@dataclass(frozen=True, slots=True)
class Entered:
    """One line of the Conflicts sheet: the conflict by its mark, what each side had said, and the decision as typed.

    `day` is the date of the decision where its cell holds one; `on` is what is seen there.
    """

    origin: Origin
    mark: str
    said: tuple[str, ...]
    decision: str
    by: str
    on: str
    day: dt.date | None = None

    @property
    def typed(self) -> tuple[str, str, str]:
        """The three cells that a person fills in."""
        return self.decision, self.by, self.on

    @property
    def counts(self) -> str:
        """The value that counts: a side's, or the person's own words."""
        chosen = {choice(number).casefold(): words for number, words in enumerate(self.said)}
        return chosen.get(self.decision.casefold(), self.decision)

    @property
    def conflict(self) -> tuple[str, str, str, tuple[str, ...]]:
        """Kind, reference, column and sides of the conflict; blank where the mark is not one of ours."""
        parts, sides = self.mark.split(SEPARATOR), len(self.said)
        if sides < 2 or len(parts) < 3 + sides:
            return "", "", "", ()
        return parts[0], SEPARATOR.join(parts[1 : -sides - 1]), parts[-sides - 1], tuple(parts[-sides:])


_LIMITS = Limits(1 << 30, 8 << 30, cells=10_000_000, characters=1 << 30, kept=4 << 30, seconds=600)
"""What we wrote ourselves is read back however large the department is."""


@dataclass(frozen=True, slots=True)
class Master:
    """A master workbook as it lies there: the lines of its Conflicts sheet, and a digest of everything else in it, ''
    where only the lines were asked for."""

    entered: tuple[Entered, ...]
    digest: str


def read_master(path: Path, language: Language = ENGLISH, *, whole: bool = True) -> Master | None:
    """Read a master workbook back, in the words of its format; None where there is none or it cannot be read.

    Unless the `whole` is asked for, no more is read than the decisions. The digest is that of every cell's content but
    for the decision columns: saving it in another program, with other formats and other results of formulas, leaves it
    as it is.
    """
    book = read_book(path, sheets=None if whole else {TABLE}, limits=_LIMITS) if path.is_file() else None
    if not isinstance(book, Book):
        return None
    with spoken(language):
        found = next(((sheet, places) for sheet in book.sheets if (places := _headings(sheet))), None)
        if found is None:
            return Master((), _digest(book, "", {}) if whole else "")
        sheet, places = found
        return Master(tuple(_lines(book.name, sheet, places)), _digest(book, sheet.name, places) if whole else "")


_HEAD = 3


def _headings(sheet: Sheet) -> dict[str, int]:
    """The columns of the sheet's table by their headings; none if it is not the Conflicts sheet."""
    ours = {term(words): words for words in (DECISION, BY, ON, MARK)}
    shown = {cell.shown: column for column, cell in sheet.rows.get(_HEAD, {}).items()} if sheet.read else {}
    heads = {ours.get(words, words): column for words, column in shown.items()}
    return heads if {DECISION, BY, ON, MARK} <= heads.keys() else {}


def _lines(book: str, sheet: Sheet, places: Mapping[str, int]) -> Iterator[Entered]:
    for row in sheet.rows:
        if row > _HEAD and (mark := _shown(sheet, row, places[MARK])):
            day = sheet.at(row, places[ON]).date
            values = [_shown(sheet, row, places[name]) for name in places if name.startswith(f"{term(VALUE)} ")]
            decision, by, on = (_shown(sheet, row, places[name]) for name in (DECISION, BY, ON))
            yield Entered(
                Origin(book, sheet.name, row, places[DECISION]),
                mark,
                tuple(words for words in values if words),
                decision,
                by,
                on,
                day.date() if isinstance(day, dt.datetime) else day,
            )


def _shown(sheet: Sheet, row: int, column: int) -> str:
    return " ".join(sheet.at(row, column).shown.split())


def _digest(book: Book, conflicts: str, places: Mapping[str, int]) -> str:
    asked = {places[name] for name in (DECISION, BY, ON) if name in places}
    hashed = hashlib.sha256()
    for sheet in book.sheets:
        hashed.update(f"\n## {sheet.name}\n".encode())
        for cell in sheet.cells:
            if not cell.blank and not (sheet.name == conflicts and cell.row > _HEAD and cell.column in asked):
                hashed.update(f"{cell.row}\x1f{cell.column}\x1f{_content(cell)}\n".encode("utf-8", "replace"))
    return hashed.hexdigest()


def _content(cell: Cell) -> str:
    """What a person put in a cell; a formula is one whatever it comes to."""
    if cell.formula:
        return "="
    return f"{cell.number.normalize():f}" if cell.number is not None else " ".join(cell.raw.split())
