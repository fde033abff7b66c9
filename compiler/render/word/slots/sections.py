"""The sections of a document's body: how wide and which way up the pages are on which each block stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.render.word.opc import w, whole
from compiler.render.word.template import page_of

if TYPE_CHECKING:
    from lxml.etree import _Element

SHUT = "shut_"
"""How the names of the bookmarks begin on sections without anything in them."""
_SHUT = regex(rf"{SHUT}([a-zA-Z]+)_(\d+)_(\d+)_\d+")
"""The name of the bookmark on a section without anything in it: how it began, and how wide and high its pages were."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its properties, its blocks, the width of a column of words and whether its pages lie sideways."""

    properties: _Element | None
    blocks: tuple[_Element, ...]
    width: int
    turned: bool

    @property
    def continues(self) -> bool:
        """Whether it begins on the page on which the section before it ends."""
        kind = self.properties.find(w("type")) if self.properties is not None else None
        return kind is not None and kind.get(w("val")) == "continuous"


def sections_of(body: _Element) -> tuple[Section, ...]:
    """The sections in order; one that was shut for want of anything to print is opened again first."""
    for each in list(body.iter(w("sectPr"))):
        _open(each, body)
    return tuple(_sections(body))


def _sections(body: _Element) -> Iterator[Section]:
    blocks: list[_Element] = []
    for child in body:
        if child.tag == w("sectPr"):
            yield _section(child, blocks)
            return
        blocks.append(child)
        ends = _ends(child)
        if ends is not None:
            yield _section(ends, blocks)
            blocks = []
    yield _section(None, blocks)


def _ends(block: _Element) -> _Element | None:
    """The properties of the section that a block ends, be it in a control."""
    paragraphs = [block] if block.tag == w("p") else list(block.iter(w("p"))) if block.tag == w("sdt") else []
    return next((found for each in paragraphs if (found := each.find(f"{w('pPr')}/{w('sectPr')}")) is not None), None)


def _section(properties: _Element | None, blocks: Sequence[_Element]) -> Section:
    page, turned = page_of(properties)
    return Section(properties, tuple(blocks), _column(properties, page.width_for(turned)), turned)


def _column(properties: _Element | None, width: int) -> int:
    """The width of one column of words."""
    columns = properties.find(w("cols")) if properties is not None else None
    count = whole(columns.get(w("num")), 1) if columns is not None else 1
    if columns is None or count < 2:
        return width
    return (width - (count - 1) * whole(columns.get(w("space")), 720)) // count


# --- sections without anything in them --------------------------------------------------------------------------------


def shut(sections: Sequence[Section], empty: Iterable[int], free: Iterator[int]) -> None:
    """Makes the sections of these numbers take no page: they go on where the one before them ends, and look as it does.

    The first section is left as it is. How they were stands in a bookmark, so that they are opened again when there is
    something to print. `free` gives numbers that no bookmark has.
    """
    gone = frozenset(empty)
    for at in sorted(gone):
        before = next((sections[each] for each in range(at - 1, -1, -1) if each not in gone), None)
        properties = sections[at].properties
        if properties is not None and before is not None and before.properties is not None:
            _shut(properties, before.properties, at, free)


def _shut(properties: _Element, like: _Element, at: int, free: Iterator[int]) -> None:
    size = properties.find(w("pgSz"))
    wide, high = (size.get(w("w")), size.get(w("h"))) if size is not None else ("0", "0")
    kind = _child(properties, "type", ("headerReference", "footerReference", "footnotePr", "endnotePr"))
    name = f"shut_{kind.get(w('val')) or 'nextPage'}_{wide}_{high}_{at}"
    kind.set(w("val"), "continuous")
    for part in ("pgSz", "pgMar"):
        theirs, ours = like.find(w(part)), properties.find(w(part))
        if theirs is not None and ours is not None and ours is not theirs:
            properties.replace(ours, deepcopy(theirs))
    _mark(properties, name, next(free))


def _mark(properties: _Element, name: str, number: int) -> None:
    """Puts the bookmark before the paragraph that ends the section, or the end of the body."""
    from lxml import etree

    place = _holder(properties)
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = etree.Element(w(kind))
        mark.set(w("id"), str(number))
        if kind == "bookmarkStart":
            mark.set(w("name"), name)
        place.addprevious(mark)


def _holder(properties: _Element) -> _Element:
    """What stands in the body for the end of a section: its paragraph, or the properties themselves."""
    parent = properties.getparent()
    if parent is None or parent.tag != w("pPr"):
        return properties
    paragraph = parent.getparent()
    return paragraph if paragraph is not None else properties


def _open(properties: _Element, body: _Element) -> None:
    marks = list(_marks_before(_holder(properties))) + [
        each for each in _holder(properties).iter(w("bookmarkStart")) if _SHUT.fullmatch(each.get(w("name")) or "")
    ]
    for mark in marks:
        found = _SHUT.fullmatch(mark.get(w("name")) or "")
        assert found is not None
        _child(properties, "type", ()).set(w("val"), found[1])
        _resize(properties, int(found[2]), int(found[3]))
        for end in [each for each in body.iter(w("bookmarkEnd")) if each.get(w("id")) == mark.get(w("id"))]:
            _remove(end)
        _remove(mark)


def _marks_before(holder: _Element) -> Iterator[_Element]:
    before = holder.getprevious()
    while before is not None and before.tag in (w("bookmarkStart"), w("bookmarkEnd")):
        if _SHUT.fullmatch(before.get(w("name")) or ""):
            yield before
        before = before.getprevious()


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _resize(properties: _Element, wide: int, high: int) -> None:
    size = properties.find(w("pgSz"))
    if size is None or not wide:
        return
    size.set(w("w"), str(wide))
    size.set(w("h"), str(high))
    if wide > high:
        size.set(w("orient"), "landscape")
    elif w("orient") in size.attrib:
        del size.attrib[w("orient")]


def _child(properties: _Element, name: str, after: Sequence[str]) -> _Element:
    from lxml import etree

    found = properties.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        before = [each for each in properties if each.tag in {w(one) for one in after}]
        properties.insert(len(before), found)
    return found
