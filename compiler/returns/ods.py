"""Reads a spreadsheet saved as OpenDocument (.ods), as LibreOffice does: the same book as from an Excel workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator

from compiler.domain.book import Book, Sheet, Table
from compiler.domain.frozen import replace
from compiler.returns.container import Package
from compiler.returns.markup import walk
from compiler.returns.ods_content import CONTENT, ContentParser, bare, range_of
from compiler.returns.ods_styles import Styles
from compiler.returns.sniff import SAVE_AGAIN, Refused

_MANIFEST, _STYLES, _META = "META-INF/manifest.xml", "styles.xml", "meta.xml"


def read_ods(package: Package, data: bytes, name: str, sheets: Container[str] | None) -> Book:
    """The book of a spreadsheet of OpenDocument; raises `Refused` where it is damaged, locked or beyond the limits.

    Only the cells of the sheets that `sheets` names, or of which it names a table, are read, of all if it is None.
    """
    _refuse_incomplete(package)
    if CONTENT not in package:
        raise Refused("it is damaged: the list of its sheets is missing", SAVE_AGAIN)
    content = _content(package, sheets)
    _refuse_twins(content.sheets)
    return Book(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        sheets=tuple(_with_tables(sheet, content) for sheet in content.sheets),
        properties=_properties(package),
        defined_names=content.names,
        has_macros=any(part.startswith(("basic/", "scripts/")) for part in package.names),
        has_external_links=content.linked,
        notes=tuple(content.notes),
    )


def _content(package: Package, sheets: Container[str] | None) -> ContentParser:
    """The content; it is gone through again where its end tells that a table stands on a sheet that was passed over."""
    content = ContentParser(package, _styles(package), sheets)
    content.parse()
    if sheets is None:
        return content
    passed = {sheet.name for sheet in content.sheets if not sheet.read}
    said = [bare("", attributes)[1] for attributes, _ in content.ranges]
    found = [range_of(each.get("target-range-address", "")) for each in said if each.get("name", "") in sheets]
    more = {place[0] for place in found if place and place[0] in passed}
    return _content(package, {sheet.name for sheet in content.sheets} - passed | more) if more else content


def _refuse_incomplete(package: Package) -> None:
    """Raise `Refused` for a file whose parts are encrypted, or of which one is missing that its manifest lists.

    The manifest is never encrypted itself.
    """
    locked = "encrypted-package" in package
    listed: set[str] = set()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal locked
        locked = locked or name == "encryption-data"
        listed.add(bare(name, attributes)[1].get("full-path", ""))

    if _MANIFEST in package:
        walk(package.pieces(_MANIFEST), _MANIFEST, package.limits.depth, start)
    elif CONTENT in package and not locked:
        raise Refused(f"it is damaged: a part of it is missing ({_MANIFEST})", SAVE_AGAIN)
    if locked:
        remedy = "In LibreOffice choose File, Save As, take the tick from 'Save with password', save and send it again."
        raise Refused("is protected by a password and cannot be opened without it", remedy, whole=True)
    for part in (_STYLES, _META):
        if part in listed and part not in package:
            raise Refused(f"it is damaged: a part of it is missing ({part})", SAVE_AGAIN)


def _styles(package: Package) -> Styles:
    """The styles of the part that all sheets share; those of the sheets themselves come with the sheets."""
    styles = Styles()

    def start(name: str, attributes: dict[str, str]) -> None:
        styles.start(*bare(name, attributes))

    if _STYLES in package:
        walk(package.pieces(_STYLES), _STYLES, package.limits.depth, start, styles.end)
    return styles


def _refuse_twins(sheets: list[Sheet]) -> None:
    """Raise `Refused` for a spreadsheet without sheets, and for two sheets of one name."""
    if not sheets:
        raise Refused("it is damaged: it lists no sheets", SAVE_AGAIN)
    names: set[str] = set()
    for sheet in sheets:
        if sheet.name.casefold() in names:
            raise Refused(f"it has two sheets called '{sheet.name}'", SAVE_AGAIN)
        names.add(sheet.name.casefold())


def _with_tables(sheet: Sheet, content: ContentParser) -> Sheet:
    """The sheet with its tables, which OpenDocument keeps as ranges of a database."""
    tables = tuple(_tables(sheet, content))
    filtered = sheet.filtered or any(narrowed for _, narrowed in tables)
    return replace(sheet, tables=tuple(table for table, _ in tables), filtered=filtered)


def _tables(sheet: Sheet, content: ContentParser) -> Iterator[tuple[Table, bool]]:
    for attributes, narrowed in content.ranges:
        said = bare("", attributes)[1]
        found = range_of(said.get("target-range-address", ""))
        if found and found[0].casefold() == sheet.name.casefold():
            area, headed = found[1], said.get("contains-header") != "false"
            top = sheet.rows.get(area.top, {}) if headed else {}
            columns = tuple(cell.raw for column, cell in top.items() if area.left <= column <= area.right)
            yield Table(said.get("name", ""), area, columns, int(headed)), narrowed


def _properties(package: Package) -> dict[str, str]:
    """The document properties that a person or program added, by name, each as its text."""
    found: dict[str, str] = {}
    current = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal current
        current = bare(name, attributes)[1].get("name", "") if name == "user-defined" else ""

    def end(name: str, text: str) -> None:
        if name == "user-defined" and current:
            found.setdefault(current, text)

    if _META in package:
        walk(package.pieces(_META), _META, package.limits.depth, start, end)
    return found
