"""A cell's stored value, read as what its type and its number format say that it is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from compiler.domain.book import Cell, CellKind
from compiler.domain.numberformat import GENERAL
from compiler.returns.sniff import SAVE_AGAIN, Refused
from compiler.returns.text import unescape

_LONGEST_NUMBER = 40
_WHOLE = 15
"""Digits that Excel keeps; up to so many, a whole number's stored text is already its shortest."""

_TEXT, _NUMBER, _DATE = CellKind.TEXT, CellKind.NUMBER, CellKind.DATE
_START_1900, _START_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)


class Style(NamedTuple):
    """What a cell's style says of its value: the number format, and whether it shows dates."""

    format: str = GENERAL
    dated: bool = False


class Shared(NamedTuple):
    """What the sheets of a workbook share: texts and styles by number, and whether its days count from 1904.

    `broken` says that some text of the workbook may hold half a character.
    """

    texts: Sequence[str] = ()
    styles: Mapping[str, Style] = {}
    date1904: bool = False
    broken: bool = False


_PLAIN = Style()


def cell_of(
    row: int, column: int, attributes: Mapping[str, str], stored: str | None, formula: bool, shared: Shared
) -> Cell | None:
    """The cell of a stored value, by its type `t` and its style `s`; None if a person would see nothing in it."""
    kind = attributes.get("t", "n")
    style = shared.styles.get(attributes.get("s", "0"), _PLAIN)
    if kind == "s" and stored is not None:
        raw = _shared_text(stored, shared, row)
        return Cell(row, column, raw, _TEXT, None, None, style.format, formula) if raw or formula else None
    if kind == "n":
        if stored is None or not stored.strip():
            return _uncalculated(row, column, style, formula)
        return _number(row, column, stored.strip(), style, formula, shared.date1904)
    return _other(row, column, kind, stored, style, formula)


def _shared_text(stored: str, shared: Shared, row: int) -> str:
    try:
        if stored.lstrip().startswith("-"):
            raise IndexError
        return shared.texts[int(stored)]
    except (ValueError, IndexError):
        reason = f"it is damaged: a cell in row {row} points at text number {stored[:20]!r}, which is not there"
        raise Refused(reason, SAVE_AGAIN) from None


def _uncalculated(row: int, column: int, style: Style, formula: bool) -> Cell | None:
    return Cell(row, column, "", CellKind.UNCALCULATED, format=style.format, formula=True) if formula else None


def _other(row: int, column: int, kind: str, stored: str | None, style: Style, formula: bool) -> Cell | None:
    """A cell of one of the rarer types: text in the cell itself, a formula's text, an error, TRUE or FALSE, a day."""
    if stored is None:
        return _uncalculated(row, column, style, formula)
    if kind == "b":
        raw = {"1": "TRUE", "0": "FALSE"}.get(stored.strip(), stored.strip().upper())
        return Cell(row, column, raw, CellKind.BOOLEAN, None, None, style.format, formula)
    if kind == "e":
        return Cell(row, column, stored.strip(), CellKind.ERROR, None, None, style.format, formula)
    if kind == "d":
        return Cell(row, column, stored, *_iso_date(stored.strip()), style.format, formula)
    raw = unescape(stored)
    return Cell(row, column, raw, _TEXT, None, None, style.format, formula) if raw or formula else None


def _number(row: int, column: int, stored: str, style: Style, formula: bool, date1904: bool) -> Cell:
    """A number or a date; what is no number, though the file says so, is kept as the words that it is."""
    raw = shortest(stored)
    if raw is None:
        return Cell(row, column, stored, _TEXT, None, None, style.format, formula)
    number = Decimal(raw)
    if style.dated:
        return Cell(row, column, raw, _DATE, number, day_of(float(number), date1904), style.format, formula)
    return Cell(row, column, raw, _NUMBER, number, None, style.format, formula)


def shortest(stored: str) -> str | None:
    """A stored number's shortest decimal text, to the 15 digits that Excel shows; None if it is no number.

    Excel stores 45.7% as 0.45700000000000002 and 0.1+0.2 as 0.30000000000000004: people see 0.457 and 0.3.
    """
    if len(stored) <= _WHOLE and stored.isascii() and stored.isdigit() and (stored[0] != "0" or stored == "0"):
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


def day_of(serial: float, date1904: bool) -> datetime.date | None:
    """The date of a day's number: a date, or a datetime if it has a time of day; None if there is no such day.

    Excel's calendar has a 29 February 1900 (day 60), so the days before it stand one further on. A time alone
    (a number below 1) is no day.
    """
    if date1904:
        start = _START_1904
    elif serial >= 61:
        start = _START_1900
    elif 1 <= serial < 60:
        start = _START_1900 + datetime.timedelta(days=1)
    else:
        return None
    days = int(serial // 1)
    try:
        moment = start + datetime.timedelta(days=days, milliseconds=round((serial - days) * 86_400_000))
    except OverflowError:
        return None
    if serial < 0:
        return None
    return moment if moment.time() != datetime.time() else moment.date()


def _iso_date(stored: str) -> tuple[CellKind, None, datetime.date | None]:
    """Kind, number and date of a day written out, as 2009-03-31 or 2009-03-31T09:30:00; text if it is no day."""
    try:
        moment = datetime.datetime.fromisoformat(stored)
    except ValueError:
        return _TEXT, None, None
    moment = moment.replace(tzinfo=None)
    return _DATE, None, moment if moment.time() != datetime.time() else moment.date()
