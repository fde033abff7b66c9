"""A template laid out again for another paper: its looks and its first page, with other slots in another order."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import count, groupby
from typing import TYPE_CHECKING

from compiler.domain.frozen import replace
from compiler.render.word.markup import Para
from compiler.render.word.opc import OpenPackage, parse, serial, w, whole, write_package
from compiler.render.word.slots.prompts import slot_control
from compiler.render.word.slots.spots import Opened, open_slots
from compiler.render.word.styles import R, W
from compiler.render.word.template import read_template
from compiler.report.slots import Slot

if TYPE_CHECKING:
    from lxml.etree import _Element


def relaid(template: bytes, places: Sequence[str], slots: Sequence[Slot]) -> bytes:
    """The template with the slots of these keys in this order, and no others.

    What stands before its first slot and after its last stays, and a slot that it has keeps its sample table; words
    between its slots are those of another paper and go. A slot lies sideways where the template has it so, and all
    appendices where it has none of them. A template without slots is given back as it is.

    Raises TemplateError, with a sentence for the officer, if it is no Word file.
    """
    package = OpenPackage(template)
    opened = open_slots(package, slots)
    blocks = [step.element for step in opened.steps if step.spot is not None]
    if not blocks:
        return template
    _lay_out(opened, places, slots, template)
    whole = {part.name: part for part in package.closure(opened.name)}
    whole[opened.name] = replace(whole[opened.name], data=serial(opened.root))
    for _, _, target, _ in package.relations(""):
        whole.setdefault(target, package.part(target))
    return write_package(whole.values(), package.relations(""))


def _lay_out(opened: Opened, places: Sequence[str], slots: Sequence[Slot], template: bytes) -> None:
    held = {
        step.spot.slot.key: (step.element, opened.sections[step.section].turned) for step in opened.steps if step.spot
    }
    known = {slot.key: slot for slot in slots}
    styles = read_template(template).styles
    before, after = _around(opened)
    numbers = count(1 + max(map(_number, opened.root.iter(w("id"))), default=0))

    def placed(key: str) -> tuple[_Element, bool]:
        if key in held:
            return deepcopy(held[key][0]), held[key][1]
        return _element(slot_control(known[key], styles, next(numbers))), key.startswith("appendix-")

    groups = groupby((placed(key) for key in places if key in known), key=lambda each: each[1])
    laid = [(turned, [element for element, _ in group]) for turned, group in groups]
    pages = [_page(opened, turned, number == 0) for number, (turned, _) in enumerate(laid)]
    body = opened.body
    for child in list(body):
        body.remove(child)
    body.extend(before)
    for number, (_, elements) in enumerate(laid):
        last = number == len(laid) - 1
        body.extend([*elements, *(after if last else ())])
        body.append(pages[number] if last else _section_end(pages[number], styles["section end"]))


def _around(opened: Opened) -> tuple[list[_Element], list[_Element]]:
    """What stands before the first slot and after the last, without the ends of sections."""
    own = [step.element for step in opened.steps if step.spot is not None]
    children = [each for each in opened.body if each.tag != w("sectPr")]
    first, last = children.index(own[0]), children.index(own[-1])
    return [each for each in children[:first] if not _ends(each)], [
        each for each in children[last + 1 :] if not _ends(each)
    ]


def _ends(block: _Element) -> bool:
    return block.find(f"{w('pPr')}/{w('sectPr')}") is not None


def _page(opened: Opened, turned: bool, first: bool) -> _Element:
    """The properties of a section that lies so: those that the template has, or its first ones turned round."""
    alike = [each.properties for each in opened.sections if each.turned == turned and each.properties is not None]
    anyone = [each.properties for each in opened.sections if each.properties is not None]
    chosen = (alike[:1] if first else alike[-1:]) or anyone[:1]
    page = deepcopy(chosen[0]) if chosen else _element(f'<w:sectPr xmlns:w="{W}"/>')
    if not alike:
        _turn(page, turned)
    for each in () if first else page.findall(w("titlePg")):
        page.remove(each)
    return page


def _turn(page: _Element, turned: bool) -> None:
    size = page.find(w("pgSz"))
    if size is None:
        return
    wide, high = size.get(w("w")) or "", size.get(w("h")) or ""
    size.set(w("w"), high)
    size.set(w("h"), wide)
    if turned:
        size.set(w("orient"), "landscape")
    elif w("orient") in size.attrib:
        del size.attrib[w("orient")]


def _section_end(page: _Element, style: str) -> _Element:
    paragraph = _element(Para(style, "").xml())
    properties = paragraph.find(w("pPr"))
    assert properties is not None, "a paragraph in a style has properties"
    properties.append(page)
    return paragraph


def _element(xml: str) -> _Element:
    (made,) = parse(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{xml}</w:body>'.encode())
    return made


def _number(element: _Element) -> int:
    return max(whole(element.get(w("val"))), 0)
