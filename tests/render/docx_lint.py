"""Our own look at a Word file, for what the validators let through: is it a paper that everyone can read?

Written apart from the renderer, from the file alone: it knows the format and none of our names.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import pairwise

from lxml import etree

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_LINES = 8
_LONG = 100  # signs, which are nine lines of a narrow column
_WIDEST = 9_800_000  # in units of 1/914,400 inch, what a landscape page of A4 holds
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS_ALLOWED = re.compile(
    r'(TOC \\o "2-\d" (\\n )?\\h \\z|PAGEREF h_\w+ \\h|SEQ (Table|Chart) \\\* ARABIC|PAGE|NUMPAGES)'
)


def lint(docx: bytes) -> list[str]:
    """What is wrong with the file for a reader, one sentence each; empty if nothing is."""
    word = _Word(docx)
    checks = (
        _headings,
        _tables,
        _cells,
        _fields,
        _links,
        _languages,
        _properties,
        _contrasts,
        _blanks,
        _drawings,
        _nothing_outside,
    )
    return [sentence for check in checks for sentence in check(word)]


@dataclass(frozen=True)
class _Word:
    docx: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(self.docx)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def body(self) -> etree._Element:
        return etree.fromstring(self.parts["word/document.xml"])

    @cached_property
    def stories(self) -> list[etree._Element]:
        names = [n for n in self.parts if re.match(r"word/(document|header|footer)[^/]*\.xml$", n)]
        return [etree.fromstring(self.parts[name]) for name in names]

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        root = etree.fromstring(self.parts["word/styles.xml"])
        return {each.get(f"{_W}styleId") or "": each for each in root.iter(f"{_W}style")}

    def inherited(self, style: str, path: str, attribute: str) -> str:
        """A property of a paragraph style, or of the style that it is based on."""
        while style in self.styles:
            found = self.styles[style].find(path)
            if found is not None:
                return found.get(f"{_W}{attribute}") or ""
            based = self.styles[style].find(f"{_W}basedOn")
            style = based.get(f"{_W}val") or "" if based is not None else ""
        return ""

    def level(self, paragraph: etree._Element) -> int:
        """The heading level of a paragraph, 0 for none."""
        own = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        level = own.get(f"{_W}val") if own is not None else ""
        level = level or self.inherited(_style(paragraph), f"{_W}pPr/{_W}outlineLvl", "val")
        return int(level) + 1 if level and level != "9" else 0


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return (style.get(f"{_W}val") or "") if style is not None else ""


def _text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_W}t"))


def _headings(word: _Word) -> Iterator[str]:
    levels = [(level, _text(each)) for each in word.body.iter(f"{_W}p") if (level := word.level(each))]
    if [level for level, _ in levels].count(1) != 1 or levels[0][0] != 1:
        yield "there is not exactly one heading of level 1, at the head"
    for (before, _), (level, text) in pairwise(levels):
        if level > before + 1:
            yield f"heading {text!r} skips a level"
    yield from (f"a heading of level {level} is empty" for level, text in levels if not text.strip())


def _tables(word: _Word) -> Iterator[str]:
    for table in word.body.iter(f"{_W}tbl"):
        rows = table.findall(f"{_W}tr")
        name = _text(rows[0])
        if rows[0].find(f"{_W}trPr/{_W}tblHeader") is None:
            yield f"table {name!r} has no heading row"
        if any(row.find(f"{_W}trPr/{_W}cantSplit") is None for row in rows if not _is_long(row)):
            yield f"table {name!r} has rows that may be split between pages"
        for mark in ("tblCaption", "tblDescription"):
            if table.find(f"{_W}tblPr/{_W}{mark}") is None:
                yield f"table {name!r} has no {mark}"
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        if any(len(row.findall(f"{_W}tc")) != columns for row in rows):
            yield f"table {name!r} has rows of different lengths"
        if any(True for _ in table.iter(f"{_W}gridSpan", f"{_W}vMerge")):
            yield f"table {name!r} has merged cells"


def _is_long(row: etree._Element) -> bool:
    """Whether a row has so many words or lines in a cell that it would leave a page half empty if it were not split."""
    cells = row.findall(f"{_W}tc")
    return any(len(_text(cell)) > _LONG or len(cell.findall(f".//{_W}br")) >= _LINES for cell in cells)


def _cells(word: _Word) -> Iterator[str]:
    for cell in word.body.iter(f"{_W}tc"):
        if not _text(cell).strip():
            yield "a cell is empty"


def _fields(word: _Word) -> Iterator[str]:
    for story in word.stories:
        open_fields = 0
        for each in story.iter(f"{_W}fldChar"):
            kind = each.get(f"{_W}fldCharType")
            open_fields += {"begin": 1, "end": -1}.get(str(kind), 0)
            if open_fields < 0:
                yield "a field ends that did not begin"
            if each.get(f"{_W}dirty"):
                yield "a field asks to be updated"
        if open_fields:
            yield "a field is not closed"
        for code in story.iter(f"{_W}instrText", f"{_W}fldSimple"):
            if not _FIELDS_ALLOWED.fullmatch((code.text or "").strip()):
                yield f"a field of an unknown kind: {code.text!r}"
    if b"updateFields" in word.parts.get("word/settings.xml", b""):
        yield "the reader is asked to update fields on opening"


def _links(word: _Word) -> Iterator[str]:
    names = [each.get(f"{_W}name") or "" for each in word.body.iter(f"{_W}bookmarkStart")]
    ids = [each.get(f"{_W}id") or "" for each in word.body.iter(f"{_W}bookmarkStart")]
    ends = [each.get(f"{_W}id") or "" for each in word.body.iter(f"{_W}bookmarkEnd")]
    for kind, values in (("name", [name.lower() for name in names]), ("number", ids)):
        yield from (f"two bookmarks have the {kind} {value}" for value, count in Counter(values).items() if count > 1)
    if sorted(ids) != sorted(ends):
        yield "a bookmark is not closed"
    yield from (
        f"bookmark {name!r} is no name that Word allows"
        for name in names
        if not re.fullmatch(r"[A-Za-z]\w{0,39}", name)
    )
    for link in word.body.iter(f"{_W}hyperlink"):
        if (link.get(f"{_W}anchor") or "") not in names:
            yield f"the link {_text(link)!r} leads nowhere"


def _languages(word: _Word) -> Iterator[str]:
    usual = etree.fromstring(word.parts["word/styles.xml"]).find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    found = {each.get(f"{_W}val") for story in word.stories for each in story.iter(f"{_W}lang")}
    found |= {usual.get(f"{_W}val") if usual is not None else None}
    if found != {"en-GB"}:
        yield f"the language is {sorted(map(str, found))}, not British English alone"


def _properties(word: _Word) -> Iterator[str]:
    core = etree.fromstring(word.parts["docProps/core.xml"])
    found = {etree.QName(each).localname: each.text or "" for each in core}
    if not found.get("title"):
        yield "the document has no title"
    if found.get("language") != "en-GB":
        yield "the document does not say its language"
    if "lastModifiedBy" in found:
        yield "the document names a person"


def _contrasts(word: _Word) -> Iterator[str]:
    for paragraph in word.body.iter(f"{_W}p"):
        behind = _behind(word, paragraph)
        for run in paragraph.iter(f"{_W}r"):
            colour = _value(run, f"{_W}rPr/{_W}color", "val")
            ink = colour or word.inherited(_style(paragraph), f"{_W}rPr/{_W}color", "val") or "000000"
            fill = _value(run, f"{_W}rPr/{_W}shd", "fill") or behind
            if _text(run) and _contrast(ink, fill) < 4.5:
                yield f"{_text(run)!r} cannot be read: {ink} on {fill}"


def _behind(word: _Word, paragraph: etree._Element) -> str:
    """The colour behind a paragraph: its cell's, its style's, the heading row's of its table, or white."""
    cell = paragraph.getparent()
    if cell is not None and cell.tag == f"{_W}tc":
        row = cell.getparent()
        assert row is not None
        heading = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        style = _value(row.getparent(), f"{_W}tblPr/{_W}tblStyle", "val")
        first = _value(word.styles.get(style), f"{_W}tblStylePr[@{_W}type='firstRow']/{_W}tcPr/{_W}shd", "fill")
        return _value(cell, f"{_W}tcPr/{_W}shd", "fill") or (first if heading else "") or "FFFFFF"
    return word.inherited(_style(paragraph), f"{_W}pPr/{_W}shd", "fill") or "FFFFFF"


def _value(element: etree._Element | None, path: str, attribute: str) -> str:
    found = element.find(path) if element is not None else None
    return (found.get(f"{_W}{attribute}") or "") if found is not None else ""


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        linear = [
            c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
            for c in (v / 255 for v in bytes.fromhex(colour))
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _blanks(word: _Word) -> Iterator[str]:
    for paragraph in word.body.iter(f"{_W}p"):
        ends_section = paragraph.find(f"{_W}pPr/{_W}sectPr") is not None
        following = paragraph.getnext()
        last = following is not None and following.tag == f"{_W}sectPr"
        drawn = paragraph.find(f".//{_W}drawing") is not None
        thin = word.inherited(_style(paragraph), f"{_W}pPr/{_W}spacing", "line") == "20"
        if not _text(paragraph).strip() and not ends_section and not last and not drawn and not thin:
            yield "an empty paragraph stands for space"


def _drawings(word: _Word) -> Iterator[str]:
    numbers = Counter(each.get("id") for each in word.body.iter(f"{_WP}docPr"))
    yield from (f"two drawings have the number {number}" for number, count in numbers.items() if count > 1)
    for drawing in word.body.iter(f"{_W}drawing"):
        shown = drawing.find(f".//{_WP}docPr")
        if shown is None or len((shown.get("descr") or "").split()) < 4:
            yield "a drawing has no words that say what it shows"
        width = drawing.find(f".//{_WP}extent")
        if width is None or int(width.get("cx") or 0) > _WIDEST:
            yield "a drawing is wider than a page"


def _nothing_outside(word: _Word) -> Iterator[str]:
    for name, data in word.parts.items():
        if name.endswith(".rels") and b'TargetMode="External"' in data:
            yield f"{name} leads out of the document"
