"""Figures as teams type them, read into a number and its unit with the typed words kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from compiler.domain.figures import (
    DATE,
    LONGEST,
    LONGEST_TEXT,
    MOST_FIGURES,
    NUMBER,
    PART_OF_DATE,
    PERCENT,
    POUNDS,
    Figure,
    Unit,
    UnitKind,
    clean_text,
    exact,
    find_figures,
    mask_inert,
    round_half_up,
    unit_of,
)
from compiler.domain.frozen import replace
from compiler.domain.numberformat import GENERAL, is_date_format, shown_number
from compiler.domain.regex import regex
from compiler.domain.value_model import (
    Ambiguous,
    Reading,
    Remark,
    RemarkKind,
    Segments,
    Unread,
    Value,
    places_of,
    plain_number,
    say_value,
    share,
)

__all__ = [
    "NUMBER",
    "PERCENT",
    "POUNDS",
    "Ambiguous",
    "Raw",
    "Reading",
    "Remark",
    "RemarkKind",
    "Segments",
    "Unit",
    "UnitKind",
    "Unread",
    "Value",
    "looks_empty",
    "plain_figure",
    "raw_words",
    "read_value",
    "say_value",
    "share",
    "unit_of",
]

Raw = str | int | float | Decimal | bool | date | time | None

_EMPTY = frozenset({"", "n/a", "na", "n.a.", "n/a.", "none", "not applicable"})
_ERROR = regex(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!)")
_STORED = regex(r"\s*-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*", re.ASCII)
_PLAIN = regex(r"([0-9]{1,9}(?:\.([0-9]{1,6}))?)(%?)")
_CHANGE = regex(
    r"(?:\b(?:up|down|rise|rose|fall|fell|increas\w+|decreas\w+|reduc\w+|improve\w*)(?:\s(?:by|of|from))?|\bby|\+)$",
    re.I,
)
_LIMIT_BEFORE = regex(
    r"(?:[<>≤≥]=?|\b(?:(?:less|fewer|more|greater|lower|higher) than|at (?:least|most)|over|under|above|below))\s*$",
    re.I,
)
_LIMIT_AFTER = regex(r"\s?(?:\+|or (?:more|less|fewer|above|below|over|under)\b)", re.I)
_BRACKETED = regex(r"\(\s*(?P<inner>£?\s?[\d.,]+\s?(?:%|million|thousand|billion|m|k|bn)?)\s*\)", re.I)
_NOT_A_UNIT = regex(
    r"[(*_]|(?:by|per|in|at|as|for|of|on|during|since|from|to|against|with|and|than|compared|provisional|final|estimated?|"
    r"approx\w*|unverified|verified|actual|cumulative|academic|year|ytd|target|outturn|milestone|average|rounded)\b",
    re.I,
)
_NO_LABEL = regex(r"(?:and|to|of|against|or|from|per|out|in|compared|than|with|vs?|target|by|up|down|at|on)\b", re.I)
_JOIN = " ,;:&/–-—|=."


def raw_words(raw: Raw) -> str:
    """Keep what the cell holds as words: text as it is, numbers in their shortest form, nothing as ''."""
    if raw is None or isinstance(raw, str):
        return raw or ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    return repr(raw) if isinstance(raw, float) else f"{raw}"


def looks_empty(raw: Raw) -> bool:
    """Say whether a cell only says that there is nothing: blank, dashes, 'n/a', 'NA', 'none', 'not applicable'."""
    words = raw_words(raw)
    text = clean_text(words)[0].casefold() if len(words) <= LONGEST_TEXT else words.strip()
    return text in _EMPTY or not text.strip("-–—_. ")


def read_value(
    raw: Raw, *, number_format: str | None = None, kind: str | None = None, unit: Unit | None = None
) -> Reading:
    """Read one cell as a figure.

    raw: the cell's content; number_format: the cell's format in the workbook ('0.0%', 'General'), for numbers;
    kind: 'number', 'text', 'boolean', 'date' or 'error', taken from the type of raw when not given;
    unit: the unit that is expected there, if known. Never raises, and never changes the scale of a figure silently.
    """
    plain = plain_figure(raw) if kind is None else None
    if plain is not None:
        return _adopt(plain, unit)
    words = raw_words(raw)
    if looks_empty(raw):
        return Unread(words, "there is no figure")
    refused = _refuse(raw, words, kind)
    if refused:
        return Unread(words, refused)
    number = _number_typed(raw, kind)
    if number is not None:
        return _read_number(number, words, number_format or GENERAL, unit)
    return _read_text(words, unit)


def plain_figure(raw: Raw) -> Value | None:
    """The figure of a text that is nothing but plain digits, perhaps with a %; None for whatever else may be read.

    Most figures of returns are such: they are read in 6 µs instead of 70.
    """
    found = _PLAIN.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        return None
    return Value(Decimal(found[1]), PERCENT if found[3] else NUMBER, len(found[2] or ""), found[0])


def _refuse(raw: Raw, words: str, kind: str | None) -> str:
    if isinstance(raw, bool) or kind == "boolean" or words.strip().casefold() in ("true", "false"):
        return f'"{words.strip()}" is not a number'
    if isinstance(raw, date | time) or kind == "date":
        return "it is a date, not a figure"
    if kind == "error" or _ERROR.fullmatch(words.strip()):
        return f'the cell shows the error "{words.strip()}"'
    return ""


# --- cells that hold a number -----------------------------------------------------------------------------------------


def _number_typed(raw: Raw, kind: str | None) -> Decimal | None:
    if isinstance(raw, int | Decimal):
        return Decimal(raw)
    if isinstance(raw, float):
        return exact(raw)
    if kind != "number" or not isinstance(raw, str) or not _STORED.fullmatch(raw):
        return None
    return exact(float(raw))


def _read_number(number: Decimal, raw: str, code: str, expected: Unit | None) -> Reading:
    if not number.is_finite() or abs(number.adjusted()) > LONGEST or len(number.as_tuple().digits) > LONGEST:
        return Unread(raw, "it is not a number that a figure could have")
    if is_date_format(code) or re.search(r"\[(?:h+|m+|s+)\]", code, re.IGNORECASE):
        return Unread(raw, "it is a date or a time, not a figure")
    plain = Value(plain_number(number), NUMBER, places_of(number), raw)
    if code.strip() in (GENERAL, "@", ""):
        return _adopt(plain, expected)
    return _adopt(_displayed(plain, shown_number(number, code, raw)), expected)


def _displayed(value: Value, shown: str) -> Value:
    """Give a number the unit and decimals with which its cell shows it: 0.457 shown as 45.7% is 45.7 per cent."""
    figures = find_figures(shown.strip("()"))
    if len(figures) != 1 or figures[0].unit.multiple != 1:
        return value
    figure, number = figures[0], value.number
    # A % that Excel itself puts in multiplies by a hundred; one that is only printed beside the number does not.
    if figure.unit.kind is UnitKind.PERCENT and _shows(figure, number * 100):
        number = plain_number(number * 100)
    if not _shows(figure, number):
        return value
    displayed = replace(value, number=number, unit=figure.unit, decimals=figure.decimals)
    if places_of(number) <= figure.decimals:
        return displayed
    held = say_value(replace(displayed, decimals=places_of(number)), as_printed=True)
    return _noted(displayed, RemarkKind.FINER_THAN_SHOWN, f"the cell shows {shown.strip()} and holds {held}")


def _shows(figure: Figure, number: Decimal) -> bool:
    return abs(figure.number) == abs(round_half_up(number, figure.decimals))


# --- cells that hold text ---------------------------------------------------------------------------------------------


def _read_text(raw: str, expected: Unit | None) -> Reading:
    if len(raw) > LONGEST_TEXT:
        return Unread(raw, "it is a long text, not a figure")
    text, repairs = clean_text(raw)
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        return _read_bracketed(bracketed["inner"], raw, expected)
    masked = mask_inert(text)
    figures = find_figures(masked)
    if not figures:
        return Unread(raw, _why_no_figure(text, masked))
    if len(figures) > MOST_FIGURES:
        return Unread(raw, f"it has {len(figures)} figures")
    reading = _segments(raw, text, figures) if len(figures) > 1 else _single(raw, text, figures[0])
    return _finish(reading, tuple(Remark(RemarkKind.REPAIRED, said) for said in repairs), expected)


def _why_no_figure(text: str, masked: str) -> str:
    if not re.search(r"\d", masked) and PART_OF_DATE.search(text) and DATE.search(text):
        return "it is a date, not a figure"
    if re.search(r"\d{25,}", text):
        return "it is too long to be a figure"
    if re.fullmatch(r"[-+£\s\d.,:/]+%?", text):
        return "the digits, commas and points do not make one number"
    return "it has no figure"


def _read_bracketed(inner: str, raw: str, expected: Unit | None) -> Reading:
    """'(61)' is minus 61 in money; elsewhere it may as well be 61 in brackets, and both are given."""
    figures = find_figures(inner)
    if len(figures) != 1:
        return Unread(raw, _why_no_figure(inner, inner))
    plain = Value(figures[0].number, figures[0].unit, figures[0].decimals, raw)
    negative = replace(plain, number=-plain.number)
    money = plain.unit == NUMBER and expected is not None and expected.kind is UnitKind.MONEY
    if money or plain.unit.kind is UnitKind.MONEY:
        return _adopt(_noted(negative, RemarkKind.REPAIRED, "the brackets were read as a minus"), expected)
    return Ambiguous((negative, plain), raw, "brackets may mean a negative figure")


def _single(raw: str, text: str, figure: Figure) -> Reading:
    before, after = text[: figure.start].strip(), text[figure.end :].strip()
    if _CHANGE.search(before):
        return Unread(raw, "it is a change, not a figure")
    if _LIMIT_BEFORE.search(before) or _LIMIT_AFTER.match(after):
        return Unread(raw, "it is a limit, not a figure")
    value = Value(figure.number, figure.unit, figure.decimals, raw, label=before.strip(_JOIN))
    if value.label:
        value = _noted(value, RemarkKind.WORDS_BESIDE, f'"{value.label}" stands before the figure')
    if not after:
        return value
    if figure.unit == NUMBER and not _NOT_A_UNIT.match(after):
        return _with_text_unit(value, after)
    return _noted(replace(value, words=after), RemarkKind.WORDS_BESIDE, f'"{after}" stands beside the figure')


def _with_text_unit(value: Value, after: str) -> Value:
    """Split 'young people on roll (2007/08)' into the unit and the words beside it."""
    unit, bracket, rest = after.partition("(")
    counted = replace(value, unit=Unit(UnitKind.TEXT, unit.strip(_JOIN)), words=(bracket + rest).strip())
    return counted if counted.unit.words else replace(counted, unit=NUMBER, words=after)


def _segments(raw: str, text: str, figures: Sequence[Figure]) -> Reading:
    """Several figures are segments when each has a label of its own, before it or (with a comma or 'and') after it."""
    edges = [0, *(f.end for f in figures)]
    starts = [*(f.start for f in figures), len(text)]
    between = [text[a:b].strip() for a, b in zip(edges, starts, strict=True)]
    labels = _labels_before(between) or _labels_after(between)
    if not labels:
        return Unread(raw, "it has more than one figure: " + " and ".join(text[f.start : f.end] for f in figures))
    pairs = zip(figures, labels, strict=True)
    return Segments(
        tuple(Value(f.number, f.unit, f.decimals, text[f.start : f.end], label=name) for f, name in pairs), raw
    )


def _labels_before(between: Sequence[str]) -> tuple[str, ...]:
    return _labels(between[:-1]) if between[-1].strip(_JOIN) == "" or between[-1].startswith("(") else ()


def _labels_after(between: Sequence[str]) -> tuple[str, ...]:
    if between[0] or not all(re.search(r"(?:[,;&/]|\band)$", words) for words in between[1:-1]):
        return ()
    return _labels([re.sub(r"^(?:in|for)\s|(?:[,;&/]|\band)$", "", words).strip() for words in between[1:]])


def _labels(between: Sequence[str]) -> tuple[str, ...]:
    labels = tuple(re.sub(r"^(?:and\s|[&,;])\s*", "", words).strip(_JOIN) for words in between)
    good = all(label and len(label.split()) <= 5 and not _NO_LABEL.match(label) for label in labels)
    return labels if good and len({label.casefold() for label in labels}) == len(labels) else ()


# --- the expected unit, facts and notes -------------------------------------------------------------------------------


def _finish(reading: Reading, repairs: tuple[Remark, ...], expected: Unit | None) -> Reading:
    if isinstance(reading, Value):
        return _adopt(replace(reading, notes=repairs + reading.notes), expected)
    if not isinstance(reading, Segments):
        return reading
    adopted = [_adopt(replace(value, notes=repairs + value.notes), expected) for value in reading.values]
    for doubtful in adopted:
        if isinstance(doubtful, Ambiguous):
            return replace(doubtful, raw=reading.raw)
    return replace(reading, values=tuple(value for value in adopted if isinstance(value, Value)))


def _adopt(value: Value, expected: Unit | None) -> Value | Ambiguous:
    """Give a bare number the unit that is expected; a fraction where a percentage is expected has two readings."""
    if expected is None or value.unit.kind is expected.kind:
        return _with_facts(value)
    if value.unit != NUMBER:
        words = f"it is in {_unit_in_words(value.unit)}, where {_unit_in_words(expected)} is expected"
        return _with_facts(_noted(value, RemarkKind.UNIT_DIFFERS, words))
    if expected.kind is UnitKind.PERCENT and 0 < abs(value.number) <= 1:
        return _fraction_or_percent(value)
    assumed = replace(value, unit=expected)
    return _with_facts(_noted(assumed, RemarkKind.UNIT_ASSUMED, f"read as {say_value(assumed, as_printed=True)}"))


def _fraction_or_percent(value: Value) -> Ambiguous:
    small = _with_facts(replace(value, unit=PERCENT))
    large = _with_facts(replace(small, number=plain_number(value.number * 100), decimals=max(0, value.decimals - 2)))
    said = f"it may be {say_value(small, as_printed=True)} or {say_value(large, as_printed=True)}"
    return Ambiguous((small, large), value.raw, said)


def _unit_in_words(unit: Unit) -> str:
    return {UnitKind.PERCENT: "a percentage", UnitKind.NUMBER: "a number", UnitKind.MONEY: "money"}.get(
        unit.kind, f'"{unit.words}"'
    )


def _with_facts(value: Value) -> Value:
    if value.unit.kind is UnitKind.PERCENT and value.number > 100:
        return _noted(value, RemarkKind.OVER_HUNDRED, "the percentage is over 100%")
    if value.unit.kind is UnitKind.PERCENT and value.number < 0:
        return _noted(value, RemarkKind.BELOW_ZERO, "the percentage is below 0%")
    return value


def _noted(value: Value, kind: RemarkKind, words: str) -> Value:
    return replace(value, notes=(*value.notes, Remark(kind, words)))
