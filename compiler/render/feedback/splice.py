"""Changing a part of a workbook by a few bytes: where its elements begin and end, and what is put in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape

from compiler.domain.frozen import dataclass
from compiler.domain.text import clean

Edit = tuple[int, int, bytes]
"""From where to where bytes are taken out, and what comes in their place."""

_TAG_END = re.compile(rb"""(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class NotSpliced(Exception):
    """A part is written in a way that nothing can be put into it."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a part, by its places in the bytes: '<' of its start, end of its start tag, end of the whole.

    `space` and `name` are its namespace and its name in it, `tag` its name as written, with a prefix if there is one.
    """

    space: str
    name: str
    tag: str
    attributes: Mapping[str, str]
    start: int
    inside: int
    close: int
    end: int
    children: tuple[Element, ...] = ()

    @property
    def prefix(self) -> str:
        """What stands before the names of its namespace: 'x:' or ''."""
        return self.tag.rpartition(":")[0] + ":" if ":" in self.tag else ""

    def child(self, name: str) -> Element | None:
        """Its first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator[Element]:
        """Its children of a name, in order."""
        return (child for child in self.children if child.name == name)

    def grandchildren(self, parent: str, name: str) -> list[Element]:
        """The children of a name within its child of another."""
        found = self.child(parent)
        return list(found.all(name)) if found else []


def outline(data: bytes, depth: int) -> Element:
    """The root element of a part with what stands in it, down to a depth (1: its children); NotSpliced if it cannot."""
    parser = expat.ParserCreate(namespace_separator=" ")
    open_elements: list[tuple[str, dict[str, str], int, list[Element]]] = []
    roots: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        open_elements.append((name, attributes, parser.CurrentByteIndex, []))

    def end(name: str) -> None:
        _, attributes, at, children = open_elements.pop()
        if len(open_elements) <= depth:
            siblings = open_elements[-1][3] if open_elements else roots
            siblings.append(_element(data, name, attributes, (at, parser.CurrentByteIndex), children))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as fault:
        raise NotSpliced(str(fault)) from fault
    return roots[0]


def _refuse_doctype(*_: object) -> NoReturn:
    raise NotSpliced("it declares a document type")


def _element(
    data: bytes, name: str, attributes: Mapping[str, str], places: tuple[int, int], children: list[Element]
) -> Element:
    at, close = places
    opening = _TAG_END.match(data, at)
    if opening is None or data[at : at + 1] != b"<":
        raise NotSpliced("its bytes are not those of a usual encoding")
    inside = opening.end()
    space, _, local = name.rpartition(" ")
    tag = re.split(rb"[\s/>]", data[at + 1 : inside], maxsplit=1)[0].decode("ascii", "replace")
    empty = data[inside - 2 : inside] == b"/>"
    end = inside if empty else data.index(b">", close) + 1
    plain = {key.rpartition(" ")[2]: words for key, words in attributes.items()}
    return Element(space, local, tag, plain, at, inside, inside if empty else close, end, tuple(children))


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with its edits made; they may come in any order, but must not overlap."""
    for start, end, new in sorted(edits, reverse=True):
        data = data[:start] + new + data[end:]
    return data


def appended(data: bytes, parent: Element, xml: str) -> Edit:
    """What puts more at the end of an element."""
    new = ascii_bytes(xml)
    if parent.close == parent.inside == parent.end:
        start = data.rindex(b"/", parent.start, parent.inside)
        return start, parent.inside, b">" + new + f"</{parent.tag}>".encode("ascii")
    return parent.close, parent.close, new


def with_attribute(data: bytes, element: Element, name: str, words: str) -> Edit:
    """What gives an element's own attribute, one without a prefix, another value, or gives it the attribute."""
    found = re.compile(rf"\s{name}\s*=\s*(\"[^\"]*\"|'[^']*')".encode("ascii")).search(
        data, element.start, element.inside
    )
    if found:
        return found.start(1), found.end(1), f'"{words}"'.encode("ascii")
    at = element.start + 1 + len(element.tag)
    return at, at, f' {name}="{words}"'.encode("ascii")


def ascii_bytes(xml: str) -> bytes:
    """XML in letters that every usual encoding of a part has."""
    return xml.encode("ascii", "xmlcharrefreplace")


def words_of(text: str) -> str:
    """Text as it may stand in a cell, a comment or an attribute: nothing that XML cannot hold, nothing read as more."""
    return _LOOKS_ESCAPED.sub("_x005F_", escape(clean(text), {'"': "&quot;"}))
