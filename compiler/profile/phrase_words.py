"""The words of a phrase with its places in braces: '{count} {action|actions} {is|are} late.'"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.profile.phrase_conditions import Unreadable

_NAME = r"[a-z][a-z0-9_]*"
_PLACE = regex(rf"(?:([Aa]n?) )?({_NAME})", re.IGNORECASE)
_FORMS = regex(rf"(?:({_NAME})(?: against ({_NAME}))?: *)?([^|]*(?:\|[^|]*){{1,2}})")
_OPENED = regex(r"[{}]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is filled; `capital` where its name begins with one, `article` with 'a' or 'an' before it."""

    name: str
    capital: bool = False
    article: str = ""


@dataclass(frozen=True, slots=True)
class Forms:
    """Words that agree with a number: one, many; or one, two, many."""

    number: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words for what a number is against another: more, fewer, the same."""

    number: str
    other: str
    forms: tuple[str, ...]


Piece = str | Place | Forms | Comparison


def read_words(text: str, numbers: frozenset[str]) -> tuple[Piece, ...]:
    """The pieces of a phrase; raises Unreadable. `numbers` are the places that hold numbers.

    Forms without the name of a number agree with the number before them, else with the first behind them.
    """
    pieces = tuple(_pieces(text))
    return tuple(_agreeing(piece, at, pieces, numbers) for at, piece in enumerate(pieces))


def places_in(pieces: Sequence[Piece]) -> Iterator[str]:
    """The names of the places that the words use, also those that forms agree with."""
    for piece in pieces:
        if isinstance(piece, Place):
            yield piece.name
        elif isinstance(piece, Forms):
            yield piece.number
        elif isinstance(piece, Comparison):
            yield piece.number
            yield piece.other


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    while found := _OPENED.search(text, at):
        if found[0] == "}":
            raise Unreadable(f"a brace is closed and was never opened: “{_near(text, found.start())}”")
        if found.start() > at:
            yield text[at : found.start()]
        end = _OPENED.search(text, found.end())
        if end is None or end[0] == "{":
            raise Unreadable(f"a brace is left open: “{_near(text, found.start())}”")
        yield _braced(text[found.end() : end.start()])
        at = end.end()
    if text[at:]:
        yield text[at:]


def _near(text: str, at: int) -> str:
    return text[at : at + 24] + ("…" if len(text) > at + 24 else "")


@lru_cache(maxsize=1024)
def _braced(inside: str) -> Piece:
    if place := _PLACE.fullmatch(inside.strip()):
        article, name = place[1] or "", place[2]
        return Place(name[:1].lower() + name[1:], name[:1].isupper(), article)
    found = _FORMS.fullmatch(inside)
    if found is None:
        raise Unreadable(f"'{{{inside}}}' cannot be read; write for example {{count}}, {{is|are}} or {{count: is|are}}")
    number, other, forms = found[1] or "", found[2] or "", tuple(found[3].split("|"))
    if not other:
        return Forms(number, forms)
    if len(forms) != 3:
        raise Unreadable(f"'{{{inside}}}' needs three forms: for more, for fewer and for the same")
    return Comparison(number, other, forms)


def _number(piece: Piece, numbers: frozenset[str]) -> str:
    """The number that a piece speaks of; '' for none."""
    if isinstance(piece, Place):
        return piece.name if piece.name in numbers else ""
    return piece.number if isinstance(piece, Forms | Comparison) else ""


def _agreeing(piece: Piece, at: int, pieces: Sequence[Piece], numbers: frozenset[str]) -> Piece:
    if not isinstance(piece, Forms) or piece.number:
        return piece
    named = [_number(each, numbers) for each in pieces]
    before, behind = [*filter(None, named[:at])], [*filter(None, named[at:])]
    if not (before or behind):
        raise Unreadable(f"{{{'|'.join(piece.forms)}}} agrees with no number: write {{count: {'|'.join(piece.forms)}}}")
    return Forms(before[-1] if before else behind[0], piece.forms)
