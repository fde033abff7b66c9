"""What may stand in a Word report while it is worked on, and not once it is published: comments, hidden words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compiler.render.word.opc import OpenPackage, parse, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange")))
_HIDDEN = (w("vanish"), w("specVanish"))
_STORIES = frozenset(("header", "footer", "footnotes", "endnotes"))
_MOST = 60


def not_for_publication(docx: bytes) -> tuple[str, ...]:
    """A sentence for each kind of thing in a Word file that those who made it see, and readers should not: what it is,
    and what to do about it in Word; nothing where there is none."""
    package = OpenPackage(docx)
    main = package.document()
    stories = [parse(package.read(main))]
    related = list(package.related(main))
    stories += [parse(package.read(name)) for kind, name, _ in related if kind in _STORIES]
    comments = [parse(package.read(name)) for kind, name, _ in related if kind == "comments"]
    return (*_comments(comments), *_changes(stories), *_hidden(stories))


def _comments(parts: list[_Element]) -> Iterator[str]:
    found = [each for part in parts for each in part.iter(w("comment"))]
    if found:
        yield f"The report has comments, such as {_said(found[0])}: delete them in Word (Review, Delete All Comments)."


def _changes(stories: list[_Element]) -> Iterator[str]:
    found = next((each for story in stories for each in story.iter(*_CHANGES)), None)
    if found is not None:
        what = f", such as {_said(found)}" if _words(found) else ""
        yield f"The report has tracked changes{what}: accept or reject them all in Word (Review, Accept All Changes)."


def _hidden(stories: list[_Element]) -> Iterator[str]:
    """Words that are marked as hidden themselves; no report of ours has a style that hides words."""
    found = next((run for story in stories for run in story.iter(w("r")) if _is_hidden(run) and _words(run)), None)
    if found is not None:
        yield f"The report has hidden words, such as {_said(found)}: show or delete them in Word (Home, ¶ shows them)."


def _is_hidden(run: _Element) -> bool:
    marks = (run.find(f"{w('rPr')}/{each}") for each in _HIDDEN)
    return any(mark is not None and mark.get(w("val"), "1") not in ("0", "false") for mark in marks)


def _said(element: _Element) -> str:
    words = _words(element)
    return f"“{words[:_MOST].rstrip()}…”" if len(words) > _MOST else f"“{words}”"


def _words(element: _Element) -> str:
    told = "".join(each.text or "" for each in element.iter(w("t"), w("delText")))
    return " ".join(told.split())
