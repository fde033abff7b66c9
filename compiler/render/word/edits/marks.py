"""Marks that stand around words and show nothing: ours are made anew, and none may lose its other end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from compiler.render.word.contents import OURS
from compiler.render.word.opc import w
from compiler.render.word.slots.controls import BOOKMARK, FACT_BOOKMARK

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAIRS = {w("bookmarkStart"): w("bookmarkEnd")} | {
    w(f"{name}RangeStart"): w(f"{name}RangeEnd") for name in ("comment", "moveFrom", "moveTo")
}
_STARTS = {end: start for start, end in _PAIRS.items()}


def without_marks(elements: Sequence[_Element], again: bool) -> tuple[_Element, ...]:
    """What stands in a slot without the marks that are put in anew, or that end or begin outside it.

    The bookmarks of our headings stay, unless the slot stands there `again`, since the contents lead to them.
    """
    ours = (BOOKMARK, FACT_BOOKMARK, *((OURS,) if again else ()))
    marks = [each for element in elements for each in element.iter(*_PAIRS, *_STARTS)]
    whole = set(_paired(marks, ours))
    gone = [each for each in marks if _place(each) not in whole]
    for each in gone:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    return tuple(each for each in elements if each not in gone)


def _paired(marks: Sequence[_Element], ours: tuple[str, ...]) -> Iterator[tuple[str, str | None]]:
    """The marks that begin and end here, but for those with names of ours, by what they are and their number."""
    ends = {_place(each) for each in marks if each.tag in _STARTS}
    for each in marks:
        if each.tag in _PAIRS and _place(each) in ends and not (each.get(w("name")) or "").startswith(ours):
            yield _place(each)


def _place(mark: _Element) -> tuple[str, str | None]:
    return _STARTS.get(str(mark.tag), str(mark.tag)), mark.get(w("id"))
