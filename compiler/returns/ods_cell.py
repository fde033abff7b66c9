"""One cell of an OpenDocument spreadsheet: its stored value, read as what its type and its style say that it is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from compiler.domain.book import Cell, CellKind
from compiler.domain.numberformat import GENERAL
from compiler.domain.regex import regex
from compiler.returns.value import Shared, Style, boolean, number_or_date, shortest, written_date

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"

_ERROR = regex(r"#(?:REF|NAME|VALUE|NUM|NULL|DIV/0|N/A|SPILL|CALC)[!?]?|Err:\d+")
_DURATION = regex(r"P(?:(\d{1,6})D)?T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:[.,]\d+)?)S)?")
_NUMBERS = ("float", "percentage", "currency")
_NOTHING = Shared()


def cell_of(row: int, column: int, attributes: Mapping[str, str], text: str, style: Style) -> Cell | None:
    """The cell of a row and column, from 1; None where there is nothing in it. `text` is what its paragraphs say."""
    formula = bool(attributes.get(f"{TABLE}formula"))
    kind = attributes.get(f"{OFFICE}value-type", "")
    if attributes.get(_CALC_TYPE) == "error" or (formula and _ERROR.fullmatch(text.strip())):
        return Cell(row, column, text.strip(), CellKind.ERROR, None, None, style.format, formula)
    stored = _stored(kind, attributes)
    if stored is not None:
        return _valued(row, column, kind, stored, text, style, formula)
    if not kind and formula and not text:
        return Cell(row, column, "", CellKind.UNCALCULATED, format=style.format, formula=True)
    words = attributes.get(f"{OFFICE}string-value", text)
    return Cell(row, column, words, CellKind.TEXT, None, None, style.format, formula) if words or formula else None


def _stored(kind: str, attributes: Mapping[str, str]) -> str | None:
    """The value of a number, date, time or truth as it is stored; None of other cells."""
    name = "value" if kind in _NUMBERS else f"{kind}-value" if kind in ("date", "time", "boolean") else ""
    return attributes.get(OFFICE + name) if name else None


def _valued(row: int, column: int, kind: str, stored: str, text: str, style: Style, formula: bool) -> Cell | None:
    if kind == "boolean" or (kind == "float" and stored in ("0", "1") and text in ("TRUE", "FALSE")):
        return boolean(row, column, {"true": "1", "false": "0"}.get(stored, stored), style, formula, _NOTHING)
    if kind == "date":
        dated = style if style.dated else Style("dd/mm/yyyy", True)
        return written_date(row, column, stored, dated, formula, _NOTHING)
    if kind == "time":
        return _time(row, column, stored, style if style.format != GENERAL else Style("h:mm", True), formula)
    if kind == "percentage" and "%" not in style.format:
        style = Style(_percent(stored))
    return number_or_date(row, column, stored, style, formula, _NOTHING)


def _percent(stored: str) -> str:
    """The format of a percentage that has none: as many decimals as it needs."""
    number = shortest(stored)
    places = -int(Decimal(number).normalize().as_tuple().exponent) - 2 if number else 0
    return f"0.{'0' * places}%" if places > 0 else "0%"


def _time(row: int, column: int, stored: str, style: Style, formula: bool) -> Cell:
    """A time of day, or an amount of time, as the part of a day that it is."""
    found = _DURATION.fullmatch(stored.strip())
    if not found:
        return Cell(row, column, stored, CellKind.TEXT, None, None, style.format, formula)
    days, hours, minutes, seconds = (float((each or "0").replace(",", ".")) for each in found.groups())
    raw = shortest(repr(days + hours / 24 + minutes / 1440 + seconds / 86_400)) or "0"
    kind = CellKind.DATE if style.dated else CellKind.NUMBER
    return Cell(row, column, raw, kind, Decimal(raw), None, style.format, formula)
