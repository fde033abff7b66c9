"""The styles of an OpenDocument spreadsheet, as far as they say how a value is shown and what is hidden."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.domain.numberformat import GENERAL, is_date_format
from compiler.domain.regex import regex
from compiler.returns.sniff import SAVE_AGAIN, Refused
from compiler.returns.value import PLAIN, Style

_KINDS = frozenset(f"{kind}-style" for kind in ("number", "percentage", "currency", "date", "time", "text", "boolean"))
_PARTS = {
    "day": ("d", "dd"),
    "day-of-week": ("ddd", "dddd"),
    "year": ("yy", "yyyy"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "am-pm": ("AM/PM", "AM/PM"),
    "text-content": ("@", "@"),
    "boolean": (GENERAL, GENERAL),
}
"""What stands in an Excel code for a part of a date or time, short and long."""

_SECTIONS = ("value()>0", "value()>=0"), ("value()<0",), ("value()=0",)
_PLAIN_SIGNS = regex(r"[-/: ()£$€]*")
_MOST_PARENTS = 20
_MOST_DIGITS = 30
_MOST_STYLES = 70_000


class Styles:
    """Gathers the styles of a spreadsheet from its two parts; those read later count before those read earlier."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._codes: dict[str, str] = {}
        self._cells: dict[str, tuple[str, str]] = {}
        self._made: dict[str, Style] = {}
        self._name, self._family = "", ""
        self._count = 0
        self._code: list[str] | None = None
        self._conditions: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element within the styles; names come without their namespaces, those of attributes too."""
        if name in _KINDS:
            self._bounded()
            self._name, self._code, self._conditions = attributes.get("name", ""), [], {}
        elif self._code is not None:
            self._start_part(name, attributes)
        elif name == "style":
            self._name, self._family = attributes.get("name", ""), attributes.get("family", "")
            self._bounded()
            if self._family == "table-cell":
                self._cells[self._name] = attributes.get("parent-style-name", ""), attributes.get("data-style-name", "")
        elif name == "table-properties" and self._family == "table" and attributes.get("display") == "false":
            self.hidden_tables.add(self._name)

    def _bounded(self) -> None:
        self._count += 1
        if self._count > _MOST_STYLES:
            raise Refused(f"it has over {_MOST_STYLES:,} styles", SAVE_AGAIN)

    def end(self, name: str, text: str) -> None:
        """End an element; `text` is what stands in it."""
        if self._code is None:
            return
        if name in ("text", "currency-symbol"):
            self._code.append(_quoted(text))
        elif name in _KINDS:
            self._codes[self._name] = self._sections("".join(self._code))
            self._code = None

    def of(self, name: str) -> Style:
        """How the cells of a style are shown."""
        found = self._made.get(name)
        if found is None:
            code = self._codes.get(self._data_style(name), GENERAL)
            found = self._made[name] = Style(code, is_date_format(code)) if code != GENERAL else PLAIN
        return found

    def _data_style(self, name: str) -> str:
        """The format that a cell style has, or that it has from the style which it builds on."""
        for _ in range(_MOST_PARENTS):
            parent, data = self._cells.get(name, ("", ""))
            if data or not parent:
                return data
            name = parent
        return ""

    def _start_part(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a part of a format: digits, a part of a date, or what is shown in its place for some values."""
        assert self._code is not None
        if name == "number":
            self._code.append(_digits(attributes))
        elif name == "scientific-number":
            self._code.append(f"{_digits(attributes)}E+{'0' * _count(attributes, 'min-exponent-digits', 2)}")
        elif name == "fraction":
            self._code.append("# ?/?")
        elif name == "month":
            long = attributes.get("style") == "long"
            self._code.append(("mmm" if attributes.get("textual") == "true" else "m") + ("m" if long else ""))
        elif name in _PARTS:
            self._code.append(_PARTS[name][attributes.get("style") == "long"])
        elif name == "map":
            condition = attributes.get("condition", "").replace(" ", "")
            self._conditions[condition] = attributes.get("apply-style-name", "")

    def _sections(self, own: str) -> str:
        """An Excel code of up to three sections, where the format is another for negative values or nought."""
        own = own.replace('""', "") or GENERAL
        found = [
            next((self._codes.get(self._conditions[each], own) for each in conditions if each in self._conditions), "")
            for conditions in _SECTIONS
        ]
        if not any(found):
            return own
        positive, negative, nought = found
        if not nought:
            return f"{positive or own};{negative or own}" + (f";{own}" if negative and positive else "")
        return f"{positive or own};{negative or own};{nought}"


def _quoted(text: str) -> str:
    """Words within a format; a sign of per cent counts, and signs that mean nothing else are left as they are."""
    return "%".join(
        words if _PLAIN_SIGNS.fullmatch(words) else f'"{words}"' for words in text.replace('"', "").split("%")
    )


def _digits(attributes: Mapping[str, str]) -> str:
    """The digits of a number: '#,##0.00'."""
    most = _count(attributes, "decimal-places", 0)
    least = min(_count(attributes, "min-decimal-places", most), most)
    whole = "0" * _count(attributes, "min-integer-digits", 1)
    if attributes.get("grouping") == "true":
        whole = f"#,{whole.rjust(3, '#')}"
    decimals = "0" * least + "#" * (most - least)
    return (whole or "#") + (f".{decimals}" if decimals else "")


def _count(attributes: Mapping[str, str], name: str, otherwise: int) -> int:
    text = attributes.get(name, "")
    return min(int(text), _MOST_DIGITS) if text.isdecimal() and len(text) < 6 else otherwise
