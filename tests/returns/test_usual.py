"""Parts in the usual shape: the quick way and the plain one give the same book, or the same refusal."""

from __future__ import annotations

from random import Random
from unittest.mock import patch

import pytest

from compiler.domain.book import Book, NotABook
from compiler.returns.reader import read_book
from tests.fuzz import mutate_cells, mutate_xml
from tests.fuzz.subjects import Subject, subjects

TEXTS = "xl/sharedStrings.xml"


def plainly(data: bytes) -> Book | NotABook:
    """The book as it is read from tag to tag."""
    with (
        patch("compiler.returns.sheet.usual_rows", return_value=None),
        patch("compiler.returns.texts.usual_texts", return_value=None),
    ):
        return read_book(data, "Return.xlsx")


def quickly(data: bytes) -> Book | NotABook:
    """The book as it is read where its rows and texts in the usual shape are never followed from tag to tag."""
    with (
        patch("compiler.returns.sheet.SheetParser.parse", side_effect=AssertionError),
        patch("compiler.returns.texts.TextsParser.parse", side_effect=AssertionError),
    ):
        return read_book(data, "Return.xlsx")


def of_excel() -> list[Subject]:
    """The sound returns that are Excel's."""
    return [each for each in subjects() if not each.is_ods]


def mutant(subject: Subject, number: int) -> bytes:
    """A return of which the rows or the texts that they share were changed."""
    random = Random(number)
    mutate = mutate_cells.mutated if number % 3 == 0 else mutate_xml.mutated
    return mutate(subject.parts, random, TEXTS if number % 3 == 1 else subject.sheet).data


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_changed_parts_are_read_alike_or_refused_alike(first: int) -> None:
    found = of_excel()
    for number in range(first, first + 50):
        data = mutant(found[number % len(found)], number)
        assert read_book(data, "Return.xlsx") == plainly(data), number


def test_sound_returns_are_read_the_quick_way_and_alike() -> None:
    for subject in of_excel():
        assert quickly(subject.data) == plainly(subject.data)
