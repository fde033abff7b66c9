"""Due dates as they are written in real plans, each with the reading that a careful person would give it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.period import MONTHS, Period, Year, say_date, say_month
from compiler.domain.when import (
    Precision,
    When,
    WhenKind,
    find_dates,
    read_when,
    rule_of,
    say_problem,
    say_when,
    when_from_date,
)
from compiler.domain.when.forms import FORMS, read_form
from compiler.domain.when.known import Calendar
from compiler.domain.when.tokens import read_words
from tests.domain.telling_when import HEADING, columns

TABLE = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("when_phrases.tsv").read_text("utf-8").splitlines()
    if line
]
PHRASES = [row[0] for row in TABLE[1:]]

days = st.dates(date(1970, 1, 1), date(2069, 12, 31))
years = st.integers(1970, 2068)
PIECES = """
    may March mar Dec 07 2008 2009 2106 20 09 31 7 / - – , . ( ) ' th ^{st} of the by from until to before after end mid
    start between and & ongoing annually termly annual every 2 years Q3 quarter 4 spring summer term academic year
    2008/09 2010/11 20010/11 in line with policy Phase onwards 3 year plan Monday NA TBC <p> </p> 31/02/2009 2009-03-31
"""
pieces = st.sampled_from(PIECES.split())
phrases = st.lists(pieces, max_size=9).map(" ".join) | st.lists(pieces, max_size=9).map("".join)
anything = st.text() | phrases | st.sampled_from(PHRASES)


def meaning(when: When) -> object:
    """What a reading means, without the words."""
    return (when.kind, when.start, when.end, when.precision, when.cycle.lower(), [meaning(part) for part in when.parts])


def test_the_table_is_whole() -> None:
    assert TABLE[0] == HEADING
    assert len(set(PHRASES)) == len(PHRASES) > 450
    assert {row[2] for row in TABLE[1:]} == {kind.value for kind in WhenKind}


@pytest.mark.parametrize("row", TABLE[1:], ids=PHRASES)
def test_phrases_of_real_plans(row: tuple[str, ...]) -> None:
    phrase, _, *expected = row
    assert [*columns(read_when(phrase))] == expected


@pytest.mark.parametrize("row", [row for row in TABLE[1:] if row[1] == "text"], ids=lambda row: row[0])
def test_phrases_in_running_text(row: tuple[str, ...]) -> None:
    phrase, _, *expected = row
    found = find_dates(f"The work will be complete {phrase}, as agreed.")
    assert [(one.when.raw, [*columns(one.when)]) for one in found] == [(phrase, expected)]


def test_what_a_committed_sentence_names() -> None:
    text = (
        "All areas are to implement it before the end of 2008. It was piloted between September and December 2006, "
        "with roll out in 2007/8 and full implementation by March, 2008. "
        "An announcement is expected in the summer of 2007. "
        "So said the white paper (2004). The 1950 cases of May may be reviewed; 20 may remain. "
        "Level 3 March 2009 papers and NI 50-51 are not days."
    )
    assert [(one.when.raw, one.when.start, one.when.end) for one in find_dates(text)] == [
        ("before the end of 2008", date(2008, 1, 1), date(2008, 12, 31)),
        ("between September and December 2006", date(2006, 9, 1), date(2006, 12, 31)),
        ("in 2007/8", date(2007, 4, 1), date(2008, 3, 31)),
        ("by March, 2008", date(2008, 3, 1), date(2008, 3, 31)),
        ("in the summer of 2007", date(2007, 6, 1), date(2007, 8, 31)),
        ("2004", date(2004, 1, 1), date(2004, 12, 31)),
        ("March 2009", date(2009, 3, 1), date(2009, 3, 31)),
    ]


def test_no_date_in_text_runs_from_one_cell_to_the_next() -> None:
    assert [one.when.raw for one in find_dates("Agreement 14\tJan 2010\t2008/09\tQuarter 1")] == [
        "Jan 2010",
        "2008/09",
        "Quarter 1",
    ]


def test_two_figures_after_a_month_may_count_something() -> None:
    assert [one.when.kind for one in find_dates("In May 20 children came; by Sept 08.")] == [
        WhenKind.UNREADABLE,
        WhenKind.MONTH,
    ]


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("Quarter 4", date(2009, 1, 1), date(2009, 3, 31)),
        ("July", date(2008, 7, 1), date(2008, 7, 31)),
        ("by end of March", date(2009, 3, 1), date(2009, 3, 31)),
        ("31 March", date(2009, 3, 31), date(2009, 3, 31)),
    ],
)
def test_the_year_of_the_plan_is_assumed_and_said(phrase: str, start: date, end: date) -> None:
    when = read_when(phrase, year=Year(2008))
    assert (when.start, when.end) == (start, end)
    assert when.notes == ("no year is given, so 2008/09 is assumed",)


def test_the_month_first() -> None:
    assert read_when("03/31/2009", dayfirst=False).end == date(2009, 3, 31)
    assert read_when("31/03/2009", dayfirst=False).suggestion == "31 March 2009"


def test_a_year_that_begins_in_another_month() -> None:
    when = read_when("2008/09", start_month=9)
    assert (when.start, when.end) == (date(2008, 9, 1), date(2009, 8, 31))


@pytest.mark.parametrize(
    ("day", "raw", "kind", "end"),
    [
        (date(2009, 3, 1), "Mar-09", WhenKind.MONTH, date(2009, 3, 31)),
        (date(2009, 3, 1), "01/03/2009", WhenKind.DAY, date(2009, 3, 1)),
        (date(2009, 3, 1), "39873", WhenKind.DAY, date(2009, 3, 1)),
        (date(2009, 3, 1), "Apr-09", WhenKind.DAY, date(2009, 3, 1)),
        (datetime(2009, 3, 31, 12), "31/03/09", WhenKind.DAY, date(2009, 3, 31)),
    ],
)
def test_cells_that_hold_a_date(day: date, raw: str, kind: WhenKind, end: date) -> None:
    when = when_from_date(day, raw)
    assert (when.kind, when.raw, when.end) == (kind, raw, end)


def test_a_cell_with_a_date_that_cannot_be() -> None:
    when = when_from_date(date(2106, 9, 1), "01/09/2106")
    assert (when.kind, when.suggestion) == (WhenKind.IMPOSSIBLE, "1 September 2016")


def test_what_is_told_to_the_officer() -> None:
    assert say_problem(read_when("Sep 2106")) == (
        "“Sep 2106” cannot be read as a due date: the year 2106 cannot be right. Did you mean September 2016?"
    )
    assert say_problem(read_when("Mar 2009")) == ""
    assert rule_of(read_when("Mar 2009")) == "a month means its last day, 31 March 2009"
    assert rule_of(read_when("Ongoing")) == ""


def test_lateness() -> None:
    staged = read_when("Plan – Apr 2008 Actions – Mar 2009")
    assert staged.deadlines == (date(2008, 4, 30), date(2009, 3, 31))
    assert [read_when("Mar 2009").late(day) for day in (date(2009, 3, 31), date(2009, 4, 1))] == [False, True]
    assert not read_when("From April 2008").judged
    assert read_when("April 2016 Ongoing").deadlines == (date(2016, 4, 30),)


@given(anything)
def test_reading_never_fails_and_keeps_the_words(text: str) -> None:
    for when in (read_when(text), read_when(text, year=Year(2008), dayfirst=False)):
        assert when.raw == text
        assert when.readable != bool(when.problem)


@given(anything)
def test_nothing_ends_before_it_begins(text: str) -> None:
    when = read_when(text)
    for one in (when, *when.parts):
        assert not (one.start and one.end) or one.start <= one.end


@given(anything)
def test_dates_in_text_stand_where_they_are_said_to(text: str) -> None:
    found = find_dates(text)
    assert [text[one.start : one.stop] for one in found] == [one.when.raw for one in found]
    assert all(one.stop <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("space", [" ", "  ", "\xa0", "\n", " \u200b"])
@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
def test_spacing_and_case_change_nothing(space: str, case: Callable[[str], str]) -> None:
    others = {phrase: space + space.join(case(phrase).split()) + space for phrase in PHRASES}
    changed = [phrase for phrase, other in others.items() if meaning(read_when(other)) != meaning(read_when(phrase))]
    assert changed == []


@given(days)
def test_printed_days_read_back(day: date) -> None:
    month = MONTHS[day.month - 1]
    printed = [say_date(day), f"{day:%d/%m/%Y}", day.isoformat(), f"{day.day}th {month[:3]} {day.year}"]
    printed += [f"{month} {day.day}, {day.year}", f"{day.day}-{month[:3]}-{day:%y}", f"by {say_date(day)}"]
    assert {(when.kind, when.start, when.end) for when in map(read_when, printed)} == {(WhenKind.DAY, day, day)}


@given(days)
def test_printed_months_read_back(day: date) -> None:
    month = MONTHS[day.month - 1]
    printed = [
        say_month(day),
        f"{month[:3]} {day:%y}",
        f"{month[:3]}-{day:%y}",
        f"{day:%m/%Y}",
        f"{month}, {day.year}.",
    ]
    expected = (WhenKind.MONTH, day.replace(day=1), Precision.MONTH)
    readings = [read_when(words) for words in printed]
    assert {(when.kind, when.start, when.precision) for when in readings} == {expected}
    assert {say_when(when) for when in readings} == {say_month(day)}


@given(years, st.integers(1, 4))
def test_printed_periods_read_back(begins: int, number: int) -> None:
    year = Year(begins)
    quarter = Period(year, number)
    for words in (quarter.label, quarter.short, f"Q{number} {year.name}"):
        when = read_when(words)
        assert (when.kind, when.start, when.end) == (WhenKind.QUARTER, quarter.first_day, quarter.last_day)
    for words in (year.name, year.label, f"{begins}/{begins + 1}"):
        when = read_when(words)
        assert (when.kind, when.start, when.end) == (WhenKind.FINANCIAL_YEAR, year.first_day, year.last_day)


def test_what_is_said_reads_back() -> None:
    readings = [read_when(phrase) for phrase in PHRASES]
    said = [(when, read_when(say_when(when))) for when in readings]
    other = [when.raw for when, back in said if (back.kind, back.start, back.end) != (when.kind, when.start, when.end)]
    assert other == []


def read_by_every_form(text: str, at: int, calendar: Calendar) -> tuple[When, int] | None:
    """What the forms read, each tried whatever it may begin with."""
    for _, pattern, build in FORMS:
        found = pattern.match(text, at)
        if found and found.end() > at and (read := build(found, calendar)):
            return read, found.end()
    return None


@given(
    st.lists(
        st.sampled_from([*PIECES.split(), "April 2009", "4 June 09", "first quarter", "summer term 09"]), max_size=8
    )
)
def test_no_form_is_passed_over_for_its_first_word(pieces: list[str]) -> None:
    words, calendar = read_words(" ".join(pieces)), Calendar(year=Year(2008))
    for at in words.offsets:
        assert read_form(words.text, at, calendar) == read_by_every_form(words.text, at, calendar)


@pytest.mark.parametrize("phrase", PHRASES)
def test_no_form_is_passed_over_in_a_real_phrase(phrase: str) -> None:
    words, calendar = read_words(phrase), Calendar()
    for at in words.offsets:
        assert read_form(words.text, at, calendar) == read_by_every_form(words.text, at, calendar)
