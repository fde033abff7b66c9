"""What is wrong with the slots of a template: names, places, doubles, and those that a paper cannot do without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from compiler.domain.text import fold, nearest
from compiler.render.template.mistake import Mistake, error, note, warning
from compiler.render.template.places import WHOLE, Places, short
from compiler.render.word.opc import w
from compiler.render.word.slots.controls import (
    Catalogue,
    Control,
    controls,
    has_own_words,
    is_of_other_use,
    outer_slot,
    text_of,
    within_text_box,
)
from compiler.render.word.slots.spots import Opened
from compiler.report.slot import Slot
from compiler.report.slots import OWN_WORDS, words_key

if TYPE_CHECKING:
    from lxml.etree import _Element

NEEDED = {
    "draft": "without it a draft does not say on its face why it is not final, and may be taken for the final report",
    "partial": "without it figures that leave out a missing return look whole",
}
"""The slots that a committee's report cannot do without, and why."""


def slot_mistakes(opened: Opened, slots: Sequence[Slot], places: Places) -> Iterator[Mistake]:
    """Everything that is wrong with the slots of a template, kind by kind."""
    titles = [slot.title for slot in slots]
    if not opened.spots and not opened.lost:
        yield note(
            "no slots",
            WHOLE,
            "The template has no slot, so that the report stands in it whole, in its usual order.",
            "To place its parts yourself, copy their slots from the document that compile template palette makes.",
        )
        return
    yield from unplaced(opened, slots, places)
    yield from _own_controls(opened, titles, places)
    yield from _mended(opened)
    yield from _doubled(opened, places)
    yield from _needed(opened, slots)
    yield from _bound(opened, places)


def unplaced(opened: Opened, slots: Sequence[Slot], places: Places) -> Iterator[Mistake]:
    """The places of a document that a report cannot fill, so that something may be missing from the paper."""
    titles = [slot.title for slot in slots]
    for found in opened.lost:
        where = places.of(found.element)
        yield no_such_slot(found.title, where, titles) if found.title else _nameless(found, where)
    yield from _barred(opened, places)
    yield from _strays(opened, places)


def no_such_slot(title: str, where: str, titles: Sequence[str]) -> Mistake:
    """A control whose title is that of no slot."""
    near = nearest(title, titles)
    remedy = (
        f"Did you mean '{near}'? Give the control that title."
        if near
        else ("Copy the slot from the document that compile template palette makes.")
    )
    return error("no such slot", where, f"There is no slot '{title}', so nothing stands there.", remedy)


def _nameless(found: Control, where: str) -> Mistake:
    said = short(text_of(found.element))
    return error(
        "slot without a title",
        where,
        f"A control that shows '{said}' has no title, so nothing stands there.",
        "Give it the title of its slot (Developer, Properties, Title), or copy the slot again from the palette.",
    )


def _own_controls(opened: Opened, titles: Sequence[str], places: Places) -> Iterator[Mistake]:
    """Controls with words of the officer's own whose title is nearly a slot's."""
    placed = {spot.control.element for spot in opened.spots}
    known = {fold(title) for title in titles}
    for found in controls(opened.root):
        near = nearest(found.title, titles) if found.title and fold(found.title) not in known else None
        ours = found.element in placed or is_of_other_use(found.element)
        if near and not ours and has_own_words(found, opened.styles):
            yield warning(
                "no such slot",
                places.of(found.element),
                f"There is no slot '{found.title}'; what stands in that control stays as it is.",
                f"Did you mean '{near}'? Give the control that title, and the report fills it.",
            )


def _barred(opened: Opened, places: Places) -> Iterator[Mistake]:
    for found, slot in opened.barred:
        why, remedy = _why_barred(found, slot, opened)
        yield error(
            "slot out of place",
            places.of(found.element),
            f"The slot '{slot.title}' cannot be filled {why}, so nothing stands there.",
            remedy,
        )


def _why_barred(found: Control, slot: Slot, opened: Opened) -> tuple[str, str]:
    outer = outer_slot(found.element, Catalogue([spot.slot for spot in opened.spots]))
    move = "Move it to a line of its own between the paragraphs."
    if outer is not None:
        return f"inside the slot '{outer.title}', which is filled as a whole", f"Move it out of '{outer.title}'."
    if within_text_box(found.element):
        return "in a text box", move
    if any(found.element in root.iter(w("sdt")) for root in opened.running.values()):
        return "in a header or footer", f"{move} Only facts can stand there."
    return "in the middle of a sentence", f"{move} Only facts can stand in a sentence."


def _strays(opened: Opened, places: Places) -> Iterator[Mistake]:
    for stray in opened.strays:
        words = short(text_of(stray))
        if words:
            yield error(
                "prompt without a slot",
                places.of(stray),
                f"The grey words '{words}' stand in no slot any more, so nothing stands there.",
                "Copy the slot again from the palette, or delete the words.",
            )


def _mended(opened: Opened) -> Iterator[Mistake]:
    if opened.mended:
        named = ", ".join(f"'{title}'" for title in dict.fromkeys(opened.mended))
        yield note(
            "slot shrunk",
            WHOLE,
            f"LibreOffice has shrunk slots to their first words: {named}.",
            "Nothing needs doing: they are made whole again when the report is made.",
        )


def _doubled(opened: Opened, places: Places) -> Iterator[Mistake]:
    first: dict[str, _Element] = {}
    for spot in opened.spots:
        if spot.slot.kind != "fact" and spot.slot.key in first:
            yield note(
                "slot twice",
                places.of(spot.control.element),
                f"The slot '{spot.slot.title}' stands a second time (first: {places.of(first[spot.slot.key])}).",
                "It is printed twice. Delete one of them if that is not meant.",
            )
        first.setdefault(spot.slot.key, spot.control.element)


def _needed(opened: Opened, slots: Sequence[Slot]) -> Iterator[Mistake]:
    there = {spot.slot.key for spot in opened.spots}
    for slot in slots:
        if slot.key in NEEDED and slot.key not in there:
            yield error(
                "slot missing",
                WHOLE,
                f"The slot '{slot.title}' is not in the template: {NEEDED[slot.key]}.",
                "Copy it from the document that compile template palette makes to the first page.",
            )
        elif slot.key.startswith(words_key("")) and not {slot.key, OWN_WORDS} & there:
            yield warning(
                "slot missing",
                WHOLE,
                f"The slot '{slot.title}', which your format asks for, is not in the template.",
                "Copy it from the palette to where its words shall stand, or they are not printed.",
            )


def _bound(opened: Opened, places: Places) -> Iterator[Mistake]:
    for spot in opened.spots:
        element = spot.control.element
        if element.find(f"{w('sdtPr')}/{w('dataBinding')}") is not None:
            yield warning(
                "slot bound",
                places.of(element),
                f"The slot '{spot.slot.title}' is bound to a property of the document, from which Word would fill it.",
                "The binding is taken off in the report. Copy the slot from the palette to be rid of it.",
            )
        elif spot.slot.kind != "fact" and is_of_other_use(element):
            yield warning(
                "slot of another kind",
                places.of(element),
                f"The slot '{spot.slot.title}' is a control for a date, a list, a picture or a building block.",
                "It becomes one for text in the report. Copy the slot from the palette to be rid of this.",
            )
