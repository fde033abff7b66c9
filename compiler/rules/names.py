"""W: names of programmes, boards and plans. Is each written in one form, with the same capitals?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass
from compiler.domain.record import Kind
from compiler.domain.regex import regex
from compiler.domain.returned import Role
from compiler.domain.text import fold, plain
from compiler.profile.department import Department, Division
from compiler.rules.case import Answered, Case
from compiler.rules.people import where
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.slips import written
from compiler.rules.wording import counted, listed, quote

_PIECE = regex(r"[A-Za-z]+(?:'[A-Za-z]+)*|\d+|&|[^\sA-Za-z&]")
_CAPITAL = regex(r"[A-Z][a-z]")
_TWO_CAPITALS = regex(r"[A-Z][a-z][\w'’-]*\s+(?:(?:and|&|of|for|the|in)\s+)*[A-Z][a-z]")
_ODD = regex(r"[a-z][A-Z]|[A-Z]{2}")
_WORD = regex(r"(?<![\w-])[A-Za-z]{4,}(?![\w-])")
_SMALL = frozenset({"and", "&", "of", "for", "the", "in"})
_FEWEST = 3
_LONGEST = 10

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A name as a cell writes it: its words as typed, and the word after it where that is a noun in the plural."""

    cell: Answered
    typed: Words
    after: str

    @property
    def form(self) -> str:
        """The words as written but for capitals and a plural at the end or before 'and': what two forms differ by."""
        return _form(self.typed, self.after)

    @property
    def key(self) -> Words:
        """The words without their endings: what two forms have in common."""
        return _key(self.typed, self.after)

    def __str__(self) -> str:
        return " ".join((*self.typed, self.after) if self.after else self.typed)


@lru_cache(maxsize=8192)
def _form(typed: Words, after: str) -> str:
    body = [_joint(word.casefold()) for word in typed]
    free = [_bare(word) if following == "and" else word for word, following in pairwise(body)]
    return " ".join((*body, after) if after else (*free, _bare(body[-1])))


@lru_cache(maxsize=8192)
def _key(typed: Words, after: str) -> Words:
    body = tuple(_bare(_joint(word)).removesuffix("al") for word in typed)
    return (*body, after) if after else body


def _joint(word: str) -> str:
    return "and" if word == "&" else word


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    """A word without case and the ending of a plural or a possessive."""
    stem = word.casefold().removesuffix("'s")
    return stem[:-1] if len(stem) > _FEWEST and stem.endswith("s") and not stem.endswith("ss") else stem


def _runs(text: str) -> Iterator[tuple[list[str], str]]:
    """The runs of words with a capital in a text, small words between them kept, each with what follows it."""
    run: list[str] = []
    for piece in (*_PIECE.findall(plain(text)), "."):
        if _CAPITAL.match(piece) or (run and piece in _SMALL):
            run.append(piece)
            continue
        while run and run[-1] in _SMALL:
            run.pop()
        if run:
            yield run, piece
        run = []


@lru_cache(maxsize=8192)
def _names(text: str) -> tuple[tuple[Words, str], ...]:
    """Every name that a text may hold: three words with a capital or more, or two and a noun in the plural.

    Each is given as the words typed, and that noun or ''. Half the texts of plans stand in several of their cells.
    """
    return tuple(_names_in(text)) if _TWO_CAPITALS.search(text) else ()


def _names_in(text: str) -> Iterator[tuple[Words, str]]:
    for run, following in _runs(text):
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + _LONGEST) + 1):
                words = tuple(run[start:end])
                capitals = sum(word.casefold() not in _SMALL for word in words)
                if {words[0].casefold(), words[-1].casefold()} & _SMALL:
                    continue
                if capitals >= _FEWEST:
                    yield words, ""
                # After a singular and a plural alike, a word that ends in s is no verb: the name stands before a noun.
                before_a_noun = len(following) > _FEWEST and following.islower() and following.endswith("s")
                if end == len(run) and capitals >= 2 and before_a_noun:
                    yield words, following


def two_forms(case: Case) -> Iterator[Point]:
    """Names that differ by the ending of a word alone; of those that hold one another, the longest is told."""
    found: dict[Words, list[Named]] = defaultdict(list)
    for cell in written(case.every_cell):
        for words, after in _names(cell.entry.raw):
            found[_key(words, after)].append(Named(cell, words, after))
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
        forms = grouped(names, lambda name: name.form)
        if len(forms) > 1 and not _possessive_of_the_first(forms):
            rare, usual = judged(forms)
            listed_so = any(fold(str(name)) in meanings for name in usual)
            kept = [name for name in rare if listed_so or _endings(name) == _endings(usual[0])]
            if kept:
                yield names[0].key, kept, usual


def _endings(name: Named) -> Words:
    return tuple(map(_bare, name.typed))


def _possessive_of_the_first(forms: Iterable[str]) -> bool:
    """Whether forms differ by the possessive of the first word alone: a town's assembly is the town assembly."""
    return len({re.sub(r"^(\w+)'s?\b", r"\1", form) for form in forms}) == 1


def judged(forms: Mapping[str, list[Named]]) -> tuple[list[Named], list[Named]]:
    """The names to be told of, and those that they differ from.

    What the plans say with one voice holds for the returns; where they differ, the rarer form in the plans is told;
    what no plan has is judged by the returns alone.
    """
    planned = {form: [n for n in names if n.cell.book.role is Role.PLAN] for form, names in forms.items()}
    in_plans = {form: names for form, names in planned.items() if names}
    held = in_plans if len(in_plans) > 1 else forms
    usual = max(in_plans or held, key=lambda form: (len(held[form]), "'" in form, -len(form), form))
    rare = [name for form, names in held.items() if form != usual for name in names]
    return rare, held[usual]


def _holds(one: Words, other: Words) -> bool:
    return any(one[n : n + len(other)] == other for n in range(len(one) - len(other) + 1))


def _told(rare: Sequence[Named], usual: Sequence[Named]) -> Iterator[Point]:
    """A finding for all plans together, and one for each return, whose team corrects its own."""
    whose = grouped(rare, lambda name: name.cell.book.workbook if name.cell.book.role is Role.RETURN else "plans")
    for same in whose.values():
        cells = list({name.cell.entry.origin: name.cell for name in same}.values())
        elsewhere = list({name.cell.entry.origin: name.cell for name in usual}.values())
        yield point_at(
            cells[0],
            f"{quote(str(same[0]))} stands in {counted(len(cells), 'cell')} ({where(cells)}), and "
            f"{quote(str(usual[0]))} in {counted(len(elsewhere), 'cell')}, as in {elsewhere[0].entry.origin}.",
            "One name has one form, so that everything said of it is found.",
            f"Write {quote(str(usual[0]))}.",
            for_plan="Ask which is right, and list the other for amendment of the plan.",
            others=(*(cell.entry.origin for cell in cells[1:]), elsewhere[0].entry.origin),
        )


def two_cases(case: Case) -> Iterator[Point]:
    """Names and short forms whose capitals differ, where one form has a capital inside the word."""
    texts = [(cell, _words(cell.entry.raw)) for cell in written(case.every_cell)]
    written_as = grouped(set[str]().union(*(words for _, words in texts)), str.casefold)
    several = {word: forms for word, forms in written_as.items() if len(forms) > 1 and word not in forms}
    told = {form for forms in several.values() if any(map(_ODD.search, forms)) for form in forms}
    found: dict[str, dict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for cell, words in texts if told else ():
        for word in sorted(told & words):
            found[word.casefold()][word].append(Named(cell, (word,), ""))
    for _, forms in sorted(found.items()):
        if not _shouted(forms):
            yield from _told(*judged(forms))


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(plain(text)))


def _shouted(forms: Mapping[str, Sequence[Named]]) -> bool:
    """Whether a form may have its capitals from its place: a heading in capitals, the beginning of a sentence."""
    ordinary = [names for form, names in forms.items() if form.isupper() or form.istitle()]
    return len(ordinary) == len(forms) and not all(any(map(_in_a_sentence, names)) for names in ordinary)


def _in_a_sentence(name: Named) -> bool:
    """Whether a name stands between words that are not all capitals, so that its own capitals are meant."""
    found = re.search(rf"([\w']+),? {name}(?![\w'])(?: ([\w']+))?", plain(name.cell.entry.raw))
    return found is not None and not any(word and word.isupper() for word in found.groups())


def division_otherwise(case: Case) -> Iterator[Point]:
    """Divisions that a plan's table or heading calls otherwise than by their name, each name once for a workbook."""
    found: dict[tuple[str, str], tuple[Division, list[Answered]]] = {}
    right = {fold(name) for each in case.department.divisions for name in (each.key, each.name, each.short) if name}
    begun = regex("|".join(re.escape(name.split()[0]) for d in case.department.divisions for name in d.names))
    for cell in case.cells:
        plan = cell.book.role is Role.PLAN and cell.record.kind is not Kind.NARRATIVE
        if plan and cell.column.type == "text" and begun.search(cell.entry.raw):
            for words, division in _divisions_in(cell.entry.raw, case.department, right):
                found.setdefault((cell.book.workbook, words), (division, []))[1].append(cell)
    for (_, words), (division, cells) in found.items():
        yield point_at(
            cells[0],
            f"{quote(words)} stands for the division {quote(division.name)} in {counted(len(cells), 'cell')} "
            f"({listed(cell.entry.origin.cell for cell in cells)}).",
            "A division has one name in every plan and table.",
            others=tuple(cell.entry.origin for cell in cells[1:]),
        )


def _divisions_in(text: str, department: Department, right: Container[str]) -> Iterator[tuple[str, Division]]:
    """The names in a text that mean a division of the department and are none of the right ones."""
    for run, _ in _runs(text):
        words = " ".join(word for word in run if word != "Division")
        meant = [each for each in department.divisions if _means(words, each)] if fold(words) not in right else []
        if len(meant) == 1:
            yield words, meant[0]


def _means(words: str, division: Division) -> bool:
    """Whether words are an alias of a division, or its name but for one word within it or for their order."""
    said, name = _telling(words), _telling(division.name)
    left_out = len(said) == len(name) - 1 and any(said == name[:n] + name[n + 1 :] for n in range(1, len(name) - 1))
    turned = len(name) > 1 and said != name and sorted(said) == sorted(name)
    return left_out or turned or fold(words) in map(fold, division.aliases)


def _telling(words: str) -> Words:
    return tuple(word for word in fold(words).split() if word not in _SMALL)


NAME_RULES = (
    Rule(
        "W907",
        "One name in two forms",
        "A board or programme that is written two ways looks like two, and a search for one misses the other.",
        Severity.NOTE,
        Scope.WORDS,
        two_forms,
    ),
    Rule(
        "W908",
        "One name in two kinds of letters",
        "A name or short form is recognised by its capitals; with others it looks like another, or like a slip.",
        Severity.NOTE,
        Scope.WORDS,
        two_cases,
    ),
    Rule(
        "W910",
        "A division under another name",
        "A division that is called otherwise in one table is not found by its name, and its line cannot be added up.",
        Severity.NOTE,
        Scope.WORDS,
        division_otherwise,
        of_plans=True,
    ),
)
