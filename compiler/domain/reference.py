"""References as plans print them, 'NI 72,73 - 78' or 'POL6- 1.11', read one by one with their ranges written out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.domain.remembered import remembered
from compiler.domain.scheme import STOP_WORDS, Reference, Scheme, Schemes
from compiler.domain.text import clean, lookalikes, nearest, plain_letter

__all__ = [
    "LONGEST_RANGE",
    "NOTHING_BESIDES",
    "Besides",
    "Range",
    "Reference",
    "ReferenceList",
    "Scheme",
    "Schemes",
    "Unread",
    "read_references",
]

LONGEST_RANGE = 200


@dataclass(frozen=True, slots=True)
class Range:
    """A range that was written out: the words as typed, its first and its last reference."""

    raw: str
    first: Reference
    last: Reference


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of a cell that looks like a reference and is none: as typed, why, and the nearest known prefix."""

    text: str
    why: str
    nearest: str | None = None

    def __str__(self) -> str:
        hint = f"; the nearest is {self.nearest}" if self.nearest else ""
        return f"'{self.text}' is not read: {self.why}{hint}"


@dataclass(frozen=True, slots=True)
class Besides:
    """What a cell says beside its references, and what was made of it; of most cells nothing at all."""

    ranges: tuple[Range, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


NOTHING_BESIDES = Besides()


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """What a cell of references says.

    `raw` is the cell as typed; `references` are all that it states, in its order, ranges written out and repeats
    kept; `ranges` those that were written out; `unread` the pieces that could not be read (a finding for each);
    `notes` each repair in plain words; `words` the prose in between. Nothing but punctuation and 'and' is left out.
    """

    raw: str
    references: tuple[Reference, ...] = ()
    besides: Besides = NOTHING_BESIDES

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.references)

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The ranges that were written out."""
        return self.besides.ranges

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The pieces that could not be read."""
        return self.besides.unread

    @property
    def notes(self) -> tuple[str, ...]:
        """Each repair in plain words."""
        return self.besides.notes

    @property
    def words(self) -> tuple[str, ...]:
        """The prose between the references."""
        return self.besides.words

    @property
    def distinct(self) -> tuple[Reference, ...]:
        """The references in their order, each once."""
        return self.references if len(self.references) < 2 else tuple(dict.fromkeys(self.references))

    @property
    def only(self) -> Reference | None:
        """The one reference of a cell that should hold one ('Ref'); None if there is not just one, or more unread."""
        return self.references[0] if len(self.references) == 1 and not self.besides.unread else None

    @property
    def text(self) -> str:
        """The references in their printed form: 'NI 72; NI 73'."""
        return "; ".join(map(str, self.references))


def read_references(raw: str, schemes: Schemes, default: str | None = None) -> ReferenceList:
    """Read every reference in a cell or heading; nothing that people type is an error here.

    A number belongs to the scheme printed before it, as far as the next scheme or the next word of prose. `default` is
    the key of the scheme that a number belongs to when none is printed before it; KeyError if it is not declared.
    """
    found = schemes.printed(raw)
    return ReferenceList(raw, found) if found else _read(raw, schemes, default)


@remembered(maxsize=4096)
def _read(raw: str, schemes: Schemes, default: str | None) -> ReferenceList:
    """What is not all in its printed form; that takes less to read than to remember."""
    bare = schemes.printed_bare(raw, default) if default is not None else None
    if bare is not None:
        return ReferenceList(raw, (bare,), Besides(notes=(_left_out(raw, bare.text),)))
    return _Reader(raw, schemes, schemes[default] if default is not None else None).read()


_STOPS = r"""[ ,;:&/+()\[\]{}."'|*·<>=!?_-]"""
_SEPARATORS = regex(rf"(?:{_STOPS}|\b(?i:{STOP_WORDS})\b)+")
_WORD = regex(r"""[^ ,;:&/+()\[\]{}."'|*·<>=!?_0-9-]+|.""", re.DOTALL)
_TO = regex(r" ?(?:-{1,3}|\.{2,3}|\b(?i:to|through)\b) ?")
_DATE = regex(r"(?:[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|(?:19|20)[0-9]{2} ?/ ?[0-9]{2})(?![0-9])")
_CAPITALS = regex(r"[A-Z]{1,6}(?![A-Za-z]) ?")
_ATTACHED = regex(r"[A-Za-z]{1,8}(?=-?[0-9])")
_FIGURE = regex(r"[£$€-]? ?[0-9]")
_MORE = regex(r"[.,/-]?[0-9A-Za-z]+|%|[.-](?= |$)")
_DASHES = {"–": "an en dash", "—": "an em dash", "−": "a minus sign"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference in the text: its scheme and numbers, where it and its number stand, its last digits as printed."""

    scheme: Scheme
    numbers: tuple[int, ...]
    letter: str
    digits: str
    start: int
    at: int
    end: int
    bare: bool = False
    short: bool = False

    @property
    def reference(self) -> Reference:
        return Reference(self.scheme.key, self.numbers, self.scheme.form(self.numbers, self.letter))


_DIGIT = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", " ": None})


def _found(
    scheme: Scheme,
    number: re.Match[str],
    start: int,
    *,
    bare: bool = False,
    short: bool = False,
    lead: tuple[int, ...] = (),
) -> _Found:
    """A reference from its match; `lead` gives the numbers that a range's second end leaves out."""
    groups = number.groupdict()
    letter = groups.pop("letter", None) or ""
    digits = [each.translate(_DIGIT) for each in groups.values()]
    numbers = (*lead[: scheme.parts - len(digits)], *map(int, digits))
    return _Found(scheme, numbers, letter.lower(), digits[-1], start, number.start(), number.end(), bare, short)


def _completed(first: _Found, last: _Found) -> int:
    """The last number of a range whose second end may hold only its last digits: 104-8 ends at 108."""
    end, missing = last.numbers[-1], len(first.digits) - len(last.digits)
    if last.bare and end < first.numbers[-1] and missing > 0:
        return int(first.digits[:missing] + last.digits)
    return end


def _why_not(first: _Found, last: _Found, end: int) -> str:
    """Why a range cannot be written out, in plain words; '' if it can."""
    size = end - first.numbers[-1] + 1
    if first.letter or last.letter:
        return "a range of numbers with letters is not written out: list them"
    if first.numbers[:-1] != last.numbers[:-1]:
        return "only the last number may differ in a range"
    if size < 1:
        return "the range runs backwards"
    return f"the range has {size} references, more than {LONGEST_RANGE}" if size > LONGEST_RANGE else ""


def _repairs(typed: str, prefix: str, number: str, found: _Found) -> list[str]:
    """What was odd about a reference as typed, in plain words."""
    scheme = found.scheme
    told = [str(each) for each in lookalikes(typed)]
    spaced = prefix.strip().count(" ") > scheme.prefix.count(" ")
    if spaced and prefix.replace(" ", "").casefold() == scheme.prefix.replace(" ", "").casefold():
        told.append("letters spaced")
    if found.short and prefix.isalpha():
        told.append("part of the scheme is left out")
    if scheme.parts == 1 and " " in number:
        told.append("digits spaced")
    if any(each in "OoIl" for each in number.removesuffix(found.letter)):
        told.append("a letter in place of a digit")
    if number.count("-") < scheme.shape.count("-"):
        told.append("the dash is left out")
    return told


def _left_out(typed: str, read: str) -> str:
    """What was odd about numbers without their scheme, in plain words."""
    return f"{typed} read as {read} (the scheme is left out)"


def _plain(typed: str) -> tuple[str, Sequence[int]]:
    """The text on a plain keyboard with single spaces, and for each of its characters the position as typed."""
    if typed.isascii() and typed.isprintable() and "  " not in typed:
        return typed, range(len(typed))
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(typed):
        for letter in plain_letter(character):
            if letter != " " or (letters and letters[-1] != " "):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


class _Reader:
    """Goes through one cell from left to right; `reach` is the scheme that a number without one belongs to."""

    def __init__(self, raw: str, schemes: Schemes, reach: Scheme | None) -> None:
        self.raw, self.schemes, self.reach = raw, schemes, reach
        self.typed = clean(raw)
        self.text, self.places = _plain(self.typed)
        self.references: list[Reference] = []
        self.ranges: list[Range] = []
        self.unread: list[Unread] = []
        self.notes: list[str] = []
        self.phrases: list[tuple[int, int]] = []
        self.left_out: list[_Found] = []

    def read(self) -> ReferenceList:
        at, in_phrase = 0, False
        while at < len(self.text):
            gap = _SEPARATORS.match(self.text, at)
            if gap:
                at = gap.end()
                continue
            end = self._reference(at) or self._no_reference(at, in_phrase)
            if end:
                at, in_phrase = end, False
                continue
            start, at = at, self._word_end(at)
            self.phrases.append((self.phrases.pop()[0] if in_phrase else start, at))
            in_phrase, self.reach = True, None
        return self._result()

    def _result(self) -> ReferenceList:
        if self.left_out:
            read = ", ".join(found.reference.text for found in self.left_out)
            typed = ", ".join(self.text[found.start : found.end] for found in self.left_out)
            self.notes.append(_left_out(typed, read))
        self.notes += [f"{each} is stated more than once" for each, n in Counter(self.references).items() if n > 1]
        words = tuple(self._phrase(start, end) for start, end in self.phrases)
        ranges, unread, notes = tuple(self.ranges), tuple(self.unread), tuple(dict.fromkeys(self.notes))
        besides = Besides(ranges, unread, notes, words)
        return ReferenceList(
            self.raw, tuple(self.references), NOTHING_BESIDES if besides == NOTHING_BESIDES else besides
        )

    def _phrase(self, start: int, end: int) -> str:
        """The words between two positions, with the bracket that closes one opened in them."""
        closed = self.text[end : end + 1] == ")" and self.text.count("(", start, end) > self.text.count(")", start, end)
        return self._as_typed(start, end + closed)

    def _as_typed(self, start: int, end: int) -> str:
        """The words between two positions of the plain text, as typed but on one line."""
        return " ".join(self.typed[self.places[start] : self.places[end - 1] + 1].split())

    def _reference(self, at: int) -> int:
        """Read the reference or range that begins here, and say where it ends; 0 if there is none."""
        first = self._find(at)
        if first is None:
            return 0
        self.reach = first.scheme
        mark = _TO.match(self.text, first.end)
        last = self._last(mark.end(), first) if mark else None
        if mark and last and last.scheme == first.scheme:
            return self._range(first, last, mark)
        if last:
            piece = self._as_typed(at, last.end)
            self.notes.append(f"'{piece}' joins two schemes by a dash: read as two references, not as a range")
        elif mark and not self.text[mark.end() :].strip():
            self.notes.append(f"'{self._as_typed(at, len(self.text))}' is a range with no end")
        self._take(first)
        self.references.append(first.reference)
        return first.end

    def _range(self, first: _Found, last: _Found, mark: re.Match[str]) -> int:
        """Write out a range, or set it aside, and say where it ends."""
        again = _TO.match(self.text, last.end)
        third = self._last(again.end(), first) if again else None
        if third and third.scheme == first.scheme:
            self.unread.append(Unread(self._as_typed(first.start, third.end), "a range has two ends"))
            return third.end
        self._write_out(first, last, mark)
        return last.end

    def _find(self, at: int) -> _Found | None:
        """The reference that begins here: with its prefix, or with less where a scheme is expected."""
        prefix = self.schemes.prefixed.match(self.text, at)
        if prefix:
            scheme = self.schemes.named(prefix)
            number = self.schemes.number[scheme.key].match(self.text, prefix.end())
            if number:
                return _found(scheme, number, at)
        if self.reach is None:
            return None
        short = self.schemes.short[self.reach.key].match(self.text, at)
        starts = [numeral.match(self.text, at) for numeral in self.schemes.numeral[self.reach.key]]
        for start in filter(None, [short, *starts]):
            number = self.schemes.number[self.reach.key].match(self.text, start.end())
            if number:
                return _found(self.reach, number, at, short=True)
        if _DATE.match(self.text, at):
            return None
        for scheme in self.schemes.bare_with(self.reach):
            number = self.schemes.number[scheme.key].match(self.text, at)
            if number:
                return _found(scheme, number, at, bare=True)
        return None

    def _last(self, at: int, first: _Found) -> _Found | None:
        """The second end of a range: a reference in full, or only its last numbers."""
        whole = self._find(at)
        if whole or _DATE.match(self.text, at):
            return whole
        for tail in self.schemes.tails[first.scheme.key][1:]:
            number = tail.match(self.text, at)
            if number:
                return _found(first.scheme, number, at, bare=True, lead=first.numbers)
        return None

    def _write_out(self, first: _Found, last: _Found, mark: re.Match[str]) -> None:
        """Add the references from first to last, or say why the range cannot be written out."""
        raw = self._as_typed(first.start, last.end)
        end = _completed(first, last)
        why = _why_not(first, last, end)
        if why:
            self.unread.append(Unread(raw, why))
            return
        self._take(first)
        if not last.bare:
            self._take(last)
        elif end != last.numbers[-1]:
            self.notes.append(f"'{raw}' read as far as {first.scheme.form((*first.numbers[:-1], end))}")
        dash = _DASHES.get(self._as_typed(mark.start(), mark.end()).strip())
        if dash:
            self.notes.append(f"'{raw}' is a range with {dash}")
        numbers = [(*first.numbers[:-1], n) for n in range(first.numbers[-1], end + 1)]
        written = [Reference(first.scheme.key, each, first.scheme.form(each)) for each in numbers]
        self.references += written
        self.ranges.append(Range(raw, written[0], written[-1]))

    def _take(self, found: _Found) -> None:
        """Note what had to be repaired to read a reference."""
        if found.bare:
            self.left_out.append(found)
            return
        typed = self._as_typed(found.start, found.end)
        if typed != found.reference.text:
            prefix, number = self.text[found.start : found.at], self.text[found.at : found.end]
            reasons = "; ".join(_repairs(typed, prefix, number, found))
            self.notes.append(f"'{typed}' read as {found.reference}" + (f" ({reasons})" if reasons else ""))

    def _no_reference(self, at: int, in_phrase: bool) -> int:
        """Set aside a piece that looks like a reference and is none, and say where it ends; 0 if it is prose.

        A prefix alone is prose among words ('the technology (ICT) strategy'), but not after a reference.
        """
        bare = None if in_phrase else self.schemes.bare.match(self.text, at)
        end = bare.end() if bare else self._code_end(at)
        if not end:
            return 0
        piece = self._as_typed(at, end)
        self.unread.append(Unread(piece, *self._explain(self.text[at:end], alone=bool(bare))))
        self.reach = None
        return end

    def _code_end(self, at: int) -> int:
        """Where a code or figure ends, such as 'JE16', 'FINO-1.11', '27.90%'; 0 if none begins here."""
        start = at
        for _ in range(3):
            word = _CAPITALS.match(self.text, at)
            if not word or self._known(at):
                break
            at = word.end()
        attached = None if at > start else _ATTACHED.match(self.text, at)
        at = attached.end() if attached else at
        figure = _FIGURE.match(self.text, at)
        if not figure or (at > start and self._known(at)):
            return 0
        at = figure.end()
        more = _MORE.match(self.text, at)
        while more and not self._known(at + (more[0][0] in ".,/-")):
            at = more.end()
            more = _MORE.match(self.text, at)
        return at

    def _known(self, at: int) -> bool:
        """Whether a reference with its prefix begins here."""
        prefix = self.schemes.prefixed.match(self.text, at)
        if prefix is None:
            return False
        return bool(self.schemes.number[self.schemes.named(prefix).key].match(self.text, prefix.end()))

    def _explain(self, piece: str, alone: bool) -> tuple[str, str | None]:
        """Why a piece is no reference, and the known prefix nearest to it."""
        if alone:
            return "it has no number", None
        letters = "".join(takewhile(lambda each: each.isalpha() or each == " ", piece)).replace(" ", "").casefold()
        if not letters:
            figure = "%" in piece or "£" in piece or "." in piece.strip(".")
            return ("a figure, not a reference" if figure else "a number without a scheme"), None
        prefixes = {scheme.prefix.replace(" ", "").casefold(): scheme for scheme in self.schemes if scheme.prefix}
        if letters in prefixes:
            return f"such a reference looks like {prefixes[letters].example}", None
        close = nearest(letters, prefixes)
        return "no such scheme is known", prefixes[close].prefix if close else None

    def _word_end(self, at: int) -> int:
        word = _WORD.match(self.text, at)
        return word.end() if word else at + 1
