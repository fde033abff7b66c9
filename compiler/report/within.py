"""What stands within the sections of a report, by its key: parts under a heading of their own, tables, charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.profile.model import Tier
from compiler.report.blocks import Block, Chart, Heading, Matrix, Table
from compiler.report.plans import told_tiers
from compiler.report.telling import Blocks, Telling


def within(telling: Telling, sections: Mapping[str, Blocks]) -> dict[str, Blocks]:
    """Every stretch of these sections that can be placed by itself."""
    held: dict[str, Blocks] = {}
    for key, blocks in sections.items():
        held |= _keyed(blocks)
        if key.startswith("appendix-"):
            held |= _lists(telling, key, blocks)
    progress = sections.get("progress", ())
    return {**held, "rating-scheme": progress[1 : _end(progress, 0)], **_only_tier(telling, sections.get("plans", ()))}


def _keyed(blocks: Blocks) -> Iterator[tuple[str, Blocks]]:
    """The stretch under each heading of level 3; each table, chart and matrix with a key."""
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 3:
            yield block.anchor, blocks[at : _end(blocks, at)]
        elif isinstance(block, Table | Chart | Matrix) and block.key:
            yield block.key, (block,)


def _end(blocks: Sequence[Block], begin: int) -> int:
    """Where the stretch under the heading at this place ends: at the next heading of level 3 or higher."""
    later = range(begin + 1, len(blocks))
    return next((at for at in later if isinstance(head := blocks[at], Heading) and head.level <= 3), len(blocks))


def _only_tier(telling: Telling, plans: Blocks) -> dict[str, Blocks]:
    """The part on a tier of plans that is the only one to be told of and so has no heading."""
    tiers = told_tiers(telling)
    return {f"plans-{tiers[0].key}": plans[2:]} if len(tiers) == 1 and plans else {}


def _lists(telling: Telling, appendix: str, blocks: Blocks) -> dict[str, Blocks]:
    """The tables of an appendix by the tier of their plans: that of the departmental plan, those of divisional ones."""
    held: dict[str, Blocks] = {}
    kind = appendix.removeprefix("appendix-")
    for block in blocks:
        tier = _tier(telling, block.key) if isinstance(block, Table) else None
        if tier is not None:
            key = f"appendix-{tier.key}-{kind}"
            held[key] = (*held.get(key, ()), block)
    return held


def _tier(telling: Telling, table: str) -> Tier | None:
    """The tier that a table of an appendix is of, by the key of the table."""
    of = [tier for tier in telling.profile.tiers if table.startswith(f"appendix-{tier.key}-")]
    return max(of, key=lambda tier: len(tier.key), default=None)
