"""What stands at the head and foot of every page: the title, that it is a draft, the notice, the page's number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.regex import regex
from compiler.render.word.by_hand import HERS, Ours, style_of, typed_round
from compiler.render.word.markup import StyleIds, field, run
from compiler.render.word.measure import line_width
from compiler.render.word.opc import OFFICE, Part, parse, serial, w
from compiler.render.word.styles import POINTS, R, W
from compiler.render.word.template import Template
from compiler.report.blocks import Report

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGES = 2000
"""What the number of the page takes of the foot, with the room before it, in twentieths of a point."""
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_EMPTY = {"header": f'<w:hdr xmlns:w="{W}" xmlns:r="{R}"/>', "footer": f'<w:ftr xmlns:w="{W}" xmlns:r="{R}"/>'}


@dataclass(frozen=True, slots=True)
class Furniture:
    """One header or footer of ours: its part, and the reference by which sections ask for it."""

    part: Part
    kind: str
    place: str
    turned: bool

    @property
    def identifier(self) -> str:
        """The identifier of its relationship."""
        return f"rIdF{self.kind[0]}{self.place[0]}{int(self.turned)}"

    @property
    def reference(self) -> str:
        """The reference to it as it stands in a section's properties."""
        return f'<w:{self.kind}Reference w:type="{self.place}" r:id="{self.identifier}"/>'

    @property
    def relation(self) -> tuple[str, str, str, bool]:
        """The document's relationship with it."""
        return (self.identifier, f"{OFFICE}/{self.kind}", self.part.name, False)


def furniture(report: Report, template: Template) -> tuple[Furniture, ...]:
    """The headers and footers of the first page, of the pages that follow, and of landscape pages.

    The template's own are kept, with their pictures; in them the paragraphs in the styles 'Running title', 'Running
    notice' and 'Running footer' are filled in, and added where they are missing.
    """
    return tuple(_furniture(report, template))


def _furniture(report: Report, template: Template) -> Iterator[Furniture]:
    for kind, place, turned in (
        ("header", "first", False),
        ("header", "default", False),
        ("footer", "first", False),
        ("footer", "default", False),
        ("footer", "default", True),
    ):
        lines = lines_of(report, f"{kind} {place}", template.page.width_for(turned))
        source = template.furniture.get(f"{kind} {place}") or template.furniture.get(f"{kind} default")
        name = f"word/{kind}_{place}{'_landscape' if turned else ''}.xml"
        root = parse(source.data if source else _EMPTY[kind].encode())
        filled(root, lines, template.styles)
        data = serial(root)
        yield Furniture(Part(name, furniture_type(kind), data, source.relations if source else ()), kind, place, turned)


_PLACES = regex(r"(\{pages?\})")
_FIELDS = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}


def empty(kind: str) -> _Element:
    """A header or a footer with nothing in it."""
    return parse(_EMPTY[kind].encode())


def furniture_type(kind: str) -> str:
    """The content type of a header or a footer."""
    return _TYPE.format(kind)


def lines_of(report: Report, place: str, width: int) -> dict[str, str]:
    """The words of a header or footer by the styles of their paragraphs; `place` is such as 'header first', `width`
    that of the words in twentieths of a point."""
    if place.startswith("footer"):
        return {"running footer": _foot(report, width)}
    notice = " · ".join(part for part in (term("DRAFT") if report.draft else "", report.notice) if part)
    return {
        "running title": "" if place == "header first" else run(_in_lines(report.running or report.title, width)),
        "running notice": run(notice) if notice else "",
    }


def _foot(report: Report, width: int) -> str:
    words = report.footer or ", ".join(part for part in (report.council, report.department) if part)
    words = _in_lines(_short(words, report, width - _PAGES), width - _PAGES)
    pages = "".join(_FIELDS.get(each) or run(each) for each in _PLACES.split(term("Page {page} of {pages}")) if each)
    tabs = f'<w:pPr><w:tabs><w:tab w:val="clear" w:pos="9026"/><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
    return f"{tabs}{run(words + chr(9))}{pages}"


def _short(words: str, report: Report, width: int) -> str:
    """The words of the foot; without those after the colon if they have no room and stand at the head of the page."""
    whose, _, what = words.rpartition(": ")
    return whose if line_width(words, POINTS) > width and what in (report.running or report.title) and whose else words


def _in_lines(words: str, width: int) -> str:
    """Words on one line, or with a line's end at the last colon before which they have room."""
    parts = words.split(": ")
    heads = [": ".join(parts[:count]) for count in range(len(parts), 0, -1)]
    fits = next((head for head in heads if line_width(head, POINTS) <= width), words)
    return words if fits == words else f"{fits}\n{words[len(fits) + 2 :]}"


def filled(root: _Element, lines: Mapping[str, str], styles: StyleIds, ours: Ours | None = None) -> None:
    """Puts lines of words into a header or footer, in the paragraphs that have their styles.

    `ours` are the words of such lines as we wrote them last: what a person typed round them stays, and so does a line
    that has none of them, with ours below it, unless she lets it go.
    """
    for name, words in lines.items():
        found = [each for each in root.iter(w("p")) if style_of(each) == styles[name]]
        typed = [typed_round(each, ours.of(name)) if ours is not None else ("", "") for each in found]
        if ours is not None and ours.lets_go(name):
            found, typed = _without_hers(found, typed)
        placed = [_replace(each, words, styles[name], hers) for each, hers in zip(found, typed, strict=True)]
        if not any(placed) and words:
            root.append(_line(words, styles[name]))
    if not len(root):
        root.append(_line("", styles["running title"]))


Hers = tuple[str, str] | None


def _without_hers(lines: Sequence[_Element], typed: Sequence[Hers]) -> tuple[list[_Element], list[Hers]]:
    """The lines that are ours, with nothing round them; those that a person wrote whole are taken out."""
    kept = []
    for each, hers in zip(lines, typed, strict=True):
        parent = each.getparent()
        if hers is None and parent is not None and not _must_stay(each, parent):
            parent.remove(each)
        else:
            kept.append(each)
    return kept, [("", "")] * len(kept)


def _must_stay(line: _Element, parent: _Element) -> bool:
    """Whether it is the one paragraph of a cell of a layout table."""
    return parent.tag == w("tc") and len(parent.findall(w("p"))) == 1


def _replace(paragraph: _Element, words: str, style: str, typed: Hers) -> bool:
    """Puts our words for the paragraph's, between what a person typed round them, or takes it out; a cell of a layout
    table keeps its last paragraph.

    False for a line that is left as a person wrote it.
    """
    parent = paragraph.getparent()
    assert parent is not None
    if typed is None:
        paragraph.set(w("rsidR"), HERS)
        return False
    if words or any(typed) or _must_stay(paragraph, parent):
        line = _line(words, style, *typed)
        parent.replace(paragraph, line)
        if any(typed) and not words:
            # Nothing but hers is left in it.
            line.set(w("rsidR"), HERS)
    else:
        parent.remove(paragraph)
    return True


def _line(words: str, style: str, before: str = "", after: str = "") -> _Element:
    properties, runs = "", words
    if words.startswith("<w:pPr>"):
        properties, runs = words[len("<w:pPr>") :].split("</w:pPr>", 1)
    first, last = (run(each).replace("<w:r>", f'<w:r w:rsidR="{HERS}">', 1) if each else "" for each in (before, after))
    runs = f"{first}{runs}{last}"
    return parse(f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'.encode())
