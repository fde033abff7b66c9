"""Where a value stands: workbook, sheet and cell."""

from __future__ import annotations

from functools import lru_cache

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex

_CELL = regex(r"([A-Z]{1,3})([1-9][0-9]*)")


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters over a column of a sheet: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """The place that a value came from, as a person would say it: `Safeguarding.xlsx, Actions, F12`.

    `row` and `column` count from 1; a column of 0 means the whole row, a row of 0 the whole sheet, and a blank sheet
    the whole workbook.
    """

    workbook: str
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The address within the sheet: 'F12', 'row 12', or '' for the whole sheet."""
        if self.row and self.column:
            return f"{column_letters(self.column)}{self.row}"
        if self.column:
            return f"column {column_letters(self.column)}"
        return f"row {self.row}" if self.row else ""

    def at(self, column: int) -> Origin:
        """The cell of this row in another column."""
        return Origin(self.workbook, self.sheet, self.row, column)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.workbook, self.sheet, self.cell) if part)


def read_cell(address: str) -> tuple[int, int]:
    """Row and column of an address such as 'F12'; raises ValueError for anything else."""
    found = _CELL.fullmatch(address)
    if not found:
        raise ValueError(f"not a cell address: {address!r}")
    return int(found[2]), column_number(found[1])
