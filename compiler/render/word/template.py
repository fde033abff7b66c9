"""The council's Word template: its styles by name, its page, its headers and footers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass, field
from compiler.render.word.complete import completed, plain_settings
from compiler.render.word.opc import OpenPackage, Part, TemplateError, parse, w
from compiler.render.word.styles import R

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEPT = ("styles", "settings", "numbering", "fontTable", "theme", "webSettings", "footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a report is printed on, upright, in twentieths of a point: A4 unless the template differs."""

    width: int = 11906
    height: int = 16838
    top: int = 1644
    right: int = 1247
    bottom: int = 1361
    left: int = 1247
    header: int = 510
    footer: int = 510

    def width_for(self, turned: bool) -> int:
        """The width of the words on an upright or a landscape page."""
        return (self.height if turned else self.width) - self.left - self.right

    def section(self, turned: bool, references: str, first: bool) -> str:
        """The properties that end a section; the first section has a first page of its own."""
        size = (
            f'w:w="{self.height}" w:h="{self.width}" w:orient="landscape"'
            if turned
            else f'w:w="{self.width}" w:h="{self.height}"'
        )
        margins = (
            f'w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}" '
            f'w:header="{self.header}" w:footer="{self.footer}" w:gutter="0"'
        )
        return (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz {size}/><w:pgMar {margins}/>'
            f'<w:cols w:space="708"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
        )


@dataclass(frozen=True, slots=True)
class Template:
    """What a report takes from its template.

    `parts` are carried over as they are; `related` are those of them that the document refers to, by kind; `styles`
    gives the identifier of each style by its name in lower case, `missing` names those that had to be added;
    `furniture` holds the template's headers and footers by place ('header default', 'footer first').
    """

    parts: Mapping[str, Part]
    related: Mapping[str, str]
    styles: Mapping[str, str]
    page: Page
    furniture: Mapping[str, Part] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def read_template(data: bytes) -> Template:
    """The template with every style that a report needs: those that it leaves out are added in its own colour.

    Raises TemplateError, with a sentence for the officer, if it is no Word file or reaches out of itself.
    """
    return template_in(OpenPackage(data))


def template_in(package: OpenPackage, *, edited: bool = False) -> Template:
    """The same of a file that is open; in one that is `edited` by hand changes go on being tracked if they are."""
    document = package.document()
    related = {kind: target for kind, target, _ in package.related(document) if kind in _KEPT}
    if "styles" not in related:
        raise TemplateError("The template has no styles. Make it again from the one that came with the program.")
    parts = {part.name: part for target in related.values() for part in package.closure(target)}
    styles, missing = completed(parts, related)
    if "settings" in related:
        parts[related["settings"]] = plain_settings(parts[related["settings"]], edited)
    page, furniture = _layout(package, document)
    for part in furniture.values():
        parts |= {each.name: each for each in package.closure(part.name) if each.name != part.name}
    return Template(parts, related, styles, page, furniture, missing)


def _layout(package: OpenPackage, document: str) -> tuple[Page, dict[str, Part]]:
    """The page and the headers and footers of the template's last upright section; one that a section does not name is
    that of the section before it."""
    sections = list(parse(package.read(document)).iter(w("sectPr")))
    if not sections:
        return Page(), {}
    parts = {identifier: target for _, target, identifier in package.related(document)}
    last = max((at for at, each in enumerate(sections) if not page_of(each)[1]), default=len(sections) - 1)
    named: dict[str, str] = {}
    for section in sections[: last + 1]:
        named |= references_of(section)
    return page_of(sections[last])[0], {
        place: package.part(parts[identifier]) for place, identifier in named.items() if parts.get(identifier)
    }


def references_of(section: _Element) -> dict[str, str]:
    """The identifiers of the headers and footers that a section names, by place ('header default', 'footer first')."""
    return {
        f"{kind} {each.get(w('type')) or 'default'}": each.get(f"{{{R}}}id", "")
        for kind in ("header", "footer")
        for each in section.findall(w(f"{kind}Reference"))
    }


def page_of(section: _Element | None) -> tuple[Page, bool]:
    """The page of a section as it is when upright, and whether it lies sideways."""
    if section is None:
        return Page(), False
    size, margins, usual = section.find(w("pgSz")), section.find(w("pgMar")), Page()

    def number(element: _Element | None, name: str, otherwise: int) -> int:
        text = (element.get(w(name)) if element is not None else None) or ""
        return abs(int(text)) if text.lstrip("-").isdecimal() else otherwise

    wide, high = number(size, "w", usual.width), number(size, "h", usual.height)
    places = {
        name: number(margins, name, getattr(usual, name))
        for name in ("top", "right", "bottom", "left", "header", "footer")
    }
    return Page(min(wide, high), max(wide, high), **places), wide > high
