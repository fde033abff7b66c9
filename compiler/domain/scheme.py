"""Families of references, as a profile declares them: the prefix, the form of the number, what they refer to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress, repeat
from operator import eq
from typing import TypeVar

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.domain.text import plain
from compiler.domain.tuples import NamedTuple

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A family of references with one prefix, such as the national indicators 'NI 72' or the risks 'POL6-1.11'.

    `prefix` is printed before the number, NI in NI 72. `shape` is the form of the number: '#' stands for digits, '-',
    '.' and '/' for themselves, a last 'a' for a letter that may follow ('#a' is 14 or 14b). `width` pads the first
    digits with zeros (3 gives CSD P014), `separator` stands between prefix and number where the reference is printed in
    full. `of` is what it refers to, a word of the profile (action, indicator, risk, outcome, plan…). `aliases` are
    further prefixes that are read as this one ('P' for 'CSD P'); one made of digits ('0' for 'O' in outcome 01) counts
    only where the scheme is expected anyway. A prefix may be empty for bare numbers ('Link to risk: 1, 2'); such
    schemes of one kind are told apart by shape.
    """

    key: str
    prefix: str
    of: str = "indicator"
    shape: str = "#"
    width: int = 0
    separator: str = " "
    aliases: tuple[str, ...] = ()

    def form(self, numbers: tuple[int, ...], letter: str = "") -> str:
        """The reference in its printed form: 'NI 72', 'CSD P014', 'POL6-1.11', 'LPI CS 14a'.

        ValueError if there are not as many numbers as the shape has.
        """
        if len(numbers) != self.parts:
            raise ValueError(f"{self.prefix} takes {self.parts} numbers, not {len(numbers)}")
        digits = iter([str(numbers[0]).zfill(self.width), *map(str, numbers[1:])])
        number = "".join(next(digits) if mark == "#" else mark for mark in self.shape.removesuffix("a"))
        return f"{self.prefix}{self.separator if self.prefix else ''}{number}{letter}"

    @property
    def parts(self) -> int:
        """How many numbers a reference has: 1 for NI 72, 3 for POL6-1.11."""
        return self.shape.count("#")

    @property
    def example(self) -> str:
        """A reference of this family, to show its form in a message."""
        return self.form((1,) * self.parts)

    @property
    def problem(self) -> str:
        """What is wrong with the declaration, in a sentence; '' when it can be used."""
        if not re.fullmatch(r"#(?:[-./]#){0,3}a?", self.shape):
            return f"the shape '{self.shape}' should be made of '#', '-', '.' and '/', such as '#' or '#-#.#'"
        if not 0 <= self.width <= 6:
            return f"the width {self.width} should be from 0 to 6"
        if any(not re.search(r"\w", spelling) for spelling in (*self.aliases, self.prefix or "x")):
            return "a prefix or alias has no letter"
        return ""


class Reference(NamedTuple):
    """One reference: the key of its scheme, its numbers ((72,) or (6, 1, 11)), and its printed form 'NI 72'.

    Equal references have equal printed forms, however they were typed. They sort by scheme, then by number.
    """

    # A named tuple, not a frozen dataclass: it is looked up and compared a hundred times a row, four times as quickly.
    scheme: str
    number: tuple[int, ...]
    text: str

    def __str__(self) -> str:
        return self.text


class Printed(NamedTuple):
    """References of one family in their printed form: its key, the texts, and the number of each."""

    scheme: str
    texts: Sequence[str]
    numbers: Sequence[int]

    @property
    def references(self) -> Iterator[Reference]:
        """The references, one after another."""
        return map(_new, repeat(Reference), zip(repeat(self.scheme), zip(self.numbers), self.texts))


STOP_WORDS = "and|or|plus|refs?|references?"
"""Words between references that say nothing."""
_DIGITS_ALONE, _MOST_DIGITS, _LONGEST_START = "0123456789", 6, 40
_NUMBER = r"([0-9]{1,6}(?:[-./][0-9]{1,6}){0,3})([a-z]?)"
_new = tuple.__new__
_PRINTED = regex(rf"([^0-9]{{0,40}}){_NUMBER}")
_SEVERAL = regex(rf"([A-Za-z][^0-9,;]{{0,39}}){_NUMBER}(?:; |, | |$)|(.+)", re.DOTALL)
_MARKS = regex(r"[-./]")
_NOISE = r"(?:[ ,.:;#-]{0,3}(?i:no\.? ?)?)"
_DIGITS = r"[OoIl]{0,2}[0-9][0-9OoIl]{0,5}(?![0-9])"
_BETWEEN = {"-": r"(?: ?- ?| )", ".": r" ?\. ?", "/": " ?/ ?"}
_NEVER = "(?!)"


class Schemes:
    """The schemes of a profile, made ready once for reading many cells.

    Schemes that cannot be used are left out, and `problems` holds (key, what is wrong) for each: the profile's
    author made the mistake, so it is told, not raised.
    """

    __slots__ = (
        *("_bare", "_by_key", "_groups", "_hash", "_plain", "problems"),
        *("bare", "number", "numeral", "prefixed", "short", "tails"),
    )

    def __init__(self, schemes: Iterable[Scheme] = ()) -> None:
        self.problems: tuple[tuple[str, str], ...] = ()
        self._by_key: dict[str, Scheme] = {}
        spellings: dict[str, str] = {}
        for scheme in schemes:
            problem = scheme.problem or self._clash(scheme, spellings)
            if problem:
                self.problems += ((scheme.key, problem),)
                continue
            self._by_key[scheme.key] = scheme
            spellings |= {_letters(spelling): scheme.key for spelling in _spellings(scheme)}
        self._hash = hash(tuple(self._by_key.values()))
        self._plain = {s.prefix + s.separator: s for s in self if s.prefix and _is_plain(s, spellings)}
        self._bare = _Expressions(self._by_key, self._told_apart)
        self._compile()

    def _clash(self, scheme: Scheme, spellings: dict[str, str]) -> str:
        taken = [spelling for spelling in _spellings(scheme) if _letters(spelling) in spellings]
        if scheme.key in self._by_key:
            return f"the key '{scheme.key}' is declared twice"
        return f"'{taken[0]}' is declared for {spellings[_letters(taken[0])]} as well" if taken else ""

    def _compile(self) -> None:
        """One expression for every prefix, the longest first, and for each scheme those of its numbers."""
        worded = [(spelling, s) for s in self for spelling in _spellings(s) if not _letters(spelling).isdecimal()]
        worded.sort(key=lambda pair: -len(_letters(pair[0])))
        self._groups = {f"s{n}": scheme for n, (_, scheme) in enumerate(worded)}
        named = [
            f"(?P<s{n}>{_spelling(spelling, apart=scheme.separator == ' ' and spelling == scheme.prefix)})"
            for n, (spelling, scheme) in enumerate(worded)
        ]
        self.prefixed = regex("|".join(named) or _NEVER)
        whole = [spelling for spelling, _ in worded if len(_letters(spelling)) > 1]
        alone = "|".join(_spaced(spelling) for spelling in whole) or _NEVER
        self.bare = regex(rf"(?<![A-Za-z0-9])(?:{alone})(?![A-Za-z0-9])(?!{_NOISE}[0-9])")
        starts = "|".join(_spelling(spelling) for spelling in whole) or _NEVER
        self.number = _Expressions(self._by_key, partial(_whole, starts=starts))
        self.tails = _Expressions(self._by_key, partial(_tails, starts=starts))
        self.short = _Expressions(self._by_key, _last_word)
        self.numeral = _Expressions(self._by_key, _numerals)

    def __iter__(self) -> Iterator[Scheme]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __getitem__(self, key: str) -> Scheme:
        return self._by_key[key]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Schemes) and self._by_key == other._by_key

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Schemes({list(self)!r})"

    def of(self, what: str) -> tuple[Scheme, ...]:
        """The schemes that refer to one kind of thing: `of('risk')`."""
        return tuple(scheme for scheme in self if scheme.of == what)

    def bare_with(self, scheme: Scheme) -> tuple[Scheme, ...]:
        """The schemes that a number without a prefix may belong to where one is expected: it, and if it has no prefix
        the others without that refer to the same kind of thing (1.1 and 3.4.2)."""
        if scheme.prefix:
            return (scheme,)
        return (scheme, *(each for each in self.of(scheme.of) if not each.prefix and each is not scheme))

    def reference(self, key: str, *numbers: int, letter: str = "") -> Reference:
        """The reference with these numbers: `reference('ni', 72)` is NI 72. KeyError if there is no such scheme."""
        return Reference(key, numbers, self[key].form(numbers, letter))

    def printed(self, text: str) -> tuple[Reference, ...]:
        """The references of a text that is one or more in their printed form and nothing else, all different.

        () for whatever else may be read. Most cells of references are such: they are read in 3 µs instead of 30.
        """
        found = _PRINTED.fullmatch(text)
        if found:
            one = self._in_print(text, *found.groups())
            return (one,) if one else ()
        *pieces, last = _SEVERAL.findall(text) or [("", "", "", text)]
        if last[3]:
            return ()
        several = [self._in_print("".join(piece[:3]), *piece[:3]) for piece in (*pieces, last)]
        return tuple(filter(None, several)) if None not in several and len(set(several)) == len(several) else ()

    def printed_alike(self, texts: Sequence[str]) -> Iterator[Printed]:
        """Of texts those that are one reference with one number in its printed form, family by family; no others.

        Most columns of references hold them alone, and of one family: they are read without a call for each.
        """
        starts = list(map(str.rstrip, texts, repeat(_DIGITS_ALONE)))
        for start in dict.fromkeys(starts):
            scheme = self._plain.get(start)
            if scheme is None or scheme.shape not in ("#", "#a") or len(start) > _LONGEST_START:
                continue
            of_it = [text for text, own in zip(texts, starts, strict=True) if own == start]
            digits = [text[len(start) :] for text in of_it]
            numbers = [int(each) if 0 < len(each) <= _MOST_DIGITS else -1 for each in digits]
            same = list(map(eq, map(str.zfill, map(str, numbers), repeat(scheme.width)), digits))
            if not all(same):
                of_it, numbers = list(compress(of_it, same)), list(compress(numbers, same))
            yield Printed(scheme.key, of_it, numbers)

    def printed_several(self, texts: Iterable[str]) -> dict[str, tuple[Reference, ...]]:
        """Of texts those that are several such references with commas or semicolons between, all different."""
        parted = ((text, text.split("; " if ";" in text else ", ")) for text in texts)
        pieces = {text: several for text, several in parted if len(several) > 1}
        each = list({piece for several in pieces.values() for piece in several})
        known = {reference.text: reference for found in self.printed_alike(each) for reference in found.references}
        return {
            text: tuple(map(known.__getitem__, several))
            for text, several in pieces.items()
            if known.keys() >= (apart := set(several)) and len(apart) == len(several)
        }

    def printed_bare(self, text: str, default: str) -> Reference | None:
        """The reference of a text that is but a number, where its scheme and all that it may be mixed up with have no
        prefix and are told apart by how many numbers they have; None for whatever else may be read."""
        found = _PRINTED.fullmatch(text)
        if not found or found[1]:
            return None
        parts = len(_MARKS.split(found[2]))
        scheme = next((each for each in self._bare[default] if each.parts == parts), None)
        return _in_print(scheme, text, "", found[2], found[3]) if scheme else None

    def _told_apart(self, scheme: Scheme) -> tuple[Scheme, ...]:
        """The schemes that a number alone may belong to; none where that may be read in yet another way."""
        schemes = self.bare_with(scheme)
        digits = any(_letters(each)[0].isdecimal() for other in self for each in _spellings(other))
        plain = all(not each.prefix and set(each.shape) <= {"#", "."} for each in schemes)
        return schemes if plain and not digits else ()

    def _in_print(self, text: str, start: str, number: str, letter: str) -> Reference | None:
        """The reference that is printed so; None if it is no family's."""
        scheme = self._plain.get(start)
        return _in_print(scheme, text, start, number, letter) if scheme else None

    def named(self, found: re.Match[str]) -> Scheme:
        """The scheme whose prefix `prefixed` has found."""
        return self._groups[found.lastgroup or ""]


class _Expressions(dict[str, T]):
    """What is compiled for each scheme, by its key, when it is first asked for: a workbook has few of all families."""

    def __init__(self, schemes: Mapping[str, Scheme], made: Callable[[Scheme], T]) -> None:
        super().__init__()
        self._schemes, self._made = schemes, made

    def __missing__(self, key: str) -> T:
        self[key] = made = self._made(self._schemes[key])
        return made


_RUN_ON = regex(r"[0-9][A-Za-z]")


class Number:
    """The number of a reference, which ends where the next reference `starts`, or before anything but letters.

    Where no letter follows right after a digit, no next reference can start there, and an expression without those
    starts says the same: it is compiled in a tenth of the time.
    """

    __slots__ = ("_apart", "where_another_may_start")

    def __init__(self, number: str, starts: str) -> None:
        end = r"(?! ?%)(?!\.[0-9])(?=$|[^A-Za-z0-9]"
        self._apart, self.where_another_may_start = regex(f"{number}{end})"), regex(f"{number}{end}|{starts})")

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The number that begins at a place; None if none does."""
        return (self.where_another_may_start if _RUN_ON.search(text, at) else self._apart).match(text, at)


def _whole(scheme: Scheme, starts: str) -> Number:
    return Number(_number(scheme, scheme.parts), starts)


def _tails(scheme: Scheme, starts: str) -> list[Number]:
    return [Number(_number(scheme, parts), starts) for parts in range(scheme.parts, 0, -1)]


def _last_word(scheme: Scheme) -> re.Pattern[str]:
    return regex(_spelling(scheme.prefix.split()[-1]) if " " in scheme.prefix else _NEVER)


def _numerals(scheme: Scheme) -> list[re.Pattern[str]]:
    return [regex(_letters(alias)) for alias in scheme.aliases if _letters(alias).isdecimal()]


def _is_plain(scheme: Scheme, spellings: Iterable[str]) -> bool:
    """Whether a text that begins with the prefix and a digit is of this scheme, and read from its first letter."""
    begin = _letters(scheme.prefix)
    after = (each.casefold()[len(begin) :] for each in spellings if each.casefold().startswith(begin.casefold()))
    like = [each for each in after if not each or each[0].isdecimal()]
    start = scheme.prefix + scheme.separator
    return (
        len(like) == 1
        and scheme.separator in ("", " ")
        and start.isprintable()
        and bool(re.fullmatch(r"[A-Za-z](?: ?[^\W0-9_]|-)* ?", start, re.ASCII))
        and not re.match(rf"(?i:{STOP_WORDS}|to|through)\b", f"{start}1")
    )


def _in_print(scheme: Scheme, printed: str, start: str, number: str, letter: str) -> Reference | None:
    """The reference of a scheme, if it is printed so."""
    if scheme.shape == "#" and not letter and number.isdecimal():
        first = int(number)
        same = str(first).zfill(scheme.width) == number
        return _new(Reference, (scheme.key, (first,), printed)) if same else None
    numbers = tuple(map(int, _MARKS.split(number)))
    if len(numbers) != scheme.parts or (letter and (letter in "ol" or not scheme.shape.endswith("a"))):
        return None
    text = scheme.form(numbers, letter)
    return Reference(scheme.key, numbers, printed) if text == printed else None


def _spellings(scheme: Scheme) -> tuple[str, ...]:
    return tuple(spelling for spelling in (scheme.prefix, *scheme.aliases) if spelling)


def _letters(spelling: str) -> str:
    return plain(spelling).replace(" ", "")


def _spaced(spelling: str) -> str:
    """The prefix with a space allowed anywhere in it, as scanners print it: 'CS D P'."""
    return " ?".join(map(re.escape, _letters(spelling)))


def _spelling(spelling: str, apart: bool = False) -> str:
    """The prefix before a number. A single letter stands in capitals right before it ('P018'), lest prose be taken;
    with a space between only where that is how its references are printed (`apart`)."""
    if len(_letters(spelling)) == 1:
        return rf"(?<![A-Za-z0-9]){_spaced(spelling)}{' ?' if apart else ''}(?=[0-9])"
    return rf"(?<![A-Za-z])(?i:{_spaced(spelling)}){_NOISE}(?=[OoIl]{{0,2}}[0-9])"


def _number(scheme: Scheme, parts: int) -> str:
    """The last `parts` numbers of a reference, in groups n0, n1…, and the letter that may follow."""
    marks = scheme.shape.removesuffix("a").split("#")[1:-1][scheme.parts - parts :]
    digits = [f"(?P<n{n}>{_DIGITS})" for n in range(parts)]
    if scheme.width > 1 and parts == scheme.parts:
        # 'A0 7' is A07: a zero in front is never a number of its own.
        digits[0] = rf"(?P<n0>0(?: ?[0-9]){{{scheme.width - 1}}}(?![0-9])|{_DIGITS})"
    number = digits[0] + "".join(_BETWEEN[mark] + each for mark, each in zip(marks, digits[1:], strict=True))
    return number + ("(?P<letter>[A-Za-z])?" if scheme.shape.endswith("a") else "")
