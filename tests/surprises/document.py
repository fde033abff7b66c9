"""Word files: hidden words, comments, marks of revision, fields, links, controls, and what is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.surprises.charts import chart_surprises
from tests.surprises.colour import too_close
from tests.surprises.zipped import Opened

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app)\.xml|word/theme/theme\d+\.xml"
    r"|word/(document|styles|settings|fontTable|numbering|webSettings|footnotes|endnotes|(header|footer)\w*)\.xml"
    r"|word/_rels/[^/]+\.rels|word/charts/(_rels/)?chart\d+\.xml(\.rels)?|word/embeddings/chart\d+\.xlsx"
    r"|word/media/[^/]+\.(png|jpe?g|gif)"
)
_STORY = re.compile(r"word/(document|footnotes|endnotes|header[^/]*|footer[^/]*)\.xml")
_KINDS = frozenset(
    re.findall(
        r"\S+",
        "officeDocument core-properties extended-properties styles settings fontTable numbering webSettings "
        "theme header "
        "footer footnotes endnotes chart package image hyperlink",
    )
)
FIELDS = re.compile(
    r'(TOC (\\[a-z]( "[^"|]*")? ?)+|PAGEREF \w+( \\h)?|SEQ \w+ \\\* ARABIC|PAGE|NUMPAGES|SECTIONPAGES)'
    r"( \\\* MERGEFORMAT)?"
)
_REVISED = "ins del moveFrom moveTo cellIns cellDel cellMerge rPrChange pPrChange tblPrChange trPrChange tcPrChange "
_REVISED += "sectPrChange numberingChange"
_TOLD = {
    "a comment": "commentRangeStart commentReference",
    "a mark of revision": _REVISED,
    "an object": "object control altChunk subDoc movie pict",
    "words bound to data": "dataBinding",
    "a tag of another schema": "smartTag customXml",
    "a form": "ffData",
}
_ELEMENTS = {name: what for what, names in _TOLD.items() for name in names.split()}
_SETTINGS = re.findall(
    r"\S+",
    "rsids docId attachedTemplate mailMerge docVars trackRevisions revisionView documentProtection writeProtection "
    "hideSpellingErrors saveThroughXslt attachedSchema updateFields removePersonalInformation",
)
OURS = "0000ED17"
"""The number by which a person's words in a header or footer are known again; it is the same in every file."""
_SMALLEST = 4
"""Half points; words of no more cannot be read by anybody."""


def document_surprises(opened: Opened) -> Iterator[str]:
    """What is surprising in a Word file."""
    yield from (f"{name}: a part that is none of ours" for name in opened.parts if not _PARTS.fullmatch(name))
    yield from (f"{each.part}: a {each.kind}" for each in opened.relations if each.kind not in _KINDS)
    if "word/settings.xml" in opened.parts:
        for each in opened.tree("word/settings.xml"):
            name = etree.QName(each).localname
            if name in _SETTINGS:
                yield f"word/settings.xml: {name}"
    styles = _Styles(opened)
    for name in opened.parts:
        if _STORY.fullmatch(name):
            yield from (f"{name}: {said}" for said in dict.fromkeys(_story(opened.tree(name), styles)))
    yield from chart_surprises(opened)


def _story(root: etree._Element, styles: _Styles) -> Iterator[str]:
    for each in root.iter():
        name = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
        if name in _ELEMENTS:
            yield f"{_ELEMENTS[name]}: {name}"
        elif name in _HIDDEN and _is_hidden(name, each):
            yield f"a hidden row or drawing: {name}"
        elif name == "blip" and any(str(key).endswith("}link") for key in each.attrib):
            yield "a picture from outside"
        if name in ("p", "r", "tr", "sectPr") and any("rsid" in str(key) for key in each.attrib) and _tells(each):
            yield "marks of who saved it when (rsid)"
    yield from _fields(root)
    for run in root.iter(f"{_W}r"):
        words = "".join(each.text or "" for each in run.iter(f"{_W}t"))
        if words.strip():
            yield from (f"{what}: {words[:60]!r}" for what in styles.hides(run))
    for mark in root.iter(f"{_W}pPr"):
        if _on(mark.find(f"{_W}rPr/{_W}vanish")):
            yield "a hidden end of a paragraph"


def _tells(element: etree._Element) -> bool:
    """Whether an element has a number of a session other than the one that always stands where a person's words do."""
    return {value for key, value in element.attrib.items() if "rsid" in str(key)} != {OURS}


_HIDDEN = frozenset(("hidden", "docPr", "trHeight"))


def _is_hidden(name: str, element: etree._Element) -> bool:
    """Whether a mark of a row hides it, or makes it too low to be seen, or a drawing is hidden."""
    low = element.get(f"{_W}hRule") == "exact" and int(element.get(f"{_W}val") or 0) < 40
    return low if name == "trHeight" else name == "hidden" or element.get("hidden") in ("1", "true")


def _fields(root: etree._Element) -> Iterator[str]:
    codes: list[str] = []
    for each in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        kind = each.get(f"{_W}fldCharType")
        if each.tag == f"{_W}fldSimple":
            yield from _code(each.get(f"{_W}instr") or "")
        elif each.tag == f"{_W}instrText" and codes:
            codes[-1] += each.text or ""
        elif each.tag == f"{_W}instrText":
            yield f"a code outside a field: {each.text}"
        elif kind == "begin":
            codes.append("")
        elif kind == "end" and codes:
            yield from _code(codes.pop())
    yield from ("a field that does not end" for _ in codes)


def _code(code: str) -> Iterator[str]:
    if not FIELDS.fullmatch(" ".join(code.split())):
        yield f"a field: {code.strip()}"


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


class _Styles:
    """What the styles of a document do to the words that are set in them."""

    def __init__(self, opened: Opened) -> None:
        held = opened.parts.get("word/styles.xml")
        found = opened.tree("word/styles.xml").iter(f"{_W}style") if held else ()
        self._styles = {each.get(f"{_W}styleId") or "": each for each in found}
        self._found: dict[tuple[str | None, str], etree._Element | None] = {}

    def hides(self, run: etree._Element) -> Iterator[str]:
        """How a run's words are hidden, if they are."""
        for name in ("vanish", "specVanish"):
            if _on(self._first(run, f"{_W}rPr/{_W}{name}")):
                yield "hidden words"
        size = self._first(run, f"{_W}rPr/{_W}sz")
        if size is not None and float(size.get(f"{_W}val") or 22) <= _SMALLEST:
            yield "words too small to be seen"
        ink = self._first(run, f"{_W}rPr/{_W}color")
        said = ink.get(f"{_W}val") if ink is not None else None
        if said and said != "auto" and all(too_close(said, fill) for fill in self._fills(run)):
            yield f"words in the colour of their ground ({said})"

    def _first(self, run: etree._Element, path: str) -> etree._Element | None:
        """A property of a run, where it is said first: by itself, its own style, or its paragraph's."""
        found = run.find(path)
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        of_run = run.find(f"{_W}rPr/{_W}rStyle")
        of_paragraph = paragraph.find(f"{_W}pPr/{_W}pStyle") if paragraph is not None else None
        for style in (of_run, of_paragraph):
            found = self._of(style, path) if found is None else found
        return found

    def _of(self, style: etree._Element | None, path: str) -> etree._Element | None:
        """A property of a style, or of one that it is based on."""
        key = (style.get(f"{_W}val") if style is not None else None, path)
        if key not in self._found:
            self._found[key] = self._inherited(*key)
        return self._found[key]

    def _inherited(self, name: str | None, path: str) -> etree._Element | None:
        seen = set[str]()
        while name and name in self._styles and name not in seen:
            found = self._styles[name].find(path)
            if found is not None:
                return found
            seen.add(name)
            based = self._styles[name].find(f"{_W}basedOn")
            name = based.get(f"{_W}val") if based is not None else None
        return None

    def _fills(self, run: etree._Element) -> list[str]:
        """What may lie behind a run: the fill that is nearest to it, every one of its table's style, or the paper."""
        own = self._first(run, f"{_W}rPr/{_W}shd")
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        if own is None and paragraph is not None:
            own = paragraph.find(f"{_W}pPr/{_W}shd")
            own = self._of(paragraph.find(f"{_W}pPr/{_W}pStyle"), f"{_W}pPr/{_W}shd") if own is None else own
        cell = next(run.iterancestors(f"{_W}tc"), None)
        if own is None and cell is not None:
            own = cell.find(f"{_W}tcPr/{_W}shd")
        fills = [own.get(f"{_W}fill") or ""] if own is not None else []
        if not _colours(fills) and cell is not None:
            fills = [shade.get(f"{_W}fill") or "" for shade in self._of_table(cell)]
        return _colours(fills) or ["FFFFFF"]

    def _of_table(self, cell: etree._Element) -> Iterator[etree._Element]:
        table = next(cell.iterancestors(f"{_W}tbl"))
        named = table.find(f"{_W}tblPr/{_W}tblStyle")
        style = self._styles.get(named.get(f"{_W}val") or "") if named is not None else None
        yield from style.iter(f"{_W}shd") if style is not None else ()


def _colours(fills: list[str]) -> list[str]:
    return [each for each in fills if re.fullmatch("[0-9A-Fa-f]{6}", each)]
