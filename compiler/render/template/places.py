"""Where something stands in a template, as a person would say it: the heading above it and its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.render.word.opc import w
from compiler.render.word.slots.controls import control, style_of, text_of, within_text_box
from compiler.render.word.slots.spots import Opened

if TYPE_CHECKING:
    from lxml.etree import _Element

WHOLE = "the whole template"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a template's paragraphs."""

    words: dict[_Element, str]

    def of(self, element: _Element) -> str:
        """The place of an element: its own, that of the paragraph around it, or of the first one in it."""
        for each in (element, *element.iterancestors()):
            if each in self.words:
                return self.words[each]
        inside = (self.words[each] for each in element.iter(w("p")) if each in self.words)
        return next(inside, WHOLE)


def places_of(opened: Opened) -> Places:
    """Where each paragraph of the body, of the headers and of the footers stands."""
    words: dict[_Element, str] = {}
    heading, slot, at = "", "", 0
    for each in opened.body.iter(w("p"), w("sdt")):
        if within_text_box(each):
            continue
        if each.tag == w("sdt"):
            found = control(each)
            if found.around != "words":
                words[each] = _said(heading, at + 1, slot)
                slot = found.title or slot
            continue
        text = " ".join(text_of(each).split())
        style = style_of(each, opened.styles)
        if text and _is_heading(style):
            heading, at = text, 0
            words[each] = f"heading '{short(text)}'"
        else:
            # The line that ends a slot takes no room, and nobody counts it.
            at += bool(text) or style != "section end"
            words[each] = _said(heading, at, slot)
    kinds = {target: kind for kind, target, _ in opened.package.related(opened.name)}
    for name, root in opened.running.items():
        for number, paragraph in enumerate(root.iter(w("p")), 1):
            words[paragraph] = f"{kinds[name]} ({name.rpartition('/')[2]}), paragraph {number}"
    return Places(words)


def _said(heading: str, at: int, slot: str) -> str:
    """The place of a paragraph: below its heading, or where there is none behind the slot that stands before it."""
    if heading:
        return f"under '{short(heading)}', paragraph {at}"
    return f"paragraph {at}, after the slot '{short(slot)}'" if slot else f"paragraph {at}"


def _is_heading(style: str) -> bool:
    return style.startswith("heading ") or style == "title"


def short(words: str) -> str:
    """The words in one line that is not too long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
