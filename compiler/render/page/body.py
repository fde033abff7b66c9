"""The report's blocks as the main part of a page: what stands on its face, then its contents beside its sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from compiler.domain.language import term
from compiler.render.page.charts import chart_html
from compiler.render.page.markup import Colours, element, escape, words_html
from compiler.render.page.tables import matrix_html, said_html, table_html
from compiler.render.word.body import orientation
from compiler.render.word.contents import Mark, marks, title_position
from compiler.report.blocks import (
    Block,
    Chart,
    Contents,
    Heading,
    Matrix,
    PageBreak,
    Paragraph,
    Report,
    Strong,
    Table,
    Words,
)

_DRAFT = "DRAFT"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its heading's mark if it is one, its own name on the page, and the page's colours."""

    mark: Mark | None
    name: str
    colours: Colours


def main_html(report: Report, colours: Colours) -> str:
    """The page's main part; the contents stand where the report has them."""
    found = marks(report.blocks)
    title = title_position(report.blocks)
    at = next((at for at, block in enumerate(report.blocks) if isinstance(block, Contents)), None)
    opening = [] if title is not None else [element("h1", escape(report.title), id="title"), *_face(report, colours)]
    pieces = [_piece(report, at, found, colours) for at in range(len(report.blocks))]
    if title is not None:
        pieces[title] += "".join(_face(report, colours))
    pieces = [*map(_joined, _listed(report.blocks, pieces))]
    turned = orientation(report.blocks)
    if at is None:
        return "\n".join((*opening, *_turned(pieces, turned)))
    block = report.blocks[at]
    assert isinstance(block, Contents)
    face = element("div", "\n".join((*opening, *filter(None, pieces[:at]))), class_="face")
    body = element("div", "\n".join(_turned(pieces[at + 1 :], turned[at + 1 :])), class_="sections")
    return element("div", f"{face}\n{_contents(report, block, found)}\n{body}", class_="report")


def _turned(pieces: Sequence[str], turned: Sequence[bool]) -> Iterator[str]:
    """The pieces, those together that stand on pages turned sideways when they are printed."""
    for sideways, group in groupby(zip(turned, pieces, strict=True), key=lambda each: each[0]):
        held = [piece for _, piece in group if piece]
        yield from [element("div", "\n".join(held), class_="turned")] if sideways and held else held


def _face(report: Report, colours: Colours) -> Iterator[str]:
    """Under the title: that the report is a draft, and why, unless its blocks say so."""
    told = any(isinstance(block, Paragraph) and _is_draft_mark(block.words) for block in report.blocks)
    if report.draft and not told:
        words = (Strong(term("DRAFT: ")), report.draft)
        yield said_html(element("p", words_html(words, colours)), words, "callout")


def _is_draft_mark(words: Words) -> bool:
    return bool(words) and isinstance(words[0], Strong) and words[0].text.startswith(term(_DRAFT))


def _contents(report: Report, block: Contents, found: Mapping[int, Mark]) -> str:
    """The headings as links within the page."""
    depth = block.depth + (title_position(report.blocks) is None)
    listed = [mark for mark in found.values() if 1 < mark.level <= depth]
    items = "".join(
        element(
            "li", element("a", escape(_words(mark.heading)), href=f"#{mark.bookmark}"), class_=f"level-{mark.level}"
        )
        for mark in listed
    )
    heading = element("p", term("Contents"), id="contents", class_="heading")
    return element("nav", heading + element("ul", items), aria_labelledby="contents") if listed else ""


def _words(heading: Heading) -> str:
    return f"{heading.number} {heading.text}" if heading.number else heading.text


# --- blocks -----------------------------------------------------------------------------------------------------------


def _piece(report: Report, at: int, found: Mapping[int, Mark], colours: Colours) -> str:
    block = report.blocks[at]
    draw = PIECES.get(type(block))
    return draw(block, Place(found.get(at), f"b{at}", colours)) if draw else ""


def _heading(block: Heading, place: Place) -> str:
    assert place.mark is not None
    return element(f"h{place.mark.level}", escape(_words(block)), id=place.mark.bookmark)


def _paragraph(block: Paragraph, place: Place) -> str:
    said = words_html(block.words, place.colours)
    if block.style == "bullet":
        return element("li", said_html(said, block.words))
    if block.style == "callout":
        return said_html(element("p", said), block.words, "callout")
    return said_html(element("p", said, **({} if block.style == "body" else {"class_": block.style})), block.words)


PIECES: Mapping[type, Callable[..., str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Table: lambda block, place: table_html(block, place.name, place.colours),
    Chart: lambda block, place: chart_html(block, place.name, place.colours),
    Matrix: lambda block, place: matrix_html(block, place.name, place.colours),
    Contents: lambda block, place: "",
    PageBreak: lambda block, place: "",
}
"""How each type of block is written; a block of another type is left out, and a test sees to it that there is none."""


def _listed(blocks: Sequence[Block], pieces: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """A group for each block; bullets that follow each other stand in that of the first, and the others are empty."""
    bullets = (isinstance(block, Paragraph) and block.style == "bullet" for block in blocks)
    for bullet, group in groupby(zip(bullets, pieces, strict=True), key=lambda each: each[0]):
        held = [piece for _, piece in group]
        if bullet:
            yield True, held
            yield from ((False, []) for _ in held[1:])
        else:
            yield from ((False, [piece]) for piece in held)


def _joined(group: tuple[bool, list[str]]) -> str:
    bullets, held = group
    return element("ul", "\n".join(held)) if bullets else "".join(held)
