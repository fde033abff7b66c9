"""The glossary: the acronyms that the report uses, with the meanings that the council's documents give."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from compiler.domain.frozen import replace
from compiler.domain.language import term
from compiler.profile.model import Profile
from compiler.report.blocks import Block, Chart, Heading, Matrix, Paragraph, Part, Table, TableColumn, say
from compiler.report.long_rows import texts_in
from compiler.report.phrases.fill import phrase
from compiler.report.telling import Blocks, Telling

GLOSSARY = "glossary"
"""The key of the part that holds the abbreviations."""
_AT_ONCE = 512


def glossary(telling: Telling) -> Blocks:
    """Every acronym that the profile knows, as an appendix; a paper keeps those that it uses (`used_in`)."""
    meanings = telling.profile.glossary
    if not meanings:
        return ()
    table = _table(meanings, meanings, telling.profile, "report")
    return Heading(2, term("abbreviations"), GLOSSARY, counted="appendix"), table


def used_in(parts: Iterable[Part], every: Blocks) -> Blocks:
    """The appendix of abbreviations with those alone that stand elsewhere in the parts; () where none does."""
    known = [say(row[0]) for block in every if isinstance(block, Table) for row in block.rows]
    used = _used(known, (words for part in parts if part.key != GLOSSARY for words in all_words(part.blocks)))
    kept = tuple(_kept(block, used) if isinstance(block, Table) else block for block in every)
    return kept if any(isinstance(block, Table) and block.rows for block in kept) else ()


def _kept(table: Table, used: Collection[str]) -> Table:
    return replace(table, rows=tuple(row for row in table.rows if say(row[0]) in used))


def _used(shorts: Iterable[str], words: Iterator[str]) -> set[str]:
    """The acronyms that stand in these words; some hundred of them are searched at once, as long as any is missing."""
    left, used = set(shorts), set[str]()
    while left and (text := "\n".join(islice(words, _AT_ONCE))):
        found = {short for short in left if _stands_in(short, text)}
        used, left = used | found, left - found
    return used


def abbreviations(meanings: Mapping[str, str], told: Iterable[Block], profile: Profile, paper: str) -> Table | None:
    """The table of those acronyms that the blocks of a paper ('report', 'plan') use; None where they use none."""
    used = _used(meanings, all_words(told))
    return _table(meanings, used, profile, paper) if used else None


def _table(meanings: Mapping[str, str], used: Iterable[str], profile: Profile, paper: str) -> Table:
    return Table(
        caption=term("Abbreviations used in this {paper}", paper=paper),
        columns=(TableColumn(term("Abbreviation"), 1.0), TableColumn(term("Meaning"), 3.0)),
        rows=tuple(((short,), (meanings[short],)) for short in sorted(used, key=str.casefold)),
        description=say(phrase(profile.phrases, "glossary.described", {"paper": paper})),
        key=GLOSSARY,
    )


def _stands_in(short: str, text: str) -> bool:
    """Whether an acronym stands in the text as a word of its own, also in the plural ('SLAs')."""
    return short in text and re.search(rf"(?<!\w){re.escape(short)}s?(?!\w)", text) is not None


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
            yield from texts_in(block)
            yield say(block.note)
