"""Words of returns cut at the end of a sentence, where the profile sets how many a commentary may have in the body."""

from __future__ import annotations

import re

from compiler.domain.frozen import replace
from compiler.domain.regex import regex
from compiler.report.blocks import Figure, Inline

CUT = "[…]"
"""What stands at the end of words that were cut; the rest is where the paper says."""
_END = regex(r"[.!?][”\"'’)]*(?=\s+[“\"'(]?[A-Z0-9])")
_NO_END = frozenset(("st.", "dr.", "mr.", "mrs.", "ms.", "no.", "nos.", "e.g.", "i.e.", "cf.", "vs.", "approx."))


def shortened(said: Inline, limit: int) -> Inline:
    """A cell's words with at most so many words, cut at the end of a sentence where one ends within them.

    The figure still holds all that was typed as its value. 0 sets no limit.
    """
    if not isinstance(said, Figure) or not is_cut(said, limit):
        return said
    return replace(said, text=f"{_first(said.text, limit)} {CUT}", how=f"{said.how}, shortened")


def is_cut(said: Inline, limit: int) -> bool:
    """Whether a cell has more words than the limit."""
    return isinstance(said, Figure) and 0 < limit < len(said.text.split())


def named_shortly(said: Figure, limit: int) -> Figure:
    """A row's own words with at most so many of them: 'Work with partner agencies, young people…'."""
    if not is_cut(said, limit):
        return said
    return replace(said, text=f"{_words(said.text, limit).rstrip(' ,;:.–-')}…", how=f"{said.how}, shortened")


def _first(text: str, limit: int) -> str:
    """The sentences that end within the limit; the words up to it where not even the first one does."""
    within = _words(text, limit)
    ends = [found.end() for found in _END.finditer(text) if found.end() <= len(within) and _ends(text[: found.end()])]
    return within[: ends[-1]] if ends else within


def _ends(text: str) -> bool:
    return text.split()[-1].lower().lstrip("(“\"'") not in _NO_END


def _words(text: str, limit: int) -> str:
    found = list(re.finditer(r"\S+", text))
    return text[: found[limit - 1].end()] if len(found) > limit else text
