"""A Word or Excel file opened within bounds: its parts as XML, with nothing in it that could run away or reach out."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from compiler.render.word.opc import too_large
from compiler.returns.container import Limits, Package, target_of
from compiler.returns.sniff import Refused, what_it_is

Element = etree._Element

MOST_BYTES = 64 << 20
"""The largest file that is looked at; no more of one need be read to refuse it."""
_LIMITS = Limits(file=MOST_BYTES, unpacked=256 << 20, parts=4096)
_LARGEST = 48 << 20
_DEEPEST = 200
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    ),
}
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = {"word/document.xml": "document", "xl/workbook.xml": "workbook"}
_NEITHER = "Save it as a Word document (.docx) or an Excel workbook (.xlsx) and look again."


class Parts:
    """The parts of a file by name, each read as XML when it is first asked for."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self.main = package, main
        self._read: dict[str, Element] = {}

    @property
    def document(self) -> bool:
        """Whether it is a Word document, not a workbook."""
        return _MAIN[self.main] == "document"

    def __contains__(self, part: str) -> bool:
        return part in self._package

    def xml(self, part: str) -> Element:
        """A part's outermost element; raises `Refused` for a part that is missing, damaged or declares entities."""
        if part not in self._read:
            self._read[part] = _parsed(self._bytes(part), part)
        return self._read[part]

    def _bytes(self, part: str) -> bytes:
        pieces, size = [], 0
        for piece in self._package.pieces(part):
            size += len(piece)
            if size > _LARGEST:
                raise Refused(f"its part {part} is over {_LARGEST >> 20} MB large, more than can be looked at")
            pieces.append(piece)
        return b"".join(pieces)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """A part's relationships: kind and target by id; the target is a part's name, or an address outside."""
        folder, name = posixpath.split(part)
        path = f"{folder}/_rels/{name}.rels"
        if path not in self:
            return {}
        found = {}
        for each in self.xml(path).iter(_RELATION):
            kind, target = (each.get("Type") or "").rpartition("/")[2], each.get("Target") or ""
            inside = each.get("TargetMode") != "External"
            found[each.get("Id") or ""] = (kind, target_of(part, target) if inside else target)
        return found

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The parts of one kind that a part relates to and that are there, in their order."""
        return tuple(target for each, target in self.relations(part).values() if each == kind and target in self)


def open_parts(data: bytes) -> Parts:
    """The parts of a Word or Excel file; raises `Refused`, saying what it is, for anything else."""
    if len(data) > _LIMITS.file:
        raise Refused(f"is larger than {_LIMITS.file >> 20:,} MB, the most that is looked at", whole=True)
    if not data.startswith(b"PK"):
        refused = what_it_is(data)
        raise Refused(refused.reason, _NEITHER, whole=refused.whole)
    package = Package(data, _LIMITS)
    main = next((part for part in _MAIN if part in package), None)
    if main is None:
        raise Refused("is neither a Word document (.docx) nor an Excel workbook (.xlsx)", _NEITHER, whole=True)
    return Parts(package, main)


def _parsed(data: bytes, part: str) -> Element:
    if too_large(data):
        raise Refused(f"its part {part} has more elements than can be looked at", _NEITHER)
    if _STRICT in data:
        for strict, usual in _USUAL.items():
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise Refused(f"it is damaged: {part} is broken at line {fault.lineno}", _NEITHER) from fault
    except ValueError as fault:
        raise Refused(f"it is damaged: {part} is no XML", _NEITHER) from fault
    if _DOCTYPE.search(data):
        raise Refused(f"its part {part} declares a document type or entities, which no office program writes", _NEITHER)
    if _too_deep(root):
        raise Refused(f"it is damaged: {part} nests elements over {_DEEPEST} deep", _NEITHER)
    return root


def _too_deep(root: Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False
