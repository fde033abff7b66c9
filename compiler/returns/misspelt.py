"""Headings with a slip of the keys in them."""

from __future__ import annotations

from compiler.domain.text import fold

_SHORT, _LONG = 4, 8
"""Shorter words must be right to the letter; longer ones may have two slips in them, those between one."""


def is_misspelt(typed: str, meant: str) -> bool:
    """Whether a heading is another one with slips of the keys: the same words in their order, each all but right.

    Figures must be the same: 'Q1 target' is no slip for 'Q2 target', nor 'Figure last month' for 'Figure this month'.
    """
    ours, theirs = fold(typed).split(), fold(meant).split()
    return len(ours) == len(theirs) and all(map(_nearly, ours, theirs)) and ours != theirs


def _nearly(typed: str, meant: str) -> bool:
    if typed == meant:
        return True
    length = min(len(typed), len(meant))
    if length < _SHORT or not (typed + meant).isalpha():
        return False
    return _slips(typed, meant) <= (2 if length >= _LONG else 1)


def _slips(a: str, b: str) -> int:
    """How many letters are wrong, missing or too many, or stand the wrong way round, between two words."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, row, older = row, [i], before
        for j, other in enumerate(b, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        before = last
    return row[-1]
