"""A finished report as it stands in its Word file: every paragraph and cell with its place, edits by hand and all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.domain.text import plain
from compiler.render.audit.charts import points
from compiler.render.audit.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_COUNTED = regex(r"\s*(?:PAGE|NUMPAGES|PAGEREF|SECTIONPAGES)\b", re.IGNORECASE)
"""Fields that Word itself works out: the numbers of pages."""
_DEEP = 60

SpotKind = Literal["heading", "paragraph", "contents", "running", "footnote", "box", "chart", "description"]

_APART = {"running": "head or foot of the pages", "box": "text box", "description": "description or property"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph of the document: what it is, its words on a plain keyboard, and its place.

    `section` is the heading above it and `at` its number below that heading; `level` is that of a heading, 1 for the
    title; `put_in` and `struck_out` are the words
    of tracked changes in it, the first of which are among its words and the second not.
    """

    kind: SpotKind
    text: str
    section: str = ""
    at: int = 0
    put_in: tuple[str, ...] = ()
    struck_out: tuple[str, ...] = ()
    level: int = 0

    @property
    def where(self) -> str:
        """The place as a person would say it: '“3.1 Actions”, paragraph 2'."""
        if self.kind == "heading":
            return f"heading “{self.text}”"
        if self.kind == "contents":
            return f"contents, line “{self.text}”"
        if self.kind == "chart":
            return f"chart {self.at}"
        if self.kind in ("running", "footnote", "box", "description"):
            within = f" under “{self.section}”" if self.section and self.kind in ("box", "description") else ""
            return _APART.get(self.kind, f"footnote {self.at}") + within
        return f"“{self.section}”, paragraph {self.at}" if self.section else f"at the head, paragraph {self.at}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the document: the caption that is above it or hidden in it, and the words of its cells, row by row;
    the first row holds the headings of its columns. `number` counts the tables."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    section: str
    number: int
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """What it is called in short: 'Table 1', else its caption or its place among the tables."""
        named = re.match(r"Table [0-9]+", self.caption)
        return named[0] if named else self.caption or f"the document's table number {self.number}"


@dataclass(frozen=True, slots=True)
class Document:
    """The paragraphs of a document, running lines and notes too, and its tables, both in the order of reading."""

    name: str
    spots: tuple[Spot, ...]
    tables: tuple[Grid, ...]
    title: str = ""
    keywords: str = ""


def read_document(data: bytes, name: str) -> Document:
    """The document with all tracked changes taken as accepted; raises NotRead for a file that is no Word document."""
    package = Package(data, name)
    reader = _Reader(_styles(package))
    body = package.part("word/document.xml")
    reader.body(body)
    for kind, names in (("running", ("header", "footer")), ("footnote", ("footnotes", "endnotes"))):
        for part in package.related(*names):
            reader.apart(package.part(part), "running" if kind == "running" else "footnote")
    for number, part in enumerate(package.related("chart"), 1):
        root = package.part(part)
        reader.spots += [Spot("chart", flat(said), "", number) for said in points(root)] if root is not None else []
    core = package.part("docProps/core.xml")
    title, keywords = (_property(core, each) for each in ("title", "keywords"))
    if title:
        reader.spots.append(Spot("description", flat(title)))
    return Document(name, tuple(reader.spots), tuple(reader.tables), title, keywords)


def flat(text: str) -> str:
    """Words on a plain keyboard in one line, so that neither spacing nor curly quotes tell two texts apart."""
    return " ".join(plain(text).split())


def _styles(package: Package) -> dict[str, str]:
    """The names of the paragraph styles in small letters, by identifier."""
    root = package.part("word/styles.xml")
    found = {}
    for style in root.findall(_w("style")) if root is not None else ():
        name = style.find(_w("name"))
        found[style.get(_w("styleId"), "")] = (name.get(_w("val"), "") if name is not None else "").lower()
    return found


def _property(core: _Element | None, name: str) -> str:
    if core is None:
        return ""
    return next((each.text or "" for each in core if isinstance(each.tag, str) and each.tag.endswith(f"}}{name}")), "")


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


class _Words:
    """The words of one paragraph as they are gathered."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.put_in: list[str] = []
        self.struck_out: list[str] = []
        self.boxes: list[_Element] = []
        self.described: list[str] = []

    def spot(self, kind: SpotKind, section: str, at: int, level: int = 0) -> Spot:
        put_in, out = (tuple(filter(None, map(flat, each))) for each in (self.put_in, self.struck_out))
        return Spot(kind, flat("".join(self.said)), section, at, put_in, out, level)


class _Reader:
    """Walks a part in the order of reading; a field may run over many paragraphs, so it is kept between them."""

    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles
        self._fields: list[list[str]] = []
        self._section, self._at = "", 0
        self.spots: list[Spot] = []
        self.tables: list[Grid] = []

    def body(self, root: _Element | None) -> None:
        """The main part: headings are followed, tables kept as tables."""
        for element in _blocks(root):
            if element.tag == _w("tbl"):
                self._table(element)
            else:
                self._paragraph(element)

    def apart(self, root: _Element | None, kind: SpotKind) -> None:
        """A header, a footer or the footnotes: its paragraphs alone."""
        self._fields = []
        for number, element in enumerate(root.iter(_w("p")) if root is not None else (), 1):
            if not any(each.tag == _w("p") for each in element.iterancestors()):
                words = self._words(element)
                self._keep(words, kind, number)

    def _paragraph(self, element: _Element) -> None:
        style, words = self._style(element), self._words(element)
        text = flat("".join(words.said))
        level = _level(style, element)
        if text and level:
            self._section, self._at = ("" if level == 1 else text), 0
            self._keep(words, "heading", 0, level)
        elif style.startswith("toc"):
            words.said = [re.sub(r"\t[0-9]+\s*$", "", "".join(words.said))]
            self._keep(words, "contents", 0)
        else:
            self._at += bool(text)
            self._keep(words, "paragraph", self._at)

    def _keep(self, words: _Words, kind: SpotKind, at: int, level: int = 0) -> None:
        spot = words.spot(kind, self._section, at, level)
        if spot.text or spot.struck_out:
            self.spots.append(spot)
        self.spots += [Spot("description", flat(each), self._section) for each in words.described if each.strip()]
        for box in words.boxes:
            for paragraph in box.iter(_w("p")):
                inner = self._words(paragraph).spot("box", self._section, at)
                if inner.text or inner.struck_out:
                    self.spots.append(inner)

    def _table(self, element: _Element) -> None:
        rows, changes = [], list[tuple[str, str]]()
        for row in _parts_of(element, "tr"):
            cells = []
            struck = row.find(f"{_w('trPr')}/{_w('del')}") is not None
            for cell in _parts_of(row, "tc"):
                gathered = [self._words(paragraph) for paragraph in cell.iter(_w("p"))]
                cells.append(flat("\n".join("".join(each.said) for each in gathered)))
                for each in gathered:
                    changes += [("put in", flat(said)) for said in each.put_in if said.strip()]
                    changes += [("struck out", flat(said)) for said in each.struck_out if said.strip()]
            if not struck:
                rows.append(tuple(cells))
        hidden = [_value(element, f"{_w('tblPr')}/{_w(each)}") for each in ("tblCaption", "tblDescription")]
        self.spots += [Spot("description", flat(each), self._section) for each in hidden if each.strip()]
        caption = self._caption_above() or flat(hidden[0])
        self.tables.append(Grid(caption, tuple(rows), self._section, len(self.tables) + 1, tuple(changes)))

    def _caption_above(self) -> str:
        said = [spot for spot in self.spots if spot.kind != "description"][-1:]
        return said[0].text if said and re.match(r"Table [0-9]+\b", said[0].text) else ""

    def _style(self, element: _Element) -> str:
        identifier = _value(element, f"{_w('pPr')}/{_w('pStyle')}")
        return self._styles.get(identifier, identifier.lower())

    # --- words ---

    def _words(self, paragraph: _Element) -> _Words:
        words = _Words()
        self._walk(paragraph, words, words.said, 0)
        return words

    def _walk(self, element: _Element, words: _Words, into: list[str], depth: int) -> None:
        for child in element if depth <= _DEEP else ():
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "pPr"
            if name in ("t", "delText"):
                self._say(child.text or "", into)
            elif name in _SIGNS:
                self._say(_SIGNS[name], into)
            elif name in ("fldChar", "instrText"):
                self._field(child, name)
            elif name in ("ins", "moveTo", "del", "moveFrom"):
                self._tracked(child, name in ("ins", "moveTo"), words, into, depth)
            elif name == "txbxContent":
                words.boxes.append(child)
            elif name == "docPr":
                words.described.append(child.get("descr", ""))
            elif name not in ("pPr", "rPr", "p", "tbl") and not _COUNTED.match(child.get(_w("instr"), "")):
                self._walk(_chosen(child), words, into, depth + 1)

    def _tracked(self, element: _Element, kept: bool, words: _Words, into: list[str], depth: int) -> None:
        said: list[str] = []
        self._walk(element, words, said, depth + 1)
        (words.put_in if kept else words.struck_out).append("".join(said))
        if kept:
            into += said

    def _say(self, text: str, into: list[str]) -> None:
        if all(said == "result" and not _COUNTED.match(code) for code, said in self._fields):
            into.append(text)

    def _field(self, element: _Element, name: str) -> None:
        """Keeps the code of each field that is open, and whether its result has begun."""
        kind = element.get(_w("fldCharType"), "")
        if name == "instrText":
            if self._fields:
                self._fields[-1][0] += element.text or ""
        elif kind == "begin":
            self._fields.append(["", "code"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()


def _chosen(element: _Element) -> _Element:
    """Of two ways to draw the same thing the newer; anything else itself."""
    found = element.find(f"{{{_MC}}}Choice")
    return element if found is None else found


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def _blocks(root: _Element | None) -> Iterator[_Element]:
    """The paragraphs and tables of a part, also those within content controls and text that was put in."""
    for child in root if root is not None else ():
        if child.tag in (_w("p"), _w("tbl")):
            yield child
        elif child.tag in (_w("body"), _w("sdt"), _w("sdtContent"), _w("ins"), _w("moveTo"), _w("customXml")):
            yield from _blocks(child)


def _parts_of(element: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table, or the cells of a row, also those within content controls."""
    for child in element:
        if child.tag == _w(name):
            yield child
        elif child.tag in (_w("sdt"), _w("sdtContent"), _w("customXml")):
            yield from _parts_of(child, name)


def _value(element: _Element, path: str) -> str:
    found = element.find(path)
    return (found.get(_w("val")) or "") if found is not None else ""


def _level(style: str, element: _Element) -> int:
    """The level of a heading, 1 for the title; 0 for any other paragraph."""
    if style == "title":
        return 1
    if re.fullmatch("heading [1-9]", style):
        return int(style[-1])
    outlined = _value(element, f"{_w('pPr')}/{_w('outlineLvl')}")
    return int(outlined) + 1 if outlined in ("0", "1", "2", "3", "4") else 0
