"""Words as people type them: made safe for output, folded for comparison, matched with a list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.domain.remembered import remembered

_UNSAFE = regex(r"[\x00-\x08\x0b-\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x(?:00[01]|[Dd][89A-Fa-f]|[Ff][Ff][Ff])")
_NEWLINE = regex(r"(?:\r|_x000[Dd]_)+\n?|\x0b|\x0c|_x000[AaBbCc]_")
_CONTROL = regex(
    r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x(?:00[01][0-9A-Fa-f]|[Dd][89A-Fa-f][0-9A-Fa-f]{2}|[Ff]{3}[EeFf])_"
)
_PAIR = regex(r"[\ud800-\udbff][\udc00-\udfff]")


def clean(text: str) -> str:
    """The text made safe for any file that we write: what XML cannot hold is taken out, the words stay.

    Carriage returns, form feeds and vertical tabs, also as Excel's `_x000D_`, become line ends. Other control
    characters, lone surrogates, U+FFFE and U+FFFF are removed; a surrogate pair becomes its character. Text that is
    already safe comes back as it is. Cleaning twice changes nothing more.
    """
    while _UNSAFE.search(text):
        before = text
        text = _PAIR.sub(_joined, text)
        text = _CONTROL.sub("", _NEWLINE.sub("\n", text))
        if text == before:
            break
    return text


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


_AT_WORK = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def harmless(words: str) -> str:
    """The words so that a screen does nothing but show them, whatever they hold and whatever shows them.

    What would move the cursor, change its colour or turn the order of the letters round is written out as JSON writes
    it ('\\u202e'), so that JSON stays the same JSON.
    """
    if words.replace("\n", "").isprintable():  # what is at work is no letter and no sign
        return words
    return _AT_WORK.sub(lambda found: f"\\u{ord(found[0]):04x}", words)


def ended(words: str) -> str:
    """Words as a sentence: with a full stop, unless they end as one already."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХЗаеѕіјорсухкмнтвԁһԛԝӏ", "ABESIJKMHOPCTYX3aesijopcyxkmhtbdhqwl", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχϲͿ", "ABEZHIKMNOPTYXaikvopuxcJ", strict=True))
_LOOKS_LIKE = {**_CYRILLIC, **_GREEK, "ı": "i"}
# The dashes and quotation marks that Word puts in by itself, and the odder ones that arrive by pasting.
_STRAIGHT = {
    **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"),
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    "⁄": "/",
    "∕": "/",
}
_INVISIBLE = frozenset({"Cf", "Cs", "Co", "Cn"})


@lru_cache(maxsize=4096)
def plain_letter(character: str) -> str:
    """One character as a plain keyboard would have it: 'М' (Cyrillic) is 'M', '–' is '-', a zero-width space is ''."""
    if character in _LOOKS_LIKE:
        return _LOOKS_LIKE[character]
    if character in _STRAIGHT:
        return _STRAIGHT[character]
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    if category in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    usual = unicodedata.normalize("NFKC", character)
    return usual if usual == character else "".join(plain_letter(each) for each in usual)


class _Letters(dict[int, str]):
    """The plain form of each character that was met, by its code, as `str.translate` asks for it."""

    def __missing__(self, code: int) -> str:
        self[code] = plain_letter(chr(code))
        return self[code]


_LETTERS = _Letters()


def plain(text: str) -> str:
    """The text on a plain keyboard: look-alike letters Latin, dashes and quotes straight, nothing invisible.

    Letters keep their case and runs of spaces stay, so that the words can still be shown.
    """
    if text.isascii() and text.isprintable():
        return text
    typed = unicodedata.normalize("NFKC", clean(text).translate(_LETTERS))
    return typed if typed.isascii() and typed.isprintable() else typed.translate(_LETTERS)


_APART = regex(r"\s*([-/])\s*")


def fold_once(text: str) -> str:
    """A key under which spellings of the same words are equal; it is for comparing, never for showing.

    Folded are: case, runs and kinds of space, invisible characters, curly quotes and dashes, full-width and
    look-alike letters, '&' for 'and', spaces round a dash or a stroke, and punctuation at the end. Nothing is
    remembered: this is for those who go over many texts, each once.
    """
    words = plain(plain(text).casefold()).replace("&", " and ")
    words = " ".join(words.split())
    if "-" in words or "/" in words:
        words = _APART.sub(r"\1", words)
    kept = words.rstrip(" .,:;!?*-_")
    return kept or words


@remembered(maxsize=4096)
def fold(text: str) -> str:
    """A key under which spellings of the same words are equal, remembered."""
    return fold_once(text)


class Openings(dict[str, bool]):
    """Whether a text may be one of some folded words when it is folded, by its first two letters: `openings[text[:2]]`.

    True where only folding tells. It costs 0.05 µs, and to fold a new text 3.
    """

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        self._letters = frozenset(word[:1] for word in words)

    def __missing__(self, two: str) -> bool:
        if not (two.isascii() and two[:1].isalnum()):
            return True
        self[two] = found = two[:1].casefold() in self._letters
        return found


@lru_cache(maxsize=16)
def openings_of(words: tuple[str, ...]) -> Openings:
    """With which letters a text may be one of some folded words, worked out once for them."""
    return Openings(words)


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A letter that is not what it seems: its position in the text (from 0), the character, what it looks like."""

    position: int
    character: str
    looks_like: str
    alphabet: str

    def __str__(self) -> str:
        article = "an" if self.alphabet[0] in "AEIOU" else "a"
        kind = "digit" if self.character.isdecimal() else "letter"
        return f"the {self.looks_like} is {article} {self.alphabet} {kind}"


def lookalikes(text: str) -> tuple[Lookalike, ...]:
    """The letters of other alphabets that look like Latin ones, so that a message can say which letter is not Latin."""
    if text.isascii():
        return ()
    return tuple(
        Lookalike(position, character, plain_letter(character), _alphabet(character))
        for position, character in enumerate(text)
        if character in _LOOKS_LIKE or _alphabet(character) == "full-width"
    )


def _alphabet(character: str) -> str:
    if character in _CYRILLIC:
        return "Cyrillic"
    if character in _GREEK:
        return "Greek"
    wide = "！" <= character <= "～" and plain_letter(character).isalnum()
    return "full-width" if wide else "Turkish"


@dataclass(frozen=True, slots=True)
class Match:
    """A word found in a list: the option as the list has it, how it was found, and what differed, in plain words.

    `how` is 'exact', 'folded' or 'alias'; `note` is '' when the word is the option itself.
    """

    option: str
    how: str
    note: str = ""


_NO_ALIASES: Mapping[str, str] = MappingProxyType({})


def match(word: str, options: Iterable[str], aliases: Mapping[str, str] = _NO_ALIASES) -> Match | None:
    """The option that a typed word is: the same, the same when folded, or a declared alias (alias → option) of it.

    None when there is no such option, and also when two options differ only in what is folded away: nothing is guessed.
    """
    return _match(word, tuple(options), tuple(aliases.items()))


@remembered(maxsize=16384)
def _match(word: str, options: tuple[str, ...], aliases: tuple[tuple[str, str], ...]) -> Match | None:
    if word in options:
        return Match(word, "exact")
    key = fold(word)
    found = {option for option in options if fold(option) == key}
    if len(found) == 1:
        option = found.pop()
        return Match(option, "folded", f"'{_shown(word)}' read as '{option}': {difference(word, option)}")
    if found:
        return None
    meant = {option for alias, option in aliases if fold(alias) == key}
    if len(meant) != 1:
        return None
    option = meant.pop()
    return Match(option, "alias", f"'{_shown(word)}' read as '{option}'")


def match_several(words: str, options: Sequence[str]) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    """Several words of a list in one cell, apart by lines, semicolons or commas; and the pieces that are none of it.

    An option may have commas in itself where it stands alone or on a line of its own.
    """
    found: list[Match] = []
    unread: list[str] = []
    pending = [words]
    while pending:
        piece = pending.pop(0).strip()
        whole = match(piece, options) if piece else None
        parts = next((piece.split(mark) for mark in ("\n", ";", ",") if mark in piece), [])
        if whole is not None:
            found.append(whole)
        elif parts:
            pending[:0] = parts
        elif piece:
            unread.append(piece)
    return tuple(found), tuple(unread)


def _shown(word: str) -> str:
    return " ".join(clean(word).split())


def difference(typed: str, meant: str) -> str:
    """What differs between two spellings that fold to the same, in plain words ('capital letters differ')."""
    told = [str(each) for each in lookalikes(typed)]
    if any(unicodedata.category(each) in _INVISIBLE for each in typed):
        told.append("it holds an invisible character")
    a, b = plain(typed), plain(meant)
    if " ".join(a.split()) == " ".join(b.split()):
        told += [] if told else ["spaces, dashes or quotation marks differ"]
    elif _letters(a) == _letters(b):
        told.append("spaces or punctuation differ")
    elif _letters(a).casefold() == _letters(b).casefold():
        told.append("capital letters differ")
    else:
        told.append("'&' stands for 'and'" if "&" in a + b else "letters differ")
    return "; ".join(dict.fromkeys(told))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


_CLOSE = 0.7


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option closest to a mistyped word, to be suggested and never used; None if nothing is close.

    Nothing is suggested either when two options are equally close: a council has four people called Smith.
    """
    key = fold(word)
    scored = [(_closeness(key, fold(option)), option) for option in dict.fromkeys(options)]
    best = max((score for score, _ in scored), default=0.0)
    closest = [option for score, option in scored if score == best]
    return closest[0] if best >= _CLOSE and len(closest) == 1 else None


def _closeness(a: str, b: str) -> float:
    """How alike two folded words are, from 0 to 1; words in another order count nearly in full."""
    if not a or not b:
        return 0.0
    if 2 * min(len(a), len(b)) / (len(a) + len(b)) < _CLOSE:
        return 0.0
    if sorted(a) == sorted(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2:
        return 0.95  # two letters changed places, which the ratio of a short word makes too much of
    from difflib import SequenceMatcher  # 1 ms that few checks need

    straight = SequenceMatcher(None, a, b, autojunk=False).ratio()
    turned = SequenceMatcher(None, " ".join(sorted(a.split())), " ".join(sorted(b.split())), autojunk=False).ratio()
    return max(straight, 0.99 * turned)
