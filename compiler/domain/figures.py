"""Figures as they stand in words: the digits, their unit, and the numbers in a sentence that are not figures."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex

LONGEST = 24
"""More digits than this are not a figure that anybody typed."""

LONGEST_TEXT = 2000
"""A text of more characters than this is an account, not a figure or a target."""

MOST_FIGURES = 20
"""More figures than this in one cell are a list that a person has to read."""


class UnitKind(StrEnum):
    """What a figure counts."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    RATE = "per n"
    DAYS = "days"
    POINTS = "points"
    TEXT = "text unit"


@dataclass(frozen=True, slots=True)
class Unit:
    """A figure's unit: its kind, its printed words, how many plain units it is (£m: 1,000,000), and per how many."""

    kind: UnitKind
    words: str = ""
    multiple: Decimal = Decimal(1)
    per: Decimal | None = None


NUMBER = Unit(UnitKind.NUMBER)
PERCENT = Unit(UnitKind.PERCENT, "%")
POUNDS = Unit(UnitKind.MONEY, "£")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure found in a text: its number and unit, decimals as typed, and where it stands (start, end)."""

    number: Decimal
    unit: Unit
    decimals: int
    start: int
    end: int


# --- plain characters -------------------------------------------------------------------------------------------------

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"), " ")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_MINUS = dict.fromkeys(map(ord, "\u2212\uff0d\ufe63"), "-")
_GROUPED = regex(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_LETTER_FOR_DIGIT = regex(
    r"(?<![\w.])(?=[\dOoIl.,]*\d)(?=[\d.,]*[OoIl])(?:[\d.]|[OoIl](?=[\dOoIl]*[.%]))[\dOoIl.,]*(?!\w)"
)


def clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Write a typed text in plain characters, and say what was repaired: (text, one sentence for each repair)."""
    repairs: list[str] = []
    for repair, said in _REPAIRS:
        repaired = repair(text)
        if repaired != text:
            repairs.append(said)
        text = repaired
    return " ".join(text.split()), tuple(repairs)


def _plain_groups(text: str) -> str:
    return _GROUPED.sub(",", text)


def _plain_spaces(text: str) -> str:
    return text.translate(_SPACES).translate(_INVISIBLE)


def _plain_digits(text: str) -> str:
    wide = "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" and c != "\uff0d" else c for c in text)
    return "".join(str(unicodedata.decimal(c)) if c > "\x7f" and c.isdecimal() else c for c in wide)


def _plain_minus(text: str) -> str:
    return re.sub(r"^(\s*)[\u2013\u2014](?=\s?[£\d.])", r"\1-", text.translate(_MINUS))


def _plain_letters(text: str) -> str:
    return _LETTER_FOR_DIGIT.sub(lambda found: found[0].translate(str.maketrans("OoIl", "0011")), text)


_REPAIRS = (
    (_plain_groups, "a space inside the number was read as a thousands separator"),
    (_plain_spaces, "unusual spaces or invisible characters were set right"),
    (_plain_digits, "full-width or foreign digits were read as plain ones"),
    (_plain_minus, "a long minus sign or dash was read as a minus"),
    (_plain_letters, "the letter O or l inside the number was read as a digit"),
)


# --- numbers that are not figures -------------------------------------------------------------------------------------

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_SHORT_YEARS = "(?:" + "|".join(f"{y:02}/{(y + 1) % 100:02}" for y in range(100)) + ")"
_SPAN = rf"{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)(?!\d)"
_AFTER = r"(?![\d%]|\.\d|\s?%)"
DATE = regex(
    rf"""\b(?:end\sof\s|mid[\s-]|early\s|late\s)?(?:
        \d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b(?:,?\s+'?(?:{_YEAR}|\d\d){_AFTER})?
      | {_MONTH}\.?\s*'?(?:{_YEAR}|\d\d){_AFTER}
      | \d{{4}}-\d\d?-\d\d? | \d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)
      | (?:spring|summer|autumn|winter)\s+(?:term\s+)?(?:{_SPAN}|{_YEAR}|\d\d){_AFTER}
      | (?:quarter\s|q)[1-4](?:\s+(?:{_SPAN}|{_SHORT_YEARS}|{_YEAR}))?\b
      | {_SPAN} | {_SHORT_YEARS}{_AFTER}
      | (?<=mid\s)\d\d{_AFTER}
      | (?:(?<=\bby\s)|(?<=\bin\s)|(?<=\bfor\s)|(?<=\bfrom\s)|(?<=\bduring\s)|(?<=\bsince\s)|(?<=\bend\s)
          |(?<=\bend\sof\s)|(?<=\bon\s)|(?<=\bcurrent\s)|(?<=&\s)){_YEAR}{_AFTER}
      | {_YEAR}(?=\s+(?:targets?|baseline|outturn|figures?|onwards|&))
      | (?<=\() {_YEAR} (?=\))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A date, a season, a quarter or a year, as teams write them beside a figure."""
PART_OF_DATE = regex(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spr|sum|aut|win|qua|q[1-4]|mid|\d{4}|\d[/.]\d+[/.]|\d\d/\d\d",
    re.IGNORECASE,
)
"""Something that every such date has in it: where it is not, the long expression need not even be compiled."""

_REFERENCE = regex(
    r"\b(?:(?:NI|PSA|BVPI|BV|LPI|LI|LAA|PAF|KPI)(?:\s[A-Z]{2})?\s?\d[\d.]*(?!\s?%|\d)|[A-Z]{1,5}\d+[a-z]?(?!\s?%|\w|\.\d))"
)
_GROUP = regex(
    r"""\b(?:
        \d+\s?(?:-|–|to|and|&)\s?\d+[\s-]years? | \d+[\s-]years?[\s-]olds?
      | aged?\s+(?:under\s|over\s)?\d+(?:\s?(?:-|–|to)\s?\d+|\+)?
      | (?:children|people|pupils|infants|population|mothers|girls)\s+(?:aged\s+)?(?:under|over)\s+\d+(?!\s?%)
      | (?:under|over|u)[\s-]\d+(?:s\b|(?=\s+(?:years?\s|conception|pregnan)))
      | (?:key\s+stages?|stages?|phases?|sections?|grades?|levels?|tiers?)\s+\d+\+?
          (?:\s?(?:and|&|to|-|–|or)\s?\d+)?(?!\s?%|\.\d)
      | ks\s?\d(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def mask_inert(text: str, *, brackets: bool = True) -> str:
    """Blot out (letter for letter, with ``_``) dates, references, age groups and what stands in brackets."""
    for pattern in (DATE, _REFERENCE, _GROUP) if PART_OF_DATE.search(text) else (_REFERENCE, _GROUP):
        text = pattern.sub(lambda found: "_" * len(found[0]), text)
    if brackets:
        text = re.sub(r"\([^()]*\)?", lambda found: found[0] if "target" in found[0] else "_" * len(found[0]), text)
    return text


# --- figures ----------------------------------------------------------------------------------------------------------

_FIGURE = regex(
    r"""(?<![\w.,/:£])(?<!\d-)(?<!\d–)
    (?P<sign>[-+](?=[\d.£]))?(?P<pound>£\s?)?(?P<inner>-)?
    (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?!\d|[.,:]\d)
    (?P<unit>
        \s?(?P<points>percentage\spoints?|%\s?points?|pp\b|points?\b)
      | \s?(?P<percent>%|per\s?cent\b|pc\b)
      | \s?(?P<scale>million|billion|thousand|bn|m|k)\b
      | \s(?P<rate>per\s(?P<per>\d[\d,]*)\b)
      | \s?(?P<days>(?:working\s|school\s|calendar\s)?days?\b(?:\slost)?(?:\sper\s(?:FTE|employee|person)\b)?)
      | \s?(?P<span>(?:years?|months?|weeks?|hours?|minutes?)\b)
    )?(?![A-Za-z]\b|[A-Za-z]+\d|st\b|nd\b|rd\b|th\b|/\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_MULTIPLES = {"million": 6, "m": 6, "billion": 9, "bn": 9, "thousand": 3, "k": 3}
_THOUSANDS = regex(r"£\s?(?:['’]?000['’]?s?|thousands?)")
"""Thousands of pounds as budget tables head them."""
SPANS = frozenset({"year", "years", "month", "months", "week", "weeks", "hour", "hours", "minute", "minutes"})
"""Text units that say how long, so that a figure with one is rarely the target in a sentence."""


def find_figures(text: str) -> tuple[Figure, ...]:
    """Find the figures of a text, in order, each with its unit (clean it, and mask what is inert, before)."""
    found = (_as_figure(match) for match in _FIGURE.finditer(text))
    return tuple(figure for figure in found if figure is not None)


def _as_figure(match: re.Match[str]) -> Figure | None:
    digits = match["digits"].replace(",", "")
    if len(digits) > LONGEST:
        return None
    negative = match["sign"] == "-" or bool(match["inner"])
    number = Decimal(("-" if negative else "") + digits)
    decimals = len(digits.partition(".")[2])
    return Figure(number, _unit_found(match), decimals, match.start(), match.end())


def _unit_found(match: re.Match[str]) -> Unit:
    scale = (match["scale"] or "").lower()
    multiple = Decimal(10) ** _MULTIPLES.get(scale, 0)
    if match["pound"]:
        return Unit(UnitKind.MONEY, f"£{match['scale'] or ''}", multiple)
    if match["percent"]:
        return PERCENT
    if match["rate"]:
        return Unit(UnitKind.RATE, match["rate"], per=Decimal(match["per"].replace(",", "")))
    if match["scale"]:
        return Unit(UnitKind.NUMBER, match["scale"], multiple)
    for group, kind in (("points", UnitKind.POINTS), ("days", UnitKind.DAYS), ("span", UnitKind.TEXT)):
        if match[group]:
            return Unit(kind, match[group])
    return NUMBER


def unit_of(words: str) -> Unit:
    """Name the unit that a plan asks for: '%', '£', '£m', 'days', 'per 1,000', 'points', 'young people', 'number'."""
    text = " ".join(words.split())
    plain = text.casefold()
    if plain in ("", "number", "count", "no.", "no"):
        return NUMBER
    if plain in ("%", "percent", "per cent", "percentage"):
        return PERCENT
    if plain in ("£", "money", "pounds", "gbp"):
        return POUNDS
    if _THOUSANDS.fullmatch(plain):
        return Unit(UnitKind.MONEY, "£k", Decimal(1000))
    if plain.startswith("£"):
        return Unit(UnitKind.MONEY, text, Decimal(10) ** _MULTIPLES.get(plain[1:].strip(), 0))
    found = find_figures(f"1 {text}")
    if len(found) == 1 and found[0].end == len(text) + 2 and found[0].unit.kind is not UnitKind.NUMBER:
        return found[0].unit
    return Unit(UnitKind.TEXT, text)


# --- arithmetic -------------------------------------------------------------------------------------------------------


def exact(number: float) -> Decimal:
    """Take the number that a workbook shows: fifteen significant digits, free of binary noise."""
    return Decimal(format(number, ".15g"))


def round_half_up(number: Decimal, places: int) -> Decimal:
    """Round as the council's tables do: 0.05 goes up to 0.1 and -0.05 away from nought, never to the even digit."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
