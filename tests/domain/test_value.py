"""Figures as teams type them are read with their unit and their words, and said as the field says them."""

from __future__ import annotations

import csv
import datetime
import json
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.figures import DATE, PART_OF_DATE, clean_text, unit_of
from compiler.domain.value import (
    NUMBER,
    PERCENT,
    POUNDS,
    Ambiguous,
    Reading,
    RemarkKind,
    Segments,
    Unit,
    UnitKind,
    Unread,
    Value,
    looks_empty,
    read_value,
    say_value,
    share,
)

PHRASES = Path(__file__).with_name("value_phrases.tsv")


def told(reading: Reading) -> tuple[str, str, str, str]:
    """Kind, figure, words beside it and remarks, as value_phrases.tsv writes them."""
    if isinstance(reading, Unread):
        return "unread", reading.reason, "", ""
    if isinstance(reading, Ambiguous):
        return "ambiguous", " or ".join(map(figure, reading.readings)), "", ""
    if isinstance(reading, Segments):
        return "segments", "; ".join(map(figure, reading.values)), "", ""
    return "value", figure(reading), reading.words, ", ".join(note.kind.value for note in reading.notes)


def figure(value: Value) -> str:
    return f"{value.unit.kind.value}: {say_value(value, as_printed=True)}"


def phrases() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_phrase_is_read_as_the_table_says() -> None:
    wrong = []
    for row in phrases():
        unit = unit_of(row["unit"]) if row["unit"] else None
        reading = read_value(json.loads(row["cell"]), number_format=row["format"] or None, unit=unit)
        expected = (row["reading"], row["figure"], row["words"], row["remarks"])
        if told(reading) != expected:
            wrong.append((row["cell"], told(reading), expected))
    assert wrong == []


def test_a_value_keeps_number_unit_decimals_and_words() -> None:
    value = read_value("27.90% (NI116)")
    assert isinstance(value, Value)
    assert (value.number, value.unit, value.decimals, value.raw, value.words) == (
        Decimal("27.90"),
        PERCENT,
        2,
        "27.90% (NI116)",
        "(NI116)",
    )


@pytest.mark.parametrize(
    ("raw", "kind", "code", "unit", "expected"),
    [
        ("0.457", "number", "0.0%", PERCENT, ("value", "percent: 45.7%", "", "")),
        ("0.457", "number", "0.0%", None, ("value", "percent: 45.7%", "", "")),
        ("45.7", "number", "General", PERCENT, ("value", "percent: 45.7%", "", "unit assumed")),
        ("0.457", "number", "General", PERCENT, ("ambiguous", "percent: 0.457% or percent: 45.7%", "", "")),
        ("1", "boolean", "General", None, ("unread", '"1" is not a number', "", "")),
        ("39521", "date", "dd/mm/yyyy", None, ("unread", "it is a date, not a figure", "", "")),
        ("#DIV/0!", "error", "0%", None, ("unread", 'the cell shows the error "#DIV/0!"', "", "")),
        (
            "1.2.3",
            "number",
            "General",
            None,
            ("unread", "the digits, commas and points do not make one number", "", ""),
        ),
    ],
)
def test_a_stored_cell_is_read_with_its_kind_and_format(
    raw: str, kind: str, code: str, unit: Unit | None, expected: tuple[str, str, str, str]
) -> None:
    assert told(read_value(raw, kind=kind, number_format=code, unit=unit)) == expected


def test_a_date_is_not_a_figure() -> None:
    assert read_value(datetime.date(2008, 3, 31)) == Unread("2008-03-31", "it is a date, not a figure")


def test_a_finer_figure_says_what_the_cell_shows() -> None:
    value = read_value(0.457, number_format="0%")
    assert isinstance(value, Value)
    assert [(note.kind, note.words) for note in value.notes] == [
        (RemarkKind.FINER_THAN_SHOWN, "the cell shows 46% and holds 45.7%")
    ]
    assert (value.number, say_value(value), say_value(value, as_printed=True)) == (Decimal("45.7"), "45.7%", "46%")


def test_what_says_nothing_looks_empty() -> None:
    empty = ["", "  ", "-", "–", "—", "n/a", "N/A", "NA", "none", "None", "\u00a0", "\u200b", "Not applicable"]
    assert [raw for raw in empty if not looks_empty(raw)] == []
    assert [raw for raw in ["0", "nil", "TBC", "-1", "x"] if looks_empty(raw)] == []
    assert looks_empty(None)
    assert not looks_empty(0)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("%", PERCENT),
        ("number", NUMBER),
        ("£", POUNDS),
        ("£m", Unit(UnitKind.MONEY, "£m", Decimal(1_000_000))),
        ("£000", Unit(UnitKind.MONEY, "£k", Decimal(1000))),
        ("£'000s", Unit(UnitKind.MONEY, "£k", Decimal(1000))),
        ("days", Unit(UnitKind.DAYS, "days")),
        ("per 1,000", Unit(UnitKind.RATE, "per 1,000", per=Decimal(1000))),
        ("young people", Unit(UnitKind.TEXT, "young people")),
    ],
)
def test_units_are_named_as_plans_name_them(words: str, unit: Unit) -> None:
    assert unit_of(words) == unit


def test_money_is_compared_in_pounds() -> None:
    millions, pounds = read_value("£80.364m"), read_value("£80,364,000")
    assert isinstance(millions, Value)
    assert isinstance(pounds, Value)
    assert millions.amount == pounds.amount == Decimal(80_364_000)


def test_shares_are_rounded_half_up() -> None:
    assert [share(9, 19), share(10, 19), share(16, 32), share(11, 32), share(5, 32), share(0, 4), share(1, 0)] == [
        "47.4%",
        "52.6%",
        "50%",
        "34.4%",
        "15.6%",
        "0%",
        "–",
    ]
    assert [share(1, 2000), share(3, 2000), share(5, 2000)] == ["0.1%", "0.2%", "0.3%"]


def test_a_percentage_has_one_decimal_unless_asked_as_printed() -> None:
    values = [read_value(raw) for raw in ("5.23%", "27.90%", "50.0%", "-8.50%", "-0.04%")]
    said = [(say_value(v), say_value(v, as_printed=True)) for v in values if isinstance(v, Value)]
    assert said == [("5.2%", "5.23%"), ("27.9%", "27.90%"), ("50%", "50.0%"), ("-8.5%", "-8.50%"), ("0%", "-0.04%")]


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=60),
    st.text(alphabet="0123456789.,%£-–−() OolIabtMm/:&+<>\u00a0４５", max_size=20),
    st.integers(-(10**40), 10**40),
    st.floats(),
    st.decimals(),
    st.dates(),
)
formats = st.sampled_from(
    [None, "General", "@", "0%", "0.0%", '0.0"%"', "£#,##0.00", "#,##0;(#,##0)", "dd/mm/yyyy", "[h]:mm"]
)
units = st.sampled_from([None, NUMBER, PERCENT, POUNDS, unit_of("days"), unit_of("young people")])


@given(cells, formats, units, st.sampled_from([None, "text", "number", "boolean", "date", "error"]))
def test_reading_never_raises_and_keeps_the_raw_words(
    raw: object, code: str | None, unit: Unit | None, kind: str | None
) -> None:
    reading = read_value(raw, number_format=code, kind=kind, unit=unit)  # type: ignore[arg-type]
    if isinstance(raw, str):
        assert reading.raw == raw
    if isinstance(reading, Value | Segments):
        assert say_value(reading)


figures = st.builds(
    lambda number, unit: (
        f"{number:,f}%" if unit == "%" else (f"£{number:,f}" if unit == "£" else f"{number:,f} {unit}").strip()
    ),
    st.decimals(0, 10**9, places=2),
    st.sampled_from(["", "%", "£", "days", "young people", "per 1,000", "points"]),
)


@given(figures, st.booleans())
def test_what_is_said_as_printed_reads_back_to_the_same(printed: str, negative: bool) -> None:
    value = read_value("-" + printed if negative else printed)
    assert isinstance(value, Value)
    again = read_value(say_value(value, as_printed=True))
    assert isinstance(again, Value)
    assert (again.number, again.unit, again.decimals) == (value.number, value.unit, value.decimals)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_decimals_own_half_up(part: int, whole: int) -> None:
    with localcontext() as context:
        context.prec = 60
        expected = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    assert Decimal(share(part, whole).removesuffix("%").replace(",", "")) == expected


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)[0]
    assert clean_text(once)[0] == once


PIECES = """
    end of mid early late 3 31 st nd September Sept Mar may 2008 08 09 2008-09-01 31/03/09 31.3.2009 08/09 2008/09
    2008–09 spring Summer term autumn winter quarter q Q3 4 by in & since current target targets onwards
    1999/00 ( ) ' , . - %
"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=7), st.sampled_from(["", " "]))
def test_every_date_has_what_is_looked_for_before_dates_are(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assert PART_OF_DATE.search(text) or not DATE.search(text)
