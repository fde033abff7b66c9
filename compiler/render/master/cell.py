"""What a cell of the master workbook is given, and how a record's cell becomes one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from compiler.domain.cells import Content, content_of
from compiler.domain.entry import GIVEN
from compiler.domain.figures import NUMBER, PERCENT, Unit, UnitKind
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.rating import Rating
from compiler.domain.record import Entry, State
from compiler.domain.risk import RiskScore
from compiler.domain.target_model import Comparison, Target, TargetKind
from compiler.domain.value_model import Value
from compiler.returns.issue_page import safe_text as safe_text

_DIGITS_KEPT = 15
_MOST_DECIMALS = 8
_SCALES = {1: "", 1_000: ",", 1_000_000: ",,"}
_WORDS = {State.NOT_APPLICABLE: "Not applicable", State.NOT_PUBLISHED: "Not published", State.NONE: "None"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the format that it is shown in: 0.457 as '0.0%'."""

    number: float
    format: str = "0"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: `target` is 'internal:…' or 'external:…', and '' where the words stand alone."""

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the result that it has now, so that it reads right before anything recalculates it."""

    formula: str
    value: float | str
    format: str = "0"


Cell = str | Number | Link | Formula | dt.date
"""What stands in a cell; text is always written as text, whatever it begins with."""


def rating_words(rating: Rating | None) -> str:
    """A rating as it stands in a cell: its mark and its name, '' for none."""
    return f"{rating.mark} {term(rating.name)}".strip() if rating else ""


def entry_cell(entry: Entry) -> Cell:
    """A record's cell as the master workbook shows it: a number where it is nothing but one, otherwise the words."""
    return content_cell(content_of(entry))


def content_cell(said: Content) -> Cell:
    """The same of what a cell says, wherever it stands."""
    if isinstance(said, str):
        return said
    raw, state, value, *_ = said
    if state in _WORDS:
        return term(_WORDS[state])
    if state not in GIVEN:
        return raw if state is State.ABSENT else ""  # a line that this row's form has not got says so
    if isinstance(value, RiskScore):
        return value.text
    if isinstance(value, dt.date) and value.year >= 1900:
        return value
    figure = _figure(value)
    return (number_of(figure) if figure else None) or raw


def _figure(value: object) -> Value | None:
    """The figure that a cell states and nothing beside it."""
    if not isinstance(value, Target):
        return value if isinstance(value, Value) else None
    target = value
    bare = (
        target.kind is TargetKind.LEVEL
        and target.comparison is Comparison.AS_IS
        and not (target.movement or target.baseline or target.within or target.by or target.label)
    )
    return target.value if bare else None


def number_of(value: Value) -> Number | None:
    """A figure as a number of the workbook, with the unit and decimals as printed; None if that would lose words."""
    unit = value.unit
    if value.label or value.words or value.decimals > _MOST_DECIMALS or not _kept(value.number):
        return None
    places = "." + "0" * value.decimals if value.decimals else ""
    if unit is PERCENT or (unit.kind is PERCENT.kind and unit == PERCENT):
        return Number(float(value.number / 100), f"0{places}%")
    if unit is NUMBER or (unit.kind is NUMBER.kind and unit == NUMBER):
        return Number(float(value.number), ("#,##0" if "," in value.raw else "0") + places)
    return _money(value, unit, places)


def _kept(number: Decimal) -> bool:
    """Whether a cell keeps all digits of a number; of a short one no more is looked at than how it is written."""
    return len(str(number)) <= _DIGITS_KEPT or len(number.as_tuple().digits) <= _DIGITS_KEPT


def _money(value: Value, unit: Unit, places: str) -> Number | None:
    """Money in plain pounds, shown in the thousands or millions in which it was printed."""
    scale = unit.words.removeprefix("£").strip()
    known = unit.kind is UnitKind.MONEY and unit.per is None and unit.words.startswith("£")
    if not known or unit.multiple not in _SCALES or '"' in scale:
        return None
    space = " " if len(scale) > 2 else ""
    said = f'"{space}{scale}"' if scale else ""
    return Number(float(value.amount), f'"£"#,##0{places}{_SCALES[int(unit.multiple)]}{said}')
