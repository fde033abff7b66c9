"""Financial years, quarters and months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.period import (
    MONTHLY,
    Period,
    Year,
    period_of,
    read_period,
    read_year,
    say_date,
    say_months,
    year_of,
)

years = st.builds(Year, st.integers(1970, 2068), st.integers(1, 12))
parts = st.sampled_from([4, 12])
periods = st.builds(lambda year, count, n: Period(year, n % count + 1, count), years, parts, st.integers(0, 11))


def test_a_year() -> None:
    year = Year(2008)
    assert (year.name, year.label, year.first_day, year.last_day) == (
        "2008-09",
        "2008/09",
        date(2008, 4, 1),
        date(2009, 3, 31),
    )
    assert (year.previous.label, year.next.label, Year(1999).label) == ("2007/08", "2009/10", "1999/00")
    assert (date(2009, 3, 31) in year, date(2009, 4, 1) in year) == (True, False)


def test_a_year_that_is_the_calendar_year() -> None:
    year = Year(2008, 1)
    assert (year.name, year.label, year.last_day) == ("2008", "2008", date(2008, 12, 31))
    assert read_year("2008", 1) == year


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2008-09", 2008),
        ("2008/09", 2008),
        (" 2008 / 09 ", 2008),
        ("2008/2009", 2008),
        ("2008–09", 2008),
        ("2007/8", 2007),
        ("08/09", 2008),
        ("99/00", 1999),
        ("1999-00", 1999),
        ("2008", None),
        ("2008/10", None),
        ("2009/08", None),
        ("08/2009", None),
        ("8/9", None),
        ("0000/01", None),
        ("2008/09/10", None),
        ("", None),
        ("next year", None),
    ],
)
def test_reading_a_year(text: str, begins: int | None) -> None:
    assert read_year(text) == (Year(begins) if begins else None)


@pytest.mark.parametrize(
    ("period", "name", "label", "short", "first", "last"),
    [
        (
            Period(Year(2007), 4),
            "Q4",
            "Quarter 4 (January to March 2008)",
            "Quarter 4 2007/08",
            date(2008, 1, 1),
            date(2008, 3, 31),
        ),
        (
            Period(Year(2008), 1),
            "Q1",
            "Quarter 1 (April to June 2008)",
            "Quarter 1 2008/09",
            date(2008, 4, 1),
            date(2008, 6, 30),
        ),
        (Period(Year(2008), 1, MONTHLY), "M01", "April 2008", "April 2008", date(2008, 4, 1), date(2008, 4, 30)),
        (Period(Year(2007), 11, MONTHLY), "M11", "February 2008", "February 2008", date(2008, 2, 1), date(2008, 2, 29)),
        (
            Period(Year(2007, 9), 2),
            "Q2",
            "Quarter 2 (December 2007 to February 2008)",
            "Quarter 2 2007/08",
            date(2007, 12, 1),
            date(2008, 2, 29),
        ),
    ],
)
def test_a_period(period: Period, name: str, label: str, short: str, first: date, last: date) -> None:
    found = (period.name, period.label, period.short, period.first_day, period.last_day)
    assert found == (name, label, short, first, last)


def test_the_periods_around_a_period() -> None:
    first = Period(Year(2008), 1)
    assert first.previous() == Period(Year(2007), 4)
    assert first.next() == Period(Year(2008), 2)
    assert first.same_last_year() == Period(Year(2007), 1)
    assert [period.name for period in Year(2008).periods()] == ["Q1", "Q2", "Q3", "Q4"]
    assert Period(Year(2008), 1, MONTHLY).previous() == Period(Year(2007), 12, MONTHLY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Q4", "Q4"),
        ("q 4", "Q4"),
        ("Quarter 4", "Q4"),
        ("4", "Q4"),
        ("04", "Q4"),
        ("Quarter 4 2008/09", "Q4"),
        ("Q4 (2008-09)", None),
        ("Quarter 4 (January to March 2009)", "Q4"),
        ("Quarter 4 (January to March 1999 or so)", None),
        ("Quarter 4 (April to June 2008)", None),
        ("5", None),
        ("Q0", None),
        ("M01", None),
        ("April", None),
        ("", None),
    ],
)
def test_reading_a_quarter(text: str, name: str | None) -> None:
    period = read_period(text, Year(2008))
    assert (period.name if period else None) == name
    assert period is None or period.year == Year(2008)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M01", "M01"),
        ("1", "M01"),
        ("Month 12", "M12"),
        ("April", "M01"),
        ("Mar 2009", "M12"),
        ("Q1", None),
        ("13", None),
    ],
)
def test_reading_a_month(text: str, name: str | None) -> None:
    period = read_period(text, Year(2008), MONTHLY)
    assert (period.name if period else None) == name


def test_a_year_among_the_words_counts_before_the_year_given() -> None:
    assert read_period("Q4 2007-08", Year(2008)) == Period(Year(2007), 4)
    assert read_period("Q4") is None


@pytest.mark.parametrize("number", [(0, 4), (5, 4), (13, 12), (1, 3)])
def test_no_such_period(number: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period(Year(2008), *number)


def test_dates_in_print() -> None:
    assert say_date(date(2017, 6, 4)) == "4 June 2017"
    assert say_months(date(2008, 1, 1), date(2008, 3, 31)) == "January to March 2008"


@given(years)
def test_years_read_back(year: Year) -> None:
    assert read_year(year.name, year.start_month) == read_year(year.label, year.start_month) == year
    assert year.next.first_day - year.last_day == timedelta(days=1)
    assert year_of(year.first_day, year.start_month) == year_of(year.last_day, year.start_month) == year


@given(periods)
def test_periods_read_back(period: Period) -> None:
    start = period.year.start_month
    assert read_period(period.name, period.year, period.parts) == period
    assert read_period(period.label, None, period.parts, start) == period
    assert read_period(period.short, None, period.parts, start) == period
    assert period_of(period.last_day, period.parts, start) == period_of(period.first_day, period.parts, start) == period
    assert period.previous().next() == period
    assert period.previous() < period < period.next()
    assert period.last_day < period.next().first_day


@given(st.text(), parts)
def test_reading_never_fails(text: str, count: int) -> None:
    year, period = read_year(text), read_period(text, Year(2008), count)
    assert year is None or year.start_month == 4
    assert period is None or period.parts == count
