"""Packages of parts: what is said about the archive and the relations of its parts, whatever kind of file it is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from lxml import etree

_DAYS = {(1980, 1, 1, 0, 0, 0), (2000, 1, 1, 0, 0, 0)}
_ODD_NAME = re.compile(r"^/|\\|(^|/)\.\.?(/|$)|^[A-Za-z]:")
_ANYWHERE = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:|//|/|\\|~)")
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS, _DUBLIN = "{http://purl.org/dc/terms/}", "{http://purl.org/dc/elements/1.1/}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_CORE_PART, _APP_PART = "docProps/core.xml", "docProps/app.xml"
_TELLTALE = [
    f"{_APP}{name}" for name in ("Manager", "HyperlinkBase", "Template", "TotalTime", "HiddenSlides", "DigSig")
]
_PASSING = [f"{_CORE}{name}" for name in ("lastPrinted", "revision", "version", "contentStatus")]
_NAMED = (f"{_DUBLIN}creator", f"{_CORE}lastModifiedBy", f"{_DUBLIN}description")
_DECLARED = (b"<!--", b"<!DOCTYPE", b"<!ENTITY")
_MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


@dataclass(frozen=True)
class Opened:
    """A package: its parts by name, and what the archive says of each."""

    data: bytes
    parts: Mapping[str, bytes]
    entries: tuple[zipfile.ZipInfo, ...]
    final: bool = False
    within: str = ""
    trees: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes, *, final: bool = False, within: str = "") -> Opened:
        """A file's bytes opened; `within` is the part of another file that it is."""
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = tuple(archive.infolist())
            return cls(data, {each.filename: archive.read(each) for each in entries}, entries, final, within)

    def tree(self, name: str) -> etree._Element:
        """The root of a part, parsed once."""
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.parts[name], etree.XMLParser(resolve_entities=False))
        return self.trees[name]

    @cached_property
    def relations(self) -> list[Relation]:
        """Every relation of every part."""
        found = []
        for name in self.parts:
            if name.endswith(".rels"):
                found += [Relation(name, each) for each in self.tree(name).iter(f"{LINKS}Relationship")]
        return found


class Relation:
    """A relation: the part that names it, the last word of its kind, where it leads, and whether that is outside."""

    def __init__(self, part: str, element: etree._Element) -> None:
        self.part = part
        self.kind = (element.get("Type") or "").rsplit("/", 1)[-1]
        self.target = element.get("Target") or ""
        self.outside = element.get("TargetMode") == "External"


def zip_surprises(opened: Opened) -> Iterator[str]:
    """What is surprising about the archive, its relations and its properties."""
    yield from _archive(opened)
    for name, data in opened.parts.items():
        if name.endswith((".xml", ".rels", ".vml")) and any(each in data for each in _DECLARED):
            yield f"{name}: a comment or declaration in the XML"
    for relation in opened.relations:
        if relation.outside:
            yield from _outside(relation, opened.final)
    yield from _properties(opened)


def _archive(opened: Opened) -> Iterator[str]:
    names = [each.filename for each in opened.entries]
    with zipfile.ZipFile(BytesIO(opened.data)) as archive:
        if archive.comment:
            yield "the archive has a comment"
    if not opened.data.startswith(b"PK\3\4"):
        yield "something stands before the archive"
    yield from (f"{name}: stands twice" for name in sorted({each for each in names if names.count(each) > 1}))
    for each in opened.entries:
        if each.date_time not in _DAYS:
            yield f"{each.filename}: packed on {each.date_time}"
        if each.extra or each.comment:
            yield f"{each.filename}: more in the archive than its bytes"
        if _ODD_NAME.search(each.filename):
            yield f"{each.filename}: an odd name"


def _outside(relation: Relation, final: bool) -> Iterator[str]:
    """A working copy may lead to its neighbours, by relative names; a final one nowhere."""
    if relation.kind != "hyperlink":
        yield f"{relation.part}: takes something in from outside: {relation.kind} {relation.target}"
    elif _ANYWHERE.match(relation.target):
        yield f"{relation.part}: a link to {relation.target}"
    elif final:
        yield f"{relation.part}: a link out of a final one: {relation.target}"


def _properties(opened: Opened) -> Iterator[str]:
    """What the properties say that the file itself does not show; a clock; and what tells of people and machines."""
    core = opened.tree(_CORE_PART) if _CORE_PART in opened.parts else None
    app = opened.tree(_APP_PART) if _APP_PART in opened.parts else None
    for day in ("created", "modified"):
        said = core.findtext(f"{_TERMS}{day}") if core is not None else None
        if said and not _MIDNIGHT.fullmatch(said):
            yield f"{_CORE_PART}: {day} {said}"
    for part, properties, names in ((_CORE_PART, core, _PASSING), (_APP_PART, app, _TELLTALE)):
        for name in names if properties is not None else ():
            said = properties.findtext(name) if properties is not None else None
            if said:
                yield f"{part}: {etree.QName(name).localname} {said}"
    shown = [core.findtext(each) or "" for each in _NAMED] if core is not None else []
    shown += [app.findtext(f"{_APP}Company") or ""] if app is not None else []
    words = _squeezed(words_in(opened)) if any(shown) else ""
    for each in dict.fromkeys(filter(None, map(_squeezed, shown))):
        if each not in words:
            yield f"docProps: says {each!r}, which the file does not show"


def words_in(opened: Opened) -> str:
    """All words that the file shows, part after part, headers and footers too."""
    return "\n".join(_words(opened, name) for name in opened.parts if _TEXTS.fullmatch(name))


_TEXTS = re.compile(r"word/(document|header|footer)[^/]*\.xml|xl/(sharedStrings|worksheets/sheet\d+)\.xml|content\.xml")
_BLOCKS = frozenset(("p", "br", "tab", "si", "c", "oddHeader", "oddFooter"))


def _words(opened: Opened, name: str) -> str:
    said: list[str] = []
    for each in opened.tree(name).iter():
        if isinstance(each.tag, str):
            said.append("\n" if each.tag.rpartition("}")[2] in _BLOCKS else "")
            said.append(each.text or "")
    return "".join(said)


def _squeezed(words: str) -> str:
    return " ".join(words.split())
