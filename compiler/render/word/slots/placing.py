"""Every block of a report in the place that the officer gave it, between her own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass, replace
from compiler.domain.regex import regex
from compiler.render.word.body import Stand
from compiler.render.word.contents import Typed
from compiler.render.word.markup import StyleIds
from compiler.render.word.opc import w
from compiler.render.word.slots.controls import text_of
from compiler.render.word.slots.samples import Sample
from compiler.render.word.slots.spots import Opened, Spot, Step
from compiler.render.word.tables import Look
from compiler.report.arrange import arranged
from compiler.report.blocks import Block, Contents, Paragraph, Part, Report, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

Samples = Mapping[tuple[str, int], Sequence[Sample]]
"""The sample tables of each slot, by its key and by how often it stood before, counted from 1."""
_NUMBER = regex(r"(\d+(?:\.\d+)*[.)]?)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place: the slot that it stands in (None for the officer's own words), its section's number, and
    for a heading of her own the paragraph."""

    stand: Stand
    spot: Spot | None
    section: int
    heading: _Element | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """A report as a document arranges it, block by block."""

    report: Report
    blocks: tuple[Placed, ...]

    @property
    def stands(self) -> tuple[Stand, ...]:
        """The blocks alone."""
        return tuple(each.stand for each in self.blocks)

    @property
    def has_contents(self) -> bool:
        """Whether the paper lists its headings."""
        return any(isinstance(each.stand.block, Contents) for each in self.blocks)


def place(report: Report, opened: Opened, samples: Samples, styles: StyleIds) -> Placing:
    """The report with its parts where the document has slots for them, numbered in that order."""
    facts = [spot.slot.key for spot in opened.spots if spot.slot.kind == "fact"]
    stands_so = [part.key for part in report.parts] == list(opened.places)
    told = report if stands_so else arranged(report, opened.places, facts)
    way = _Way(iter(told.parts), samples, styles)
    for step in opened.steps:
        way.follow(step, opened.sections[step.section].turned)
    return Placing(told, tuple(_ended(way.blocks)))


class _Way:
    """Lays the parts along the way through the document."""

    def __init__(self, parts: Iterator[Part], samples: Samples, styles: StyleIds) -> None:
        self.parts, self.samples, self.styles = parts, samples, styles
        self.blocks: list[Placed] = []
        self.times: dict[str, int] = {}

    def follow(self, step: Step, turned: bool) -> None:
        """One step: the blocks of a slot, or the officer's own words."""
        if step.spot is not None:
            self._part(next(self.parts), step, step.spot, turned)
        elif not is_blank(step.element):
            heading = step.element if step.level else None
            self.blocks.append(Placed(Stand(_own(step), turned, step.width, own=True), None, step.section, heading))

    def _part(self, part: Part, step: Step, spot: Spot, turned: bool) -> None:
        self.times[part.key] = number = self.times.get(part.key, 0) + 1
        samples = self.samples.get((part.key, number)) or self.samples.get((part.key, 1)) or ()
        look: Callable[[Table], Look | None] | None = partial(_look, samples, self.styles) if samples else None
        begun = any(each.section == step.section for each in self.blocks)
        breaks = (part.page == "new" and begun) or _breaks(step.element)
        for at, block in enumerate(part.blocks):
            stand = Stand(block, turned, step.width, new_page=breaks and at == 0, look=look)
            self.blocks.append(Placed(stand, spot, step.section))


def _own(step: Step) -> Block:
    """What stands for the officer's own words among the blocks."""
    if step.level:
        text = " ".join(text_of(step.element).split())
        number = _NUMBER.match(text)
        return Typed(step.level, text[number.end() :], number=number[1]) if number else Typed(step.level, text)
    return Table("", (), ()) if step.element.tag == w("tbl") else Paragraph(())


def is_blank(element: _Element) -> bool:
    """Whether a paragraph prints nothing."""
    drawn = (w("t"), w("drawing"), w("pict"), w("object"), w("sym"), w("fldSimple"), w("instrText"))
    spoken = (each.tag != w("t") or (each.text or "").strip() for each in element.iter(*drawn))
    return element.tag == w("p") and not any(spoken)


def _look(samples: Sequence[Sample], styles: StyleIds, table: Table) -> Look | None:
    return next((look for each in samples if (look := each.look(table, styles)) is not None), None)


def _breaks(slot: _Element) -> bool:
    """Whether the officer has set the slot's first paragraph to begin a new page."""
    first = next(slot.iter(w("p")), None)
    return first is not None and first.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None


def _ended(blocks: Sequence[Placed]) -> Iterator[Placed]:
    """The blocks, with those marked that end a section."""
    for at, each in enumerate(blocks):
        ends = at == len(blocks) - 1 or blocks[at + 1].section != each.section
        yield replace(each, stand=replace(each.stand, ends=True)) if ends else each


def unfit(placing: Placing, spot: Spot, samples: Sequence[Sample]) -> Iterator[Sample]:
    """The samples of a slot that none of the tables there fits."""
    tables = [each.stand.block for each in placing.blocks if each.spot is spot and isinstance(each.stand.block, Table)]
    for sample in samples:
        if tables and all(sample.look(table, {}) is None for table in tables):
            yield sample
