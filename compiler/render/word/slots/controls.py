"""The controls of a Word document that are slots: found by their title, by their tag where they have no title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.domain.text import fold, nearest
from compiler.render.word.opc import w
from compiler.report.slots import Slot

if TYPE_CHECKING:
    from lxml.etree import _Element

PROMPT = "slot prompt"
"""The style, in lower case, of the grey words that say in a template what will stand in a slot."""
FACT = "slot fact"
"""The character style, in lower case, of the grey words that stand for a fact in a template."""
BOOKMARK = "slot_"
"""How the names of the bookmarks begin that span a slot from its first to its last paragraph."""
FACT_BOOKMARK = "fact_"
"""The same for facts, which LibreOffice leaves without title and tag."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OF_OTHER_USE = (
    "date", "dropDownList", "comboBox", "picture", "docPartObj", "docPartList", "citation", "bibliography", "equation",
    "group",
)  # fmt: skip
_BLOCKS = (w("p"), w("tbl"), w("sdt"), w("customXml"))
_WORDS = (w("t"), w("tbl"), w("drawing"), w("pict"), w("object"), w("sym"))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The slots that a document may have, to be found by what a control is called."""

    slots: Sequence[Slot]

    def named(self, title: str, tag: str) -> Slot | None:
        """The slot of a control: by its title or usual title, case and spaces aside, else by its tag.

        A tag says nothing where the title is nearer to another slot's: that is a copy whose new title is mistyped.
        """
        wanted = fold(title)
        for slot in self.slots if wanted else ():
            if wanted in (fold(slot.title), fold(slot.usual)):
                return slot
        tagged = next((slot for slot in self.slots if slot.key == tag), None) if tag else None
        if tagged is None or not wanted:
            return tagged
        near = nearest(title, [slot.title for slot in self.slots])
        return tagged if near is None or near == tagged.title else None


@dataclass(frozen=True, slots=True)
class Control:
    """One content control: its element, what it is called, and what it stands around.

    `around` is 'blocks' for whole paragraphs and tables, 'words' for some words of a paragraph, 'cells' or 'rows' of a
    table.
    """

    element: _Element
    title: str
    tag: str
    around: str

    @property
    def content(self) -> _Element | None:
        """What holds the words of the control."""
        return self.element.find(w("sdtContent"))


def controls(root: _Element) -> Iterator[Control]:
    """Every control of a part in the order of the document, those within others too."""
    for element in root.iter(w("sdt")):
        yield control(element)


def control(element: _Element) -> Control:
    """What a content control is called, and what it stands around."""
    return Control(element, _named(element, "alias"), _named(element, "tag"), _around(element))


def _named(element: _Element, what: str) -> str:
    found = element.find(f"{w('sdtPr')}/{w(what)}")
    return (found.get(w("val")) or "").strip() if found is not None else ""


def _around(element: _Element) -> str:
    parent = element.getparent()
    holder = parent.tag if parent is not None else ""
    if holder in (w("sdtContent"), w("customXml")):
        outer = parent.getparent() if parent is not None and holder == w("sdtContent") else parent
        return _around(outer) if outer is not None else "blocks"
    return {w("tr"): "cells", w("tbl"): "rows", w("body"): "blocks", w("tc"): "blocks"}.get(holder) or (
        "blocks" if holder in (w("hdr"), w("ftr"), w("txbxContent"), w("comment"), w("footnote")) else "words"
    )


def is_of_other_use(element: _Element) -> bool:
    """Whether a control picks a date, drops down a list, holds a picture or one of Word's own building blocks."""
    properties = element.find(w("sdtPr"))
    return properties is not None and any(properties.find(w(name)) is not None for name in _OF_OTHER_USE)


def has_own_words(found: Control, styles: Mapping[str, str]) -> bool:
    """Whether there is more in a control than the prompt that it shows until it is filled.

    `styles` gives the names of the paragraph styles, in lower case, by identifier.
    """
    content = found.content
    shown = found.element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
    if content is None or shown is not None:
        return False
    paragraphs = [content] if found.around == "words" else list(content.iter(w("p")))
    prompts = [style_of(each, styles) == PROMPT for each in paragraphs]
    spoken = [_speaks(each) for each in paragraphs]
    return any(words and not prompt for words, prompt in zip(spoken, prompts, strict=True))


def _speaks(element: _Element) -> bool:
    return any(each.tag != w("t") or (each.text or "").strip() for each in element.iter(*_WORDS))


def is_prompt(found: Control, styles: Mapping[str, str]) -> bool:
    """Whether a control shows a prompt of ours, or Word's own, and nothing else."""
    content = found.content
    if content is None or has_own_words(found, styles):
        return False
    return any(_speaks(each) for each in content)


def style_of(paragraph: _Element, styles: Mapping[str, str]) -> str:
    """The name of a paragraph's style in lower case."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return styles.get(style.get(w("val")) or "", "") if style is not None else "normal"


def text_of(element: _Element) -> str:
    """The words of a paragraph or table, without those that a tracked change has struck out."""
    parts = []
    for each in element.iter(w("t"), w("tab"), w("br")):
        if not any(above.tag == f"{_MC}Fallback" for above in each.iterancestors()):
            parts.append((each.text or "") if each.tag == w("t") else " ")
    return "".join(parts)


def within_text_box(element: _Element) -> bool:
    """Whether a control stands in a box of text."""
    return any(above.tag == w("txbxContent") for above in element.iterancestors())


def outer_slot(element: _Element, catalogue: Catalogue) -> Slot | None:
    """The slot that a control stands in, if it does."""
    for above in element.iterancestors(w("sdt")):
        found = control(above)
        slot = catalogue.named(found.title, found.tag)
        if slot is not None and slot.kind != "fact":
            return slot
    return None


def blocks_of(holder: _Element) -> Iterator[_Element]:
    """The paragraphs, tables and controls that stand side by side in a body, a cell or a control."""
    return (each for each in holder if each.tag in _BLOCKS)


def own_name(key: str, number: int, begins: str = BOOKMARK) -> str:
    """The name of the bookmark that spans a slot, as Word allows it: letters, digits and underscores, at most 40."""
    return f"{begins}{re.sub(r'[^A-Za-z0-9]', '_', key)[:30]}_{number}"


def without_copies(name: str) -> str:
    """The name of a bookmark as it was before LibreOffice made a second one of its end ('slot_face_1_Copy_1')."""
    return re.sub(r"(?:_Copy_?\d+)+$", "", name)


def is_own_name(name: str, begins: str = BOOKMARK) -> bool:
    """Whether a bookmark is one that spans a slot."""
    return bool(re.fullmatch(rf"{begins}\w+_\d+", name))


def key_in(name: str, slots: Iterable[Slot], begins: str = BOOKMARK) -> Slot | None:
    """The slot that a bookmark spans."""
    stem = without_copies(name).rpartition("_")[0]
    return next((slot for slot in slots if own_name(slot.key, 1, begins).rpartition("_")[0] == stem), None)
