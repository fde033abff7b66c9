"""What a template lacks is added to it, in its own colour, and what it says of its maker is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.render.word.base_parts import fonts, settings, theme
from compiler.render.word.opc import Part, parse, serial, w, whole
from compiler.render.word.styles import BULLETS, Palette, W, standard, style_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
# What a template's settings say about the machine or the person who made it, or about documents other than ours.
_UNWANTED_SETTINGS = (
    "attachedTemplate", "updateFields", "rsids", "mailMerge", "docVars", "trackRevisions", "documentProtection",
    "writeProtection", "linkStyles", "saveThroughXslt", "attachedSchema", "evenAndOddHeaders",
)  # fmt: skip
_OF_ITS_WORDS = frozenset(("trackRevisions", "evenAndOddHeaders"))


def plain_settings(part: Part, edited: bool = False) -> Part:
    """The template's settings without its maker's, so that nothing of a person, a path or a prompt is carried over.

    What says how its own pages and words are handled stays in one that is `edited` and not only read for its looks.
    """
    root = parse(part.data)
    for name in _UNWANTED_SETTINGS if not edited else set(_UNWANTED_SETTINGS) - _OF_ITS_WORDS:
        for each in root.findall(w(name)):
            root.remove(each)
    return Part(part.name, part.type, serial(root))


def completed(parts: dict[str, Part], related: dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The identifiers of all styles by name in lower case, and the names of those that had to be added to `parts`."""
    part = parts[related["styles"]]
    root = parse(part.data)
    ids = _identifiers(root)
    lacking = [style for style in standard(_palette(root)) if style.name.lower() not in ids]
    for style in lacking:
        ids[style.name.lower()] = _free(style.id, set(ids.values()))
    for style in lacking:
        number = _bullets(parts, related) if style.numbered else 0
        root.append(_element(style_xml(style, ids, number)))
    _in_english(root)
    for kind, usual in (("settings", settings()), ("fontTable", fonts()), ("theme", theme(_palette(root)))):
        parts.setdefault(related.setdefault(kind, usual.name), usual)
    parts[part.name] = Part(part.name, part.type, serial(root), part.relations)
    return ids, tuple(style.name for style in lacking)


def _identifiers(root: _Element) -> dict[str, str]:
    found = {}
    for style in root.findall(w("style")):
        name = style.find(w("name"))
        if name is not None:
            found[(name.get(w("val")) or "").lower()] = style.get(w("styleId")) or ""
    return found


def _free(wished: str, taken: set[str]) -> str:
    """The identifier, or the next one like it that no other style has."""
    count, found = 1, wished
    while found in taken:
        count += 1
        found = f"{wished}{count}"
    return found


def _element(xml: str) -> _Element:
    opened, rest = xml.split(" ", 1)
    return parse(f'{opened} xmlns:w="{W}" {rest}'.encode())


def _palette(root: _Element) -> Palette:
    """The colour of the template's first headings, if it has a dark one; ours otherwise."""
    for style in root.findall(w("style")):
        name, colour = style.find(w("name")), style.find(f"{w('rPr')}/{w('color')}")
        if name is not None and colour is not None and (name.get(w("val")) or "").lower() in ("heading 1", "title"):
            try:
                return Palette((colour.get(w("val")) or "").upper())
            except ValueError:
                continue
    return Palette()


def _in_english(root: _Element) -> None:
    """Makes British English the language of every style, and of all that has none."""
    from lxml import etree

    defaults = root.find(w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(w("docDefaults"))
        root.insert(0, defaults)
    usual = _child(_child(defaults, "rPrDefault", 0), "rPr", 0)
    if usual.find(w("lang")) is None:
        usual.append(etree.Element(w("lang")))
    for each in root.iter(w("lang")):
        each.set(w("val"), "en-GB")


def _child(parent: _Element, name: str, at: int) -> _Element:
    from lxml import etree

    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(at, found)
    return found


def _bullets(parts: dict[str, Part], related: dict[str, str]) -> int:
    """The number of a bulleted list that is added to the template's lists, or to new ones if there are none."""
    name = related.setdefault("numbering", "word/numbering.xml")
    part = parts.get(name) or Part(name, _NUMBERING, f'<w:numbering xmlns:w="{W}"/>'.encode())
    root = parse(part.data)
    lists = root.findall(w("abstractNum"))
    kind = 1 + max((whole(each.get(w("abstractNumId"))) for each in lists), default=0)
    number = 1 + max((whole(each.get(w("numId"))) for each in root.findall(w("num"))), default=0)
    after = root.index(lists[-1]) + 1 if lists else len(root.findall(w("numPicBullet")))
    root.insert(after, _element(BULLETS.format(id=kind)))
    used = _element(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>')
    held = root.findall(w("num"))
    root.insert(root.index(held[-1]) + 1 if held else after + 1, used)
    parts[name] = Part(name, part.type, serial(root), part.relations)
    return number
