"""Excel's number formats, as far as they decide what a person sees: 45.7% for 0.457, Dec-07 for a day's number.

Formats of everyday use are followed. What they do not cover (fractions, powers, conditions) is left to the stored text.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from compiler.domain.regex import regex
from compiler.domain.tuples import NamedTuple

GENERAL = "General"

_WIDEST = 11
"""As many characters as Excel gives a number in the General format."""

_MOST_DIGITS = 30
"""As many digits as Excel shows on either side of the point."""

_EXACT = Context(prec=100)

_LITERALS = regex(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|_.|\*.')
_ELAPSED = regex(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_LONG_DATE, _LONG_TIME = "[$-f800]", "[$-f400]"
_DIGITS = regex(r"[#0?,.]*[#0][#0?,.]*")
_DATE_TOKEN = regex(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|AM/PM|A/P|\.0+|(?i:y+|m+|d+|h+|s+)|.', re.DOTALL)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=1024)
def is_date_format(code: str) -> bool:
    """Whether numbers in this format are shown as dates or times of day ([h]:mm, an amount of time, is not)."""
    section = _sections(code)[0]
    if section.casefold() == "general" or _ELAPSED.search(section):
        return False
    if section.casefold().startswith((_LONG_DATE, _LONG_TIME)):
        return True
    return bool(re.search("[dmyhs]", _LITERALS.sub("", section), re.IGNORECASE))


def shown_number(number: Decimal, code: str, raw: str) -> str:
    """A number as its format shows it: 0.457 in '0.0%' is 45.7%; `raw` where the format is beyond us."""
    if code == GENERAL or code == "@":
        return _general(number, raw)
    section, negative = _section_for(number, _sections(code))
    layout = _layout(section)
    if layout is None:
        return _only_words(section) or raw
    text = _digits(number.copy_abs() if negative else number, layout)
    return f"{layout.before}{text}{layout.after}".strip()


def shown_date(date: datetime.date | None, number: Decimal | None, code: str, raw: str) -> str:
    """A date as its format shows it, months and days in English: 'mmm-yy' gives Dec-07; `raw` where it cannot be."""
    if date is None:
        if number == 60:
            date = datetime.date(1900, 2, 28)  # Excel's calendar has a 29th; it is put in below
        elif number is not None and 0 <= number < 1:
            date = datetime.datetime(1900, 1, 1) + datetime.timedelta(milliseconds=round(float(number) * 86_400_000))
        else:
            return raw
    shown = "".join(_date_pieces(_moment(date), _date_code(code))).strip()
    return shown.replace("28", "29", 1) if number == 60 else shown


class _Layout(NamedTuple):
    before: str
    after: str
    whole: int
    decimals: int
    optional: int
    thousands: bool
    percents: int
    scale: int


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    """The parts between semicolons (positive; negative; zero; text), quoted semicolons left alone."""
    return tuple(re.findall(r'(?:"[^"]*"|\\.|[^;"\\]|["\\])+', code)) or (GENERAL,)


def _section_for(number: Decimal, sections: tuple[str, ...]) -> tuple[str, bool]:
    """The part that counts for a number, and whether that part shows the minus sign itself."""
    if number < 0 and len(sections) > 1:
        return sections[1], True
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


@lru_cache(maxsize=1024)
def _layout(section: str) -> _Layout | None:
    """How a part of a format lays a number out; None where it holds something beyond us."""
    conditional = re.search(r"\[[<>=]", section)
    bare = _LITERALS.sub(lambda found: "\0" * len(found[0]), section)
    runs = list(_DIGITS.finditer(bare))
    if conditional or _ELAPSED.search(section) or len(runs) != 1 or re.search(r"[/?@Ee*]|General", bare):
        return None
    digits = runs[0].group()
    pattern = digits.rstrip(",")
    whole, _, decimals = pattern.partition(".")
    return _Layout(
        before=_words(section[: runs[0].start()]),
        after=_words(section[runs[0].end() :]),
        whole=whole.count("0"),
        decimals=min(len(decimals), _MOST_DIGITS),
        optional=decimals.count("#"),
        thousands="," in whole,
        percents=bare.count("%"),
        scale=len(digits) - len(pattern),
    )


def _only_words(section: str) -> str:
    """What a part of a format shows that has words but no place for digits, such as "nil" or - for nought."""
    bare = _LITERALS.sub("", section)
    return "" if re.search(r"[#0?/@Ee*]|General|\[[<>=]", bare) or _ELAPSED.search(section) else _words(section).strip()


def _words(part: str) -> str:
    """What a part of a format prints as it stands: quoted words, a currency sign, a percent sign."""
    return _LITERALS.sub(lambda found: found[1] or found[2] or found[3] or "", part)


def _digits(number: Decimal, layout: _Layout) -> str:
    """A number's digits, rounded half away from nought as Excel does."""
    scaled = number.scaleb(2 * layout.percents - 3 * layout.scale, _EXACT)
    if scaled.adjusted() > _MOST_DIGITS:
        return f"{scaled:E}"
    rounded = scaled.quantize(Decimal(1).scaleb(-layout.decimals), ROUND_HALF_UP, _EXACT)
    text = f"{rounded.copy_abs():{',' if layout.thousands else ''}f}"
    whole, point, decimals = text.partition(".")
    for _ in range(layout.optional):
        decimals = decimals.removesuffix("0")
    if whole == "0" and not layout.whole:
        whole = ""
    whole = whole.zfill(layout.whole)
    return ("-" if rounded < 0 else "") + whole + (point + decimals if decimals else "")


def _general(number: Decimal, raw: str) -> str:
    """A number in the General format: Excel gives it eleven characters and rounds the rest away."""
    if len(raw.lstrip("-")) <= _WIDEST or "." not in raw or "E" in raw:
        return raw
    room = max(_WIDEST - 1 - len(raw.lstrip("-").partition(".")[0]), 0)
    text = f"{number.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP, _EXACT):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(date: datetime.date) -> datetime.datetime:
    return date if isinstance(date, datetime.datetime) else datetime.datetime(date.year, date.month, date.day)


def _date_code(code: str) -> str:
    """The part of a date's format that counts, the system's own long date and time as a British machine shows them."""
    section = _sections(code)[0]
    if section.casefold().startswith(_LONG_DATE):
        return "dd mmmm yyyy"
    if section.casefold().startswith(_LONG_TIME):
        return "hh:mm:ss"
    return section if is_date_format(code) else "dd/mm/yyyy"


def _date_pieces(moment: datetime.datetime, code: str) -> list[str]:
    """The pieces of a date in its format's order; an m beside hours or seconds means minutes."""
    tokens = _DATE_TOKEN.findall(code)
    half_day = any(token in ("AM/PM", "A/P") for token in tokens)
    pieces, last = [], ""
    for index, token in enumerate(tokens):
        kind = token[0].lower() if token[0].lower() in "dmyhs" else ""
        if kind == "m" and (last == "h" or _next_kind(tokens[index + 1 :]) == "s"):
            pieces.append(f"{moment.minute:0{min(len(token), 2)}d}")
            last = "minutes"
            continue
        pieces.append(_date_piece(moment, token, kind, half_day))
        last = kind or last
    return pieces


def _next_kind(tokens: list[str]) -> str:
    return next((token[0].lower() for token in tokens if token[0].lower() in "dmyhs"), "")


def _date_piece(moment: datetime.datetime, token: str, kind: str, half_day: bool) -> str:
    """One piece of a date: a day, a month, a year, an hour, a second, or words as they stand."""
    if token in ("AM/PM", "A/P"):
        return ("AM" if moment.hour < 12 else "PM")[: 2 if "M/" in token else 1]
    if re.fullmatch(r"\.0+", token):
        return f".{moment.microsecond:06d}"[: len(token)]
    if not kind:
        return _words(token)
    if kind == "y":
        return f"{moment.year:04d}"[-2 if len(token) <= 2 else 0 :]
    if kind == "m":
        return _named(_MONTHS, moment.month - 1, token, moment.month)
    if kind == "d":
        return _named(_DAYS, moment.weekday(), token, moment.day)
    value = moment.second if kind == "s" else (moment.hour % 12 or 12) if half_day else moment.hour
    return f"{value:0{min(len(token), 2)}d}"


def _named(names: tuple[str, ...], index: int, token: str, number: int) -> str:
    """A month or a day by the number of letters in its format: 3, 03, Mar, March, M."""
    if len(token) <= 2:
        return f"{number:0{len(token)}d}"
    return {3: names[index][:3], 5: names[index][0]}.get(len(token), names[index])
