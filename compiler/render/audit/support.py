"""Whether a numeral in new words is said by anything: a figure whose words stand beside it, a date, a reference."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from compiler.render.audit.document import Document, Grid
from compiler.render.audit.marks import Mark, marks, sentences
from compiler.render.audit.remark import Remark, unsupported
from compiler.render.trace.explain import DATE, REFERENCE

_PLAIN = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by for from had has have in into is it its more no not of on or out per said "
        "some than that the their them there these they this those to up was we were which while who will with percent "
        "cent number total all quarter year now table figure target outturn",
    )
)
"""Words that say nothing of what a number is of."""
_NEAR = 4  # so many words on either side are those that a number is of
_FRACTIONS = {
    "half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "two thirds": 200 / 3, "a quarter": 25.0,
    "one quarter": 25.0, "three quarters": 75.0, "a fifth": 20.0, "one fifth": 20.0,
}  # fmt: skip
_FRACTION = re.compile(rf"\b({'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})(?= of\b)", re.IGNORECASE)
_ROUND = 3.0  # a share in words may be so many points off


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount that the report or a return gives: the words that must stand beside it, and those that may."""

    row: frozenset[str]
    about: frozenset[str]
    near: frozenset[str] = frozenset()


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
    every = [spot.text for spot in wrote.spots] + list(texts)
    for text in every:
        for sentence in sentences(text):
            for mark in marks(sentence):
                if not _numbers_a_part(mark, sentence):
                    facts.setdefault(mark.says, []).append(
                        Fact(frozenset(), content(sentence), content(_around(sentence, mark)))
                    )
    for grid in wrote.tables:
        for says, fact in _cells(grid):
            facts.setdefault(says, []).append(fact)
    printed = [found[0].casefold() for text in every for found in DATE.finditer(text)]
    return Known(
        {says: tuple(dict.fromkeys(held)) for says, held in facts.items()},
        frozenset((*printed, *(date.casefold() for date in dates))),
        frozenset(_tight(each) for each in references if any(letter.isdigit() for letter in each)),
        frozenset(_parts(document)),
        frozenset(map(stem, nouns)),
        ratings,
    )


def _numbers_a_part(mark: Mark, sentence: str) -> bool:
    """Whether a numeral is part of a date or numbers a heading, table or section, and so is no amount."""
    heading = mark.start == 0 and re.match(r"[0-9.]+ [A-Z]", sentence) is not None
    return heading or any(_covering(pattern, sentence, mark) for pattern in (DATE, REFERENCE))


def _cells(grid: Grid) -> Iterator[tuple[Hashable, Fact]]:
    caption = content(re.sub(r"^Table [0-9]+:?", "", grid.caption))
    headings = grid.rows[0] if grid.rows else ()
    for row in grid.rows[1:]:
        for heading, cell in zip(headings[1:], row[1:], strict=False):
            for mark in marks(cell):
                yield mark.says, Fact(content(row[0]), caption | content(heading), content(cell))


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
    date = _covering(DATE, sentence, mark)
    if date:
        if date.casefold() not in facts.dates and mark.start == _first(DATE, sentence, mark):
            yield _date(date, where)
        return
    if not (_referred(mark, sentence, facts.references) or _said(mark, sentence, about, facts)):
        yield unsupported(where, mark.text, sentence)


def fractions(sentence: str, where: str, about: str, facts: Known) -> Iterator[Remark]:
    """Remarks on shares in words, such as 'a third of', that no share of the report is near."""
    beside, around = content(sentence), content(f"{sentence} {about}")
    for found in _FRACTION.finditer(sentence):
        meant = _FRACTIONS[found[1].casefold()]
        held = [
            fact
            for says, some in facts.facts.items()
            if isinstance(says, tuple) and says[1] == "%" and abs(float(says[0]) - meant) <= _ROUND
            for fact in some
        ]
        if not any(_fits(fact, beside, around, beside) for fact in held):
            yield unsupported(where, found[0], sentence)


def _said(mark: Mark, sentence: str, about: str, facts: Known) -> bool:
    beside, around = content(sentence), content(f"{sentence} {about}")
    near = content(_around(sentence, mark))
    held = (fact for fact in facts.facts.get(mark.says, ()) if not _of_others(fact, beside, facts.nouns))
    return any(_fits(fact, beside, around, near) for fact in held)


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
    before = re.search(r"([^\W\d_]+(?:[ /.-]?[0-9]*){0,2}[ /.-]?)$", sentence[: mark.start])
    after = re.match(r"[A-Za-z0-9./-]*", sentence[mark.end :])
    whole = _tight((before[0] if before else "") + mark.text + (after[0] if after else ""))
    return whole in references or _tight((before[0] if before else "") + mark.text) in references


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
