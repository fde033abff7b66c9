"""A report as it lies in a Word file: its slots, and what a person sees in each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.render.audit.charts import points
from compiler.render.word.edits.looks import Looks
from compiler.render.word.edits.marks import without_marks
from compiler.render.word.edits.numbers import contents_line
from compiler.render.word.edits.seen import Drawn, content_of, words_of
from compiler.render.word.edits.stretch import Content, Stretch
from compiler.render.word.opc import OpenPackage, TemplateError, parse, w
from compiler.render.word.slots import Found, slots_in

if TYPE_CHECKING:
    from lxml.etree import _Element

    from compiler.report.slots import Slot


@dataclass(frozen=True, slots=True)
class Standing:
    """A slot as it stands in a document: its number there, what it is, and what is in it."""

    number: int
    key: str
    title: str
    inline: bool
    content: Content


@dataclass(frozen=True, slots=True)
class Edition:
    """A report in a Word file: its slots in order, its styles, the lines that its contents may have, and whether
    LibreOffice saved it."""

    slots: tuple[Standing, ...]
    looks: Looks
    listed: frozenset[str]
    by_libreoffice: bool = False


def read_edition(docx: bytes, catalogue: Sequence[Slot], listed: Collection[str] = ()) -> Edition:
    """The slots of a report and what stands in them; `listed` are further lines that are contents, not a person's.

    Raises TemplateError for what is no Word file.
    """
    package = OpenPackage(docx)
    name, looks = package.document(), _looks(package)
    found = slots_in(docx, catalogue)
    targets = {identifier: target for kind, target, identifier in package.related(name) if kind == "chart"}
    drawn: Drawn = partial(_drawn, package, targets)
    lines = frozenset(listed) | _headings(parse(package.read(name)), looks)
    first = {each.key: each.number for each in reversed(found)}
    slots = (_standing(each, first[each.key] != each.number, looks, drawn, lines) for each in found)
    return Edition(tuple(slots), looks, lines, _by_libreoffice(package))


def _by_libreoffice(package: OpenPackage) -> bool:
    name = "docProps/app.xml"
    return package.has(name) and b"LibreOffice" in package.read(name)


def _standing(found: Found, again: bool, looks: Looks, drawn: Drawn, listed: frozenset[str]) -> Standing:
    return Standing(
        found.number,
        found.key,
        found.title,
        found.inline,
        content_in(without_marks(found.elements, again), found.inline, looks, drawn, listed),
    )


def content_in(
    elements: Sequence[_Element],
    inline: bool,
    looks: Looks,
    drawn: Drawn = lambda identifier: "",
    listed: Collection[str] = (),
) -> Content:
    """What stands in a slot; the runs of a fact inside a sentence are one stretch."""
    if not inline:
        return content_of(elements, looks, drawn, listed)
    seen = words_of(elements, looks)
    return Content((Stretch(seen, tuple(elements)),) if seen.key else (), () if seen.key else tuple(elements))


def _drawn(package: OpenPackage, targets: Mapping[str, str], identifier: str) -> str:
    """What a chart shows, point by point; '' for one that cannot be read."""
    try:
        return "; ".join(points(parse(package.read(targets[identifier]))))
    except (KeyError, TemplateError):
        return ""


def _headings(root: _Element, looks: Looks) -> frozenset[str]:
    """The words of every heading, without their numbers."""
    return frozenset(words for style, words in _lines(root, looks) if style.startswith("heading ") or style == "title")


def contents_lines(docx: bytes) -> frozenset[str]:
    """The lines of contents that a document of ours has: they may name headings that have been changed since."""
    package = OpenPackage(docx)
    return lines_of_contents(parse(package.read(package.document())), _looks(package))


def lines_of_contents(root: _Element, looks: Looks) -> frozenset[str]:
    """The words of every line of contents, without its number and page."""
    return frozenset(words for style, words in _lines(root, looks) if style.startswith("toc "))


def _lines(root: _Element, looks: Looks) -> Iterator[tuple[str, str]]:
    """The style of each paragraph that has one, and its words without numbers."""
    for paragraph in root.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None:
            words = "".join(
                "\t" if each.tag == w("tab") else each.text or "" for each in paragraph.iter(w("t"), w("tab"))
            )
            yield looks.name(style.get(w("val")) or ""), contents_line(words)


def _looks(package: OpenPackage) -> Looks:
    related = {kind: target for kind, target, _ in package.related(package.document())}
    return Looks(parse(package.read(related["styles"])) if "styles" in related else None)
