"""Formulas that count the rows of a table and mean the same in Excel and in LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_CRITERION = 255


def count_formula(wanted: Sequence[tuple[str, str, str]], tables: Sequence[str] = ()) -> str:
    """A formula that counts the rows in which each column says what a cell says.

    Each item is a column as formulas name it ('tblActions[Plan]'), the cell, and the words in that cell. COUNTIFS
    takes '*', '?', '>' and numbers in words for more than themselves; where such words occur, SUMPRODUCT compares.
    `tables` are those that the rows are in, the first of which the columns name; their counts are added up.
    """
    first, *others = tables or ("",)
    moved = [[(table + column[len(first) :], cell, words) for column, cell, words in wanted] for table in others]
    return "=" + "+".join(_count(each) for each in (wanted, *moved))


def _count(wanted: Sequence[tuple[str, str, str]]) -> str:
    if all(plain(words) for _, _, words in wanted):
        return f"COUNTIFS({','.join(f'{column},{cell}' for column, cell, _ in wanted)})"
    return f"SUMPRODUCT({'*'.join(f'({column}={cell})' for column, cell, _ in wanted)}*1)"


def plain(words: str) -> bool:
    """Whether COUNTIFS takes the words for what they are."""
    special = (
        re.search(r"[*?~]", words) or re.match(r"[<>=]|[-+£$.,\d(]", words) or words.casefold() in ("true", "false")
    )
    return bool(words) and not special and len(words) <= _LONGEST_CRITERION
