"""C: references and letters. Are they typed so that every program reads them as people do?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.record import State
from compiler.domain.reference import ReferenceList, read_references
from compiler.domain.regex import regex
from compiler.domain.text import lookalikes
from compiler.domain.value_model import Value
from compiler.rules.case import EVERY_TYPE, Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, listed, quote, strange_letters

_CITING = ("reference", "references")
_TYPED = tuple(each for each in EVERY_TYPE if each not in ("rating", "risk", "choice", "choices"))
"""The types of columns in which no word is chosen from a list."""
_READ_AS = regex(r"'(?P<typed>.+)' read as (?P<read>[^()]+?)(?: \((?P<why>.+)\))?")
_NOUGHTS = regex(r"(?<![0-9])0+(?=[0-9])")
_NO_END = regex(r"'(?P<typed>.+)' is a range with no end")
_FOR_PLAN = "Type it in the one form in the plan's workbook, so that a search finds it too."


def _read(case: Case) -> Iterator[tuple[Answered, ReferenceList]]:
    """The cells of references in which something was repaired or read in part."""
    for down in case.down(*_CITING):
        for number, read in down.read(ReferenceList):
            if read.notes:
                yield down.cell(number), read


def _beside_figures(case: Case) -> Iterator[tuple[Answered, ReferenceList]]:
    """The references in the words beside a figure, such as '27.9% (NI 116)'."""
    for down in case.down("value"):
        for number, value in down.read(Value):
            if value.words:
                yield down.cell(number), read_references(value.words, case.profile.schemes)


def other_form(case: Case) -> Iterator[Point]:
    """References whose spaces, dashes, letters or noughts are not those of their form, one finding for each column."""
    cells = (*_read(case), *_beside_figures(case))
    odd = [(cell, forms) for cell, read in cells if (forms := _odd_forms(read))]
    for same in grouped(odd, lambda pair: "\x1f".join((pair[0].entry.origin.workbook, _place(pair[0])))).values():
        first, _ = same[0]
        every = list(dict.fromkeys(form for _, held in same for form in held))
        typed, meant = (listed(dict.fromkeys(side)) for side in zip(*((quote(t), m) for t, m in every), strict=True))
        rest = tuple(cell.entry.origin for cell, _ in same[1:])
        more = f" ({counted(len(same), 'cell')}, the last in {rest[-1].cell})" if rest else ""
        yield point_at(
            first,
            f"{typed} under '{case.heading(first.column)}' {'are' if len(every) > 1 else 'is'} in another form{more}.",
            f"Read as meant: {meant}.",
            "Type each reference in its one form, so that a search finds it too.",
            for_plan=_FOR_PLAN,
            others=rest,
        )


def _place(cell: Answered) -> str:
    return f"{cell.book.role.value}/{cell.entry.origin.sheet}/{cell.column.key}"


def _odd_forms(read: ReferenceList) -> list[tuple[str, str]]:
    """What was typed, and the form that was meant, where spacing, a dash, a letter or noughts in front differ."""
    found = filter(None, map(_READ_AS.fullmatch, read.notes))
    return [(m["typed"], m["read"].strip()) for m in found if m["why"] or _letters(m["typed"]) == _letters(m["read"])]


def _letters(words: str) -> str:
    """The letters and numbers of a reference, without spaces, dashes and noughts in front."""
    return _NOUGHTS.sub("", "".join(filter(str.isalnum, words)).casefold())


def cut_off(case: Case) -> Iterator[Point]:
    """Ranges of references that begin and do not end."""
    for cell, read in _read(case):
        for found in filter(None, map(_NO_END.fullmatch, read.notes)):
            yield point_at(
                cell,
                f"{quote(found['typed'])} under '{case.heading(cell.column)}' begins a range that has no end.",
                "Only its first reference was read.",
                "Complete the range, or take out the dash.",
            )


def strange_letter(case: Case) -> Iterator[Point]:
    """Letters of another alphabet inside words that are otherwise Latin, outside the lists."""
    foreign = frozenset(raw for raw in case.texts_of(*_TYPED).foreign if lookalikes(raw))
    for cell in case.saying(foreign, *_TYPED):
        if cell.entry.state is not State.VALUE:
            continue
        odd = [word for word in cell.entry.raw.split() if _mixed(word, cell.column.type in _CITING)]
        if odd:
            yield point_at(
                cell,
                f"{listed(map(quote, odd))} under '{case.heading(cell.column)}' is typed in two alphabets: "
                f"{strange_letters(' '.join(odd))}.",
                "It looks right, but no search finds it.",
                "Type it again.",
                for_plan="Type it again in the plan's workbook, so that a search finds it too.",
            )


def _mixed(word: str, reference: bool) -> bool:
    """Whether a word that is Latin, or a reference, holds a letter that only looks Latin; names keep their letters."""
    strange = [each for each in lookalikes(word) if each.alphabet != "Turkish"]
    return bool(strange) and (reference or any(letter.isascii() and letter.isalpha() for letter in word))


REFERENCE_RULES = (
    Rule(
        "C212",
        "A reference in another form",
        "A search or a filter for 'FIN6-1.8' does not find 'FIN 6-1.8'. One row has one reference, typed one way.",
        Severity.NOTE,
        Scope.CELL,
        other_form,
    ),
    Rule(
        "C213",
        "A range of references that is cut off",
        "A range without its end leaves open which rows are meant.",
        Severity.WARNING,
        Scope.CELL,
        cut_off,
    ),
    Rule(
        "C214",
        "A word in two alphabets",
        "A Cyrillic А in a word looks like A, but no search, filter or formula takes the two for one word.",
        Severity.NOTE,
        Scope.CELL,
        strange_letter,
    ),
)
