"""Links from the figures of a working copy to the workbook beside it: they have no look of their own, are taken out of
whatever is read back, and are in no final report."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from compiler.domain.frozen import replace
from compiler.domain.regex import regex
from compiler.render.word.opc import BESIDE, OFFICE, OpenPackage, Relation, parse, serial, w, write_package
from compiler.report.blocks import Figure, Matrix, Part, Table, Words
from compiler.report.long_rows import LongRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from compiler.render.word.opc import Part as PackagePart

_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LEADS = f'r:id="{BESIDE}"'
"""What stands in every link to the workbook beside a report."""
_LOOKS = ("hyperlink", "internet link", "internetlink")
"""The character styles, in lower case, that Word and LibreOffice give to the words of links."""
_CELL = regex(r"!\$?[A-Z]{1,3}\$?[0-9]+$")
_FIELD = regex(r'\s*HYPERLINK\s+"[^"]*\.xlsx"\s+\\l\s+"[^"]*![A-Z]{1,3}[0-9]+"')
"""How LibreOffice writes such a link anew if it says something of where it leads."""


def relation_of(parts: Iterable[Part]) -> tuple[Relation, ...]:
    """The relationship with the workbook that figures of these parts lead to; none where none does."""
    figures = (each for part in parts for words in _cells(part) for each in words if isinstance(each, Figure))
    file = next((each.lead.file for each in figures if each.lead is not None), "")
    return ((BESIDE, f"{OFFICE}/hyperlink", file, True),) if file else ()


def _cells(part: Part) -> Iterator[Words]:
    for block in part.blocks:
        if isinstance(block, Table) and isinstance(block.rows, LongRows) and not block.rows.leads:
            continue
        if isinstance(block, Table | Matrix):
            for row in block.rows if isinstance(block, Table) else block.cells:
                yield from row


# --- reading back -----------------------------------------------------------------------------------------------------


def take_out(root: _Element, package: OpenPackage, name: str, styles: Mapping[str, str]) -> None:
    """Takes the links to cells of workbooks out of a document that is read; the words stay as they were written.

    `styles` gives the names of styles in lower case by identifier; LibreOffice gives the words one of links.
    """
    files = {each[0]: each[2] for each in package.relations(name) if each[3]}
    for link in [each for each in root.iter(w("hyperlink")) if _to_cell(each, files)]:
        for run in link.iter(w("r")):
            _plain(run, styles)
        _unwrap(link)
    for code in [each for each in root.iter(w("instrText")) if _FIELD.match(each.text or "")]:
        _without_field(code, styles)


def without_ours(element: _Element) -> None:
    """Takes the links that we have just written out of an element; the words stay."""
    for link in [each for each in element.iter(w("hyperlink")) if each.get(_RELATED) == BESIDE]:
        _unwrap(link)


def _to_cell(link: _Element, files: Mapping[str, str]) -> bool:
    """Whether a link leads to a cell of a workbook, as we write it or as LibreOffice writes it anew."""
    file, _, place = unquote(files.get(link.get(_RELATED) or "", "")).partition("#")
    cell = link.get(w("anchor")) or place
    return posixpath.splitext(file)[1].lower() == ".xlsx" and _CELL.search(cell) is not None


def _plain(run: _Element, styles: Mapping[str, str]) -> None:
    style = run.find(f"{w('rPr')}/{w('rStyle')}")
    holder = style.getparent() if style is not None else None
    if style is None or holder is None or styles.get(style.get(w("val")) or "") not in _LOOKS:
        return
    holder.remove(style)
    if len(holder) == 0:
        run.remove(holder)


def _without_field(code: _Element, styles: Mapping[str, str]) -> None:
    """Takes a field of a link out round its words; one that is not whole within its paragraph stays."""
    run = code.getparent()
    after = list(run.itersiblings(w("r"))) if run is not None else []
    marks = [_mark(each) for each in after]
    begin = run.getprevious() if run is not None else None
    if (
        run is None
        or begin is None
        or _mark(begin) != "begin"
        or "end" not in marks
        or "begin" in marks[: marks.index("end")]
    ):
        return
    words = after[: marks.index("end") + 1]
    for each in (begin, run, *(each for each in words if _mark(each))):
        _remove(each)
    for each in words:
        _plain(each, styles)


def _mark(run: _Element) -> str:
    """What a run of a field marks: begin, separate or end; '' for its words."""
    mark = run.find(w("fldChar"))
    return (mark.get(w("fldCharType")) or "") if mark is not None else ""


def _remove(run: _Element) -> None:
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _unwrap(link: _Element) -> None:
    parent = link.getparent()
    assert parent is not None, "a link stands in a paragraph"
    at = parent.index(link)
    parent[at : at + 1] = list(link)


def without_leads(docx: bytes) -> bytes:
    """A report of ours without the links of its figures, for a file that cannot have the workbook beside it."""
    package = OpenPackage(docx)
    name = package.document()
    if LEADS.encode() not in package.read(name):
        return docx
    root = parse(package.read(name))
    take_out(root, package, name, {})
    found: dict[str, PackagePart] = {}
    for _, _, target, outside in package.relations(""):
        found |= {} if outside else {part.name: part for part in package.closure(target)}
    kept = tuple(each for each in found[name].relations if each[0] != BESIDE)
    found[name] = replace(found[name], data=serial(root), relations=kept)
    return write_package(found.values(), package.relations(""))
