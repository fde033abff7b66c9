"""The elements of a due date, found one after another: dates with the words that turn them, cycles, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import say_date
from compiler.domain.regex import regex
from compiler.domain.when.forms import read_form
from compiler.domain.when.known import Calendar, sensible_year
from compiler.domain.when.model import Precision, When, WhenKind
from compiler.domain.when.tokens import MONTH_NUMBERS, Words
from compiler.domain.when.vocabulary import COUNTED, NUMBERS


class Role(Enum):
    """What an element of a due date is."""

    DATE = "date"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    DESCRIBED = "described"
    EXTERNAL = "external"
    DURATION = "duration"


class Turn(Enum):
    """How a word before a date turns it."""

    BY = "by"
    IN = "in"
    END = "end"
    FROM = "from"
    AFTER = "after"
    BEFORE = "before"
    UNTIL = "until"
    VAGUE = "vague"
    START_BY = "start by"


@dataclass(frozen=True, slots=True)
class Element:
    """One thing said by a due date: the tokens from `first` up to `after`, and what they were read as.

    `base` is the date without the words before it, which are in `turns`; `when` is the date with them. `years` is the
    length of a duration.
    """

    role: Role
    when: When
    first: int
    after: int
    base: When
    turns: tuple[Turn, ...] = ()
    years: int = 0

    @property
    def dateless(self) -> bool:
        """Whether it is a date of which the year is not known."""
        return self.role is Role.DATE and self.base.readable and self.base.start is None


_BEGIN = r"(?:start|begin|commence|starting|beginning|commencing|starts|begins|commences) "
_TURNS = tuple(
    (regex(pattern), turn)
    for pattern, turn in (
        (rf"(?:to )?(?:be )?(?:{_BEGIN}|started |begun |launched )(?:by|before|no later than) ", Turn.START_BY),
        (r"(?:the )?(?:start|beginning) of (?:the )?", Turn.VAGUE),
        (rf"(?:to )?{_BEGIN}(?:in |on |from )?", Turn.FROM),
        (r"(?:with effect )?from |since |w \. ?e \. ?f \. ?|wef ", Turn.FROM),
        (r"after ", Turn.AFTER),
        (r"(?:before|prior to) ", Turn.BEFORE),
        (r"(?:until|till|up to|up until|to) ", Turn.UNTIL),
        (r"(?:the )?(?:last day|end)(?: of)? ", Turn.END),
        (r"(?:early|mid|middle of|late)(?: -)?(?: in)? ", Turn.VAGUE),
        (r"(?:by|due|no later than|not later than) ", Turn.BY),
        (r"(?:on|in|at|during|throughout|for) ", Turn.IN),
    )
)
_THE = regex(r"the (?:month of )?")
_TWO_DIGITS = regex(r"(?:' )?(?P<year>\d\d) (?![-/.]? ?\d)")
_ONWARDS = regex(r"onwards? ")
_LATEST = regex(r"at the (?:very )?latest |latest ")

_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)}) "
_DURATION = regex(rf"{_COUNT}(?:- )?years? (?:- )?")
_ONGOING = regex(r"(?:ongoing|on - going|on going|continuously|continually) ")
_CONTINUING = regex(
    r"(?:continuous|continuing|continual|rolling programme|throughout the year|"
    r"(?:during|over|throughout|within) (?:this|the) (?:plan |planning )?(?:period|life of (?:this|the) plan)) "
)
_REVIEWED = r"(?:(?:to be |will be |is |are )?(?:review|reviewed|updated|monitored|refreshed|reported|evaluated) )?"
_EVERY = regex(
    rf"{_REVIEWED}(?P<cycle>(?:every|each) (?:other |(?:\d+|{'|'.join(NUMBERS)}) )?"
    r"(?:year|term|quarter|month|week|day)s? )"
)
_OFTEN = regex(
    rf"{_REVIEWED}(?P<cycle>annually|yearly|quarterly|monthly|weekly|fortnightly|daily|termly|biennially|biannually|"
    r"half - yearly|six - monthly|(?:once|twice) (?:a|each|per) year|per annum) "
)
_CYCLES = {"annually": "annual", "yearly": "annual", "per annum": "annual", "once a year": "annual"}
_CYCLES |= {"every year": "annual", "each year": "annual", "every quarter": "quarterly", "each quarter": "quarterly"}
_CYCLES |= {"every term": "termly", "each term": "termly", "every month": "monthly", "each month": "monthly"}
_ANNUAL = regex(r"annual ")
_DEPENDS = regex(
    r"(?:in line with|in accordance with|subject to|dependent (?:up)?on|depend(?:s|ing) (?:up)?on|"
    r"once(?! (?:a|an|per|each|every) )|as soon as) "
    r"(?P<on>(?:(?![.;] )\S+ )+)"
)
_AS_REQUIRED = regex(r"(?P<on>as and when(?: required| needed)?|(?:as|when) (?:required|needed|necessary)) ")


def scan(words: Words, calendar: Calendar, *, dates_only: bool = False) -> list[Element]:
    """The elements of a due date, in order; the tokens between them say something else.

    With `dates_only`, cycles, conditions and durations are passed over.
    """
    found: list[Element] = []
    at = 0
    while at < len(words.tokens):
        element = _element(words, at, calendar, dates_only)
        if element is None:
            at += 1
            continue
        found.append(element)
        at = element.after
    return found


def _element(words: Words, at: int, calendar: Calendar, dates_only: bool) -> Element | None:
    if words.tokens[at].is_number and at and (words.tokens[at - 1].text in COUNTED or _lettered(words, at)):
        return None
    return _dated(words, at, calendar) or (None if dates_only else _undated(words, at))


def _lettered(words: Words, at: int) -> bool:
    """Whether the number hangs on the letters before it, as in 'G4' or 'NI53'."""
    before, number = words.tokens[at - 1], words.tokens[at]
    return before.is_word and before.stop == number.start and before.text not in MONTH_NUMBERS and len(before.text) < 4


def _turned(words: Words, at: int) -> Iterator[tuple[tuple[Turn, ...], int]]:
    """The words from here that turn a date, the most of them first, with the place where the date should begin."""
    turns: tuple[Turn, ...] = ()
    place = words.offsets[at]
    stops = [(turns, place)]
    while len(turns) < 4 and (found := _turn(words.text, place)):
        place = found[0].end()
        turns = (*turns, found[1])
        stops.append((turns, place))
        if the := _THE.match(words.text, place):
            place = the.end()
            stops.append((turns, place))
    return reversed(stops)


def _turn(text: str, place: int) -> tuple[re.Match[str], Turn] | None:
    return next(((found, turn) for pattern, turn in _TURNS if (found := pattern.match(text, place))), None)


def _dated(words: Words, at: int, calendar: Calendar) -> Element | None:
    """A date, with the words before and after it that turn it."""
    for turns, place in _turned(words, at):
        bracketed = words.text[max(0, place - 2) : place] == "( " and words.text[place + 4 : place + 7] == " ) "
        strict = replace(calendar, years=calendar.years or bool(turns) or bracketed)
        found = _vague_year(words, place, turns) or read_form(words.text, place, strict)
        if found is None:
            continue
        base, stop = found
        onwards = _ONWARDS.match(words.text, stop)
        latest = _LATEST.match(words.text, stop)
        named = base.kind is WhenKind.YEAR and words.text.endswith(" the ", 0, place)
        turned = (*turns, Turn.FROM) if onwards else () if named else turns
        suffix = onwards or latest
        after = words.index[suffix.end() if suffix else stop]
        base = replace(base, notes=words.repaired(at, after) + base.notes)
        return Element(Role.DATE, turn_date(base, turned), at, after, base, turned)
    return None


def _vague_year(words: Words, place: int, turns: tuple[Turn, ...]) -> tuple[When, int] | None:
    """A year of two figures where the words before it leave no other reading: 'mid 09'."""
    found = _TWO_DIGITS.match(words.text, place)
    if not found or not {Turn.END, Turn.VAGUE} & set(turns):
        return None
    year = date(2000 + int(found["year"]), 1, 1)
    if not sensible_year(found["year"]) or year.year > 2069:
        return None
    when = When(WhenKind.YEAR, "", year, date(year.year, 12, 31), Precision.YEAR)
    return when, found.end()


def turn_date(base: When, turns: tuple[Turn, ...]) -> When:
    """A date as the words before it turn it: from, by, before, until it."""
    if not base.readable or base.start is None or base.end is None:
        return base
    if base.kind is WhenKind.SPAN and Turn.FROM in turns:
        return base
    if Turn.START_BY in turns:
        return replace(base, kind=WhenKind.START_BY, start=base.end, end=None)
    if Turn.FROM in turns:
        start = base.end if Turn.END in turns else base.start
        return replace(base, kind=WhenKind.FROM, start=start, end=None)
    if Turn.AFTER in turns:
        return replace(base, kind=WhenKind.FROM, start=base.end + timedelta(days=1), end=None)
    if Turn.UNTIL in turns:
        return replace(base, kind=WhenKind.ONGOING, start=None)
    if Turn.BEFORE in turns and Turn.END not in turns:
        day = base.start - timedelta(days=1)
        note = f"before it begins means {say_date(day)} at the latest"
        return replace(base, kind=WhenKind.DAY, start=day, end=day, precision=Precision.DAY, notes=(*base.notes, note))
    if Turn.VAGUE in turns:
        note = f"no day is named, so it is late only after {say_date(base.end)}"
        return replace(base, notes=(*base.notes, note))
    return base


def _undated(words: Words, at: int) -> Element | None:
    """A cycle, a condition, a duration, or that it goes on."""
    place = words.offsets[at]
    for pattern, role, kind in _UNDATED:
        found = pattern.match(words.text, place)
        if not found:
            continue
        after = words.index[found.end()]
        groups = found.groupdict()
        when = When(kind, "", notes=words.repaired(at, after))
        if role is Role.DURATION:
            count = groups["count"]
            return Element(role, when, at, after, when, years=NUMBERS.get(count) or int(count))
        if "on" in groups:
            when = replace(when, depends_on=words.slice(words.index[found.start("on")], after))
        if "cycle" in groups:
            when = replace(when, cycle=_cycle(groups["cycle"].strip()))
        elif kind is WhenKind.RECURRING:
            when = replace(when, cycle="annual")
        return Element(role, when, at, after, when)
    return None


def _cycle(words: str) -> str:
    return _CYCLES.get(words, words.replace(" - ", "-"))


_UNDATED = (
    (_ONGOING, Role.ONGOING, WhenKind.ONGOING),
    (_CONTINUING, Role.DESCRIBED, WhenKind.ONGOING),
    (_OFTEN, Role.RECURRING, WhenKind.RECURRING),
    (_EVERY, Role.RECURRING, WhenKind.RECURRING),
    (_ANNUAL, Role.DESCRIBED, WhenKind.RECURRING),
    (_DEPENDS, Role.EXTERNAL, WhenKind.EXTERNAL),
    (_AS_REQUIRED, Role.EXTERNAL, WhenKind.EXTERNAL),
    (_DURATION, Role.DURATION, WhenKind.UNREADABLE),
)
