"""Slots made ready to be filled: what stood in them goes, what belongs to the words around them stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING

from compiler.render.word.contents import OURS
from compiler.render.word.opc import w
from compiler.render.word.slots.controls import BOOKMARK, FACT, FACT_BOOKMARK, Control, has_own_words
from compiler.render.word.slots.repair import named
from compiler.render.word.slots.samples import own_xml
from compiler.render.word.slots.sections import SHUT
from compiler.render.word.slots.spots import Opened, Spot

if TYPE_CHECKING:
    from lxml.etree import _Element

SLOT = "slot"
"""The target of the instructions that hold the place of a slot's words until the document is written."""
_PAIRS = {
    w("bookmarkStart"): w("bookmarkEnd"),
    w("commentRangeStart"): w("commentRangeEnd"),
    w("moveFromRangeStart"): w("moveFromRangeEnd"),
    w("moveToRangeStart"): w("moveToRangeEnd"),
}
_UNFIT = (
    "showingPlcHdr", "dataBinding", "text", "date", "dropDownList", "comboBox", "picture", "citation", "equation",
    "group", "docPartObj", "docPartList",
)  # fmt: skip
"""What makes Word take a control for empty, fill it itself, or keep tables out of it."""
_PROMPT_STYLES = (FACT, "placeholder text")


def without_our_marks(opened: Opened) -> None:
    """Takes out the bookmarks that we put round slots and headings, which are put in anew, and ends of bookmarks whose
    beginning was deleted."""
    starts = list(opened.body.iter(w("bookmarkStart")))
    ours = [each for each in starts if _is_ours(each.get(w("name")) or "")]
    kept = {each.get(w("id")) for each in starts if not _is_ours(each.get(w("name")) or "")}
    ends = [each for each in opened.body.iter(w("bookmarkEnd")) if each.get(w("id")) not in kept]
    for each in (*ours, *ends):
        _remove(each)


def _is_ours(name: str) -> bool:
    return name.startswith((BOOKMARK, FACT_BOOKMARK, OURS, SHUT))


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def clear(spot: Spot, styles: Mapping[str, str]) -> str:
    """Empties a slot, with an instruction for its number where its words will stand; gives the properties of the run
    that a fact is set in.

    Marks whose other end lies outside the slot are left behind it.
    """
    found = spot.control
    named(found.element, spot.slot.key, spot.slot.title)
    for name in _UNFIT if spot.slot.kind != "fact" else _UNFIT[:2]:
        unfit = found.element.find(f"{w('sdtPr')}/{w(name)}")
        if unfit is not None:
            _remove(unfit)
    content = found.content
    if content is None:
        return ""
    if spot.slot.kind != "fact":
        _leave_marks(found.element, content)
        _hold(content, spot.number)
        return ""
    looks = _run_properties(content, styles)
    holder = _holder_of_words(found, content)
    _hold(holder, spot.number, keep=w("pPr"))
    return looks


def _hold(holder: _Element, number: int, keep: str = "") -> None:
    from lxml import etree

    for child in list(holder):
        if child.tag != keep:
            holder.remove(child)
    holder.append(etree.ProcessingInstruction(SLOT, str(number)))


def _holder_of_words(found: Control, content: _Element) -> _Element:
    """What holds the words of a fact: the control itself, or its first paragraph where it stands round whole ones."""
    first = next(content.iter(w("p")), None) if found.around != "words" else None
    if first is None:
        return content
    parent = first.getparent()
    for other in list(parent) if parent is not None else ():
        if other is not first and other.tag in (w("p"), w("tbl")):
            _remove(other)
    return first


def _run_properties(content: _Element, styles: Mapping[str, str]) -> str:
    """How the first run is set, without the grey of a prompt."""
    properties = next((each for each in content.iter(w("rPr")) if _is_of_run(each)), None)
    if properties is None:
        return ""
    style = properties.find(w("rStyle"))
    if style is not None and styles.get(style.get(w("val")) or "", "") in _PROMPT_STYLES:
        properties.remove(style)
    return "".join(own_xml(each) for each in properties if each.tag not in (w("rPrChange"), w("ins"), w("del")))


def _is_of_run(properties: _Element) -> bool:
    parent = properties.getparent()
    return parent is not None and parent.tag == w("r")


def _leave_marks(element: _Element, content: _Element) -> None:
    ends = set(_PAIRS.values())
    starts = {(each.tag, each.get(w("id"))) for each in content.iter(*_PAIRS)}
    closed = {(each.tag, each.get(w("id"))) for each in content.iter(*ends)}
    for each in list(content.iter(*_PAIRS, *ends)):
        number = each.get(w("id"))
        if each.tag in _PAIRS:
            paired = (_PAIRS[each.tag], number) in closed
        else:
            paired = any((start, number) in starts for start, end in _PAIRS.items() if end == each.tag)
        if not paired:
            each.tail = None
            element.addnext(each)


def silence(found: Control, styles: Mapping[str, str], section_end: str) -> None:
    """Takes the prompt out of a control that cannot be filled; words of the officer's own in it stay."""
    content = found.content
    if content is None or has_own_words(found, styles):
        return
    if found.around == "words":
        content[:] = []
    for paragraph in content.iter(w("p")):
        paragraph[:] = [_in_style(section_end)]


def sweep(stray: _Element, section_end: str) -> None:
    """Takes out a prompt whose control is gone."""
    if stray.tag == w("r"):
        _remove(stray)
    else:
        section = stray.find(f"{w('pPr')}/{w('sectPr')}")
        stray[:] = [_in_style(section_end)]
        if section is not None:
            stray[0].append(section)


def _in_style(identifier: str) -> _Element:
    """The properties of a paragraph in a style."""
    from lxml import etree

    properties = etree.Element(w("pPr"))
    etree.SubElement(properties, w("pStyle")).set(w("val"), identifier)
    return properties


def number_controls(roots: Iterable[_Element]) -> None:
    """Gives every control a number of its own where two have the same, as copies have."""
    found = [each for root in roots for each in root.iter(w("id")) if _is_of_control(each)]
    numbers = [each.get(w("val")) or "" for each in found]
    free = (number for number in count(1) if str(number) not in numbers)
    seen: set[str] = set()
    for each, number in zip(found, numbers, strict=True):
        if number in seen:
            each.set(w("val"), str(next(free)))
        seen.add(number)


def _is_of_control(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == w("sdtPr")


def spanned(control: _Element, name: str, number: int) -> None:
    """Puts a bookmark round a control in the midst of words."""
    start, end = _bookmark(name, number)
    control.addprevious(start)
    end.tail, control.tail = control.tail, None
    control.addnext(end)


def _bookmark(name: str, number: int) -> tuple[_Element, _Element]:
    from lxml import etree

    start, end = etree.Element(w("bookmarkStart")), etree.Element(w("bookmarkEnd"))
    for each in (start, end):
        each.set(w("id"), str(number))
    start.set(w("name"), name)
    return start, end


def marked(heading: _Element, name: str, number: int) -> None:
    """Puts a bookmark round the words of a heading of the officer's own."""
    start, end = _bookmark(name, number)
    heading.insert(1 if heading.find(w("pPr")) is not None else 0, start)
    heading.append(end)


def numbers_of(root: _Element) -> Iterator[int]:
    """The numbers of the bookmarks in a part."""
    for each in root.iter(w("bookmarkStart")):
        number = each.get(w("id")) or ""
        if number.isdecimal():
            yield int(number)
