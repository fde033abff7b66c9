"""The Word file of a report in the slots of a document: the parts that it still refers to, and those of charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.frozen import replace
from compiler.domain.regex import regex
from compiler.render.word.body import Written, in_bytes, leads_beside
from compiler.render.word.by_hand import HERS, Ours
from compiler.render.word.charts import chart_parts
from compiler.render.word.charts.font import base_font
from compiler.render.word.leads import relation_of
from compiler.render.word.opc import OFFICE, OpenPackage, Part, Relation, standing_alone
from compiler.render.word.slots.fill import Filled, Keep, fill
from compiler.render.word.slots.placing import Samples
from compiler.render.word.slots.running import running_parts
from compiler.render.word.slots.samples import samples_of
from compiler.render.word.slots.spots import Opened, open_slots
from compiler.render.word.template import Template, template_in
from compiler.report.blocks import Chart, Report
from compiler.report.slots import Slot

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ALWAYS = (
    "styles", "settings", "numbering", "fontTable", "theme", "webSettings", "footnotes", "endnotes", "comments",
    "commentsExtended", "commentsIds", "commentsExtensible", "people", "glossaryDocument",
)  # fmt: skip
"""What a document needs though its words do not name it."""
_BOUND = "<w:dataBinding "
_ELEMENT = regex(rb"<w:(?:p|r|tr|sectPr)\s[^<>]*:rsid[^<>]*>")
_SESSION = regex(rb'\sw:rsid\w*="(?!%s")[^"]*"' % HERS.encode())


def catalogue_of(report: Report) -> tuple[Slot, ...]:
    """The slots that a report can fill."""
    parts = tuple(Slot(part.key, part.title, "", "part") for part in report.offered)
    return (*parts, *(Slot(fact.key, fact.title, "", "fact") for fact in report.facts))


def document_parts(
    report: Report,
    package: OpenPackage,
    opened: Opened,
    samples: Samples,
    keep: Mapping[int, Keep],
    ours: Ours | None,
) -> Iterator[Part]:
    """Every part of the document but its properties, with its slots filled."""
    base = template_in(package, edited=True)
    done = fill(report, opened, samples, base.styles, keep)
    running = list(running_parts(done, base, ours))
    main = tuple(done.written(opened.root))
    if opened.name.startswith("word/"):
        main = tuple(map(_without_sessions, main))
    charts = [place.relation for place in done.charts.values()]
    beside = relation_of(done.report.parts) if leads_beside(main) else ()
    anew = {each[0] for each in (*charts, *beside)}
    kept = [each for each in _kept(package, opened.name, base, done.own) if each[0] not in anew]
    parts = {each.name: each for relation in kept for each in _closure(package, relation)}
    parts |= {part.name: part for part in base.parts.values()}
    parts |= {part.name: part for part, _ in running}
    parts |= {part.name: part for part in _drawn(done, base)}
    relations = (*kept, *(each for _, each in running if each is not None), *charts, *beside)
    yield Part(opened.name, _MAIN, b"", relations, in_bytes(main))
    yield from map(without_sessions, parts.values())


def _without_sessions(written: Written) -> Written:
    """What is written without the numbers of sessions; a table of ours has none."""
    return _session_less(written.encode()).decode() if isinstance(written, str) and ":rsid" in written else written


def without_sessions(part: Part) -> Part:
    """The part without the numbers by which Word tells in which session each paragraph was typed, but for our own by
    which a person's words in a header are known again."""
    if b":rsid" not in part.data or not part.name.startswith("word/"):
        return part
    return replace(part, data=_session_less(part.data))


def _session_less(data: bytes) -> bytes:
    return _ELEMENT.sub(lambda found: _SESSION.sub(b"", found[0]), data)


def _kept(package: OpenPackage, name: str, base: Template, own: str) -> Iterator[Relation]:
    """The relationships of the document that it still needs, and those with what was added to it."""
    used = set(re.findall(r'\br:\w+="([^"]+)"', own))
    there = set()
    for relation in package.relations(name):
        kind = relation[1].rpartition("/")[2]
        there.add(kind)
        if relation[0] in used or kind in _ALWAYS or (kind == "customXml" and _BOUND in own):
            yield standing_alone(relation)
    for kind, target in base.related.items():
        if kind not in there:
            yield (f"rIdT{kind}", f"{OFFICE}/{kind}", target, False)


def _closure(package: OpenPackage, relation: Relation) -> Sequence[Part]:
    return () if relation[3] or not package.has(relation[2]) else tuple(package.closure(relation[2]))


def _drawn(done: Filled, base: Template) -> Iterator[Part]:
    """The parts of the charts, each with its workbook."""
    font = base_font(base)
    for at, place in done.charts.items():
        chart = done.placing.blocks[at].stand.block
        if isinstance(chart, Chart):
            yield from chart_parts(chart, place, font)


def samples_in(opened: Opened) -> Samples:
    """The sample tables of a template, by slot and by how often it stood before."""
    found, times = {}, dict[str, int]()
    for spot in opened.spots:
        key = spot.slot.key
        times[key] = times.get(key, 0) + 1
        found[key, times[key]] = samples_of(spot.control, opened.styles)
    return found


def has_slots(opened: Opened) -> bool:
    """Whether a document has a place for a report, be it one that cannot be filled."""
    return bool(opened.spots or opened.lost or opened.barred)


def opened_for(report: Report, package: OpenPackage, slots: Sequence[Slot]) -> Opened:
    """A document opened for a report, whose slots are those given or those that the report can fill."""
    return open_slots(package, slots or catalogue_of(report))
