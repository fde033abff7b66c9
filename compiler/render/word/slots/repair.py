"""Slots that LibreOffice shrank to a few words are made whole again, from the bookmark that spans each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compiler.render.word.opc import w
from compiler.render.word.slots.controls import (
    FACT_BOOKMARK,
    PROMPT,
    Catalogue,
    Control,
    control,
    controls,
    is_of_other_use,
    is_own_name,
    key_in,
    style_of,
    text_of,
)
from compiler.render.word.slots.samples import columns_of
from compiler.render.word.slots.spans import lengthened, stretch_of
from compiler.report.slot import Slot

if TYPE_CHECKING:
    from lxml.etree import _Element


def repair(root: _Element, catalogue: Catalogue, styles: Mapping[str, str]) -> tuple[str, ...]:
    """Puts every slot for blocks that stands around some words of a paragraph round its whole stretch again.

    The stretch is that of its bookmark, or its paragraph where it has none and nothing but a prompt stands there; of a
    template's slot only what it is for, its prompt and sample tables, since words below it are the officer's own. The
    titles of those that were put right are given back; one in the middle of a sentence stays as it is. `styles` gives
    the names of styles by identifier.
    """
    _unwrap(root, catalogue)
    mended = list(_facts(root, catalogue))
    known = tuple({heading: True for slot in catalogue.slots for heading in slot.columns})
    for found in list(controls(root)):
        slot = catalogue.named(found.title, found.tag) or _slot_of(found, catalogue)
        if slot is None or slot.kind == "fact":
            continue
        if found.around == "blocks" and lengthened(found):
            mended.append(slot.title)
        if found.around != "words":
            continue
        paragraph = _paragraph(found.element)
        if paragraph is None:
            continue
        prompt = style_of(paragraph, styles) == PROMPT
        stretch = stretch_of(paragraph) or ([paragraph] if prompt or is_alone(found) else [])
        if prompt and stretch:
            stretch = _sampled(stretch, slot.columns or known, styles)
        if stretch:
            _enclose(found, stretch, slot.key, slot.title)
            mended.append(slot.title)
    return tuple(mended)


def _unwrap(root: _Element, catalogue: Catalogue) -> None:
    """Takes slots out of the control of its own that LibreOffice puts round a table of contents."""
    for found in list(controls(root)):
        properties, content = found.element.find(w("sdtPr")), found.content
        if properties is None or content is None or properties.find(w("docPartObj")) is None:
            continue
        inner = [control(each) for each in content.iter(w("sdt"))]
        if any(catalogue.named(each.title, each.tag) is not None for each in inner):
            for each in list(content):
                found.element.addprevious(each)
            _drop(found.element)


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _facts(root: _Element, catalogue: Catalogue) -> Iterator[str]:
    """Gives facts their titles back that have lost them, from the bookmarks round them."""
    facts = [slot for slot in catalogue.slots if slot.kind == "fact"]
    for found in controls(root):
        before = found.element.getprevious()
        inner = list(found.content)[:1] if found.content is not None else []
        marks = [each for each in (before, *inner) if each is not None and each.tag == w("bookmarkStart")]
        if found.title or found.tag or not marks or is_of_other_use(found.element):
            continue
        slot = key_in(marks[0].get(w("name")) or "", facts, FACT_BOOKMARK)
        if slot is not None:
            named(found.element, slot.key, slot.title)
            yield slot.title


def _slot_of(found: Control, catalogue: Catalogue) -> Slot | None:
    """The slot of a control round words that has lost its title and tag, as when LibreOffice saves it once more: that
    whose bookmark begins in it, else that whose prompt it shows."""
    if found.title or found.tag or found.around != "words" or found.content is None or is_of_other_use(found.element):
        return None
    names = (each.get(w("name")) or "" for each in found.content.iter(w("bookmarkStart")))
    blocks = [slot for slot in catalogue.slots if slot.kind != "fact"]
    marked = (key_in(name, blocks) for name in names if is_own_name(name))
    shown = text_of(found.element).strip()
    prompted = (slot for slot in blocks if shown == f"{slot.title}. {slot.what}")
    return next(marked, None) or next(prompted, None)


def is_alone(found: Control) -> bool:
    """Whether nothing but the control stands in its paragraph."""
    paragraph = _paragraph(found.element)
    return paragraph is not None and text_of(paragraph).strip() == text_of(found.element).strip()


def _paragraph(element: _Element) -> _Element | None:
    return next(element.iterancestors(w("p")), None)


def _sampled(stretch: list[_Element], columns: Sequence[str], styles: Mapping[str, str]) -> list[_Element]:
    """Of the stretch of a slot of a template its prompt and the sample tables below it, to before the first words or
    table of the officer's own; where no bookmark spans it, a table right below with no heading but these `columns`."""
    kept, between = stretch[:1], stretch[:0]
    below = stretch[-1].getnext() if len(stretch) == 1 else None
    if below is not None and below.tag == w("tbl") and _known(below, columns) and all(_known(below, columns)):
        return [*kept, below]
    for block in stretch[1:]:
        if block.tag == w("tbl") and any(_known(block, columns)):
            kept, between = [*kept, *between, block], []
        elif block.tag == w("tbl") or (_says(block) and style_of(block, styles) != PROMPT):
            return kept
        else:
            between.append(block)
    return [*kept, *between]


def _known(table: _Element, columns: Sequence[str]) -> list[bool]:
    """For each heading of a table whether it is one of these."""
    row = table.find(w("tr"))
    headings = [" ".join(text_of(cell).split()) for cell in row.findall(w("tc"))] if row is not None else []
    return [at is not None for at in columns_of(headings, [(each, each) for each in columns])]


def _says(block: _Element) -> bool:
    return bool(text_of(block).strip()) or any(True for _ in block.iter(w("drawing"), w("pict"), w("object")))


def _enclose(found: Control, stretch: list[_Element], key: str, title: str) -> None:
    """Moves a control from the words of a paragraph to round a stretch of blocks."""
    from lxml import etree

    element, first = found.element, stretch[0]
    properties = element.find(w("sdtPr"))
    inner, parent = found.content, element.getparent()
    assert parent is not None
    at = parent.index(element)
    for offset, each in enumerate(list(inner) if inner is not None else ()):
        parent.insert(at + offset, each)
    parent.remove(element)
    whole = etree.Element(w("sdt"))
    whole.append(properties if properties is not None else etree.Element(w("sdtPr")))
    named(whole, key, title)
    holder = first.getparent()
    assert holder is not None
    holder.insert(holder.index(first), whole)
    content = etree.SubElement(whole, w("sdtContent"))
    for block in stretch:
        content.append(block)


def named(element: _Element, key: str, title: str) -> None:
    """Gives a control its title and tag, where it has lost them."""
    from lxml import etree

    properties = element.find(w("sdtPr"))
    if properties is None:
        properties = etree.Element(w("sdtPr"))
        element.insert(0, properties)
    for name, value, after in (("alias", title, ("rPr",)), ("tag", key, ("rPr", "alias"))):
        held = properties.find(w(name))
        if held is None:
            held = etree.Element(w(name))
            before = [each for each in properties if each.tag in {w(one) for one in after}]
            properties.insert(len(before), held)
            held.set(w("val"), value)
        elif name == "tag" or not (held.get(w("val")) or "").strip():
            held.set(w("val"), value)
    # LibreOffice treats a control otherwise whose properties stand in the order in which it writes them itself.
    properties[:] = sorted(properties, key=_rank)


def _rank(element: _Element) -> int:
    return next((at for at, name in enumerate(("rPr", "alias", "tag", "id")) if element.tag == w(name)), 4)
