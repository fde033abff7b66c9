"""What people type into a return: it is read where one reading exists, with a note, and kept as it was typed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from openpyxl import Workbook

from compiler.domain.record import Entry, State
from compiler.domain.value_model import Value, say_value
from compiler.domain.when import When
from tests.returns.test_back import changed, headings

FULL_WIDTH = "\uff14\uff15\uff05"


def typed(sheet: str, key: str, heading: str, words: Any) -> Entry:
    """The entry of a cell in which somebody typed the words, in the first row of a sheet."""

    def change(book: Workbook) -> None:
        page = book[sheet]
        page.cell(5, headings(page)[heading].column).value = words

    rows = [record for record in changed(change).records if record.origin.sheet == sheet]
    return next(record for record in rows if record.origin.row == 5).entry(key)


@pytest.mark.parametrize(
    ("words", "raw", "read", "note"),
    [
        ("45%", "45%", "45%", ""),
        (0.45, "0.45", "0.45", ""),
        (45, "45", "45", ""),
        ("1,234", "1,234", "1,234", ""),
        ("001", "001", "1", ""),
        ("4O%", "4O%", "40%", "the letter O or l inside the number was read as a digit"),
        ("\u22125", "\u22125", "-5", "a long minus sign or dash was read as a minus"),
        (FULL_WIDTH, FULL_WIDTH, "45%", "full-width or foreign digits were read as plain ones"),
        ("45\u00a0%", "45\u00a0%", "45%", "unusual spaces or invisible characters were set right"),
        ("4\u200b5%", "4\u200b5%", "45%", "unusual spaces or invisible characters were set right"),
    ],
)
def test_figures(words: Any, raw: str, read: str, note: str) -> None:
    entry = typed("Indicators", "figure", "Figure this quarter", words)
    assert isinstance(entry.value, Value)
    assert (entry.raw, say_value(entry.value), entry.notes) == (raw, read, (note,) if note else ())


@pytest.mark.parametrize(
    ("words", "raw", "state", "problem"),
    [
        ("NA", "NA", State.NOT_APPLICABLE, ""),
        ("None", "None", State.NONE, ""),
        ("Not published", "Not published", State.NOT_PUBLISHED, ""),
        (None, "", State.BLANK, ""),
        ("   ", "", State.BLANK, ""),
        (True, "TRUE", State.UNREADABLE, '"TRUE" is not a number'),
        ("not known", "not known", State.UNREADABLE, "it has no figure"),
        ("=1/0", "", State.UNREADABLE, "this cell holds a formula that has not been calculated"),
    ],
)
def test_what_is_no_figure_is_kept_apart(words: Any, raw: str, state: State, problem: str) -> None:
    entry = typed("Indicators", "figure", "Figure this quarter", words)
    assert (entry.raw, entry.state, entry.problem, entry.value) == (raw, state, problem, None)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (dt.date(2009, 3, 31), "2009-03-31 to 2009-03-31"),
        ("31/03/2009", "2009-03-31 to 2009-03-31"),
        ("Mar 2009", "2009-03-01 to 2009-03-31"),
        ("M\u0430r 2009", "2009-03-01 to 2009-03-31"),
        ("31/02/2009", "February 2009 has no day 31; did you mean '28 February 2009'?"),
        ("03/31/2009", "there is no month 31; did you mean '31 March 2009'?"),
        (39903, "no date was found"),
    ],
)
def test_dates(words: Any, read: str) -> None:
    entry = typed("Actions", "revised", "By when", words)
    when = entry.value
    assert read == (f"{when.start} to {when.end}" if isinstance(when, When) else entry.problem)


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ("=not a formula", "=not a formula"),
        ("two\r\nlines", "two\r\nlines"),
        ("two_x000D_\nlines", "two\r\nlines"),
        (" kept within ", "kept within"),
        ("http://example.org", "http://example.org"),
    ],
)
def test_words_are_kept(words: str, raw: str) -> None:
    def change(book: Workbook) -> None:
        cell = book["Actions"].cell(5, headings(book["Actions"])["Progress this quarter"].column)
        cell.value = words
        cell.data_type = "s"

    record = next(record for record in changed(change).records if record.origin.sheet == "Actions")
    assert record.text("progress") == raw
