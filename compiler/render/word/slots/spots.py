"""Where the slots of a document stand, in its order: those for blocks in the body, facts anywhere in its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.render.word.leads import take_out
from compiler.render.word.opc import OpenPackage, parse, w
from compiler.render.word.slots.controls import (
    FACT,
    PROMPT,
    Catalogue,
    Control,
    control,
    controls,
    is_of_other_use,
    is_prompt,
    outer_slot,
    style_of,
    text_of,
)
from compiler.render.word.slots.repair import repair
from compiler.render.word.slots.sections import Section, sections_of
from compiler.report.numbering import OwnHeading
from compiler.report.slots import Slot

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER = regex(r"\s*\d+(\.\d+)*[.)]?\s")
_CELL_MARGINS = 216


@dataclass(frozen=True, slots=True)
class Found:
    """One slot as it stands in a document; `number` counts them from 0, first through the body, then through headers
    and footers.

    `inline` is one for a few words. `elements` are the paragraphs and tables in it, or for words their runs.
    """

    number: int
    key: str
    title: str
    inline: bool
    elements: tuple[_Element, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A slot and its control; `number` as in `Found`."""

    number: int
    slot: Slot
    control: Control


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What comes next in the body: a slot for blocks, a heading of the officer's own, or other words of her own.

    `section` is the number of the section, `width` the width of the words there; `level` is that of a heading.
    """

    section: int
    width: int
    element: _Element
    spot: Spot | None = None
    level: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A document with its slots made whole: its package, the main part, the names of its styles by identifier, its
    sections, its slots, the way through its body, and the headers and footers by name.

    `lost` are controls that look like slots and have a name that is none; `barred` are slots for blocks where none can
    stand: in a header or footer, a box of text, the middle of a sentence, or another slot. `strays` are paragraphs, or
    runs, of prompts whose control is gone. `mended` are the titles of those that were made whole.
    """

    package: OpenPackage
    name: str
    root: _Element
    styles: Mapping[str, str]
    sections: tuple[Section, ...]
    spots: tuple[Spot, ...]
    steps: tuple[Step, ...]
    running: Mapping[str, _Element]
    lost: tuple[Control, ...] = ()
    barred: tuple[tuple[Control, Slot], ...] = ()
    strays: tuple[_Element, ...] = ()
    mended: tuple[str, ...] = ()

    @property
    def body(self) -> _Element:
        """The body of the document."""
        return body_of(self.root)

    @property
    def places(self) -> tuple[str | OwnHeading, ...]:
        """The keys of the slots for blocks and the officer's own headings, in the order of the document."""
        return tuple(_places(self.steps))


def slots_in(docx: bytes, slots: Sequence[Slot]) -> tuple[Found, ...]:
    """The slots of a document; TemplateError, with a sentence for the officer, for what is no Word file."""
    opened = open_slots(OpenPackage(docx), slots)
    return tuple(_found(spot) for spot in opened.spots)


def _found(spot: Spot) -> Found:
    holder = spot.control.content
    inner = tuple(holder) if holder is not None else ()
    return Found(spot.number, spot.slot.key, spot.slot.title, spot.slot.kind == "fact", inner)


def places_in(docx: bytes, slots: Sequence[Slot]) -> tuple[str | OwnHeading, ...]:
    """The slots for blocks by their keys, and the officer's own headings, in the order of the document; an empty one
    if it has no slots. TemplateError for what is no Word file."""
    return open_slots(OpenPackage(docx), slots).places


def open_slots(package: OpenPackage, slots: Sequence[Slot]) -> Opened:
    """A document that is open with all its slots found; those that LibreOffice shrank are made whole first."""
    catalogue, name = Catalogue(slots), package.document()
    root = parse(package.read(name))
    body = body_of(root)
    styles = _styles(package, name)
    take_out(root, package, name, styles)
    mended = repair(body, catalogue, styles)
    sections = sections_of(body)
    walk = _Walk(catalogue, styles)
    for at, section in enumerate(sections):
        for block in section.blocks:
            walk.block(block, at, section.width)
    running = {each: parse(package.read(each)) for each in _running(package, name)}
    walk.apart(body, within_body=True)
    for part in running.values():
        walk.apart(part, within_body=False)
    return Opened(
        package, name, root, styles, sections, walk.spots(body, running), tuple(walk.steps), running,
        tuple(walk.lost), tuple(walk.barred), tuple(_strays(root, styles, slots)), mended,
    )  # fmt: skip


def _strays(root: _Element, styles: Mapping[str, str], slots: Sequence[Slot]) -> Iterator[_Element]:
    """Prompts that stand in no control: paragraphs and runs in the style of prompts that begin with a slot's title.

    Other words in such a style are the officer's own.
    """
    for style in root.iter(w("pStyle"), w("rStyle")):
        if styles.get(style.get(w("val")) or "") not in (PROMPT, FACT):
            continue
        place = style.getparent()
        holder = place.getparent() if place is not None else None
        if (
            holder is None
            or holder.tag not in (w("p"), w("r"))
            or next(holder.iterancestors(w("sdt")), None) is not None
        ):
            continue
        text, ends = text_of(holder).strip(), "." if holder.tag == w("p") else ""
        if any(text.startswith(slot.title + ends) for slot in slots):
            yield holder


def body_of(root: _Element) -> _Element:
    """The body of the main part; TemplateError where there is none."""
    from compiler.render.word.opc import TemplateError

    found = root.find(w("body"))
    if found is None:
        raise TemplateError("The template is damaged: open it in Word and save it again.")
    return found


def _styles(package: OpenPackage, document: str) -> dict[str, str]:
    """The names of the styles in lower case, by identifier."""
    parts = [target for kind, target, _ in package.related(document) if kind == "styles"]
    found = {}
    for style in parse(package.read(parts[0])).findall(w("style")) if parts else ():
        name = style.find(w("name"))
        found[style.get(w("styleId")) or ""] = (name.get(w("val")) or "").lower() if name is not None else ""
    return found


def _running(package: OpenPackage, document: str) -> list[str]:
    return [target for kind, target, _ in package.related(document) if kind in ("header", "footer")]


def _places(steps: Sequence[Step]) -> Iterator[str | OwnHeading]:
    for step in steps:
        if step.spot is not None:
            yield step.spot.slot.key
        elif step.level in (2, 3):
            yield OwnHeading(step.level, bool(_NUMBER.match(text_of(step.element) + " ")))


# --- the way through the body -----------------------------------------------------------------------------------------


class _Walk:
    """Walks the blocks of a body in the order of reading and notes what stands there."""

    def __init__(self, catalogue: Catalogue, styles: Mapping[str, str]) -> None:
        self.catalogue, self.styles = catalogue, styles
        self.steps: list[Step] = []
        self.lost: list[Control] = []
        self.barred: list[tuple[Control, Slot]] = []
        self.placed: dict[_Element, tuple[Control, Slot]] = {}

    def block(self, element: _Element, section: int, width: int) -> None:
        """A paragraph, a table, a control, or a mark between them."""
        if element.tag == w("sdt"):
            self._control(element, section, width)
        elif element.tag == w("p"):
            level = _level(style_of(element, self.styles))
            self.steps.append(Step(section, width, element, level=level if text_of(element).strip() else 0))
        elif element.tag == w("tbl"):
            self.steps.append(Step(section, width, element))
            for cell in element.iter(w("tc")):
                self._cell(cell, section, width)
        elif element.tag in (w("customXml"), w("ins"), w("moveTo")):
            for child in element:
                self.block(child, section, width)

    def _control(self, element: _Element, section: int, width: int) -> None:
        found = control(element)
        slot = self.catalogue.named(found.title, found.tag)
        if slot is not None and slot.kind != "fact":
            self.placed[element] = (found, slot)
            self.steps.append(Step(section, width, element, Spot(-1, slot, found)))
            return
        for child in found.content if found.content is not None else ():
            self.block(child, section, width)

    def _cell(self, cell: _Element, section: int, width: int) -> None:
        """The slots in a cell of a table of the officer's own; her words there are part of the table."""
        wide = cell.find(f"{w('tcPr')}/{w('tcW')}")
        size = (wide.get(w("w")) or "") if wide is not None and wide.get(w("type")) == "dxa" else ""
        room = int(size) - _CELL_MARGINS if size.isdecimal() else width
        for child in cell:
            if child.tag == w("sdt"):
                before = len(self.steps)
                self._control(child, section, room)
                self.steps[before:] = [step for step in self.steps[before:] if step.spot is not None]

    def apart(self, root: _Element, within_body: bool) -> None:
        """The controls that are not slots for blocks in the body: facts, and those that cannot be filled."""
        for found in controls(root):
            if found.element in self.placed:
                continue
            slot = self.catalogue.named(found.title, found.tag)
            if outer_slot(found.element, self.catalogue) is not None:
                if slot is not None and slot.kind != "fact":
                    self.barred.append((found, slot))
            elif slot is not None and slot.kind == "fact":
                self.placed[found.element] = (found, slot)
            elif slot is not None:
                self.barred.append((found, slot))
            elif not is_of_other_use(found.element) and is_prompt(found, self.styles):
                self.lost.append(found)

    def spots(self, body: _Element, running: Mapping[str, _Element]) -> tuple[Spot, ...]:
        """The slots in order, numbered; the steps that stand for them get the same numbers."""
        order = [each for root in (body, *running.values()) for each in root.iter(w("sdt")) if each in self.placed]
        found = {each: Spot(at, self.placed[each][1], self.placed[each][0]) for at, each in enumerate(order)}
        self.steps = [
            Step(each.section, each.width, each.element, found[each.element]) if each.spot is not None else each
            for each in self.steps
        ]
        return tuple(found.values())


def _level(style: str) -> int:
    """The level of a heading by the name of its style; 0 for any other paragraph."""
    if style == "title":
        return 1
    return int(style[-1]) if re.fullmatch("heading [1-9]", style) else 0
