"""What a person typed into the lines of ours at the head and foot of pages: found against what we wrote there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.render.word.opc import OpenPackage, parse, w
from compiler.render.word.template import template_in

if TYPE_CHECKING:
    from lxml.etree import _Element

RUNNING = ("running title", "running notice", "running footer")
"""The styles of the lines that are ours, in headers and footers."""
HERS = "0000ED17"
"""The revision mark of runs and lines that a person typed among ours: so the next run tells them from our own."""
TITLES = {"running title": "Header", "running notice": "Header", "running footer": "Footer"}
"""What the places of our lines are called, by their styles."""


@dataclass(frozen=True, slots=True)
class Ours:
    """The words of our lines as we wrote them, by style; and the titles of the places whose edits are let go."""

    words: Mapping[str, Set[str]]
    let_go: Set[str] = frozenset()

    def of(self, style: str) -> Set[str]:
        """The words of the lines of that style."""
        return self.words.get(style, frozenset())

    def lets_go(self, style: str) -> bool:
        """Whether what a person typed among the lines of that style is to go."""
        return TITLES[style] in self.let_go


@dataclass(frozen=True, slots=True)
class Typed:
    """One of our lines with words of a person: where it stands ('Header'), what we wrote there, what it says now."""

    title: str
    was: str
    now: str


def typed_in(document: bytes, ours: Ours) -> tuple[Typed, ...]:
    """What a person typed among our lines in the headers and footers of a document, each thing once."""
    package = OpenPackage(document)
    styles = {each: name for name, each in template_in(package, edited=True).styles.items() if name in RUNNING}
    found = (_typed(styles[style], each, ours) for each in _running(package) if (style := style_of(each)) in styles)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _typed(style: str, line: _Element, ours: Ours) -> Typed | None:
    typed, words = typed_round(line, ours.of(style)), words_of(line)
    if typed is None:
        return Typed(TITLES[style], "", words)
    before, after = typed
    return Typed(TITLES[style], words[len(before) : len(words) - len(after)], words) if any(typed) else None


def our_lines(documents: Iterable[bytes]) -> Mapping[str, Set[str]]:
    """The words of our lines in the documents as we wrote them, by style."""
    found: dict[str, set[str]] = {name: set() for name in RUNNING}
    for document in documents:
        package = OpenPackage(document)
        styles = template_in(package, edited=True).styles
        for name in RUNNING:
            lines = [each for each in _running(package) if style_of(each) == styles[name] and not _is_hers(each)]
            found[name] |= {words_of(each, hers=False) for each in lines}
    return found


def _running(package: OpenPackage) -> Iterator[_Element]:
    """The paragraphs of the headers and footers of a document."""
    for kind, target, _ in package.related(package.document()):
        if kind in ("header", "footer"):
            yield from parse(package.read(target)).iter(w("p"))


def style_of(paragraph: _Element) -> str:
    """The identifier of a paragraph's style; '' where it has none of its own."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return (style.get(w("val")) or "") if style is not None else ""


def _is_hers(element: _Element | None) -> bool:
    return element is not None and element.get(w("rsidR")) == HERS


def words_of(paragraph: _Element, hers: bool = True) -> str:
    """The words of a paragraph without what its fields show, such as the number of the page; without `hers` also
    without what we know to be a person's."""
    words, shown = "", 0
    for each in paragraph.iter():
        if each.tag == w("fldChar"):
            shown += {"begin": 1, "end": -1}.get(each.get(w("fldCharType")) or "", 0)
        elif not hers and _is_hers(each.getparent()):
            continue
        elif not shown and not any(over.tag == w("fldSimple") for over in each.iterancestors()):
            words += (each.text or "") if each.tag == w("t") else "\t" if each.tag == w("tab") and _in_run(each) else ""
    return words


def _in_run(tab: _Element) -> bool:
    parent = tab.getparent()
    return parent is not None and parent.tag == w("r")


def typed_round(paragraph: _Element, ours: Set[str]) -> tuple[str, str] | None:
    """What a person typed before and after our words in a line; None where the words are not ours at all."""
    words = words_of(paragraph)
    held = [each for each in ours if each.strip() and each in words]
    if held:
        before, _, after = words.partition(max(held, key=len))
        return before, after
    return ("", "") if not words.strip() else None
