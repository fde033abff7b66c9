"""A report put into the slots of a document: its parts where the officer has placed them, all else left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, zip_longest
from typing import TYPE_CHECKING, Protocol

from compiler.domain.frozen import dataclass, replace
from compiler.domain.regex import regex
from compiler.render.word.body import Written, chart_places, joined, own_space, pieces_of, spaced
from compiler.render.word.charts import ChartPlace
from compiler.render.word.contents import Mark, marks_among
from compiler.render.word.markup import Para, StyleIds, fact_runs
from compiler.render.word.opc import serial
from compiler.render.word.slots.clearing import (
    SLOT,
    clear,
    marked,
    number_controls,
    numbers_of,
    silence,
    spanned,
    sweep,
    without_our_marks,
)
from compiler.render.word.slots.controls import FACT_BOOKMARK, own_name
from compiler.render.word.slots.placing import Placing, Samples, place
from compiler.render.word.slots.samples import own_xml
from compiler.render.word.slots.sections import shut
from compiler.render.word.slots.spots import Opened
from compiler.render.word.tables import Drawn, Piece
from compiler.report.blocks import Report

if TYPE_CHECKING:
    from lxml.etree import _Element


class Keep(Protocol):
    """For a slot that was edited by hand: called with what the report gives for it, as XML, it gives what shall stand
    there."""

    @property
    def own(self) -> Sequence[_Element]:
        """What a person has made of the slot, which may stay in it."""
        ...

    def __call__(self, fresh: str) -> str:
        """What shall stand in the slot, as XML."""
        ...


_PLACE = regex(rf"<\?{SLOT} (\d+)\?>")
_FIRST = regex(r"<w:p(?: [^>]*)?>(?:<w:pPr/>|<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_CHART_ID = regex(r"rIdC(\d+)")


@dataclass(frozen=True, slots=True)
class Filled:
    """A document whose slots are filled: the report as it stands there, the charts' places, and the words of the slots
    by their numbers; `own` is the main part as text without the words that are ours."""

    placing: Placing
    charts: Mapping[int, ChartPlace]
    opened: Opened
    words: Mapping[int, Sequence[Written]]
    own: str

    @property
    def report(self) -> Report:
        """The report in the order of the document."""
        return self.placing.report

    def written(self, root: _Element) -> Iterator[Written]:
        """A part of the document with the words of its slots in their places."""
        _with_prefixes(root)
        pieces = _PLACE.split(serial(root).decode())
        for own, number in zip_longest(pieces[::2], pieces[1::2]):
            yield own
            yield from self.words.get(int(number), ()) if number else ()


def fill(report: Report, opened: Opened, samples: Samples, styles: StyleIds, keep: Mapping[int, Keep]) -> Filled:
    """Fills the slots of a document that is open; those numbered in `keep` get what stands there from it."""
    placing = place(report, opened, samples, styles)
    without_our_marks(opened)
    kept = [spot for spot in opened.spots if spot.number in keep]
    held = "".join(own_xml(each) for spot in kept for each in keep[spot.number].own)
    looks = {spot.number: clear(spot, opened.styles) for spot in opened.spots}
    for found in (*opened.lost, *(control for control, _ in opened.barred)):
        silence(found, opened.styles, styles["section end"])
    for stray in opened.strays:
        sweep(stray, styles["section end"])
    number_controls((opened.root, *opened.running.values()))
    own = serial(opened.root).decode() + held
    charts = chart_places(placing.stands, _taken(opened, own))
    free = count(1 + max((*numbers_of(opened.root), *_numbers_in(held)), default=0))
    words = {**_blocks(placing, opened, styles, charts, free), **_facts(placing.report, opened, styles, looks)}
    _shut_empty(placing, opened, free)
    by_hand = {number: keep[number](_xml(words[number])) for number in keep if number in words}
    words |= {number: (said,) for number, said in by_hand.items()}
    marks = _marks_of_slots(opened, free)
    _span_facts(opened, free)
    whole = {at: _spanned(said, *marks[at]) if at in marks else said for at, said in words.items()}
    return Filled(placing, charts, opened, whole, own + "".join(by_hand.values()))


def _xml(written: Iterable[Written]) -> str:
    return "".join(each if isinstance(each, str) else each.xml() for each in written)


def _numbers_in(held: str) -> Iterator[int]:
    return (int(each) for each in re.findall(r"<w:bookmarkStart [^>]*w:id=\"(\d{1,9})\"", held))


def _taken(opened: Opened, own: str) -> frozenset[int]:
    """The numbers that a chart of ours cannot have, because a drawing or part of the officer's has it."""
    targets = {identifier: target for _, target, identifier in opened.package.related(opened.name)}
    used = [identifier for identifier in targets if f'"{identifier}"' in own]
    numbers = [found[1] for each in used for found in (re.search(r"chart(\d+)\.xml$", targets[each]),) if found]
    numbers += _CHART_ID.findall(" ".join(used))
    drawn = (int(each) - 1000 for each in re.findall(r"<\w+:docPr [^>]*?\bid=\"(\d{1,9})\"", own))
    return frozenset((*map(int, numbers), *drawn))


# --- the words of slots for blocks ------------------------------------------------------------------------------------


def _blocks(
    placing: Placing, opened: Opened, styles: StyleIds, charts: Mapping[int, ChartPlace], free: Iterator[int]
) -> dict[int, Sequence[Written]]:
    """What stands in each slot for blocks by its number; one that nothing fills has a line that takes no room."""
    stands = placing.stands
    found = marks_among([stand.block for stand in stands], next(free))
    for _ in found:
        next(free)
    _mark_headings(placing, found)
    drawn = list(pieces_of(placing.report, stands, styles, found, charts))
    groups = _grouped(placing, drawn, styles)
    nothing = Para(styles["section end"], "").xml()
    slots = [spot for spot in opened.spots if spot.slot.kind != "fact"]
    return {spot.number: tuple(joined(groups.get(spot.number, ()), styles)) or (nothing,) for spot in slots}


def _mark_headings(placing: Placing, found: Mapping[int, Mark]) -> None:
    """Bookmarks the officer's own headings, so that the contents lead to them too."""
    for at, each in enumerate(placing.blocks) if placing.has_contents else ():
        if each.heading is not None:
            marked(each.heading, found[at].bookmark, found[at].number)


def _grouped(placing: Placing, drawn: Sequence[Sequence[Piece]], styles: StyleIds) -> dict[int, list[Piece]]:
    """The pieces of each slot by its number, set off from tables above them; its last one holds on to what ends the
    section, which would be alone on an empty page, and a table at its end is followed by a line that takes no room."""
    flat = [(at, piece) for at, pieces in enumerate(drawn) for piece in pieces]
    apart = spaced(((False, piece) for _, piece in flat), own_space(styles))
    groups: dict[int, list[Piece]] = {}
    ending = {each.spot.number for each in placing.blocks if each.spot is not None and each.stand.ends}
    for (at, whole), (_, piece) in zip(flat, apart, strict=True):
        placed = placing.blocks[at]
        if placed.spot is not None:
            holds = placed.stand.ends and whole is drawn[at][-1]
            held = replace(piece, keep_next=True) if holds and isinstance(piece, Para) else piece
            groups.setdefault(placed.spot.number, []).append(held)
    for number, group in groups.items():
        if isinstance(group[-1], Drawn):
            group.append(Para(styles["section end"], "", keep_next=number in ending))
        group[:1] = _led(group[0], styles)
    return groups


def _led(first: Piece, styles: StyleIds) -> tuple[Piece, ...]:
    """What stands first in a slot; a field or words that stand out are led by a line that takes no room there, or
    LibreOffice, which makes the control one of its first words, shows the field's code and the words plain."""
    if not isinstance(first, Para) or not ("<w:fldChar " in first.runs or first.runs.startswith("<w:r><w:rPr>")):
        return (first,)
    line = Para(styles["section end"], "", keep_next=True, page_break=first.page_break)
    return line, replace(first, page_break=False)


def _spanned(said: Sequence[Written], start: str, end: str) -> Sequence[Written]:
    """The words of a slot with the ends of a bookmark in their first and last paragraphs; LibreOffice loses one that
    stands between paragraphs."""
    first = _FIRST.match(said[0]) if isinstance(said[0], str) else None
    last = said[-1]
    if first is None or "<w:pPrChange" in first[0] or isinstance(last, Drawn) or not last.endswith("</w:p>"):
        return start, *said, end
    begun = (f"{first[0]}{start}", first.string[first.end() :], *said[1:])
    return *begun[:-1], f"{str(begun[-1]).removesuffix('</w:p>')}{end}</w:p>"


def _marks_of_slots(opened: Opened, free: Iterator[int]) -> dict[int, tuple[str, str]]:
    """For each slot for blocks the two ends of the bookmark round its words by which it can be made whole."""
    times: dict[str, int] = {}
    found = {}
    for spot in opened.spots:
        if spot.slot.kind != "fact":
            times[spot.slot.key] = times.get(spot.slot.key, 0) + 1
            number, name = next(free), own_name(spot.slot.key, times[spot.slot.key])
            start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            found[spot.number] = (start, f'<w:bookmarkEnd w:id="{number}"/>')
    return found


def _span_facts(opened: Opened, free: Iterator[int]) -> None:
    """Puts a bookmark round each fact of the body, by which it is known again where its title is lost."""
    times: dict[str, int] = {}
    for spot in opened.spots:
        element, key = spot.control.element, spot.slot.key
        if spot.slot.kind == "fact" and spot.control.around == "words" and opened.body in element.iterancestors():
            times[key] = times.get(key, 0) + 1
            spanned(element, own_name(key, times[key], FACT_BOOKMARK), next(free))


# --- facts, and sections without anything in them ---------------------------------------------------------------------


def _facts(report: Report, opened: Opened, styles: StyleIds, looks: Mapping[int, str]) -> dict[int, Sequence[str]]:
    """The XML of each fact by its slot's number; nothing for one that the report does not tell."""
    known = {fact.key: fact.words for fact in report.facts}
    return {
        spot.number: (fact_runs(known.get(spot.slot.key, ()), styles, looks[spot.number]),)
        for spot in opened.spots
        if spot.slot.kind == "fact"
    }


def _shut_empty(placing: Placing, opened: Opened, free: Iterator[int]) -> None:
    """Makes sections take no page whose slots nothing fills and that have no words of their own."""
    printed = {each.section for each in placing.blocks}
    slotted = {step.section for step in opened.steps if step.spot is not None}
    empty = [at for at in range(len(opened.sections)) if at in slotted and at not in printed]
    shut(opened.sections, empty, free)


def _with_prefixes(root: _Element) -> None:
    """Declares at the head of a part the spaces that our words use, in a file that names them otherwise."""
    from lxml import etree

    from compiler.render.word.styles import R, W

    if root.nsmap.get("w") != W or root.nsmap.get("r") != R:
        kept = [prefix for prefix in root.nsmap if prefix]
        etree.cleanup_namespaces(root, top_nsmap={"w": W, "r": R}, keep_ns_prefixes=kept)
