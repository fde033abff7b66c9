"""Whether everything that a report tells can be placed: each part, table and chart has its slot."""

from __future__ import annotations

from compiler.profile.model import Profile
from compiler.report.blocks import Chart, Heading, Matrix, Part, Report, Table
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


def _assert_single(block: Table | Chart | Matrix, held: dict[str, Part], slots: dict[str, Slot]) -> None:
    found = [key for key, part in held.items() if block in part.blocks and slots[key].kind != "part"]
    assert len(found) == 1 or block.key == "glossary", f"{block.key}: {block.caption}"
    for slot in (slots[key] for key in found):
        assert slot.kind == ("chart" if isinstance(block, Chart) else "table")
        if isinstance(block, Table) and not block.of:
            columns = {column.name or column.heading for column in block.columns}
            assert columns <= set(slot.columns), f"{slot.key}: {columns - set(slot.columns)}"
