"""Whether a numeral in new words is said by anything: a figure whose words stand beside it, a date, a reference."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache

from compiler.domain.frozen import dataclass, field
from compiler.domain.regex import regex
from compiler.render.audit.document import Document, Grid
from compiler.render.audit.marks import Mark, marks, sentences
from compiler.render.audit.remark import Remark, unsupported
from compiler.render.trace.explain import DATE, REFERENCE
from compiler.render.trace.numerals import WORDS, numerals

_PLAIN = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by for from had has have in into is it its more no not of on or out per said "
        "some than that the their them there these they this those to up was we were which while who will with percent "
        "cent number total all quarter year now table figure target outturn",
    )
) | frozenset(WORDS)
"""Words that say nothing of what a number is of."""
_REFERENCE = 20  # so many letters before a number may belong to a row's reference
_NEAR = 4  # so many words on either side are those that a number is of
_FRACTIONS = {
    "half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "two thirds": 200 / 3, "a quarter": 25.0,
    "one quarter": 25.0, "three quarters": 75.0, "a fifth": 20.0, "one fifth": 20.0,
}  # fmt: skip
_FRACTION = regex(rf"\b({'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})(?= of\b)", re.IGNORECASE)
_NUMBER = rf"(?:[0-9]+|{'|'.join(WORDS)})"
_ODDS = regex(rf"\b({_NUMBER}) (?:in|out of) ({_NUMBER})\b(?! [0-9])", re.IGNORECASE)
_ROUND = 3.0  # a share in words may be so many points off


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount that the report or a return gives: the words that must stand beside it, those that may, those that
    stand close to it, and the rating that it is a number of ('' for none)."""

    row: frozenset[str]
    about: frozenset[str]
    near: frozenset[str] = frozenset()
    rating: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that a numeral may be checked against.

    `facts` are by amount; `dates` as printed in small letters; `references` are those of rows ('NI 111'); `parts` the
    numbers of tables and sections; `nouns` what the report counts, in the singular.
    """

    facts: Mapping[Hashable, tuple[Fact, ...]]
    dates: frozenset[str]
    references: frozenset[str]
    parts: frozenset[str]
    nouns: frozenset[str]
    ratings: tuple[str, ...] = ()
    texts: frozenset[str] = field(default_factory=frozenset)


def known(
    wrote: Document,
    document: Document,
    texts: Iterable[str],
    references: Iterable[str],
    nouns: Iterable[str],
    ratings: tuple[str, ...],
    dates: Iterable[str] = (),
) -> Known:
    """What the report as compiled, the words of the returns (`texts`) and the settings give."""
    facts: dict[Hashable, list[Fact]] = {}
    named = frozenset(_tight(each) for each in references if any(letter.isdigit() for letter in each))
    every = [spot.text for spot in wrote.spots] + list(texts)
    for text in every:
        for sentence in sentences(text):
            for mark in marks(sentence):
                if not (_numbers_a_part(mark, sentence) or _referred(mark, sentence, named)):
                    near, rating = content(_around(sentence, mark)), _rating(sentence, mark, ratings)
                    facts.setdefault(mark.says, []).append(Fact(frozenset(), content(sentence), near, rating))
    for grid in wrote.tables:
        for says, fact in _cells(grid, ratings):
            facts.setdefault(says, []).append(fact)
    printed = [found[0].casefold() for text in every for found in DATE.finditer(text)]
    return Known(
        {says: tuple(dict.fromkeys(held)) for says, held in facts.items()},
        frozenset((*printed, *(date.casefold() for date in dates))),
        named,
        frozenset(_parts(document)),
        frozenset(map(stem, nouns)),
        ratings,
    )


def _numbers_a_part(mark: Mark, sentence: str) -> bool:
    """Whether a numeral is part of a date or numbers a heading, table or section, and so is no amount."""
    heading = mark.start == 0 and re.match(r"[0-9.]+ [A-Z]", sentence) is not None
    return heading or any(_covering(pattern, sentence, mark) for pattern in (DATE, REFERENCE))


def _cells(grid: Grid, ratings: tuple[str, ...]) -> Iterator[tuple[Hashable, Fact]]:
    caption = content(re.sub(r"^Table [0-9]+:?", "", grid.caption))
    headings = grid.rows[0] if grid.rows else ()
    for row in grid.rows[1:]:
        for heading, cell in zip(headings[1:], row[1:], strict=False):
            for mark in marks(cell):
                rating = _named(f"{row[0]} {heading}", ratings)
                yield mark.says, Fact(content(row[0]), caption | content(heading), content(cell), rating)


def _parts(document: Document) -> Iterator[str]:
    for spot in document.spots:
        numbered = re.match(r"(?:Table |Chart |Figure )?[0-9]+(?:\.[0-9]+)*(?=[ :])", spot.text)
        captioned = spot.kind != "description" and numbered is not None and not numbered[0][0].isdigit()
        if numbered and (spot.kind == "heading" or captioned):
            yield numbered[0].casefold()


def remarks_on(mark: Mark, sentence: str, where: str, about: str, facts: Known) -> Iterator[Remark]:
    """The remark on a numeral of new words, or none where something says it.

    `about` are the words round the sentence, such as its paragraph and heading, which may say what it is about.
    """
    if mark.rating or (mark.spelt and _is_pronoun(mark, sentence, facts.nouns)):
        return
    part = _covering(REFERENCE, sentence, mark)
    if part:
        yield from _part(part, where, facts)
        return
    if _covering(_ODDS, sentence, mark):
        return
    date = _covering(DATE, sentence, mark)
    if date:
        if date.casefold() not in facts.dates and mark.start == _first(DATE, sentence, mark):
            yield _date(date, where)
        return
    if not (_referred(mark, sentence, facts.references) or _said(mark, sentence, about, facts)):
        yield unsupported(where, mark.text, sentence)


def fractions(sentence: str, where: str, about: str, facts: Known) -> Iterator[Remark]:
    """Remarks on shares in words, such as 'a third of' or 'seven in ten', that no share of the report is near."""
    for words, meant in _shares(sentence):
        held = (
            fact
            for says, some in facts.facts.items()
            if isinstance(says, tuple) and says[1] == "%" and abs(float(says[0]) - meant) <= _ROUND
            for fact in some
        )
        if not _beside(held, sentence, sentence, about, facts, _named(sentence, facts.ratings)):
            yield unsupported(where, words, sentence)


def _shares(sentence: str) -> Iterator[tuple[str, float]]:
    """The shares in words with the per cent that they mean."""
    for found in _FRACTION.finditer(sentence):
        yield found[1], _FRACTIONS[found[1].casefold()]
    for found in _ODDS.finditer(sentence):
        part, whole = (next(numerals(each)).value for each in found.groups())
        if 0 < part < whole:
            yield found[0], float(part / whole * 100)


def _said(mark: Mark, sentence: str, about: str, facts: Known) -> bool:
    rating = _rating(sentence, mark, facts.ratings)
    return _beside(facts.facts.get(mark.says, ()), sentence, _around(sentence, mark), about, facts, rating)


def _beside(held: Iterable[Fact], sentence: str, around: str, about: str, facts: Known, rating: str) -> bool:
    """Whether the words of one of some facts stand beside a number, and it is of no other things or rating."""
    beside, near, wide = content(sentence), content(around), content(f"{sentence} {about}")
    return any(
        _fits(fact, beside, wide, near)
        for fact in held
        if (not rating or fact.rating == rating) and not _of_others(fact, beside, facts.nouns)
    )


def _rating(sentence: str, mark: Mark, ratings: tuple[str, ...]) -> str:
    """The rating that a number is of: the one that follows it before another number, else the last before it."""
    following = re.split("[0-9]", sentence[mark.end :])[0]
    return _named(following, ratings) or _named(sentence[: mark.start], ratings, last=True)


def _named(text: str, ratings: tuple[str, ...], last: bool = False) -> str:
    """The first rating, or the last, that a text names, in small letters; '' where it names none."""
    small = text.casefold()
    found = [(at.start(), name.casefold()) for name in ratings for at in re.finditer(_whole(name), small)]
    return (max(found) if last else min(found))[1] if found else ""


@lru_cache(maxsize=64)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name.casefold())}\b")


def _of_others(fact: Fact, beside: frozenset[str], nouns: frozenset[str]) -> bool:
    """Whether a fact is of other things than those that the sentence names: of actions, not of indicators."""
    named, own = beside & nouns, (fact.about | fact.row) & nouns
    return bool(named and own) and not named & own


def _fits(fact: Fact, beside: frozenset[str], around: frozenset[str], near: frozenset[str]) -> bool:
    """Whether a fact's words stand beside a number: of a cell the words of its row, and one of its table's; of a
    sentence one close to the number and another."""
    if fact.row:
        enough = len(fact.row & beside) * 2 > len(fact.row) if len(fact.row) > 2 else fact.row <= beside
        return enough and bool(fact.about & (around - fact.row))
    if fact.near and not fact.about - fact.near:
        return len(fact.near & near) * 2 >= len(fact.near)
    return bool(fact.near & near) and len(fact.about & beside) > 1


def _is_pronoun(mark: Mark, sentence: str, nouns: frozenset[str]) -> bool:
    """Whether 'one' counts nothing: no noun of the report follows it."""
    following = re.findall(r"[^\W\d_]+", sentence[mark.end :])[:2]
    return mark.text.casefold() == "one" and not any(stem(word) in nouns for word in following)


def _referred(mark: Mark, sentence: str, references: frozenset[str]) -> bool:
    """Whether a numeral belongs to the reference of a row, such as 'NI 111' or 'LL A05', with the words before it."""
    before = sentence[max(0, mark.start - _REFERENCE) : mark.start]
    after = re.match(r"[A-Za-z0-9./-]*", sentence[mark.end :])
    begins = [found.start() for found in re.finditer(r"\b\w", before)]
    ends = ("", after[0] if after else "")
    return any(_tight(before[at:] + mark.text + end) in references for at in begins[-4:] for end in ends)


def _part(words: str, where: str, facts: Known) -> Iterator[Remark]:
    name = re.sub("(table|chart|section)s", r"\1", words.casefold())
    if name in facts.parts or name.removeprefix("section ") in facts.parts:
        return
    if name.startswith(("table", "chart", "section")):
        yield Remark(
            "no such part", where, f"There is no {words} in this document.",
            "What is named by its number stands in the document.",
            "Name the table, chart or section that is meant.", words,
        )  # fmt: skip


def _date(date: str, where: str) -> Remark:
    return Remark(
        "date", where, f"“{date}” is a date that nothing in the returns or settings says.",
        "A date of your own may stand.", "Check it against the calendar of meetings.", date,
    )  # fmt: skip


def _covering(pattern: re.Pattern[str], text: str, mark: Mark) -> str:
    return next((each[0] for each in pattern.finditer(text) if each.start() <= mark.start < each.end()), "")


def _first(pattern: re.Pattern[str], text: str, mark: Mark) -> int:
    """Where the first mark of a date begins, so that one date is told once."""
    found = next(each for each in pattern.finditer(text) if each.start() <= mark.start < each.end())
    return next(each.start for each in marks(text) if found.start() <= each.start)


def _around(sentence: str, mark: Mark) -> str:
    before = re.findall(r"[^\W\d_]+", sentence[: mark.start])[-_NEAR:]
    return " ".join((*before, *re.findall(r"[^\W\d_]+", sentence[mark.end :])[:_NEAR]))


def _tight(words: str) -> str:
    return re.sub(r"[\s./-]+", "", words).casefold()


@lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, in the singular."""
    found = (word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text))
    return frozenset(stem(word) for word in found if word not in _PLAIN)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word in the singular and without the ending of its verb, roughly: 'actions' and 'action' are the same."""
    small = word.casefold()
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if small.endswith(ending) and len(small) - len(ending) > 2 and not small.endswith("ss"):
            small = small[: -len(ending)] + rest
            break
    return small.removesuffix("ed") if len(small) > 5 else small
