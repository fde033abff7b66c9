"""The officer's words, block by block; a blank block is a gap that only the officer can fill."""

from __future__ import annotations

from typing import Literal

from compiler.domain.language import term
from compiler.domain.period import say_month
from compiler.domain.record import Entry, State
from compiler.domain.text import fold
from compiler.profile.model import Block as NarrativeBlock
from compiler.report.blocks import Figure, Heading, Paragraph, ToWrite
from compiler.report.telling import Blocks, Section, Telling

SUMMARY = ("purpose", "contents", "relevance", "decision_type", "route", "decision")
"""The blocks of the summary, in the order in which they are printed."""
CLOSING = ("activities", "update", "recommendations", "contact")
"""The blocks that close the report."""
PLACED = (*SUMMARY, "background", *CLOSING)
"""The blocks that every format's report has a place for; a format adds others after them."""
_STATED = {State.NOT_PUBLISHED: "Not published.", State.NOT_APPLICABLE: "Not applicable.", State.NONE: "None."}


def narrative(key: str, level: int = 2, prefix: str = "") -> Section:
    """A section of the officer's words under the name of their block; nothing where the format has no such block."""

    def section(telling: Telling) -> Blocks:
        block = telling.block(key)
        if block is None:
            return ()
        said = words_of(telling, block)
        counted: Literal["summary", "section"] = "summary" if prefix else "section"
        heading = Heading(level, _title(telling, block), f"{prefix}{key}", counted=counted)
        return (heading, *said) if said else ()

    return section


def _title(telling: Telling, block: NarrativeBlock) -> str:
    ending = (
        term(" for the period ending {month}", month=say_month(telling.view.period.last_day))
        if block.key == "update"
        else ""
    )
    return block.name + ending


def words_of(telling: Telling, block: NarrativeBlock) -> tuple[Paragraph, ...]:
    """The words set or returned for a block, a paragraph for each line; a gap where one that is required is blank."""
    settled = telling.profile.report.words.get(block.key, "")
    if settled:
        return tuple(Paragraph((line.strip(),)) for line in telling.filled(settled).splitlines() if line.strip())
    entry = _entry(telling, block)
    if entry is not None and entry.given and entry.raw.strip():
        lines = [line.strip() for line in entry.raw.splitlines() if line.strip()]
        return tuple(Paragraph((Figure(line, (entry.origin,), "as written", entry.raw),)) for line in lines)
    if entry is not None and entry.state in _STATED:
        return (Paragraph((term(_STATED[entry.state]),)),)
    if block.key == "contact" and telling.profile.report.contact:
        return (Paragraph((telling.profile.report.contact,)),)
    return (Paragraph((ToWrite(block.prompt or block.name),)),) if block.required else ()


def _entry(telling: Telling, block: NarrativeBlock) -> Entry | None:
    held = telling.view.narrative
    record = held.get(fold(block.name)) or held.get(fold(block.key))
    return record.entry("text") if record else None
