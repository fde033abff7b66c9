"""The glossary: the acronyms that the report uses, with the meanings that the council's documents give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.report.blocks import Block, Heading, PageBreak, Paragraph, Table, TableColumn, say
from compiler.report.telling import Blocks, Telling


def glossary(telling: Telling, letter: str, told: Iterable[Block]) -> Blocks:
    """The acronyms of the profile's glossary that stand in the blocks, in alphabetical order; nothing where none do."""
    text = "\n".join(all_words(told))
    used = sorted((short for short in telling.profile.glossary if _stands_in(short, text)), key=str.casefold)
    if not used:
        return ()
    table = Table(
        caption=f"Table {telling.table}: Abbreviations used in this report",
        columns=(TableColumn("Abbreviation", 1.0), TableColumn("Meaning", 3.0)),
        rows=tuple(((short,), (telling.profile.glossary[short],)) for short in used),
        description="Abbreviations used in this report and what they stand for.",
        key="glossary",
    )
    return PageBreak(), Heading(2, f"Appendix {letter}: abbreviations", "glossary"), table


def _stands_in(short: str, text: str) -> bool:
    """Whether an acronym stands in the text as a word of its own, also in the plural ('SLAs')."""
    return re.search(rf"(?<!\w){re.escape(short)}s?(?!\w)", text) is not None


def all_words(blocks: Iterable[Block]) -> Iterator[str]:
    """Everything that the blocks say, piece by piece."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            yield say(block.words)
        elif isinstance(block, Table):
            yield block.caption
            yield from (column.heading for column in block.columns)
            yield from (say(cell) for row in block.rows for cell in row)
            yield say(block.note)
