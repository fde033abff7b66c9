"""A report arranged: the parts that a paper has, in its order, with their numbers and all that mentions them right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from compiler.domain.frozen import replace
from compiler.domain.language import speaking, term
from compiler.report.blocks import (
    Block,
    Chart,
    Fact,
    Inline,
    Matrix,
    Mention,
    Paragraph,
    Part,
    Pointing,
    Report,
    Table,
    ToWrite,
    Words,
    gaps_in,
    is_settled,
    say,
)
from compiler.report.first_use import written_out
from compiler.report.glossary import GLOSSARY, used_in
from compiler.report.known_facts import STATUS
from compiler.report.numbering import Labels, OwnHeading, numbered
from compiler.report.partial import DRAFT, draft_mark, draft_reason
from compiler.report.phrases.worded import Worded
from compiler.report.slots import OWN_WORDS, words_key
from compiler.report.sources import SOURCES, sources_of

Placed = tuple[Part | OwnHeading, ...]


@speaking
def arranged(report: Report, places: Sequence[str | OwnHeading], facts: Collection[str] = ()) -> Report:
    """The report with the parts of these keys in this order: one for each key, without blocks where it offers none.

    A key may stand twice, or not at all. Everything is numbered in this order, and every sentence that mentions a
    table, chart, appendix or section has its number; what is not in the paper is told otherwise, or not at all. The
    figures of charts and the abbreviations are those of this paper, and so is why it is a draft: `facts` are the keys
    of those that the paper has, so that what is to be written in them counts too.
    """
    offered = {part.key: part for part in report.offered}
    offered[OWN_WORDS] = _own_words(offered, places)
    chosen = tuple(offered.get(key, Part(key, "", ())) if isinstance(key, str) else key for key in places)
    placed = _with_sources(_with_figures(chosen))
    reason = draft_reason(report.outstanding, (*_gaps(placed), *_gaps_of(report, facts)))
    placed = _filled(placed, DRAFT, draft_mark(reason))
    meanings = used_in(_told(placed), offered[GLOSSARY].blocks) if GLOSSARY in offered else ()
    parts = written_out(_told(_filled(placed, GLOSSARY, meanings)), report.first_uses)
    return replace(report, parts=parts, draft=say(reason), facts=_with_status(report, bool(reason)))


def _own_words(offered: Mapping[str, Part], places: Sequence[str | OwnHeading]) -> Part:
    """The words under blocks that a format adds, but for those that have a place by themselves."""
    alone = [part for key, part in offered.items() if key.startswith(words_key("")) and key not in places]
    collected = offered.get(OWN_WORDS, Part(OWN_WORDS, "", ()))
    return replace(collected, blocks=tuple(block for part in alone for block in part.blocks))


def in_order(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks that stand as they are, numbered, with all that mentions them right."""
    (part,) = _told((Part("whole", "", tuple(blocks)),))
    return part.blocks


def _filled(placed: Placed, key: str, blocks: tuple[Block, ...]) -> Placed:
    return tuple(
        replace(each, blocks=blocks) if isinstance(each, Part) and each.key == key else each for each in placed
    )


def _gaps(placed: Placed) -> tuple[ToWrite, ...]:
    return tuple(gap for each in placed if isinstance(each, Part) for gap in gaps_in(each.blocks))


def _gaps_of(report: Report, facts: Collection[str]) -> Iterator[ToWrite]:
    for fact in report.facts:
        if fact.key in facts:
            yield from (inline for inline in fact.words if isinstance(inline, ToWrite))


def _with_status(report: Report, draft: bool) -> tuple[Fact, ...]:
    said = (term("Draft") if draft else term("Final"),)
    return tuple(replace(fact, words=said) if fact.key == STATUS else fact for fact in report.facts)


# --- the figures of charts --------------------------------------------------------------------------------------------


def _with_figures(placed: Placed) -> Placed:
    """The parts without tables that repeat the figures of a chart which is not there, or has its own table there."""
    blocks = [block for each in placed if isinstance(each, Part) for block in each.blocks]
    tables = {block.key for block in blocks if isinstance(block, Table)}
    needed = {
        block.key for block in blocks if isinstance(block, Chart) and not (block.figures and block.figures in tables)
    }
    return tuple(_repeating(each, needed) if isinstance(each, Part) else each for each in placed)


def _repeating(part: Part, needed: set[str]) -> Part:
    kept = tuple(
        block for block in part.blocks if not (isinstance(block, Table) and block.of and block.of not in needed)
    )
    if kept == part.blocks:
        return part
    return replace(part, blocks=kept if any(isinstance(block, Table) for block in kept) else ())


# --- where the figures of tables come from ----------------------------------------------------------------------------


def _with_sources(placed: Placed) -> Placed:
    """The annex of sources with a table for each table of the paper; nothing of it where that has none."""
    if not any(isinstance(each, Part) and each.key == SOURCES and each.blocks for each in placed):
        return placed
    tables = sources_of(block for each in placed if isinstance(each, Part) for block in each.blocks)
    return tuple(
        replace(each, blocks=(*each.blocks, *tables) if tables else ())
        if isinstance(each, Part) and each.key == SOURCES
        else each
        for each in placed
    )


# --- what sentences mention -------------------------------------------------------------------------------------------


def _told(placed: Placed) -> tuple[Part, ...]:
    parts, labels = numbered(placed)
    return tuple(replace(part, blocks=tuple(_blocks_told(part.blocks, at, labels))) for at, part in enumerate(parts))


def _blocks_told(blocks: Iterable[Block], part: int, labels: Labels) -> Iterator[Block]:
    """The blocks with the numbers of what they mention, without paragraphs that point only to what is not there."""
    for block in blocks:
        told = _block_told(block, part, labels)
        if not isinstance(told, Paragraph) or told.words or told == block:
            yield told


def _block_told(block: Block, part: int, labels: Labels) -> Block:
    """A block with the numbers of what its words mention."""

    def told(words: Words) -> Words:
        return _joined(_words_told(words, part, labels)) if any(map(_is_open, words)) else words

    if isinstance(block, Paragraph):
        return replace(block, words=told(block.words))
    if isinstance(block, Table):
        is_open = not is_settled(block) and any(
            _is_open(inline) for row in block.rows for cell in row for inline in cell
        )
        rows = tuple(tuple(told(cell) for cell in row) for row in block.rows) if is_open else block.rows
        return _of_another(replace(block, rows=rows, note=told(block.note)), part, labels)
    if isinstance(block, Chart):
        return replace(block, note=told(block.note), description=told(block.description))
    return replace(block, note=told(block.note)) if isinstance(block, Matrix) else block


def _is_open(inline: Inline) -> bool:
    return isinstance(inline, Mention | Pointing)


def _words_told(words: Words, part: int, labels: Labels) -> Iterator[Inline]:
    for inline in words:
        if isinstance(inline, Mention):
            yield labels.of(inline, part) or inline.text
        elif isinstance(inline, Pointing):
            there = all(labels.of(each, part) for each in inline.words if isinstance(each, Mention))
            said = inline.words if there else inline.otherwise
            yield from _words_told(said, part, labels) if said else ("",)
        else:
            yield inline


def _joined(words: Iterable[Inline]) -> Words:
    """The words with pieces of plain text in one; what is left out ('') takes the space before it along."""
    run: list[Inline] = []
    for inline in words:
        last = run[-1] if run else ""
        if not isinstance(inline, str) or not isinstance(last, str):
            run += [inline] if inline else []
        elif inline and (isinstance(inline, Worded) or isinstance(last, Worded)):
            run.append(inline)
        elif inline:
            run[-1:] = [last + inline if run else inline.lstrip(" ")]
        elif run:
            run[-1] = last.again(last.rstrip(" ")) if isinstance(last, Worded) else last.rstrip(" ")
    return tuple(run)


def _of_another(table: Table, part: int, labels: Labels) -> Table:
    """A table that repeats the figures of a chart, or names the sources of a table, with the number of that."""
    mention = Mention("chart", table.of) if table.of else Mention("table", table.sources_of)
    of = labels.of(mention, part) if mention.key else ""
    if not of:
        return table
    number, _, about = table.caption.partition(": ")
    what = term("Figures") if table.of else "Sources"
    said = f"The figures that {of} is drawn from." if table.of else f"The cells that the figures of {of} come from."
    return replace(table, caption=f"{number}: {what} of {of}: {about}", description=said)
