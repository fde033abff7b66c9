"""The lesser parts of a workbook: its list of sheets, relations, texts, styles, tables and document properties."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias, TypeVar

from compiler.domain.book import Area, Table
from compiler.domain.numberformat import GENERAL, is_date_format
from compiler.domain.tuples import NamedTuple
from compiler.returns.address import area_of
from compiler.returns.container import Package, target_of
from compiler.returns.links import without_links
from compiler.returns.markup import walk
from compiler.returns.sniff import SAVE_AGAIN, Refused
from compiler.returns.text import mend, unescape
from compiler.returns.usual import chunks
from compiler.returns.value import Style

T = TypeVar("T")

_ITEM, _SHEET = 400, 3000
"""Bytes of memory, at most, that the least of things and the beginning of a sheet take, without their words."""
_TRUE = ("1", "true", "on")

_BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"£"#,##0;-"£"#,##0', 6: '"£"#,##0;[Red]-"£"#,##0',
    7: '"£"#,##0.00;-"£"#,##0.00', 8: '"£"#,##0.00;[Red]-"£"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats that a workbook names by number alone; those that follow the machine as a British one shows them."""


class Relation(NamedTuple):
    """A link from one part to another: what kind of part it is, and its name."""

    kind: str
    target: str
    external: bool


class Outline:
    """A workbook's list of sheets as (name, state, relation), its defined names and its calendar."""

    __slots__ = ("date1904", "defined_names", "sheets")

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.defined_names: dict[str, str] = {}
        self.date1904 = False


Reads: TypeAlias = Callable[[Package, str, Iterable[bytes]], T]
"""Reads a part of a package from its bytes, a piece at a time."""

_SMALL, _MOST = 1 << 15, 64
"""Bytes of the longest part that is remembered, and how many of one kind are."""


def once(read: Reads[T]) -> Callable[[Package, str], T]:
    """A way to read a part once for all workbooks that hold the very same one, as those made of one form do.

    100 plans and returns: 0.03 ms for the lesser parts of each instead of 1.3. What is given back is never changed.
    A part is known again by its packed bytes, and not unpacked.
    """
    known: dict[Hashable, tuple[T, int]] = {}

    def reading(package: Package, part: str) -> T:
        packed = package.packed(part)
        key = package.limits.depth, part, packed
        if packed is not None and key in known:
            package.allowance.keep(known[key][1])
            return known[key][0]
        data = package.short(part)
        if packed is None or data is None or len(data) > _SMALL:
            return read(package, part, package.pieces(part) if data is None else chunks(data))
        left = package.allowance.left
        found = read(package, part, chunks(data))
        if len(known) >= _MOST:
            known.clear()
        known[key] = found, left - package.allowance.left
        return found

    return reading


def read_relations(package: Package, part: str) -> Mapping[str, Relation]:
    """The relations of a part by their ids, links to other files left out; of the package itself if `part` is blank."""
    source = _beside(part)
    return _relations(package, source) if source in package else {}


@lru_cache(maxsize=256)
def _beside(part: str) -> str:
    """The part that holds the relations of another."""
    home, file = posixpath.split(part)
    return posixpath.join(home, "_rels", f"{file}.rels")


@once
def _relations(package: Package, source: str, pieces: Iterable[bytes]) -> Mapping[str, Relation]:
    home, file = posixpath.split(source)
    part = posixpath.join(posixpath.dirname(home), file.removesuffix(".rels"))
    found: dict[str, Relation] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            external = attributes.get("TargetMode") == "External"
            target = attributes.get("Target", "")
            kind = attributes.get("Type", "").rpartition("/")[2]
            package.allowance.keep(_ITEM + len(target) + len(kind))
            found[attributes.get("Id", "")] = Relation(kind, target if external else target_of(part, target), external)

    walk(without_links(pieces), source, package.limits.depth, start)
    return found


@once
def read_outline(package: Package, part: str, pieces: Iterable[bytes]) -> Outline:
    """The workbook's own part; raises `Refused` if it lists no sheets."""
    outline = Outline()
    root = ""
    defined: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal root, defined
        root = root or name
        if name == "sheet":
            package.allowance.keep(_SHEET)
            outline.sheets.append(_listed(attributes))
        elif name == "workbookPr":
            outline.date1904 = attributes.get("date1904") in _TRUE
        elif name == "definedName":
            defined = attributes

    def end(name: str, text: str) -> None:
        if name == "definedName":
            package.allowance.keep(_ITEM + 2 * len(text))
            outline.defined_names[_scoped(defined, outline)] = text

    walk(pieces, part, package.limits.depth, start, end)
    if root != "workbook":
        raise Refused("is not an Excel workbook but another kind of Office document", whole=True)
    if not outline.sheets:
        raise Refused("it is damaged: it lists no sheets", SAVE_AGAIN)
    return outline


def _listed(attributes: dict[str, str]) -> tuple[str, str, str]:
    """Name, state and relation of a sheet in the list."""
    key = next((value for name, value in attributes.items() if name.endswith("}id")), "")
    state = attributes.get("state", "visible")
    state = state if state in ("hidden", "veryHidden") else "visible"
    return mend(unescape(attributes.get("name", ""))), state, key


def _scoped(attributes: dict[str, str], outline: Outline) -> str:
    """A defined name, with its sheet in front if it belongs to one sheet alone."""
    name, index = attributes.get("name", ""), attributes.get("localSheetId", "")
    if index.isdecimal() and len(index) < 6 and int(index) < len(outline.sheets):
        return f"{outline.sheets[int(index)][0]}!{name}"
    return name


@once
def read_styles(package: Package, part: str, pieces: Iterable[bytes]) -> dict[str, Style]:
    """What each cell style, by its number as the cells write it, says of a cell's value."""
    custom: dict[str, str] = {}
    numbers: list[str] = []
    within = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal within
        if name == "numFmt":
            package.allowance.keep(_ITEM + len(attributes.get("formatCode", "")))
            custom.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", GENERAL))
        elif name == "cellXfs":
            within = True
        elif name == "xf" and within:
            package.allowance.keep(_ITEM)
            numbers.append(attributes.get("numFmtId", "0"))

    def end(name: str, _text: str) -> None:
        nonlocal within
        if name == "cellXfs":
            within = False

    walk(pieces, part, package.limits.depth, start, end)
    codes = {number: _code(number, custom) for number in set(numbers)}
    styles = {number: Style(code, is_date_format(code)) for number, code in codes.items()}
    return {str(index): styles[number] for index, number in enumerate(numbers)}


def _code(number: str, custom: dict[str, str]) -> str:
    if number in custom:
        return custom[number]
    return _BUILT_IN.get(int(number), GENERAL) if number.isdecimal() and len(number) < 6 else GENERAL


@once
def read_table(package: Package, part: str, pieces: Iterable[bytes]) -> tuple[Table, bool]:
    """A table, and whether its rows are filtered."""
    table: dict[str, str] = {}
    columns: list[str] = []
    filtered = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal filtered
        if name == "table" and not table:
            table.update(attributes)
        elif name == "tableColumn":
            package.allowance.keep(_ITEM + len(attributes.get("name", "")))
            columns.append(mend(unescape(attributes.get("name", ""))))
        elif name == "filterColumn":
            filtered = True

    walk(pieces, part, package.limits.depth, start)
    area = area_of(table.get("ref", "")) or Area(1, 1, 1, 1)
    name = table.get("displayName") or table.get("name", "")
    return Table(
        name, area, tuple(columns), _count(table, "headerRowCount", 1), _count(table, "totalsRowCount", 0)
    ), filtered


def _count(attributes: dict[str, str], name: str, otherwise: int) -> int:
    text = attributes.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 8 else otherwise


@once
def read_custom_properties(package: Package, part: str, pieces: Iterable[bytes]) -> dict[str, str]:
    """The custom document properties by name, each as its text."""
    found: dict[str, str] = {}
    current = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if name == "property":
            current = attributes.get("name", "")

    def end(name: str, text: str) -> None:
        if name not in ("property", "Properties") and current and current not in found:
            package.allowance.keep(_ITEM + len(current) + 2 * len(text))
            found[current] = text

    walk(pieces, part, package.limits.depth, start, end)
    return found
