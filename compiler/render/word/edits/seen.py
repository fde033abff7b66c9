"""What a person sees of a paragraph, table or picture, however the program that saved it writes it down."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING

from compiler.domain.regex import regex
from compiler.render.word.edits.looks import Looks
from compiler.render.word.edits.numbers import contents_line, unnumbered
from compiler.render.word.edits.stretch import CELL, CELLS, Content, Seen, Stretch, table_of
from compiler.render.word.opc import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DEEP = 60
_PAGE, _NOTHING = "[page]", "section end"
_COUNTED = regex(r"\s*(?:PAGE|NUMPAGES|PAGEREF|SECTIONPAGES)\b", re.IGNORECASE)
_CODE = regex(r"\s*\bSEQ \w+ \\\* ARABIC\s*")
"""The code of a caption's number, which LibreOffice writes out where a control begins with it."""
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "‑"}
_PASSED = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "fldChar", "instrText", "lastRenderedPageBreak", "softHyphen"})
_PUT_IN, _STRUCK_OUT = ("ins", "moveTo"), ("del", "moveFrom")
_RANGES = {"commentRangeStart": "comment from here", "commentRangeEnd": "comment to here"}
_REMARKS = {"commentReference": "comment", "footnoteReference": "footnote", "endnoteReference": "endnote"}

Drawn = Callable[[str], str]
"""What the chart shows that the document refers to by this identifier, in words; '' where that is not known."""


def content_of(
    elements: Iterable[_Element], looks: Looks, drawn: Drawn = lambda identifier: "", listed: Container[str] = ()
) -> Content:
    """The paragraphs, tables and pictures among the elements.

    What a person does not see (bookmarks, empty paragraphs), and the lines of contents that are the words of a heading
    (`listed`), belong to the stretch before them.
    """
    reader = _Reader(looks, drawn, listed)
    before: list[_Element] = []
    found: list[tuple[Seen, list[_Element]]] = []
    for element in elements:
        seen = reader.seen(element)
        if seen is not None:
            found.append((seen, [element]))
        else:
            (found[-1][1] if found else before).append(element)
    return Content(tuple(Stretch(seen, tuple(own)) for seen, own in found), tuple(before))


def words_of(elements: Iterable[_Element], looks: Looks) -> Seen:
    """The runs of a fact inside a sentence as one stretch."""
    gathered = _Gathered()
    reader = _Reader(looks, lambda identifier: "", ())
    for element in elements:
        reader.walk((element,), "", gathered, 0)
    return Seen(gathered.key, gathered.text)


class _Gathered:
    """The words of one paragraph as they are gathered, each with how it stands out."""

    def __init__(self, fields: list[list[str]] | None = None) -> None:
        self.said: list[tuple[str, str]] = []
        self.fields: list[list[str]] = [] if fields is None else fields
        self.pictures = 0
        self.described: list[str] = []

    def say(self, mark: str, text: str) -> None:
        if all(state == "result" and not _COUNTED.match(code) for code, state in self.fields):
            self.said.append((mark, text))

    @property
    def text(self) -> str:
        words = "".join(text for mark, text in self.said if not mark.endswith(_HIDDEN))
        return " ".join(_CODE.sub(" ", f"{words}{''.join(self.described)}").split())

    @property
    def key(self) -> str:
        """The words with marks where these change; blanks carry none, since a program may give them any."""
        parts: list[str] = []
        now = ""
        for mark, text in self.said:
            words = text.lstrip()
            parts.append(text[: len(text) - len(words)])
            if mark != now and words:
                parts.append(f"\x02{mark}\x03")
                now = mark
            parts.append(words)
        whole = unnumbered(re.sub(r"[^\S\t]+", " ", _CODE.sub(" ", "".join(parts)))).strip()
        # LibreOffice writes that a paragraph begins a page as a break at its head, or at the end of the one before it.
        return whole if whole == _PAGE else whole.removeprefix(_PAGE).removesuffix(_PAGE).strip()


_HIDDEN = ("struck out", "drawn")
"""How the marks end of words that a person does not read as words of the paragraph."""


class _Reader:
    """Reads elements one by one; a field such as the contents may run over many of them."""

    def __init__(self, looks: Looks, drawn: Drawn, listed: Container[str]) -> None:
        self._looks, self._drawn, self._listed = looks, drawn, listed
        self._fields: list[list[str]] = []

    def seen(self, element: _Element) -> Seen | None:
        """The element as seen, None for one that shows nothing of its own."""
        if element.tag == w("p"):
            return self._paragraph(element)
        if element.tag == w("tbl"):
            return self._table(element)
        inner = [seen for each in blocks_in(element) if (seen := self.seen(each)) is not None]
        if not inner:
            return None
        kind = inner[0].kind if len(inner) == 1 else "words"
        return Seen("\x1d".join(each.key for each in inner), " ".join(each.text for each in inner), kind)

    def _paragraph(self, element: _Element) -> Seen | None:
        identifier = _value(element, "pPr", "pStyle")
        style, gathered = self._looks.name(identifier), self._gathered(element, identifier)
        if style.startswith("toc ") and style != "toc heading" and self._is_listed(gathered):
            return None
        if not gathered.key or (gathered.key == _PAGE and style == _NOTHING):
            return None
        level = _value(element, "pPr", "numPr", "ilvl").removeprefix("0")
        kind = "picture" if gathered.pictures else "words"
        return Seen(f"{style}\x1f{level}\x1f{gathered.key}", gathered.text, kind)

    def _is_listed(self, gathered: _Gathered) -> bool:
        return contents_line("".join(text for _, text in gathered.said)) in self._listed

    def _gathered(self, element: _Element, identifier: str) -> _Gathered:
        gathered = _Gathered(fields=self._fields)
        mark = element.find(f"{w('pPr')}/{w('rPr')}")
        tracked = [name for name in (*_PUT_IN, *_STRUCK_OUT) if mark is not None and mark.find(w(name)) is not None]
        self.walk(element, identifier, gathered, 0)
        if tracked:
            gathered.said.append((f"end {tracked[0]}", "¶"))
        return gathered

    def _table(self, element: _Element) -> Seen:
        rows: list[Seen] = []
        for row in _parts_of(element, "tr"):
            cells = [self._cell(cell) for cell in _parts_of(row, "tc")]
            properties = row.find(w("trPr"))
            tracked = [n for n in ("ins", "del") if properties is not None and properties.find(w(n)) is not None]
            key = "".join(tracked) + CELLS.join(key for key, _ in cells)
            rows.append(Seen(key, CELL.join(text for _, text in cells), "row"))
        return table_of(rows)

    def _cell(self, cell: _Element) -> tuple[str, str]:
        inner = [seen for each in blocks_in(cell) if (seen := self.seen(each)) is not None]
        return "\x1c".join(each.key for each in inner), " ".join(each.text for each in inner)

    def walk(self, element: Iterable[_Element], style: str, into: _Gathered, depth: int, within: str = "") -> None:
        """Gather the words of an element and all in it; `within` says that they are tracked as put in or struck out."""
        for child in element if depth <= _DEEP else ():
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "pPr"
            if name == "r":
                mark = self._looks.mark(style, child.find(w("rPr")))
                self._run(child, " ".join(filter(None, (mark, within))), into, depth, style)
            elif name in _PUT_IN or name in _STRUCK_OUT:
                self.walk(child, style, into, depth + 1, "put in" if name in _PUT_IN else "struck out")
            elif name in _RANGES:
                into.say("", f"[{_RANGES[name]}]")
            elif name == "fldSimple" and _COUNTED.match(child.get(w("instr"), "")):
                continue
            elif name not in _PASSED:
                self.walk(child, style, into, depth + 1, within)

    def _run(self, run: _Element, mark: str, into: _Gathered, depth: int, style: str) -> None:
        for child in run:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "rPr"
            if name in ("t", "delText"):
                into.say(mark, (child.text or "").replace("\u00ad", ""))
            elif name == "br":
                into.say(mark, _PAGE if child.get(w("type")) == "page" else "\n")
            elif name in _SIGNS:
                into.say(mark, _SIGNS[name])
            elif name in _REMARKS:
                into.say(mark, f"[{_REMARKS[name]}]")
            elif name in ("fldChar", "instrText"):
                _field(child, name, into.fields)
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._picture(child, mark, into, depth, style)

    def _picture(self, element: _Element, mark: str, into: _Gathered, depth: int, style: str) -> None:
        """A picture by its description, a chart by what it shows, a text box by its words."""
        choice = element.find(f"{_MC}Choice")
        chosen = element if choice is None else choice
        into.pictures += 1
        described = next((each.get("descr", "") for each in chosen.iter() if _local(each) == "docPr"), "")
        charts = "".join(self._drawn(each.get(_RELATED, "")) for each in chosen.iter(_CHART))
        if charts:
            # LibreOffice may lose the description of a chart, which says no more than the chart does.
            into.say("drawn", charts)
            into.described.append(f"[picture: {described}]")
        else:
            into.say(mark, f"[picture: {described}]")
        for box in chosen.iter(w("txbxContent")):
            for paragraph in box.iter(w("p")):
                self.walk(paragraph, style, into, depth + 1)


def _field(element: _Element, name: str, fields: list[list[str]]) -> None:
    """Keeps the code of each field that is open, and whether its result has begun."""
    kind = element.get(w("fldCharType"), "")
    if name == "instrText":
        if fields:
            fields[-1][0] += element.text or ""
    elif kind == "begin":
        fields.append(["", "code"])
    elif kind == "separate" and fields:
        fields[-1][1] = "result"
    elif kind == "end" and fields:
        fields.pop()


def blocks_in(element: _Element) -> Iterator[_Element]:
    """The paragraphs and tables right in an element, also those within content controls in it."""
    for child in element:
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("ins"), w("moveTo"), w("customXml")):
            yield from blocks_in(child)


def rows_in(table: _Element) -> Iterator[_Element]:
    """The rows of a table."""
    return _parts_of(table, "tr")


def cells_in(row: _Element) -> list[_Element]:
    """The cells of a row."""
    return list(_parts_of(row, "tc"))


def _parts_of(element: _Element, name: str) -> Iterator[_Element]:
    for child in element:
        if child.tag == w(name):
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            yield from _parts_of(child, name)


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: _Element, *path: str) -> str:
    found: _Element | None = element
    for name in path:
        found = found.find(w(name)) if found is not None else None
    return (found.get(w("val")) or "") if found is not None else ""
