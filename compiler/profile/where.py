"""Columns that are meant for some rows only, by the tier of the row and by what it says in other columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compiler.domain.condition import Condition, Says
from compiler.domain.text import fold, nearest
from compiler.profile.model import Column, Profile, Sheet

if TYPE_CHECKING:  # what reads settings is loaded where they are read
    from compiler.profile.build import Problems


def meant_for(profile: Profile, column: Column) -> Iterator[Condition]:
    """What holds for the rows that a column is meant for; nothing where it is meant for all."""
    if column.tiers:
        yield Says("plan", frozenset(fold(tier.name) for tier in profile.tiers if tier.key in column.tiers))
    yield from said_elsewhere(column)


def said_elsewhere(column: Column) -> tuple[Says, ...]:
    """What rows that a column is meant for say in other columns."""
    return tuple(Says(key, frozenset(map(fold, words))) for key, words in column.where.items())


def check_where(sheets: Sequence[Sheet], lists: Mapping[str, Sequence[str]], problems: Problems) -> None:
    """Name what `where` of a column says of a column that its sheet has not, or of a word that is not in its list."""
    for sheet in sheets:
        for column in sheet.columns:
            for key, words in column.where.items():
                path = f"sheet.{sheet.key}.column.{column.key}.where.{key}"
                other = sheet.column(key)
                if other is None or other is column:
                    there = [each.key for each in sheet.columns if each is not column]
                    problems.add(path, f"'{key}' is no other column of the sheet; {_hint(key, there)}")
                elif other.list in lists:
                    _check_words(words, lists[other.list], path, problems)


def _check_words(words: Sequence[str], listed: Sequence[str], path: str, problems: Problems) -> None:
    for word in words:
        if fold(word) not in map(fold, listed):
            problems.add(path, f"'{word}' is not in its list; {_hint(word, list(listed))}")


def _hint(name: str, there: list[str]) -> str:
    close = nearest(name, there)
    return f"did you mean '{close}'?" if close else f"there are {', '.join(there) or 'none'}"
