"""The words of the product itself, in the words or the language of one council's format.

Headings of tables, names of months, 'no figure', 'Page 1 of 4': a format may want them otherwise. In the code they
stand in English, as `term("no figure")`; the format's own words for them are looked up when they are said. Which format
is spoken for is set once, where an output begins (`with spoken(language)`); everywhere else, and in what is said to the
officer on the screen, they stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from compiler.domain.frozen import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """What a format calls things: `terms` are its words for ours, `plurals` several of a thing by the word for one.

    `articles` are 'a' or 'an' by the word that follows, where English does not hear it in the first letter. `code` is
    the language as programs name it, 'en-GB' or 'cy'.
    """

    terms: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    code: str = "en-GB"

    @property
    def nouns(self) -> Language:
        """The language with the format's nouns alone: that in which the officer is spoken to."""
        return Language(plurals=self.plurals, articles=self.articles)

    def term(self, words: str) -> str:
        """The format's words for words of ours; these themselves where it has no others."""
        return self.terms.get(words, words)


ENGLISH = Language()
"""The product's own words."""

_SPOKEN: ContextVar[Language] = ContextVar("spoken", default=ENGLISH)


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """What is said within is said in this language."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


class Speaker(Protocol):
    """Whatever knows the language that is spoken of it: a report, a plan to be written out, a form to be issued."""

    @property
    def language(self) -> Language:
        """The language."""


_S = TypeVar("_S", bound=Speaker)
_P = ParamSpec("_P")
_T = TypeVar("_T")


def speaking(makes: Callable[Concatenate[_S, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
    """A function that makes an output of its first argument, in the language of that; not for one that yields."""

    @wraps(makes)
    def made(speaker: _S, /, *given: _P.args, **named: _P.kwargs) -> _T:
        with spoken(speaker.language):
            return makes(speaker, *given, **named)

    return made


def term(words: str, **places: object) -> str:
    """Words of ours in the language that is spoken, with what stands in their places: term("Since {earlier}", …)."""
    said = _SPOKEN.get().terms.get(words, words)
    return said.format(**places) if places else said


def plural(noun: str, number: int) -> str:
    """A noun that agrees with its number: as the format says, else 'one action', 'two activities', 'three criteria'."""
    if number == 1:
        return noun
    plurals = _SPOKEN.get().plurals
    known = plurals.get(noun) or plurals.get(noun[:1].lower() + noun[1:])
    if known:
        return known[:1].upper() + known[1:] if noun[:1].isupper() else known
    if noun.endswith("criterion"):
        return noun.removesuffix("on") + "a"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def article(words: str) -> str:
    """'a' or 'an' before these words: as the format says, else by the first letter."""
    known = _SPOKEN.get().articles
    first = words.split(" ", 1)[0]
    return known.get(words) or known.get(first) or ("an" if words[:1].lower() in tuple("aeiou") else "a")
