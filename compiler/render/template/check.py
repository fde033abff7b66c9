"""Everything that is wrong with a template, placed by heading and paragraph, with the nearest right name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.render.template.document_mistakes import document_mistakes
from compiler.render.template.mistake import Checked, Mistake, error
from compiler.render.template.places import WHOLE, places_of
from compiler.render.template.sample_mistakes import sample_mistakes
from compiler.render.template.slot_mistakes import slot_mistakes, unplaced
from compiler.render.template.style_mistakes import style_mistakes
from compiler.render.word.opc import OpenPackage, TemplateError
from compiler.render.word.slots import open_slots
from compiler.render.word.slots.spots import Opened
from compiler.report.slot import Slot


def check_template(data: bytes, name: str, slots: Sequence[Slot]) -> Checked:
    """What is wrong with a template for reports with these slots; a file that cannot be opened is one mistake."""
    try:
        opened = open_slots(OpenPackage(data), slots)
        mistakes = tuple(_mistakes(opened, name, slots))
    except TemplateError as fault:
        sentence, _, remedy = str(fault).partition(": ")
        found = error("cannot be used", WHOLE, f"{sentence.rstrip('.')}.", _capital(remedy) or "Make it again.")
        return Checked(name, 0, (found,))
    return Checked(name, len(opened.spots), mistakes)


def unfilled(data: bytes, slots: Sequence[Slot]) -> tuple[Mistake, ...]:
    """The places of a document that a report cannot fill; none in a file that cannot be opened."""
    try:
        opened = open_slots(OpenPackage(data), slots)
    except TemplateError:
        return ()
    if not (opened.lost or opened.barred or opened.strays):
        return ()
    return tuple(unplaced(opened, slots, places_of(opened)))


def _mistakes(opened: Opened, name: str, slots: Sequence[Slot]) -> Iterator[Mistake]:
    places = places_of(opened)
    if not any(kind == "styles" for kind, _, _ in opened.package.related(opened.name)):
        raise TemplateError("The template has no styles. Make it again from the one that came with the program.")
    yield from slot_mistakes(opened, slots, places)
    yield from sample_mistakes(opened, places)
    yield from style_mistakes(opened, places)
    yield from document_mistakes(opened, name, places)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
