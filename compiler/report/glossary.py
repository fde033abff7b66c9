"""The glossary: the acronyms that the report uses, with the meanings that the council's documents give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from compiler.report.blocks import Block, Chart, Heading, Matrix, PageBreak, Paragraph, Table, TableColumn, say
from compiler.report.telling import Blocks, Telling


def glossary(telling: Telling, letter: str, told: Iterable[Block]) -> Blocks:
    """The acronyms of the profile's glossary that stand in the blocks, in alphabetical order; nothing where none do."""
    table = abbreviations(telling.profile.glossary, telling.table, told, "report")
    if table is None:
        return ()
    return PageBreak(), Heading(2, f"Appendix {letter}: abbreviations", "glossary"), table


def abbreviations(meanings: Mapping[str, str], number: int, told: Iterable[Block], paper: str) -> Table | None:
    """The table of those acronyms that the blocks of a paper ('report', 'plan') use; None where they use none."""
    text = "\n".join(all_words(told))
    used = sorted((short for short in meanings if _stands_in(short, text)), key=str.casefold)
    if not used:
        return None
    return Table(
        caption=f"Table {number}: Abbreviations used in this {paper}",
        columns=(TableColumn("Abbreviation", 1.0), TableColumn("Meaning", 3.0)),
        rows=tuple(((short,), (meanings[short],)) for short in used),
        description=f"Abbreviations used in this {paper} and what they stand for.",
        key="glossary",
    )


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
        elif isinstance(block, Chart):
            yield block.caption
            yield say(block.note)
        elif isinstance(block, Matrix):
            yield from all_words((block.table(),))
        elif isinstance(block, Table):
            yield block.caption
            yield from (column.heading for column in block.columns)
            yield from (say(cell) for row in block.rows for cell in row)
            yield say(block.note)
