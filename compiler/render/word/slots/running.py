"""Headers and footers of a document with slots: its own for each section, with the marks that every page must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from compiler.render.word.body import in_bytes
from compiler.render.word.by_hand import Ours
from compiler.render.word.furniture import empty, filled, furniture_type, lines_of
from compiler.render.word.opc import OFFICE, Part, Relation, w
from compiler.render.word.slots.fill import Filled
from compiler.render.word.slots.spots import Opened
from compiler.render.word.styles import R
from compiler.render.word.template import Template, page_of, references_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEW = "rIdF{}{}"


def running_parts(done: Filled, base: Template, ours: Ours | None) -> Iterator[tuple[Part, Relation | None]]:
    """The headers and footers, filled; the first section is given those that it lacks, with their relationship.

    `ours` are the words of our lines there as we wrote them last, for a document edited by hand. It changes the
    section's properties, so that the main part must be written after it.
    """
    opened = done.opened
    targets = {identifier: target for _, target, identifier in opened.package.related(opened.name)}
    for name, (place, width) in _used(opened, targets).items():
        root = opened.running[name]
        filled(root, lines_of(done.report, place, width), base.styles, ours)
        part = opened.package.part(name)
        yield Part(name, part.type, _xml(done, root), part.relations), None
    for place in _lacking(opened, base):
        kind, which = place.split()
        root = empty(kind)
        filled(root, lines_of(done.report, place, opened.sections[0].width), base.styles)
        name, identifier = _free(f"word/{kind}_{which}", opened), _NEW.format(kind[0], which[0])
        _refer(opened, kind, which, identifier)
        relation = (identifier, f"{OFFICE}/{kind}", name, False)
        yield Part(name, furniture_type(kind), _xml(done, root)), relation


def _xml(done: Filled, root: _Element) -> bytes:
    return b"".join(in_bytes(done.written(root)))


def _used(opened: Opened, targets: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    """The headers and footers that sections name: how the first of them uses each, and how wide its words are."""
    found: dict[str, tuple[str, int]] = {}
    for section in opened.sections:
        for place, identifier in references_of(section.properties).items() if section.properties is not None else ():
            target = targets.get(identifier, "")
            if target in opened.running:
                page, turned = page_of(section.properties)
                found.setdefault(target, (place, page.width_for(turned)))
    return found


def _lacking(opened: Opened, base: Template) -> Iterator[str]:
    """The places for which no section from the first on has a header or a footer, though its pages ask for them."""
    first = opened.sections[0].properties
    there = references_of(first) if first is not None else {}
    asked = [each.properties for each in opened.sections if each.properties is not None]
    wanted = ["default"]
    wanted += ["first"] if any(each.find(w("titlePg")) is not None for each in asked) else []
    wanted += ["even"] if b"evenAndOddHeaders" in base.parts[base.related["settings"]].data else []
    for kind in ("header", "footer"):
        yield from (f"{kind} {which}" for which in wanted if f"{kind} {which}" not in there)


def _free(name: str, opened: Opened) -> str:
    found, number = f"{name}.xml", 1
    while opened.package.has(found):
        number += 1
        found = f"{name}{number}.xml"
    return found


def _refer(opened: Opened, kind: str, which: str, identifier: str) -> None:
    """Names a header or footer in the properties of the first section."""
    from lxml import etree

    properties = opened.sections[0].properties
    if properties is None:
        properties = etree.SubElement(opened.body, w("sectPr"))
    reference: _Element = etree.Element(w(f"{kind}Reference"))
    reference.set(w("type"), which)
    reference.set(f"{{{R}}}id", identifier)
    properties.insert(len(references_of(properties)), reference)
