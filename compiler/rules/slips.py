"""W: slips of the pen, proved by the plans themselves: a word that stands otherwise in the same words, or twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass
from compiler.domain.likeness import NUMBERS
from compiler.domain.record import Record
from compiler.domain.regex import regex
from compiler.domain.returned import Role
from compiler.domain.text import fold
from compiler.rules.case import Answered, Case
from compiler.rules.columnwise import Place
from compiler.rules.people import one_letter_apart
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.said import Compared, said, typed
from compiler.rules.wording import counted, quote
from compiler.rules.words import swapped
from compiler.rules.written import Written

_TWICE = regex(r"(?<![\w-])([A-Za-z]{2,})[ \t\n]+(\1)(?![\w-])", re.IGNORECASE)
_DOUBLED = regex(r"(?<![\w-])([a-z]{2,})[ \t\n]+\1(?![\w-])")
"""The same in small letters, for all texts joined: it takes a fifth of the time."""
_MAY_REPEAT = frozenset({"that", "had"})
_SHORTEST = 3
_LONGEST = 40
_LONG = 5
_SAME_WORDS = 4
_LONG_RUN = 6
_MORE_OFTEN = 3
_ADJECTIVE = "al"
_ENDINGS = ("s", _ADJECTIVE)


def written(cells: Iterable[Answered]) -> list[Answered]:
    """Those cells that hold words of their author, as against names of officers and words chosen from a list."""
    return [cell for cell in cells if cell.column.type == "text" and cell.entry.given]


class Standing(NamedTuple):
    """A word where it stands: the cell, its words as they are compared, which of them it is, and whose wording it is.

    A row that stands in two plans speaks with one `voice`, and so do the same words in two rows.
    """

    place: Place
    words: tuple[str, ...]
    at: int
    voice: str

    @property
    def cell(self) -> Answered:
        """The cell."""
        down, number = self.place
        return down.cell(number)

    @property
    def before(self) -> tuple[str, ...]:
        """The word before it; none at the beginning."""
        return self.words[self.at - 1 : self.at] if self.at else ()

    @property
    def after(self) -> tuple[str, ...]:
        """The word after it; none at the end."""
        return self.words[self.at + 1 : self.at + 2]


class Around:
    """The places of a word by the words beside it: without one of these two the words around prove nothing."""

    def __init__(self, places: Sequence[Standing]) -> None:
        self.places = places
        self._before: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._after: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, place in enumerate(places):
            self._before[place.before].append(number)
            self._after[place.after].append(number)

    def touches(self, place: Standing) -> bool:
        """Whether a word stands beside some of the places too that stands beside another place."""
        return place.after in self._after or (place.at > 0 and place.before in self._before)

    def touching(self, place: Standing) -> list[Standing]:
        """The places beside which such a word stands, in their order."""
        before = self._before.get(place.before, ()) if place.at > 0 else ()
        return [self.places[number] for number in sorted({*before, *self._after.get(place.after, ())})]


def _voice(record: Record, text: str) -> str:
    reference = fold(record.text("reference"))
    return f"{record.kind.value} {reference}" if reference else " ".join(said(text).compared)


@dataclass(frozen=True)
class Vocabulary:
    """Every word that was written in the workbooks of some roles, and where it stands."""

    written: Written
    roles: Sequence[Role]

    @cached_property
    def _by_role(self) -> Mapping[Role, Compared]:
        return {role: Compared(self.written.of(role)) for role in self.roles}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word."""
        return frozenset[str]().union(*(held.words for held in self._by_role.values()))

    @cached_property
    def _holders(self) -> dict[str, list[Place]]:
        """The cells in which a word stands, for those words that were looked for."""
        return {}

    def _look_for(self, words: Iterable[str]) -> None:
        """Find the cells in which some words stand: a few of all, which would take long to find for every word."""
        wanted = frozenset(words) - self._holders.keys()
        self._holders.update((word, []) for word in wanted)
        found = (held.holding(wanted) for held in self._by_role.values())
        texts = {text: held for each in found for text, held in each.items()}
        for down, number in self.written.places(texts, self.roles):
            for word in texts[down.raws[number]]:
                self._holders[word].append((down, number))

    @cached_property
    def _voices(self) -> dict[tuple[int, str], str]:
        return {}

    def _voice(self, place: Place) -> str:
        """Whose wording the words of a cell are."""
        record, raw = place[0].records[place[1]], place[0].raws[place[1]]
        found = self._voices.get((id(record), raw))
        if found is None:
            found = self._voices[id(record), raw] = _voice(record, raw)
        return found

    @cached_property
    def _often(self) -> dict[str, int]:
        return {}

    def often(self, word: str) -> int:
        """In how many wordings a word stands; counted only for the few that are asked about."""
        if word not in self._often:
            self._often[word] = len(set(map(self._voice, self._holders[word])))
        return self._often[word]

    @cached_property
    def _places(self) -> dict[str, tuple[Standing, ...]]:
        return {}

    def places(self, word: str) -> tuple[Standing, ...]:
        """The places of a word, one of those that are near another."""
        if word not in self._places:
            self._places[word] = tuple(self._find(word))
        return self._places[word]

    @cached_property
    def _around(self) -> dict[str, Around]:
        return {}

    def around(self, word: str) -> Around:
        """The same by the words beside it."""
        if word not in self._around:
            self._around[word] = Around(self.places(word))
        return self._around[word]

    def _find(self, word: str) -> Iterator[Standing]:
        for place in self._holders[word]:
            words, at, voice = said(place[0].raws[place[1]]).compared, -1, self._voice(place)
            for _ in range(words.count(word)):
                at = words.index(word, at + 1)
                yield Standing(place, words, at, voice)

    def only_in(self, role: Role) -> frozenset[str]:
        """The words that stand in plans, or in returns, alone."""
        others = (held.words for each, held in self._by_role.items() if each is not role)
        return self._by_role[role].words.difference(*others)

    def near(self, rare: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each of some words with a more usual one that is a slip away: a letter too many, too few, wrong or turned.

        Found through what is left of a word without one letter, so that each word is not held against all others.
        """
        slipped: dict[str, list[str]] = defaultdict(list)
        for word in filter(_spelt, rare):
            for left in _without_a_letter(word):
                slipped[left].append(word)
        found: set[tuple[str, str]] = set()
        for other in filter(_spelt, self.words):
            for left in _without_a_letter(other):
                if left in slipped:
                    found.update((word, other) for word in slipped[left] if word != other)
        near = [pair for pair in sorted(found) if one_letter_apart(*pair) or _ending(*pair)]
        self._look_for(chain.from_iterable(near))
        return ((word, other) for word, other in near if self.often(word) < self.often(other))

    def begins_another(self, word: str, but: str) -> bool:
        """Whether another word begins with this one, as 'teaching' does with 'teach': then it is no slip of a word."""
        return len(word) > _SHORTEST and any(each.startswith(word) for each in self.words if each not in (word, but))


def _spelt(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def _without_a_letter(word: str) -> list[str]:
    return [word, word.removesuffix(_ADJECTIVE), *[word[:n] + word[n + 1 :] for n in range(len(word))]]


def slipped(case: Case) -> Iterator[Point]:
    """Words that stand nowhere else, where the same words around them stand elsewhere with another.

    The plans are held against themselves, so that they are told the same in every period; returns against all.
    """
    known = frozenset(fold(short) for short in case.profile.glossary)
    for role in (Role.RETURN,) if case.of_returns else (Role.PLAN, Role.RETURN):
        vocabulary = Vocabulary(case.written, (Role.PLAN,) if role is Role.PLAN else tuple(Role))
        told: set[str] = set()
        for rare, usual in vocabulary.near(word for word in vocabulary.only_in(role) if word not in known):
            witness = _witness(rare, usual, vocabulary) if rare not in told else None
            if witness is not None:
                told.add(rare)
                yield _slipped(rare, usual, vocabulary.places(rare), witness)


def _witness(rare: str, usual: str, vocabulary: Vocabulary) -> Standing | None:
    """Where the usual word stands in the words around the rare one, if it does so for all its places; else None."""
    ending, times, more = _ending(rare, usual), vocabulary.often(rare), vocabulary.often(usual)
    found: Standing | None = None
    places = vocabulary.places(rare)
    theirs = vocabulary.around(usual)
    if not all(map(theirs.touches, places)):
        return None
    for place in places:
        around = [(other, _shared(place, other)) for other in theirs.touching(place)]
        agreed = [(other, sum(shared)) for other, shared in around if _proves(rare, usual, place, *shared)]
        long = any(length >= _LONG_RUN for _, length in agreed)
        often = ending is None and more >= (1 if long else _MORE_OFTEN) * times
        if not agreed or not (often or len({other.voice for other, _ in agreed}) > times):
            return None
        found = found or agreed[0][0]
    return None if ending is None and vocabulary.begins_another(rare, usual) else found


def _shared(one: Standing, other: Standing) -> tuple[int, int]:
    """How many words before and after two places are the same."""
    before = zip(reversed(one.words[: one.at]), reversed(other.words[: other.at]), strict=False)
    after = zip(one.words[one.at + 1 :], other.words[other.at + 1 :], strict=False)
    return _run(before), _run(after)


def _run(pairs: Iterable[tuple[str, str]]) -> int:
    length = 0
    for one, other in pairs:
        if one != other:
            break
        length += 1
    return length


def _proves(rare: str, usual: str, place: Standing, left: int, right: int) -> bool:
    """Whether the words that two places share show that one word was meant, and not two."""
    if not (left or right):
        return False
    ending = _ending(rare, usual)
    if ending == "s":
        return len(rare) < len(usual) and left >= 1 and right >= 1 and left + right >= _SAME_WORDS
    near = (*place.words[max(0, place.at - min(left, 2)) : place.at], *place.words[place.at + 1 :][: min(right, 2)])
    telling = any(len(word) >= _LONG for word in near)
    if ending is not None:
        return left + right >= 2 and telling
    return left + right >= _SAME_WORDS or (telling and len(rare) >= _LONG and swapped(rare, usual))


def _ending(one: str, other: str) -> str | None:
    """The ending by which two words differ, if one of them is the other with an ending."""
    shorter, longer = sorted((one, other), key=len)
    return next((ending for ending in _ENDINGS if shorter + ending == longer), None)


def _slipped(rare: str, usual: str, places: Sequence[Standing], witness: Standing) -> Point:
    cell = places[0].cell
    others = dict.fromkeys(place.cell.entry.origin for place in places)
    others.pop(cell.entry.origin, None)
    return point_at(
        cell,
        f"{quote(_as_typed(cell, rare))} stands in {counted(len(others) + 1, 'cell')} and nowhere else; "
        f"{witness.cell.entry.origin} has {quote(_around(witness))}.",
        "The same is written with the same word.",
        f"If {quote(_as_typed(witness.cell, usual))} is meant, correct it.",
        others=(*others, witness.cell.entry.origin),
    )


def _as_typed(cell: Answered, word: str) -> str:
    words = typed(cell.entry.raw)
    return next((each for each in words if NUMBERS.get(each.casefold(), each.casefold()) == word), word)


def _around(place: Standing) -> str:
    """A place in its own words, with a few on either side."""
    words = typed(place.cell.entry.raw)
    return " ".join(words[max(0, place.at - 3) : place.at + 3])


def twice(case: Case) -> Iterator[Point]:
    """Words that stand twice in succession, and cells that say all they say twice."""
    texts = case.texts("text")
    doubled = texts.matching(_DOUBLED) | frozenset(filter(_all_twice, texts.texts))
    for cell in written(case.saying(doubled, "text")):
        if _all_twice(cell.entry.raw):
            yield point_at(
                cell,
                f"All of {quote(cell.entry.raw, 150)} stands there twice.",
                "What a cell says is said once.",
                "Delete one of the two.",
            )
            continue
        for found in _TWICE.finditer(cell.entry.raw):
            one, other = found.groups()
            if one.casefold() not in _MAY_REPEAT and other in (one, one.casefold()):
                yield point_at(
                    cell,
                    f"{quote(one)} stands twice in succession: {quote(_with_neighbours(cell.entry.raw, found))}.",
                    "A word is written once.",
                    "Delete one of the two.",
                )


def _all_twice(text: str) -> bool:
    """Whether the second half of a cell is its first half again; of long ones but for a letter or a word."""
    typed_words = text.split()
    half, odd = divmod(len(typed_words), 2)
    if odd or not half or typed_words[0][0].lower() != typed_words[half][0].lower():
        return False
    words = fold(text).split()
    one, other = words[:half], words[half:]
    if len(one) != len(other) or not words[0][0].isalpha():
        return False
    apart = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    slips = half >= _LONG_RUN and len(apart) == 1 and (one_letter_apart(*apart[0]) or _ending(*apart[0]) is not None)
    return not apart or slips


def _with_neighbours(text: str, found: re.Match[str]) -> str:
    before, after = text[: found.start()].split()[-2:], text[found.end() :].split()[:2]
    return " ".join((*before, found[0], *after))


SLIP_RULES = (
    Rule(
        "W906",
        "A word that stands otherwise in the same words",
        "A slip of the pen in a printed plan is copied from year to year, and nobody finds the row by the right word.",
        Severity.NOTE,
        Scope.WORDS,
        slipped,
    ),
    Rule(
        "W909",
        "A word twice in succession",
        "A word that was written twice is passed over by its author and seen by everybody else.",
        Severity.NOTE,
        Scope.WORDS,
        twice,
    ),
)
