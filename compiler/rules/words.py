"""W: short forms. Is each spelt one way? And what all rules on words ask of two words, and say of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.regex import regex
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.reading import Look, Page, Reader, seen_again
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, listed, quote

_SHORT_FORM = regex(r"[A-Z](?<![A-Za-z].)[A-Z]{3,}(?=s?(?![A-Za-z]))")
"""Four capitals or more, beside no other letter. The first is looked for by itself: texts are passed over quickly."""
_MOST_PLACES, _FIRST_PLACES = 12, 3
_WORDY = ("text", "choice", "choices", "officer")


def swapped(one: str, other: str) -> bool:
    """Whether two words differ only by two neighbouring letters that changed places."""
    apart = [n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return (
        len(one) == len(other)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] + one[apart[1]] == other[apart[1]] + other[apart[0]]
    )


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter: one more, one other, or two that changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def where(cells: Iterable[Answered]) -> str:
    """The cells, those of one sheet together: 'Departmental.xlsx, Actions, F41 and F47'; of very many, the first few
    and how many more."""
    places = dict.fromkeys(cell.entry.origin for cell in cells)
    few = places if len(places) <= _MOST_PLACES else [*places][:_FIRST_PLACES]
    sheets: dict[str, list[str]] = {}
    for origin in few:
        sheets.setdefault(f"{origin.workbook}, {origin.sheet}", []).append(origin.cell)
    told = "; ".join(f"{sheet}, {listed(cells)}" for sheet, cells in sheets.items())
    return told if len(few) == len(places) else f"{told}, and {len(places) - len(few)} more"


def _reader_of_turned(case: Case) -> Reader:
    """Reads for short forms that have two letters the wrong way round."""
    known = case.profile.glossary

    def read(page: Page) -> list[str]:
        odd = [word for word in set(_SHORT_FORM.findall(page.texts.as_typed.whole)) if right_for(word, known)]
        return [text for text in page.texts.texts if any(word in text for word in odd)] if odd else []

    return read


TURNED = Look(_reader_of_turned, _WORDY)


def right_for(word: str, known: Mapping[str, str]) -> str | None:
    """The short form that another, which the council's list does not have, is with two letters turned."""
    return None if word in known else next((short for short in known if swapped(word, short)), None)


def swapped_letters(case: Case) -> Iterator[Point]:
    """Short forms that have two letters the wrong way round, where the council's own list has the right one."""
    known = case.profile.glossary
    found: list[tuple[str, str, Answered]] = []
    for text, spot in seen_again(case, TURNED):
        words = dict.fromkeys(_SHORT_FORM.findall(text))
        found += [(word, right, spot.cell) for word in words if (right := right_for(word, known))]
    for same in grouped(found, lambda each: f"{each[0]}/{each[2].book.role.value}/{each[2].book.workbook}").values():
        word, right, cell = same[0]
        yield point_at(
            cell,
            f"{quote(word)} stands in {counted(len(same), 'cell')} of this workbook "
            f"({listed(each[2].entry.origin.cell for each in same)}).",
            f"{right} is the short form of {known[right]}.",
            f"Correct it to {right}.",
            others=tuple(each[2].entry.origin for each in same[1:]),
        )


WORD_RULES = (
    Rule(
        "W904",
        "A short form with two letters swapped",
        "A short form that is spelt two ways is not found by those who search for it, and looks like two services.",
        Severity.WARNING,
        Scope.WORDS,
        swapped_letters,
        looks=(TURNED,),
    ),
)
