"""The limits of targets, for formulas: they say of every figure what judging says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.limits import limits_of
from compiler.domain.target import read_target
from compiler.domain.value_model import Value
from compiler.domain.verdict import Outcome, Polarity, Tolerance, judge

FIGURES = st.decimals(-200, 200, places=1)


@given(
    st.sampled_from(["{}%", "<{}%", "at least {}", "over {}", "maximum {}%", "{}", "{} to 150", "{} young people"]),
    st.integers(0, 120),
    FIGURES,
    st.sampled_from(Polarity),
    st.sampled_from(["0", "5", "2.5"]),
    st.sampled_from(["points", "percent"]),
)
def test_limits_say_what_judging_says(
    form: str, aim: int, figure: Decimal, better: Polarity, near: str, of: str
) -> None:
    target, tolerance = read_target(form.format(aim)), Tolerance(Decimal(near), of)
    limits = limits_of(target, better, tolerance)
    said = judge(target, Value(figure, target.values[0].unit, 1, ""), better, tolerance).outcome
    if limits is None:
        assert said is Outcome.CANNOT
        return
    low, high, floor, roof = limits.low, limits.high, limits.floor, limits.roof
    assert (said is Outcome.MET) == ((low is None or figure >= low) and (high is None or figure <= high))
    assert (said is Outcome.MISSED) == ((floor is not None and figure < floor) or (roof is not None and figure > roof))


@pytest.mark.parametrize(
    "words", ["Monitor", "£5m", "Reduce by 5%", "English 5% Maths 6%", "5 per 1,000", "", "10 days"]
)
def test_targets_that_need_more_than_a_comparison_have_no_limits(words: str) -> None:
    assert limits_of(read_target(words), Polarity.HIGHER, Tolerance(Decimal(0))) is None
