"""Where the rows of a format cite each other: its golden thread, as its columns say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compiler.domain.record import Kind, Record
from compiler.domain.thread import Thread
from compiler.profile.model import Column, Profile

_KINDS = {kind.value: kind for kind in Kind}
_OWN = ("reference", "number")


def citing_columns(profile: Profile) -> Mapping[Kind, tuple[tuple[str, Kind], ...]]:
    """The columns in which rows of each kind cite others, with the kind that is cited.

    A column of references to anything else, such as another body's measures, leads to no row and is not among them.
    """
    found: dict[Kind, tuple[tuple[str, Kind], ...]] = {}
    for sheet in profile.sheets:
        columns = ((column.key, _KINDS[column.of]) for column in sheet.columns if _cites(column))
        found[sheet.kind] = tuple(dict.fromkeys((*found.get(sheet.kind, ()), *columns)))
    return found


def _cites(column: Column) -> bool:
    """Whether a column holds references to rows of another kind; a row's own reference cites nothing."""
    named = column.type == "references" or (column.type == "reference" and column.key not in _OWN)
    return named and column.of in _KINDS


def thread_of(profile: Profile, records: Iterable[Record]) -> Thread:
    """The golden thread of the rows of a year's plans."""
    tiers = tuple(tier.key for tier in profile.tiers)
    levels = tuple(level.column for level in profile.levels)
    return Thread(tuple(records), tiers, levels, citing_columns(profile))
