"""Texts as they are compared: their words, their names of programmes and boards, their words with capitals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise

from compiler.domain.likeness import NUMBERS
from compiler.domain.regex import regex
from compiler.domain.remembered import remembered
from compiler.domain.text import plain
from compiler.domain.tuples import NamedTuple
from compiler.rules.texts import Texts

_TYPED = regex(r"[^\W_]+(?:['*-][^\W_]+)*")
_PIECE = regex(r"[A-Za-z]+(?:'[A-Za-z]+)*|\d+|&|[^\sA-Za-z&]")
_CAPITAL = regex(r"[A-Z][a-z]")
_TWO_CAPITALS = regex(r"[A-Z][a-z][\w'’-]*\s+(?:(?:and|&|of|for|the|in)\s+)*[A-Z][a-z]")
_CAPITALS = r"[A-Z][a-z][\w'-]*+\s*+(?:(?:&|(?:and|of|for|the|in)(?![A-Za-z']))\s*+)*+"
_NAME_OR_NOUN = regex(rf"{_CAPITALS}{_CAPITALS}(?:[A-Z][a-z]|[a-z][a-z']*s)")
"""Three words with a capital, or two and what may be a noun in the plural: without these no text holds a name."""
_WORD = regex(r"(?<![\w-])[A-Za-z]{4,}(?![\w-])")
_NUMBERED = frozenset(NUMBERS)
SMALL = frozenset({"and", "&", "of", "for", "the", "in"})
_FEWEST = 3
_LONGEST = 10

Words = tuple[str, ...]
Lines = tuple[str, str, str]
"""What a text says in each of the three ways, as it can be kept."""


def typed(text: str) -> list[str]:
    """The words of a text as they were typed, on a plain keyboard."""
    return _TYPED.findall(plain(text))


class Name(NamedTuple):
    """A name that a text may hold: its words as typed, and the word after it where that is a noun in the plural.

    `key` are the words without their endings: what two forms have in common. `form` are the words as written but for
    capitals and a plural at the end or before 'and': what two forms differ by.
    """

    typed: Words
    after: str
    key: Words
    form: str

    def __str__(self) -> str:
        return " ".join((*self.typed, self.after) if self.after else self.typed)


class Said:
    """What a text says, in the three ways in which texts are compared, each worked out when it is asked for.

    `compared` are its words without case and punctuation, and with 'five' as 5. `names` are the names that it may hold:
    three words with a capital or more, or two and a noun in the plural.
    `words` are its words of four letters and more, as typed.
    """

    __slots__ = ("_compared", "_lines", "_names", "_text")

    def __init__(self, text: str, lines: Lines | None = None) -> None:
        self._text, self._lines = text, lines
        self._compared: Words | None = None
        self._names: tuple[Name, ...] | None = None

    @property
    def lines(self) -> Lines:
        """Each of the three as text that can be kept, as words hold no spaces."""
        return self._lines or (" ".join(self.compared), "\n".join(map(_line, self.names)), " ".join(self.words))

    @property
    def compared(self) -> Words:
        """Its words as they are compared."""
        if self._compared is None:
            line = self._lines[0] if self._lines else None
            self._compared = _compared(self._text) if line is None else tuple(line.split(" ")) if line else ()
        return self._compared

    @property
    def names(self) -> tuple[Name, ...]:
        """The names that it may hold."""
        if self._names is None:
            line = self._lines[1] if self._lines else None
            self._names = _names(self._text) if line is None else tuple(map(_name, line.split("\n"))) if line else ()
        return self._names

    @property
    def words(self) -> list[str]:
        """Its words of four letters and more, in order."""
        line = self._lines[2] if self._lines else None
        return sorted(set(_WORD.findall(plain(self._text)))) if line is None else line.split(" ") if line else []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and self.lines == other.lines

    def __hash__(self) -> int:
        return hash(self.lines)


_KNOWN: dict[str, Said] = {}
_KEPT: dict[str, Lines] = {}
_MOST, _MOST_KNOWN = 20_000, 2_048
_MOST_NAMES = 1_000
"""So many names has no text that a person wrote: of one made of capitals alone, no more are compared."""


def said(text: str) -> Said:
    """What a text says; worked out once for each text, as half the texts of plans stand in several of their cells."""
    found = _KNOWN.get(text)
    if found is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        found = _KNOWN[text] = Said(text, _KEPT.get(text))
    return found


def remember(kept: Mapping[str, Lines]) -> None:
    """Take what some texts say as it was worked out before."""
    if len(_KEPT) + len(kept) > _MOST:
        _KEPT.clear()
    _KEPT.update(kept)


def forget_texts() -> None:
    """Let go of what texts say: it is worked out again when it is asked for."""
    _KNOWN.clear()
    _KEPT.clear()


def kept_apart(texts: Texts) -> tuple[list[Lines], Texts, Texts]:
    """Some texts in another order: what was kept of the first of them, these, and those of which nothing was kept."""
    kept = _KEPT
    known = [text for text in texts.texts if text in kept] if kept else []
    if not known:
        return [], _NONE, texts
    return [kept[text] for text in known], Texts(known), Texts([text for text in texts.texts if text not in kept])


_NONE = Texts(())


def names_in(texts: Texts) -> dict[str, tuple[Name, ...]]:
    """Those of some texts that may hold names, each with these. Most hold none: they are searched as one."""
    kept, known, rest = kept_apart(texts)
    telling = [text for text, lines in zip(known.texts, kept, strict=True) if lines[1]]
    telling += map(rest.texts.__getitem__, rest.plainly.matching(_NAME_OR_NOUN))
    return {text: names for text in telling if (names := said(text).names)}


def _compared(text: str) -> Words:
    found = _TYPED.findall(plain(text).casefold())
    return tuple(found) if _NUMBERED.isdisjoint(found) else tuple(NUMBERS.get(word, word) for word in found)


def words_compared(plainly: str) -> Words:
    """The words of a text on a plain keyboard as they are compared, in their order."""
    return _compared(plainly)


def words_typed(plainly: str) -> list[str]:
    """The words of four letters and more of a text on a plain keyboard, as typed."""
    return _WORD.findall(plainly)


@remembered(maxsize=8192)
def name_of(typed: Words, after: str = "") -> Name:
    """The name that some words are."""
    body = [_joint(word.casefold()) for word in typed]
    free = [bare(word) if following == "and" else word for word, following in pairwise(body)]
    key = tuple(bare(_joint(word)).removesuffix("al") for word in typed)
    form = " ".join((*body, after) if after else (*free, bare(body[-1])))
    return Name(typed, after, (*key, after) if after else key, form)


def _joint(word: str) -> str:
    return "and" if word == "&" else word


@remembered(maxsize=8192)
def bare(word: str) -> str:
    """A word without case and the ending of a plural or a possessive."""
    stem = word.casefold().removesuffix("'s")
    return stem[:-1] if len(stem) > _FEWEST and stem.endswith("s") and not stem.endswith("ss") else stem


def runs_of(text: str) -> Iterator[tuple[list[str], str]]:
    """The runs of words with a capital in a text, small words between them kept, each with what follows it."""
    run: list[str] = []
    for piece in (*_PIECE.findall(plain(text)), "."):
        if _CAPITAL.match(piece) or (run and piece in SMALL):
            run.append(piece)
            continue
        while run and run[-1] in SMALL:
            run.pop()
        if run:
            yield run, piece
        run = []


def _names(text: str) -> tuple[Name, ...]:
    return tuple(name_of(*each) for each in islice(_names_in(text), _MOST_NAMES)) if _may_hold(text) else ()


def _may_hold(text: str) -> bool:
    """Whether a text may hold a name: most hold none, and to look at their words one by one takes ten times as long."""
    alone = len(text.split(None, 1)) < 2
    return not alone and bool(_TWO_CAPITALS.search(text)) and bool(_NAME_OR_NOUN.search(plain(text)))


def _names_in(text: str) -> Iterator[tuple[Words, str]]:
    for run, following in runs_of(text):
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + _LONGEST) + 1):
                words = tuple(run[start:end])
                capitals = sum(word.casefold() not in SMALL for word in words)
                if {words[0].casefold(), words[-1].casefold()} & SMALL:
                    continue
                if capitals >= _FEWEST:
                    yield words, ""
                # After a singular and a plural alike, a word that ends in s is no verb: the name stands before a noun.
                before_a_noun = len(following) > _FEWEST and following.islower() and following.endswith("s")
                if end == len(run) and capitals >= 2 and before_a_noun:
                    yield words, following


def write_said(texts: Iterable[str]) -> str:
    """What some texts say, as text that can be kept: words hold no spaces, so that each way of comparing is a line.

    The texts stand together, and so do the lines of each way: they are read at one go, not text by text.
    """
    every = list(dict.fromkeys(texts))
    lines = [said(text).lines for text in every]
    compared, names, words = ([each[way] for each in lines] for way in range(3))
    return json.dumps([every, "\n".join(compared), names, "\n".join(words)], ensure_ascii=False)


def _line(name: Name) -> str:
    return "\t".join((" ".join(name.typed), name.after, " ".join(name.key), name.form))


def read_said(kept: str) -> dict[str, Lines]:
    """What was kept of some texts; nothing where it is anything else."""
    try:
        every, compared, names, words = json.loads(kept)
        ways = (compared.split("\n"), names, words.split("\n")) if every else ((), (), ())
        "".join((*every, *names))  # only words can be joined
        whole = all(lines.count("\t") == 3 * (lines.count("\n") + 1) for lines in names if lines)
        return dict(zip(every, zip(*ways, strict=True), strict=True)) if whole else {}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


@remembered(maxsize=8192)
def _name(line: str) -> Name:
    words, after, key, form = line.split("\t")
    return Name(tuple(words.split(" ")), after, tuple(key.split(" ")), form)
