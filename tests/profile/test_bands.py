"""The colour that a figure has by the limits of its row, and the rating that is computed from it."""

from __future__ import annotations

import pytest

from compiler.consolidate.rate import computed_rating
from compiler.domain.record import Record
from compiler.domain.value import read_value
from compiler.domain.value_model import Value
from compiler.profile.bands import bands_of, rating_by_limits
from tests.rules.sheets import returns_of, shown, small_profile


def row(red: str, amber: str, green: str, figure: str = "", target: str = "") -> Record:
    text = f"""**Safeguarding.xlsx**, return, sheet Indicators

|   | A     | B          | C         | D              | E        | F          | G          | H        |
|---|-------|------------|-----------|----------------|----------|------------|------------|----------|
| 3 | Ref   | Definition | Better is | Target 2008/09 | Red when | Amber when | Green when | Figure   |
| 4 | NI 59 | In time    | Higher    | {target}       | {red}    | {amber}    | {green}    | {figure} |
"""
    return returns_of(shown(text), small_profile())[0].records[0]


@pytest.mark.parametrize(
    ("limits", "figure", "rating"),
    [
        (("below 80%", "80% to 89.9%", "90% or more"), "79.9%", "red"),
        (("below 80%", "80% to 89.9%", "90% or more"), "80%", "amber"),
        (("below 80%", "80% to 89.9%", "90% or more"), "90%", "green"),
        (("below 80%", "80% to 89.9%", "90% or more"), "89.95%", None),
        (("below 80%", "80% to 90%", "90% or more"), "90%", None),
        (("below 80%", "80% to 89.9%", "90% or more"), "79 days", None),
        (("more than £2m", "£1m to £2m", "below £1m"), "£1,500,000", "amber"),
        (("below 80%", "Monitor", "90% or more"), "95%", "green"),
        (("below 80", "80% to 89.9%", "90% or more"), "95%", None),
        (("", "", ""), "95%", None),
    ],
)
def test_a_figure_has_the_colour_of_the_one_band_that_holds_it(
    limits: tuple[str, str, str], figure: str, rating: str | None
) -> None:
    value = read_value(figure)
    assert isinstance(value, Value)
    found = rating_by_limits(small_profile(), row(*limits), value)
    assert (found.key if found else None) == rating


def test_bands_stand_from_low_to_high_with_what_belongs_to_them() -> None:
    bands = bands_of(small_profile(), row("more than 6%", "5.6% to 6%", "5.5% or less"))
    assert [(b.rating.key, b.entry.raw, b.low_in, b.high_in) for b in bands] == [
        ("green", "5.5% or less", False, True),
        ("amber", "5.6% to 6%", True, True),
        ("red", "more than 6%", False, False),
    ]


@pytest.mark.parametrize(
    ("limits", "figure", "rating"),
    [
        (("below 80%", "80% to 94.9%", "95% or more"), "92%", "amber"),
        (("", "", ""), "92%", "green"),
        (("below 80%", "80% to 94.9%", "95% or more"), "", None),
    ],
)
def test_limits_count_before_the_target(limits: tuple[str, str, str], figure: str, rating: str | None) -> None:
    found = computed_rating(small_profile(), None, row(*limits, figure=figure, target="90%"))
    assert (found.key if found else None) == rating
