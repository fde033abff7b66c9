"""The words of plans and returns, and where each stands: what a word that may be a slip is held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from compiler.domain.frozen import dataclass
from compiler.domain.returned import Role
from compiler.domain.tuples import NamedTuple
from compiler.rules.columnwise import Place
from compiler.rules.said import Compared, said
from compiler.rules.words import one_letter_apart
from compiler.rules.written import Written

_SHORTEST = 3
_LONGEST = 40
_ADJECTIVE = "al"
_ENDINGS = ("s", _ADJECTIVE)


class Standing(NamedTuple):
    """A word where it stands: the text, its words as they are compared, and which of them it is."""

    text: str
    words: tuple[str, ...]
    at: int

    @property
    def before(self) -> tuple[str, ...]:
        """The word before it; none at the beginning."""
        return self.words[self.at - 1 : self.at] if self.at else ()

    @property
    def after(self) -> tuple[str, ...]:
        """The word after it; none at the end."""
        return self.words[self.at + 1 : self.at + 2]


class Around:
    """Where a word stands, by the words beside it: without one of these two the words around prove nothing."""

    def __init__(self, standing: Sequence[Standing]) -> None:
        self.standing = standing
        self._before: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._after: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, each in enumerate(standing):
            self._before[each.before].append(number)
            self._after[each.after].append(number)

    def touches(self, other: Standing) -> bool:
        """Whether a word that stands beside another stands beside this one too."""
        return other.after in self._after or (other.at > 0 and other.before in self._before)

    def touching(self, other: Standing) -> list[Standing]:
        """Where a word stands beside this one that stands beside another, in their order."""
        before = self._before.get(other.before, ()) if other.at > 0 else ()
        return [self.standing[number] for number in sorted({*before, *self._after.get(other.after, ())})]


@dataclass(frozen=True)
class Vocabulary:
    """Every word that was written in the workbooks of some roles, and where it stands.

    A text that stands in many cells is looked at once. A row that stands in two plans speaks with one voice, and so do
    the same words in two rows.
    """

    written: Written
    roles: Sequence[Role]

    @cached_property
    def _by_role(self) -> Mapping[Role, Compared]:
        return {role: Compared(self.written.of(role)) for role in self.roles}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word."""
        return frozenset[str]().union(*(held.words for held in self._by_role.values()))

    def only_in(self, role: Role) -> frozenset[str]:
        """The words that stand in plans, or in returns, alone."""
        others = (held.words for each, held in self._by_role.items() if each is not role)
        return self._by_role[role].words.difference(*others)

    def near(self, rare: Iterable[str]) -> list[tuple[str, str]]:
        """Each of some words with a more usual one that is a slip away: a letter too many, too few, wrong or turned.

        Found through what is left of a word without one letter, so that each word is not held against all others.
        """
        slipped: dict[str, list[str]] = defaultdict(list)
        for word in filter(_spelt, rare):
            for left in _without_a_letter(word):
                slipped[left].append(word)
        found: set[tuple[str, str]] = set()
        for other in filter(_spelt, self.words) if slipped else ():
            for left in _without_a_letter(other):
                if left in slipped:
                    found.update((word, other) for word in slipped[left] if word != other)
        near = [pair for pair in sorted(found) if one_letter_apart(*pair) or ending_between(*pair)]
        self._look_for(frozenset(chain.from_iterable(near)))
        return [(word, other) for word, other in near if self.more_often(other, self.often(word))]

    def begins_another(self, word: str, but: str) -> bool:
        """Whether another word begins with this one, as 'teaching' does with 'teach': then it is no slip of a word."""
        return len(word) > _SHORTEST and any(each.startswith(word) for each in self.words if each not in (word, but))

    @cached_property
    def _holders(self) -> dict[str, list[str]]:
        """The texts in which a word stands, for those words that were looked for, in the order of their first cells."""
        return {}

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, Place]]]:
        """The cells in which a text stands, each with its number among all that were found."""
        return defaultdict(list)

    def _look_for(self, words: frozenset[str]) -> None:
        """Find where some words stand: a few of all, which would take long to find for every word."""
        found = (held.holding(words) for held in self._by_role.values())
        texts = {text: held for each in found for text, held in each.items()}
        places = self._places
        for each in enumerate(self.written.places(texts, self.roles)):
            down, row = each[1]
            places[down.raws[row]].append(each)
        for text in places:
            for word in texts[text]:
                self._holders.setdefault(word, []).append(text)

    def places(self, texts: Iterable[str]) -> list[Place]:
        """The cells in which some texts stand, workbook by workbook and row by row."""
        found = chain.from_iterable(self._places[text] for text in dict.fromkeys(texts))
        return [place for _, place in sorted(found, key=lambda each: each[0])]

    @cached_property
    def _voices(self) -> dict[str, frozenset[str]]:
        return {}

    def voices(self, texts: Iterable[str]) -> int:
        """In how many wordings some texts are."""
        return len(frozenset[str]().union(*map(self._voices_of, texts)))

    def _voices_of(self, text: str) -> frozenset[str]:
        """Whose wording a text is: that of the rows in which it stands, or its own where they have no reference."""
        found = self._voices.get(text)
        if found is None:
            rows = {self.written.row(place) for _, place in self._places[text]}
            found = self._voices[text] = frozenset(row or " ".join(said(text).compared) for row in rows)
        return found

    @cached_property
    def _often(self) -> dict[str, int]:
        return {}

    def often(self, word: str) -> int:
        """In how many wordings a word stands; counted only for the few that are asked about."""
        if word not in self._often:
            self._often[word] = self.voices(self._holders.get(word, ()))
        return self._often[word]

    def more_often(self, word: str, than: int) -> bool:
        """Whether a word stands in more than so many wordings; of a usual one most need not be counted."""
        voices: set[str] = set()
        for text in self._holders.get(word, ()):
            voices |= self._voices_of(text)
            if len(voices) > than:
                return True
        return False

    def standing(self, word: str) -> list[Standing]:
        """Where a word stands, of those that are near another."""
        found = []
        for text in self._holders[word]:
            words, at = said(text).compared, -1
            for _ in range(words.count(word)):
                at = words.index(word, at + 1)
                found.append(Standing(text, words, at))
        return found

    @cached_property
    def _around(self) -> dict[str, Around]:
        return {}

    def around(self, word: str) -> Around:
        """The same by the words beside it."""
        if word not in self._around:
            self._around[word] = Around(self.standing(word))
        return self._around[word]


def _spelt(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def _without_a_letter(word: str) -> list[str]:
    return [word, word.removesuffix(_ADJECTIVE), *[word[:n] + word[n + 1 :] for n in range(len(word))]]


def ending_between(one: str, other: str) -> str | None:
    """The ending by which two words differ, if one of them is the other with an ending."""
    shorter, longer = sorted((one, other), key=len)
    return next((ending for ending in _ENDINGS if shorter + ending == longer), None)
