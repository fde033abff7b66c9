"""The stretch of a slot by the bookmark that spans it, as Word and LibreOffice keep that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.render.word.opc import w
from compiler.render.word.slots.controls import Control, is_own_name, without_copies

if TYPE_CHECKING:
    from lxml.etree import _Element


def lengthened(found: Control) -> bool:
    """Makes a control that LibreOffice ends before a table as long as its bookmark; whether it was too short."""
    content, holder, following = found.content, found.element.getparent(), found.element.getnext()
    if content is None or holder is None or following is None or following.tag != w("tbl"):
        return False
    begin = next((each for each in content.iter(w("bookmarkStart")) if is_own_name(each.get(w("name")) or "")), None)
    end = _end(begin, holder) if begin is not None else None
    if begin is None or end is None or any(each is found.element for each in end.iterancestors()):
        return False
    last = _last(end, holder, found.element)
    while following is not None and following.tag != w("sectPr") and not _begins_slot(following, _name(begin)):
        _free_section(following)
        content.append(following)
        if following is last:
            break
        following = found.element.getnext()
    return True


def stretch_of(paragraph: _Element) -> list[_Element]:
    """The paragraphs and tables from this one to where the bookmark of a slot ends that begins in it or just before."""
    begins = [each for each in paragraph.iter(w("bookmarkStart")) if is_own_name(each.get(w("name")) or "")]
    before = paragraph.getprevious()
    if (
        not begins
        and before is not None
        and before.tag == w("bookmarkStart")
        and is_own_name(before.get(w("name")) or "")
    ):
        begins = [before]
    holder = paragraph.getparent()
    if not begins or holder is None:
        return []
    name = _name(begins[-1])
    end = _end(begins[-1], holder)
    last = _last(end, holder, paragraph) if end is not None else paragraph
    found = [paragraph]
    _free_section(paragraph)
    while found[-1] is not last:
        following = found[-1].getnext()
        if following is None or following.tag == w("sectPr") or _begins_slot(following, name):
            break
        _free_section(following)
        found.append(following)
    return found


def _name(begin: _Element) -> str:
    return without_copies(begin.get(w("name")) or "")


def _end(begin: _Element, holder: _Element) -> _Element | None:
    """Where the bookmark ends that begins there; one that LibreOffice has split, with both its ends in one place, and
    begun once more where it ends, ends there."""
    marks = list(holder.iter(w("bookmarkStart"), w("bookmarkEnd")))
    after = [each for each in marks[marks.index(begin) + 1 :] if each.tag == w("bookmarkEnd")]
    own = next((each for each in after if each.get(w("id")) == begin.get(w("id"))), None)
    if own is not None and _says_between(begin, own, holder):
        return own
    same = {each.get(w("id")) for each in marks if each.tag == w("bookmarkStart") and _name(each) == _name(begin)}
    block = _block(begin, holder)
    later = (each for each in after if each.get(w("id")) in same and _block(each, holder) is not block)
    return next(later, own)


def _says_between(begin: _Element, end: _Element, holder: _Element) -> bool:
    """Whether any words stand between the two ends of a bookmark, or they are in two blocks."""
    block, inside = _block(begin, holder), False
    if _block(end, holder) is not block:
        return True
    for each in block.iter(w("t"), w("drawing"), w("fldChar"), w("bookmarkStart"), w("bookmarkEnd")):
        if each is end:
            return False
        if inside and each.tag not in (w("bookmarkStart"), w("bookmarkEnd")):
            return True
        inside = inside or each is begin
    return False


def _block(mark: _Element, holder: _Element) -> _Element:
    """The block of the holder that a mark stands in, or the mark itself between two."""
    block = mark
    while (above := block.getparent()) is not None and above is not holder:
        block = above
    return block


def _last(end: _Element, holder: _Element, first: _Element) -> _Element:
    """The last block of the stretch; a bookmark that ends before the first word of a paragraph leaves that one out."""
    block = _block(end, holder)
    if block is end or (block is not first and block.tag == w("p") and _at_its_head(end, block)):
        before = block.getprevious()
        return before if before is not None else first
    return block


def _at_its_head(mark: _Element, paragraph: _Element) -> bool:
    said = any(True for _ in paragraph.iter(w("t"), w("drawing"), w("fldChar")))
    for each in paragraph.iter(w("t"), w("drawing"), w("fldChar"), w("bookmarkEnd")):
        if each is mark:
            return said
        if each.tag != w("bookmarkEnd"):
            return False
    return False


def _free_section(paragraph: _Element) -> None:
    """Moves the end of a section out of a slot's last paragraph, where LibreOffice puts it, to a line behind it."""
    section = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
    if section is None:
        return
    from lxml import etree

    line = etree.Element(w("p"))
    properties = etree.SubElement(line, w("pPr"))
    spacing = etree.SubElement(properties, w("spacing"))
    for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(w(name), value)
    properties.append(section)
    paragraph.addnext(line)


def _begins_slot(block: _Element, other: str) -> bool:
    """Whether a block is a control, or the bookmark of another slot than that begins in it, or of one in a control."""
    starts = [each for each in block.iter(w("bookmarkStart")) if is_own_name(each.get(w("name")) or "")]
    within = (True for each in starts for above in each.iterancestors(w("sdt")) if block in above.iterancestors())
    return block.tag == w("sdt") or any(_name(each) != other for each in starts) or any(within)
