"""Whether two cells say the same, in whatever form each was typed."""

from __future__ import annotations

from decimal import Decimal

from compiler.domain.record import Entry
from compiler.domain.reference import ReferenceList
from compiler.domain.risk import RiskScore
from compiler.domain.text import fold
from compiler.domain.value_model import Value
from compiler.domain.when import When, read_when
from compiler.domain.when.model import WhenKind


def same_meaning(one: Entry, other: Entry) -> bool:
    """Whether two cells say the same: the same words but for case and spaces, or one date, figure or set of references.

    What cannot be read says the same only where the words are the same.
    """
    if fold(one.raw) == fold(other.raw):
        return True
    if isinstance(one.value, When) and isinstance(other.value, When):
        return _same_when(one.value, other.value)
    if isinstance(one.value, Value) and isinstance(other.value, Value):
        return (one.value.amount, one.value.unit.kind) == (other.value.amount, other.value.unit.kind)
    if isinstance(one.value, ReferenceList) and isinstance(other.value, ReferenceList):
        return bool(one.value.references) and one.value.distinct == other.value.distinct and not other.value.unread
    if isinstance(one.value, RiskScore) and isinstance(other.value, RiskScore):
        return one.value.text == other.value.text
    return "".join(fold(one.raw).split()) == "".join(fold(other.raw).split())


def _same_when(one: When, other: When) -> bool:
    """Whether two dates are one; Excel turns 'Mar 2009', when it is typed again, into the first day of that month."""
    retyped = one.kind is WhenKind.MONTH and other.kind is WhenKind.DAY and one.start == other.start
    return retyped or (one.end is not None and (one.kind, one.start, one.end) == (other.kind, other.start, other.end))


def same_figure(one: Value, other: Value) -> bool:
    """Whether two figures are the same to the decimals that the less exact one shows, whatever their units."""
    apart = abs(one.amount - other.amount)
    if one.decimals == other.decimals:
        return apart == 0
    rough = min(one, other, key=lambda value: value.decimals)
    return apart <= Decimal(1).scaleb(-rough.decimals) / 2 * rough.unit.multiple


def one_period(one: str, other: str) -> bool:
    """Whether two wordings name the same period: 'Q1 2008/09' and 'April to June 2008'; never where either is blank."""
    if not one or not other or fold(one) == fold(other):
        return bool(one and other)
    first, second = read_when(one), read_when(other)
    return first.start is not None and first.end is not None and (first.start, first.end) == (second.start, second.end)
