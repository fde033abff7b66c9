"""Values kept as text: what comes out is what went in, to the letter, whatever of it is as usual."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.frozen import dataclass, field
from compiler.domain.kept import Forms


class Weight(Enum):
    """How much a thing weighs."""

    LIGHT = "light"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of which most is as usual."""

    name: str
    many: int = 1
    sure: bool = True
    weight: Weight = Weight.LIGHT
    price: Decimal | None = None
    parts: tuple[Any, ...] = ()
    words: Mapping[str, Any] = field(default_factory=dict)
    day: dt.date = dt.date(2008, 4, 1)


FORMS = Forms(Thing, Weight)
PLAIN = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "a", "light"])
PRICES = st.none() | st.sampled_from([Decimal("1"), Decimal("1.0"), Decimal("0")])


def things(held: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Things that hold others; what they hold may also be of a kind that looks like the usual one."""
    return held | st.builds(
        Thing,
        st.sampled_from(["", "a"]),
        many=PLAIN,
        sure=PLAIN,
        weight=st.sampled_from(Weight),
        price=PRICES,
        parts=st.lists(held, max_size=2).map(tuple),
        words=st.dictionaries(st.sampled_from(["", "a"]), held, max_size=2),
        day=st.dates(dt.date(2008, 3, 31), dt.date(2008, 4, 2)),
    )


@given(st.recursive(PLAIN | PRICES, things, max_leaves=6))
def test_what_comes_out_is_what_went_in(value: Any) -> None:
    assert repr(FORMS.made(json.loads(json.dumps(FORMS.plain(value))))) == repr(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Thing("a"), '[0, "a"]'),
        (Thing("a", 2, price=Decimal("1.0")), '[0, "a", 2, {"price": [-5, "1.0"]}]'),
        (Thing("a", many=True), '[0, "a", true]'),
        (Thing("a", weight=Weight.HEAVY, parts=((),)), '[0, "a", {"weight": [1, "heavy"], "parts": [-1, [-1]]}]'),
    ],
)
def test_only_what_is_not_as_usual_is_said(value: Thing, text: str) -> None:
    assert json.dumps(FORMS.plain(value)) == text


@pytest.mark.parametrize("text", ["[2]", '[0, "a", {"colour": 1}]', "[0]", '[1, "old"]', "[]"])
def test_a_text_that_says_anything_else_makes_nothing(text: str) -> None:
    with pytest.raises((TypeError, ValueError, LookupError, ArithmeticError)):
        FORMS.made(json.loads(text))
