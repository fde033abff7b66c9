"""The lists that the cells of a column are chosen from."""

from __future__ import annotations

from compiler.profile.model import Column, Profile


def choices(profile: Profile, column: Column) -> tuple[str, tuple[str, ...]]:
    """The list that a column's cells are chosen from, as (its name, its words); ('', ()) for a column without one."""
    if column.type == "rating" and profile.ratings:
        return "rating", tuple(state.name for state in profile.ratings.states)
    if column.type == "risk" and profile.risks:
        return "risk", tuple(score.text for score in profile.risks.scores())
    if column.list == "tiers":
        return "tiers", tuple(tier.name for tier in profile.tiers)
    if column.list == "blocks":
        return "blocks", tuple(block.name for block in profile.blocks)
    return (column.list, profile.lists[column.list]) if column.list in profile.lists else ("", ())
