"""Whether everything that a report tells can be placed: each part, table and chart has its slot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.profile.model import Profile
from compiler.report.blocks import (
    Block,
    Chart,
    Heading,
    Matrix,
    Mention,
    Paragraph,
    Part,
    Pointing,
    Report,
    Table,
    Words,
    say,
)
from compiler.report.slots import Slot, default_order, slots_of


def assert_placeable(report: Report, using: Profile) -> None:
    """Each slot but the facts has a part, and each heading of level 3, table, chart and matrix of the sections a slot
    of its own; the tables have no other columns than their slots name."""
    slots = {slot.key: slot for slot in slots_of(using)}
    held = {part.key: part for part in report.offered}
    assert set(held) == {key for key, slot in slots.items() if slot.kind != "fact"}
    for key in default_order(using):
        for block in held[key].blocks if key in held else ():
            if isinstance(block, Heading) and block.level == 3:
                assert held[block.anchor].blocks[0] == block
            elif isinstance(block, Table | Chart | Matrix):
                _assert_single(block, held, slots)


def assert_guarded(report: Report) -> None:
    """Every mention says what is said otherwise, where that which it mentions is not in the paper."""
    for part in report.offered:
        for words in words_of(part.blocks):
            for inline in words:
                assert not isinstance(inline, Mention), f"{part.key}: {say(words)}"
                assert not (isinstance(inline, Pointing) and _is_bare(inline.otherwise)), f"{part.key}: {say(words)}"


def _is_bare(words: Words) -> bool:
    bare = (isinstance(each, Mention) or (isinstance(each, Pointing) and _is_bare(each.otherwise)) for each in words)
    return any(bare)


def words_of(blocks: Sequence[Block]) -> Iterator[Words]:
    """The words of paragraphs, cells and notes."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.words
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
            yield block.note
        elif isinstance(block, Chart | Matrix):
            yield block.note


def _assert_single(block: Table | Chart | Matrix, held: dict[str, Part], slots: dict[str, Slot]) -> None:
    found = [key for key, part in held.items() if block in part.blocks and slots[key].kind != "part"]
    assert len(found) == 1 or block.key == "glossary", f"{block.key}: {block.caption}"
    for slot in (slots[key] for key in found):
        assert slot.kind == ("chart" if isinstance(block, Chart) else "table")
        if isinstance(block, Table) and not block.of:
            columns = {column.name or column.heading for column in block.columns}
            assert columns <= set(slot.columns), f"{slot.key}: {columns - set(slot.columns)}"
