"""What the officer has written in the Word report itself is no longer to be written."""

from __future__ import annotations

from collections.abc import Container

from compiler.domain.frozen import replace
from compiler.report.blocks import Block, Inline, Paragraph, Part, Report, Table, ToWrite, Words, is_settled


def with_written(report: Report, written: Container[str]) -> Report:
    """The report without the gaps that were filled in Word: `written` holds what they asked for.

    Their words stay, so that what was there is known; they no longer make the report a draft once it is arranged.
    """

    def told(words: Words) -> Words:
        return tuple(_told(inline, written) for inline in words)

    def block_told(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, words=told(block.words))
        if isinstance(block, Table) and not is_settled(block):
            return replace(block, rows=tuple(tuple(told(cell) for cell in row) for row in block.rows))
        return block

    def part_told(part: Part) -> Part:
        return replace(part, blocks=tuple(block_told(block) for block in part.blocks))

    return replace(
        report,
        parts=tuple(map(part_told, report.parts)),
        offered=tuple(map(part_told, report.offered)),
        facts=tuple(replace(fact, words=told(fact.words)) for fact in report.facts),
    )


def _told(inline: Inline, written: Container[str]) -> Inline:
    return inline.text if isinstance(inline, ToWrite) and inline.what in written else inline
