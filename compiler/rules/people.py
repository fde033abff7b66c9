"""W: people. Is each person spelt one way, each set of initials explained, each post under one title?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise

from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.domain.remembered import remembered
from compiler.domain.returned import Role
from compiler.domain.text import fold, plain
from compiler.rules.case import Answered, Case
from compiler.rules.columnwise import Rows
from compiler.rules.pointing import point_at
from compiler.rules.reading import workbooks
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, listed, quote
from compiler.rules.words import one_letter_apart, where
from compiler.rules.written import Spot, cells_of, columns_of_type, given_in, spots_in, texts_down

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
    """Who is named as responsible in the plans: what their cells say, and the persons that stand alone in one.

    `times` says in how many cells of the plans each text stands, in the order of the first. What a cell says is read
    once, however many say it: 13,000 cells of 100 plans say 130 things.
    """

    times: Mapping[str, int]

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        """What these cells say, by what was typed, on a plain keyboard."""
        return {raw: plain(raw) for raw in self.times}

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
    def named(self) -> Mapping[str, Sequence[str]]:
        """What the cells say in which each of these names stands, alone or among others."""
        known = self.alone | self.beside
        found: dict[str, list[str]] = {}
        for raw, text in self._texts.items():
            pairs = dict.fromkeys(pairwise(_BETWEEN.sub(" ", text).split()))
            for name in (f"{first} {last}" for first, last in pairs):
                if name in known:
                    found.setdefault(name, []).append(raw)
        return found

    @cached_property
    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """The posts that a cell names beside persons, by what was typed."""
        return {raw: tuple(_titles(text, self.named)) for raw, text in self._texts.items()}


def _plans(case: Case) -> Iterator[Sequence[Rows]]:
    return (rows for _, book, rows in workbooks(case) if book.role is Role.PLAN)


def people_of(case: Case) -> People:
    """Who is named in the plans of a case."""
    return People(Counter(chain.from_iterable(texts_down(rows, "officer") for every in _plans(case) for rows in every)))


def _spots(case: Case, texts: Collection[str]) -> list[tuple[str, Spot]]:
    """Where the plans name those responsible by some texts, plan by plan and row by row."""
    return [each for every in (_plans(case) if texts else ()) for each in spots_in(every, texts, "officer")]


class _Alike:
    """Names by their first names and by their surnames: two that share neither are two people."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by: tuple[dict[str, list[str]], ...] = ({}, {})
        for name in names:
            for by, part in zip(self._by, _parts(name), strict=True):
                by.setdefault(part, []).append(name)

    def sharing(self, name: str) -> list[str]:
        """The others that have its first name or its surname."""
        parts = zip(self._by, _parts(name), strict=True)
        return [other for by, part in parts for other in by.get(part, ()) if other != name]


@remembered(maxsize=8192)
def _parts(name: str) -> tuple[str, str]:
    """The first name and the surname."""
    first, last = fold(name).split(" ", 1)
    return first, last


def _slip(one: str, other: str) -> bool:
    """Whether two names have one first name and surnames that differ by a letter, or the other way round."""
    (first, last), (given, family) = _parts(one), _parts(other)
    if first == given:
        return len(last) >= _SHORTEST and one_letter_apart(last, family)
    return last == family and min(len(first), len(given)) >= _SHORTEST and one_letter_apart(first, given)


def _short_form(one: str, other: str) -> bool:
    """Whether two names have one surname, and one first name is short for the other, or two slips away from it."""
    (first, last), (given, family) = _parts(one), _parts(other)
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
    people = case.kept(people_of)
    named = people.named
    often = {name: sum(map(people.times.__getitem__, texts)) for name, texts in named.items()}
    by_use = sorted(named, key=lambda name: (often[name], name))
    order, like = {name: place for place, name in enumerate(by_use)}, _Alike(by_use)
    near = {name: [o for o in like.sharing(name) if _slip(name, o) or _short_form(name, o)] for name in by_use}
    found: list[tuple[str, str]] = []
    for name in by_use:
        usual = max((name, *near[name]), key=order.__getitem__)
        # Where a name is near two others that are not one name either, nobody can say whose it is.
        forms = {name, *near[name]} == {usual, *near[usual]}
        alone = len(near[name]) == 1 or not _slip(name, usual)
        if usual != name and forms and alone and frozenset(named[name]).isdisjoint(named[usual]):
            found.append((name, usual))
    spots = _spots(case, {text for name in chain.from_iterable(found) for text in named[name]})
    for pair in found:
        rare, usual_too = (cells_of(spot for text, spot in spots if text in named[name]) for name in pair)
        yield _two_spellings(rare, pair[0], usual_too, pair[1])


def _two_spellings(rare: Sequence[Answered], one: str, usual: Sequence[Answered], other: str) -> Point:
    slip = _slip(one, other)
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
    if not any(book.legend for book in case.sound_plans):
        return
    alone = case.kept(people_of).alone
    for _, book, rows in workbooks(case):
        key = {fold(initials) for initials in book.legend} if book.role is Role.PLAN else frozenset[str]()
        texts = given_in(columns_of_type(rows, "officer")) if key else ()
        lost = {text: parts for text in texts if (parts := _initials_but(text, key))}
        for text, spot in spots_in(rows, lost, "officer"):
            cell = spot.cell
            meant = [name for name in alone if "".join(word[0] for word in name.split()) in lost[text]]
            yield point_at(
                cell,
                f"{listed(map(quote, lost[text]))} under '{case.heading(cell.column)}' "
                f"{'is' if len(lost[text]) == 1 else 'are'} not in the plan's key of initials.",
                f"The key explains {listed(cell.book.legend)}.",
                hint=f"{listed(sorted(meant), 'or')}, named in other plans, has these initials." if meant else "",
                for_plan="List the key for amendment of the plan.",
                most=Severity.WARNING if any(len(part) <= _PERSONAL for part in lost[text]) else Severity.NOTE,
            )


def _initials_but(text: str, key: Collection[str]) -> list[str]:
    """The initials that a cell names and a key leaves out."""
    return [part for part in _PARTED.split(plain(text)) if _INITIALS.fullmatch(part) and fold(part) not in key]


def two_titles(case: Case) -> Iterator[Point]:
    """Posts that stand under two titles: the same words in another form."""
    people = case.kept(people_of)
    every = dict.fromkeys(title for titles in people.titles.values() for title in titles)
    keys = {title: key for title in every if (key := _post(title, case.profile.glossary))}
    posts: dict[str, Counter[str]] = {}
    texts: dict[str, str] = {}
    for raw, titles in people.titles.items():
        for title in titles:
            if title in keys:
                posts.setdefault(keys[title], Counter())[title] += people.times[raw]
                texts.setdefault(title, raw)
    told = [forms for forms in posts.values() if len({fold(title) for title in forms}) > 1]
    first: dict[str, Spot] = {}
    for text, spot in _spots(case, {texts[title] for forms in told for title in forms}):
        first.setdefault(text, spot)
    for forms in told:
        yield _two_titles([(title, times, first[texts[title]].cell) for title, times in forms.most_common()])


def _titles(words: str, people: Collection[str]) -> Iterator[str]:
    """What is left of a cell when the persons are taken out: posts, of at least two words."""
    if words in people and words.count(" ") == 1:
        return
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


def _two_titles(forms: Sequence[tuple[str, int, Answered]]) -> Point:
    """Titles of one post, each with its cells and the first of these."""
    told = [f"{quote(form)} in {counted(times, 'cell')}" for form, times, _ in forms]
    *usual, (_, _, rare) = forms
    return point_at(
        rare,
        f"One post stands under {counted(len(forms), 'title')}: {listed(told)}.",
        "A post that has one title is found wherever it answers for something.",
        for_plan="Choose one title when the plan is next revised.",
        others=tuple(cell.entry.origin for _, _, cell in usual),
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
