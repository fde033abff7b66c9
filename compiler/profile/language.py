"""A format's own words for words of the product: `[terms]`, `[plurals]` and `[articles]` of its profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import Any

from compiler.domain.language import Language
from compiler.domain.text import nearest
from compiler.profile.build import Problems
from compiler.profile.model import Level, Tier
from compiler.profile.toml import read_toml

CATALOGUE = "terms.toml"
"""The file beside the base profile with every word of the product's own that a format may word otherwise."""


def read_language(
    table: Mapping[str, Any],
    folders: Sequence[Path],
    tiers: Sequence[Tier],
    levels: Sequence[Level],
    problems: Problems,
) -> Language:
    """What the tables of a profile call things otherwise than the product does.

    The words of the product are looked up, in the last of the folders that has them, only where a format has its own.
    """
    terms, words = table.get("terms", {}), table.get("words", {})
    if terms:
        _check(terms, terms_known(folders), problems)
    named: tuple[Level | Tier, ...] = (*levels, *tiers)
    several = {words.get(noun, noun): plural for noun, plural in table.get("plurals", {}).items()}
    several |= {each.name: each.plural for each in named if each.plural}
    before = {words.get(noun, noun): article for noun, article in table.get("articles", {}).items()}
    return Language(terms, several, before, table.get("language", Language().code))


def terms_known(folders: Sequence[Path]) -> tuple[str, ...]:
    """The words of the product's own that a format may word otherwise, in the order of their catalogue."""
    path = [folder / "base" / CATALOGUE for folder in folders if (folder / "base" / CATALOGUE).is_file()][-1]
    groups = read_toml(path.read_text(encoding="utf-8")).values()
    return tuple(words for group in groups for words in group["terms"])


def _check(terms: Mapping[str, str], known: Sequence[str], problems: Problems) -> None:
    """Note words that are none of the product's, and places that they have not got."""
    for words, own in terms.items():
        path = f"terms.{words}"
        if words not in known:
            close = nearest(words, known)
            problems.add(path, f"'{words}' is no term; " + (f"did you mean '{close}'?" if close else "see terms.toml"))
        elif wrong := _places(own) ^ _places(words):
            problems.add(path, f"'{own}' should have the places of '{words}': {', '.join(sorted(wrong))} is otherwise")


def _places(words: str) -> set[str]:
    """The places in words, '{}' and all; what cannot be read as such is a place of its own."""
    try:
        return {f"{{{name}}}" for _, name, _, _ in Formatter().parse(words) if name is not None}
    except ValueError:
        return {words}
