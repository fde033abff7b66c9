"""A team's workbook with the list in front and the comments on its cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import count

from compiler.domain.text import clean
from compiler.render.feedback.boxes import anchors_on, more_boxes, new_boxes, without_boxes
from compiler.render.feedback.listing import TITLE
from compiler.render.feedback.notes import Place, more_notes, new_notes, places_of, without_ours
from compiler.render.feedback.parts import Parts
from compiler.render.feedback.splice import (
    Edit,
    Element,
    NotSpliced,
    appended,
    ascii_bytes,
    outline,
    spliced,
    with_attribute,
)
from compiler.returns.text import mend, unescape

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NOTES = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
    "AlternateContent",
)


def sheets_of(parts: Parts) -> Mapping[str, str]:
    """The parts of the workbook's sheets by the sheets' names."""
    root = outline(parts.read(parts.book), 2)
    targets = {link.id: link.target for link in parts.links(parts.book)}
    return {
        mend(unescape(each.attributes.get("name", ""))): targets.get(each.attributes.get("id", ""), "")
        for each in root.grandchildren("sheets", "sheet")
    }


def put_first(parts: Parts, sheet: Callable[[Collection[str]], bytes]) -> None:
    """Put the list in front of the sheets, or in place of the one that an earlier check put there.

    `sheet` makes its part from the names of the sheets that links can go to.
    """
    sheets = sheets_of(parts)
    made = sheet({name for name in sheets if name != TITLE and clean(name) == name})
    if sheets.get(TITLE):
        parts.put(sheets[TITLE], made)
        return
    part = parts.free("xl/worksheets/sheet{}.xml")
    parts.put(part, made)
    parts.declare(part, _SHEET)
    key = parts.link(parts.book, "worksheet", part)
    data = parts.read(parts.book)
    root = outline(data, 2)
    listed = root.child("sheets")
    if listed is None:
        raise NotSpliced("its list of sheets is missing")
    taken = {each.attributes.get("sheetId") for each in listed.children}
    number = next(str(number) for number in count(1) if str(number) not in taken)
    link = f'xmlns:r="{parts.kinds}" r:id="{key}"'
    entry = ascii_bytes(f'<{root.prefix}sheet name="{TITLE}" sheetId="{number}" {link}/>')
    edits = [(listed.inside, listed.inside, entry), *_moved(data, root, listed)]
    parts.put(parts.book, spliced(data, edits))


def _moved(data: bytes, root: Element, listed: Element) -> list[Edit]:
    """What counts the sheets anew after one was put in front: names that belong to a sheet, and the open sheet.

    Their open sheet stays open: it is marked as selected, and into two selected sheets one would type at once.
    """
    views = root.grandchildren("bookViews", "workbookView")
    edits = [with_attribute(data, each, "activeTab", _one_more(each, "activeTab")) for each in views]
    edits += [with_attribute(data, each, "firstSheet", "0") for each in views if "firstSheet" in each.attributes]
    if not views:
        view = f'<{root.prefix}bookViews><{root.prefix}workbookView activeTab="1"/></{root.prefix}bookViews>'
        edits.append((listed.start, listed.start, view.encode("ascii")))
    names = root.grandchildren("definedNames", "definedName")
    local = [each for each in names if "localSheetId" in each.attributes]
    return edits + [with_attribute(data, each, "localSheetId", _one_more(each, "localSheetId")) for each in local]


def _one_more(element: Element, name: str) -> str:
    said = element.attributes.get(name, "0")
    return str(int(said) + 1) if said.isdecimal() else said


def forget_notes(parts: Parts, sheets: Sequence[str]) -> None:
    """Take the comments of an earlier check out of the sheets, so that nothing is told again that was put right."""
    for part in filter(None, sheets):
        notes, drawing = parts.linked(part, "comments"), parts.linked(part, "vmlDrawing")
        if notes:
            data, freed = without_ours(parts.read(notes))
            if data != parts.read(notes):
                parts.put(notes, data)
            if freed and drawing:
                parts.put(drawing, without_boxes(parts.read(drawing), freed))


def put_notes(parts: Parts, sheet: str, notes: Mapping[Place, str]) -> None:
    """Put comments on cells of a sheet, by its part: in parts of our own, or behind those that it has."""
    theirs = parts.linked(sheet, "comments")
    held = places_of(parts.read(theirs)) if theirs else frozenset()
    if theirs:
        parts.put(theirs, more_notes(parts.read(theirs), notes))
    else:
        _add(parts, sheet, "comments", "xl/comments{}.xml", _NOTES, new_notes(parts.space, notes))
    anchors = list(anchors_on(parts.read(sheet), [place for place in notes if place not in held]))
    drawing = _drawing_of(parts, sheet)
    if drawing:
        parts.put(drawing, more_boxes(parts.read(drawing), anchors))
    elif anchors:
        others = [parts.read(name) for name in list(parts.names()) if name.lower().endswith(".vml")]
        made = new_boxes(anchors, others)
        _draw(parts, sheet, _add(parts, sheet, "vmlDrawing", "xl/drawings/vmlDrawing{}.vml", _DRAWING, made))


def _add(parts: Parts, sheet: str, kind: str, pattern: str, content_type: str, data: bytes) -> str:
    name = parts.free(pattern)
    parts.put(name, data)
    parts.declare(name, content_type)
    return parts.link(sheet, kind, name)


def _drawing_of(parts: Parts, sheet: str) -> str:
    """The part with the boxes of a sheet's comments and buttons; '' if it has none."""
    found = outline(parts.read(sheet), 1).child("legacyDrawing")
    wanted = found.attributes.get("id", "") if found else ""
    return next((link.target for link in parts.links(sheet) if link.id == wanted and parts.has(link.target)), "")


def _draw(parts: Parts, sheet: str, key: str) -> None:
    """Make a sheet show a drawing: an element in its place, before those that the schema has after it."""
    data = parts.read(sheet)
    root = outline(data, 1)
    xml = f'<{root.prefix}legacyDrawing xmlns:r="{parts.kinds}" r:id="{key}"/>'
    after = next((child for child in root.children if child.name in _AFTER_DRAWING), None)
    edit = (after.start, after.start, xml.encode("ascii")) if after else appended(data, root, xml)
    parts.put(sheet, spliced(data, [edit]))
