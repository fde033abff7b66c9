"""A whole cell read as a due date."""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches

from compiler.domain.frozen import replace
from compiler.domain.period import MONTHS, Year, say_date
from compiler.domain.regex import regex
from compiler.domain.when.join import join
from compiler.domain.when.known import Calendar, likely_year, sensible_year
from compiler.domain.when.model import Precision, When, WhenKind
from compiler.domain.when.phrases import Element, Role, Turn, scan, turn_date
from compiler.domain.when.tokens import MONTH_NUMBERS, Token, Words, read_words
from compiler.domain.when.vocabulary import CHANGING, COUNTED, NUMBERS, SMALL

_NOT_APPLICABLE = regex(r"(?:n / a|na|n \. a|not applicable) (?:\. )?")
_NONE = regex(r"(?:none|nil) (?:\. )?")
_BEGINNING = regex(r"\b(?:to (?:start|begin|commence)|begins?|commences?)\b", re.IGNORECASE)
_DURATION = regex(r"\d{1,2} (?:- )?years? ")
_LATER = regex(r"(?:tbc|tba|tbd|to be (?:confirmed|agreed|determined|decided|announced|advised)) ")


def read_when(raw: str, *, dayfirst: bool = True, year: Year | None = None, start_month: int = 4) -> When:
    """What the words of a due date say; never raises, and keeps the words in `raw`.

    `dayfirst` says how days in figures are written (31/03/2009). `year` is the financial year of the plan, in which a
    month or quarter without a year is taken to be; `start_month` is the month in which financial years begin.
    """
    words = read_words(raw)
    plain = _without_date(words)
    if plain:
        return replace(plain, raw=raw)
    calendar = Calendar(dayfirst, year, year.start_month if year else start_month)
    elements = join(words, scan(words, calendar), calendar)
    unmeasured = any(element.role is Role.DURATION for element in elements)
    return replace(_composed(words, _settled(words, elements), unmeasured), raw=raw)


def when_from_date(day: date, raw: str, *, dayfirst: bool = True) -> When:
    """A due date from a cell that holds a date, with the words that the cell shows.

    Where the cell shows no day ('Mar-09') and the date lies in the month, year or quarter shown, that whole is meant.
    """
    day = day.date() if isinstance(day, datetime) else day
    if not sensible_year(f"{day.year:04}"):
        likely = likely_year(f"{day.year:04}")
        meant = f"{day.day} {MONTHS[day.month - 1]} {likely}" if likely else ""
        return When(WhenKind.IMPOSSIBLE, raw, problem=f"the year {day.year} cannot be right", suggestion=meant)
    shown = read_when(raw, dayfirst=dayfirst)
    whole = shown.kind in (WhenKind.MONTH, WhenKind.QUARTER, WhenKind.FINANCIAL_YEAR, WhenKind.YEAR)
    if whole and not shown.unread and shown.start and shown.end and shown.start <= day <= shown.end:
        return shown
    return When(WhenKind.DAY, raw, day, day, Precision.DAY)


def _without_date(words: Words) -> When | None:
    """A cell that says nothing, or that there is no date."""
    if not any(token.is_word or token.is_number for token in words.tokens):
        other = {token.text for token in words.tokens} - {"-", ".", "/", "_", "–"}
        if other:
            return When(WhenKind.UNREADABLE, "", problem="no date was found", unread=words.raw.strip())
        return When(WhenKind.BLANK, "")
    if _NOT_APPLICABLE.fullmatch(words.text):
        return When(WhenKind.NOT_APPLICABLE, "")
    return When(WhenKind.NONE, "") if _NONE.fullmatch(words.text) else None


def _settled(words: Words, elements: list[Element]) -> list[Element]:
    """The elements that count: a month without a year only by itself, 'annual' only where no date stands."""
    dated = any(element.role is Role.DATE and not element.dateless for element in elements)
    firm = any(element.role in (Role.ONGOING, Role.RECURRING, Role.EXTERNAL) for element in elements)
    settled = [
        element
        for element in elements
        if element.role is not Role.DURATION and not (element.role is Role.DESCRIBED and (dated or firm))
    ]
    if any(element.dateless for element in settled) and _says_more(words, settled):
        settled = [element for element in settled if not element.dateless]
    return settled


def _strays(words: Words, elements: list[Element]) -> list[tuple[int, int]]:
    """The runs of tokens that belong to no element: one before each, and one at the end; brackets close a run."""
    edges = [0, *(place for element in elements for place in (element.first, element.after)), len(words.tokens)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _says_more(words: Words, elements: list[Element]) -> bool:
    runs = _strays(words, elements)
    return any(_meaning(words.tokens[first:after]) for first, after in runs)


def _meaning(tokens: tuple[Token, ...]) -> bool:
    """Whether tokens say anything beside small words and marks."""
    return any(
        (token.is_word or token.is_number) and token.text not in SMALL - {"complete", "review"} for token in tokens
    )


def _composed(words: Words, elements: list[Element], unmeasured: bool) -> When:
    """One due date from the elements and the words between them."""
    runs = _strays(words, elements)
    strays = [token for first, after in runs for token in words.tokens[first:after]]
    if not elements:
        return _nothing(words)
    parts = _with_words(words, elements, runs)
    spoilt = _spoilt(words, runs) or _unclear_year(words, elements)
    if unmeasured and not spoilt:
        spoilt = "it is not clear from when to when the years run"
    if spoilt:
        whole = " … ".join(part.unread for part in parts if part.unread)
        return When(WhenKind.UNREADABLE, "", problem=spoilt, suggestion=_respelt(words), unread=whole)
    if len(parts) == 1:
        return parts[0]
    return _reviewed(parts) or _several(parts, strays)


def _nothing(words: Words) -> When:
    problem = "no date is given yet" if _LATER.search(words.text) else "no date was found"
    unread = words.slice(0, len(words.tokens))
    return When(WhenKind.UNREADABLE, "", problem=problem, suggestion=_respelt(words), unread=unread)


def _respelt(words: Words) -> str:
    """A month that is spelt wrongly, put right, with its year: only ever a suggestion."""
    for token, after in zip(words.tokens, words.tokens[1:], strict=False):
        near = get_close_matches(token.text, [name.casefold() for name in MONTHS], 1, 0.8) if _misspelt(token) else []
        if near and after.is_number and sensible_year(after.text):
            return f"{near[0].capitalize()} {after.text}"
    return ""


def _misspelt(token: Token) -> bool:
    return len(token.text) > 4 and token.text not in MONTH_NUMBERS


def _with_words(words: Words, elements: list[Element], runs: list[tuple[int, int]]) -> list[When]:
    """The reading of each element with its raw words and the stray words that stand by it.

    Words belong to the date after them; words in brackets, and those after the last date, to the date before.
    """
    before: list[list[str]] = [[] for _ in elements]
    for n, (first, after) in enumerate(runs):
        behind, ahead = _divide(words, first, after, n, len(elements))
        if n and behind > first:
            before[n - 1].append(words.slice(first, behind))
        if n < len(elements) and after > ahead:
            before[n].append(words.slice(ahead, after))
    return [
        replace(
            _begun(element, words.slice(first, after)),
            raw=words.raw[words.tokens[element.first].start : words.tokens[element.after - 1].stop],
            unread=" … ".join(
                word for word in said if word and word.casefold() not in ("and", "the", "&", "then", "of")
            ),
        )
        for element, said, (first, after) in zip(elements, before, runs[:-1], strict=True)
    ]


def _begun(element: Element, said: str) -> When:
    """A date by or in which something is to begin, which tells nothing of when it is to be done."""
    whole = element.role is Role.DATE and element.when.end is not None and element.when.kind is not WhenKind.SPAN
    if not whole or not _BEGINNING.search(said):
        return element.when
    return turn_date(element.base, (Turn.START_BY,) if {Turn.BY, Turn.BEFORE} & set(element.turns) else (Turn.FROM,))


def _divide(words: Words, first: int, after: int, number: int, count: int) -> tuple[int, int]:
    """Where a run of stray words is divided between the date before it and the date after it."""
    if number == count:
        return after, after
    if number and first < after and words.tokens[first].text == "(":
        closing = [n for n in range(first, after) if words.tokens[n].text == ")"]
        if closing:
            return closing[0] + 1, closing[0] + 1
    return first, first


def _spoilt(words: Words, runs: list[tuple[int, int]]) -> str:
    """Why the words beside the date make it doubtful; '' where they do not."""
    for first, after in runs:
        for n in range(first, after):
            token = words.tokens[n]
            if token.text in CHANGING:
                return f"the word “{words.raw[token.start : token.stop]}” may change the date"
            if token.is_number and not _counting(words, n):
                return f"it is not clear what “{words.raw[token.start : token.stop]}” belongs to"
            if token.text in MONTH_NUMBERS and token.text not in ("may", "march", "mar", "dec", "sept"):
                return f"it is not clear which year “{words.raw[token.start : token.stop]}” belongs to"
    return ""


def _unclear_year(words: Words, elements: list[Element]) -> str:
    """Why a lone year is doubtful: a word stands right before it that may be a time of the year ('Easter 2009')."""
    for element in elements:
        before = words.tokens[element.first - 1] if element.first else None
        lone = element.base.kind is WhenKind.YEAR and not element.turns
        if lone and before and before.is_word and before.text not in SMALL:
            return f"it is not clear what “{words.slice(element.first - 1, element.after)}” means"
    return ""


def _counting(words: Words, number: int) -> bool:
    """Whether a number counts something else than a date: 'Phase 3', 'G4', '3 year plan'."""
    before = words.tokens[number - 1] if number else None
    if _DURATION.match(words.text, words.offsets[number]):
        return True
    return before is not None and (
        before.text in COUNTED or (before.is_word and before.stop == words.tokens[number].start)
    )


def _reviewed(parts: list[When]) -> When | None:
    """A span of years that is reviewed in a cycle is one thing."""
    spans = [part for part in parts if part.kind is WhenKind.SPAN]
    cycles = [part for part in parts if part.kind is WhenKind.RECURRING]
    if len(parts) != 2 or len(spans) != 1 or len(cycles) != 1:
        return None
    unread = " … ".join(part.unread for part in parts if part.unread)
    return replace(spans[0], cycle=cycles[0].cycle, unread=unread, notes=spans[0].notes + cycles[0].notes)


def _several(parts: list[When], strays: list[Token]) -> When:
    """Dates one beside the other: staged where each has words of its own."""
    wrong = [part for part in parts if not part.readable]
    if wrong:
        return replace(wrong[0], parts=tuple(parts), start=None, end=None)
    staged = all(_own_words(part) for part in parts)
    starts = [part.start for part in parts if part.start]
    ends = [part.end for part in parts if part.end]
    end = max(ends) if len(ends) == len(parts) else None
    start = min(starts) if starts else None
    if start and end and end < start:
        start = end
    kind = WhenKind.STAGED if staged else WhenKind.SEVERAL
    return When(kind, "", start, end, parts[-1].precision if end else Precision.NOTHING, parts=tuple(parts))


def _own_words(part: When) -> bool:
    return bool(set(re.findall(r"[^\W\d_]+", part.unread.casefold())) - SMALL - NUMBERS.keys() - {"year", "years"})


def say_problem(when: When) -> str:
    """The problem of a due date as one sentence with its words in it; '' where there is none."""
    if not when.problem:
        return ""
    meant = f" Did you mean {when.suggestion}?" if when.suggestion else ""
    return f"“{when.raw.strip()}” cannot be read as a due date: {when.problem}.{meant}"


def rule_of(when: When) -> str:
    """The general rule by which the day of lateness was found, in words: 'a month means its last day, …'."""
    if when.end is None or when.precision in (Precision.DAY, Precision.NOTHING):
        return ""
    article = "an" if when.precision is Precision.ACADEMIC_YEAR else "a"
    return f"{article} {when.precision.value} means its last day, {say_date(when.end)}"
