"""Every part of a report that an officer can place: whole sections, what stands within them, tables and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compiler.report.amendments import AMENDMENTS, amendments
from compiler.report.appendices import appendix
from compiler.report.blocks import Chart, Contents, Heading, Part
from compiler.report.charts import figures_of
from compiler.report.corrections import CORRECTIONS, corrections
from compiler.report.exceptions import exceptions
from compiler.report.glossary import GLOSSARY, glossary
from compiler.report.key_points import KEY_POINTS, key_points
from compiler.report.narrative import CLOSING, narrative
from compiler.report.partial import DRAFT, conflicts, partial
from compiler.report.plans import plans
from compiler.report.progress import progress
from compiler.report.questions import QUESTIONS, questions
from compiler.report.risks import risks
from compiler.report.slots import KINDS, OWN_WORDS, Slot, own_blocks, slots_of, words_key
from compiler.report.sources import SOURCES, sources
from compiler.report.standing import EXCEPTIONS
from compiler.report.summary import face, summary
from compiler.report.telling import Blocks, Section, Telling
from compiler.report.within import within

SECTIONS: Mapping[str, Section] = {
    "face": face,
    DRAFT: lambda telling: (),
    "partial": partial,
    "conflicts": conflicts,
    CORRECTIONS: corrections,
    KEY_POINTS: key_points,
    "summary": summary,
    "contents": lambda telling: (Contents(),),
    "purpose": narrative("purpose"),
    "background": narrative("background"),
    EXCEPTIONS: exceptions,
    "progress": progress,
    "plans": plans,
    "risks": risks,
    QUESTIONS: questions,
    **{key: narrative(key) for key in CLOSING},
    AMENDMENTS: amendments,
    **{f"appendix-{kind.value}s": appendix(kind) for kind in KINDS},
    SOURCES: sources,
    GLOSSARY: glossary,
}
"""How each whole section is told; the mark of a draft is told when the report is arranged."""

_PAGES = (KEY_POINTS, "summary", "contents", GLOSSARY)
_SHORT = 3
"""A summary of fewer parts takes no page of its own, and neither do the contents behind it."""


def offered(telling: Telling) -> tuple[Part, ...]:
    """Every part that this report offers, without numbers; a slot that nothing fills has no blocks."""
    sections = {key: tell(telling) for key, tell in SECTIONS.items()}
    own = {words_key(key): narrative(key)(telling) for key in own_blocks(telling.profile)}
    sections |= {**own, OWN_WORDS: tuple(block for blocks in own.values() for block in blocks)}
    charts = [block for blocks in sections.values() for block in blocks if isinstance(block, Chart)]
    sections["appendix-charts"] = figures_of(charts)
    held = {**within(telling, sections), **sections}
    short = 0 < sum(isinstance(block, Heading) for block in sections["summary"]) <= _SHORT
    pages = [key for key in _PAGES if not short or key not in ("summary", "contents")]
    slots = (slot for slot in slots_of(telling.profile) if slot.kind != "fact")
    return tuple(_part(slot, held.get(slot.key, ()), pages) for slot in slots)


def _part(slot: Slot, blocks: Blocks, pages: Sequence[str]) -> Part:
    turned = slot.key.startswith("appendix-") and slot.kind == "part"
    return Part(slot.key, slot.title, blocks, "turned" if turned else "new" if slot.key in pages else "same")
