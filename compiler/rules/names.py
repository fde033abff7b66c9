"""W: names of programmes, boards and plans. Is each written in one form, with the same capitals?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TypeAlias

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass
from compiler.domain.record import Kind
from compiler.domain.regex import regex
from compiler.domain.returned import Role
from compiler.domain.text import fold, plain
from compiler.profile.department import Department, Division
from compiler.rules.case import Answered, Case
from compiler.rules.lexicon import LEXICON
from compiler.rules.pointing import point_at
from compiler.rules.reading import Gatherer, Look, Page, Reader, given_texts, looked, seen_again
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.said import SMALL, Name, Words, bare, name_of, names_in, runs_of, words_typed
from compiler.rules.wording import counted, listed, quote
from compiler.rules.words import where
from compiler.rules.written import Spot, cells_of, spots_in

_HEAD = 4
"""With so many letters a name of a division is looked for first: of many divisions most begin alike."""
_ODD = regex(r"[a-z][A-Z]|[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands."""

    spot: Spot
    name: Name

    def __str__(self) -> str:
        return str(self.name)


class _Forms(Gatherer):
    """Reads for names: the forms in which the words of each are written."""

    def __init__(self, case: Case) -> None:
        self.of: dict[Words, str] = {}
        self.several: set[Words] = set()

    def __call__(self, page: Page) -> tuple[str, ...]:
        """Take the names of a page; which are written in several forms is known in the end."""
        for name in chain.from_iterable(names_in(page.texts).values()):
            self._take(name.key, name.form)
        return ()

    def _take(self, key: Words, form: str) -> None:
        if self.of.setdefault(key, form) != form:
            self.several.add(key)

    def join(self, later: _Forms) -> None:
        """Take the names of later pages."""
        for key, form in later.of.items():
            self._take(key, form)
        self.several |= later.several


FORMS = Look(_Forms, whole=True)


def two_forms(case: Case) -> Iterator[Point]:
    """Names that differ by the ending of a word alone; of those that hold one another, the longest is told."""
    several: set[Words] = looked(case, FORMS).gathered.several
    found: dict[Words, list[Named]] = defaultdict(list)
    for page, rows in given_texts(case) if several else ():
        names = names_in(page.texts)
        telling = {text: kept for text, held in names.items() if (kept := [n for n in held if n.key in several])}
        for text, spot in spots_in(rows, telling, "text"):
            for name in telling[text]:
                found[name.key].append(Named(spot, name))
    meanings = frozenset(map(fold, case.profile.glossary.values()))
    differing = _differing(found.values(), meanings)
    told: list[Words] = []
    for key, rare, usual in sorted(differing, key=lambda each: (-len(each[1]), -len(each[0]), each[0])):
        if not any(_holds(key, other) or _holds(other, key) for other in told):
            told.append(key)
            yield from _told(rare, usual)


def _differing(
    alike: Iterable[Sequence[Named]], meanings: frozenset[str]
) -> Iterator[tuple[Words, list[Named], list[Named]]]:
    """The names of one kind that are in the minority, and those that they differ from.

    A 'department' and a 'departmental' plan may be two things, unless the council's list has the words.
    """
    for names in alike:
        forms = grouped(names, lambda each: each.name.form)
        if len(forms) > 1 and not _possessive_of_the_first(forms):
            rare, usual = judged(forms)
            listed_so = any(fold(str(name)) in meanings for name in usual)
            kept = [name for name in rare if listed_so or _endings(name) == _endings(usual[0])]
            if kept:
                yield names[0].name.key, kept, usual


def _endings(name: Named) -> Words:
    return tuple(map(bare, name.name.typed))


def _possessive_of_the_first(forms: Iterable[str]) -> bool:
    """Whether forms differ by the possessive of the first word alone: a town's assembly is the town assembly."""
    return len({re.sub(r"^(\w+)'s?\b", r"\1", form) for form in forms}) == 1


def judged(forms: Mapping[str, list[Named]]) -> tuple[list[Named], list[Named]]:
    """The names to be told of, and those that they differ from.

    What the plans say with one voice holds for the returns; where they differ, the rarer form in the plans is told;
    what no plan has is judged by the returns alone.
    """
    planned = {form: [n for n in names if n.spot.of_plan] for form, names in forms.items()}
    in_plans = {form: names for form, names in planned.items() if names}
    held = in_plans if len(in_plans) > 1 else forms
    usual = max(in_plans or held, key=lambda form: (len(held[form]), "'" in form, -len(form), form))
    rare = [name for form, names in held.items() if form != usual for name in names]
    return rare, held[usual]


def _holds(one: Words, other: Words) -> bool:
    return any(one[n : n + len(other)] == other for n in range(len(one) - len(other) + 1))


def _told(rare: Sequence[Named], usual: Sequence[Named]) -> Iterator[Point]:
    """A finding for all plans together, and one for each return, whose team corrects its own."""
    whose = grouped(rare, lambda name: "plans" if name.spot.of_plan else name.spot.book.workbook)
    for same in whose.values():
        cells = cells_of({name.spot.mark: name.spot for name in same}.values())
        elsewhere, first = {name.spot.mark for name in usual}, usual[0].spot.cell
        yield point_at(
            cells[0],
            f"{quote(str(same[0]))} stands in {counted(len(cells), 'cell')} ({where(cells)}), and "
            f"{quote(str(usual[0]))} in {counted(len(elsewhere), 'cell')}, as in {first.entry.origin}.",
            "One name has one form, so that everything said of it is found.",
            f"Write {quote(str(usual[0]))}.",
            for_plan="Ask which is right, and list the other for amendment of the plan.",
            others=(*(cell.entry.origin for cell in cells[1:]), first.entry.origin),
        )


def two_cases(case: Case) -> Iterator[Point]:
    """Names and short forms whose capitals differ, where one form has a capital inside the word."""
    typed: set[str] = looked(case, LEXICON).gathered.typed
    written_as = grouped(typed, str.casefold)
    several = {word: forms for word, forms in written_as.items() if len(forms) > 1 and word not in forms}
    told = {form for forms in several.values() if any(map(_ODD.search, forms)) for form in forms}
    found: dict[str, dict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for page, rows in given_texts(case) if told else ():
        telling = page.texts.holding(*{form.lower() for form in told})
        held = {text: both for text in telling if (both := sorted(told.intersection(words_typed(plain(text)))))}
        for text, spot in spots_in(rows, held, "text"):
            for word in held[text]:
                found[word.casefold()][word].append(Named(spot, name_of((word,))))
    for forms in (*(forms for _, forms in sorted(found.items())), *_posts(case)):
        if not _shouted(forms):
            yield from _told(*judged(forms))


def _with_shouted_pairs(page: Page) -> list[str]:
    """The texts of a workbook with two words on end of which one is in capitals."""
    return [text for text in page.texts.texts if any(_shouted_pairs(text))]


SHOUTED = Look(lambda case: _with_shouted_pairs, ("officer",))


def _posts(case: Case) -> Iterator[Mapping[str, list[Named]]]:
    """Two words on end for those who are responsible, one of them in capitals, whose capitals differ elsewhere."""
    found: dict[str, dict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for text, spot in seen_again(case, SHOUTED):
        for pair in _shouted_pairs(text):
            found[" ".join(pair).casefold()][" ".join(pair)].append(Named(spot, name_of(pair)))
    return (forms for _, forms in sorted(found.items()) if len(forms) > 1)


def _shouted_pairs(raw: str) -> Iterator[tuple[str, str]]:
    """Two words on end of which one is in capitals, each pair once."""
    if _ODD.search(raw):
        for pair in dict.fromkeys(pairwise(plain(raw).split())):
            if any(word.isupper() and len(word) > 1 for word in pair):
                yield pair


def _shouted(forms: Mapping[str, Sequence[Named]]) -> bool:
    """Whether a form may have its capitals from its place: a heading in capitals, the beginning of a sentence."""
    ordinary = [names for form, names in forms.items() if form.isupper() or form.istitle()]
    return len(ordinary) == len(forms) and not all(any(map(_in_a_sentence, names)) for names in ordinary)


def _in_a_sentence(name: Named) -> bool:
    """Whether a name stands between words that are not all capitals, so that its own capitals are meant."""
    found = re.search(rf"([\w']+),? {name}(?![\w'])(?: ([\w']+))?", plain(name.spot.cell.entry.raw))
    return found is not None and not any(word and word.isupper() for word in found.groups())


def _reader_of_divisions(case: Case) -> Reader:
    """Reads plans for divisions that are called otherwise than by their name."""
    right = _right_names(case.department)
    firsts = _shortest(name.split()[0] for each in case.department.divisions for name in each.names)
    by_head = grouped(firsts, lambda first: first[:_HEAD])
    called = _otherwise(case.department)

    def read(page: Page) -> list[str]:
        if page.role is not Role.PLAN:
            return []
        heads = [head for head in by_head if head in page.texts.as_typed.whole]
        begun = [first for head in heads for first in by_head[head] if first in page.texts.as_typed.whole]
        naming = [text for text in page.texts.texts if any(first in text for first in begun)] if begun else []
        return [text for text in naming if any(_divisions_in(text, called, right))]

    return read


DIVISIONS = Look(_reader_of_divisions)


def _right_names(department: Department) -> frozenset[str]:
    return frozenset(fold(name) for each in department.divisions for name in (each.key, each.name, each.short) if name)


def division_otherwise(case: Case) -> Iterator[Point]:
    """Divisions that a plan's table or heading calls otherwise than by their name, each name once for a workbook."""
    found: dict[tuple[str, str], tuple[Division, list[Answered]]] = {}
    right, called = _right_names(case.department), _otherwise(case.department)
    for text, spot in seen_again(case, DIVISIONS, given=False):
        if spot.of_plan and spot.record.kind is not Kind.NARRATIVE:
            for words, division in _divisions_in(text, called, right):
                found.setdefault((spot.book.workbook, words), (division, []))[1].append(spot.cell)
    for (_, words), (division, cells) in found.items():
        yield point_at(
            cells[0],
            f"{quote(words)} stands for the division {quote(division.name)} in {counted(len(cells), 'cell')} "
            f"({listed(cell.entry.origin.cell for cell in cells)}).",
            "A division has one name in every plan and table.",
            others=tuple(cell.entry.origin for cell in cells[1:]),
        )


def _shortest(words: Iterable[str]) -> Iterator[str]:
    """The words without those that begin with another: where one of them stands, that other does."""
    last = None
    for word in sorted(set(words)):
        if last is None or not word.startswith(last):
            last = word
            yield word


def _divisions_in(text: str, called: _Otherwise, right: Container[str]) -> Iterator[tuple[str, Division]]:
    """The names in a text that mean a division of the department and are none of the right ones."""
    for run, _ in runs_of(text):
        words = " ".join(word for word in run if word != "Division")
        meant = _meant(words, called) if fold(words) not in right else []
        if len(meant) == 1:
            yield words, meant[0]


_Otherwise: TypeAlias = Mapping[str | tuple[str, Words], Sequence[Division]]


def _otherwise(department: Department) -> _Otherwise:
    """The divisions by what they may be called beside their names: by an alias, by their name but for one word within
    it, and by its words in any order."""
    found: dict[str | tuple[str, Words], list[Division]] = defaultdict(list)
    for each in department.divisions:
        name = _telling(each.name)
        keys: list[str | tuple[str, Words]] = [("turned", tuple(sorted(name))), *map(fold, each.aliases)]
        keys += {("less", name[:n] + name[n + 1 :]) for n in range(1, len(name) - 1)}
        for key in keys:
            found[key].append(each)
    return found


def _meant(words: str, called: _Otherwise) -> list[Division]:
    """The divisions that words mean: as an alias, or as the name but for one word within it or for their order."""
    said = _telling(words)
    turned = called.get(("turned", tuple(sorted(said))), ())
    likely = (
        *called.get(fold(words), ()),
        *called.get(("less", said), ()),
        *(each for each in turned if len(said) > 1 and _telling(each.name) != said),
    )
    return list({id(each): each for each in likely}.values())


def _telling(words: str) -> Words:
    return tuple(word for word in fold(words).split() if word not in SMALL)


NAME_RULES = (
    Rule(
        "W907",
        "One name in two forms",
        "A board or programme that is written two ways looks like two, and a search for one misses the other.",
        Severity.NOTE,
        Scope.WORDS,
        two_forms,
        looks=(FORMS,),
    ),
    Rule(
        "W908",
        "One name in two kinds of letters",
        "A name or short form is recognised by its capitals; with others it looks like another, or like a slip.",
        Severity.NOTE,
        Scope.WORDS,
        two_cases,
        looks=(LEXICON, SHOUTED),
    ),
    Rule(
        "W910",
        "A division under another name",
        "A division that is called otherwise in one table is not found by its name, and its line cannot be added up.",
        Severity.NOTE,
        Scope.WORDS,
        division_otherwise,
        of_plans=True,
        looks=(DIVISIONS,),
    ),
)
