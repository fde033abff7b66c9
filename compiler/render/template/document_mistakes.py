"""What is wrong with a template as a Word file: links out of it, settings, tracked changes, codes of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compiler.domain.regex import regex
from compiler.render.template.mistake import Mistake, error, note, warning
from compiler.render.template.places import WHOLE, Places, short
from compiler.render.word.opc import parse, w
from compiler.render.word.slots.controls import style_of, text_of
from compiler.render.word.slots.spots import Opened

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODE = regex(r"\{\{.*?\}\}|\{%.*?%\}|«[^»]+»|<<[^>]+>>|\$\{[^}]+\}")
_FIELDS = regex(r"\s*(MERGEFIELD|INCLUDETEXT|INCLUDEPICTURE|DATE|TIME|LINK|ASK|FILLIN)\b", re.IGNORECASE)
_WEB = ("http://", "https://", "mailto:")


def document_mistakes(opened: Opened, name: str, places: Places) -> Iterator[Mistake]:
    """Everything that is wrong with the file itself and with the words of its officer's own."""
    yield from _kinds(opened, name)
    yield from _settings(opened)
    yield from _links(opened, places)
    yield from _tracked(opened, places)
    yield from _codes(opened, places)
    yield from _two_titles(opened, places)


def _kinds(opened: Opened, name: str) -> Iterator[Mistake]:
    kind = opened.package.type_of(opened.name)
    if "template.main" in kind or "template.macroEnabled" in kind or name.lower().endswith((".dotx", ".dotm")):
        yield note(
            "Word template",
            WHOLE,
            "The file is a Word template (.dotx); the report is a document all the same.",
            "Save it as a Word document (.docx), so that it opens as itself and not as a copy.",
        )
    if "macroEnabled" in kind:
        yield warning(
            "macros",
            WHOLE,
            "The file holds macros; they are left out of the report.",
            "Save it as a Word document (.docx).",
        )


def _settings(opened: Opened) -> Iterator[Mistake]:
    part = next((target for kind, target, _ in opened.package.related(opened.name) if kind == "settings"), "")
    root = parse(opened.package.read(part)) if part else None
    if root is None:
        return
    if root.find(w("updateFields")) is not None:
        yield warning(
            "fields updated on opening",
            WHOLE,
            "The template asks readers to update its fields on opening.",
            "Reports are made without that. Nothing needs doing unless you want the template itself to stop asking.",
        )
    if root.find(w("trackRevisions")) is not None:
        yield warning(
            "changes tracked",
            WHOLE,
            "The template tracks changes, and so will every report made from it.",
            "Switch tracking off (Review, Track Changes).",
        )
    if root.find(w("documentProtection")) is not None:
        yield warning(
            "editing restricted",
            WHOLE,
            "Editing of the template is restricted; reports are made without that.",
            "Stop the protection (Review, Restrict Editing) if you want the template to be as its reports are.",
        )
    relations = opened.package.relations(part)
    for _, kind, target, _ in relations:
        if kind.endswith("/attachedTemplate"):
            yield note(
                "attached template",
                WHOLE,
                f"Another template is attached ({short(_file(target))}).",
                "Reports are made without it.",
            )


def _links(opened: Opened, places: Places) -> Iterator[Mistake]:
    roots = {opened.name: opened.root, **opened.running}
    for name, root in roots.items():
        for identifier, _, target, outside in opened.package.relations(name):
            if outside and not target.startswith(_WEB):
                user = next((each for each in root.iter() if identifier in each.attrib.values()), None)
                yield error(
                    "link out of the file",
                    places.of(user) if user is not None else WHOLE,
                    f"It refers to a file outside the template ({_file(target)}).",
                    "Put the picture itself into the template, or take the link off: a paper must stand alone.",
                )


def _file(target: str) -> str:
    """The name of a file by its address, without its folders."""
    return re.split(r"[/\\]", target)[-1]


def _tracked(opened: Opened, places: Places) -> Iterator[Mistake]:
    first = next(opened.body.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")), None)
    if first is not None:
        yield warning(
            "tracked change",
            places.of(first),
            "Tracked changes wait there to be accepted or rejected.",
            "Accept or reject them: every report would carry them.",
        )
    comment = next(opened.body.iter(w("commentReference")), None)
    if comment is not None:
        yield warning(
            "comment", places.of(comment), "A comment stands there; every report would carry it.", "Delete the comment."
        )


def _codes(opened: Opened, places: Places) -> Iterator[Mistake]:
    for root in (opened.body, *opened.running.values()):
        for paragraph in root.iter(w("p")):
            for code in dict.fromkeys(_CODE.findall(text_of(paragraph))):
                yield error(
                    "code on the page",
                    places.of(paragraph),
                    f"'{short(code)}' is no slot and is printed as it is.",
                    "Copy the slot from the document that compile template palette makes in its place.",
                )
        for field in root.iter(w("instrText"), w("fldSimple")):
            found = _FIELDS.match(field.text or field.get(w("instr")) or "")
            if found:
                yield warning(
                    "field of another use",
                    places.of(field),
                    f"A field {found[1].upper()} stands there, whose words change or come from elsewhere.",
                    "Type the words, or use a fact from the palette.",
                )


def _two_titles(opened: Opened, places: Places) -> Iterator[Mistake]:
    """A title of the officer's own besides that of the report's face."""
    faces = any(spot.slot.key == "face" for spot in opened.spots)
    own = [step.element for step in opened.steps if step.spot is None and _is_title(step.element, opened)]
    for each in own[0 if faces else 1 :]:
        yield warning(
            "two titles",
            places.of(each),
            f"'{short(text_of(each))}' is a second title beside the slot 'Face'.",
            "Give it another style, such as Subtitle: a paper has one title, by which readers find their way.",
        )


def _is_title(element: _Element, opened: Opened) -> bool:
    spoken = element.tag == w("p") and text_of(element).strip()
    return bool(spoken) and style_of(element, opened.styles) in ("title", "heading 1")
