"""W: people. Is each person spelt one way, each set of initials explained, each post under one title?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.domain.text import fold, plain
from compiler.rules.case import Answered, Case
from compiler.rules.columnwise import Place
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, listed, quote
from compiler.rules.words import one_letter_apart, where
from compiler.rules.written import Written

_NAME = regex(r"[A-Z][A-Za-z'’.-]*[a-z]")
_SINGLE = regex(rf"{_NAME.pattern} {_NAME.pattern}")
_PARTED = regex(r"\s*[,;/\n]\s*|\s+and\s+")
_PARTED_ANYHOW = regex(rf"{_PARTED.pattern}|\s*&\s*")
_BETWEEN = regex(r"[,;/&]")
_INITIALS = regex(r"[A-Z]{1,3}&[A-Z]{1,3}|[A-Z]{2,5}")
_SHORTEST = 4
_SHORTEST_FIRST = 3
_LONG = 6
_PERSONAL = 3
SHORT_FORMS: Mapping[str, tuple[str, ...]] = {
    "andrew": ("andy", "drew"), "anthony": ("tony",), "antony": ("tony",), "catherine": ("cathy", "kate", "cath"),
    "charles": ("charlie", "chas"), "christine": ("chrissie", "tina"), "christopher": ("kit",), "david": ("dave",),
    "deborah": ("debbie", "debra"), "dorothy": ("dot",), "edward": ("ted", "ned"), "elizabeth": ("betty", "beth",
    "liz", "lizzie", "libby"), "geoffrey": ("jeff",), "gillian": ("jill",), "henry": ("harry",), "james": ("jim",
    "jimmy", "jamie"), "jennifer": ("jenny", "jenni"), "jacqueline": ("jackie",), "john": ("jack",), "katherine":
    ("kate", "katie", "kathy"), "kathleen": ("kath", "kathy"), "laurence": ("larry",), "lawrence": ("larry",),
    "margaret": ("maggie", "peggy"), "martin": ("marty",), "michael": ("mike", "mick"), "nicholas": ("nick",),
    "patricia": ("pat", "tricia", "trish"), "peter": ("pete",), "philip": ("phil",), "rebecca": ("becky",),
    "richard": ("rick", "dick", "richie"), "robert": ("bob", "bobby", "robbie"), "samantha": ("sam",), "stephen":
    ("steve",), "steven": ("steve",), "susan": ("sue", "susie"), "theresa": ("terry", "tess"), "thomas": ("tom",
    "tommy"), "timothy": ("tim",), "victoria": ("vicky", "vikki"), "william": ("bill", "billy", "will"),
}  # fmt: skip
"""First names with the short forms that do not simply begin them."""
_SMALL = frozenset({"for", "of", "the", "and", "in", "to"})


@dataclass(frozen=True)
class People:
    """Who is named as responsible in the plans: the cells, and the persons that stand alone in one.

    What a cell says is read once, however many say it: 13,000 cells of 100 plans say 130 things.
    """

    case: Case

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The cells of the plans that name who is responsible, plan by plan and row by row."""
        named = Written([rows for book in self.case.sound_plans for rows in self.case.rows_of(book)], "officer")
        return tuple(named.places(named.texts))

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        """What these cells say, by what was typed, on a plain keyboard."""
        return {raw: plain(raw) for raw in dict.fromkeys(down.raws[number] for down, number in self.places)}

    @cached_property
    def alone(self) -> frozenset[str]:
        """The names of two words that have a cell to themselves, or share it with such names between commas."""
        cells = ([*filter(None, _PARTED.split(text))] for text in self._texts.values())
        return frozenset(part for parts in cells if all(map(_SINGLE.fullmatch, parts)) for part in parts)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The names of two words that stand in a cell with posts and bodies, a slip away from one that stands alone."""
        parts = (part.strip() for text in self._texts.values() for part in _PARTED_ANYHOW.split(text))
        near = {part for part in parts if _SINGLE.fullmatch(part)} - self.alone
        like = _Alike(self.alone)
        return frozenset(name for name in near if any(_slip(name, other) for other in like.sharing(name)))

    @cached_property
    def named(self) -> Mapping[str, tuple[Place, ...]]:
        """The cells in which each of these names stands, alone or among others."""
        known = self.alone | self.beside
        pairs = {
            raw: [f"{first} {last}" for first, last in dict.fromkeys(pairwise(_BETWEEN.sub(" ", text).split()))]
            for raw, text in self._texts.items()
        }
        names = {raw: [name for name in held if name in known] for raw, held in pairs.items()}
        found: dict[str, list[Place]] = {}
        for down, number in self.places:
            for name in names[down.raws[number]]:
                found.setdefault(name, []).append((down, number))
        return {name: tuple(places) for name, places in found.items()}

    @cached_property
    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """The posts that a cell names beside persons, by what was typed."""
        return {raw: tuple(_titles(text, self.named)) for raw, text in self._texts.items()}


class _Alike:
    """Names by their first names and by their surnames: two that share neither are two people."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by: tuple[dict[str, list[str]], ...] = ({}, {})
        for name in names:
            for by, part in zip(self._by, fold(name).split(" ", 1), strict=True):
                by.setdefault(part, []).append(name)

    def sharing(self, name: str) -> list[str]:
        """The others that have its first name or its surname."""
        parts = zip(self._by, fold(name).split(" ", 1), strict=True)
        return [other for by, part in parts for other in by.get(part, ()) if other != name]


def _slip(one: str, other: str) -> bool:
    """Whether two names have one first name and surnames that differ by a letter, or the other way round."""
    (first, last), (given, family) = fold(one).split(" ", 1), fold(other).split(" ", 1)
    if first == given:
        return len(last) >= _SHORTEST and one_letter_apart(last, family)
    return last == family and min(len(first), len(given)) >= _SHORTEST and one_letter_apart(first, given)


def _short_form(one: str, other: str) -> bool:
    """Whether two names have one surname, and one first name is short for the other, or two slips away from it."""
    (first, last), (given, family) = fold(one).split(" ", 1), fold(other).split(" ", 1)
    short, long = sorted((first, given), key=len)
    if last != family or first == given or len(last) < _SHORTEST:
        return False
    begins = len(short) >= _SHORTEST_FIRST and long.startswith(short)
    return begins or short in SHORT_FORMS.get(long, ()) or _two_slips(short, long)


def _two_slips(one: str, other: str) -> bool:
    """Whether two long names that begin alike are one, had one letter in the first been left out."""
    alike = one[:_SHORTEST_FIRST] == other[:_SHORTEST_FIRST]
    return alike and min(len(one), len(other)) >= _LONG and any(one_letter_apart(each, other) for each in _without(one))


def _without(word: str) -> Iterator[str]:
    return (word[:n] + word[n + 1 :] for n in range(_SHORTEST_FIRST, len(word)))


def two_spellings(case: Case) -> Iterator[Point]:
    """People whose name is spelt two ways, and who never stand side by side as two."""
    named = case.kept(People).named
    by_use = sorted(named, key=lambda name: (len(named[name]), name))
    order, like = {name: place for place, name in enumerate(by_use)}, _Alike(by_use)
    near = {name: [o for o in like.sharing(name) if _slip(name, o) or _short_form(name, o)] for name in by_use}
    for name in by_use:
        usual = max((name, *near[name]), key=order.__getitem__)
        # Where a name is near two others that are not one name either, nobody can say whose it is.
        forms = {name, *near[name]} == {usual, *near[usual]}
        alone = len(near[name]) == 1 or not _slip(name, usual)
        if usual != name and forms and alone and _marks(named[name]).isdisjoint(_marks(named[usual])):
            yield _two_spellings(named[name], name, named[usual], usual)


def _marks(places: Iterable[Place]) -> frozenset[tuple[int, int]]:
    """What tells cells from others."""
    return frozenset((id(down), number) for down, number in places)


def cells_of(places: Iterable[Place]) -> tuple[Answered, ...]:
    """The cells at some places."""
    return tuple(down.cell(number) for down, number in places)


def _two_spellings(rarely: tuple[Place, ...], one: str, usually: tuple[Place, ...], other: str) -> Point:
    slip, rare, usual = _slip(one, other), cells_of(rarely), cells_of(usually)
    return point_at(
        rare[0],
        f"{quote(one)} stands in {counted(len(rare), 'place')} ({where(rare)}), and {quote(other)} in "
        f"{counted(len(usual), 'place')} ({where(usual)}): "
        f"{'the names differ by one letter' if slip else 'they may be two forms of one name'}.",
        "One person has one spelling, so that everything that he or she answers for is found.",
        for_plan="Ask which is right, and list the other for amendment of the plan; if they are two people, no change.",
        others=tuple(cell.entry.origin for cell in (*rare[1:], *usual)),
        most=Severity.ERROR if slip else Severity.NOTE,
    )


def unexplained_initials(case: Case) -> Iterator[Point]:
    """Initials in the column of owners that the workbook's own key leaves out."""
    people = case.kept(People)
    for down, number in people.places if any(book.legend for book in case.sound_plans) else ():
        key = {fold(initials) for initials in down.book.legend}
        parts = [part for part in _PARTED.split(plain(down.raws[number])) if _INITIALS.fullmatch(part)]
        lost = [part for part in parts if key and fold(part) not in key]
        if lost:
            cell = down.cell(number)
            meant = [name for name in people.alone if "".join(word[0] for word in name.split()) in lost]
            yield point_at(
                cell,
                f"{listed(map(quote, lost))} under '{case.heading(cell.column)}' "
                f"{'is' if len(lost) == 1 else 'are'} not in the plan's key of initials.",
                f"The key explains {listed(cell.book.legend)}.",
                hint=f"{listed(sorted(meant), 'or')}, named in other plans, has these initials." if meant else "",
                for_plan="List the key for amendment of the plan.",
                most=Severity.WARNING if any(len(part) <= _PERSONAL for part in lost) else Severity.NOTE,
            )


def two_titles(case: Case) -> Iterator[Point]:
    """Posts that stand under two titles: the same words in another form."""
    people = case.kept(People)
    every = dict.fromkeys(title for titles in people.titles.values() for title in titles)
    keys = {title: key for title in every if (key := _post(title, case.profile.glossary))}
    posts: dict[str, dict[str, list[Place]]] = {}
    for down, number in people.places:
        for title in people.titles[down.raws[number]]:
            if title in keys:
                posts.setdefault(keys[title], {}).setdefault(title, []).append((down, number))
    for titles in posts.values():
        forms = Counter({title: len(cells) for title, cells in titles.items()})
        if len({fold(title) for title in forms}) > 1:
            yield _two_titles(titles, [title for title, _ in forms.most_common()])


def _titles(words: str, people: Iterable[str]) -> Iterator[str]:
    """What is left of a cell when the persons are taken out: posts, of at least two words."""
    for person in people:
        words = words.replace(person, "\n")
    for part in re.split(r"\s*[;/\n]\s*", words):
        title = part.strip(" ,")
        if len(title.split()) >= 2:
            yield title


def _post(title: str, glossary: Mapping[str, str]) -> str:
    """What a title says, however it says it: short forms written out, small words and repeats left out."""
    written = {fold(short): meaning for short, meaning in glossary.items()}
    words = re.findall(r"[a-z0-9']+", " ".join(fold(written.get(fold(w), w)) for w in re.findall(r"[\w'&]+", title)))
    kept = [word for word in dict.fromkeys(words) if word not in _SMALL]
    return " ".join(kept) if len(kept) >= _PERSONAL else ""


def _two_titles(titles: Mapping[str, list[Place]], forms: list[str]) -> Point:
    rare = cells_of(titles[forms[-1]])
    told = [f"{quote(form)} in {counted(len(titles[form]), 'cell')}" for form in forms]
    return point_at(
        rare[0],
        f"One post stands under {counted(len(forms), 'title')}: {listed(told)}.",
        "A post that has one title is found wherever it answers for something.",
        for_plan="Choose one title when the plan is next revised.",
        others=tuple(cell.entry.origin for cell in cells_of(titles[form][0] for form in forms[:-1])),
        most=Severity.NOTE,
    )


PEOPLE_RULES = (
    Rule(
        "W901",
        "One person, two spellings",
        "A name that is spelt two ways hides half of what its owner answers for from everyone who looks for the other.",
        Severity.WARNING,
        Scope.WORDS,
        two_spellings,
        of_plans=True,
    ),
    Rule(
        "W902",
        "Initials that the key does not explain",
        "A reader of the plan has only its key to find out who is meant.",
        Severity.WARNING,
        Scope.WORDS,
        unexplained_initials,
        of_plans=True,
    ),
    Rule(
        "W903",
        "One post, two titles",
        "A post under several titles looks like several posts, in a list as well as to a reader.",
        Severity.NOTE,
        Scope.WORDS,
        two_titles,
        of_plans=True,
    ),
)
