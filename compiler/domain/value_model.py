"""A figure that was read: its number, its unit, the words it came in, and how the field says it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from compiler.domain.figures import PERCENT, Unit, UnitKind, round_half_up
from compiler.domain.frozen import dataclass


class RemarkKind(StrEnum):
    """What is worth knowing about how a figure was read."""

    REPAIRED = "repaired"
    UNIT_ASSUMED = "unit assumed"
    UNIT_DIFFERS = "unit differs"
    WORDS_BESIDE = "words beside the figure"
    OVER_HUNDRED = "over 100%"
    BELOW_ZERO = "below 0%"
    FINER_THAN_SHOWN = "finer than shown"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on the reading of a figure, in words that an officer could read."""

    kind: RemarkKind
    words: str


@dataclass(frozen=True, slots=True)
class Value:
    """A figure: its number in its unit, with the decimals printed.

    raw is the whole cell as typed, label the words before the figure ('English'), words those beside it ('(NI116)').
    """

    number: Decimal
    unit: Unit
    decimals: int
    raw: str
    label: str = ""
    words: str = ""
    notes: tuple[Remark, ...] = ()

    @property
    def amount(self) -> Decimal:
        """The number in the plain unit: £80.364m is 80,364,000."""
        return self.number * self.unit.multiple


@dataclass(frozen=True, slots=True)
class Segments:
    """Several figures in one cell, each with its label ('English 5.9% Maths 6.4%')."""

    values: tuple[Value, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A cell with two possible readings: both are given, and neither is chosen."""

    readings: tuple[Value, ...]
    raw: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that holds no figure that can be read, and why."""

    raw: str
    reason: str


Reading = Value | Segments | Ambiguous | Unread
"""What a cell was read as."""


def say_value(value: Value | Segments, *, as_printed: bool = False) -> str:
    """Say a figure as the field does: 47.4%, 50%, 1,234, -£2.084m, 72 young people.

    Percentages have one decimal, half up, with no trailing .0; as_printed keeps the decimals that the source printed.
    """
    if isinstance(value, Segments):
        return "; ".join(say_value(one, as_printed=as_printed) for one in value.values)
    digits = _say_number(value, as_printed)
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    label = f"{value.label} " if value.label else ""
    return label + sign + _with_unit(digits, value.unit)


def _say_number(value: Value, as_printed: bool) -> str:
    if as_printed or value.unit.kind is UnitKind.MONEY:
        number = round_half_up(value.number, value.decimals)
        return f"{number or abs(number):,f}"
    rounded = round_half_up(value.number, 1) if value.unit.kind is UnitKind.PERCENT else value.number
    return f"{plain_number(rounded):,f}"


def _with_unit(digits: str, unit: Unit) -> str:
    if unit.kind is UnitKind.PERCENT:
        return f"{digits}%"
    if unit.kind is UnitKind.MONEY:
        scale = unit.words.removeprefix("£").strip()
        return f"£{digits} {scale}" if len(scale) > 2 else f"£{digits}{scale}"
    return f"{digits} {unit.words}".strip()


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """Say what share of a whole a part is, half up: share(9, 19) is '47.4%'; of nothing there is none: '–'."""
    if whole == 0:
        return "–"
    return say_value(Value(Decimal(part) * 100 / Decimal(whole), PERCENT, 1, ""))


def plain_number(number: Decimal) -> Decimal:
    """Write a number without an exponent and without nought decimals, so that equal figures print alike."""
    return number.quantize(Decimal(1).scaleb(-places_of(number))) if number else Decimal(0)


def places_of(number: Decimal) -> int:
    """Count the decimals that a number needs."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
