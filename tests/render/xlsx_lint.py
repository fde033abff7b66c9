"""A lint for the workbooks that we write: what the public validators do not look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, normpath
from typing import Any
from zipfile import ZipFile

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LONGEST_TEXT, _LONGEST_LIST = 32_767, 255


def lint(data: bytes) -> list[str]:
    """What is wrong with a workbook, one line each; [] when nothing is."""
    return sorted(_Lint(data).found())


class _Lint:
    def __init__(self, data: bytes) -> None:
        self.package = ZipFile(BytesIO(data))
        self.names = self.package.namelist()
        self.texts = self._texts()
        book = self._part("xl/workbook.xml")
        relations = self._relations("xl/workbook.xml")
        self.book = book
        self.sheets = {
            str(sheet.get("name")): relations[str(sheet.get(_RELATION))] for sheet in book.iter(f"{_MAIN}sheet")
        }

    def _part(self, name: str) -> Any:
        return etree.fromstring(self.package.read(name))

    def _relations(self, name: str) -> dict[str, str]:
        path = f"{dirname(name)}/_rels/{name.rsplit('/', 1)[1]}.rels"
        if path not in self.names:
            return {}
        return {
            str(each.get("Id")): (
                str(each.get("Target"))
                if each.get("TargetMode") == "External"
                else normpath(f"{dirname(name)}/{each.get('Target')}").removeprefix("/")
            )
            for each in self._part(path)
        }

    def _texts(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.names:
            return []
        return ["".join(item.itertext()) for item in self._part("xl/sharedStrings.xml").iter(f"{_MAIN}si")]

    def found(self) -> Iterator[str]:
        yield from self._package()
        yield from self._book()
        for number, text in enumerate(self.texts):
            if len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
                yield f"shared string {number}: {len(text)} characters"
        seen: set[str] = set()
        for name, part in self.sheets.items():
            sheet = self._part(part)
            cells = {str(cell.get("r")): cell for cell in sheet.iter(f"{_MAIN}c")}
            yield from (
                f"{name}: {wrong}" for wrong in (*self._order(sheet), *self._hidden(sheet), *self._areas(sheet))
            )
            yield from (f"{name}: {wrong}" for wrong in self._lengths(cells))
            yield from (f"{name}: {wrong}" for wrong in (*self._formulas(cells), *self._links(sheet, part)))
            yield from (f"{name}: {wrong}" for wrong in self._tables(part, cells, seen))

    def _package(self) -> Iterator[str]:
        if len(set(self.names)) != len(self.names):
            yield "a part stands twice in the package"
        if any(info.date_time != (1980, 1, 1, 0, 0, 0) for info in self.package.infolist()):
            yield "a part has a date of its own"
        core = self._part("docProps/core.xml")
        for element in core:
            if element.tag.endswith(("creator", "lastModifiedBy")) and element.text:
                yield f"an author: {element.text}"
        for part in self.names:
            if part.endswith((".xml", ".rels")) and re.search(
                rb"(?:file:///|absPath|/home/|/tmp/|/Users/)", self.package.read(part)
            ):
                yield f"{part}: a path of a machine"

    def _book(self) -> Iterator[str]:
        for sheet in self.book.iter(f"{_MAIN}sheet"):
            name = str(sheet.get("name"))
            if sheet.get("state") not in (None, "visible"):
                yield f"{name}: a hidden sheet"
            if len(name) > 31 or re.search(r"[\[\]:*?/\\]|^'|'$", name) or name.casefold() == "history":
                yield f"{name}: not a name for a sheet"
        for name in self.book.iter(f"{_MAIN}definedName"):
            if name.get("hidden") or "#REF!" in (name.text or ""):
                yield f"the defined name {name.get('name')} is hidden or broken"

    def _lengths(self, cells: dict[str, Any]) -> Iterator[str]:
        for place, cell in cells.items():
            text = "".join(each.text or "" for each in cell.iter(f"{_MAIN}t"))
            if len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
                yield f"{place}: {len(text)} characters"

    def _order(self, sheet: Any) -> Iterator[str]:
        last_row = 0
        for row in sheet.iter(f"{_MAIN}row"):
            number, last = int(row.get("r")), 0
            if number <= last_row:
                yield f"row {number} is out of order or doubled"
            last_row = number
            for cell in row:
                at, column = _place(str(cell.get("r")))
                if at != number or column <= last:
                    yield f"cell {cell.get('r')} is out of order or doubled"
                last = column

    def _hidden(self, sheet: Any) -> Iterator[str]:
        for tag in ("row", "col"):
            for each in sheet.iter(f"{_MAIN}{tag}"):
                if each.get("hidden") in ("1", "true") or each.get("ht") == "0" or each.get("width") == "0":
                    yield f"a hidden {tag}: {each.get('r') or each.get('min')}"

    def _areas(self, sheet: Any) -> Iterator[str]:
        merged = [_area(str(each.get("ref"))) for each in sheet.iter(f"{_MAIN}mergeCell")]
        for number, one in enumerate(merged):
            if any(_overlap(one, other) for other in merged[number + 1 :]):
                yield f"overlapping merges at {one}"
        for rule in sheet.iter(f"{_MAIN}dataValidation"):
            listed = rule.findtext(f"{_MAIN}formula1") or ""
            if listed.startswith('"') and len(listed) - 2 > _LONGEST_LIST:
                yield f"an inline list of {len(listed) - 2} characters at {rule.get('sqref')}"

    def _formulas(self, cells: dict[str, Any]) -> Iterator[str]:
        for place, cell in cells.items():
            formula = cell.find(f"{_MAIN}f")
            if formula is not None:
                words = re.sub(r'"[^"]*"', "", formula.text or "")
                if (
                    not words
                    or "#" in words
                    or words.count("(") != words.count(")")
                    or words.count("[") != words.count("]")
                ):
                    yield f"{place}: a broken formula: {formula.text}"
                if cell.findtext(f"{_MAIN}v") in (None, ""):
                    yield f"{place}: a formula without its result"
            if cell.get("t") == "e":
                yield f"{place}: an error"

    def _links(self, sheet: Any, part: str) -> Iterator[str]:
        relations = self._relations(part)
        for link in sheet.iter(f"{_MAIN}hyperlink"):
            relation, location = link.get(_RELATION), link.get("location")
            if relation is not None and relation not in relations:
                yield f"{link.get('ref')}: a link without its relation"
            if relation is None and (match := re.fullmatch(r"'?(.*?)'?!([A-Z]+\d+)", location or "")):
                if match[1].replace("''", "'") not in self.sheets:
                    yield f"{link.get('ref')}: a link to {location}, which is not there"
            elif relation is None:
                yield f"{link.get('ref')}: a link to nothing: {location}"

    def _tables(self, part: str, cells: dict[str, Any], seen: set[str]) -> Iterator[str]:
        areas: list[tuple[int, int, int, int]] = []
        for target in self._relations(part).values():
            if "/tables/" not in target:
                continue
            table = self._part(target)
            name, area = str(table.get("displayName")), _area(str(table.get("ref")))
            if name.casefold() in seen:
                yield f"the table {name} stands twice"
            seen.add(name.casefold())
            if any(_overlap(area, other) for other in areas):
                yield f"the table {name} overlaps another"
            areas.append(area)
            columns = [str(column.get("name")) for column in table.iter(f"{_MAIN}tableColumn")]
            heads = [self._text(cells.get(_address(area[0], at))) for at in range(area[1], area[3] + 1)]
            if columns != heads:
                yield f"the table {name} has the columns {columns} under the headings {heads}"
            if len({column.casefold() for column in columns}) != len(columns):
                yield f"the table {name} has two columns of one name"
            if area[2] <= area[0]:
                yield f"the table {name} has no row"

    def _text(self, cell: Any) -> str:
        if cell is None or cell.get("t") != "s":
            return ""
        return self.texts[int(cell.findtext(f"{_MAIN}v"))]


def _place(address: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", address).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def _address(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _area(words: str) -> tuple[int, int, int, int]:
    first, _, last = words.partition(":")
    return (*_place(first), *_place(last or first))


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
