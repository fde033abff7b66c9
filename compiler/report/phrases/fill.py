"""A phrase filled: the first wording that holds, with figures in its places and forms that agree with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping, Sequence

from compiler.domain.frozen import replace
from compiler.domain.language import article
from compiler.domain.period import say_date
from compiler.domain.regex import regex
from compiler.profile.phrase_bank import PhraseBank
from compiler.profile.phrase_conditions import holds
from compiler.profile.phrase_words import Comparison, Forms, Piece, Place
from compiler.profile.phrases import Phrase, Variant
from compiler.report.blocks import Figure, Inline, ToWrite, Words, say
from compiler.report.phrases.worded import Worded
from compiler.report.sentences import number_words

Told = Inline | Words | int | dt.date | None
"""What a place may be given: words, figures, a number, a date; None or nothing where there is nothing to say."""

_ENDS = (".", "?", "!", "…", ":")
_AS_TYPED = "as "
"""How figures are made whose words are those of a cell ('as returned'): they are printed as they stand."""
_NUMERAL = regex(r"-?\d[\d,]*(?:\.\d+)?")


def phrase(bank: PhraseBank, key: str, places: Mapping[str, Told]) -> Words:
    """The sentence of that key: its first variant whose condition holds, with a capital at the start.

    `places` must hold all that the phrase may name (KeyError if not, for that is a fault of the program); more does no
    harm. What the bank leaves to the officer stands behind the sentence as a gap.
    """
    held = bank.phrase(key)
    given = {name: places[name] for name in held.places}
    at, variant = _chosen(held, given, bank.numbers)
    said = _ended(_filled(key, at, variant.say, given))
    gap = say(_filled(key, at, variant.write, given))
    return (*said, *((Worded(" ", key, at),) if said and gap else ()), *((ToWrite(gap, key),) if gap else ()))


def _chosen(held: Phrase, given: Mapping[str, Told], numbers: Container[str]) -> tuple[int, Variant]:
    """The first variant that holds, with its place; the facts are looked up only where a condition asks for them."""
    if held.variants[0].when is None:
        return 0, held.variants[0]
    facts = {name: _number(value) if name in numbers else _text(value) for name, value in given.items()}
    for at, variant in enumerate(held.variants):
        if variant.when is None or holds(variant.when, facts):
            return at, variant
    return len(held.variants) - 1, held.variants[
        -1
    ]  # a bank without a wording for the other cases is told of elsewhere


def _text(value: Told) -> str | None:
    """Words as a condition sees them; None where there are none."""
    return say(_words(value)) or None


def _number(value: Told) -> float | None:
    """A number as a condition sees it: an integer, or what a figure counts or says ('47.4%' is 47.4)."""
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, Figure):
        numeral = _NUMERAL.match(value.text)
        if isinstance(value.value, int | float):
            return float(value.value)
        return float(numeral[0].replace(",", "")) if numeral else None
    return float(value) if isinstance(value, int) else None


def _filled(key: str, at: int, pieces: Sequence[Piece], given: Mapping[str, Told]) -> Words:
    run: list[Inline] = []
    for piece in pieces:
        for inline in _said(key, at, piece, given):
            _append(run, inline, key, at)
    return _begun(run, pieces)


def _said(key: str, at: int, piece: Piece, given: Mapping[str, Told]) -> Words:
    match piece:
        case str():
            return (Worded(piece, key, at),)
        case Place(name, capital, asked):
            said = tuple(
                Worded(each, key, at, name) if type(each) is str else each for each in _words(given[name]) if each != ""
            )
            said = _capital(said) if capital else said
            return (Worded(f"{_article(asked, say(said))} ", key, at), *said) if asked else said
        case Forms(number, forms):
            return (Worded(_form(_size(number, given), forms), key, at),)
        case Comparison(number, other, (more, fewer, same)):
            ours, theirs = _size(number, given), _size(other, given)
            return (Worded(more if ours > theirs else fewer if ours < theirs else same, key, at),)
        case _:
            raise TypeError(f"{piece} is no piece of a phrase")


def _size(name: str, given: Mapping[str, Told]) -> float:
    """The number that words agree with; 0 where the place holds none."""
    return _number(given[name]) or 0.0


def _form(number: float, forms: Sequence[str]) -> str:
    """One or many of two forms; one, two or many of three."""
    if number == 1:
        return forms[0]
    return forms[1] if number == 2 and len(forms) == 3 else forms[-1]


def _article(asked: str, said: str) -> str:
    found = article(said)
    return found[:1].upper() + found[1:] if asked[0] == "A" else found


def _words(value: Told) -> Words:
    if value is None:
        return ()
    if isinstance(value, tuple):
        return value
    if isinstance(value, int):
        return (number_words(value),)
    if isinstance(value, dt.date):
        return (say_date(value),)
    return (value,) if value != "" else ()


# --- the sentence as a whole ------------------------------------------------------------------------------------------


def _append(run: list[Inline], inline: Inline, key: str, at: int) -> None:
    """Words behind words: those of one phrase in one piece, and never two spaces where a place holds nothing."""
    if isinstance(inline, str):
        if inline.startswith(" ") and (not run or say((run[-1],)).endswith(" ")):
            inline = inline.again(inline.lstrip(" ")) if isinstance(inline, Worded) else inline.lstrip(" ")
        if not inline:
            return
        if run and isinstance(run[-1], Worded) and isinstance(inline, Worded) and inline.goes_on(run[-1]):
            run[-1] = inline.again(run[-1] + inline)
            return
    run.append(inline)


def _begun(run: Sequence[Inline], pieces: Sequence[Piece]) -> Words:
    """A sentence begins with a capital; words that are none, such as an entry of a list, stay as they are."""
    last = next((piece for piece in reversed(pieces)), "")
    sentence = isinstance(last, str) and last.rstrip("”’)").endswith(_ENDS)
    return _capital(tuple(run)) if sentence else tuple(run)


def _capital(run: Words) -> Words:
    if not run:
        return run
    first = run[0]
    if isinstance(first, Worded):
        return (first.again(first[:1].upper() + first[1:]), *run[1:])
    if isinstance(first, str):
        return (first[:1].upper() + first[1:], *run[1:])
    if isinstance(first, Figure) and not first.how.startswith(_AS_TYPED):
        return (replace(first, text=first.text[:1].upper() + first.text[1:]), *run[1:])
    return run


def _ended(run: Words) -> Words:
    """The words without a second full stop behind words of a return that have one."""
    if not run or not isinstance(run[-1], Worded) or run[-1] not in (".", "”.", "’."):
        return run
    before = say(run[:-1]) + run[-1][:-1]
    if not before.rstrip("”’)").endswith(_ENDS):
        return run
    rest = run[-1].again(run[-1][:-1])
    return (*run[:-1], rest) if rest else run[:-1]
