"""A slot put into a document that has none of it, behind the last of those that it belongs with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING

from compiler.domain.frozen import replace
from compiler.render.word.opc import OpenPackage, parse, serial, w, whole, write_package
from compiler.render.word.slots.prompts import slot_control
from compiler.render.word.slots.spots import Step, open_slots
from compiler.render.word.styles import R, W
from compiler.render.word.template import read_template
from compiler.report.slots import Slot

if TYPE_CHECKING:
    from lxml.etree import _Element


def with_slot(document: bytes, key: str, slots: Sequence[Slot]) -> tuple[bytes, int | None]:
    """The document with a place for the slot of that key, and the number that the slot has there.

    It stands behind the last appendix of the document, or behind the last slot where there is none. The number is None
    where nothing was put in: the document has the slot, or no slots at all.
    """
    package = OpenPackage(document)
    opened = open_slots(package, slots)
    held = [step for step in opened.steps if step.spot is not None]
    if not held or any(_key(step) == key for step in held):
        return document, None
    behind = next((step for step in reversed(held) if _key(step).startswith("appendix-")), held[-1])
    number = next(each for each in count(1) if each not in _numbers(opened.root))
    styles = read_template(document).styles
    slot = next(each for each in slots if each.key == key)
    behind.element.addnext(_element(slot_control(slot, styles, number)))
    whole = {part.name: part for part in package.closure(opened.name)}
    whole[opened.name] = replace(whole[opened.name], data=serial(opened.root))
    for _, _, target, _ in package.relations(""):
        whole.setdefault(target, package.part(target))
    made = write_package(whole.values(), package.relations(""))
    spots = open_slots(OpenPackage(made), slots).spots
    return made, next(spot.number for spot in spots if spot.slot.key == key)


def _key(step: Step) -> str:
    return step.spot.slot.key if step.spot is not None else ""


def _numbers(root: _Element) -> set[int]:
    return {whole(each.get(w("val"))) for each in root.iter(w("id"))}


def _element(xml: str) -> _Element:
    (made,) = parse(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{xml}</w:body>'.encode())
    return made
