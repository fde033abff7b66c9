"""A cell's stored value, read as what its type and its number format say that it is."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from compiler.domain.book import Cell, CellKind
from compiler.domain.numberformat import GENERAL
from compiler.domain.regex import regex
from compiler.domain.tuples import NamedTuple
from compiler.returns.sniff import SAVE_AGAIN, Refused
from compiler.returns.text import unescape

_LONGEST_NUMBER = 40
_WHOLE = 15
"""Digits that Excel keeps; a plain number of up to so many is stored as its shortest text."""

_SHORT = regex(r"(?!-0$)-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")

_TEXT, _NUMBER, _DATE = CellKind.TEXT, CellKind.NUMBER, CellKind.DATE
_START_1900, _START_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)


class Style(NamedTuple):
    """What a cell's style says of its value: the number format, and whether it shows dates."""

    format: str = GENERAL
    dated: bool = False


class Shared(NamedTuple):
    """What the sheets of a workbook share: texts and styles by number, and whether its days count from 1904.

    `odd` says that some text is longer than Excel allows or may hold half a character: each is then looked over.
    `numbered` are the texts that are not blank by their numbers as cells write them, and '' for a cell without.
    """

    texts: Sequence[str] = ()
    styles: Mapping[str, Style] = {}
    date1904: bool = False
    odd: bool = False
    numbered: Mapping[str, str] = {"": ""}


PLAIN = Style()
Maker = Callable[[int, int, str, Style, bool, Shared], Cell | None]
"""Makes the cell of a row, a column, the stored words, a style, whether a formula's, and what the sheets share."""

# Thousands of cells are made, and this is the quickest way to make a named tuple.
_new = tuple.__new__


def shared_text(row: int, column: int, stored: str, style: Style, formula: bool, shared: Shared) -> Cell | None:
    """A cell of type s: the number of a text that the whole workbook shares."""
    try:
        raw = shared.texts[int(stored)]
        if stored.startswith("-"):
            raise IndexError
    except (ValueError, IndexError):
        reason = f"it is damaged: a cell in row {row} points at text number '{stored[:20]}', which is not there"
        raise Refused(reason, SAVE_AGAIN) from None
    return _new(Cell, (row, column, raw, _TEXT, None, None, style.format, formula)) if raw or formula else None


def number_or_date(row: int, column: int, stored: str, style: Style, formula: bool, shared: Shared) -> Cell | None:
    """A cell of type n; what is no number, though the file says so, is kept as the words that it is."""
    raw = shortest(stored)
    if raw is None:
        if not (stored := stored.strip()):
            return uncalculated(row, column, stored, style, formula, shared)
        return _new(Cell, (row, column, stored, _TEXT, None, None, style.format, formula))
    if style.dated:
        date = day_of(raw, shared.date1904)
        return _new(Cell, (row, column, raw, _DATE, Decimal(raw), date, style.format, formula))
    return _new(Cell, (row, column, raw, _NUMBER, Decimal(raw), None, style.format, formula))


def inline_text(row: int, column: int, stored: str, style: Style, formula: bool, _shared: Shared) -> Cell | None:
    """A cell of type inlineStr, or str (a formula's text): the words themselves."""
    raw = unescape(stored)
    return Cell(row, column, raw, _TEXT, None, None, style.format, formula) if raw or formula else None


def boolean(row: int, column: int, stored: str, style: Style, formula: bool, _shared: Shared) -> Cell | None:
    """A cell of type b: 1 or 0, which people see as TRUE or FALSE."""
    raw = {"1": "TRUE", "0": "FALSE"}.get(stored.strip(), stored.strip().upper())
    return Cell(row, column, raw, CellKind.BOOLEAN, None, None, style.format, formula) if raw else None


def error(row: int, column: int, stored: str, style: Style, formula: bool, _shared: Shared) -> Cell | None:
    """A cell of type e: an error such as #REF!."""
    return Cell(row, column, stored.strip(), CellKind.ERROR, None, None, style.format, formula)


def written_date(row: int, column: int, stored: str, style: Style, formula: bool, _shared: Shared) -> Cell | None:
    """A cell of type d: a day written out, as 2009-03-31 or 2009-03-31T09:30:00; text if it is no day."""
    try:
        moment = datetime.datetime.fromisoformat(stored.strip()).replace(tzinfo=None)
    except ValueError:
        return inline_text(row, column, stored, style, formula, _shared)
    return Cell(row, column, stored.strip(), _DATE, None, _day_or_moment(moment), style.format, formula)


def uncalculated(row: int, column: int, _stored: str, style: Style, formula: bool, _shared: Shared) -> Cell | None:
    """A formula without a result; a cell without either is blank."""
    return Cell(row, column, "", CellKind.UNCALCULATED, format=style.format, formula=True) if formula else None


MAKERS: Mapping[str, Maker] = {
    "s": shared_text,
    "n": number_or_date,
    "str": inline_text,
    "inlineStr": inline_text,
    "b": boolean,
    "e": error,
    "d": written_date,
}


def shortest(stored: str) -> str | None:
    """A stored number's shortest decimal text, to the 15 digits that Excel shows; None if it is no number.

    Excel stores 45.7% as 0.45700000000000002 and 0.1+0.2 as 0.30000000000000004: people see 0.457 and 0.3.
    """
    if len(stored) <= _WHOLE and _SHORT.fullmatch(stored):
        return stored
    if len(stored) > _LONGEST_NUMBER or "_" in stored or not stored.isascii():
        return None
    try:
        number = float(stored)
    except ValueError:
        return None
    return _plain(f"{number:.15g}") if isfinite(number) else None


def _plain(text: str) -> str:
    """A number's text without an exponent, unless it would be mostly noughts."""
    if "e" in text:
        number = Decimal(text)
        text = f"{number:f}" if -12 < number.adjusted() < 21 else text.upper()
    return "0" if text == "-0" else text


@lru_cache(maxsize=4096)
def day_of(raw: str, date1904: bool) -> datetime.date | None:
    """The date of a day's number: a date, or a datetime if it has a time of day; None if there is no such day.

    Excel's calendar has a 29 February 1900 (day 60), so the days before it stand one further on. A time alone
    (a number below 1) is no day.
    """
    serial = float(raw)
    start = _start(serial, date1904)
    if start is None:
        return None
    days = int(serial)
    try:
        moment = start + datetime.timedelta(days=days, milliseconds=round((serial - days) * 86_400_000))
    except OverflowError:
        return None
    return _day_or_moment(moment)


def _start(serial: float, date1904: bool) -> datetime.datetime | None:
    """The day that a number counts from; None for a number that is no day."""
    if date1904:
        return _START_1904 if serial >= 0 else None
    if serial >= 61:
        return _START_1900
    return _START_1900 + datetime.timedelta(days=1) if 1 <= serial < 60 else None


def _day_or_moment(moment: datetime.datetime) -> datetime.date:
    return moment if moment.time() != datetime.time() else moment.date()
