"""Reads a workbook (.xlsx, .xlsm, .ods): every cell's own words with its address, within bounds of time and memory.

It uses the standard library alone, follows no link, runs no macro and computes no formula.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from pathlib import Path

from compiler.domain.book import Book, NotABook, Note, Sheet, Table
from compiler.domain.hashes import sha256_of
from compiler.returns.container import Limits, Package, open_package
from compiler.returns.parts import (
    Outline,
    Relation,
    read_custom_properties,
    read_outline,
    read_relations,
    read_styles,
    read_table,
)
from compiler.returns.sheet_part import read_sheet
from compiler.returns.sniff import SAVE_AGAIN, Refused, lock_file
from compiler.returns.texts import read_texts
from compiler.returns.value import Shared

_TOP = "_rels/.rels"


def read_book(
    source: Path | bytes, name: str = "", *, sheets: Container[str] | None = None, limits: Limits | None = None
) -> Book | NotABook:
    """Read a workbook from a file or its bytes; a file that is no workbook is told in one sentence, never raised.

    `name` is what the file is called (the path's own name if left out). Only the cells of the sheets that `sheets`
    names, or of which it names a table, are read, of all if it is None; every sheet's name and state is always there.
    """
    name = name or (source.name if isinstance(source, Path) else "workbook")
    limits = limits or Limits()
    try:
        refusal = lock_file(name)
        if refusal:
            raise refusal
        data = source if isinstance(source, bytes) else _bytes_of(source, limits)
        return _read(data, name, sheets, limits)
    except Refused as refused:
        words = refused.reason if refused.whole else f"cannot be read: {refused.reason}"
        return NotABook(name, f"{name} {words}.", refused.remedy)


def is_opendocument(data: bytes) -> bool:
    """Whether the bytes of a file are those of a spreadsheet saved as OpenDocument (.ods)."""
    try:
        return open_package(data, Limits()).is_ods
    except Refused:
        return False


def _bytes_of(path: Path, limits: Limits) -> bytes:
    """A file's bytes; raises `Refused` if it is not there, may not be read or is too large."""
    try:
        if path.stat().st_size > limits.file:
            return path.open("rb").read(limits.file + 1)
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("is not there", "Check its name and its folder.", whole=True) from None
    except IsADirectoryError:
        raise Refused("is a folder, not a workbook", "Name the workbook itself.", whole=True) from None
    except OSError as fault:
        reason = f"cannot be opened ({fault.strerror or 'the system refused'})"
        raise Refused(reason, "Close it in Excel, check that you may read it, and try again.", whole=True) from None


def _read(data: bytes, name: str, sheets: Container[str] | None, limits: Limits) -> Book:
    package = open_package(data, limits)
    if package.is_ods:
        from compiler.returns.ods import read_ods  # 4 ms that a workbook of Excel does not need

        return read_ods(package, data, name, sheets)
    if _TOP not in package:
        raise Refused(f"it is damaged: a part of it is missing ({_TOP})", SAVE_AGAIN)
    top = read_relations(package, "")
    home = _workbook_part(package, top)
    relations = read_relations(package, home)
    outline = read_outline(package, home)
    shared = _shared(package, outline, relations)
    _refuse_twins(outline, relations, package)
    read: list[Sheet] = []
    notes: list[Note] = []
    for title, state, key in outline.sheets:
        tables = [read_table(package, part) for part in _table_parts(package, relations[key])]
        if sheets is not None and title not in sheets and not any(table.name in sheets for table, _ in tables):
            read.append(Sheet(title, state, read=False))
            continue
        sheet, noticed = _sheet(package, title, state, relations[key], shared, tables)
        read.append(sheet)
        notes.extend(noticed)
    kinds = {relation.kind for relation in relations.values()}
    return Book(
        name=name,
        sha256=sha256_of(data),
        sheets=tuple(read),
        properties=_properties(package, top),
        defined_names=outline.defined_names,
        date1904=outline.date1904,
        has_macros=bool(kinds & {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"}),
        has_external_links="externalLink" in kinds,
        notes=tuple(notes),
    )


def _workbook_part(package: Package, top: Mapping[str, Relation]) -> str:
    """The part that holds the list of sheets."""
    found = next((relation.target for relation in top.values() if relation.kind == "officeDocument"), "xl/workbook.xml")
    if found not in package:
        raise Refused("it is damaged: the list of its sheets is missing", SAVE_AGAIN)
    return found


def _shared(package: Package, outline: Outline, relations: Mapping[str, Relation]) -> Shared:
    """Texts and styles that the sheets share; a workbook may have neither."""

    def part(kind: str) -> str | None:
        return next((relation.target for relation in relations.values() if relation.kind == kind), None)

    texts, styles = part("sharedStrings"), part("styles")
    # Programs that write no texts may name their part all the same; a cell that points at one is told of then.
    words, odd = read_texts(package, texts) if texts and texts in package else ([], False)
    return Shared(words, read_styles(package, styles) if styles else {}, outline.date1904, odd, _by_number(words))


_MANY = 2000


@cache
def _numbers() -> tuple[str, ...]:
    """Numbers as they are written, made once for all workbooks."""
    return tuple(map(str, range(_MANY)))


def _by_number(words: Sequence[str]) -> dict[str, str]:
    """Texts that are not blank by their numbers as cells write them, and '' for a cell without."""
    numbered = dict(zip(_numbers() if len(words) <= _MANY else map(str, count()), words, strict=False))
    if "" in words:
        numbered = {number: text for number, text in numbered.items() if text}
    numbered[""] = ""
    return numbered


def _refuse_twins(outline: Outline, relations: Mapping[str, Relation], package: Package) -> None:
    """Raise `Refused` for a sheet whose part is missing, and for two sheets of one name or one part."""
    names: set[str] = set()
    parts: dict[str, str] = {}
    for title, _, key in outline.sheets:
        relation = relations.get(key)
        if relation is None or relation.external or relation.target not in package:
            raise Refused(f"its sheet '{title}' is listed, but is missing from the file", SAVE_AGAIN)
        if title.casefold() in names:
            raise Refused(f"it has two sheets called '{title}'", SAVE_AGAIN)
        other = parts.setdefault(relation.target.lower(), title)
        if other != title:
            raise Refused(f"its sheets '{other}' and '{title}' are one and the same part of the file", SAVE_AGAIN)
        names.add(title.casefold())


def _table_parts(package: Package, relation: Relation) -> Iterator[str]:
    """The parts of the tables on a sheet."""
    for other in read_relations(package, relation.target).values():
        if other.kind == "table" and not other.external:
            yield other.target


def _sheet(
    package: Package, title: str, state: str, relation: Relation, shared: Shared, tables: Sequence[tuple[Table, bool]]
) -> tuple[Sheet, list[Note]]:
    """One sheet with its tables, and what was noticed in it."""
    parser = read_sheet(package, title, relation.target, shared)
    sheet = parser.sheet(state, tables)
    if parser.tables > len(tables):
        raise Refused(f"it is damaged: a table of its sheet '{title}' is missing", SAVE_AGAIN)
    return sheet, parser.notes


def _properties(package: Package, top: Mapping[str, Relation]) -> dict[str, str]:
    found = next((relation.target for relation in top.values() if relation.kind == "custom-properties"), None)
    return read_custom_properties(package, found) if found else {}
