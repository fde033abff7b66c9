"""Numbers of sections, tables, charts and appendices, given in the order in which the parts of a paper stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.frozen import dataclass, replace
from compiler.domain.language import term
from compiler.report.blocks import Block, Chart, Heading, Matrix, Mention, Part, Table

Named = tuple[str, str]
"""The kind and the key of what a sentence can mention."""


@dataclass(frozen=True, slots=True)
class OwnHeading:
    """A heading that the officer typed herself between the parts; `numbered` if she put a number in front of it."""

    level: int
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Labels:
    """What everything in a paper is called: for each part by the key of what stands in it, and for the paper as a
    whole; 'Table 3', 'Appendix B', 'section 3.1'."""

    parts: tuple[Mapping[Named, str], ...]
    paper: Mapping[Named, str]

    def of(self, mention: Mention, part: int) -> str:
        """What is mentioned in a part is called; that of the same part goes before that of another. '' for nowhere."""
        named = (mention.kind, mention.key)
        return self.parts[part].get(named) or self.paper.get(named, "")


class _Counter:
    """How far the numbers have got; `under` is what kind of heading of level 2 stands above."""

    def __init__(self) -> None:
        self.tables = self.charts = self.appendices = self.sections = self.below = 0
        self.under = ""
        self.labels: list[dict[Named, str]] = []


def numbered(placed: Sequence[Part | OwnHeading]) -> tuple[tuple[Part, ...], Labels]:
    """The parts with numbers on their headings and captions, and what everything is called now.

    A part of a section that stands alone becomes a section of its own, unless the officer's own heading stands above.
    """
    counter, parts = _Counter(), []
    for place in placed:
        if isinstance(place, OwnHeading):
            _count_own(counter, place)
        else:
            counter.labels.append({})
            blocks = tuple(_number(counter, block) for block in _raised(counter, place.blocks))
            parts.append(replace(place, blocks=blocks))
    paper: dict[Named, str] = {}
    for labels in counter.labels:
        paper = labels | paper
    return tuple(parts), Labels(tuple(counter.labels), paper)


def _count_own(counter: _Counter, own: OwnHeading) -> None:
    if own.level <= 2:
        counter.sections += own.numbered
        counter.below, counter.under = 0, "own" if own.numbered else "unnumbered"
    elif own.numbered:
        counter.below += 1


def _raised(counter: _Counter, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with their headings a level higher where they begin below a section and no heading stands above."""
    first = next((block for block in blocks if isinstance(block, Heading)), None)
    alone = first is not None and first.level > 2 and first.counted and counter.under not in ("own", "unnumbered")
    for block in blocks:
        yield _higher(block) if alone and isinstance(block, Heading) else block


def _higher(heading: Heading) -> Heading:
    return replace(heading, level=heading.level - 1, counted="section" if heading.counted else "")


def _number(counter: _Counter, block: Block) -> Block:
    if isinstance(block, Heading):
        return _number_heading(counter, block)
    if isinstance(block, Table | Matrix) and block.caption:
        counter.tables += 1
        return replace(
            block, caption=_captioned(counter, "table", term("Table {number}", number=counter.tables), block)
        )
    if isinstance(block, Chart) and block.caption:
        counter.charts += 1
        return replace(
            block, caption=_captioned(counter, "chart", term("Chart {number}", number=counter.charts), block)
        )
    return block


def _captioned(counter: _Counter, kind: str, label: str, block: Table | Matrix | Chart) -> str:
    counter.labels[-1].setdefault((kind, block.key), label)
    return f"{label}: {block.caption}"


def _number_heading(counter: _Counter, heading: Heading) -> Heading:
    if heading.counted == "appendix":
        counter.appendices += 1
        counter.under = "appendix"
        label = term("Appendix {letter}", letter=letters(counter.appendices))
        counter.labels[-1].setdefault(("appendix", heading.anchor), label)
        return replace(heading, text=f"{label}: {heading.text}")
    number = _section_number(counter, heading)
    if number:
        counter.labels[-1].setdefault(("section", heading.anchor), term("section {number}", number=number))
    return replace(heading, number=number or heading.number)


def _section_number(counter: _Counter, heading: Heading) -> str:
    """The number of a section, of a part of it, or of a part of the summary; '' for a heading that has none."""
    if heading.level <= 2:
        counter.sections += heading.counted == "section"
        counter.below, counter.under = 0, heading.counted
        return str(counter.sections) if heading.counted == "section" else ""
    if not heading.counted or (heading.counted == "section" and counter.under == "unnumbered"):
        return ""
    counter.below += 1
    plain = heading.counted == "summary" and counter.under != "own"
    return str(counter.below) if plain else f"{counter.sections}.{counter.below}"


def letters(number: int) -> str:
    """The letter of an appendix: A for 1, Z for 26, AA for 27."""
    before, last = divmod(number - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)
