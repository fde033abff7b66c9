"""The lists that the cells of a column are chosen from."""

from __future__ import annotations

from compiler.domain.record import Kind
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


def offered(profile: Profile, column: Column, kind: Kind) -> tuple[str, ...]:
    """The words that the drop-down of a column offers in rows of a kind; others of the list are read all the same."""
    if column.type == "rating" and profile.ratings:
        return ratings_offered(profile, kind)
    return choices(profile, column)[1]


def ratings_offered(profile: Profile, kind: Kind) -> tuple[str, ...]:
    """The ratings that rows of a kind are offered, in the profile's order."""
    every = profile.ratings.states if profile.ratings else ()
    return tuple(state.name for state in every if not state.offered or kind.value in state.offered)
