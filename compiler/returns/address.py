"""Addresses as a sheet's XML writes them: F12, $F$12, A1:D9."""

from __future__ import annotations

from functools import lru_cache

from compiler.domain.book import Area
from compiler.domain.origin import column_number
from compiler.domain.regex import regex

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REF = regex(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LETTERS = regex("[A-Z]{1,3}")


@lru_cache(maxsize=4096)
def column_of(letters: str) -> int:
    """The number of a column from its letters; 0 if they are no column's."""
    letters = letters.upper()
    number = column_number(letters) if letters.isascii() and _LETTERS.fullmatch(letters) else 0
    return number if number <= LAST_COLUMN else 0


def place_of(ref: str) -> tuple[int, int] | None:
    """Row and column of an address, dollar signs or not; None if a sheet has no such cell."""
    found = _REF.fullmatch(ref.upper())
    if not found or not ref.isascii():
        return None
    row, column = int(found[2]), column_of(found[1])
    return (row, column) if column and 0 < row <= LAST_ROW else None


def area_of(ref: str) -> Area | None:
    """The rectangle of 'A1:D9' or 'A1', its corners in either order; None if a sheet has no such rectangle."""
    first, _, last = ref.partition(":")
    one, other = place_of(first), place_of(last or first)
    if one is None or other is None:
        return None
    (top, bottom), (left, right) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Area(top, left, bottom, right)
